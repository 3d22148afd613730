//! Gates that ask a Prometheus: a real one, which reads what weir itself counts.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::*;
use crate::rollout::gate::Limit;
use crate::rollout::spec::{Gate, Prometheus, Queries, Source};

/// A Prometheus that reads one address every tenth of a second, until it is dropped.
struct Running {
    child: Child,
    address: String,
    _dir: TempDir,
}

/// The program, where it was named. Where parts are required, it has to be.
fn program() -> Option<PathBuf> {
    let program = std::env::var_os("WEIR_PROMETHEUS").map(PathBuf::from);
    assert!(
        program.is_some() || std::env::var_os("WEIR_REQUIRE_PARTS").is_none(),
        "WEIR_PROMETHEUS must name the Prometheus to test with"
    );
    program
}

impl Running {
    fn start(program: &PathBuf, reads: &str) -> Self {
        let dir = TempDir::new().unwrap();
        let config = dir.path().join("prometheus.yml");
        let target = reads.trim_start_matches("http://");
        let text = format!(
            "global: {{scrape_interval: 100ms, scrape_timeout: 100ms}}\n\
             scrape_configs: [{{job_name: weir, static_configs: [{{targets: ['{target}']}}]}}]\n"
        );
        std::fs::write(&config, text).unwrap();
        let mut child = Command::new(program)
            .arg(format!("--config.file={}", config.display()))
            .arg(format!("--storage.tsdb.path={}", dir.path().join("data").display()))
            .arg("--web.listen-address=127.0.0.1:0")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let listening = lines.find_map(|line| {
            let line = line.unwrap();
            let (_, rest) = line.split_once("address=127.0.0.1:")?;
            // First it says what it was told, which is port 0.
            Some(rest.split_whitespace().next()?.to_owned()).filter(|port| port != "0")
        });
        let port = listening.expect("it says where it listens before it ends");
        // Somebody has to read on, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address: format!("http://127.0.0.1:{port}"), _dir: dir }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn gate(name: &str, address: &str, limit: Limit, query: Queries) -> Gate {
    let source = Source::Prometheus(Prometheus { address: address.to_owned(), query });
    Gate { name: name.to_owned(), limit, source }
}

fn value(query: &str) -> Queries {
    Queries::Value(query.to_owned())
}

const AT_MOST_1: Limit = Limit::Value { min: None, max: Some(1.0) };

#[tokio::test]
async fn gates_are_judged_by_what_a_prometheus_says() {
    let Some(program) = program() else { return };
    let (_world, server, mut caller, evidence) = world().await;
    let prometheus = Running::start(&program, &server.url);
    let at = prometheus.address.as_str();
    let requests = |class: &str| {
        let of = r#"mesh="{{mesh}}",node="{{canary}}""#;
        format!(
            "sum(increase(weir_mesh_requests_total{{{of},class=~\"{class}\"}}[{{{{window}}}}]))"
        )
    };
    let counts = Queries::Counts { bad: requests("5xx"), total: requests("...") };
    let errors = Limit::Errors { max: 0.01, min_requests: 10 };
    let gates = vec![
        gate("failures", at, errors, counts),
        gate("above", at, AT_MOST_1, value("vector(2)")),
        gate("below", at, AT_MOST_1, value("scalar(vector(0.5))")),
        gate("nothing", at, AT_MOST_1, value("no_such_series")),
        gate(
            "several",
            at,
            AT_MOST_1,
            value("label_replace(vector(1),\"a\",\"b\",\"\",\"\") or vector(1)"),
        ),
        gate("no number", at, AT_MOST_1, value("vector(0) / 0")),
        gate("wrong", at, AT_MOST_1, value("sum(")),
        gate("matrix", at, AT_MOST_1, value("up[1m]")),
        gate("nobody", "http://127.0.0.1:1", AT_MOST_1, value("vector(1)")),
        gate("unlike", at, errors, value("vector(1)")),
    ];
    let state = halfway(|spec| {
        spec.gates = gates;
        spec.verify.split = false;
    });
    evidence.measure(&state);
    let readings = until(&mut caller, [("one", 9, 1), ("two", 5, 5)], async || {
        let readings = evidence.sample(&state).await;
        let failures = reading(&readings, "failures");
        if failures.verdict == Verdict::Harm { Ok(readings) } else { Err(format!("{failures:?}")) }
    })
    .await;
    let lines: Vec<String> = readings[1..]
        .iter()
        .map(|reading| format!("{}: {:?}, {}", reading.gate, reading.verdict, reading.evidence))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    above: Harm, the value is 2, it may be at most 1
    below: Pass, the value is 0.5, it may be at most 1
    nothing: NoData, the query finds no series
    several: NoData, the query finds 2 series, and one is needed; sum them up
    no number: NoData, the query answers NaN
    wrong: NoData, Prometheus refuses the query: invalid parameter "query": 1:5: parse error: unclosed left parenthesis
    matrix: NoData, the query answers a matrix, and a number is needed
    nobody: NoData, cannot ask Prometheus: the connection could not be made
    unlike: NoData, the query answers a value, and the limit is on counts
    "#);
    drop((caller, prometheus));
    server.stop().await;
}
