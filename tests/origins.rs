//! Origins: how many there are cannot be made up, and is not overstated where that can be seen.

#[path = "origins/attacks.rs"]
mod attacks;
#[path = "origins/labelled.rs"]
mod labelled;
#[path = "program/mod.rs"]
mod program;
#[path = "origins/site.rs"]
mod site;

/// `docs/measurements.md` shows this table.
#[test]
#[expect(clippy::print_stdout, reason = "the table, for whoever asks for it")]
fn no_independent_articles_are_joined_and_wires_always() {
    let table = labelled::table();
    for count in &table {
        println!("{:<26}{:>3} of {:>3} joined", count.relation, count.joined, count.pairs);
    }
    let of = |relation: &str| {
        let found = table.iter().find(|count| count.relation == relation);
        found.map(|count| (count.joined, count.pairs)).unwrap_or_default()
    };
    assert_eq!(of("independent").0, 0);
    for always in ["wire, whole or cut", "aggregator", "two desks of one house", "rewrite, signed"]
    {
        let (joined, pairs) = of(always);
        assert!(joined == pairs && pairs > 0, "{always}: {joined} of {pairs}");
    }
    // As often as honest signs allow: this may rise, and never at the cost of the others.
    assert_eq!(of("rewrite"), (5, 9));
}
