//! A page has an end, whatever a template does: the limit of 64 MiB is an error that names the
//! page, and not the last memory of the machine.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::fs;

/// Builds a site whose page for what is not found holds so many mebibytes; what is told of it.
fn built(mebibytes: usize) -> (bool, String) {
    let root = tempfile::tempdir().expect("a folder");
    fs::write(
        root.path().join("site.toml"),
        "title = \"News\"\nbase_url = \"https://example.org/\"\n",
    )
    .expect("a file");
    fs::create_dir_all(root.path().join("content")).expect("a folder");
    fs::create_dir_all(root.path().join("templates")).expect("a folder");
    // One literal of a mebibyte, written again and again: few steps, many bytes.
    let literal = "x".repeat(1 << 20);
    let template = format!("{{% for n in range(end={mebibytes}) %}}{literal}{{% endfor %}}");
    fs::write(root.path().join("templates/404.html"), template).expect("a file");
    let output = program::build_command(root.path(), &root.path().join("public"))
        .output()
        .expect("the program starts");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_page_ends_at_64_mebibytes() {
    let (built_well, told) = built(8);
    assert!(built_well, "{told}");
    let (built_well, told) = built(65);
    assert!(!built_well && told.contains("404.html"), "{told}");
}
