//! Names rollouts: ids that sort by time and that nobody has to quote.

use uuid::Uuid;

/// Crockford's alphabet: no letter that is easily taken for another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many letters 128 bits need.
const LENGTH: usize = 26;

/// An id for a rollout that begins now.
pub fn new() -> String {
    letters(Uuid::now_v7().as_u128())
}

fn letters(number: u128) -> String {
    let letter = |place: usize| {
        let index = (number >> (5 * (LENGTH - 1 - place))) & 31;
        char::from(LETTERS[usize::try_from(index).unwrap_or_default()])
    };
    (0..LENGTH).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_as_their_numbers() {
        assert_eq!(letters(0), "0".repeat(26));
        assert_eq!(letters(u128::MAX), format!("7{}", "Z".repeat(25)));
        assert!(letters(1 << 100) < letters((1 << 100) + 1));
        let ids = [new(), new()];
        assert!(ids.iter().all(|id| id.len() == LENGTH) && ids[0] != ids[1]);
    }
}
