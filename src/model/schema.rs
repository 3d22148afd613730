//! Describes shapes as data: what the API allows at each place of a document.
//!
//! Every schema is derived from the typed model by the macros of `shape.rs`, so the two cannot
//! disagree. The document layer checks text against it; a test holds it against the service model.

/// What a value at one place may be.
#[derive(Debug)]
pub enum Schema {
    Struct(StructSchema),
    /// An object in which exactly one of the members is set.
    Union(UnionSchema),
    List(ListSchema),
    /// An object whose members have names of their own.
    Map(MapSchema),
    Text(TextSchema),
    /// The name of a resource.
    Name(NameSchema),
    Integer(IntegerSchema),
    Boolean,
    Enum(EnumSchema),
    Written(WrittenSchema),
    Either(EitherSchema),
}

impl Schema {
    /// What a person calls such a value: "an object", "a list", …
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Struct(_) | Self::Union(_) | Self::Map(_) => "an object",
            Self::List(_) => "a list",
            Self::Text(_) | Self::Name(_) | Self::Enum(_) => "a string",
            Self::Integer(_) => "a whole number",
            Self::Boolean => "true or false",
            Self::Written(shape) => shape.noun,
            Self::Either(shape) => shape.noun,
        }
    }
}

/// An object with named members.
#[derive(Debug)]
pub struct StructSchema {
    pub name: &'static str,
    pub doc: &'static str,
    pub entries: &'static [Entry],
}

/// One line of a struct: a member, or several of which one may be set.
#[derive(Debug)]
pub enum Entry {
    Field(FieldSchema),
    Choice(ChoiceSchema),
}

/// Members of a struct that exclude one another.
#[derive(Debug)]
pub struct ChoiceSchema {
    pub members: &'static [FieldSchema],
    /// Whether one of them must be set.
    pub required: bool,
}

/// An object that holds exactly one member.
#[derive(Debug)]
pub struct UnionSchema {
    pub name: &'static str,
    pub doc: &'static str,
    pub members: &'static [FieldSchema],
}

/// A named member.
#[derive(Debug, Clone, Copy)]
pub struct FieldSchema {
    /// Its name on the wire.
    pub wire: &'static str,
    pub required: bool,
    pub schema: &'static Schema,
    pub doc: &'static str,
}

/// A list; sizes count items.
#[derive(Debug)]
pub struct ListSchema {
    pub item: &'static Schema,
    pub min: usize,
    pub max: usize,
}

/// An object with any members, whose names follow a rule of their own.
#[derive(Debug)]
pub struct MapSchema {
    /// What a name may be.
    pub key: &'static Schema,
    pub value: &'static Schema,
    /// The most members.
    pub max: usize,
}

/// A string; sizes count Unicode scalar values, as Smithy's length trait does.
#[derive(Debug, Clone, Copy)]
pub struct TextSchema {
    pub min: usize,
    pub max: usize,
    pub pattern: Option<Pattern>,
}

/// A pattern as the service model writes it, and the same test without a regex engine.
#[derive(Debug, Clone, Copy)]
pub struct Pattern {
    pub regex: &'static str,
    /// The rule in words, to follow "may hold only".
    pub words: &'static str,
    pub matches: fn(&str) -> bool,
}

/// The name of a resource; see [`crate::model::id::check_name`] for what else holds.
#[derive(Debug, Clone, Copy)]
pub struct NameSchema {
    pub max: usize,
}

/// A whole number; both bounds are allowed values.
#[derive(Debug, Clone, Copy)]
pub struct IntegerSchema {
    pub min: i64,
    pub max: i64,
}

/// One of a fixed set of words.
#[derive(Debug)]
pub struct EnumSchema {
    pub name: &'static str,
    pub words: &'static [&'static str],
}

/// A value in a notation of its own, such as a duration; a string, or a number too.
#[derive(Debug)]
pub struct WrittenSchema {
    pub noun: &'static str,
    /// Whether it may be a number.
    pub numbers: bool,
    /// Holds the text, or the number as written, against the notation; answers what is wrong.
    pub check: fn(&str) -> Result<(), String>,
    pub example: &'static str,
}

/// A value in one of several forms, told apart by what kind of value it is.
#[derive(Debug)]
pub struct EitherSchema {
    pub noun: &'static str,
    pub forms: &'static [&'static Schema],
}

impl StructSchema {
    /// All members, those of choices included, in the order of the model.
    pub fn fields(&self) -> impl Iterator<Item = &FieldSchema> {
        self.entries.iter().flat_map(|entry| match entry {
            Entry::Field(field) => std::slice::from_ref(field),
            Entry::Choice(choice) => choice.members,
        })
    }

    /// The member of that wire name.
    pub fn field(&self, wire: &str) -> Option<&FieldSchema> {
        self.fields().find(|field| field.wire == wire)
    }

    /// The groups of members that exclude one another.
    pub fn choices(&self) -> impl Iterator<Item = &ChoiceSchema> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Choice(choice) => Some(choice),
            Entry::Field(_) => None,
        })
    }
}
