//! What a program costs beside a plugin that is linked: the same merger, of an event of 100 KB,
//! asked in both ways. `cargo bench --bench programs`
//!
//! The program is this file itself, called with `serve`, or with `hang` for one that reads and
//! never answers: how long after its deadline a call of it ends.

#![expect(clippy::expect_used, reason = "a measurement fails by panicking")]
#![expect(clippy::print_stdout, reason = "a measurement prints its figures")]

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroU64;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use q7x2::plugin::{Asked, Found, Grounds, Leave, Pipeline, Process, resolve};
use q7x2::setting;
use q7x2_sdk::contract::{BuiltIn, MergeRequest, Merger, Plugin, PluginError, Settings, Summaries};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::{Citation, Draft, Event, Statement, example, wire};

/// That of `q7x2` itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const BUILT_IN: BuiltIn = BuiltIn { manifest: MANIFEST, create };

const MANIFEST: &str =
    "[plugin]\nname = 'opening'\nversion = '1'\nprotocol = 1\nkinds = ['merger']\n";

/// Seconds that a call of the program that hangs may take.
const DEADLINE: NonZeroU64 = NonZeroU64::MIN;

/// Calls that are timed.
const CALLS: u32 = 2_000;

/// The opening of each article: next to no work of its own.
struct Opening;

fn create(_: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Merger(Box::new(Opening)))
}

impl Merger for Opening {
    fn merge(&self, request: &MergeRequest<'_>) -> Result<Warned<Draft>, PluginError> {
        let first = request.event.articles().iter().filter_map(|article| {
            let (at, sentence) = article.body().next()?;
            let citations = vec![Citation::new(article.id.clone(), at)];
            Some(Statement::new(sentence.text.clone(), citations))
        });
        let title = request.event.title().to_owned();
        Ok(Warned::quiet(Draft { title, statements: first.collect(), ..Draft::default() }))
    }
}

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "serve") {
        return q7x2_sdk::serve(&BUILT_IN);
    }
    if std::env::args().any(|argument| argument == "hang") {
        return hang();
    }
    let event = event();
    let summaries = Summaries::new();
    let request = MergeRequest { max_words: 220, event: &event, summaries: &summaries };
    let sent = serde_json::to_vec(&wire::Merge::of(&request, wire::Naming::Ids)).expect("JSON");
    println!("a question of {} KB, {CALLS} calls", sent.len() / 1_000);
    let linked = timed(&Opening, &request);
    println!("linked   {:8.1} µs a call", micros(linked));
    let served = program("serve", |merger| timed(merger, &request));
    println!("program  {:8.1} µs a call", micros(served));
    println!("overhead {:8.1} µs a call", micros(served.saturating_sub(linked)));
    let start = Instant::now();
    program("hang", |merger| assert!(merger.merge(&request).is_err(), "it hangs"));
    let late = start.elapsed().saturating_sub(Duration::from_secs(DEADLINE.get()));
    println!("a hang ends {:.2} s after its deadline", late.as_secs_f64());
    ExitCode::SUCCESS
}

/// Answers the handshake and then nothing.
fn hang() -> ExitCode {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("a line");
    let asked: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    println!("{}", serde_json::json!({"id": asked["id"], "result": {"protocol": 1}}));
    loop {
        std::thread::park();
    }
}

/// What `use_of` makes of the same merger as a program that is called with `argument`, started and
/// ended as a build does it.
fn program<T>(argument: &str, use_of: impl FnOnce(&dyn Merger) -> T) -> T {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(site.path().join("opening")).expect("a folder");
    let own = std::env::current_exe().expect("this program");
    let command = format!("command = [{:?}, {argument:?}]\n", own.display().to_string());
    let found = Found::from([("opening".to_owned(), format!("{MANIFEST}{command}"))]);
    let tree = setting::file("site.toml", String::new()).expect("settings");
    let pipeline = Pipeline { merge: "opening".to_owned(), ..Pipeline::default() };
    let process = Process { call_seconds: Some(DEADLINE), ..Process::default() };
    let grounds = Grounds {
        folder: site.path(),
        environment: &[],
        process: &process,
        processes: &BTreeMap::new(),
        store: None,
        leave: Leave::Ask,
    };
    let asked = Asked { pipeline: &pipeline, tree: &tree, found: &found, grounds };
    let resolved = resolve(asked).expect("a plugin");
    let made = use_of(resolved.plugins.merger.plugin.as_ref());
    for told in resolved.programs.end() {
        println!("{}", told.message);
    }
    made
}

fn timed(merger: &dyn Merger, request: &MergeRequest<'_>) -> Duration {
    let once = || {
        let answer = merger.merge(request).expect("an answer").value;
        assert_eq!(answer.statements.len(), request.event.articles().len());
    };
    (0..CALLS / 10).for_each(|_| once());
    let start = Instant::now();
    (0..CALLS).for_each(|_| once());
    start.elapsed() / CALLS
}

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

/// Twenty articles of forty sentences.
fn event() -> Event {
    let article = |id: usize| {
        let sentence = |at: usize| {
            format!(
                "The council of Tarn, in session {id}, spoke of item {at}: the bridge over the river Lune."
            )
        };
        let sentences: Vec<String> = (0..40).map(sentence).collect();
        let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
        example::article(&format!("{id:016x}"), &sentences)
    };
    Event::new("e".to_owned(), "The council meets".to_owned(), (0..20).map(article).collect())
}
