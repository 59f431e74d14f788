//! An invented event for tests: five outlets, every kind of section, and everything hostile that
//! articles can hold.

use chrono::NaiveDate;
use q7x2_sdk::Kind;
use q7x2_sdk::detail::{Entry, Name, Position, Quote, Variant};
use q7x2_sdk::{
    Article, Briefing, Checked, Citation, Copy, CopyMeasure, Detail, Edited, Extract, Granularity,
    Lineage, Made, Outcome, Passed, Published, RemovedCitation, Section, SectionKind, Sentence,
    SentenceKind, Sign, Since, Source, Statement, Support, Trust, Used, Verdict,
};
use q7x2_sdk::{LeftOut, Reason};

/// What must never reach a page unescaped.
pub(super) const HOSTILE: &str = "<script>alert('x')</script>\"'&<img src=x onerror=alert(1)>";

/// Outlet, language, title, published, address, and the sentences.
type Row =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const ARTICLES: [Row; 5] = [
    (
        "Harbour Gazette",
        "en",
        "Storm barrier holds as record tide reaches Port Ellery",
        "2026-03-14T06:20:00+00:00",
        "https://harbour-gazette.example/2026/03/14/barrier?ref=a&b=c",
        &[
            "The storm barrier at Port Ellery held on Saturday night as a tide of 4.6 metres, the highest ever measured there, reached the harbour wall.",
            "About 12,000 people in the lower town had been told to leave their homes by noon.",
            "\"We were forty centimetres from a very different morning,\" Mayor Ilse Brandt said.",
            "The barrier was finished in 2019 after a flood in January 2007 killed nine people.",
            "No one was injured, the fire service said.",
        ],
    ),
    (
        "Nordic Wire",
        "en",
        "Record tide tests Port Ellery barrier; 12,000 evacuated",
        "2026-03-14T05:05:00+01:00",
        "https://wire.example/a/88121",
        &[
            "A record tide of 4.6 metres tested the storm barrier at Port Ellery late on Saturday.",
            "Some 12,000 residents were evacuated from the lower town before noon.",
            "Mayor Ilse Brandt said the town had been \"forty centimetres from a very different morning\".",
            "Nobody was hurt, according to the fire service.",
            "Rail services between Port Ellery and Sankt-Maximilianskirchen-Donaudampfschifffahrtsgesellschaftsbrücke remained suspended.",
        ],
    ),
    (
        "The Inland Post",
        "en",
        "Record tide tests Port Ellery barrier",
        "2026-03-14",
        "https://inland.example/storm",
        &[
            "A record tide of 4.6 metres tested the storm barrier at Port Ellery late on Saturday.",
            "Some 12,000 residents were evacuated from the lower town before noon.",
            "Nobody was hurt, according to the fire service.",
        ],
    ),
    (
        "صحيفة الميناء",
        "ar",
        "السد يصمد أمام أعلى مد في تاريخ الميناء",
        "2026-03-14T09:00:00+03:00",
        "javascript:alert(document.domain)",
        &[
            "صمد سد العواصف في بورت إليري ليلة السبت أمام مد بلغ ارتفاعه 4.6 أمتار.",
            "وقالت البلدية إن نحو 9 آلاف شخص غادروا منازلهم.",
        ],
    ),
    (
        "AutoNews <b>Daily</b>",
        "en",
        HOSTILE,
        "2026-03-15T00:10:00-05:00",
        "https://auto.example/\"><script>",
        &[
            "Officials confirmed that 15,000 people fled as the barrier failed in two places.",
            HOSTILE,
            "A follow-up inquiry https://auto.example/averyveryveryveryveryveryveryveryveryveryverylongaddresswithoutanybreakinsideofitatallreally is planned for Tuesday.",
        ],
    ),
];

fn citation(article: usize, sentence: usize) -> Citation {
    Citation::new(format!("{article:016x}"), sentence)
}

fn checked(id: &str, text: &str, cited: &[(usize, usize)], origins: usize) -> Checked {
    let citations = cited.iter().map(|(article, sentence)| citation(*article, *sentence)).collect();
    Checked {
        id: id.to_owned(),
        statement: Statement::new(text, citations),
        support: Support { articles: cited.len(), origins },
        sole: origins == 1,
        ..Checked::default()
    }
}

