//! Joining: what two branches know of one event, where git kept a line of each.

use std::cmp::Reverse;

use super::entry::{Edition, Entry};

impl Entry {
    /// What both lines of one event tell. Nothing of either is lost; which stands first changes an
    /// address at most where one was edited by hand.
    pub(super) fn joined(mut self, other: Self) -> Self {
        self.former.extend(other.former);
        self.former.insert(other.slug);
        self.former.remove(&self.slug);
        for known in other.articles {
            match self.articles.iter_mut().find(|one| one.place() == known.place()) {
                Some(one) => {
                    one.corrected.extend(known.corrected);
                    one.corrected.sort_unstable();
                    one.corrected.dedup();
                }
                None => self.articles.push(known),
            }
        }
        self.days.extend(other.days);
        let editions = [self.now, self.before, other.now, other.before];
        let mut editions = newest(editions.into_iter().flatten().collect()).into_iter();
        (self.now, self.before) = (editions.next(), editions.next());
        self.to = self.to.or(other.to);
        self.from = self.from.or(other.from);
        for (statement, day) in other.edited {
            let seen = self.edited.entry(statement).or_insert(day);
            *seen = day.min(*seen);
        }
        self
    }
}

/// The editions, newest first, one a day.
fn newest(mut editions: Vec<Edition>) -> Vec<Edition> {
    editions.sort_by_key(|edition| Reverse(edition.day));
    let mut days: Vec<Edition> = Vec::new();
    for edition in editions {
        match days.last_mut().filter(|last| last.day == edition.day) {
            Some(last) => last.statements.extend(edition.statements),
            None => days.push(edition),
        }
    }
    days
}
