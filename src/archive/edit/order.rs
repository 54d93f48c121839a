//! The contract's order of keys and the comments on sections, from the schemas.

use super::step::{self, Step};
use crate::archive::fields::{self, Field, Form};
use crate::archive::shape;
use crate::domain::record::Kind;
use serde_json::Value;

/// Where a path comes in its record: sorting by it gives the contract's order. Keys that the
/// contract does not name come after those that it does, by their names.
pub fn rank(kind: Kind, steps: &[Step]) -> Vec<(usize, String)> {
    let mut schema: &Value = shape::source(kind);
    let mut rank = Vec::with_capacity(steps.len());
    for step in steps {
        match step {
            Step::Item(position) => {
                rank.push((*position, String::new()));
                schema = &schema["items"];
            }
            Step::Key(name) => {
                let properties = schema["properties"].as_object();
                let named = properties.and_then(|keys| keys.keys().position(|key| key == name));
                match named {
                    Some(position) => {
                        rank.push((position, String::new()));
                        schema = &schema["properties"][name.as_str()];
                    }
                    None => {
                        rank.push((usize::MAX, name.clone()));
                        schema = &schema["additionalProperties"];
                    }
                }
            }
        }
    }
    rank
}

/// The comment that stands under `#:schema`: what the record is, in Chinese. Where a table of it
/// has the same comment, as the persons of a file of contact persons, it says the whole of it.
pub fn record_comment(kind: Kind) -> &'static str {
    let description = shape::source(kind)["description"].as_str().unwrap_or_default();
    let whole = description.lines().next().unwrap_or_default();
    let comment = first_clause(whole);
    let mut tables =
        fields::fields(kind).iter().filter(|field| is_table(field) && !field.path.contains('.'));
    let is_taken = tables.any(|field| first_clause(field.labels[0]) == comment);
    if is_taken { whole } else { comment }
}

fn is_table(field: &Field) -> bool {
    matches!(field.form, Form::Table | Form::Tables | Form::Map)
}

/// The comment above a table's header, in Chinese.
pub fn section_comment(kind: Kind, steps: &[Step]) -> Option<&'static str> {
    let field = fields::field(kind, &step::names(steps).join("."))?;
    Some(first_clause(field.labels[0])).filter(|comment| !comment.is_empty())
}

fn first_clause(label: &'static str) -> &'static str {
    label.split(['，', '；', '：', '（', '。']).next().unwrap_or_default().trim()
}

/// The line by which editors find the schema of the record at a path of the archive.
pub fn schema_line(kind: Kind, path: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    format!("#:schema {up}schemas/{}.schema.json", crate::domain::keyword::Keyword::key(kind))
}
