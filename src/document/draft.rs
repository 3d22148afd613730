//! One tree becomes one resource, or as much of one as can be read.

use crate::diagnostic::{Code, Severity, Span};
use crate::document::file_name::FileName;
use crate::document::input::Defaults;
use crate::document::problem::Problem;
use crate::document::rest::Rest;
use crate::document::suggest::{listed, shown};
use crate::document::tree::{Member, Node, Value};
use crate::document::{check, decode, dialect, kind, tags};

use crate::model::{FieldPath, Kind, Resource, ResourceId, Shape as _, Spec, Tags, id};

const UNKNOWN: Code = Code("F001");
const WRONG_TYPE: Code = Code("F002");
const REQUIRED: Code = Code("F005");
const EXCLUSIVE: Code = Code("F006");
pub const OTHER_MESH: Code = Code("R008");
const KIND_UNCLEAR: Code = Code("S011");

/// Members that may stand beside the names, the spec and the tags of a resource.
const TOLERATED: [&str; 7] =
    ["kind", "meshOwner", "clientToken", "metadata", "status", "$schema", "ResponseMetadata"];

/// What could be read of one resource.
#[derive(Debug)]
pub struct Draft {
    pub identity: Identity,
    /// Only if nothing is wrong with it.
    pub resource: Option<Resource>,
    /// What is left otherwise.
    pub rest: Option<Rest>,
    pub problems: Vec<Problem>,
    /// Where a token for repeated requests stands, which means nothing in a document.
    pub client_token: Option<Span>,
}

/// How much is known of which resource it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    Known(ResourceId),
    /// All but the mesh, which neither the document nor the command names.
    MeshMissing {
        kind: Kind,
        parent: Option<String>,
        name: String,
        /// Where the mesh is to be named.
        span: Span,
    },
    Unknown,
}

/// What is known from outside of a document.
#[derive(Debug, Clone, Copy)]
pub struct Outside<'a> {
    pub defaults: &'a Defaults,
    pub file: &'a FileName,
    /// The kind that the document's wrapper says.
    pub wrapper: Option<Kind>,
    /// Whether the document is a spec and nothing else.
    pub bare: bool,
}

/// Reads one resource.
pub fn read(node: &Node, outside: Outside<'_>) -> Draft {
    let mut draft = Reading { node, outside, problems: Vec::new(), fits: None };
    let kind = draft.kind();
    let identity = kind.map_or(Identity::Unknown, |kind| draft.identity(kind));
    let content = kind.and_then(|kind| draft.content(kind));
    let errors = draft.problems.iter().any(|problem| problem.severity == Severity::Error);
    let resource = match (&identity, content) {
        (Identity::Known(id), Some((spec, tags))) if !errors => {
            Some(Resource { id: id.clone(), spec, tags, metadata: None })
        }
        _ => None,
    };
    let rest = match (&identity, draft.spec()) {
        (Identity::Known(id), Some(spec)) if resource.is_none() => {
            Rest::of(id, spec, &draft.problems)
        }
        _ => None,
    };
    let client_token = (!outside.bare).then(|| node.member("clientToken")).flatten();
    Draft {
        identity,
        resource,
        rest,
        problems: draft.problems,
        client_token: client_token.map(|member| member.key_span),
    }
}

struct Reading<'a> {
    node: &'a Node,
    outside: Outside<'a>,
    problems: Vec<Problem>,
    /// The kind that the spec was held against before, and nothing was wrong with it.
    fits: Option<Kind>,
}

