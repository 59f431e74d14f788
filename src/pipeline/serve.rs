//! `serve`: the site in a browser, made anew whenever something of it changes.

mod shown;

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use q7x2_sdk::diagnostic::{Diagnostic, Severity, Warned};

use super::build::{INPUTS, Summary, made};
use super::memory::Memory;
use super::pool::enough;
use super::request::Request;
use crate::cli::Serve;
use crate::config;
use crate::disk;
use crate::error::Error;
use crate::net::{News, Page, Server};
use crate::terminal;
use crate::tool;
use crate::watch::Watch;

/// Where the site that is shown lies: not among what is published.
const OUTPUT: &str = ".q7x2/serve";

/// What is shown beside the files of the last good site.
#[derive(Debug, Default)]
struct Shown {
    has_site: bool,
    /// What is wrong, as part of a page.
    faults: String,
}

/// Shows the site until the program is ended.
///
/// # Errors
/// Where there is no site.toml, no port, or nothing can be watched.
pub fn serve(
    request: &Request,
    command: &Serve,
    print: &mut (dyn Write + Send),
) -> Result<(), Error> {
    // A typing error in the folder's name should not wait for a site to come.
    if disk::text(&request.root, config::FILE)?.is_none() {
        return Err(Error::NoSite { root: request.root.clone() });
    }
    let server = bound(command)?;
    let address = shown_address(server.address());
    let mut request = request.clone();
    let output = request.root.join(OUTPUT);
    request.output = Some(output.clone());
    request.options.push(format!("base_url={address}"));
    let root = std::path::absolute(&request.root).unwrap_or_else(|_| request.root.clone());
    // Before the first build, so that no change is missed.
    let mut watch = Watch::new(&root, &INPUTS).map_err(|why| {
        refused(
            &format!("the folder cannot be watched: {why}"),
            "build with `q7x2 build` after each change",
        )
    })?;
    let (news, memory, state) = (News::default(), Memory::default(), Mutex::new(Shown::default()));
    let line = rebuilt(&request, &memory, &state, &news);
    enough(
        writeln!(print, "{line}\nserving {address}  (Ctrl+C ends it)").and_then(|()| print.flush()),
    )?;
    if command.open
        && let Err(why) = tool::open(&address)
    {
        enough(writeln!(print, "no browser was opened: {why}"))?;
    }
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let is_own = |path: &Path| is_own(path, &root);
            while watch.wait(&is_own) {
                let line = rebuilt(&request, &memory, &state, &news);
                // Nobody is left to be told that nobody listens.
                let _ = writeln!(print, "{line}").and_then(|()| print.flush());
            }
        });
        server.run(&news, &|path| page(path, &output, &state));
    });
    Ok(())
}

fn bound(command: &Serve) -> Result<Server, Error> {
    Server::bind(command.host, command.port).map_err(|why| {
        let message = format!("port {} of {} cannot be had: {why}", command.port, command.host);
        refused(&message, "take another with `--port N`; 0 takes any that is free")
    })
}

fn refused(message: &str, hint: &str) -> Error {
    Error::Refused(vec![Diagnostic::error(message).hint(hint)])
}

fn shown_address(address: SocketAddr) -> String {
    let ip = match address.ip() {
        ip if ip.is_unspecified() && ip.is_ipv4() => IpAddr::from([127, 0, 0, 1]),
        ip => ip,
    };
    format!("http://{}/", SocketAddr::new(ip, address.port()))
}

/// Whether a change is of what builds and other tools write, and no input.
fn is_own(path: &Path, root: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return false };
    let Some(first) = below.components().next() else { return true };
    let first = first.as_os_str().to_string_lossy();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_input =
        INPUTS.contains(&first.as_ref()) || first.ends_with(".toml") || first == "history.json";
    // Hidden files are no input, and editors keep theirs so; `~` and `4913` are what Vim leaves.
    !is_input || name.starts_with('.') || name.ends_with('~') || name == "4913"
}

/// Makes the site anew and tells the pages; gives a line for the terminal.
fn rebuilt(request: &Request, memory: &Memory, state: &Mutex<Shown>, news: &News) -> String {
    let begun = Instant::now();
    let made = made(request, Some(memory));
    let mut shown = state.lock().unwrap_or_else(PoisonError::into_inner);
    let (told, summary) = match made {
        Ok(Warned { value, diagnostics }) => {
            shown.has_site = true;
            (diagnostics, Some(value))
        }
        Err(error) => (error.diagnostics(), None),
    };
    let grave: Vec<Diagnostic> =
        told.into_iter().filter(|one| one.severity != Severity::Note).collect();
    shown.faults = shown::faults(&grave, shown.has_site);
    drop(shown);
    news.tell();
    let seconds = begun.elapsed().as_secs_f64();
    let mut lines: Vec<String> =
        grave.iter().map(|one| terminal::draw(one, false) + "\n").collect();
    lines.push(match summary {
        Some(Summary { pages, changed, .. }) => {
            format!("{pages} pages, {changed} files changed, in {seconds:.2} s")
        }
        None => "the site cannot be built; the last good one stands".to_owned(),
    });
    lines.join("\n")
}

/// What is shown at a path.
fn page(path: &str, output: &Path, state: &Mutex<Shown>) -> Page {
    let state = state.lock().unwrap_or_else(PoisonError::into_inner);
    if !state.has_site {
        return Page {
            status: 500,
            kind: shown::kind("x.html"),
            body: shown::alone(&state.faults),
        };
    }
    let path = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let read = |path: &str| disk::served(output, &PathBuf::from(path));
    let found = read(&path).map(|body| (200, path.clone(), body));
    let missing = || read("404.html").map(|body| (404, "404.html".to_owned(), body));
    let Some((status, path, body)) = found.or_else(missing) else {
        return Page {
            status: 404,
            kind: "text/plain; charset=utf-8",
            body: b"not found".to_vec(),
        };
    };
    let kind = shown::kind(&path);
    let body =
        if kind.starts_with("text/html") { shown::shown(&body, &state.faults) } else { body };
    Page { status, kind, body }
}
