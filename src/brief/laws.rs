//! Laws of the check over whatever a plugin or an editor may say: no panic, nothing that its
//! sources do not hold, and the same answer when asked again.

use chrono_tz::Tz;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use q7x2_sdk::detail::{Entry, Name, Position, Quote, Variant};
use q7x2_sdk::{Citation, Detail, Evidence, Granularity, SentenceKind, Statement};

use super::told::plugins;
use super::*;

/// Two articles of one event and one of low trust, with headings, quotations, names, dates and
/// marks that end nowhere.
const ARTICLES: [&[&str]; 3] = [
    &[
        "# What comes next",
        "Mayor Helen Marsh opened the bridge of Tarn on Monday, according to police.",
        "“We stopped it in time,” Helen Marsh said.",
        "Four cars fell into the harbour at 6 am, injuring 14 people.",
    ],
    &[
        "On Monday Helen Marsh opened the bridge of Tarn.",
        "“We stopped it,” Marsh told Radio Tarn.",
        "Four cars fell into the harbour, injuring 17 people.",
        "",
    ],
    &["“The bridge of Tarn \u{202e}was not opened, if at all.", "主席在北京 \u{0}[…]"],
];

/// Texts of statements, fields and headings: sound ones, parts, foreign ones, marks, control signs
/// and very long ones.
const TEXTS: [&str; 22] = [
    "Mayor Helen Marsh opened the bridge of Tarn on Monday, according to police.",
    "Mayor Helen Marsh opened the bridge of Tarn on Monday.",
    "“We stopped it in time”",
    "“We stopped it”",
    "Four cars fell into the harbour, injuring 17 people.",
    "Four cars fell into the harbour, injuring 15 people.",
    "Helen Marsh",
    "Mayor Helen Marsh",
    "Marsh",
    "Mayor",
    "people",
    "Ilka Vesny",
    "2026-01-05",
    "2026-01-05T06",
    "What comes next",
    "[Helen Marsh]",
    "“",
    "\u{202e}\u{0}\u{7}",
    "",
    " ",
    "<script>alert(1)</script>",
    "主席",
];

/// Kinds of sections, some of which no theme knows.
const KINDS: [&str; 10] = [
    "summary",
    "timeline",
    "quotes",
    "names",
    "disagreements",
    "background",
    "",
    "../..",
    "<b>\u{202e}",
    "QUOTES",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => select(&TEXTS[..]).prop_map(str::to_owned),
        1 => (select(&TEXTS[..]), select(&TEXTS[..])).prop_map(|(a, b)| format!("{a} {b}")),
        1 => (select(&TEXTS[..]), 1..400_usize).prop_map(|(text, times)| text.repeat(times)),
        1 => any::<String>(),
    ]
}

fn citation() -> impl Strategy<Value = Citation> {
    let article = prop_oneof![8 => select(&["a0", "a1", "a2"][..]), 1 => select(&["a9", "", "A0", "../a0"][..])];
    let sentence = prop_oneof![12 => 0..5_usize, 1 => Just(usize::MAX)];
    (article, sentence).prop_map(|(article, sentence)| Citation::new(article, sentence))
}

/// Whatever detail, that of another kind of section too.
fn detail() -> impl Strategy<Value = Detail> {
    let field = || prop::option::of(text());
    let granularity = select(
        &[
            Granularity::Year,
            Granularity::Month,
            Granularity::Day,
            Granularity::Part,
            Granularity::Hour,
        ][..],
    );
    let variant =
        (text(), vec(citation(), 0..3)).prop_map(|(text, citations)| Variant { text, citations });
    prop_oneof![
        (field(), field(), vec(variant, 0..3)).prop_map(|(speaker, role, variants)| {
            Detail::Quote(Quote { speaker, role, variants })
        }),
        (field(), prop::option::of(granularity))
            .prop_map(|(date, granularity)| Detail::Entry(Entry { date, granularity })),
        (field(), field(), prop::option::of(any::<u8>())).prop_map(|(topic, kind, severity)| {
            Detail::Position(Position { topic, kind, severity })
        }),
        (field(), field(), field(), vec(text(), 0..3)).prop_map(|(role, kind, name, aliases)| {
            Detail::Name(Name { role, kind, name, aliases })
        }),
    ]
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (vec(citation(), 0..3), vec(citation(), 0..3), vec(citation(), 0..3))
        .prop_map(|(speaker, role, date)| Evidence { speaker, role, date })
}

/// A merger's word for why a sentence is left out, whether it exists or not.
fn left_out() -> impl Strategy<Value = LeftOut> {
    let said = (citation(), text(), text());
    said.prop_map(|(citation, text, reason)| LeftOut { citation, text, reason: reason.into() })
}

