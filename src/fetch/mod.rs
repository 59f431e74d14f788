//! Fetch: what is asked of feeds and pages, and what is made of the answers. Asks nobody itself and
//! writes nothing: `net` and `disk` do.

mod feed;
mod known;
mod opml;
mod reservation;
mod robots;
mod written;

pub use feed::{Feed, address, faults, tables};
pub use known::{Answered, FILE, Known, mark};
pub use opml::{export, import};
pub use reservation::{
    ADDRESS as RESERVATIONS, HEADER as RESERVATION, Reservations, in_page, says_so,
};
pub use robots::{MOST_BYTES as MOST_ROBOTS, NAME, Robots};
pub use written::{Head, day, path, text};
