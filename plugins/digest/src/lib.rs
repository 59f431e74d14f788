//! Each outlet's own best points under its name: a merger for q7x2 that merges nothing, for editors
//! who would rather see who says what than one text of all.
//!
//! The points are those of the summarisers, word for word. Every statement cites its own outlet and
//! no other, and asks to stand under that outlet's name (`under_outlet`); the host takes the name
//! from the citation. Outlets come in the order of their first article, those of low trust last; a
//! copy of another article is skipped; what one outlet says twice is said once. Every outlet first
//! has an equal share of the words; what is left goes to those with the fewest.

mod outlet;
mod share;

use q7x2_sdk::contract::{BuiltIn, MergeRequest, Merger, Plugin, PluginError, Settings};
use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::{Draft, Event, LeftOut, Statement};
use serde::Deserialize;

use outlet::Said;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Merger(Box::new(settings.read::<Digest>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct Digest {
    points: usize,
    longest_sentence: usize,
}

impl Merger for Digest {
    fn merge(&self, request: &MergeRequest<'_>) -> Result<Warned<Draft>, PluginError> {
        let mut left_out = outlet::LeftOut::new();
        let outlets = outlet::outlets(request, self.points, self.longest_sentence, &mut left_out);
        let lengths: Vec<Vec<usize>> =
            outlets.iter().map(|said| said.iter().map(|one| one.words).collect()).collect();
        let taken = share::share(&lengths, request.max_words);
        let mut statements = Vec::new();
        let mut silent = 0;
        for (outlet, taken) in outlets.iter().zip(&taken) {
            if taken.is_empty() {
                silent += 1;
                continue;
            }
            // The outlet's best point first only where its text has it first: points lean on what
            // was told before them.
            let mut said: Vec<&Said> = taken.iter().map(|&at| &outlet[at]).collect();
            said.sort_by_key(|one| one.spot);
            let said = understood(&said, request.event);
            let paragraph = statements
                .last()
                .and_then(|last: &Statement| last.paragraph)
                .map_or(0, |last| last + 1);
            statements.extend(said.into_iter().map(|one| Statement {
                paragraph: Some(paragraph),
                under_outlet: true,
                ..Statement::new(one.text.clone(), one.citations.clone())
            }));
        }
        let left_out = left_out
            .into_iter()
            .map(|(spot, reason)| LeftOut::new(request.event.citation(spot), reason))
            .collect();
        let draft = Draft { title: request.event.title().to_owned(), statements, left_out };
        let mut answer = Warned::quiet(draft);
        if silent > 0 {
            let message = format!(
                "digest: {silent} of {} outlets have no place in the running text",
                outlets.len()
            );
            answer
                .diagnostics
                .push(Diagnostic::note(message).hint("a higher brief.max_words gives them one"));
        }
        Ok(answer)
    }
}

/// The points that read on from those before them: what one leans on may have had no room.
fn understood<'a>(said: &[&'a Said], event: &Event) -> Vec<&'a Said> {
    let mut told: Vec<&Said> = Vec::new();
    for one in said {
        if outlet::is_understood(one, &told, event) {
            told.push(one);
        }
    }
    told
}

#[cfg(test)]
mod tests;
