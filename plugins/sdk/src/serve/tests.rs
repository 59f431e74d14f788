use super::*;
use crate::contract::{Section as MakesSection, Summariser};
use crate::diagnostic::Warned;
use crate::{Article, Citation, Point, SectionDraft};

const MANIFEST: &str = "[plugin]\nname = 'first'\nversion = '1'\nprotocol = 1\nkinds = ['summariser']\n\
                        [config.most]\ntype = 'int'\ndefault = 1\nmax = 9\n";

/// Says the first sentences, of an article in English alone, and panics where there are none.
struct First {
    most: usize,
}

impl Summariser for First {
    fn summarise(&self, article: &Article) -> Result<Warned<Vec<Point>>, PluginError> {
        if article.language.as_deref() == Some("xx") {
            return Err(PluginError::NotApplicable { message: "no English".to_owned() });
        }
        let first = &article.sentences[0].text;
        let point = |at| Point {
            text: first.clone(),
            citations: vec![Citation::new(article.id.clone(), at)],
            weight: 1.0,
        };
        Ok(Warned::quiet((0..self.most).map(point).collect()))
    }
}

/// Fails, and knows what to do about it.
struct Fails;

impl MakesSection for Fails {
    fn section(&self, _: &SectionRequest<'_>) -> Result<Warned<SectionDraft>, PluginError> {
        let hint = Some("start the server".to_owned());
        Err(PluginError::Failed { message: "nobody answers".to_owned(), hint })
    }
}

fn first() -> BuiltIn {
    let create = |settings: &Settings| {
        let most = settings.0["most"].as_integer().and_then(|most| most.try_into().ok());
        Ok(Plugin::Summariser(Box::new(First { most: most.unwrap_or(0) })))
    };
    BuiltIn { manifest: MANIFEST, create }
}

/// What is answered to some lines.
fn told(plugin: &BuiltIn, lines: &[&str]) -> Vec<String> {
    let mut output = Vec::new();
    converse(plugin, lines.join("\n").as_bytes(), &mut output).expect("streams in memory");
    String::from_utf8(output).expect("text").lines().map(str::to_owned).collect()
}

const HELLO: &str =
    r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocol":1,"kind":"summariser"}}"#;

#[test]
fn a_plugin_is_asked_and_answers() {
    let asked = r#"{"jsonrpc":"2.0","id":2,"new":1,"method":"summarise","params":{"article":{"id":"a","x":2,"sentences":[{"text":"It rained."}]}}}"#;
    let shutdown = r#"{"jsonrpc":"2.0","id":3,"method":"shutdown","params":null}"#;
    assert_eq!(
        told(&first(), &[HELLO, asked, shutdown, asked]),
        [
            r#"{"jsonrpc":"2.0","id":1,"result":{"protocol":1,"name":"first","version":"1","kinds":["summariser"]}}"#,
            r#"{"jsonrpc":"2.0","id":2,"result":{"points":[{"text":"It rained.","citations":[{"article":"a","sentence":0}],"weight":1.0}]}}"#,
            r#"{"jsonrpc":"2.0","id":3,"result":null}"#,
        ]
    );
}

#[test]
fn a_call_may_have_its_fields_in_any_order() {
    let params = r#""params":{"article":{"id":"a","sentences":[{"text":"It rained."}]}}"#;
    let asked = |fields: &str| format!("{{\"jsonrpc\":\"2.0\",{fields}}}");
    let method = "\"method\":\"summarise\"";
    let expected = "\"points\":[{\"text\":\"It rained.\"";
    for fields in [
        format!("\"id\":2,{method},{params}"),
        format!("{method},{params},\"id\":2"),
        format!("{params},{method},\"id\":2"),
    ] {
        let told = told(&first(), &[HELLO, &asked(&fields)]);
        assert!(told[1].contains(expected), "{fields}: {told:?}");
    }
    // Nobody waits for the answer to a notification.
    let quiet = told(&first(), &[HELLO, &asked(&format!("{method},{params}"))]);
    assert_eq!(quiet.len(), 1, "{quiet:?}");
}

#[test]
fn what_is_wrong_is_answered_and_ends_nothing() {
    let check = |line: &str, expected: &str| {
        let told = told(&first(), &[HELLO, line, r#"{"id":9,"method":"nonsense"}"#]);
        assert!(told[1].contains(expected), "{line}: {told:?}");
        assert!(told[2].contains("\"code\":-32601"), "{line}: {told:?}");
    };
    check("{", "\"id\":null,\"error\":{\"code\":-32700");
    check("[]", "\"code\":-32600");
    check(
        r#"{"jsonrpc":"2.0","id":2,"method":"summarise","params":{}}"#,
        "\"code\":-32602,\"message\":\"the parameters cannot be read: missing field `article`",
    );
    check(r#"{"jsonrpc":"2.0","id":2,"method":"merge","params":{}}"#, "not of that kind");
    check(
        r#"{"jsonrpc":"2.0","id":2,"method":"summarise","params":{"article":{"language":"xx"}}}"#,
        "\"code\":-32003,\"message\":\"no English\"",
    );
    check(
        r#"{"jsonrpc":"2.0","id":2,"method":"summarise","params":{"article":{}}}"#,
        "\"code\":-32000,\"message\":\"the plugin panicked\"",
    );
}

#[test]
fn settings_are_checked_once_more() {
    let asked = |config: &str| HELLO.replace("\"kind\"", &format!("\"config\":{config},\"kind\""));
    let check = |config: &str, expected: &str| {
        let told = told(&first(), &[&asked(config)]);
        assert!(told[0].contains(expected), "{config}: {told:?}");
    };
    check("{\"most\":3}", "\"protocol\":1");
    check("{\"most\":10}", "\"code\":-32002,\"message\":\"`most` must be at most 9\"");
    check("{\"must\":1}", "\"key\":\"must\"");
    check("{\"most\":null}", "\"code\":-32002");
    let other = HELLO.replace("\"protocol\":1", "\"protocol\":7,\"protocols\":[7,8]");
    assert!(told(&first(), &[&other])[0].contains("\"code\":-32001"));
    let both = HELLO.replace("\"protocol\":1", "\"protocol\":7,\"protocols\":[7,1]");
    assert!(told(&first(), &[&both])[0].contains("\"protocol\":1"));
}

#[test]
fn a_failure_carries_its_hint() {
    let create = |_: &Settings| Ok(Plugin::Section(Box::new(Fails)));
    let manifest = "[plugin]\nname = 'f'\nversion = '1'\nprotocol = 1\nkinds = ['section']\n";
    let asked =
        r#"{"jsonrpc":"2.0","id":2,"method":"section","params":{"event":{},"briefing":{}}}"#;
    let told = told(&BuiltIn { manifest, create }, &[HELLO, asked]);
    let expected =
        r#""error":{"code":-32000,"message":"nobody answers","data":{"hint":"start the server"}}"#;
    assert!(told[1].contains(expected), "{told:?}");
}
