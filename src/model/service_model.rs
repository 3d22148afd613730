//! Holds the typed model against the service model of botocore: every shape, member, bound,
//! pattern, enum and union. `tests/run` unpacks the service model and names it in
//! `WEIR_SERVICE_MODEL`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::model::schema::{Entry, FieldSchema, Schema, StructSchema};
use crate::model::tag::Tags;
use crate::model::{Kind, Shape as _, Spec};

/// The service model, or none where its absence is not an error.
#[expect(clippy::disallowed_methods, reason = "a test reads what it compares with")]
fn service_model() -> Option<Value> {
    let Ok(path) = std::env::var("WEIR_SERVICE_MODEL") else {
        assert!(
            std::env::var_os("WEIR_REQUIRE_PARTS").is_none(),
            "WEIR_SERVICE_MODEL is not set; tests/run sets it"
        );
        eprintln!("skipped: WEIR_SERVICE_MODEL is not set; tests/run sets it");
        return None;
    };
    let text = std::fs::read_to_string(path).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

struct Compare<'a> {
    shapes: &'a Value,
    /// How the typed model differs, one line each.
    differences: BTreeSet<String>,
    /// How many places were compared, so that a walk that stops early is seen.
    compared: usize,
}

impl Compare<'_> {
    fn differ(&mut self, path: &str, what: impl AsRef<str>) {
        self.differences.insert(format!("{path}: {}", what.as_ref()));
    }

    fn shape(&mut self, path: &str, name: &str, schema: &'static Schema) {
        let shapes = self.shapes;
        let shape = &shapes[name];
        self.compared += 1;
        let kind = shape["type"].as_str().unwrap();
        let union = shape["union"] == Value::Bool(true);
        match (kind, schema) {
            ("structure", Schema::Struct(ours)) => {
                if union {
                    self.differ(path, "a union in the service model, an open object here");
                }
                self.members(path, shape, ours.fields().collect());
                self.required(shape, ours);
            }
            ("structure", Schema::Union(ours)) => {
                if !union {
                    self.differ(ours.name, "exactly one member here, open in the service model");
                }
                self.members(path, shape, ours.members.iter().collect());
            }
            ("list", Schema::List(ours)) => {
                let (min, max) = (bound(shape, "min", 0), bound(shape, "max", i64::MAX));
                let here = (wide(ours.min), wide(ours.max));
                self.bounds(path, (min, max), here);
                let item = shape["member"]["shape"].as_str().unwrap();
                self.shape(&format!("{path}[]"), item, ours.item);
            }
            ("string", Schema::Enum(ours)) => {
                let words: BTreeSet<&str> =
                    shape["enum"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
                if words != ours.words.iter().copied().collect() {
                    self.differ(path, format!("words {words:?} in the service model"));
                }
            }
            ("string", Schema::Text(ours)) => {
                assert!(shape["enum"].is_null(), "{path} is an enum in the service model");
                let here = (wide(ours.min), wide(ours.max));
                self.bounds(path, (bound(shape, "min", 0), bound(shape, "max", i64::MAX)), here);
                if shape["pattern"].as_str() != ours.pattern.map(|pattern| pattern.regex) {
                    self.differ(path, format!("pattern {} in the service model", shape["pattern"]));
                }
            }
            ("string", Schema::Name(ours)) => {
                let here = (1, wide(ours.max));
                self.bounds(path, (bound(shape, "min", 0), bound(shape, "max", i64::MAX)), here);
            }
            ("integer", Schema::Integer(ours)) => {
                let (min, max) = (i64::from(i32::MIN), i64::from(i32::MAX));
                let model = (bound(shape, "min", min), bound(shape, "max", max));
                self.bounds(path, model, (ours.min, ours.max));
            }
            ("long", Schema::Integer(ours)) => {
                let model = (bound(shape, "min", i64::MIN), bound(shape, "max", i64::MAX));
                self.bounds(path, model, (ours.min, ours.max));
            }
            ("boolean", Schema::Boolean) => {}
            (kind, schema) => {
                self.differ(path, format!("{kind} in the service model, {}", schema.noun()));
            }
        }
    }

    fn bounds(&mut self, path: &str, model: (i64, i64), here: (i64, i64)) {
        if model != here {
            self.differ(path, format!("bounds {model:?} in the service model, {here:?} here"));
        }
    }

    fn members(&mut self, path: &str, shape: &Value, ours: Vec<&'static FieldSchema>) {
        let theirs = shape["members"].as_object().unwrap();
        let mut ours: BTreeMap<&str, &FieldSchema> =
            ours.into_iter().map(|field| (field.wire, field)).collect();
        for (name, member) in theirs {
            match ours.remove(name.as_str()) {
                Some(field) => {
                    let shape = member["shape"].as_str().unwrap();
                    self.shape(&format!("{path}.{name}"), shape, field.schema);
                }
                None => self.differ(path, format!("`{name}` is missing here")),
            }
        }
        for name in ours.keys() {
            self.differ(path, format!("`{name}` is not in the service model"));
        }
    }

    fn required(&mut self, shape: &Value, ours: &'static StructSchema) {
        let theirs: BTreeSet<&str> = shape["required"]
            .as_array()
            .map(|names| names.iter().map(|name| name.as_str().unwrap()).collect())
            .unwrap_or_default();
        for entry in ours.entries {
            match entry {
                Entry::Field(field) if field.required != theirs.contains(field.wire) => {
                    let here = if field.required { "required" } else { "optional" };
                    self.differ(
                        &format!("{}.{}", ours.name, field.wire),
                        format!("{here} only here"),
                    );
                }
                Entry::Field(_) => {}
                Entry::Choice(choice) => {
                    let names: Vec<_> = choice.members.iter().map(|field| field.wire).collect();
                    let how = if choice.required { "exactly" } else { "at most" };
                    self.differ(ours.name, format!("{how} one of {} here", names.join(", ")));
                }
            }
        }
    }
}

