//! Chain: how deep templates include and extend each other, known before any of them runs. Follows
//! no chain by recursion.

use std::collections::BTreeMap;
use std::ops::Range;

use q7x2_sdk::diagnostic::{Diagnostic, Place};

use super::name::{LAYERS, named};
use super::theme::Template;

/// How many templates may include or extend each other in a row.
const DEEPEST: usize = 32;

/// Templates that may lie on circles, or lead to them, and still be told by Tera, which follows
/// them by recursion.
const MOST_IN_CIRCLES: usize = 100;

/// One name in a template: which template it leads to, and where it stands.
struct Link {
    to: usize,
    range: Range<usize>,
}

/// Chains of templates that are more than 32 deep, each at the name with which it becomes too long.
/// Circles are Tera's to tell, but for those of very many templates.
pub(super) fn too_long(templates: &[Template]) -> Vec<Diagnostic> {
    let links = links(templates);
    let depths = depths(&links);
    let mut told: Vec<Diagnostic> = Vec::new();
    for (template, links) in templates.iter().zip(&links) {
        let long = links.iter().find(|link| depths.get(link.to) == Some(&DEEPEST));
        told.extend(long.map(|link| error(template, link)));
    }
    let circles = in_circles(&links);
    if told.is_empty() && circles.len() > MOST_IN_CIRCLES {
        let first =
            circles.first().and_then(|at| Some((templates.get(*at)?, links.get(*at)?.first()?)));
        told.extend(first.map(|(template, link)| error(template, link)));
    }
    told
}

fn error(template: &Template, link: &Link) -> Diagnostic {
    Diagnostic::error(format!(
        "templates include or extend each other more than {DEEPEST} deep from here"
    ))
    .at(Place::span(&template.file, &template.source, link.range.clone()))
    .hint("put what the last of them hold into one")
}

fn links(templates: &[Template]) -> Vec<Vec<Link>> {
    let places: BTreeMap<&str, usize> =
        templates.iter().enumerate().map(|(at, template)| (template.name.as_str(), at)).collect();
    templates.iter().map(|template| links_of(template, &places)).collect()
}

fn links_of(template: &Template, places: &BTreeMap<&str, usize>) -> Vec<Link> {
    let named = named(&template.source).into_iter();
    named.filter_map(|(name, range)| Some(Link { to: place(&name, places)?, range })).collect()
}

/// The template of a name, looked up as Tera does: as it stands, then layer by layer.
fn place(name: &str, places: &BTreeMap<&str, usize>) -> Option<usize> {
    let layered = || LAYERS.iter().find_map(|layer| places.get(format!("{layer}{name}").as_str()));
    places.get(name).or_else(layered).copied()
}

/// How many links follow each other from each template, counted up to one more than is allowed.
fn depths(links: &[Vec<Link>]) -> Vec<usize> {
    let mut depths = vec![0; links.len()];
    for _ in 0..=DEEPEST {
        depths = links.iter().map(|links| depth(links, &depths)).collect();
    }
    depths
}

/// One more than the deepest template that some links lead to.
fn depth(links: &[Link], depths: &[usize]) -> usize {
    q7x2_sdk::work::steps(links.len() + 1);
    links.iter().filter_map(|link| depths.get(link.to)).max().map_or(0, |depth| depth + 1)
}

/// The templates that lie on circles or lead to them.
fn in_circles(links: &[Vec<Link>]) -> Vec<usize> {
    let mut callers = vec![Vec::new(); links.len()];
    for (at, links) in links.iter().enumerate() {
        for link in links {
            if let Some(callers) = callers.get_mut(link.to) {
                callers.push(at);
            }
        }
    }
    let mut open: Vec<usize> = links.iter().map(Vec::len).collect();
    let mut done: Vec<usize> = (0..links.len()).filter(|at| open.get(*at) == Some(&0)).collect();
    while let Some(at) = done.pop() {
        for caller in callers.get(at).into_iter().flatten() {
            if let Some(left) = open.get_mut(*caller) {
                *left -= 1;
                if *left == 0 {
                    done.push(*caller);
                }
            }
        }
    }
    (0..links.len()).filter(|at| open.get(*at).is_some_and(|left| *left > 0)).collect()
}