/// A statement with whatever fields, contradictory ones too.
fn statement() -> impl Strategy<Value = Statement> {
    let cited = vec(citation(), 0..6);
    (text(), cited, any::<bool>(), prop::option::of(detail()), evidence()).prop_map(
        |(text, citations, under_outlet, detail, evidence)| Statement {
            under_outlet,
            detail,
            evidence,
            ..Statement::new(text, citations)
        },
    )
}

fn event() -> Event {
    let articles: Vec<Article> =
        ARTICLES.iter().enumerate().map(|(at, said)| example::article(at, said)).collect();
    let low = |article: Article| match article.id.as_str() {
        "a2" => Article { trust: q7x2_sdk::Trust::Low, ..article },
        _ => article,
    };
    read("e".to_owned(), "Title".to_owned(), articles.into_iter().map(low).collect())
}

/// The words of a statement's fields.
fn shown(said: &Statement) -> Vec<&String> {
    match &said.detail {
        Some(Detail::Quote(quote)) => quote.speaker.iter().chain(&quote.role).collect(),
        Some(Detail::Position(position)) => position.topic.iter().collect(),
        Some(Detail::Name(name)) => {
            name.name.iter().chain(&name.role).chain(&name.aliases).collect()
        }
        Some(Detail::Entry(_)) | None => Vec::new(),
    }
}

/// What may be on a page: cited sentences of body text, each once, and fields that they hold.
fn is_published_rightly(
    checked: &Checked,
    given: &Statement,
    kind: &SectionKind,
    event: &Event,
) -> Result<(), TestCaseError> {
    let said = &checked.statement;
    prop_assert!(!said.citations.is_empty());
    for (at, citation) in said.citations.iter().enumerate() {
        let spot = event.spot(citation);
        prop_assert!(
            spot.is_some_and(|spot| event.sentence(spot).kind == SentenceKind::Body),
            "{:?}",
            citation
        );
        // What it bears out is the check's to say.
        let same = |one: &&Citation| {
            (&one.article, one.sentence) == (&citation.article, citation.sentence)
        };
        prop_assert!(given.citations.iter().any(|one| same(&one)));
        prop_assert!(!said.citations[..at].iter().any(|one| same(&one)));
        prop_assert!(citation.part.as_ref().is_none_or(|part| said.text.contains(part.as_str())));
    }
    for field in shown(said) {
        prop_assert!(!field.contains("Vesny") && !field.trim().is_empty(), "{:?}", field);
    }
    let evidence = [&said.evidence.speaker, &said.evidence.role, &said.evidence.date];
    for citation in evidence.into_iter().flatten() {
        prop_assert!(event.spot(citation).is_some(), "{:?}", citation);
    }
    let date = said.entry().and_then(|entry| entry.date.as_ref());
    prop_assert!(date.is_none_or(
        |date| !date.contains("T06") || said.citations.iter().any(|one| one.sentence == 3)
    ));
    if checked.passed != q7x2_sdk::Passed::Flagged {
        prop_assert!(!said.text.contains("Vesny") && !said.text.contains("15"), "{:?}", said.text);
        let speaker = said.quote().and_then(|quote| quote.speaker.as_ref());
        prop_assert!(*kind != SectionKind::Quotes || speaker.is_some());
        prop_assert!(*kind != SectionKind::Timeline || date.is_some());
    }
    Ok(())
}

fn section() -> impl Strategy<Value = SectionDraft> {
    (select(&KINDS[..]), text(), vec(statement(), 0..4)).prop_map(|(kind, heading, statements)| {
        SectionDraft { kind: SectionKind::from(kind), heading, statements }
    })
}

