//! The forms of names that occur in an event.

use std::collections::{BTreeMap, HashMap};

use crate::{Article, Spot};
use q7x2_text::annotation::Annotation;
use q7x2_text::cut::Made;
use q7x2_text::language::Language;
use q7x2_text::language::Sense;
use q7x2_text::name::EntityKind;
use q7x2_text::name::Name;
use q7x2_text::word::spelt;

/// One name at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mention {
    /// Its sentence.
    pub(super) spot: Spot,
    /// Which of the sentence's names.
    pub(super) name: usize,
    /// Whether it names an administration, not the person.
    pub(super) administration: bool,
}

/// One folded form of a name, with all its mentions.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// Its folded words without particles: `volodymyr`, `zelensky`.
    pub(super) words: Vec<String>,
    /// How often each kind was seen: person, organisation, place, other.
    pub(super) kinds: [usize; 4],
    /// How often the words around it show that it is neither of these: a ship, an album.
    pub(super) things: usize,
    /// The kinds that more than its looks shows.
    pub(super) sure: [bool; 4],
    /// The one name that the table has for a place.
    pub(super) place: Option<String>,
    /// Whether it is written in capitals throughout.
    pub(super) acronym: bool,
    /// Whether its language has a genitive that looks like a longer name.
    pub(super) genitive: bool,
    /// Where it stands, in the event's order.
    pub(super) mentions: Vec<Mention>,
    /// The titles before it, by sentence; none that say nothing of an office.
    pub(super) titles: BTreeMap<Spot, Title>,
}

/// A title before a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Title {
    /// As the text has it, folded.
    pub(super) text: String,
    /// Whether it is had by another's office ("first lady").
    pub(super) of_spouse: bool,
}

impl Title {
    fn of(written: &str, language: &Language) -> Option<Self> {
        let text = spelt(written, language);
        let of_spouse = language.spouse_titles.iter().any(|title| text.ends_with(title.as_str()));
        let tells =
            !language.honorifics.iter().any(|honorific| honorific == text.trim_end_matches('.'));
        tells.then(|| Self { text: text.into_owned(), of_spouse })
    }

    /// Whether both may be one person's: "president" and "US president".
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.text.contains(&other.text) || other.text.contains(&self.text)
    }
}

impl Form {
    /// What it is, by the kind seen most; persons before organisations before places.
    pub(super) fn kind(&self) -> EntityKind {
        if self.is_thing() {
            return EntityKind::Other;
        }
        let kinds = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
        let most =
            (0..3).max_by_key(|&at| (self.kinds[at], 3 - at)).filter(|&at| self.kinds[at] > 0);
        most.map_or(EntityKind::Other, |at| kinds[at])
    }

    /// Whether it may be a person: seen as one, or as nothing known.
    pub(super) fn may_be_person(&self) -> bool {
        matches!(self.kind(), EntityKind::Person | EntityKind::Other)
            && !self.words.is_empty()
            && !self.is_thing()
    }

    fn is_thing(&self) -> bool {
        self.things > 0 && self.kinds[..3].iter().all(|&seen| seen <= self.things)
    }
}

/// The forms of an event by their key, in the order of the keys.
pub(super) fn collect(articles: &[Article], annotations: &[Vec<Annotation>]) -> Vec<Form> {
    let mut forms: BTreeMap<String, Form> = BTreeMap::new();
    let mut seen: HashMap<String, Option<(String, Form)>> = HashMap::new();
    for (article, sentences) in annotations.iter().enumerate() {
        let language =
            Language::of(articles.get(article).and_then(|article| article.language.as_deref()));
        for (sentence, annotation) in sentences.iter().enumerate() {
            let text = articles.get(article).and_then(|article| article.sentences.get(sentence));
            let text = text.map_or("", |sentence| sentence.text.as_str());
            for (at, name) in annotation.names.iter().enumerate() {
                let written = text.get(name.range.clone()).unwrap_or_default();
                let read =
                    seen.entry(written.to_owned()).or_insert_with(|| read(written, language));
                let Some((key, form)) = read else { continue };
                let form = forms.entry(key.clone()).or_insert_with(|| form.clone());
                let kind = name.kind.map_or(3, |kind| kind as usize);
                form.kinds[kind] += weight(name);
                form.sure[kind] |= name.sure;
                form.things += if name.kind == Some(EntityKind::Other) { SURE } else { 0 };
                let spot = Spot { article, sentence };
                form.mentions.push(Mention { spot, name: at, administration: name.administration });
                let title =
                    name.title.clone().and_then(|title| Title::of(text.get(title)?, language));
                form.titles.extend(title.map(|title| (spot, title)));
            }
        }
    }
    forms.into_values().collect()
}

/// Mentions that show a kind by their looks alone as much as one that shows it surely.
const SURE: usize = 3;

/// How much a mention says of its kind: a title or role says most, and so does "in".
fn weight(name: &Name) -> usize {
    if name.sure { SURE } else { 1 }
}

fn read(written: &str, language: &Language) -> Option<(String, Form)> {
    let lexemes = language.lexemes(written);
    let lexicon = language.lexicon();
    let mut words: Vec<String> = Vec::new();
    for at in 0..lexemes.len() {
        let elided = lexemes.before(at) == "'"
            && lexemes.is_joined(at)
            && at >= 2
            && lexemes.is_joined(at - 1);
        let lettered =
            lexemes.before(at) == "." && lexemes.is_joined(at) && lexemes.written(at).len() == 1;
        if lexemes.is(at, Made::Mark) {
            continue;
        }
        match words.last_mut() {
            Some(last)
                if elided || (lettered && is_letters(written)) || lexemes.is(at, Made::Digits) =>
            {
                last.push_str(lexemes.folded(at));
            }
            _ => words.push(lexemes.folded(at).to_owned()),
        }
    }
    let key = words.join(" ");
    let place = |sense| if let Sense::PlaceName(name) = sense { Some(name) } else { None };
    let whole = lexicon.find(&lexemes, 0, |sense: &Sense| place(sense.clone()));
    let place = whole.filter(|(length, _)| *length == lexemes.len()).map(|(_, name)| name);
    let particle =
        |word: &String| lexicon.phrase(&language.lexemes(word), 0, &Sense::Particle).is_some();
    let small = |(at, word): &(usize, &String)| lexemes_lower(written, *at) && particle(word);
    let plain: Vec<String> = words
        .iter()
        .enumerate()
        .filter(|pair| !small(pair))
        .map(|(_, word)| word.clone())
        .collect();
    let letters = written.chars().filter(|character| character.is_alphabetic());
    let acronym =
        words.len() == 1 && letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
    let form = Form {
        words: if plain.is_empty() { words } else { plain },
        kinds: [0; 4],
        things: 0,
        sure: [false; 4],
        place,
        acronym,
        genitive: language.capital_nouns,
        mentions: Vec::new(),
        titles: BTreeMap::new(),
    };
    (!key.is_empty()).then_some((key, form))
}

/// Whether the word at an index of a name is in lower case there.
fn lexemes_lower(written: &str, at: usize) -> bool {
    let mut words = written
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.nth(at).and_then(|word| word.chars().next()).is_some_and(char::is_lowercase)
}

/// Whether a name is letters with stops: "U.S.".
fn is_letters(written: &str) -> bool {
    written.split('.').all(|part| part.chars().count() <= 1)
}
