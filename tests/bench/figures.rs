//! Samples, and how they are told.

use std::time::Duration;

/// Durations of the same thing.
#[derive(Debug, Default)]
pub struct Samples(Vec<Duration>);

impl Samples {
    pub fn add(&mut self, one: Duration) {
        self.0.push(one);
    }

    /// The value below which that share of the samples is, in milliseconds.
    pub fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let last = sorted.len().saturating_sub(1);
        let index = (share * last as f64).round() as usize;
        sorted.get(index).copied().unwrap_or_default().as_secs_f64() * 1000.0
    }

    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// One row of a table.
    pub fn row(&self, name: &str) {
        println!(
            "  {name:<44}{:>9.3}{:>9.3}{:>9.3}   n={}",
            self.median(),
            self.quantile(0.99),
            self.quantile(1.0),
            self.0.len()
        );
    }
}

pub fn header(title: &str) {
    println!("\n{title}\n  {:<44}{:>9}{:>9}{:>9}", "milliseconds", "p50", "p99", "max");
}

pub fn ratio(name: &str, ours: f64, other: f64) {
    println!("  {name:<44}{:>9.2}", ours / other);
}
