//! The seam around the TOML parser: text in, a tree with spans or one syntax error out.
//!
//! `toml-spanner` does the parsing (4 times faster than `toml`). It accepts TOML 1.1; the archive
//! is TOML 1.0, so what only 1.1 allows is refused here. Our own tree borrows from the text and
//! from the parser's arena, and is covariant, which lets jsonschema validate it without `unsafe`.

use crate::domain::time::Date;
use std::ops::Range;
use toml_spanner::{Arena, ErrorKind, Item, Value as Parsed};

/// A value and the bytes it stands on.
#[derive(Debug)]
pub struct Node<'a> {
    pub span: Range<usize>,
    pub value: Value<'a>,
}

#[derive(Debug)]
pub enum Value<'a> {
    String(&'a str),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    /// A date, time or date-time, as it was written.
    Datetime(&'a str),
    Array(Vec<Node<'a>>),
    Table(Table<'a>),
}

/// Keys in the order of the file.
#[derive(Debug, Default)]
pub struct Table<'a> {
    pub entries: Vec<(Key<'a>, Node<'a>)>,
}

#[derive(Debug)]
pub struct Key<'a> {
    pub name: &'a str,
    pub span: Range<usize>,
}

impl<'a> Table<'a> {
    pub fn entry(&self, name: &str) -> Option<&(Key<'a>, Node<'a>)> {
        self.entries.iter().find(|(key, _)| key.name == name)
    }

    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        self.entry(name).map(|(_, node)| node)
    }
}

impl<'a> Node<'a> {
    pub fn table(&self) -> Option<&Table<'a>> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Calls `visit` for every text in the tree, depth first, in the order of the file.
    pub fn for_each_string(&self, visit: &mut impl FnMut(&str, &Range<usize>)) {
        match &self.value {
            Value::String(text) => visit(text, &self.span),
            Value::Array(items) => items.iter().for_each(|item| item.for_each_string(visit)),
            Value::Table(table) => {
                table.entries.iter().for_each(|(_, item)| item.for_each_string(visit));
            }
            _ => {}
        }
    }
}

/// What the parser tripped over, in our words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxFault {
    UnexpectedEnd,
    UnexpectedCharacter(char),
    ControlCharacter(char),
    BadEscape(String),
    UnterminatedString,
    BadNumber,
    NumberOutOfRange,
    BadDate,
    Expected {
        wanted: &'static str,
        found: &'static str,
    },
    DuplicateKey,
    DuplicateTable,
    NotATable,
    UnquotedText,
    MultilineKey,
    MissingComma,
    Unclosed(char),
    TooDeep,
    /// Allowed by TOML 1.1 only.
    TooNew(NewerToml),
    Other,
}

/// What TOML 1.1 allows and TOML 1.0 does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewerToml {
    Escape,
    InlineTableLines,
    TimeWithoutSeconds,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub span: Range<usize>,
    /// Where the thing that this one clashes with stands.
    pub first: Option<Range<usize>>,
    pub fault: SyntaxFault,
}

/// Parses a text and hands its tree to `use_tree`; the tree lives only that long.
pub fn with_tree<R>(text: &str, use_tree: impl FnOnce(Result<&Node<'_>, SyntaxError>) -> R) -> R {
    // A byte order mark is tolerated (and reported): three spaces keep every offset.
    let spaced = text.strip_prefix('\u{feff}').map(|rest| format!("   {rest}"));
    let text = spaced.as_deref().unwrap_or(text);
    let arena = Arena::new();
    match toml_spanner::parse(text, &arena) {
        Err(error) => use_tree(Err(syntax_error(&error, text))),
        Ok(document) => {
            let source = Source { text, has_escapes: has_escapes(text) };
            match convert_table(document.table(), source, 0..text.len(), 0) {
                Ok(root) => use_tree(Ok(&root)),
                Err(error) => use_tree(Err(error)),
            }
        }
    }
}

/// Whether a text holds a backslash: most records have none.
pub fn has_escapes(text: &str) -> bool {
    memchr::memchr(b'\\', text.as_bytes()).is_some()
}

/// The text that a tree was parsed from.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    has_escapes: bool,
}

