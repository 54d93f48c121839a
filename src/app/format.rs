//! `kebu fmt`: which records are not in the canonical form, and what they become.

use crate::archive::edit;
use crate::archive::files::{Content, Files};
use crate::archive::layout::{Slot, Spot, spot};
use crate::archive::write::FileChange;
use crate::diag::edit::EditFault;
use crate::domain::record::Kind;
use rayon::prelude::*;

/// What formatting would do.
#[derive(Debug, Default)]
pub struct Formatted {
    /// Records that were looked at.
    pub records: usize,
    /// Those that change, with their text before and after.
    pub changes: Vec<FileChange>,
    /// Those that cannot be read, and stay as they are.
    pub unreadable: Vec<String>,
    /// Those that our own formatting would have damaged, and that stay as they are.
    pub mistaken: Vec<String>,
}

/// Formats the records for which `wanted` holds. Issued results are evidence and never touched.
pub fn format(files: &Files, wanted: impl Fn(&str) -> bool + Sync) -> Formatted {
    let each = |file: &crate::archive::files::File| -> Option<(String, Outcome)> {
        let Spot::Record(Slot { kind, .. }) = spot(&file.path) else { return None };
        if matches!(kind, Kind::Ranking | Kind::Assessment) || !wanted(&file.path) {
            return None;
        }
        Some((file.path.clone(), formatted(kind, &file.path, &file.content)))
    };
    let outcomes: Vec<_> = files.as_slice().par_iter().filter_map(each).collect();
    let mut formatted = Formatted { records: outcomes.len(), ..Formatted::default() };
    for (path, outcome) in outcomes {
        match outcome {
            Outcome::Stays => {}
            Outcome::Changes(before, after) => {
                let (before, after) = (Some(before), Some(after));
                formatted.changes.push(FileChange { path, before, after });
            }
            Outcome::Unreadable => formatted.unreadable.push(path),
            Outcome::Mistaken => formatted.mistaken.push(path),
        }
    }
    formatted
}

enum Outcome {
    Stays,
    Changes(Vec<u8>, Vec<u8>),
    Unreadable,
    Mistaken,
}

fn formatted(kind: Kind, path: &str, content: &Content) -> Outcome {
    let Content::Bytes(bytes) = content else { return Outcome::Unreadable };
    let Ok(text) = std::str::from_utf8(bytes) else { return Outcome::Unreadable };
    match edit::format(kind, path, text) {
        Ok(after) if after == text => Outcome::Stays,
        Ok(after) => Outcome::Changes(bytes.clone(), after.into_bytes()),
        Err(EditFault::Misformatted) => Outcome::Mistaken,
        Err(_) => Outcome::Unreadable,
    }
}
