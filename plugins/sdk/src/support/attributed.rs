//! Attributed: whether a sentence tells what somebody says, or the outlet itself.

use q7x2_text::chunk::holds_run;
use q7x2_text::language::Language;
use q7x2_text::word;

use crate::event::side::Side;

/// Whether a sentence tells what somebody says: "according to", "she said", not what stands in
/// quotation marks; or stands whole in a quotation, or partly in one that it holds half of.
pub(crate) fn is_attributed(side: Side<'_>) -> bool {
    let annotation = side.annotation;
    let half = annotation.quotations.iter().any(|quotation| !quotation.complete);
    if annotation.inside_quotation
        || half
        || (!annotation.tokens.is_empty() && annotation.unquoted().next().is_none())
    {
        return true;
    }
    let mut from = 0;
    let said = side.annotation.quotations.iter().any(|found| {
        let open = side.text.get(from..found.outer.start).unwrap_or_default();
        from = found.outer.end;
        attributes(open, side.language)
    });
    said || attributes(side.text.get(from..).unwrap_or_default(), side.language)
}

fn attributes(clause: &str, language: &Language) -> bool {
    let folded = word::spelt(clause, language);
    let mut words =
        folded.split(|character: char| !character.is_alphanumeric() && character != '\'');
    words.any(|word| language.says(word))
        || language.attributions.iter().any(|cue| holds_run(&folded, cue))
}
