//! What changed between two states of records, key by key: for `submit`, `diff`, `history` and
//! dry runs. Must not compare; `archive::compare` does.

use super::clients::branch_name;
use super::column::Label;
use super::phrase::Phrase;
use super::sheet::{Cell, Sheet};
use crate::archive::compare::{FieldChange, RecordChange, What};
use crate::archive::edit::Given;
use crate::archive::fields::{self, Field};
use crate::domain::book::Book;
use crate::domain::id::{ClientId, Unit};
use crate::domain::keyword::keyword;
use crate::domain::record::Kind;
use crate::domain::time::Date;

keyword! {
    /// What became of a record.
    pub enum Fate {
        /// 新增
        /// new
        New = "new",
        /// 变更
        /// changed
        Changed = "changed",
        /// 移动
        /// moved
        Moved = "moved",
        /// 移除
        /// removed
        Removed = "removed",
        /// 不能读入
        /// unreadable
        Unreadable = "unreadable",
    }
}

impl Fate {
    pub fn of(change: &RecordChange) -> Self {
        match &change.what {
            What::Added => Self::New,
            What::Removed => Self::Removed,
            What::Unreadable => Self::Unreadable,
            What::Changed(fields) if fields.is_empty() => Self::Moved,
            What::Changed(_) => Self::Changed,
        }
    }
}

/// The columns of a change.
pub const COLUMNS: [Label; 7] = [
    Label::Change,
    Label::RecordKind,
    Label::Record,
    Label::Client,
    Label::Field,
    Label::Before,
    Label::After,
];

/// Every change of every record.
pub fn sheet(book: &Book, title: Phrase, changes: &[RecordChange], redact: bool) -> Sheet {
    let mut sheet = Sheet::new(title, COLUMNS.to_vec());
    sheet.rows.extend(changes.iter().flat_map(|change| rows(book, change, redact)));
    sheet
}

/// One row for each key that changed, one for a record that is new, gone or elsewhere. Names and
/// numbers of contact persons are left out where the output is for others.
pub fn rows(book: &Book, change: &RecordChange, redact: bool) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut row = |field: Cell, before: Cell, after: Cell| {
        rows.push(vec![
            Cell::word(Fate::of(change)),
            Cell::word(change.kind),
            Cell::code(if change.stem.is_empty() { &change.path } else { &change.stem }),
            client(book, change),
            field,
            before,
            after,
        ]);
    };
    let own_name = change.title.as_ref().filter(|_| change.kind != Kind::Client);
    let named = || Cell::or_empty(own_name, Cell::text);
    if let Some(left) = change.left() {
        row(Cell::word(Label::Branch), unit(book, left), unit(book, &change.unit));
    }
    match &change.what {
        What::Added => row(Cell::Empty, Cell::Empty, named()),
        What::Removed => row(Cell::Empty, named(), Cell::Empty),
        What::Unreadable => row(Cell::Empty, Cell::Empty, Cell::Empty),
        What::Changed(fields) if fields.is_empty() && change.left().is_none() => {
            row(Cell::Empty, Cell::Empty, Cell::code(&change.path));
        }
        What::Changed(fields) => {
            let hidden = redact && change.kind == Kind::Contacts;
            for field in fields {
                let [before, after] = values(change.kind, field, hidden);
                let labels = field.steps.iter().map(Cell::step).collect();
                row(Cell::Key { path: field.path.clone(), labels }, before, after);
            }
        }
    }
    rows
}

fn values(kind: Kind, change: &FieldChange, hidden: bool) -> [Cell; 2] {
    [&change.before, &change.after].map(|side| match side {
        None => Cell::Empty,
        Some(_) if hidden => Cell::Phrase(Phrase::Redacted),
        Some(given) => value(kind, &change.path, given),
    })
}

/// The client that a change is about, by its name where it is known.
fn client(book: &Book, change: &RecordChange) -> Cell {
    let id = match change.kind {
        Kind::Client | Kind::Contacts => Some(change.stem.as_str()),
        _ => change.client.as_deref(),
    };
    let Some(id) = id else { return Cell::Empty };
    let entry = id.parse().ok().and_then(|id: ClientId| book.client(id));
    let own = change.title.clone().filter(|_| change.kind == Kind::Client);
    match entry.map(|entry| entry.record.name.clone()).or(own) {
        Some(name) => Cell::named(id, name),
        None => Cell::code(id),
    }
}

fn unit(book: &Book, unit: &Unit) -> Cell {
    match unit.branch() {
        Some(branch) => Cell::named(branch, branch_name(book, branch)),
        None => Cell::code(unit),
    }
}

/// A value as people read it: words by their labels, tables key by key.
pub fn value(kind: Kind, path: &str, given: &Given) -> Cell {
    match given {
        Given::Text(text) => match word(fields::field(kind, path), text) {
            Some((key, labels)) => Cell::Word { key, labels },
            None => Cell::text(text),
        },
        Given::Date(text) | Given::Moment(text) => match text.parse::<Date>() {
            Ok(date) => Cell::Date(date),
            Err(_) => Cell::code(text),
        },
        Given::Integer(number) => Cell::Integer(*number),
        Given::Number(number) => Cell::code(number),
        Given::Boolean(true) => Cell::Phrase(Phrase::Yes),
        Given::Boolean(false) => Cell::Phrase(Phrase::No),
        Given::List(items) if items.is_empty() => Cell::Empty,
        Given::List(items) => {
            Cell::List(items.iter().map(|item| value(kind, path, item)).collect())
        }
        Given::Table(entries) => {
            let entry = |(key, given): &(String, Given)| {
                let path = format!("{path}.{key}");
                let step = fields::steps(kind, &path).pop();
                Cell::Labelled {
                    key: key.clone(),
                    label: Box::new(step.as_ref().map_or(Cell::Empty, Cell::step)),
                    value: Box::new(value(kind, &path, given)),
                }
            };
            let is_said = |(_, given): &&(String, Given)| *given != Given::List(Vec::new());
            Cell::List(entries.iter().filter(is_said).map(entry).collect())
        }
    }
}

fn word(field: Option<&'static Field>, text: &str) -> Option<(&'static str, [&'static str; 2])> {
    field?.words.iter().find(|(key, _)| *key == text).copied()
}
