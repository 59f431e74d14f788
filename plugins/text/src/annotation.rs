//! A sentence read once: its words, numbers, dates, names, quotations and cues.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::attribution;
use super::claim::{Reading, Words};
use super::clause;
use super::cue::{self, Cue};
use super::cut::{Stem, Token};
use super::date::{self, DateMention};
use super::duration::{self, Duration};
use super::language::{self, Language};
use super::name::{self, Evidence, Name};
use super::number::{self, Number};
use super::quotation::{self, Quotation};
use super::word;
use super::work::steps;

/// Bytes of a text up to which it is read as a sentence, some 5,000 words: nobody writes one, and
/// what is longer is told by nobody else.
const LONGEST: usize = 32 * 1024;

/// Words up to which a sentence is read for what it claims and compared with another: a longer one
/// is a list or a table, and comparing two of them takes more than the square of their length. The
/// longest sentences of newspapers have some two hundred.
pub const LONGEST_SENTENCE: usize = 400;

/// One sentence, read.
#[derive(Debug, Clone, Default)]
pub struct Annotation {
    /// Its words, in order; a word that the language's table gives another name has that name's
    /// stem.
    pub tokens: Vec<Token>,
    /// Its content stems, each once, sorted, with their background weight.
    pub stems: Vec<(Stem, f64)>,
    /// Its numbers, in order.
    pub numbers: Vec<Number>,
    /// Its dates, in order.
    pub dates: Vec<DateMention>,
    /// Its names, in order.
    pub names: Vec<Name>,
    /// Its quotations, in order.
    pub quotations: Vec<Quotation>,
    /// Whether it stands inside a quotation that begins in a sentence before and ends in one
    /// behind: somebody's words, without marks of their own.
    pub inside_quotation: bool,
    /// Its cues, in order.
    pub cues: Vec<Cue>,
    /// Stems of the words of its names, each once, sorted.
    pub name_stems: Vec<Stem>,
    /// What is told of those it names: its content stems outside names, titles and roles, as in
    /// `stems`.
    pub told: Vec<(Stem, f64)>,
    /// What it says without who says so ("according to the union", "officials said"), as in
    /// `stems`.
    pub core: Vec<(Stem, f64)>,
    /// Runs of three words inside quotation marks (all of a shorter quotation), hashed, sorted.
    pub quoted: Vec<Stem>,
    /// Bytes of the phrases that only say who says it.
    pub sources: Vec<Range<usize>>,
    weight: f64,
    square: f64,
    told_sums: Sums,
    core_sums: Sums,
    compared: Arc<Compared>,
}

/// The background weights of some stems, summed, and their squares.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) weight: f64,
    pub(super) square: f64,
}

impl Sums {
    fn of(stems: &[(Stem, f64)]) -> Self {
        Self {
            weight: stems.iter().map(|(_, weight)| weight).sum(),
            square: stems.iter().map(|(_, weight)| weight * weight).sum(),
        }
    }
}

/// What comparing a sentence takes, read when it is first compared and kept: one sentence is
/// compared with hundreds. Copies of an annotation have it in common.
#[derive(Debug, Default)]
struct Compared {
    /// The clauses of its text.
    clauses: OnceLock<Vec<Range<usize>>>,
    /// Its durations, and the language they are read in.
    durations: OnceLock<(&'static Language, Vec<Duration>)>,
    /// Its claims.
    reading: OnceLock<Reading>,
    /// Its pairs of neighbouring content words.
    pairs: OnceLock<Vec<(Stem, Stem)>>,
}

impl Annotation {
    /// Reads one sentence.
    #[must_use]
    pub fn of(text: &str, language: &Language, evidence: &Evidence) -> Self {
        Self::read(text, word::tokens(text, language), language, evidence)
    }

    /// Reads the words of one sentence and nothing else: enough for measuring how alike two
    /// sentences are.
    #[must_use]
    pub fn words(text: &str, language: &Language) -> Self {
        let mut tokens = word::tokens(text, language);
        same_stems(&mut tokens, language);
        let stems = weighed(tokens.iter().filter(|token| !token.stop), language);
        let sums = Sums::of(&stems);
        Self { tokens, stems, weight: sums.weight, square: sums.square, ..Self::default() }
    }

