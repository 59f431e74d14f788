//! `plugin new`: a plugin that works, to begin with.

use std::path::Path;

use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::helper;
use q7x2_sdk::manifest::is_name;

use super::given::Done;
use crate::cli::{Kind, Language};
use crate::disk::{self, Lines};
use crate::error::Error;
use crate::plugin::template;

pub(super) fn new(root: &Path, name: &str, kind: Kind, language: Language) -> Result<Done, Error> {
    if !is_name(name) {
        let message = format!("`{name}` is no name of a plugin");
        let hint = "use lower-case letters, digits, `-` and `_`";
        return Err(Error::Refused(vec![Diagnostic::error(message).hint(hint)]));
    }
    let (word, listed) = match kind {
        Kind::Summariser => ("summariser", format!("summarise = [\"{name}\"]")),
        Kind::Merger => ("merger", format!("merge = \"{name}\"")),
        Kind::Section => ("section", format!("sections = [\"quotes\", \"{name}\"]")),
    };
    let folder = root.join("plugins").join(name);
    disk::new_folder(&folder, &texts(name, word, kind, language))?;
    let shown = folder.display();
    let build = match language {
        Language::Rust => format!("Build it:     (cd {shown} && cargo build --release)\n"),
        Language::Python | Language::Node => String::new(),
    };
    let text = format!(
        "{shown} is written.\n{build}Try it:       q7x2 plugin test {shown}\nAsk it:       q7x2 plugin run {name}\n\
         Use it:       in site.toml, below [pipeline]:  {listed}\n"
    );
    Ok((text, Warned::quiet(true)))
}

fn texts(name: &str, word: &str, kind: Kind, language: Language) -> Lines {
    let command = match language {
        Language::Python => r#"["python3", "main.py"]"#.to_owned(),
        Language::Node => r#"["node", "main.mjs"]"#.to_owned(),
        Language::Rust => format!("[\"target/release/{name}\"]"),
    };
    let filled = |text: &str| {
        text.replace("{name}", name).replace("{kind}", word).replace("{command}", &command)
    };
    let mut texts = Lines::from([("plugin.toml".to_owned(), filled(template::MANIFEST))]);
    let mut add = |path: &str, text: String| drop(texts.insert(path.to_owned(), text));
    let of = |all: [&str; 3]| match kind {
        Kind::Summariser => all[0].to_owned(),
        Kind::Merger => all[1].to_owned(),
        Kind::Section => all[2].to_owned(),
    };
    match language {
        Language::Python => {
            add("main.py", of(template::PYTHON));
            add("q7x2.py", helper::PYTHON.to_owned());
        }
        Language::Node => {
            add("main.mjs", of(template::NODE));
            add("q7x2.mjs", helper::JAVASCRIPT.to_owned());
        }
        Language::Rust => {
            add("Cargo.toml", filled(template::CARGO));
            add(".gitignore", "/target\n".to_owned());
            add("src/main.rs", of(template::RUST));
        }
    }
    texts
}
