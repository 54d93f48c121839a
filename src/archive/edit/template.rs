//! The template of a new record for an editor, and how its hints are taken off again. Every hint
//! begins with `#?`, which nobody else writes: what the user wrote can be told from the offer.

use super::page::Page;
use super::step::{self, Step, resolve};
use super::{Change, Given, compose, expected, format, order, place, splice, tree, typed, write};
use crate::archive::fields::{self, Field, Form};
use crate::diag::edit::{EditFault, Hints};
use crate::domain::record::Kind;
use std::ops::Range;

/// What begins a hint.
const HINT: &str = "#?";

/// The text of a new record in which what is required stands open, what is optional is offered
/// behind `#?`, each key with its label and the words it takes. Values that are known are in.
///
/// `strip` of the untouched template is `compose` of the same values.
///
/// # Errors
/// As `compose`.
pub fn template(
    kind: Kind,
    path: &str,
    values: &[(String, Given)],
    hints: &Hints,
) -> Result<String, EditFault> {
    let mut root = Given::Table(Vec::new());
    for (key, value) in values {
        resolve(kind, &root, key)?;
        let change = Change::Set { path: key.clone(), value: value.clone().plain() };
        root = expected::apply(kind, &root, &change)?;
    }
    let mut sheet = Sheet { kind, hints, text: String::new() };
    let composed = compose(kind, path, &[])?;
    sheet.text.push_str(&composed);
    hints.how.lines().for_each(|line| sheet.hint(line));
    sheet.text.push('\n');
    sheet.table(&[], &root);
    Ok(sheet.text)
}

/// A template on its way.
struct Sheet<'h> {
    kind: Kind,
    hints: &'h Hints,
    text: String,
}

impl Sheet<'_> {
    fn hint(&mut self, line: &str) {
        self.text.push_str(&format!("{HINT} {line}\n"));
    }

    /// A table that is part of the record: its keys, then the tables in it.
    fn table(&mut self, path: &[Step], value: &Given) {
        let held = |name: &str| step::at(value, &[Step::Key(name.to_owned())]);
        let keys = children(self.kind, path);
        let (tables, keys): (Vec<_>, Vec<_>) = keys.into_iter().partition(is_table);
        for field in keys {
            let name = last(field);
            let written = held(name).map(|value| write::entry(&[name], value));
            self.key(field, written.as_deref(), true);
        }
        let Given::Table(entries) = value else { return };
        for (name, value) in entries {
            let known = children(self.kind, path).iter().any(|field| last(field) == name);
            if !known && !place::is_section(value) {
                self.text.push_str(&write::entry(&[name], value));
                self.text.push('\n');
            }
        }
        let mut shown: Vec<Vec<&str>> = Vec::new();
        for field in tables {
            let below = [path, &[Step::Key(last(field).to_owned())]].concat();
            match held(last(field)) {
                Some(value) => self.section(&below, value),
                None if is_opened(self.kind, field) => {
                    self.section(&below, &Given::Table(Vec::new()));
                }
                None if field.form != Form::Map => self.offer(&below, field, &mut shown),
                None => {}
            }
        }
        for (name, value) in entries.iter().filter(|(_, value)| place::is_section(value)) {
            let below = [path, &[Step::Key(name.clone())]].concat();
            if !children(self.kind, path).iter().any(|field| last(field) == name) {
                self.text.push_str(&format!("\n{}", place::sections(self.kind, &below, value)));
            }
        }
    }

    /// A table with its header and comment, or the items of a list.
    fn section(&mut self, path: &[Step], value: &Given) {
        let comment = order::section_comment(self.kind, path);
        let items: Vec<(Vec<Step>, &Given)> = match value {
            Given::List(items) => {
                let item = |at| [path, &[Step::Item(at)]].concat();
                items.iter().enumerate().map(|(at, value)| (item(at), value)).collect()
            }
            value => vec![(path.to_vec(), value)],
        };
        // The tables inside stand alone where the table has no keys of its own.
        let keys = children(self.kind, path);
        let is_bare = !keys.is_empty() && keys.iter().all(is_table);
        for (at, (path, value)) in items.iter().enumerate() {
            if !is_bare {
                let comment = comment.filter(|_| at == 0);
                let comment = comment.map(|comment| format!("# {comment}\n")).unwrap_or_default();
                let header = write::header(path);
                self.text.push_str(&format!("\n{comment}{header} {HINT}\n"));
            }
            self.table(path, value);
        }
    }

    /// A table that may be added: its header, what it then requires, the names of the rest.
    fn offer<'f>(&mut self, path: &[Step], field: &'f Field, shown: &mut Vec<Vec<&'f str>>) {
        let label = field.labels[self.hints.label];
        let path = match field.form {
            Form::Tables => [path, &[Step::Item(0)]].concat(),
            _ => path.to_vec(),
        };
        let keys = children(self.kind, &path);
        if keys.iter().all(is_table) {
            let mut shown = Vec::new();
            for field in keys {
                let below = [path.as_slice(), &[Step::Key(last(field).to_owned())]].concat();
                self.offer(&below, field, &mut shown);
            }
            return;
        }
        self.text.push('\n');
        self.hint(&format!("{} {HINT} {label}", write::header(&path)));
        let names: Vec<&str> = keys.iter().map(|field| last(field)).collect();
        // Of tables that are alike, as the facts are, one shows what they hold.
        if shown.contains(&names) {
            return;
        }
        shown.push(names);
        let (required, rest): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| key.required);
        required.into_iter().for_each(|field| self.key(field, None, false));
        let named = |field: &&Field| format!("{} {}", last(field), field.labels[self.hints.label]);
        let rest: Vec<String> = rest.iter().filter(|field| !is_table(field)).map(named).collect();
        if !rest.is_empty() {
            let line = format!("  {}{}", self.hints.also, rest.join(self.hints.comma));
            self.hint(&line);
        }
    }

    /// A key with its label; open where it is known, or required in a table that is there.
    fn key(&mut self, field: &Field, written: Option<&str>, is_there: bool) {
        if written.is_none() && !field.words.is_empty() {
            let word =
                |(key, labels): &(&str, [&str; 2])| format!("{key} {}", labels[self.hints.label]);
            let words: Vec<String> = field.words.iter().map(word).collect();
            self.hint(&format!("  {}", words.join(self.hints.comma)));
        }
        let open = written.map(str::to_owned);
        let line = open.unwrap_or_else(|| format!("{} = {}", last(field), blank(field)));
        let label = field.labels[self.hints.label];
        let required = match field.required {
            true => format!("{}{}", self.hints.comma, self.hints.required),
            false => String::new(),
        };
        let offered = written.is_none() && !(is_there && field.required);
        let start = if offered { format!("{HINT} ") } else { String::new() };
        self.text.push_str(&format!("{start}{line} {HINT} {label}{required}\n"));
    }
}

