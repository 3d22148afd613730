//! What one match of a header says about another.

use crate::model::matching::{HeaderMatch, HeaderValueMatch};

/// Whether whatever `known` matches is matched by `wanted` too.
pub fn implies(known: &HeaderMatch, wanted: &HeaderMatch) -> bool {
    use HeaderValueMatch::{Exact, Prefix, Range, Suffix};
    if !is_same(known, wanted) {
        return false;
    }
    if known.value == wanted.value && is_inverted(known) == is_inverted(wanted) {
        return true;
    }
    match (&known.value, &wanted.value) {
        // All that is compared with a value has one, even what must differ from it.
        (Some(_), None) => !is_inverted(wanted),
        (Some(Exact(is)), Some(Exact(not))) => {
            !is_inverted(known) && is_inverted(wanted) && is != not
        }
        _ if is_inverted(known) || is_inverted(wanted) => false,
        (Some(Exact(is)), Some(Prefix(beginning))) => is.starts_with(&**beginning),
        (Some(Exact(is)), Some(Suffix(ending))) => is.ends_with(&**ending),
        (Some(Prefix(longer)), Some(Prefix(beginning))) => longer.starts_with(&**beginning),
        (Some(Suffix(longer)), Some(Suffix(ending))) => longer.ends_with(&**ending),
        (Some(Exact(is)), Some(Range(range))) => is
            .parse()
            .is_ok_and(|number: i64| (range.start.get()..range.end.get()).contains(&number)),
        (Some(Range(inner)), Some(Range(outer))) => {
            outer.start <= inner.start && inner.end <= outer.end
        }
        _ => false,
    }
}

/// Whether nothing is matched by both.
pub fn exclude(one: &HeaderMatch, other: &HeaderMatch) -> bool {
    use HeaderValueMatch::{Exact, Prefix, Range, Suffix};
    if !is_same(one, other) {
        return false;
    }
    if one.value == other.value {
        return is_inverted(one) != is_inverted(other);
    }
    let is_absence = |header: &HeaderMatch| header.value.is_none() && is_inverted(header);
    if is_absence(one) || is_absence(other) {
        return true;
    }
    if is_inverted(one) || is_inverted(other) {
        return false;
    }
    match (&one.value, &other.value) {
        (Some(Exact(one)), Some(Exact(other))) => one != other,
        (Some(Exact(is)), Some(Prefix(beginning))) | (Some(Prefix(beginning)), Some(Exact(is))) => {
            !is.starts_with(&**beginning)
        }
        (Some(Exact(is)), Some(Suffix(ending))) | (Some(Suffix(ending)), Some(Exact(is))) => {
            !is.ends_with(&**ending)
        }
        (Some(Prefix(one)), Some(Prefix(other))) => {
            !one.starts_with(&**other) && !other.starts_with(&**one)
        }
        (Some(Range(one)), Some(Range(other))) => one.end <= other.start || other.end <= one.start,
        _ => false,
    }
}

fn is_same(one: &HeaderMatch, other: &HeaderMatch) -> bool {
    one.name.eq_ignore_ascii_case(&other.name)
}

fn is_inverted(header: &HeaderMatch) -> bool {
    header.invert == Some(true)
}
