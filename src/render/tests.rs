//! The site as a whole: every link leads somewhere, nothing hostile gets through, nothing depends
//! on order.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use q7x2_sdk::SaidDay;
use q7x2_sdk::diagnostic::Severity;

use super::*;
use crate::files::Files;
use crate::render::fixture;

mod links;
mod machines;
mod own_theme;
mod strange;

/// Renders with the built-in theme unless `files` say otherwise.
fn render(
    briefings: &[Briefing],
    settings: &Settings,
    files: &Files,
) -> Result<Files, Vec<Diagnostic>> {
    let mut made = Files::new();
    let built = DateTime::<Utc>::UNIX_EPOCH;
    let past = Past::default();
    let input = Input { briefings, settings, files, built, version: "0.0.0", past: &past };
    let said = site(&input, &mut |path, bytes| {
        assert!(made.insert(path.clone(), bytes).is_none(), "{path} written twice");
    })?;
    assert_eq!(said.diagnostics, []);
    Ok(made)
}

fn settings() -> Settings {
    Settings {
        title: "Morning <brief>".to_owned(),
        base_url: "https://me.example/digest/".to_owned(),
        description: "What happened & who says so".to_owned(),
        ..Settings::default()
    }
}

/// A site with everything: a full event, bare ones on several pages, a hollow one.
fn whole() -> Files {
    let mut briefings: Vec<Briefing> = (1..130).map(fixture::bare).collect();
    briefings.push(fixture::storm());
    briefings.push(fixture::hollow());
    render(&briefings, &settings(), &Files::new()).unwrap()
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}")).clone()).unwrap()
}

/// Values of an attribute, unescaped as far as addresses need it.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!(" {name}=\"");
    page.split(open.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The path that a relative link on `page` leads to.
fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leaves the site"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whether a browser shows it as a page of the site, with relative links.
fn is_page(path: &str) -> bool {
    path.ends_with(".html") && path != "404.html" && !path.starts_with("mail/")
}

#[test]
fn every_id_is_unique_and_every_page_is_whole() {
    for (path, bytes) in whole().iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let ids = attributes(page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: an id twice");
        assert!(ids.iter().all(|id| !id.is_empty() && *id == link::token(id)), "{path}: {ids:?}");
        assert!(
            page.starts_with("<!DOCTYPE html>\n<html lang=\"en\"") && page.ends_with("</html>\n"),
            "{path}"
        );
        for tag in ["title", "main", "h1"] {
            assert_eq!(page.matches(&format!("<{tag}")).count(), 1, "{path}: one <{tag}>");
        }
        // Data for machines is no script that runs, and mail readers know no style sheets.
        let page = page.replace("<script type=\"application/ld+json\">", "");
        let page = if path == "search.html" { page.replace("<script src", "") } else { page };
        let looks = if path.starts_with("mail/") { "<style" } else { "style=\"" };
        for banned in ["<script", looks, "{{", "{%"] {
            assert!(!page.contains(banned), "{path}: {banned}");
        }
    }
}

#[test]
fn tags_are_balanced() {
    const VOID: [&str; 6] = ["meta", "link", "br", "hr", "input", "!DOCTYPE"];
    for (path, bytes) in whole().iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let mut open: Vec<&str> = Vec::new();
        for tag in page.split('<').skip(1) {
            let (inside, _) = tag.split_once('>').unwrap_or_else(|| panic!("{path}: <{tag}"));
            let name = inside.split_ascii_whitespace().next().unwrap();
            if inside.ends_with('/') {
                continue;
            }
            match name.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name), "{path}: closes </{name}>"),
                None if VOID.contains(&name) => {}
                None => open.push(name),
            }
        }
        assert_eq!(open, Vec::<&str>::new(), "{path}");
    }
}

