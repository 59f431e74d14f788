use super::*;

/// Makes the files in a new folder; a name that ends with `/` is an empty folder.
fn site(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let file = root.path().join(path);
        if path.ends_with('/') {
            fs::create_dir_all(file).unwrap();
        } else {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
    }
    root
}

/// Reads `content/`: the paths, and each diagnostic as `place: message`.
fn check(root: &Path, paths: &[&str], told: &[&str]) {
    let read = folder(root, "content").unwrap();
    assert_eq!(read.value.keys().collect::<Vec<_>>(), paths);
    let mut said: Vec<_> = read
        .diagnostics
        .iter()
        .map(|one| format!("{}: {}", one.place.as_ref().unwrap().file, one.message))
        .collect();
    said.sort();
    assert_eq!(said.len(), told.len(), "{said:?}");
    for (said, told) in said.iter().zip(told) {
        assert!(said.starts_with(told), "{said:?} is not {told:?}");
    }
}

#[test]
fn every_file_by_its_path() {
    let site = site(&[
        ("content/b.txt", b"b"),
        ("content/a/\u{e9}t\u{e9}.md", b"\xff\0"),
        ("content/a b.txt", b""),
        ("content/.hidden", b""),
        ("content/.git/config", b""),
        ("content/.well-known/security.txt", b""),
        ("content/empty/", b""),
        ("site.toml", b"x"),
    ]);
    check(
        site.path(),
        &[".well-known/security.txt", "a b.txt", "a/\u{e9}t\u{e9}.md", "b.txt"],
        &[],
    );
    assert_eq!(folder(site.path(), "content").unwrap().value["a/\u{e9}t\u{e9}.md"], b"\xff\0");
}

#[test]
fn no_folder_is_empty_and_a_file_is_no_folder() {
    let site = site(&[("themes", b"")]);
    assert_eq!(folder(site.path(), "content").unwrap(), Warned::default());
    assert!(folder(site.path(), "themes").is_err());
}

#[test]
fn too_large_is_left_out() {
    let site = site(&[("content/a.txt", b"a"), ("content/film.txt", b"")]);
    fs::File::options()
        .write(true)
        .open(site.path().join("content/film.txt"))
        .unwrap()
        .set_len(MOST_BYTES + 1)
        .unwrap();
    check(
        site.path(),
        &["a.txt"],
        &["content/film.txt: the file cannot be read and is left out: it is larger"],
    );
}

#[test]
fn text_is_utf8_or_absent() {
    let site = site(&[("site.toml", "é".as_bytes()), ("latin.toml", b"\xe9"), ("folder/", b"")]);
    assert_eq!(text(site.path(), "site.toml").unwrap().as_deref(), Some("é"));
    assert_eq!(text(site.path(), "none.toml").unwrap(), None);
    assert!(matches!(text(site.path(), "latin.toml"), Err(Error::NotText { .. })));
    assert!(matches!(text(site.path(), "folder"), Err(Error::System { .. })));
}

#[cfg(unix)]
#[test]
fn links_stay_inside_and_end() {
    let elsewhere = site(&[("secret.txt", b"s"), ("secrets/a.txt", b"s")]);
    let site =
        site(&[("content/a.txt", b"a"), ("archive/old.txt", b"o"), ("content/sub/b.txt", b"b")]);
    let link = |target: &Path, name: &str| {
        std::os::unix::fs::symlink(target, site.path().join(name)).unwrap()
    };
    link(Path::new("a.txt"), "content/again.txt");
    link(Path::new("../archive"), "content/archive");
    link(Path::new(".."), "content/site");
    link(Path::new("../../archive"), "content/sub/archive");
    link(Path::new("."), "content/sub/itself");
    link(Path::new("nowhere"), "content/broken.txt");
    link(&elsewhere.path().join("secret.txt"), "content/secret.txt");
    link(&elsewhere.path().join("secrets"), "content/secrets");
    check(
        site.path(),
        &["a.txt", "again.txt", "archive/old.txt", "sub/b.txt"],
        &[
            "content/broken.txt: it cannot be read",
            "content/secret.txt: the link leads out of the site",
            "content/secrets: the link leads out of the site",
            "content/site: the link leads to a folder",
            "content/sub/archive: the link leads to a folder",
            "content/sub/itself: ",
        ],
    );
}

