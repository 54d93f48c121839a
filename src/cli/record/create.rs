//! A new record, in any of the three ways: from options, from a file, or on a terminal in the
//! user's editor on a commented template.

use super::desk::{Carried, Desk, WriteArgs};
use super::editor::Session;
use super::missing::{Content, missing_keys};
use super::values::Values;
use crate::app::change::Step;
use crate::archive::edit::{self, Change, Given};
use crate::cli::context::{Context, Stop};
use crate::cli::env::Exit;
use crate::diag::Refusal;
use crate::diag::change::ChangeRefusal;
use crate::diag::edit::EditRefusal;
use crate::domain::id::Id;
use crate::domain::time::Date;
use chrono::Datelike;

/// A record that is to be made.
pub struct NewRecord<'a> {
    /// As people type it: `client new`.
    pub command: &'static str,
    /// What was given, and what is understood where nothing was given.
    pub values: Values,
    /// Fills in what follows from the values, refuses what must not be made, and says where the
    /// record shall lie. Called again for every text that comes back from the editor.
    pub prepare: &'a dyn Fn(&mut Values) -> Result<String, Stop>,
    /// Keys of which at least one is needed, beside those that the schema requires.
    pub one_of: &'a [&'static [&'static str]],
    /// What the record is made for.
    pub content: Content,
    /// The name of a draft, without its ending: the new record's id.
    pub name: String,
}

/// A record that gets an id of its own.
pub struct Making {
    /// As people type it: `visit log`.
    pub command: &'static str,
    /// What was given, and what is understood where nothing was given.
    pub values: Values,
    pub lies: Lies,
    /// What the record is made for.
    pub content: Content,
}

/// Where a record with an id lies.
pub enum Lies {
    /// In this folder, under the year of its main date: the key's, else today.
    ByYear { folder: String, main_date: &'static str },
    /// In this folder.
    In(String),
}

impl Lies {
    fn path(&self, values: &Values, today: Date, id: Id) -> String {
        match self {
            Self::ByYear { folder, main_date } => {
                let on = values.date(main_date).unwrap_or(today);
                format!("{folder}/{}/{id}.toml", on.year())
            }
            Self::In(folder) => format!("{folder}/{id}.toml"),
        }
    }
}

impl Context<'_, '_, '_> {
    /// Makes a record. What is missing is asked for in the editor on a terminal, and refused
    /// elsewhere with all of it named at once.
    pub fn create(
        &mut self,
        desk: &Desk,
        mut record: NewRecord<'_>,
        args: WriteArgs,
    ) -> Result<Carried, Stop> {
        let path = (record.prepare)(&mut record.values)?;
        let missing = missing_keys(&record.values, record.one_of, record.content);
        if missing.is_empty() {
            let values = record.values.entries().to_vec();
            return self.carry_out(desk, &[Step::New { path, values }], args);
        }
        if !self.env.stdin_is_terminal {
            let command = record.command.to_owned();
            return Err(ChangeRefusal::MissingKeys { command, keys: missing }.into());
        }
        self.create_in_editor(desk, &record, path, args)
    }

    /// Makes a record with a new id.
    pub fn make(
        &mut self,
        desk: &Desk,
        making: Making,
        args: WriteArgs,
    ) -> Result<(Carried, Id), Stop> {
        let Making { command, values, lies, content } = making;
        let id = desk.new_id(self, values.kind)?;
        let prepare = |values: &mut Values| {
            // In an editor, too, a client may be named as people call it.
            desk.about(values, None)?;
            Ok(lies.path(values, desk.today, id))
        };
        let name = id.to_string();
        let record = NewRecord { command, values, prepare: &prepare, one_of: &[], content, name };
        Ok((self.create(desk, record, args)?, id))
    }

    /// Makes a record with a new id, and prints the id.
    pub fn make_and_name(
        &mut self,
        desk: &Desk,
        making: Making,
        args: WriteArgs,
    ) -> Result<Exit, Stop> {
        let (carried, id) = self.make(desk, making, args)?;
        self.made(&carried, id)
    }

    /// Makes a record whose place is known: `name` is what people call it, and is printed.
    pub fn make_at(
        &mut self,
        desk: &Desk,
        command: &'static str,
        values: Values,
        (path, name): (String, String),
        args: WriteArgs,
    ) -> Result<Exit, Stop> {
        let prepare = |_: &mut Values| Ok(path.clone());
        let draft = name.replace('/', "-").trim_end_matches(".toml").to_owned();
        let (one_of, content): (&[_], _) = (&[], Content::NONE);
        let record = NewRecord { command, values, prepare: &prepare, one_of, content, name: draft };
        let carried = self.create(desk, record, args)?;
        self.made(&carried, name)
    }

    fn create_in_editor(
        &mut self,
        desk: &Desk,
        record: &NewRecord<'_>,
        mut path: String,
        args: WriteArgs,
    ) -> Result<Carried, Stop> {
        let kind = record.values.kind;
        let hints = self.lang.template_hints();
        let mut known = record.values.clone();
        for text in record.content.opened(&record.values) {
            known.set(&text, Given::Text(String::new()));
        }
        let template = edit::template(kind, &path, known.entries(), &hints);
        let template = template.map_err(|fault| {
            let path = path.clone();
            Refusal::Edit(EditRefusal::NotEdited { path, fault })
        })?;
        let mut steps_of = |text: &str| -> Result<Vec<Step>, Stop> {
            let text = edit::strip(kind, &path, text);
            let mut changes = Vec::new();
            if let Some(mut values) = Values::of_text(kind, "", &text) {
                let typed = values.clone();
                let mut keys = record.content.missing(&values);
                if !keys.is_empty() {
                    // In an editor there are keys, no options.
                    for key in &mut keys {
                        let plain = key.flag.trim_start_matches("--set ").trim_end_matches("=…");
                        key.flag = plain.to_owned();
                    }
                    let command = record.command.to_owned();
                    return Err(ChangeRefusal::MissingKeys { command, keys }.into());
                }
                path = (record.prepare)(&mut values)?;
                desk.name_in(kind, None, values.entries_mut())?;
                let understood =
                    values.entries().iter().filter(|(key, value)| typed.get(key) != Some(value));
                changes.extend(
                    understood.map(|(key, value)| Change::Set {
                        path: key.clone(),
                        value: value.clone(),
                    }),
                );
            }
            let mut steps = vec![Step::NewText { path: path.clone(), text }];
            if !changes.is_empty() {
                steps.push(Step::Edit { path: path.clone(), changes });
            }
            Ok(steps)
        };
        let session = Session { name: record.name.clone(), command: record.command, is_new: true };
        self.edit_text(desk, &session, &template, &mut steps_of, args)
    }
}
