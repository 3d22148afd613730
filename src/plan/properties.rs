//! What always holds for plans, over random meshes.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::Value;

use crate::model::{Kind, Resource, ResourceId, Snapshot, Spec, Strength, Tags, arbitrary};
use crate::plan::{self, Action, Plan};

const NODES: [&str; 3] = ["n0", "n1", "n2"];
const ROUTERS: [&str; 2] = ["r0", "r1"];
const SERVICES: [&str; 3] = ["s0", "s1", "s2"];

/// A mesh in which all nodes, routers, services and a gateway exist, and some routes. Specs are
/// random; what they refer to is one of these.
fn mesh() -> impl Strategy<Value = Snapshot> {
    let always: Vec<ResourceId> = std::iter::once(id(Kind::Mesh, None, "m"))
        .chain(NODES.map(|name| id(Kind::VirtualNode, None, name)))
        .chain(ROUTERS.map(|name| id(Kind::VirtualRouter, None, name)))
        .chain(SERVICES.map(|name| id(Kind::VirtualService, None, name)))
        .chain([id(Kind::VirtualGateway, None, "g")])
        .collect();
    let sometimes: Vec<ResourceId> = ROUTERS
        .iter()
        .flat_map(|router| ["x", "y"].map(|name| id(Kind::Route, Some(router), name)))
        .chain(["x", "y"].map(|name| id(Kind::GatewayRoute, Some("g"), name)))
        .collect();
    let routes = proptest::sample::subsequence(sometimes.clone(), 0..=sometimes.len());
    routes.prop_flat_map(move |routes| {
        let ids = always.iter().cloned().chain(routes);
        let resources: Vec<_> = ids.map(resource).collect();
        resources.prop_map(|resources| resources.into_iter().collect())
    })
}

fn id(kind: Kind, parent: Option<&str>, name: &str) -> ResourceId {
    ResourceId::try_new(kind, "m", parent, name).unwrap()
}

fn resource(id: ResourceId) -> impl Strategy<Value = Resource> {
    arbitrary::value(Spec::schema(id.kind())).prop_map(move |mut value| {
        aim(&mut value);
        let spec = Spec::deserialize(id.kind(), value).unwrap();
        Resource { id: id.clone(), spec, tags: Tags::default(), metadata: None }
    })
}

/// Points every reference at something that exists.
fn aim(value: &mut Value) {
    let known = |names: &[&str], text: &str| {
        names[text.bytes().map(usize::from).sum::<usize>() % names.len()].to_owned()
    };
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let names: &[&str] = match name.as_str() {
                    "virtualNode" | "virtualNodeName" => &NODES,
                    "virtualRouterName" => &ROUTERS,
                    "virtualServiceName" => &SERVICES,
                    _ => &[],
                };
                match value {
                    Value::String(text) if !names.is_empty() => *text = known(names, text),
                    value => aim(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(aim),
        _ => {}
    }
}

/// Does a plan step by step, as strictly as a control plane: nothing is made before what it needs,
/// nothing is deleted before what needs it.
fn carry_out(plan: &Plan, state: &Snapshot) -> Snapshot {
    let mut state = state.clone();
    for (index, step) in plan.steps.iter().enumerate() {
        assert!(step.after.iter().all(|before| *before < index));
        match &step.action {
            Action::Create { after } | Action::Update { after, .. } => {
                let required = after.references().into_iter();
                let required = required.filter(|one| one.strength == Strength::Required);
                let needed = after.id.parent_id().into_iter().chain(required.map(|one| one.to));
                for needed in needed {
                    assert!(state.contains(&needed), "{} needs {needed}", after.id);
                }
                state.insert(Arc::clone(after));
            }
            Action::Delete { before } => {
                assert_eq!(state.parts(&before.id).count(), 0, "{} has parts", before.id);
                assert!(state.referrers(&before.id, Strength::Required).is_empty());
                state.remove(&before.id);
            }
        }
    }
    state
}

/// The same mesh with the items of every list the other way round.
pub fn turned(mesh: &Snapshot) -> Snapshot {
    let turn = |resource: &Arc<Resource>| {
        let mut spec = resource.spec.to_value();
        turn_lists(&mut spec, "");
        Resource {
            spec: Spec::deserialize(resource.kind(), spec).unwrap(),
            ..Resource::clone(resource)
        }
    };
    mesh.iter().map(turn).collect()
}

/// All lists but the fields of a JSON access log, which are a sequence.
fn turn_lists(value: &mut Value, name: &str) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                turn_lists(value, name);
            }
        }
        Value::Array(items) if name != "json" => {
            for item in items.iter_mut() {
                turn_lists(item, "");
            }
            items.reverse();
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_from_a_state_to_itself_is_empty(mesh in mesh()) {
        prop_assert!(plan::plan(&mesh, &mesh).is_empty());
    }

    #[test]
    fn the_order_of_lists_that_are_sets_is_no_difference(mesh in mesh()) {
        let plan = plan::plan(&mesh, &turned(&mesh));
        let actions: Vec<&Action> = plan.steps.iter().map(|step| &step.action).collect();
        let fields = actions.iter().filter_map(|action| match action {
            Action::Update { changes, .. } => Some(changes),
            _ => None,
        });
        prop_assert!(plan.is_empty(), "{:#?}", fields.collect::<Vec<_>>());
    }

    #[test]
    fn doing_a_plan_gives_the_desired_state(current in mesh(), desired in mesh()) {
        let plan = plan::plan(&current, &desired);
        let reached = carry_out(&plan, &current);
        prop_assert!(plan::plan(&reached, &desired).is_empty());
        for id in &plan.others {
            prop_assert_eq!(reached.get(id), current.get(id));
        }
    }

    #[test]
    fn what_is_made_from_nothing_can_be_deleted_to_nothing(mesh in mesh()) {
        let made = carry_out(&plan::plan(&Snapshot::default(), &mesh), &Snapshot::default());
        prop_assert_eq!(made.len(), mesh.len());
        let all: Vec<ResourceId> = made.iter().map(|resource| resource.id.clone()).collect();
        let deletion = plan::deletion(&made, all, false).unwrap();
        prop_assert!(carry_out(&deletion, &made).is_empty());
    }

    #[test]
    fn deleting_with_all_users_leaves_nothing_dangling(mesh in mesh(), at in any::<prop::sample::Index>()) {
        let ids: Vec<ResourceId> = mesh.iter().map(|resource| resource.id.clone()).collect();
        let deletion = plan::deletion(&mesh, [at.get(&ids).clone()], true).unwrap();
        let left = carry_out(&deletion, &mesh);
        prop_assert!(plan::missing(&left, &left).is_empty());
    }
}
