//! Lines and columns of places, both from 1; columns count characters.

use crate::archive::files::Files;
use crate::archive::locate::locate;
use crate::diag::{At, Place};
use std::ops::Range;

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// In bytes.
    pub span: Range<usize>,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    /// The column behind the last character.
    pub end_column: usize,
}

/// The part of the file that a place means; `None` for the file as a whole.
pub fn region(files: &Files, place: &Place) -> Option<Region> {
    if place.at == At::File {
        return None;
    }
    let located = locate(files, place)?;
    // A key whose table is the file itself stands nowhere.
    if located.span == (0..0) && !matches!(place.at, At::Span(_)) {
        return None;
    }
    let text = files.text(&place.path)?;
    let inside = text.get(located.span.clone())?;
    let breaks = inside.matches('\n').count();
    let end_column = match inside.rsplit_once('\n') {
        Some((_, last)) => last.chars().count() + 1,
        None => located.column + inside.chars().count(),
    };
    Some(Region {
        line: located.line,
        column: located.column,
        end_line: located.line + breaks,
        end_column,
        span: located.span,
    })
}
