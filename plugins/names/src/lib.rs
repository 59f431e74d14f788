//! People, organisations and places, a section for q7x2: who is who, under which spellings, in how
//! many articles.

use std::collections::BTreeSet;
use std::iter;

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Section, SectionRequest, Settings};
use q7x2_sdk::detail::Name;
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::event::entity::Entity;
use q7x2_sdk::text::chunk::holds_run;
use q7x2_sdk::text::name::EntityKind;
use q7x2_sdk::{Detail, Event, SectionDraft, SectionKind, SentenceKind, Spot, Statement, work};
use serde::Deserialize;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Section(Box::new(settings.read::<Names>()?)))
}

/// Further forms of a name that are shown, in the order of their letters, and roles, the commonest,
/// that are looked for before it. Nobody has so many; made-up ones take the square of their number.
const FORMS: usize = 64;

#[derive(Debug, Clone, Deserialize)]
struct Names {
    most: usize,
    articles: usize,
}

impl Section for Names {
    fn reads_summaries(&self) -> bool {
        false
    }

    fn section(&self, request: &SectionRequest<'_>) -> Result<Warned<SectionDraft>, PluginError> {
        let event = request.event;
        let least = self.articles.min(event.articles().len());
        let mut found: Vec<Named<'_>> = Vec::new();
        for entity in event.text().entities.iter().filter(|entity| entity.kind != EntityKind::Other)
        {
            let spots = body(entity, event);
            let articles: BTreeSet<usize> = spots.iter().map(|spot| spot.article).collect();
            if articles.len() >= least && !spots.is_empty() {
                found.push(Named { entity, articles: articles.len(), spots });
            }
        }
        found.sort_by(|a, b| {
            b.rank().cmp(&a.rank()).then_with(|| a.entity.name.cmp(&b.entity.name))
        });
        found.truncate(self.most);
        let statements = found.iter().filter_map(|named| named.statement(event)).collect();
        let (kind, heading) = (SectionKind::Names, "Who and where".to_owned());
        Ok(Warned::quiet(SectionDraft { kind, heading, statements }))
    }
}

/// The sentences of body text that name somebody.
fn body(entity: &Entity, event: &Event) -> Vec<Spot> {
    let spots = entity.spots.iter().copied();
    spots.filter(|&spot| event.sentence(spot).kind == SentenceKind::Body).collect()
}

struct Named<'a> {
    entity: &'a Entity,
    articles: usize,
    spots: Vec<Spot>,
}

impl Named<'_> {
    fn rank(&self) -> (usize, usize) {
        (self.articles, self.spots.len())
    }

    /// The role and the name as one source writes them in one run, else the name; one sentence an
    /// article, and one more for each form of the name that these do not have.
    fn statement(&self, event: &Event) -> Option<Statement> {
        let (text, role, anchor) = self.introduced(event).or_else(|| self.plain(event))?;
        let mut cited = vec![anchor];
        let mut articles = BTreeSet::from([anchor.article]);
        for &spot in &self.spots {
            if !articles.contains(&spot.article)
                && self.forms().any(|form| holds(event, spot, form))
            {
                cited.push(spot);
                articles.insert(spot.article);
            }
        }
        let mut aliases = Vec::new();
        for alias in self.entity.aliases.iter().take(FORMS) {
            let shown =
                cited.iter().chain(&self.spots).copied().find(|&spot| holds(event, spot, alias));
            if let Some(spot) = shown {
                aliases.push(alias.clone());
                cited.push(spot);
            }
        }
        let mut seen = BTreeSet::new();
        cited.retain(|spot| seen.insert((spot.article, spot.sentence)));
        let citations = cited.into_iter().map(|spot| event.citation(spot)).collect();
        let kind = self.entity.sure.then(|| word(self.entity.kind).to_owned());
        let name = Some(self.entity.name.clone());
        Some(Statement::new(text, citations).with(Detail::Name(Name { role, kind, name, aliases })))
    }

    /// The name, then its other forms.
    fn forms(&self) -> impl Iterator<Item = &str> {
        iter::once(&self.entity.name)
            .chain(self.entity.aliases.iter().take(FORMS))
            .map(String::as_str)
    }

    /// "Polish Prime Minister Donald Tusk", where a sentence has it, the role, and that sentence.
    fn introduced(&self, event: &Event) -> Option<(String, Option<String>, Spot)> {
        let full =
            self.forms().filter(|form| form.contains(' ') || !self.entity.name.contains(' '));
        full.into_iter().find_map(|form| {
            let named: Vec<Spot> =
                self.spots.iter().copied().filter(|&spot| holds(event, spot, form)).collect();
            self.entity.roles.iter().take(FORMS).find_map(|(role, _)| {
                let run = format!("{role} {form}");
                let spot = named.iter().copied().find(|&spot| holds(event, spot, &run))?;
                Some((run, Some(role.clone()), spot))
            })
        })
    }

    fn plain(&self, event: &Event) -> Option<(String, Option<String>, Spot)> {
        let spot =
            self.spots.iter().copied().find(|&spot| holds(event, spot, &self.entity.name))?;
        Some((self.entity.name.clone(), None, spot))
    }
}

