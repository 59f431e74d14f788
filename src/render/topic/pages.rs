//! The pages of topics.

use q7x2_sdk::diagnostic::Diagnostic;
use tera::Value;

use super::{EVENTS_A_PAGE, Kind, Topic, Topics, places};
use crate::render::list::{Lists, Pager, render};
use crate::render::site::{Sink, Site};
use crate::render::value::{list, object, text};
use crate::render::view::EventView;

impl Topics {
    /// `tags/<slug>.html`, `names/<slug>.html` and their further pages. `order` has the events newest
    /// first.
    pub(in crate::render) fn pages(
        &self,
        site: &Site,
        events: &[EventView],
        order: &[usize],
        sink: Sink<'_>,
    ) -> Result<Lists, Vec<Diagnostic>> {
        let pages: Vec<(&Topic, usize)> = self
            .all
            .iter()
            .flat_map(|topic| (1..=topic.pages()).map(move |number| (topic, number)))
            .collect();
        let place = places(order);
        render(&pages, sink, |(topic, number)| {
            topic.page(site, events, &topic.sorted(&place), *number)
        })?;
        // One page too: a topic may go, and its address must lead somewhere.
        Ok(self.all.iter().map(|topic| (topic.path.clone(), topic.pages())).collect())
    }
}

impl Topic {
    fn page(
        &self,
        site: &Site,
        events: &[EventView],
        sorted: &[usize],
        number: usize,
    ) -> Result<(String, Vec<u8>), Diagnostic> {
        let first = format!("{}.html", self.path);
        let pager = Pager { first: &first, folder: &self.path, all: self.pages() };
        let path = pager.path(number);
        let mut context = site.context(&path, if number == 1 { "../" } else { "../../" });
        let share = sorted.chunks(EVENTS_A_PAGE).nth(number - 1).unwrap_or_default();
        let cards = share.iter().filter_map(|at| events.get(*at)).map(|event| event.card.clone());
        let is_tag = self.kind == Kind::Tag;
        let feed = if is_tag { text(&self.path) } else { Value::none() };
        let topic = object([
            ("kind", text(if is_tag { "tag" } else { "name" })),
            ("name", text(&self.name)),
            ("counted", text(&site.words().count("told", self.events.len()))),
            ("feed", feed),
        ]);
        context.insert_value("topic", topic);
        context.insert_value("events", list(cards));
        pager.fill(&mut context, site, number);
        let page = site.engine.render("topic.html", &context, &path)?;
        Ok((path, page))
    }
}
