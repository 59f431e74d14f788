//! Theme: which templates, words, styles and files a site is made with. Layers of files by path:
//! the built-in theme
//! `paper`, then `themes/<name>/`, then the site's own `templates/` and `static/`. Renders nothing.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};
use serde::Deserialize;
use tera::Map;

use super::embedded::{EMBEDDED, EMBEDDED_WIRE, PAPER, WIRE};
use super::link::fingerprint;
use super::option::{Asked, Chosen, Options, options};
use super::style::{joined, urls, with_paths};
use super::words::Words;
use crate::files::Files;

/// The number of what templates may rely on. Only a renamed or removed variable makes a new one.
pub const THEME_API: u32 = 1;

/// A site's own style sheet, linked after the theme's.
const CUSTOM: &str = "custom.css";

/// The style sheet of what a site chose, linked after the theme's.
const OPTIONS: &str = "options.css";

/// `theme.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "what a theme says of itself is checked here and shown by later commands"
)]
struct Manifest {
    /// Equals the folder.
    name: String,
    /// The theme's own version.
    version: String,
    /// What it relies on: [`THEME_API`].
    api: u32,
    /// One line on what it is.
    #[serde(default)]
    description: String,
    /// Its licence.
    #[serde(default)]
    license: String,
    /// Style sheets below `static/`, in the order they are linked.
    styles: Vec<String>,
    /// Settings of site.toml as the theme would have them; `config` reads them.
    #[serde(default)]
    settings: toml::Table,
    /// What a site may choose.
    #[serde(default)]
    options: BTreeMap<String, Asked>,
}

/// One template as it will be loaded.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// Its name for `extends` and `include`: plain for the site's own, `theme/…` and `paper/…` for
    /// the layers below.
    pub(super) name: String,
    /// Where a reader finds it.
    pub(super) file: String,
    /// Its text.
    pub(super) source: String,
}

/// A file that pages link to under a name that changes with its bytes.
#[derive(Debug, Clone)]
pub(super) struct Asset {
    /// `assets/<name>.<hash>.<ending>`.
    pub(super) path: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// Everything a site is made with.
#[derive(Debug, Default)]
pub(super) struct Theme {
    /// Lowest layer first.
    pub(super) templates: Vec<Template>,
    /// Words of the interface.
    pub(super) words: Words,
    /// Names of assets to link as style sheets.
    pub(super) styles: Vec<String>,
    /// By name below `static/`.
    pub(super) assets: BTreeMap<String, Asset>,
    /// Files copied as they are, by path in the output.
    pub(super) verbatim: Files,
    /// What the site chose of what the theme offers.
    pub(super) options: Map,
}

/// One layer: its files by path inside the theme, and where they lie.
struct Layer {
    /// Before template names.
    prefix: &'static str,
    /// Before paths, for readers.
    folder: String,
    files: Files,
}

/// Reads a theme. `files` holds what lies in `themes/`, `templates/` and `static/` beside
/// site.toml.
///
/// # Errors
/// Where the theme does not exist, its manifest is broken or speaks another API, or a template is
/// not text.
pub(super) fn load(
    name: &str,
    language: &str,
    (files, chosen): (&Files, &BTreeMap<String, Chosen>),
) -> Result<Warned<Theme>, Vec<Diagnostic>> {
    let layers = layers(name, files);
    let mut theme = Theme::default();
    let mut errors = Vec::new();
    let mut style = String::new();
    match manifest(name, &layers) {
        Ok(manifest) => {
            let file = format!("themes/{name}/theme.toml");
            match options(&manifest.options, chosen, (name, &file)) {
                Ok(Options { view, style: made }) => (theme.options, style) = (view, made),
                Err(told) => errors.extend(told),
            }
            theme.styles = manifest.styles;
        }
        Err(error) => errors.push(error),
    }
    errors.extend(read_templates(&layers, &mut theme.templates));
    errors.extend(read_words(&layers, language, &mut theme.words));
    read_static(&layers, &mut theme);
    for style in theme.styles.iter().filter(|style| !theme.assets.contains_key(*style)) {
        let place = Place::file(format!("themes/{name}/theme.toml"));
        errors.push(
            Diagnostic::error(format!("style sheet static/{style} does not exist")).at(place),
        );
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    if !style.is_empty() {
        theme.assets.insert(OPTIONS.to_owned(), asset(OPTIONS, style.into_bytes()));
        theme.styles.push(OPTIONS.to_owned());
    }
    let lost = lost(&theme, name);
    if theme.assets.contains_key(CUSTOM) && !theme.styles.iter().any(|style| style == CUSTOM) {
        theme.styles.push(CUSTOM.to_owned());
    }
    let diagnostics = missing_words(&theme.words, name, language).into_iter().chain(lost).collect();
    Ok(Warned { value: theme, diagnostics })
}

fn layers(name: &str, files: &Files) -> Vec<Layer> {
    let folder = format!("themes/{name}/");
    let own = below(files, &folder);
    let read = |embedded: &[(&str, &[u8])]| -> Files {
        embedded.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect()
    };
    let mut layers = Vec::new();
    if name == PAPER {
        let mut files = read(EMBEDDED);
        files.extend(own);
        layers.push(Layer { prefix: "theme/", folder, files });
    } else {
        layers.push(Layer {
            prefix: "paper/",
            folder: format!("themes/{PAPER}/"),
            files: read(EMBEDDED),
        });
        let mut files = if name == WIRE { read(EMBEDDED_WIRE) } else { Files::new() };
        files.extend(own);
        layers.push(Layer { prefix: "theme/", folder, files });
    }
    let site = files.iter().filter(|(path, _)| !path.starts_with("themes/"));
    let site = site.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    layers.push(Layer { prefix: "", folder: String::new(), files: site });
    layers
}

fn below(files: &Files, folder: &str) -> Files {
    let inside = files
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?.to_owned(), bytes.clone())));
    inside.collect()
}

