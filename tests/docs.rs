//! What the documents for plugin authors show is what there is.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use q7x2_sdk::manifest::Manifest;

fn read(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    // A checkout may have turned the line ends; the document's and the file's alike.
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .replace("\r\n", "\n")
}

/// The manifests of the built-in plugins; an example that is a program has a `command`.
fn manifests() -> Vec<Manifest> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("plugins");
    let entries = fs::read_dir(folder).expect("the folder plugins");
    let files = entries
        .map(|entry| entry.expect("an entry").path().join("plugin.toml"))
        .filter(|path| path.is_file());
    let parse = |path: PathBuf| {
        Manifest::parse(&fs::read_to_string(path).expect("a manifest")).expect("a valid manifest")
    };
    files.map(parse).filter(|one| one.plugin.command.is_empty()).collect()
}

/// Rows of a table whose first cell is a plugin, as cells.
fn rows(document: &str, cells: usize) -> BTreeSet<Vec<String>> {
    let rows = document.lines().filter(|line| line.starts_with("| `"));
    let split = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    rows.map(split).filter(|row| row.len() == cells).collect()
}

#[test]
fn the_reference_lists_every_setting_of_every_plugin() {
    let mut expected = BTreeSet::new();
    for manifest in manifests() {
        for (key, setting) in &manifest.config {
            let default = setting.default.as_ref().expect("built-in plugins work without settings");
            let name = format!("`{}`", manifest.plugin.name);
            expected.insert(vec![
                name,
                format!("`{key}`"),
                format!("`{default}`"),
                setting.help.clone(),
            ]);
        }
    }
    assert_eq!(rows(&read("plugins/README.md"), 4), expected);
}

#[test]
fn the_reference_lists_every_plugin_by_its_kind() {
    let kind = |manifest: &Manifest| format!("{:?}", manifest.plugin.kinds[0]).to_lowercase();
    let expected: BTreeSet<_> = manifests()
        .iter()
        .map(|manifest| (format!("`{}`", manifest.plugin.name), kind(manifest)))
        .collect();
    let listed =
        rows(&read("plugins/README.md"), 3).into_iter().map(|row| (row[0].clone(), row[1].clone()));
    assert_eq!(
        listed
            .filter(|(_, kind)| ["summariser", "merger", "section"].contains(&kind.as_str()))
            .collect::<BTreeSet<_>>(),
        expected
    );
}

#[test]
fn the_example_is_the_one_that_compiles() {
    assert!(read("plugins/README.md").contains(&read("plugins/sdk/examples/longest.rs")));
}

/// `cargo deny` runs in the workflow alone; a crate that it does not know by its name fails there.
#[test]
fn a_crate_with_a_licence_of_its_own_has_an_exception() {
    let parse = |path: &str| read(path).parse::<toml::Table>().expect("a table");
    let (mut expected, mut members) = (BTreeSet::new(), BTreeSet::new());
    for member in parse("Cargo.toml")["workspace"]["members"].as_array().expect("members") {
        let manifest = parse(&format!("{}/Cargo.toml", member.as_str().expect("a path")));
        members.insert(manifest["package"]["name"].to_string());
        if manifest["package"]["license"].is_str() {
            expected.insert(manifest["package"]["name"].to_string());
        }
    }
    let exceptions = parse("deny.toml")["licenses"]["exceptions"].clone();
    let named: BTreeSet<String> = exceptions
        .as_array()
        .expect("exceptions")
        .iter()
        .map(|one| one["crate"].to_string())
        .collect();
    assert_eq!(named.intersection(&members).cloned().collect::<BTreeSet<_>>(), expected);
    // The others are crates that are really taken.
    let taken = read("Cargo.lock");
    for other in named.difference(&members) {
        assert!(taken.contains(&format!("name = {other}\n")), "{other}");
    }
}
