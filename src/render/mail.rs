//! Mail: each day as one file that mail readers show, with its twin in plain text, and where site.toml
//! names a sender as a message that is ready to be sent.

use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::mime::MimePart;
use q7x2_sdk::diagnostic::Diagnostic;
use tera::Value;

use super::asked::Mail;
use super::link::fingerprint;
use super::site::Site;
use super::value::{field, list, text, value};
use super::view::EventView;

/// Bytes of a message at most: mail readers cut off what is longer.
const LONGEST: usize = 100_000;
/// Events told with their text; fewer where these are too long.
const TOLD: usize = 40;
/// Events named in a message; the day's page has the others.
const NAMED: usize = 200;

/// A day's edition: `mail/<day>.html`, `.txt` and, with a sender, `.eml`.
pub(super) fn edition(
    site: &Site,
    day: chrono::NaiveDate,
    events: &[&EventView],
    mail: &Mail,
) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let cards: Vec<&Value> = events.iter().map(|event| &event.card).collect();
    let mut told = TOLD;
    let (page, plain) = loop {
        let edition = Edition { site, day, cards: &cards, told };
        let (page, plain) = (edition.page()?, edition.plain());
        if page.len().max(plain.len()) <= LONGEST || told == 0 {
            break (page, plain);
        }
        told /= 2;
    };
    let name = format!("mail/{day}");
    let mut files =
        vec![(format!("{name}.html"), page), (format!("{name}.txt"), plain.into_bytes())];
    if !mail.from.is_empty() {
        let message = message(site, day, &mail.from, &files);
        files.extend(message.map(|bytes| (format!("{name}.eml"), bytes)));
    }
    Ok(files)
}

/// What stands where a day's edition was whose events are all gone: its text and, with a sender,
/// its message say so. The page leads on, as others do.
pub(super) fn gone(site: &Site, day: chrono::NaiveDate, mail: &Mail) -> Vec<(String, Vec<u8>)> {
    let name = format!("mail/{day}");
    let title = site.words().text("gone_title");
    let archive = address(site, "archive.html");
    let plain = format!(
        "{}\n\n{title}\n{}\n{archive}\n",
        site.about("title"),
        site.words().text("gone_text")
    );
    let mut files = vec![(format!("{name}.txt"), plain.into_bytes())];
    if !mail.from.is_empty() {
        let message = message(site, day, &mail.from, &files);
        files.extend(message.map(|bytes| (format!("{name}.eml"), bytes)));
    }
    files
}

/// Where a page is: a message stands nowhere, so its links are whole where the site has an address.
fn address(site: &Site, path: &str) -> String {
    if site.base.is_empty() { format!("../{path}") } else { format!("{}/{path}", site.base) }
}

/// One day as a message.
struct Edition<'a> {
    site: &'a Site,
    day: chrono::NaiveDate,
    cards: &'a [&'a Value],
    /// Events told with their text.
    told: usize,
}