/// The manifest of the theme that was chosen.
fn manifest(name: &str, layers: &[Layer]) -> Result<Manifest, Diagnostic> {
    let file = format!("themes/{name}/theme.toml");
    let layer = layers.iter().find(|layer| layer.prefix == "theme/");
    let Some(bytes) = layer.and_then(|layer| layer.files.get("theme.toml")) else {
        let hint = format!(
            "write one: name = \"{name}\", version = \"0.1.0\", api = {THEME_API}, styles = []"
        );
        return Err(Diagnostic::error("the theme has no theme.toml")
            .at(Place::file(file))
            .hint(hint));
    };
    let source = String::from_utf8_lossy(bytes);
    let manifest: Manifest = toml::from_str(&source).map_err(|error| {
        let place = error
            .span()
            .map_or_else(|| Place::file(&file), |span| Place::span(&file, &source, span));
        Diagnostic::error(error.message().to_owned()).at(place)
    })?;
    if manifest.name != name {
        let message = format!("the theme in themes/{name} calls itself `{}`", manifest.name);
        let hint = format!("write name = \"{name}\", or rename the folder");
        return Err(Diagnostic::error(message).at(Place::file(file)).hint(hint));
    }
    if manifest.api != THEME_API {
        let message =
            format!("the theme is written for API {}, this program has {THEME_API}", manifest.api);
        return Err(Diagnostic::error(message)
            .at(Place::file(file))
            .hint("see what changed in themes/README.md"));
    }
    Ok(manifest)
}

/// Whether an editor or a system left this file behind.
fn is_litter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name == ".DS_Store" || name == "Thumbs.db" || name.ends_with('~') || name.ends_with(".swp")
}

fn read_templates(layers: &[Layer], templates: &mut Vec<Template>) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    for layer in layers {
        for (path, bytes) in layer.files.iter().filter(|(path, _)| !is_litter(path)) {
            let Some(name) = path.strip_prefix("templates/") else { continue };
            let file = format!("{}{path}", layer.folder);
            match std::str::from_utf8(bytes) {
                Ok(source) => {
                    let source = source.trim_start_matches('\u{feff}').replace("\r\n", "\n");
                    templates.push(Template {
                        name: format!("{}{name}", layer.prefix),
                        file,
                        source,
                    });
                }
                Err(_) => errors.push(
                    Diagnostic::error("a template is not UTF-8 text")
                        .at(Place::file(file))
                        .hint("save it as UTF-8, or move it to static/"),
                ),
            }
        }
    }
    errors
}

