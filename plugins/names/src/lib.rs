//! People, organisations and places, a section for q7x2.
