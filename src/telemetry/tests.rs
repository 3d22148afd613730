//! Processes that come, go and begin anew, and the counts that become of what they tell.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use prost::Message as _;
use prost::bytes::Bytes;

use crate::model::listener::Protocol;
use crate::model::{Kind, ResourceId};
use crate::telemetry::ledger::{Edge, Ledger, Origin};
use crate::telemetry::report::{Family, Report, Told};
use crate::telemetry::statistic::{self, Statistic};
use crate::telemetry::tally::{Counter, Tally};
use crate::xds::translate::Destination;

/// When the ledgers of these tests begin: a moment that is no whole number of anything.
const BEGAN: i64 = 1_700_000_000_321;

fn node(name: &str) -> ResourceId {
    ResourceId::try_new(Kind::VirtualNode, "shop", None, name).unwrap()
}

fn target() -> Destination {
    Destination { node: "cart".to_owned(), at: Some((Protocol::Http, 8080)) }
}

fn edge() -> Edge {
    Edge { caller: node("web"), target: target() }
}

fn origin(peer: &str) -> Origin {
    let node_id = "mesh/shop/virtualNode/web".to_owned();
    Origin { of: node("web"), node_id, peer: peer.to_owned() }
}

/// What a process of that age tells that had so many good and bad requests since it began.
fn report(uptime: u64, good: u64, bad: u64) -> Report {
    let place = |end: &str| {
        let name = format!("cluster.cds_egress_shop_cart_http_8080.{end}");
        let (_, place, Statistic::Counter(counter)) = statistic::read("shop", &name).unwrap()
        else {
            panic!("{end} is no counter")
        };
        (place, counter)
    };
    let counters = [("upstream_rq_2xx", good), ("upstream_rq_5xx", bad)].map(|(end, count)| {
        let (place, counter) = place(end);
        (place, (counter, count))
    });
    let told = Told { counters: BTreeMap::from(counters), ..Told::default() };
    Report { uptime: Some(uptime), targets: BTreeMap::from([(target(), told)]) }
}

/// All that is counted of a period.
fn counted(ledger: &Ledger, from: i64, to: i64) -> (u64, u64) {
    let mut sum = Tally::default();
    ledger.counts(&edge(), (from, to)).for_each(|(_, counts)| sum.merge_sparse(counts));
    (sum.requests(), sum.get(Counter::Class5))
}

fn all(ledger: &Ledger) -> (u64, u64) {
    counted(ledger, i64::MIN, i64::MAX)
}

#[test]
fn counts_of_a_process_are_differences() {
    let mut ledger = Ledger::new(BEGAN);
    let stream = ledger.open(origin("10.0.0.1:4000"));
    ledger.report(stream, BEGAN + 5_000, &report(2, 10, 1));
    assert_eq!(all(&ledger), (11, 1), "the process is younger than the ledger: all of it is news");
    ledger.report(stream, BEGAN + 6_000, &report(3, 30, 1));
    assert_eq!(all(&ledger), (31, 1));
    ledger.report(stream, BEGAN + 7_000, &report(4, 30, 1));
    assert_eq!(all(&ledger), (31, 1), "nothing happened");
}

#[test]
fn of_an_older_process_only_what_is_new_counts() {
    let mut ledger = Ledger::new(BEGAN);
    let stream = ledger.open(origin("10.0.0.1:4000"));
    ledger.report(stream, BEGAN + 1_000, &report(600, 5_000, 70));
    assert_eq!(all(&ledger), (0, 0));
    ledger.report(stream, BEGAN + 2_000, &report(601, 5_010, 71));
    assert_eq!(all(&ledger), (11, 1));
}

#[test]
fn a_process_that_connects_again_goes_on() {
    let mut ledger = Ledger::new(BEGAN);
    let first = ledger.open(origin("10.0.0.1:4000"));
    ledger.report(first, BEGAN + 5_000, &report(3, 10, 0));
    ledger.close(first);
    let second = ledger.open(origin("10.0.0.1:4001"));
    ledger.report(second, BEGAN + 9_000, &report(7, 14, 0));
    assert_eq!(all(&ledger), (14, 0), "each request once, those in between too");
}

#[test]
fn a_new_process_in_its_place_begins_anew() {
    let mut ledger = Ledger::new(BEGAN);
    let first = ledger.open(origin("10.0.0.1:4000"));
    ledger.report(first, BEGAN + 5_000, &report(3, 10, 0));
    ledger.close(first);
    let second = ledger.open(origin("10.0.0.1:4001"));
    ledger.report(second, BEGAN + 20_000, &report(5, 12, 0));
    assert_eq!(all(&ledger), (22, 0), "12 requests of the second are not 2 more of the first");
}

