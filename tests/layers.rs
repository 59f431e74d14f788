//! The layer table of ARCHITECTURE.md is law: a module imports from layers below its own, stages never one another, and
//! the doors to the outside are where they are said to be.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Layer by name, as the table has it.
type Table = BTreeMap<String, usize>;

const CRATES: &str = "built-in plugin crates";
const SDK: &str = "plugins/sdk";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Reads the fenced block below `## Layers`. A line is a number, names two spaces apart, and after more spaces a remark;
/// what stands in brackets is for people.
fn table(document: &str) -> Table {
    let section = document.split_once("\n## Layers\n").expect("a heading `## Layers`").1;
    let block = section.split("```").nth(1).expect("a fenced block");
    let mut table = Table::new();
    for line in block.lines().filter(|line| !line.trim().is_empty()) {
        let (layer, rest) = line.trim().split_once(' ').expect("a number and names");
        let layer = layer.parse().expect("a number");
        for name in without_brackets(rest).split("   ").next().unwrap_or_default().split("  ") {
            let name = name.split(':').next().unwrap_or_default().trim();
            if !name.is_empty() {
                assert_eq!(table.insert(name.to_owned(), layer), None, "{name} stands twice in the table");
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

/// A line of code without its comment, and how many modules inside the file it stands in.
fn code(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut inside: Vec<usize> = Vec::new();
    text.lines().map(move |line| {
        let code = line.split("//").next().unwrap_or_default();
        let indent = code.len() - code.trim_start().len();
        let depth = inside.len();
        let opens = code.trim_end().ends_with('{')
            && code.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ").starts_with("mod ");
        if opens {
            inside.push(indent);
        } else if code.trim() == "}" && inside.last() == Some(&indent) {
            inside.pop();
        }
        (depth, code.to_owned())
    })
}

/// The first names that follow `prefix` in a line: `crate::a`, `crate::{a, b::c}`.
fn names_after(line: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in line.match_indices(prefix) {
        let whole = line[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric() && before != '_');
        let rest = &line[at + prefix.len()..];
        let ident =
            |text: &str| text.chars().take_while(|one| one.is_alphanumeric() || *one == '_').collect::<String>();
        match rest.strip_prefix('{') {
            _ if !whole => {}
            Some(group) => {
                let mut depth = 0;
                let mut start = true;
                for (position, letter) in group.char_indices() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        letter if start && !letter.is_whitespace() => {
                            names.push(ident(&group[position..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
            None => names.push(ident(rest)),
        }
    }
    names
}

/// Joins the lines of an import that is written over several.
fn joined(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (depth, line) in code(text) {
        match lines.last_mut() {
            Some((_, last)) if open => last.push_str(line.trim()),
            _ => lines.push((depth, line)),
        }
        let last = lines.last().map_or("", |(_, last)| last.trim_start());
        let import = ["use ", "pub use ", "pub(crate) use "].iter().any(|word| last.starts_with(word));
        open = import && !last.trim_end().ends_with(';');
    }
    lines
}

/// What a file imports of the program: names of modules of the crate, and `q7x2_…` crates.
fn imports(path: &str, text: &str) -> Vec<String> {
    // How many `super::` lead from the file's own module to the top of the crate.
    let own = path.trim_end_matches(".rs").trim_end_matches("/mod").split('/').count();
    let mut found = Vec::new();
    for (depth, line) in joined(text) {
        let up = "super::".repeat(own + depth);
        for prefix in ["crate::", "q7x2::", up.as_str()] {
            found.extend(names_after(&line, prefix));
        }
        for (at, _) in line.match_indices("q7x2_") {
            let name: String = line[at..].chars().take_while(|one| one.is_alphanumeric() || *one == '_').collect();
            found.push(name);
        }
    }
    found
}

/// What is wrong with the imports of one file; `path` is below `src/`.
fn offences(path: &str, text: &str, table: &Table) -> Vec<String> {
    let module = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    let layer = table[module];
    let mut offences = Vec::new();
    for import in imports(path, text) {
        let wrong = match import.as_str() {
            "q7x2_sdk" => layer <= table[SDK],
            name if name.starts_with("q7x2_") => module != "plugin",
            name if name == module => false,
            name => table.get(name).is_some_and(|&other| other >= layer),
        };
        if wrong {
            offences.push(format!("src/{path} (layer {layer}) imports {import}"));
        }
    }
    offences.dedup();
    offences
}

/// Every Rust file below a folder, by its path from there, with `/`.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("a folder that can be listed");
        if entry.path().extension().is_some_and(|ending| ending == "rs") {
            let path = entry.path().strip_prefix(folder).expect("a path below the folder");
            let path: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(path.join("/"), read(entry.path()));
        }
    }
    files
}

fn sources() -> BTreeMap<String, String> {
    let mut files = files(&root().join("src"));
    // Declares the modules and imports none.
    files.remove("lib.rs");
    files
}

#[test]
fn imports_go_down() {
    let table = table(&read(&root().join("ARCHITECTURE.md")));
    let found: Vec<_> = sources().iter().flat_map(|(path, text)| offences(path, text, &table)).collect();
    assert!(found.is_empty(), "against ARCHITECTURE.md:\n{}", found.join("\n"));
}

#[test]
fn the_table_names_every_module_and_no_other() {
    let table = table(&read(&root().join("ARCHITECTURE.md")));
    let library = read(&root().join("src/lib.rs"));
    let declared = library.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "));
    let mut modules: Vec<_> = declared.map(|name| name.trim_end_matches(';')).chain(["main", CRATES, SDK]).collect();
    modules.sort_unstable();
    assert_eq!(table.keys().map(String::as_str).collect::<Vec<_>>(), modules);
}

#[test]
fn plugin_crates_know_the_sdk_alone() {
    for entry in fs::read_dir(root().join("plugins")).expect("the folder plugins") {
        let folder = entry.expect("an entry").path();
        let manifest = folder.join("Cargo.toml");
        if !manifest.is_file() {
            continue;
        }
        let parsed: toml::Table = read(&manifest).parse().expect("a Cargo.toml");
        let own = parsed["package"]["name"].as_str().expect("a name").to_owned();
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let names = parsed.get(table).and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
            for name in names.filter(|name| name.starts_with("q7x2")) {
                assert!(name == "q7x2-sdk" && own != "q7x2-sdk", "{own} depends on {name}");
            }
        }
    }
}

/// Lines outside tests that go through a door.
fn through(text: &str, door: &str) -> bool {
    joined(text).iter().any(|(depth, line)| *depth == 0 && line.contains(door))
}

#[test]
fn the_doors_are_few() {
    let mut all: BTreeMap<String, String> =
        sources().into_iter().map(|(path, text)| (format!("src/{path}"), text)).collect();
    for entry in fs::read_dir(root().join("plugins")).expect("the folder plugins") {
        let folder = entry.expect("an entry").path();
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let src = folder.join("src");
        if src.is_dir() {
            all.extend(files(&src).into_iter().map(|(path, text)| (format!("plugins/{name}/src/{path}"), text)));
        }
    }
    let doors = [("std::fs", "src/disk/"), ("std::env", "src/main.rs"), ("std::net", "-"), ("process::Command", "-")];
    for (path, text) in &all {
        // Files that hold tests alone.
        let is_test = path.ends_with("/tests.rs") || path.ends_with("/fixture.rs") || path.ends_with("/kill.rs");
        for (door, owner) in doors.iter().filter(|_| !is_test) {
            assert!(path.starts_with(owner) || !through(text, door), "{path} goes through {door}, the door of {owner}");
        }
    }
}

mod the_test_itself {
    use super::*;

    const TABLE: &str = "# x\n\n## Layers\n\n```\n 4 pipeline  (later: serve  check)      knows  all\n 2 brief  group  plugin     none knows another\n 1 files  built-in plugin crates (a `b`)\n 0 plugins/sdk: nouns · contract\n```\n";

    #[test]
    fn reads_the_table() {
        let expected =
            [("brief", 2), (CRATES, 1), ("files", 1), ("group", 2), ("pipeline", 4), (SDK, 0), ("plugin", 2)];
        assert_eq!(table(TABLE), expected.map(|(name, layer)| (name.to_owned(), layer)).into());
    }

    #[test]
    fn finds_offences() {
        let check = |path: &str, text: &str, expected: usize| {
            assert_eq!(offences(path, text, &table(TABLE)).len(), expected, "{path}: {text}");
        };
        check("brief/mod.rs", "use crate::files::Files;\nuse q7x2_sdk::Article;\nuse crate::brief::gate;", 0);
        check("brief/mod.rs", "use crate::group;", 1);
        check("brief/gate.rs", "use crate::{\n    files::Files,\n    group::{a, b},\n    pipeline,\n};", 2);
        check("brief/gate.rs", "fn f() { let x = crate::group::features(); }", 1);
        check("brief/gate.rs", "use super::super::group;", 1);
        check("brief/gate.rs", "mod tests {\n    use super::super::group;\n}", 0);
        check("brief/mod.rs", "use super::group;", 1);
        check("brief/mod.rs", "use q7x2_lexrank::BUILT_IN;", 1);
        check("plugin/mod.rs", "use q7x2_lexrank::BUILT_IN;", 0);
        check("pipeline.rs", "use crate::{brief, group};", 0);
        check("files.rs", "use crate::brief;", 1);
        check("files.rs", "// use crate::brief;", 0);
    }

    #[test]
    fn sees_doors_outside_tests_only() {
        assert!(through("use std::fs;", "std::fs"));
        assert!(!through("mod tests {\n    use std::fs;\n}", "std::fs"));
        assert!(through("mod tests {\n    use std::fs;\n}\nfn f() { std::fs::read(x) }", "std::fs"));
    }
}
