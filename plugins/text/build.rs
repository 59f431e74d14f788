//! Lists the languages: every folder of `language/` is one, so that a new one needs no line of
//! Rust.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("no manifest folder")?)
        .join("language");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut list = String::from("&[\n");
    for folder in sorted(&root)?.iter().filter(|path| path.is_dir()) {
        println!("cargo::rerun-if-changed={}", folder.display());
        writeln!(list, "Folder {{ code: {:?}, files: &[", name(folder))?;
        for file in sorted(folder)?
            .iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        {
            writeln!(list, "({:?}, include_str!({file:?})),", name(file))?;
        }
        let frequencies = folder.join("frequencies.df");
        let bytes = if frequencies.is_file() {
            format!("include_bytes!({frequencies:?})")
        } else {
            "&[]".to_owned()
        };
        writeln!(list, "], frequencies: {bytes} }},")?;
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no output folder")?);
    fs::write(out.join("folders.rs"), list)?;
    Ok(())
}

/// What lies in a folder, by name: the order in which a disk lists it must not show.
fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
