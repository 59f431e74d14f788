//! A fortnight of daily builds of a growing folder: twenty articles a day, and each day one typo
//! mended, one file moved, one late earlier article, one removed. No address dies, no entry of the
//! feed gets another id, what leads on leads somewhere, and a second build changes nothing.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use program::{Tree, difference, run};

const SITE: &str =
    "title = \"Fortnight\"\nbase_url = \"https://news.example/daily/\"\nhome_days = 3\n";

const PLACES: [&str; 9] = [
    "Arvenholt",
    "Brackmoor",
    "Castlemere",
    "Dunvale",
    "Eskerby",
    "Fallowick",
    "Grimsund",
    "Innisfell",
    "Kestrelheim",
];
const THINGS: [&str; 11] = [
    "bridge",
    "hospital",
    "library",
    "ferry",
    "mine",
    "school",
    "stadium",
    "warehouse",
    "dam",
    "market",
    "theatre",
];
const CAUSES: [&str; 7] = ["flood", "strike", "fire", "audit", "storm", "landslide", "blackout"];
const OUTLETS: [&str; 5] = ["Harbour Gazette", "Nordic Wire", "Inland Post", "Coast Radio", ""];

/// The same throws on every machine (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).expect("a small number")
    }
}

/// An article of the folder.
#[derive(Clone)]
struct Piece {
    number: usize,
    path: String,
    day: usize,
    story: usize,
    outlet: &'static str,
    mended: usize,
}

impl Piece {
    /// Its text in the folder. Every story has its own place, thing and cause, every article a
    /// sentence of its own.
    fn text(&self) -> String {
        let Self { number, day, story, outlet, mended, .. } = *self;
        let place =
            format!("{}{}", PLACES[story % 9], ["", "ford", "by", "stead", "wick"][story / 9 % 5]);
        let (thing, cause) = (THINGS[story % 11], CAUSES[story % 7]);
        let mut text = format!(
            "---\ntitle: {place} {thing} shut by {cause}, report {number}\ndate: 2026-03-{day:02}\n"
        );
        // Writing to a string cannot fail.
        if !outlet.is_empty() {
            let _ = writeln!(text, "source: {outlet}");
        }
        if number.is_multiple_of(3) && !outlet.is_empty() {
            let _ = writeln!(text, "link: https://outlet.example/{number}");
        }
        let _ = write!(
            text,
            "---\nThe {thing} of {place} was closed after a {cause} damaged its northern wing, the mayor of {place} said.\n\n\
             Engineers of the {thing} found {} cracks after the {cause} in {place}.\n\n\
             Reporter {number} of the {place} office counted {} people who were waiting at the {thing}.\n\n\
             The council of {place} will meet about the {thing} and the {cause} in week {}.\n",
            story % 40 + 3,
            number * 7 + mended,
            story % 9 + 20,
        );
        text
    }
}

/// The folder, and what is published of it.
struct Site {
    root: tempfile::TempDir,
    pieces: Vec<Piece>,
    born: usize,
    dice: Dice,
}

impl Site {
    fn new(history: bool) -> Self {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join("site.toml"), SITE).expect("a new file");
        if history {
            fs::write(root.path().join("history.json"), "{}").expect("a new file");
        }
        Self { root, pieces: Vec::new(), born: 0, dice: Dice(0x9E37_79B9_7F4A_7C15) }
    }

    fn add(&mut self, day: usize, story: usize) {
        self.born += 1;
        let outlet = OUTLETS[self.dice.roll(OUTLETS.len())];
        let path = format!("2026-03-{day:02}/{:03}.md", self.born);
        self.pieces.push(Piece { number: self.born, path, day, story, outlet, mended: 0 });
    }

    /// Twenty articles of a day's new stories and of those of the days before; then the odd jobs.
    fn morning(&mut self, day: usize) {
        for at in 0..20 {
            // Seven new stories a day, and two of yesterday's that go on.
            let story = if at < 3 { day.saturating_sub(1) * 7 + at % 2 } else { day * 7 + at % 7 };
            self.add(day, story);
        }
        let any = self.dice.roll(self.pieces.len());
        self.pieces[any].mended += 1;
        let any = self.dice.roll(self.pieces.len());
        let moved = self.pieces[any].path.replace('/', "-");
        self.pieces[any].path = format!("moved/{moved}");
        let any = self.dice.roll(self.pieces.len());
        let (day, story) = (self.pieces[any].day, self.pieces[any].story);
        self.add(day.saturating_sub(1).max(1), story);
        let any = self.dice.roll(self.pieces.len());
        self.pieces.remove(any);
    }

    fn build(&self) -> Tree {
        let content = self.root.path().join("content");
        if content.exists() {
            fs::remove_dir_all(&content).expect("the old articles go");
        }
        let files = self.pieces.iter().map(|piece| (piece.path.clone(), piece.text().into_bytes()));
        program::write(&content, &files.collect::<Tree>());
        self.again()
    }

    fn again(&self) -> Tree {
        let output = self.root.path().join("public");
        run(program::build_command(self.root.path(), &output).arg("--strict"));
        program::tree(&output)
    }

    fn history(&self) -> String {
        fs::read_to_string(self.root.path().join("history.json")).unwrap_or_default()
    }

    fn there(&self) -> BTreeSet<usize> {
        self.pieces.iter().map(|piece| piece.number).collect()
    }
}