proptest! {
    #[test]
    fn what_passed_passes_again_unchanged(
        said in statement(), kind in select(&KINDS[..]), on_failure in select(&[OnFailure::Drop, OnFailure::Flag][..]),
    ) {
        let (event, kind) = (event(), &SectionKind::from(kind));
        let (verdict, checked) = gate::check(said.clone(), kind, "p", &event, on_failure);
        prop_assert_eq!(checked.is_some(), verdict.outcome != Outcome::Dropped);
        let Some(checked) = checked else { return Ok(()) };
        is_published_rightly(&checked, &said, kind, &event)?;
        // Where its anchor fell, the next citation is its anchor now, and the statement another.
        let same_anchor = said.citations.first() == checked.statement.citations.first();
        if same_anchor && verdict.outcome != Outcome::Flagged {
            let (again, other) = gate::check(checked.statement.clone(), kind, "p", &event, on_failure);
            prop_assert_eq!((again.outcome, &again.removed), (verdict.outcome, &Vec::new()), "{:?}", &checked.statement);
            prop_assert_eq!(other.as_ref(), Some(&checked));
        }
    }

    #[test]
    fn a_briefing_of_hostile_plugins_holds(
        title in text(), statements in vec(statement(), 0..6), left_out in vec(left_out(), 0..9), sections in vec(section(), 0..4), max_words in 1..60_usize,
    ) {
        let event = event();
        let plugins = plugins(&Draft { title, statements, left_out }, sections);
        let found = Found {
            id: "e".to_owned(), slug: "e".to_owned(), title: "Title".to_owned(), pin: None, articles: event.articles().to_vec(),
        };
        let settings = Settings { max_words, ..Settings::default() };
        let made = briefing(found, &plugins, &settings, &[], Tz::UTC).expect("nothing that fails a build").value;
        let words: usize = made.sections[0].statements.iter().map(|one| word::count(&one.statement.text)).sum();
        prop_assert!(words <= max_words);
        prop_assert!(title_stands(&made.title, &event), "{:?}", made.title);
        for section in &made.sections {
            prop_assert!(section.heading.is_empty() || title_stands(&section.heading, &event));
            for checked in &section.statements {
                is_published_rightly(checked, &checked.statement, &section.kind, &event)?;
            }
        }
        // Every sentence is told or left out, once, for a reason that is short and plain.
        let place = |one: &Citation| (one.article.clone(), one.sentence);
        let told = made.summary().iter().flat_map(|one| &one.statement.citations).map(place);
        let left_out: Vec<(String, usize)> = made.made.left_out.iter().map(|one| place(&one.citation)).collect();
        let mut all: Vec<(String, usize)> = told.chain(left_out.iter().cloned()).collect();
        all.sort();
        all.dedup();
        prop_assert_eq!(all.len(), made.made.sentences);
        prop_assert!(made.summary().iter().flat_map(|one| &one.statement.citations).all(|one| !left_out.contains(&place(one))));
        for one in &made.made.left_out {
            let spot = event.spot(&one.citation);
            prop_assert_eq!(spot.map(|spot| event.sentence(spot).text.as_str()), Some(one.text.as_str()));
            prop_assert!(!one.reason.word().is_empty() && one.reason.word().chars().count() <= 200);
        }
        // Every statement that is cited is listed at its sources, with the sentence.
        for citation in made.sections.iter().flat_map(|section| &section.statements).flat_map(|one| &one.statement.citations) {
            let source = made.sources.iter().find(|source| source.article == citation.article);
            prop_assert!(source.is_some_and(|source| source.sentences.contains_key(&citation.sentence)), "{:?}", citation);
        }
    }

    #[test]
    fn an_editor_may_say_anything_once(
        said in vec(statement(), 0..5), wanted in vec((0..6_usize, any::<bool>(), prop::option::of(text())), 0..5),
    ) {
        let event = event();
        let check = |one: Statement| gate::check(one, &SectionKind::Summary, "p", &event, OnFailure::Flag);
        let (mut verdicts, checked): (Vec<Verdict>, Vec<Option<Checked>>) = said.into_iter().map(check).unzip();
        let mut statements: Vec<Checked> = checked.into_iter().flatten().collect();
        statements.sort_by(|a, b| a.id.cmp(&b.id));
        statements.dedup_by(|a, b| a.id == b.id);
        let edits: Vec<Edit> = wanted.into_iter().map(|(at, drop, text)| Edit::Statement(StatementEdit {
            event: None,
            statement: statements.get(at).map_or_else(|| "0123456789".to_owned(), |one| one.id.clone()),
            action: if drop { Action::Drop } else { Action::Replace },
            text,
            reason: String::new(),
            public: false,
        })).collect();
        if !faults(&edits).is_empty() {
            return Ok(());
        }
        let before = statements.clone();
        let done = edits::apply(&mut statements, &edits, &mut verdicts, &event).value;
        for one in &before {
            let edit = edits.iter().filter_map(Edit::of_statement).find(|edit| edit.statement == one.id);
            let left = statements.iter().find(|left| left.id == one.id);
            match edit.map(|edit| (edit.action, edit.text.as_deref())) {
                None => prop_assert_eq!(left, Some(one)),
                Some((Action::Drop, _)) => prop_assert_eq!(left, None),
                Some((Action::Replace, text)) => {
                    let text = text.unwrap_or_default().trim();
                    prop_assert!(left.is_some_and(|left| left.statement.text == text && left.statement.citations == one.statement.citations));
                    let foreign = text.contains("Vesny") || text.contains("15");
                    prop_assert!(!foreign || left.is_some_and(|left| left.passed == q7x2_sdk::Passed::Edited), "{:?}", text);
                }
            }
            prop_assert_eq!(done.iter().any(|done| done.statement == one.id), edit.is_some());
        }
        let once = statements.clone();
        edits::apply(&mut statements, &edits, &mut verdicts, &event);
        prop_assert_eq!(statements, once);
    }
}
