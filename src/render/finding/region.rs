//! Lines and columns of places, both from 1; columns count characters.

use crate::archive::files::{Content, Files};
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

/// The part of the file that a place means; its beginning for the file as a whole, since programs
/// annotate lines.
pub fn annotated(files: &Files, place: &Place) -> Region {
    let begin = Region { span: 0..0, line: 1, column: 1, end_line: 1, end_column: 1 };
    region(files, place).unwrap_or(begin)
}

/// A place in a file whose bytes are no text: so many lines and characters are before it.
fn in_bytes(bytes: &[u8], span: &Range<usize>) -> Option<Region> {
    let before = String::from_utf8_lossy(bytes.get(..span.start)?);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
    Some(Region { span: span.clone(), line, column, end_line: line, end_column: column })
}

/// The part of the file that a place means; `None` for the file as a whole.
pub fn region(files: &Files, place: &Place) -> Option<Region> {
    if place.at == At::File {
        return None;
    }
    if let (At::Span(span), Some(Content::Bytes(bytes)), None) =
        (&place.at, files.get(&place.path).map(|file| &file.content), files.text(&place.path))
    {
        return in_bytes(bytes, span);
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
