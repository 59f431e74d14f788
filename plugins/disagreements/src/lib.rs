//! Where reports differ, a section for q7x2.
