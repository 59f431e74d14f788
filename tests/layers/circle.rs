//! Circles: files that import one another, however long the way.

use std::collections::{BTreeMap, BTreeSet};

use super::workspace::Imports;

/// Every circle of files, each with the names that tie it, as lines for a person.
pub(crate) fn circles(imports: &Imports) -> Vec<String> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|file| (file.as_str(), reached(file, imports))).collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut circles = Vec::new();
    for (file, others) in &reached {
        if told.contains(file) || !others.contains(file) {
            continue;
        }
        let back = |other: &&&str| reached.get(**other).is_some_and(|theirs| theirs.contains(file));
        let circle: BTreeSet<&str> = others.iter().filter(back).copied().collect();
        circles.push(ties(&circle, imports));
        told.extend(circle);
    }
    circles
}

/// All files that one leads to.
fn reached<'a>(file: &'a str, imports: &'a Imports) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = vec![file];
    while let Some(next) = open.pop() {
        let others = imports.get(next).into_iter().flat_map(BTreeMap::keys);
        open.extend(others.map(String::as_str).filter(|other| found.insert(*other)));
    }
    found
}

/// Who takes what from whom in a circle.
fn ties(circle: &BTreeSet<&str>, imports: &Imports) -> String {
    let mut lines = vec![format!("a circle of {} files:", circle.len())];
    for file in circle {
        let inside = imports[*file].iter().filter(|(other, _)| circle.contains(other.as_str()));
        lines.extend(inside.map(|(other, names)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            format!("  {file} takes {} from {other}", names.join(", "))
        }));
    }
    lines.join("\n")
}

#[test]
fn a_circle_is_told_with_what_ties_it() {
    let one =
        |to: &str, name: &str| BTreeMap::from([(to.to_owned(), BTreeSet::from([name.to_owned()]))]);
    let imports = |pairs: &[(&str, &str)]| -> Imports {
        pairs.iter().map(|(from, to)| ((*from).to_owned(), one(to, "x::y"))).collect()
    };
    assert_eq!(circles(&imports(&[("a", "b"), ("b", "c")])), Vec::<String>::new());
    let found = circles(&imports(&[("a", "b"), ("b", "c"), ("c", "b")]));
    assert_eq!(found, ["a circle of 2 files:\n  b takes x::y from c\n  c takes x::y from b"]);
}