fn section(kind: &str, heading: &str, plugin: &str, statements: Vec<Checked>) -> Section {
    Section {
        kind: SectionKind::from(kind),
        heading: heading.to_owned(),
        plugin: plugin.to_owned(),
        statements,
    }
}

fn summary() -> Section {
    let mut statements = vec![
        checked("a1", ARTICLES[0].5[0], &[(0, 0), (1, 0), (2, 0), (3, 0)], 3),
        checked("a2", ARTICLES[1].5[1], &[(1, 1), (0, 1), (2, 1)], 2),
        checked("a3", ARTICLES[0].5[4], &[(0, 4), (1, 3), (2, 2)], 2),
        checked("a4", ARTICLES[1].5[4], &[(1, 4)], 1),
        checked("a5", ARTICLES[4].5[2], &[(4, 2)], 1),
    ];
    for (at, paragraph) in [0, 0, 1, 1, 2].into_iter().enumerate() {
        statements[at].statement.paragraph = Some(paragraph);
    }
    statements[4].low_trust = true;
    statements[1].disputed = true;
    section("summary", "", "consensus", statements)
}

fn disagreements() -> Section {
    let position =
        |id: &str, text: &str, cited: &[(usize, usize)], topic: &str, kind: &str, severity: u8| {
            let mut checked = checked(id, text, cited, 1);
            let (topic, kind) = (Some(topic.to_owned()), Some(kind.to_owned()));
            let severity = Some(severity);
            checked.statement.detail = Some(Detail::Position(Position { topic, kind, severity }));
            checked
        };
    let mut failed =
        position("b3", ARTICLES[4].5[0], &[(4, 0)], "Whether the barrier held", "polarity", 3);
    failed.low_trust = true;
    let statements = vec![
        position(
            "b1",
            ARTICLES[0].5[0],
            &[(0, 0), (1, 0)],
            "Whether the barrier held",
            "polarity",
            3,
        ),
        failed,
        position(
            "a2",
            ARTICLES[0].5[1],
            &[(0, 1), (1, 1), (2, 1)],
            "How many people left",
            "number",
            2,
        ),
        position("b5", ARTICLES[3].5[1], &[(3, 1)], "How many people left", "number", 2),
        position("b6", ARTICLES[4].5[0], &[(4, 0)], "How many people left", "number", 2),
    ];
    section("disagreements", "Where reports differ", "disagreements", statements)
}

fn quotes() -> Section {
    let mut quote =
        checked("c1", "“We were forty centimetres from a very different morning”", &[(0, 2)], 1);
    quote.statement.detail = Some(Detail::Quote(Quote {
        speaker: Some("Ilse Brandt".to_owned()),
        role: Some("Mayor of Port Ellery".to_owned()),
        variants: vec![Variant {
            text: "“forty centimetres from a very different morning”".to_owned(),
            citations: vec![citation(1, 2)],
        }],
    }));
    let mut hostile = checked("c2", HOSTILE, &[(4, 1)], 1);
    hostile.statement.detail =
        Some(Detail::Quote(Quote { speaker: Some(HOSTILE.to_owned()), ..Quote::default() }));
    hostile.low_trust = true;
    hostile.passed = Passed::Flagged;
    section("quotes", "In their words", "quotes", vec![quote, hostile])
}

fn timeline() -> Section {
    let entry =
        |id: &str, date: &str, granularity: Granularity, text: &str, cited: &[(usize, usize)]| {
            let mut checked = checked(id, text, cited, cited.len());
            let (date, granularity) = (Some(date.to_owned()), Some(granularity));
            checked.statement.detail = Some(Detail::Entry(Entry { date, granularity }));
            checked
        };
    let statements = vec![
        entry("d1", "2007-01", Granularity::Month, "A flood killed nine people.", &[(0, 3)]),
        entry("d2", "2019", Granularity::Year, "The barrier was finished.", &[(0, 3)]),
        entry("d5", "2026-03-14", Granularity::Day, ARTICLES[1].5[3], &[(1, 3)]),
        entry("d3", "2026-03-14", Granularity::Day, ARTICLES[1].5[1], &[(1, 1), (0, 1)]),
        entry("d4", "2026-03-14T23", Granularity::Hour, ARTICLES[1].5[0], &[(1, 0), (0, 0)]),
    ];
    section("timeline", "Timeline", "timeline", statements)
}

