//! The files of the workspace and what each imports of which other, by name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::source;

/// A module: its crate, and its path inside.
pub(crate) type Module = (String, Vec<String>);

/// Names that one file takes from others, by their file.
pub(crate) type Imports = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// One file of the workspace.
pub(crate) struct File {
    /// Its module.
    pub module: Module,
    /// Its code, without comments, literals and tests.
    pub code: String,
    uses: Vec<Use>,
}

/// One name that a `use` brings in.
struct Use {
    path: Vec<String>,
    name: String,
}

/// All files, by path below the root of the repository, and the file of each module.
pub(crate) struct Workspace {
    pub files: BTreeMap<String, File>,
    paths: BTreeMap<Module, String>,
    crates: BTreeSet<String>,
}

impl Workspace {
    /// Reads the crates of a workspace: the root's and those in `plugins/`.
    pub(crate) fn read(root: &Path) -> Self {
        let mut workspace =
            Self { files: BTreeMap::new(), paths: BTreeMap::new(), crates: BTreeSet::new() };
        for folder in crates(root) {
            let manifest: toml::Table =
                read(&folder.join("Cargo.toml")).parse().expect("a Cargo.toml");
            let name = manifest["package"]["name"].as_str().expect("a name").replace('-', "_");
            workspace.crates.insert(name.clone());
            for (top, module) in [("lib.rs", name.clone()), ("main.rs", format!("{name} main"))] {
                let file = folder.join("src").join(top);
                if file.is_file() {
                    workspace.add(root, (module, Vec::new()), &file);
                }
            }
        }
        workspace
    }

