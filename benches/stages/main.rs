//! Times the stages on invented news: `cargo bench`. Read ratios, not values; a timing decides no
//! test.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a program for the terminal of a developer"
)]

mod news;

use std::fs;
use std::io;
use std::time::{Duration, Instant};

use q7x2::cli::What;
use q7x2::pipeline::{self, Request};

/// Events, and articles of each.
const STREAMS: [(usize, usize); 3] = [(100, 5), (1000, 5), (1, 500)];

fn main() {
    println!(
        "{:>8} {:>8} {:>10} {:>10} {:>10} {:>10}",
        "events", "articles", "articles", "events", "briefings", "build"
    );
    for (events, articles) in STREAMS {
        let root = tempfile::tempdir().expect("a folder");
        let content = root.path().join("content");
        fs::create_dir(&content).expect("a new folder");
        let settings = "title = \"News\"\nbase_url = \"https://example.org/\"\n";
        fs::write(root.path().join("site.toml"), settings).expect("a new file");
        fs::write(content.join("news.jsonl"), news::stream(events, articles)).expect("a new file");
        let request = Request { root: root.path().to_owned(), ..Request::default() };
        let [read, grouped, briefed] = [What::Articles, What::Events, What::Briefings]
            .map(|what| timed(|| inspect(&request, what)));
        let built = timed(|| drop(pipeline::build(&request).expect("a site")));
        println!(
            "{events:>8} {articles:>8} {read:>10.1?} {grouped:>10.1?} {briefed:>10.1?} {built:>10.1?}"
        );
    }
}

fn inspect(request: &Request, what: What) {
    pipeline::inspect(request, what, &mut io::sink()).map(drop).expect("something to print");
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
