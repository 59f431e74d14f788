use super::*;
use crate::ingest::field::fields;

fn given(json: &str) -> (Given, Vec<String>) {
    let mut report = Report::new("a.jsonl");
    let table = serde_json::from_str(json).unwrap();
    let given = read(&fields(table, 7), 7, &mut report);
    (
        given,
        report
            .finish()
            .into_iter()
            .map(|one| format!("{}; {}", one.message, one.hint.unwrap_or_default()))
            .collect(),
    )
}

#[test]
fn keys_have_further_names() {
    let (main, said) = given(
        r#"{"id": 12, "title": " A  B ", "published": "2026-01-06", "publisher": "P", "url": "https://p.org/a", "text": "T",
            "authors": ["Ann", "Bo"], "language": "en-GB", "trust": "low", "tags": "x, y", "event": "e", "subtitle": "S"}"#,
    );
    assert_eq!(said, [""; 0]);
    let (other, said) = given(
        r#"{"ID": "12", "headline": "A B", "date": "2026-01-06", "source": {"name": "P"}, "link": "https://p.org/a", "body": "T",
            "author": ["Ann", "Bo"], "lang": "en", "trust": "LOW", "taxonomies": {"tags": ["x", "y"]}, "event": "e", "deck": "S",
            "type": "post", "x": 1}"#,
    );
    assert_eq!(other.rules["title"], "the field `headline`");
    let bare = |given: Given| Given { rules: BTreeMap::new(), ..given };
    assert_eq!((said, bare(other)), (vec![], bare(main)));
}

#[test]
fn the_plain_name_goes_first_and_nothing_says_nothing() {
    let (given, said) = given(
        r#"{"date": "2026-01-05", "published": "2026-01-06", "title": null, "url": "", "tags": []}"#,
    );
    assert_eq!((given.published.unwrap().to_string().as_str(), said), ("2026-01-06", vec![]));
    assert_eq!((given.title, given.url), (None, None));
}

