//! Deposit: a new file among a person's own. Whole or not at all, and never over another.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::error::Error;

/// Puts a file below a folder where none of that name is; false where there is one. Hidden until it
/// is whole, so that whoever reads the folder meanwhile sees nothing of it.
///
/// # Errors
/// Where the system refuses.
pub fn deposit(folder: &Path, path: &str, bytes: &[u8]) -> Result<bool, Error> {
    let file = folder.join(path);
    if fs::symlink_metadata(&file).is_ok() {
        return Ok(false);
    }
    let above = file.parent().unwrap_or(folder);
    fs::create_dir_all(above).map_err(Error::system("make", above))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let draft = above.join(format!(".{name}.new"));
    let written = File::create(&draft).and_then(|mut draft| {
        draft.write_all(bytes)?;
        draft.sync_all()
    });
    let moved = written.and_then(|()| fs::rename(&draft, &file));
    moved.map_err(|error: io::Error| {
        drop(fs::remove_file(&draft));
        Error::system("write", &file)(error)
    })?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_never_written_over() {
        let root = tempfile::tempdir().expect("a folder");
        let put = |text: &str| deposit(root.path(), "2026-01-06/a.md", text.as_bytes());
        assert!(put("one").expect("it is written"));
        assert!(!put("two").expect("it is left alone"));
        let folder = root.path().join("2026-01-06");
        assert_eq!(fs::read_to_string(folder.join("a.md")).expect("a file"), "one");
        assert_eq!(fs::read_dir(folder).expect("a folder").count(), 1);
        fs::write(root.path().join("b"), "").expect("a file");
        deposit(root.path(), "b/c.md", b"x").expect_err("no folder can be made there");
    }
}
