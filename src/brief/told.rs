//! What becomes of what plugins say, from their answer to the briefing.

use q7x2_sdk::Kind;
use q7x2_sdk::contract::{
    MergeRequest, Merger, OnError, PluginError, Ready, Section as MakesSection, SectionRequest,
    Summariser,
};
use q7x2_sdk::detail::Position;
use q7x2_sdk::{Citation, Detail, Statement, Used};

use super::*;

/// A merger and sections that say what they were told to.
struct Says {
    draft: Draft,
    section: SectionDraft,
}

impl Merger for Says {
    fn merge(&self, _: &MergeRequest<'_>) -> Result<Warned<Draft>, PluginError> {
        Ok(Warned::quiet(self.draft.clone()))
    }
}

impl MakesSection for Says {
    fn section(&self, _: &SectionRequest<'_>) -> Result<Warned<SectionDraft>, PluginError> {
        Ok(Warned::quiet(self.section.clone()))
    }
}

/// A summariser without points.
struct Silent;

impl Summariser for Silent {
    fn summarise(&self, _: &Article) -> Result<Warned<Vec<q7x2_sdk::Point>>, PluginError> {
        Ok(Warned::quiet(Vec::new()))
    }
}

fn ready<T>(name: &str, kind: Kind, plugin: T) -> Ready<T> {
    let used =
        Used { name: name.to_owned(), version: String::new(), kind, settings: toml::Table::new() };
    Ready { used, plugin, on_error: OnError::Fallback }
}

/// Plugins of which one says a draft, and one each of some sections.
pub(super) fn plugins(draft: &Draft, sections: Vec<SectionDraft>) -> Plugins {
    let merger = |draft: Draft| -> Box<dyn Merger> {
        Box::new(Says { draft, section: SectionDraft::default() })
    };
    let maker =
        |section| -> Box<dyn MakesSection> { Box::new(Says { draft: Draft::default(), section }) };
    Plugins {
        summarisers: Vec::new(),
        stand_in: ready("stand-in", Kind::Summariser, Box::new(Silent)),
        merger: ready("hostile", Kind::Merger, merger(draft.clone())),
        fallback: ready("fallback", Kind::Merger, merger(Draft::default())),
        sections: sections
            .into_iter()
            .map(|one| ready("section", Kind::Section, maker(one)))
            .collect(),
    }
}

const ARTICLES: [&[&str]; 2] = [
    &[
        "The mayor opened the bridge of Tarn on Monday.",
        "Four cars fell into the harbour, injuring 14 people.",
    ],
    &["Four cars fell into the harbour, injuring 17 people."],
];

fn say(article: usize, sentence: usize) -> Statement {
    let citation = Citation::new(format!("a{article}"), sentence);
    Statement::new(ARTICLES[article][sentence], vec![citation])
}

fn draft(title: &str, statements: &[(usize, usize)]) -> Draft {
    Draft {
        title: title.to_owned(),
        statements: statements.iter().map(|&(a, s)| say(a, s)).collect(),
        ..Draft::default()
    }
}

fn made(plugins: &Plugins, max_words: usize, edits: &[Edit]) -> Briefing {
    let articles =
        ARTICLES.iter().enumerate().map(|(at, said)| example::article(at, said)).collect();
    let (id, title) = ("e".to_owned(), "Title".to_owned());
    let found = Found { slug: id.clone(), id, title, pin: None, continues: None, articles };
    let settings = Settings { max_words, ..Settings::default() };
    briefing(found, plugins, &settings, edits, Tz::UTC).expect("nothing that fails a build").value
}

fn texts(section: &Section) -> Vec<&str> {
    section.statements.iter().map(|one| one.statement.text.as_str()).collect()
}

#[test]
fn a_running_text_ends_where_its_words_do() {
    let said = draft("Bridge opens", &[(0, 0), (0, 1)]);
    let lengths = [9, 16, 17, 18]
        .map(|words| made(&plugins(&said, Vec::new()), words, &[]).sections[0].statements.len());
    let words = ARTICLES[0].iter().map(|text| word::count(text)).sum::<usize>();
    assert_eq!((words, lengths), (18, [1, 1, 1, 2]));
}

#[test]
fn foreign_titles_and_headings_are_not_shown() {
    let heading = |text: &str| SectionDraft {
        kind: SectionKind::Background,
        heading: text.to_owned(),
        statements: vec![say(0, 0)],
    };
    let check = |title: &str, stands: bool| {
        let made = made(&plugins(&draft(title, &[(0, 0)]), vec![heading(title)]), 99, &[]);
        let shown = (made.title == title, made.sections[1].heading == title);
        assert_eq!(shown, (stands, stands), "{title}");
    };
    check("Mayor opens the bridge of Tarn", true);
    check("Mayor opens the bridge of Kells", false);
}

#[test]
fn where_a_merger_leaves_nothing_another_tells() {
    let nothing = plugins(&draft("", &[]), Vec::new());
    let fallback: Box<dyn Merger> =
        Box::new(Says { draft: draft("", &[(0, 0)]), section: SectionDraft::default() });
    let plugins = Plugins { fallback: ready("fallback", Kind::Merger, fallback), ..nothing };
    assert_eq!(texts(&made(&plugins, 99, &[]).sections[0]), [ARTICLES[0][0]]);
}

