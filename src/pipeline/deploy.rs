//! `deploy`: the site as a commit on a branch that a host publishes. No file of the person's own
//! repository is touched, nor what she has checked out.

use std::io::Write;
use std::path::{Path, PathBuf};

use q7x2_sdk::diagnostic::{Diagnostic, Warned};

use super::pool::enough;
use super::request::Request;
use crate::cli::Deploy;
use crate::disk;
use crate::error::Error;
use crate::tool::{self, Fault};

/// Where what was pushed before is kept, so that the next time only what is new is sent.
const STORE: &str = ".q7x2/deploy.git";

/// What tells GitHub Pages to publish files as they are.
const AS_THEY_ARE: &str = ".nojekyll";

/// The file in which a host keeps a domain's name; it stays though the site has none.
const DOMAIN: &str = "CNAME";

/// Publishes the output folder on a branch.
///
/// # Errors
/// Where there is no site, or git refuses.
pub fn deploy(
    request: &Request,
    command: &Deploy,
    print: &mut dyn Write,
) -> Result<Warned<bool>, Error> {
    let output = command.output.clone().unwrap_or_else(|| request.root.join("public"));
    if disk::served(&output, Path::new("index.html")).is_none() {
        let message = format!("there is no site in `{}`", output.display());
        return Err(refused(&message, "build it first: `q7x2 build`"));
    }
    if !is_branch(&command.branch) {
        let message = format!("`{}` is no name of a branch", command.branch);
        return Err(refused(&message, "write one such as `gh-pages`"));
    }
    let store = Store::open(&request.root, output, command).map_err(|why| failed(&why))?;
    if store.is_checked_out(&request.root, &command.branch) {
        let message = format!("`{}` is the branch that the site is made on", command.branch);
        let hint =
            "the site would take the place of its own sources; choose another with `--branch`";
        return Err(refused(&message, hint));
    }
    let line = store.publish(&request.root, command).map_err(|why| failed(&why))?;
    enough(writeln!(print, "{line}").and_then(|()| print.flush()))?;
    Ok(Warned { value: true, diagnostics: Vec::new() })
}

fn refused(message: &str, hint: &str) -> Error {
    Error::Refused(vec![Diagnostic::error(message).hint(hint)])
}

fn failed(why: &Fault) -> Error {
    let hint = match why {
        Fault::Missing { .. } => "install git, or copy the output folder to your host",
        Fault::Failed { .. } => {
            "look at `--remote` and `--branch`, whether you may push there, and whether somebody else did meanwhile"
        }
    };
    refused(&why.to_string(), hint)
}

/// A name that git takes for nothing else.
fn is_branch(name: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
    !name.is_empty()
        && !name.starts_with(['-', '/', '.'])
        && name.chars().all(is_plain)
        && !name.contains("..")
}

/// A bare repository for what is published, and the folder of the site.
struct Store {
    folder: PathBuf,
    output: PathBuf,
    remote: String,
}

impl Store {
    fn open(root: &Path, output: PathBuf, command: &Deploy) -> Result<Self, Fault> {
        let absolute = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
        let folder = absolute(root.join(STORE));
        let named = tool::git(root, &["remote", "get-url", "--", &command.remote], &[], b"");
        // What is no name is an address; a path is one from here, not from the store.
        let path = Path::new(&command.remote);
        let remote = match named {
            Ok(url) if Path::new(&url).is_relative() && root.join(&url).exists() => {
                absolute(root.join(url)).to_string_lossy().into_owned()
            }
            Ok(url) => url,
            Err(_) if path.exists() => absolute(path.to_owned()).to_string_lossy().into_owned(),
            Err(_) => command.remote.clone(),
        };
        let place = folder.to_string_lossy().into_owned();
        tool::git(root, &["init", "--quiet", "--bare", "--", &place], &[], b"")?;
        Ok(Self { folder, output: absolute(output), remote })
    }

