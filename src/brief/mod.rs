//! Brief: one event in, one checked briefing out.