fn names() -> Section {
    let name = |id: &str,
                name: &str,
                kind: &str,
                role: Option<&str>,
                aliases: &[&str],
                cited: &[(usize, usize)]| {
        let mut checked = checked(id, name, cited, cited.len());
        checked.statement.detail = Some(Detail::Name(Name {
            role: role.map(str::to_owned),
            kind: Some(kind.to_owned()),
            name: Some(name.to_owned()),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        }));
        checked
    };
    let statements = vec![
        name("e1", "Ilse Brandt", "person", Some("Mayor"), &["Mayor Brandt"], &[(0, 2), (1, 2)]),
        name(
            "e2",
            "Port Ellery",
            "place",
            None,
            &["بورت إليري"],
            &[(0, 0), (1, 0), (2, 0), (3, 0)],
        ),
        name("e3", "fire service", "organisation", None, &[], &[(0, 4), (1, 3), (2, 2)]),
        name("e4", "Barrier <i>One</i>", "ship", None, &[], &[(0, 0)]),
    ];
    section("names", "Who and where", "names", statements)
}

fn sources() -> Vec<Source> {
    let origins = [1, 2, 2, 3, 4];
    let supports = [3, 4, 3, 1, 1];
    let sources =
        ARTICLES.iter().enumerate().map(|(at, (outlet, _, title, published, url, _))| Source {
            article: format!("{at:016x}"),
            outlet: (*outlet).to_owned(),
            title: (*title).to_owned(),
            url: Some((*url).to_owned()),
            published: Published::parse(published),
            authors: if at == 0 {
                vec!["Maud Oyelaran".to_owned(), "T. <Lind>".to_owned()]
            } else {
                Vec::new()
            },
            trust: if at == 4 { Trust::Low } else { Trust::Normal },
            trust_reason: (at == 4).then(|| "byline “AI Specialist Author”".to_owned()),
            origin: origins[at],
            mark: ["A", "B1", "B2", "C", "D"][at].to_owned(),
            statements: Vec::new(),
            supports: supports[at],
            share: [39, 21, 0, 0, 40][at],
            reproduced: [31, 12, 0, 0, 24][at],
            only: match at {
                0 => vec![3],
                1 => vec![4, 1],
                4 => vec![0, 1, 2],
                _ => Vec::new(),
            },
            ..Source::default()
        });
    sources.collect()
}

fn articles() -> Vec<Article> {
    let article =
        |(at, (outlet, language, title, published, url, sentences)): (usize, &Row)| Article {
            id: format!("{at:016x}"),
            file: format!("{at:03}.txt"),
            url: Some((*url).to_owned()),
            title: (*title).to_owned(),
            published: Published::parse(published),
            publisher: Some((*outlet).to_owned()),
            language: Some((*language).to_owned()),
            trust: if at == 4 { Trust::Low } else { Trust::Normal },
            sentences: sentences
                .iter()
                .enumerate()
                .map(|(paragraph, text)| Sentence {
                    text: (*text).to_owned(),
                    paragraph,
                    kind: SentenceKind::Body,
                })
                .collect(),
            ..Article::default()
        };
    ARTICLES.iter().enumerate().map(article).collect()
}

fn made() -> Made {
    let verdict = |statement: &str, outcome: Outcome| Verdict {
        plugin: "consensus".to_owned(),
        statement: statement.to_owned(),
        text: HOSTILE.to_owned(),
        outcome,
        reason: String::new(),
        removed: vec![RemovedCitation {
            citation: citation(0, 0),
            reason: "says otherwise".to_owned(),
        }],
        removed_fields: Vec::new(),
    };
    let used = |name: &str, kind: Kind, settings: &str| Used {
        name: name.to_owned(),
        version: "0.1.0".to_owned(),
        kind,
        settings: settings.parse().unwrap(),
    };
    Made {
        plugins: vec![
            used("lexrank", Kind::Summariser, "damping = 0.85\nthreshold = 0.1"),
            used("consensus", Kind::Merger, "avoid = [\"<b>\"]"),
            used("quotes", Kind::Section, ""),
        ],
        sentences: 18,
        verdicts: vec![
            verdict("a1", Outcome::Extracted),
            verdict("a2", Outcome::Extracted),
            verdict("x", Outcome::Dropped),
        ],
        notes: vec!["`names` has no table for `ar` & read those articles without one".to_owned()],
        left_out: vec![LeftOut {
            text: "This sentence of a source stands nowhere else.".to_owned(),
            ..LeftOut::new(citation(2, 1), Reason::Filler)
        }],
    }
}

