//! Files that are packed with gzip: what comes out is bounded, whatever the file claims.

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

/// Most that comes out of one file, in bytes: as much as a file may hold that is not packed.
const MOST: usize = 64 << 20;

/// Text shrinks to a quarter, records that repeat to a fiftieth; what grows more is meant to fill
/// the memory.
const MOST_TIMES: usize = 100;

/// A small file may grow more: it does no harm.
const HARMLESS: usize = 1 << 20;

/// How a packed file begins.
const MAGIC: [u8; 3] = [0x1F, 0x8B, 8];

/// What a file holds, and why that is not all of it.
pub(super) type Unpacked<'bytes> = (Cow<'bytes, [u8]>, Option<&'static str>);

/// Whether bytes begin as gzip does.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// A reader of what a file holds, and whether it is packed. How much comes out is not bounded here.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn reader<'file>(
    mut file: Box<dyn Read + 'file>,
) -> io::Result<(Box<dyn Read + 'file>, bool)> {
    let mut head = Vec::new();
    (&mut file).take(MAGIC.len() as u64).read_to_end(&mut head)?;
    let is_packed = is_packed(&head);
    let whole = io::Cursor::new(head).chain(file);
    Ok(match is_packed {
        true => (Box::new(MultiGzDecoder::new(whole)), true),
        false => (Box::new(whole), false),
    })
}

/// The bytes of a file, unpacked where they begin as gzip does. What a damaged file still gives is
/// kept.
pub(super) fn unpacked(bytes: &[u8]) -> Unpacked<'_> {
    if !is_packed(bytes) {
        return (Cow::Borrowed(bytes), None);
    }
    let most = (bytes.len().saturating_mul(MOST_TIMES)).clamp(HARMLESS, MOST);
    let mut out = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let read = MultiGzDecoder::new(bytes).take(limit).read_to_end(&mut out);
    if out.len() > most {
        return (Cow::Owned(Vec::new()), Some("it unpacks to more than is read"));
    }
    (Cow::Owned(out), read.is_err().then_some("it is damaged; what came before the damage is read"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn what_was_packed_comes_out() {
        assert_eq!(unpacked(b"plain"), (Cow::Borrowed(&b"plain"[..]), None));
        assert_eq!(unpacked(&packed(b"text")).0.as_ref(), b"text");
        assert_eq!(unpacked(&[packed(b"a"), packed(b"b")].concat()).0.as_ref(), b"ab");
    }

    #[test]
    fn bombs_and_damage_are_told() {
        let bomb = packed(&vec![b'a'; 80 << 20]);
        assert_eq!(
            unpacked(&bomb),
            (Cow::Owned(Vec::new()), Some("it unpacks to more than is read"))
        );
        let text: Vec<u8> = (0..20_000_u32)
            .flat_map(|number| number.wrapping_mul(2_654_435_761).to_string().into_bytes())
            .collect();
        let whole = packed(&text);
        let (half, why) = unpacked(&whole[..whole.len() / 2]);
        assert!(text.starts_with(&half) && !half.is_empty() && why.is_some());
        assert!(unpacked(&[0x1F, 0x8B, 8]).1.is_some());
    }
}
