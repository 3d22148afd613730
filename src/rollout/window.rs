//! When traffic may be moved towards the canary: hours of weekdays and days of the year, by the
//! clock on the wall of a time zone. The zones come with the program.

use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::rollout::spec::Windows;

/// How far ahead a change is looked for.
const AHEAD: i32 = 400;
/// What a bypass may be written with, for readers.
const LABEL: &str = "label:";
/// The last minute of a day, as the end of a window.
const DAY_END: u16 = 24 * 60;

/// The windows of a rollout, understood.
#[derive(Debug, Clone)]
pub struct Calendar {
    zone: TimeZone,
    /// Open at all hours, without any.
    allow: Vec<Opening>,
    deny: Vec<Days>,
    bypass: Option<String>,
}

/// Hours of weekdays. Hours that end before they begin end on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// From Monday.
    days: [bool; 7],
    /// Minutes of the day; the first is within, the last is not.
    from: u16,
    to: u16,
}

/// Days of the calendar, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    first: Date,
    last: Date,
}

/// Why windows cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    #[error("`{0}` is no time zone; write an IANA name such as Europe/Berlin")]
    Zone(String),
    #[error("write weekdays and hours, such as `Mon-Thu 08:00-16:00`, `Sat` or `22:00-06:00`")]
    Opening,
    #[error("the window ends when it begins; a whole day is 00:00-24:00")]
    Empty,
    #[error("write one day or two, such as `2026-12-24` or `2026-12-20/2027-01-03`")]
    Days,
    #[error("the last day comes before the first")]
    Backwards,
}

impl Calendar {
    pub fn new(windows: &Windows) -> Result<Self, WindowError> {
        Ok(Self {
            zone: zone(&windows.tz)?,
            allow: windows.allow.iter().map(|text| text.parse()).collect::<Result<_, _>>()?,
            deny: windows.deny.iter().map(|text| text.parse()).collect::<Result<_, _>>()?,
            bypass: windows.bypass.as_deref().map(|label| bypass(label).to_owned()),
        })
    }

    /// Whether traffic may be moved at that time by a run with those labels.
    pub fn is_open(&self, at: Timestamp, labels: &[String]) -> bool {
        self.is_bypassed(labels) || self.opens(at)
    }

    /// Whether a run with those labels goes by the windows.
    pub fn is_bypassed(&self, labels: &[String]) -> bool {
        self.bypass.as_ref().is_some_and(|label| labels.contains(label))
    }

    /// A moment by the clock on the wall: `Mon 2026-11-23 08:00`.
    pub fn shown(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%a %F %H:%M").to_string()
    }

    /// When that changes next for a run without labels; nothing within the next 400 days.
    pub fn next_change(&self, at: Timestamp) -> Option<Timestamp> {
        let open = self.opens(at);
        let today = at.to_zoned(self.zone.clone()).date();
        (0..=AHEAD).find_map(|days| {
            let date = today.checked_add(days.days()).ok()?;
            let mut moments = self.moments(date);
            moments.sort();
            moments.into_iter().find(|moment| *moment > at && self.opens(*moment) != open)
        })
    }

    fn opens(&self, at: Timestamp) -> bool {
        let local = at.to_zoned(self.zone.clone()).datetime();
        let allowed = self.allow.is_empty() || self.allow.iter().any(|one| one.holds(local));
        allowed && !self.deny.iter().any(|days| days.hold(local.date()))
    }

    /// All moments of a day at which something may begin or end: hours of windows, midnight, and
    /// changes of the clock, which may jump over an hour or come to it twice.
    fn moments(&self, date: Date) -> Vec<Timestamp> {
        let hours = self.allow.iter().flat_map(|one| [one.from, one.to % DAY_END]).chain([0]);
        let hours = hours.map(|minutes| date.to_datetime(time(minutes)));
        let mut moments: Vec<Timestamp> = hours.flat_map(|at| self.instants(at)).collect();
        let around = self.instants(date.to_datetime(Time::midnight())).into_iter().next();
        let around = around.and_then(|day| day.checked_sub(SignedDuration::from_hours(30)).ok());
        let changes = around.into_iter().flat_map(|from| self.zone.following(from).take(4));
        let changes = changes.map(|change| change.timestamp());
        let here = |at: &Timestamp| at.to_zoned(self.zone.clone()).date() == date;
        moments.extend(changes.filter(here));
        moments
    }

