//! The wall clock, for ages and durations that people read.

use crate::model::Timestamp;

/// The day, for what holds until one.
pub fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}

pub fn now() -> Timestamp {
    Timestamp::from_millis(jiff::Timestamp::now().as_millisecond())
}