#[test]
fn nothing_hostile_gets_through() {
    let files = whole();
    let is_markup =
        |path: &str| ![".json", ".txt", ".js"].iter().any(|ending| path.ends_with(ending));
    for (path, bytes) in files.iter().filter(|(path, _)| is_markup(path)) {
        let page = std::str::from_utf8(bytes).unwrap();
        let page = page.replace("<script type=\"application/ld+json\">", "");
        let page = page.replace("<script src", "");
        let page = page.as_str();
        for hostile in ["<script", "<img", "<b>Daily", "<i>One", "<Lind", "<town", "Morning <brief"]
        {
            assert!(!page.contains(hostile), "{path}: {hostile}");
        }
        for link in attributes(page, "href") {
            let scheme = link.split_once(':').map_or("", |(scheme, _)| scheme);
            assert!(["", "https"].contains(&scheme), "{path}: {link}");
        }
    }
    let page = text(&files, "events/storm-barrier-holds-as-record-tide-c0ffee.html");
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;"));
    assert!(
        !page.contains("javascript:")
            && page.contains("https://harbour-gazette.example/2026/03/14/barrier?ref=a&amp;b=c")
    );
}

/// What a reader of the event's page must find.
#[test]
fn an_event_says_all_there_is() {
    let page = text(&whole(), "events/storm-barrier-holds-as-record-tide-c0ffee.html");
    let check = |expected: &str| assert!(page.contains(expected), "{expected}");
    check("<h1 dir=\"ltr\">Storm barrier at Port Ellery");
    check("5 articles from 5 outlets, at most 4 origins");
    check("id=\"s-a1\"");
    check("id=\"s-a2\"");
    check("id=\"s-a2-2\"");
    check("4 articles, at most 3 origins");
    check("only in Nordic Wire");
    check("low-trust source only");
    check("did not pass the check");
    check("Copy of Nordic Wire, 92 % of its wording found there");
    check(
        "One origin with Nordic Wire: long runs of the same words, such as “a record tide &lt;of&gt;",
    );
    // Two of one origin hang together, and what is not trusted is hollow.
    check(
        "<span class=\"cite goes-on\"><button type=\"button\" class=\"ref\" popovertarget=\"p1\" aria-label=\"Source B1: Nordic Wire\">B1</button>",
    );
    check("<span class=\"cite joined\">");
    check("<span class=\"cite hollow\">");
    check("Low trust: byline “AI Specialist Author”");
    check("<time datetime=\"2007-01\">January 2007</time>");
    check("<time datetime=\"2026-03-14T23:00\">14 March 2026, 23:00</time>");
    check("<q lang=\"ar\" dir=\"rtl\">صمد سد العواصف");
    check("Gauge readings");
    check("also: Mayor Brandt");
    check("5 articles and 18 sentences were read.");
    check("damping = 0.85");
    check("href=\"../events/storm-barrier-holds-as-record-tide-c0ffee.json\"");
    check(
        "Supports 4 of 5 statements of the running text; 21 % of its words are taken from here; 12 % of this article",
    );
    check("<del>Eleven thousand people left.</del> <ins>About 12,000 people left.</ins>");
    check(
        "<button type=\"button\" class=\"ref\" popovertarget=\"p1\" aria-label=\"Source A: Harbour Gazette\">A</button>",
    );
    // A date is said once, however many statements have it.
    assert_eq!(page.matches("<p class=\"when\"><time datetime=\"2026-03-14\">").count(), 1);
    // A sentence that other origins support is not said by one alone, though it stands in `only`.
    assert_eq!(page.matches("only here</span>").count(), 5);
    assert!(!page.contains("verified") && !page.contains("fact-checked"));
}

#[test]
fn the_front_page_leads_with_the_newest_edition() {
    let files = whole();
    let home = text(&files, "index.html");
    let at = |needle: &str| home.find(needle).unwrap_or_else(|| panic!("no {needle}"));
    assert!(at("Storm barrier") < at("Friday 20 February 2026"));
    assert!(at("Friday 20 February 2026") < at("Thursday 19 February 2026"));
    assert!(
        home.contains("صحيفة الميناء")
            && text(&files, "events/bare-000001.html")
                .contains("Everything here comes from one source")
    );
    // Seven days of the newest; the rest is counted from the oldest.
    assert_eq!(home.matches("<section class=\"day\"").count(), 7);
    assert!(home.contains("href=\"home/2.html\"") && !home.contains("Without a date"));
    assert!(text(&files, "home/2.html").contains("href=\"../home/1.html\""));
    assert!(text(&files, "home/2.html").contains("href=\"../index.html\""));
    assert!(text(&files, "home/1.html").contains("Without a date"));
}

