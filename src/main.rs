//! The program: terminal, clock and exit code. All work is the library's.

use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Instant;

use clap::{CommandFactory, Parser};
use q7x2::cli::{Cli, Command, Completions, Fault, Judge, Shared, What, Which};
use q7x2::disk::MOST_BYTES;
use q7x2::judge::Look;
use q7x2::pipeline::{self, Drafts, Request, Summary};
use q7x2::plugin::Leave;
use q7x2::progress::Meter;
use q7x2::terminal;
use q7x2_sdk::diagnostic::{Diagnostic, Severity, Warned};

#[path = "main/bar.rs"]
mod bar;

/// No site was written, or a strict build had warnings.
const FAILED: u8 = 1;

/// A whole build is many small texts made on one thread and dropped on another; the system's
/// allocator is slower at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse().and_then(Cli::checked) {
        Ok(cli) => cli,
        Err(error) => return answered(&error),
    };
    let panicked = quiet_panics();
    let done = panic::catch_unwind(AssertUnwindSafe(|| run(&cli)));
    done.unwrap_or_else(|_| {
        let what = panicked.lock().map(|what| what.clone()).unwrap_or_default();
        let told = Diagnostic::error(format!("q7x2 made a mistake: {what}"))
            .hint("please report it, with the command and, if you may share it, the article that brings it about");
        tell(&[told]);
        ExitCode::from(FAILED)
    })
}

/// What the command line gets in place of work: help, the version, or what is wrong with it. That
/// repeats what was written, so it is made of words that a terminal obeys nothing in.
fn answered(error: &clap::Error) -> ExitCode {
    let words = std::env::args_os().map(|word| terminal::clean(&word.to_string_lossy()));
    let again = Cli::try_parse_from(words).and_then(Cli::checked).err();
    let (printed, code) = match &again {
        Some(clean) => (clean.print(), clean.exit_code()),
        None => {
            (write!(io::stderr(), "{}", terminal::clean(&error.to_string())), error.exit_code())
        }
    };
    // Nobody is left to be told that nobody listens.
    drop(printed);
    ExitCode::from(u8::try_from(code).unwrap_or(FAILED))
}

/// Keeps what a panic says instead of printing it; where it comes from is kept with it.
fn quiet_panics() -> &'static Mutex<String> {
    static SAID: Mutex<String> = Mutex::new(String::new());
    panic::set_hook(Box::new(|info| {
        if let Ok(mut said) = SAID.lock() {
            *said = info.to_string().replace('\n', " ");
        }
    }));
    &SAID
}

/// Ends plugins that are programs before this program is ended: they stand in groups of their own,
/// which what is typed at a terminal does not reach.
#[cfg(unix)]
fn take_programs_along() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else {
        return;
    };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            q7x2::plugin::end_programs();
            drop(signal_hook::low_level::emulate_default_handler(signal));
        }
    });
}

#[cfg(not(unix))]
fn take_programs_along() {}

/// How much is told, once it is known.
static MEASURE: OnceLock<Measure> = OnceLock::new();

/// How much is told beside errors and warnings.
#[derive(Debug, Clone, Copy, Default)]
struct Measure {
    quiet: bool,
    verbose: bool,
}

/// So many notes are told one by one; `-v` tells all.
const MOST_NOTES: usize = 12;