/// Reads `themes/`: the paths, and what is said.
#[cfg(unix)]
fn themes(root: &Path) -> (Vec<String>, Vec<String>) {
    let read = folder(root, "themes").unwrap();
    let said = read
        .diagnostics
        .into_iter()
        .map(|one| format!("{}: {}", one.place.unwrap().file, one.message));
    (read.value.into_keys().collect(), said.collect())
}

#[cfg(unix)]
#[test]
fn links_of_a_theme_lead_to_its_own_files() {
    use std::os::unix::fs::symlink;
    let site = site(&[
        (".git/config", b"secret"),
        (".env", b"secret"),
        ("site.toml", b"x"),
        ("content/draft.txt", b"x"),
        ("themes/other/static/a.css", b"x"),
        ("themes/mine/static/a.css", b"x"),
        ("themes/mine/.hidden/key", b"secret"),
        ("themes/mine/.well-known/x", b"x"),
        ("vendor/theme/static/v.css", b"x"),
    ]);
    let link =
        |target: &str, name: &str| symlink(target, site.path().join("themes").join(name)).unwrap();
    link("a.css", "mine/static/again.css");
    link("../.well-known/x", "mine/static/known.txt");
    link("../vendor/theme", "linked");
    symlink("v.css", site.path().join("vendor/theme/static/own.css")).unwrap();
    symlink("../../../site.toml", site.path().join("vendor/theme/static/site.txt")).unwrap();
    for (number, target) in [
        "../../../.git/config",
        "../../../.env",
        "../../../.git",
        "../.hidden/key",
        "../../../site.toml",
        "../../../content",
        "../../other/static/a.css",
        "../../other",
        "/dev/zero",
        "chain",
    ]
    .iter()
    .enumerate()
    {
        link(target, &format!("mine/static/{number}.txt"));
    }
    // Over another link, and out again.
    link("../../../.env", "mine/static/chain");
    link("../.git", "git");
    let (paths, said) = themes(site.path());
    assert_eq!(
        paths,
        [
            "linked/static/own.css",
            "linked/static/v.css",
            "mine/.well-known/x",
            "mine/static/a.css",
            "mine/static/again.css",
            "mine/static/known.txt",
            "other/static/a.css",
        ]
    );
    assert_eq!(said.len(), 13, "{said:?}");
    assert!(said.iter().all(|one| one.ends_with("is left out")), "{said:?}");
    let of = |name: &str| said.iter().find(|one| one.starts_with(name)).unwrap();
    assert!(of("themes/mine/static/3.txt").contains("to what is hidden"), "{said:?}");
    assert!(of("themes/mine/static/0.txt").contains("out of its theme"), "{said:?}");
    assert!(of("themes/git").contains("to what is hidden"), "{said:?}");
}

#[cfg(unix)]
#[test]
fn nothing_hidden_is_read_through_a_link() {
    use std::os::unix::fs::symlink;
    let site = site(&[
        (".git/config", b"secret"),
        ("content/.drafts/a.txt", b"x"),
        ("archive/.old/b.txt", b"x"),
        (".well-known/c.txt", b"x"),
    ]);
    let link =
        |target: &str, name: &str| symlink(target, site.path().join("content").join(name)).unwrap();
    link("../.git/config", "config.txt");
    link("../.git", "git");
    link(".drafts", "drafts");
    link(".drafts/a.txt", "a.txt");
    link("../archive/.old/b.txt", "b.txt");
    link("../.well-known/c.txt", "c.txt");
    let said = ["a.txt", "b.txt", "config.txt", "drafts", "git"];
    let said = said.map(|name| format!("content/{name}: the link leads to what is hidden"));
    check(site.path(), &["c.txt"], &said.iter().map(String::as_str).collect::<Vec<_>>());
}

