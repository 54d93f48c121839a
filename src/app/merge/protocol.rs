//! The protocol of a merge: what each record said before, as TOML that people can read. It holds
//! keys and ids, and never a person's data.

use super::{changed, edited, reverse, same_values};
use crate::app::change::value_at;
use crate::archive::edit::{Change, Given, tree};
use crate::archive::files::Files;
use crate::diag::Refusal;
use crate::diag::change::ChangeRefusal;
use crate::domain::id::{Id, PersonId};
use crate::domain::time::Date;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The title of the document under which a merged client lists its protocol. Records are Chinese.
pub const TITLE: &str = "合并记录";

/// A key that a merge changed: its texts before and after; a list has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub path: String,
    pub key: String,
    /// `None`: the key was not there.
    pub was: Option<Vec<String>>,
    pub now: Option<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protocol {
    pub merged: String,
    pub into: String,
    on: String,
    by: Option<String>,
    pub changed: Vec<Changed>,
    /// Whole texts of records whose bytes the keys alone would not give back.
    pub texts: Vec<(String, String)>,
}

impl Protocol {
    pub fn new(merged: Id, into: Id, on: Date, by: Option<&PersonId>) -> Self {
        Self {
            merged: merged.to_string(),
            into: into.to_string(),
            on: on.to_string(),
            by: by.map(ToString::to_string),
            changed: Vec::new(),
            texts: Vec::new(),
        }
    }

    /// Notes what the changes do to one record, and makes sure that it can be taken back to the
    /// byte.
    pub fn note(&mut self, files: &Files, path: &str, changes: &[Change]) -> Result<(), Refusal> {
        let unreadable = || Refusal::from(ChangeRefusal::Unreadable { path: path.to_owned() });
        let before = files.text(path).ok_or_else(unreadable)?;
        let after = edited(path, before, changes)?;
        let (was, now) = (values(before), values(&after));
        let keys: BTreeSet<&str> = changes.iter().map(Change::path).collect();
        let noted: Vec<Changed> = keys
            .into_iter()
            .map(|key| changed(path, key, value_at(&was, key), value_at(&now, key)))
            .collect();
        let back = edited(path, &after, &reverse::changes_back(&after, &noted))?;
        if back != before && same_values(&back, before) {
            self.texts.push((path.to_owned(), before.to_owned()));
        }
        self.changed.extend(noted);
        Ok(())
    }

    pub fn write(&self) -> String {
        let mut text = String::from(
            "# 合并记录：由 kebu client merge 写入，kebu client unmerge 据此还原，请勿改动\n",
        );
        let mut line = |key: &str, value: &str| {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{key} = {value}");
        };
        line("merged", &quoted(&self.merged));
        line("into", &quoted(&self.into));
        line("on", &self.on);
        if let Some(by) = &self.by {
            line("by", &quoted(by));
        }
        for changed in &self.changed {
            let _ = write!(text, "\n[[changed]]\npath = {}\n", quoted(&changed.path));
            let _ = writeln!(text, "key = {}", quoted(&changed.key));
            for (name, values) in [("was", &changed.was), ("now", &changed.now)] {
                if let Some(values) = values {
                    let listed: Vec<String> = values.iter().map(|value| quoted(value)).collect();
                    let _ = writeln!(text, "{name} = [{}]", listed.join(", "));
                }
            }
        }
        for (path, before) in &self.texts {
            let (path, before) = (quoted(path), quoted(before));
            let _ = write!(text, "\n[[texts]]\npath = {path}\ntext = {before}\n");
        }
        text
    }

    pub fn read(text: &str) -> Option<Self> {
        let root = tree(text).ok()?;
        let text_at = |value: &Given, key: &str| match value_at(value, key) {
            Some(Given::Text(text) | Given::Date(text)) => Some(text.clone()),
            _ => None,
        };
        let texts_at = |value: &Given, key: &str| match value_at(value, key) {
            Some(Given::List(items)) => Some(items.iter().filter_map(super::text_of).collect()),
            _ => None,
        };
        let changed = entries(&root, "changed").iter().map(|entry| {
            Some(Changed {
                path: text_at(entry, "path")?,
                key: text_at(entry, "key")?,
                was: texts_at(entry, "was"),
                now: texts_at(entry, "now"),
            })
        });
        let texts = entries(&root, "texts")
            .iter()
            .map(|entry| Some((text_at(entry, "path")?, text_at(entry, "text")?)));
        Some(Self {
            merged: text_at(&root, "merged")?,
            into: text_at(&root, "into")?,
            on: text_at(&root, "on")?,
            by: text_at(&root, "by"),
            changed: changed.collect::<Option<_>>()?,
            texts: texts.collect::<Option<_>>()?,
        })
    }
}

fn entries<'g>(root: &'g Given, key: &str) -> &'g [Given] {
    match value_at(root, key) {
        Some(Given::List(items)) => items,
        _ => &[],
    }
}

fn values(text: &str) -> Given {
    tree(text).unwrap_or(Given::Table(Vec::new()))
}

/// A basic string of TOML: JSON escapes a subset of what TOML knows.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}