    /// When the clock shows that: once, twice, or never, as the moment after which it has.
    fn instants(&self, local: DateTime) -> Vec<Timestamp> {
        let shown = match self.zone.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => vec![offset],
            AmbiguousOffset::Gap { before, .. } => vec![before],
            AmbiguousOffset::Fold { before, after } => vec![before, after],
        };
        shown.into_iter().filter_map(|offset| offset.to_timestamp(local).ok()).collect()
    }
}

/// A time zone of that name, of those that come with the program.
pub fn zone(name: &str) -> Result<TimeZone, WindowError> {
    let known = TimeZoneDatabase::bundled().get(name);
    known.map_err(|_| WindowError::Zone(name.to_owned()))
}

/// The names of all time zones.
pub fn zones() -> Vec<String> {
    TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect()
}

/// The label that a text names.
pub fn bypass(text: &str) -> &str {
    text.strip_prefix(LABEL).unwrap_or(text)
}

fn time(minutes: u16) -> Time {
    let (hour, minute) = (minutes / 60 % 24, minutes % 60);
    let part = |number: u16| i8::try_from(number).unwrap_or_default();
    Time::new(part(hour), part(minute), 0, 0).unwrap_or_default()
}

impl Opening {
    fn holds(&self, local: DateTime) -> bool {
        let minutes = minutes(local.time());
        let on = |weekday: Weekday| {
            self.days[usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
        };
        let today = local.weekday();
        if self.from < self.to {
            return on(today) && (self.from..self.to).contains(&minutes);
        }
        (on(today) && minutes >= self.from) || (on(today.previous()) && minutes < self.to)
    }
}

fn minutes(time: Time) -> u16 {
    let part = |number: i8| u16::try_from(number).unwrap_or_default();
    part(time.hour()) * 60 + part(time.minute())
}

impl Days {
    fn hold(self, date: Date) -> bool {
        (self.first..=self.last).contains(&date)
    }
}

impl FromStr for Opening {
    type Err = WindowError;

    fn from_str(text: &str) -> Result<Self, WindowError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (days, hours) = match words.as_slice() {
            [one] if one.starts_with(|c: char| c.is_ascii_digit()) => (None, Some(*one)),
            [one] => (Some(*one), None),
            [days, hours] => (Some(*days), Some(*hours)),
            _ => return Err(WindowError::Opening),
        };
        let days = days.map_or(Some([true; 7]), weekdays).ok_or(WindowError::Opening)?;
        let whole = Some((0, DAY_END));
        let (from, to) = hours.map_or(whole, span).ok_or(WindowError::Opening)?;
        if from == to {
            return Err(WindowError::Empty);
        }
        Ok(Self { days, from, to })
    }
}

/// `Mon-Thu`, `Sat,Sun`, `Fri-Mon`.
fn weekdays(text: &str) -> Option<[bool; 7]> {
    let mut days = [false; 7];
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (weekday(first)?, weekday(last)?);
        let count = (last + 7 - first) % 7;
        for day in first..=first + count {
            days[day % 7] = true;
        }
    }
    Some(days)
}

fn weekday(text: &str) -> Option<usize> {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    names.iter().position(|name| text.eq_ignore_ascii_case(name))
}

/// `08:00-16:00`, in minutes of the day.
fn span(text: &str) -> Option<(u16, u16)> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (clock(from)?, clock(to)?);
    (from < DAY_END).then_some((from, to))
}

fn clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let time = hours * 60 + minutes;
    (minutes < 60 && time <= DAY_END).then_some(time)
}

impl FromStr for Days {
    type Err = WindowError;

    fn from_str(text: &str) -> Result<Self, WindowError> {
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        let date = |text: &str| -> Result<Date, WindowError> {
            // Other forms of a date, or one with a time, would be read as something else.
            let plain = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
            text.parse().ok().filter(|_| plain).ok_or(WindowError::Days)
        };
        let (first, last) = (date(first)?, date(last)?);
        if last < first { Err(WindowError::Backwards) } else { Ok(Self { first, last }) }
    }
}

#[cfg(test)]
mod tests;
