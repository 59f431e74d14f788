//! history.json and what hangs on it, as a user meets it: addresses that lead on, what is new, days
//! and the archive, corrections, and what ends a strict morning.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::fs;
use std::path::Path;

use program::{Tree, built, run};
use tempfile::TempDir;

const TOP: &str = "title = \"News\"\nbase_url = \"https://example.org/daily/\"\n";

/// Three reports of one event, of three days and outlets.
const FERRY: [(&str, &str, &str, &str); 3] = [
    (
        "ferry-1.md",
        "Harbour Gazette",
        "2026-03-10",
        "The ferry Alba ran aground off Port Marden on Tuesday with 212 people on board.\n\n\
         Nobody on the ferry Alba was hurt, the coast guard of Port Marden said.",
    ),
    (
        "ferry-2.md",
        "Nordic Wire",
        "2026-03-10",
        "The ferry Alba, with 212 people on board, ran aground off Port Marden on Tuesday.\n\n\
         Tugs will try to free the ferry Alba at the next high tide.",
    ),
    (
        "ferry-3.md",
        "Coast Radio",
        "2026-03-12",
        "Tugs freed the ferry Alba off Port Marden on Thursday morning, the coast guard said.\n\n\
         Divers found a tear of four metres in the hull of the ferry Alba, its owner said.\n\n\
         The ferry Alba will be towed to the yard of Tarn and repaired for six weeks.",
    ),
];

struct Site(TempDir);

impl Site {
    fn new(settings: &str, history: Option<&str>) -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        site.put("site.toml", &format!("{TOP}{settings}"));
        history.iter().for_each(|text| site.put("history.json", text));
        site
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, path: &str, text: &str) {
        program::write(self.root(), [(&path.to_owned(), &text.as_bytes().to_vec())]);
    }

    /// An article with further lines of front matter.
    fn report(&self, (path, outlet, day, text): (&str, &str, &str, &str), more: &str) {
        let title = text.split(" off ").next().unwrap_or(text);
        let head = format!("---\ntitle: {title}\nsource: {outlet}\ndate: {day}\n{more}---\n");
        self.put(&format!("content/{path}"), &format!("{head}{text}\n"));
    }

    fn built(&self) -> Tree {
        built(self.root(), &[])
    }

    fn history(&self) -> String {
        fs::read_to_string(self.root().join("history.json")).expect("a history")
    }

    /// What a build says, and whether it ends well.
    fn said(&self, more: &[&str]) -> (bool, String) {
        let output = self.root().join("public");
        let done = program::build_command(self.root(), &output).args(more).output();
        let done = done.expect("the program starts");
        (done.status.success(), String::from_utf8_lossy(&done.stderr).into_owned())
    }
}

fn page(site: &Tree, path: &str) -> String {
    String::from_utf8_lossy(site.get(path).unwrap_or(&Vec::new())).into_owned()
}

/// The pages of events, none that lead on or say that what stood there is gone.
fn events(site: &Tree) -> Vec<String> {
    let pages = site.keys().filter(|path| path.starts_with("events/") && path.ends_with(".html"));
    pages.filter(|path| !page(site, path).contains("content=\"noindex\"")).cloned().collect()
}

fn same(expected: &Tree, found: &Tree) {
    let difference = program::difference(expected, found);
    assert!(difference.is_empty(), "{difference}");
}

#[test]
fn a_site_without_a_history_gets_none() {
    let site = Site::new("", None);
    site.report(FERRY[0], "");
    site.built();
    assert!(!site.root().join("history.json").exists());
}

