//! Verbatim quotations with their speakers, a section for q7x2.
