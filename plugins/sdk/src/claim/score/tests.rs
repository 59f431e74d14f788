use super::*;
use crate::example::article;
use crate::noun::article::Article;

const SAID: &str = "The ferry Orla hit the pier of Tarn on Monday.";

fn event(articles: Vec<Article>, one_origin: &[usize]) -> Event {
    let origin = one_origin.iter().map(|&at| articles[at].id.clone()).collect();
    Event::new("e".to_owned(), String::new(), articles).with_origins(Vec::new(), vec![origin])
}

/// The first says it, the others have a word of it, and the last has most.
fn large(count: usize) -> Vec<Article> {
    let other = |at: usize| article(&format!("b{at:05}"), &["A ferry was late.", "It rained."]);
    let mut articles = vec![article("a", &[SAID])];
    articles.extend((0..count).map(other));
    articles.push(article("c", &["The ferry Orla hit a pier of Tarn.", "A ferry was late."]));
    articles
}

fn found_in(event: &Event) -> Vec<Spot> {
    let anchor = Spot { article: 0, sentence: 0 };
    let found = features(event.text().at(anchor), Some(anchor), event);
    found.into_iter().map(|(spot, _)| spot).collect()
}

#[test]
fn of_a_large_event_the_nearest_articles_are_scored() {
    let event = event(large(3 * ARTICLES), &[]);
    let found = found_in(&event);
    let last = event.articles().len() - 1;
    let of_last: Vec<usize> =
        found.iter().filter(|spot| spot.article == last).map(|spot| spot.sentence).collect();
    assert_eq!((of_last, found.len()), (vec![0, 1], ARTICLES + 1));
}

/// Thousands of copies by one outlet would else hide who else says it.
#[test]
fn articles_of_its_own_origin_crowd_out_nobody() {
    let mut articles = vec![article("a", &[SAID])];
    articles.extend((0..2 * ARTICLES).map(|at| article(&format!("b{at:05}"), &[SAID])));
    articles.push(article("c", &["A ferry was late."]));
    let last = articles.len() - 1;
    let own: Vec<usize> = (0..last).collect();
    let found = found_in(&event(articles, &own));
    let others: Vec<usize> =
        found.iter().map(|spot| spot.article).filter(|at| *at == last).collect();
    assert_eq!((others, found.len()), (vec![last], ARTICLES + 1));
}

#[test]
fn a_citation_has_the_score_that_it_has_among_all() {
    let event = event(large(40), &[1, 2]);
    let anchor = Spot { article: 0, sentence: 0 };
    let said = event.text().at(anchor);
    let sought = Sought { said, anchor: Some(anchor), event: &event };
    let (alone, first) = (Scores::of(said, &event), Scores::of(said, &event));
    let all = first.all(sought);
    assert_eq!(all.len(), 42);
    let spots = (0..event.articles().len()).flat_map(|article| {
        (0..event.articles()[article].sentences.len())
            .map(move |sentence| Spot { article, sentence })
    });
    for spot in spots {
        let expected = all.iter().find(|found| found.spot == spot).copied();
        assert_eq!(
            (alone.at(spot, sought), first.at(spot, sought)),
            (expected, expected),
            "{spot:?}"
        );
    }
}

/// By hand, as the features were fitted.
#[test]
fn a_sentence_stands_among_those_of_its_article() {
    let near = |(sentence, cosine): (usize, f64)| Near {
        spot: Spot { article: 0, sentence },
        held: 0.0,
        alike: Similarity { cosine: 2.0 * cosine, ..Similarity::default() },
    };
    let shown = |cosines: &[(usize, f64)]| -> Vec<[f64; 4]> {
        let near: Vec<Near> = cosines.iter().copied().map(near).collect();
        let shown = |one: Standing| [one.gap, one.rank, one.relative, one.beside];
        standings(&near).into_iter().map(shown).collect()
    };
    assert_eq!(shown(&[(3, 0.5)]), [[0.5, 0.0, 1.0, 0.0]]);
    let two = libm::log(2.0);
    assert_eq!(
        shown(&[(0, 0.5), (1, 0.25), (4, 0.5)]),
        [[0.0, 0.0, 1.0, 0.25], [-0.25, libm::log(3.0), 0.5, 0.5], [0.0, 0.0, 1.0, 0.0]]
    );
    assert_eq!(shown(&[(0, 1.0), (1, 0.5)])[1], [-0.5, two, 0.5, 1.0]);
}
