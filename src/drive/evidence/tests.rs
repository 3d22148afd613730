//! Evidence from a real control plane that a caller's proxy tells of its traffic, and from a real
//! Prometheus.

mod prometheus_server;

use std::sync::Arc;
use std::time::Duration;

use envoy_types::pb::envoy::config::core::v3::Node;
use envoy_types::pb::envoy::service::metrics::v3::StreamMetricsMessage;
use envoy_types::pb::envoy::service::metrics::v3::metrics_service_client::MetricsServiceClient;
use envoy_types::pb::envoy::service::metrics::v3::stream_metrics_message::Identifier;
use envoy_types::pb::io::prometheus::client::{Counter, Gauge, Metric, MetricFamily, MetricType};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};
use tokio_stream::wrappers::ReceiverStream;
use tonic::transport::Channel;

use crate::client::{Client, Transport};
use crate::drive::evidence::{Evidence as _, ProxyEvidence};
use crate::drive::tests::{share, spec, state as state_of};
use crate::model::ResourceName;
use crate::rollout::event::VerifyOutcome;
use crate::rollout::gate::{Reading, Verdict};
use crate::rollout::spec::Spec;
use crate::rollout::state::State;
use crate::server::ads::tests::{CALLER, CALLS, Proxy, Server, over_tcp, shop, split};
use crate::server::plane::tests::{World, id};

/// How long a test waits for something at most, and how long between two looks.
const LONG: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(150);

fn name(text: &str) -> ResourceName {
    ResourceName::parse(text).unwrap()
}

/// A rollout from `one` to `two` of the shop that has written half of the weight.
fn halfway(change: impl FnOnce(&mut Spec)) -> State {
    let mut spec = spec(Vec::new());
    spec.targets[0].route.route = name("t");
    spec.targets[0].baseline = name("one");
    spec.targets[0].canary = name("two");
    change(&mut spec);
    let mut plain = spec.clone();
    plain.targets[0].baseline = name("v1");
    plain.targets[0].canary = name("v2");
    let mut state = state_of(plain);
    state.spec = spec;
    state.routes[0].written = vec![share("one", 50), share("two", 50)].into();
    state.routes[0].ladder.base = state.routes[0].written.clone();
    state.percent = 50;
    state.writes = 1;
    state
}

/// A caller's proxy, which acknowledges whatever comes and counts calls.
struct Caller {
    ads: Proxy,
    metrics: Metrics,
}

