//! Rust files as text without comments, literals and tests, so that only what the program imports
//! is left.

/// The code of a file: comments and tests are gone, literals are empty.
pub(crate) fn code(text: &str) -> String {
    without_tests(&without_literals(text))
}

/// Takes comments out, and what stands in string and character literals.
fn without_literals(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = comment(rest)
            .or_else(|| raw_string(rest))
            .or_else(|| string(rest))
            .or_else(|| letter(rest));
        match skipped {
            Some(length) => {
                code.push(' ');
                rest = &rest[length..];
            }
            None => {
                code.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    code
}

fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    text.starts_with("/*").then(|| text.find("*/").map_or(text.len(), |end| end + 2))
}

/// `r"…"`, `r#"…"#`.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r')?;
    let count = hashes.chars().take_while(|mark| *mark == '#').count();
    let inner = hashes[count..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(count));
    Some(inner.find(&end).map_or(text.len(), |at| 2 + count + at + end.len()))
}

fn string(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('"')?;
    let mut escaped = false;
    let end = inner.char_indices().find(|(_, mark)| {
        let ends = *mark == '"' && !escaped;
        escaped = *mark == '\\' && !escaped;
        ends
    });
    Some(end.map_or(text.len(), |(at, _)| at + 2))
}

/// `'a'`, `'\n'`, `'\u{301}'`; a lifetime has no second quote.
fn letter(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let first = inner.chars().next()?;
    let end = if first == '\\' { inner.get(2..)?.find('\'')? + 2 } else { first.len_utf8() };
    inner.get(end..)?.starts_with('\'').then_some(end + 2)
}

/// Takes out every item that only tests see.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(") {
        let attribute = &rest[at..rest[at..].find(']').map_or(rest.len(), |end| at + end + 1)];
        let behind = &rest[at + attribute.len()..];
        let is_test = attribute.contains("(test") || attribute.contains(" test");
        kept.push_str(&rest[..at]);
        rest = if is_test { &behind[item(behind)..] } else { behind };
    }
    kept + rest
}

/// Bytes of the item at the start of some code: up to its semicolon or the end of its block.
fn item(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, mark) in code.char_indices() {
        match mark {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn comments_literals_and_tests_are_no_code() {
    let check = |text: &str, expected: &str| {
        let found: String = code(text).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(found, expected, "{text}");
    };
    check(
        "use a::b; // use c;\n/* use d; */ fn f<'a>() { \"use e;\" }",
        "use a::b; fn f<'a>() { }",
    );
    check(r##"let x = r#"use "f";"#; '"' '\'' 'x' "a\"b""##, "let x = ;");
    check("use a;\n#[cfg(test)]\nmod tests { use b; fn f() {} }\nuse c;", "use a; use c;");
    check("#[cfg(test)]\nmod kill;\nuse a;\n#[cfg(all(test, unix))]\nfn f() {}", "use a;");
    check("#[cfg(unix)]\nuse a;", "use a;");
}
