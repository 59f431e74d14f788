//! What is no plain file or folder, laid where the output folder's own files lie.

use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

use super::*;
use crate::disk::open::tests::pipe;

/// Puts something of that kind there.
fn lay(scene: &Scene, kind: &str, path: &Path) {
    match kind {
        "pipe" => pipe(path),
        "socket" => drop(UnixListener::bind(path).unwrap()),
        "folder" => fs::create_dir(path).unwrap(),
        "file" => fs::write(path, "x").unwrap(),
        "device" => symlink("/dev/zero", path).unwrap(),
        "link" => symlink(scene.at("neighbour/0"), path).unwrap(),
        "folder link" => symlink(scene.at("neighbour"), path).unwrap(),
        "dangling" => symlink(scene.at("neighbour/new"), path).unwrap(),
        other => panic!("{other}"),
    }
}

#[test]
fn what_is_no_plain_file_is_refused() {
    for name in ["lock", "manifest", "journal"] {
        for kind in ["pipe", "socket", "folder", "device", "link", "folder link", "dangling"] {
            let scene = Scene::new();
            lay(&scene, kind, &scene.own(name));
            scene.refuses(
                &[("a.html", "a")],
                &["cannot use", name, "a plain file belongs there", "move it away"],
            );
            assert!(Output::complete(&scene.at("public")).is_err(), "{name} {kind}");
        }
    }
}

#[test]
fn a_staging_that_is_no_folder_is_refused() {
    for kind in ["pipe", "socket", "file", "device", "link", "folder link", "dangling"] {
        let scene = Scene::new();
        lay(&scene, kind, &scene.own("staging"));
        scene.refuses(
            &[("a.html", "a")],
            &["cannot use", "staging", "a folder belongs there", "move it away"],
        );
        // Nor is it followed where a whole journal speaks of what lies there.
        let journal =
            format!("q7x2 journal 1\nput 0 {} b.html\n", blake3::hash(b"precious").to_hex());
        scene.put("journal", &seal(&journal));
        scene.refuses(&[("a.html", "a")], &["staging"]);
        assert!(Output::complete(&scene.at("public")).is_err());
    }
}

#[test]
fn what_is_staged_is_a_plain_file() {
    for kind in ["pipe", "socket", "folder", "device", "link", "folder link", "dangling"] {
        let scene = Scene::new();
        fs::create_dir(scene.own("staging")).unwrap();
        lay(&scene, kind, &scene.own("staging/0"));
        let journal =
            format!("q7x2 journal 1\nput 0 {} b.html\n", blake3::hash(b"precious").to_hex());
        scene.refuses(&[("a.html", "a")], &["cannot use", "staging/0", "a plain file belongs"]);
        scene.put("journal", &seal(&journal));
        scene.refuses(&[("a.html", "a")], &["cannot use", "staging/0", "a plain file belongs"]);
    }
}

#[test]
fn affairs_elsewhere_are_refused() {
    for kind in ["pipe", "socket", "file", "device", "folder link", "dangling"] {
        let scene = Scene::new();
        fs::remove_dir(scene.own("")).unwrap();
        lay(&scene, kind, &scene.at("public/.q7x2"));
        let before = scene.all();
        assert!(scene.build(Real, &[("a.html", "a")]).is_err(), "{kind}");
        assert!(Output::complete(&scene.at("public")).is_err(), "{kind}");
        assert_eq!(scene.all(), before, "{kind}");
    }
}

#[test]
fn an_output_that_is_no_folder_is_refused() {
    for kind in ["pipe", "socket", "file", "device", "link", "dangling"] {
        let scene = Scene::new();
        fs::remove_dir_all(scene.at("public")).unwrap();
        lay(&scene, kind, &scene.at("public"));
        let before = scene.all();
        assert!(scene.build(Real, &[("a.html", "a")]).is_err(), "{kind}");
        assert_eq!(scene.all(), before, "{kind}");
    }
}

/// A second name of somebody's file: what waits under it is thrown away, and nothing is written
/// into it.
#[test]
fn a_staged_second_name_is_not_written_through() {
    let scene = Scene::new();
    fs::create_dir(scene.own("staging")).unwrap();
    for name in ["0", "manifest", "journal"] {
        fs::hard_link(scene.at("neighbour/0"), scene.own("staging").join(name)).unwrap();
    }
    assert!(Real.write(&scene.own("staging/0"), b"x").is_err());
    scene.build(Real, &[("a.html", "a")]).unwrap();
    assert_eq!(fs::read_to_string(scene.at("neighbour/0")).unwrap(), "precious");
    assert_eq!(fs::read_to_string(scene.at("public/a.html")).unwrap(), "a");
}
