//! What was given for a record, put together: the text of `--from`, then the options, then
//! `--set`, then what is understood. Later ones win over earlier ones; what is understood only
//! fills gaps.

use super::amend::{Assignment, assignments};
use super::editor::without_marks;
use super::flags::{Keys, RecordArgs};
use crate::app::change::value_at;
use crate::archive::edit::{self, Given};
use crate::archive::fields::{field, fields, labelled};
use crate::cli::context::{Context, Stop};
use crate::diag::change::ChangeRefusal;
use crate::diag::near::nearest;
use crate::domain::record::Kind;
use crate::domain::time::Date;
use std::fs;

/// The keys of a record that is being made, with their values, tables inside tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    pub kind: Kind,
    /// The table of the kind that is being filled: `persons.`, or empty.
    table: &'static str,
    entries: Vec<(String, Given)>,
}

impl Values {
    pub fn new(kind: Kind, table: &'static str) -> Self {
        Self { kind, table, entries: Vec::new() }
    }

    /// Values that are there already.
    pub fn of(kind: Kind, table: &'static str, entries: Vec<(String, Given)>) -> Self {
        Self { kind, table, entries }
    }

    /// The values of a text; `None` where it does not parse.
    pub fn of_text(kind: Kind, table: &'static str, text: &str) -> Option<Self> {
        match edit::tree(text) {
            Ok(Given::Table(entries)) => Some(Self { kind, table, entries }),
            Ok(_) | Err(_) => None,
        }
    }

    pub fn get(&self, key: &str) -> Option<&Given> {
        let (first, rest) = key.split_once('.').map_or((key, None), |(k, rest)| (k, Some(rest)));
        let found = &self.entries.iter().find(|(key, _)| key == first)?.1;
        rest.map_or(Some(found), |rest| value_at(found, rest))
    }

    /// The text of a key: a word, a name, an id, a date.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Given::Text(text) | Given::Date(text) | Given::Moment(text) => Some(text),
            _ => None,
        }
    }

    pub fn date(&self, key: &str) -> Option<Date> {
        self.text(key)?.get(..10)?.parse().ok()
    }

    /// Sets a key by its dotted path; a position after the last of a list begins a new item.
    pub fn set(&mut self, path: &str, value: Given) {
        let steps: Vec<&str> = path.split('.').collect();
        put(&mut self.entries, &steps, value);
    }

    /// Fills a gap.
    pub fn default(&mut self, key: &str, value: Option<Given>) {
        if let Some(value) = value.filter(|_| self.get(key).is_none()) {
            self.set(key, value);
        }
    }

    pub fn default_text(&mut self, key: &str, value: Option<impl ToString>) {
        self.default(key, value.map(|value| Given::Text(value.to_string())));
    }

    pub fn default_date(&mut self, key: &str, date: Date) {
        self.default(key, Some(Given::Date(date.to_string())));
    }

    pub fn entries_mut(&mut self) -> &mut [(String, Given)] {
        &mut self.entries
    }

    pub fn into_entries(self) -> Vec<(String, Given)> {
        self.entries
    }

    pub fn entries(&self) -> &[(String, Given)] {
        &self.entries
    }

    /// The table of the kind that is being filled, with its dot; empty for the record itself.
    pub fn table(&self) -> &'static str {
        self.table
    }

    /// The path of a key in its kind: `persons.name` for `name` of a contact person.
    fn full(&self, key: &str) -> String {
        format!("{}{key}", self.table)
    }
}

fn put(entries: &mut Vec<(String, Given)>, steps: &[&str], value: Given) {
    let Some((first, rest)) = steps.split_first() else { return };
    let index = match entries.iter().position(|(key, _)| key == first) {
        Some(index) => index,
        None => {
            entries.push(((*first).to_owned(), Given::Table(Vec::new())));
            entries.len() - 1
        }
    };
    put_at(&mut entries[index].1, rest, value);
}

