//! The language tools: words, sentences, numbers, dates, names, quotations, polarity, alignment and support.
//!
//! All are pure functions of a text and a [`language::Language`] table; a language without a table gets the
//! language-independent part of each.

pub mod align;
pub mod alone;
pub mod annotation;
pub mod background;
pub mod conflict;
pub mod cue;
pub mod date;
mod duration;
pub mod entity;
mod holder;
pub mod language;
mod lexeme;
mod lexicon;
pub mod name;
pub mod number;
pub mod phrase;
pub mod postings;
pub mod quotation;
pub mod rank;
pub mod sentence;
pub mod speaker;
pub mod support;
mod vocabulary;
pub mod when;
pub mod word;

pub use annotation::{Annotation, EventText};