#[test]
fn a_stream_that_nobody_ended_yet_is_not_counted_twice() {
    let mut ledger = Ledger::new(BEGAN);
    let first = ledger.open(origin("10.0.0.1:4000"));
    ledger.report(first, BEGAN + 5_000, &report(3, 10, 0));
    let second = ledger.open(origin("10.0.0.1:4001"));
    ledger.report(second, BEGAN + 8_000, &report(6, 13, 0));
    assert_eq!(all(&ledger), (10, 0), "it may be the first one: too little rather than twice");
    ledger.report(second, BEGAN + 9_000, &report(7, 20, 0));
    assert_eq!(all(&ledger), (17, 0));
}

#[test]
fn a_cluster_that_comes_back_counts_from_zero() {
    let mut ledger = Ledger::new(BEGAN);
    let stream = ledger.open(origin("10.0.0.1:4000"));
    ledger.report(stream, BEGAN + 5_000, &report(3, 10, 0));
    ledger.report(stream, BEGAN + 6_000, &Report { uptime: Some(4), ..Report::default() });
    ledger.report(stream, BEGAN + 7_000, &report(5, 12, 0));
    assert_eq!(all(&ledger), (22, 0));
}

#[test]
fn nothing_from_before_a_moment_is_counted_after_it() {
    let mut ledger = Ledger::new(BEGAN);
    let stream = ledger.open(origin("10.0.0.1:4000"));
    ledger.report(stream, BEGAN + 5_000, &report(3, 10, 0));
    // These 100 failed between the two reports, so some of them before the moment.
    ledger.report(stream, BEGAN + 7_000, &report(5, 10, 100));
    ledger.report(stream, BEGAN + 9_000, &report(7, 15, 100));
    let from = ledger.since(BEGAN + 6_000, BEGAN + 9_500);
    assert!(from >= BEGAN + 6_000);
    let to = ledger.until(&BTreeSet::from([node("web")]), BEGAN + 9_500).unwrap();
    assert!(to <= BEGAN + 9_000, "what comes after the last report is not known");
    assert_eq!(counted(&ledger, from, to), (5, 0));
}

#[test]
fn an_interval_ends_when_nearly_all_told_of_it() {
    let mut ledger = Ledger::new(BEGAN);
    let callers = BTreeSet::from([node("web")]);
    assert_eq!(ledger.until(&callers, BEGAN + 1), None, "nobody told anything");
    let streams: Vec<u64> =
        (0..10).map(|host| ledger.open(origin(&format!("10.0.0.{host}:1")))).collect();
    for stream in &streams {
        ledger.report(*stream, BEGAN + 2_000, &report(600, 1, 0));
    }
    for stream in &streams[1..] {
        ledger.report(*stream, BEGAN + 30_000, &report(628, 1, 0));
    }
    let until = |ledger: &Ledger, now| ledger.until(&callers, now).unwrap() - BEGAN;
    assert!(until(&ledger, BEGAN + 10_000) <= 2_000, "one is waited for");
    let later = until(&ledger, BEGAN + 35_000);
    assert!((24_000..=25_000).contains(&later), "but no longer than a while: {later}");
    ledger.close(streams[0]);
    let later = until(&ledger, BEGAN + 35_000);
    assert!((29_000..=30_000).contains(&later), "whoever is gone is not waited for: {later}");
}

#[test]
fn a_report_of_a_long_time_is_of_no_interval() {
    let mut ledger = Ledger::new(BEGAN);
    let stream = ledger.open(origin("10.0.0.1:4000"));
    ledger.report(stream, BEGAN + 5_000, &report(3, 10, 0));
    let news = ledger.report(stream, BEGAN + 65_000, &report(63, 50, 0));
    assert_eq!(news[0].1.requests(), 40, "it is news all the same");
    assert_eq!((all(&ledger), ledger.uncounted()), ((10, 0), 40));
}

#[test]
fn statistics_are_read_by_their_names() {
    let read = |name: &str| statistic::read("shop", name).map(|(at, _, what)| (at.node, what));
    let counter = |counter| Some(("a.b".to_owned(), Statistic::Counter(counter)));
    let cluster = "cluster.cds_egress_shop_a.b_http2_80";
    assert_eq!(read(&format!("{cluster}.upstream_rq_5xx")), counter(Counter::Class5));
    assert_eq!(read(&format!("{cluster}.upstream_rq_retry")), counter(Counter::Retried));
    assert_eq!(
        read(&format!("{cluster}/0a1b.upstream_rq_time")),
        Some(("a.b".to_owned(), Statistic::Times))
    );
    for other in [
        "retry.upstream_rq_5xx",
        "external.upstream_rq_5xx",
        "upstream_rq_503",
        "upstream_rq_retry_success",
        "x",
    ] {
        assert_eq!(read(&format!("{cluster}.{other}")), None, "{other}");
    }
    assert_eq!(read("cluster.cds_ingress_shop_a_http_80.upstream_rq_5xx"), None);
}