    /// Reads one sentence whose words are known. What is too long for a sentence is read no
    /// further.
    #[must_use]
    pub fn read(
        text: &str,
        mut tokens: Vec<Token>,
        language: &Language,
        evidence: &Evidence,
    ) -> Self {
        if text.len() > LONGEST {
            return Self { tokens, ..Self::default() };
        }
        steps(tokens.len());
        let lexemes = language.lexemes(text);
        let dates = date::matcher::scan(&lexemes, language);
        let names = name::among(&lexemes, &dates, &tokens, language, evidence);
        let cues = cue::cues(text, &tokens, language);
        same_stems(&mut tokens, language);
        let quotations = quotation::quotations(text);
        let stems = weighed(tokens.iter().filter(|token| !token.stop), language);
        let name_stems = stems_within(&tokens, names.iter().map(|name| &name.range));
        let spans = Spans::of(&names);
        let told =
            weighed(tokens.iter().filter(|token| tells(token, &spans, &name_stems)), language);
        let sources = attribution::attributions(text, language);
        let says = |token: &&Token| {
            !token.stop && !sources.iter().any(|range| range.contains(&token.range.start))
        };
        let core = weighed(tokens.iter().filter(says), language);
        let sums = Sums::of(&stems);
        let mut read = Self {
            told_sums: Sums::of(&told),
            core_sums: Sums::of(&core),
            compared: Arc::default(),
            numbers: number::among(&lexemes, &dates, language),
            dates: date::mentions(&lexemes, &dates, language),
            cues,
            name_stems,
            told,
            core,
            quoted: quoted_runs(&tokens, &quotations),
            weight: sums.weight,
            square: sums.square,
            stems,
            names,
            quotations,
            sources,
            inside_quotation: false,
            tokens,
        };
        read.shrink();
        read
    }

    /// Gives back what its lists have reserved and do not need: events have tens of thousands of
    /// sentences, most with one name and no number.
    fn shrink(&mut self) {
        self.tokens.shrink_to_fit();
        self.numbers.shrink_to_fit();
        self.dates.shrink_to_fit();
        self.names.shrink_to_fit();
        self.quotations.shrink_to_fit();
        self.cues.shrink_to_fit();
        self.name_stems.shrink_to_fit();
        self.quoted.shrink_to_fit();
    }

    /// Sum of the background weights of its content stems.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// Sum of their squares.
    #[must_use]
    pub fn square(&self) -> f64 {
        self.square
    }

    /// Of what it tells.
    pub(super) fn told_sums(&self) -> Sums {
        self.told_sums
    }

    /// Of what it says without who says so.
    pub(super) fn core_sums(&self) -> Sums {
        self.core_sums
    }

    /// The clauses of its text, cut once.
    pub fn clauses(&self, text: &str) -> &[Range<usize>] {
        self.compared.clauses.get_or_init(|| clause::clauses(text))
    }

    /// Its durations, read once in its own language.
    pub fn durations(&self, text: &str, language: &'static Language) -> Cow<'_, [Duration]> {
        let read = || duration::durations(text, &self.tokens, language);
        let (known_in, known) = self.compared.durations.get_or_init(|| (language, read()));
        if std::ptr::eq(*known_in, language) { Cow::Borrowed(known) } else { Cow::Owned(read()) }
    }

    /// What its text claims, read once, in the language it was annotated in; of what is too long to
    /// be compared, nothing.
    pub fn reading(&self, text: &str, language: &Language) -> &Reading {
        self.compared.reading.get_or_init(|| {
            if self.tokens.len() > LONGEST_SENTENCE {
                return Reading::default();
            }
            Reading::of(Words {
                text,
                tokens: &self.tokens,
                numbers: &self.numbers,
                dates: &self.dates,
                cues: &self.cues,
                name_stems: &self.name_stems,
                clauses: self.clauses(text),
                sources: &self.sources,
                language,
            })
        })
    }

    /// Its pairs of neighbouring content words, each once, sorted.
    pub fn content_pairs(&self) -> &[(Stem, Stem)] {
        self.compared.pairs.get_or_init(|| pairs(&self.tokens))
    }

    /// Whether it holds this content stem.
    #[must_use]
    pub fn holds(&self, stem: Stem) -> bool {
        self.stems.binary_search_by_key(&stem, |(stem, _)| *stem).is_ok()
    }

    /// The tokens outside quotations.
    pub fn unquoted(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| !self.is_quoted(token.range.start))
    }