#[cfg(unix)]
#[test]
fn the_text_of_a_stranger_is_its_own() {
    use std::os::unix::fs::symlink;
    let elsewhere = site(&[("site.toml", b"mine")]);
    let site = site(&[
        (".env", b"secret"),
        ("themes/a/own.toml", b"own"),
        ("desk/edits.toml", b"e"),
        ("x.toml", b"x"),
    ]);
    let link = |target: &Path, name: &str| symlink(target, site.path().join(name)).unwrap();
    link(&elsewhere.path().join("site.toml"), "site.toml");
    link(&elsewhere.path().join("site.toml"), "desk/out.toml");
    link(Path::new("../.env"), "desk/env.toml");
    link(Path::new("../x.toml"), "desk/x.toml");
    link(Path::new("own.toml"), "themes/a/theme.toml");
    link(Path::new("../../x.toml"), "themes/a/x.toml");
    link(elsewhere.path(), "themes/b");
    link(Path::new("nowhere"), "themes/a/broken.toml");
    let read = |name: &str| text(site.path(), name);
    // What stands beside site.toml is the person's own.
    for (name, expected) in [
        ("site.toml", "mine"),
        ("desk/edits.toml", "e"),
        ("desk/x.toml", "x"),
        ("themes/a/theme.toml", "own"),
    ] {
        assert_eq!(read(name).unwrap().as_deref(), Some(expected), "{name}");
    }
    assert_eq!(read("themes/a/broken.toml").unwrap(), None);
    for (name, where_to) in [
        ("desk/out.toml", "out of the site"),
        ("desk/env.toml", "to what is hidden"),
        ("themes/a/x.toml", "out of its theme"),
        ("themes/b/site.toml", "out of the site"),
    ] {
        let said = read(name).unwrap_err().to_string();
        assert!(said.contains(where_to), "{name}: {said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_or_device_is_no_text() {
    use super::super::open::tests::pipe;
    use std::os::unix::fs::symlink;
    let site = site(&[("themes/a/x", b""), ("plugins/a/x", b"")]);
    for name in ["site.toml", "themes/a/theme.toml", "plugins/a/plugin.toml"] {
        pipe(&site.path().join(name));
        let said = text(site.path(), name).unwrap_err().to_string();
        assert!(said.ends_with("it is not a plain file but a pipe"), "{said}");
        fs::remove_file(site.path().join(name)).unwrap();
        symlink("/dev/zero", site.path().join(name)).unwrap();
        assert!(text(site.path(), name).is_err());
    }
    pipe(&site.path().join("content"));
    assert!(
        folder(site.path(), "content").is_err() && subfolders(site.path(), "content").is_empty()
    );
}

#[test]
fn a_folder_that_holds_too_much_is_refused() {
    let site =
        site(&[("content/a.txt", b"aa"), ("content/b.txt", b"bbbb"), ("content/c.txt", b"cc")]);
    let found = || Walk::new(site.path(), "content", &site.path().join("content")).unwrap().found();
    assert_eq!(contents("content", found(), 8).unwrap().value.len(), 3);
    let told = contents("content", found(), 7).unwrap_err().diagnostics();
    assert!(told[0].message.contains("`content/b.txt`") && told[0].hint.is_some(), "{told:?}");
}

#[test]
fn a_text_that_is_too_large_is_refused() {
    let site = site(&[("site.toml", b"")]);
    let file = fs::File::options().write(true).open(site.path().join("site.toml")).unwrap();
    file.set_len(MOST_BYTES).unwrap();
    assert!(text(site.path(), "site.toml").is_ok());
    file.set_len(MOST_BYTES + 1).unwrap();
    let told = text(site.path(), "site.toml").unwrap_err().diagnostics();
    assert!(
        told[0].message.ends_with("it is larger than 64 MiB") && told[0].hint.is_some(),
        "{told:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_itself_a_link_is_read() {
    let elsewhere = site(&[("articles/a.txt", b"a"), ("articles/sub/b.txt", b"b")]);
    let site = site(&[]);
    std::os::unix::fs::symlink(elsewhere.path().join("articles"), site.path().join("content"))
        .unwrap();
    check(site.path(), &["a.txt", "sub/b.txt"], &[]);
}

#[cfg(target_os = "linux")]
#[test]
fn odd_files_are_left_out() {
    use std::os::unix::ffi::OsStrExt;
    let site = site(&[("content/a.txt", b"a")]);
    let pipe = site.path().join("content/pipe.txt");
    let _socket = std::os::unix::net::UnixListener::bind(&pipe).unwrap();
    fs::write(site.path().join("content").join(OsStr::from_bytes(b"caf\xe9.txt")), "x").unwrap();
    check(
        site.path(),
        &["a.txt"],
        &["content/caf", "content/pipe.txt: the file cannot be read and is left out: it is no"],
    );
}
