//! The editor's hand on which articles are one event: `[[events]]` of site.toml.

use q7x2_sdk::Article;

use super::pattern;
use super::settings::EventRule;

/// The rules, and which of their patterns have found an article.
#[derive(Debug)]
pub struct Hand<'rules> {
    rules: &'rules [EventRule],
    used: Vec<bool>,
}

impl<'rules> Hand<'rules> {
    /// Of these rules.
    #[must_use]
    pub fn new(rules: &'rules [EventRule]) -> Self {
        Self { rules, used: vec![false; rules.len()] }
    }

    /// Pins articles to the events that a rule makes of them. The first rule counts, and goes
    /// before what an article says of itself.
    pub fn pin(&mut self, articles: &mut [Article]) {
        for article in articles {
            for (rule, used) in self.rules.iter().zip(&mut self.used) {
                let is_apart = names(&rule.apart, article);
                *used |= is_apart;
                if names(&rule.articles, article) && !names(&rule.exclude, article) {
                    *used = true;
                    article.event = Some(rule.pin());
                    break;
                }
            }
        }
    }

    /// The numbers of the rules that no article fell under, from 0.
    pub fn unused(&self) -> impl Iterator<Item = usize> {
        self.used.iter().enumerate().filter(|(_, used)| !**used).map(|(at, _)| at)
    }
}

/// The numbers of the rules by which an article is kept apart from the others that they name.
#[must_use]
pub fn apart(article: &Article, rules: &[EventRule]) -> Vec<u32> {
    let named = rules.iter().enumerate().filter(|(_, rule)| names(&rule.apart, article));
    named.filter_map(|(at, _)| u32::try_from(at).ok()).collect()
}

/// Whether an article is named: by its path below `content/`, by that and its record id, by its
/// address or by its id.
fn names(patterns: &[String], article: &Article) -> bool {
    let record = article.record.as_ref().map(|record| format!("{}#{record}", article.file));
    patterns.iter().any(|wanted| {
        let path = wanted.strip_prefix("content/").unwrap_or(wanted);
        pattern::matches(path, &article.file)
            || record.as_ref().is_some_and(|record| pattern::matches(path, record))
            || article.url.as_ref().is_some_and(|url| pattern::matches(wanted, url))
            || *wanted == article.id
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(file: &str, record: Option<&str>, url: Option<&str>) -> Article {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Article {
            file: file.to_owned(),
            record: owned(record),
            url: owned(url),
            ..Article::default()
        }
    }

    fn rule(name: &str, articles: &[&str], exclude: &[&str], apart: &[&str]) -> EventRule {
        let owned = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
        EventRule {
            name: Some(name.to_owned()),
            articles: owned(articles),
            exclude: owned(exclude),
            apart: owned(apart),
        }
    }

    #[test]
    fn a_rule_pins_what_it_names() {
        let rules = [
            rule(
                "Storm",
                &["storm/*", "content/all.jsonl#7", "https://a.example/1"],
                &["storm/old*"],
                &[],
            ),
            rule("Rest", &["storm/*"], &[], &[]),
            rule("None", &["nothing/*"], &[], &[]),
            rule("Apart", &[], &[], &["all.jsonl#*"]),
        ];
        let mut articles = [
            article("storm/a.md", None, None),
            article("storm/old.md", None, None),
            article("all.jsonl", Some("7"), None),
            article("all.jsonl", Some("8"), None),
            article("x.md", None, Some("https://a.example/1")),
        ];
        let mut hand = Hand::new(&rules);
        hand.pin(&mut articles);
        let pins: Vec<_> = articles.iter().map(|one| one.event.as_deref()).collect();
        assert_eq!(pins, [Some("Storm"), Some("Rest"), Some("Storm"), None, Some("Storm")]);
        assert_eq!(hand.unused().collect::<Vec<_>>(), [2]);
        assert_eq!(apart(&articles[3], &rules), [3]);
        assert!(apart(&articles[0], &rules).is_empty());
    }
}