    /// Whether a byte stands in a quotation or is one of its marks.
    #[must_use]
    pub fn is_quoted(&self, at: usize) -> bool {
        let first = self.quotations.partition_point(|quotation| quotation.outer.end <= at);
        self.quotations.get(first).is_some_and(|quotation| quotation.outer.start <= at)
    }

    /// The tokens inside a range of bytes.
    #[must_use]
    pub fn within(&self, range: &Range<usize>) -> &[Token] {
        within(&self.tokens, range)
    }
}

/// The tokens inside a range of bytes; they stand in order.
fn within<'a>(tokens: &'a [Token], range: &Range<usize>) -> &'a [Token] {
    let first = tokens.partition_point(|token| token.range.start < range.start);
    let last = tokens.partition_point(|token| token.range.end <= range.end);
    steps(1 + last.saturating_sub(first));
    &tokens[first..last.max(first)]
}

/// The bytes of names with their titles and roles.
struct Spans(Vec<Range<usize>>);

impl Spans {
    /// Sorted by their starts; each ends where the furthest of those before it and itself does.
    fn of(names: &[Name]) -> Self {
        let mut spans: Vec<Range<usize>> = names
            .iter()
            .flat_map(|name| [Some(name.full()), name.role.clone()])
            .flatten()
            .collect();
        spans.sort_unstable_by_key(|span| span.start);
        let mut furthest = 0;
        for span in &mut spans {
            furthest = furthest.max(span.end);
            span.end = furthest;
        }
        Self(spans)
    }

    /// Whether one of them holds all of a range.
    fn hold(&self, range: &Range<usize>) -> bool {
        let before = self.0.partition_point(|span| span.start <= range.start);
        before
            .checked_sub(1)
            .and_then(|last| self.0.get(last))
            .is_some_and(|span| range.end <= span.end)
    }
}

/// Gives each word that the table has another name for that name's stem.
fn same_stems(tokens: &mut [Token], language: &Language) {
    for token in tokens {
        token.stem = language.same(token.word).unwrap_or(token.stem);
    }
}

/// Whether a word is content and part of nobody's name, title or role.
fn tells(token: &Token, names: &Spans, name_stems: &[Stem]) -> bool {
    !token.stop && name_stems.binary_search(&token.stem).is_err() && !names.hold(&token.range)
}

/// The stems of some tokens, each once, sorted, with their background weight.
fn weighed<'a>(tokens: impl Iterator<Item = &'a Token>, language: &Language) -> Vec<(Stem, f64)> {
    let mut stems: Vec<Stem> = tokens.map(|token| token.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems.into_iter().map(|stem| (stem, language::idf(stem, language))).collect()
}

fn stems_within<'a>(tokens: &[Token], ranges: impl Iterator<Item = &'a Range<usize>>) -> Vec<Stem> {
    let mut stems = Vec::new();
    for range in ranges {
        let content = within(tokens, range).iter().filter(|token| !token.stop);
        stems.extend(content.map(|token| token.stem));
    }
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Pairs of neighbouring content words, each once, sorted.
fn pairs(tokens: &[Token]) -> Vec<(Stem, Stem)> {
    let words: Vec<Stem> =
        tokens.iter().filter(|token| !token.stop).map(|token| token.stem).collect();
    let mut pairs: Vec<(Stem, Stem)> = words.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Runs of three words: shorter ones are shared by chance, longer ones break where one outlet
/// changed a word.
fn quoted_runs(tokens: &[Token], quotations: &[Quotation]) -> Vec<Stem> {
    let mut runs = Vec::new();
    for quotation in quotations {
        let stems: Vec<Stem> =
            within(tokens, &quotation.inner).iter().map(|token| token.stem).collect();
        runs.extend(stems.windows(stems.len().clamp(1, 3)).map(|run| run.iter().fold(17, mix)));
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

fn mix(hash: u64, stem: &Stem) -> u64 {
    (hash ^ stem).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(17)
}
