//! The wall clock, for ages and durations that people read.

use crate::model::Timestamp;

pub fn now() -> Timestamp {
    Timestamp::from_millis(jiff::Timestamp::now().as_millisecond())
}
