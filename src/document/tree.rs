//! One tree for JSON and YAML, with the span of every key and value.

use crate::diagnostic::Span;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    Bool(bool),
    Whole(i64),
    /// A number with a fraction or beyond 64 bits, as written.
    Number(Box<str>),
    Text(Box<str>),
    /// What a template has in the place of a value: the name of a variable.
    Variable(Box<str>),
    List(Vec<Node>),
    /// Members in the order of the text, duplicates included.
    Object(Vec<Member>),
}

/// A named member of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub key: Box<str>,
    pub key_span: Span,
    pub value: Node,
}

impl Node {
    /// The members of an object; empty for anything else.
    pub fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The first member of that name whose value is not null.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members().iter().find(|member| &*member.key == key && !member.value.is_null())
    }

    /// The value of that member.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.member(key).map(|member| &member.value)
    }

    /// The value of that member, without the rest.
    pub fn take(self, key: &str) -> Option<Self> {
        let Value::Object(members) = self.value else { return None };
        let mut members = members.into_iter();
        members
            .find(|member| &*member.key == key && !member.value.is_null())
            .map(|member| member.value)
    }

    /// The items of a list, without the list; nothing for anything else.
    pub fn into_items(self) -> Vec<Self> {
        match self.value {
            Value::List(items) => items,
            _ => Vec::new(),
        }
    }

    /// The items of a list; empty for anything else.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_i64(&self) -> Option<i64> {
        match self.value {
            Value::Whole(number) => Some(number),
            _ => None,
        }
    }

    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    pub fn is_object(&self) -> bool {
        matches!(self.value, Value::Object(_))
    }

    pub fn is_list(&self) -> bool {
        matches!(self.value, Value::List(_))
    }

    /// Moves all places in the tree.
    pub fn shift(&mut self, by: u32) {
        self.span = self.span.shifted(by);
        match &mut self.value {
            Value::List(items) => items.iter_mut().for_each(|item| item.shift(by)),
            Value::Object(members) => {
                for member in members {
                    member.key_span = member.key_span.shifted(by);
                    member.value.shift(by);
                }
            }
            _ => {}
        }
    }

    /// What a person calls this value.
    pub fn noun(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Whole(_) | Value::Number(_) => "a number",
            Value::Text(_) => "a string",
            Value::Variable(_) => "a variable",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }

    /// The place of an object or list for messages: its first character, not all its lines.
    pub fn head(&self) -> Span {
        match self.value {
            Value::List(_) | Value::Object(_) => {
                Span { start: self.span.start, end: self.span.end.min(self.span.start + 1) }
            }
            _ => self.span,
        }
    }
}
