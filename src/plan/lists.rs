//! Which items of two lists are the same: by key where order means nothing, by the longest common
//! sequence where it does.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::Value;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::plan::fields::Items;

/// An item on one side or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// What people call it: its key, or its position.
    pub label: String,
    pub before: Option<usize>,
    pub after: Option<usize>,
    /// Whether it stands elsewhere among the items that are on both sides.
    pub moved: bool,
}

type Key = &'static [&'static [&'static str]];

/// Whether two items do not differ.
type Same<'a> = &'a dyn Fn(&Value, &Value) -> bool;

/// Pairs of items: those that were there before in their order, then those that are new.
pub fn pairs(before: &[Value], after: &[Value], items: Items, same: Same<'_>) -> Vec<Pair> {
    match items {
        Items::Keyed(key) => keyed(before, after, Some(key), same),
        Items::Set => keyed(before, after, None, same),
        Items::Sequence => sequence(before, after),
    }
}

fn keyed(before: &[Value], after: &[Value], key: Option<Key>, same: Same<'_>) -> Vec<Pair> {
    let full = |item: &Value| key.map_or_else(|| plain(item), |key| key_of(item, key));
    let first = |item: &Value| key.map_or_else(|| plain(item), |key| key_of(item, &key[..1]));
    let mut matching = Matching::new(before, after);
    matching.same_items(full, same);
    matching.in_order(full);
    matching.only_ones(first);
    let labels = Labels::new([before, after], full, first);
    let mut pairs: Vec<Pair> = Vec::with_capacity(before.len().max(after.len()));
    for (index, item) in before.iter().enumerate() {
        let partner = matching.to_after[index];
        let label = labels.of(partner.map_or((0, index), |after| (1, after)), item);
        pairs.push(Pair { label, before: Some(index), after: partner, moved: false });
    }
    for (index, item) in after.iter().enumerate() {
        if matching.to_before[index].is_none() {
            let label = labels.of((1, index), item);
            pairs.push(Pair { label, before: None, after: Some(index), moved: false });
        }
    }
    pairs
}

/// Which item belongs to which, as far as that is known.
struct Matching<'a> {
    before: &'a [Value],
    after: &'a [Value],
    to_after: Vec<Option<usize>>,
    to_before: Vec<Option<usize>>,
}

impl<'a> Matching<'a> {
    fn new(before: &'a [Value], after: &'a [Value]) -> Self {
        let (to_after, to_before) = (vec![None; before.len()], vec![None; after.len()]);
        Self { before, after, to_after, to_before }
    }

    fn join(&mut self, before: usize, after: usize) {
        self.to_after[before] = Some(after);
        self.to_before[after] = Some(before);
    }

    /// The items of a side that have no partner yet, by key.
    fn open(side: &[Value], partners: &[Option<usize>], key: impl Fn(&Value) -> String) -> Groups {
        let mut groups = Groups::new();
        for (index, item) in side.iter().enumerate() {
            if partners[index].is_none() {
                groups.entry(key(item)).or_default().push(index);
            }
        }
        groups
    }

    fn open_sides(&self, key: impl Fn(&Value) -> String) -> (Vec<(String, Vec<usize>)>, Groups) {
        let before = Self::open(self.before, &self.to_after, &key);
        let mut before: Vec<_> = before.into_iter().collect();
        before.sort();
        (before, Self::open(self.after, &self.to_before, &key))
    }

    /// Items that are equal, so that twins in another order are no difference.
    fn same_items(&mut self, key: impl Fn(&Value) -> String, same: Same<'_>) {
        let (groups, partners) = self.open_sides(key);
        for (key, indices) in groups {
            let mut free = partners.get(&key).cloned().unwrap_or_default();
            for index in indices {
                let is_same = |other: &usize| same(&self.before[index], &self.after[*other]);
                if let Some(at) = free.iter().position(is_same) {
                    let after = free.remove(at);
                    self.join(index, after);
                }
            }
        }
    }

    /// Items with the same key, the first to the first.
    fn in_order(&mut self, key: impl Fn(&Value) -> String) {
        let (groups, partners) = self.open_sides(key);
        for (key, indices) in groups {
            for (before, after) in indices.into_iter().zip(partners.get(&key).into_iter().flatten())
            {
                self.join(before, *after);
            }
        }
    }

    /// Items that are the only ones left with their key on both sides.
    fn only_ones(&mut self, key: impl Fn(&Value) -> String) {
        let (groups, partners) = self.open_sides(key);
        for (key, indices) in groups {
            if let ([before], Some([after])) =
                (indices.as_slice(), partners.get(&key).map(Vec::as_slice))
            {
                self.join(*before, *after);
            }
        }
    }
}

type Groups = HashMap<String, Vec<usize>>;

/// Names for items: as short as they can be and still differ.
struct Labels<F, G> {
    sides: [Groups; 2],
    firsts: [HashMap<String, usize>; 2],
    full: F,
    first: G,
}