/// What stands for a value that is not known yet.
fn blank(field: &Field) -> &'static str {
    match field.form {
        Form::List => "[]",
        _ => "\"\"",
    }
}

fn is_table(field: &&Field) -> bool {
    matches!(field.form, Form::Table | Form::Tables | Form::Map)
}

/// Whether a table must be there with something in it.
fn is_opened(kind: Kind, field: &Field) -> bool {
    let inside = || fields::fields(kind).iter().filter(|other| is_below(&field.path, &other.path));
    field.form == Form::Table && field.required && inside().any(|other| other.required)
}

fn last(field: &Field) -> &str {
    field.path.rsplit('.').next().unwrap_or_default()
}

fn is_below(table: &str, path: &str) -> bool {
    match table {
        "" => !path.contains('.'),
        table => path
            .strip_prefix(table)
            .and_then(|rest| rest.strip_prefix('.'))
            .is_some_and(|rest| !rest.contains('.')),
    }
}

/// The keys of a table in the contract's order.
fn children(kind: Kind, path: &[Step]) -> Vec<&'static Field> {
    let table = step::names(path).join(".");
    fields::fields(kind).iter().filter(|field| is_below(&table, &field.path)).collect()
}

/// The record that a filled-in template says, in the canonical form: hints and what was left blank
/// are gone, comments of the user stay. A date or number typed between the quotes is taken out of
/// them. A text that does not parse only loses its hints: what is wrong with it is to be shown.
pub fn strip(kind: Kind, path: &str, text: &str) -> String {
    let Some(bare) = stripped(kind, text) else {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with(HINT));
        return lines.map(|line| format!("{line}\n")).collect();
    };
    format(kind, path, &bare).unwrap_or(bare)
}

fn stripped(kind: Kind, text: &str) -> Option<String> {
    let root = tree(text).ok()?;
    let page = Page::read(kind, text)?;
    let is_hint = |range: &Range<usize>| text[range.clone()].trim_start().starts_with(HINT);
    let mut cuts: Vec<(Range<usize>, String)> = Vec::new();
    let mut gone: Vec<usize> = Vec::new();
    for (at, entry) in page.entries.iter().enumerate() {
        let hint = entry.comment.clone().filter(is_hint);
        let value = step::at(&root, &entry.path)?;
        if hint.is_some() && is_blank(kind, &entry.path, value) {
            cuts.push((entry.lines.clone(), String::new()));
            gone.push(at);
            continue;
        }
        if let Some(written) = unquoted(kind, &entry.path, value) {
            cuts.push((entry.value.clone(), written));
        }
        cuts.extend(hint.map(|hint| (entry.value.end..hint.end, String::new())));
    }
    for section in &page.sections {
        let hint = section.comment.clone().filter(is_hint);
        let is_left = section.entries.iter().all(|entry| gone.contains(entry));
        match hint {
            // A header that nobody wrote anything under, with the comment that came with it.
            Some(_) if is_left => cuts.push((section.lead.start..section.head.end, String::new())),
            Some(hint) => cuts.push((hint, String::new())),
            None => {}
        }
    }
    for piece in super::scan::pieces(text)? {
        if matches!(piece.what, super::scan::What::Comment) && is_hint(&piece.lines) {
            cuts.push((piece.lines, String::new()));
        }
    }
    cuts.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    // What lies inside a longer cut goes with it.
    let mut end = 0;
    cuts.retain(|(range, _)| {
        let is_apart = range.start >= end;
        end = end.max(range.end);
        is_apart
    });
    Some(splice::replaced(text, &cuts))
}

/// Whether a value is what the template had in its place. An empty list of words is an answer where
/// one is required: `hits = []`.
fn is_blank(kind: Kind, path: &[Step], value: &Given) -> bool {
    let is_answer = |field: &Field| field.required && !field.words.is_empty();
    match value {
        Given::Text(text) => text.is_empty(),
        Given::List(items) => {
            let field = fields::field(kind, &step::names(path).join("."));
            items.is_empty() && !field.is_some_and(is_answer)
        }
        _ => false,
    }
}

/// A date, time, number or yes and no that was typed between the quotes of the template.
fn unquoted(kind: Kind, path: &[Step], value: &Given) -> Option<String> {
    let Given::Text(typed) = value else { return None };
    let field = fields::field(kind, &step::names(path).join("."))?;
    match field.form {
        Form::Date | Form::Moment | Form::Integer | Form::Number | Form::Boolean => {
            typed::given(field, typed).ok().map(|value| write::inline(&value))
        }
        Form::Text | Form::Word | Form::Table | Form::Tables | Form::List | Form::Map => None,
    }
}