    /// Adds a file, and those of the modules that it declares.
    fn add(&mut self, root: &Path, module: Module, file: &Path) {
        let code = source::code(&read(file));
        let stem = file.file_stem().expect("a file name");
        let owns_folder = ["mod", "lib", "main"].iter().any(|name| stem == *name);
        let above = file.parent().expect("a folder");
        let folder = if owns_folder { above.to_owned() } else { above.join(stem) };
        for name in declared(&code) {
            let places = [folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs")];
            if let Some(place) = places.into_iter().find(|place| place.is_file()) {
                let path = module.1.iter().cloned().chain([name]).collect();
                self.add(root, (module.0.clone(), path), &place);
            }
        }
        let path = file
            .strip_prefix(root)
            .expect("a path below the root")
            .to_string_lossy()
            .replace('\\', "/");
        self.paths.insert(module.clone(), path.clone());
        let uses = uses(&code);
        self.files.insert(path, File { module, code, uses });
    }

    /// What every file imports of every other.
    pub(crate) fn imports(&self) -> Imports {
        let mut imports = Imports::new();
        for (path, file) in &self.files {
            let named = file.uses.iter().map(|one| one.path.clone());
            for wanted in named.chain(inline(&file.code)) {
                if let Some(other) =
                    self.resolve(&file.module, &wanted, 0).filter(|other| other != path)
                {
                    let names = imports.entry(path.clone()).or_default().entry(other).or_default();
                    names.insert(wanted.join("::"));
                }
            }
        }
        imports
    }

    /// The file that defines what a path means, where that is in the workspace. `depth` ends
    /// re-exports in a circle.
    fn resolve(&self, from: &Module, path: &[String], depth: usize) -> Option<String> {
        let first = path.first().filter(|_| depth < 16)?;
        let (mut module, mut rest) = match first.as_str() {
            "crate" => ((from.0.clone(), Vec::new()), &path[1..]),
            "self" => (from.clone(), &path[1..]),
            "super" => (from.clone(), path),
            name if self.crates.contains(name) => ((name.to_owned(), Vec::new()), &path[1..]),
            name if self.paths.contains_key(&child(from, name)) => (from.clone(), path),
            _ => return self.imported(from, path, depth),
        };
        while let Some(behind) = rest.strip_prefix(&["super".to_owned()]) {
            module.1.pop();
            rest = behind;
        }
        while let Some(name) =
            rest.first().filter(|name| self.paths.contains_key(&child(&module, name)))
        {
            module = child(&module, name);
            rest = &rest[1..];
        }
        let file = self.paths.get(&module)?;
        match rest.first() {
            Some(name) if !defines(&self.files[file].code, name) => {
                self.imported(&module, rest, depth).or_else(|| Some(file.clone()))
            }
            _ => Some(file.clone()),
        }
    }

    /// The same of a path whose first name a `use` of the module brings in.
    fn imported(&self, module: &Module, path: &[String], depth: usize) -> Option<String> {
        let uses = &self.files[self.paths.get(module)?].uses;
        let found = uses.iter().find(|one| Some(&one.name) == path.first() && one.path != path)?;
        let whole: Vec<String> = found.path.iter().chain(&path[1..]).cloned().collect();
        self.resolve(module, &whole, depth + 1)
    }
}

fn child(module: &Module, name: &str) -> Module {
    (module.0.clone(), module.1.iter().cloned().chain([name.to_owned()]).collect())
}

/// The folders of the crates: the root's and those in `plugins/`.
fn crates(root: &Path) -> Vec<PathBuf> {
    let plugins = fs::read_dir(root.join("plugins")).expect("the folder plugins");
    let mut folders: Vec<PathBuf> = plugins.map(|entry| entry.expect("an entry").path()).collect();
    folders.retain(|folder| folder.join("Cargo.toml").is_file());
    folders.sort();
    folders.insert(0, root.to_owned());
    folders
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The words of some code, names and marks, without what stands between them.
fn words(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let name =
            rest.find(|mark: char| !mark.is_alphanumeric() && mark != '_').unwrap_or(rest.len());
        let length = if rest.starts_with("::") { 2 } else { name.max(first.len_utf8()) };
        words.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    words
}

/// Names of the modules that a file declares in other files.
fn declared(code: &str) -> Vec<String> {
    let words = words(code);
    let found = words.windows(3).filter(|run| run[0] == "mod" && run[2] == ";");
    found.map(|run| run[1].to_owned()).collect()
}

/// Whether a file defines an item of this name.
fn defines(code: &str, name: &str) -> bool {
    const ITEMS: [&str; 7] = ["fn", "struct", "enum", "trait", "type", "const", "static"];
    let words = words(code);
    words.windows(2).any(|pair| ITEMS.contains(&pair[0]) && pair[1] == name)
        || words.windows(3).any(|run| run[..2] == ["macro_rules", "!"] && run[2] == name)
}

/// Every name that the `use` items of a file bring in.
fn uses(code: &str) -> Vec<Use> {
    let words = words(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at] == "use" {
            let end = words[at..]
                .iter()
                .position(|word| *word == ";")
                .map_or(words.len(), |length| at + length);
            tree(&words[at + 1..end], &[], &mut found);
            at = end;
        }
        at += 1;
    }
    found
}

/// Reads `a::b`, `a as b` and `a::{b, c::d}`.
fn tree(words: &[&str], above: &[String], found: &mut Vec<Use>) {
    let open = words.iter().position(|word| *word == "{").unwrap_or(words.len());
    let alias = words[..open].iter().position(|word| *word == "as");
    let path = words[..alias.unwrap_or(open)]
        .iter()
        .filter(|word| **word != "::")
        .map(|word| (*word).to_owned());
    let mut path: Vec<String> = above.iter().cloned().chain(path).collect();
    if open < words.len() {
        let close = words.len().saturating_sub(1);
        branches(&words[open + 1..close]).into_iter().for_each(|branch| tree(branch, &path, found));
        return;
    }
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    let own = path.last().cloned();
    if let Some(name) =
        alias.and_then(|at| words.get(at + 1)).map(|name| (*name).to_owned()).or(own)
    {
        found.push(Use { path, name });
    }
}

/// The branches of a group, which commas part.
fn branches<'a, 'word>(words: &'a [&'word str]) -> Vec<&'a [&'word str]> {
    let mut depth = 0_usize;
    let parts = words.split(|word| {
        match *word {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        *word == "," && depth == 0
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Paths that are written out where something is used: `crate::a::b(…)`.
fn inline(code: &str) -> Vec<Vec<String>> {
    let words = words(code);
    let is_name =
        |word: &str| word.starts_with(|first: char| first.is_alphabetic() || first == '_');
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at] == "use" {
            at += words[at..].iter().position(|word| *word == ";").unwrap_or(words.len() - at);
            continue;
        }
        let mut path = Vec::new();
        while at < words.len() && is_name(words[at]) {
            path.push(words[at].to_owned());
            let goes_on = words.get(at + 1) == Some(&"::")
                && words.get(at + 2).is_some_and(|next| is_name(next));
            at += if goes_on { 2 } else { 1 };
            if !goes_on {
                break;
            }
        }
        if path.len() > 1 {
            found.push(path);
        } else if path.is_empty() {
            at += 1;
        }
    }
    found
}

#[test]
fn imports_are_read() {
    let read = |code: &str| -> Vec<String> {
        let all = uses(code);
        all.iter().map(|one| format!("{} {}", one.path.join("::"), one.name)).collect()
    };
    assert_eq!(
        read("pub use a::b; use c::{self, d as e, f::{g, h}};"),
        ["a::b b", "c c", "c::d e", "c::f::g g", "c::f::h h"]
    );
    assert_eq!(inline("use a::b; fn f() -> c::D { e::f(); g }"), [["c", "D"], ["e", "f"]]);
    assert!(defines("pub(crate) const fn a() {} enum B {}", "a") && !defines("use c::a;", "a"));
    assert_eq!(declared("mod a; pub mod b; mod c { }"), ["a", "b"]);
}
