//! Laws: whatever is added, mended, moved, removed, merged and split, day after day, no address
//! dies or comes to mean something else, and nothing outside of an event changes with it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use q7x2_sdk::{
    Article, Briefing, Checked, Citation, Published, Section, SectionKind, Sentence, Source,
    Statement,
};

use super::{Given, History, Seen, read};

/// An article of a folder that people work on.
#[derive(Debug, Clone)]
struct Piece {
    /// Who it really is, which nothing in the folder says.
    birth: usize,
    path: String,
    text: String,
    day: i64,
    /// What it reports, as grouping would find it.
    event: usize,
}

/// What is done to the folder between two builds.
#[derive(Debug, Clone)]
enum Change {
    Add {
        event: usize,
        days_ago: i64,
    },
    Mend(usize),
    Move(usize),
    Remove(usize),
    /// Another story is put in the file of one.
    Replace(usize, usize),
    Merge(usize, usize),
    Split(usize),
    NextDay,
    Nothing,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (0..6_usize, 0..3_i64).prop_map(|(event, days_ago)| Change::Add { event, days_ago }),
        2 => (0..30_usize).prop_map(Change::Mend),
        2 => (0..30_usize).prop_map(Change::Move),
        2 => (0..30_usize).prop_map(Change::Remove),
        1 => (0..30_usize, 0..6_usize).prop_map(|(at, event)| Change::Replace(at, event)),
        1 => (0..6_usize, 0..6_usize).prop_map(|(a, b)| Change::Merge(a, b)),
        1 => (0..30_usize).prop_map(Change::Split),
        2 => Just(Change::NextDay),
        1 => Just(Change::Nothing),
    ]
}

/// The text of one story, which shares no word with another's.
fn story(birth: usize) -> String {
    let word =
        |at: usize| blake3::hash(format!("{birth} {at}").as_bytes()).to_hex()[..7].to_owned();
    (0..20).map(word).collect::<Vec<_>>().join(" ") + "."
}

#[derive(Debug, Default)]
struct Folder {
    pieces: Vec<Piece>,
    born: usize,
    events: usize,
    today: i64,
}

impl Folder {
    /// Does it, and gives the events that are touched.
    fn change(&mut self, change: &Change) -> BTreeSet<usize> {
        let place = |at: usize, pieces: &[Piece]| at.checked_rem(pieces.len());
        match change {
            Change::Add { event, days_ago } => {
                self.born += 1;
                let (birth, day) = (self.born, self.today - days_ago);
                let (path, text) = (format!("{birth}.md"), story(birth));
                self.pieces.push(Piece { birth, path, text, day, event: *event });
                return BTreeSet::from([*event]);
            }
            Change::Replace(at, event) => {
                let Some(at) = place(*at, &self.pieces) else { return BTreeSet::new() };
                self.born += 1;
                let piece = &mut self.pieces[at];
                let touched = BTreeSet::from([piece.event, *event]);
                (piece.birth, piece.text, piece.event) = (self.born, story(self.born), *event);
                return touched;
            }
            Change::Mend(at) | Change::Move(at) | Change::Remove(at) | Change::Split(at) => {
                let Some(at) = place(*at, &self.pieces) else { return BTreeSet::new() };
                let touched = self.pieces[at].event;
                let piece = &mut self.pieces[at];
                match change {
                    Change::Mend(_) => piece.text.push_str(" Mended."),
                    Change::Move(_) => piece.path = format!("moved/{}", piece.path),
                    Change::Split(_) => {
                        self.events += 1;
                        piece.event = 100 + self.events;
                        return BTreeSet::from([touched, piece.event]);
                    }
                    _ => drop(self.pieces.remove(at)),
                }
                return BTreeSet::from([touched]);
            }
            Change::Merge(a, b) => {
                for piece in self.pieces.iter_mut().filter(|piece| piece.event == *b) {
                    piece.event = *a;
                }
                return BTreeSet::from([*a, *b]);
            }
            Change::NextDay => self.today += 1,
            Change::Nothing => {}
        }
        BTreeSet::new()
    }