impl<'a> Reading<'a> {
    fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The spec; absent for a resource that leaves it out.
    fn spec(&self) -> Option<&'a Node> {
        if self.outside.bare { Some(self.node) } else { self.node.get("spec") }
    }

    fn beside(&self, key: &str) -> Option<&'a Member> {
        if self.outside.bare { None } else { self.node.member(key) }
    }

    /// The kind: what the document says, or what its members are.
    fn kind(&mut self) -> Option<Kind> {
        if let Some(kind) = self.outside.wrapper {
            return Some(kind);
        }
        if let Some(member) = self.beside("kind") {
            let kind = member.value.as_str().and_then(Kind::from_words);
            if kind.is_none() {
                self.report(unknown_kind(member));
            }
            return kind;
        }
        let named = self.named_kind();
        // Without a spec, or with names that say all, the names decide.
        let whole = named.filter(|kind| kind.row().parent.is_some() || self.spec().is_none());
        whole.or_else(|| self.inferred_kind(named))
    }

    /// The member that holds the name of a kind. One that is misspelt holds it too, so that there
    /// is one mistake and not several.
    fn named(&self, kind: Kind) -> Option<&'a Member> {
        let misspelt = || {
            let mut members = self.node.members().iter();
            members.find(|member| {
                dialect::api::named_kind(&member.key) == Some(kind) && !member.value.is_null()
            })
        };
        if self.outside.bare {
            return None;
        }
        self.node.member(kind.row().name_member).or_else(misspelt)
    }

    /// The kind of the innermost name: a router's name may be that of a route's parent.
    fn named_kind(&self) -> Option<Kind> {
        let innermost = [
            Kind::GatewayRoute,
            Kind::Route,
            Kind::VirtualNode,
            Kind::VirtualService,
            Kind::VirtualGateway,
            Kind::VirtualRouter,
            Kind::Mesh,
        ];
        innermost.into_iter().find(|kind| self.named(*kind).is_some())
    }

    fn inferred_kind(&mut self, named: Option<Kind>) -> Option<Kind> {
        let Some(spec) = self.spec() else {
            self.report(self.kind_unclear(&Kind::ALL));
            return None;
        };
        // What fits is not held against all other kinds, which takes long.
        if let Some(named) = named.filter(|named| kind::fits(spec, *named)) {
            self.fits = Some(named);
            return Some(named);
        }
        let candidates = kind::candidates(spec);
        if let Some(named) = named {
            // A spec that cannot be of the named kind may be of a part of it.
            let mut parts = candidates.iter().filter(|kind| match named {
                Kind::Mesh => true,
                _ => kind.row().parent == Some(named),
            });
            let part = match (parts.next(), parts.next()) {
                (Some(part), None) if !candidates.contains(&named) => Some(*part),
                _ => None,
            };
            return part.or(Some(named));
        }
        let hints = self.outside.defaults.kind.into_iter().chain(self.outside.file.kinds());
        let decided = self.outside.defaults.kind.or_else(|| kind::decide(&candidates, hints));
        if decided.is_none() {
            self.report(self.kind_unclear(&candidates));
        }
        decided
    }

    fn kind_unclear(&self, candidates: &[Kind]) -> Problem {
        let nouns = listed(candidates.iter().map(|kind| kind.row().noun)).replace('`', "");
        let member = candidates.first().unwrap_or(&Kind::Mesh).row().name_member;
        let message = "which kind of resource this is cannot be told from its members";
        Problem::new(KIND_UNCLEAR, &FieldPath::default(), self.node.head(), message)
            .label(format!("may be a {nouns}"))
            .help(format!(
                "add its name, such as `\"{member}\": \"NAME\"`, or give --kind and --name"
            ))
    }

    fn identity(&mut self, kind: Kind) -> Identity {
        self.members(kind);
        let mesh = self.mesh(kind);
        let parent = kind.row().parent.map(|parent| self.parent(parent));
        let name = match kind {
            Kind::Mesh => mesh.clone(),
            _ => self.name(kind),
        };
        match (mesh, parent, name) {
            (Given::Unreadable, ..)
            | (_, _, Given::Absent | Given::Unreadable)
            | (_, Some(Given::Absent | Given::Unreadable), _) => Identity::Unknown,
            (Given::Absent, parent, Given::Name(name)) => Identity::MeshMissing {
                kind,
                parent: parent.and_then(Given::into_name),
                name,
                span: self.node.head(),
            },
            (Given::Name(mesh), parent, Given::Name(name)) => {
                let parent = parent.and_then(Given::into_name);
                match ResourceId::try_new(kind, &mesh, parent.as_deref(), &name) {
                    Ok(id) => Identity::Known(id),
                    Err(error) => {
                        let message = error.to_string();
                        let at = self.node.head();
                        self.report(Problem::new(REQUIRED, &FieldPath::default(), at, message));
                        Identity::Unknown
                    }
                }
            }
        }
    }

    /// Reports members that do not belong to a resource of that kind.
    fn members(&mut self, kind: Kind) {
        if self.outside.bare {
            return;
        }
        let row = kind.row();
        let mut known = vec![row.name_member];
        known.extend(row.parent.map(|parent| parent.row().name_member));
        if kind != Kind::Mesh {
            known.push(Kind::Mesh.row().name_member);
        }
        let mut tolerated = TOLERATED.to_vec();
        let all = Kind::ALL.map(|kind| kind.row().name_member);
        let other = self.node.members().iter().find(|member| {
            !known.contains(&&*member.key) && all.contains(&&*member.key) && !member.value.is_null()
        });
        let own = self.node.member(row.name_member);
        if let (Some(other), Some(own)) = (other, own) {
            let message = format!("`{}` and `{}` exclude one another", own.key, other.key);
            let path = FieldPath::default().member(other.key.to_string());
            self.report(
                Problem::new(EXCLUSIVE, &path, other.key_span, message)
                    .label(format!("this would be no {kind}"))
                    .related(own.key_span, format!("this makes it a {kind}")),
            );
            tolerated.extend(all);
        }
        known.extend(["spec", "tags"]);
        check::check_members(self.node, &known, &tolerated, &mut self.problems);
        self.metadata(kind);
    }

    /// What a control plane says of a resource is not read. A name in it is none that it says.
    fn metadata(&mut self, kind: Kind) {
        let members = self.node.get("metadata").map_or(&[][..], Node::members);
        for member in members.iter().filter(|member| member.key.to_lowercase().contains("name")) {
            let message = format!("unknown field `{}` in `metadata`", shown(&member.key));
            let path = FieldPath::default().member("metadata").member(member.key.to_string());
            let help = format!("the name of a {kind} is `{}`", kind.row().name_member);
            let unknown = Problem::new(UNKNOWN, &path, member.key_span, message);
            self.report(unknown.label("not a field of metadata").help(help));
        }
    }

    /// The mesh: the document's, which must not contradict the command's.
    fn mesh(&mut self, kind: Kind) -> Given {
        let wanted = self.outside.defaults.mesh.as_ref().map(|mesh| mesh.as_str().to_owned());
        let Some(member) = self.named(Kind::Mesh) else {
            let named = || self.outside.defaults.name.clone();
            let file = || self.outside.file.name(Kind::Mesh).map(str::to_owned);
            let own = (kind == Kind::Mesh).then(|| named().or_else(file)).flatten();
            return wanted.or(own).map_or(Given::Absent, Given::Name);
        };
        let given = self.text(member, Kind::Mesh);
        if let (Given::Name(mesh), Some(wanted)) = (&given, wanted)
            && *mesh != wanted
            && self.outside.defaults.mesh_insists
        {
            let message = format!("this is for mesh `{mesh}`, not for `{wanted}`");
            let path = FieldPath::default().member(Kind::Mesh.row().name_member);
            self.report(
                Problem::new(OTHER_MESH, &path, member.value.span, message)
                    .label(format!("the command names mesh `{wanted}`"))
                    .help("leave `--mesh` out, or leave the document out"),
            );
        }
        given
    }

    fn parent(&mut self, kind: Kind) -> Given {
        if let Some(member) = self.named(kind) {
            return self.text(member, kind);
        }
        let command = self.command_name().and_then(|name| name.split_once('/'));
        let outside = command.map(|(parent, _)| parent).or_else(|| self.outside.file.parent());
        match outside.filter(|_| self.is_nameless()) {
            Some(parent) => Given::Name(parent.to_owned()),
            None => self.missing(
                kind.row().name_member,
                format!(
                    "add it, put the file into a folder named as its {kind}, or give --name {}",
                    if kind == Kind::VirtualRouter { "ROUTER/ROUTE" } else { "GATEWAY/ROUTE" }
                ),
            ),
        }
    }

    /// The name that the command gives, with that of the parent before it where there is one.
    fn command_name(&self) -> Option<&'a str> {
        self.outside.defaults.name.as_deref()
    }

    fn name(&mut self, kind: Kind) -> Given {
        if let Some(member) = self.named(kind) {
            return self.text(member, kind);
        }
        let given = self.command_name().map(|name| match name.split_once('/') {
            Some((_, own)) if kind.row().parent.is_some() => own,
            _ => name,
        });
        match given.or_else(|| self.outside.file.name(kind)) {
            Some(name) => Given::Name(name.to_owned()),
            None => self.missing(kind.row().name_member, "add it, or give --name".to_owned()),
        }
    }

    /// Whether the document leaves its own name to the name of its file.
    fn is_nameless(&self) -> bool {
        [Kind::Route, Kind::GatewayRoute].into_iter().all(|kind| self.named(kind).is_none())
    }

    fn missing(&mut self, member: &'static str, help: String) -> Given {
        let message = format!("`{member}` is missing");
        let path = FieldPath::default();
        self.report(Problem::new(REQUIRED, &path, self.node.head(), message).help(help));
        Given::Unreadable
    }

    /// The text of a name, which follows the rules for names.
    fn text(&mut self, member: &Member, kind: Kind) -> Given {
        let path = FieldPath::default().member(member.key.to_string());
        let Some(name) = member.value.as_str() else {
            let got = member.value.noun();
            let message = format!("`{}` must be a string, not {got}", member.key);
            let problem = Problem::new(WRONG_TYPE, &path, member.value.head(), message);
            self.report(problem.label(format!("{got} here")));
            return Given::Unreadable;
        };
        if let Err(error) = id::check_name(name, id::max_length(kind)) {
            let code = check::name_code(&error);
            let message = format!("`{}` {error}", member.key);
            self.report(Problem::new(code, &path, member.value.span, message));
            return Given::Unreadable;
        }
        Given::Name(name.to_owned())
    }

    /// The spec and the tags, if nothing is wrong with them.
    fn content(&mut self, kind: Kind) -> Option<(Spec, Tags)> {
        let empty = Node { span: self.node.head(), value: Value::Object(Vec::new()) };
        let spec = match self.spec() {
            Some(spec) => spec,
            // Of all requests, only that for a mesh may leave the spec out.
            None if kind == Kind::Mesh => &empty,
            None => {
                if !self.node.members().iter().any(|member| member.key.eq_ignore_ascii_case("spec"))
                {
                    self.missing("spec", format!("add the spec of the {kind}"));
                }
                return None;
            }
        };
        let before = self.problems.len();
        if self.fits != Some(kind) {
            check::check(spec, Spec::schema(kind), FieldPath::spec(), &mut self.problems);
        }
        let tagged = self.beside("tags").map(|member| &member.value);
        if let Some(tags) = tagged {
            let path = FieldPath::default().member("tags");
            check::check(tags, Tags::SCHEMA, path, &mut self.problems);
            tags::check(tags, &mut self.problems);
        }
        if self.problems[before..].iter().any(|problem| problem.severity == Severity::Error) {
            return None;
        }
        let typed = decode::spec(kind, spec).and_then(|spec| {
            Ok((spec, tagged.map(decode::value::<Tags>).transpose()?.unwrap_or_default()))
        });
        match typed {
            Ok(typed) => Some(typed),
            Err(error) => {
                // The check is meant to find all of this before; what it misses is told here.
                let message = error.to_string();
                self.report(Problem::new(WRONG_TYPE, &FieldPath::spec(), spec.head(), message));
                None
            }
        }
    }
}

/// A name as far as it is given.
#[derive(Debug, Clone)]
enum Given {
    Name(String),
    Absent,
    /// Something stands there, and it is told what is wrong with it.
    Unreadable,
}

impl Given {
    fn into_name(self) -> Option<String> {
        match self {
            Self::Name(name) => Some(name),
            Self::Absent | Self::Unreadable => None,
        }
    }
}

fn unknown_kind(member: &Member) -> Problem {
    let path = FieldPath::default().member("kind");
    let kinds = listed(Kind::ALL.into_iter().map(|kind| kind.row().wire));
    let message = format!("the kind is not one of {kinds}");
    Problem::new(Code("F003"), &path, member.value.span, message)
}