impl<F: Fn(&Value) -> String, G: Fn(&Value) -> String> Labels<F, G> {
    fn new(sides: [&[Value]; 2], full: F, first: G) -> Self {
        let groups = sides.map(|side| Matching::open(side, &vec![None; side.len()], &full));
        let firsts = sides.map(|side| {
            let mut counts = HashMap::new();
            for item in side {
                *counts.entry(first(item)).or_insert(0) += 1;
            }
            counts
        });
        Self { sides: groups, firsts, full, first }
    }

    fn of(&self, (side, index): (usize, usize), item: &Value) -> String {
        let first = (self.first)(item);
        if self.firsts.iter().all(|counts| counts.get(&first).is_none_or(|count| *count == 1)) {
            return first;
        }
        let full = (self.full)(item);
        let twins = self.sides[side].get(&full).map(Vec::as_slice).unwrap_or_default();
        match twins.iter().position(|twin| *twin == index) {
            Some(at) if at > 0 => format!("{full}#{}", at + 1),
            _ => full,
        }
    }
}

fn sequence(before: &[Value], after: &[Value]) -> Vec<Pair> {
    let (old, new) = (identities(before), identities(after));
    let mut matching = Matching::new(before, after);
    for op in capture_diff_slices(Algorithm::Lcs, &old, &new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|at| matching.join(old_index + at, new_index + at));
        }
    }
    let stays: Vec<bool> = matching.to_after.iter().map(Option::is_some).collect();
    let places: HashMap<&String, usize> = new.iter().zip(0..).collect();
    for (index, identity) in old.iter().enumerate().filter(|(index, _)| !stays[*index]) {
        if let Some(place) = places.get(identity).filter(|at| matching.to_before[**at].is_none()) {
            matching.join(index, *place);
        }
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for (index, partner) in matching.to_after.iter().enumerate() {
        let label = label(&before[index], partner.unwrap_or(index));
        let moved = partner.is_some() && !stays[index];
        pairs.push(Pair { label, before: Some(index), after: *partner, moved });
    }
    for (index, item) in after.iter().enumerate() {
        if matching.to_before[index].is_none() {
            let label = label(item, index);
            pairs.push(Pair { label, before: None, after: Some(index), moved: false });
        }
    }
    pairs
}

/// What an item of a sequence is called: by its key, where it has one.
fn label(item: &Value, index: usize) -> String {
    match item.get("key").and_then(Value::as_str) {
        Some(key) => key.to_owned(),
        None => index.to_string(),
    }
}

/// What makes an item of a sequence the same one elsewhere: its key, or all of it. Of several that
/// would be the same, each is another.
fn identities(items: &[Value]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let identity = |item: &Value| match item.get("key") {
        Some(key) => key.to_string(),
        None => item.to_string(),
    };
    let mut numbered = |text: String| {
        let count = seen.entry(text.clone()).or_insert(0);
        *count += 1;
        format!("{text}#{count}")
    };
    items.iter().map(|item| numbered(identity(item))).collect()
}

fn key_of(item: &Value, key: &[&[&str]]) -> String {
    let mut text = String::new();
    for path in key {
        let value = path.iter().try_fold(item, |value, member| value.get(member));
        if let Some(value) = value {
            let colon = if text.is_empty() { "" } else { ":" };
            write!(text, "{colon}{}", plain(value)).expect("writing to a string cannot fail");
        }
    }
    // An item of a kind that the model does not know has no key but itself.
    if text.is_empty() { plain(item) } else { text }
}

/// A string without its quotes; anything else as JSON.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether two values are the same, whatever their numbers look like and their members' order is.
pub fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || same_number(&one.to_string(), &other.to_string())
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let found = |(name, value): (&String, &Value)| {
                other.get(name).is_some_and(|other| same(value, other))
            };
            one.len() == other.len() && one.iter().all(found)
        }
        _ => one == other,
    }
}

/// Whether two ways to write a number mean the same: `1`, `1.0`, `1e0`. Compared as text, since large
/// numbers do not fit a float.
fn same_number(one: &str, other: &str) -> bool {
    match (Decimal::parse(one), Decimal::parse(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

/// A number as its digits and the power of ten that they are multiplied with.
#[derive(PartialEq, Eq)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_end_matches('0');
        let dropped = i64::try_from(all.len() - digits.len()).ok()?;
        let exponent = exponent.trim_start_matches('+').parse::<i64>().ok()?;
        let exponent =
            exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?.checked_add(dropped)?;
        let digits = digits.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { negative: false, digits, exponent: 0 });
        }
        Some(Self { negative, digits, exponent })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        let same = |one: &str, other: &str| {
            super::same(&serde_json::from_str(one).unwrap(), &serde_json::from_str(other).unwrap())
        };
        for other in ["1.0", "1e0", "10e-1", "0.1E+1", "1.000"] {
            assert!(same("1", other), "{other}");
        }
        assert!(same("-0", "0.0"));
        assert!(same("9223372036854775807", "9223372036854775807.0"));
        assert!(!same("9223372036854775807", "9223372036854775806"));
        assert!(!same("1", "-1"));
        assert!(!same("1", "10"));
        assert!(!same("1", r#""1""#));
    }
}
