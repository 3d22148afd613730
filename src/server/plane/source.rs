//! Where the plane takes the time and new ids from. The only place that looks at a clock.

use std::fmt;
use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::model::Timestamp;

/// The clocks and the ids of a plane; tests give others.
pub struct Sources {
    clock: Box<dyn Fn() -> Timestamp + Send>,
    uptime: Box<dyn Fn() -> Duration + Send>,
    ids: Box<dyn FnMut() -> Uuid + Send>,
}

impl Sources {
    pub fn new(
        clock: impl Fn() -> Timestamp + Send + 'static,
        uptime: impl Fn() -> Duration + Send + 'static,
        ids: impl FnMut() -> Uuid + Send + 'static,
    ) -> Self {
        Self { clock: Box::new(clock), uptime: Box::new(uptime), ids: Box::new(ids) }
    }

    /// The clocks of this machine and random ids.
    pub fn real() -> Self {
        let now = || Timestamp::from_millis(jiff::Timestamp::now().as_millisecond());
        let started = Instant::now();
        Self::new(now, move || started.elapsed(), Uuid::new_v4)
    }

    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// How long the plane is up, by a clock that nobody sets.
    pub fn uptime(&self) -> Duration {
        (self.uptime)()
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
