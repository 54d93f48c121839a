//! The keys of every kind of record as data, read from the embedded schemas: order, labels in both
//! languages, types, words. Reference tables, `show`, the policy's meanings come from here.

use super::shape::{self, PerKind};
use crate::domain::record::Kind;
use serde_json::Value;

/// A key of a record.
#[derive(Debug, Clone)]
pub struct Field {
    /// Dotted, without list positions: `events.kind`.
    pub path: String,
    /// Chinese, English.
    pub labels: [&'static str; 2],
    pub required: bool,
    pub form: Form,
    /// The form of its text, or of its items, as a regular expression; empty where any will do.
    pub pattern: &'static str,
    /// The closed list of words, each with its labels.
    pub words: Vec<(&'static str, [&'static str; 2])>,
}

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    Word,
    Integer,
    Number,
    Boolean,
    Date,
    Moment,
    Table,
    /// `[[tables]]`
    Tables,
    /// A list of scalars.
    List,
    /// Keys that the user names.
    Map,
}

/// The keys of a kind, depth first, in the contract's order.
pub fn fields(kind: Kind) -> &'static [Field] {
    static FIELDS: PerKind<Vec<Field>> = PerKind::empty();
    FIELDS.get(kind, || {
        let mut fields = Vec::new();
        collect("", shape::source(kind), &mut fields);
        fields
    })
}

/// The key that a dotted path with list positions (`events.2.kind`) stands for.
pub fn field(kind: Kind, dotted: &str) -> Option<&'static Field> {
    let named: Vec<&str> =
        dotted.split('.').filter(|step| step.parse::<usize>().is_err()).collect();
    let path = named.join(".");
    fields(kind).iter().find(|field| field.path == path)
}

/// The key of a label, in either language, as people see it beside a value.
pub fn labelled(kind: Kind, label: &str) -> Option<&'static Field> {
    fields(kind).iter().find(|field| field.labels.map(short).contains(&label))
}

/// A step on the way to a value, as people are told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Chinese, English; down to the name, without how to fill it in.
    Label([&'static str; 2]),
    /// Counted from 1.
    Position(usize),
    /// A key that the schemas do not name: of a map, or the group's own.
    Key(String),
}

/// The steps to a dotted path with list positions, from the outermost table inwards.
pub fn steps(kind: Kind, dotted: &str) -> Vec<Step> {
    let mut at = String::new();
    let step = |step: &str| {
        if !at.is_empty() {
            at.push('.');
        }
        at.push_str(step);
        match (step.parse::<usize>(), field(kind, &at)) {
            (Ok(index), _) => Step::Position(index + 1),
            (Err(_), Some(field)) => Step::Label(field.labels.map(short)),
            (Err(_), None) => Step::Key(step.to_owned()),
        }
    };
    dotted.split('.').map(step).collect()
}

/// A field's description down to its name: what follows a comma, colon or semicolon says how to
/// fill it in, and so does a bracket that is not its unit.
fn short(label: &'static str) -> &'static str {
    let end = label.find(['，', '：', '；', ',', ':', ';']).unwrap_or(label.len());
    let label = &label[..end];
    match label.find(['（', '(']) {
        Some(at) if !label.contains("元）") && !label.contains("yuan") => label[..at].trim_end(),
        _ => label,
    }
}

fn collect(prefix: &str, schema: &'static Value, into: &mut Vec<Field>) {
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        let form = form(property);
        let items = if property["items"].is_object() { &property["items"] } else { property };
        into.push(Field {
            path: path.clone(),
            labels: labels(property["description"].as_str().unwrap_or_default(), '\n'),
            required: required.contains(&name.as_str()),
            form,
            pattern: pattern(property, items),
            words: words(items),
        });
        collect(&path, items, into);
    }
}

/// An access request's clients may be the word `all`; its items say what they are.
fn pattern(property: &'static Value, items: &'static Value) -> &'static str {
    let of_items = property["items"]["pattern"].as_str();
    of_items.or_else(|| items["pattern"].as_str()).unwrap_or_default()
}

fn labels(text: &'static str, separator: char) -> [&'static str; 2] {
    let (zh, en) = text.split_once(separator).unwrap_or((text, text));
    [zh.trim(), en.trim()]
}

fn words(schema: &'static Value) -> Vec<(&'static str, [&'static str; 2])> {
    let keys = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let meanings = schema["enumDescriptions"].as_array().into_iter().flatten();
    keys.zip(meanings.filter_map(Value::as_str))
        .map(|(key, meaning)| (key, labels(meaning, '/')))
        .collect()
}

fn form(schema: &Value) -> Form {
    match schema["type"].as_str() {
        Some("integer") => Form::Integer,
        Some("number") => Form::Number,
        Some("boolean") => Form::Boolean,
        Some("array") if schema["items"]["properties"].is_object() => Form::Tables,
        Some("array") => Form::List,
        Some("object") if schema["properties"].is_object() => Form::Table,
        Some("object") => Form::Map,
        Some("string") if schema["format"] == "date" => Form::Date,
        Some("string") if schema["pattern"] == crate::domain::time::MOMENT_PATTERN => Form::Moment,
        Some("string") if schema["enum"].is_array() => Form::Word,
        Some("string") => Form::Text,
        _ => Form::List,
    }
}