#[test]
fn bad_values_are_left_out_and_told() {
    let check = |json: &str, expected: &str| {
        let (given, said) = given(json);
        assert_eq!(Given { rules: BTreeMap::new(), ..given }, Given::default(), "{json}");
        assert!(said.len() == 1 && said[0].contains(expected), "{json} said {said:?}");
    };
    check(
        r#"{"date": "01/02/2026"}"#,
        "`date` is not a date that reads in one way: `01/02/2026`; write it as 2026-01-06",
    );
    check(r#"{"date": true}"#, "`date` is not a date");
    check(r#"{"url": "javascript:alert(1)"}"#, "`url` is not a web address");
    check(r#"{"url": "https://a.org/\" onclick=\"x"}"#, "`url` is not a web address");
    check(r#"{"title": ["a"]}"#, "`title` is not a text");
    check(r#"{"text": ["a"]}"#, "`text` is not a text");
    check(r#"{"authors": [[true]]}"#, "`authors` is not a text or a list");
    check(r#"{"language": "English"}"#, "`language` is not a language tag");
    check(r#"{"trust": "high"}"#, "`trust` is not `low` or `normal`");
    for (written, draft) in
        [("true", true), ("\"Yes\"", true), ("\"no\"", false), ("\"off\"", false), ("[1]", true)]
    {
        assert_eq!(given(&format!("{{\"draft\": {written}}}")).0.draft, draft, "{written}");
    }
    let (unclear, said) = given(r#"{"draft": "perhaps"}"#);
    assert!(
        unclear.draft && said.len() == 1 && said[0].starts_with("`draft` is neither"),
        "{said:?}"
    );
    check(r#"{"titel": "A"}"#, "unknown key `titel`; did you mean `title`?");
    check(r#"{"publisehd": "2026-01-06"}"#, "did you mean `published`?");
    check(r#"{"autor": "A"}"#, "did you mean `author`?");
}

#[test]
fn foreign_keys_are_no_slips() {
    for key in [
        "type",
        "slug",
        "score",
        "text_length",
        "clusters",
        "ids",
        "topic",
        "section",
        "rate",
        "sources",
    ] {
        let (_, said) = given(&format!(r#"{{"{key}": 1}}"#));
        assert_eq!(said.is_empty(), key != "sources", "{key}: {said:?}");
    }
}

#[test]
fn a_long_title_is_cut_at_a_character() {
    let (given, said) = given(&format!(r#"{{"title": "{}"}}"#, "é".repeat(1000)));
    assert_eq!((given.title.unwrap().chars().count(), said.len()), (LONGEST, 1));
}

#[test]
fn addresses_are_web_addresses() {
    for good in [
        "http://a.org",
        "https://a.org/b?c=d#e",
        "HTTPS://A.org",
        "https://日本.jp/",
        "http://[::1]/",
    ] {
        assert!(is_address(good), "{good}");
    }
    for bad in [
        "",
        "https://",
        "ftp://a.org",
        "//a.org",
        "https:// a.org",
        "https://a.org/\n",
        "data:text/html,x",
        "httpé://a",
    ] {
        assert!(!is_address(bad), "{bad}");
    }
}

#[test]
fn fields_of_other_programs_are_ours() {
    let check = |json: &str| {
        let (given, said) = given(json);
        let Given { title, published, url, publisher, text, .. } = given;
        assert_eq!(said, [""; 0], "{json}");
        assert_eq!(title.as_deref(), Some("A"), "{json}");
        assert_eq!(published.unwrap().to_string(), "2026-01-06", "{json}");
        assert_eq!(url.as_deref(), Some("https://l.example/a"), "{json}");
        (publisher, text)
    };
    let ledger = || Some("Ledger".to_owned());
    let text = || Some("T".to_owned());
    let trafilatura = r#"{"title": "A", "author": "Ann", "hostname": "l.example", "date": "2026-01-06", "fingerprint": "x", "license": null,
        "comments": "", "raw_text": "T", "text": "T", "language": "en", "image": null, "pagetype": "article", "filedate": "2026-02-01",
        "source": "https://l.example/a", "source-hostname": "Ledger", "excerpt": "E", "categories": "", "tags": "x"}"#;
    assert_eq!(check(trafilatura), (ledger(), text()));
    let newspaper = r#"{"title": "A", "authors": ["Ann"], "publish_date": "2026-01-06 00:00:00", "url": "https://l.example/a",
        "source_url": "https://l.example", "text": "T", "meta_lang": "en", "meta_keywords": ["x"], "top_image": "", "summary": ""}"#;
    assert_eq!(check(newspaper), (None, text()));
    let feedparser = r#"{"title": "A", "link": "https://l.example/a", "published": "Tue, 06 Jan 2026", "published_parsed": [2026, 1, 6],
        "content": [{"type": "text/html", "value": "T"}], "source": {"href": "https://l.example/", "title": "Ledger"},
        "tags": [{"term": "x", "scheme": null, "label": null}], "title_detail": {"value": "A"}}"#;
    assert_eq!(check(feedparser), (ledger(), text()));
    let news_please = r#"{"title": "A", "date_publish": "2026-01-06 00:00:00", "maintext": "T", "source_domain": "l.example", "url": "https://l.example/a"}"#;
    assert_eq!(check(news_please), (Some("l.example".to_owned()), text()));
    for key in ["params", "extra"] {
        let nested = format!(
            r#"{{"title": "A", "date": "2026-01-06", "{key}": {{"title": "B", "publisher": "Ledger", "link": "https://l.example/a"}}}}"#
        );
        assert_eq!(check(&nested), (ledger(), None));
    }
}

#[test]
fn what_is_not_published_is_a_draft() {
    for (json, draft) in [
        (r#"{"published": false}"#, true),
        (r#"{"published": "false"}"#, true),
        (r#"{"published": true, "date": "2026-01-06"}"#, false),
        (r#"{"published": "2026-01-06"}"#, false),
    ] {
        let (given, said) = given(json);
        assert_eq!((given.draft, said), (draft, vec![]), "{json}");
        assert_eq!(given.published.is_some(), json.contains("2026"));
    }
}
