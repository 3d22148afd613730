//! Members that exclude one another: within an object, or as an object of their own.

use serde::de::MapAccess;
use serde::ser::SerializeMap;

use crate::model::schema::FieldSchema;

/// An enum whose variants are members of an object, one of which is set.
pub trait Choice: Sized {
    const MEMBERS: &'static [FieldSchema];

    /// The wire name of the member that is set.
    fn member(&self) -> &'static str;

    /// Reads the value of the member `wire`; `None` where it is null.
    fn read<'de, A: MapAccess<'de>>(wire: &str, map: &mut A) -> Result<Option<Self>, A::Error>;

    /// Writes the member as an entry of the enclosing object.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// Declares members of an object that exclude one another; used inside a `shape!`.
macro_rules! choice {
    (
        $(#[doc = $doc:literal])*
        $name:ident {
            $( $(#[doc = $member_doc:literal])* $variant:ident($ty:ty) = $wire:literal, )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name {
            $( $(#[doc = $member_doc])* $variant($ty), )*
        }

        impl $crate::model::choice::Choice for $name {
            const MEMBERS: &'static [$crate::model::schema::FieldSchema] = &[
                $( $crate::model::choice::choice!(@member $ty, $wire, concat!($($member_doc),*)), )*
            ];

            fn member(&self) -> &'static str {
                match self {
                    $( Self::$variant(_) => $wire, )*
                }
            }

            fn read<'de, A: serde::de::MapAccess<'de>>(
                wire: &str,
                map: &mut A,
            ) -> Result<Option<Self>, A::Error> {
                match wire {
                    $( $wire => Ok($crate::model::shape::read_member(map)?.map(Self::$variant)), )*
                    _ => Ok(None),
                }
            }

            fn write<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                match self {
                    $( Self::$variant(value) => map.serialize_entry($wire, value), )*
                }
            }
        }
    };
    (@member $ty:ty, $wire:literal, $doc:expr) => {
        $crate::model::schema::FieldSchema {
            wire: $wire,
            required: false,
            schema: <$ty as $crate::model::shape::Shape>::SCHEMA,
            doc: $doc,
        }
    };
}

/// Declares an object that holds exactly one of its members. `Other` holds a member that this
/// version does not know.
macro_rules! union {
    (
        $(#[doc = $doc:literal])*
        $name:ident {
            $( $(#[doc = $member_doc:literal])* $variant:ident($ty:ty) = $wire:literal, )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name {
            $( $(#[doc = $member_doc])* $variant($ty), )*
            /// A member that this version does not know.
            Other($crate::model::shape::Unknown),
        }

        impl $name {
            const MEMBERS: &'static [$crate::model::schema::FieldSchema] = &[
                $( $crate::model::choice::choice!(@member $ty, $wire, concat!($($member_doc),*)), )*
            ];
        }

        impl $crate::model::shape::Shape for $name {
            const SCHEMA: &'static $crate::model::schema::Schema =
                &$crate::model::schema::Schema::Union($crate::model::schema::UnionSchema {
                    name: stringify!($name),
                    doc: concat!($($doc),*),
                    members: Self::MEMBERS,
                });
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Members;

                impl<'de> serde::de::Visitor<'de> for Members {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object with exactly one member")
                    }

                    fn visit_map<A>(self, mut map: A) -> Result<$name, A::Error>
                    where
                        A: serde::de::MapAccess<'de>,
                    {
                        let mut found: Option<$name> = None;
                        let mut unknown = $crate::model::shape::Unknown::default();
                        let known: fn(&str) -> Option<&'static str> =
                            |name| $crate::model::shape::known_member($name::MEMBERS, name);
                        while let Some(name) =
                            map.next_key_seed($crate::model::shape::MemberSeed(known))?
                        {
                            let value = match name {
                                $(
                                    $crate::model::shape::MemberName::Known($wire) => {
                                        $crate::model::shape::read_member(&mut map)?
                                            .map($name::$variant)
                                    }
                                )*
                                $crate::model::shape::MemberName::Known(_) => {
                                    unreachable!("`known_member` names only the members above")
                                }
                                $crate::model::shape::MemberName::Unknown(name) => {
                                    unknown.insert(name, map.next_value()?);
                                    continue;
                                }
                            };
                            let Some(value) = value else { continue };
                            if found.replace(value).is_some() {
                                return Err(serde::de::Error::custom(
                                    "only one member may be set",
                                ));
                            }
                        }
                        match found {
                            Some(value) => Ok(value),
                            None if unknown.is_empty() => {
                                Err(serde::de::Error::custom("one member must be set"))
                            }
                            None => Ok($name::Other(unknown)),
                        }
                    }
                }

                deserializer.deserialize_map(Members)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(None)?;
                match self {
                    $( Self::$variant(value) => map.serialize_entry($wire, value)?, )*
                    Self::Other(unknown) => {
                        for (name, value) in unknown.iter() {
                            map.serialize_entry(name, value)?;
                        }
                    }
                }
                map.end()
            }
        }
    };
}

pub(crate) use {choice, union};