#[test]
fn times_are_counted_in_ranges_that_hold_them() {
    let mut tally = Tally::default();
    for (at_most, count) in [(0.5, 1), (1.0, 2), (101.0, 4), (60_000.0, 8), (f64::INFINITY, 16)] {
        tally.add_times(at_most, count);
    }
    let times: Vec<_> = tally.times().collect();
    assert_eq!(times, [(Some(1), 3), (Some(120), 4), (Some(60_000), 8), (None, 16)]);
}

#[test]
fn whatever_a_proxy_sends_is_read_or_passed_over() {
    let family = |name: &str, metric: &[u8]| Family {
        name: Bytes::copy_from_slice(name.as_bytes()),
        metrics: vec![Bytes::copy_from_slice(metric)],
    };
    let odd = [
        family("server.uptime", b"\xff\xff"),
        family("cluster.cds_egress_shop_a_http_80.upstream_rq_5xx", b"not a message"),
        Family { name: Bytes::from_static(b"\xff"), metrics: Vec::new() },
        Family { name: Bytes::from_static(b"server.uptime"), metrics: Vec::new() },
    ];
    let report = Report::read("shop", &odd);
    assert_eq!(report.uptime, None);
    assert!(report.targets.values().all(|told| told.counters.is_empty()));
    assert!(crate::telemetry::report::Metrics::decode(&b"\x0a\xff"[..]).is_err());
}

/// What may happen to a proxy, one after the other.
#[derive(Debug, Clone)]
enum Step {
    Requests(u64, u64),
    Flush,
    Reconnect,
    /// The process ends after its last flush, and another one begins.
    Restart,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0_u64..50, 0_u64..5).prop_map(|(good, bad)| Step::Requests(good, bad)),
        4 => Just(Step::Flush),
        1 => Just(Step::Reconnect),
        1 => Just(Step::Restart),
    ];
    prop::collection::vec(step, 0..60)
}

proptest! {
    #[test]
    fn each_request_is_counted_once(steps in steps()) {
        let mut ledger = Ledger::new(BEGAN);
        let (mut now, mut born) = (BEGAN + 10_000, BEGAN + 5_000);
        let (mut good, mut bad) = (0, 0);
        let (mut all_good, mut all_bad) = (0, 0);
        let mut stream = ledger.open(origin("10.0.0.1:1"));
        let flush = |ledger: &mut Ledger, stream, now: i64, born: i64, good, bad| {
            let uptime = u64::try_from((now - born) / 1_000).unwrap();
            ledger.report(stream, now, &report(uptime, good, bad));
        };
        for (step, port) in steps.into_iter().zip(2..) {
            now += 1_000;
            match step {
                Step::Requests(more, worse) => {
                    good += more;
                    bad += worse;
                }
                Step::Flush => flush(&mut ledger, stream, now, born, good, bad),
                Step::Reconnect => {
                    flush(&mut ledger, stream, now, born, good, bad);
                    ledger.close(stream);
                    stream = ledger.open(origin(&format!("10.0.0.1:{port}")));
                    now += 1_000;
                    flush(&mut ledger, stream, now, born, good, bad);
                }
                Step::Restart => {
                    flush(&mut ledger, stream, now, born, good, bad);
                    ledger.close(stream);
                    (all_good, all_bad) = (all_good + good, all_bad + bad);
                    (good, bad) = (0, 0);
                    now += 5_000;
                    born = now;
                    now += 2_000;
                    stream = ledger.open(origin(&format!("10.0.0.1:{port}")));
                    flush(&mut ledger, stream, now, born, good, bad);
                }
            }
        }
        flush(&mut ledger, stream, now, born, good, bad);
        let (requests, failed) = all(&ledger);
        let uncounted = ledger.uncounted();
        prop_assert_eq!(requests + uncounted, all_good + good + all_bad + bad);
        prop_assert!(failed <= all_bad + bad);
    }

    #[test]
    fn ages_change_no_sum(counts in prop::collection::vec((0_i64..7_000_000, 1_u64..100), 0..200)) {
        let mut history = crate::telemetry::history::History::default();
        let mut whole = 0;
        for (after, count) in counts {
            let mut tally = Tally::default();
            tally.add(Counter::Class2, count);
            history.count(BEGAN + after, &tally);
            history.age(BEGAN + after, BEGAN - 10_000);
            whole += count;
        }
        history.age(BEGAN + 7_100_000, BEGAN - 10_000);
        let mut sum = Tally::default();
        history.within(i64::MIN, i64::MAX).for_each(|(_, counts)| sum.merge_sparse(counts));
        prop_assert_eq!(sum.requests(), whole);
        let times: Vec<i64> = history.within(i64::MIN, i64::MAX).map(|(at, _)| at).collect();
        let mut sorted = times.clone();
        sorted.sort_unstable();
        sorted.dedup();
        prop_assert_eq!(times, sorted, "each interval is there once, in order");
    }
}
