//! A ranking beside that of the period before: what it is held against, and the clients who moved.

use super::clients::branch_name;
use super::column::Label;
use super::issue::IssueSaying;
use super::phrase::Phrase;
use super::ranking::Audience;
use super::sheet::{Cell, Sheet};
use crate::domain::book::Book;
use crate::domain::keyword::Keyword;
use crate::domain::period::Period;
use crate::domain::ranking::{Comparison, Move, Moved, Standing};
use crate::domain::time::Date;
use serde_json::Value;

/// What a ranking is held against.
#[derive(Debug, Clone, PartialEq)]
pub enum Basis {
    /// The ranking that was issued for the period before.
    Issued { comparison: Comparison, path: String },
    /// The archive as of that period's last day.
    Archive { comparison: Comparison, on: Date },
    /// Nothing.
    None { previous: Period, why: NoData },
}

/// Why there is nothing to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoData {
    /// In no repository, or the archive declares its dates: only issued rankings count.
    NotFromGit,
    /// Nothing had arrived by then.
    NothingYet,
    /// The archive of that day cannot be read.
    Unreadable,
    /// Git cannot tell; why, in words.
    Git { why: String },
}

impl Basis {
    pub fn comparison(&self) -> Option<&Comparison> {
        match self {
            Self::Issued { comparison, .. } | Self::Archive { comparison, .. } => Some(comparison),
            Self::None { .. } => None,
        }
    }

    /// What it is held against, in a sentence; and who is there no more.
    pub(super) fn notes(&self, book: &Book, audience: &Audience) -> Vec<Phrase> {
        let note = match self.clone() {
            Self::Issued { comparison, path } => {
                IssueSaying::ComparedWithIssued { previous: comparison.previous, path }
            }
            Self::Archive { comparison, on } => {
                IssueSaying::ComparedWithArchive { previous: comparison.previous, on }
            }
            Self::None { previous, why } => IssueSaying::NotCompared { previous, why },
        };
        let mut notes = vec![note.into()];
        if let Some(comparison) = self.comparison() {
            if *audience == Audience::Leaders && !comparison.gone.is_empty() {
                let gone = comparison.gone.iter().map(|branch| branch_name(book, branch));
                notes.push(IssueSaying::Gone { branches: gone.collect() }.into());
            }
            if comparison.clients.is_none() {
                notes.push(IssueSaying::MovesUnknown.into());
            }
        }
        notes
    }
}

/// The cells of one branch: ranks, then each count.
pub(super) fn cells(moved: Moved) -> [Cell; 4] {
    match moved {
        Moved::New => {
            let new = Cell::Phrase(IssueSaying::NewBranch.into());
            [new, Cell::Empty, Cell::Empty, Cell::Empty]
        }
        Moved::By { ranks, counts: [a, b, c] } => {
            let ranks = Cell::Phrase(IssueSaying::RanksMoved { up: ranks }.into());
            [ranks, Cell::Change(a), Cell::Change(b), Cell::Change(c)]
        }
    }
}

/// The clients promoted and demoted that an audience may see by name; project departments see
/// counts only.
pub fn clients(book: &Book, basis: &Basis, audience: &Audience) -> Option<Sheet> {
    let comparison = basis.comparison()?;
    let may_see = |moved: &&Move| {
        let branch = book.client(moved.client).and_then(|entry| entry.unit.branch());
        match audience {
            Audience::Leaders => true,
            Audience::Branch(own) => branch == Some(own),
            Audience::Project(_) => false,
        }
    };
    let moves: Vec<&Move> = comparison.clients.iter().flatten().filter(may_see).collect();
    if moves.is_empty() {
        return None;
    }
    let promoted = moves.iter().filter(|moved| moved.is_promotion()).count();
    let title = IssueSaying::ClientsMoved {
        previous: comparison.previous,
        promoted,
        demoted: moves.len() - promoted,
    };
    let columns = vec![Label::Id, Label::Client, Label::Branch, Label::Before, Label::After];
    let mut sheet = Sheet::new(title.into(), columns);
    for moved in moves {
        let Some(client) = book.client(moved.client) else { continue };
        let branch = client.unit.branch().map(|branch| Cell::text(branch_name(book, branch)));
        sheet.rows.push(vec![
            Cell::code(client.id),
            Cell::text(&*client.record.name),
            branch.unwrap_or(Cell::Empty),
            Cell::code(moved.before.key()),
            Cell::code(moved.after.key()),
        ]);
    }
    Some(sheet)
}

/// The standings in an issued ranking; `None` where it is none.
pub fn standings(result: &str) -> Option<Vec<Standing>> {
    let result: Value = serde_json::from_str(result).ok()?;
    let number = |row: &Value, key: &str| u32::try_from(row.get(key)?.as_u64()?).ok();
    let standing = |row: &Value| {
        Some(Standing {
            branch: row.get("id")?.as_str()?.parse().ok()?,
            rank: number(row, "rank")?,
            counts: [number(row, "A")?, number(row, "B")?, number(row, "C")?],
        })
    };
    result.get("branches")?.as_array()?.iter().map(standing).collect()
}
