//! Candidates: sentences that can stand alone in a running text, shortened, with what they are
//! worth.

use std::collections::BTreeMap;
use std::ops::Deref;

use q7x2_sdk::conflict;
use q7x2_sdk::event::reference::{Reference, Told, references};
use q7x2_sdk::event::story::OtherStories;
use q7x2_sdk::event::{alone, news, when};
use q7x2_sdk::parallel;
use q7x2_sdk::text::annotation::Annotation;
use q7x2_sdk::text::cue::CueKind;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::likeness;
use q7x2_sdk::text::word::{count, fold, spelt};
use q7x2_sdk::{Article, Event, Published, Reason, Spot};

use crate::bracket::{Introductions, introduces};
use crate::concepts::concepts;
use crate::form::{Form, form};
use crate::known::Known;
use crate::{age, pronoun, shorten};

/// A statement that stands alone has at least so many words; shorter ones add to their neighbours,
/// but for what two origins say ("Nobody was hurt.") or an article begins with ("Mayor Bo Lund
/// resigned.").
const SHORTEST: usize = 6;
/// Words that any one has.
const SHORTEST_FACT: usize = 3;

/// What a candidate says, read. A large event has tens of thousands of them, most not shortened.
#[derive(Debug)]
pub(crate) enum Said<'a> {
    /// All of a sentence.
    InEvent(&'a Annotation),
    /// Less.
    Shorter(Box<Annotation>),
}

impl Deref for Said<'_> {
    type Target = Annotation;

    fn deref(&self) -> &Annotation {
        match self {
            Self::InEvent(annotation) => annotation,
            Self::Shorter(annotation) => annotation,
        }
    }
}

/// A sentence that may be chosen.
#[derive(Debug)]
pub(crate) struct Candidate<'a> {
    /// The sentence.
    pub(crate) spot: Spot,
    /// When its article was published.
    pub(crate) published: Option<Published>,
    /// What is left of it, as it is told alone.
    pub(crate) text: String,
    /// What is left of it, as it is told right behind the sentence that stands before it.
    pub(crate) following: String,
    /// Whether it may be told so.
    pub(crate) may_follow: bool,
    /// What it speaks of as known, where it is told alone.
    pub(crate) references: Vec<Reference>,
    /// The sentence that a name in its text comes from.
    pub(crate) introduced: Option<Spot>,
    /// Whether it gets an introduction of one whom it calls by surname.
    pub(crate) is_introduced: bool,
    /// Its length.
    pub(crate) words: usize,
    /// The shortened text, read, without names that were put in.
    pub(crate) annotation: Said<'a>,
    /// Its concepts.
    pub(crate) concepts: Vec<u64>,
    /// The sentences that say the same, this one included.
    pub(crate) fact: Vec<Spot>,
    /// How many origins say it.
    pub(crate) origins: usize,
    /// How much of it the other origins bear out, summed: 1 for each that holds all of its weight.
    pub(crate) borne_out: f64,
    /// Whether it quotes words that another origin quotes too.
    pub(crate) quotes: bool,
    /// The organisations it names that most origins name, each with their number.
    pub(crate) organisations: Vec<(usize, usize)>,
    /// Where it stands among its article's sentences, 0 first.
    pub(crate) rank: usize,
    /// What its form costs it, 0 to 1.
    pub(crate) form: f64,
}

/// What is left of a sentence's form that says outright what another source of it leaves to who
/// claims it.
const AS_FACT: f64 = 0.3;

/// Articles of which it is asked whether their first sentence leaves to who claims it what another
/// one says outright.
const OPENINGS: usize = 16;

/// What is left of a sentence's form that says more than others bear out, where one of them says
/// what all do.
const SAYS_MORE: f64 = 0.6;

/// What is left of a sentence's form that alters what two origins report alike.
const OUTDONE: f64 = 0.1;

/// The sentences of an event that may be chosen, and why the others may not.
pub(crate) struct Found<'a> {
    pub(crate) candidates: Vec<Candidate<'a>>,
    pub(crate) left_out: Vec<(Spot, Reason)>,
}

/// All sentences of an event that may be chosen; a text is in one language.
pub(crate) fn candidates<'a>(
    event: &'a Event,
    introductions: &Introductions<'a>,
    longest: usize,
) -> Found<'a> {
    let articles: Vec<usize> = (0..event.articles().len()).collect();
    let sieve = Sieve {
        event,
        known: Known::of(event),
        introductions,
        longest,
        other_stories: OtherStories::of(event),
        excluded: excluded(event, articles.clone()),
    };
    let mut found = Found { candidates: Vec::new(), left_out: Vec::new() };
    for mut of_article in parallel::map(articles, |article| sieve.article(article)) {
        found.candidates.append(&mut of_article.candidates);
        found.left_out.append(&mut of_article.left_out);
    }
    found
}