    fn day(&self, number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + TimeDelta::days(number)
    }

    fn article(&self, piece: &Piece) -> Article {
        let hash = |text: &str| blake3::hash(text.as_bytes()).to_hex().to_string();
        Article {
            id: hash(&format!("{}{}", piece.path, piece.text))[..16].to_owned(),
            identity: hash(&piece.path)[..16].to_owned(),
            content: hash(&piece.text),
            file: piece.path.clone(),
            published: Some(Published::Day(self.day(piece.day))),
            sentences: vec![Sentence { text: piece.text.clone(), ..Sentence::default() }],
            ..Article::default()
        }
    }
}

/// What one build published.
#[derive(Debug, Clone, PartialEq, Default)]
struct Site {
    /// By event of the folder what it is called.
    called: BTreeMap<usize, (String, String)>,
    /// By address the articles, by birth, that stand there or where it leads to.
    addresses: BTreeMap<String, BTreeSet<usize>>,
    /// Those of them that are pages.
    pages: BTreeSet<String>,
    /// Addresses of which is said that what stood there is gone.
    gone: BTreeSet<String>,
    /// What is new, by address.
    news: BTreeMap<String, Vec<String>>,
    text: String,
}

fn briefing(given: &Given, articles: Vec<Article>) -> Briefing {
    let statement = |article: &Article| Checked {
        id: article.content[..10].to_owned(),
        statement: Statement::new(
            &article.sentences[0].text,
            vec![Citation::new(article.id.clone(), 0)],
        ),
        ..Checked::default()
    };
    let source = |article: &Article| Source { article: article.id.clone(), ..Source::default() };
    let days: BTreeSet<NaiveDate> =
        articles.iter().filter_map(|article| Some(article.published?.local_day())).collect();
    Briefing {
        event: given.id.clone(),
        slug: given.slug.clone(),
        day: days.last().copied(),
        days,
        sections: vec![Section {
            kind: SectionKind::Summary,
            statements: articles.iter().map(statement).collect(),
            ..Section::default()
        }],
        sources: articles.iter().map(source).collect(),
        articles,
        ..Briefing::default()
    }
}

/// A build of the folder, in the order in which the events come.
fn build(folder: &Folder, history: &mut History) -> Site {
    let mut events: BTreeMap<usize, Vec<&Piece>> = BTreeMap::new();
    folder.pieces.iter().for_each(|piece| events.entry(piece.event).or_default().push(piece));
    let mut names = Vec::new();
    for (event, pieces) in &mut events {
        pieces.sort_by_key(|piece| (piece.day, piece.path.clone()));
        let articles: Vec<Article> = pieces.iter().map(|piece| folder.article(piece)).collect();
        let id = articles[0].identity.clone();
        names.push((*event, id.clone(), format!("about-{event}-{}", &id[..6]), articles));
    }
    names.sort_by(|a, b| a.1.cmp(&b.1));
    let seen: Vec<Seen<'_>> = names
        .iter()
        .map(|(_, id, slug, articles)| Seen { id, slug, articles: articles.iter().collect() })
        .collect();
    let today = folder.pieces.iter().map(|piece| folder.day(piece.day)).max();
    let given = history.enter(&seen, today);
    let mut site = Site::default();
    let mut births = BTreeMap::new();
    for ((event, _, _, articles), given) in names.iter().zip(&given) {
        let mut briefing = briefing(given, articles.clone());
        history.publish(&mut briefing, today);
        site.called.insert(*event, (given.id.clone(), given.slug.clone()));
        let of: BTreeSet<usize> = events[event].iter().map(|piece| piece.birth).collect();
        assert!(site.pages.insert(given.slug.clone()), "one page an address");
        site.addresses.insert(given.slug.clone(), of.clone());
        assert!(births.insert(given.id.clone(), of).is_none(), "one event an id");
        site.news.extend(briefing.since.map(|since| (given.slug.clone(), since.statements)));
    }
    let live: BTreeSet<&str> = births.keys().map(String::as_str).collect();
    for moved in history.moved(&live) {
        let to = births[&moved.event].clone();
        assert!(site.addresses.insert(moved.slug, to).is_none(), "a page is not led away from");
    }
    site.gone = history.gone(&live).into_keys().collect();
    site.text = history.print();
    site
}

