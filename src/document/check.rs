//! Holds a tree against a schema and reports everything that does not fit.

use std::collections::HashMap;

use crate::diagnostic::fix::Replacement;
use crate::diagnostic::{Code, Safety, Span};
use crate::document::problem::{Problem, Remedy};
use crate::document::suggest::{closest, listed, only, shown};
use crate::document::tree::{Member, Node, Value};
use crate::model::schema::{
    ChoiceSchema, EnumSchema, FieldSchema, IntegerSchema, ListSchema, MapSchema, NameSchema,
    Schema, StructSchema, TextSchema, UnionSchema, WrittenSchema,
};
use crate::model::{FieldPath, NameError, Segment, id};

const DUPLICATE: Code = Code("S003");
const NOT_REPRESENTABLE: Code = Code("S008");
const UNKNOWN: Code = Code("F001");
const WRONG_TYPE: Code = Code("F002");
const NOT_ONE_OF: Code = Code("F003");
const OUT_OF_RANGE: Code = Code("F004");
const REQUIRED: Code = Code("F005");
const EXCLUSIVE: Code = Code("F006");
const QUOTED: Code = Code("F007");
const WRONG_CASE: Code = Code("F008");
const NAME_LENGTH: Code = Code("N001");
const NAME_CHARACTERS: Code = Code("N002");
const NAME_DOTS: Code = Code("N003");

/// So many members are compared with each other faster than they are put into a table.
const FEW: usize = 16;

/// Adds to `problems` all that is wrong with `node`. Members that are null count as absent.
pub fn check(node: &Node, schema: &'static Schema, at: FieldPath, problems: &mut Vec<Problem>) {
    Check { path: at, problems }.any(node, schema);
}

