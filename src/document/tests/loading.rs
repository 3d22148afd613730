//! Shapes of documents, names from files, meshes from commands, and what is skipped.

use crate::document::file_name::FileName;
use crate::document::{self, Content, Defaults, Documents, LoadedText, Origin};
use crate::model::{FieldPath, Kind, ResourceName};

/// Loads files; what begins with `?` was found in a folder.
fn load(files: &[(&str, &str)], mesh: Option<&str>) -> Documents {
    let texts = files.iter().map(|(name, text)| LoadedText {
        name: name.trim_start_matches('?').to_owned(),
        bytes: text.as_bytes().to_vec(),
        origin: if name.starts_with('?') { Origin::Found } else { Origin::Named },
    });
    let mesh = mesh.map(|mesh| ResourceName::parse(mesh).unwrap());
    let defaults = Defaults { mesh, mesh_insists: true, ..Defaults::default() };
    document::load(texts.collect(), &defaults)
}

/// The ids that were read, those that are only partly readable in brackets, and what is wrong.
fn check_load(files: &[(&str, &str)], mesh: Option<&str>) -> String {
    show(&load(files, mesh))
}

fn show(documents: &Documents) -> String {
    let ids = documents.all.iter().map(|document| match document.content {
        Content::Whole(_) => document.id.full_address(),
        Content::Partial { .. } => format!("[{}]", document.id.full_address()),
    });
    let problems = documents.diagnostics.iter().map(super::line);
    ids.chain(problems).collect::<Vec<_>>().join("\n")
}

const NODE: &str = r#"{"serviceDiscovery": {"dns": {"hostname": "a.local"}}}"#;
const ROUTE: &str = r#"{"httpRoute": {"match": {"prefix": "/"}, "action": {"weightedTargets": [{"virtualNode": "a", "weight": 1}]}}}"#;
const LISTENERS: &str = r#"{"listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}"#;

#[test]
fn every_shape_is_read() {
    let names = r#""meshName": "shop", "virtualNodeName": "a""#;
    let input =
        format!("{{{names}, \"spec\": {NODE}, \"tags\": [{{\"key\": \"a\", \"value\": \"b\"}}]}}");
    let answer = format!(
        "{{{names}, \"spec\": {NODE}, \"metadata\": {{\"version\": 1}}, \"status\": {{\"status\": \"ACTIVE\"}}}}"
    );
    let shapes = [
        ("input.json", input.clone()),
        ("answer.json", answer.clone()),
        ("wrapped.json", format!("{{\"virtualNode\": {answer}}}")),
        ("array.json", format!("[{input}]")),
        ("lines.jsonl", format!("{input}\n\n")),
        ("listing.json", format!("{{\"virtualNodes\": [{answer}], \"nextToken\": null}}")),
        ("bundle.json", format!("{{\"weir\": 1, \"resources\": [{input}]}}")),
        ("kind.json", format!("{{\"kind\": \"virtualNode\", {names}, \"spec\": {NODE}}}")),
    ];
    for (name, text) in &shapes {
        assert_eq!(check_load(&[(name, text)], None), "shop:vn/a", "{name}");
    }
}

