//! Typed records out of the tree, through serde.
//!
//! One convention ties the two: dates and moments ask with `deserialize_str` and get what was
//! written, text asks with `deserialize_string`; so `on = "2026-05-01"` is refused as text where
//! a date belongs, and a date where text belongs.

use super::parse::{Node, Table, Value};
use crate::diag::problem::ValueType;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};
use std::fmt;
use std::ops::Range;

/// Why a tree is no record of the wanted type, and where.
#[derive(Debug)]
pub struct DecodeError {
    pub span: Option<Range<usize>>,
    /// What was wanted there, where the type is the matter.
    pub expected: Option<ValueType>,
    /// For the program's own log; people get words from `text`.
    pub reason: String,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        Self { span: None, expected: None, reason: reason.to_string() }
    }
}

impl DecodeError {
    fn at(mut self, span: &Range<usize>) -> Self {
        self.span.get_or_insert_with(|| span.clone());
        self
    }
}

/// Reads a record of type `T` from a tree.
pub fn decode<T: DeserializeOwned>(root: &Node<'_>) -> Result<T, DecodeError> {
    T::deserialize(root)
}

fn mismatch<T>(node: &Node<'_>, expected: ValueType) -> Result<T, DecodeError> {
    let reason = format!("expected {expected:?}");
    Err(DecodeError { span: Some(node.span.clone()), expected: Some(expected), reason })
}

impl<'de> Deserializer<'de> for &Node<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.value {
            Value::String(text) | Value::Datetime(text) => visitor.visit_str(text),
            Value::Integer(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Boolean(value) => visitor.visit_bool(*value),
            Value::Array(items) => visitor.visit_seq(Items(items.iter())),
            Value::Table(table) => visitor.visit_map(Entries::new(table)),
        }
        .map_err(|error: DecodeError| error.at(&self.span))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.value {
            Value::Datetime(_) => self.deserialize_any(visitor),
            _ => mismatch(self, ValueType::Date),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.value {
            Value::String(_) => self.deserialize_any(visitor),
            _ => mismatch(self, ValueType::Text),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.value {
            Value::Integer(_) | Value::Float(_) => self.deserialize_any(visitor),
            _ => mismatch(self, ValueType::Number),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.value {
            Value::Boolean(_) => self.deserialize_any(visitor),
            _ => mismatch(self, ValueType::Boolean),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match &self.value {
            // A derived visitor also takes a list; a record never is one.
            Value::Table(_) => self.deserialize_any(visitor),
            _ => mismatch(self, ValueType::Table),
        }
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 char bytes byte_buf unit unit_struct seq
        tuple tuple_struct map identifier ignored_any enum
    }
}

struct Items<'n, 'de>(std::slice::Iter<'n, Node<'de>>);

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = DecodeError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Entries<'n, 'de> {
    rest: std::slice::Iter<'n, (super::parse::Key<'de>, Node<'de>)>,
    value: Option<&'n Node<'de>>,
}

impl<'n, 'de> Entries<'n, 'de> {
    fn new(table: &'n Table<'de>) -> Self {
        Self { rest: table.entries.iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = DecodeError;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(IntoDeserializer::<DecodeError>::into_deserializer(key.name))
            .map(Some)
            .map_err(|error| error.at(&key.span))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        match self.value.take() {
            Some(value) => seed.deserialize(value),
            None => Err(de::Error::custom("a value without a key")),
        }
    }
}
