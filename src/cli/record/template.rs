//! The text on which a new record is begun in the editor: what is known is filled in, what is
//! required stands open with its meaning, what is optional stands as a comment. Full-line comments
//! only, so that all of them can be taken away again.

use super::flags::{Flag, flags};
use super::values::Values;
use crate::archive::edit::{self, Given};
use crate::archive::fields::{Field, Form, fields};
use crate::cli::context::{Context, Stop};
use crate::diag::Refusal;
use crate::diag::edit::EditRefusal;
use crate::domain::record::Kind;
use crate::text::Lang;

impl Context<'_, '_, '_> {
    /// The template of a record at a path, with the values that are known. Of a group of which one
    /// key is enough the first stands open.
    pub fn template(
        &self,
        path: &str,
        values: &Values,
        one_of: &[&[&str]],
    ) -> Result<String, Stop> {
        let mut open: Vec<&Flag> = values.missing();
        let all = flags(values.kind, "");
        for group in one_of.iter().filter(|group| group.iter().all(|k| values.get(k).is_none())) {
            open.extend(all.iter().find(|flag| Some(&flag.key) == group.first()));
        }
        let mut entries = values.entries().to_vec();
        entries.extend(open.iter().map(|flag| (flag.key.to_owned(), Given::Text(String::new()))));
        let text = edit::compose(values.kind, path, &entries).map_err(|fault| {
            let path = path.to_owned();
            Refusal::Edit(EditRefusal::NotEdited { path, fault })
        })?;
        Ok(commented(self.lang, values.kind, &text, &open, &entries))
    }
}

fn commented(
    lang: Lang,
    kind: Kind,
    text: &str,
    open: &[&Flag],
    entries: &[(String, Given)],
) -> String {
    let is_known = |key: &str| entries.iter().any(|(known, _)| known == key);
    let mut lines: Vec<String> = Vec::new();
    let mut optional: Vec<String> = flags(kind, "")
        .iter()
        .filter(|flag| !is_known(flag.key))
        .map(|flag| offered(lang, flag.field, flag.key))
        .collect();
    for (at, line) in text.lines().enumerate() {
        // Keys of the record itself come before its first table.
        if line.starts_with('[') && !optional.is_empty() {
            lines.append(&mut optional);
            lines.push(String::new());
        }
        let needed = open.iter().find(|flag| line.starts_with(&format!("{} = ", flag.key)));
        if let Some(flag) = needed {
            lines.push(format!("# {}", meaning(lang, flag.field)));
        }
        lines.push(line.to_owned());
        if at == 0 {
            lines.extend(lang.template_head().lines().map(|line| format!("# {line}")));
        }
    }
    lines.append(&mut optional);
    let tables = fields(kind).iter().filter(|field| !field.path.contains('.'));
    for table in tables.filter(|field| !is_known(&field.path)) {
        let (left, right) = match table.form {
            Form::Table => ("[", "]"),
            Form::Tables => ("[[", "]]"),
            Form::Text | Form::Word | Form::Integer | Form::Number => continue,
            Form::Boolean | Form::Date | Form::Moment | Form::List | Form::Map => continue,
        };
        lines.push(String::new());
        lines.push(format!("# {left}{}{right}  # {}", table.path, lang.pick(table.labels)));
        let below = format!("{}.", table.path);
        let keys = fields(kind).iter().filter_map(|field| {
            let key = field.path.strip_prefix(&below).filter(|key| !key.contains('.'))?;
            Some(offered(lang, field, key))
        });
        lines.extend(keys);
    }
    lines.push(String::new());
    lines.join("\n")
}

/// An optional key as a comment that becomes a key when its `# ` is taken away.
fn offered(lang: Lang, field: &Field, key: &str) -> String {
    let sample = match field.form {
        Form::Text | Form::Word => "\"\"",
        Form::Integer => "0",
        Form::Number => "0.0",
        Form::Boolean => "true",
        Form::Date => "2026-01-31",
        Form::Moment => "2026-01-31T09:30:00",
        Form::List | Form::Tables => "[]",
        Form::Table | Form::Map => "{}",
    };
    format!("# {key} = {sample}  # {}", meaning(lang, field))
}

/// A key's label with the words it takes.
fn meaning(lang: Lang, field: &Field) -> String {
    let label = lang.pick(field.labels);
    if field.words.is_empty() {
        return label.to_owned();
    }
    match lang {
        Lang::Zh => {
            let words = field.words.iter().map(|(key, labels)| format!("{key} {}", labels[0]));
            format!("{label}：{}", words.collect::<Vec<_>>().join("、"))
        }
        Lang::En => {
            let words: Vec<_> = field.words.iter().map(|(key, _)| *key).collect();
            format!("{label}: {}", words.join(", "))
        }
    }
}