/// No address that was published leads nowhere or elsewhere as long as an article is there of those
/// that stood on it last.
fn no_address_dies(published: &BTreeMap<String, BTreeSet<usize>>, folder: &Folder, site: &Site) {
    let there: BTreeSet<usize> = folder.pieces.iter().map(|piece| piece.birth).collect();
    for (slug, births) in published {
        let left: BTreeSet<usize> = births.intersection(&there).copied().collect();
        if left.is_empty() {
            assert!(!site.pages.contains(slug), "{slug} means something else");
            let is_told = site.gone.contains(slug) || site.addresses.contains_key(slug);
            assert!(is_told, "{slug} is dead, and nothing says so");
            continue;
        }
        let leads = site.addresses.get(slug);
        let leads = leads.unwrap_or_else(|| panic!("{slug} is dead, with {left:?} left"));
        assert!(!site.gone.contains(slug), "{slug} is said to be gone, with {left:?} left");
        assert!(!leads.is_disjoint(&left), "{slug} leads to {leads:?}, and {left:?} are left");
    }
}

fn check(changes: &[Change]) {
    let mut folder = Folder::default();
    let mut history = History::default();
    let mut published: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut before = Site::default();
    for change in changes {
        let touched = folder.change(change);
        let site = build(&folder, &mut history);
        no_address_dies(&published, &folder, &site);
        for (event, name) in before.called.iter().filter(|(event, _)| !touched.contains(event)) {
            assert_eq!(site.called.get(event), Some(name), "{change:?} is none of event {event}'s");
        }
        let read = read(&site.text).unwrap();
        assert_eq!(read, history);
        history = read;
        assert_eq!(build(&folder, &mut history), site, "building twice changes nothing");
        for slug in &site.pages {
            published.insert(slug.clone(), site.addresses[slug].clone());
        }
        before = site;
    }
}

proptest! {
    #[test]
    fn whatever_is_changed_addresses_live(changes in prop::collection::vec(change(), 1..40)) {
        check(&changes);
    }
}

fn add(event: usize) -> Change {
    Change::Add { event, days_ago: 0 }
}

#[test]
fn what_an_added_late_corrected_moved_or_removed_article_changes_is_healed() {
    let mut folder = Folder::default();
    let mut history = History::default();
    for change in [add(0), add(0), add(0), add(1), Change::NextDay] {
        folder.change(&change);
    }
    let names = build(&folder, &mut history).called;
    let late = Change::Add { event: 0, days_ago: 9 };
    for change in [late, Change::Mend(0), Change::Move(0), Change::Mend(0), Change::Remove(0)] {
        folder.change(&change);
        assert_eq!(build(&folder, &mut history).called, names, "{change:?}");
    }
}

#[test]
fn the_larger_part_keeps_the_page_and_links_the_other() {
    let mut folder = Folder::default();
    let mut history = History::default();
    for _ in 0..3 {
        folder.change(&add(0));
    }
    let whole = build(&folder, &mut history).called[&0].clone();
    folder.change(&Change::Split(0));
    for _ in 0..2 {
        let site = build(&folder, &mut history);
        assert_eq!(site.called[&0], whole);
        let part = site.called[&101].0.clone();
        let live = BTreeSet::from([whole.0.as_str(), part.as_str()]);
        assert_eq!(history.apart(&live), BTreeMap::from([(whole.0.clone(), vec![part.clone()])]));
    }
}

