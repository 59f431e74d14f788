//! Who does it to whom: "Birk accused Dray" and "Dray accused Birk".

use crate::event::side::Side;
use q7x2_text::name::Name;
use q7x2_text::word::{Stem, Token, spelt};

/// Whether two names have changed places around one verb. "Dray was accused by Birk" says the same,
/// and of "Birk met Dray" either may stand first.
#[must_use]
pub fn swapped(a: Side<'_>, b: Side<'_>) -> bool {
    let pairs = |side: Side<'_>| {
        let names = side.annotation.names.windows(2);
        names.filter_map(|pair| between(side, &pair[0], &pair[1])).collect::<Vec<Deed>>()
    };
    let others = pairs(b);
    pairs(a).iter().any(|deed| {
        others.iter().any(|other| {
            deed.verb == other.verb && deed.who == other.whom && deed.whom == other.who
        })
    })
}

/// One name, one word of content and another name.
struct Deed {
    who: Stem,
    verb: Stem,
    whom: Stem,
}

/// What stands between two names, where it is one verb that goes one way; nothing where one stands
/// in the other's title.
fn between(side: Side<'_>, who: &Name, whom: &Name) -> Option<Deed> {
    let gap = who.range.end..whom.full().start;
    if side.text.get(gap.clone())?.contains([',', ';', ':', '"', '“', '”']) {
        return None;
    }
    let tokens = side.annotation.within(&gap);
    let turns = |token: &Token| {
        let word = spelt(&side.text[token.range.clone()], side.language);
        side.language.agent_words.contains(&word) || side.language.mutual_words.contains(&word)
    };
    let mut content = tokens.iter().filter(|token| !token.stop);
    let verb = content.next()?;
    let one_way = content.next().is_none() && !tokens.iter().any(turns);
    let last = |name: &Name| side.annotation.within(&name.range).last().map(|token| token.stem);
    one_way.then_some(Deed { who: last(who)?, verb: verb.stem, whom: last(whom)? })
}