#[test]
fn only_build_writes_the_history_and_holds_no_text() {
    let site = Site::new("", Some("{}"));
    FERRY.iter().for_each(|report| site.report(*report, "event: ferry\n"));
    for what in ["articles", "events", "briefings"] {
        run(program::command().args(["inspect", what, "--root"]).arg(site.root()));
        assert_eq!(site.history(), "{}", "{what}");
    }
    site.built();
    let written = site.history();
    assert!(written.contains("ferry-1.md") && !written.contains("aground off"), "{written}");
    let [head, lists @ .., event, end] = &written.lines().collect::<Vec<_>>()[..] else {
        panic!("{written}");
    };
    assert_eq!((*head, *end), ("{\"version\":1,", "\"\":{}}}"), "one line an event: {written}");
    assert!(event.starts_with('"') && event.contains("ferry-1.md"), "{event}");
    let is_line = |line: &&&str| line.matches("\":").count() <= 1;
    assert_eq!(lists.iter().filter(is_line).count(), lists.len(), "one line a list: {lists:?}");
    site.built();
    assert_eq!(site.history(), written);
    let printed = run(program::command().args(["inspect", "events", "--root"]).arg(site.root()));
    let printed = String::from_utf8_lossy(&printed.stdout).into_owned();
    let id = printed.split('"').nth(3).expect("an id");
    assert!(written.contains(&format!("\n\"{id}\":")), "{printed}");
}

#[test]
fn a_broken_history_ends_the_build_and_is_left_alone() {
    let site = Site::new("", Some("{\"version\":1,\n\"events\":{\nnonsense"));
    site.report(FERRY[0], "");
    let (well, said) = site.said(&[]);
    assert!(!well && said.contains("history.json:3"), "{said}");
    assert!(!site.root().join("public/index.html").exists());
    assert!(site.history().ends_with("nonsense"));
}

#[test]
fn what_is_new_is_marked_with_its_day() {
    let site = Site::new("", Some("{}"));
    site.report(FERRY[0], "event: ferry\n");
    site.report(FERRY[1], "event: ferry\n");
    let first = site.built();
    assert!(!page(&first, "index.html").contains("new statement"));
    site.report(FERRY[2], "event: ferry\n");
    let second = site.built();
    let [event] = &events(&second)[..] else { panic!("{:?}", events(&second)) };
    let said = page(&second, event);
    let marks: Vec<&str> = said.split("<span class=\"mark ").skip(1).collect();
    let mark = "new\">new since Tuesday</span>";
    assert!(marks.iter().any(|rest| rest.starts_with(mark)), "{marks:?}");
    let home = page(&second, "index.html");
    assert!(home.contains(" since Tuesday</span>") && home.contains("new statement"), "{home}");
    assert_eq!(events(&first), events(&second), "its address is the same");
    same(&second, &site.built());
    let data = page(&second, &event.replace(".html", ".json"));
    assert!(data.contains("\"since\": {\n  \"day\": \"2026-03-10\""), "{data}");
    // The new one goes, and with it what was new.
    fs::remove_file(site.root().join("content/ferry-3.md")).expect("it was there");
    let mut healed = site.built();
    for path in ["days/2026-03-12.html", "mail/2026-03-12.html", "sources/coast-radio.html"] {
        let gone = healed.remove(path).expect("an address that was published");
        let gone = String::from_utf8_lossy(&gone);
        assert!(gone.contains("url=../archive.html"), "{gone}");
        let canonical = "rel=\"canonical\" href=\"https://example.org/daily/archive.html\"";
        assert!(gone.contains(canonical), "{gone}");
    }
    let edition = healed.remove("mail/2026-03-12.txt").expect("an address that was published");
    let edition = String::from_utf8_lossy(&edition);
    assert!(edition.contains("https://example.org/daily/archive.html"), "{edition}");
    // A feed of an outlet that is gone is a feed still.
    let atom = healed.remove("sources/coast-radio.atom.xml").expect("an address");
    let atom = String::from_utf8_lossy(&atom);
    assert!(atom.ends_with("</feed>\n") && !atom.contains("<entry"), "{atom}");
    let before = page(&second, "sources/coast-radio.atom.xml");
    let id = |feed: &str| feed.lines().find(|line| line.starts_with("<id>")).map(str::to_owned);
    assert_eq!(id(&atom), id(&before), "who reads it reads on when the outlet is back");
    let json = healed.remove("sources/coast-radio.feed.json").expect("an address");
    assert!(String::from_utf8_lossy(&json).contains("\"items\": []"));
    same(&first, &healed);
}

