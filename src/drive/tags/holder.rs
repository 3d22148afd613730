//! A process that drives a rollout, or may: how it is named where others look, and whether it is known
//! to have ended.

/// A process that drives, or may drive, a rollout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub user: String,
    pub host: String,
    pub pid: u32,
}

impl Holder {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let (user, host) = (words.next()?.to_owned(), words.next()?.to_owned());
        Some(Self { user, host, pid: words.next()?.parse().ok()? })
    }

    /// With letters that every control plane takes.
    pub(super) fn tag(&self) -> String {
        let safe = |text: &str| -> String {
            let letter =
                |c: char| if c.is_ascii_alphanumeric() || "-_.@".contains(c) { c } else { '_' };
            text.chars().take(100).map(letter).collect()
        };
        format!("{} {} {}", safe(&self.user), safe(&self.host), self.pid)
    }

    /// Whether it is a process of this machine that is known to have ended.
    pub fn is_dead(&self, here: &Self) -> bool {
        let mine = Self::parse(&here.tag());
        let same_host = mine.is_some_and(|mine| mine.host == self.host);
        let pid = i32::try_from(self.pid).ok().and_then(rustix::process::Pid::from_raw);
        let gone = |pid| {
            rustix::process::test_kill_process(pid) == Err(rustix::io::Errno::SRCH)
                || is_zombie(pid)
        };
        same_host && pid.is_some_and(gone)
    }
}

/// Whether a process has ended and only its parent has not heard of it (Linux).
fn is_zombie(pid: rustix::process::Pid) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero()));
    // The name before the state may hold anything, parentheses too.
    let state = stat.ok().and_then(|stat| stat.rsplit_once(") ").map(|(_, rest)| rest.to_owned()));
    state.is_some_and(|rest| rest.starts_with(['Z', 'X']))
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} on {} (process {})", self.user, self.host, self.pid)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_process_whose_end_nobody_heard_of_has_ended() {
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let here = Holder { user: "me".to_owned(), host: "vm".to_owned(), pid: std::process::id() };
        let other = Holder { pid: child.id(), ..here.clone() };
        let began = Instant::now();
        while !other.is_dead(&here) {
            assert!(began.elapsed() < Duration::from_secs(20), "it never ends");
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(!here.is_dead(&here));
        child.wait().unwrap();
    }
}
