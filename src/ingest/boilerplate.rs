//! Boilerplate: paragraphs that recur across the pages of one host. The one rule that looks at
//! several articles, and only at those of one event: what recurs across events could be put there
//! to take a paragraph out of somebody else's article.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use q7x2_sdk::work::steps;
use q7x2_sdk::{Article, Removed};

use super::sources::host;

/// Articles of one host in which a paragraph must stand.
const FEWEST: usize = 3;

/// Share of the host's articles, as a divisor of ten: 3 is 30 %.
const SHARE_OF_TEN: usize = 3;

/// Characters below which a paragraph is too short to be known again.
const SHORTEST: usize = 20;

/// One paragraph of an article.
struct Known {
    number: usize,
    /// A hash of its text.
    key: u64,
    length: usize,
}

/// Takes boilerplate out of the articles of one event. An article of which such paragraphs are the
/// larger part is a version or copy of another: it does not count, and keeps its text. An outlet is
/// known by its host alone, for a name is the article's own word.
pub(super) fn take(articles: &mut [Article]) {
    let mut hosts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        if let Some(host) = article.url.as_deref().and_then(host) {
            hosts.entry(host).or_default().push(at);
        }
    }
    let large = hosts.values().filter(|of| of.len() >= FEWEST);
    let found: Vec<(usize, BTreeSet<usize>)> =
        large.flat_map(|of| recurring(of, articles)).collect();
    for (at, numbers) in found {
        if let Some(article) = articles.get_mut(at) {
            remove(article, &numbers);
        }
    }
}

/// Per article of a host, the numbers of the paragraphs that are boilerplate.
fn recurring(of: &[usize], articles: &[Article]) -> Vec<(usize, BTreeSet<usize>)> {
    let read: Vec<(usize, Vec<Known>)> = of
        .iter()
        .filter_map(|at| articles.get(*at).map(|article| (*at, paragraphs(article))))
        .collect();
    let least = FEWEST.max((of.len() * SHARE_OF_TEN).div_ceil(10));
    let shared = often(read.iter().map(|(_, paragraphs)| paragraphs), least);
    if shared.is_empty() {
        return Vec::new();
    }
    let own: Vec<&(usize, Vec<Known>)> =
        read.iter().filter(|(_, paragraphs)| is_own(paragraphs, &shared)).collect();
    let boilerplate = often(own.iter().map(|(_, paragraphs)| paragraphs), least);
    own.into_iter()
        .map(|(at, paragraphs)| (*at, numbers(paragraphs, &boilerplate)))
        .filter(|(_, numbers)| !numbers.is_empty())
        .collect()
}

/// Whether less than half of a text is what others have, too.
fn is_own(paragraphs: &[Known], shared: &BTreeSet<u64>) -> bool {
    let all: usize = paragraphs.iter().map(|known| known.length).sum();
    let of_others = paragraphs.iter().filter(|known| shared.contains(&known.key));
    of_others.map(|known| known.length).sum::<usize>() * 2 < all
}

/// The numbers of those paragraphs that have one of the keys.
fn numbers(paragraphs: &[Known], keys: &BTreeSet<u64>) -> BTreeSet<usize> {
    let found = paragraphs.iter().filter(|known| keys.contains(&known.key));
    found.map(|known| known.number).collect()
}

/// The paragraphs that stand in at least so many articles.
fn often<'read>(articles: impl Iterator<Item = &'read Vec<Known>>, least: usize) -> BTreeSet<u64> {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    let mut often = BTreeSet::new();
    for article in articles {
        let keys: BTreeSet<u64> = article.iter().map(|known| known.key).collect();
        for key in keys {
            let count = counts.entry(key).or_default();
            *count += 1;
            if *count == least {
                often.insert(key);
            }
        }
    }
    often
}