/// The whole event.
pub(super) fn storm() -> Briefing {
    let other = section(
        "tidal<>gauge",
        "Gauge readings",
        "gauge",
        vec![checked("f1", ARTICLES[0].5[0], &[(0, 0)], 1)],
    );
    let background = section(
        "background",
        "Background",
        "background",
        vec![checked("g1", ARTICLES[0].5[3], &[(0, 3)], 1)],
    );
    Briefing {
        event: "00c0ffee00c0ffee".to_owned(),
        slug: "storm-barrier-holds-as-record-tide-c0ffee".to_owned(),
        title: "Storm barrier at Port Ellery holds as record tide forces 12,000 from their homes"
            .to_owned(),
        language: Some("en".to_owned()),
        published: Published::parse("2026-03-15T00:10:00-05:00"),
        day: NaiveDate::from_ymd_opt(2026, 3, 15),
        days: [14, 15]
            .into_iter()
            .filter_map(|day| NaiveDate::from_ymd_opt(2026, 3, day))
            .collect(),
        since: NaiveDate::from_ymd_opt(2026, 3, 12)
            .map(|day| Since { day, statements: vec!["a4".to_owned(), "d5".to_owned()] }),
        continues: Some(format!("{:016x}", 7)),
        sections: vec![
            summary(),
            disagreements(),
            quotes(),
            timeline(),
            background,
            other,
            names(),
        ],
        sources: sources(),
        origins: 4,
        copies: vec![Copy {
            article: format!("{:016x}", 2),
            of: format!("{:016x}", 1),
            measure: CopyMeasure::Wire,
            percent: 92,
        }],
        lineages: vec![Lineage {
            article: format!("{:016x}", 3),
            of: format!("{:016x}", 1),
            sign: Sign::Wording,
            shows: "a record tide <of> 4.1 metres".to_owned(),
        }],
        made: made(),
        extract: Extract { longest_run: 21 },
        edits: vec![corrected()],
        articles: articles(),
        ..Briefing::default()
    }
}

/// What the editor corrected.
fn corrected() -> Edited {
    Edited {
        statement: "a9".to_owned(),
        before: "Eleven thousand people left.".to_owned(),
        after: Some("About 12,000 people left.".to_owned()),
        reason: "corrected by the <town>".to_owned(),
        public: true,
        day: NaiveDate::from_ymd_opt(2026, 3, 15),
        ..Edited::default()
    }
}

/// A second event of the same outlets with everything optional left out, on another day.
pub(super) fn bare(number: usize) -> Briefing {
    let mut article = articles().swap_remove(0);
    article.published = None;
    article.url = None;
    article.publisher = None;
    article.language = None;
    let source = Source {
        article: article.id.clone(),
        outlet: "Source A, outlet not named".to_owned(),
        mark: "A".to_owned(),
        title: String::new(),
        origin: 1,
        supports: 1,
        share: 100,
        ..Source::default()
    };
    let day = (!number.is_multiple_of(3))
        .then(|| NaiveDate::from_ymd_opt(2026, 2, 1 + u32::try_from(number % 20).unwrap()))
        .flatten();
    Briefing {
        event: format!("{number:016x}"),
        slug: format!("bare-{number:06x}"),
        title: format!("A bare event, number {number}"),
        day,
        days: day.into_iter().collect(),
        sections: vec![section(
            "summary",
            "",
            "lead",
            vec![checked("z1", ARTICLES[0].5[4], &[(0, 4)], 1)],
        )],
        sources: vec![source],
        origins: 1,
        articles: vec![article],
        ..Briefing::default()
    }
}

/// Nothing at all but an id and an address.
pub(super) fn hollow() -> Briefing {
    Briefing {
        event: "ffffffffffffffff".to_owned(),
        slug: "hollow-ffffff".to_owned(),
        ..Briefing::default()
    }
}
