//! `fetch`, `feeds` and `add`, against hosts on this computer that misbehave.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod loopback;
mod program;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex};

use loopback::{Host, Reply, ok, rss, with};
use program::command;
use tempfile::TempDir;

const TEXT: &str = "The mayor of Tarn opened a new bridge over the river Lune on Tuesday.";

/// What a run left behind.
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

/// A site with these feeds.
fn site(feeds: &[String]) -> TempDir {
    let root = TempDir::new().expect("a folder");
    let mut text = "title = \"News\"\nbase_url = \"https://example.org/\"\n".to_owned();
    for feed in feeds {
        let (url, more) = feed.split_once('\n').unwrap_or((feed, ""));
        writeln!(text, "[[feeds]]\nurl = \"{url}\"\n{more}").expect("a text");
    }
    fs::write(root.path().join("site.toml"), text).expect("a file");
    root
}

fn run(root: &Path, line: &str) -> Ran {
    let mut command = command();
    command.current_dir(root).args(line.split_whitespace());
    let output = command.output().expect("it starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran {
        code: output.status.code().expect("a code"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

fn fetch(root: &Path) -> Ran {
    run(root, "fetch --allow-private --delay 0 --timeout 2")
}

/// The articles of a site, by path below content/.
fn articles(root: &Path) -> Vec<(String, String)> {
    let content = root.join("content");
    let tree = if content.exists() { program::tree(&content) } else { program::Tree::new() };
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    tree.into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
}

/// A host with one feed, /feed, beside which nothing is known.
fn feed_of(answer: impl Fn(usize) -> Reply + Send + Sync + 'static) -> Host {
    Host::new(
        move |asked, count| if asked.path == "/feed" { answer(count) } else { with(404, &[], "") },
    )
}

fn entries(many: usize) -> Vec<(String, &'static str, &'static str)> {
    (0..many).map(|at| (format!("https://tarn.example/{at}"), "A bridge", TEXT)).collect()
}

#[test]
fn what_is_new_is_written_and_known_the_next_time() {
    let host = feed_of(|_| ok(rss("Tarn Herald", &entries(2))));
    let root = site(&[host.at("/feed")]);
    let first = fetch(root.path());
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert!(first.stdout.contains("2 new, 0 known"), "{}", first.stdout);
    let written = articles(root.path());
    assert_eq!(written.len(), 2);
    let (path, text) = &written[1];
    assert!(path.starts_with("2026-01-28/tarn-herald-a-bridge-"), "{path}");
    assert_eq!(
        text,
        &format!(
            "---\ntitle: \"A bridge\"\nsource: \"Tarn Herald\"\npublished: 2026-01-28T10:00:00Z\n\
             url: \"https://tarn.example/0\"\n---\n{TEXT}\n"
        )
    );
    // An article that its editor has taken out does not come back.
    fs::remove_file(root.path().join("content").join(path)).expect("it goes");
    let second = fetch(root.path());
    assert!(second.stdout.contains("0 new, 2 known"), "{}", second.stdout);
    assert_eq!(articles(root.path()).len(), 1);
    program::run(&mut program::build_command(root.path(), &root.path().join("public")));
}

#[test]
fn a_lost_memory_is_made_of_what_is_there() {
    let host = feed_of(|_| ok(rss("Tarn Herald", &entries(2))));
    let root = site(&[host.at("/feed")]);
    fetch(root.path());
    fs::remove_file(root.path().join("feeds.json")).expect("it goes");
    let again = fetch(root.path());
    assert!(again.stdout.contains("0 new, 2 known"), "{}", again.stdout);
    fs::write(root.path().join("feeds.json"), "{\n\"feeds\": 1\n}").expect("a file");
    let broken = fetch(root.path());
    assert!(broken.code == 1 && broken.stderr.contains("feeds.json:2"), "{}", broken.stderr);
}

#[test]
fn an_unchanged_feed_is_not_sent_twice() {
    let host =
        Host::new(|asked, _| match (asked.path.as_str(), asked.headers.get("if-none-match")) {
            ("/feed", Some(tag)) if tag == "\"v1\"" => with(304, &[], ""),
            ("/feed", _) => with(
                200,
                &[("etag", "\"v1\""), ("last-modified", "Tue, 06 Jan 2026 10:00:00 GMT")],
                &rss("Tarn Herald", &entries(1)),
            ),
            _ => with(404, &[], ""),
        });
    let root = site(&[host.at("/feed")]);
    fetch(root.path());
    let second = fetch(root.path());
    assert!(second.stdout.contains("nothing new"), "{}", second.stdout);
    let last = host.asked().pop().expect("a request");
    assert_eq!(last.headers["if-modified-since"], "Tue, 06 Jan 2026 10:00:00 GMT");
    assert!(last.headers["user-agent"].starts_with("q7x2/"), "{:?}", last.headers);
}

/// What a host may answer in place of a feed, and what is said of it.
fn misbehaviours() -> Vec<(Reply, &'static str)> {
    let big = "x".repeat(1 << 20);
    vec![
        (with(500, &[], ""), "its host answers 500"),
        (with(404, &[], ""), "its host answers 404"),
        (with(418, &[], ""), "its host answers 418"),
        (ok(""), "no feed that can be read"),
        (ok("<!doctype html><title>x</title>"), "this is a web page, not a feed"),
        (ok("<rss version='2.0'><channel>"), "no feed that can be read"),
        (ok(vec![0, 159, 146, 150]), "no feed that can be read"),
        (Reply::Raw(Vec::new()), "no answer that can be read"),
        (Reply::Raw(b"SSH-2.0-OpenSSH\r\n".to_vec()), "no answer that can be read"),
        (
            Reply::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n<rss".to_vec()),
            "no answer that can be read",
        ),
        (
            Reply::Raw(
                b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nabc"
                    .to_vec(),
            ),
            "no answer that can be read",
        ),
        (
            Reply::Raw(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n".to_vec()),
            "no answer that can be read",
        ),
        (
            Reply::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"x-y: z\r\n".to_vec()),
            "no answer that can be read",
        ),
        (
            Reply::Endless(b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), big.into_bytes()),
            "larger than 16384 KiB",
        ),
        (Reply::Silence, "no complete answer within 1 seconds"),
        (with(302, &[("location", "/feed")], ""), "it leads on more than 5 times"),
        (
            with(302, &[("location", "file:///etc/passwd")], ""),
            "`file:///etc/passwd`, which is not asked for",
        ),
        (with(302, &[("location", "http://a:b@c.example/")], ""), "which is not asked for"),
        (with(302, &[("location", "http://[")], ""), "which is not asked for"),
        (with(302, &[], ""), "its host answers 302"),
        (with(200, &[("tdm-reservation", "1")], "<rss"), "reserves text and data mining"),
    ]
}

/// Whatever one host does, the feed beside it is read, and nothing of the bad one is written.
#[test]
fn one_bad_feed_never_stops_the_rest() {
    let good = feed_of(|_| ok(rss("Tarn Herald", &entries(1))));
    let cases = misbehaviours();
    let hosts: Vec<Host> = cases
        .iter()
        .map(|(reply, _)| {
            let reply = reply.clone();
            feed_of(move |_| reply.clone())
        })
        .collect();
    let mut feeds: Vec<String> = hosts.iter().map(|host| host.at("/feed")).collect();
    feeds.push("http://127.0.0.1:1/feed".to_owned());
    feeds.push("http://no-such-host.invalid/feed".to_owned());
    feeds.push(good.at("/feed"));
    let root = site(&feeds);
    let ran = run(root.path(), "fetch --allow-private --delay 0 --timeout 1");
    let lines: Vec<&str> = ran.stdout.lines().collect();
    for ((_, expected), line) in cases.iter().zip(&lines) {
        assert!(line.contains("failed") && line.contains(expected), "{line}\nexpected {expected}");
    }
    assert_eq!((ran.code, articles(root.path()).len()), (0, 1), "{}", ran.stdout);
    assert!(ran.stderr.contains("site.toml:4") && ran.stderr.contains("help: "), "{}", ran.stderr);
    assert_eq!(run(root.path(), "fetch --allow-private --delay 0 --timeout 1 --strict").code, 1);
}

#[test]
fn what_may_pass_is_asked_for_again() {
    let host = feed_of(|count| match count {
        1 => with(503, &[("retry-after", "0")], ""),
        2 => Reply::Raw(Vec::new()),
        _ => ok(rss("Tarn Herald", &entries(1))),
    });
    let root = site(&[host.at("/feed")]);
    assert!(fetch(root.path()).stdout.contains("1 new"));
    assert_eq!(host.count("/feed"), 3);
    // A host that wants a day's rest gets it.
    let tired = feed_of(|_| with(429, &[("retry-after", "86400")], ""));
    let root = site(&[tired.at("/feed")]);
    let ran = fetch(root.path());
    assert_eq!((ran.code, tired.count("/feed")), (1, 1), "{}", ran.stdout);
}

#[test]
fn hosts_of_the_own_network_are_not_asked_even_after_a_redirect() {
    let secret = feed_of(|_| ok(rss("Router", &entries(1))));
    let port = secret.address.rsplit(':').next().expect("a port").to_owned();
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "127.1", "0x7f.1", "2130706433"] {
        let root = site(&[format!("http://{host}:{port}/feed")]);
        let ran = run(root.path(), "fetch --delay 0 --timeout 2");
        assert!(
            ran.code == 1 && ran.stdout.contains("no public address"),
            "{host}: {}",
            ran.stdout
        );
        assert!(ran.stderr.contains("--allow-private"), "{}", ran.stderr);
    }
    assert_eq!(secret.asked().len(), 0);
}

#[test]
fn redirects_are_followed_a_few_times() {
    let host = Host::new(|asked, _| match asked.path.as_str() {
        "/old" => with(301, &[("location", "newer?x=1")], ""),
        "/newer?x=1" => with(308, &[("location", "/feed")], ""),
        "/feed" => ok(rss("Tarn Herald", &entries(1))),
        _ => with(404, &[], ""),
    });
    let root = site(&[host.at("/old")]);
    assert!(fetch(root.path()).stdout.contains("1 new"));
}

#[test]
fn robots_and_reservations_are_honoured() {
    let check = |robots: Reply, rep: Reply, expected: &str, asks: usize| {
        let host = Host::new(move |asked, _| match asked.path.as_str() {
            "/robots.txt" => robots.clone(),
            "/.well-known/tdmrep.json" => rep.clone(),
            "/feed" => ok(rss("Tarn Herald", &entries(1))),
            _ => with(404, &[], ""),
        });
        let root = site(&[host.at("/feed")]);
        let ran = fetch(root.path());
        assert!(ran.stdout.contains(expected), "{}\nexpected {expected}", ran.stdout);
        assert_eq!((host.count("/feed"), articles(root.path()).len()), (asks, asks));
    };
    let none = || with(404, &[], "");
    check(ok("User-agent: *\nDisallow: /feed"), none(), "robots.txt asks programs", 0);
    check(ok("User-agent: q7x2\nAllow: /\n\nUser-agent: *\nDisallow: /"), none(), "1 new", 1);
    check(with(302, &[("location", "/robots.txt")], ""), none(), "1 new", 1);
    check(with(500, &[], ""), none(), "robots.txt cannot be read", 0);
    check(with(403, &[], ""), none(), "1 new", 1);
    check(ok("x".repeat(600 << 10)), none(), "robots.txt asks programs", 0);
    let reserved = "[{\"location\": \"/\", \"tdm-reservation\": 1}]";
    check(none(), ok(reserved), "reserves text and data mining", 0);
    check(none(), ok("[{\"location\": \"/other\", \"tdm-reservation\": 1}]"), "1 new", 1);
    check(none(), ok("{{{{"), "1 new", 1);
}

#[test]
fn a_redirect_asks_the_other_host_for_leave_too() {
    let other = Host::new(|asked, _| match asked.path.as_str() {
        "/robots.txt" => ok("User-agent: *\nDisallow: /"),
        _ => ok(rss("Other", &entries(1))),
    });
    let to = other.at("/feed");
    let host = feed_of(move |_| with(302, &[("location", &to)], ""));
    let root = site(&[host.at("/feed")]);
    assert!(fetch(root.path()).stdout.contains("robots.txt asks programs"));
    assert_eq!(other.count("/feed"), 0);
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_a_pause() {
    let times = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&times);
    let host = Host::new(move |asked, _| {
        log.lock().expect("no panic").push(std::time::Instant::now());
        if asked.path.starts_with("/feed") {
            ok(rss("Tarn Herald", &entries(1)))
        } else {
            with(404, &[], "")
        }
    });
    let feeds: Vec<String> = (0..4).map(|at| host.at(&format!("/feed{at}"))).collect();
    let root = site(&feeds);
    run(root.path(), "fetch --allow-private --delay 0.1 --timeout 2");
    assert_eq!(host.most_open.lock().expect("no panic").1, 1);
    let times = times.lock().expect("no panic").clone();
    let pauses = times.windows(2).map(|pair| pair[1] - pair[0]);
    assert_eq!(times.len(), 6);
    for pause in pauses {
        assert!(pause.as_millis() >= 95, "{pause:?}");
    }
}

#[test]
fn a_feed_brings_no_more_than_its_limit_and_an_article_once() {
    let host = Host::new(|asked, _| match asked.path.as_str() {
        "/a" => ok(rss("A", &entries(9))),
        "/b" => ok(rss(
            "B",
            &[("http://www.tarn.example/0?utm_source=rss#x".to_owned(), "A bridge", TEXT)],
        )),
        _ => with(404, &[], ""),
    });
    let root = site(&[format!("{}\nlimit = 3\nsource = \"Tarn\"", host.at("/a")), host.at("/b")]);
    let ran = fetch(root.path());
    assert!(ran.stdout.contains("Tarn: 3 new, 0 known, 6 over the limit"), "{}", ran.stdout);
    assert!(ran.stdout.contains("0 new, 1 known"), "{}", ran.stdout);
    // The newest are taken.
    assert!(articles(root.path()).iter().all(|(path, _)| path.as_str() > "2026-01-26/"));
}

/// The page of an article.
fn article_page(head: &str) -> String {
    let text = format!(
        "<p>{TEXT} It cost forty million euros and took six years to build, the town said.</p>"
    );
    format!(
        "<!doctype html><html lang='en'><head><title>A bridge</title>{head}</head><body><nav>Home</nav><article><h1>A bridge</h1>{}\
         </article></body></html>",
        text.repeat(6)
    )
}

#[test]
fn the_pages_behind_entries_are_read_where_their_owner_lets() {
    let address = Arc::new(Mutex::new(String::new()));
    let own = Arc::clone(&address);
    let host = Host::new(move |asked, _| {
        let base = own.lock().expect("no panic").clone();
        let entry = |path: &str| (format!("{base}{path}"), "A bridge", "Short.");
        match asked.path.as_str() {
            "/feed" => ok(rss(
                "Tarn Herald",
                &[entry("/open"), entry("/shut"), entry("/gone"), entry("/closed/x")],
            )),
            "/open" => ok(article_page("")),
            "/shut" => ok(article_page("<meta name='tdm-reservation' content='1'>")),
            "/closed/x" => ok(article_page("")),
            "/robots.txt" => ok("User-agent: *\nDisallow: /closed/"),
            _ => with(404, &[], ""),
        }
    });
    *address.lock().expect("no panic") = host.address.clone();
    let root = site(&[format!("{}\nfull_text = true", host.at("/feed"))]);
    let ran = fetch(root.path());
    let long =
        articles(root.path()).iter().filter(|(_, text)| text.contains("forty million")).count();
    let short =
        articles(root.path()).iter().filter(|(_, text)| text.ends_with("---\nShort.\n")).count();
    assert_eq!((ran.code, long, short, host.count("/closed/x")), (0, 1, 3, 0), "{}", ran.stderr);
    for why in ["reserves text and data mining", "its host answers 404", "robots.txt asks programs"]
    {
        assert!(ran.stderr.contains(why), "{why}: {}", ran.stderr);
    }
}

#[test]
fn an_article_whose_page_failed_is_looked_for_again() {
    let address = Arc::new(Mutex::new(String::new()));
    let own = Arc::clone(&address);
    let host = Host::new(move |asked, count| {
        let link = own.lock().expect("no panic").clone() + "/a";
        match asked.path.as_str() {
            "/feed" if asked.headers.contains_key("if-none-match") => with(304, &[], ""),
            "/feed" => with(200, &[("etag", "1")], &rss("Tarn Herald", &[(link, "A bridge", "")])),
            "/a" if count == 1 => with(404, &[], ""),
            "/a" => ok(article_page("")),
            _ => with(404, &[], ""),
        }
    });
    address.lock().expect("no panic").clone_from(&host.address);
    let root = site(&[format!("{}\nfull_text = true", host.at("/feed"))]);
    assert!(fetch(root.path()).stdout.contains("0 new, 0 known, 1 without text"));
    assert!(fetch(root.path()).stdout.contains("1 new"));
    assert!(fetch(root.path()).stdout.contains("nothing new"));
}

#[test]
fn nothing_that_an_entry_says_leads_out_of_content() {
    let evil = [
        ("https://tarn.example/../../etc", "../../../etc/passwd", TEXT),
        (
            "javascript:alert(1)",
            "a\nurl: x\n---\n",
            "&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;---&lt;/p&gt;",
        ),
    ];
    let entries: Vec<_> = evil.map(|(url, title, text)| (url.to_owned(), title, text)).to_vec();
    let host = feed_of(move |_| ok(rss("../..", &entries)));
    let root = site(&[host.at("/feed")]);
    let ran = fetch(root.path());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let paths: Vec<String> = articles(root.path()).into_iter().map(|(path, _)| path).collect();
    assert!(
        paths.iter().all(|path| path.starts_with("2026-01-2") && !path.contains("..")),
        "{paths:?}"
    );
    assert!(
        articles(root.path())
            .iter()
            .all(|(_, text)| !text.contains("javascript:") && text.matches("\n---\n").count() <= 1)
    );
}

#[test]
fn a_trial_writes_nothing() {
    let host = feed_of(|_| ok(rss("Tarn Herald", &entries(1))));
    let root = site(&[host.at("/feed")]);
    for line in ["fetch --dry-run", "feeds check"] {
        let ran = run(root.path(), &format!("{line} --allow-private --delay 0"));
        assert!(ran.code == 0 && ran.stdout.contains("1 would be new"), "{}", ran.stdout);
    }
    let ran = run(root.path(), "fetch --dry-run --allow-private --delay 0 --format json");
    let line: serde_json::Value = serde_json::from_str(&ran.stdout).expect("a line of JSON");
    assert_eq!(line["new"].as_array().map(Vec::len), Some(1));
    assert!(!root.path().join("content").exists() && !root.path().join("feeds.json").exists());
}

#[test]
fn a_packed_answer_is_unpacked_and_a_bomb_is_not() {
    let pack = |text: &[u8]| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(text).expect("packed");
        packer.finish().expect("packed")
    };
    let packed = pack(rss("Tarn Herald", &entries(1)).as_bytes());
    let bomb = pack(&vec![b' '; 64 << 20]);
    let header = vec![("content-encoding".to_owned(), "gzip".to_owned())];
    let host = Host::new(move |asked, _| match asked.path.as_str() {
        "/feed" => Reply::Whole(200, header.clone(), packed.clone()),
        "/bomb" => Reply::Whole(200, header.clone(), bomb.clone()),
        _ => with(404, &[], ""),
    });
    let root = site(&[host.at("/feed"), host.at("/bomb")]);
    let ran = run(root.path(), "fetch --allow-private --delay 0 --timeout 20");
    assert!(
        ran.stdout.contains("1 new") && ran.stdout.contains("larger than 16384 KiB"),
        "{}",
        ran.stdout
    );
}

