//! The output folder, used: what is written, kept, refused and completed.

use std::fs;

use rayon::prelude::*;

use super::*;

/// An output folder with files in it.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), files);
    folder
}

fn put(top: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        fs::create_dir_all(top.join(path).parent().unwrap()).unwrap();
        fs::write(top.join(path), text).unwrap();
    }
}

fn build(top: &Path, site: &[(&str, &str)]) -> Result<Warned<Written>, Error> {
    let output = Output::open(top)?;
    site.iter().try_for_each(|(path, text)| output.write(path, text.as_bytes()))?;
    output.finish()
}

/// Builds the site: files, pages, changed and removed, and what is said.
fn check(top: &Path, site: &[(&str, &str)], counts: [usize; 4], told: &[&str]) {
    let Warned { value, diagnostics } = build(top, site).unwrap();
    assert_eq!([value.files, value.pages, value.changed, value.removed], counts);
    assert_eq!(diagnostics.len(), told.len(), "{diagnostics:?}");
    for (said, told) in diagnostics.iter().zip(told) {
        assert!(said.message.contains(told), "{said:?}");
    }
}

/// The site cannot be built, nothing is changed, and the first thing said holds all of these words.
fn refuse(top: &Path, site: &[(&str, &str)], words: &[&str]) {
    let error = build(top, site).unwrap_err();
    let said = &error.diagnostics()[0].message;
    assert!(words.iter().all(|word| said.contains(word)), "{said}");
    assert!(!top.join(".q7x2/staging").exists(), "staging stays");
}

fn read(top: &Path, path: &str) -> Option<String> {
    fs::read_to_string(top.join(path)).ok()
}

#[test]
fn only_what_differs_is_written() {
    let at = folder(&[]);
    check(at.path(), &[("index.html", "a"), ("b/b.html", "b"), ("c.css", "c")], [3, 2, 3, 0], &[]);
    check(at.path(), &[("index.html", "a"), ("b/b.html", "b"), ("c.css", "c")], [3, 2, 0, 0], &[]);
    check(at.path(), &[("index.html", "x")], [1, 1, 1, 2], &[]);
    assert_eq!(read(at.path(), "index.html").as_deref(), Some("x"));
    assert!(!at.path().join("b").exists());
}

#[test]
fn edited_pages_are_made_again_and_edited_leftovers_stay() {
    let at = folder(&[]);
    build(at.path(), &[("index.html", "a"), ("b.html", "b"), ("c.html", "c")]).unwrap();
    put(at.path(), &[("index.html", "mine"), ("b.html", "mine")]);
    check(at.path(), &[("index.html", "a")], [1, 1, 1, 1], &["b.html` is no longer part"]);
    // What stays is somebody else's from then on: nothing is said of it any more, and a page of
    // that name finds it in the way, unless it says the same.
    check(at.path(), &[("index.html", "a")], [1, 1, 0, 0], &[]);
    refuse(at.path(), &[("index.html", "a"), ("b.html", "b")], &["`b.html`", "is a file"]);
    assert_eq!(read(at.path(), "b.html").as_deref(), Some("mine"));
    check(at.path(), &[("index.html", "a"), ("b.html", "mine")], [2, 2, 0, 0], &[]);
}

/// An old asset that stands a build longer is ours only while it holds what a build wrote.
#[test]
fn edited_assets_stay_and_are_nobodys_to_replace() {
    let (old, new) = ("assets/paper.00000000.css", "assets/paper.11111111.css");
    // Edited before it would be kept, and while it is.
    for builds in [1, 2] {
        let at = folder(&[]);
        build(at.path(), &[(old, "old")]).unwrap();
        (1..builds).for_each(|_| drop(build(at.path(), &[(new, "new")]).unwrap()));
        put(at.path(), &[(old, "mine")]);
        check(
            at.path(),
            &[(new, "new")],
            [1, 0, 2 - builds, 0],
            &["paper.00000000.css` is no longer part"],
        );
        check(at.path(), &[(new, "new")], [1, 0, 0, 0], &[]);
        refuse(at.path(), &[(old, "old")], &["paper.00000000.css`", "is a file"]);
        assert_eq!(read(at.path(), old).as_deref(), Some("mine"));
    }
}

