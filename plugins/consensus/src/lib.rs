//! What several sources say, said once: the merger of q7x2.
//!
//! Extractive throughout. Sentences that can stand alone are candidates; a budgeted greedy choice covers the weighted
//! concepts of the event (Gillick & Favre 2009; Lin & Bilmes 2011), heavier where several origins hold them; sentences
//! are shortened by leaving out whole phrases; every statement cites all sentences of the event that say it, by the
//! gate's own test. Nothing is worded anew.

mod arrange;
mod candidate;
mod concepts;
mod form;
mod headline;
mod introduce;
mod pool;
mod pronoun;
mod select;
mod shorten;
mod support;

use q7x2_sdk::contract::{BuiltIn, MergeRequest, Merger, Plugin, PluginError, Settings};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::{Draft, Statement};
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
    fn merge(&self, request: &MergeRequest<'_>) -> Result<Warned<Draft>, PluginError> {
        let event = request.event;
        let concepts = concepts::Concepts::of(event);
        let longest = self.longest_sentence.min(request.max_words);
        let candidates = candidate::candidates(event, longest);
        let chosen = select::select(&candidates, &concepts, request.max_words);
        let chosen: Vec<&candidate::Candidate> = chosen.into_iter().map(|at| &candidates[at]).collect();
        let ordered = arrange::order(chosen, event);
        let said = introduce::introduce(&ordered, event, request.max_words);
        let paragraphs = arrange::paragraphs(&ordered, self.paragraph_sentences);
        let statements = said.into_iter().zip(paragraphs).map(|(said, paragraph)| Statement {
            paragraph: Some(paragraph),
            ..Statement::new(said.text, said.spots.into_iter().map(|spot| event.citation(spot)).collect())
        });
        let statements: Vec<Statement> = statements.collect();
        let title = headline::headline(event, &concepts, &statements);
        Ok(Warned::quiet(Draft { title, statements }))
    }
}
