//! Plugins that are programs: they are asked, believed in nothing, and cannot hold up a build.
//!
//! The plugins are written by the tests, in Python; where there is none these tests say so. Time is
//! measured here, because that a build ends in time is what is promised.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

mod author;
mod bad;
mod kept;
#[path = "../program/mod.rs"]
mod program;
mod set;
mod site;