    /// Whether a branch is the one that the site's own repository stands on, and that is the remote's.
    fn is_checked_out(&self, root: &Path, branch: &str) -> bool {
        let head = tool::git(root, &["symbolic-ref", "--short", "HEAD"], &[], b"");
        head.is_ok_and(|head| head == branch)
    }

    fn git(&self, words: &[&str], input: &[u8]) -> Result<String, Fault> {
        let index = self.folder.join("index-of-the-site");
        let variables: [(&str, &Path); 3] = [
            ("GIT_DIR", &self.folder),
            ("GIT_WORK_TREE", &self.output),
            ("GIT_INDEX_FILE", &index),
        ];
        tool::git(&self.output, words, &variables, input)
    }

    fn publish(&self, root: &Path, command: &Deploy) -> Result<String, Fault> {
        let reference = format!("refs/heads/{}", command.branch);
        let before = self.git(&["ls-remote", "--", &self.remote, &reference], b"")?;
        let parent = if before.is_empty() {
            None
        } else {
            self.git(&["fetch", "--quiet", "--depth", "1", "--", &self.remote, &reference], b"")?;
            Some(self.git(&["rev-parse", "FETCH_HEAD"], b"")?)
        };
        let tree = self.tree(parent.as_deref())?;
        let files = self.git(&["ls-tree", "-r", "--name-only", &tree], b"")?.lines().count();
        if let Some(parent) = &parent
            && self.git(&["rev-parse", &format!("{parent}^{{tree}}")], b"")? == tree
        {
            return Ok(format!("{}: nothing has changed", command.branch));
        }
        if command.dry_run {
            return Ok(format!("{}: {files} files would be published", command.branch));
        }
        let commit = self.commit(root, &tree, parent.as_deref())?;
        self.git(&["push", "--quiet", "--", &self.remote, &format!("{commit}:{reference}")], b"")?;
        Ok(format!("{}: {files} files published", command.branch))
    }

    /// The site as a tree of git.
    fn tree(&self, parent: Option<&str>) -> Result<String, Fault> {
        self.git(&["read-tree", "--empty"], b"")?;
        let all =
            ["-c", "core.autocrlf=false", "add", "--all", "--force", "--", ".", ":(exclude).q7x2"];
        self.git(&all, b"")?;
        let empty = self.git(&["hash-object", "-w", "--stdin"], b"")?;
        self.put(&empty, AS_THEY_ARE)?;
        let has_domain = !self.git(&["ls-files", "--", DOMAIN], b"")?.is_empty();
        if let (Some(parent), false) = (parent, has_domain) {
            let listed = self.git(&["ls-tree", parent, "--", DOMAIN], b"")?;
            if let Some(blob) = listed.split_whitespace().nth(2) {
                self.put(blob, DOMAIN)?;
            }
        }
        self.git(&["write-tree"], b"")
    }

    fn put(&self, blob: &str, path: &str) -> Result<(), Fault> {
        let entry = format!("100644,{blob},{path}");
        self.git(&["update-index", "--add", "--cacheinfo", &entry], b"").map(drop)
    }

    fn commit(&self, root: &Path, tree: &str, parent: Option<&str>) -> Result<String, Fault> {
        // Somebody's own name where git knows it; a commit needs one.
        let known = |key: &str, otherwise: &str| {
            let said = tool::git(root, &["config", "--get", key], &[], b"").ok();
            said.filter(|said| !said.is_empty()).unwrap_or_else(|| otherwise.to_owned())
        };
        let name = format!("user.name={}", known("user.name", "q7x2"));
        let mail = format!("user.email={}", known("user.email", "q7x2@localhost"));
        let mut words =
            vec!["-c", &name, "-c", &mail, "commit-tree", tree, "-m", "site: as q7x2 built it"];
        if let Some(parent) = parent {
            words.extend(["-p", parent]);
        }
        self.git(&words, b"")
    }
}
