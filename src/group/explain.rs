//! Why an article is in its event and in no other.

use serde::Serialize;

use super::cluster::Cluster;
use super::features::Features;
use super::membership::Membership;
use super::settings::Settings;
use super::single::member;
use super::vector;

/// Why an article is where it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The article's id.
    pub article: String,
    /// How alike it is to the other articles of its event, 0 to 1; none where it is alone.
    pub own: Option<f64>,
    /// The event that it is most like, of those that it is not in.
    pub nearest: Option<Nearest>,
}

/// An event that an article is not in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Nearest {
    /// The event's id.
    pub event: String,
    /// How alike its articles are to this one, 0 to 1, whatever time lies between.
    pub alike: f64,
    /// Why it is not in it.
    pub why: String,
}

/// Why the articles of one of some events are in it, in its order.
#[must_use]
pub fn explain(
    mut features: Vec<Features>,
    events: &[Membership],
    event: &Membership,
    settings: &Settings,
) -> Vec<Explanation> {
    features.sort_unstable_by(|a, b| a.article.cmp(&b.article));
    let vectors = vector::vectors(&features);
    let single = |id: &String| {
        let at = features.binary_search_by(|one| one.article.cmp(id)).ok()?;
        Some((member(at, vectors.get(at)?, features.get(at)?), features.get(at)?))
    };
    let clusters: Vec<(&Membership, Cluster)> = events
        .iter()
        .filter(|other| other.id != event.id)
        .filter_map(|other| {
            Some((other, joined(other.articles.iter().filter_map(single), settings)?))
        })
        .collect();
    let own = joined(event.articles.iter().filter_map(single), settings);
    let explained = event.articles.iter().filter_map(|id| {
        let (article, known) = single(id)?;
        let others = event.articles.iter().filter(|other| *other != id).filter_map(single);
        let nearest =
            clusters.iter().map(|(other, cluster)| (*other, cluster, article.alike(cluster)));
        let nearest = nearest
            .filter(|(.., alike)| *alike > 0.0)
            .max_by(|a, b| a.2.total_cmp(&b.2).then_with(|| b.0.id.cmp(&a.0.id)));
        Some(Explanation {
            article: id.clone(),
            own: joined(others, settings).map(|others| others.alike(&article)),
            nearest: nearest.map(|(other, cluster, alike)| Nearest {
                event: other.id.clone(),
                alike,
                why: why(known, (&article, own.as_ref()), (other, cluster), settings),
            }),
        })
    });
    explained.collect()
}

/// One cluster of some articles.
fn joined<'a>(
    articles: impl Iterator<Item = (Cluster, &'a Features)>,
    settings: &Settings,
) -> Option<Cluster> {
    articles.map(|(article, _)| article).reduce(|mut all, article| {
        let likeness = all.likeness(&article, settings.window_days);
        all.join(article, likeness);
        all
    })
}

/// Why an article is not in an event.
fn why(
    known: &Features,
    (article, own): (&Cluster, Option<&Cluster>),
    (other, cluster): (&Membership, &Cluster),
    settings: &Settings,
) -> String {
    let alike = article.alike(cluster);
    if known.pin().is_some() {
        return "it is pinned".to_owned();
    }
    if let Some(pin) = &other.pin {
        return format!("that event is pinned as `{pin}`, and has no other articles");
    }
    if article.is_apart_by_editor(cluster) {
        return "`[[events]]` keeps them apart".to_owned();
    }
    if article.is_apart(cluster, alike) {
        return "both are of one formula that is filled in otherwise".to_owned();
    }
    let likeness = article.likeness(cluster, settings.window_days);
    if likeness == 0.0 {
        return format!("more than {} days lie between", settings.window_days);
    }
    let own = own.unwrap_or(article).coherence(settings);
    let needed = settings.contrast * own.min(cluster.coherence(settings));
    if likeness < needed {
        return format!("{needed:.2} is needed, and {likeness:.2} is left for the time between");
    }
    "its own event is nearer".to_owned()
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Published;

    use super::super::Term;
    use super::*;

    fn article(id: &str, day: &str, stems: std::ops::Range<u32>) -> Features {
        let term = |stem| Term { stem, frequency: 4096, rarity: 80 };
        Features {
            article: id.to_owned(),
            identity: id.to_owned(),
            published: Published::parse(day),
            terms: stems.map(term).collect(),
            ..Features::default()
        }
    }

    #[test]
    fn an_article_is_explained() {
        let features = vec![
            article("a", "2026-01-06", 0..20),
            article("b", "2026-01-06", 2..22),
            article("c", "2026-01-06", 18..40),
            article("d", "2026-03-06", 0..20),
            Features { pin: Some("p".to_owned()), ..article("e", "2026-01-06", 500..520) },
        ];
        let settings = Settings::default();
        let events = super::super::events(features.clone(), &settings).value;
        let of = |id: &str| {
            let event = events.iter().find(|one| one.articles.contains(&id.to_owned())).unwrap();
            explain(features.clone(), &events, event, &settings)
        };
        let first = &of("a")[0];
        assert!(first.article == "a" && first.own.is_some_and(|own| own > 0.5), "{first:?}");
        assert_eq!(first.nearest.as_ref().unwrap().why, "more than 7 days lie between");
        let third = of("c");
        assert!(
            third[0].own.is_none() && third[0].nearest.as_ref().unwrap().why.contains("is needed")
        );
        assert_eq!(of("e")[0].nearest, None);
    }
}
