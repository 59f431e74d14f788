//! How the work of reading grows with its input: twice of anything takes hardly more than twice the
//! steps. Steps are counted (`q7x2_sdk::work`), never seconds; what repeats comes from
//! `growth/unit.rs`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

#[path = "growth/unit.rs"]
mod unit;

use proptest::prelude::*;
use q7x2::config::{self, Layers};
use q7x2::files::Files;
use q7x2::ingest::{Settings, articles};
use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::name::{self, Evidence};
use q7x2_sdk::text::{Annotation, clause, cue, date, number, quotation, sentence, word};
use q7x2_sdk::work::counted;
use unit::{JOINERS, READERS, Reader, UNITS, repeated};

/// Bytes of the smaller of two inputs, and those with which a kind is looked at again that seems to
/// grow too fast: few lines are all near the top, which is looked at most.
const SIZES: [usize; 2] = [1000, 24_000];

/// The exponent that is allowed.
const EXPONENT: f64 = 1.2;

/// Steps that do not count: tables that are looked up once.
const FREE: f64 = 400.0;

/// How often a unit fits.
fn fits(unit: &str, joiner: &str, size: usize) -> usize {
    (size / (unit.len() + joiner.len()).max(1)).max(2)
}

/// One thread, because each counts for itself.
fn pool() -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap()
}

fn read(name: &str, text: &str) -> Vec<Diagnostic> {
    articles(&Files::from([(name.to_owned(), text.as_bytes().to_vec())]), &Settings::default(), &[])
        .diagnostics
}

/// Bytes of some input, and the steps that they took.
type Work = (usize, u64);

/// What grew faster than its input, told with its steps.
#[expect(clippy::cast_precision_loss, reason = "steps of a test are few")]
fn grown(what: &str, once: Work, twice: Work) -> Option<String> {
    let allowed = libm::pow(twice.0 as f64 / once.0 as f64, EXPONENT);
    (twice.1 as f64 > allowed * once.1 as f64 + FREE)
        .then(|| format!("{what}: {once:?}, then {twice:?}"))
}

/// What still grows too fast where there is more of it.
fn growing(what: &str, unit: &str, joiner: &str, work: impl Fn(usize) -> Work) -> Option<String> {
    let told = |size: &usize| {
        let count = fits(unit, joiner, *size);
        grown(&format!("{what} {unit:?} {joiner:?}"), work(count), work(count * 2))
    };
    SIZES.iter().map_while(told).nth(SIZES.len() - 1)
}

fn reading(reader: Reader, unit: &str, joiner: &str) -> Option<String> {
    let work = |count: usize| {
        let (name, text) = reader.file(unit, joiner, count);
        (text.len(), counted(|| read(name, &text)).1)
    };
    growing(&format!("{reader:?}"), unit, joiner, work)
}

