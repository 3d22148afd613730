//! Hooks against real programs and a real server.

use std::collections::VecDeque;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State as Shared;
use axum::response::IntoResponse as _;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::drive::hooks::http::signature;
use crate::drive::hooks::{HookCaller, Hooks as _, ready};
use crate::rollout::address::shown;
use crate::rollout::effect::Announcement;
use crate::rollout::event::HookOutcome;
use crate::rollout::example;
use crate::rollout::journal::Entry;
use crate::rollout::period::Period;
use crate::rollout::spec::{Hook, HookCall, HookPoint};
use crate::rollout::state::State;

fn hook(call: HookCall) -> Hook {
    let timeout = Period::seconds(10);
    let (name, on) = ("check".to_owned(), HookPoint::BeforeStep);
    Hook { name, on, call, timeout, retries: 0, secret: None }
}

fn script(text: &str) -> Hook {
    hook(HookCall::Exec(["sh", "-c", text].map(str::to_owned).to_vec()))
}

fn with(hook: Hook) -> State {
    let mut state = example::state();
    state.spec.hooks = vec![hook];
    state
}

async fn call(hook: Hook) -> HookOutcome {
    let (caller, _) = HookCaller::new(|_| None);
    caller.call(&with(hook), 0).await
}

fn failed(why: &str) -> HookOutcome {
    HookOutcome::Failed { why: why.to_owned() }
}

fn exists(path: &Path) -> bool {
    path.exists()
}

/// Waits until something is so, for at most a few seconds.
async fn soon(what: &str, is: impl Fn() -> bool) {
    let started = Instant::now();
    while !is() {
        assert!(started.elapsed() < Duration::from_secs(10), "{what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn the_exit_code_of_a_program_is_its_answer() {
    assert_eq!(call(script("exit 0")).await, HookOutcome::Ok);
    assert_eq!(
        call(script("echo warming up; exit 75")).await,
        HookOutcome::Pending { why: "`sh` is pending: warming up".to_owned() }
    );
    assert_eq!(
        call(script("echo fine; echo '503 from /health' >&2; echo; exit 3")).await,
        failed("`sh` ended with 3: 503 from /health")
    );
    assert_eq!(call(script("kill -9 $$")).await, failed("`sh` was ended by a signal"));
    let HookOutcome::Failed { why } =
        call(hook(HookCall::Exec(vec!["./no-such-program".to_owned()]))).await
    else {
        panic!("a program that is not there cannot say yes");
    };
    assert!(why.starts_with("`./no-such-program` cannot be started: "), "{why}");
}

#[tokio::test]
async fn a_program_is_told_what_is_about_to_happen() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("told");
    let text = format!(
        "cat > {0}.json; echo $WEIR_ROLLOUT_NAME $WEIR_STAGE/$WEIR_STAGES $WEIR_STAGE_WEIGHT \
         $WEIR_BASELINE $WEIR_CANARY $WEIR_HOOK_POINT > {0}",
        file.display()
    );
    assert_eq!(call(script(&text)).await, HookOutcome::Ok);
    let variables = fs::read_to_string(&file).unwrap();
    assert_eq!(variables, "api-v2 1/4 5 api-v1 api-v2 before-step\n");
    let body: Value =
        serde_json::from_slice(&fs::read(file.with_extension("json")).unwrap()).unwrap();
    assert_eq!(body["rollout"]["id"], "01KATEST");
    assert_eq!(body["routes"][1]["route"], "admin");
    assert_eq!(body["weight"]["stage"], 5);
    assert_eq!(body["event"], Value::Null);
}

#[tokio::test]
async fn a_program_that_prints_a_lot_and_reads_nothing_ends() {
    let outcome = call(script("head -c 1000000 /dev/zero; echo; echo too slow; exit 1")).await;
    assert_eq!(outcome, failed("`sh` ended with 1: too slow"));
}

#[tokio::test]
async fn a_program_that_leaves_something_running_is_not_waited_for() {
    let started = Instant::now();
    assert_eq!(call(script("sleep 30 & exit 0")).await, HookOutcome::Ok);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

/// A program whose child writes to a file if it outlives the time of the hook.
fn late(file: &Path) -> Hook {
    let file = file.display();
    script(&format!("touch {file}.begun; (sleep 1; touch {file}.late) & sleep 30"))
}

#[tokio::test]
async fn at_the_timeout_the_whole_group_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("it");
    let mut hook = late(&file);
    hook.timeout = Period::from(Duration::from_millis(300));
    assert_eq!(call(hook).await, failed("`sh` gave no answer within 300ms"));
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert!(exists(&file.with_extension("begun")) && !exists(&file.with_extension("late")));
}

#[tokio::test]
async fn a_call_that_nobody_waits_for_any_more_is_ended() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("it");
    let calling = tokio::spawn(call(late(&file)));
    soon("the program begins", || exists(&file.with_extension("begun"))).await;
    calling.abort();
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert!(!exists(&file.with_extension("late")), "what it started was killed with it");
}

