//! Events for the tests of this stage.

use q7x2_sdk::{Article, Event, Published, example};

/// An article of an outlet of its own: `a0` of `Outlet 0`, of Tuesday, 6 January 2026.
pub(super) fn article(at: usize, sentences: &[&str]) -> Article {
    Article {
        file: format!("{at}.txt"),
        publisher: Some(format!("Outlet {at}")),
        published: Published::parse("2026-01-06"),
        ..example::article(&format!("a{at}"), sentences)
    }
}

/// An event of such articles, with its copies, origins and facts.
pub(super) fn event(articles: &[&[&str]]) -> Event {
    let articles =
        articles.iter().enumerate().map(|(at, sentences)| article(at, sentences)).collect();
    told(articles)
}

/// The event that some articles tell of.
pub(super) fn told(articles: Vec<Article>) -> Event {
    super::read("e".to_owned(), "Title".to_owned(), articles)
}