/// Whether a sentence holds a run of whole words.
fn holds(event: &Event, spot: Spot, run: &str) -> bool {
    work::steps(1);
    holds_run(&event.sentence(spot).text, run)
}

fn word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::contract::Summaries;
    use q7x2_sdk::example::article;
    use q7x2_sdk::{Article, Draft};

    use super::*;

    fn told(plugin: &Names, articles: Vec<Article>) -> Vec<Statement> {
        let event = Event::new("e".to_owned(), String::new(), articles);
        let briefing = Draft::default();
        let request =
            SectionRequest { event: &event, summaries: &Summaries::new(), briefing: &briefing };
        let draft = plugin.section(&request).expect("an answer").value;
        assert_eq!((draft.kind, draft.heading.as_str()), (SectionKind::Names, "Who and where"));
        for one in &draft.statements {
            let cited: Vec<&str> = one
                .citations
                .iter()
                .map(|citation| {
                    event.sentence(event.spot(citation).expect("a sentence")).text.as_str()
                })
                .collect();
            assert!(cited[0].contains(&one.text), "{} is not in {:?}", one.text, cited[0]);
            for form in &name(one).aliases {
                assert!(cited.iter().any(|text| text.contains(form)), "{form} is not in {cited:?}");
            }
        }
        draft.statements
    }

    fn name(statement: &Statement) -> &Name {
        statement.name().expect("a name")
    }

    const DEFAULT: Names = Names { most: 24, articles: 2 };

    fn names(plugin: &Names, articles: &[&[&str]]) -> Vec<String> {
        let ids = ["a", "b", "c", "d"];
        let articles =
            articles.iter().zip(ids).map(|(sentences, id)| article(id, sentences)).collect();
        told(plugin, articles).into_iter().filter_map(|one| name(&one).name.clone()).collect()
    }

    const TUSK: &str = "Polish Prime Minister Donald Tusk arrived in Warsaw on Monday.";
    const LATER: &str = "Tusk said that talks in Warsaw would go on.";
    const OTHER: &str = "Donald Tusk met Angela Merkel in Warsaw.";

    #[test]
    fn who_several_articles_name_is_shown() {
        let found = names(&DEFAULT, &[&[TUSK, LATER], &[OTHER]]);
        assert!(
            found.contains(&"Donald Tusk".to_owned()) && found.contains(&"Warsaw".to_owned()),
            "{found:?}"
        );
        assert!(
            !found.iter().any(|name| name.contains("Merkel")),
            "only one article names her: {found:?}"
        );
        // Fewer where the event has fewer.
        assert!(names(&DEFAULT, &[&[OTHER]]).iter().any(|name| name == "Angela Merkel"));
        assert_eq!(names(&Names { most: 1, ..DEFAULT }, &[&[TUSK, LATER], &[OTHER]]).len(), 1);
        assert_eq!(names(&DEFAULT, &[]), Vec::<String>::new());
        assert_eq!(
            names(&DEFAULT, &[&["It rained all day."], &["It rained again."]]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn who_most_articles_name_comes_first() {
        let found = names(&DEFAULT, &[&[TUSK], &[OTHER], &["Talks in Warsaw went on all night."]]);
        assert_eq!(found, ["Warsaw", "Donald Tusk"]);
    }

    #[test]
    fn a_heading_names_nobody() {
        assert_eq!(
            names(&DEFAULT, &[&["# Angela Merkel comes"], &["# Angela Merkel comes"]]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_person_has_a_role_and_shorter_forms() {
        let said = told(&DEFAULT, vec![article("a", &[TUSK, LATER]), article("b", &[OTHER])]);
        let tusk = said
            .iter()
            .find(|one| name(one).name.as_deref() == Some("Donald Tusk"))
            .expect("Donald Tusk");
        assert_eq!(tusk.text, "Polish Prime Minister Donald Tusk");
        assert_eq!(name(tusk).role.as_deref(), Some("Polish Prime Minister"));
        assert_eq!(name(tusk).kind.as_deref(), Some("person"));
        assert_eq!(name(tusk).aliases, ["Tusk"]);
        let cited: Vec<(&str, usize)> = tusk
            .citations
            .iter()
            .map(|citation| (citation.article.as_str(), citation.sentence))
            .collect();
        // One sentence an article; the shorter form stands in them already.
        assert_eq!(cited, [("a", 0), ("b", 0)]);
    }
}
