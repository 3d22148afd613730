//! The stages of a rollout spec: one by one, or made by a rule. Weights only rise.

use crate::document::rollout::defaults;
use crate::document::rollout::shapes::{Growth, StageShape, StageWhat, Stages, StagesRule};
use crate::document::rollout::typing::{CONTRADICTION, REQUIRED, Typing, below, length};
use crate::model::FieldPath;
use crate::rollout::period::Period;
use crate::rollout::spec::{Fallback, Stage};

impl Typing<'_> {
    pub fn stages(&mut self, base: &FieldPath, stages: &Stages) -> Vec<Stage> {
        match stages {
            Stages::Each(stages) => self.each(base, stages),
            Stages::Rule(rule) => self.rule(base, rule),
        }
    }

    fn each(&mut self, base: &FieldPath, shapes: &[StageShape]) -> Vec<Stage> {
        let mut before = 0;
        let mut stages: Vec<Stage> = Vec::with_capacity(shapes.len());
        for (index, shape) in shapes.iter().enumerate() {
            let base = base.clone().item(index);
            match &shape.what {
                StageWhat::Weight(weight) => {
                    self.misplaced(&base, &["deadline", "onDeadline"], "stages with `approve`");
                    let percent = percent(weight.get());
                    self.check_rise(&base, before, percent);
                    before = percent;
                    let hold = length(shape.hold.as_ref(), defaults::HOLD);
                    let longest = longest(hold);
                    let max_hold = length(shape.max_hold.as_ref(), longest);
                    self.check_holds(&base, hold, max_hold);
                    stages.push(Stage::Weight { percent, hold, max_hold });
                }
                StageWhat::Approve(name) => {
                    self.misplaced(&base, &["hold", "maxHold"], "stages with `weight`");
                    let name = name.as_str().to_owned();
                    self.check_approval(&base, &stages, &name);
                    let deadline = length(shape.deadline.as_ref(), defaults::APPROVAL);
                    let on_deadline = shape.on_deadline.unwrap_or(Fallback::Rollback);
                    stages.push(Stage::Approve { name, deadline, on_deadline });
                }
            }
        }
        if before == 0 {
            let message = "no stage has a `weight`, so nothing would move".to_owned();
            self.report(REQUIRED, base, message);
        }
        stages
    }

    fn check_rise(&mut self, base: &FieldPath, before: u8, percent: u8) {
        if percent <= before {
            let message = format!("{percent} % comes after {before} %; weights only rise");
            let problem = self.report(CONTRADICTION, &below(base, "weight"), message);
            problem.help = Some("to go back, abort the rollout".to_owned());
        }
    }

    fn check_holds(&mut self, base: &FieldPath, hold: Period, max_hold: Period) {
        if max_hold < hold {
            let message = format!("`maxHold` is {max_hold}, which is less than `hold`, {hold}");
            self.report(CONTRADICTION, &below(base, "maxHold"), message);
        }
    }

    fn check_approval(&mut self, base: &FieldPath, stages: &[Stage], name: &str) {
        let same =
            |stage: &Stage| matches!(stage, Stage::Approve { name: other, .. } if other == name);
        if stages.iter().any(same) {
            let message = format!("two approvals are called `{name}`");
            let problem = self.report(CONTRADICTION, &below(base, "approve"), message);
            problem.help = Some("give each a name of its own, such as `approve=early`".to_owned());
        }
    }

    fn rule(&mut self, base: &FieldPath, rule: &StagesRule) -> Vec<Stage> {
        let hold = length(Some(&rule.every), defaults::HOLD);
        let max_hold = length(rule.max_hold.as_ref(), longest(hold));
        self.check_holds(base, hold, max_hold);
        let weights = match rule.growth {
            Growth::Linear(step) => {
                self.misplaced(base, &["from"], "exponential growth");
                let step = usize::from(percent(step.get()));
                (step..100).step_by(step).collect::<Vec<_>>()
            }
            Growth::Exponential(factor) => {
                let factor = usize::from(percent(factor.get()));
                let from = rule.from.map_or(1, |from| usize::from(percent(from.get())));
                std::iter::successors(Some(from), |weight| Some(weight * factor))
                    .take_while(|weight| *weight < 100)
                    .collect()
            }
        };
        let weights = weights.into_iter().chain([100]);
        let weights = weights.filter_map(|weight| u8::try_from(weight).ok());
        weights.map(|percent| Stage::Weight { percent, hold, max_hold }).collect()
    }
}

/// How long a stage may be held where nothing is said.
fn longest(hold: Period) -> Period {
    Period::from(hold.get() * defaults::MAX_HOLD_FACTOR)
}

fn percent(number: i64) -> u8 {
    u8::try_from(number.clamp(0, 100)).unwrap_or(100)
}
