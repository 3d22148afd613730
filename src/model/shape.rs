//! Turns one declaration of a shape into its Rust type, its wire form and its schema.
//!
//! The wire form is App Mesh's own JSON. Members that are unknown here are kept, so that reading
//! and writing back loses nothing that a newer control plane stored.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::model::schema::{FieldSchema, ListSchema, Schema};

/// A type that knows what the API allows in its place.
pub trait Shape {
    const SCHEMA: &'static Schema;
}

impl<T: Shape> Shape for Vec<T> {
    const SCHEMA: &'static Schema =
        &Schema::List(ListSchema { item: T::SCHEMA, min: 0, max: usize::MAX });
}

impl<T: Shape> Shape for Box<T> {
    const SCHEMA: &'static Schema = T::SCHEMA;
}

impl Shape for bool {
    const SCHEMA: &'static Schema = &Schema::Boolean;
}

/// Members that this version does not know, by name. There are hardly ever any, so that they take
/// little where there are none.
#[derive(Clone, Default, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "an empty map would be three times as large")]
pub struct Unknown(Option<Box<BTreeMap<String, Value>>>);

impl Unknown {
    pub fn insert(&mut self, name: String, value: Value) {
        self.0.get_or_insert_default().insert(name, value);
    }

    pub fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.0.iter().flat_map(|members| members.iter())
    }

    pub fn is_empty(&self) -> bool {
        self.0.as_ref().is_none_or(|members| members.is_empty())
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// The name of a member, matched against the known ones without a copy.
pub enum MemberName {
    Known(&'static str),
    Unknown(String),
}

/// Reads a member's name; the function finds the known ones.
pub struct MemberSeed(pub fn(&str) -> Option<&'static str>);

impl<'de> DeserializeSeed<'de> for MemberSeed {
    type Value = MemberName;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<MemberName, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for MemberSeed {
    type Value = MemberName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<MemberName, E> {
        Ok((self.0)(name).map_or_else(|| MemberName::Unknown(name.to_owned()), MemberName::Known))
    }
}

/// Finds `name` among `members`.
pub fn known_member(members: &'static [FieldSchema], name: &str) -> Option<&'static str> {
    members.iter().map(|member| member.wire).find(|wire| *wire == name)
}

/// Reads a member that may be null, which counts as absent.
pub fn read_member<'de, T, A>(map: &mut A) -> Result<Option<T>, A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    map.next_value()
}

/// Declares an object. Each member is `required`, `optional`, a `list` (absent means empty),
/// `one_of` (a [`crate::model::choice::Choice`] of which one member must be set) or `at_most_one_of`.
macro_rules! shape {
    (
        $(#[doc = $doc:literal])*
        $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $mode:ident $field:ident: $ty:ty $(= $wire:literal)?,
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $(
                $(#[doc = $field_doc])*
                pub $field: $crate::model::shape::shape!(@type $mode $ty),
            )*
            /// Members that this version does not know.
            pub unknown: $crate::model::shape::Unknown,
        }

        impl $crate::model::shape::Shape for $name {
            const SCHEMA: &'static $crate::model::schema::Schema =
                &$crate::model::schema::Schema::Struct($crate::model::schema::StructSchema {
                    name: stringify!($name),
                    doc: concat!($($doc),*),
                    entries: &[$(
                        $crate::model::shape::shape!(
                            @entry $mode $ty, [$($wire)?], concat!($($field_doc),*)
                        ),
                    )*],
                });
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                fn known(name: &str) -> Option<&'static str> {
                    $(
                        let found = $crate::model::shape::shape!(@known $mode $ty, [$($wire)?], name);
                        if found.is_some() {
                            return found;
                        }
                    )*
                    None
                }

                struct Members;

                impl<'de> serde::de::Visitor<'de> for Members {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A>(self, mut map: A) -> Result<$name, A::Error>
                    where
                        A: serde::de::MapAccess<'de>,
                    {
                        $( let mut $field: $crate::model::shape::shape!(@slot $mode $ty) = None; )*
                        let mut unknown = $crate::model::shape::Unknown::default();
                        while let Some(name) =
                            map.next_key_seed($crate::model::shape::MemberSeed(known))?
                        {
                            match name {
                                $(
                                    $crate::model::shape::MemberName::Known(wire)
                                        if $crate::model::shape::shape!(
                                            @known $mode $ty, [$($wire)?], wire
                                        )
                                        .is_some() =>
                                    {
                                        $crate::model::shape::shape!(
                                            @take $mode $ty, $field, wire, map
                                        );
                                    }
                                )*
                                $crate::model::shape::MemberName::Known(_) => {
                                    unreachable!("`known` names only the members above")
                                }
                                $crate::model::shape::MemberName::Unknown(name) => {
                                    unknown.insert(name, map.next_value()?);
                                }
                            }
                        }
                        Ok($name {
                            $( $field: $crate::model::shape::shape!(
                                @finish $mode $ty, $field, [$($wire)?]
                            ), )*
                            unknown,
                        })
                    }
                }

                deserializer.deserialize_map(Members)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(None)?;
                $( $crate::model::shape::shape!(@write $mode self.$field, map, [$($wire)?]); )*
                for (name, value) in self.unknown.iter() {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    };

    (@type required $ty:ty) => { $ty };
    (@type optional $ty:ty) => { Option<$ty> };
    (@type list $ty:ty) => { Vec<$ty> };
    (@type one_of $ty:ty) => { $ty };
    (@type at_most_one_of $ty:ty) => { Option<$ty> };

    (@slot list $ty:ty) => { Option<Vec<$ty>> };
    (@slot $mode:ident $ty:ty) => { Option<$ty> };

    (@entry required $ty:ty, [$wire:literal], $doc:expr) => {
        $crate::model::shape::shape!(@field $ty, $wire, true, $doc)
    };
    (@entry optional $ty:ty, [$wire:literal], $doc:expr) => {
        $crate::model::shape::shape!(@field $ty, $wire, false, $doc)
    };
    (@entry list $ty:ty, [$wire:literal], $doc:expr) => {
        $crate::model::shape::shape!(@field Vec<$ty>, $wire, false, $doc)
    };
    (@entry one_of $ty:ty, [], $doc:expr) => {
        $crate::model::shape::shape!(@choice $ty, true)
    };
    (@entry at_most_one_of $ty:ty, [], $doc:expr) => {
        $crate::model::shape::shape!(@choice $ty, false)
    };
    (@field $ty:ty, $wire:literal, $required:literal, $doc:expr) => {
        $crate::model::schema::Entry::Field($crate::model::schema::FieldSchema {
            wire: $wire,
            required: $required,
            schema: <$ty as $crate::model::shape::Shape>::SCHEMA,
            doc: $doc,
        })
    };
    (@choice $ty:ty, $required:literal) => {
        $crate::model::schema::Entry::Choice($crate::model::schema::ChoiceSchema {
            members: <$ty as $crate::model::choice::Choice>::MEMBERS,
            required: $required,
        })
    };

    (@known $mode:ident $ty:ty, [$wire:literal], $name:expr) => {
        if $name == $wire { Some($wire) } else { None }
    };
    (@known $mode:ident $ty:ty, [], $name:expr) => {
        $crate::model::shape::known_member(<$ty as $crate::model::choice::Choice>::MEMBERS, $name)
    };

    (@take one_of $ty:ty, $field:ident, $wire:ident, $map:ident) => {
        $crate::model::shape::shape!(@take at_most_one_of $ty, $field, $wire, $map)
    };
    (@take at_most_one_of $ty:ty, $field:ident, $wire:ident, $map:ident) => {
        if let Some(value) = <$ty as $crate::model::choice::Choice>::read($wire, &mut $map)? {
            if let Some(other) = $field.replace(value) {
                return Err(serde::de::Error::custom(format_args!(
                    "`{}` and `{}` exclude one another",
                    $crate::model::choice::Choice::member(&other),
                    $wire
                )));
            }
        }
    };
    (@take $mode:ident $ty:ty, $field:ident, $wire:ident, $map:ident) => {
        $field = $crate::model::shape::read_member(&mut $map)?
    };

    (@finish required $ty:ty, $field:ident, [$wire:literal]) => {
        $field.ok_or_else(|| serde::de::Error::missing_field($wire))?
    };
    (@finish one_of $ty:ty, $field:ident, []) => {
        $field.ok_or_else(|| {
            let names: Vec<_> = <$ty as $crate::model::choice::Choice>::MEMBERS
                .iter()
                .map(|member| format!("`{}`", member.wire))
                .collect();
            serde::de::Error::custom(format_args!("one of {} is required", names.join(", ")))
        })?
    };
    (@finish list $ty:ty, $field:ident, [$wire:literal]) => { $field.unwrap_or_default() };
    (@finish $mode:ident $ty:ty, $field:ident, [$($wire:literal)?]) => { $field };

    (@write required $value:expr, $map:ident, [$wire:literal]) => {
        $map.serialize_entry($wire, &$value)?
    };
    (@write optional $value:expr, $map:ident, [$wire:literal]) => {
        if let Some(value) = &$value {
            $map.serialize_entry($wire, value)?
        }
    };
    (@write list $value:expr, $map:ident, [$wire:literal]) => {
        if !$value.is_empty() {
            $map.serialize_entry($wire, &$value)?
        }
    };
    (@write one_of $value:expr, $map:ident, []) => {
        $crate::model::choice::Choice::write(&$value, &mut $map)?
    };
    (@write at_most_one_of $value:expr, $map:ident, []) => {
        if let Some(value) = &$value {
            $crate::model::choice::Choice::write(value, &mut $map)?
        }
    };
}

pub(crate) use shape;
