//! Invented events with planted agreements, contradictions, copies, quotations and noise: what
//! comes out is what the labels of each site say.

#[path = "events/judge.rs"]
mod judge;
#[path = "events/labels.rs"]
mod labels;
#[path = "events/site.rs"]
mod site;

macro_rules! cases {
    ($($name:ident $case:literal: $($test:ident $aspect:ident),+;)+) => { $(mod $name {
        use std::sync::OnceLock;

        use crate::judge::{Aspect, faults};
        use crate::site::Site;

        fn check(aspect: Aspect) {
            static SITE: OnceLock<Site> = OnceLock::new();
            let faults = faults(SITE.get_or_init(|| Site::read($case)), aspect);
            assert!(faults.is_empty(), "{}, {aspect:?}: {} faults\n  {}", $case, faults.len(), faults.join("\n  "));
        }

        $(#[test] fn $test() { check(Aspect::$aspect); })+
    })+ };
}

cases! {
    a_wire_report_in_two_papers "harbour-bridge":
        articles Articles, events Events, text Text, differences Differences, quotes Quotes, dates Dates, names Names;
    two_fires_in_one_week "warehouse-fires":
        articles Articles, events Events, text Text, differences Differences, quotes Quotes, dates Dates, names Names;
    a_ferry_over_three_days "saint-orran-ferry":
        articles Articles, events Events, text Text, differences Differences, quotes Quotes, dates Dates, names Names;
    envoys_of_two_presidents "lindhaven-talks":
        articles Articles, events Events, text Text, differences Differences, quotes Quotes, dates Dates, names Names;
    a_price_in_two_figures "halden-takeover":
        articles Articles, events Events, text Text, differences Differences, quotes Quotes, dates Dates, names Names;
    german "norchema":
        articles Articles, events Events, text Text, differences Differences, quotes Quotes, dates Dates, names Names;
    french "crue-serine":
        articles Articles, events Events, text Text, differences Differences, quotes Quotes, dates Dates, names Names;
    whose_words_and_which_day "orle-footbridge":
        articles Articles, events Events, quotes Quotes, dates Dates, names Names;
    spanish "vertido-escarza":
        articles Articles, events Events, text Text, differences Differences, quotes Quotes, dates Dates, names Names;
}
