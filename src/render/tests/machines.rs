//! What feed readers, mail readers, searches and robots get.

use super::*;

#[test]
fn the_feed_of_an_outlet_has_ledes() {
    let site = whole();
    let own = site.keys().find(|path| path.starts_with("sources/") && path.ends_with(".atom.xml"));
    let own = text(&site, own.expect("a feed"));
    assert!(own.contains("<summary>") && !own.contains("<content"), "{own}");
    assert!(text(&site, "atom.xml").contains("<content"));
    let own = site.keys().find(|path| path.starts_with("sources/") && path.ends_with(".json"));
    let own = text(&site, own.expect("a feed"));
    assert!(own.contains("content_text") && !own.contains("content_html"), "{own}");
}

#[test]
fn the_feed_is_xml_and_its_ids_do_not_know_the_address() {
    let feed = text(&whole(), "atom.xml");
    assert!(
        feed.contains("reports differ)&lt;/small&gt;") && !feed.contains("href=&quot;#"),
        "a feed has no page to lead within"
    );
    let mut open: Vec<&str> = Vec::new();
    for tag in feed.split('<').skip(2) {
        let (inside, after) = tag.split_once('>').unwrap();
        let name = inside.split_ascii_whitespace().next().unwrap();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if inside.ends_with('/') => {}
            None => open.push(name),
        }
        // Every `&` begins an entity that XML knows.
        for entity in after.split('&').skip(1) {
            let name = entity.split(';').next().unwrap();
            assert!(["amp", "lt", "gt", "quot", "#39"].contains(&name), "&{name};");
        }
    }
    assert_eq!(open, Vec::<&str>::new());
    assert_eq!(feed.matches("<entry").count(), feed::ENTRIES);
    let moved = Settings { base_url: "https://elsewhere.example".to_owned(), ..settings() };
    let again = text(&render(&[fixture::storm()], &moved, &Files::new()).unwrap(), "atom.xml");
    let id = again.split("<id>urn").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    assert!(feed.contains(id) && again.contains("https://elsewhere.example/events/storm"));
    assert!(again.contains("<updated>2026-03-15T00:10:00-05:00</updated>"));
}

/// A thousand briefings are looked through in less than half a megabyte, packed or not, and nothing
/// in the files can end the script.
#[test]
fn what_is_searched_is_small() {
    let briefings: Vec<Briefing> = (1..1001).map(fixture::bare).collect();
    let files = render(&briefings, &settings(), &Files::new()).unwrap();
    let shards = files.iter().filter(|(path, _)| path.starts_with("search/"));
    let sizes: Vec<usize> = shards.map(|(_, bytes)| bytes.len()).collect();
    assert_eq!(sizes.len(), 2);
    assert!(sizes.iter().sum::<usize>() < 500_000, "{sizes:?}");
    assert!(text(&files, "search.html").contains("script-src 'self' file:"));
    assert!(text(&files, "index.html").contains("script-src 'none'"));
}

#[test]
fn each_day_is_a_mail_below_its_limit() {
    let files = whole();
    let mut mails = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("mail/")) {
        assert!(bytes.len() <= 100_000, "{path}: {}", bytes.len());
        mails += 1;
    }
    assert!(mails > 10 && mails % 2 == 0, "{mails}: a page and its text");
    let many: Vec<Briefing> = (1..400)
        .map(|number| Briefing { days: fixture::storm().days, ..fixture::bare(number) })
        .collect();
    let files = render(&many, &settings(), &Files::new()).unwrap();
    let (path, page) = files.iter().find(|(path, _)| path.starts_with("mail/")).unwrap();
    assert!(page.len() <= 100_000 && page.len() > 20_000, "{path}: {}", page.len());
}

#[test]
fn a_sender_makes_messages_that_are_the_same_each_time() {
    let from = Mail { from: "brief@example.org".to_owned() };
    let settings = Settings { mail: from, ..settings() };
    let build = || render(&[fixture::storm()], &settings, &Files::new()).unwrap();
    let (one, two) = (build(), build());
    let (path, message) = one.iter().find(|(path, _)| path.ends_with(".eml")).unwrap();
    assert_eq!(Some(message), two.get(path));
    let message = String::from_utf8(message.clone()).unwrap();
    for part in ["From: ", "multipart/alternative", "text/plain", "text/html", "@example.org>"] {
        assert!(message.contains(part), "{part}");
    }
}

#[test]
fn machines_are_told_what_they_may() {
    let robots = Robots {
        disallow: vec!["/sources/".to_owned()],
        refuse: vec!["GPTBot\nAllow: /".to_owned()],
        tdm_reservation: true,
        tdm_policy: String::new(),
    };
    let told = Settings { robots, cname: "news.example".to_owned(), ..settings() };
    let files = render(&[fixture::storm()], &told, &Files::new()).unwrap();
    let text = |path: &str| text(&files, path);
    assert!(text("robots.txt").starts_with("User-agent: GPTBotAllow: /\nDisallow: /\n"));
    assert!(text("robots.txt").contains("User-agent: *\nDisallow: /sources/\n"));
    assert!(text(".well-known/tdmrep.json").contains("\"tdm-reservation\":1"));
    assert!(text("index.html").contains("<meta name=\"tdm-reservation\" content=\"1\">"));
    assert_eq!((text("CNAME").as_str(), text(".nojekyll").as_str()), ("news.example\n", ""));
    let map = text("sitemap.xml");
    assert!(map.contains("c0ffee.html</loc><lastmod>") && !map.contains("404.html"));
    // A site's own file goes before.
    let own = Files::from([("static/robots.txt".to_owned(), b"mine".to_vec())]);
    let files = render(&[fixture::storm()], &told, &own).unwrap();
    assert_eq!(files["robots.txt"], b"mine");
}
