//! The five sample articles, as ingest must read them.

#![expect(
    clippy::unwrap_used,
    reason = "a test may stop where its own files are not as it knows them"
)]

use std::collections::BTreeSet;

use q7x2::files::Files;
use q7x2::ingest::{self, CleanSettings, Settings, SourceRule};
use q7x2_sdk::event::speaker::speaker;
use q7x2_sdk::{Article, Event, SentenceKind, Spot, Trust};

fn samples() -> Files {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let entry = entry.unwrap();
        (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
    };
    std::fs::read_dir(folder).unwrap().map(read).collect()
}

fn articles() -> Vec<Article> {
    let warned = ingest::articles(&samples(), &Settings::default(), &[]);
    assert_eq!(warned.diagnostics, [], "the sample passes a strict build");
    warned.value
}

fn headings(article: &Article) -> Vec<&str> {
    let heading =
        article.sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Heading);
    heading.map(|sentence| sentence.text.as_str()).collect()
}

fn removed(article: &Article) -> Vec<(usize, &str)> {
    article.removed.iter().map(|removed| (removed.line.unwrap(), removed.rule.as_str())).collect()
}

#[test]
fn titles_are_the_files_own_or_the_first_sentence() {
    let articles = articles();
    let titles: Vec<&str> = articles.iter().map(|article| article.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Ukraine Allies Meet in Paris to Push Security Guarantees Despite Ongoing War",
            "Ukraine’s European, US allies meet in Paris on security guarantees",
            "Leaders from Ukraine’s top allies gathered in Paris on January 6, 2026, to discuss potential security guarantees for Kyiv",
            "Key European allies of Ukraine and top U.S. envoys are meeting President Volodymyr Zelensky in Paris on Tuesday",
            "European and US Leaders Hold High-Stakes Talks in Paris on Ukraine Security Guarantees Amid Relentless Russian Strikes",
        ]
    );
}

#[test]
fn dates_publishers_authors_and_trust_are_read_from_the_noise() {
    let articles = articles();
    let text = |moment: Option<q7x2_sdk::Published>| moment.map(|moment| moment.to_string());
    let published: Vec<Option<String>> =
        articles.iter().map(|article| text(article.published)).collect();
    let day = || Some("2026-01-06".to_owned());
    assert_eq!(published, [day(), None, day(), day(), day()]);
    assert_eq!(
        articles.iter().map(|article| text(article.updated)).collect::<Vec<_>>(),
        [None, None, None, None, day()]
    );
    let publishers: Vec<Option<&str>> =
        articles.iter().map(|article| article.publisher.as_deref()).collect();
    assert_eq!(publishers, [Some("Kurdistan24"), None, None, None, None]);
    let authors: Vec<&str> =
        articles.iter().flat_map(|article| article.authors.iter().map(String::as_str)).collect();
    assert_eq!(authors, ["David Okafor"]);
    let low: Vec<bool> = articles.iter().map(|article| article.trust == Trust::Low).collect();
    assert_eq!(low, [false, false, false, false, true]);
    assert_eq!(
        articles[4].trust_reason.as_deref(),
        Some("declares a machine author: “AI Specialist Author”")
    );
    assert!(articles.iter().all(|article| article.language.as_deref() == Some("en")));
    assert!(
        articles[0]
            .subtitle
            .as_deref()
            .is_some_and(|deck| deck.starts_with("U.S., European leaders seek"))
    );
}

#[test]
fn what_is_no_text_is_taken_and_recorded() {
    let articles = articles();
    assert_eq!(
        removed(&articles[0]),
        [(3, "deck"), (5, "caption"), (6, "caption"), (8, "dateline")]
    );
    assert_eq!(removed(&articles[1]), [(3, "dateline")]);
    assert_eq!(removed(&articles[2]), [(21, "navigation")]);
    assert_eq!(removed(&articles[3]), [(1, "date")]);
    assert_eq!(
        removed(&articles[4]),
        [
            (3, "caption"),
            (5, "kicker"),
            (7, "title"),
            (9, "byline"),
            (10, "byline"),
            (11, "date"),
            (12, "teaser"),
            (13, "duplicate"),
            (14, "duplicate"),
            (16, "title"),
            (18, "dateline"),
            (48, "reading-time"),
            (50, "navigation"),
            (52, "related"),
        ]
    );
}

