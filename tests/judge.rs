//! `q7x2 judge`, as an editor runs it: a draft with planted errors in every format, exit codes,
//! standard input, drafts that mean harm. Drafts and sources in `tests/judge` are invented.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use q7x2::brief;
use q7x2_sdk::judged::{Bench, Verdict, with_draft};
use q7x2_sdk::text::work::counted;
use q7x2_sdk::{Article, example};
use serde_json::Value;

fn folder() -> PathBuf {
    program::repository().join("tests/judge")
}

/// `judge`, in the folder of the invented draft.
fn judge(words: &[&str]) -> Command {
    let mut command = program::command();
    command.current_dir(folder()).arg("judge").args(words);
    command
}

fn done(mut command: Command) -> Output {
    command.output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The lines of a draft against some sources, as JSON.
fn lines(draft: &str, sources: &[&str]) -> Vec<Value> {
    let root = tempfile::tempdir().expect("a folder");
    fs::create_dir(root.path().join("sources")).expect("a folder");
    for (number, source) in sources.iter().enumerate() {
        fs::write(root.path().join(format!("sources/{number}.txt")), source).expect("a file");
    }
    fs::write(root.path().join("draft.txt"), draft).expect("a file");
    let mut command = judge(&["draft.txt", "--against", "sources", "--format", "json"]);
    let output = done({
        command.current_dir(root.path());
        command
    });
    assert!(output.status.success(), "{}", text(&output.stderr));
    json(&output.stdout)
}

fn json(bytes: &[u8]) -> Vec<Value> {
    let parse = |line: &str| serde_json::from_str(line).expect("a line of JSON");
    text(bytes).lines().map(parse).collect()
}

/// The verdicts on a draft, by word.
fn verdicts(draft: &str, sources: &[&str]) -> Vec<String> {
    let word = |line: &Value| line["verdict"].as_str().expect("a word").to_owned();
    lines(draft, sources).iter().map(word).collect()
}

#[test]
fn every_format_says_the_same_bytes() {
    for (format, name) in [
        ("terminal", "expected.txt"),
        ("json", "expected.jsonl"),
        ("sarif", "expected.sarif"),
        ("github", "expected.github"),
    ] {
        let words = ["draft.md", "--against", "sources", "--format", format];
        let output = done(judge(&words));
        assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output.stderr));
        let path = folder().join(name);
        if std::env::var_os("Q7X2_BLESS").is_some() {
            fs::write(&path, &output.stdout).expect("a new file");
        }
        let expected = fs::read(&path).expect("a file that was blessed").into_iter();
        // A checkout may have turned the line ends.
        let expected: Vec<u8> = expected.filter(|byte| *byte != b'\r').collect();
        assert_eq!(text(&output.stdout), text(&expected), "{format}");
    }
}

/// Ten errors were planted; what is said of each, and that nothing true is said to be wrong.
#[test]
fn planted_errors_are_found() {
    let output = done(judge(&["draft.md", "--against", "sources", "--format", "json"]));
    let lines = json(&output.stdout);
    let said = |words: &str| {
        let line =
            lines.iter().find(|line| line["sentence"].as_str().expect("text").contains(words));
        let line = line.expect("a sentence of the draft");
        let claims = line["claims"].as_array().expect("claims");
        let otherwise = claims.iter().find(|claim| claim["verdict"] == "contradicted");
        let matter = otherwise.and_then(|claim| claim["in"].as_str()).unwrap_or("-");
        format!("{} {matter}", line["verdict"].as_str().expect("a word"))
    };
    for (words, expected) in [
        ("Monday evening", "contradicted day"),
        ("221 passengers", "contradicted number"),
        ("Ivar Holm, 85", "contradicted number"),
        ("Lena Moss told the Post", "contradicted who"),
        ("400 dollars", "contradicted unit"),
        ("shares rose", "contradicted yes/no"),
        ("five outlets", "contradicted origins"),
        ("Lutanian billionaire", "not_found -"),
        ("had left Lind", "part -"),
        ("went dark", "part -"),
        ("Nobody was killed", "borne_out -"),
        ("Good morning", "no_claim -"),
        ("Who will answer", "no_claim -"),
        ("a scandal", "no_claim -"),
    ] {
        assert_eq!(said(words), expected, "{words}");
    }
}