#[test]
fn every_day_has_a_page_and_every_month() {
    let site = Site::new("home_days = 1\n", Some("{}"));
    FERRY.iter().for_each(|report| site.report(*report, ""));
    let other = (
        "bank.md",
        "Inland Post",
        "2026-02-27",
        "The bank of Tarn raised its rate to four per cent.",
    );
    site.report(other, "");
    let tree = site.built();
    for (path, links) in [
        ("days/2026-03-12.html", vec!["days/2026-03-10.html", "archive/2026-03.html"]),
        ("days/2026-03-10.html", vec!["days/2026-03-12.html", "days/2026-02-27.html", "ferry"]),
        ("days/2026-02-27.html", vec!["days/2026-03-10.html", "bank"]),
        (
            "archive.html",
            vec!["archive/2026-02.html", "archive/2026-03.html", "days/2026-02-27.html"],
        ),
        ("archive/2026-03.html", vec!["days/2026-03-12.html", "2026-02.html", "ferry"]),
        (
            "index.html",
            vec!["home/1.html", "days/2026-03-12.html", "archive.html", "corrections.html"],
        ),
        ("home/1.html", vec!["bank", "../index.html"]),
    ] {
        let shown = page(&tree, path);
        links.iter().for_each(|link| assert!(shown.contains(link), "{path}: {link}\n{shown}"));
    }
    assert!(!page(&tree, "index.html").contains("bank"), "one day and no more");
    assert!(!page(&tree, "days/2026-03-12.html").contains("bank"));
    // A day whose articles are gone leads to the archive.
    fs::remove_file(site.root().join("content/bank.md")).expect("it was there");
    let tree = site.built();
    assert!(page(&tree, "days/2026-02-27.html").contains("url=../archive.html"));
    assert!(page(&tree, "home/1.html").contains("url=../index.html"));
    assert!(!page(&tree, "archive.html").contains("2026-02-27"));
}

/// An event that nobody else has, of an article.
fn alone(name: &str, place: &str) -> [String; 2] {
    [
        format!("event: {name}\n"),
        format!("The mayor of {place} opened a new library off the market on Monday."),
    ]
}

/// Two people publish from what was published: each a new event, and both a further article of one
/// event. What git keeps of both histories is one.
#[test]
fn git_merges_two_histories() {
    let base = Site::new("", Some("{}"));
    base.report(FERRY[0], "event: ferry\n");
    base.built();
    let grown = |news: (&str, &str, &str), further: (&str, &str, &str, &str)| {
        let site = Site::new("", Some(&base.history()));
        base_and(&site, &[further]);
        let [pin, text] = alone(news.1, news.2);
        site.report((news.0, "Harbour Gazette", "2026-03-11", &text), &pin);
        let built = site.built();
        (site, built)
    };
    let (ours, our_pages) = grown(("a.md", "tarn", "Tarn"), FERRY[1]);
    let (theirs, their_pages) = grown(("b.md", "lind", "Lind"), FERRY[2]);
    let merged = Site::new("", None);
    merged.put("history.json", &union([ours.root(), base.root(), theirs.root()]));
    base_and(&merged, &FERRY[1..]);
    for (file, name, place) in [("a.md", "tarn", "Tarn"), ("b.md", "lind", "Lind")] {
        let [pin, text] = alone(name, place);
        merged.report((file, "Harbour Gazette", "2026-03-11", &text), &pin);
    }
    let pages = merged.built();
    assert_eq!(events(&pages).len(), 3);
    for address in events(&our_pages).iter().chain(&events(&their_pages)) {
        assert!(pages.contains_key(address), "{address}");
    }
    let history = merged.history();
    same(&pages, &merged.built());
    assert_eq!(merged.history(), history);
}