#[test]
fn lists_of_feeds_come_and_go() {
    let root = site(&["https://a.example/feed".to_owned()]);
    let list = "<opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/feed'/>\
        <outline text='B &amp; C' xmlUrl='https://b.example/feed'/><outline text='D' xmlUrl='gopher://d'/></body></opml>";
    fs::write(root.path().join("list.opml"), list).expect("a file");
    let ran = run(root.path(), "feeds import list.opml");
    assert!(
        ran.code == 0
            && ran.stdout.contains("1 feeds written")
            && ran.stderr.contains("gopher://d"),
        "{} {}",
        ran.stdout,
        ran.stderr
    );
    let exported = run(root.path(), "feeds export").stdout;
    assert!(
        exported.contains("B &amp; C") && exported.matches("<outline").count() == 2,
        "{exported}"
    );
    assert!(run(root.path(), "feeds import list.opml").stdout.contains("0 feeds written"));
    assert_eq!(run(root.path(), "feeds import site.toml").code, 1);
    assert_eq!(run(root.path(), "feeds import none.opml").code, 1);
}

#[test]
fn one_article_is_added_at_a_time() {
    let host = Host::new(|asked, _| match asked.path.as_str() {
        "/a" => ok(article_page("<meta property='og:site_name' content='Tarn Herald'>")),
        "/empty" => ok("<!doctype html><title>x</title>"),
        _ => with(404, &[], ""),
    });
    let root = site(&[]);
    fs::write(root.path().join("note.txt"), TEXT).expect("a file");
    fs::write(root.path().join("film.mp4"), TEXT).expect("a file");
    let add = |what: &str| run(root.path(), &format!("add --allow-private --delay 0 {what}"));
    let ran = add(&format!("{} note.txt", host.at("/a")));
    assert_eq!((ran.code, articles(root.path()).len()), (0, 2), "{}", ran.stderr);
    assert!(add(&host.at("/a")).stdout.contains("known"));
    let ran = add(&format!("film.mp4 {} {} note.txt", host.at("/none"), host.at("/empty")));
    assert!(ran.code == 1 && ran.stdout.contains("known"), "{}", ran.stdout);
    for why in ["no kind of file", "its host answers 404", "was not read"] {
        assert!(ran.stderr.contains(why), "{why}: {}", ran.stderr);
    }
}

#[test]
fn wrong_feeds_are_told_with_their_line() {
    let root = site(&["ftp://a.example/feed".to_owned()]);
    let ran = fetch(root.path());
    assert!(
        ran.code == 1
            && ran.stderr.contains("site.toml:4")
            && ran.stderr.contains("only http and https"),
        "{}",
        ran.stderr
    );
    let none = site(&[]);
    let ran = fetch(none.path());
    assert!(ran.code == 0 && ran.stderr.contains("lists no feeds"), "{}", ran.stderr);
}
