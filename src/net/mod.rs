//! Net: the only door to the network. Asks hosts of the web for feeds and pages, one request a host
//! at a time, and shows a site to this computer's own browser.

mod client;
mod fault;
mod hosts;
mod private;
mod server;

pub use client::{Answer, Ask, Client, Manners};
pub use fault::Fault;
pub use server::{NEWS, News, Page, Server};
