//! What holds where a rollout spec says nothing. The sentences of the shapes say the same.

use crate::rollout::period::Period;

pub const HOLD: Period = Period::minutes(5);
/// How many times `hold` a stage may be held while a gate cannot tell.
pub const MAX_HOLD_FACTOR: u32 = 3;
pub const BAKE: Period = Period::minutes(10);
pub const APPROVAL: Period = Period::minutes(4 * 60);
pub const WITHIN: Period = Period::seconds(60);
pub const SETTLE: Period = Period::seconds(20);
pub const INTERVAL: Period = Period::seconds(10);
pub const NO_DATA: Period = Period::minutes(10);
pub const LEASE: Period = Period::seconds(120);
pub const DEADLINE: Period = Period::minutes(24 * 60);
pub const ROLLBACK_DEADLINE: Period = Period::minutes(15);
pub const KEEP_BASELINE: Period = Period::minutes(24 * 60);
pub const HOOK_TIMEOUT: Period = Period::seconds(60);
pub const ZONE: &str = "UTC";
/// What a manual switch waits for.
pub const SWITCH: &str = "switch";

/// How many requests are needed to tell that not more than a share is bad. If it were more, not even
/// one in twenty samples of that size would show nothing bad.
pub fn min_requests(max: f64) -> u64 {
    const BOUNDS: (f64, f64) = (20.0, 3000.0);
    let needed = (3.0 / max).ceil().clamp(BOUNDS.0, BOUNDS.1);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to whole numbers within bounds"
    )]
    let needed = needed as u64;
    needed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_bad_requests_need_more_to_tell() {
        let needed = [0.5, 0.05, 0.01, 0.005, 0.0001, 0.0].map(min_requests);
        assert_eq!(needed, [20, 60, 300, 600, 3000, 3000]);
    }
}