fn run(cli: &Cli) -> ExitCode {
    let Shared { quiet, verbose, .. } = cli.shared;
    // Set once: there is one command line.
    let _ = MEASURE.set(Measure { quiet, verbose });
    take_programs_along();
    let request = request(cli);
    match &cli.command {
        Command::Init(command) => kept_to(pipeline::init(command, &mut news(cli))),
        Command::Fetch(command) => {
            kept_to(pipeline::fetch(&request, command, today(cli), &mut news(cli)))
        }
        Command::Feeds(command) => {
            kept_to(pipeline::feeds(&request, &command.command, today(cli), &mut stdout()))
        }
        Command::Add(command) => {
            kept_to(pipeline::add(&request, command, today(cli), &mut news(cli)))
        }
        Command::Serve(command) => {
            let served = pipeline::serve(&request, command, &mut news(cli));
            kept_to(served.map(|()| Warned::quiet(true)))
        }
        Command::Check(command) => {
            let colour = io::stdout().is_terminal() && may_colour();
            kept_to(pipeline::check(&request, command, colour, &mut stdout()))
        }
        Command::Config(command) => {
            kept_to(pipeline::show(&request, command.command, &mut stdout()))
        }
        Command::Deploy(command) => kept_to(pipeline::deploy(&request, command, &mut news(cli))),
        Command::Edition => kept_to(pipeline::edition(&request, &mut news(cli))),
        Command::Sign(command) => kept_to(pipeline::sign(&request, command, &mut news(cli))),
        Command::Completions(command) => completions(*command),
        Command::Man => manual(),
        Command::Build(command) => build(&request, command.strict),
        Command::Inspect(command) => inspect(&request, command.what),
        Command::Explain(command) => {
            kept_to(pipeline::explain(&request, &command.what, &mut BufWriter::new(io::stdout())))
        }
        Command::Judge(command) => judge(&request, command, cli.shared.quiet),
        Command::Plugin(command) => {
            kept_to(pipeline::plugins(&request, &command.command, &mut stdout()))
        }
        Command::Cache(command) => {
            kept_to(pipeline::cache(&request, command.command, &mut stdout()))
        }
    }
}

/// The end of a command that is done or finds a fault.
fn kept_to(done: Result<Warned<bool>, q7x2::error::Error>) -> ExitCode {
    match done {
        Ok(done) => {
            tell(&done.diagnostics);
            if done.value { ExitCode::SUCCESS } else { ExitCode::from(FAILED) }
        }
        Err(error) => failed(error),
    }
}

fn stdout() -> BufWriter<io::Stdout> {
    BufWriter::new(io::stdout())
}

/// Where a command says what it did, unless nobody wants to know.
fn news(cli: &Cli) -> Box<dyn Write + Send> {
    if cli.shared.quiet { Box::new(io::sink()) } else { Box::new(stdout()) }
}

fn completions(command: Completions) -> ExitCode {
    let mut text = Vec::new();
    clap_complete::generate(command.shell, &mut Cli::command(), "q7x2", &mut text);
    printed(stdout().write_all(&text))
}

fn manual() -> ExitCode {
    printed(clap_mangen::Man::new(Cli::command()).render(&mut stdout()))
}

/// A reader that closes the pipe has seen enough.
fn printed(done: io::Result<()>) -> ExitCode {
    match done {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            failed(q7x2::error::Error::Print(error))
        }
        _ => ExitCode::SUCCESS,
    }
}

/// Whether somebody watches: on a terminal, where nobody asked for silence, and not in CI.
fn shows_progress(cli: &Cli) -> bool {
    let in_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    let is_dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    io::stderr().is_terminal() && !cli.shared.quiet && !in_ci && !is_dumb
}

/// The day that was asked for, else that of the clock. Articles without a date are filed under it;
/// no page shows it.
#[expect(clippy::disallowed_methods, reason = "the clock is the terminal's, and is passed on")]
fn today(cli: &Cli) -> chrono::NaiveDate {
    let clock = || {
        let now = std::time::SystemTime::now();
        chrono::DateTime::<chrono::Utc>::from(now).date_naive()
    };
    cli.shared.now.map_or_else(clock, q7x2::fetch::day)
}

fn request(cli: &Cli) -> Request {
    let environment = std::env::vars_os().map(|(name, value)| {
        (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned())
    });
    let output = match &cli.command {
        Command::Build(build) => build.output.clone(),
        _ => None,
    };
    let programs = cli.programs();
    Request {
        root: cli.shared.root.clone(),
        output,
        environment: environment.collect(),
        options: cli.options(),
        now: cli.shared.now,
        threads: cli.shared.threads,
        leave: match (programs.plugins, programs.frozen) {
            (Which::Builtin, _) => Leave::BuiltIn,
            (Which::All, true) => Leave::Frozen,
            (Which::All, false) => Leave::Ask,
        },
        locked: programs.locked,
        progress: if shows_progress(cli) {
            Meter::seen_by(Arc::new(bar::Bar::default()))
        } else {
            Meter::default()
        },
    }
}

