//! A sheet: what every table is before it has a language and a format.

use super::column::Label;
use super::phrase::Phrase;
use crate::archive::fields::Step;
use crate::domain::keyword::Keyword;
use crate::domain::score::Tenths;
use crate::domain::time::Date;

/// A table with a title and notes.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub title: Phrase,
    pub columns: Vec<Label>,
    pub rows: Vec<Vec<Cell>>,
    /// Lines under the table.
    pub notes: Vec<Phrase>,
    /// Without rows people see the title alone; programs have the columns all the same.
    pub bare_if_empty: bool,
}

/// A typed cell. Formats decide how a type looks; reports never format.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    /// A user's own text, shown with hidden characters escaped.
    Text(String),
    /// An id, a branch, a path: never broken over lines where it can be helped.
    Code(String),
    Integer(i64),
    /// By how much a number rose or fell.
    Change(i64),
    /// A score with one decimal.
    Score(Tenths),
    /// A share between 0 and 1, in tenths of a percent.
    Percent(Tenths),
    /// Yuan; printed in 万元 with two decimals in tables.
    Money(i64),
    Date(Date),
    /// An instant in the archive's zone, to the minute.
    Time(chrono::NaiveDateTime),
    /// As `Time`; one that ends a day is shown as 24:00 of it.
    Deadline(chrono::NaiveDateTime),
    /// The name of something with an id: people read the name, machines the id.
    Named {
        id: String,
        name: String,
    },
    /// A word of a closed list.
    Word {
        key: &'static str,
        labels: [&'static str; 2],
    },
    /// "n/a": a value, not 0 and not full marks.
    NotApplicable,
    /// Something said in words.
    Phrase(Phrase),
    /// Several words or phrases, listed.
    List(Vec<Cell>),
    /// A value beside what it is called: an item of a table within a cell.
    Labelled {
        key: String,
        label: Box<Cell>,
        value: Box<Cell>,
    },
    /// A key of a record: its dotted path, and the labels from the outermost table inwards.
    Key {
        path: String,
        labels: Vec<Cell>,
    },
}

impl Cell {
    pub fn word(word: impl Keyword) -> Self {
        Self::Word { key: word.key(), labels: word.labels() }
    }

    pub fn code(value: impl ToString) -> Self {
        Self::Code(value.to_string())
    }

    pub fn named(id: impl ToString, name: impl Into<String>) -> Self {
        Self::Named { id: id.to_string(), name: name.into() }
    }

    /// A step of a key's path, as people are told it.
    pub fn step(step: &Step) -> Self {
        match step {
            Step::Label(labels) => Self::Word { key: "", labels: *labels },
            Step::Position(position) => Self::count(*position),
            Step::Key(key) => Self::code(key),
        }
    }

    pub fn text(value: impl Into<String>) -> Self {
        Self::Text(value.into())
    }

    pub fn count(value: usize) -> Self {
        Self::Integer(i64::try_from(value).unwrap_or(i64::MAX))
    }

    /// The value, or nothing where there is none.
    pub fn or_empty<T>(value: Option<T>, cell: impl Fn(T) -> Self) -> Self {
        value.map_or(Self::Empty, cell)
    }

    /// Whether it is aligned to the right, as numbers are.
    pub fn is_number(&self) -> bool {
        matches!(
            self,
            Self::Integer(_) | Self::Change(_) | Self::Score(_) | Self::Percent(_) | Self::Money(_)
        )
    }
}

impl Sheet {
    pub fn new(title: Phrase, columns: Vec<Label>) -> Self {
        Self { title, columns, rows: Vec::new(), notes: Vec::new(), bare_if_empty: false }
    }

    /// Whether people are shown a table at all.
    pub fn has_table(&self) -> bool {
        let is_bare = self.columns.is_empty() || self.bare_if_empty && self.rows.is_empty();
        !is_bare
    }

    /// Keeps these columns, in this order.
    pub fn keep_columns(&mut self, wanted: &[Label]) {
        let positions: Vec<usize> = wanted
            .iter()
            .filter_map(|label| self.columns.iter().position(|column| column == label))
            .collect();
        self.columns = positions.iter().filter_map(|at| self.columns.get(*at)).copied().collect();
        for row in &mut self.rows {
            *row = positions.iter().filter_map(|at| row.get(*at)).cloned().collect();
        }
    }

    /// Sorts the rows by a column, stably; empty cells last.
    pub fn sort_by(&mut self, label: Label, descending: bool) {
        let Some(at) = self.columns.iter().position(|column| *column == label) else { return };
        self.rows.sort_by(|a, b| {
            let order = order_of(&a[at]).cmp(&order_of(&b[at]));
            let empty = matches!(a[at], Cell::Empty) || matches!(b[at], Cell::Empty);
            if descending && !empty { order.reverse() } else { order }
        });
    }
}

/// How a cell compares with others of its column: empty last, numbers by size, names by pinyin.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Number(i64),
    Text(String),
    Empty,
}

fn order_of(cell: &Cell) -> SortKey {
    match cell {
        Cell::Empty | Cell::NotApplicable => SortKey::Empty,
        Cell::Integer(number) | Cell::Change(number) | Cell::Money(number) => {
            SortKey::Number(*number)
        }
        Cell::Score(tenths) | Cell::Percent(tenths) => SortKey::Number(tenths.0),
        Cell::Text(text) | Cell::Named { name: text, .. } => {
            SortKey::Text(crate::domain::client_search::sort_key(text))
        }
        Cell::Code(text) => SortKey::Text(text.clone()),
        Cell::Date(date) => SortKey::Text(date.to_string()),
        Cell::Time(time) | Cell::Deadline(time) => SortKey::Text(time.to_string()),
        Cell::Word { key, .. } => SortKey::Text((*key).to_owned()),
        Cell::Phrase(phrase) => SortKey::Text(format!("{phrase:?}")),
        Cell::Key { path, .. } | Cell::Labelled { key: path, .. } => SortKey::Text(path.clone()),
        Cell::List(cells) => SortKey::Number(i64::try_from(cells.len()).unwrap_or(i64::MAX)),
    }
}