/// English first, then the language, layer by layer.
fn read_words(layers: &[Layer], language: &str, words: &mut Words) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    let primary = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    "en".clone_into(&mut words.language);
    for code in ["en", primary.as_str()] {
        for layer in layers {
            let path = format!("words/{code}.toml");
            let Some(bytes) = layer.files.get(&path) else { continue };
            code.clone_into(&mut words.language);
            if let Err(error) =
                words.add(&format!("{}{path}", layer.folder), &String::from_utf8_lossy(bytes))
            {
                errors.push(error);
            }
        }
    }
    errors
}

fn missing_words(words: &Words, theme: &str, language: &str) -> Option<Diagnostic> {
    let primary = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    (words.language != primary).then(|| {
        Diagnostic::note(format!(
            "the theme has no words in `{language}`; its pages use English ones"
        ))
        .at(Place::file("site.toml"))
        .hint(format!(
            "translate the theme's words/en.toml into `themes/{theme}/words/{primary}.toml`"
        ))
    })
}

/// Files of a theme become assets; those of the site are copied as they are, unless they replace
/// one of the theme's.
fn read_static(layers: &[Layer], theme: &mut Theme) {
    let mut files = Files::new();
    for layer in layers {
        for (path, bytes) in layer.files.iter().filter(|(path, _)| !is_litter(path)) {
            let Some(name) = path.strip_prefix("static/") else { continue };
            let is_asset = !layer.prefix.is_empty() || files.contains_key(name) || name == CUSTOM;
            let target = if is_asset { &mut files } else { &mut theme.verbatim };
            target.insert(name.to_owned(), bytes.clone());
        }
    }
    let is_style = |name: &str| name.ends_with(".css");
    for (name, bytes) in files.iter().filter(|(name, _)| !is_style(name)) {
        theme.assets.insert(name.clone(), asset(name, bytes.clone()));
    }
    let mut paths: BTreeMap<String, String> =
        theme.verbatim.keys().map(|name| (name.clone(), name.clone())).collect();
    paths.extend(theme.assets.iter().map(|(name, asset)| (name.clone(), asset.path.clone())));
    for (name, bytes) in files.iter().filter(|(name, _)| is_style(name)) {
        theme.assets.insert(name.clone(), asset(name, with_paths(name, bytes, &paths)));
    }
}

/// Ten hex digits of the hash tell a trillion versions apart.
const FINGERPRINT: usize = 10;

fn asset(name: &str, bytes: Vec<u8>) -> Asset {
    let hash = fingerprint(&bytes, FINGERPRINT);
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
    let file = match file.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{file}.{hash}"),
    };
    let slash = if folder.is_empty() { "" } else { "/" };
    Asset { path: format!("assets/{folder}{slash}{file}"), bytes }
}

/// What style sheets name that is no file of the site. What is one has been given its path there.
fn lost(theme: &Theme, name: &str) -> Vec<Diagnostic> {
    let known: BTreeSet<&str> = theme
        .assets
        .values()
        .map(|asset| asset.path.as_str())
        .chain(theme.verbatim.keys().map(String::as_str))
        .collect();
    let mut told = Vec::new();
    for (style, asset) in theme.assets.iter().filter(|(style, _)| style.ends_with(".css")) {
        let folder = asset.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let text = String::from_utf8_lossy(&asset.bytes);
        for url in urls(&text).filter(|url| !known.contains(joined(folder, url).as_str())) {
            let own = if style == CUSTOM { String::new() } else { format!("themes/{name}/") };
            let message = format!("the style sheet names `{url}`, which is no file of `static/`");
            let hint =
                "mend the name, which counts from the style sheet's folder, or put the file there";
            told.push(
                Diagnostic::warning(message)
                    .at(Place::file(format!("{own}static/{style}")))
                    .hint(hint),
            );
        }
    }
    told
}

#[cfg(test)]
mod tests;
