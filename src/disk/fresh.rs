//! Fresh: the first files of a site. What is there already stays as it is.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::error::Error;
use super::tree::Lines;

/// Writes those of the texts whose files are not there, and gives the paths of those that are.
///
/// # Errors
/// Where the system refuses.
pub fn fresh(folder: &Path, texts: &Lines) -> Result<Vec<String>, Error> {
    let mut kept = Vec::new();
    fs::create_dir_all(folder).map_err(Error::system("make", folder))?;
    for (path, text) in texts {
        let file = folder.join(path);
        if let Some(above) = file.parent() {
            fs::create_dir_all(above).map_err(Error::system("make", above))?;
        }
        let made = File::options().create_new(true).write(true).open(&file);
        match made.and_then(|mut file| file.write_all(text.as_bytes())) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => kept.push(path.clone()),
            Err(error) => return Err(Error::system("write", &file)(error)),
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_stays() {
        let root = tempfile::tempdir().expect("a folder");
        let text = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        fs::write(root.path().join("a"), "mine").expect("a file");
        let texts = Lines::from([text("a", "new"), text("b/c", "new")]);
        assert_eq!(fresh(root.path(), &texts).expect("written"), ["a"]);
        let read = |path: &str| fs::read_to_string(root.path().join(path)).expect("a file");
        assert_eq!((read("a").as_str(), read("b/c").as_str()), ("mine", "new"));
    }
}