/// What a server was sent.
#[derive(Debug, Clone)]
struct Received {
    headers: HeaderMap,
    body: Bytes,
}

/// A server that answers as it was told, and keeps what it was sent.
#[derive(Clone, Default)]
struct Endpoint {
    answers: Arc<Mutex<VecDeque<(StatusCode, &'static str)>>>,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Endpoint {
    async fn serve(answers: &[(u16, &'static str)]) -> (Self, String) {
        let answer = |&(status, text)| (StatusCode::from_u16(status).unwrap(), text);
        let endpoint = Self::default();
        endpoint.answers.lock().unwrap().extend(answers.iter().map(answer));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let answering = |Shared(endpoint): Shared<Self>, headers: HeaderMap, body: Bytes| async move {
            endpoint.received.lock().unwrap().push(Received { headers, body });
            let next = endpoint.answers.lock().unwrap().pop_front();
            let (status, text) = next.unwrap_or((StatusCode::OK, ""));
            (status, [(http::header::RETRY_AFTER, "0")], text).into_response()
        };
        let router = Router::new().fallback(answering).with_state(endpoint.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (endpoint, url)
    }

    fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

#[tokio::test]
async fn the_status_of_an_answer_is_what_it_says() {
    let statuses = [200, 204, 202, 425, 429, 503, 301, 403, 500]
        .map(|status| (status, "the database is down"));
    let (_, url) = Endpoint::serve(&statuses).await;
    let mut outcomes = Vec::new();
    for _ in statuses {
        outcomes.push(call(hook(HookCall::Http(url.clone()))).await);
    }
    let url = shown(&url);
    let pending = |status| HookOutcome::Pending { why: format!("{url} is pending ({status})") };
    let failed = |status| HookOutcome::Failed {
        why: format!("{url} answered {status}: the database is down"),
    };
    assert_eq!(
        outcomes,
        [
            HookOutcome::Ok,
            HookOutcome::Ok,
            pending(202),
            pending(425),
            pending(429),
            pending(503),
            failed(301),
            failed(403),
            failed(500),
        ]
    );
}

#[tokio::test]
async fn a_call_is_signed_and_has_one_id_in_all_attempts() {
    let (endpoint, url) = Endpoint::serve(&[(500, ""), (200, "")]).await;
    let mut hook = hook(HookCall::Http(url));
    hook.retries = 1;
    hook.secret = Some("KEY".to_owned());
    let secret = |name: &str| (name == "KEY").then(|| "river".to_owned());
    let (caller, _) = HookCaller::new(secret);
    assert_eq!(caller.call(&with(hook.clone()), 0).await, HookOutcome::Ok);
    let received = endpoint.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].headers["x-weir-delivery"], received[1].headers["x-weir-delivery"]);
    for one in &received {
        let body = std::str::from_utf8(&one.body).unwrap();
        assert_eq!(one.headers["x-weir-signature"], signature("river", body).as_str());
        assert_eq!(one.headers["x-weir-hook"], "before-step");
    }
    hook.secret = Some("OTHER".to_owned());
    let outcome = caller.call(&with(hook.clone()), 0).await;
    assert_eq!(outcome, failed("the variable OTHER with the key is not set"));
    assert_eq!(endpoint.received().len(), 2, "nothing is sent that cannot be signed");
}

#[test]
fn a_signature_is_the_hmac_of_the_body() {
    // Test case 2 of RFC 4231.
    assert_eq!(
        signature("Jefe", "what do ya want for nothing?"),
        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
}

#[tokio::test]
async fn a_question_has_an_id_of_its_own_and_keeps_it() {
    let (endpoint, url) = Endpoint::serve(&[]).await;
    let mut state = with(hook(HookCall::Http(url)));
    let (caller, _) = HookCaller::new(|_| None);
    caller.call(&state, 0).await;
    // Whoever takes over after a crash repeats the call.
    state.announced += 1;
    caller.call(&state, 0).await;
    state.stage = 1;
    caller.call(&state, 0).await;
    state.spec.hooks[0].on = HookPoint::Gate;
    caller.call(&state, 0).await;
    state.announced += 1;
    caller.call(&state, 0).await;
    let ids: Vec<String> = endpoint
        .received()
        .iter()
        .map(|one| one.headers["x-weir-delivery"].to_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids[0], ids[1]);
    let distinct: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(distinct.len(), 4, "another stage and each look at a gate are other questions");
}

fn entry(announcement: Announcement) -> Entry {
    Entry { seq: 7, at: example::at(0), rollout: "01KATEST".to_owned(), announcement }
}

#[tokio::test]
async fn notices_are_sent_to_those_who_want_them_and_nobody_waits() {
    let (endpoint, url) = Endpoint::serve(&[]).await;
    let at = |on| Hook { on, ..hook(HookCall::Http(url.clone())) };
    let mut state = with(at(HookPoint::Event));
    state.spec.hooks.extend([HookPoint::AfterPromote, HookPoint::OnRollback].map(at));
    let (caller, notices) = HookCaller::new(|_| None);
    caller.notify(&state, &entry(Announcement::Promoted));
    caller.notify(&state, &entry(Announcement::Started));
    drop(caller);
    notices.drain(Duration::from_secs(10)).await;
    let told: Vec<(String, Value)> = endpoint
        .received()
        .iter()
        .map(|one| {
            let body: Value = serde_json::from_slice(&one.body).unwrap();
            let point = one.headers["x-weir-hook"].to_str().unwrap().to_owned();
            (point, body["event"]["type"].clone())
        })
        .collect();
    let told: Vec<(&str, &str)> =
        told.iter().map(|(point, kind)| (point.as_str(), kind.as_str().unwrap())).collect();
    assert_eq!(
        told,
        [
            ("event", "rollout.promoted"),
            ("after-promote", "rollout.promoted"),
            ("event", "rollout.started")
        ]
    );
}

#[tokio::test]
async fn more_notices_than_fit_are_left_out_and_block_nobody() {
    let (caller, notices) = HookCaller::new(|_| None);
    let mut state = with(script("sleep 30"));
    state.spec.hooks[0].on = HookPoint::Event;
    let started = Instant::now();
    for _ in 0..2000 {
        caller.notify(&state, &entry(Announcement::Started));
    }
    drop(caller);
    notices.drain(Duration::from_millis(50)).await;
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn what_cannot_be_called_is_known_before() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, mode: u32| {
        let path = folder.path().join(name);
        fs::write(&path, "#!/bin/sh\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path.to_string_lossy().into_owned()
    };
    let exec = |program: &str| hook(HookCall::Exec(vec![program.to_owned(), "-x".to_owned()]));
    let missing = folder.path().join("missing").to_string_lossy().into_owned();
    let (plain, program) = (file("plain", 0o644), file("program", 0o755));
    let signed = Hook {
        secret: Some("KEY".to_owned()),
        ..hook(HookCall::Http("http://127.0.0.1/".to_owned()))
    };
    let path = folder.path().to_string_lossy().into_owned();
    let said = |one: &Hook, key: Option<&str>| {
        let variable = |name: &str| match name {
            "PATH" => Some(path.clone()),
            _ => key.map(str::to_owned),
        };
        ready::problems(std::iter::once(one), &variable)
    };
    let named = |what: &str| vec![format!("the hook `check` {what}")];
    assert_eq!(said(&exec(&program), None), [] as [String; 0]);
    assert_eq!(said(&exec("program"), None), [] as [String; 0], "it is in PATH");
    assert_eq!(
        said(&exec("plain"), None),
        named("runs `plain`, which is not in any folder of PATH")
    );
    assert_eq!(
        said(&exec(&missing), None),
        named(&format!("runs `{missing}`, which is not there"))
    );
    let why = "which is no program that may be run";
    assert_eq!(said(&exec(&plain), None), named(&format!("runs `{plain}`, {why}")));
    assert_eq!(said(&exec(&path), None), named(&format!("runs `{path}`, {why}")));
    let shell = file("sh", 0o755);
    let of_shell =
        |text: &str| hook(HookCall::Exec(vec![shell.clone(), "-c".to_owned(), text.to_owned()]));
    for text in
        ["program -x | cat", "X=1 nosuch", "exit 0", "if nosuch; then :; fi", "\"$P\" x", ""]
    {
        assert_eq!(said(&of_shell(text), None), [] as [String; 0], "{text}");
    }
    assert_eq!(
        said(&of_shell("nosuch -v"), None),
        named("runs `nosuch`, which is not in any folder of PATH")
    );
    assert_eq!(said(&signed, Some("k")), [] as [String; 0]);
    let why = "is signed with the key in the variable KEY, which is not set";
    assert_eq!(said(&signed, None), named(why));
}