/// Tables and lists inside each other: far more than a record has, far fewer than a thread's stack
/// bears. The parser has a limit of its own for brackets, but none for dotted keys and headings.
const DEPTH_MAX: usize = 64;

fn convert_table<'a>(
    table: &'a toml_spanner::Table<'a>,
    source: Source<'a>,
    span: Range<usize>,
    depth: usize,
) -> Result<Node<'a>, SyntaxError> {
    if depth > DEPTH_MAX {
        return Err(SyntaxError { span, first: None, fault: SyntaxFault::TooDeep });
    }
    let mut entries = Vec::with_capacity(table.len());
    for (key, item) in table.entries() {
        let key = Key { name: key.as_str(), span: key.span.range() };
        check_escapes(source, &key.span)?;
        entries.push((key, convert(item, source, depth)?));
    }
    Ok(Node { span, value: Value::Table(Table { entries }) })
}

fn convert<'a>(
    item: &'a Item<'a>,
    source: Source<'a>,
    depth: usize,
) -> Result<Node<'a>, SyntaxError> {
    let text = source.text;
    let span = item.span().range();
    let value = match item.value() {
        Parsed::String(string) => {
            check_escapes(source, &span)?;
            Value::String(string)
        }
        Parsed::Integer(integer) => Value::Integer(integer.as_i64().ok_or_else(|| {
            SyntaxError { span: span.clone(), first: None, fault: SyntaxFault::NumberOutOfRange }
        })?),
        Parsed::Float(float) => Value::Float(*float),
        Parsed::Boolean(boolean) => Value::Boolean(*boolean),
        Parsed::DateTime(datetime) => {
            if datetime.time().is_some_and(|time| !time.has_seconds()) {
                return Err(too_new(span, NewerToml::TimeWithoutSeconds));
            }
            Value::Datetime(text.get(span.clone()).unwrap_or_default().trim())
        }
        Parsed::Array(array) => {
            let items = array.iter().map(|item| convert(item, source, depth));
            Value::Array(items.collect::<Result<_, _>>()?)
        }
        Parsed::Table(table) => {
            check_inline_table(text, &span, table)?;
            return convert_table(table, source, span, depth + 1);
        }
    };
    Ok(Node { span, value })
}

fn too_new(span: Range<usize>, what: NewerToml) -> SyntaxError {
    SyntaxError { span, first: None, fault: SyntaxFault::TooNew(what) }
}

/// TOML 1.0 has no `\e` and no `\xHH` in basic strings.
fn check_escapes(source: Source<'_>, span: &Range<usize>) -> Result<(), SyntaxError> {
    if !source.has_escapes {
        return Ok(());
    }
    let written = source.text.get(span.clone()).unwrap_or_default();
    if !written.starts_with('"') {
        return Ok(());
    }
    let mut bytes = written.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' && matches!(bytes.next(), Some((_, b'e' | b'x'))) {
            return Err(too_new(span.start + at..span.start + at + 2, NewerToml::Escape));
        }
    }
    Ok(())
}

/// TOML 1.0 keeps an inline table on one line, without a trailing comma. Line breaks inside the
/// values (arrays, multi-line strings) are allowed; what lies between the values must have none.
fn check_inline_table(
    text: &str,
    span: &Range<usize>,
    table: &toml_spanner::Table<'_>,
) -> Result<(), SyntaxError> {
    let source = text.get(span.clone()).unwrap_or_default();
    if !source.starts_with('{') || !source.ends_with('}') {
        return Ok(());
    }
    let mut inside: Vec<Range<usize>> = Vec::new();
    leaves(table, 0, &mut inside);
    inside.sort_by_key(|range| range.start);
    let mut at = span.start;
    let mut last_gap = "";
    for end in inside.iter().map(Some).chain([None]) {
        let (until, next) = end.map_or((span.end, span.end), |range| (range.start, range.end));
        if until >= at {
            last_gap = text.get(at..until).unwrap_or_default();
            if last_gap.contains('\n') {
                return Err(too_new(span.clone(), NewerToml::InlineTableLines));
            }
        }
        at = at.max(next);
    }
    if last_gap.contains(',') {
        return Err(too_new(span.clone(), NewerToml::InlineTableLines));
    }
    Ok(())
}