#[test]
fn specs_alone_are_named_by_their_files() {
    let files = [
        ("m/mesh.json", "{\"spec\": {}}"),
        ("m/vn-cart.json", NODE),
        ("m/cart.virtualnode.json", LISTENERS),
        ("m/api-vn.json", LISTENERS),
        ("m/edge_vg.json", LISTENERS),
        ("m/cart.shop.local.virtual-service.json", "{}"),
        ("m/cart/route-main.json", ROUTE),
        ("m/routers/cart-vr.json", LISTENERS),
        ("m/plain.json", NODE),
    ];
    insta::assert_snapshot!(check_load(&files, Some("shop")), @"
    m/shop
    shop:vn/cart
    shop:vn/api
    shop:vg/edge
    shop:vs/cart.shop.local
    shop:rt/cart/main
    shop:vr/cart
    shop:vn/plain
    error R004 m/cart.virtualnode.json:1:1 virtual node `cart` is defined twice
    ");
}

#[test]
fn what_a_file_name_says() {
    let said = |path: &str| {
        let file = FileName::of(path);
        let kinds = file.kinds();
        let name = kinds.first().and_then(|kind| file.name(*kind)).map(str::to_owned);
        (kinds, name)
    };
    let one = |kind: Kind, name: &str| (vec![kind], Some(name.to_owned()));
    assert_eq!(said("a/vn-cart.json"), one(Kind::VirtualNode, "cart"));
    assert_eq!(said("cart-gateway-route.yaml"), one(Kind::GatewayRoute, "cart"));
    assert_eq!(said("virtual-node-x.json"), one(Kind::VirtualNode, "x"));
    assert_eq!(said("mesh.json"), (vec![Kind::Mesh], None));
    assert_eq!(said("cart.json"), (vec![], None));
    assert_eq!(said("-"), (vec![], None));
}

#[test]
fn meshes_come_from_the_document_or_the_command() {
    let node = format!("{{\"virtualNodeName\": \"a\", \"spec\": {NODE}}}");
    let other = format!("{{\"meshName\": \"x\", \"virtualNodeName\": \"b\", \"spec\": {NODE}}}");
    insta::assert_snapshot!(check_load(&[("a.json", &node)], Some("shop")), @"shop:vn/a");
    insta::assert_snapshot!(check_load(&[("a.json", &node), ("b.json", &node)], None), @"error F005 a.json:1:1 `meshName` is missing, and the command does not name a mesh either (add `meshName`, or name the mesh with -m)");
    insta::assert_snapshot!(check_load(&[("b.json", &other)], Some("shop")), @"
    [x:vn/b]
    error R008 b.json:1:14 this is for mesh `x`, not for `shop` (leave `--mesh` out, or leave the document out)
    ");
}

#[test]
fn unclear_kinds_and_missing_names() {
    insta::assert_snapshot!(check_load(&[("a.json", LISTENERS)], Some("shop")), @r#"error S011 a.json:1:1 which kind of resource this is cannot be told from its members (add its name, such as `"virtualNodeName": "NAME"`, or give --kind and --name)"#);
    insta::assert_snapshot!(check_load(&[("-", NODE)], Some("shop")), @"error F005 -:1:1 `virtualNodeName` is missing (add it, or give --name)");
    insta::assert_snapshot!(check_load(&[("routes/main.json", ROUTE)], Some("shop")), @"error F005 routes/main.json:1:1 `virtualRouterName` is missing (add it, put the file into a folder named as its virtual router, or give --name ROUTER/ROUTE)");
    insta::assert_snapshot!(check_load(&[("a.json", r#"{"virtualNodeNam": "a", "meshName": "m", "spec": {}}"#)], None), @"
    [m:vn/a]
    error F001 a.json:1:2 unknown field `virtualNodeNam` in the document (did you mean `virtualNodeName`?)
    ");
    insta::assert_snapshot!(check_load(&[("a.json", r#"{"routeName": "a", "virtualNodeName": "b", "virtualRouterName": "c", "meshName": "m", "spec": {}}"#)], None), @"
    [m:rt/c/a]
    error F006 a.json:1:20 `routeName` and `virtualNodeName` exclude one another
    error F005 a.json:1:95 `spec` needs `httpRoute`, `http2Route`, `grpcRoute` or `tcpRoute`
    ");
    insta::assert_snapshot!(check_load(&[("a.json", r#"{"kind": "node", "meshName": "m"}"#)], None), @"error F003 a.json:1:10 the kind is not one of `mesh`, `virtualNode`, `virtualRouter`, `route`, `virtualService`, `virtualGateway` or `gatewayRoute`");
    insta::assert_snapshot!(check_load(&[("a.json", r#"{"virtualNodeName": "a", "meshName": "m"}"#)], None), @"
    [m:vn/a]
    error F005 a.json:1:1 `spec` is missing (add the spec of the virtual node)
    ");
    insta::assert_snapshot!(check_load(&[("a.json", r#"{"virtualNodes": [{"arn": "x", "meshName": "m", "virtualNodeName": "a"}, {"arn": "y", "meshName": "m", "virtualNodeName": "b"}]}"#)], None), @"error F005 a.json:1:19 list output names resources but holds no specs (save the output of describe calls)");
}

#[test]
fn other_formats_are_named_or_skipped() {
    let template = "AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A:\n    Type: AWS::AppMesh::Mesh\n    Properties: {MeshName: !Ref Name}\n";
    let files = [
        ("?a/package.json", r#"{"name": "x", "dependencies": {}}"#),
        ("?a/empty.json", ""),
        ("?a/comments.json", "{ // no mesh here\n}"),
        ("?a/template.yaml", template),
        ("?a/deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nspec: {}\n"),
        (
            "?a/state.json",
            r#"{"terraform_version": "1.5.0", "resources": [{"type": "aws_appmesh_mesh"}]}"#,
        ),
        ("?a/mixed.yaml", "apiVersion: v1\nkind: Service\n---\nmeshName: shop\nspec: {}\n"),
        ("?a/misspelt.json", r#"{"meshNam": "shop", "spec": {}}"#),
        ("?a/misspelt-too.json", r#"{"spec": {"servicDiscovery": {}}}"#),
    ];
    insta::assert_snapshot!(check_load(&files, None), @r#"
    m/shop
    error S006 a/empty.json:1:1 the text is empty
    error S011 a/misspelt-too.json:1:1 which kind of resource this is cannot be told from its members (add its name, such as `"meshName": "NAME"`, or give --kind and --name)
    error R004 a/misspelt.json:1:1 mesh `shop` is defined twice
    error F001 a/misspelt.json:1:2 unknown field `meshNam` in the document (did you mean `meshName`?)
    error S013 a/state.json:1:1 this is Terraform state or a Terraform plan (1 mesh), not App Mesh JSON (write the resources as the App Mesh API has them)
    error S013 a/template.yaml:1:1 this is a CloudFormation template (1 mesh), not App Mesh JSON (write the resources as the App Mesh API has them)
    info S014 skipped 4 files that are not App Mesh documents: a/package.json, a/comments.json, a/deployment.yaml, a/mixed.yaml (1 of 2 documents)
    "#);
    let named =
        [("package.json", r#"{"name": "x"}"#), ("list.json", "[1, 2]"), ("text.txt", "hello")];
    insta::assert_snapshot!(check_load(&named, None), @"
    error S015 list.json:1:1 this is no App Mesh document (see `weir explain S015`)
    error S015 package.json:1:1 this is no App Mesh document (see `weir explain S015`)
    error S015 text.txt:1:1 this is no App Mesh document (see `weir explain S015`)
    ");
}

#[test]
fn a_resource_that_is_defined_twice() {
    let node = format!("{{\"meshName\": \"m\", \"virtualNodeName\": \"a\", \"spec\": {NODE}}}");
    insta::assert_snapshot!(check_load(&[("a.json", &node), ("b.json", &node)], None), @"
    m:vn/a
    error R004 b.json:1:38 virtual node `a` is defined twice
    ");
}

#[test]
fn fields_are_located_or_what_is_around_them() {
    let text = format!("{{\"meshName\": \"m\", \"virtualNodeName\": \"a\",\n \"spec\": {NODE}}}");
    let documents = load(&[("a.json", &text)], None);
    let id = documents.all[0].id.clone();
    let show = |path: FieldPath| {
        let location = documents.locate(&id, &path).unwrap();
        location.source.text()[location.span.range()].to_owned()
    };
    let spec = FieldPath::spec;
    let dns = || spec().member("serviceDiscovery").member("dns");
    assert_eq!(show(FieldPath::default()), "\"a\"");
    assert_eq!(show(dns().member("hostname")), "\"a.local\"");
    assert_eq!(show(dns().member("responseType")), "\"dns\"");
    assert_eq!(show(spec().member("listeners").item(3).member("tls")), "\"spec\"");
}

/// Loads one text for a command that names a kind or a name.
fn check_with(name: &str, text: &str, defaults: Defaults) -> String {
    let mesh = Some(ResourceName::parse("shop").unwrap());
    let text = LoadedText { name: name.to_owned(), bytes: text.into(), origin: Origin::Named };
    show(&document::load(vec![text], &Defaults { mesh, ..defaults }))
}

#[test]
fn specs_of_few_members_are_recognised() {
    let bare = r#"{"listeners": []}"#;
    let wrapped = r#"{"spec": {"listeners": []}}"#;
    for text in [bare, wrapped] {
        for name in ["c.virtualnode.json", "?c.virtualnode.json"] {
            assert_eq!(check_load(&[(name, text)], Some("shop")), "shop:vn/c", "{name} {text}");
        }
        let command = Defaults {
            kind: Some(Kind::VirtualNode),
            name: Some("foo".to_owned()),
            ..Defaults::default()
        };
        assert_eq!(check_with("-", text, command), "shop:vn/foo", "{text}");
        insta::allow_duplicates! {
            insta::assert_snapshot!(check_load(&[("a.json", text)], Some("shop")), @r#"error S011 a.json:1:1 which kind of resource this is cannot be told from its members (add its name, such as `"virtualNodeName": "NAME"`, or give --kind and --name)"#);
            insta::assert_snapshot!(check_load(&[("?a.json", text)], Some("shop")), @"info S014 skipped 1 file that is not an App Mesh document: a.json");
        }
    }
    let command = Defaults { kind: Some(Kind::VirtualNode), ..Defaults::default() };
    let unknown = r#"{"spec": {"name": "x"}}"#;
    insta::assert_snapshot!(check_with("a.json", unknown, command), @"
    [shop:vn/a]
    error F001 a.json:1:11 unknown field `name` in `spec` (known here: listeners, serviceDiscovery, backends, backendDefaults, logging)
    ");
}

#[test]
fn the_command_names_a_route_together_with_its_parent() {
    let named = |name: &str| Defaults {
        kind: Some(Kind::Route),
        name: Some(name.to_owned()),
        ..Defaults::default()
    };
    insta::assert_snapshot!(check_with("-", ROUTE, named("cart/main")), @"shop:rt/cart/main");
    insta::assert_snapshot!(check_with("-", ROUTE, named("main")), @"error F005 -:1:1 `virtualRouterName` is missing (add it, put the file into a folder named as its virtual router, or give --name ROUTER/ROUTE)");
    insta::assert_snapshot!(check_with("r/a.json", ROUTE, named("cart/main")), @"shop:rt/cart/main");
    let node = Defaults { name: Some("a/b".to_owned()), ..Defaults::default() };
    insta::assert_snapshot!(check_with("-", NODE, node), @"error F005 -:1:1 the name `a/b` of the virtual node must not hold `/`");
}

#[test]
fn names_in_metadata_are_not_dropped() {
    let manifest = r#"{"kind": "VirtualNode", "metadata": {"name": "x"}, "spec": {}}"#;
    insta::assert_snapshot!(check_load(&[("?a.json", manifest)], Some("shop")), @"error S013 a.json:1:1 this is a Kubernetes manifest (1 virtual node), not App Mesh JSON (write the resources as the App Mesh API has them)");
    let other = r#"{"kind": "Service", "metadata": {"name": "x"}, "spec": {}}"#;
    insta::assert_snapshot!(check_load(&[("?a.json", other), ("b.json", other)], Some("shop")), @"
    error S013 b.json:1:1 this is a Kubernetes manifest (`Service`), not App Mesh JSON (write the resources as the App Mesh API has them)
    info S014 skipped 1 file that is not an App Mesh document: a.json
    ");
    let named = r#"{"meshName": "m", "virtualNodeName": "a", "metadata": {"version": 1, "name": "x"}, "spec": {}}"#;
    insta::assert_snapshot!(check_load(&[("a.json", named)], None), @"
    [m:vn/a]
    error F001 a.json:1:70 unknown field `name` in `metadata` (the name of a virtual node is `virtualNodeName`)
    ");
}

#[test]
fn bundles_are_checked() {
    let mesh = r#"[{"meshName": "shop"}]"#;
    let bundle = |rest: &str| format!(r#"{{"resources": {mesh}, {rest}}}"#);
    let [two, text, more] =
        [r#""weir": 2"#, r#""weir": "x""#, r#""weir": 1, "bogus": 1"#].map(bundle);
    insta::assert_snapshot!(check_load(&[("?a.json", &two)], None), @r#"error F003 a.json:1:47 bundles of this version are not known, only those of 1 (write `"weir": 1`)"#);
    insta::assert_snapshot!(check_load(&[("?a.json", &text)], None), @r#"error F003 a.json:1:47 bundles of this version are not known, only those of 1 (write `"weir": 1`)"#);
    insta::assert_snapshot!(check_load(&[("?a.json", &more)], None), @"
    m/shop
    error F001 a.json:1:50 unknown field `bogus` in the document (known here: weir, resources)
    ");
    insta::assert_snapshot!(check_load(&[("a.json", r#"{"weir": 1, "resources": {}}"#)], None), @"error F002 a.json:1:26 `resources` must be a list, not an object");
    for name in ["a.json", "?a.json"] {
        let empty = load(&[(name, r#"{"weir": 1, "resources": []}"#)], None);
        assert_eq!((show(&empty).as_str(), empty.files, empty.count()), ("", 1, 0), "{name}");
    }
}

#[test]
fn tag_keys_stand_once_and_are_not_reserved() {
    let tags = r#"[{"key": "a", "value": "1"}, {"key": "A", "value": "1"}, {"key": "a", "value": "2"}, {"key": "AWS:x", "value": ""}, {"key": "awsx", "value": ""}]"#;
    let mesh = format!(r#"{{"meshName": "m", "tags": {tags}}}"#);
    insta::assert_snapshot!(check_load(&[("a.json", &mesh)], None), @"
    [m/m]
    error F011 a.json:1:92 two tags have the key `a` (leave one of them out)
    error N006 a.json:1:120 the tag key `AWS:x` is reserved (leave the tag out, or drop `aws:` from its key)
    ");
}

#[test]
fn what_is_wrong_with_every_document_is_told_once() {
    let node =
        |name: &str| format!(r#"{{"meshName": "x", "virtualNodeName": "{name}", "spec": {{}}}}"#);
    let (a, b, c) = (node("a"), node("b"), node("c"));
    let files = [("a.json", a.as_str()), ("b.json", &b), ("c.json", &c)];
    let told = load(&files, Some("shop")).diagnostics;
    assert_eq!(
        (told.len(), &told[0].notes[..]),
        (1, &["2 more documents name another mesh".to_owned()][..])
    );
    let files = files.map(|(name, text)| (name, text.replace(r#""meshName": "x", "#, "")));
    let files = files.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>();
    let told = load(&files[..2], None).diagnostics;
    assert_eq!(
        (told.len(), &told[0].notes[..]),
        (1, &["1 more document names no mesh".to_owned()][..])
    );
}

#[test]
fn a_mesh_from_the_environment_fills_gaps_and_no_more() {
    let (node, mesh) = (r#"{"meshName": "x", "virtualNodeName": "a", "spec": {}}"#, "shop");
    assert_eq!(check_with("a.json", node, Defaults::default()), "x:vn/a");
    let nameless = node.replace(r#""meshName": "x", "#, "");
    assert_eq!(check_with("a.json", &nameless, Defaults::default()), format!("{mesh}:vn/a"));
}

#[test]
fn files_with_errors_are_counted() {
    let files =
        [("a.json", ""), ("b.json", "\u{0}a"), ("c.yaml", "apiVersion: v1\nkind: Service\n")];
    assert_eq!(load(&files, None).files, 3);
    assert_eq!(load(&[("?a.json", "")], None).files, 1);
}

#[test]
fn formats_of_other_tools_are_named_with_what_they_hold() {
    let said = |name: &str, text: &str| check_load(&[(name, text)], Some("shop"));
    let cloudformation = "Resources:
  Mesh: {Type: 'AWS::AppMesh::Mesh', Properties: {MeshName: !Sub '${AWS::StackName}-mesh'}}
  One: {Type: 'AWS::AppMesh::VirtualNode', Properties: {MeshName: !GetAtt Mesh.MeshName, Spec: !If [A, {}, !Ref 'AWS::NoValue']}}
  Two: {Type: 'AWS::AppMesh::VirtualNode', Properties: {}}
  Bucket: {Type: 'AWS::S3::Bucket'}
";
    insta::assert_snapshot!(said("t.yaml", cloudformation), @"error S013 t.yaml:1:1 this is a CloudFormation template (1 mesh, 2 virtual nodes), not App Mesh JSON (write the resources as the App Mesh API has them)");
    insta::assert_snapshot!(said("t.json", r#"{"Resources": {"R": {"Type": "AWS::AppMesh::GatewayRoute", "Properties": {}}}}"#), @"error S013 t.json:1:1 this is a CloudFormation template (1 gateway route), not App Mesh JSON (write the resources as the App Mesh API has them)");
    insta::assert_snapshot!(said("t.json", r#"{"Type": "AWS::AppMesh::Route", "Properties": {}}"#), @"error S013 t.json:1:1 this is a CloudFormation template (1 route), not App Mesh JSON (write the resources as the App Mesh API has them)");
    let manifests = "apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualNode
metadata: {name: a}
spec: {}
---
apiVersion: appmesh.k8s.aws/v1beta1
kind: Mesh
metadata: {name: b}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: c}
";
    insta::assert_snapshot!(said("t.yaml", manifests), @"error S013 t.yaml:1:1 this is a Kubernetes manifest (1 mesh, 1 virtual node), not App Mesh JSON (write the resources as the App Mesh API has them)");
    insta::assert_snapshot!(said("t.json", r#"{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "appmesh.k8s.aws/v1beta2", "kind": "VirtualRouter"}, {"apiVersion": "v1", "kind": "Pod"}]}"#), @"error S013 t.json:1:1 this is a Kubernetes manifest (1 virtual router), not App Mesh JSON (write the resources as the App Mesh API has them)");
    let plan = r#"{"format_version": "1.2", "terraform_version": "1.5.0",
      "planned_values": {"root_module": {"resources": [{"type": "aws_appmesh_mesh"}, {"type": "aws_s3_bucket"}],
        "child_modules": [{"resources": [{"type": "aws_appmesh_virtual_node"}, {"type": "aws_appmesh_virtual_node"}]}]}},
      "resource_changes": [{"type": "aws_appmesh_mesh"}]}"#;
    insta::assert_snapshot!(said("t.json", plan), @"error S013 t.json:1:1 this is Terraform state or a Terraform plan (1 mesh, 2 virtual nodes), not App Mesh JSON (write the resources as the App Mesh API has them)");
    insta::assert_snapshot!(said("t.json", r#"{"version": 4, "terraform_version": "1.5.0", "resources": [{"type": "aws_appmesh_gateway_route"}]}"#), @"error S013 t.json:1:1 this is Terraform state or a Terraform plan (1 gateway route), not App Mesh JSON (write the resources as the App Mesh API has them)");
    insta::assert_snapshot!(said("t.json", r#"{"version": 3, "terraform_version": "0.11.0", "modules": [{"resources": {"aws_appmesh_route.a": {"type": "aws_appmesh_route"}}}]}"#), @"error S013 t.json:1:1 this is Terraform state or a Terraform plan (1 route), not App Mesh JSON (write the resources as the App Mesh API has them)");
    insta::assert_snapshot!(said("main.tf.json", r#"{"resource": {"aws_appmesh_virtual_service": {"a": {}, "b": {}}}}"#), @"error S013 main.tf.json:1:1 this is Terraform configuration (2 virtual services), not App Mesh JSON (write the resources as the App Mesh API has them)");
    insta::assert_snapshot!(said("main.tf", "resource \"aws_appmesh_virtual_gateway\" \"edge\" {\n  name = \"edge\"\n}\n"), @"error S013 main.tf:1:1 this is Terraform configuration (1 virtual gateway), not App Mesh JSON (write the resources as the App Mesh API has them)");
    insta::assert_snapshot!(said("t.yaml", "meshName: {{ .Values.mesh }}\nspec: {}\n"), @"error S001 t.yaml:1:12 a key must be a string (this seems to be a template of another tool, such as Helm: render it)");
    let mixed = format!("{manifests}---\nmeshName: shop\nvirtualNodeName: n\nspec: {{}}\n");
    insta::assert_snapshot!(said("t.yaml", &mixed), @"
    shop:vn/n
    error S013 t.yaml:1:1 this is a Kubernetes manifest (1 mesh, 1 virtual node), not App Mesh JSON (write the resources as the App Mesh API has them)
    ");
}

#[test]
fn a_large_list_of_resources_is_read_like_a_small_one() {
    let one = |name: usize| {
        format!("{{\"meshName\": \"m\", \"virtualNodeName\": \"n{name}\", \"spec\": {NODE}}}")
    };
    let many: Vec<String> = (0..2000).map(one).collect();
    let documents = load(&[("a.json", &format!("[{}]", many.join(",\n")))], None);
    assert_eq!((documents.all.len(), documents.diagnostics.len()), (2000, 0));
    let place = documents.locate(&documents.all[1999].id, &FieldPath::default()).unwrap();
    assert_eq!(&place.source.text()[place.span.range()], "\"n1999\"");
    let mut broken = many.clone();
    broken[1500] = broken[1500].replace("local\"", "local");
    let documents = load(&[("a.json", &format!("[{}]", broken.join(",\n")))], None);
    insta::assert_snapshot!(show(&documents), @"error S001 a.json:1501:110 malformed JSON: the string is not closed on its line");
}
