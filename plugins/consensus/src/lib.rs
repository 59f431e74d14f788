//! What several sources say, said once: the merger of q7x2.
//!
//! Extractive throughout. A text is planned: the lede is the sentence that titles and openings
//! agree on; then sentence follows sentence, each that reads on from the text so far and covers
//! most of the event's weighted concepts (Gillick & Favre 2009; Lin & Bilmes 2011), until none is
//! worth its line. Sentences are shortened by leaving out whole phrases; every statement cites all
//! sentences of the event that say it, by the gate's own test. Nothing is worded anew.

mod age;
mod arrange;
mod bracket;
mod candidate;
mod concepts;
mod figures;
mod form;
mod headline;
mod introduce;
mod known;
mod lede;
mod plan;
mod pool;
mod pronoun;
mod repeat;
mod shorten;
mod support;

use q7x2_sdk::contract::{BuiltIn, MergeRequest, Merger, Plugin, PluginError, Settings};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::{Draft, LeftOut, Reason, Statement};
use serde::Deserialize;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Merger(Box::new(settings.read::<Consensus>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct Consensus {
    longest_sentence: usize,
    paragraph_sentences: usize,
}

impl Merger for Consensus {
    fn reads_summaries(&self) -> bool {
        false
    }

    fn merge(&self, request: &MergeRequest<'_>) -> Result<Warned<Draft>, PluginError> {
        let event = request.event;
        let concepts = concepts::Concepts::of(event);
        let introductions = bracket::Introductions::of(event);
        let longest = self.longest_sentence.min(request.max_words);
        let candidate::Found { candidates, mut left_out } =
            candidate::candidates(event, &introductions, longest);
        let pool = pool::Pool::of(&candidates, &concepts);
        let plan = plan::plan(&pool, event, request.max_words);
        let others = plan.left_out.into_iter();
        left_out.extend(others.map(|(at, reason)| (candidates[at].spot, reason)));
        let said = introduce::introduce(
            &plan.chosen,
            &candidates,
            &introductions,
            event,
            request.max_words,
        );
        let unsaid = plan.chosen.iter().zip(&said).filter(|(_, said)| said.is_none());
        left_out.extend(unsaid.map(|(placed, _)| (candidates[placed.at].spot, Reason::Refused)));
        let paragraphs = arrange::paragraphs(&plan.chosen, &candidates, self.paragraph_sentences);
        let statements = said.into_iter().zip(paragraphs).filter_map(|(said, paragraph)| {
            let said = said?;
            let citations = said.spots.into_iter().map(|spot| event.citation(spot)).collect();
            Some(Statement { paragraph: Some(paragraph), ..Statement::new(said.text, citations) })
        });
        let statements: Vec<Statement> = statements.collect();
        let title = headline::headline(event, &concepts, &statements);
        let left_out = left_out
            .into_iter()
            .map(|(spot, reason)| LeftOut::new(event.citation(spot), reason))
            .collect();
        Ok(Warned::quiet(Draft { title, statements, left_out }))
    }
}

#[cfg(test)]
mod tests;
