//! Alignment: how much two sentences say the same.