/// By article, why none of its sentences may be chosen.
fn excluded(event: &Event, articles: Vec<usize>) -> Vec<Option<Reason>> {
    let spoken = event.language();
    let is_spoken =
        |read: &Article| read.language.as_deref().is_none_or(|language| Some(language) == spoken);
    let has_trusted = event.articles().iter().any(|read| is_spoken(read) && !read.is_low_trust());
    let are_columns = parallel::map(articles, |article| news::is_column(article, event));
    // Where all are columns, a column is what there is to tell.
    let has_news = are_columns.contains(&false);
    let why = |(read, is_column): (&Article, bool)| {
        if !is_spoken(read) {
            Some(Reason::OtherLanguage)
        } else if has_trusted && read.is_low_trust() {
            Some(Reason::LowTrust)
        } else {
            (is_column && has_news).then_some(Reason::Opinion)
        }
    };
    event.articles().iter().zip(are_columns).map(why).collect()
}

/// What the sentences of an event are held against.
struct Sieve<'a, 'i> {
    event: &'a Event,
    known: Known,
    introductions: &'i Introductions<'a>,
    longest: usize,
    other_stories: OtherStories,
    excluded: Vec<Option<Reason>>,
}

impl<'a> Sieve<'a, '_> {
    /// The sentences of one article that may be chosen.
    fn article(&self, article: usize) -> Found<'a> {
        let mut found = Found { candidates: Vec::new(), left_out: Vec::new() };
        // A question or a call to the reader before the first sentence opens no article.
        let mut rank = 0;
        for (sentence, _) in self.event.articles()[article].body() {
            let spot = Spot { article, sentence };
            let judged = match &self.excluded[article] {
                Some(reason) => Err(reason.clone()),
                None if self.other_stories.hold(spot) => Err(Reason::OtherStory),
                None => {
                    let asked = (&self.known, self.introductions);
                    judge(spot, rank, self.longest, asked, self.event)
                }
            };
            match judged {
                Ok(candidate) => {
                    rank += 1;
                    found.candidates.push(candidate);
                }
                Err(reason) => {
                    rank += usize::from(rank > 0 || !opens_nothing(&reason));
                    found.left_out.push((spot, reason));
                }
            }
        }
        found
    }
}

/// Whether a sentence left out for this is no sentence of the news.
fn opens_nothing(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Question | Reason::Opinion | Reason::Filler | Reason::Fragment | Reason::OtherStory
    )
}

/// A sentence as a candidate, or why it is none.
fn judge<'a>(
    spot: Spot,
    rank: usize,
    longest: usize,
    (known, introductions): (&Known, &Introductions<'_>),
    event: &'a Event,
) -> Result<Candidate<'a>, Reason> {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let (fact, origins) = known.fact(spot);
    let mut form = form(spot, known, event, language)?;
    if quotes_like_the_few(spot, &fact, event, language) {
        return Err(Reason::OtherWording);
    }
    if when::background(event, spot).is_some() {
        return Err(Reason::OtherTime);
    }
    if tells_a_claim_as_fact(spot, &fact, event) {
        form.worth *= AS_FACT;
    }
    if known.says_more(spot, event) {
        form.worth *= SAYS_MORE;
    }
    if known.is_outdone(spot, rank, event) {
        form.worth *= OUTDONE;
    }
    let mut candidate =
        candidate(spot, rank, (fact, origins), form, (known, introductions), event)?;
    if candidate.words < SHORTEST_FACT {
        return Err(Reason::TooShort);
    }
    if candidate.words < candidate.shortest() {
        candidate.references.push(Reference::Before);
    }
    if candidate.words > longest {
        return Err(Reason::TooLong);
    }
    if age::has_come(spot, known.newest, event) || known.is_outvoted(spot, candidate.origins, event)
    {
        return Err(Reason::Overtaken);
    }
    Ok(candidate)
}

fn candidate<'a>(
    spot: Spot,
    rank: usize,
    (fact, origins): (Vec<Spot>, usize),
    form: Form,
    (known, introductions): (&Known, &Introductions<'_>),
    event: &'a Event,
) -> Result<Candidate<'a>, Reason> {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let shortened = shorten::shorten(spot, &fact, event, language);
    if alone::joining(&shortened, language) > 0 {
        return Err(Reason::Leans);
    }
    // What is not shortened is read already.
    let annotation = if shortened == event.sentence(spot).text {
        Said::InEvent(event.text().at(spot))
    } else {
        Said::Shorter(Box::new(event.text().annotate(&shortened, language)))
    };
    let mut references = references(&shortened, &annotation, spot, event);
    let all = references.len();
    references.retain(|one| !introduces(one, &shortened, spot, introductions));
    let is_introduced = references.len() < all;
    if form.leans {
        references.push(Reference::Before);
    }
    let following = shortened;
    let is_shared = references.iter().any(|one| matches!(one, Reference::OneOf(_)));
    let may_follow = !is_shared && pronoun::may_follow(&following, &annotation, spot, event);
    let (text, introduced) = match pronoun::resolve(following.clone(), &annotation, spot, event) {
        Some(resolved) => resolved,
        None => (following.clone(), None),
    };
    if introduced.is_some() {
        references.retain(|one| *one != Reference::Before);
    } else if pronoun::is_loose(&text, &annotation, spot, event) {
        references.push(Reference::Before);
    }
    let concepts = concepts(&annotation).into_iter().map(|(concept, _)| concept).collect();
    let words = count(&text);
    let (borne_out, quotes) = borne_out(&annotation, spot, &fact, event);
    Ok(Candidate {
        spot,
        text,
        following,
        may_follow,
        references,
        introduced,
        is_introduced,
        words,
        annotation,
        concepts,
        fact,
        origins,
        borne_out,
        quotes,
        organisations: known.organisations(spot, event),
        rank,
        published: event.articles()[spot.article].published,
        form: form.worth,
    })
}