#[test]
fn an_outlets_page_says_what_it_gave() {
    let files = whole();
    let page = text(&files, "sources/nordic-wire.html");
    for expected in
        ["1 article in 1 event", "What only this source reported", "remained suspended", "#s-a4\""]
    {
        assert!(page.contains(expected), "{expected}");
    }
    let is_page = |path: &&String| path.starts_with("sources/autonews") && path.ends_with(".html");
    let low = files.keys().find(is_page).unwrap();
    assert!(text(&files, low).contains("Low trust: byline"));
}

#[test]
fn control_characters_and_turned_text_do_not_reach_a_page() {
    let mut briefing = fixture::storm();
    briefing.title = "A\u{0}B\u{8}C\u{202e}D\u{2066}E\u{85}F\u{ffff}".to_owned();
    briefing.sections[0].statements[0].statement.text = "one\u{1b}[31mtwo".to_owned();
    let files = render(&[briefing], &settings(), &Files::new()).unwrap();
    let page = text(&files, "events/storm-barrier-holds-as-record-tide-c0ffee.html");
    assert!(page.contains(">ABCDEF</h1>") && page.contains(">one[31mtwo<"));
    for path in ["atom.xml", "index.html"] {
        let clean = text(&files, path).chars().all(|letter| letter == '\n' || !letter.is_control());
        assert!(clean, "{path}");
    }
}

#[test]
fn the_order_of_briefings_and_threads_do_not_show() {
    let briefings: Vec<Briefing> =
        (1..90).map(fixture::bare).chain([fixture::storm(), fixture::hollow()]).collect();
    let reversed: Vec<Briefing> = briefings.iter().rev().cloned().collect();
    let in_threads = |threads: usize, briefings: &[Briefing]| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| render(briefings, &settings(), &Files::new()).unwrap())
    };
    assert!(in_threads(1, &briefings) == in_threads(8, &reversed));
}

#[test]
fn pages_are_in_the_language_of_their_words() {
    let home = |language: &str| {
        let mut made = Files::new();
        let settings = Settings { language: language.to_owned(), ..settings() };
        let (files, built) = (Files::new(), DateTime::<Utc>::UNIX_EPOCH);
        let input = Input {
            briefings: &[fixture::storm()],
            settings: &settings,
            files: &files,
            built,
            version: "0",
            past: &Past::default(),
        };
        let told = site(&input, &mut |path, bytes| drop(made.insert(path, bytes))).unwrap();
        (text(&made, "index.html"), told.diagnostics.len())
    };
    let (german, told) = home("de-AT");
    assert!(
        german.contains("<html lang=\"de-at\">")
            && german.contains("Sonntag, 15. März 2026")
            && told == 0
    );
    assert!(german.contains("<article class=\"lead\" lang=\"en\">"));
    let (hebrew, told) = home("he");
    assert!(hebrew.contains("<html lang=\"en\">") && told == 1);
}

#[test]
fn an_empty_site_is_friendly() {
    let files = render(&[], &Settings::default(), &Files::new()).unwrap();
    assert!(text(&files, "index.html").contains("Nothing here yet"));
    assert!(text(&files, "atom.xml").contains("<updated>1970-01-01T00:00:00Z</updated>"));
    assert_eq!(files.keys().filter(|path| path.ends_with(".html")).count(), 5);
}

#[test]
fn wherever_a_statement_stands_it_is_told_which_day_yesterday_was() {
    let mut briefing = fixture::storm();
    let day = NaiveDate::from_ymd_opt(2026, 3, 13).unwrap();
    briefing.sections[0].statements[0].said_days =
        vec![SaidDay { said: "yesterday".to_owned(), day }];
    let made = render(&[briefing], &settings(), &Files::new()).unwrap();
    let told = |path: &&String| text(&made, path).contains("“yesterday”: 13 March 2026");
    let found: Vec<&str> = made.keys().filter(told).map(String::as_str).collect();
    for path in ["index.html", "atom.xml", "days/2026-03-14.html", "mail/2026-03-14.html"] {
        assert!(found.contains(&path), "{path}: {found:?}");
    }
    assert!(found.contains(&"mail/2026-03-14.txt"), "{found:?}");
    assert!(found.iter().any(|path| path.starts_with("events/")), "{found:?}");
}