/// The spans of a table's values, looking through tables made by dotted keys.
fn leaves(table: &toml_spanner::Table<'_>, depth: usize, into: &mut Vec<Range<usize>>) {
    for (key, item) in table.entries() {
        into.push(key.span.range());
        match item.value() {
            // What lies deeper is refused when its turn comes.
            Parsed::Table(_) if depth > DEPTH_MAX => {}
            Parsed::Table(inner) if item.span().range().contains(&key.span.range().start) => {
                leaves(inner, depth + 1, into);
            }
            _ => into.push(item.span().range()),
        }
    }
}

fn syntax_error(error: &toml_spanner::Error, text: &str) -> SyntaxError {
    let mut first_place = None;
    let mut seen = |span: toml_spanner::Span| first_place = Some(span.range());
    let fault = match error.kind() {
        ErrorKind::UnexpectedEof => SyntaxFault::UnexpectedEnd,
        ErrorKind::InvalidCharInString(c) => SyntaxFault::ControlCharacter(c),
        ErrorKind::InvalidEscape(c) | ErrorKind::InvalidHexEscape(c) => {
            SyntaxFault::BadEscape(c.to_string())
        }
        ErrorKind::InvalidEscapeValue(value) => SyntaxFault::BadEscape(format!("{value:X}")),
        ErrorKind::Unexpected(c) if c.is_control() && !c.is_whitespace() => {
            SyntaxFault::ControlCharacter(c)
        }
        ErrorKind::Unexpected(c) => SyntaxFault::UnexpectedCharacter(c),
        ErrorKind::UnterminatedString(_) => SyntaxFault::UnterminatedString,
        ErrorKind::InvalidInteger(_) | ErrorKind::InvalidFloat(_) => SyntaxFault::BadNumber,
        ErrorKind::InvalidDateTime(_) => SyntaxFault::BadDate,
        ErrorKind::OutOfRange { ty, .. } if ty.contains("recursion") => SyntaxFault::TooDeep,
        ErrorKind::OutOfRange { .. } => SyntaxFault::NumberOutOfRange,
        ErrorKind::Wanted { expected, found } => SyntaxFault::Expected { wanted: expected, found },
        ErrorKind::DuplicateTable { first, .. } | ErrorKind::RedefineAsArray { first } => {
            seen(first);
            SyntaxFault::DuplicateTable
        }
        ErrorKind::DuplicateKey { first } => {
            seen(first);
            SyntaxFault::DuplicateKey
        }
        ErrorKind::DottedKeyInvalidType { first } => {
            seen(first);
            SyntaxFault::NotATable
        }
        ErrorKind::MultilineStringKey => SyntaxFault::MultilineKey,
        ErrorKind::UnquotedString => SyntaxFault::UnquotedText,
        ErrorKind::MissingArrayComma | ErrorKind::MissingInlineTableComma => {
            SyntaxFault::MissingComma
        }
        ErrorKind::UnclosedArray => SyntaxFault::Unclosed(']'),
        ErrorKind::UnclosedInlineTable => SyntaxFault::Unclosed('}'),
        _ => SyntaxFault::Other,
    };
    let span = error.span().range();
    let mut span = floor(text, span.start)..floor(text, span.end.max(span.start));
    // A line break itself cannot be shown: the place is where the line ends.
    if text[span.clone()].trim().is_empty() {
        span.end = span.start;
    }
    SyntaxError { span, first: first_place, fault }
}

/// The nearest character boundary at or before a byte offset.
pub fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The date of a TOML date or date-time, for schemas and locating.
pub fn date_of(written: &str) -> Option<Date> {
    written.get(..10)?.parse().ok()
}
