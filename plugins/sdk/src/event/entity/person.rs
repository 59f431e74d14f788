//! When two forms name one person.

/// Similarity (Jaro & Winkler 1990) from which two surnames with one first name are spellings of
/// one.
const SURNAME: f64 = 0.93;
/// The same for first names with one surname: "Volodymyr" and "Wolodymyr".
const FIRST: f64 = 0.9;

/// What follows a surname and belongs to it: the son is not the father.
const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "v"];

/// The surname of a full name under which it is looked up: its last word, endings of
/// transliteration folded.
pub(super) fn surname(words: &[String]) -> String {
    let Some((last, rest)) = words.split_last() else { return String::new() };
    match rest.last() {
        Some(before) if SUFFIXES.contains(&last.as_str()) => format!("{} {last}", folded(before)),
        _ => folded(last),
    }
}

/// A word with the endings that transliterations vary folded: Zelensky, Zelenskyy, Zelenskiy,
/// Zelenskij, Zelenskyi.
pub(super) fn folded(word: &str) -> String {
    for ending in ["yy", "iy", "ii", "ij", "yj", "yi", "ey"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            return format!("{stem}y");
        }
    }
    match word.strip_suffix('i').filter(|stem| stem.len() > 3) {
        Some(stem) => format!("{stem}y"),
        None => word.to_owned(),
    }
}

/// Whether two first names may be one person's: the same, an initial, a short form, another
/// transliteration.
pub(super) fn first_names_agree(a: &str, b: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let short = |short: &str, long: &str| short.chars().count() >= 3 && long.starts_with(short);
    a == b
        || initial(a, b)
        || initial(b, a)
        || short(a, b)
        || short(b, a)
        || strsim::jaro_winkler(a, b) >= FIRST
}

/// Whether two surnames of people with one first name are spellings of one.
pub(super) fn surnames_agree(a: &str, b: &str) -> bool {
    strsim::jaro_winkler(a, b) >= SURNAME
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_and_first_names() {
        for (a, b, same) in [
            ("zelensky", "zelenskyy", true),
            ("zelensky", "zelenskiy", true),
            ("tusk", "trump", false),
            ("lavrov", "lavrow", false),
        ] {
            assert_eq!(folded(a) == folded(b), same, "{a} {b}");
        }
        for (a, b, agree) in [
            ("volodymyr", "wolodymyr", true),
            ("d", "donald", true),
            ("melania", "donald", false),
            ("vlad", "vladimir", true),
            ("emmanuel", "emanuel", true),
            ("donald", "ronald", false),
        ] {
            assert_eq!(first_names_agree(a, b), agree, "{a} {b}");
        }
        let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        assert_ne!(surname(&words("donald trump jr")), surname(&words("donald trump")));
        assert!(surnames_agree("nikolenko", "nikolienko") && !surnames_agree("harris", "morris"));
    }
}
