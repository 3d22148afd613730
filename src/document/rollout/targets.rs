//! The routes of a rollout spec, and which of their nodes is which.

use crate::document::rollout::shapes::{StrategyWord, TargetShape};
use crate::document::rollout::typing::{CONTRADICTION, REQUIRED, Typing, below, item};
use crate::model::FieldPath;
use crate::rollout::spec::RouteRef;
use crate::rollout::wanted::{Nodes, WantedTarget};

impl Typing<'_> {
    pub fn targets(&mut self, strategy: StrategyWord, shapes: &[TargetShape]) -> Vec<WantedTarget> {
        let mut targets: Vec<WantedTarget> = Vec::with_capacity(shapes.len());
        for (index, shape) in shapes.iter().enumerate() {
            let base = item("targets", index);
            let Some(target) = self.target(strategy, shape, &base) else { continue };
            if targets.iter().any(|other| other.route == target.route) {
                let message = format!("{} is a target twice", target.route.id());
                self.report(CONTRADICTION, &below(&base, "route"), message);
            }
            targets.push(target);
        }
        targets
    }

    fn target(
        &mut self,
        strategy: StrategyWord,
        shape: &TargetShape,
        base: &FieldPath,
    ) -> Option<WantedTarget> {
        let nodes = match strategy {
            StrategyWord::Canary => self.roles(shape, base),
            StrategyWord::BlueGreen => self.colours(shape, base),
        };
        let Some(mesh) = shape.mesh.as_ref().or(self.mesh) else {
            let message = "`mesh` is missing, and the command does not name a mesh either";
            let problem = self.report(REQUIRED, base, message.to_owned());
            problem.help = Some("add `mesh`, or name the mesh with -m".to_owned());
            return None;
        };
        Some(WantedTarget {
            route: RouteRef {
                mesh: mesh.clone(),
                virtual_router: shape.virtual_router.clone(),
                route: shape.route.clone(),
            },
            nodes: nodes?,
            port: shape.port,
            keep_others: shape.others.is_some(),
        })
    }

    fn roles(&mut self, shape: &TargetShape, base: &FieldPath) -> Option<Nodes> {
        self.misplaced(base, &["blue", "green"], "blue-green rollouts; write `canary`");
        let Some(canary) = shape.canary.clone() else {
            if shape.green.is_none() && shape.blue.is_none() {
                let message = "`canary` is missing: the node that is to get the traffic";
                self.report(REQUIRED, base, message.to_owned());
            }
            return None;
        };
        if shape.baseline.as_ref() == Some(&canary) {
            self.same(base, "canary");
        }
        Some(Nodes::Roles { baseline: shape.baseline.clone(), canary })
    }

    fn colours(&mut self, shape: &TargetShape, base: &FieldPath) -> Option<Nodes> {
        let belongs = "canaries; write `blue` and `green`";
        self.misplaced(base, &["baseline", "canary"], belongs);
        let Some(green) = shape.green.clone() else {
            if shape.canary.is_none() {
                let message = "`green` is missing: the node that is to get the traffic";
                self.report(REQUIRED, base, message.to_owned());
            }
            return None;
        };
        if shape.blue.as_ref() == Some(&green) {
            self.same(base, "green");
        }
        Some(match shape.blue.clone() {
            Some(blue) => Nodes::Colours { blue, green },
            None => Nodes::Roles { baseline: None, canary: green },
        })
    }

    fn same(&mut self, base: &FieldPath, member: &'static str) {
        let message = "the traffic would go from a node to itself".to_owned();
        self.report(CONTRADICTION, &below(base, member), message);
    }
}
