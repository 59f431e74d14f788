//! Twenty invented events of seven stories, with what each article comes from.

use q7x2_sdk::Briefing;

use crate::site::{Article, article, briefing, story};

/// What an article of an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What the agency sent, by the agency.
    Wire,
    /// The same in a paper.
    Print,
    /// Its first half in a paper.
    Cut,
    /// A paper's rewrite of it.
    Rewrite,
    /// The same, signed by the agency.
    Signed,
    /// What another house found out.
    Own,
    /// Another desk of that house, which rewrites the wire.
    Desk,
    /// Wire and own report on one page, dated before both.
    Gather,
}

use Kind::{Cut, Desk, Gather, Own, Print, Rewrite, Signed, Wire};

const EVENTS: [(&str, &[Kind]); 20] = [
    ("dam", &[Wire, Own]),
    ("dam", &[Wire, Print, Own]),
    ("dam", &[Print, Cut, Own]),
    ("dam", &[Wire, Rewrite, Own]),
    ("mine", &[Wire, Rewrite, Own]),
    ("mine", &[Print, Cut, Own]),
    ("mine", &[Gather, Wire, Own]),
    ("museum", &[Wire, Rewrite, Own]),
    ("museum", &[Gather, Print, Cut, Own]),
    ("museum", &[Own, Desk, Print]),
    ("strike", &[Wire, Rewrite, Own]),
    ("strike", &[Cut, Rewrite, Own, Print]),
    ("strike", &[Own, Gather, Wire]),
    ("virus", &[Wire, Rewrite, Own]),
    ("virus", &[Wire, Signed, Own]),
    ("vote", &[Wire, Rewrite, Own]),
    ("vote", &[Gather, Wire, Print, Own]),
    ("vote", &[Own, Desk, Cut, Wire]),
    ("bridge", &[Wire, Rewrite, Own]),
    ("bridge", &[Print, Cut, Signed, Wire, Own]),
];

/// An article of its kind; outlets are named by kind, so that no name tells.
fn made(name: &str, kind: Kind) -> Article {
    let wire = || story(name, "wire");
    let half = || {
        let wire = wire();
        let kept: Vec<&str> = wire.split("\n\n").collect();
        kept[..kept.len().div_ceil(2)].join("\n\n")
    };
    match kind {
        Wire => article("Reuters", "2026-02-03T08:00:00Z", wire()),
        Print => article("Coast Courier", "2026-02-03T09:00:00Z", wire()),
        Cut => article("Fell Journal", "2026-02-03T10:00:00Z", half()),
        Rewrite => article("Daily Lantern", "2026-02-03T11:00:00Z", story(name, "rewrite")),
        Signed => {
            let text = format!("HOLM (Reuters) - {}", story(name, "rewrite"));
            article("Daily Lantern", "2026-02-03T11:00:00Z", text)
        }
        Own => article("Valley Post", "2026-02-03T12:00:00Z", story(name, "own")),
        Desk => article("VALLEY POST.", "2026-02-03T13:00:00Z", story(name, "rewrite")),
        Gather => {
            let text = format!("{}\n\n{}", wire(), story(name, "own"));
            article("All The News", "2026-02-02T06:00:00Z", text)
        }
    }
}

/// What two articles of one event have to do with one another.
fn relation(one: Kind, other: Kind) -> Option<&'static str> {
    let of_wire = |kind: Kind| matches!(kind, Wire | Print | Cut);
    match (one, other) {
        (Gather, _) | (_, Gather) => None,
        (Own, Desk) | (Desk, Own) => Some("two desks of one house"),
        (Desk, _) | (_, Desk) => None,
        (Own, _) | (_, Own) => Some("independent"),
        (Signed, _) | (_, Signed) => Some("rewrite, signed"),
        (Rewrite, _) | (_, Rewrite) => Some("rewrite"),
        (one, other) if of_wire(one) && of_wire(other) => Some("wire, whole or cut"),
        _ => None,
    }
}

/// Pairs of one relation, and how many of them the program takes for one origin.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) relation: &'static str,
    pub(crate) pairs: usize,
    pub(crate) joined: usize,
}

/// The table of all events.
pub(crate) fn table() -> Vec<Count> {
    let mut counts: Vec<Count> = Vec::new();
    let mut add = |relation, joined| {
        let at = counts.iter().position(|count| count.relation == relation);
        let at = at.unwrap_or_else(|| {
            counts.push(Count { relation, ..Count::default() });
            counts.len() - 1
        });
        counts[at].pairs += 1;
        counts[at].joined += usize::from(joined);
    };
    for (name, kinds) in EVENTS {
        let articles: Vec<Article> = kinds.iter().map(|&kind| made(name, kind)).collect();
        let found = briefing(&articles, "");
        for (at, &one) in kinds.iter().enumerate() {
            for &other in &kinds[at + 1..] {
                let joined = origin(&found, one) == origin(&found, other);
                if let Some(relation) = relation(one, other) {
                    add(relation, joined);
                }
            }
            if one == Gather {
                let others = kinds.iter().filter(|&&kind| kind != Gather);
                add(
                    "aggregator",
                    others.into_iter().any(|&kind| origin(&found, kind) == origin(&found, one)),
                );
            }
        }
    }
    counts.sort_by_key(|count| count.relation);
    counts
}

/// The origin of the article of a kind.
fn origin(found: &Briefing, kind: Kind) -> Option<usize> {
    let title = match kind {
        Wire => "Reuters",
        Print => "Coast Courier",
        Cut => "Fell Journal",
        Rewrite | Signed => "Daily Lantern",
        Own | Desk => "Valley Post",
        Gather => "All The News",
    };
    let time = if kind == Desk { "13:00" } else { "" };
    let of_kind = |source: &&q7x2_sdk::Source| {
        let published = source.published.map(|published| published.to_string()).unwrap_or_default();
        source.outlet.eq_ignore_ascii_case(title)
            && published.contains(time)
            && (kind != Own || !published.contains("13:00"))
    };
    found.sources.iter().find(of_kind).map(|source| source.origin)
}
