//! Links and addresses: each leads somewhere, for ever.

use super::*;

#[test]
fn every_link_leads_somewhere() {
    let files = whole();
    let pages = files.keys().filter(|path| is_page(path));
    let mut inner = 0;
    for path in pages {
        let page = text(&files, path);
        let links = attributes(&page, "href");
        let targets = attributes(&page, "popovertarget").into_iter().map(|id| format!("#{id}"));
        for link in links.into_iter().map(str::to_owned).chain(targets) {
            if link.starts_with("https://") {
                continue;
            }
            let (file, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { path.clone() } else { resolve(path, file) };
            assert!(
                files.contains_key(&target),
                "{path}: {link} leads to {target}, which is not there"
            );
            assert!(
                file.is_empty() || file.rsplit('/').next().unwrap().contains('.'),
                "{path}: {link} names no file"
            );
            if !fragment.is_empty() {
                let ids = text(&files, &target);
                assert!(
                    attributes(&ids, "id").contains(&fragment),
                    "{path}: nothing is called {link}"
                );
                inner += 1;
            }
        }
    }
    assert!(inner > 500, "{inner} links to places inside pages");
}

#[test]
fn what_is_gone_leads_on() {
    let storm = fixture::storm();
    let day = chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    let pages = [
        ("home", 2),
        ("corrections", 3),
        ("sources/nordic-wire", 2),
        ("sources/nobody", 4),
        ("events/away", 2),
    ];
    let past = Past {
        moved: [("old", storm.event.as_str()), ("lost", "0000000000000000"), (&storm.slug, "x")]
            .map(|(slug, event)| (slug.to_owned(), event.to_owned()))
            .into(),
        gone: [("away".to_owned(), "1".repeat(16))].into(),
        apart: [(storm.event.clone(), vec![fixture::bare(7).event, "gone".to_owned()])].into(),
        days: [day].into(),
        lists: pages.map(|(folder, pages)| (folder.to_owned(), pages)).into(),
    };
    let mut made = Files::new();
    let input = Input {
        briefings: &[storm.clone(), fixture::bare(7)],
        settings: &settings(),
        files: &Files::new(),
        built: DateTime::<Utc>::UNIX_EPOCH,
        version: "0",
        past: &past,
    };
    let lists = site(&input, &mut |path, bytes| drop(made.insert(path, bytes))).unwrap().value;
    let leads = |path: &str, target: &str| {
        let page = text(&made, path);
        let wanted = format!("content=\"0; url={target}\"");
        assert!(page.contains(&wanted), "{path} leads to {target}\n{page}");
        assert!(made.contains_key(&resolve(path, target)), "{path}: {target} is there");
    };
    leads("events/old.html", &format!("../events/{}.html", storm.slug));
    leads("days/2025-01-01.html", "../archive.html");
    leads("home/2.html", "../index.html");
    leads("corrections/3.html", "../corrections.html");
    leads("sources/nordic-wire/2.html", "../../sources/nordic-wire.html");
    leads("sources/nobody.html", "../archive.html");
    leads("sources/nobody/4.html", "../../archive.html");
    leads("events/away/2.html", "../../events/away.html");
    let gone = text(&made, "events/away.html");
    assert!(gone.contains("no longer here") && gone.contains("../archive.html"), "{gone}");
    assert!(gone.contains("noindex") && !gone.contains("http-equiv=\"refresh\""), "{gone}");
    let data = text(&made, "events/away.json");
    assert_eq!(data, format!("{{\"event\":\"{}\",\"gone\":true}}\n", "1".repeat(16)));
    let data = text(&made, "events/old.json");
    assert_eq!(
        data,
        format!("{{\"event\":\"{}\",\"moved\":\"{}.json\"}}\n", storm.event, storm.slug)
    );
    let page = text(&made, &format!("events/{}.html", storm.slug));
    assert!(page.contains("Told apart since") && page.contains("Goes on from"));
    for nothing in ["events/lost.html", "events/x.html"] {
        assert!(!made.contains_key(nothing), "{nothing}");
    }
    assert_eq!(lists.get("home"), Some(&0));
}

#[test]
fn two_events_never_share_an_address() {
    let other = Briefing { event: "1".repeat(16), ..fixture::storm() };
    let errors = render(&[fixture::storm(), other], &settings(), &Files::new()).unwrap_err();
    assert!(
        errors[0].message.contains("00c0ffee00c0ffee and 1111111111111111 have one address"),
        "{errors:?}"
    );
}

#[test]
fn only_the_lost_page_canonical_links_and_the_feed_know_the_address() {
    for (path, bytes) in whole() {
        let page = String::from_utf8_lossy(&bytes).into_owned();
        let named = page.matches("https://me.example/digest").count();
        let expected = match path.as_str() {
            "404.html" | "robots.txt" | "sitemap.xml" => continue,
            path if path.starts_with("mail/") => continue,
            path if path.ends_with("atom.xml") || path.ends_with("feed.json") => continue,
            // Canonical, Open Graph, and twice as linked data.
            path if path.starts_with("events/") && path.ends_with(".html") => 4,
            path if path.ends_with(".html") => 1,
            _ => 0,
        };
        assert_eq!(named, expected, "{path}");
    }
}
