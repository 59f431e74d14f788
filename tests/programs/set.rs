//! Settings of programs: checked before anything is started, and kept to.

use std::fs;

use crate::program::difference;
use crate::site::{Site, has_python};

/// Notes its start in a file, and asks for an answer in other words for some events.
const COUNTS: &str = "
old = hello
def hello(call):
    if CONFIG['file']:
        with open(CONFIG['file'], 'a') as starts: starts.write('started\\n')
    old(call)
";

fn file_setting(site: &Site) -> String {
    format!("plugins.odd.file={:?}", site.file("starts").display().to_string())
}

#[test]
fn nothing_is_started_before_its_settings_fit() {
    if !has_python() {
        return;
    }
    let site = Site::new(COUNTS, "");
    let built = site.build(&["--set", &file_setting(&site), "--set", "plugins.odd.most=10"]);
    assert_eq!(built.code, Some(1));
    built.says("`plugins.odd.most` must be at most 9");
    assert!(!site.file("starts").exists());
    let built = site.build(&["--set", &file_setting(&site), "--set", "plugins.odd.most=9"]);
    built.is_whole();
    assert!(site.file("starts").exists());
}

#[test]
fn the_site_is_the_same_however_many_copies_run() {
    if !has_python() {
        return;
    }
    let own = "honest = merge\ndef merge(call):\n    title = call['params']['event']['title']\n    if 'ferry' in title: os._exit(7)\n    if 'school' in title: time.sleep(0.3)\n    honest(call)";
    let expected = Site::new(own, "[process]\njobs = 1\n").build(&["--threads", "1"]);
    for (jobs, threads) in [("2", "2"), ("4", "1"), ("4", "4")] {
        let site = Site::new(own, &format!("[process]\njobs = {jobs}\n"));
        let built = site.build(&["--threads", threads]);
        built.is_whole();
        let difference = difference(&expected.site, &built.site);
        assert!(difference.is_empty(), "{jobs} jobs, {threads} threads: {difference}");
    }
}

#[test]
fn as_many_copies_run_as_may() {
    if !has_python() {
        return;
    }
    let own = "honest = merge\ndef merge(call):\n    time.sleep(0.5)\n    honest(call)";
    let own = format!("{COUNTS}\n{own}");
    let started = |settings: &str| {
        let site = Site::new(&own, settings);
        site.build(&["--threads", "1", "--set", &file_setting(&site)]).is_whole();
        fs::read_to_string(site.file("starts")).expect("starts").lines().count()
    };
    assert_eq!(started("[process]\njobs = 1\n"), 1);
    assert_eq!(started("[process]\njobs = 4\n"), 4, "though there is one thread");
    assert_eq!(started("[process]\njobs = 4\n[process.odd]\njobs = 2\n"), 2);
}

#[test]
fn what_becomes_of_a_failure_is_set() {
    if !has_python() {
        return;
    }
    let site = Site::new("def merge(call): os._exit(1)", "");
    let failed = site.build(&["--set", "process.on_error=fail"]);
    assert_eq!(failed.code, Some(1));
    failed.says("error: odd: the program ended before it answered `merge`");
    assert!(failed.site.is_empty(), "no site is written");
    assert_eq!(site.left_running(), 0);
    let skipped = site.build(&["--set", "process.on_error=skip"]);
    assert_eq!(skipped.code, Some(0), "{}", skipped.told);
    assert_eq!(
        (skipped.mergers(), skipped.texts()),
        (vec!["odd".to_owned(); 4], vec![String::new(); 4])
    );
    // One program has a setting of its own.
    let own =
        site.build(&["--set", "process.on_error=fail", "--set", "process.odd.on_error=fallback"]);
    own.is_whole();
    assert_eq!(own.mergers(), ["consensus"; 4]);
}

#[test]
fn a_program_sees_no_secret() {
    if !has_python() {
        return;
    }
    let own = "old = hello\ndef hello(call):\n    open(CONFIG['file'], 'w').write(repr(dict(os.environ)))\n    old(call)";
    let site = Site::new(own, "");
    let secrets = [("API_KEY", "hunter2"), ("WANTED", "yes"), ("Q7X2_BRIEF__MAX_WORDS", "150")];
    let seen = |site: &Site| {
        site.build_with(&["--set", &file_setting(site)], &secrets).is_whole();
        fs::read_to_string(site.file("starts")).expect("its environment")
    };
    let first = seen(&site);
    assert!(
        !first.contains("hunter2") && !first.contains("WANTED") && !first.contains("Q7X2"),
        "{first}"
    );
    assert!(first.contains("PATH"), "{first}");
    let manifest = fs::read_to_string(site.file("plugins/odd/plugin.toml")).expect("a manifest");
    site.write("plugins/odd/plugin.toml", &format!("{manifest}[permissions]\nenv = ['WANTED']\n"));
    let second = seen(&site);
    assert!(!second.contains("hunter2") && second.contains("'WANTED': 'yes'"), "{second}");
}