#[test]
fn somebody_elses_files_are_left_alone() {
    let at = folder(&[("CNAME", "x"), (".git/HEAD", "x"), ("events/mine.html", "x")]);
    check(at.path(), &[("events/a.html", "a")], [1, 1, 1, 0], &[]);
    check(at.path(), &[], [0, 0, 0, 1], &[]);
    for path in ["CNAME", ".git/HEAD", "events/mine.html"] {
        assert_eq!(read(at.path(), path).as_deref(), Some("x"), "{path}");
    }
}

#[test]
fn what_is_in_the_way_is_named() {
    for (there, page, words) in [
        ("about.html", "about.html", ["`about.html`", "is a file"]),
        ("a", "a/b/c.html", ["`a/b/c.html`", "no folder"]),
        ("a/b", "a/b/c.html", ["`a/b/c.html`", "no folder"]),
        ("tags/mine.txt", "tags", ["`tags`", "is a folder"]),
    ] {
        let at = folder(&[(there, "mine")]);
        refuse(at.path(), &[(page, "page"), ("new.html", "n")], &words);
        assert_eq!(read(at.path(), there).as_deref(), Some("mine"));
        assert!(!at.path().join("new.html").exists());
    }
}

#[test]
fn a_folder_with_anything_of_somebody_elses_is_in_the_way() {
    for mine in ["tags/mine.txt", "tags/deep/mine.txt"] {
        let at = folder(&[]);
        build(at.path(), &[("tags/a.html", "a"), ("tags/deep/b.html", "b")]).unwrap();
        put(at.path(), &[(mine, "mine")]);
        refuse(at.path(), &[("tags", "page")], &["tags", "a folder"]);
        assert!(at.path().join("tags/a.html").exists());
        fs::remove_file(at.path().join(mine)).unwrap();
        check(at.path(), &[("tags", "page")], [1, 0, 1, 2], &[]);
    }
}

#[test]
fn many_conflicts_are_a_screenful() {
    let names: Vec<String> = (0..30).map(|number| format!("{number:02}.html")).collect();
    let at = folder(&names.iter().map(|name| (name.as_str(), "mine")).collect::<Vec<_>>());
    let error =
        build(at.path(), &names.iter().map(|name| (name.as_str(), "page")).collect::<Vec<_>>())
            .unwrap_err();
    let said = error.diagnostics();
    assert_eq!(said.len(), 21);
    assert!(
        said[0].message.starts_with("`00.html`") && said[20].message.starts_with("10 more"),
        "{said:?}"
    );
}

#[test]
fn a_lost_manifest_heals_where_the_bytes_are_those_of_the_page() {
    for manifest in [None, Some("rubbish"), Some("q7x2 manifest 1\n")] {
        let at = folder(&[]);
        build(at.path(), &[("index.html", "a"), ("b.html", "b")]).unwrap();
        fs::remove_file(at.path().join(".q7x2/manifest")).unwrap();
        if let Some(text) = manifest {
            put(at.path(), &[(".q7x2/manifest", text)]);
        }
        let told: &[&str] = if manifest.is_some() { &["is damaged"] } else { &[] };
        check(at.path(), &[("index.html", "a"), ("b.html", "b")], [2, 2, 0, 0], told);
        check(at.path(), &[("index.html", "x")], [1, 1, 1, 1], &[]);
    }
}

#[test]
fn old_assets_stay_one_build_longer() {
    let (old, new) = ("assets/paper.00000000.css", "assets/paper.11111111.css");
    let at = folder(&[]);
    check(at.path(), &[(old, "old")], [1, 0, 1, 0], &[]);
    check(at.path(), &[(new, "new")], [1, 0, 1, 0], &[]);
    assert!(at.path().join(old).exists());
    check(at.path(), &[(new, "new")], [1, 0, 0, 1], &[]);
    assert!(!at.path().join(old).exists());
    // One that is taken up again is part of the site as before.
    check(at.path(), &[(old, "old")], [1, 0, 1, 0], &[]);
    check(at.path(), &[(old, "old"), (new, "new")], [2, 0, 0, 0], &[]);
    check(at.path(), &[(old, "old"), (new, "new")], [2, 0, 0, 0], &[]);
    assert!(at.path().join(new).exists());
}

