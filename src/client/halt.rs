//! A wish to stop that ends pauses at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// A wish to stop. What is under way is finished; whoever waits does not go on waiting.
#[derive(Debug, Clone, Default)]
pub struct Halt(Arc<State>);

#[derive(Debug, Default)]
struct State {
    asked: AtomicBool,
    waiting: Notify,
}

impl Halt {
    pub fn ask(&self) {
        self.0.asked.store(true, Ordering::Release);
        self.0.waiting.notify_waiters();
    }

    pub fn is_asked(&self) -> bool {
        self.0.asked.load(Ordering::Acquire)
    }

    /// Waits for the wish.
    async fn asked(&self) {
        let mut waiting = std::pin::pin!(self.0.waiting.notified());
        // From here on no wish is missed, and one that came before is seen.
        waiting.as_mut().enable();
        if !self.is_asked() {
            waiting.await;
        }
    }

    /// Sleeps; answers whether the time passed, rather than that somebody asked to stop.
    pub async fn sleep(&self, pause: std::time::Duration) -> bool {
        tokio::select! {
            () = tokio::time::sleep(pause) => true,
            () = self.asked() => false,
        }
    }
}
