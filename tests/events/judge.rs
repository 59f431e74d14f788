//! Compares what the program made of a site with its labels, and tells every difference at once.

use std::collections::BTreeSet;

use q7x2_sdk::detail::Position;
use q7x2_sdk::text::{quotation, word};
use q7x2_sdk::{Briefing, Checked, Citation, Detail, SectionKind, SentenceKind, Trust};

use crate::labels::{
    ArticleLabel, DateLabel, DifferenceLabel, EventLabel, FactLabel, NameLabel, QuoteLabel,
};
use crate::site::{Site, inspect};

/// Words of a running text at most: the default of `[brief] max_words`.
const MOST_WORDS: usize = 220;
/// Words at least: a text ends where nothing is worth a line, and nothing fills it; one that is
/// shorter has lost what these articles tell.
const LEAST_WORDS: usize = 90;
/// How many differences the page shows first; none of them may be false.
const TOP: usize = 5;

/// What of a site is compared.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Aspect {
    /// What was read: titles, dates, authors, trust, no noise.
    Articles,
    /// Which articles report one event, who copied whom.
    Events,
    /// Length, citations, what is said and what is not.
    Text,
    /// Where reports differ.
    Differences,
    /// Who said what.
    Quotes,
    /// What happened when.
    Dates,
    /// Who is who.
    Names,
}

/// Everything in which a site is not as its labels say.
pub(crate) fn faults(site: &Site, aspect: Aspect) -> Vec<String> {
    let mut judge = Judge { site, faults: Vec::new() };
    match aspect {
        Aspect::Articles => {
            site.labels.articles.iter().for_each(|(short, label)| judge.article(short, label))
        }
        Aspect::Events => judge.events(),
        _ => {}
    }
    for event in &site.labels.events {
        judge.event(event, aspect);
    }
    judge.faults
}

struct Judge<'a> {
    site: &'a Site,
    faults: Vec<String>,
}