#[test]
fn addresses_are_checked() {
    let outer = folder(&[]);
    let top = outer.path().join("public");
    for path in [
        "../out.html",
        "/out.html",
        "a/../../out.html",
        ".q7x2/manifest",
        "",
        "a\0",
        &"a".repeat(300),
    ] {
        refuse(&top, &[(path, "x")], &["cannot"]);
    }
    refuse(&top, &[("a.html", "x"), ("a.html", "x")], &["`a.html`", "two files"]);
    refuse(&top, &[("a", "x"), ("a/b.html", "x")], &["`a`", "as a folder"]);
    assert_eq!(fs::read_dir(outer.path()).unwrap().count(), 1);
    assert_eq!(fs::read_dir(&top).unwrap().count(), 1);
}

#[test]
fn a_second_build_says_that_it_is_one() {
    let at = folder(&[]);
    let first = Output::open(at.path()).unwrap();
    first.write("index.html", b"a").unwrap();
    let said = Output::open(at.path()).unwrap_err().diagnostics();
    assert!(said[0].message.starts_with("another build is writing `"), "{said:?}");
    first.finish().unwrap();
    check(at.path(), &[("index.html", "a")], [1, 1, 0, 0], &[]);
}

#[test]
fn what_a_killed_build_left_is_completed() {
    use super::super::own::seal;
    let at = folder(&[("index.html", "mine")]);
    Output::complete(at.path()).unwrap();
    assert!(!at.path().join(".q7x2").exists());
    let hash = |text: &str| blake3::hash(text.as_bytes()).to_hex();
    let journal = format!("q7x2 journal 1\nput 0 {} a/b.html\n", hash("page"));
    put(at.path(), &[(".q7x2/staging/0", "page"), (".q7x2/journal", &seal(&journal))]);
    Output::complete(at.path()).unwrap();
    assert_eq!(read(at.path(), "a/b.html").as_deref(), Some("page"));
    assert!(!at.path().join(".q7x2/journal").exists() && !at.path().join(".q7x2/staging").exists());
    // Removed only while it is what a build made.
    let journal =
        format!("q7x2 journal 1\nremove {0} a/b.html\nremove {0} index.html\n", hash("page"));
    put(at.path(), &[(".q7x2/journal", &seal(&journal))]);
    Output::complete(at.path()).unwrap();
    assert!(!at.path().join("a").exists());
    assert_eq!(read(at.path(), "index.html").as_deref(), Some("mine"));
    // The same stands there already, whoever made it.
    let journal = format!("q7x2 journal 1\nput 0 {} index.html\n", hash("mine"));
    put(at.path(), &[(".q7x2/staging/0", "mine"), (".q7x2/journal", &seal(&journal))]);
    Output::complete(at.path()).unwrap();
    assert_eq!(read(at.path(), "index.html").as_deref(), Some("mine"));
    fs::remove_file(at.path().join(".q7x2/manifest")).unwrap();
    // Torn by a power failure, and in the way of a page that somebody has made meanwhile.
    let journal = format!(
        "q7x2 journal 1\nput 0 {} c.html\nput 1 {} index.html\n",
        hash("whole"),
        hash("page")
    );
    put(
        at.path(),
        &[
            (".q7x2/staging/0", "who"),
            (".q7x2/staging/1", "page"),
            (".q7x2/journal", &seal(&journal)),
        ],
    );
    let said = Output::complete(at.path()).unwrap_err().diagnostics();
    assert!(said[0].message.contains("index.html` is a file that q7x2 did not write"), "{said:?}");
    assert!(said[1].message.starts_with("part of the new site"), "{said:?}");
    assert_eq!(read(at.path(), "index.html").as_deref(), Some("mine"));
    assert!(!at.path().join("c.html").exists());
    fs::remove_file(at.path().join("index.html")).unwrap();
    Output::complete(at.path()).unwrap();
    assert_eq!(read(at.path(), "index.html").as_deref(), Some("page"));
}

#[test]
fn a_build_that_is_given_up_leaves_nothing() {
    let at = folder(&[]);
    build(at.path(), &[("index.html", "a")]).unwrap();
    let output = Output::open(at.path()).unwrap();
    output.write("index.html", b"b").unwrap();
    output.write("c.html", b"c").unwrap();
    drop(output);
    assert_eq!(read(at.path(), "index.html").as_deref(), Some("a"));
    assert!(!at.path().join("c.html").exists() && !at.path().join(".q7x2/staging").exists());
}

#[test]
fn written_from_many_threads() {
    let at = folder(&[]);
    let output = Output::open(at.path()).unwrap();
    (0..200)
        .into_par_iter()
        .for_each(|page| output.write(&format!("{page}.html"), &[page]).unwrap());
    let written = output.finish().unwrap().value;
    assert_eq!((written.files, written.changed), (200, 200));
    assert!(
        (0..200u8).all(|page| fs::read(at.path().join(format!("{page}.html"))).unwrap() == [page])
    );
}

