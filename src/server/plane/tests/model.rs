//! Random operations against the plane and against the plainest model of it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// The nodes that exist (name, version, calls), and the routes with their targets.
#[derive(Debug, Default, Clone, PartialEq)]
struct Plain {
    nodes: BTreeMap<u8, i64>,
    routes: BTreeMap<u8, (i64, u8)>,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Create(u8),
    Update(u8),
    Delete(u8),
    CreateRoute(u8, u8),
    UpdateRoute(u8, u8),
    DeleteRoute(u8),
}

impl Step {
    fn change(self) -> Change {
        let node = |name: u8| id(&format!("vn/{name}"));
        let route = |name: u8| id(&format!("rt/r/{name}"));
        match self {
            Self::Create(name) => create(&node(name), json!({})),
            Self::Update(name) => update(&node(name), json!({})),
            Self::Delete(name) => delete(&node(name)),
            Self::CreateRoute(name, to) => create(&route(name), to_node(&to.to_string())),
            Self::UpdateRoute(name, to) => update(&route(name), to_node(&to.to_string())),
            Self::DeleteRoute(name) => delete(&route(name)),
        }
    }
}

impl Plain {
    /// Does the step if the rules allow it.
    fn apply(&mut self, step: Step) -> Result<(), ErrorKind> {
        let Self { nodes, routes } = self;
        match step {
            Step::Create(name) if nodes.contains_key(&name) => return Err(ErrorKind::Conflict),
            Step::Create(name) => drop(nodes.insert(name, 1)),
            Step::Update(name) => *nodes.get_mut(&name).ok_or(ErrorKind::NotFound)? += 1,
            Step::Delete(name) if !nodes.contains_key(&name) => return Err(ErrorKind::NotFound),
            Step::Delete(name) if routes.values().any(|(_, to)| *to == name) => {
                return Err(ErrorKind::ResourceInUse);
            }
            Step::Delete(name) => drop(nodes.remove(&name)),
            Step::CreateRoute(name, _) if routes.contains_key(&name) => {
                return Err(ErrorKind::Conflict);
            }
            Step::UpdateRoute(name, _) if !routes.contains_key(&name) => {
                return Err(ErrorKind::NotFound);
            }
            Step::CreateRoute(_, to) | Step::UpdateRoute(_, to) if !nodes.contains_key(&to) => {
                return Err(ErrorKind::NotFound);
            }
            Step::CreateRoute(name, to) | Step::UpdateRoute(name, to) => {
                let version = routes.get(&name).map_or(0, |(version, _)| *version);
                routes.insert(name, (version + 1, to));
            }
            Step::DeleteRoute(name) => drop(routes.remove(&name).ok_or(ErrorKind::NotFound)?),
        }
        Ok(())
    }

    fn of(world: &World) -> Self {
        let snapshot = world.plane.snapshot().snapshot;
        let number = |text: &str| text.parse::<u8>().unwrap();
        let nodes = snapshot.of_kind(Kind::VirtualNode, "m", None);
        let routes = snapshot.of_kind(Kind::Route, "m", Some("r"));
        let target = |route: &Resource| match &route.spec {
            Spec::Route(route) => number(route.rule.weighted_targets()[0].virtual_node.as_str()),
            _ => unreachable!("only routes are listed"),
        };
        Self {
            nodes: nodes.map(|node| (number(node.id.name()), node.version())).collect(),
            routes: routes
                .map(|route| (number(route.id.name()), (route.version(), target(route))))
                .collect(),
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    let name = 0..4_u8;
    prop_oneof![
        2 => name.clone().prop_map(Step::Create),
        1 => name.clone().prop_map(Step::Update),
        1 => name.clone().prop_map(Step::Delete),
        2 => (name.clone(), name.clone()).prop_map(|(name, to)| Step::CreateRoute(name, to)),
        1 => (name.clone(), name.clone()).prop_map(|(name, to)| Step::UpdateRoute(name, to)),
        1 => name.prop_map(Step::DeleteRoute),
    ]
}

/// Single steps, and several of them in one transaction.
fn steps() -> impl Strategy<Value = Vec<Vec<Step>>> {
    let group = prop_oneof![
        3 => step().prop_map(|step| vec![step]),
        1 => prop::collection::vec(step(), 2..4),
    ];
    prop::collection::vec(group, 1..40)
}

async fn run(steps: Vec<Vec<Step>>) -> Result<(), TestCaseError> {
    let world = World::empty();
    world.create(&id("m/m"), json!({})).await.unwrap();
    world.create(&id("vr/r"), json!({})).await.unwrap();
    let mut plain = Plain::default();
    for group in steps {
        let mut next = plain.clone();
        let expected = group.iter().try_for_each(|step| next.apply(*step));
        let found = match group.as_slice() {
            [step] => world.change(step.change()).await,
            several => world.batch(several.iter().map(|step| step.change()).collect()).await,
        };
        prop_assert_eq!(found.map(drop).map_err(|error| error.kind), expected);
        if expected.is_ok() {
            plain = next;
        }
        prop_assert_eq!(Plain::of(&world), plain.clone());
    }
    let revision = world.revision();
    let world = world.reopened();
    prop_assert_eq!(Plain::of(&world), plain);
    prop_assert_eq!(world.revision(), revision);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn plane_agrees_with_the_plain_model(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(run(steps))?;
    }
}