impl Judge<'_> {
    fn demand(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.faults.push(fault());
        }
    }

    /// The sentences that labels name; a label that fits none or several is a fault.
    fn sentences(&mut self, labels: &[String]) -> BTreeSet<Citation> {
        let mut found = BTreeSet::new();
        for label in labels {
            match self.site.sentence(label) {
                Ok(citation) => drop(found.insert(citation)),
                Err(fault) => self.faults.push(fault),
            }
        }
        found
    }

    /// A citation as the labels would write it.
    fn show(&self, citation: &Citation) -> String {
        let text = self
            .site
            .articles
            .get(&citation.article)
            .and_then(|article| article.sentences.get(citation.sentence));
        let start: String = text.map_or("?", |sentence| &sentence.text).chars().take(60).collect();
        format!("{}: {start}", self.site.short(&citation.article))
    }

    fn article(&mut self, short: &str, label: &ArticleLabel) {
        let site = self.site;
        let Some(article) = site.id(short).map(|id| &site.articles[id]) else {
            return self.faults.push(format!("{short} was not read"));
        };
        let mut same = |what: &str, found: &str, wanted: &str| {
            self.demand(found == wanted, || {
                format!("{short}: {what} is \"{found}\", not \"{wanted}\"")
            });
        };
        same("title", &article.title, &label.title);
        if let Some(publisher) = &label.publisher {
            same("publisher", article.publisher.as_deref().unwrap_or_default(), publisher);
        }
        same(
            "published",
            &article.published.map(|day| day.to_string()).unwrap_or_default(),
            &label.published,
        );
        same("authors", &article.authors.join(", "), &label.authors.join(", "));
        let low = label.trust.as_deref() == Some("low");
        self.demand((article.trust == Trust::Low) == low, || {
            format!("{short}: trust is not as labelled")
        });
        self.demand(!low || article.trust_reason.is_some(), || {
            format!("{short}: low trust without a reason")
        });
        for sentence in
            article.sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Body)
        {
            for noise in
                site.labels.noise.iter().filter(|noise| sentence.text.contains(noise.as_str()))
            {
                self.faults.push(format!("{short}: \"{noise}\" is left in \"{}\"", sentence.text));
            }
        }
    }

    fn events(&mut self) {
        let site = self.site;
        let short = |event: &serde_json::Value| {
            let ids =
                event["articles"].as_array().into_iter().flatten().filter_map(|id| id.as_str());
            ids.map(|id| site.short(id)).collect()
        };
        let found: BTreeSet<BTreeSet<String>> =
            inspect(&site.case, "events").iter().map(short).collect();
        let labelled =
            site.labels.events.iter().map(|event| event.articles.iter().cloned().collect());
        let wanted: BTreeSet<BTreeSet<String>> = labelled.collect();
        self.demand(found == wanted, || format!("events are {found:?}, not {wanted:?}"));
    }

    fn event(&mut self, label: &EventLabel, aspect: Aspect) {
        let site = self.site;
        let wanted: BTreeSet<String> = label.articles.iter().cloned().collect();
        let of_label = |briefing: &&Briefing| {
            briefing
                .sources
                .iter()
                .map(|source| site.short(&source.article))
                .collect::<BTreeSet<_>>()
                == wanted
        };
        let Some(briefing) = site.briefings.iter().find(of_label) else {
            return self.faults.push(format!("there is no briefing of {wanted:?}"));
        };
        match aspect {
            Aspect::Articles => {}
            Aspect::Events => self.copies(label, briefing),
            Aspect::Text => self.text(label, briefing),
            Aspect::Differences => self.differences(&label.differs, briefing),
            Aspect::Quotes => self.quotes(&label.quotes, briefing),
            Aspect::Dates => self.dates(&label.dates, briefing),
            Aspect::Names => label.names.iter().for_each(|name| self.name(name, briefing)),
        }
    }

    fn text(&mut self, label: &EventLabel, briefing: &Briefing) {
        self.length(briefing);
        self.statements(label, briefing);
        for fact in &label.facts {
            self.fact(fact, label, briefing);
        }
    }

    fn copies(&mut self, label: &EventLabel, briefing: &Briefing) {
        let site = self.site;
        let found: Vec<String> = briefing
            .copies
            .iter()
            .map(|copy| {
                let measure = serde_json::to_value(copy.measure).unwrap_or_default();
                let measure = measure.as_str().unwrap_or_default();
                format!("{} of {}: {measure}", site.short(&copy.article), site.short(&copy.of))
            })
            .collect();
        self.demand(found == label.copies, || {
            format!("copies are {found:?}, not {:?}", label.copies)
        });
        let (origins, wanted) = (briefing.origins, label.origins);
        self.demand(origins == wanted, || format!("{origins} origins, not {wanted}"));
    }

    fn length(&mut self, briefing: &Briefing) {
        let words: usize =
            briefing.summary().iter().map(|checked| word::count(&checked.statement.text)).sum();
        self.demand((LEAST_WORDS..=MOST_WORDS).contains(&words), || {
            format!("the running text has {words} words")
        });
    }

    /// What holds for every statement of every section.
    fn statements(&mut self, label: &EventLabel, briefing: &Briefing) {
        let site = self.site;
        let low = self.sentences(&label.low);
        for section in &briefing.sections {
            let mut texts = BTreeSet::new();
            for checked in &section.statements {
                let (kind, text) = (&section.kind, &checked.statement.text);
                let citations = &checked.statement.citations;
                // One sentence may be a side of two differences.
                let topic = position(checked).and_then(|position| position.topic.as_ref());
                self.demand(texts.insert((topic, text)), || format!("{kind} says twice: {text}"));
                self.demand(!citations.is_empty(), || format!("{kind} cites nothing: {text}"));
                for citation in citations {
                    let article = site.articles.get(&citation.article);
                    let stands =
                        article.is_some_and(|article| citation.sentence < article.sentences.len());
                    self.demand(stands, || format!("{kind} cites what is not there: {text}"));
                }
                let only_low = citations.iter().all(|citation| {
                    low.contains(citation)
                        || site
                            .articles
                            .get(&citation.article)
                            .is_some_and(|article| article.trust == Trust::Low)
                });
                self.demand(checked.low_trust == only_low, || {
                    format!("{kind}: low trust is not as it is: {text}")
                });
                for unwanted in label.never.iter().chain(&site.labels.noise) {
                    let clean = !text.contains(unwanted.as_str());
                    self.demand(clean, || format!("{kind} holds \"{unwanted}\": {text}"));
                }
                for (said, kept) in &label.keeps {
                    let holds = !text.contains(said.as_str()) || text.contains(kept.as_str());
                    self.demand(holds, || format!("{kind} lost \"{kept}\": {text}"));
                }
            }
        }
        let leads_low = briefing.summary().first().is_some_and(|lede| lede.low_trust);
        self.demand(!leads_low, || "what only a machine says leads".to_owned());
    }

    fn fact(&mut self, label: &FactLabel, event: &EventLabel, briefing: &Briefing) {
        let what = &label.what;
        let sentences = self.sentences(&label.sentences);
        let partly = self.sentences(&label.partly);
        let summary = briefing.summary();
        let says = |checked: &&Checked| {
            checked.statement.citations.first().is_some_and(|anchor| sentences.contains(anchor))
        };
        let cites = |checked: &Checked| {
            checked.statement.citations.iter().any(|citation| sentences.contains(citation))
        };
        if label.background {
            self.demand(!summary.iter().any(|checked| says(&checked)), || {
                format!("\"{what}\" is in the running text")
            });
            let told =
                briefing.sections.iter().filter(|section| section.kind == SectionKind::Background);
            let told = told.flat_map(|section| &section.statements).any(cites);
            self.demand(told, || format!("\"{what}\" is not in the background"));
        }
        self.demand(!label.text || summary.iter().any(cites), || {
            format!("\"{what}\" is not in the running text")
        });
        let count = summary.iter().filter(says).count();
        self.demand(count < 2, || format!("\"{what}\" is said {count} times"));
        let told = [SectionKind::Summary, SectionKind::Background];
        let told = briefing.sections.iter().filter(|section| told.contains(&section.kind));
        for checked in told.flat_map(|section| &section.statements).filter(says) {
            let anchor = &checked.statement.citations[0];
            let others = event.facts.iter().filter(|other| other.what != label.what);
            let others: Vec<_> =
                others.map(|other| [&other.sentences[..], &other.partly].concat()).collect();
            let mut allowed: BTreeSet<Citation> = sentences.union(&partly).cloned().collect();
            for other in others {
                let other = self.sentences(&other);
                if other.contains(anchor) {
                    allowed.extend(other);
                }
            }
            let whole = checked.statement.citations.iter().filter(|one| one.part.is_none());
            let cited: BTreeSet<Citation> = whole.cloned().collect();
            for wrong in cited.difference(&allowed) {
                self.faults.push(format!("\"{what}\" cites \"{}\"", self.show(wrong)));
            }
        }
    }

    /// What is listed first is labelled, and all that is labelled is listed.
    fn differences(&mut self, labels: &[DifferenceLabel], briefing: &Briefing) {
        let statements = section(briefing, &SectionKind::Disagreements);
        let about = |checked: &Checked| position(checked).cloned().map(|one| (one.kind, one.topic));
        let mut topics: Vec<Vec<&Checked>> = Vec::new();
        for checked in statements {
            match topics.last_mut() {
                Some(topic) if about(topic[0]) == about(checked) => topic.push(checked),
                _ => topics.push(vec![checked]),
            }
        }
        let mut listed = vec![false; labels.len()];
        for topic in topics.iter().take(TOP) {
            let found = labels.iter().position(|label| self.is_topic(label, topic));
            match found {
                Some(at) => listed[at] = true,
                None => {
                    let sides: Vec<String> = topic
                        .iter()
                        .map(|side| {
                            side.statement
                                .citations
                                .iter()
                                .map(|c| self.show(c))
                                .collect::<Vec<_>>()
                                .join(" + ")
                        })
                        .collect();
                    let kind = kind(topic[0]).unwrap_or_default();
                    self.faults.push(format!("no such difference ({kind}): {}", sides.join(" / ")));
                }
            }
        }
        for (label, _) in labels.iter().zip(listed).filter(|(_, listed)| !listed) {
            self.faults.push(format!(
                "difference not listed ({}): {:?}",
                label.kinds.join(" or "),
                label.sides
            ));
        }
    }

    fn is_topic(&mut self, label: &DifferenceLabel, topic: &[&Checked]) -> bool {
        let sides: Vec<BTreeSet<Citation>> =
            label.sides.iter().map(|side| self.sentences(side)).collect();
        let of = |side: &BTreeSet<Citation>, checked: &Checked| {
            checked.statement.citations.iter().all(|citation| side.contains(citation))
        };
        let kind = kind(topic[0]).is_some_and(|kind| label.kinds.iter().any(|one| one == kind));
        let both =
            sides.iter().all(|side| topic.iter().filter(|checked| of(side, checked)).count() == 1);
        kind && both && topic.len() == sides.len()
    }

    fn quotes(&mut self, labels: &[QuoteLabel], briefing: &Briefing) {
        let statements = section(briefing, &SectionKind::Quotes);
        let holds = |text: &str, words: &str| {
            quotation::normalise(text).contains(&quotation::normalise(words))
        };
        for checked in statements {
            let statement = &checked.statement;
            let text = &statement.text;
            let of_text = |label: &&QuoteLabel| label.text.iter().any(|words| holds(text, words));
            let Some(label) = labels.iter().find(of_text) else {
                self.faults.push(format!("no such quotation: {text}"));
                continue;
            };
            let quote = statement.quote().cloned().unwrap_or_default();
            let speaker = quote.speaker.unwrap_or_default();
            self.demand(label.speaker.contains(&speaker), || {
                format!("\"{speaker}\" did not say: {text}")
            });
            for other in label.text.iter().filter(|words| !holds(text, words)) {
                let told = quote.variants.iter().any(|variant| holds(&variant.text, other));
                self.demand(told, || format!("a variant is not told: {other}"));
            }
        }
        for label in labels.iter().filter(|label| label.must) {
            let told = statements.iter().any(|checked| {
                label.text.iter().any(|words| holds(&checked.statement.text, words))
            });
            self.demand(told, || format!("a quotation is not listed: {}", label.text[0]));
        }
    }

    fn dates(&mut self, labels: &[DateLabel], briefing: &Briefing) {
        let sentences: Vec<BTreeSet<Citation>> =
            labels.iter().map(|label| self.sentences(&label.sentences)).collect();
        let statements = section(briefing, &SectionKind::Timeline);
        let date = |checked: &Checked| {
            checked.statement.entry().and_then(|entry| entry.date.clone()).unwrap_or_default()
        };
        for checked in statements {
            let anchor = &checked.statement.citations[0];
            let known: Vec<&str> = labels
                .iter()
                .zip(&sentences)
                .filter(|(_, sentences)| sentences.contains(anchor))
                .map(|(label, _)| label.date.as_str())
                .collect();
            let found = date(checked);
            let right = known.is_empty() || known.iter().any(|day| found.starts_with(day));
            self.demand(right, || format!("{found}, not {known:?}: {}", checked.statement.text));
        }
        for (label, sentences) in labels.iter().zip(&sentences).filter(|(label, _)| label.must) {
            let told = statements.iter().any(|checked| {
                date(checked).starts_with(&label.date)
                    && checked
                        .statement
                        .citations
                        .iter()
                        .any(|citation| sentences.contains(citation))
            });
            self.demand(told, || format!("{} is not in the timeline", label.date));
        }
    }

    fn name(&mut self, label: &NameLabel, briefing: &Briefing) {
        let forms = |checked: &Checked| -> Vec<String> {
            let name = checked.statement.name().cloned().unwrap_or_default();
            name.name.into_iter().chain(name.aliases).collect()
        };
        let statements = section(briefing, &SectionKind::Names);
        let named = |checked: &&Checked| {
            let name = checked.statement.name().and_then(|name| name.name.as_ref());
            name.is_some_and(|name| label.name.contains(name))
        };
        let Some(found) = statements.iter().find(named) else {
            return self.faults.push(format!("{:?} is not among the names", label.name));
        };
        let kind = kind(found).unwrap_or_default();
        self.demand(kind == label.kind, || format!("{:?} is no {kind}", label.name));
        let known = forms(found);
        for alias in label.aliases.iter().filter(|alias| !label.name.contains(alias)) {
            self.demand(known.contains(alias), || {
                format!("{alias} is not told to be {:?}", label.name)
            });
        }
        for other in &label.apart {
            self.demand(!known.contains(other), || {
                format!("{other} is said to be {:?}", label.name)
            });
        }
    }
}

fn position(checked: &Checked) -> Option<&Position> {
    checked.statement.position()
}

/// The type of a disagreement or a name.
fn kind(checked: &Checked) -> Option<&str> {
    checked.statement.detail.as_ref().and_then(Detail::kind)
}

fn section<'a>(briefing: &'a Briefing, kind: &SectionKind) -> &'a [Checked] {
    briefing
        .sections
        .iter()
        .find(|section| section.kind == *kind)
        .map_or(&[], |section| &section.statements)
}
