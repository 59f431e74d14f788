//! Variants: other words for a quotation, which vouch for nothing unless they stand where they say.

use q7x2_sdk::detail::Variant;
use q7x2_sdk::text::quotation::bare;
use q7x2_sdk::{Event, Spot};

/// A variant stands verbatim in the sentences it cites.
pub(super) fn variant_stands(variant: &Variant, event: &Event) -> bool {
    let words = bare(&variant.text);
    let spots: Option<Vec<Spot>> =
        variant.citations.iter().map(|citation| event.spot(citation)).collect();
    let stands = |spots: Vec<Spot>| {
        !spots.is_empty()
            && spots.iter().all(|&spot| bare(&event.sentence(spot).text).contains(&words))
    };
    !words.is_empty() && spots.is_some_and(stands)
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Citation;

    use super::super::super::example;
    use super::*;

    #[test]
    fn a_variant_stands_in_all_it_cites() {
        let event = example::event(&[
            &["“We stopped it in time,” she said."],
            &["“We stopped it,” she said."],
        ]);
        let check = |text: &str, cited: &[(&str, usize)], expected: bool| {
            let citations =
                cited.iter().map(|&(article, sentence)| Citation::new(article, sentence)).collect();
            let variant = Variant { text: text.to_owned(), citations };
            assert_eq!(variant_stands(&variant, &event), expected, "{text} {cited:?}");
        };
        check("We stopped it", &[("a0", 0), ("a1", 0)], true);
        check("\"We stopped it in time\"", &[("a0", 0)], true);
        check("We stopped it in time", &[("a0", 0), ("a1", 0)], false);
        check("We stopped it", &[], false);
        check("We stopped it", &[("a7", 0)], false);
        check("", &[("a0", 0)], false);
    }
}