/// Whether a sentence says outright what another of its fact leaves to who claims it: "Libya
/// alleges", "reportedly".
fn tells_a_claim_as_fact(spot: Spot, fact: &[Spot], event: &Event) -> bool {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let holds = |at: Spot, is: &dyn Fn(&str) -> bool| {
        let text = &event.sentence(at).text;
        event.text().at(at).unquoted().any(|token| is(&spelt(&text[token.range.clone()], language)))
    };
    let claims = |word: &str| language.claim_words.iter().any(|claim| claim == word);
    let leaves = |word: &str| claims(word) || language.says(word);
    // every such word is a hedge, and those are known
    let hedges = |at: Spot| event.text().at(at).cues.iter().any(|cue| cue.kind == CueKind::Hedge);
    let said = event.text().at(spot);
    let openings = (0..event.articles().len().min(OPENINGS)).filter_map(|article| {
        let (sentence, _) = event.articles()[article].body().next()?;
        Some(Spot { article, sentence })
    });
    let openings = openings.filter(|other| likeness::aligned(said, event.text().at(*other)));
    let mut others = fact
        .iter()
        .copied()
        .chain(openings)
        .filter(|other| other.article != spot.article && hedges(*other));
    others.any(|other| holds(other, &claims)) && !holds(spot, &leaves)
}

/// How much of a sentence the other origins of its fact hold, the fullest sentence of each, and
/// whether one of them quotes the same words.
fn borne_out(annotation: &Annotation, spot: Spot, fact: &[Spot], event: &Event) -> (f64, bool) {
    let mut held: BTreeMap<usize, f64> = BTreeMap::new();
    let mut quotes = false;
    for &other in
        fact.iter().filter(|other| event.origin(other.article) != event.origin(spot.article))
    {
        let said = event.text().at(other);
        let share = held.entry(event.origin(other.article)).or_insert(0.0);
        *share = share.max(likeness::coverage(annotation, said));
        quotes |= annotation.quoted.iter().any(|run| said.quoted.binary_search(run).is_ok());
    }
    (held.into_values().sum(), quotes)
}

impl Candidate<'_> {
    /// Whether a text gives all that it speaks of as known.
    pub(crate) fn is_understood(&self, told: &Told) -> bool {
        self.references.iter().all(|one| told.gives(one))
    }

    /// Whether it is best told right behind the sentence that stands before it: it speaks of as
    /// known what that one tells, or of somebody whom a bracket would have to name.
    pub(crate) fn leans(&self) -> bool {
        self.references.contains(&Reference::Before) || self.introduced.is_some()
    }

    /// Whether it tells something that can be pinned down.
    pub(crate) fn is_telling(&self) -> bool {
        let read = &self.annotation;
        let names = !read.names.is_empty() || !read.quotations.is_empty();
        names || !read.numbers.is_empty() || !read.dates.is_empty()
    }

    /// How many words it must have to stand alone.
    fn shortest(&self) -> usize {
        let begins = self.rank == 0 && !self.annotation.names.is_empty();
        if self.origins > 1 || begins { SHORTEST_FACT } else { SHORTEST }
    }
}

/// Whether more of a fact's sentences quote the same utterance in other words: the verbatim
/// majority is quoted.
fn quotes_like_the_few(spot: Spot, fact: &[Spot], event: &Event, language: &Language) -> bool {
    let words = |at: Spot| -> Vec<&str> {
        let text = event.sentence(at).text.as_str();
        event
            .text()
            .at(at)
            .quotations
            .iter()
            .map(|quotation| &text[quotation.inner.clone()])
            .collect()
    };
    let folded = |text: &str| {
        fold(text).trim_matches(|character: char| !character.is_alphanumeric()).to_owned()
    };
    words(spot).into_iter().any(|own| {
        let others: Vec<&str> = fact.iter().flat_map(|&at| words(at)).collect();
        let alike = others.iter().filter(|other| folded(other) == folded(own)).count();
        let different =
            others.iter().filter(|other| conflict::variant(own, other, language)).count();
        different > alike
    })
}
