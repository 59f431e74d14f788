//! How much digits and number words say.

use super::sign::currency_sign;
use crate::cut::Made;
use crate::language::Sense;
use crate::reader::Reader;

/// A value and where it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    /// Lexeme after the last.
    pub(super) to: usize,
    /// Lowest value.
    pub(super) low: f64,
    /// Highest value.
    pub(super) high: f64,
    /// Whether a word such as `million` scaled it.
    pub(super) scaled: bool,
}

/// Digits a number may have; more are a code, not a count.
const LONGEST: usize = 15;

/// From here on a number word multiplies what stands before it.
const SCALE: f64 = 100.0;

/// How far above its word a vague number may lie: "hundreds" are 200 to 100,000.
const VAGUE: f64 = 1000.0;

impl Reader<'_> {
    /// The amount at an index, with its scale.
    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        if self.lexemes.is(at, Made::Digits) {
            let (to, value) = self.digits(at)?;
            return Some(self.scaled(Amount { to, low: value, high: value, scaled: false }));
        }
        let vague =
            |sense: &Sense| if let Sense::Vague(value) = sense { Some(*value) } else { None };
        if let Some((length, value)) = self.lexicon.find(self.lexemes, at, vague) {
            return Some(Amount {
                to: at + length,
                low: value * 2.0,
                high: value * VAGUE,
                scaled: true,
            });
        }
        let (to, value) = self.words(at)?;
        Some(Amount { to, low: value, high: value, scaled: value >= SCALE * 10.0 })
    }

    /// Digits with separators of thousands and decimals as the language sets them.
    fn digits(&self, at: usize) -> Option<(usize, f64)> {
        let (thousands, decimal) =
            if self.language.decimal_comma { (".", ",") } else { (",", ".") };
        let mut written = self.lexemes.written(at).to_owned();
        let mut to = at + 1;
        let group =
            |to: usize| self.lexemes.is(to, Made::Digits) && self.lexemes.written(to).len() == 3;
        if written.len() <= 3 {
            while written.len() <= LONGEST {
                let marked = self.is_joined_mark(to, thousands)
                    && self.lexemes.is_joined(to + 1)
                    && group(to + 1);
                let spaced =
                    self.language.decimal_comma && group(to) && !self.lexemes.is_joined(to);
                if !marked && !spaced {
                    break;
                }
                let next = to + usize::from(marked);
                written.push_str(self.lexemes.written(next));
                to = next + 1;
            }
        }
        if self.is_joined_mark(to, decimal)
            && self.lexemes.is_joined(to + 1)
            && self.lexemes.is(to + 1, Made::Digits)
        {
            written.push('.');
            written.push_str(self.lexemes.written(to + 1));
            to += 2;
        }
        let value = written.parse().ok().filter(|_| written.len() <= LONGEST)?;
        Some((to, value))
    }

    fn is_joined_mark(&self, at: usize, mark: &str) -> bool {
        self.lexemes.is_joined(at) && self.lexemes.folded(at) == mark
    }

    /// An amount times the scales behind it: `175 billion`, `5m` behind a currency sign.
    fn scaled(&self, mut amount: Amount) -> Amount {
        for _ in 0..2 {
            // "$10-million" is no range.
            let hyphen = self.is_joined_mark(amount.to, "-");
            let word = amount.to + usize::from(hyphen && self.lexemes.is_joined(amount.to + 1));
            let Some((length, scale)) = self.lexicon.find(self.lexemes, word, scale) else {
                break;
            };
            amount = Amount {
                to: word + length,
                low: amount.low * scale,
                high: amount.high * scale,
                scaled: true,
            };
        }
        if !amount.scaled && self.lexemes.is_joined(amount.to) {
            let short = match self.lexemes.folded(amount.to) {
                "k" => 1e3,
                "m" if self.money_before(amount.to) => 1e6,
                "b" if self.money_before(amount.to) => 1e9,
                _ => return amount,
            };
            return Amount {
                to: amount.to + 1,
                low: amount.low * short,
                high: amount.high * short,
                scaled: true,
            };
        }
        amount
    }

    /// Whether a currency sign stands before the digits that end here.
    fn money_before(&self, to: usize) -> bool {
        (to.saturating_sub(4)..to).any(|at| currency_sign(self.lexemes.folded(at)).is_some())
    }

    /// Number words: `two hundred and fifty thousand`, `twenty-five`.
    fn words(&self, at: usize) -> Option<(usize, f64)> {
        let (length, first) = self.number_word(at)?;
        let (mut to, mut total, mut current) = (at + length, 0.0, 0.0_f64);
        if first >= SCALE * 10.0 {
            total = first;
        } else {
            current = first;
        }
        loop {
            let joint = self.joint(to, current);
            let Some((length, value)) = self.number_word(to + joint) else { break };
            let adds = value < SCALE && adds_to(current, value) && (joint > 0 || current >= 20.0);
            // "five-million" is one number, "five and million" is none.
            let is_hyphen = self.is_joined_mark(to, "-");
            if joint > 0 && !adds && !(is_hyphen && value >= SCALE) {
                break;
            }
            if adds {
                current += value;
            } else if value >= SCALE * 10.0 && current > 0.0 {
                total += current * value;
                current = 0.0;
            } else if (value - SCALE).abs() < f64::EPSILON && (1.0..20.0).contains(&current) {
                current *= SCALE;
            } else {
                break;
            }
            to += joint + length;
        }
        Some((to, total + current))
    }

    fn number_word(&self, at: usize) -> Option<(usize, f64)> {
        let value =
            |sense: &Sense| if let Sense::Number(value) = sense { Some(*value) } else { None };
        self.lexicon.find(self.lexemes, at, value)
    }

    /// Lexemes of the joint between two number words: a hyphen after tens, "and" after hundreds.
    fn joint(&self, at: usize, current: f64) -> usize {
        let hyphen =
            self.is_joined_mark(at, "-") && self.lexemes.is_joined(at + 1) && current < SCALE;
        let and = current >= SCALE && self.lexicon.has(self.lexemes, at, &Sense::And);
        usize::from(hyphen || and)
    }
}

/// Whether a smaller number word completes a larger one: `twenty five`, `two hundred fifty`.
fn adds_to(current: f64, value: f64) -> bool {
    let tens = current >= 20.0 && current % 10.0 == 0.0 && value < 10.0;
    let hundreds = current >= SCALE && current % SCALE == 0.0;
    value > 0.0 && value.fract() == 0.0 && (tens || hundreds)
}

/// What a number word multiplies by.
fn scale(sense: &Sense) -> Option<f64> {
    match sense {
        Sense::Number(value) if *value >= SCALE => Some(*value),
        _ => None,
    }
}
