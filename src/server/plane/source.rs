//! Where the plane takes the time and new ids from. The only place that looks at the wall clock.

use std::fmt;

use uuid::Uuid;

use crate::model::Timestamp;

/// The clock and the ids of a plane; tests give others.
pub struct Sources {
    clock: Box<dyn Fn() -> Timestamp + Send>,
    ids: Box<dyn FnMut() -> Uuid + Send>,
}

impl Sources {
    pub fn new(
        clock: impl Fn() -> Timestamp + Send + 'static,
        ids: impl FnMut() -> Uuid + Send + 'static,
    ) -> Self {
        Self { clock: Box::new(clock), ids: Box::new(ids) }
    }

    /// The clock of this machine and random ids.
    pub fn real() -> Self {
        let now = || Timestamp::from_millis(jiff::Timestamp::now().as_millisecond());
        Self::new(now, Uuid::new_v4)
    }

    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    pub fn id(&mut self) -> String {
        (self.ids)().to_string()
    }
}

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sources").finish_non_exhaustive()
    }
}