fn build(request: &Request, strict: bool) -> ExitCode {
    let start = Instant::now();
    match pipeline::build(request) {
        Ok(done) => {
            tell(&done.diagnostics);
            let warnings =
                done.diagnostics.iter().filter(|one| one.severity == Severity::Warning).count();
            say(&summary(&done.value, warnings, start.elapsed().as_secs_f64()));
            if strict && warnings > 0 { refuse_warnings() } else { ExitCode::SUCCESS }
        }
        Err(error) => failed(error),
    }
}

fn refuse_warnings() -> ExitCode {
    tell(&[Diagnostic::error("the build is strict, and there were warnings").hint(
        "the site is written all the same; see to the warnings above, or build without `--strict`",
    )]);
    ExitCode::from(FAILED)
}

fn inspect(request: &Request, what: What) -> ExitCode {
    match pipeline::inspect(request, what, &mut stdout()) {
        Ok(done) => {
            tell(&done.diagnostics);
            ExitCode::SUCCESS
        }
        Err(error) => failed(error),
    }
}

fn judge(request: &Request, command: &Judge, quiet: bool) -> ExitCode {
    let mut input = Vec::new();
    if command.drafts.iter().any(|path| path.as_os_str() == "-") {
        // One byte more than is allowed tells that there is more.
        let read = io::stdin().take(MOST_BYTES + 1).read_to_end(&mut input);
        if let Err(why) = read {
            return unread(&format!("standard input cannot be read: {why}"));
        }
        if input.len() as u64 > MOST_BYTES {
            return unread(&format!("standard input holds more than {} MiB", MOST_BYTES >> 20));
        }
    }
    let look = Look { colour: io::stdout().is_terminal() && may_colour(), quiet };
    let drafts = Drafts { paths: &command.drafts, input, against: &command.against };
    let mut print = BufWriter::new(io::stdout());
    match pipeline::judge(request, drafts, command.format, look, &mut print) {
        Ok(done) => {
            tell(&done.diagnostics);
            let fails = |fault: &Fault| done.value.count(*fault) > 0;
            let failed = done.value.unread() > 0
                || command.fail_on.iter().any(fails)
                || command.strict && fails(&Fault::Contradicted);
            if failed { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
        }
        Err(error) => failed(error),
    }
}

fn unread(message: &str) -> ExitCode {
    tell(&[Diagnostic::error(message).hint("save the draft as a file and name that")]);
    ExitCode::from(FAILED)
}

fn failed(error: q7x2::error::Error) -> ExitCode {
    tell(&error.diagnostics());
    ExitCode::from(FAILED)
}

/// One line on what was done.
fn summary(done: &Summary, warnings: usize, seconds: f64) -> String {
    let Summary { articles, events, statements, dropped, pages, changed } = *done;
    let count =
        |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    format!(
        "{}, {}, {} ({dropped} dropped), {}; {} ({} changed) in {seconds:.2} s",
        count(articles, "article"),
        count(events, "event"),
        count(statements, "statement"),
        count(warnings, "warning"),
        count(pages, "page"),
        count(changed, "file"),
    )
}

fn say(line: &str) {
    // Nobody is left to be told that nobody listens.
    if !MEASURE.get().copied().unwrap_or_default().quiet {
        let _ = writeln!(io::stdout(), "{line}");
    }
}

fn tell(diagnostics: &[Diagnostic]) {
    let Measure { quiet, verbose } = MEASURE.get().copied().unwrap_or_default();
    let colour = io::stderr().is_terminal() && may_colour();
    let mut stderr = BufWriter::new(io::stderr());
    let is_told = |one: &&Diagnostic| !quiet || one.severity != Severity::Note;
    let mut told: Vec<Diagnostic> = diagnostics.iter().filter(is_told).cloned().collect();
    if !verbose {
        told = terminal::in_short(told, MOST_NOTES);
    }
    for one in told {
        let _ = writeln!(stderr, "{}\n", terminal::draw(&one, colour));
    }
}

/// Whether the environment has nothing against colours.
fn may_colour() -> bool {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    !plain && !dumb
}