fn is_address(path: &str) -> bool {
    !path.starts_with("assets/")
}

/// The articles that a page names: on an outlet's page its own, and not those that events are
/// called after.
fn reports(path: &str, bytes: &[u8]) -> BTreeSet<usize> {
    let text = String::from_utf8_lossy(bytes);
    let own = |line: &&str| !path.starts_with("sources/") || line.starts_with("<h3");
    let text = text.lines().filter(own).collect::<Vec<_>>().join("\n");
    let after = text.split(", report ").skip(1);
    let number =
        |rest: &str| rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok();
    after.filter_map(number).collect()
}

/// Where a small page leads on to.
fn leads_to(path: &str, bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let link = text
        .split_once("http-equiv=\"refresh\" content=\"0; url=")?
        .1
        .split('"')
        .next()?
        .to_owned();
    let folder = Path::new(path).parent().expect("a folder");
    let mut parts: Vec<&str> = folder.iter().map(|part| part.to_str().expect("a name")).collect();
    for part in link.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    Some(parts.join("/"))
}

/// By entry of the feed its id, by its address.
fn feed(site: &Tree) -> BTreeMap<String, String> {
    let text = String::from_utf8_lossy(&site["atom.xml"]).into_owned();
    let between = |entry: &str, from: &str, to: &str| -> String {
        let rest = entry.split_once(from).map_or("", |(_, rest)| rest);
        rest.split(to).next().unwrap_or_default().to_owned()
    };
    let entries = text.split("<entry").skip(1);
    let id = |entry: &str| {
        (between(entry, "type=\"text/html\" href=\"", "\""), between(entry, "<id>", "</id>"))
    };
    entries.map(id).collect()
}

/// What became of a fortnight's addresses.
#[derive(Debug, Default, PartialEq)]
struct Fate {
    published: usize,
    dead: Vec<String>,
    changed_ids: Vec<String>,
    led_on: usize,
}

fn fortnight(history: bool) -> Fate {
    let mut site = Site::new(history);
    let mut published: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let mut fate = Fate::default();
    for day in 1..=14 {
        site.morning(day);
        let tree = site.build();
        if history {
            let written = site.history();
            let difference = difference(&tree, &site.again());
            assert!(difference.is_empty(), "day {day}, built twice:\n{difference}");
            assert_eq!(site.history(), written, "day {day}");
        }
        for (path, bytes) in tree.iter().filter(|(path, _)| is_address(path)) {
            let Some(target) = leads_to(path, bytes) else {
                published.insert(path.clone(), reports(path, bytes));
                continue;
            };
            let there = &tree[&target];
            assert!(leads_to(&target, there).is_none(), "{path} leads on to what leads on");
            // A long list of sources has a page of its own.
            let list = target.replace(".html", "/2.html");
            let mut told = reports(&target, there);
            told.extend(tree.get(&list).into_iter().flat_map(|bytes| reports(&list, bytes)));
            let known = published
                .get(path)
                .is_none_or(|known| known.is_empty() || !known.is_disjoint(&told));
            assert!(known || !target.starts_with("events/"), "{path} leads to another story");
        }
        for (link, id) in feed(&tree) {
            let known = ids.entry(link.clone()).or_insert_with(|| id.clone());
            if *known != id {
                fate.changed_ids.push(link);
            }
        }
        if day == 14 {
            let left = site.there();
            let is_dead = |(path, reports): &(&String, &BTreeSet<usize>)| {
                // Without a history nothing knows of a page all of whose articles were removed.
                let could_know = history || reports.is_empty() || !reports.is_disjoint(&left);
                !tree.contains_key(*path) && could_know
            };
            fate.dead = published.iter().filter(is_dead).map(|(path, _)| path.clone()).collect();
            fate.led_on =
                tree.iter().filter(|(path, bytes)| leads_to(path, bytes).is_some()).count();
        }
    }
    fate.published = published.len();
    fate
}

#[test]
fn no_address_of_a_fortnight_dies() {
    let fate = fortnight(true);
    assert!(fate.published > 250, "{fate:?}");
    assert_eq!((fate.dead.as_slice(), fate.changed_ids.as_slice()), (&[][..], &[][..]), "{fate:?}");
}

#[test]
fn without_a_history_only_what_is_named_after_a_place_dies() {
    let fate = fortnight(false);
    // Fourteen files were moved, fourteen earlier articles came late: each may name its event anew.
    assert!(fate.dead.len() < fate.published / 8, "{fate:?}");
}
