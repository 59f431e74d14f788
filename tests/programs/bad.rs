//! Twelve bad plugins: the build ends in time, says what is wrong, and the rest of the site is
//! there.

use std::time::Duration;

use crate::program::difference;
use crate::site::{Built, Site, has_python};

/// Seconds that one call may take here.
const DEADLINE: u64 = 3;

/// A build that waited for a bad plugin would end long after this. How soon after its deadline it
/// does end, `benches/programs.rs` measures.
const END: Duration = Duration::from_secs(300);

fn settings() -> String {
    format!("[process]\ncall_seconds = {DEADLINE}\n")
}

/// Builds a site with a bad plugin; it ends in time and leaves nothing running.
fn built(own: &str) -> Built {
    let site = Site::new(own, &settings());
    let built = site.build(&[]);
    assert!(built.took < END, "it took {:?}", built.took);
    assert_eq!(site.left_running(), 0, "{}", built.told);
    built.is_whole();
    built
}

/// Every event has the built-in merger's text, and its page says so.
fn falls_back(built: &Built, why: &str) {
    assert_eq!(built.mergers(), ["consensus"; 4], "{}", built.told);
    let note = format!("odd {why}; consensus made the running text");
    let pages = built
        .site
        .iter()
        .filter(|(path, _)| path.starts_with("events/") && path.ends_with(".html"));
    for (path, page) in pages {
        let page = String::from_utf8_lossy(page);
        assert!(page.contains(&note), "{path} does not say: {note}");
    }
}

#[test]
fn one_that_hangs_is_ended() {
    if !has_python() {
        return;
    }
    let built = built("def merge(call): time.sleep(1000)");
    built.says(&format!("odd: no answer to `merge` within {DEADLINE} s; the program was ended"));
    assert_eq!(built.told.matches("no answer to").count(), 1, "told once: {}", built.told);
    falls_back(&built, "gave no answer");
}

#[test]
fn one_that_hangs_and_will_not_end_is_killed() {
    if !has_python() {
        return;
    }
    let built = built(
        "def merge(call):\n    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n    while True: time.sleep(1)",
    );
    built.says("no answer to `merge`");
    falls_back(&built, "gave no answer");
}

#[test]
fn one_that_hangs_at_its_start_is_ended() {
    if !has_python() {
        return;
    }
    let site = Site::new("time.sleep(1000)", "");
    let manifest = std::fs::read_to_string(site.file("plugins/odd/plugin.toml")).expect("a file");
    site.write(
        "plugins/odd/plugin.toml",
        &manifest.replace("[limits]\n", "[limits]\nstart_seconds = 2\n"),
    );
    let built = site.build(&[]);
    assert!(built.took < END, "it took {:?}", built.took);
    built.says("no answer to `initialize` within 2 s");
    built.is_whole();
    falls_back(&built, "gave no answer");
}

#[test]
fn one_that_crashes_at_its_start_is_told_with_its_last_words() {
    if !has_python() {
        return;
    }
    let built = built("sys.exit('there is no model here')");
    built.says("odd: the program ended before it answered `initialize` (exit status: 1)");
    built.says("its last words on standard error: there is no model here");
    falls_back(&built, "gave no answer");
}

#[test]
fn one_that_crashes_midway_costs_one_event() {
    if !has_python() {
        return;
    }
    let built = built(
        "honest = merge\ndef merge(call):\n    if 'ferry' in call['params']['event']['title']: os._exit(7)\n    honest(call)",
    );
    built.says("odd: the program ended before it answered `merge` (exit status: 7)");
    let mut mergers = built.mergers();
    mergers.sort();
    assert_eq!(mergers, ["consensus", "odd", "odd", "odd"]);
}

#[test]
fn one_that_crashes_now_and_then_is_started_anew() {
    if !has_python() {
        return;
    }
    let built = built(
        "honest = merge\nCALLS = []\ndef merge(call):\n    CALLS.append(1)\n    if len(CALLS) > 1: os._exit(7)\n    honest(call)",
    );
    assert_eq!(built.mergers(), ["odd"; 4], "{}", built.told);
    built.says("odd: the program was started anew");
}

#[test]
fn one_that_floods_its_output_is_ended() {
    if !has_python() {
        return;
    }
    let built = built("def merge(call):\n    while True: print('spam ' * 100)");
    built.says("odd: the program says too much beside its answers");
    falls_back(&built, "gave no answer");
}

#[test]
fn one_that_says_a_line_of_100_mb_is_ended() {
    if !has_python() {
        return;
    }
    let built = built(
        "def merge(call):\n    for _ in range(100): sys.stdout.write('x' * 1000000)\n    sys.stdout.write('\\n')",
    );
    built.says("odd: the program says a line of more than 1000000 bytes");
    falls_back(&built, "gave no answer");
}

#[test]
fn one_that_says_what_is_not_utf_8_is_ended() {
    if !has_python() {
        return;
    }
    let built = built(
        "def merge(call):\n    line = json.dumps({'jsonrpc': '2.0', 'id': call['id'], 'result': {'title': 'X', 'statements': []}})\n    sys.stdout.buffer.write(line.encode().replace(b'X', b'\\xff\\xfe') + b'\\n')\n    sys.stdout.buffer.flush()",
    );
    built.says("odd: the program says what is not UTF-8");
    falls_back(&built, "gave no answer");
}

#[test]
fn one_that_answers_with_a_wrong_id_is_ended() {
    if !has_python() {
        return;
    }
    let built = built("honest = merge\ndef merge(call): honest({**call, 'id': call['id'] + 97})");
    built.says("odd: the program answers question 99 where 2 was asked");
    falls_back(&built, "gave no answer");
}

