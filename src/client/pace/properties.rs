//! Whatever a control plane answers, and whenever it is asked.

use std::time::Duration;

use proptest::prelude::*;

use super::*;

/// What happens next: time passes, a request wants to go, or one is refused.
#[derive(Debug, Clone)]
enum Event {
    Pass(u64),
    Want,
    Refuse(Option<u64>),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let one = prop_oneof![
        3 => (0..2_000_u64).prop_map(Event::Pass),
        8 => Just(Event::Want),
        1 => prop::option::of(0..20_000_u64).prop_map(Event::Refuse),
    ];
    prop::collection::vec(one, 1..300)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_window_holds_more_than_the_limit_and_its_burst(events in events(), rate in 1.0..100.0) {
        let (mut pace, mut now) = (Pace::new(Some(rate)), Duration::ZERO);
        let mut went: Vec<Duration> = Vec::new();
        for event in events {
            match event {
                Event::Pass(millis) => now += Duration::from_millis(millis),
                Event::Want => if pace.take(now).is_ok() { went.push(now) },
                Event::Refuse(rest) => pace.refused(now, now, rest.map(Duration::from_millis)),
            }
            let in_force = pace.rate().unwrap();
            prop_assert!(in_force <= rate + 1e-9 && in_force >= RATE_MIN.min(rate));
        }
        for (index, first) in went.iter().enumerate() {
            for (count, last) in went[index..].iter().enumerate() {
                let within = last.saturating_sub(*first);
                let most = BURST + rate * within.as_secs_f64() + 0.001;
                let count = u32::try_from(count + 1).unwrap();
                prop_assert!(f64::from(count) <= most, "{count} within {within:?}");
            }
        }
    }

    #[test]
    fn a_rest_holds_for_all(rest in 1..60_000_u64, wants in prop::collection::vec(0..70_000_u64, 1..50),
        limit in prop::option::of(1.0..100.0))
    {
        let mut pace = Pace::new(limit);
        let mut wants = wants;
        wants.sort_unstable();
        pace.refused(Duration::ZERO, Duration::ZERO, Some(Duration::from_millis(rest)));
        for want in wants {
            if pace.take(Duration::from_millis(want)).is_ok() {
                prop_assert!(want >= rest);
            }
        }
    }

    #[test]
    fn whoever_waits_as_told_goes_in_the_end(rate in 0.5..100.0, rest in prop::option::of(0..9_000_u64)) {
        let (mut pace, mut now) = (Pace::new(Some(rate)), Duration::ZERO);
        pace.refused(now, now, rest.map(Duration::from_millis));
        for _ in 0..50 {
            let mut asked = 0;
            while let Err(wait) = pace.take(now) {
                now += wait.max(Duration::from_nanos(1));
                asked += 1;
                prop_assert!(asked < 5);
            }
        }
    }
}

#[test]
fn what_was_under_way_together_is_one_complaint() {
    let mut pace = Pace::new(Some(40.0));
    let at = Duration::from_millis;
    for _ in 0..16 {
        pace.refused(at(50), at(0), None);
    }
    assert_eq!(pace.rate(), Some(20.0));
    pace.refused(at(150), at(100), None);
    assert_eq!(pace.rate(), Some(10.0));
}

#[test]
fn quiet_times_bring_the_rate_back_to_its_limit_and_no_further() {
    let mut pace = Pace::new(Some(40.0));
    pace.refused(Duration::ZERO, Duration::ZERO, None);
    pace.take(Duration::from_secs(5)).unwrap();
    assert_eq!(pace.rate(), Some(22.0));
    pace.take(Duration::from_mins(10)).unwrap();
    assert_eq!(pace.rate(), Some(40.0));
}

#[test]
fn without_a_limit_it_learns_from_what_was_taken() {
    let mut pace = Pace::new(None);
    for _ in 0..60 {
        pace.take(Duration::from_millis(300)).unwrap();
    }
    pace.refused(Duration::from_millis(400), Duration::from_millis(300), None);
    assert_eq!(pace.rate(), Some(30.0));
    // In the end it is as free as before.
    let _ = pace.take(Duration::from_hours(1));
    assert_eq!(pace.rate(), None);
}
