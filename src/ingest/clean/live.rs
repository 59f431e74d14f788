//! Live blogs: entries below the time they were written at, the newest first. The times are no
//! text, and what happened first is told first.

use super::super::tabled::is_calendar;
use super::sheet::Page;

/// Fewest times that make a live blog.
const FEWEST: usize = 3;

/// Words up to which a line can be a time, with its zone and day.
const LONGEST: usize = 8;

/// What stands beside a time that is one, beside zones, days and numbers.
const BESIDE: [&str; 17] = [
    "am",
    "pm",
    "a.m",
    "p.m",
    "uhr",
    "h",
    "hrs",
    "hs",
    "hours",
    "updated",
    "posted",
    "published",
    "at",
    "um",
    "à",
    "às",
    "o'clock",
];

/// Takes the times of a live blog out and puts its oldest entry first.
pub(super) fn take(page: &mut Page<'_>) {
    let clocks: Vec<(usize, u32)> =
        page.open().filter_map(|(at, line)| Some((at, clock(&line.text, line.words)?))).collect();
    if clocks.len() < FEWEST {
        return;
    }
    for (at, _) in &clocks {
        page.take(*at, "time");
    }
    if is_newest_first(&clocks) {
        let starts: Vec<usize> = clocks.iter().map(|(at, _)| *at).collect();
        turn(page, &starts);
    }
}

/// Whether times fall from entry to entry; midnight lets them rise once in a while.
fn is_newest_first(clocks: &[(usize, u32)]) -> bool {
    let pairs = || clocks.windows(2).filter_map(|pair| Some((pair.first()?.1, pair.last()?.1)));
    let falls = pairs().filter(|(one, next)| one > next).count();
    let rises = pairs().filter(|(one, next)| one < next).count();
    falls > rises
}

/// Puts what begins at each start in the opposite order; what stands before the first stays there.
/// Places count on, so that a gap stays where a time stood.
fn turn(page: &mut Page<'_>, starts: &[usize]) {
    let places: Vec<usize> = page.lines.iter().map(|line| line.place).collect();
    let mut lines = std::mem::take(&mut page.lines);
    let mut turned = Vec::with_capacity(lines.len());
    for start in starts.iter().rev() {
        turned.extend(lines.drain(*start..));
    }
    lines.append(&mut turned);
    for (line, place) in lines.iter_mut().zip(places) {
        line.place = place;
    }
    page.lines = lines;
}

/// The time that a line is, in minutes, if it is nothing else: "16.05 GMT", "2:15 p.m.", "Tue 3 Feb
/// 14h32".
fn clock(text: &str, words: usize) -> Option<u32> {
    if words > LONGEST || text.len() > 60 {
        return None;
    }
    let mut found = None;
    let mut is_afternoon = false;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|mark: char| !mark.is_alphanumeric());
        let folded = bare.to_lowercase();
        is_afternoon |= matches!(folded.as_str(), "pm" | "p.m") || folded.ends_with("pm");
        if found.is_none()
            && let Some(time) = time(&folded)
        {
            found = Some(time);
        } else if !is_beside(bare, &folded) {
            return None;
        }
    }
    let (hour, minute) = found?;
    Some((if is_afternoon && hour < 12 { hour + 12 } else { hour }) * 60 + minute)
}

/// Hour and minute: `16:05`, `16.05`, `16h05`, `4.05pm`.
fn time(word: &str) -> Option<(u32, u32)> {
    let word = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let (hour, minute) = word.split_once([':', '.', 'h'])?;
    let is_number = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let minute = minute.split(':').next()?;
    let (hour, minute) = (is_number(hour) && minute.len() == 2 && is_number(minute))
        .then(|| Some((hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?)))??;
    (hour < 24 && minute < 60).then_some((hour, minute))
}

fn is_beside(bare: &str, folded: &str) -> bool {
    let is_zone =
        (2..=5).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_number = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
    bare.is_empty() || is_zone || is_number || is_calendar(folded) || BESIDE.contains(&folded)
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::text::language::Language;

    use super::super::super::pattern::Patterns;
    use super::super::super::raw::Block;
    use super::super::found::Known;
    use super::*;

    fn taken(lines: &[&str]) -> Vec<String> {
        let block = |text: &&str| Block { text: (*text).to_owned(), ..Block::default() };
        let patterns = Patterns::default();
        let blocks = lines.iter().map(block).collect();
        let mut page = Page::new(blocks, Known::default(), Language::of(Some("en")), &patterns);
        take(&mut page);
        page.open().map(|(_, line)| line.text.clone()).collect()
    }

    #[test]
    fn the_oldest_entry_comes_first() {
        let newest = ["Live", "4.05pm", "C.", "c.", "2:32 p.m.", "B.", "9.10am GMT", "A."];
        assert_eq!(taken(&newest), ["Live", "A.", "B.", "C.", "c."]);
        let oldest = ["14h05", "A.", "15h00", "B.", "15h00", "b.", "16h20", "C."];
        assert_eq!(taken(&oldest), ["A.", "B.", "b.", "C."]);
        let midnight = ["00:10", "D.", "23:50", "C.", "22:00", "B.", "20:00", "A."];
        assert_eq!(taken(&midnight), ["A.", "B.", "C.", "D."]);
    }

    #[test]
    fn two_times_are_no_live_blog() {
        let lines = ["16:05", "They met.", "14:00", "They came at 12:30."];
        assert_eq!(taken(&lines), lines);
    }

    #[test]
    fn a_line_is_a_time_or_it_is_not() {
        let check = |text: &str, expected: Option<u32>| {
            assert_eq!(clock(text, text.split(' ').count()), expected, "{text}");
        };
        check("16.05 GMT", Some(965));
        check("Tue 3 Feb 2026, 14:32 CET", Some(872));
        check("14:32:10 Uhr", Some(872));
        check("12.30 p.m.", Some(750));
        check("Updated at 14.40 GMT", Some(880));
        check("They came at 14.40", None);
        check("3.5", None);
        check("25:00", None);
        check("2026", None);
        check("", None);
    }
}
