//! Everything that a rollout will write if nothing goes wrong, before it writes anything.

use crate::rollout::gate::Limit;
use crate::rollout::prepare::Prepared;
use crate::rollout::spec::{RouteRef, Stage, Strategy};
use crate::rollout::weights::{Ladder, Share, Shares};

/// Something that a rollout will do, in the order in which it does it if nothing goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planned {
    /// Routes are made by which requests with the header reach the new node.
    Preview { header: String, value: String, routes: Vec<RouteRef> },
    /// Somebody has to approve.
    Approval { name: String },
    /// Weights are written.
    Weights { stage: usize, percent: u8, changes: Vec<Change> },
    /// The preview routes are taken away.
    PreviewRemoved { routes: Vec<RouteRef> },
    /// The baseline is taken out of the routes, by `finish` and not before.
    Finish { changes: Vec<Change> },
}

/// The weights of one route before and after a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub route: RouteRef,
    pub from: Shares,
    pub to: Shares,
}

impl Prepared {
    /// Everything that the rollout writes if nothing goes wrong.
    pub fn planned(&self) -> Vec<Planned> {
        let mut at: Vec<Shares> =
            self.routes.iter().map(|(_, ladder)| ladder.found.clone()).collect();
        let mut planned = Vec::new();
        let mut previewed = false;
        for (stage, what) in self.spec.stages.iter().enumerate() {
            match what {
                Stage::Approve { name, .. } => {
                    previewed = self.preview(previewed, &mut planned);
                    planned.push(Planned::Approval { name: name.clone() });
                }
                Stage::Weight { percent, .. } => {
                    previewed = self.preview(previewed, &mut planned);
                    let changes = self.changes(&mut at, |ladder| ladder.at(*percent));
                    planned.push(Planned::Weights { stage, percent: *percent, changes });
                }
            }
        }
        if previewed {
            planned.push(Planned::PreviewRemoved { routes: self.refs() });
        }
        let last = self.spec.percents().last().copied().unwrap_or_default();
        let changes = self.changes(&mut at, |ladder| without_baseline(ladder, last));
        if changes.iter().any(|change| change.from != change.to) {
            planned.push(Planned::Finish { changes });
        }
        planned
    }

    /// The preview comes before whatever is first; whether there is one.
    fn preview(&self, previewed: bool, planned: &mut Vec<Planned>) -> bool {
        let Strategy::BlueGreen { preview: Some(preview) } = &self.spec.strategy else {
            return false;
        };
        if !previewed {
            let (header, value) = (preview.header.clone(), preview.value.clone());
            planned.push(Planned::Preview { header, value, routes: self.refs() });
        }
        true
    }

    fn refs(&self) -> Vec<RouteRef> {
        self.routes.iter().map(|(route, _)| route.clone()).collect()
    }

    fn changes(&self, at: &mut [Shares], next: impl Fn(&Ladder) -> Shares) -> Vec<Change> {
        let routes = self.routes.iter().zip(at);
        let change = |((route, ladder), at): (&(RouteRef, Ladder), &mut Shares)| {
            let to = next(ladder);
            Change { route: route.clone(), from: std::mem::replace(at, to.clone()), to }
        };
        routes.map(change).collect()
    }
}

/// The last weights without the baseline, unless it keeps some.
fn without_baseline(ladder: &Ladder, last: u8) -> Shares {
    let shares = ladder.at(last);
    let is_idle = |place, share: &Share| place == ladder.arms.baseline && share.weight.get() == 0;
    let stays = shares.iter().enumerate().filter(|(place, share)| !is_idle(*place, share));
    stays.map(|(_, share)| share.clone()).collect()
}

/// How many seconds a stage needs until a limit can be told to be kept, at so many requests per
/// second to all targets together; nothing where it never can, or needs no requests.
pub fn seconds_to_tell(limit: &Limit, percent: u8, per_second: f64) -> Option<f64> {
    let needed = match *limit {
        Limit::Errors { min_requests, .. } | Limit::Slow { min_requests, .. } => min_requests,
        Limit::Value { .. } => return None,
    };
    let rate = per_second * f64::from(percent) / 100.0;
    #[expect(clippy::cast_precision_loss, reason = "numbers of requests stay far below 2^52")]
    (rate > 0.0).then(|| needed as f64 / rate)
}