#[test]
fn two_spellings_where_they_are_one_file() {
    let at = folder(&[]);
    let site = [("Tags/A.html", "1"), ("tags/a.html", "2")];
    put(at.path(), &[("Case", "")]);
    let one = at.path().join("cASE").exists();
    assert_eq!(Output::open(at.path()).unwrap().spellings.is_some(), one);
    assert_eq!(build(at.path(), &site).is_err(), one);
    let at = folder(&[]);
    build(at.path(), &[("Tags/A.html", "a")]).unwrap();
    check(at.path(), &[("Tags/a.html", "a")], [1, 1, 1, 1], &[]);
    assert_eq!(read(at.path(), "Tags/a.html").as_deref(), Some("a"));
}

/// The same on every disk: one that takes spellings for one name is known by the lock's, and what
/// stands under both spellings there is put under both here.
#[test]
fn two_spellings_as_where_they_are_one_file() {
    let at = folder(&[(".q7x2/LOCK", "")]);
    refuse(
        at.path(),
        &[("Tags/A.html", "1"), ("tags/a.html", "2")],
        &["differs only in upper and lower case"],
    );
    build(at.path(), &[("Tags/A.html", "a")]).unwrap();
    put(at.path(), &[("Tags/a.html", "a")]);
    // The new spelling is written anew, because the old one goes.
    check(at.path(), &[("Tags/a.html", "a")], [1, 1, 1, 1], &[]);
    assert_eq!(read(at.path(), "Tags/a.html").as_deref(), Some("a"));
}

/// A folder that came from somebody else, with affairs made up to reach out of it.
#[test]
fn forged_affairs_reach_nothing() {
    let outer = folder(&[("victim.txt", "victim")]);
    let top = outer.path().join("public");
    let hash = blake3::hash(b"victim").to_hex();
    let manifest = format!("q7x2 manifest 1\nmade {hash} ../victim.txt\n");
    let journal = format!("q7x2 journal 1\nremove {hash} ../victim.txt\nput 0 {hash} ../new.txt\n");
    put(&top, &[(".q7x2/staging/0", "victim")]);
    put(&top, &[(".q7x2/manifest", &super::super::own::seal(&manifest))]);
    put(&top, &[(".q7x2/journal", &super::super::own::seal(&journal))]);
    check(&top, &[("index.html", "a")], [1, 1, 1, 0], &["is damaged"]);
    assert_eq!(fs::read_dir(outer.path()).unwrap().count(), 2);
    assert!(outer.path().join("victim.txt").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_links() {
    use std::os::unix::fs::symlink;
    let elsewhere = folder(&[("a.html", "theirs")]);
    let at = folder(&[]);
    symlink(elsewhere.path(), at.path().join("events")).unwrap();
    refuse(at.path(), &[("events/b.html", "b")], &["`events/b.html`", "no folder"]);
    symlink(elsewhere.path().join("a.html"), at.path().join("a.html")).unwrap();
    refuse(at.path(), &[("a.html", "a")], &["`a.html`", "a link"]);
    // A folder of the site that was moved elsewhere and linked to, with the pages that builds made.
    let at = folder(&[]);
    build(at.path(), &[("events/a.html", "theirs"), ("index.html", "i")]).unwrap();
    fs::remove_dir_all(at.path().join("events")).unwrap();
    symlink(elsewhere.path(), at.path().join("events")).unwrap();
    check(at.path(), &[("index.html", "i")], [1, 1, 0, 0], &[]);
    assert_eq!(read(elsewhere.path(), "a.html").as_deref(), Some("theirs"));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn the_output_folder_itself_may_be_a_link_but_not_its_affairs() {
    use std::os::unix::fs::symlink;
    let (elsewhere, at) = (folder(&[]), folder(&[]));
    symlink(elsewhere.path(), at.path().join("public")).unwrap();
    check(&at.path().join("public"), &[("index.html", "a")], [1, 1, 1, 0], &[]);
    fs::create_dir(at.path().join("site")).unwrap();
    symlink(elsewhere.path(), at.path().join("site/.q7x2")).unwrap();
    refuse(&at.path().join("site"), &[("index.html", "a")], &["cannot use"]);
}
