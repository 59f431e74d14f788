use super::*;
use crate::setting;

const KICKER: &str = "[plugin]\nname = 'kicker'\nversion = '1'\nprotocol = 1\nkinds = ['merger']\n\
                      command = ['./kick']\n[config.length]\ntype = 'int'\ndefault = 4\nmax = 9\n";

/// What is told of a site.toml, as "file:line message | hint"; `[pipeline]` names what there is
/// unless it is given.
fn told(site: &str, found: &[(&str, &str)]) -> Vec<String> {
    let tree = setting::file("site.toml", site.to_owned()).expect("valid TOML");
    let mut pipeline =
        Pipeline { summarise: vec![], merge: "consensus".to_owned(), sections: vec![] };
    let list = |key: &str| {
        let list = tree.get(&["pipeline", key]).map(Setting::plain);
        list.and_then(|list| list.try_into::<Vec<String>>().ok()).unwrap_or_default()
    };
    pipeline.summarise = list("summarise");
    pipeline.sections = list("sections");
    if let Some(toml::Value::String(merge)) = tree.get(&["pipeline", "merge"]).map(Setting::plain) {
        pipeline.merge = merge;
    }
    let found = found.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let processes = std::collections::BTreeMap::new();
    let grounds = Grounds {
        folder: std::path::Path::new("plugins"),
        environment: &[],
        process: &super::super::settings::Process::default(),
        processes: &processes,
        store: None,
        leave: super::super::program::Leave::Ask,
    };
    let asked = Asked { pipeline: &pipeline, tree: &tree, found: &found, grounds };
    let mut told = match resolve(asked) {
        Ok(_) => Vec::new(),
        Err(told) => told,
    };
    q7x2_sdk::diagnostic::sort(&mut told);
    let line = |one: &Diagnostic| {
        let place = one.place.clone().unwrap_or_default();
        let hint = one.hint.as_deref().unwrap_or("-");
        format!("{}:{} {} | {hint}", place.file, place.line.unwrap_or_default(), one.message)
    };
    told.iter().map(line).collect()
}

fn check(site: &str, found: &[(&str, &str)], expected: &[&str]) {
    let told = told(site, found);
    assert_eq!(told.len(), expected.len(), "{site}\n{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{site}\n{told}\n{expected}");
    }
}

#[test]
fn names_lead_to_plugins_of_the_right_kind() {
    check("", &[], &[]);
    check("pipeline.sections = ['background', 'disagreements']", &[], &[]);
    check(
        "pipeline.merge = 'concensus'\npipeline.sections = ['backgruond', 'background', 'background', 'consensus']",
        &[],
        &[
            "site.toml:1 there is no plugin `concensus` | did you mean `consensus`?",
            "site.toml:2 there is no plugin `backgruond` | did you mean `background`?",
            "site.toml:2 `pipeline.sections` names `background` twice | take one of them out",
            "site.toml:2 `consensus` is a merger, not a section | the built-in sections are `background`, ",
        ],
    );
    check(
        "pipeline.merge = '../up'",
        &[],
        &["site.toml:1 there is no plugin `../up` | choose from "],
    );
}

#[test]
fn settings_fit_the_manifest_whether_the_plugin_is_used_or_not() {
    check("[plugins.consensus]\nlongest_sentence = 40", &[], &[]);
    check(
        "[plugins.consensus]\nlongest_sentence = 4\nlongest_sentense = 1\n[plugins.backgroud]\n[plugins.disagreements]\nx = 1",
        &[],
        &[
            "site.toml:2 `plugins.consensus.longest_sentence` must be at least 12 | -",
            "site.toml:3 unknown setting `plugins.consensus.longest_sentense` | did you mean `longest_sentence`?",
            "site.toml:4 there is no plugin `backgroud` | did you mean `background`?",
            "site.toml:6 unknown setting `plugins.disagreements.x` | choose from",
        ],
    );
    check(
        "plugins.consensus = 1",
        &[],
        &["site.toml:1 `plugins.consensus` must be a table of the plugin's settings"],
    );
    check("[process.kicker]\njobs = 1", &[], &["site.toml:1 there is no plugin `kicker`"]);
}

#[test]
fn programs_are_looked_at_and_not_run_before_they_are_asked() {
    let site = "pipeline.merge = 'kicker'";
    check("", &[("kicker", KICKER)], &[]);
    check("", &[("other", "this is no manifest")], &[]);
    // It would be started by the first question.
    check(site, &[("kicker", KICKER)], &[]);
    check(
        "pipeline.merge = 'kicker'\n[plugins.kicker]\nlength = 10",
        &[("kicker", KICKER)],
        &["site.toml:3 `plugins.kicker.length` must be at most 9 | -"],
    );
    let nameless = KICKER.replace("'kicker'", "'kick'");
    check(
        site,
        &[("kicker", &nameless)],
        &["plugins/kicker/plugin.toml:2 the plugin is called `kick`, its folder `kicker`"],
    );
    let idle = KICKER.replace("command = ['./kick']\n", "");
    check(
        site,
        &[("kicker", &idle)],
        &["plugins/kicker/plugin.toml:0 the plugin `kicker` has no `command`"],
    );
    let wrong = KICKER.replace("max = 9", "max = 3\nmost = 1");
    check(
        site,
        &[("kicker", &wrong)],
        &["plugins/kicker/plugin.toml:11 unknown setting `config.length.most` | choose from"],
    );
    let wrong = KICKER.replace("max = 9", "max = 3");
    check(
        site,
        &[("kicker", &wrong)],
        &["plugins/kicker/plugin.toml:9 `config.length.default` must be at most 3 | -"],
    );
}

#[test]
fn no_program_goes_by_the_name_of_a_built_in_plugin() {
    let impostor = KICKER.replace("kicker", "consensus");
    let own = q7x2_consensus::BUILT_IN.manifest;
    check("", &[("consensus", own)], &[]);
    check(
        "",
        &[("consensus", &impostor)],
        &[
            "plugins/consensus/plugin.toml:6 the program `consensus` has the name of a built-in plugin",
        ],
    );
}
