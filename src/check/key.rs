//! A key's dotted path inside a record (list positions from 0), written out only when there is
//! something to report: a hundred thousand records are walked without making a text.

use std::fmt;

/// Where in a record a value stands.
#[derive(Debug, Clone, Copy)]
pub enum Key<'a> {
    /// `owner`
    Top(&'a str),
    /// `recognition.by`
    In(&'a str, &'a str),
    /// `clients.2`
    Item(&'a str, usize),
    /// `events.2.by`
    Of(&'a str, usize, &'a str),
    /// `sections.basics.evidence.2`
    Deep(&'a str, &'a str, &'a str, usize),
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top(key) => f.write_str(key),
            Self::In(table, key) => write!(f, "{table}.{key}"),
            Self::Item(list, index) => write!(f, "{list}.{index}"),
            Self::Of(list, index, key) => write!(f, "{list}.{index}.{key}"),
            Self::Deep(table, inner, list, index) => write!(f, "{table}.{inner}.{list}.{index}"),
        }
    }
}
