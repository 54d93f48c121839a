//! Our tree of a TOML file as the JSON that schemas are about, without a copy of it. It knows no
//! schema and finds no fault.

use super::parse::{Node, Table, Value};
use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object};
use std::borrow::Cow;

/// Our tree as jsonschema sees it: dates are strings of their own form.
pub struct Toml;

/// A node, or a key that `propertyNames` looks at.
#[derive(Clone, Copy)]
pub enum Ref<'a> {
    Node(&'a Node<'a>),
    Name(&'a str),
}

impl Json for Toml {
    type Node<'a> = Ref<'a>;
    type PreparedKey = String;
    type StringBuffer = ();
    /// A table is a short list: one pass over its keys beats a search for each property.
    const KEYS_PER_LOOKUP: usize = 4;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), name: &str, f: impl FnOnce(Ref<'_>) -> T) -> T {
        f(Ref::Name(name))
    }
}

impl<'a> JsonNode<'a, Toml> for Ref<'a> {
    type Object = &'a Table<'a>;
    type Array = &'a [Node<'a>];
    type Number = Number;

    fn as_object(&self) -> Option<&'a Table<'a>> {
        match self {
            Self::Node(Node { value: Value::Table(table), .. }) => Some(table),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<&'a [Node<'a>]> {
        match self {
            Self::Node(Node { value: Value::Array(items), .. }) => Some(items),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::Name(text) => Some(Cow::Borrowed(text)),
            Self::Node(node) => match node.value {
                Value::String(text) | Value::Datetime(text) => Some(Cow::Borrowed(text)),
                _ => None,
            },
        }
    }

    fn as_number(&self) -> Option<Number> {
        match self {
            Self::Node(Node { value: Value::Integer(number), .. }) => Some(Number::Whole(*number)),
            Self::Node(Node { value: Value::Float(number), .. }) => Some(Number::Real(*number)),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self {
            Self::Node(Node { value: Value::Boolean(value), .. }) => Some(*value),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        false
    }

    fn json_type(&self) -> JsonType {
        let Self::Node(node) = self else { return JsonType::String };
        match node.value {
            Value::String(_) | Value::Datetime(_) => JsonType::String,
            Value::Integer(_) | Value::Float(_) => JsonType::Number,
            Value::Boolean(_) => JsonType::Boolean,
            Value::Array(_) => JsonType::Array,
            Value::Table(_) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &serde_json::Value) -> bool {
        match (self.as_string(), expected) {
            (Some(text), serde_json::Value::String(word)) => text == word.as_str(),
            (Some(_), _) => false,
            _ => *self.to_value() == *expected,
        }
    }

    fn to_value(&self) -> Cow<'a, serde_json::Value> {
        Cow::Owned(match self {
            Self::Name(text) => (*text).into(),
            Self::Node(node) => to_json(node),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            Self::Node(node) => Some(NodeIdentity::new(std::ptr::from_ref(*node) as usize)),
            Self::Name(_) => None,
        }
    }
}

/// The value as JSON, for error messages of schemas that are not ours.
fn to_json(node: &Node<'_>) -> serde_json::Value {
    match &node.value {
        Value::String(text) | Value::Datetime(text) => (*text).into(),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Boolean(value) => (*value).into(),
        Value::Array(items) => items.iter().map(to_json).collect(),
        Value::Table(table) => table
            .entries
            .iter()
            .map(|(key, value)| (key.name.to_owned(), to_json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

impl<'a> Object<'a, Toml> for &'a Table<'a> {
    type Node = Ref<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.entries.len()
    }

    fn get(&self, key: &String) -> Option<Ref<'a>> {
        let table: &'a Table<'a> = self;
        table.get(key).map(Ref::Node)
    }

    fn members(&self) -> Members<'a> {
        Members(self.entries.iter())
    }
}

/// The entries of a table.
pub struct Members<'a>(std::slice::Iter<'a, (super::parse::Key<'a>, Node<'a>)>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Ref<'a>);
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key.name, Ref::Node(value)))
    }
}

impl<'a> Array<'a, Toml> for &'a [Node<'a>] {
    type Node = Ref<'a>;
    type ElementsIter = Elements<'a>;

    fn len(&self) -> usize {
        <[Node<'a>]>::len(self)
    }

    fn elements(&self) -> Elements<'a> {
        Elements(self.iter())
    }
}

/// The items of a list.
pub struct Elements<'a>(std::slice::Iter<'a, Node<'a>>);

impl<'a> Iterator for Elements<'a> {
    type Item = Ref<'a>;
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(Ref::Node)
    }
}

/// A TOML number.
#[derive(Clone, Copy)]
pub enum Number {
    Whole(i64),
    Real(f64),
}

impl JsonNumber for Number {
    fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Whole(number) => u64::try_from(*number).ok(),
            Self::Real(_) => None,
        }
    }

    fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Whole(number) => Some(*number),
            Self::Real(_) => None,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "only limits far below 2^53 are compared")]
    fn as_f64(&self) -> Option<f64> {
        Some(match self {
            Self::Whole(number) => *number as f64,
            Self::Real(number) => *number,
        })
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Owned(match self {
            Self::Whole(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
        })
    }

    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        Cow::Owned(match self {
            Self::Whole(number) => (*number).into(),
            // Infinities have no JSON number; 0 keeps the type and the range check refuses them.
            Self::Real(number) => serde_json::Number::from_f64(*number).unwrap_or_else(|| 0.into()),
        })
    }

    /// `1.0` is no integer of TOML.
    fn is_integer(&self) -> bool {
        matches!(self, Self::Whole(_))
    }

    fn is_written_as_integer(&self) -> bool {
        self.is_integer()
    }
}