/// What a proxy tells of its calls.
struct Metrics {
    messages: mpsc::Sender<StreamMetricsMessage>,
    node: Option<Node>,
    /// Good and bad requests to each node since it began.
    counts: [(&'static str, u64, u64); 2],
}

impl Caller {
    async fn connect(server: &Server) -> Self {
        let channel = over_tcp(&server.url).await;
        let mut ads = Proxy::new(channel.clone(), CALLER).await;
        ads.come_up(&[CALLS]).await;
        let mut metrics = Metrics::open(channel);
        // Its first message says where counting begins.
        metrics.tell().await;
        Self { ads, metrics }
    }
}

impl Metrics {
    fn open(channel: Channel) -> Self {
        let (messages, outbound) = mpsc::channel(16);
        let mut client = MetricsServiceClient::new(channel);
        tokio::spawn(async move { client.stream_metrics(ReceiverStream::new(outbound)).await });
        let node = Some(Node { id: CALLER.to_owned(), ..Node::default() });
        Self { messages, node, counts: [("one", 0, 0), ("two", 0, 0)] }
    }

    fn call(&mut self, node: &str, good: u64, bad: u64) {
        let counts = self.counts.iter_mut().find(|(known, ..)| *known == node).unwrap();
        counts.1 += good;
        counts.2 += bad;
    }

    async fn tell(&mut self) {
        let mut families = vec![family("server.uptime", MetricType::Gauge, 100_000)];
        for (node, good, bad) in self.counts {
            let cluster = format!("cluster.cds_egress_m_{node}_http_8080");
            let of =
                |end: &str, count| family(&format!("{cluster}.{end}"), MetricType::Counter, count);
            families.extend([of("upstream_rq_2xx", good), of("upstream_rq_5xx", bad)]);
        }
        let identifier = self.node.take().map(|node| Identifier { node: Some(node) });
        let message = StreamMetricsMessage { identifier, envoy_metrics: families };
        self.messages.send(message).await.unwrap();
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a test are small")]
fn family(name: &str, kind: MetricType, value: u64) -> MetricFamily {
    let value = Some(value as f64);
    let mut metric = Metric::default();
    match kind {
        MetricType::Gauge => metric.gauge = Some(Gauge { value }),
        _ => metric.counter = Some(Counter { value, ..Counter::default() }),
    }
    MetricFamily {
        name: Some(name.to_owned()),
        r#type: Some(kind.into()),
        metric: vec![metric],
        ..MetricFamily::default()
    }
}

/// A shop that sends half of the requests to each node, with its caller.
async fn world() -> (World, Server, Caller, ProxyEvidence) {
    let world = shop().await;
    world.update(&id("rt/r/t"), split(50, 50)).await.unwrap();
    let server = Server::start(&world.plane).await;
    let caller = Caller::connect(&server).await;
    let client = Client::new(Transport::http(&server.url, LONG).unwrap());
    (world, server, caller, ProxyEvidence::new(Arc::new(client)))
}

/// Goes on with the traffic until the condition holds.
async fn until<T>(
    caller: &mut Caller,
    calls: [(&str, u64, u64); 2],
    mut look: impl AsyncFnMut() -> Result<T, String>,
) -> T {
    let end = Instant::now() + LONG;
    loop {
        for (node, good, bad) in calls {
            caller.metrics.call(node, good, bad);
        }
        caller.metrics.tell().await;
        sleep(PAUSE).await;
        match look().await {
            Ok(found) => return found,
            Err(why) => assert!(Instant::now() < end, "{why}"),
        }
    }
}

fn reading<'a>(readings: &'a [Reading], gate: &str) -> &'a Reading {
    readings.iter().find(|reading| reading.gate == gate).unwrap()
}

#[tokio::test]
async fn weights_are_verified_by_answers_and_by_traffic() {
    let (_world, server, mut caller, evidence) = world().await;
    let state = halfway(|_| {});
    let first = evidence.verify(&state).await;
    assert!(matches!(first, VerifyOutcome::Pending { .. }), "nothing was counted yet: {first:?}");
    let fits = [("one", 5, 0), ("two", 5, 0)];
    let by = until(&mut caller, fits, async || match evidence.verify(&state).await {
        VerifyOutcome::Confirmed { by } => Ok(by),
        other => Err(format!("{other:?}")),
    })
    .await;
    assert!(by.starts_with("1 of 1 proxies that call through vr/r acknowledged it; vn/two got "));
    drop(caller);
    server.stop().await;
}

#[tokio::test]
async fn a_proxy_that_has_not_answered_is_waited_for_and_named() {
    let (world, server, caller, evidence) = world().await;
    world.update(&id("rt/r/t"), split(40, 60)).await.unwrap();
    let VerifyOutcome::Pending { why } = evidence.verify(&halfway(|_| {})).await else {
        panic!("the proxy has answered nothing")
    };
    assert_eq!(
        why,
        "0 of 1 proxies that call through vr/r acknowledged it, 95 % have to; \
         vn/caller has not answered"
    );
    drop(caller);
    let nobody = evidence.verify(&halfway(|_| {})).await;
    assert!(matches!(nobody, VerifyOutcome::Pending { .. }), "nobody is no proof: {nobody:?}");
    let lenient = halfway(|spec| spec.verify.if_connected = true);
    let nobody = evidence.verify(&lenient).await;
    let why = "no proxy is connected".to_owned();
    assert_eq!(nobody, VerifyOutcome::Unconfirmed { why }, "it goes on, and says so");
    server.stop().await;
}

#[tokio::test]
async fn a_split_that_contradicts_the_weights_is_told() {
    let (_world, server, mut caller, evidence) = world().await;
    let state = halfway(|_| {});
    let why = until(&mut caller, [("one", 50, 0), ("two", 0, 0)], async || {
        match evidence.verify(&state).await {
            VerifyOutcome::Pending { why } if why.contains("vn/two got 0 of") => Ok(why),
            other => Err(format!("{other:?}")),
        }
    })
    .await;
    assert!(why.ends_with("requests to it and vn/one, 50.0 % are for it"), "{why}");
    drop(caller);
    server.stop().await;
}

#[tokio::test]
async fn a_node_with_other_callers_has_no_split_to_observe() {
    let (world, server, mut caller, evidence) = world().await;
    let provider = serde_json::json!({"virtualNode": {"virtualNodeName": "one"}});
    let spec = serde_json::json!({"provider": provider});
    world.create(&id("vs/direct.local"), spec).await.unwrap();
    let state = halfway(|_| {});
    caller.metrics.call("one", 5_000, 0);
    let by = until(&mut caller, [("one", 50, 0), ("two", 0, 0)], async || {
        match evidence.verify(&state).await {
            VerifyOutcome::Confirmed { by } => Ok(by),
            other => Err(format!("{other:?}")),
        }
    })
    .await;
    assert!(by.ends_with("vs/direct.local leads to vn/one too, and requests are counted by node"));
    drop(caller);
    server.stop().await;
}

#[tokio::test]
async fn gates_see_what_came_after_the_measure() {
    let (_world, server, mut caller, evidence) = world().await;
    let state = halfway(|spec| spec.budget = Some(20));
    let readings = evidence.sample(&state).await;
    assert_eq!(reading(&readings, "errors").verdict, Verdict::NoData);
    // What failed before is none of the stage's.
    until(&mut caller, [("one", 5, 0), ("two", 0, 50)], async || Ok(())).await;
    sleep(Duration::from_millis(1_100)).await;
    evidence.measure(&state);
    let good = [("one", 20, 0), ("two", 20, 0)];
    let passed = until(&mut caller, good, async || {
        let readings = evidence.sample(&state).await;
        let errors = reading(&readings, "errors").clone();
        if errors.verdict == Verdict::Pass { Ok(errors) } else { Err(format!("{errors:?}")) }
    })
    .await;
    assert!(passed.evidence.starts_with("0 of "), "{}", passed.evidence);
    let harm = until(&mut caller, [("one", 20, 0), ("two", 10, 10)], async || {
        let readings = evidence.sample(&state).await;
        let is_harm = |gate: &str| reading(&readings, gate).verdict == Verdict::Harm;
        if is_harm("errors") && is_harm("budget") {
            Ok(reading(&readings, "budget").evidence.clone())
        } else {
            Err(format!("{readings:?}"))
        }
    })
    .await;
    assert!(harm.ends_with("requests more failed than at the baseline, 20 may"), "{harm}");
    drop(caller);
    server.stop().await;
}

#[tokio::test]
async fn a_node_that_still_gets_requests_is_not_drained() {
    let (_world, server, mut caller, evidence) = world().await;
    let state = halfway(|_| {});
    let why = until(&mut caller, [("one", 1, 0), ("two", 1, 0)], async || {
        match evidence.drained(&state).await {
            VerifyOutcome::Pending { why } if why.ends_with("requests in the last 30 s") => Ok(why),
            other => Err(format!("{other:?}")),
        }
    })
    .await;
    assert!(!why.starts_with('0'), "{why}");
    drop(caller);
    server.stop().await;
}

#[tokio::test]
async fn a_rejection_of_the_route_is_told_in_the_words_of_the_proxy() {
    let (world, server, mut caller, evidence) = world().await;
    world.update(&id("rt/r/t"), split(40, 60)).await.unwrap();
    caller.ads.reject("the sum is wrong").await;
    let rejected = tokio::time::timeout(LONG, evidence.verify(&halfway(|_| {}))).await.unwrap();
    let why = "vn/caller rejects them: the sum is wrong".to_owned();
    assert_eq!(rejected, VerifyOutcome::Rejected { why });
    drop(caller);
    server.stop().await;
}
