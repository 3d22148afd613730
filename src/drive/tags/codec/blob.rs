//! Bytes in the values of tags: compressed, in letters that every control plane takes, in parts that
//! belong together, with a version. The newest one that is whole counts.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use sha2::{Digest as _, Sha256};

/// The most characters of a tag's value (App Mesh shape `TagValue`).
const VALUE_MAX: usize = 256;
/// The most parts that are numbered in two digits.
const PARTS_MAX: usize = 99;
/// The most bytes that a blob may unpack to.
const BYTES_MAX: usize = 1 << 20;
/// How hard to compress: blobs are small, so as hard as can be.
const LEVEL: u8 = 10;

/// Which of several blobs is the newest: that of the last driver, and its last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Version {
    pub epoch: u64,
    pub number: u64,
}

/// A blob that was found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    pub version: Version,
    pub bytes: Vec<u8>,
}

/// What stands before a part: whose it is, of which version, and that it fits the others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Head<'a> {
    version: Version,
    of: &'a str,
    parts: usize,
    sum: &'a str,
}

/// So many hexadecimal digits of the hash of a text.
pub fn digits(bytes: &[u8], count: usize) -> String {
    let hash = Sha256::digest(bytes);
    let nibbles = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.take(count).filter_map(|nibble| char::from_digit(nibble.into(), 16)).collect()
}

/// The values of tags that hold the bytes, or how many would be needed where that is more than
/// there may be. `of` says whose they are, in a few safe letters without dots.
pub fn split(
    of: &str,
    version: Version,
    bytes: &[u8],
    parts_max: usize,
) -> Result<Vec<String>, usize> {
    let text = URL_SAFE_NO_PAD.encode(compress_to_vec(bytes, LEVEL));
    let (sum, Version { epoch, number }) = (digits(bytes, 8), version);
    let head = |index: usize, count: usize| format!("{of}.{epoch}.{number}.{index}.{count}.{sum}.");
    let room = VALUE_MAX - head(PARTS_MAX, PARTS_MAX).len();
    let parts: Vec<&[u8]> = text.as_bytes().chunks(room).collect();
    let count = parts.len();
    if count > parts_max.min(PARTS_MAX) {
        return Err(count);
    }
    let value = |(index, part): (usize, &&[u8])| {
        format!("{}{}", head(index, count), String::from_utf8_lossy(part))
    };
    Ok(parts.iter().enumerate().map(value).collect())
}

/// The newest blob that is whole, of whomever is asked for or of anybody. What is torn, damaged or
/// not of this form is passed over.
pub fn newest<'a>(of: Option<&str>, values: impl Iterator<Item = &'a str>) -> Option<Blob> {
    let mut found: BTreeMap<Head<'a>, BTreeMap<usize, &'a str>> = BTreeMap::new();
    for value in values {
        if let Some((head, index, part)) = read(value)
            && of.is_none_or(|of| head.of == of)
        {
            found.entry(head).or_default().insert(index, part);
        }
    }
    found.into_iter().rev().find_map(|(head, parts)| {
        let whole = (0..head.parts).map(|index| parts.get(&index).copied());
        let text: String = whole.collect::<Option<Vec<&str>>>()?.concat();
        let packed = URL_SAFE_NO_PAD.decode(text).ok()?;
        let bytes = decompress_to_vec_with_limit(&packed, BYTES_MAX).ok()?;
        (digits(&bytes, 8) == head.sum).then_some(Blob { version: head.version, bytes })
    })
}

fn read(value: &str) -> Option<(Head<'_>, usize, &str)> {
    let mut fields = value.split('.');
    let of = fields.next()?;
    let mut number = || fields.next()?.parse::<u64>().ok();
    let version = Version { epoch: number()?, number: number()? };
    let index = usize::try_from(number()?).ok()?;
    let parts = usize::try_from(number()?).ok()?;
    let (sum, part) = (fields.next()?, fields.next()?);
    let is_whole = fields.next().is_none() && index < parts;
    is_whole.then_some((Head { version, of, parts, sum }, index, part))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(epoch: u64, number: u64) -> Version {
        Version { epoch, number }
    }

    proptest! {
        #[test]
        fn what_was_split_is_found_again(bytes in proptest::collection::vec(any::<u8>(), 0..4000)) {
            let version = at(u64::MAX, u64::MAX);
            let mut values = split("0123456789ab", version, &bytes, 100).unwrap();
            for value in &values {
                prop_assert!(value.len() <= VALUE_MAX, "{}", value.len());
                prop_assert!(value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)));
            }
            values.reverse();
            let found = newest(None, values.iter().map(String::as_str));
            prop_assert_eq!(found, Some(Blob { version, bytes }));
        }

        #[test]
        fn a_torn_write_leaves_the_one_before(
            before in proptest::collection::vec(any::<u8>(), 300..900),
            after in proptest::collection::vec(any::<u8>(), 300..900),
            torn in 0_usize..2,
        ) {
            let old = split("a", at(1, 7), &before, 9).unwrap();
            let mut new = split("a", at(1, 8), &after, 9).unwrap();
            new.remove(torn);
            let values = old.iter().chain(&new).map(String::as_str);
            prop_assert_eq!(newest(Some("a"), values).unwrap().bytes, before);
        }

        #[test]
        fn no_text_makes_it_panic(values in proptest::collection::vec("[a-z0-9.]{0,40}", 0..6)) {
            newest(None, values.iter().map(String::as_str));
        }
    }

    #[test]
    fn the_last_driver_counts_before_the_last_number() {
        let late = split("a", at(1, 99), b"late", 9).unwrap();
        let new = split("a", at(2, 1), b"new", 9).unwrap();
        let other = split("b", at(3, 1), b"other", 9).unwrap();
        let values = || late.iter().chain(&new).chain(&other).map(String::as_str);
        assert_eq!(newest(Some("a"), values()).unwrap().bytes, b"new");
        assert_eq!(newest(Some("c"), values()), None);
        assert_eq!(split("a", at(1, 1), &[7; 10], 0), Err(1), "it says how many it would take");
    }
}