#[test]
fn an_edit_reaches_the_text_and_every_section() {
    let section = SectionDraft {
        kind: SectionKind::Background,
        heading: String::new(),
        statements: vec![say(0, 0), say(0, 1)],
    };
    let plugins = plugins(&draft("", &[(0, 0), (0, 1)]), vec![section]);
    let id = made(&plugins, 99, &[]).sections[0].statements[0].id.clone();
    let edit = Edit::Statement(StatementEdit {
        event: None,
        statement: id,
        action: Action::Drop,
        text: None,
        reason: String::new(),
        public: false,
    });
    let made = made(&plugins, 99, &[edit]);
    assert_eq!(
        made.sections.iter().map(texts).collect::<Vec<_>>(),
        [[ARTICLES[0][1]], [ARTICLES[0][1]]]
    );
    assert_eq!(made.edits.len(), 1);
}

#[test]
fn reports_that_differ_are_two() {
    let people = Position { topic: Some("people".to_owned()), ..Position::default() };
    let side = |article, sentence| say(article, sentence).with(Detail::Position(people.clone()));
    let differ = |statements| SectionDraft {
        kind: SectionKind::Disagreements,
        heading: String::new(),
        statements,
    };
    let told = |statements| {
        made(&plugins(&draft("", &[(0, 0)]), vec![differ(statements)]), 99, &[]).sections.len()
    };
    assert_eq!(told(vec![side(0, 1), side(1, 0)]), 2);
    let made_up =
        Statement { text: "Four cars fell in, injuring 99 people.".to_owned(), ..side(1, 0) };
    assert_eq!(told(vec![side(0, 1), made_up]), 1, "one side alone is no difference");
}

/// What a merger says that is a program: its answer in JSON.
fn answered(left_out: &str, more: &[(usize, usize)]) -> Draft {
    let said = serde_json::to_string(&draft("", more)).expect("it can be written");
    let answer = format!("{},\"left_out\":{left_out}}}", said.trim_end_matches('}'));
    serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

/// Sentences that are left out, as article, sentence and why.
fn left_out(made: &Briefing) -> Vec<(&str, usize, &str)> {
    made.made
        .left_out
        .iter()
        .map(|one| (one.citation.article.as_str(), one.citation.sentence, one.reason.word()))
        .collect()
}

#[test]
fn a_program_gives_reasons_of_its_own() {
    let said = answered(
        r#"[{"article":"a0","sentence":1,"reason":"the model found it dull"},
            {"article":"a1","sentence":0,"reason":"repeats"}]"#,
        &[(0, 0)],
    );
    let made = made(&plugins(&said, Vec::new()), 99, &[]);
    assert_eq!(left_out(&made), [("a0", 1, "the model found it dull"), ("a1", 0, "repeats")]);
    assert_eq!(made.made.left_out[0].text, ARTICLES[0][1]);
}

#[test]
fn hostile_reasons_are_bounded_and_never_hide_what_is_told() {
    let long = "why ".repeat(100_000);
    let said = answered(
        &format!(
            r#"[{{"article":"a0","sentence":0,"reason":"it is told"}},
                {{"article":"a0","sentence":1,"reason":"{long}"}},
                {{"article":"a0","sentence":1,"reason":"a second word on it"}},
                {{"article":"a1","sentence":0,"text":"made up","reason":"\u001b[2J\u202e"}},
                {{"article":"a9","sentence":0}},{{"article":"a1","sentence":18446744073709551615}}]"#
        ),
        &[(0, 0)],
    );
    let made = made(&plugins(&said, Vec::new()), 99, &[]);
    let found = left_out(&made);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].2.starts_with("why why") && found[0].2.len() <= 200, "{found:?}");
    assert_eq!((found[1], made.made.left_out[1].text.as_str()), (("a1", 0, "[2J"), ARTICLES[1][0]));
}

#[test]
fn what_falls_after_the_merger_is_left_out_too() {
    let foreign = Statement { text: "Five cars sank.".to_owned(), ..say(1, 0) };
    let said = draft("", &[(0, 0), (0, 1)]);
    let said = Draft { statements: [said.statements, vec![foreign]].concat(), ..said };
    let plugins = plugins(&said, Vec::new());
    let whole = made(&plugins, 99, &[]);
    assert_eq!(left_out(&whole), [("a1", 0, "refused")]);
    assert_eq!(left_out(&made(&plugins, 9, &[])), [("a0", 1, "no-room"), ("a1", 0, "refused")]);
    let edit = Edit::Statement(StatementEdit {
        event: None,
        statement: whole.sections[0].statements[0].id.clone(),
        action: Action::Drop,
        text: None,
        reason: String::new(),
        public: false,
    });
    assert_eq!(left_out(&made(&plugins, 99, &[edit])), [("a0", 0, "edited"), ("a1", 0, "refused")]);
}
