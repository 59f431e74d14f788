//! Mutations: one sentence in, wrong versions of it out. The tables are written by hand and know
//! nothing of the program's own tables, so that a word the program has never heard of is a mutation
//! that survives.

use q7x2_sdk::text::quotation;

/// Every version with one number changed: the last and the first digit of each run, each number
/// word.
pub(crate) fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let digits: Vec<(usize, char)> =
        text.char_indices().filter(|(_, character)| character.is_ascii_digit()).collect();
    for (at, &(byte, character)) in digits.iter().enumerate() {
        let opens = at == 0 || digits[at - 1].0 + 1 < byte;
        let closes = digits.get(at + 1).is_none_or(|&(next, _)| next > byte + 1);
        if opens || closes {
            let other = if character == '9' { '4' } else { char::from(character as u8 + 1) };
            found.push(replaced(text, byte, 1, &other.to_string()));
        }
    }
    found.extend(words(text, &NUMBER_WORDS));
    found
}

/// Every version with one weekday, month or near day changed.
pub(crate) fn dates(text: &str) -> Vec<String> {
    words(text, &DATE_WORDS)
}

/// Every version with a negation put in or taken out.
pub(crate) fn negations(text: &str, language: &str) -> Vec<String> {
    let table: &[(&str, &str)] = match language {
        "de" => &NEGATIONS_DE,
        "fr" => &NEGATIONS_FR,
        "es" => &NEGATIONS_ES,
        _ => &NEGATIONS_EN,
    };
    runs(text, table)
}

/// Every version that says for certain what the sentence says with a hedge.
pub(crate) fn hedges(text: &str) -> Vec<String> {
    runs(text, &HEDGES)
}

/// Every version with one quotation altered: a word left out, a word exchanged, two words in
/// another order.
pub(crate) fn quotations(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for quoted in quotation::quotations(text).into_iter().filter(|quoted| quoted.complete) {
        let inner = &text[quoted.inner.clone()];
        let words: Vec<&str> = inner.split_whitespace().collect();
        if words.len() < 3 {
            continue;
        }
        let middle = words.len() / 2;
        let without = [&words[..middle], &words[middle + 1..]].concat().join(" ");
        let mut exchanged = words.clone();
        exchanged[middle] = "marmalade";
        let mut turned = words.clone();
        turned.swap(middle - 1, middle);
        let put = |inner: &str| replaced(text, quoted.inner.start, quoted.inner.len(), inner);
        found.extend([put(&without), put(&exchanged.join(" "))]);
        if turned != words {
            found.push(put(&turned.join(" ")));
        }
    }
    found
}

/// Names by the eye alone: two or more capitalised words in a row, in order of appearance.
pub(crate) fn names(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    for word in text.split(' ').chain([""]) {
        let bare = word.trim_matches(|character: char| !character.is_alphanumeric());
        let bare = bare.strip_suffix("'s").unwrap_or(bare);
        let starts = word.trim_start_matches(['“', '"', '«', '„', '(']) == word;
        let ends = bare.len() < word.len();
        let capital =
            bare.chars().next().is_some_and(char::is_uppercase) && !OPENERS.contains(&bare);
        if !capital || !starts {
            close(&mut run, &mut found);
        }
        if capital {
            run.push(bare);
        }
        if ends {
            close(&mut run, &mut found);
        }
    }
    found
}

fn close(run: &mut Vec<&str>, found: &mut Vec<String>) {
    let name = run.join(" ");
    if run.len() > 1 && !found.contains(&name) {
        found.push(name);
    }
    run.clear();
}

/// Every version with one name exchanged for one of `others`; and with only its last word
/// exchanged.
pub(crate) fn foreign(text: &str, others: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for name in names(text) {
        for other in others.iter().filter(|other| !text.contains(other.as_str())) {
            found.push(text.replacen(&name, other, 1));
        }
        if let Some((first, _)) = name.rsplit_once(' ') {
            found.push(text.replacen(&name, &format!("{first} Wetherby"), 1));
        }
    }
    found
}

