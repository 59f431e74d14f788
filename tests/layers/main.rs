//! The layer tables of ARCHITECTURE.md are law: a module imports from layers below its own, in
//! every crate that has a table; no files import one another in a circle, in any crate; stages know
//! nothing of one another, and the doors to the outside are where they are said to be.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

mod circle;
mod source;
mod workspace;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use workspace::{Imports, Module, Workspace, read};

/// Layer by module, as a table has it.
type Table = BTreeMap<String, usize>;

/// What stands in the table of the program for the crates that it links.
const LINKED: [&str; 2] = ["built-in plugin crates", "plugins/sdk"];

/// The crates that have a table, below a heading of their own.
const TABLES: [(&str, &str); 3] =
    [("q7x2", "### The program"), ("q7x2_sdk", "### `q7x2-sdk`"), ("q7x2_text", "### `q7x2-text`")];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads the fenced block below a heading. A line is a number, names two spaces apart, and after
/// more spaces a remark; what stands in brackets is for people.
fn table(document: &str, heading: &str) -> Table {
    let section = document
        .split_once(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("no heading {heading}"))
        .1;
    let block = section.split("```").nth(1).expect("a fenced block");
    let mut table = Table::new();
    for line in block.lines().filter(|line| !line.trim().is_empty()) {
        let (layer, rest) = line.trim().split_once(' ').expect("a number and names");
        let layer = layer.parse().expect("a number");
        for name in without_brackets(rest).split("   ").next().unwrap_or_default().split("  ") {
            let name = name.split(':').next().unwrap_or_default().trim();
            if !name.is_empty() {
                assert_eq!(
                    table.insert(name.to_owned(), layer),
                    None,
                    "{name} stands twice in the table"
                );
            }
        }
    }
    table
}

fn without_brackets(line: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for letter in line.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            letter if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

fn tables() -> BTreeMap<&'static str, Table> {
    let document = read(&root().join("ARCHITECTURE.md"));
    TABLES.into_iter().map(|(name, heading)| (name, table(&document, heading))).collect()
}

/// What is wrong with one import, if anything.
fn offence(from: &Module, to: &Module, tables: &BTreeMap<&str, Table>) -> Option<String> {
    let own = tables.get(from.0.as_str())?;
    let module = from.1.first()?;
    if from.0 != to.0 {
        let is_plugin = !["q7x2_sdk", "q7x2_text"].contains(&to.0.as_str());
        return (from.0 == "q7x2" && is_plugin && module != "plugin")
            .then(|| format!("{module} imports {}", to.0));
    }
    let other = to.1.first().filter(|other| *other != module)?;
    let layer = |name: &String| {
        own.get(name).copied().unwrap_or_else(|| panic!("{name} stands in no table"))
    };
    (layer(other) >= layer(module)).then(|| {
        format!("{module} (layer {}) imports {other} (layer {})", layer(module), layer(other))
    })
}

fn offences(workspace: &Workspace, imports: &Imports) -> Vec<String> {
    let tables = tables();
    let mut found = Vec::new();
    for (file, others) in imports {
        for (other, names) in others {
            let wrong =
                offence(&workspace.files[file].module, &workspace.files[other].module, &tables);
            found.extend(wrong.map(|wrong| format!("{file}: {wrong}: {names:?}")));
        }
    }
    found
}

#[test]
fn imports_go_down() {
    let workspace = Workspace::read(&root());
    let found = offences(&workspace, &workspace.imports());
    assert!(found.is_empty(), "against ARCHITECTURE.md:\n{}", found.join("\n"));
}

#[test]
fn no_files_import_one_another_in_a_circle() {
    let found = circle::circles(&Workspace::read(&root()).imports());
    assert!(
        found.is_empty(),
        "move what ties them down to the lower of its two users:\n{}",
        found.join("\n")
    );
}

#[test]
fn every_table_names_every_module_and_no_other() {
    let workspace = Workspace::read(&root());
    for (name, table) in tables() {
        let own = |module: &Module| {
            (module.0 == name && module.1.len() == 1).then(|| module.1[0].clone())
        };
        let mut modules: Vec<String> =
            workspace.files.values().filter_map(|file| own(&file.module)).collect();
        if name == "q7x2" {
            modules.extend(LINKED.map(str::to_owned));
            modules.push("main".to_owned());
        }
        modules.sort_unstable();
        assert_eq!(table.into_keys().collect::<Vec<_>>(), modules, "{name}");
    }
}