/// A size as the service model counts it, where no bound is the largest number.
fn wide(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

fn bound(shape: &Value, name: &str, default: i64) -> i64 {
    shape[name].as_i64().unwrap_or(default)
}

#[test]
fn every_shape_is_as_in_the_service_model_but_where_it_is_stricter_on_purpose() {
    let Some(model) = service_model() else { return };
    let mut compare =
        Compare { shapes: &model["shapes"], differences: BTreeSet::new(), compared: 0 };
    for kind in Kind::ALL {
        let operation = kind.row().operation;
        compare.shape(kind.row().short, &format!("{operation}Spec"), Spec::schema(kind));
    }
    compare.shape("tags", "TagList", Tags::SCHEMA);
    let differences: Vec<String> = compare.differences.into_iter().collect();
    insta::assert_snapshot!(differences.join("\n"), @"
    Duration.unit: required only here
    Duration.value: required only here
    GatewayRouteSpec: exactly one of httpRoute, http2Route, grpcRoute here
    HostnameMatch: exactly one member here, open in the service model
    HttpGatewayRouteMatch: at most one of prefix, path here
    HttpGatewayRouteRewrite: at most one of prefix, path here
    HttpRouteMatch: at most one of prefix, path here
    PrefixRewrite: at most one of defaultPrefix, value here
    RouteSpec: exactly one of httpRoute, http2Route, grpcRoute, tcpRoute here
    WholePathMatch: exactly one member here, open in the service model
    ");
    insta::assert_snapshot!(compare.compared, @"516");
}

#[test]
fn every_operation_is_where_the_table_of_kinds_puts_it() {
    let Some(model) = service_model() else { return };
    let mut operations: BTreeMap<String, String> = model["operations"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, operation)| {
            let http = &operation["http"];
            let (method, uri) = (http["method"].as_str(), http["requestUri"].as_str());
            (name.clone(), format!("{} {}", method.unwrap(), uri.unwrap()))
        })
        .collect();
    assert_eq!(operations.len(), 38);
    for kind in Kind::ALL {
        let row = kind.row();
        let collection = match (kind, row.parent) {
            (Kind::Mesh, _) => "/v20190125/meshes".to_owned(),
            (_, Some(parent)) => format!(
                "/v20190125/meshes/{{meshName}}/{}/{{{}}}/{}",
                parent.row().segment,
                parent.row().name_member,
                row.collection
            ),
            (_, None) => format!("/v20190125/meshes/{{meshName}}/{}", row.collection),
        };
        let item = format!("{collection}/{{{}}}", row.name_member);
        let plural =
            if kind == Kind::Mesh { "Meshes".to_owned() } else { format!("{}s", row.operation) };
        for (name, expected) in [
            (format!("List{plural}"), format!("GET {collection}")),
            (format!("Create{}", row.operation), format!("PUT {collection}")),
            (format!("Describe{}", row.operation), format!("GET {item}")),
            (format!("Update{}", row.operation), format!("PUT {item}")),
            (format!("Delete{}", row.operation), format!("DELETE {item}")),
        ] {
            assert_eq!(operations.remove(&name).as_deref(), Some(expected.as_str()), "{name}");
        }
    }
    let left: Vec<&str> = operations.keys().map(String::as_str).collect();
    assert_eq!(left, ["ListTagsForResource", "TagResource", "UntagResource"]);
}
