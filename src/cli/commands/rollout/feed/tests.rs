//! What is heard of a server fits together, whatever it announces between two requests.

use std::convert::Infallible;

use bytes::Bytes;
use http::{Request, Response};
use serde_json::json;

use super::*;
use crate::client::{LocalService, Transport};
use crate::rollout::effect::Announcement;
use crate::rollout::example;

/// A server that announces two more things after its record was read.
fn server() -> Server {
    let entry = |seq| Entry {
        seq,
        at: example::at(0),
        rollout: "id".to_owned(),
        announcement: Announcement::Resumed,
    };
    let answer = move |request: Request<Bytes>| async move {
        let after = request.uri().query().and_then(|query| query.split(['=', '&']).nth(1));
        let body = match after {
            None => {
                let state = State { announced: 3, ..example::state() };
                json!({"number": 1, "state": state})
            }
            Some("0") => json!({"entries": [entry(1), entry(2)]}),
            Some("2") => json!({"entries": [entry(3), entry(4), entry(5)]}),
            Some(other) => panic!("nobody has heard number {other}"),
        };
        Ok::<_, Infallible>(Response::new(Bytes::from(body.to_string())))
    };
    Server {
        client: Arc::new(Client::new(Transport::Local(LocalService::new(tower::service_fn(
            answer,
        ))))),
        id: "id".to_owned(),
        by: "ann@here".to_owned(),
        after: 0,
        renewed: Some(Instant::now()),
    }
}

#[tokio::test]
async fn nothing_is_heard_that_the_record_does_not_know() {
    let mut server = server();
    let heard = server.next(Duration::ZERO).await.unwrap();
    let numbers: Vec<u64> = heard.entries.iter().map(|entry| entry.seq).collect();
    assert_eq!((numbers, heard.state.announced), (vec![1, 2, 3], 3));
    assert_eq!(server.after, 3, "the rest is heard next");
}
