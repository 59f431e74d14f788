//! What ends an edition, and what is only told.

use q7x2_sdk::diagnostic::{Diagnostic, Matter, Severity};

/// Makes notes of warnings about single articles and outlets, unless site.toml lists what they are
/// about: one wrong date among a thousand should not keep a strict morning from being published.
pub(super) fn weigh(told: &mut [Diagnostic], fail_on: &[Matter]) {
    let is_light = |one: &&mut Diagnostic| {
        one.severity == Severity::Warning
            && one.matter.is_some_and(|matter| !fail_on.contains(&matter))
    };
    for one in told.iter_mut().filter(is_light) {
        one.severity = Severity::Note;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_listed_is_told_and_no_more() {
        let about = |matter: Option<Matter>| Diagnostic { matter, ..Diagnostic::warning("x") };
        let check = |fail_on: &[Matter], expected: [Severity; 3]| {
            let mut told = [about(None), about(Some(Matter::Date)), about(Some(Matter::Outlet))];
            weigh(&mut told, fail_on);
            assert_eq!(told.map(|one| one.severity), expected);
        };
        use Severity::{Note, Warning};
        check(&[], [Warning, Note, Note]);
        check(&[Matter::Outlet], [Warning, Note, Warning]);
        check(&[Matter::Date, Matter::Outlet], [Warning; 3]);
    }
}
