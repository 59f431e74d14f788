//! Kills the program itself while it builds. `src/disk/kill.rs` goes through every moment one by
//! one; here it is the real signal, the real lock and the real disk. Where the kill strikes is left
//! to the machine; what is asked holds wherever.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use program::{build_command, built, difference, repository, run, tree};

fn quiet(command: &mut Command) -> &mut Command {
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

/// Waits until so many files are staged, or the program has ended by itself.
fn until_staged(files: usize, output: &Path, child: &mut Child) {
    let staging = output.join(".q7x2/staging");
    let staged = || fs::read_dir(&staging).map_or(0, Iterator::count);
    while staged() < files && child.try_wait().expect("a child").is_none() {
        std::thread::yield_now();
    }
}

#[test]
fn killed_by_the_system_it_heals() {
    let root = repository();
    let (old, new) = (
        tempfile::tempdir().expect("a folder"),
        built(&root, &["--set", "title=\"Another title\""]),
    );
    run(&mut build_command(&root, old.path()));
    let old = tree(old.path());
    for files in [0, 1, 2, 4, 8, 16] {
        let output = tempfile::tempdir().expect("a folder");
        run(&mut build_command(&root, output.path()));
        let mut command = build_command(&root, output.path());
        let mut child = quiet(command.args(["--set", "title=\"Another title\""]))
            .spawn()
            .expect("the program starts");
        until_staged(files, output.path(), &mut child);
        child.kill().expect("it is killed, or has ended");
        child.wait().expect("it has ended");
        // Pages are never half a page, whatever else is still to be done.
        for (path, bytes) in tree(output.path()) {
            assert!(
                [old.get(&path), new.get(&path)].contains(&Some(&bytes)),
                "{path} is neither the old nor the new"
            );
        }
        run(build_command(&root, output.path()).args(["--set", "title=\"Another title\""]));
        let difference = difference(&new, &tree(output.path()));
        assert!(difference.is_empty(), "killed after {files} files\n{difference}");
    }
}

#[test]
fn two_builds_at_a_time() {
    let root = repository();
    let output = tempfile::tempdir().expect("a folder");
    let mut first =
        quiet(&mut build_command(&root, output.path())).spawn().expect("the program starts");
    let second = build_command(&root, output.path()).output().expect("the program starts");
    let first = first.wait().expect("it ends");
    // Either one came after the other, or one was told so. Both never fail, and the site is whole.
    assert!(first.success() || second.status.success(), "one of them builds");
    if !second.status.success() {
        let said = String::from_utf8_lossy(&second.stderr);
        assert!(said.contains("another build is writing"), "{said}");
        assert_eq!(second.status.code(), Some(1));
    }
    let difference = difference(&built(&root, &[]), &tree(output.path()));
    assert!(difference.is_empty(), "{difference}");
}
