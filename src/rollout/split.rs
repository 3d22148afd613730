//! Whether requests are split as the weights say: a sequential test, which may be looked at as often
//! as one likes.
//!
//! Requests to the canary among those to canary and baseline are binomial with the share that the
//! weights say. Against that stands a share of which nothing is known (a uniform prior). The ratio of
//! the two likelihoods is a martingale if the weights hold, so it ever exceeds 1/α with a chance of
//! at most α (Ville). This is the multinomial test of Lindon and Malek, Anytime-Valid Inference for
//! Multinomial Count Data (2022), for two arms. The share may be off by a tolerance: the
//! ratio is then the smallest that any tolerated share gives, which only makes false alarms rarer.

/// The chance of a false alarm, over all looks at one weight.
const ALPHA: f64 = 0.001;
/// How far off a share may be: this part of the smaller arm's share, and at least so much.
const TOLERATED_PART: f64 = 0.2;
const TOLERATED_LEAST: f64 = 0.002;

/// Requests to both arms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Observed {
    pub canary: u64,
    pub baseline: u64,
}

/// What the counts say of a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Nothing speaks against it.
    Fits,
    /// The canary gets less than it should.
    TooFew,
    /// The canary gets more than it should.
    TooMany,
}

impl Observed {
    pub fn all(self) -> u64 {
        self.canary + self.baseline
    }

    /// Whether the counts fit the canary's share, from 0 to 1.
    pub fn fit(self, share: f64) -> Fit {
        let tolerated = (TOLERATED_PART * share.min(1.0 - share)).max(TOLERATED_LEAST);
        let (least, most) = ((share - tolerated).max(0.0), (share + tolerated).min(1.0));
        let (canary, baseline) = (float(self.canary), float(self.baseline));
        if self.all() == 0 {
            return Fit::Fits;
        }
        let observed = canary / (canary + baseline);
        // The likelihood falls with the distance from what was observed.
        let nearest = observed.clamp(least, most);
        let expected = weighted(canary, nearest.ln()) + weighted(baseline, (1.0 - nearest).ln());
        let unknown = ln_beta(canary + 1.0, baseline + 1.0);
        if unknown - expected < (1.0 / ALPHA).ln() {
            Fit::Fits
        } else if observed < share {
            Fit::TooFew
        } else {
            Fit::TooMany
        }
    }
}

/// Nothing of the impossible is possible.
fn weighted(count: f64, ln: f64) -> f64 {
    if count == 0.0 { 0.0 } else { count * ln }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
fn float(count: u64) -> f64 {
    count as f64
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// The logarithm of the gamma function for arguments of at least 1, by Stirling's series, shifted to
/// where its first terms are exact to more digits than a float has.
fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut shift) = (x, 0.0);
    while x < 12.0 {
        shift += x.ln();
        x += 1.0;
    }
    let inverse = 1.0 / (x * x);
    let series =
        (1.0 / 12.0 - inverse * (1.0 / 360.0 - inverse * (1.0 / 1_260.0 - inverse / 1_680.0))) / x;
    (x - 0.5) * x.ln() - x + 0.5 * std::f64::consts::TAU.ln() + series - shift
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Pseudo-random numbers from 0 to 1 (xorshift), so that a run can be repeated.
    struct Random(u64);

    impl Random {
        fn next(&mut self) -> f64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            float(self.0 >> 11) / float(1 << 53)
        }
    }

    /// Requests one by one, with a look after each fifth; answers the first look that alarms.
    fn first_alarm(truth: f64, share: f64, requests: u64, random: &mut Random) -> Option<u64> {
        let mut arms = Observed::default();
        for request in 1..=requests {
            if random.next() < truth {
                arms.canary += 1;
            } else {
                arms.baseline += 1;
            }
            if request % 5 == 0 && arms.fit(share) != Fit::Fits {
                return Some(request);
            }
        }
        None
    }

    #[test]
    fn the_gamma_function_is_that_of_factorials() {
        let mut factorial = 0.0_f64;
        for n in 1..60_u64 {
            factorial += float(n).ln();
            let error = (ln_gamma(float(n) + 1.0) - factorial).abs();
            assert!(error < 1e-12 * factorial.max(1.0), "{n}: off by {error}");
        }
    }

    #[test]
    fn false_alarms_are_as_rare_as_promised() {
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        for share in [0.01_f64, 0.05, 0.25, 0.5, 0.9] {
            // At the end of what is tolerated alarms are likeliest.
            let edge = share - (TOLERATED_PART * share.min(1.0 - share)).max(TOLERATED_LEAST);
            for truth in [share, edge] {
                let runs = 400;
                let alarms = (0..runs)
                    .filter(|_| first_alarm(truth, share, 3_000, &mut random).is_some())
                    .count();
                // With a chance of 0.001 each, more than 5 of 400 come once in 100,000 tries.
                assert!(alarms <= 5, "{alarms} of {runs} at {truth} for {share}");
            }
        }
    }

    #[test]
    fn what_is_far_off_is_found() {
        let mut random = Random(42);
        for (truth, share, within) in
            [(0.0, 0.05, 400), (0.0, 0.01, 2_500), (1.0, 0.05, 10), (0.5, 0.25, 250)]
        {
            let found = first_alarm(truth, share, within, &mut random);
            assert!(found.is_some(), "{truth} was taken for {share} {within} times");
        }
        assert_eq!(Observed { canary: 0, baseline: 400 }.fit(0.05), Fit::TooFew);
        assert_eq!(Observed { canary: 400, baseline: 0 }.fit(0.05), Fit::TooMany);
    }

    #[test]
    fn a_switch_tolerates_stragglers() {
        assert_eq!(Observed { canary: 10_000, baseline: 3 }.fit(1.0), Fit::Fits);
        assert_eq!(Observed { canary: 1_000, baseline: 500 }.fit(1.0), Fit::TooFew);
        assert_eq!(Observed { canary: 0, baseline: 100 }.fit(0.0), Fit::Fits);
        assert_eq!(Observed::default().fit(0.5), Fit::Fits, "nothing speaks against it");
    }

    proptest! {
        #[test]
        fn what_was_expected_always_fits(all in 1_u64..1_000_000, percent in 0_u8..=100) {
            let share = f64::from(percent) / 100.0;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of all")]
            let canary = (float(all) * share).round() as u64;
            prop_assert_eq!(Observed { canary, baseline: all - canary }.fit(share), Fit::Fits);
        }

        #[test]
        fn arms_are_alike(canary in 0_u64..5_000, baseline in 0_u64..5_000, percent in 0_u8..=100) {
            let share = f64::from(percent) / 100.0;
            let one = Observed { canary, baseline }.fit(share) == Fit::Fits;
            let other = Observed { canary: baseline, baseline: canary }.fit(1.0 - share) == Fit::Fits;
            prop_assert_eq!(one, other);
        }
    }
}
