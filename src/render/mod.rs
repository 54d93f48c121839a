//! Sheets and findings as bytes. A format sees cells and words, never the book.

pub mod cell;
pub mod csv;
pub mod diff;
pub mod finding;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod paper;
pub mod table;

use crate::text::Lang;

/// How a table is to look on a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub lang: Lang,
    /// Columns to fit into; `None` when it is no terminal.
    pub width: Option<u16>,
}
