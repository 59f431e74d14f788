//! Tests of which dates a text names, and what they mean.

use super::*;

/// Every mention with what it means for an article of Tuesday, 6 January 2026.
fn check_in(language: &str, text: &str, expected: &[&str]) {
    let published = Published::parse("2026-01-06");
    let found: Vec<String> = dates(text, Language::of(Some(language)))
        .iter()
        .map(|mention| {
            let meant = mention.resolve(published);
            let iso = meant.as_ref().map_or("?".to_owned(), Resolved::iso);
            let part = meant.is_some_and(|meant| meant.granularity == Granularity::Part);
            format!("{}={iso}{}", &text[mention.range.clone()], if part { "~" } else { "" })
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

fn check(text: &str, expected: &[&str]) {
    check_in("en", text, expected);
}

#[test]
fn absolute_dates() {
    check("convened on January 6, 2026, for talks", &["January 6, 2026=2026-01-06"]);
    check("at the Elysee Palace in Paris, Jan. 6, 2026.", &["Jan. 6, 2026=2026-01-06"]);
    check("on Jan. 6 in Paris", &["Jan. 6=2026-01-06"]);
    check("began on 24 February 2022", &["24 February 2022=2022-02-24"]);
    check("began on the 24th of February 2022", &["24th of February 2022=2022-02-24"]);
    check("on 6 Jan the leaders", &["6 Jan=2026-01-06"]);
    check("Russia's February 2022 invasion", &["February 2022=2022-02"]);
    check("in March 2022 and Feb. 2023", &["March 2022=2022-03", "Feb. 2023=2023-02"]);
    check("on 2026-01-06 at noon", &["2026-01-06=2026-01-06"]);
    check("on 2026/01/06", &["2026/01/06=2026-01-06"]);
    check("on 25/12/2025 and 12/25/2025", &["25/12/2025=2025-12-25", "12/25/2025=2025-12-25"]);
    check("on 06/01/2026", &[]);
    check("Tuesday, January 6, 2026", &["Tuesday, January 6, 2026=2026-01-06"]);
    check("on Tuesday (6 January)", &["Tuesday (6 January=2026-01-06"]);
    check("January 6-7, 2026", &["January 6-7, 2026=2026-01-06"]);
    check("6-7 January 2026", &["6=2026-01-06", "7 January 2026=2026-01-07"]);
    check("on February 31, 2026", &[]);
}

#[test]
fn years_are_not_amounts() {
    check("since 2022, including a package in 2024.", &["2022=2022", "2024=2024"]);
    check("Crimea’s 2014 annexation and the 2022 Normandy Format", &["2014=2014", "2022=2022"]);
    check("adapting to post-2024 shifts", &["2024=2024"]);
    check("killed 2022 people and 1,999 more", &[]);
    check("the 2000 soldiers and about 2020 tonnes", &[]);
    check("for 2000 years", &[]);
    check("between 2014 and 2022", &["2014=2014", "2022=2022"]);
    check("the 2014-2022 conflict", &["2014=2014", "2022=2022"]);
    check("(2019)", &["2019=2019"]);
    check("the 1990s", &[]);
    check("in 2022% of", &[]);
}

#[test]
fn relative_dates() {
    check("met in Paris on Tuesday in a renewed effort", &["Tuesday=2026-01-06"]);
    check("met on Monday and left on Wednesday", &["Monday=2026-01-05", "Wednesday=2025-12-31"]);
    check(
        "yesterday, today and tomorrow",
        &["yesterday=2026-01-05", "today=2026-01-06", "tomorrow=2026-01-07"],
    );
    check("late on Monday night", &["Monday night=2026-01-05~"]);
    check("tonight and this morning", &["tonight=2026-01-06~", "this morning=2026-01-06~"]);
    check("three days ago", &["three days ago=2026-01-03"]);
    check("10 days ago", &["10 days ago=2025-12-27"]);
    check("a month ago and two years ago", &["a month ago=2025-12", "two years ago=2024"]);
    check("launched last year by France", &["last year=2025"]);
    check(
        "last month, this week, last week",
        &["last month=2025-12", "this week=2026-01", "last week=?"],
    );
    check("over the last year", &[]);
    check("held over the weekend in Kyiv", &["weekend=2026-01"]);
    check("last Tuesday and next Tuesday", &["last Tuesday=2025-12-30", "next Tuesday=2026-01-13"]);
    check("will meet on Thursday", &["Thursday=2026-01-08"]);
    check("said on Monday he will go on Friday", &["Monday=2026-01-05", "Friday=2026-01-09"]);
    check("will be held in March", &["March=2026-03"]);
    check(
        "who was shot as a mob stormed the Capitol on Dec. 6 will not be charged",
        &["Dec. 6=2025-12-06"],
    );
    check(
        "In a speech on Wednesday that outlined his plan to combat it",
        &["Wednesday=2025-12-31"],
    );
    check("will be opened on Thursday", &["Thursday=2026-01-08"]);
    check("issued a warning to would-be migrants on Monday", &["Monday=2026-01-05"]);
    check("The talks, expected to begin on Friday, follow", &["Friday=2026-01-09"]);
    check("more than two years ago", &[]);
    check("last March and next March", &["March=2025-03", "March=2026-03"]);
    check("in December and since March", &["December=2025-12", "March=2025-03"]);
    check("on Tuesday at 3 p.m. in Paris", &["Tuesday at 3 p.m.=2026-01-06T15"]);
    check("at 10:30 GMT on Monday", &["Monday=2026-01-05"]);
}

#[test]
fn other_languages() {
    check_in("de", "am 6. Januar 2026 in Paris", &["6. Januar 2026=2026-01-06"]);
    check_in("de", "am Dienstag, dem 6. Januar,", &["Dienstag, dem 6. Januar=2026-01-06"]);
    check_in("de", "seit Februar 2022 und im März", &["Februar 2022=2022-02", "März=2025-03"]);
    check_in(
        "de",
        "vor drei Tagen, letzte Woche, gestern",
        &["vor drei Tagen=2026-01-03", "letzte Woche=?", "gestern=2026-01-05"],
    );
    check_in("de", "am 06.01.2026 um 15.04 Uhr", &["06.01.2026 um 15.04 Uhr=2026-01-06T15"]);
    check_in("fr", "le 6 janvier 2026 à Paris", &["6 janvier 2026=2026-01-06"]);
    check_in(
        "fr",
        "mardi 6 janvier et mardi dernier",
        &["mardi 6 janvier=2026-01-06", "mardi dernier=2025-12-30"],
    );
    check_in(
        "fr",
        "il y a trois jours, la semaine dernière",
        &["il y a trois jours=2026-01-03", "semaine dernière=?"],
    );
    check_in("fr", "Le pont restera fermé dimanche", &["dimanche=2026-01-11"]);
    check_in("fr", "Il attend un retour dimanche", &["dimanche=2026-01-11"]);
    check_in("fr", "La caméra de Vera filmait dimanche", &["dimanche=2026-01-04"]);
    check_in("es", "El muelle seguirá cerrado el domingo", &["domingo=2026-01-11"]);
    check_in("es", "Está cerrado el domingo", &["domingo=2026-01-04"]);
    check_in("fr", "depuis février 2022, hier", &["février 2022=2022-02", "hier=2026-01-05"]);
    check_in("es", "el 6 de enero de 2026 en París", &["6 de enero de 2026=2026-01-06"]);
    check_in(
        "es",
        "el martes, hace tres días, en 2022",
        &["martes=2026-01-06", "hace tres días=2026-01-03", "2022=2022"],
    );
    check_in("fi", "2026-01-06 ja 6. tammikuuta", &["2026-01-06=2026-01-06"]);
}

#[test]
fn the_present_of_what_is_arranged_is_to_come() {
    check("The court decides on Friday", &["Friday=2026-01-09"]);
    check("The envoy arrives in Tarn on Friday, her office said", &["Friday=2026-01-09"]);
    check("On Friday, her office said, the ferry sank", &["Friday=2026-01-02"]);
    check("The cup final is on Sunday", &["Sunday=2026-01-11"]);
    check("The levy takes effect on 1 July", &["1 July=2026-07-01"]);
    check("A walkout has been called for Friday", &["Friday=2026-01-09"]);
    check("On Friday, the mayor, a teacher, will go", &["Friday=2026-01-09"]);
    check(
        "The 12 May Movement chose a head on Monday",
        &["12 May=2025-05-12", "Monday=2026-01-05"],
    );
    check("will go to their self-proclaimed council on Thursday", &["Thursday=2026-01-08"]);
    check("Thirty years ago today, the mill closed", &["Thirty years ago=1996"]);
    check_in("de", "Das Gericht entscheidet am Freitag", &["Freitag=2026-01-09"]);
    check_in("de", "Ab Freitag fahren wieder Züge", &["Freitag=2026-01-09"]);
    check_in("de", "Der Turm stürzte am Freitag ein", &["Freitag=2026-01-02"]);
    check_in("fr", "Le conseil vote vendredi le budget", &["vendredi=2026-01-09"]);
    check_in("es", "La feria abre el viernes", &["viernes=2026-01-09"]);
}

#[test]
fn a_day_whose_tense_nobody_tells_is_not_sure() {
    let sure = |text: &str| {
        let published = Published::parse("2026-01-06");
        let mentions = dates(text, Language::of(Some("en")));
        mentions[0].resolve_surely(published).map(|meant| meant.iso())
    };
    assert_eq!(sure("The mill burned on Friday.").as_deref(), Some("2026-01-02"));
    assert_eq!(sure("The mill will burn on Friday.").as_deref(), Some("2026-01-09"));
    assert_eq!(sure("A fair on Friday"), None);
    assert_eq!(sure("The shop is closed on Friday"), None);
    assert_eq!(sure("A fair on Tuesday").as_deref(), Some("2026-01-06"), "today");
    assert_eq!(sure("A fair on 3 May 2024").as_deref(), Some("2024-05-03"));
}

#[test]
fn words_that_only_look_like_dates() {
    for text in [
        "leaders may 6 times",
        "Theresa May said",
        "criticised by May",
        "march on the city",
        "The Sun reported",
        "USA Today reported",
        "an F-16 and 20 mondays",
        "He sat down",
        "in the second round",
        "march 6 miles",
        "",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_day_without_publication_date_is_unknown() {
    let mentions = dates("on Tuesday, in 2022", Language::of(Some("en")));
    let meant: Vec<_> =
        mentions.iter().map(|mention| mention.resolve(None).map(|meant| meant.iso())).collect();
    assert_eq!(meant, [None, Some("2022".to_owned())]);
}

#[test]
fn hostile_numbers_do_not_overflow() {
    let published = Published::parse("2026-01-06");
    for text in [
        "99999999999999999999 years ago",
        "9999 years ago",
        "January 99999999999, 2026",
        "9999 weeks ago",
    ] {
        for mention in dates(text, Language::of(Some("en"))) {
            let _ = mention.resolve(published).map(|meant| meant.iso());
        }
    }
    let early = NaiveDate::MIN;
    for named in [
        Named::Weekday(7),
        Named::LastWeekday(9),
        Named::Week(i64::MAX),
        Named::RelativeMonth(i64::MIN),
    ] {
        let mention =
            DateMention { range: 0..0, named, future: false, told: true, part: false, hour: None };
        let _ = mention.resolve(Some(Published::Day(early)));
    }
}
