//! The example is a program that keeps to the protocol.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// What the program answers to some calls, each with its id.
fn told(calls: &[Value]) -> Vec<Value> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_q7x2-example-rust"));
    program.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut program = program.spawn().expect("the program starts");
    let mut input = program.stdin.take().expect("its standard input");
    for call in calls {
        writeln!(input, "{call}").expect("it listens");
    }
    // The end of input is the end of the program.
    drop(input);
    let done = program.wait_with_output().expect("the program ends");
    assert!(done.status.success(), "{}", done.status);
    let said = String::from_utf8(done.stdout).expect("UTF-8");
    said.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn it_summarises_over_the_wire() {
    let example = include_str!("../../sdk/tests/wire/summarise.params.json");
    let params: Value = serde_json::from_str(example).expect("JSON");
    let hello = json!({"protocol": 1, "kind": "summariser", "config": {"most": 1}});
    let told = told(&[
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "summarise", "params": params}),
        json!({"jsonrpc": "2.0", "id": 3, "method": "nonsense", "params": {}}),
    ]);
    assert_eq!(told[0]["result"]["protocol"], 1);
    let points = &told[1]["result"]["points"];
    assert_eq!(
        points[0]["citations"],
        json!([{"article": params["article"]["id"], "sentence": 1}])
    );
    assert_eq!(points.as_array().map(Vec::len), Some(1));
    assert_eq!(told[2]["error"]["code"], -32601);
}