/// Every version with two names in each other's place.
pub(crate) fn roles(text: &str) -> Vec<String> {
    let names = names(text);
    let mut found = Vec::new();
    for (at, one) in names.iter().enumerate() {
        for other in names[at + 1..]
            .iter()
            .filter(|other| !other.contains(one.as_str()) && !one.contains(other.as_str()))
        {
            let held = text.replacen(one.as_str(), "\u{1}", 1).replacen(other.as_str(), one, 1);
            found.push(held.replacen('\u{1}', other, 1));
        }
    }
    found
}

fn replaced(text: &str, from: usize, length: usize, by: &str) -> String {
    format!("{}{by}{}", &text[..from], &text[from + length..])
}

/// Whole words exchanged, one at a time.
fn words(text: &str, table: &[(&str, &str)]) -> Vec<String> {
    let mut found = Vec::new();
    for (word, other) in table {
        for (at, _) in text.match_indices(word) {
            let before =
                text[..at].chars().next_back().is_none_or(|character| !character.is_alphanumeric());
            let after = text[at + word.len()..]
                .chars()
                .next()
                .is_none_or(|character| !character.is_alphanumeric());
            if before && after {
                found.push(replaced(text, at, word.len(), other));
            }
        }
    }
    found
}

/// Runs exchanged wherever they stand, one at a time.
fn runs(text: &str, table: &[(&str, &str)]) -> Vec<String> {
    let of_row = |(run, other): &(&str, &str)| -> Vec<String> {
        text.match_indices(run).map(|(at, _)| replaced(text, at, run.len(), other)).collect()
    };
    table.iter().flat_map(of_row).collect()
}

/// Capitalised at the start of a sentence only.
const OPENERS: [&str; 24] = [
    "The",
    "A",
    "In",
    "Its",
    "After",
    "All",
    "No",
    "By",
    "At",
    "On",
    "Captain",
    "Mayor",
    "President",
    "Das",
    "Die",
    "Der",
    "La",
    "Le",
    "El",
    "En",
    "Las",
    "Un",
    "Una",
    "Am",
];

const NUMBER_WORDS: [(&str, &str); 36] = [
    ("two", "five"),
    ("Two", "Five"),
    ("three", "seven"),
    ("Three", "Seven"),
    ("four", "six"),
    ("Four", "Six"),
    ("five", "eight"),
    ("six", "two"),
    ("nine", "four"),
    ("eight", "eleven"),
    ("twelve", "twenty"),
    ("thirty", "forty"),
    ("twenty", "ninety"),
    ("first", "second"),
    ("second", "third"),
    ("third", "fourth"),
    ("fifth", "sixth"),
    ("twice", "three times"),
    ("neun", "zehn"),
    ("Elf", "Zwanzig"),
    ("zwei", "drei"),
    ("zweite", "dritte"),
    ("dreißig", "vierzig"),
    ("deux", "trois"),
    ("Deux", "Trois"),
    ("vingt", "trente"),
    ("vingtaine", "trentaine"),
    ("tres", "cinco"),
    ("dos", "cuatro"),
    ("Dos", "Cuatro"),
    ("veinte", "treinta"),
    ("cientos", "miles"),
    ("million", "billion"),
    ("billion", "million"),
    ("millions", "milliards"),
    ("A hundred and eighty-two", "A hundred and ninety-two"),
];

const DATE_WORDS: [(&str, &str); 26] = [
    ("Monday", "Friday"),
    ("Tuesday", "Saturday"),
    ("Wednesday", "Sunday"),
    ("Thursday", "Monday"),
    ("Friday", "Tuesday"),
    ("Saturday", "Wednesday"),
    ("Sunday", "Thursday"),
    ("yesterday", "today"),
    ("tomorrow", "yesterday"),
    ("last week", "last year"),
    ("September", "May"),
    ("November", "June"),
    ("October", "April"),
    ("February", "August"),
    ("January", "July"),
    ("April", "December"),
    ("Juni", "August"),
    ("Montag", "Samstag"),
    ("Donnerstag", "Sonntag"),
    ("gestern", "heute"),
    ("mardi", "samedi"),
    ("jeudi", "lundi"),
    ("hier", "aujourd'hui"),
    ("miércoles", "domingo"),
    ("viernes", "lunes"),
    ("ayer", "hoy"),
];

