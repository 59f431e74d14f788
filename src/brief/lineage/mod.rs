//! Lineage: articles of one event that are not one text and still have one origin, because they
//! have in common what nobody writes twice. What a rewrite keeps of its model is little, so most
//! are not found: how many origins there are is said as "at most". What is joined here must be one.

mod credit;
mod misspelling;
mod quotations;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::{Copy, Event, Lineage, Sign};

/// What two articles have in common, by the later one's place and the earlier one's.
type Signs = BTreeMap<(usize, usize), (Sign, String)>;

/// Which articles have one origin with an earlier one, though neither copies the other. Copies have
/// the lineage of their original.
pub(super) fn lineages(event: &Event, copies: &[Copy]) -> Vec<Lineage> {
    let copied: BTreeSet<&str> = copies.iter().map(|copy| copy.article.as_str()).collect();
    let articles = event.articles();
    let originals: Vec<usize> =
        (0..articles.len()).filter(|&at| !copied.contains(articles[at].id.as_str())).collect();
    let mut families = Families::default();
    for (agency, members) in credit::signed(articles, &originals) {
        families.add_signed(&members, &agency, event);
    }
    let signs = signs(event, &originals);
    for &at in &originals {
        families.add(at, &signs, event);
    }
    families.found.sort_by_key(|(at, of, _)| (*at, *of));
    families.found.into_iter().map(|(.., lineage)| lineage).collect()
}

/// What pairs of articles of two outlets have in common; of several signs the first.
fn signs(event: &Event, originals: &[usize]) -> Signs {
    let found = [
        (Sign::Wording, wording::shared(event, originals)),
        (Sign::Quotations, quotations::shared(event, originals)),
        (Sign::Names, misspelling::shared(event, originals)),
    ];
    let mut signs = Signs::new();
    let outlet = |at: usize| event.articles()[at].outlet();
    for (sign, pairs) in found {
        for ((one, other), shows) in pairs {
            if outlet(one) != outlet(other) {
                signs.entry((other, one)).or_insert((sign, shows));
            }
        }
    }
    signs
}

/// The articles before one with which it has a sign in common.
fn neighbours(at: usize, signs: &Signs) -> impl Iterator<Item = usize> {
    signs.range((at, 0)..(at + 1, 0)).map(|((_, earlier), _)| *earlier)
}

/// Articles that have one origin.
#[derive(Default)]
struct Families {
    /// By article its family.
    of: BTreeMap<usize, usize>,
    members: Vec<Vec<usize>>,
    found: Vec<(usize, usize, Lineage)>,
}

impl Families {
    /// Articles that one agency signs.
    fn add_signed(&mut self, members: &[usize], agency: &str, event: &Event) {
        let [first, rest @ ..] = members else { return };
        let family = self.members.len();
        self.members.push(members.to_vec());
        self.of.extend(members.iter().map(|&at| (at, family)));
        for &at in rest {
            self.tell((at, *first), Sign::Credit, agency, event);
        }
    }

    /// Adds an article to the family with all of which it has a sign in common, else to one of its
    /// own. One that has signs in common with two others that have none is no bridge between them:
    /// anybody can write it.
    fn add(&mut self, at: usize, signs: &Signs, event: &Event) {
        if self.of.contains_key(&at) {
            return;
        }
        let sign = |other: usize| signs.get(&(at.max(other), at.min(other)));
        let near: BTreeSet<usize> =
            neighbours(at, signs).filter_map(|other| self.of.get(&other)).copied().collect();
        let has_all = |family: &usize| self.members[*family].iter().all(|&one| sign(one).is_some());
        let found = near.into_iter().find(has_all);
        let family = found.unwrap_or(self.members.len());
        if family == self.members.len() {
            self.members.push(Vec::new());
        }
        if let Some(&first) = self.members[family].first()
            && let Some((sign, shows)) = sign(first)
        {
            self.tell((at, first), *sign, shows, event);
        }
        self.members[family].push(at);
        self.of.insert(at, family);
    }

    /// Keeps that an article has one origin with another, which is told only of two outlets.
    fn tell(&mut self, (at, of): (usize, usize), sign: Sign, shows: &str, event: &Event) {
        let articles = event.articles();
        if articles[at].outlet() == articles[of].outlet() {
            return;
        }
        let (article, first) = (articles[at].id.clone(), articles[of].id.clone());
        let lineage = Lineage { article, of: first, sign, shows: shows.to_owned() };
        self.found.push((at, of, lineage));
    }
}
