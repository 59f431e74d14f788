//! The site as a whole: every link leads somewhere, nothing hostile gets through, nothing depends on order.

use super::*;
use crate::render::fixture;

/// Renders with the built-in theme.
fn render(briefings: &[Briefing], settings: &Settings, files: &Files) -> Result<Files, Vec<Diagnostic>> {
    let mut made = Files::new();
    let built = DateTime::<Utc>::UNIX_EPOCH;
    let input = Input { briefings, settings, files, built, version: "0.0.0" };
    site(&input, &mut |path, bytes| {
        assert!(made.insert(path.clone(), bytes).is_none(), "{path} written twice");
    })?;
    Ok(made)
}

#[test]
fn look() {
    let Ok(folder) = std::env::var("Q7X2_LOOK") else { return };
    let mut briefings: Vec<Briefing> = (1..80).map(fixture::bare).collect();
    briefings.push(fixture::storm());
    for (path, bytes) in render(&briefings, &Settings::default(), &Files::new()).unwrap() {
        let target = std::path::Path::new(&folder).join(path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
}