/// The paragraphs of an article that are long enough to be known again.
fn paragraphs(article: &Article) -> Vec<Known> {
    let groups = article.sentences.chunk_by(|a, b| a.paragraph == b.paragraph);
    let known = groups.filter_map(|sentences| {
        let mut hasher = blake3::Hasher::new();
        for sentence in sentences {
            hasher.update(sentence.text.as_bytes()).update(b"\n");
        }
        let mut key = [0; 8];
        hasher.finalize_xof().fill(&mut key);
        let length = sentences.iter().map(|sentence| sentence.text.len()).sum();
        Some(Known { number: sentences.first()?.paragraph, key: u64::from_le_bytes(key), length })
    });
    known.filter(|known| known.length >= SHORTEST).collect()
}

fn remove(article: &mut Article, gone: &BTreeSet<usize>) {
    let mut texts: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for sentence in article.sentences.iter().filter(|sentence| gone.contains(&sentence.paragraph)) {
        texts.entry(sentence.paragraph).or_default().push(sentence.text.clone());
    }
    for texts in texts.into_values() {
        let (text, rule) = (texts.join(" "), "boilerplate".to_owned());
        article.removed.push(Removed { text, rule, line: None });
    }
    article.sentences.retain(|sentence| !gone.contains(&sentence.paragraph));
    let gone: Vec<usize> = gone.iter().copied().collect();
    for sentence in &mut article.sentences {
        steps(1);
        sentence.paragraph -= gone.partition_point(|number| *number < sentence.paragraph);
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Sentence;

    use super::*;

    const APPEAL: &str = "Good journalism costs money, and readers like you make it possible.";

    fn article(url: Option<&str>, texts: &[&str]) -> Article {
        let sentence = |(paragraph, text): (usize, &&str)| Sentence {
            text: (*text).to_owned(),
            paragraph,
            ..Sentence::default()
        };
        Article {
            publisher: Some("A".to_owned()),
            url: url.map(str::to_owned),
            sentences: texts.iter().enumerate().map(sentence).collect(),
            ..Article::default()
        }
    }

    fn left(mut articles: Vec<Article>) -> Vec<String> {
        take(&mut articles);
        let join = |article: &Article| {
            let one = |sentence: &Sentence| {
                format!("{}:{}", sentence.paragraph, sentence.text.split(' ').next().unwrap())
            };
            article.sentences.iter().map(one).collect::<Vec<_>>().join(" ")
        };
        articles.iter().map(join).collect()
    }

    fn own(name: &str) -> [String; 2] {
        let text = |part: &str| {
            format!(
                "{name}{part} is what this article alone has to say, at some length and in words of its own."
            )
        };
        [text("1"), text("2")]
    }

    const HERE: Option<&str> = Some("https://www.a.example/1");

    #[test]
    fn what_recurs_across_a_host_goes() {
        let texts: Vec<[String; 2]> = ["a", "b", "c"].map(own).into();
        let articles = |url| -> Vec<Article> {
            texts.iter().map(|text| article(url, &[&text[0], APPEAL, &text[1]])).collect()
        };
        let whole = ["0:a1 1:Good 2:a2", "0:b1 1:Good 2:b2", "0:c1 1:Good 2:c2"];
        assert_eq!(left(articles(HERE)), ["0:a1 1:a2", "0:b1 1:b2", "0:c1 1:c2"]);
        // One name proves nothing.
        assert_eq!(left(articles(None)), whole);
        assert_eq!(left(articles(HERE).into_iter().take(2).collect()), whole[..2]);
        let mut elsewhere = articles(HERE);
        elsewhere[2].url = Some("https://b.example/1".to_owned());
        assert_eq!(left(elsewhere), whole);
    }

    #[test]
    fn versions_of_one_story_keep_their_text() {
        let [first, second] = own("a");
        let versions = || (0..4).map(|_| article(HERE, &[&first, &second])).collect();
        assert_eq!(left(versions()), ["0:a1 1:a2"; 4]);
    }

    #[test]
    fn what_was_taken_is_recorded() {
        let texts: Vec<[String; 2]> = ["a", "b", "c"].map(own).into();
        let mut articles: Vec<Article> =
            texts.iter().map(|text| article(HERE, &[&text[0], APPEAL, &text[1]])).collect();
        take(&mut articles);
        let expected =
            Removed { text: APPEAL.to_owned(), rule: "boilerplate".to_owned(), line: None };
        assert!(articles.iter().all(|article| article.removed == [expected.clone()]));
    }
}