/// Adds to `problems` the members of an object that are neither `known` nor `tolerated`, and those
/// that stand twice. Only what is known is worth proposing.
pub fn check_members(
    node: &Node,
    known: &[&'static str],
    tolerated: &[&'static str],
    problems: &mut Vec<Problem>,
) {
    let mut check = Check { path: FieldPath::default(), problems };
    check.duplicates(node.members());
    for member in node.members() {
        if !known.contains(&&*member.key) && !tolerated.contains(&&*member.key) {
            check.unknown(member, node.members(), known.iter().copied());
        }
    }
}

struct Check<'a> {
    path: FieldPath,
    problems: &'a mut Vec<Problem>,
}

impl Check<'_> {
    fn any(&mut self, node: &Node, schema: &'static Schema) {
        match (schema, &node.value) {
            (Schema::Struct(shape), Value::Object(members)) => self.object(node, members, shape),
            (Schema::Union(shape), Value::Object(members)) => self.union(node, members, shape),
            (Schema::List(shape), Value::List(items)) => self.list(node, items, shape),
            (Schema::Map(shape), Value::Object(members)) => self.map(node, members, shape),
            (Schema::Text(rule), Value::Text(text)) => self.text(node, text, rule),
            (Schema::Name(rule), Value::Text(text)) => self.name(node, text, *rule),
            (Schema::Enum(rule), Value::Text(word)) => self.word(node, word, rule),
            (Schema::Integer(rule), Value::Whole(number)) => self.integer(node, *number, *rule),
            (Schema::Integer(_), Value::Number(number)) => self.not_whole(node, number),
            (Schema::Boolean, Value::Bool(_)) => {}
            (Schema::Written(rule), Value::Text(text)) => self.written(node, text, rule),
            (Schema::Written(rule), Value::Number(text)) if rule.numbers => {
                self.written(node, text, rule);
            }
            (Schema::Written(rule), Value::Whole(number)) if rule.numbers => {
                self.written(node, &number.to_string(), rule);
            }
            (Schema::Either(rule), _) => {
                match rule.forms.iter().find(|form| form.noun() == node.noun()) {
                    Some(form) => self.any(node, form),
                    None => self.wrong_type(node, schema),
                }
            }
            _ => self.wrong_type(node, schema),
        }
    }

    fn report(&mut self, code: Code, span: Span, message: String) -> &mut Problem {
        self.problems.push(Problem::new(code, &self.path, span, message));
        self.problems.last_mut().expect("a problem was just pushed")
    }

    /// The last word of the path, for messages.
    fn here(&self) -> String {
        match self.path.segments() {
            [.., Segment::Member(name)] => format!("`{name}`"),
            [.., Segment::Member(name), Segment::Item(index)] => format!("`{name}[{index}]`"),
            _ => "the document".to_owned(),
        }
    }

    fn object(&mut self, node: &Node, members: &[Member], shape: &'static StructSchema) {
        self.duplicates(members);
        for member in members {
            match shape.field(&member.key) {
                Some(field) => self.member(member, field),
                None => self.unknown(member, members, shape.fields().map(|field| field.wire)),
            }
        }
        for field in shape.fields().filter(|field| field.required) {
            if node.get(field.wire).is_none() && !is_misspelt(field, members, shape) {
                let message = format!("`{}` is missing in {}", field.wire, self.here());
                self.report(REQUIRED, node.head(), message).label = "required here".into();
            }
        }
        for choice in shape.choices() {
            self.choice(node, choice);
        }
    }

    fn member(&mut self, member: &Member, field: &'static FieldSchema) {
        if member.value.is_null() {
            return;
        }
        self.path.push(Segment::Member(field.wire.into()));
        self.any(&member.value, field.schema);
        self.path.pop();
    }

    fn union(&mut self, node: &Node, members: &[Member], shape: &'static UnionSchema) {
        self.duplicates(members);
        for member in members {
            match shape.members.iter().find(|known| known.wire == &*member.key) {
                Some(known) => self.member(member, known),
                None => {
                    self.unknown(member, members, shape.members.iter().map(|known| known.wire));
                }
            }
        }
        // A misspelt member is told as such; that none is set would be told twice.
        let misspelt = members.iter().any(|member| {
            !member.value.is_null() && !shape.members.iter().any(|known| known.wire == &*member.key)
        });
        self.exclusive(node, shape.members, !misspelt);
    }

    fn choice(&mut self, node: &Node, choice: &'static ChoiceSchema) {
        let is_set = choice.members.iter().any(|known| node.member(known.wire).is_some());
        // What was misspelt is looked for only where it matters: comparing words takes long.
        let misspelt = || {
            node.members().iter().any(|member| {
                closest(&member.key, choice.members.iter().map(|known| known.wire))
                    .is_some_and(|known| known != &*member.key)
            })
        };
        self.exclusive(node, choice.members, choice.required && !is_set && !misspelt());
    }

    /// At most one of `fields` may be set, and one must be where `required`.
    fn exclusive(&mut self, node: &Node, fields: &'static [FieldSchema], required: bool) {
        let mut found = fields.iter().filter_map(|field| node.member(field.wire));
        match (found.next(), found.next()) {
            (None, _) if required => {
                let names = listed(fields.iter().map(|field| field.wire));
                let message = format!("{} needs {names}", self.here());
                let problem = self.report(REQUIRED, node.head(), message);
                problem.label = "one of them is required here".into();
            }
            (Some(first), Some(second)) => {
                let (first, second) = order(first, second);
                let message = format!("`{}` and `{}` exclude one another", first.key, second.key);
                let place = first.key_span;
                let problem = self.report(EXCLUSIVE, second.key_span, message);
                problem.label = "only one of them may be set".into();
                problem.related.push((place, "the other one is here".to_owned()));
            }
            _ => {}
        }
    }

    fn unknown(
        &mut self,
        member: &Member,
        beside: &[Member],
        known: impl Iterator<Item = &'static str>,
    ) {
        let names: Vec<&'static str> = known.collect();
        let here = self.here();
        let same = names.iter().find(|name| name.eq_ignore_ascii_case(&member.key));
        let (code, help) = match same {
            Some(name) => (WRONG_CASE, format!("write `{name}`")),
            None => (
                UNKNOWN,
                match closest(&member.key, names.iter().copied()) {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => format!("known here: {}", names.join(", ")),
                },
            ),
        };
        let message = match code {
            WRONG_CASE => format!("`{}` is written in another case", member.key),
            _ => format!("unknown field `{}` in {here}", shown(&member.key)),
        };
        self.path.push(Segment::Member(member.key.to_string().into()));
        let problem = self.report(code, member.key_span, message);
        problem.label = format!("not a field of {}", here.trim_matches('`'));
        problem.help = Some(help);
        problem.fix = renamed(member, beside, &names);
        self.path.pop();
    }

    fn list(&mut self, node: &Node, items: &[Node], shape: &'static ListSchema) {
        if let Err(error) = shape.check(items.len()) {
            let message = format!("{} {error}", self.here());
            self.report(OUT_OF_RANGE, node.head(), message);
        }
        for (index, item) in items.iter().enumerate() {
            self.path.push(Segment::Item(index));
            self.any(item, shape.item);
            self.path.pop();
        }
    }

    fn map(&mut self, node: &Node, members: &[Member], shape: &'static MapSchema) {
        self.duplicates(members);
        let set = members.iter().filter(|member| !member.value.is_null()).count();
        if let Err(error) = shape.check(set) {
            let message = format!("{} {error}", self.here());
            self.report(OUT_OF_RANGE, node.head(), message);
        }
        for member in members {
            self.path.push(Segment::Member(shown(&member.key).into_owned().into()));
            let key = Node { span: member.key_span, value: Value::Text(member.key.clone()) };
            self.any(&key, shape.key);
            if !member.value.is_null() {
                self.any(&member.value, shape.value);
            }
            self.path.pop();
        }
    }

    fn text(&mut self, node: &Node, text: &str, rule: &TextSchema) {
        if let Err(error) = rule.check(text) {
            let message = format!("{} {error}", self.here());
            self.report(OUT_OF_RANGE, node.span, message);
        }
    }

    fn written(&mut self, node: &Node, text: &str, rule: &WrittenSchema) {
        if let Err(error) = (rule.check)(text) {
            let here = self.here();
            self.report(OUT_OF_RANGE, node.span, format!("{here}: {error}")).label =
                format!("not {}", rule.noun);
        }
    }

    fn name(&mut self, node: &Node, name: &str, rule: NameSchema) {
        if let Err(error) = id::check_name(name, rule.max) {
            let message = format!("{} {error}", self.here());
            self.report(name_code(&error), node.span, message);
        }
    }

    fn word(&mut self, node: &Node, word: &str, rule: &'static EnumSchema) {
        if rule.words.contains(&word) {
            return;
        }
        let words = listed(rule.words.iter().copied());
        let message = format!("`{}` is not one of {words}", shown(word));
        let problem = self.report(NOT_ONE_OF, node.span, message);
        problem.help = closest(word, rule.words.iter().copied())
            .map(|known| format!("did you mean `{known}`?"));
        problem.fix = rewritten(word, rule.words);
    }

    fn integer(&mut self, node: &Node, number: i64, rule: IntegerSchema) {
        if let Err(error) = rule.check(number) {
            let here = self.here();
            let problem = self.report(OUT_OF_RANGE, node.span, format!("{here}: {error}"));
            problem.label = match (rule.min, rule.max) {
                (i64::MIN, max) => format!("at most {max}"),
                (min, i64::MAX) => format!("at least {min}"),
                (min, max) => format!("{min} to {max}"),
            };
        }
    }

    fn not_whole(&mut self, node: &Node, number: &str) {
        let (here, shown) = (self.here(), shown(number));
        if number.contains(['.', 'e', 'E']) {
            let message = format!("{here} must be a whole number, not `{shown}`");
            self.report(WRONG_TYPE, node.span, message);
        } else {
            let message = format!("{here}: `{shown}` does not fit into 64 bits");
            self.report(NOT_REPRESENTABLE, node.span, message);
        }
    }

    fn wrong_type(&mut self, node: &Node, schema: &'static Schema) {
        let (wanted, got) = (schema.noun(), node.noun());
        let message = format!("{} must be {wanted}, not {got}", self.here());
        let unquoted = node.as_str().filter(|text| match schema {
            Schema::Integer(_) => text.parse::<i64>().is_ok(),
            Schema::Boolean => matches!(*text, "true" | "false"),
            _ => false,
        });
        match unquoted {
            Some(text) => {
                // Neither a zero in front nor a plus is JSON.
                let bare = text.parse::<i64>().map_or_else(|_| text.to_owned(), |n| n.to_string());
                let help = format!("write {bare} without quotes");
                let problem = self.report(QUOTED, node.span, message);
                problem.help = Some(help);
                problem.fix = Some(remedy(Safety::Safe, Replacement::Bare(bare)));
            }
            None => self.report(WRONG_TYPE, node.head(), message).label = format!("{got} here"),
        }
    }

    fn duplicates(&mut self, members: &[Member]) {
        let known = |at: usize| members[..at].iter().any(|one| one.key == members[at].key);
        if members.len() <= FEW && !(1..members.len()).any(known) {
            return;
        }
        let mut seen = HashMap::with_capacity(members.len());
        for member in members {
            let Some(first) = seen.get(&*member.key).copied() else {
                seen.insert(&*member.key, member.key_span);
                continue;
            };
            let message = format!("`{}` stands here twice", shown(&member.key));
            let problem = self.report(DUPLICATE, member.key_span, message);
            problem.label = "again here".into();
            problem.related.push((first, "first here".to_owned()));
        }
    }
}

