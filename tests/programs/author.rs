//! What an author of a plugin does: makes one, tries it, asks it. The examples of the repository
//! keep to the protocol.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::{command, repository};
use crate::site::{Site, has_python};

/// Runs q7x2; whether it ended well, and what it said.
fn q7x2(root: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = command();
    let done =
        command.arg("--root").arg(root).args(arguments).output().expect("the program starts");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    (done.status.success(), said + &String::from_utf8_lossy(&done.stderr))
}

fn has_node() -> bool {
    let mut command = Command::new("node");
    command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    let has = command.status().is_ok_and(|status| status.success());
    if !has {
        eprintln!("skipped: there is no `node` on this machine");
    }
    has
}

/// Every kind of plugin in a language is written, keeps to the protocol and makes a site.
fn new_ones_work(language: &str) {
    for (kind, setting) in [
        ("summariser", "pipeline.summarise=['mine']"),
        ("merger", "pipeline.merge='mine'"),
        ("section", "pipeline.sections=['mine']"),
    ] {
        let site = Site::new("", "");
        let root = site.path();
        let (done, said) =
            q7x2(root, &["plugin", "new", "mine", "--kind", kind, "--lang", language]);
        assert!(done && said.contains("q7x2 plugin test"), "{said}");
        let folder = site.file("plugins/mine");
        let (done, said) = q7x2(root, &["plugin", "test", &folder.display().to_string()]);
        assert!(done && said.ends_with("it keeps to the protocol\n"), "{language} {kind}: {said}");
        let (done, said) = q7x2(root, &["plugin", "run", "mine"]);
        assert!(done && said.contains("\"citations\""), "{language} {kind}: {said}");
        // A merger that reads what summarisers say.
        let built = site.build(&["--set", "pipeline.merge='digest'", "--set", setting]);
        built.is_whole();
        assert!(!built.told.contains("warning"), "{language} {kind}: {}", built.told);
        assert!(site.file(".q7x2/answers/mine").is_dir(), "{language} {kind}: it was not asked");
        let (done, said) =
            q7x2(root, &["plugin", "new", "mine", "--kind", kind, "--lang", language]);
        assert!(!done && said.contains("cannot make"), "it is not written over: {said}");
    }
}

#[test]
fn a_new_plugin_in_python_works() {
    if has_python() {
        new_ones_work("python");
    }
}

#[test]
fn a_new_plugin_in_javascript_works() {
    if has_node() {
        new_ones_work("node");
    }
}

#[test]
fn a_new_plugin_in_rust_is_written() {
    for kind in ["summariser", "merger", "section"] {
        let site = Site::new("", "");
        let (done, said) =
            q7x2(site.path(), &["plugin", "new", "mine", "--kind", kind, "--lang", "rust"]);
        assert!(done && said.contains("cargo build --release"), "{said}");
        let main = fs::read_to_string(site.file("plugins/mine/src/main.rs")).expect("a file");
        assert!(main.contains("q7x2_sdk::serve(&BUILT_IN)"));
        let (_, said) = q7x2(site.path(), &["plugin", "list"]);
        assert!(said.contains("a program: target/release/mine"), "{said}");
    }
}

/// A site that has an example of the repository in use.
fn example(name: &str, setting: &str) {
    let folder = repository().join("plugins").join(name);
    let (done, said) = q7x2(&repository(), &["plugin", "test", &folder.display().to_string()]);
    assert!(done, "{said}");
    let site = Site::new("", "");
    for file in fs::read_dir(&folder).expect("the example") {
        let file = file.expect("a file");
        let text = fs::read_to_string(file.path()).expect("a text");
        site.write(&format!("plugins/{name}/{}", file.file_name().to_string_lossy()), &text);
    }
    let built = site.build(&["--set", "pipeline.merge='consensus'", "--set", setting]);
    built.is_whole();
    assert!(!built.told.contains("warning"), "{}", built.told);
    let used = built.briefings().iter().any(|one| one["sections"].to_string().contains(name));
    assert!(used, "{:?}", built.briefings());
}

#[test]
fn the_example_in_python_is_a_merger() {
    if has_python() {
        example("example-python", "pipeline.merge='example-python'");
    }
}

#[test]
fn the_example_in_javascript_is_a_section() {
    if has_node() {
        example("example-node", "pipeline.sections=['example-node']");
    }
}

#[test]
fn the_helpers_of_the_examples_are_those_of_the_sdk() {
    for (own, sdk) in [
        ("example-python/q7x2.py", "sdk/python/q7x2.py"),
        ("example-node/q7x2.mjs", "sdk/javascript/q7x2.mjs"),
    ] {
        let read = |path: &str| fs::read_to_string(repository().join("plugins").join(path));
        assert_eq!(read(own).expect(own), read(sdk).expect(sdk), "copy plugins/{sdk}");
    }
}