#[test]
fn the_code_says_what_was_asked() {
    let check = |draft: &str, more: &[&str], code: i32| {
        let words = [&["-", "--against", "sources"], more].concat();
        let output = with_input(judge(&words), draft.as_bytes());
        assert_eq!(output.status.code(), Some(code), "{draft} {more:?}: {}", text(&output.stderr));
    };
    let right = "Nobody was killed. There were 212 passengers on board.";
    let wrong = "There were 221 passengers on board.";
    let unknown = "The ferry had been sold to a Lutanian billionaire last week.";
    check(right, &["--strict"], 0);
    check(wrong, &[], 0);
    check(wrong, &["--strict"], 1);
    check(wrong, &["--fail-on", "not_found"], 0);
    check(wrong, &["--fail-on", "not_found,contradicted"], 1);
    check(unknown, &["--strict"], 0);
    check(unknown, &["--fail-on", "not_found"], 1);
    check(unknown, &["--fail-on", "borne_out"], 2);
    check(unknown, &["--format", "yaml"], 2);
    check("", &["--strict"], 0);
}

#[test]
fn what_would_change_nothing_is_refused() {
    for words in [["--set", "brief.max_words=9"], ["--root", "sources"]] {
        let mut command = program::command();
        command.current_dir(folder());
        command.args(words).args(["judge", "-", "--against", "sources"]);
        let output = with_input(command, b"Nobody was killed.");
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        let told = text(&output.stderr).to_owned();
        assert!(told.contains(words[0]) && told.contains("leave it out"), "{told}");
    }
}

fn with_input(mut command: Command, input: &[u8]) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that ended before it read is judged by its code.
    drop(stdin.write_all(input));
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

#[test]
fn what_cannot_be_judged_is_told() {
    let check = |words: &[&str], message: &str, hint: &str| {
        let output = done(judge(words));
        let told = text(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(1), true), "{told}");
        assert!(told.contains(message) && told.contains(hint), "{told}");
    };
    check(&["no.md", "--against", "sources"], "cannot read `no.md`", "spelt");
    check(&["draft.md", "--against", "no"], "cannot read `no`", "spelt");
    check(&["sources", "--against", "sources"], "a draft is a file", "--against");
    let empty = tempfile::tempdir().expect("a folder");
    let path = empty.path().to_str().expect("a UTF-8 name");
    check(&["draft.md", "--against", path], "there is no source to judge against", ".jsonl");
    let output = done(judge(&["draft.md"]));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_is_no_draft_keeps_none_from_being_judged() {
    let root = tempfile::tempdir().expect("a folder");
    let name = root.path().join("a.docx");
    fs::write(&name, b"PK\x03\x04\0\0binary\0").expect("a file");
    let name = name.to_str().expect("a UTF-8 name");
    let words = ["draft.md", name, "no.md", "--against", "sources", "--format", "json"];
    let output = done(judge(&words));
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("this is none") && told.contains("cannot read `no.md`"), "{told}");
    let alone = done(judge(&["draft.md", "--against", "sources", "--format", "json"]));
    assert_eq!(text(&output.stdout), text(&alone.stdout));
}

#[test]
fn a_sentence_too_long_to_be_compared_is_told_so() {
    let long = format!("The council closed {} the bridge.", "and sold ".repeat(300));
    let judged = lines(&format!("{long} The bridge closed."), &[&long, "The bridge closed."]);
    let told = |at: usize| (judged[at]["verdict"].clone(), judged[at]["claims"][0]["in"].clone());
    assert_eq!(told(0), ("not_found".into(), "length".into()));
    assert_eq!(told(1).0, "borne_out");
}

/// Threads, the order in which sources are named and whether as a folder or as files change
/// nothing.
#[test]
fn the_same_is_said_however_it_is_asked() {
    let run = |words: &[&str]| {
        let words = [&["draft.md", "--format", "json", "--against"], words].concat();
        text(&done(judge(&words)).stdout)
    };
    let files = ["sources/herald.md", "sources/post.md", "sources/wire.md"];
    let expected = run(&files);
    assert!(!expected.is_empty());
    assert_eq!(run(&["sources/wire.md", "sources/herald.md", "sources/post.md"]), expected);
    assert_eq!(run(&["sources/wire.md", files[0], files[1], files[0], "--threads", "1"]), expected);
    assert_eq!(run(&["sources"]), expected);
}

