//! Permanent ids `<prefix><yymm>-<6 of Crockford base32>` and the short names of branches and
//! people. An id says nothing about branch or grade and is made offline without a counter.

use crate::domain::time::Date;
use chrono::Datelike;
use serde::{Deserialize, Deserializer, de};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// Crockford base32, lower case: no i, l, o, u.
pub const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The regular expression of an id with this prefix (`[a-z]{2}` for any).
pub fn id_pattern(prefix: &str) -> String {
    format!("^{prefix}[0-9]{{2}}(0[1-9]|1[0-2])-[0-9a-hjkmnp-tv-z]{{6}}$")
}

/// The regular expression of a branch's or a person's name.
pub const SLUG_PATTERN: &str = "^[a-z0-9-]{1,40}$";

/// The id of a record, 13 ASCII bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; 13]);

/// The text is no id: the form is `<two letters><yymm>-<six of 0-9a-z without i, l, o, u>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadId;

impl Id {
    pub fn as_str(&self) -> &str {
        // The bytes are ASCII by construction.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// A new id: the kind's prefix, the month in which the record is made, six characters of a
    /// draw.
    pub fn drawn(prefix: &str, on: Date, draw: u64) -> Result<Self, BadId> {
        let mut text = format!("{prefix}{:02}{:02}-", on.year().rem_euclid(100), on.month());
        let characters = (0..6).map(|at| ALPHABET[(draw >> (5 * at) & 31) as usize]);
        text.extend(characters.map(char::from));
        text.parse()
    }

    /// The two letters that name the kind of record.
    pub fn prefix(&self) -> &str {
        &self.as_str()[..2]
    }
}

impl FromStr for Id {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let bytes: [u8; 13] = text.as_bytes().try_into().map_err(|_| BadId)?;
        let month = (bytes[4], bytes[5]);
        let well_formed = bytes[..2].iter().all(u8::is_ascii_lowercase)
            && bytes[2..6].iter().all(u8::is_ascii_digit)
            && matches!(month, (b'0', b'1'..=b'9') | (b'1', b'0'..=b'2'))
            && bytes[6] == b'-'
            && bytes[7..].iter().all(|byte| ALPHABET.contains(byte));
        if well_formed { Ok(Self(bytes)) } else { Err(BadId) }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Reads a value of ours from a TOML string through its `FromStr`.
pub(crate) fn read_str<'de, D, T>(source: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr,
{
    struct Visitor<T>(std::marker::PhantomData<T>);
    impl<T: FromStr> de::Visitor<'_> for Visitor<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("text of the right form")
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(|_| E::custom("text of the wrong form"))
        }
    }
    source.deserialize_string(Visitor(std::marker::PhantomData))
}

/// Declares an id of one kind in the schemas; in the program all are [`Id`]s.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident = $prefix:literal;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Id);

        impl $name {
            pub const PREFIX: &str = $prefix;
        }
        impl std::ops::Deref for $name {
            type Target = Id;
            fn deref(&self) -> &Id { &self.0 }
        }
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                let id: Id = text.parse()?;
                if id.prefix() == $prefix { Ok(Self(id)) } else { Err(BadId) }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                read_str(source)
            }
        }
        impl schemars::JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> { stringify!($name).into() }
            fn inline_schema() -> bool { true }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": id_pattern($prefix) })
            }
        }
    )+};
}

ids! {
    /// A client's id.
    ClientId = "kh";
    /// A project's id.
    ProjectId = "xm";
    /// A complaint's id.
    ComplaintId = "ts";
    /// An activity's id.
    ActivityId = "jh";
}

macro_rules! slugs {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl FromStr for $name {
            type Err = BadSlug;
            fn from_str(text: &str) -> Result<Self, BadSlug> {
                if is_slug(text) { Ok(Self(text.into())) } else { Err(BadSlug) }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(&self.0) }
        }
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str { &self.0 }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                read_str(source)
            }
        }
        impl schemars::JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> { stringify!($name).into() }
            fn inline_schema() -> bool { true }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": SLUG_PATTERN })
            }
        }
    )+};
}

/// The text is no name of a branch or person: 1 to 40 of `a-z`, `0-9`, `-`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadSlug;

fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

slugs! {
    /// A branch: the name of its folder.
    BranchId;
    /// A person on our side: the stem of its file.
    PersonId;
}

/// Headquarters or a branch: where a person works, where a record is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Hq,
    Branch(BranchId),
}

impl Unit {
    pub fn branch(&self) -> Option<&BranchId> {
        match self {
            Self::Hq => None,
            Self::Branch(branch) => Some(branch),
        }
    }
}

impl FromStr for Unit {
    type Err = BadSlug;
    fn from_str(text: &str) -> Result<Self, BadSlug> {
        if text == "hq" { Ok(Self::Hq) } else { text.parse().map(Self::Branch) }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hq => f.pad("hq"),
            Self::Branch(branch) => branch.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        read_str(source)
    }
}

impl schemars::JsonSchema for Unit {
    fn schema_name() -> Cow<'static, str> {
        "Unit".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": SLUG_PATTERN })
    }
}