/// The last list and the first event stand so near that git takes them for one change.
#[test]
fn git_keeps_the_lines_between_lists_and_events_twice() {
    let base = Site::new("", Some("{}"));
    base.report(FERRY[0], "event: ferry\n");
    base.built();
    let grown = |outlet: &str, name: &str, further: usize| {
        let site = Site::new("", Some(&base.history()));
        base_and(&site, &[(FERRY[further].0, outlet, FERRY[further].2, FERRY[further].3)]);
        let [pin, text] = alone(name, name);
        site.report((name, "Harbour Gazette", "2026-03-11", &text), &pin);
        (site.built(), site)
    };
    let ours = grown("Radio Port", "tarn.md", 1);
    let theirs = grown("Wire Service", "lind.md", 2);
    let merged = union([ours.1.root(), base.root(), theirs.1.root()]);
    assert!(merged.matches("\"events\":").count() > 1, "git keeps none twice: {merged}");
    let site = Site::new("", Some(&merged));
    base_and(&site, &FERRY[1..]);
    let pages = site.built();
    for address in events(&ours.0).iter().chain(&events(&theirs.0)) {
        assert!(pages.contains_key(address), "{address}");
    }
    let history = site.history();
    assert_eq!(history.matches("\"events\":").count(), 1);
    same(&pages, &site.built());
}

/// Writes the first report of the ferry and others of it.
fn base_and(site: &Site, others: &[(&str, &str, &str, &str)]) {
    site.report(FERRY[0], "event: ferry\n");
    others.iter().for_each(|report| site.report(*report, "event: ferry\n"));
}