#[test]
fn what_a_plugin_has_to_say_is_told_with_its_own_hint() {
    if !has_python() {
        return;
    }
    let own = "def merge(call):\n    event = call['params']['event']\n    if 'ferry' in event['title']:\n        say({'jsonrpc': '2.0', 'id': call['id'], 'error': {'code': -32004, 'message': 'the model is busy', 'data': {'hint': 'start a second one'}}})\n    elif 'school' in event['title']:\n        say({'jsonrpc': '2.0', 'id': call['id'], 'error': {'code': -32003, 'message': 'no schools'}})\n    else:\n        say({'jsonrpc': '2.0', 'method': 'log', 'params': {'message': 'asked a model'}})\n        reply(call, {'statements': first(event), 'diagnostics': [{'message': 'the model is old', 'hint': 'pull a new one'}]})";
    let site = Site::new(own, "");
    let built = site.build(&[]);
    built.is_whole();
    built.says("warning: odd: what it needs cannot be reached: the model is busy");
    built.says("help: start a second one");
    built.says("warning: odd: the model is old");
    built.says("help: pull a new one");
    built.says("note: odd: not applicable: no schools");
    built.says("note: odd: asked a model");
    let mut mergers = built.mergers();
    mergers.sort();
    assert_eq!(mergers, ["consensus", "consensus", "odd", "odd"]);
    // What does not apply is no failure, and fails nothing.
    let own = "def merge(call): say({'jsonrpc': '2.0', 'id': call['id'], 'error': {'code': -32003, 'message': 'no'}})";
    let built = Site::new(own, "[process]\non_error = 'fail'\n").build(&["--strict"]);
    built.is_whole();
}

#[test]
fn prints_among_the_answers_are_counted() {
    if !has_python() {
        return;
    }
    let own = "honest = merge\ndef merge(call):\n    print('thinking')\n    print('{\"so\": 1}')\n    honest(call)";
    let built = Site::new(own, "").build(&[]);
    built.is_whole();
    assert_eq!(built.mergers(), ["odd"; 4]);
    built.says("odd: 8 lines on standard output are no answers");
}

#[test]
fn an_answer_that_is_none_is_told_with_the_place_in_it() {
    if !has_python() {
        return;
    }
    let own = "def merge(call):\n    said = first(call['params']['event'])\n    said[0]['citations'][0]['sentence'] = -1\n    reply(call, {'statements': said})";
    let built = Site::new(own, "").build(&[]);
    built.is_whole();
    built.says(
        "its answer cannot be read: `merge`: statements[0].citations[0].sentence: invalid value",
    );
    let built = Site::new("def merge(call): reply(call, {'statement': []})", "").build(&[]);
    built.says("missing field `statements`");
}

#[test]
fn another_protocol_is_refused_before_anything_else_is_read() {
    if !has_python() {
        return;
    }
    let own = "def hello(call): reply(call, {'protocol': 2, 'name': {'renamed': 'since'}})";
    let built = Site::new(own, "").build(&[]);
    built.is_whole();
    built.says("it speaks another protocol: protocol 2, where this q7x2 speaks 1");
}

#[test]
fn what_a_beginner_does_is_told_or_does_no_harm() {
    if !has_python() {
        return;
    }
    // It forgets to flush.
    let own = "def say(message): print(json.dumps(message))";
    let built = Site::new(own, "[process]\ncall_seconds = 5\n").build(&[]);
    built.is_whole();
    assert_eq!(built.mergers(), ["odd"; 4], "{}", built.told);
    // It says a number that JSON does not have.
    let own = "def merge(call): reply(call, {'statements': [], 'score': float('nan')})";
    let built = Site::new(own, "").build(&[]);
    built.is_whole();
    built.says("the program says what is no JSON: expected value at line 1");
    // It answers one line and ends.
    let own = "old = hello\ndef hello(call):\n    old(call)\n    sys.exit(0)";
    let built = Site::new(own, "").build(&[]);
    built.is_whole();
    built.says("the program ended before it answered `merge` (exit status: 0)");
    built.says("a program goes on until its standard input ends");
}

#[test]
fn a_program_that_is_not_there_is_told() {
    let site = Site::new("", "");
    let manifest = fs::read_to_string(site.file("plugins/odd/plugin.toml")).expect("a manifest");
    site.write("plugins/odd/plugin.toml", &manifest.replace("python3", "pythagoras"));
    let built = site.build(&[]);
    built.is_whole();
    built.says("odd: the program cannot be started: `pythagoras`");
    built.says("install `pythagoras`");
}

#[test]
fn a_stranger_s_site_starts_no_program() {
    let site = Site::new(COUNTS, "[process]\non_error = 'fail'\n");
    let built = site.build(&["--plugins=builtin", "--strict", "--set", &file_setting(&site)]);
    built.is_whole();
    assert_eq!(built.mergers(), ["consensus"; 4]);
    assert!(!site.file("starts").exists());
    built.says("no program is run (`--plugins=builtin`)");
}