#[test]
fn everyday_wording_is_borne_out() {
    let source = "Anna Birk, the mayor of Tarn, opened the new bridge over the Lune on Monday. She thanked the builders. \
        The bridge cost 40 million euros. A quarter of the money came from the state.";
    for (draft, expected) in [
        ("The new bridge over the Lune was opened on Monday by Anna Birk.", "borne_out"),
        (
            "Mayor Anna Birk opened the bridge on Monday. Birk thanked the builders.",
            "borne_out borne_out",
        ),
        ("Anna Birk opened the bridge. She thanked the builders.", "borne_out borne_out"),
        ("The bridge cost 40,000,000 euros.", "borne_out"),
        (
            "The bridge cost 40 million euros, and 25 percent of the money came from the state.",
            "borne_out",
        ),
        ("The bridge cost 45 million euros.", "contradicted"),
        ("The bridge cost 40 million dollars.", "contradicted"),
        ("Anna Birk opened the new bridge over the Lune on Friday.", "contradicted"),
        ("The harbour of Dunmere was sold to a bank.", "not_found"),
        ("Did the bridge cost 45 million euros?", "no_claim"),
    ] {
        assert_eq!(verdicts(draft, &[source]).join(" "), expected, "{draft}");
    }
}

#[test]
fn a_pronoun_is_whom_the_draft_means() {
    let source = "Tom Dray resigned on Monday. Anna Birk opened the new bridge of Tarn.";
    let draft = "Anna Birk opened the new bridge of Tarn. She resigned on Monday.";
    let found = verdicts(draft, &[source]);
    assert_eq!(found[0], "borne_out");
    assert_ne!(found[1], "borne_out");
}

#[test]
fn what_is_only_suspected_is_not_confirmed() {
    let suspected = "Police suspect that the fire at the Dunmere hospital was started on purpose.";
    let confirmed = suspected.replace("suspect", "confirmed");
    let found = &lines(&confirmed, &[suspected])[0];
    assert_eq!(found["verdict"], "contradicted", "{found}");
    assert_eq!(found["claims"][0]["in"], "certainty", "{found}");
    // Who has it confirmed bears it out, whatever others suspect.
    assert_eq!(verdicts(&confirmed, &[suspected, &confirmed]), ["borne_out"]);
    let plain = "The fire at the Dunmere hospital was started on purpose.";
    assert_eq!(verdicts(plain, &[suspected]), ["part"]);
}

#[test]
fn one_sentence_beside_one_has_its_language() {
    let apologised = "The mayor apologised.";
    assert_eq!(verdicts("The mayor did not apologise.", &[apologised]), ["contradicted"]);
    assert_eq!(verdicts("Der Bürgermeister kam nicht.", &[apologised]), ["not_found"]);
    // Small words that many languages have tell none.
    let lent = ["Tarn lent Lind 9 million in 2014.", "Lind lent Tarn 9 million in 2014."];
    assert_ne!(verdicts(lent[0], &[lent[1]]), ["borne_out"]);
}

#[test]
fn a_dateline_is_no_claim() {
    let closed = "The council of Tarn closed the old bridge on Friday after a crack was found.";
    let source = format!("TARN, Jan. 9 (Reuters) - {closed}");
    for dateline in ["TARN, Jan. 9 (Reuters) - ", "(CNN) -- ", "LINDHOLM, Norway — ", ""] {
        let line = &lines(&format!("{dateline}{closed}"), &[&source])[0];
        let told = (line["verdict"].as_str(), line["sentence"].as_str());
        assert_eq!(told, (Some("borne_out"), Some(closed)), "{dateline}");
    }
    // A place that the sentence goes on from is its own word.
    assert_eq!(verdicts("In Lindholm the council closed the old bridge.", &[&source]), ["part"]);
}

#[test]
fn a_quotation_that_no_source_has_is_told() {
    let source = "The mayor of Orrin, Anna Voss, opened the bridge on Friday. “We have waited nine \
                  years for this bridge,” Voss said.";
    for (draft, verdict, matter) in [
        ("“We have waited nine years for this bridge,” Voss said.", "borne_out", None),
        ("“The old bridge was a disgrace,” Voss said.", "not_found", Some("quotation")),
        ("Voss called the bridge “a gift to our children”.", "part", Some("quotation")),
        ("“We have waited ten years for this bridge,” Voss said.", "contradicted", Some("number")),
    ] {
        let found = &lines(draft, &[source])[0];
        assert_eq!(found["verdict"], verdict, "{found}");
        let claims = found["claims"].as_array().expect("claims");
        let told = claims.iter().any(|claim| claim["in"].as_str() == matter);
        assert!(told, "{found}");
    }
}

