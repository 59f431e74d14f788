//! Outside: the output folder may not lie where the build reads.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::error::Error;

/// Tells where an output folder is one of these folders below `root`, or lies in one.
///
/// # Errors
/// [`Error::Input`] where it does.
pub fn outside(output: &Path, root: &Path, folders: &[&str]) -> Result<(), Error> {
    let Some(place) = real(output) else { return Ok(()) };
    let holds = |folder: &&&str| {
        fs::canonicalize(root.join(folder)).is_ok_and(|folder| place.starts_with(folder))
    };
    match folders.iter().find(holds) {
        Some(input) => Err(Error::Input { output: output.to_owned(), input: (*input).to_owned() }),
        None => Ok(()),
    }
}

/// A path as the disk knows it, links followed; of a folder that is not made yet, what will be its
/// path.
fn real(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let made = path.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
    let (above, mut real) = made?;
    for part in path.strip_prefix(above).ok()?.components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
    }
    Some(real)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_not_written_to() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(root.path().join("content/a")).expect("a folder");
        let check = |output: &str, expected: Option<&str>| {
            let found = outside(&root.path().join(output), root.path(), &["content", "static"]);
            let input = found.err().map(|error| match error {
                Error::Input { input, .. } => input,
                other => other.to_string(),
            });
            assert_eq!(input.as_deref(), expected, "{output}");
        };
        check("public", None);
        check("", None);
        check("contents", None);
        check("new/content", None);
        check("content", Some("content"));
        check("content/a/new/site", Some("content"));
        check("public/../content", Some("content"));
        // A folder that is not there is not read.
        check("static", None);
    }
}
