//! Cache: words that a thread has read before.

use std::cell::RefCell;

use crate::language::role::Roles;
use crate::language::stem::{Reading, read};

/// Words of a thread that were read before: one slot a word, so that its size is fixed and an
/// article's common words stay.
pub(super) struct Cache(Vec<Slot>);

/// Slots of the cache: 16,384 of 48 bytes fit the second-level cache of a core.
const SLOTS: usize = 16_384;

/// Bytes of the longest word that is kept; in English news hardly one is longer.
const KEPT: usize = 16;

/// A word and its reading. The word itself is kept, so that no two words can be mistaken for one
/// another.
#[derive(Clone, Copy, Default)]
struct Slot {
    vocabulary: u32,
    length: u8,
    shouted: bool,
    surface: [u8; KEPT],
    reading: Reading,
}

thread_local! {
    pub(super) static CACHE: RefCell<Cache> = const { RefCell::new(Cache(Vec::new())) };
}

impl Cache {
    /// Reads a word, from the cache where it is there.
    pub(super) fn read(&mut self, surface: &str, shouted: bool, roles: &Roles) -> Reading {
        let length = surface.len();
        let mut kept = [0; KEPT];
        let Some(place) = kept.get_mut(..length) else { return read(surface, shouted, roles) };
        place.copy_from_slice(surface.as_bytes());
        if self.0.is_empty() {
            self.0.resize(SLOTS, Slot::default());
        }
        let slot = &mut self.0[slot_of(&kept, roles.id)];
        let known = slot.vocabulary == roles.id
            && usize::from(slot.length) == length
            && slot.shouted == shouted
            && slot.surface == kept;
        if !known {
            let reading = read(surface, shouted, roles);
            *slot = Slot {
                vocabulary: roles.id,
                length: length as u8,
                shouted,
                surface: kept,
                reading,
            };
        }
        slot.reading
    }
}

/// Where a word is kept: its two machine words mixed by multiplication.
fn slot_of(kept: &[u8; KEPT], vocabulary: u32) -> usize {
    let mut mixed = u64::from(vocabulary);
    for part in kept.chunks_exact(8) {
        let part = part.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte));
        // the golden ratio in 64 bits, as in Knuth's multiplicative hashing
        mixed = (mixed ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
    (mixed >> 32) as usize % SLOTS
}
