//! In which order a build changes the disk and waits for it. The file system of the other tests
//! loses names last first, as those with a log do; one without may lose any of them, and is safe
//! where each wait stands where it does here.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::super::system::{Real, System};
use super::{build_with, tree};

/// The file system, and all that was asked of it.
#[derive(Debug)]
struct Told {
    top: PathBuf,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Told {
    fn note(&self, what: &str, path: &Path) {
        let path = path.strip_prefix(&self.top).unwrap().to_str().unwrap();
        self.calls.lock().unwrap().push(format!("{what} {path}").trim_end().replace('\\', "/"));
    }
}

impl System for Told {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.note("make", path);
        Real.make_folder(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.note("write", path);
        Real.write(path, bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        self.note("wait for", path);
        Ok(())
    }

    fn sync_files(&self, folder: &Path) -> io::Result<()> {
        self.note("wait for all in", folder);
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.note("wait for names in", path);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.note("move to", to);
        Real.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.note("remove", path);
        Real.remove(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.note("remove folder", path);
        Real.remove_folder(path)
    }

    fn device(&self, _: &Path) -> io::Result<u64> {
        Ok(0)
    }

    fn mount(&self, _: &Path) -> io::Result<u64> {
        Ok(0)
    }

    fn may_change(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// What a build asks of the disk once its pages are staged.
fn asked(top: &Path, site: &[(&str, &str)]) -> Vec<String> {
    let calls = Arc::default();
    let system = Told { top: top.to_owned(), calls: Arc::clone(&calls) };
    build_with(top, &tree(site), Box::new(system)).unwrap();
    let calls = std::mem::take(&mut *calls.lock().unwrap());
    let is_page = |call: &String| call.starts_with("write .q7x2/staging/");
    let first = calls.iter().position(is_page).unwrap();
    calls[first..].to_vec()
}

#[test]
fn each_step_is_waited_for_before_what_relies_on_it() {
    let folder = tempfile::tempdir().unwrap();
    let first = asked(folder.path(), &[("index.html", "old"), ("gone/a.html", "a")]);
    // A first build has no old site to lose and waits for no page.
    assert!(!first.iter().any(|call| call.starts_with("wait for all")), "{first:?}");
    let again = asked(folder.path(), &[("index.html", "new"), ("new/b.html", "b")]);
    assert_eq!(
        again,
        [
            "write .q7x2/staging/0",
            "write .q7x2/staging/1",
            // What the journal speaks of is there before the journal is,
            "wait for all in .q7x2/staging",
            "write .q7x2/staging/manifest",
            "wait for .q7x2/staging/manifest",
            "write .q7x2/staging/journal",
            "wait for .q7x2/staging/journal",
            "wait for names in .q7x2/staging",
            "move to .q7x2/journal",
            // and the journal before the first step.
            "wait for names in .q7x2",
            "wait for names in .q7x2/staging",
            "make new",
            "move to new/b.html",
            "move to index.html",
            "remove gone/a.html",
            "remove folder gone",
            // The steps are, before the manifest says so,
            "wait for names in",
            "wait for names in new",
            "wait for names in .q7x2/staging",
            "move to .q7x2/manifest",
            "remove folder .q7x2/staging",
            // and it, before the journal goes.
            "wait for names in .q7x2",
            "remove .q7x2/journal",
        ]
    );
}