/// Words that one source quotes as somebody's are nobody else's, though another source quotes them
/// and does not say whose they are.
#[test]
fn a_quotation_is_of_whom_a_source_names() {
    let quotation = "“We have waited nine years for this bridge,”";
    let source = format!(
        "The mayor of Orrin, Anna Voss, opened the bridge on Friday. {quotation} Voss said.\n\n\
         Later the engineer Paul Holm spoke to the paper as well. He had little to add to it."
    );
    let fragment = format!("{quotation} the paper had on its front page.");
    let said = |by: &str| format!("{quotation} {by} said.");
    for (draft, sources, verdict, matter) in [
        (said("Paul Holm"), vec![&*source, &*fragment], "contradicted", Some("who")),
        (said("Anna Voss"), vec![&*source, &*fragment], "borne_out", None),
        (said("Paul Holm"), vec![&*fragment], "part", Some("who")),
    ] {
        let found = &lines(&draft, &sources)[0];
        assert_eq!(found["verdict"], verdict, "{found}");
        let claims = found["claims"].as_array().expect("claims");
        assert!(claims.iter().any(|claim| claim["in"].as_str() == matter), "{found}");
    }
}

/// A sentence whose words all stand in a source, and that is not proved, is marked where it is not.
#[test]
fn what_is_near_says_what_is_not_proved() {
    let source = "The man who knew Anna Voss, the mayor of Orrin, stole the car on Friday. The police \
                  of Orrin arrested him in the harbour on Saturday.";
    for (draft, matter, words) in [
        ("Anna Voss stole the car on Friday.", "who", "stole"),
        ("Anna Voss stole the car in the harbour.", "together", "harbour"),
    ] {
        let found = &lines(draft, &[source])[0];
        assert_eq!(found["verdict"], "part", "{found}");
        let claims = found["claims"].as_array().expect("claims");
        let marked = |claim: &Value| {
            claim["in"] == matter && claim["text"].as_str().is_some_and(|text| text.contains(words))
        };
        assert!(claims.iter().any(marked), "{found}");
    }
}

/// A draft is read as a source is: whatever its encoding, mended where it was decoded wrongly,
/// without characters that nobody sees. What is no text is refused.
#[test]
fn a_draft_in_any_encoding_is_read() {
    let text = "The café in Zürich closed on Friday after 12 years, the owner José Müller said.";
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("source.txt"), text).expect("a file");
    let latin = |text: &str| -> Vec<u8> { text.chars().map(|one| one as u8).collect() };
    let mojibake: String = text.bytes().map(char::from).collect();
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let invisible = text.replace("closed", "clo\u{ad}sed").replace("owner", "own\u{200b}er");
    for (bytes, read) in [
        (latin(text), true),
        (mojibake.into_bytes(), true),
        (utf16, true),
        (invisible.into_bytes(), true),
        (b"PK\x03\x04\0\0\0\0".to_vec(), false),
    ] {
        fs::write(root.path().join("draft.txt"), &bytes).expect("a file");
        let mut command = judge(&["draft.txt", "--against", "source.txt", "--format", "json"]);
        let output = done({
            command.current_dir(root.path());
            command
        });
        assert_eq!(output.status.success(), read, "{}", text_of(&output));
        if read {
            assert_eq!(json(&output.stdout)[0]["verdict"], "borne_out", "{}", text_of(&output));
        } else {
            assert!(text_of(&output).contains("save it as"), "{}", text_of(&output));
        }
    }
}

