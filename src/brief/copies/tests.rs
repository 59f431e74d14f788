use proptest::prelude::*;
use q7x2_sdk::Sentence;

use super::text::runs;
use super::*;

fn article(id: &str, text: &str) -> Article {
    let sentence = Sentence { text: text.to_owned(), ..Sentence::default() };
    Article {
        id: id.to_owned(),
        content: text.to_owned(),
        sentences: vec![sentence],
        ..Article::default()
    }
}

const WIRE: &str = "The harbour bridge at Dunmore reopened to traffic on Monday after nine months of repairs that cost the town four million crowns, the mayor said at the ceremony.";

#[test]
fn wire_copy_is_found_and_chains_are_not_made() {
    let longer = format!(
        "{WIRE} Residents of the old quarter had waited for hours in the rain to be the first to cross."
    );
    let all = [
        article("a", WIRE),
        article("b", &longer),
        article("c", &longer),
        article("d", "Another text altogether."),
    ];
    let found = copies(&all);
    let pairs: Vec<(&str, &str, CopyMeasure)> =
        found.iter().map(|copy| (copy.article.as_str(), copy.of.as_str(), copy.measure)).collect();
    assert_eq!(pairs, [("b", "a", CopyMeasure::Wire), ("c", "a", CopyMeasure::Wire)]);
}

/// The copies of some texts, as (copy, original, percent), by their places.
fn found(texts: &[String]) -> Vec<(usize, usize, u8)> {
    let articles: Vec<Article> =
        texts.iter().enumerate().map(|(at, text)| article(&at.to_string(), text)).collect();
    let place = |id: &str| id.parse::<usize>().unwrap();
    copies(&articles)
        .iter()
        .map(|copy| (place(&copy.article), place(&copy.of), copy.percent))
        .collect()
}

/// So many words of the wire, then others up to its 28.
fn begins_with(words: usize) -> String {
    let own = (words..28).map(|at| format!("other{at}"));
    WIRE.split(' ').take(words).map(str::to_owned).chain(own).collect::<Vec<_>>().join(" ")
}

#[test]
fn three_runs_of_five_make_a_copy() {
    let check = |words: usize, expected: &[(usize, usize, u8)]| {
        assert_eq!(found(&[WIRE.to_owned(), begins_with(words)]), expected, "{words} words");
    };
    check(28, &[(1, 0, 100)]);
    check(24, &[(1, 0, 80)]);
    check(20, &[(1, 0, 61)]);
    check(19, &[]);
}

#[test]
fn a_copy_of_a_copy_is_an_original() {
    let copy = begins_with(22);
    let again =
        format!("{} and four more words", copy.split(' ').skip(4).collect::<Vec<_>>().join(" "));
    assert_eq!(found(&[copy.clone(), again.clone()]), [(1, 0, 80)]);
    assert_eq!(found(&[WIRE.to_owned(), copy, again]), [(1, 0, 71)]);
}

/// Articles of one outlet, so that none of them gathers the others.
fn of_one_outlet(texts: &[String]) -> Vec<Article> {
    let own = |(at, text): (usize, &String)| Article {
        publisher: Some("Post".to_owned()),
        ..article(&at.to_string(), text)
    };
    texts.iter().enumerate().map(own).collect()
}

/// What comparing all pairs finds, as copy, original and percent.
fn of_all_pairs(texts: &[String]) -> BTreeSet<(usize, usize, usize)> {
    let runs: Vec<Vec<u64>> = of_one_outlet(texts).iter().map(runs).collect();
    let percent = |a: usize, b: usize| {
        let shared = runs[a].iter().filter(|run| runs[b].contains(run)).count();
        shared * 100 / runs[a].len().min(runs[b].len()).max(1)
    };
    let mut copies: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for later in 0..texts.len() {
        let originals = (0..later).filter(|&at| !copies.iter().any(|(copy, ..)| *copy == at));
        let same = |at: usize| texts[at] == texts[later] && !texts[at].is_empty();
        let alike = originals.map(|at| (if same(at) { 100 } else { percent(at, later) }, at));
        let found: Vec<(usize, usize)> = alike.filter(|(percent, _)| *percent >= 60).collect();
        let held = found.iter().filter(|(_, at)| runs[*at].len() < runs[later].len());
        let held: Vec<(usize, usize)> = held.copied().collect();
        let best = found.iter().max_by_key(|(percent, at)| (*percent, Reverse(*at))).copied();
        let kept = if held.len() > 1 { held } else { best.into_iter().collect() };
        copies.extend(kept.into_iter().map(|(percent, at)| (later, at, percent)));
    }
    copies
}

