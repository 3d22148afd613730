//! How many requests a command sent.

use serde_json::{Value, json};

use crate::client::Requests;
use crate::output::count::Count;

/// All that was sent; null where nobody was asked.
pub fn json(requests: Option<Requests>) -> Value {
    let Some(Requests { read, write, retried, throttled, seconds }) = requests else {
        return Value::Null;
    };
    json!({"read": read, "write": write, "retried": retried, "throttled": throttled,
        "seconds": seconds})
}

/// `read 38 requests in 0.2 s`.
pub fn text(requests: Requests) -> String {
    let Requests { read, write, retried, throttled, seconds } = requests;
    let mut text = match write {
        0 => format!("read {} in {seconds:.1} s", sent(read)),
        _ => format!("sent {}, {write} of them writes, in {seconds:.1} s", sent(read + write)),
    };
    for (number, what) in [(retried, "sent again"), (throttled, "throttled")] {
        if number > 0 {
            text = format!("{text}, {number} {what}");
        }
    }
    text
}

fn sent(number: u64) -> Count {
    Count::new(usize::try_from(number).unwrap_or(usize::MAX), "request", "requests")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_says_what_is_not_as_usual() {
        let usual = Requests { read: 38, seconds: 0.21, ..Requests::default() };
        assert_eq!(text(usual), "read 38 requests in 0.2 s");
        let slow = Requests { read: 1, write: 2, retried: 1, throttled: 1, seconds: 3.0 };
        assert_eq!(
            text(slow),
            "sent 3 requests, 2 of them writes, in 3.0 s, 1 sent again, 1 throttled"
        );
    }
}