fn text_of(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

/// `--quiet` leaves out what is borne out, on a terminal only.
#[test]
fn quiet_shows_what_is_wrong() {
    let shown = |words: &[&str]| {
        let all = [&["draft.md", "--against", "sources"], words].concat();
        text(&done(judge(&all)).stdout)
    };
    let (loud, quiet) = (shown(&[]), shown(&["--quiet"]));
    assert!(loud.contains("borne out: borne out by") && !quiet.contains("borne out: borne out by"));
    assert_eq!(loud.matches("contradicted: ").count(), quiet.matches("contradicted: ").count());
    let json = ["--format", "json"];
    assert_eq!(shown(&json), shown(&[&json[..], &["--quiet"]].concat()));
}

#[test]
fn two_sources_that_disagree_are_both_told() {
    let [one, other] = ["12", "14"].map(|count| format!("The fire in Tarn killed {count} people."));
    let found = lines("The fire in Tarn killed 14 people.", &[&one, &other]);
    let words: Vec<&str> = found[0]["claims"]
        .as_array()
        .expect("claims")
        .iter()
        .map(|claim| claim["verdict"].as_str().expect("a word"))
        .collect();
    assert_eq!(
        (found[0]["verdict"].as_str(), words),
        (Some("borne_out"), vec!["borne_out", "contradicted"])
    );
}

/// What means harm is read, and ends; nothing of it that a terminal obeys is printed.
#[test]
fn a_hostile_draft_is_a_draft() {
    let root = tempfile::tempdir().expect("a folder");
    let source = "The ferry \u{1b}[31mAurora ran aground off Skarholm on Tuesday\u{202e}, \u{9b}2Jthe coastguard said.";
    fs::create_dir(root.path().join("sources")).expect("a folder");
    fs::write(root.path().join("sources/a\u{1b}[2J.txt"), source).expect("a file");
    let long = "the ferry Aurora ran aground off Skarholm on Monday and ".repeat(18_000);
    let many = "The ferry Aurora ran aground off Skarholm on Monday. ".repeat(19_000);
    let deep = "<div><b>".repeat(60_000) + "The ferry ran aground.";
    let quotes = "“The ferry ran aground,” said “".repeat(3000);
    let codes =
        "The ferry \u{1b}]0;x\u{7}Aurora ran aground\u{202e} off Skarholm on Monday.\u{9b}2J";
    let tags = "<".repeat(50_000) + &"<script>".repeat(50_000) + &"&#".repeat(50_000);
    for (name, draft) in [
        ("long.txt", long.as_bytes()),
        ("many.md", many.as_bytes()),
        ("deep.html", deep.as_bytes()),
        ("quotes.txt", quotes.as_bytes()),
        ("codes\u{1b}[2J.txt", codes.as_bytes()),
        ("tags.html", tags.as_bytes()),
        ("bytes.txt", &[0xff, 0x81, 0xfe, b'a'].repeat(10_000)),
        ("no_text.txt", &[0xff, 0, 0xfe, b'a'].repeat(10_000)),
    ] {
        fs::write(root.path().join(name), draft).expect("a file");
        for format in ["terminal", "json", "sarif", "github"] {
            check_clean(root.path(), name, format);
        }
    }
}

fn check_clean(root: &Path, name: &str, format: &str) {
    let mut command = judge(&[name, "--against", "sources", "--format", format]);
    command.current_dir(root);
    let output = done(command);
    let code = i32::from(name == "no_text.txt");
    assert_eq!(output.status.code(), Some(code), "{name}: {}", text(&output.stderr));
    let printed = text(&output.stdout) + &text(&output.stderr);
    let obeyed = |letter: &char| letter.is_control() && *letter != '\n' || *letter == '\u{202e}';
    assert_eq!(printed.chars().find(obeyed), None, "{name} {format}");
}

/// Of a sentence twice as long beside one twice as long each word is laid beside each, and nothing is
/// done once more for each claim.
#[test]
fn work_grows_with_the_words_of_both() {
    let clause = |verb: &str, number: usize| {
        format!("{number} people {verb} the bridge of Tarn on Monday and 12 planned a mill, ")
    };
    let sentence = |verb: &str, clauses: usize| {
        let clauses: String = (0..clauses).map(|number| clause(verb, number)).collect();
        format!("The council said that {clauses}which closed.")
    };
    let work = |clauses: usize| {
        let source = example::article("a", &[&sentence("closed", clauses), "It rained in Tarn."]);
        let event = brief::together("e".to_owned(), String::new(), vec![source]);
        let event = with_draft(&event, example::article("draft", &[&sentence("left", clauses)]));
        let bench = Bench::new(&event, 1);
        counted(|| bench.judge(0)).1
    };
    let (once, twice) = (work(20), work(40));
    assert!(twice <= once * 9 / 2, "{once}, twice as long {twice}");
}

/// Twice the draft is twice the work, and so are twice the sources; a crowd of sources about one
/// thing costs a sentence no more than some.
#[test]
fn work_grows_with_what_is_judged() {
    let source = |number: usize| {
        let said =
            format!("The ferry Aurora ran aground off Skarholm with {number} passengers on board.");
        let other = format!(
            "The harbour of Dunmere was closed for {number} hours on Tuesday, police said."
        );
        example::article(&format!("a{number}"), &[&said, &other])
    };
    let sentence =
        "The ferry Aurora ran aground off Skarholm on Monday, and the harbour was closed.";
    let work = |sentences: usize, sources: usize| {
        let articles: Vec<Article> = (0..sources).map(source).collect();
        let event = brief::together("e".to_owned(), String::new(), articles);
        let draft = example::article("draft", &vec![sentence; sentences]);
        let event = with_draft(&event, draft);
        let bench = Bench::new(&event, sources);
        let judged = || (0..sentences).all(|at| bench.judge(at).verdict != Verdict::NoClaim);
        counted(judged).1
    };
    let once = work(10, 40);
    let (longer, wider) = (work(20, 40), work(10, 80));
    assert!(longer <= once * 5 / 2, "{once}, twice the draft {longer}");
    assert!(wider <= once * 5 / 2, "{once}, twice the sources {wider}");
}
