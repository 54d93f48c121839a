//! The one way to change records: steps make texts, the archive as it would be is loaded and
//! checked as a whole, and what the change would bring is told before anything is written. It
//! writes nothing itself.

mod judge;
mod overlay;

use crate::archive::edit::{Change, Given};
use crate::archive::files::Files;
use crate::archive::write::FileChange;
use crate::diag::{Finding, Refusal, Severity};
use crate::domain::book::Book;
use crate::domain::time::Date;
use overlay::Overlay;

/// What is done to one record. Steps are taken in order; a later one sees what an earlier did.
#[derive(Debug, Clone)]
pub enum Step {
    /// A new record in canonical form.
    New { path: String, values: Vec<(String, Given)> },
    /// A new record, or any other file, in words of its own.
    NewText { path: String, text: String },
    /// Keys of a record; the rest of its text stays as it is.
    Edit { path: String, changes: Vec<Change> },
    /// The whole text of a record, as a person edited it.
    Replace { path: String, text: String },
    /// A file goes elsewhere, as it is.
    Move { from: String, to: String },
    /// A file of the archive beside itself: a document that two branches need.
    Copy { from: String, to: String },
    /// A file goes.
    Remove { path: String },
}

/// What a change would do.
#[derive(Debug)]
pub struct Would {
    /// Sorted by path; none where nothing would change.
    pub changes: Vec<FileChange>,
    /// Files that go elsewhere: from, to.
    pub moves: Vec<(String, String)>,
    /// The archive as it would be.
    pub files: Files,
    /// Errors and warnings that were not there before, anywhere in the archive: a contact person
    /// who goes leaves the visits that name them dangling. Sorted as `check` sorts.
    pub findings: Vec<Finding>,
    /// The records of `files`; none where `archive.toml` could not be read, which is an error.
    pub book: Option<Box<Book>>,
}

impl Would {
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }
}

/// Takes the steps on the archive in memory; `None` where they change nothing.
pub fn plan(files: &Files, today: Date, steps: &[Step]) -> Result<Option<Would>, Refusal> {
    let mut overlay = Overlay::new(files);
    for step in steps {
        overlay.take(step)?;
    }
    let (changes, moves) = overlay.done();
    if changes.is_empty() {
        return Ok(None);
    }
    let after = files.with(changes.iter().map(|change| (&*change.path, change.after.as_deref())));
    let (findings, book) = judge::judge(files, &after, &moves, today);
    Ok(Some(Would { changes, moves, files: after, findings, book: book.map(Box::new) }))
}

/// The value at a dotted path.
pub fn value_at<'g>(tree: &'g Given, path: &str) -> Option<&'g Given> {
    path.split('.').try_fold(tree, |at, step| match at {
        Given::Table(entries) => Some(&entries.iter().find(|(key, _)| key == step)?.1),
        Given::List(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}
