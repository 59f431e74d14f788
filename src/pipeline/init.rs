//! `init`: a new site, which builds at once.

use std::io::Write;
use std::path::Path;

use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};

use super::pool::enough;
use crate::cli::{Init, Workflow};
use crate::error::Error;
use crate::fetch::{self, Feed};
use crate::starter::{self, Starter};
use crate::{config, disk};

/// Writes the first files of a site and tells what to do next. What is there stays as it is.
///
/// # Errors
/// Where a feed is none, or the system refuses.
pub fn init(command: &Init, print: &mut dyn Write) -> Result<Warned<bool>, Error> {
    let mut told = Vec::new();
    let feeds = feeds(command)?.unpack(&mut told);
    if command.title.trim().is_empty() {
        let told =
            Diagnostic::error("a site has a title").hint("write `--title \"Morning brief\"`");
        return Err(Error::Refused(vec![told]));
    }
    if !feeds.is_empty() && disk::text(&command.folder, config::FILE)?.is_some() {
        let told =
            Diagnostic::error("there is a site.toml already, so no feeds are written into it")
                .at(Place::file(config::FILE))
                .hint("add them with `q7x2 feeds import FILE`, or as tables `[[feeds]]` by hand");
        return Err(Error::Refused(vec![told]));
    }
    let tables = fetch::tables(&feeds);
    let files = starter::files(&Starter {
        title: command.title.trim(),
        feeds: &tables,
        workflow: command.workflow,
        version: env!("CARGO_PKG_VERSION"),
    });
    let kept = disk::fresh(&command.folder, &files)?;
    let mut text = String::new();
    for path in files.keys() {
        let mark = if kept.contains(path) { "kept   " } else { "written" };
        text += &format!("{mark}  {path}\n");
    }
    text += &next(&command.folder, !feeds.is_empty(), command.workflow);
    enough(print.write_all(text.as_bytes()).and_then(|()| print.flush()))?;
    Ok(Warned { value: true, diagnostics: told })
}

/// The feeds that are named and those of the list, each once.
fn feeds(command: &Init) -> Result<Warned<Vec<Feed>>, Error> {
    let mut all = Warned::quiet(Vec::new());
    for url in &command.feeds {
        fetch::address(url).map_err(|why| Error::Refused(vec![why]))?;
        all.value.push(Feed::new(url, None));
    }
    if let Some(file) = &command.opml {
        let read = super::feeds::list(file)?.unpack(&mut all.diagnostics);
        all.value.extend(read);
    }
    let mut seen = std::collections::BTreeSet::new();
    all.value.retain(|feed: &Feed| seen.insert(feed.url.clone()));
    Ok(all)
}

/// What to do next.
fn next(folder: &Path, has_feeds: bool, workflow: Workflow) -> String {
    let go = if folder == Path::new(".") {
        String::new()
    } else {
        format!("  cd {}\n", folder.display())
    };
    let fetch = if has_feeds { "  q7x2 fetch         reads the feeds into content/\n" } else { "" };
    let publish = match workflow {
        Workflow::None => "",
        Workflow::Propose | Workflow::Publish | Workflow::Artifact => {
            "\nOn GitHub: push the folder to a repository, then Settings > Pages > Source: GitHub Actions.\n\
             What the workflows do stands at the head of each, in .github/workflows.\n"
        }
    };
    format!(
        "\nNext:\n{go}{fetch}  q7x2 serve --open  shows the site, and each change at once\n  \
         q7x2 build         writes it to public/\n{publish}"
    )
}