proptest! {
    #[test]
    fn nothing_is_missed(texts in prop::collection::vec(prop::collection::vec(0..12_usize, 0..9), 0..14)) {
        let part = |at: &usize| (0..5).map(|word| format!("w{at}x{word}")).collect::<Vec<_>>().join(" ");
        let texts: Vec<String> =
            texts.iter().map(|parts| parts.iter().map(part).collect::<Vec<_>>().join(" ")).collect();
        // In the articles' own order; what is put behind all others is compared once more.
        let articles = of_one_outlet(&texts);
        let desk = Desk { articles: &articles, texts: super::texts(&articles) };
        let found: BTreeSet<(usize, usize, usize)> = desk
            .links(&BTreeSet::new())
            .iter()
            .map(|link| (link.copy, link.of, usize::from(link.percent)))
            .collect();
        prop_assert_eq!(found, of_all_pairs(&texts));
    }
}

#[test]
fn twice_the_articles_take_twice_the_work() {
    let part = |from: usize, to: usize| {
        (from..to).map(|at| format!("w{at}")).collect::<Vec<_>>().join(" ")
    };
    let own = |at: usize, words: usize| part(1000 + at * 100, 1000 + at * 100 + words);
    let check = |kind: &str, text: &dyn Fn(usize) -> String| {
        let steps = |count: usize| {
            let all: Vec<Article> =
                (0..count).map(|at| article(&at.to_string(), &text(at))).collect();
            work::counted(|| copies(&all)).1
        };
        let (once, twice) = (steps(1_000), steps(2_000));
        assert!(10 * twice <= 23 * once + 10_000, "{kind}: {once} steps, then {twice}");
    };
    check("identical", &|_| part(0, 60));
    check("near-identical", &|at| {
        format!("{} {} {}", part(0, at % 40), own(at, 5), part(at % 40, 60))
    });
    check("half alike", &|at| format!("{} {}", part(0, 40), own(at, 45)));
    check("chains", &|at| part(10 * at, 10 * at + 60));
    check("one holds all", &|at| {
        if at == 0 { part(0, 8_000) } else { part(at * 2, at * 2 + 60) }
    });
    check("mixed of a hundred pieces", &|at| {
        (0..6)
            .map(|place| {
                part(
                    9 * ((at * (place + 3) + place) % 100),
                    9 * ((at * (place + 3) + place) % 100) + 9,
                )
            })
            .collect::<Vec<_>>()
            .join(" ")
    });
}

#[test]
fn the_same_text_and_the_same_address_are_copies() {
    let at = |id: &str, text: &str| Article {
        url: Some("https://example.org/1".to_owned()),
        ..article(id, text)
    };
    let check = |articles: &[Article], expected: &[CopyMeasure]| {
        let found: Vec<CopyMeasure> = copies(articles).iter().map(|copy| copy.measure).collect();
        assert_eq!(found, expected);
    };
    check(&[article("a", "Short."), article("b", "Short.")], &[CopyMeasure::Text]);
    let (first, again) = (at("c", "Something else."), at("d", "Something else, updated."));
    check(&[first.clone(), again], &[CopyMeasure::Url]);
    check(&[at("a", WIRE), at("b", &begins_with(14))], &[CopyMeasure::Url]);
    // An address that somebody else's article claims makes no copy of it.
    check(&[at("a", WIRE), at("b", &begins_with(8))], &[]);
    check(&[at("a", "Buy pearls now."), at("b", WIRE)], &[]);
    check(&[at("a", "Buy pearls now."), first], &[]);
}