#[test]
fn subheadings_are_structure() {
    let articles = articles();
    assert_eq!(headings(&articles[0]), [""; 0]);
    assert_eq!(headings(&articles[1]), [""; 0]);
    assert_eq!(
        headings(&articles[2]),
        [
            "Coalition of the Willing Aims to Strengthen Ukraine’s Security",
            "Diplomatic Challenges Remain",
            "Global Focus Complicates Negotiations",
            "The Importance of Security Guarantees",
            "Conclusion",
        ]
    );
    assert_eq!(headings(&articles[3]), ["'Realignment' with the U.S."]);
    assert_eq!(
        headings(&articles[4]),
        [
            "Persistent Sticking Points in Ceasefire Efforts",
            "Historical Context of the Ukraine Conflict",
            "Outlook for Paris Talks and Beyond",
        ]
    );
}

#[test]
fn all_the_text_is_there_and_none_of_it_twice() {
    let articles = articles();
    let paragraphs = |article: &Article| {
        let numbers = article.sentences.iter().map(|sentence| sentence.paragraph);
        numbers.collect::<BTreeSet<usize>>().len()
    };
    assert_eq!(articles.iter().map(paragraphs).collect::<Vec<_>>(), [16, 7, 17, 15, 15]);
    let first = |article: &Article| {
        article
            .body()
            .next()
            .unwrap()
            .1
            .text
            .split_whitespace()
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let firsts: Vec<String> = articles.iter().map(first).collect();
    assert_eq!(
        firsts,
        [
            "Key European allies",
            "In a significant",
            "Leaders from Ukraine’s",
            "Key European allies",
            "European allies of"
        ]
    );
    for article in &articles {
        let mut texts: Vec<&str> =
            article.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), count, "{}", article.file);
    }
    let text = articles[1]
        .sentences
        .iter()
        .map(|sentence| sentence.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    assert!(text.contains("’90 percent’"), "a sentence is what its source wrote");
}

#[test]
fn the_editor_overrules() {
    let rule = |name: &str, files: &str, trust| SourceRule {
        name: name.to_owned(),
        files: vec![files.to_owned()],
        trust,
        ..SourceRule::default()
    };
    let rules =
        [rule("Fourth", "004_*", Some(Trust::Normal)), rule("First", "001_*", Some(Trust::Low))];
    let articles = ingest::articles(&samples(), &Settings::default(), &rules).value;
    assert_eq!(
        (articles[4].publisher.as_deref(), articles[4].trust),
        (Some("Fourth"), Trust::Normal)
    );
    assert_eq!(articles[1].trust_reason.as_deref(), Some("site.toml says so of First"));
}

#[test]
fn without_cleaning_every_character_stays() {
    let settings = Settings { clean: CleanSettings { enabled: false, ..CleanSettings::default() } };
    let files = samples();
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    for article in ingest::articles(&files, &settings, &[]).value {
        let text: String =
            article.sentences.iter().map(|sentence| squeeze(&sentence.text)).collect();
        assert_eq!(text, squeeze(std::str::from_utf8(&files[&article.file]).unwrap()));
        assert_eq!(article.removed, []);
    }
}

#[test]
fn ids_do_not_depend_on_the_company() {
    let all = articles();
    for (path, bytes) in samples() {
        let alone =
            ingest::articles(&Files::from([(path.clone(), bytes)]), &Settings::default(), &[])
                .value;
        assert_eq!(
            alone,
            all.iter().filter(|article| article.file == path).cloned().collect::<Vec<_>>()
        );
    }
}

/// What cleaning takes between two people's words leaves them theirs: without the line that names
/// the second, a quotation is nobody's rather than the first one's.
#[test]
fn cleaning_moves_no_quotation_to_another_speaker() {
    let check = |between: &str, expected: Option<&str>| {
        let text = format!(
            "The deck fell on Monday, and nobody was hurt at all.\n\n“The deck was rotten for years,” \
             said Mayor Hilda Brask.\n\n{between}“Nobody ever asked us about the deck.”\n\nThe town has \
             closed both banks of the river.\n"
        );
        let files = Files::from_iter([("a.txt".to_owned(), text.into_bytes())]);
        let articles = ingest::articles(&files, &Settings::default(), &[]).value;
        let said = "“Nobody ever asked us about the deck.”";
        let sentence = articles[0].sentences.iter().position(|one| one.text == said).unwrap();
        let event = Event::new("e".to_owned(), String::new(), articles);
        let found = speaker(&event, Spot { article: 0, sentence }, 0);
        assert_eq!(
            found.map(|found| found.text(&event).to_owned()).as_deref(),
            expected,
            "{between}"
        );
    };
    check("", Some("Hilda Brask"));
    check("Advertisement\n\n", None);
    check("Read more: Teacher Ned Colley answers the mayor\n\n", None);
    check("(Photo: Ned Colley)\n\n", None);
    check("Teacher Ned Colley said:\n\n", Some("Ned Colley"));
    check("Teacher Ned Colley said on Monday evening to the families:\n\n", Some("Ned Colley"));
}
