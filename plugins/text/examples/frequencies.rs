//! Makes a background table (`language/<code>/frequencies.df`) from a list of words and their
//! frequencies.
//!
//! ```text
//! cargo run --release -p q7x2-text --example frequencies -- en < en.tsv > plugins/text/language/en/frequencies.df
//! ```
//!
//! Each line of the list is a word, a tab and its share of all words. The lists of the tables in
//! `language/` are those of wordfreq 3.1.1 (see `language/NOTICE`), exported by
//!
//! ```text
//! import sys, wordfreq
//! language = sys.argv[1]
//! for word, frequency in wordfreq.get_frequency_dict(language, wordlist="large").items():
//!     if not any(character.isdigit() for character in word):
//!         print(word, frequency, sep="\t")
//! for number in range(2101):
//!     print(number, wordfreq.word_frequency(str(number), language), sep="\t")
//! ```
//!
//! Its words with digits stand for all numbers of that length and are left out; the numbers up to
//! 2100 have estimates of their own. The tables are made anew whenever stems change: when `word.rs`
//! or the stemmer does.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, BufRead, Write};

use q7x2_text::language::Language;
use q7x2_text::word::Stem;
use q7x2_text::{language, word};

fn main() -> Result<(), Box<dyn Error>> {
    let code = std::env::args().nth(1).ok_or("name a language: en, de, fr or es")?;
    let language = Language::of(Some(&code));
    if !language.is_tabled() {
        return Err(format!("there is no table for the language \"{code}\"").into());
    }
    let mut shares: BTreeMap<Stem, f64> = BTreeMap::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (entry, share) =
            line.split_once('\t').ok_or_else(|| format!("no tab in \"{line}\""))?;
        let share: f64 = share.trim().parse()?;
        for token in word::tokens(entry, language) {
            *shares.entry(token.stem).or_default() += share;
        }
    }
    io::stdout().write_all(&language::table(shares))?;
    Ok(())
}