#[test]
fn merged_events_lead_to_one_and_gone_ones_keep_their_names() {
    let mut folder = Folder::default();
    let mut history = History::default();
    for change in [add(0), add(0), add(1)] {
        folder.change(&change);
    }
    let site = build(&folder, &mut history);
    folder.change(&Change::Merge(0, 1));
    let merged = build(&folder, &mut history);
    assert_eq!(merged.called[&0], site.called[&0]);
    let small = &site.called[&1].1;
    assert_eq!(merged.addresses[small], BTreeSet::from([1, 2, 3]));
    // The article itself goes: what was published still leads to the same page.
    folder.pieces.retain(|piece| piece.birth != 3);
    assert_eq!(build(&folder, &mut history).addresses[small], BTreeSet::from([1, 2]));
    folder.pieces.clear();
    let empty = build(&folder, &mut history);
    assert_eq!(empty.addresses, BTreeMap::new());
    assert!(empty.text.contains(small), "its address never means something else");
}

#[test]
fn new_is_what_the_edition_before_did_not_cite() {
    let mut folder = Folder::default();
    let mut history = History::default();
    folder.change(&add(0));
    assert!(build(&folder, &mut history).news.is_empty(), "no edition before: nothing is new");
    folder.change(&add(0));
    assert!(build(&folder, &mut history).news.is_empty(), "of the same day");
    folder.today = 2;
    folder.change(&add(0));
    let news = |site: &Site| site.news.values().map(Vec::len).collect::<Vec<_>>();
    for _ in 0..2 {
        assert_eq!(news(&build(&folder, &mut history)), [1]);
    }
    folder.change(&add(0));
    assert_eq!(news(&build(&folder, &mut history)), [2]);
    // The new ones go: the edition before is the newest again.
    folder.pieces.retain(|piece| piece.day == 0);
    assert!(build(&folder, &mut history).news.is_empty());
    // Long over: what comes then is no news of it.
    folder.today = 60;
    folder.change(&add(1));
    build(&folder, &mut history);
    assert!(!history.print().contains("before"));
}

#[test]
fn a_corrected_text_is_noticed_once_and_where_it_lies() {
    let mut folder = Folder::default();
    let mut history = History::default();
    folder.change(&add(0));
    folder.change(&add(0));
    build(&folder, &mut history);
    let corrected = |history: &History| -> Vec<usize> {
        let articles = history.events.values().flat_map(|entry| &entry.articles);
        articles.map(|known| known.corrected.len()).collect()
    };
    folder.change(&Change::Mend(0));
    for _ in 0..2 {
        build(&folder, &mut history);
        assert_eq!(corrected(&history).iter().sum::<usize>(), 1);
    }
    folder.change(&Change::Move(0));
    build(&folder, &mut history);
    assert_eq!(corrected(&history).iter().sum::<usize>(), 1);
}

#[test]
fn records_without_ids_are_told_by_their_texts_alone() {
    let mut folder = Folder::default();
    let mut history = History::default();
    for event in 0..4 {
        folder.change(&add(event));
    }
    folder.pieces.iter_mut().for_each(|piece| piece.path = "all.jsonl".to_owned());
    let called = |folder: &Folder, history: &mut History| {
        let articles: Vec<Article> = folder
            .pieces
            .iter()
            .map(|piece| Article {
                identity: format!("{:016x}", piece.birth),
                ..folder.article(piece)
            })
            .collect();
        let seen: Vec<Seen<'_>> = articles
            .iter()
            .map(|article| Seen {
                id: &article.identity,
                slug: "a-000000",
                articles: vec![article],
            })
            .collect();
        history.enter(&seen, None).into_iter().map(|given| given.id).collect::<Vec<_>>()
    };
    let names = called(&folder, &mut history);
    folder.pieces.truncate(1);
    folder.pieces[0].text = "Something else.".to_owned();
    let given = history.clone().events;
    let other = called(&folder, &mut history);
    assert_eq!(given.len(), 4);
    // One line is left, with another text: it is nobody that was known.
    assert!(!names.contains(&other[0]), "{other:?}");
}
