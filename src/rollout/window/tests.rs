//! Windows are open when the clock on the wall says so, on the days on which clocks change too.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;

fn windows(tz: &str, allow: &[&str], deny: &[&str]) -> Windows {
    let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect();
    Windows { tz: tz.to_owned(), allow: texts(allow), deny: texts(deny), bypass: None }
}

fn calendar(tz: &str, allow: &[&str], deny: &[&str]) -> Calendar {
    Calendar::new(&windows(tz, allow, deny)).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn open(calendar: &Calendar, times: &[&str]) -> Vec<bool> {
    times.iter().map(|time| calendar.is_open(at(time), &[])).collect()
}

#[test]
fn hours_are_those_of_the_zone() {
    let berlin = calendar("Europe/Berlin", &["Mon-Thu 08:00-16:00"], &[]);
    // A Wednesday in winter, one hour ahead of UTC.
    let times = [
        "2026-12-02T06:59:59Z",
        "2026-12-02T07:00:00Z",
        "2026-12-02T14:59:59Z",
        "2026-12-02T15:00:00Z",
        "2026-12-04T12:00:00Z",
    ];
    assert_eq!(open(&berlin, &times), [false, true, true, false, false]);
    // In summer two hours ahead.
    assert_eq!(open(&berlin, &["2026-07-01T06:00:00Z"]), [true]);
    assert_eq!(berlin.next_change(at("2026-12-02T15:00:00Z")), Some(at("2026-12-03T07:00:00Z")));
    assert_eq!(
        berlin.next_change(at("2026-12-03T15:00:00Z")),
        Some(at("2026-12-07T07:00:00Z")),
        "over the weekend"
    );
}

#[test]
fn nights_belong_to_the_day_on_which_they_begin() {
    let nights = calendar("UTC", &["Fri 22:00-06:00"], &[]);
    let times = ["2026-11-27T21:59:00Z", "2026-11-27T22:00:00Z", "2026-11-28T05:59:00Z"];
    assert_eq!(open(&nights, &times), [false, true, true]);
    assert_eq!(open(&nights, &["2026-11-27T05:00:00Z", "2026-11-28T22:00:00Z"]), [false, false]);
    assert_eq!(nights.next_change(at("2026-11-27T23:00:00Z")), Some(at("2026-11-28T06:00:00Z")));
}

#[test]
fn days_that_are_denied_are_closed_whatever_the_hour() {
    let holidays = calendar("Europe/Berlin", &[], &["2026-12-20/2027-01-03", "2026-12-01"]);
    let times = ["2026-12-19T22:59:59Z", "2026-12-19T23:00:00Z", "2027-01-03T22:59:59Z"];
    assert_eq!(open(&holidays, &times), [true, false, false]);
    assert_eq!(open(&holidays, &["2027-01-03T23:00:00Z"]), [true]);
    let next = holidays.next_change(at("2026-12-24T12:00:00Z"));
    assert_eq!(next, Some(at("2027-01-03T23:00:00Z")));
    let never = calendar("UTC", &[], &["2000-01-01/2100-01-01"]);
    assert_eq!(never.next_change(at("2026-12-24T12:00:00Z")), None);
}

#[test]
fn hours_that_the_clock_jumps_over_and_hours_that_come_twice() {
    let berlin = calendar("Europe/Berlin", &["02:15-02:45"], &[]);
    // On 2027-03-28 the clock goes from 02:00 to 03:00.
    let next = berlin.next_change(at("2027-03-28T00:30:00Z"));
    assert_eq!(next, Some(at("2027-03-29T00:15:00Z")), "there is no 02:15 on that day");
    // On 2026-10-25 it goes from 03:00 back to 02:00.
    let mut changes = Vec::new();
    let mut from = at("2026-10-24T12:00:00Z");
    for _ in 0..4 {
        from = berlin.next_change(from).unwrap();
        changes.push(from.to_string());
    }
    let twice = [
        "2026-10-25T00:15:00Z",
        "2026-10-25T00:45:00Z",
        "2026-10-25T01:15:00Z",
        "2026-10-25T01:45:00Z",
    ];
    assert_eq!(changes, twice);
}

#[test]
fn a_label_goes_by_windows() {
    let mut closed = windows("UTC", &[], &["2000-01-01/2100-01-01"]);
    closed.bypass = Some("label:hotfix".to_owned());
    let closed = Calendar::new(&closed).unwrap();
    let now = at("2026-12-24T12:00:00Z");
    assert!(!closed.is_open(now, &["other".to_owned()]));
    assert!(closed.is_open(now, &["hotfix".to_owned()]));
}

#[test]
fn what_cannot_be_understood_is_refused() {
    assert_eq!(zone("Europe/Bonn").unwrap_err(), WindowError::Zone("Europe/Bonn".to_owned()));
    for text in ["", "Mon-", "Mon 8:00-16:00", "Mon 08:00", "08:60-09:00", "24:00-25:00", "a b c"] {
        assert_eq!(text.parse::<Opening>(), Err(WindowError::Opening), "{text}");
    }
    assert_eq!("Mon 08:00-08:00".parse::<Opening>(), Err(WindowError::Empty));
    for text in ["", "2026-13-01", "2026-12-24T10:00", "tomorrow", "2026-12-24/"] {
        assert_eq!(text.parse::<Days>(), Err(WindowError::Days), "{text}");
    }
    assert_eq!("2026-12-24/2026-12-23".parse::<Days>(), Err(WindowError::Backwards));
    for text in ["Mon-Thu 08:00-16:00", "sat,SUN", "22:00-06:00", "Fri-Mon 00:00-24:00"] {
        assert!(text.parse::<Opening>().is_ok(), "{text}");
    }
}

/// Some hours before a change of clocks, and a zone that has it.
fn around_changes() -> impl Strategy<Value = (&'static str, Timestamp)> {
    let changes = prop_oneof![
        Just(("Europe/Berlin", "2026-10-25T01:00:00Z")),
        Just(("Europe/Berlin", "2027-03-28T01:00:00Z")),
        Just(("America/New_York", "2026-11-01T06:00:00Z")),
        // By half an hour.
        Just(("Australia/Lord_Howe", "2026-10-03T15:30:00Z")),
        Just(("Australia/Lord_Howe", "2027-04-03T15:00:00Z")),
        // At midnight, to 23:00 of the day before.
        Just(("America/Asuncion", "2024-03-24T03:00:00Z")),
        // Over a whole day.
        Just(("Pacific/Apia", "2011-12-30T10:00:00Z")),
    ];
    (changes, 0_i64..48 * 60).prop_map(|((zone, change), minutes)| {
        let before = SignedDuration::from_mins(minutes);
        (zone, at(change).checked_sub(before).unwrap())
    })
}

fn opening() -> impl Strategy<Value = String> {
    let days = prop_oneof![Just(""), Just("Sat "), Just("Sun-Tue "), Just("Fri,Sun ")];
    (days, 0_u16..96, 1_u16..=96).prop_filter_map("it ends when it begins", |(days, from, to)| {
        let clock = |quarters: u16| format!("{:02}:{:02}", quarters / 4, quarters % 4 * 15);
        (from != to).then(|| format!("{days}{}-{}", clock(from), clock(to)))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Up to the next change nothing changes, and at it something does.
    #[test]
    fn the_next_change_is_the_next(
        (zone, from) in around_changes(),
        allow in proptest::collection::vec(opening(), 0..3),
        denied in any::<bool>(),
    ) {
        let local = from.to_zoned(super::zone(zone).unwrap()).date();
        let deny = if denied { vec![local.tomorrow().unwrap().to_string()] } else { Vec::new() };
        let calendar = Calendar::new(&Windows {
            tz: zone.to_owned(), allow, deny, bypass: None,
        }).unwrap();
        let now = calendar.is_open(from, &[]);
        let minute = SignedDuration::from_mins(1);
        let next = calendar.next_change(from);
        let mut at = from;
        for _ in 0..4 * 24 * 60 {
            at = at.checked_add(minute).unwrap();
            if calendar.is_open(at, &[]) != now {
                prop_assert_eq!(next, Some(at));
                return Ok(());
            }
        }
        prop_assert!(next.is_none_or(|next| next > at));
    }
}