fn put_at(slot: &mut Given, steps: &[&str], value: Given) {
    let Some((first, rest)) = steps.split_first() else {
        *slot = value;
        return;
    };
    let Ok(position) = first.parse::<usize>() else {
        if !matches!(slot, Given::Table(_)) {
            *slot = Given::Table(Vec::new());
        }
        if let Given::Table(entries) = slot {
            put(entries, steps, value);
        }
        return;
    };
    if !matches!(slot, Given::List(_)) {
        *slot = Given::List(Vec::new());
    }
    if let Given::List(items) = slot {
        if position >= items.len() {
            items.push(Given::Table(Vec::new()));
        }
        let position = position.min(items.len() - 1);
        put_at(&mut items[position], rest, value);
    }
}

impl Context<'_, '_, '_> {
    /// What was given on the command line and in the file of `--from`.
    pub fn values<K: Keys>(&mut self, args: &RecordArgs<K>) -> Result<Values, Stop> {
        let mut values = Values::new(K::KIND, K::TABLE);
        if let Some(source) = &args.from {
            let is_key = field(K::KIND, &values.full("from")).is_some();
            if is_key && source.parse::<Date>().is_ok() {
                return Err(ChangeRefusal::FromIsAFile { given: source.clone() }.into());
            }
            let text = self.source(source)?;
            if let Err(error) = edit::tree(&text) {
                return Err(bad_source(source, &text, error));
            }
            // A draft of the editor comes back with its hints, and with what was left blank.
            if let Ok(Given::Table(entries)) = edit::tree(&edit::strip(K::KIND, "", &text)) {
                values.entries = entries;
            }
        }
        for (key, words) in &args.options {
            let value = self.typed(K::KIND, &values.full(key), words)?;
            values.set(key, value);
        }
        for Assignment { key, words, .. } in assignments(&args.set)? {
            let key = key.replace(".new.", ".0.");
            let value = self.typed(K::KIND, &values.full(&key), &words)?;
            values.set(&key, value);
        }
        Ok(values)
    }

    /// Words of the command line as the value that a key takes.
    pub fn typed(&self, kind: Kind, path: &str, words: &[String]) -> Result<Given, Stop> {
        self.known_key(kind, path)?;
        let Some(field) = field(kind, path) else { return Ok(as_toml(words)) };
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        Ok(edit::gather(field, &words).map_err(crate::diag::Refusal::from)?)
    }

    /// Refuses a key that records of the kind do not have; `[extra]` is the group's own.
    pub fn known_key(&self, kind: Kind, path: &str) -> Result<(), Stop> {
        let is_own = path == "extra" || path.starts_with("extra.");
        if is_own || field(kind, path).is_some() {
            return Ok(());
        }
        let near = labelled(kind, path)
            .map(|field| field.path.clone())
            .or_else(|| nearest(path, fields(kind).iter().map(|field| field.path.as_str())));
        Err(ChangeRefusal::UnknownKey { kind, given: path.to_owned(), near }.into())
    }

    /// The text of `--from`: a file as seen from here, or standard input.
    pub fn source(&mut self, source: &str) -> Result<String, Stop> {
        let fault = |cause| {
            let path = source.to_owned();
            Stop::Fault(crate::diag::Fault { act: crate::diag::Act::ReadFile, path, cause })
        };
        let bytes = if source == "-" {
            let mut bytes = Vec::new();
            self.env.input.read_to_end(&mut bytes).map_err(fault)?;
            bytes
        } else {
            fs::read(self.env.cwd.join(source)).map_err(fault)?
        };
        let source = source.to_owned();
        let text = String::from_utf8(bytes);
        let text = text.map_err(|_| Stop::from(ChangeRefusal::SourceNotUtf8 { source }))?;
        Ok(without_marks(&text).to_owned())
    }
}

fn bad_source(source: &str, text: &str, error: crate::archive::parse::SyntaxError) -> Stop {
    let before = text.get(..error.span.start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    ChangeRefusal::BadSource { source: source.to_owned(), line, fault: error.fault }.into()
}

/// A value under `[extra]`, whose keys only the group's own schema knows: what reads as TOML is
/// that, everything else is text.
fn as_toml(words: &[String]) -> Given {
    let one = |word: &String| match edit::tree(&format!("v = {word}")) {
        Ok(Given::Table(mut entries)) if entries.len() == 1 => entries.remove(0).1,
        Ok(_) | Err(_) => Given::Text(word.clone()),
    };
    match words {
        [word] => one(word),
        several => Given::List(several.iter().map(one).collect()),
    }
}
