//! JSON Lines of any size, read in parts: no more of a file is in memory than one part of it.

use std::io::{self, BufRead, BufReader, Read};

/// Bytes that a part has, and the rest of its last line: enough work for all processors.
const PART: usize = 4 << 20;

/// Longest line that is read, in bytes: as much as a file may hold that is not streamed.
const LONGEST: u64 = 64 << 20;

/// Some lines of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Whole lines. One that is too long is empty.
    pub bytes: Vec<u8>,
    /// How many lines stand above them.
    pub above: usize,
    /// The lines that are too long, counted in the file, from 1.
    pub too_long: Vec<usize>,
}

/// Reads a file part by part.
pub(super) struct Parts<R> {
    reader: BufReader<R>,
    above: usize,
    size: usize,
    longest: u64,
}

impl<R: Read> Parts<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader: BufReader::new(reader), above: 0, size: PART, longest: LONGEST }
    }

    /// How many lines were read.
    pub(super) fn above(&self) -> usize {
        self.above
    }

    /// The next lines, if there are any.
    ///
    /// # Errors
    /// Where the file cannot be read on.
    pub(super) fn next(&mut self) -> io::Result<Option<Part>> {
        let mut part = Part { bytes: Vec::new(), above: self.above, too_long: Vec::new() };
        while part.bytes.len() < self.size && self.line(&mut part)? {}
        Ok((self.above > part.above).then_some(part))
    }

    /// Reads one line; says whether there was one.
    fn line(&mut self, part: &mut Part) -> io::Result<bool> {
        let start = part.bytes.len();
        let read = (&mut self.reader).take(self.longest).read_until(b'\n', &mut part.bytes)?;
        if read == 0 {
            return Ok(false);
        }
        self.above += 1;
        if read as u64 == self.longest && !part.bytes.ends_with(b"\n") {
            part.bytes.truncate(start);
            part.bytes.push(b'\n');
            part.too_long.push(self.above);
            self.skip_line()?;
        }
        Ok(true)
    }

    /// Reads to the end of a line and keeps nothing of it.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let held = self.reader.fill_buf()?;
            let Some(end) = held.iter().position(|byte| *byte == b'\n') else {
                let length = held.len();
                self.reader.consume(length);
                if length == 0 {
                    return Ok(());
                }
                continue;
            };
            self.reader.consume(end + 1);
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, size: usize, longest: u64) -> Vec<(String, usize, Vec<usize>)> {
        let mut parts = Parts { size, longest, ..Parts::new(text.as_bytes()) };
        let mut found = Vec::new();
        while let Some(part) = parts.next().unwrap() {
            found.push((String::from_utf8(part.bytes).unwrap(), part.above, part.too_long));
        }
        found
    }

    #[test]
    fn parts_are_whole_lines() {
        assert_eq!(
            parts("aa\nbb\n\ncc", 3, 99),
            [("aa\n".into(), 0, vec![]), ("bb\n".into(), 1, vec![]), ("\ncc".into(), 2, vec![])]
        );
        assert_eq!(parts("", 3, 99), []);
        assert_eq!(parts("\n", 3, 99), [("\n".into(), 0, vec![])]);
    }

    #[test]
    fn a_line_that_is_too_long_is_left_out() {
        assert_eq!(parts("aaaaaaaa\nbb\ncccccc", 99, 4), [("\nbb\n\n".into(), 0, vec![1, 3])]);
        assert_eq!(parts("aaa\nb", 99, 4), [("aaa\nb".into(), 0, vec![])]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(text in "[a\n]{0,60}", size in 1..9_usize) {
            let whole: String = parts(&text, size, 99).into_iter().map(|part| part.0).collect();
            proptest::prop_assert_eq!(whole, text);
        }
    }
}
