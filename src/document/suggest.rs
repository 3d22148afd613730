//! Finds the word that somebody meant.

use std::borrow::Cow;

/// Longer words are nobody's slip for a shorter one, and comparing takes their length each time.
const WORD_MAX: usize = 100;

/// How many characters of a name a message shows.
const SHOWN_MAX: usize = 60;

/// The closest of `words`, where one is close enough to be meant.
pub fn closest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(word, words).min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

/// The one of `words` that can be meant, and how many letters it is away; nothing where several can.
pub fn only<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<(usize, &'a str)> {
    let mut near = near(word, words);
    let first = near.next();
    if near.next().is_some() { None } else { first }
}

/// Those of `words` that are close enough to be meant, and how many letters each is away.
fn near<'a>(
    word: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = (usize, &'a str)> {
    let lower = word.to_lowercase();
    let is_word = word.chars().nth(WORD_MAX).is_none();
    let allowed = (word.chars().count() / 3).clamp(1, 4);
    words
        .into_iter()
        .take_while(move |_| is_word)
        .map(move |known| (strsim::damerau_levenshtein(&lower, &known.to_lowercase()), known))
        .filter(move |(distance, _)| *distance <= allowed)
}

/// A name from a text as messages show it: the beginning of one that is too long to be read.
pub fn shown(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => Cow::Owned(format!("{}…", &name[..end])),
        None => Cow::Borrowed(name),
    }
}

/// Words as people list them: `a`, `b` and `c`.
pub fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_may_be_slips_are_compared() {
        let known = "k".repeat(101);
        assert_eq!(closest(&"k".repeat(100), [known.as_str()]), Some(known.as_str()));
        assert_eq!(closest(&known, [known.as_str()]), None);
    }

    #[test]
    fn long_names_are_cut_between_characters() {
        assert_eq!(shown(&"é".repeat(60)), "é".repeat(60));
        assert_eq!(shown(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
    }
}