#[test]
fn a_text_under_the_names_of_outlets_shows_them() {
    let page = |briefing: Briefing| {
        let made = render(&[briefing], &settings(), &Files::new()).unwrap();
        let feed = text(&made, "atom.xml").to_owned();
        (text(&made, "events/storm-barrier-holds-as-record-tide-c0ffee.html").to_owned(), feed)
    };
    let mut digest = fixture::storm();
    for checked in &mut digest.sections[0].statements {
        checked.statement.citations.truncate(1);
        checked.support.origins = 1;
        checked.statement.under_outlet = true;
    }
    let mut half = digest.clone();
    half.sections[0].statements[1].statement.under_outlet = false;
    let (named, feed) = page(digest.clone());
    let summary =
        named.split_once("class=\"summary\"").unwrap().1.split_once("</section>").unwrap().0;
    let heads: Vec<&str> =
        summary.split("<h2").skip(1).map(|head| head.split_once("</h2>").unwrap().0).collect();
    // Statements of sources 1, 2, 1, 2 and 5.
    assert_eq!(heads.len(), 5, "{heads:?}");
    let anchors = ["#source-1", "#source-2", "#source-1", "#source-2", "#source-5"];
    for (head, anchor) in heads.iter().zip(anchors) {
        assert!(head.contains(&format!("href=\"{anchor}\"")), "{head}");
    }
    assert!(heads[4].contains("AutoNews &lt;b&gt;Daily&lt;"), "{}", heads[4]);
    assert!(!summary.contains("mark single"), "whether others say the same is not told here");
    assert!(summary.contains("mark low-trust"));
    assert!(feed.contains("&lt;h2&gt;AutoNews &amp;lt;b"), "{feed}");
    // One statement without a name would seem to be of the outlet before it.
    assert!(
        !page(half)
            .0
            .split_once("class=\"summary\"")
            .unwrap()
            .1
            .split_once("</section>")
            .unwrap()
            .0
            .contains("<h2")
    );
}

/// Writes the site of these tests where a person can look at it: `Q7X2_LOOK=folder cargo test
/// look`.
#[test]
fn look() {
    let Ok(folder) = std::env::var("Q7X2_LOOK") else { return };
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(root.join("themes")).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
            files.insert(path, std::fs::read(entry.path()).unwrap());
        }
    }
    let mut briefings: Vec<Briefing> = (1..130).map(fixture::bare).collect();
    briefings.push(fixture::storm());
    let made = render(&briefings, &settings(), &files).unwrap();
    for (path, bytes) in made {
        let target = std::path::Path::new(&folder).join(path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
}

#[test]
fn what_the_running_text_leaves_out_is_not_published() {
    let briefing = fixture::storm();
    let left_out = briefing.made.left_out[0].text.clone();
    let made = render(&[briefing], &settings(), &Files::new()).unwrap();
    let told = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(&left_out);
    assert!(!made.values().any(told));
    let data = text(&made, "events/storm-barrier-holds-as-record-tide-c0ffee.json");
    assert!(data.contains("\"verdicts\"") && !data.contains("left_out"));
}

#[test]
fn a_long_list_of_sources_has_a_page_of_its_own() {
    let mut long = fixture::storm();
    let extra = (0..60).map(|number| {
        let mut source = long.sources[0].clone();
        source.article = format!("{:016x}", 100 + number);
        source.outlet = format!("Outlet {number}");
        source
    });
    let extra: Vec<_> = extra.collect();
    long.sources.extend(extra);
    let files = render(&[long], &settings(), &Files::new()).unwrap();
    let list = "events/storm-barrier-holds-as-record-tide-c0ffee/2.html";
    assert!(text(&files, list).contains("id=\"e-1-0\""));
    let page = text(&files, "events/storm-barrier-holds-as-record-tide-c0ffee.html");
    assert!(!page.contains("id=\"e-1-0\"") && page.contains("c0ffee/2.html#e-1-0\""));
    assert!(text(&files, "index.html").contains(&format!("href=\"{list}#e-1-0\"")));
}
