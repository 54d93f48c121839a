//! A paper: an official document as blocks, before it has a format.

/// A part of a paper. Texts are plain; formats escape them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Title(String),
    Heading(String),
    Paragraph(String),
    /// Items of a list, one after the other.
    Items(Vec<String>),
    Numbered(Vec<String>),
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// Lines at the foot: office, signature, date.
    Signature(Vec<String>),
    /// Between two papers.
    End,
}
