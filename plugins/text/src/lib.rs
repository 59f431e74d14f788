//! The language tools of q7x2: words, sentences, numbers, dates, names, quotations, polarity and
//! likeness.
//!
//! All are pure functions of a text and a [`language::Language`]; a language without a table gets
//! the language-independent part of each. Nothing here knows an article, an event or a plugin:
//! those stand in `q7x2-sdk`, which hands these tools on.

pub mod annotation;
pub mod attribution;
pub mod chunk;
pub mod claim;
pub mod clause;
pub mod cue;
pub mod cut;
pub mod date;
pub mod duration;
pub mod language;
pub mod likeness;
pub mod name;
pub mod number;
pub mod outlet;
pub mod postings;
pub mod quotation;
pub mod rank;
pub mod reader;
pub mod sentence;
pub mod word;
pub mod work;

pub use annotation::Annotation;