/// An article of an outlet of its own.
fn of(id: &str, texts: &[&str]) -> Article {
    Article { publisher: Some(id.to_owned()), ..article(id, &texts.join(" ")) }
}

/// Copies as "copy of original".
fn shown(articles: &[Article]) -> Vec<String> {
    copies(articles).iter().map(|copy| format!("{} of {}", copy.article, copy.of)).collect()
}

const FERRY: &str = "A ferry ran aground below the lighthouse of Tarn before dawn, and its forty passengers were taken off by fishing boats, the coast guard of Holm said in a note.";
const VOTE: &str = "The council of Lind voted on Friday to close the open air pool for good, because nobody had found the six million crowns that a new roof would have cost the town.";

#[test]
fn who_gathers_articles_is_a_copy_of_each_whatever_its_date() {
    let honest = || [of("wire", &[WIRE]), of("ferry", &[FERRY]), of("vote", &[VOTE])];
    let gathered = ["all of wire", "all of ferry", "all of vote"];
    let sorted = |mut found: Vec<String>| {
        found.sort();
        found
    };
    let mut expected = gathered.map(str::to_owned).to_vec();
    expected.sort();
    let all = of("all", &[WIRE, FERRY, VOTE]);
    let [a, b, c] = honest();
    for articles in [
        [all.clone(), a.clone(), b.clone(), c.clone()],
        [a.clone(), all.clone(), b.clone(), c.clone()],
        [a.clone(), b.clone(), c.clone(), all.clone()],
    ] {
        assert_eq!(sorted(shown(&articles)), expected);
    }
    // One inside another is no original either, nor one with much else to say.
    let two = of("two", &[FERRY, VOTE]);
    let much = of("much", &[WIRE, FERRY, &"and so on ".repeat(60), VOTE]);
    let found = shown(&[all, much, two, a, b, c]);
    assert!(found.iter().all(|one| !one.ends_with("of all") && !one.ends_with("of two")));
    assert!(found.iter().all(|one| !one.ends_with("of much")), "{found:?}");
    for gatherer in ["all", "two", "much"] {
        assert!(found.iter().filter(|one| one.starts_with(gatherer)).count() > 1, "{found:?}");
    }
}

#[test]
fn a_wire_that_is_cut_twice_gathers_nothing() {
    let wire = of("wire", &[WIRE, FERRY, VOTE]);
    let (short, long) = (of("short", &[WIRE]), of("long", &[WIRE, FERRY]));
    let expected = ["short of wire", "long of wire"].map(str::to_owned);
    let found = shown(&[wire.clone(), short.clone(), long.clone()]);
    assert_eq!(found, expected);
    // Cut by one outlet alone, in however many pieces, it is still the original.
    let pieces =
        [WIRE, FERRY].map(|text| Article { id: text[..3].to_owned(), ..of("piece", &[text]) });
    let [one, other] = pieces;
    assert_eq!(shown(&[wire, one, other]).len(), 2);
}

#[test]
fn a_copy_is_of_the_original_that_holds_most_of_it() {
    let half = WIRE.split_once(" after ").unwrap().0;
    let check = |texts: &[&str], expected: &[(&str, &str, u8)]| {
        let articles: Vec<Article> =
            texts.iter().enumerate().map(|(at, text)| article(&at.to_string(), text)).collect();
        let found = copies(&articles);
        let shown: Vec<(&str, &str, u8)> = found
            .iter()
            .map(|copy| (copy.article.as_str(), copy.of.as_str(), copy.percent))
            .collect();
        assert_eq!(shown, expected);
    };
    check(&[WIRE, WIRE], &[("1", "0", 100)]);
    check(&["Short.", "Short."], &[("1", "0", 100)]);
    check(&[WIRE, half], &[("1", "0", 100)]);
    check(&[half, WIRE], &[("1", "0", 100)]);
    let rest = "A ferry crossed the sound without a passenger for the first time in the memory of its crew.";
    check(&[&format!("{half}. {rest}"), WIRE], &[]);
    check(&["", ""], &[]);
    check(&[], &[]);
}