/// The name that a member was meant to have, unless that would be one of two with the name.
fn renamed(member: &Member, beside: &[Member], names: &[&'static str]) -> Option<Remedy> {
    let same = names.iter().copied().find(|name| name.eq_ignore_ascii_case(&member.key));
    let (distance, name) =
        same.map(|name| (0, name)).or_else(|| only(&member.key, names.iter().copied()))?;
    let is_same = |other: &&Member| {
        closest(&other.key, names.iter().copied()).is_some_and(|known| known == name)
    };
    if beside.iter().filter(is_same).nth(1).is_some() {
        return None;
    }
    let safety = if distance <= 1 { Safety::Safe } else { Safety::Unsafe };
    Some(remedy(safety, Replacement::Word(name)))
}

/// The word that was meant, for certain where only its case is another.
fn rewritten(word: &str, words: &'static [&'static str]) -> Option<Remedy> {
    let same = words.iter().copied().find(|known| known.eq_ignore_ascii_case(word));
    match (same, only(word, words.iter().copied())) {
        (Some(same), _) => Some(remedy(Safety::Safe, Replacement::Word(same))),
        (None, Some((_, known))) => Some(remedy(Safety::Unsafe, Replacement::Word(known))),
        (None, None) => None,
    }
}

fn remedy(safety: Safety, replacement: Replacement) -> Remedy {
    Remedy { safety, replacement: Some(replacement) }
}

/// The code for a name that is refused.
pub fn name_code(error: &NameError) -> Code {
    match error {
        NameError::Empty | NameError::TooLong { .. } => NAME_LENGTH,
        NameError::Dots => NAME_DOTS,
        NameError::Character(_) => NAME_CHARACTERS,
    }
}

/// Whether an unknown member is a slip for `field`. It is told as such; that the field is missing
/// would be told twice.
fn is_misspelt(field: &FieldSchema, members: &[Member], shape: &'static StructSchema) -> bool {
    let mut unknown = members.iter().filter(|member| shape.field(&member.key).is_none());
    unknown.any(|member| {
        closest(&member.key, shape.fields().map(|known| known.wire)) == Some(field.wire)
    })
}

fn order<'a>(one: &'a Member, other: &'a Member) -> (&'a Member, &'a Member) {
    if other.key_span < one.key_span { (other, one) } else { (one, other) }
}
