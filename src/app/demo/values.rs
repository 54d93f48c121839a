//! Records of the demo: values by key, composed into text by the code that the writing commands
//! use, so that every record stands in the canonical form.

use crate::archive::edit::{Given, compose};
use crate::diag::edit::EditRefusal;
use crate::domain::record::Kind;
use crate::domain::time::Date;
use std::sync::Arc;

/// The values of a record, or of a table in one.
#[derive(Debug, Clone, Default)]
pub struct Values(Vec<(String, Given)>);

impl Values {
    fn with(mut self, key: &str, value: Given) -> Self {
        self.0.push((key.to_owned(), value));
        self
    }

    pub fn text(self, key: &str, text: impl Into<String>) -> Self {
        self.with(key, Given::Text(text.into()))
    }

    /// Nothing where there is nothing to say.
    pub fn maybe(self, key: &str, text: Option<impl Into<String>>) -> Self {
        match text {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    pub fn date(self, key: &str, date: Date) -> Self {
        self.with(key, Given::Date(date.to_string()))
    }

    pub fn maybe_date(self, key: &str, date: Option<Date>) -> Self {
        match date {
            Some(date) => self.date(key, date),
            None => self,
        }
    }

    pub fn moment(self, key: &str, moment: String) -> Self {
        self.with(key, Given::Moment(moment))
    }

    pub fn whole(self, key: &str, number: u64) -> Self {
        self.with(key, Given::Integer(i64::try_from(number).unwrap_or(i64::MAX)))
    }

    /// A fraction in thousandths.
    pub fn share(self, key: &str, thousandths: u64) -> Self {
        let written = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
        let short = written.trim_end_matches('0');
        let short = if short.ends_with('.') { format!("{short}0") } else { short.to_owned() };
        self.with(key, Given::Number(short))
    }

    pub fn flag(self, key: &str, flag: bool) -> Self {
        self.with(key, Given::Boolean(flag))
    }

    pub fn texts<T: Into<String>>(self, key: &str, texts: impl IntoIterator<Item = T>) -> Self {
        let texts = texts.into_iter().map(|text| Given::Text(text.into())).collect();
        self.with(key, Given::List(texts))
    }

    pub fn table(self, key: &str, table: Self) -> Self {
        self.with(key, Given::Table(table.0))
    }

    /// A list of tables; an empty one is left out.
    pub fn tables(self, key: &str, tables: impl IntoIterator<Item = Self>) -> Self {
        let tables: Vec<Given> = tables.into_iter().map(|table| Given::Table(table.0)).collect();
        if tables.is_empty() { self } else { self.with(key, Given::List(tables)) }
    }

    /// The record's text.
    ///
    /// # Errors
    /// Only where keys and values do not fit each other, which would be ours.
    pub fn compose(&self, kind: Kind, path: &str) -> Result<String, EditRefusal> {
        let composed = compose(kind, path, &self.0);
        composed.map_err(|fault| EditRefusal::NotEdited { path: path.to_owned(), fault })
    }
}

/// What somebody enters: records of one matter, and when.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The first day on which it can be committed.
    pub on: Date,
    pub by: Hand,
    pub files: Vec<Paper>,
    /// A line of the commit's message, where the paths alone do not tell.
    pub note: Option<String>,
}

/// Who enters it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hand {
    /// A person of headquarters, by place in the cast.
    Headquarters(usize),
    /// One of a branch's two clerks; each has clients of their own.
    Clerk { branch: usize, clerk: usize },
}

/// A file of the archive and its new text, shared by the commits that hold it; none where it goes.
#[derive(Debug, Clone)]
pub struct Paper {
    pub path: String,
    pub text: Option<Arc<str>>,
}

/// Records that somebody enters, before they are composed.
#[derive(Debug, Clone)]
pub struct Draft {
    pub on: Date,
    pub by: Hand,
    pub records: Vec<(Kind, String, Option<Values>)>,
    pub note: Option<String>,
}

impl Draft {
    pub fn new(on: Date, by: Hand, kind: Kind, path: String, values: Values) -> Self {
        Self { on, by, records: vec![(kind, path, Some(values))], note: None }
    }

    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub fn compose(self) -> Result<Entry, EditRefusal> {
        let paper = |(kind, path, values): (Kind, String, Option<Values>)| {
            let text = values.map(|values| values.compose(kind, &path)).transpose()?;
            Ok(Paper { path, text: text.map(Into::into) })
        };
        let files = self.records.into_iter().map(paper).collect::<Result<_, EditRefusal>>()?;
        Ok(Entry { on: self.on, by: self.by, files, note: self.note })
    }
}