/// The crates of the workspace that a crate may depend on.
fn allowed(name: &str) -> &'static [&'static str] {
    match name {
        "q7x2-text" => &[],
        "q7x2-sdk" => &["q7x2-text"],
        _ => &["q7x2-sdk"],
    }
}

#[test]
fn plugin_crates_know_the_sdk_alone() {
    for entry in std::fs::read_dir(root().join("plugins")).expect("the folder plugins") {
        let manifest = entry.expect("an entry").path().join("Cargo.toml");
        if !manifest.is_file() {
            continue;
        }
        let parsed: toml::Table = read(&manifest).parse().expect("a Cargo.toml");
        let own = parsed["package"]["name"].as_str().expect("a name").to_owned();
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let names = parsed
                .get(table)
                .and_then(toml::Value::as_table)
                .into_iter()
                .flat_map(toml::Table::keys);
            for name in names.filter(|name| name.starts_with("q7x2")) {
                assert!(allowed(&own).contains(&name.as_str()), "{own} depends on {name}");
            }
        }
    }
}

#[test]
fn the_doors_are_few() {
    let doors: [(&str, &[&str]); 7] = [
        ("std::fs", &["src/disk/"]),
        ("std::env", &["src/main.rs"]),
        ("net::Tcp", &["src/net/"]),
        ("ureq::", &["src/net/"]),
        ("notify::", &["src/watch.rs"]),
        ("process::Command", &["src/plugin/process/", "src/tool.rs"]),
        ("process::{Command", &["src/plugin/process/", "src/tool.rs"]),
    ];
    for (path, file) in &Workspace::read(&root()).files {
        for (door, owners) in doors {
            let through = file.code.contains(door);
            let is_owner = owners.iter().any(|owner| path.starts_with(owner));
            assert!(is_owner || !through, "{path} goes through {door}, the door of {owners:?}");
        }
    }
}

mod the_test_itself {
    use super::*;

    const TABLE: &str = "# x\n\n### The program\n\n```\n 4 pipeline  (later: serve  check)      knows  all\n 2 brief  group  plugin     none knows another\n 1 files  built-in plugin crates (a `b`)\n 0 plugins/sdk: nouns · contract\n```\n";

    #[test]
    fn reads_the_table() {
        let expected = [
            ("brief", 2),
            ("built-in plugin crates", 1),
            ("files", 1),
            ("group", 2),
            ("pipeline", 4),
            ("plugins/sdk", 0),
            ("plugin", 2),
        ];
        let found = table(TABLE, "### The program");
        assert_eq!(found, expected.map(|(name, layer)| (name.to_owned(), layer)).into());
    }

    #[test]
    fn finds_offences() {
        let tables = BTreeMap::from([("q7x2", table(TABLE, "### The program"))]);
        let module = |path: &str| -> Module {
            let mut parts = path.split("::").map(str::to_owned);
            (parts.next().expect("a crate"), parts.collect())
        };
        let check = |from: &str, to: &str, expected: bool| {
            assert_eq!(
                offence(&module(from), &module(to), &tables).is_some(),
                expected,
                "{from} imports {to}"
            );
        };
        check("q7x2::brief", "q7x2::files", false);
        check("q7x2::brief", "q7x2::brief::gate", false);
        check("q7x2::brief::gate", "q7x2::group", true);
        check("q7x2::brief", "q7x2::pipeline", true);
        check("q7x2::files", "q7x2::brief", true);
        check("q7x2::pipeline", "q7x2::brief", false);
        check("q7x2::brief", "q7x2_sdk::event", false);
        check("q7x2::brief", "q7x2_lexrank", true);
        check("q7x2::plugin", "q7x2_lexrank", false);
    }

    #[test]
    fn reads_this_workspace() {
        let workspace = Workspace::read(Path::new(env!("CARGO_MANIFEST_DIR")));
        let imports = workspace.imports();
        // Through a re-export, a module and a name that is written out.
        assert!(imports["src/brief/facts.rs"].contains_key("plugins/sdk/src/event/side.rs"));
        assert!(imports["src/brief/facts.rs"].contains_key("plugins/text/src/likeness.rs"));
        assert!(
            imports["plugins/lexrank/src/lib.rs"].contains_key("plugins/text/src/annotation.rs")
        );
    }
}
