//! A record that is there is changed: by `key=value`, by options, by a text from elsewhere, or in
//! the user's editor.

use super::desk::{Carried, Desk, WriteArgs};
use super::editor::Session;
use super::flags::{Keys, RecordArgs};
use crate::app::change::{Step, value_at};
use crate::archive::edit::{self, Change, Given};
use crate::cli::context::{Context, Stop};
use crate::diag::change::ChangeRefusal;
use crate::domain::record::Kind;

/// What is done with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// `key=value`; of a list, the whole list.
    Set,
    /// `key=`
    Remove,
    /// `key+=value`: one more item of a list.
    Add,
    /// `key-=value`: an item of a list less.
    TakeAway,
}

/// A key and what is done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Dotted; `new` stands for the position after the last of a list: `needs.new.title`.
    pub key: String,
    pub act: Act,
    /// Several for a list that is given by repeating its key.
    pub words: Vec<String>,
}

/// Reads `key=value` words, in the order of the first of each key.
pub fn assignments(words: &[String]) -> Result<Vec<Assignment>, ChangeRefusal> {
    let mut found: Vec<Assignment> = Vec::new();
    for word in words {
        let (key, value) = word
            .split_once('=')
            .ok_or_else(|| ChangeRefusal::NotAnAssignment { given: word.clone() })?;
        let (key, act) = match (key.strip_suffix('+'), key.strip_suffix('-')) {
            (Some(key), _) => (key, Act::Add),
            (None, Some(key)) => (key, Act::TakeAway),
            (None, None) if value.is_empty() => (key, Act::Remove),
            (None, None) => (key, Act::Set),
        };
        // Keys of records have underscores, options have hyphens: either is understood.
        let key = key.trim_start_matches("--").replace('-', "_");
        if key.is_empty() {
            return Err(ChangeRefusal::NotAnAssignment { given: word.clone() });
        }
        let known = found.iter_mut().find(|known| known.key == key && known.act == act);
        match known {
            Some(known) => known.words.push(value.to_owned()),
            None => found.push(Assignment { key, act, words: vec![value.to_owned()] }),
        }
    }
    Ok(found)
}

impl<K: Keys> RecordArgs<K> {
    /// The options and `--set` as assignments; an option without text takes its key away.
    pub fn assignments(&self) -> Result<Vec<Assignment>, ChangeRefusal> {
        let mut found: Vec<Assignment> = self
            .options
            .iter()
            .map(|(key, words)| {
                let is_empty = words.iter().all(String::is_empty);
                let act = if is_empty { Act::Remove } else { Act::Set };
                Assignment { key: (*key).to_owned(), act, words: words.clone() }
            })
            .collect();
        found.extend(assignments(&self.set)?);
        Ok(found)
    }
}

impl Context<'_, '_, '_> {
    /// Assignments as changes of a record's text. `table` is the dotted path of the table whose
    /// keys are meant, with its dot; empty for the record itself.
    pub fn changes(
        &self,
        kind: Kind,
        table: &str,
        text: &str,
        assignments: &[Assignment],
    ) -> Result<Vec<Change>, Stop> {
        let tree = edit::tree(text).unwrap_or(Given::Table(Vec::new()));
        let mut changes = Vec::new();
        for assignment in assignments {
            let path = positioned(&tree, &format!("{table}{}", assignment.key));
            let value = || self.typed(kind, &path, &assignment.words);
            match assignment.act {
                Act::Set => changes.push(Change::Set { value: value()?, path }),
                Act::Remove => {
                    // A key that no such record has was misspelt.
                    self.known_key(kind, &path)?;
                    changes.push(Change::Remove { path });
                }
                Act::Add => {
                    let items = items_of(value()?);
                    changes.extend(
                        items.into_iter().map(|value| Change::Push { path: path.clone(), value }),
                    );
                }
                Act::TakeAway => {
                    let gone = items_of(value()?);
                    let Some(Given::List(present)) = value_at(&tree, &path) else { continue };
                    // From the back, so that positions stay true.
                    let places = (0..present.len()).rev().filter(|at| gone.contains(&present[*at]));
                    let path = |at| format!("{path}.{at}");
                    changes.extend(places.map(|at| Change::Remove { path: path(at) }));
                }
            }
        }
        Ok(changes)
    }

    /// Changes a record in whatever way was asked: options, a text from elsewhere, the editor.
    pub fn amend<K: Keys>(
        &mut self,
        desk: &Desk,
        amending: Amending<'_>,
        args: &RecordArgs<K>,
        write: WriteArgs,
    ) -> Result<Carried, Stop> {
        let Amending { command, path, table, draft } = amending;
        let mut text = desk.text(path)?.to_owned();
        let assignments = args.assignments()?;
        if args.from.is_none() && assignments.is_empty() {
            let session = Session { name: draft, command, is_new: false };
            let mut steps_of = |text: &str| {
                Ok(vec![Step::Replace { path: path.to_owned(), text: text.to_owned() }])
            };
            return self.edit_text(desk, &session, &text, &mut steps_of, write);
        }
        let mut steps = Vec::new();
        if let Some(source) = &args.from {
            text = with_schema_of(&text, self.source(source)?);
            steps.push(Step::Replace { path: path.to_owned(), text: text.clone() });
        }
        if !assignments.is_empty() {
            let changes = self.changes(K::KIND, &table, &text, &assignments)?;
            steps.push(Step::Edit { path: path.to_owned(), changes });
        }
        self.carry_out(desk, &steps, write)
    }
}

/// A record that is there and is to be changed.
pub struct Amending<'p> {
    /// As people type it: `project edit`.
    pub command: &'static str,
    pub path: &'p str,
    /// The dotted path of the table whose keys the options are, with its dot; empty for the record.
    pub table: String,
    /// The name of a draft, without its ending.
    pub draft: String,
}

impl<'p> Amending<'p> {
    /// A whole record, whose file has its name.
    pub fn record(command: &'static str, path: &'p str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
        Self { command, path, table: String::new(), draft: name.to_owned() }
    }
}

/// A text from elsewhere with the line by which editors find its schema.
fn with_schema_of(before: &str, text: String) -> String {
    const SCHEMA: &str = "#:schema ";
    let Some(line) = before.lines().next().filter(|line| line.starts_with(SCHEMA)) else {
        return text;
    };
    // A draft lies elsewhere and sees the schema from there.
    let rest = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with(SCHEMA) => rest,
        _ => &text,
    };
    format!("{line}\n{rest}")
}

fn items_of(value: Given) -> Vec<Given> {
    match value {
        Given::List(items) => items,
        one => vec![one],
    }
}

/// The path with each `new` as the position after the last item that is there.
fn positioned(tree: &Given, path: &str) -> String {
    let mut done: Vec<String> = Vec::new();
    for step in path.split('.') {
        if step != "new" {
            done.push(step.to_owned());
            continue;
        }
        let count = match value_at(tree, &done.join(".")) {
            Some(Given::List(items)) => items.len(),
            _ => 0,
        };
        done.push(count.to_string());
    }
    done.join(".")
}