/// The plugin that plugins/README.md shows first, which has no helper.
#[test]
fn the_twelve_lines_of_the_document_are_a_plugin() {
    if !has_python() {
        return;
    }
    let document =
        fs::read_to_string(repository().join("plugins/README.md")).expect("the document");
    let block = |language: &str| {
        let opening = format!("```{language}\n");
        let (_, rest) = document.split_once(&opening).expect("a block");
        rest.split("```").next().expect("its end").to_owned()
    };
    let main = block("python");
    let lines = main.lines().filter(|line| !line.trim().is_empty()).count();
    assert!(lines <= 12, "{lines} lines");
    let site = Site::new("", "");
    site.write("plugins/first/plugin.toml", &block("toml"));
    site.write("plugins/first/main.py", &main);
    let folder = site.file("plugins/first").display().to_string();
    let (_, said) = q7x2(site.path(), &["plugin", "test", &folder]);
    assert!(said.contains("ok      what it says passes the check"), "{said}");
    let built = site.build(&["--set", "pipeline.merge='first'"]);
    built.is_whole();
    assert_eq!(built.mergers(), ["first"; 4], "{}", built.told);
}

#[test]
fn a_plugin_that_does_not_keep_to_the_protocol_is_told_in_what() {
    if !has_python() {
        return;
    }
    let check = |own: &str, expected: &str| {
        let site = Site::new(own, "");
        let folder = site.file("plugins/odd").display().to_string();
        let (done, said) = q7x2(site.path(), &["plugin", "test", &folder]);
        assert!(!done && said.contains(expected), "{own}: {said}");
        assert_eq!(site.left_running(), 0);
    };
    let stranger = "def merge(call):\n    if call['method'] == 'merge': honest(call)\n    else: say({'jsonrpc': '2.0', 'id': call['id'], 'error': {'code': -32601, 'message': 'no'}})";
    let honest = format!("honest = merge\n{stranger}");
    check("", "FAILED  it refuses an unknown method");
    check(
        &format!(
            "def honest(call): reply(call, {{'statements': [{{'text': 'It rained.', 'citations': [{{'article': 'x', 'sentence': 0}}]}}]}})\n{stranger}"
        ),
        "FAILED  it cites sentences that exist: sentence 0 of article `x` cannot be cited",
    );
    check(
        &format!("{honest}\nold = run\ndef run():\n    old()\n    time.sleep(60)"),
        "FAILED  it ends when its standard input does",
    );
    check(
        &format!("{honest}\nmerge_ = merge\ndef merge(call):\n    print('hm')\n    merge_(call)"),
        "lines on standard output are no messages",
    );
}

#[test]
fn plugins_are_listed_with_what_they_may() {
    let site = Site::new("", "");
    let manifest = fs::read_to_string(site.file("plugins/odd/plugin.toml")).expect("a manifest");
    site.write(
        "plugins/odd/plugin.toml",
        &format!("{manifest}[permissions]\nenv = ['KEY']\nnetwork = ['api.example']\n"),
    );
    let (done, said) = q7x2(site.path(), &["plugin", "list"]);
    assert!(done, "{said}");
    assert!(said.contains("consensus 0.1.0 · merger · "), "{said}");
    assert!(said.contains("a program: python3 main.py"), "{said}");
    assert!(
        said.contains("environment: KEY (enforced); network: api.example (declared, not enforced)"),
        "{said}"
    );
}

#[test]
fn a_plugin_is_asked_about_an_event_of_ones_own() {
    if !has_python() {
        return;
    }
    let site = Site::new(
        "def merge(call):\n    print('I am here', file=sys.stderr, flush=True)\n    said = first(call['params']['event'])\n    reply(call, {'statements': said + [{**said[0], 'text': 'The moon fell down.'}]})",
        "",
    );
    let event = repository().join("plugins/sdk/tests/wire/merge.params.json");
    for file in [event, site.file("content/ferry-0.md"), site.file("content")] {
        let (done, said) =
            q7x2(site.path(), &["plugin", "run", "odd", "--event", &file.display().to_string()]);
        assert!(!done, "something is left out: {said}");
        assert!(said.contains("passes, word for word: "), "{said}");
        assert!(said.contains("left out: The moon fell down."), "{said}");
        assert!(said.contains("odd prints: I am here"), "{said}");
    }
    let (done, said) = q7x2(site.path(), &["plugin", "run", "consensus"]);
    assert!(done && said.contains("passes, word for word"), "{said}");
    let (done, said) = q7x2(site.path(), &["plugin", "run", "ood"]);
    assert!(
        !done && said.contains("there is no plugin `ood`") && said.contains("did you mean `odd`?"),
        "{said}"
    );
}