const NEGATIONS_EN: [(&str, &str); 33] = [
    (" was ", " was not "),
    (" were ", " were not "),
    (" is ", " is not "),
    (" are ", " are not "),
    (" will ", " will not "),
    (" would ", " would not "),
    (" had ", " had not "),
    (" has ", " has not "),
    (" have ", " have not "),
    (" said ", " did not say "),
    (" struck ", " did not strike "),
    (" hit ", " never hit "),
    (" rejected ", " did not reject "),
    (" carries ", " does not carry "),
    (" fell ", " did not fall "),
    (" destroyed ", " did not destroy "),
    (" employs ", " does not employ "),
    (" ran aground", " never ran aground"),
    (" collapsed ", " did not collapse "),
    (" attended ", " did not attend "),
    (" rose ", " did not rise "),
    (" took ", " did not take "),
    (" opposes ", " does not oppose "),
    (" not ", " "),
    (" never ", " "),
    ("No one ", "Someone "),
    ("no one ", "someone "),
    ("Nobody ", "Somebody "),
    ("nobody ", "somebody "),
    ("nothing ", "something "),
    (" no ", " a "),
    ("Hardly anyone", "Everyone"),
    ("few believed", "many believed"),
];

const NEGATIONS_DE: [(&str, &str); 12] = [
    (" ist ", " ist nicht "),
    (" hat ", " hat nicht "),
    (" war ", " war nicht "),
    (" sind ", " sind nicht "),
    (" waren ", " waren nicht "),
    (" ermittelt ", " ermittelt nicht "),
    (" keine ", " eine "),
    (" nicht ", " "),
    ("Niemand ", "Jemand "),
    ("niemand ", "jemand "),
    (" will ", " will nicht "),
    (" beschäftigt ", " beschäftigt nicht "),
];

const NEGATIONS_FR: [(&str, &str); 12] = [
    (" a été ", " n'a pas été "),
    (" ont été ", " n'ont pas été "),
    (" est ", " n'est pas "),
    (" sont ", " ne sont pas "),
    (" a atteint ", " n'a pas atteint "),
    (" étaient ", " n'étaient pas "),
    (" restera ", " ne restera pas "),
    (" attend ", " n'attend pas "),
    (" n'a jamais été ", " a été "),
    ("Aucun blessé n'est", "Un blessé est"),
    (" jamais construite", " construite"),
    (" avait fait ", " n'avait pas fait "),
];

const NEGATIONS_ES: [(&str, &str); 12] = [
    (" perdió ", " no perdió "),
    (" obligó ", " no obligó "),
    (" asumirá ", " no asumirá "),
    (" trabajan ", " no trabajan "),
    (" está ", " no está "),
    (" pidió ", " no pidió "),
    (" mató ", " no mató "),
    (" retiene ", " no retiene "),
    (" llegó ", " no llegó "),
    (" no ", " "),
    (" ha abierto ", " no ha abierto "),
    (" dijo ", " no dijo "),
];

const HEDGES: [(&str, &str); 13] = [
    (" may ", " will "),
    (" could ", " will "),
    (" might ", " will "),
    (" reportedly ", " "),
    ("allegedly ", ""),
    (" likely ", " "),
    (" believe ", " know "),
    ("Mutmaßlich hatte sich", "Es hatte sich"),
    (" offenbar ", " "),
    (" pourrait ", " va "),
    (" devrait ", " va "),
    (", presuntamente,", ""),
    (" podrían ", " van a "),
];