#[test]
fn one_that_answers_out_of_order_is_ended() {
    if !has_python() {
        return;
    }
    // It answers each question when the next has come.
    let built = built(
        "honest = merge\nWAITS = []\ndef merge(call):\n    if WAITS: honest(WAITS.pop())\n    else: reply({'id': 1}, {'protocol': 1})\n    WAITS.append(call)",
    );
    built.says("odd: the program answers question 1 where 2 was asked");
    falls_back(&built, "gave no answer");
}

#[test]
fn what_cites_no_sentence_that_exists_is_left_out() {
    if !has_python() {
        return;
    }
    let built = built(
        "def merge(call):\n    said = first(call['params']['event'])\n    lie = {'text': 'The mayor of Tarn resigned.', 'citations': [{'article': 'nobody', 'sentence': 0}]}\n    far = {**said[0], 'citations': [{**said[0]['citations'][0], 'sentence': 99}]}\n    position = {'text': 'The mayor resigned.', 'citations': [{'article': '0', 'sentence': 0}]}\n    reply(call, {'title': '', 'statements': [lie, far, position]})",
    );
    built.says("odd: a statement does not pass the check: cites no sentence that exists");
    assert!(!built.texts().join(" ").contains("resigned"));
    falls_back(&built, "left no statement");
}

#[test]
fn markup_reaches_no_page() {
    if !has_python() {
        return;
    }
    let built = built(
        "def merge(call):\n    said = first(call['params']['event'])\n    bold = {**said[0], 'text': '<b>' + said[0]['text'] + '</b><script>alert(1)</script>'}\n    stars = {**said[0], 'text': '**' + said[0]['text'] + '**'}\n    reply(call, {'title': '<i>x</i>', 'statements': [bold, stars] + said})",
    );
    built.says("odd: a text with markup is left out: `<b>");
    built.says("odd: its heading is no plain line and is left out: `<i>x</i>`");
    assert_eq!(built.mergers(), ["odd"; 4]);
    assert!(!built.texts().join(" ").contains(['<', '*']), "{:?}", built.texts());
}

/// A process that a plugin started, by its number; gone or a zombie is not alive.
#[cfg(target_os = "linux")]
fn is_alive(number: &str) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{number}/status")).unwrap_or_default();
    status.contains("State:") && !status.contains("State:\tZ")
}

#[cfg(target_os = "linux")]
#[test]
fn a_grandchild_ends_with_its_parent() {
    if !has_python() {
        return;
    }
    for (then, is_served) in
        [("honest(call)", true), ("time.sleep(1000)", false), ("os._exit(1)", false)]
    {
        let own = format!(
            "honest = merge\ndef merge(call):\n    child = subprocess.Popen(['sleep', '1000'])\n    open(CONFIG['file'], 'a').write(f'{{child.pid}}\\n')\n    {then}"
        );
        let site = Site::new(&own, &settings());
        let pids = site.file("pids");
        let file = format!("plugins.odd.file={:?}", pids.display().to_string());
        let built = site.build(&["--set", &file]);
        assert!(built.took < END, "{then}: {:?}", built.took);
        built.is_whole();
        let expected = if is_served { "odd" } else { "consensus" };
        assert_eq!(built.mergers(), [expected; 4], "{then}: {}", built.told);
        let started = std::fs::read_to_string(pids).expect("grandchildren");
        assert!(!started.is_empty());
        for number in started.lines() {
            assert!(!is_alive(number), "{then}: {number} is left");
        }
    }
}

#[test]
fn whoever_ends_q7x2_ends_its_programs_too() {
    if !has_python() {
        return;
    }
    let site = Site::new(
        "def merge(call):\n    open(CONFIG['file'], 'w').write('here')\n    while True: time.sleep(1)",
        "",
    );
    let here = site.file("here");
    let file = format!("plugins.odd.file={:?}", here.display().to_string());
    let mut command = crate::program::build_command(site.path(), &site.file("public"));
    let mut build = command.args(["--set", &file]).spawn().expect("the program starts");
    let until = std::time::Instant::now() + Duration::from_secs(20);
    while !here.exists() && std::time::Instant::now() < until {
        std::thread::sleep(Duration::from_millis(10));
    }
    let number = build.id().to_string();
    std::process::Command::new("kill").args(["-INT", &number]).status().expect("`kill`");
    let status = build.wait().expect("it ends");
    assert!(here.exists() && !status.success(), "{status}");
    assert_eq!(site.left_running(), 0);
}

#[test]
fn one_that_ignores_its_end_is_made_to() {
    if !has_python() {
        return;
    }
    let site = Site::new(
        "inner = run\ndef run():\n    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n    inner()\n    while True: time.sleep(1)",
        "",
    );
    let built = site.build(&[]);
    assert!(built.took < END, "it took {:?}", built.took);
    assert_eq!(site.left_running(), 0);
    built.is_whole();
    built.says("odd: the program had to be ended, it did not end by itself");
    assert_eq!(built.mergers(), ["odd"; 4]);
}

#[test]
fn a_bad_plugin_costs_its_own_part_alone() {
    if !has_python() {
        return;
    }
    let good = Site::new("", "").build(&["--set", "pipeline.merge=consensus"]);
    let site = Site::new("def merge(call): os._exit(1)", "");
    let bad = site.build(&[]);
    bad.is_whole();
    assert_eq!(bad.texts(), good.texts());
    // But for what a page says of how it was made, nothing else differs.
    let rest = |built: &Built| {
        let files = built.site.iter().filter(|(path, _)| !path.starts_with("events/"));
        files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
    };
    let difference = difference(&rest(&good), &rest(&bad));
    assert!(difference.is_empty(), "{difference}");
}
