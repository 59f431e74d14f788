//! Starter: the first files of a new site. Writes none of them.

use std::collections::BTreeMap;

use crate::cli::Workflow;

/// What a new site is made of.
#[derive(Debug)]
pub struct Starter<'a> {
    /// What it is called.
    pub title: &'a str,
    /// The tables of its feeds as they stand in site.toml; where there are none it begins with
    /// sample articles.
    pub feeds: &'a str,
    /// How it is published on GitHub.
    pub workflow: Workflow,
    /// The version of q7x2 that its workflows run, such as `0.1.0`.
    pub version: &'a str,
}

/// Sample articles of three outlets that are not, on two events that never were.
const SAMPLE: [(&str, &str); 5] = [
    (
        "content/2026-01-06/coast-radio-bridge.md",
        include_str!("text/content/coast-radio-bridge.md"),
    ),
    (
        "content/2026-01-06/tarn-herald-bridge.md",
        include_str!("text/content/tarn-herald-bridge.md"),
    ),
    (
        "content/2026-01-06/valley-post-bridge.md",
        include_str!("text/content/valley-post-bridge.md"),
    ),
    ("content/2026-01-07/coast-radio-ferry.md", include_str!("text/content/coast-radio-ferry.md")),
    ("content/2026-01-07/tarn-herald-ferry.md", include_str!("text/content/tarn-herald-ferry.md")),
];

const SITE: &str = include_str!("text/site.toml");
const FEEDS_EXAMPLE: &str = include_str!("text/feeds_example.toml");
const EDITS: &str = include_str!("text/edits.toml");
const IGNORED: &str = include_str!("text/gitignore");
const ATTRIBUTES: &str = include_str!("text/gitattributes");
const HISTORY: &str = "{}\n";

const PUBLISH: &str = include_str!("text/workflow/publish.yml");
const PROPOSE: &str = include_str!("text/workflow/propose.yml");
const MERGED: &str = include_str!("text/workflow/merged.yml");
const ARTIFACT: &str = include_str!("text/workflow/artifact.yml");
const INSTALL: &str = include_str!("text/workflow/install.yml");
const COMMIT: &str = include_str!("text/workflow/commit.yml");
const DEPLOY: &str = include_str!("text/workflow/deploy.yml");

/// Where the site will stand, until somebody says so. The workflows know it by themselves.
const ADDRESS: &str = "https://example.org/";

/// The branch that a repository on GitHub begins with.
const BRANCH: &str = "main";

/// The files by path below the site's folder.
#[must_use]
pub fn files(starter: &Starter<'_>) -> BTreeMap<String, String> {
    let feeds = if starter.feeds.is_empty() { FEEDS_EXAMPLE } else { starter.feeds.trim_start() };
    let title = toml::Value::String(starter.title.to_owned()).to_string();
    let site = SITE
        .replace("{base_url}", ADDRESS)
        .replace("{feeds}\n", feeds)
        .replace("\"{title}\"", &title);
    let own = [
        ("site.toml", site),
        ("edits.toml", EDITS.to_owned()),
        ("history.json", HISTORY.to_owned()),
        (".gitignore", IGNORED.to_owned()),
        (".gitattributes", ATTRIBUTES.to_owned()),
    ];
    let sample = if starter.feeds.is_empty() { SAMPLE.as_slice() } else { &[] };
    let sample = sample.iter().map(|(path, text)| (*path, (*text).to_owned()));
    let workflows = workflows(starter.workflow).iter();
    let workflows = workflows.map(|(path, text)| (*path, workflow(text, starter.version)));
    let all = own.into_iter().chain(sample).chain(workflows);
    all.map(|(path, text)| (path.to_owned(), text)).collect()
}

fn workflows(which: Workflow) -> &'static [(&'static str, &'static str)] {
    const FIRST: &str = ".github/workflows/publish.yml";
    match which {
        Workflow::Propose => &[(FIRST, MERGED), (".github/workflows/propose.yml", PROPOSE)],
        Workflow::Publish => &[(FIRST, PUBLISH)],
        Workflow::Artifact => &[(FIRST, ARTIFACT)],
        Workflow::None => &[],
    }
}

/// A workflow with the steps that several have.
fn workflow(text: &str, version: &str) -> String {
    text.replace("{install}", INSTALL)
        .replace("{commit}", COMMIT)
        .replace("{deploy}\n", DEPLOY)
        .replace("{branch}", BRANCH)
        .replace("{release}", &format!("v{version}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(feeds: &str, workflow: Workflow, title: &str) -> BTreeMap<String, String> {
        files(&Starter { title, feeds, workflow, version: "1.2.3" })
    }

    #[test]
    fn every_place_is_filled_in() {
        for which in [Workflow::Propose, Workflow::Publish, Workflow::Artifact, Workflow::None] {
            for (path, text) in of("", which, "News") {
                for place in ["{title}", "{feeds}", "{base_url}", "{install}", "{branch}", "{rel"] {
                    assert!(!text.contains(place), "{path} has {place}");
                }
                let is_workflow = path.starts_with(".github");
                assert_eq!(text.contains("RELEASE: v1.2.3 #"), is_workflow, "{path}");
            }
        }
    }

    #[test]
    fn what_is_asked_for_stands_in_site_toml() {
        let site = &of(
            "\n[[feeds]]\nurl = \"https://a.example\"\n",
            Workflow::None,
            "A \"b\" \\ c",
        )["site.toml"];
        let read: toml::Table = site.parse().expect("valid TOML");
        assert_eq!(read["title"].as_str(), Some("A \"b\" \\ c"));
        assert_eq!(read["feeds"][0]["url"].as_str(), Some("https://a.example"));
    }

    #[test]
    fn sample_articles_are_for_a_site_without_feeds() {
        let articles = |feeds: &str| {
            let files = of(feeds, Workflow::None, "News");
            files.keys().filter(|path| path.starts_with("content/")).count()
        };
        assert_eq!((articles(""), articles("[[feeds]]\n")), (5, 0));
    }
}