fn check_readers(readers: &[Reader]) {
    let mut faults = Vec::new();
    pool().install(|| {
        for reader in readers {
            for joiner in reader.joiners() {
                faults.extend(UNITS.iter().filter_map(|unit| reading(*reader, unit, joiner)));
            }
        }
    });
    assert!(faults.is_empty(), "{} kinds:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn twice_the_text_takes_twice_the_steps() {
    check_readers(&READERS[..2]);
}

#[test]
fn twice_the_markdown_takes_twice_the_steps() {
    check_readers(&READERS[2..5]);
}

#[test]
fn twice_the_records_and_fields_take_twice_the_steps() {
    check_readers(&READERS[5..]);
}

/// All that one text is asked for.
fn tools(text: &str, language: &Language) {
    let tokens = word::tokens(text, language);
    let mut evidence = Evidence::new();
    name::gather(text, &tokens, language, &mut evidence);
    let _ = (
        name::names(text, &tokens, language, &evidence),
        cue::cues(text, &tokens, language),
        clause::clauses(text),
    );
    let _ =
        (date::dates(text, language), number::numbers(text, language), quotation::quotations(text));
    let _ = (sentence::split(text, language), Annotation::of(text, language, &evidence));
}

#[test]
fn twice_the_sentence_takes_twice_the_steps() {
    let mut faults = Vec::new();
    for language in ["en", "de"].map(|code| Language::of(Some(code))) {
        for (unit, joiner) in UNITS.iter().flat_map(|unit| [" ", ""].map(|joiner| (unit, joiner))) {
            let work = |count: usize| {
                let text = repeated(unit, joiner, count);
                (text.len(), counted(|| tools(&text, language)).1)
            };
            faults.extend(growing(&language.code, unit, joiner, work));
        }
    }
    assert!(faults.is_empty(), "{} kinds:\n{}", faults.len(), faults.join("\n"));
}

/// Edits that are all wrong: each is told with its line.
#[test]
fn twice_the_faults_take_twice_the_steps() {
    let work = |count: usize| {
        let site = repeated("[[edits]]\nstatement = 'x'\naction = 'drop'\n", "", count);
        let read =
            || config::config(config::layered(Layers { site: &site, ..Layers::default() }).value);
        let (read, steps) = counted(read);
        assert!(read.diagnostics.len() >= count);
        (site.len(), steps)
    };
    assert_eq!(grown("edits", work(500), work(1000)), None);
}

/// The editor's lines that are no text, and a text of other lines: their sum and not their product.
#[test]
fn twice_the_lines_of_the_settings_take_twice_the_steps() {
    let work = |count: usize| {
        let text = repeated("The barge {n} hit the pier of the bridge today.", "\n\n", count);
        let lines = (0..count).map(|at| format!("* appeal {at} of*")).collect();
        let mut settings = Settings::default();
        settings.clean.lines = lines;
        let files = Files::from([("a.txt".to_owned(), text.as_bytes().to_vec())]);
        let read = || articles(&files, &settings, &[]);
        (text.len(), pool().install(|| counted(read)).1)
    };
    assert_eq!(grown("lines", work(500), work(1000)), None);
}

#[test]
fn the_square_is_told() {
    assert_eq!(grown("line", (100, 10_000), (200, 21_000)), None);
    assert!(grown("square", (100, 10_000), (200, 40_000)).is_some());
}

fn units() -> impl Strategy<Value = String> {
    let one = (0..UNITS.len(), 0..JOINERS.len(), 1..4_usize);
    let some = prop::collection::vec(one, 1..4);
    some.prop_map(|parts| {
        let part = |(unit, joiner, count): &(usize, usize, usize)| {
            repeated(UNITS[*unit], JOINERS[*joiner], *count)
        };
        parts.iter().map(part).collect()
    })
}

proptest! {
    // A quarter of what `PROPTEST_CASES` asks for: each case is read several times.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    /// Units of units: what closes one and opens another, and what stands once before many.
    #[test]
    fn twice_of_any_mixture_takes_twice_the_steps(
        unit in units(), before in units(), reader in 0..READERS.len(), joiner in 0..JOINERS.len(),
    ) {
        let (reader, joiner) = (READERS[reader], JOINERS[joiner]);
        let told = pool().install(|| {
            let work = |count: usize| {
                let (name, text) = reader.file(&unit, joiner, count);
                (text.len(), counted(|| read(name, &text)).1)
            };
            let below = |count: usize| {
                let text = format!("{before}{joiner}{}", repeated(&unit, joiner, count));
                (text.len(), counted(|| read("a.md", &text)).1)
            };
            growing(&format!("{reader:?}"), &unit, joiner, work).or_else(|| growing(&before, &unit, joiner, below))
        });
        prop_assert_eq!(told, None);
    }

    #[test]
    fn every_fault_of_settings_names_the_file(unit in units(), count in 1..60_usize, edits: bool) {
        let table = if edits { "[[edits]]\n" } else { "" };
        let site = format!("title = 'T'\nbase_url = 'https://example.org/'\n{}", repeated(&format!("{table}{unit}"), "\n", count));
        let options = [repeated(&unit, " ", count)];
        let read = config::layered(Layers { site: &site, ..Layers::default() });
        for one in &read.diagnostics {
            prop_assert_eq!(one.place.as_ref().map(|place| place.file.as_str()), Some("site.toml"), "{}", &one.message);
        }
        let _ = config::config(read.value);
        let _ = config::config(config::layered(Layers { options: &options, ..Layers::default() }).value);
    }

    #[test]
    fn every_remark_names_the_file(unit in units(), reader in 0..READERS.len(), joiner in 0..JOINERS.len(), count in 1..40_usize) {
        let (name, text) = READERS[reader].file(&unit, JOINERS[joiner], count);
        for one in read(name, &text) {
            let place = one.place.as_ref().map(|place| place.file.clone());
            prop_assert_eq!(place, Some(format!("content/{name}")), "{}", one.message);
        }
    }
}
