//! The gates of a rollout spec. One without a criterion would always pass, so there is none.

use crate::document::rollout::notation::{Amount, Written};
use crate::document::rollout::shapes::{
    Comparison, GateShape, Metric, Quantile, QueryShape, SourceWord,
};
use crate::document::rollout::typing::{
    CONTRADICTION, EXCLUSIVE, NOT_ONE_OF, REQUIRED, Typing, below, count, free_name, item,
};
use crate::document::rollout::{defaults, notation};
use crate::document::suggest::closest;
use crate::model::FieldPath;
use crate::rollout::gate::Limit;
use crate::rollout::period::Period;
use crate::rollout::spec::{Gate, Mark, Prometheus, Queries, Source};

impl Typing<'_> {
    pub fn gates(&mut self, shapes: &[GateShape]) -> Vec<Gate> {
        let mut gates: Vec<Gate> = Vec::with_capacity(shapes.len());
        for (index, shape) in shapes.iter().enumerate() {
            let base = item("gates", index);
            let taken = |name: &str| gates.iter().any(|gate| gate.name == name);
            let name = match &shape.name {
                Some(name) => name.as_str().to_owned(),
                None => free_name(shape.metric.as_str(), taken),
            };
            self.check_name(&below(&base, "name"), &name);
            if taken(&name) {
                let message = format!("two gates are called `{name}`");
                self.report(CONTRADICTION, &below(&base, "name"), message);
            }
            if let Some((limit, source)) = self.gate(shape, &base) {
                gates.push(Gate { name, limit, source });
            }
        }
        gates
    }

    fn gate(&mut self, shape: &GateShape, base: &FieldPath) -> Option<(Limit, Source)> {
        if shape.compare == Some(Comparison::Baseline) {
            let message =
                "this version judges absolute limits only, and does not compare with the \
                           baseline"
                    .to_owned();
            let problem = self.report(CONTRADICTION, &below(base, "compare"), message);
            problem.help = Some("say how much is allowed with `max`".to_owned());
            return None;
        }
        let limit = match shape.metric {
            Metric::Errors => self.errors(shape, base),
            Metric::Latency => self.latency(shape, base),
            Metric::Value => self.value(shape, base),
        };
        let source = self.source(shape, base);
        Some((limit?, source?))
    }

    /// A criterion that is missing.
    fn nothing_to_judge(&mut self, base: &FieldPath, metric: Metric, help: &str) {
        let message = format!("this gate on {metric} says no limit, so it would always pass");
        self.report(REQUIRED, base, message).help = Some(help.to_owned());
    }

    fn errors(&mut self, shape: &GateShape, base: &FieldPath) -> Option<Limit> {
        self.misplaced(base, &["at", "slow"], "gates on latency");
        self.misplaced(base, &["min"], "gates on a value");
        let Some(max) = &shape.max else {
            self.nothing_to_judge(base, Metric::Errors, r#"such as "max": "1%""#);
            return None;
        };
        let max = match max.get()? {
            Amount::Number(max) | Amount::Share(max) if (0.0..1.0).contains(&max) => max,
            _ => {
                let message = format!(
                    "`max` is {}, but the share of failed requests is at least 0 and below 1",
                    max.text()
                );
                let problem = self.report(CONTRADICTION, &below(base, "max"), message);
                problem.help = Some("write 1% or 0.01".to_owned());
                return None;
            }
        };
        let min_requests = shape.min_requests.map_or_else(|| defaults::min_requests(max), count);
        Some(Limit::Errors { max, min_requests })
    }

    fn latency(&mut self, shape: &GateShape, base: &FieldPath) -> Option<Limit> {
        self.misplaced(base, &["min"], "gates on a value");
        let (than, max) = match (&shape.slow, &shape.max, shape.at) {
            (Some(slow), None, None) => (slow.than.get()?, slow.max.get()?),
            (Some(_), ..) => {
                let message = "`slow` is a limit by itself; leave out `at` and `max`".to_owned();
                self.report(EXCLUSIVE, &below(base, "slow"), message);
                return None;
            }
            (None, Some(max), Some(at)) => (self.duration(max, base)?, beyond(at)),
            (None, ..) => {
                let help = r#"such as "at": "p99", "max": "250ms""#;
                self.nothing_to_judge(base, Metric::Latency, help);
                return None;
            }
        };
        let than_ms = u64::try_from(than.get().as_millis()).unwrap_or(u64::MAX);
        let min_requests = shape.min_requests.map_or_else(|| defaults::min_requests(max), count);
        Some(Limit::Slow { than_ms, max, min_requests })
    }

    fn duration(&mut self, max: &Written<notation::Limit>, base: &FieldPath) -> Option<Period> {
        match max.get()? {
            Amount::Length(length) if !length.is_zero() => Some(length),
            _ => {
                let message = format!("`max` is {}, but a latency is a duration", max.text());
                let problem = self.report(CONTRADICTION, &below(base, "max"), message);
                problem.help = Some("write 250ms or 1s".to_owned());
                None
            }
        }
    }

    fn value(&mut self, shape: &GateShape, base: &FieldPath) -> Option<Limit> {
        self.misplaced(base, &["at", "slow"], "gates on latency");
        self.misplaced(base, &["minRequests"], "gates on requests");
        let min = shape.min.as_ref().and_then(Written::get);
        let max = match shape.max.as_ref().and_then(Written::get) {
            None => None,
            Some(Amount::Number(max) | Amount::Share(max)) => Some(max),
            Some(Amount::Length(_)) => {
                let message =
                    "`max` is a duration, but a value is a number in the unit of its query";
                self.report(CONTRADICTION, &below(base, "max"), message.to_owned());
                return None;
            }
        };
        if min.is_none() && max.is_none() {
            self.nothing_to_judge(base, Metric::Value, "say `max`, `min` or both");
            return None;
        }
        if min.zip(max).is_some_and(|(min, max)| min > max) {
            let message = "`min` is above `max`, so this gate would never pass".to_owned();
            self.report(CONTRADICTION, &below(base, "min"), message);
        }
        Some(Limit::Value { min, max })
    }

    fn source(&mut self, shape: &GateShape, base: &FieldPath) -> Option<Source> {
        match shape.source.unwrap_or(SourceWord::Mesh) {
            SourceWord::Mesh if shape.metric == Metric::Value => {
                let message = "proxies report requests; a value has to come from Prometheus";
                let problem =
                    self.report(CONTRADICTION, &below(base, "metric"), message.to_owned());
                problem.help = Some(r#"add "source": "prometheus""#.to_owned());
                None
            }
            SourceWord::Mesh => {
                let belongs = "gates with \"source\": \"prometheus\"";
                self.misplaced(base, &["address", "query"], belongs);
                Some(Source::Mesh)
            }
            SourceWord::Prometheus => self.prometheus(shape, base),
        }
    }

    fn prometheus(&mut self, shape: &GateShape, base: &FieldPath) -> Option<Source> {
        if shape.metric == Metric::Latency {
            let message = "Prometheus answers no latency of single requests";
            let problem = self.report(CONTRADICTION, &below(base, "metric"), message.to_owned());
            problem.help = Some(
                "count the slow ones as `bad` of a gate on errors, or ask for a quantile as a value"
                    .to_owned(),
            );
            return None;
        }
        let (Some(address), Some(query)) = (&shape.address, &shape.query) else {
            let missing = if shape.address.is_none() { "address" } else { "query" };
            let message = format!("`{missing}` is missing for a gate from Prometheus");
            self.report(REQUIRED, base, message);
            return None;
        };
        let query = self.queries(shape.metric, query, base)?;
        Some(Source::Prometheus(Prometheus { address: address.text().to_owned(), query }))
    }

    fn queries(&mut self, metric: Metric, query: &QueryShape, base: &FieldPath) -> Option<Queries> {
        let base = below(base, "query");
        if metric == Metric::Value {
            self.misplaced(&base, &["bad", "total"], "gates on errors");
            if let Some(value) = &query.value {
                self.check_marks(&below(&base, "value"), value.as_str());
                return Some(Queries::Value(value.as_str().to_owned()));
            }
            self.report(REQUIRED, &base, "a gate on a value needs `query.value`".to_owned());
            return None;
        }
        self.misplaced(&base, &["value"], "gates on a value");
        if let (Some(bad), Some(total)) = (&query.bad, &query.total) {
            self.check_marks(&below(&base, "bad"), bad.as_str());
            self.check_marks(&below(&base, "total"), total.as_str());
            let (bad, total) = (bad.as_str().to_owned(), total.as_str().to_owned());
            return Some(Queries::Counts { bad, total });
        }
        let message = "a gate on errors needs `query.bad` and `query.total`".to_owned();
        self.report(REQUIRED, &base, message);
        None
    }

    /// Nothing is filled in for a word that is not known, and Prometheus would not understand it.
    fn check_marks(&mut self, at: &FieldPath, query: &str) {
        let known = Mark::ALL.map(Mark::word);
        for word in words(query).filter(|word| !known.contains(word)) {
            let message = format!("nothing is filled in for `{{{{{word}}}}}`");
            let problem = self.report(NOT_ONE_OF, at, message);
            problem.help = Some(match closest(word.trim(), known) {
                Some(near) => format!("did you mean `{{{{{near}}}}}`?"),
                None => format!(
                    "there are {}",
                    known.map(|word| format!("`{{{{{word}}}}}`")).join(", ")
                ),
            });
        }
    }
}

/// The words between `{{` and `}}` of a query. Anything else there is none of ours.
fn words(query: &str) -> impl Iterator<Item = &str> {
    let words = query.split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0));
    words.filter(|word| word.chars().all(|char| char.is_alphanumeric() || " _-.$".contains(char)))
}

/// The share of requests that may be slower than a quantile.
fn beyond(quantile: Quantile) -> f64 {
    match quantile {
        Quantile::P50 => 0.5,
        Quantile::P90 => 0.1,
        Quantile::P95 => 0.05,
        Quantile::P99 => 0.01,
        Quantile::P999 => 0.001,
    }
}