/// The history of two sites that go on from one, as git merges it with `merge=union`.
fn union(sites: [&Path; 3]) -> String {
    let mut command = std::process::Command::new("git");
    command.args(["merge-file", "--union", "--stdout"]);
    command.args(sites.map(|site| site.join("history.json")));
    let output = command.output().expect("git");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn merged_events_lead_to_one_and_a_part_is_linked() {
    let site = Site::new("", Some("{}"));
    let apart = |site: &Site| {
        site.report(FERRY[0], "event: one\n");
        site.report(FERRY[1], "event: one\n");
        site.report(FERRY[2], "event: two\n");
    };
    apart(&site);
    let before = site.built();
    let [one, two] = &events(&before)[..] else { panic!("two events") };
    let (large, small) =
        if page(&before, one).contains("Nordic Wire") { (one, two) } else { (two, one) };
    FERRY.iter().for_each(|report| site.report(*report, "event: one\n"));
    let merged = site.built();
    assert_eq!(events(&merged), std::slice::from_ref(large));
    let name = large.trim_start_matches("events/");
    assert!(page(&merged, small).contains(&format!("content=\"0; url=../events/{name}\"")));
    let data = page(&merged, &small.replace(".html", ".json"));
    assert!(data.contains(&format!("\"moved\":\"{}\"", name.replace(".html", ".json"))), "{data}");
    // Apart again: each is where it was, whatever it is pinned as.
    apart(&site);
    let again = site.built();
    assert_eq!(events(&again), events(&before));
    // A part that never was an event of its own is linked from the whole.
    site.report(FERRY[1], "event: three\n");
    let split = site.built();
    assert!(page(&split, large).contains("Told apart since"), "{}", page(&split, large));
    assert_eq!(events(&split).len(), 3);
    same(&split, &site.built());
}

#[test]
fn what_editor_and_sources_changed_is_told_with_its_day() {
    let site = Site::new("", Some("{}"));
    site.report(FERRY[0], "");
    site.report(FERRY[1], "");
    assert!(page(&site.built(), "corrections.html").contains("Nothing has been changed"));
    let (path, outlet, day, text) = FERRY[0];
    let mended = text.replace("Nobody on the ferry Alba was", "Two people on the ferry Alba were");
    site.report((path, outlet, day, &mended), "");
    let tree = site.built();
    let log = page(&tree, "corrections.html");
    assert!(
        log.contains("Harbour Gazette changed its text") && log.contains("10 March 2026"),
        "{log}"
    );
    let event = page(&tree, &events(&tree)[0]);
    assert!(event.contains("Text changed since it was first read here: 10 March 2026"), "{event}");
    let statement = event.split("id=\"s-").nth(1).and_then(|rest| rest.split('"').next());
    let edit = |public: bool| {
        let statement = statement.expect("a statement");
        format!(
            "{TOP}[[edits]]\nstatement = \"{statement}\"\naction = \"drop\"\nreason = \"a slip\"\npublic = {public}\n"
        )
    };
    site.put("site.toml", &edit(true));
    let log = page(&site.built(), "corrections.html");
    assert!(log.contains("<del>") && log.contains("a slip"), "{log}");
    assert_eq!(page(&site.built(), "corrections.html"), log);
    site.put("site.toml", &edit(false));
    assert!(!page(&site.built(), "corrections.html").contains("a slip"));
}

#[test]
fn a_mended_slip_is_a_correction_and_no_news() {
    let site = Site::new("", Some("{}"));
    let (path, outlet, day, text) = FERRY[0];
    let slip = text.replace("ferry", "fery");
    assert_ne!(slip, text);
    site.report((path, outlet, day, &slip), "event: ferry\n");
    site.built();
    site.report(FERRY[0], "event: ferry\n");
    site.report(FERRY[2], "event: ferry\n");
    let tree = site.built();
    let data = page(&tree, &events(&tree)[0].replace(".html", ".json"));
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    let new = data["since"]["statements"].as_array().expect("something is new");
    let cites = |id: &serde_json::Value| {
        let sections = data["sections"].as_array().expect("sections");
        let mut statements =
            sections.iter().filter_map(|one| one["statements"].as_array()).flatten();
        statements.find(|one| one["id"] == *id).expect("it is there")["citations"].to_string()
    };
    let of = data["sources"].as_array().expect("sources").iter();
    let mended = of.clone().find(|one| one["outlet"] == outlet).expect("a source");
    let mended = mended["article"].as_str().expect("an id");
    assert!(new.iter().all(|id| !cites(id).contains(mended)), "{new:?}");
    assert!(page(&tree, "corrections.html").contains("changed its text"));
}

#[test]
fn another_story_in_the_same_file_is_another_story() {
    let site = Site::new("", Some("{}"));
    site.report(FERRY[0], "");
    let first = events(&site.built());
    let other = "The theatre of Dunvale lost its roof in a storm. Nobody was inside at that hour. \
                 The company plays in the hall of a school until the roof is mended.";
    site.report((FERRY[0].0, "Inland Post", "2026-03-20", other), "");
    let tree = site.built();
    assert!(!events(&tree).contains(&first[0]), "the ferry's address is the ferry's");
    assert!(page(&tree, "corrections.html").contains("Nothing has been changed"));
    // The ferry is back, in a file of another name: its address is still there.
    site.report(("back.md", FERRY[0].1, FERRY[0].2, FERRY[0].3), "");
    assert!(events(&site.built()).contains(&first[0]));
}

#[test]
fn an_event_leads_to_the_one_that_it_goes_on_from() {
    let site = Site::new("[group]\nwindow_days = 1\n", None);
    site.report(FERRY[0], "");
    let (path, outlet, _, text) = FERRY[1];
    site.report((path, outlet, "2026-03-16", text), "");
    let tree = site.built();
    let [one, two] = &events(&tree)[..] else { panic!("{:?}", events(&tree)) };
    let (one, two) = (page(&tree, one), page(&tree, two));
    let (later, earlier) = if one.contains("Nordic Wire") { (one, two) } else { (two, one) };
    assert!(later.contains("Goes on from") && earlier.contains("Goes on in"), "{later}");
}

#[test]
fn a_site_keeps_as_many_days_as_it_is_told_to() {
    let sender = "[mail]\nfrom = \"brief@example.org\"\n";
    let site = Site::new(sender, Some("{}"));
    let old = (
        "bank.md",
        "Inland Post",
        "2026-01-27",
        "The bank of Tarn raised its rate to four per cent.",
    );
    site.report(old, "");
    site.report(FERRY[0], "event: ferry\n");
    site.report(FERRY[1], "event: ferry\n");
    let whole = site.built();
    assert_eq!(events(&whole).len(), 2);
    site.put("site.toml", &format!("{TOP}keep_days = 30\n{sender}"));
    let kept = site.built();
    let is_address = |path: &&String| !path.starts_with("search/") && !path.starts_with("assets/");
    let dead = whole.keys().filter(is_address).filter(|path| !kept.contains_key(*path));
    assert_eq!(dead.collect::<Vec<_>>(), Vec::<&String>::new(), "addresses are for ever");
    let message = page(&kept, "mail/2026-01-27.eml");
    assert!(message.contains("brief@example.org") && message.contains("archive.html"), "{message}");
    assert_eq!(events(&kept).len(), 1);
    let old = "days/2026-01-27.html";
    assert!(page(&kept, old).contains("url=../archive.html"), "its day leads on");
    assert!(page(&kept, "archive/2026-01.html").contains("url=../archive.html"), "its month, too");
    let gone = |path: &&String| {
        path.ends_with(".html") && page(&kept, path).contains("This briefing is no longer here")
    };
    assert_eq!(kept.keys().filter(gone).count(), 1, "its page says that it is gone");
    assert!(!page(&kept, "sitemap.xml").contains("2026-01"));
    // It is not forgotten: its address stays its own.
    site.put("site.toml", TOP);
    assert_eq!(events(&site.built()).len(), 2);
}

#[test]
fn an_event_without_a_date_stands_under_the_day_that_it_came() {
    let site = Site::new("", Some("{}"));
    site.report(FERRY[0], "");
    site.put(
        "content/undated.md",
        "---\ntitle: The market of Tarn reopens\n---\nThe market of Tarn reopens.\n",
    );
    let first = site.built();
    assert!(page(&first, "days/2026-03-10.html").contains("market of Tarn"));
    site.report(FERRY[2], "");
    let second = site.built();
    assert!(page(&second, "days/2026-03-10.html").contains("market of Tarn"));
    assert!(!page(&second, "days/2026-03-12.html").contains("market of Tarn"));
    same(&second, &site.built());
    fs::remove_file(site.root().join("history.json")).expect("it was there");
    assert!(page(&site.built(), "index.html").contains("Without a date"));
}

#[test]
fn what_ends_a_strict_morning_is_listed() {
    let rules = "[[edits]]\nstatement = \"0123456789\"\naction = \"drop\"\n\
                 [[sources]]\nname = \"The Lost Herald\"\n";
    let told = |strict: &str| {
        let site = Site::new(&format!("{strict}{rules}"), Some("{}"));
        site.report(FERRY[0], "");
        let (path, outlet, _, text) = FERRY[1];
        site.report((path, outlet, "the day before", text), "");
        site.said(&["--strict"])
    };
    let (well, said) = told("");
    assert!(well, "{said}");
    for name in ["content/ferry-2.md", "the day before", "0123456789", "The Lost Herald"] {
        assert!(said.contains(name), "{name} is told\n{said}");
    }
    for matter in ["date", "edit", "outlet"] {
        let (well, said) = told(&format!("[strict]\nfail_on = [\"{matter}\"]\n"));
        assert!(!well && said.contains("warning"), "{matter}\n{said}");
    }
    let (well, said) = told("[strict]\nfail_on = [\"dates\"]\n");
    assert!(!well && said.contains("date"), "{said}");
}