impl Edition<'_> {
    fn page(&self) -> Result<Vec<u8>, Diagnostic> {
        let path = format!("mail/{}.html", self.day);
        let mut context = self.site.context(&path, "../");
        let cut = self.told.min(self.cards.len());
        let (told, named) = self.cards.split_at(cut);
        context.insert_value("day", value(&self.site.words().long_day(self.day)));
        context.insert_value("events", list(told.iter().map(|card| (*card).clone())));
        context.insert_value("named", list(named.iter().take(NAMED).map(|card| (*card).clone())));
        context.insert_value("home", text(&self.address("")));
        context.insert_value("day_page", text(&self.address(&format!("days/{}.html", self.day))));
        self.site.engine.render("mail.html", &context, &path)
    }

    fn address(&self, path: &str) -> String {
        address(self.site, path)
    }

    fn plain(&self) -> String {
        let words = self.site.words();
        let title = self.site.about("title");
        let day = words.long_day(self.day).text;
        let mut plain = format!("{title}\n{day}\n{}\n", "=".repeat(day.chars().count()));
        for card in self.cards.iter().take(self.told) {
            plain.push('\n');
            self.told(card, &mut plain);
        }
        let named: Vec<&&Value> = self.cards.iter().skip(self.told).take(NAMED).collect();
        if !named.is_empty() {
            plain.push('\n');
        }
        for card in named {
            plain.push_str(&format!(
                "* {}\n  {}\n",
                said(card, "title"),
                self.address(&said(card, "path"))
            ));
        }
        let made = words.fill("generator", &[("program", &self.site.about("program"))]);
        plain.push_str(&format!("\n-- \n{made} {}\n", words.text("copyright_note")));
        plain.push_str(&format!("{}\n", self.address(&format!("days/{}.html", self.day))));
        plain
    }

    fn told(&self, card: &Value, plain: &mut String) {
        let title = said(card, "title");
        plain.push_str(&format!("{title}\n{}\n", "-".repeat(title.chars().count().min(72))));
        let phrases = items(&field(&field(card, "glance"), "phrases"));
        let phrases: Vec<String> = phrases.iter().map(|phrase| said(phrase, "text")).collect();
        wrapped(&format!("[{}]", phrases.join("; ")), plain);
        let days = items(&field(card, "lede_days"));
        let days: String =
            days.iter().map(|day| format!(" ({})", day.as_str().unwrap_or_default())).collect();
        let lede = format!("{}{days}{}", said(card, "lede"), marks(&field(card, "lede_cited")));
        let rest = items(&field(card, "teaser"));
        let rest =
            rest.iter().map(|one| format!("{}{}", said(one, "text"), marks(&field(one, "cited"))));
        let all: Vec<String> = std::iter::once(lede).chain(rest).collect();
        wrapped(&all.join(" "), plain);
        plain.push_str(&format!("{}\n", self.address(&said(card, "path"))));
    }
}

/// Letters of the origins of a statement, apart from its text.
fn marks(cited: &Value) -> String {
    let marks: Vec<String> = items(cited).iter().map(|one| said(one, "mark")).collect();
    if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join(" ")) }
}

fn said(card: &Value, name: &'static str) -> String {
    field(card, name).as_str().unwrap_or_default().to_owned()
}

fn items(value: &Value) -> Vec<Value> {
    value.as_array().unwrap_or_default().to_vec()
}

/// Columns of a line of plain text.
const COLUMNS: usize = 72;

/// Adds a paragraph, broken between words.
fn wrapped(paragraph: &str, plain: &mut String) {
    let mut column = 0;
    for word in paragraph.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > COLUMNS {
            plain.push('\n');
            column = 0;
        } else if column > 0 {
            plain.push(' ');
            column += 1;
        }
        plain.push_str(word);
        column += length;
    }
    plain.push('\n');
}

/// The message of files that say the same, as a page and as text or as text only. What the crate
/// would take from clock and machine is given: the same day makes the same bytes.
fn message(
    site: &Site,
    day: chrono::NaiveDate,
    from: &str,
    files: &[(String, Vec<u8>)],
) -> Option<Vec<u8>> {
    let body = |ending: &str| {
        let (_, bytes) = files.iter().find(|(path, _)| path.ends_with(ending))?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    };
    let (page, plain) = (body(".html"), body(".txt")?);
    let host = from.rsplit('@').next().unwrap_or_default();
    let said = page.as_ref().unwrap_or(&plain);
    let id = fingerprint(format!("q7x2 mail {day} {said}").as_bytes(), 24);
    let plain = part("text/plain", plain);
    let body = match page {
        Some(page) => {
            let both = ContentType::new("multipart/alternative");
            let both = both.attribute("boundary", format!("q7x2_{id}"));
            MimePart::new(both, vec![plain, part("text/html", page)])
        }
        None => plain,
    };
    let title = site.about("title");
    let subject = format!("{title}, {}", site.words().long_day(day).text);
    let noon = day.and_hms_opt(12, 0, 0)?.and_utc().timestamp();
    let message = MessageBuilder::new()
        .from((title.as_str(), from))
        .subject(subject)
        .date(noon)
        .message_id(format!("{id}@{host}"))
        .body(body);
    message.write_to_vec().ok()
}

/// A part of a message.
fn part(kind: &'static str, text: String) -> MimePart<'static> {
    MimePart::new(ContentType::new(kind).attribute("charset", "utf-8"), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_broken_between_words() {
        let mut plain = String::new();
        wrapped(&"word ".repeat(40), &mut plain);
        assert!(plain.lines().count() == 3 && plain.lines().all(|line| line.len() <= COLUMNS));
        let mut long = String::new();
        wrapped(&"x".repeat(100), &mut long);
        assert_eq!(long.lines().count(), 1);
    }
}
