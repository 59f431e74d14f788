//! What happened when, a section for q7x2.
