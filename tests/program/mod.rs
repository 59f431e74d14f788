//! Runs the program on sites and reads back what it wrote. Shared by the tests beside it; not all
//! use all of it.
#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]
#![allow(dead_code, reason = "each test binary uses a part")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use walkdir::WalkDir;

/// A folder's files by path, with `/` on every platform.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// The repository, which is the sample site.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program, not told anything by the environment of whoever runs the tests.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_q7x2"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("Q7X2_") || name == "SOURCE_DATE_EPOCH" {
            command.env_remove(name);
        }
    }
    command.stdin(Stdio::null());
    command
}

/// `build`, of one folder into another.
pub(crate) fn build_command(root: &Path, output: &Path) -> Command {
    let mut command = command();
    command.arg("build").arg("--root").arg(root).arg("--output").arg(output);
    command
}

/// Runs it; it must end well.
pub(crate) fn run(command: &mut Command) -> Output {
    let output = command.output().expect("the program starts");
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// Builds the site in a new folder and gives its files.
pub(crate) fn built(root: &Path, more: &[&str]) -> Tree {
    let output = tempfile::tempdir().expect("a folder");
    run(build_command(root, output.path()).args(more));
    let site = tree(output.path());
    assert!(site.contains_key("index.html"), "a site has a home page");
    site
}

/// The files of a folder, without what builds keep for themselves.
pub(crate) fn tree(top: &Path) -> Tree {
    let entries = WalkDir::new(top).into_iter().filter_entry(|entry| entry.file_name() != ".q7x2");
    let files = entries
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file());
    let path = |file: &Path| {
        let below = file.strip_prefix(top).expect("a path below the folder");
        below.iter().map(|part| part.to_str().expect("a UTF-8 name")).collect::<Vec<_>>().join("/")
    };
    files
        .map(|entry| (path(entry.path()), fs::read(entry.path()).expect("a readable file")))
        .collect()
}

/// Writes the files in the order given, which a file system may remember.
pub(crate) fn write<'a>(top: &Path, files: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>) {
    for (path, bytes) in files {
        let file = top.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
        fs::write(file, bytes).expect("a new file");
    }
}

/// What two sites differ in, for a person: nothing where they are the same.
pub(crate) fn difference(expected: &Tree, found: &Tree) -> String {
    let missing = expected
        .keys()
        .filter(|path| !found.contains_key(*path))
        .map(|path| format!("{path}: is missing"));
    let foreign = found
        .keys()
        .filter(|path| !expected.contains_key(*path))
        .map(|path| format!("{path}: is new"));
    let both = expected.iter().filter_map(|(path, bytes)| Some((path, bytes, found.get(path)?)));
    let changed = both
        .filter(|(_, a, b)| a != b)
        .map(|(path, a, b)| format!("{path}:{}", first_difference(a, b)));
    let all: Vec<String> = missing.chain(foreign).chain(changed).collect();
    let shown = all.iter().take(10).map(String::as_str).collect::<Vec<_>>().join("\n");
    if all.len() > 10 { format!("{shown}\nand {} more", all.len() - 10) } else { shown }
}

/// The first lines that differ, shortened around the first byte that does.
fn first_difference(expected: &[u8], found: &[u8]) -> String {
    let at = expected.iter().zip(found).take_while(|(a, b)| a == b).count();
    let line = expected[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
    format!(
        "{line}: differs\n  expected: {}\n  found:    {}",
        around(expected, at),
        around(found, at)
    )
}

fn around(bytes: &[u8], at: usize) -> String {
    let start = bytes[..at]
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |end| end + 1)
        .max(at.saturating_sub(60));
    let rest = &bytes[at..];
    let end = at + rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len()).min(100);
    String::from_utf8_lossy(&bytes[start..end]).into_owned()
}
