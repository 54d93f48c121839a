//! A text that parses, cut into its lines: headers, entries with the places of key, value and
//! comment, comment lines, blank lines. Only where things stand is found here; what they mean is
//! the parser's (`archive::parse`).

use super::Given;
use std::ops::Range;

/// One statement with the whole of its lines, the last line break included.
#[derive(Debug, Clone)]
pub struct Piece {
    pub lines: Range<usize>,
    pub what: What,
}

#[derive(Debug, Clone)]
pub enum What {
    Blank,
    Comment,
    Header { keys: Vec<String>, is_item: bool, comment: Option<Range<usize>> },
    Entry { keys: Vec<String>, value: Range<usize>, comment: Option<Range<usize>> },
}

/// The pieces of a text that parses, in order, without gaps after a byte order mark.
pub fn pieces(text: &str) -> Option<Vec<Piece>> {
    let bytes = text.as_bytes();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut pieces = Vec::new();
    while at < bytes.len() {
        let start = at;
        let first = blanks(bytes, at);
        let what = match bytes.get(first) {
            None | Some(b'\n' | b'\r') => {
                at = line_end(bytes, first);
                What::Blank
            }
            Some(b'#') => {
                at = line_end(bytes, first);
                What::Comment
            }
            Some(b'[') => {
                let is_item = bytes.get(first + 1) == Some(&b'[');
                let brackets = if is_item { 2 } else { 1 };
                let (keys, end) = keys(text, first + brackets)?;
                let comment = comment(text, end + brackets);
                at = line_end(bytes, end + brackets);
                What::Header { keys, is_item, comment }
            }
            Some(_) => {
                let (keys, equals) = keys(text, first)?;
                let value_start = blanks(bytes, equals + 1);
                let value_end = value_end(bytes, value_start, b"\n\r#");
                let comment = comment(text, value_end);
                at = line_end(bytes, value_end);
                What::Entry { keys, value: value_start..value_end, comment }
            }
        };
        pieces.push(Piece { lines: start..at, what });
    }
    Some(pieces)
}

/// The comments of a text that parses, each from its `#`, in order: lines of their own and those
/// behind a header or a value. What stands inside a list of several lines belongs to the list.
pub fn comments(text: &str) -> Vec<&str> {
    let of = |piece: &Piece| {
        let lines = text.get(piece.lines.clone())?;
        let rest = match &piece.what {
            What::Blank => return None,
            What::Comment => lines,
            What::Header { .. } => lines.rsplit_once(']').map_or("", |(_, rest)| rest),
            What::Entry { value, .. } => text.get(value.end..piece.lines.end)?,
        };
        Some(rest.trim()).filter(|comment| comment.starts_with('#'))
    };
    pieces(text).unwrap_or_default().iter().filter_map(of).collect()
}

/// The names of a dotted key, and where it ends (blanks after it included).
pub fn keys(text: &str, at: usize) -> Option<(Vec<String>, usize)> {
    let bytes = text.as_bytes();
    let mut names = Vec::new();
    let mut at = at;
    loop {
        let start = blanks(bytes, at);
        let end = match bytes.get(start) {
            Some(b'"' | b'\'') => string_end(bytes, start),
            _ => start + bytes[start..].iter().take_while(|byte| is_bare(**byte)).count(),
        };
        let raw = text.get(start..end).filter(|raw| !raw.is_empty())?;
        names.push(if raw.starts_with(['"', '\'']) { unquoted(raw)? } else { raw.to_owned() });
        at = blanks(bytes, end);
        if bytes.get(at) != Some(&b'.') {
            return Some((names, at));
        }
        at += 1;
    }
}

pub fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

fn unquoted(raw: &str) -> Option<String> {
    match super::tree(&format!("x = {raw}")).ok()? {
        Given::Table(mut entries) => match entries.pop()?.1 {
            Given::Text(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// The first byte at or after `at` that is no blank.
pub fn blanks(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| **byte == b' ' || **byte == b'\t').count()
}

/// After the line break that ends the line of `at`.
pub fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |found| at + found + 1)
}

/// A comment after a value or header, without the line break.
fn comment(text: &str, at: usize) -> Option<Range<usize>> {
    let start = blanks(text.as_bytes(), at);
    if text.as_bytes().get(start) != Some(&b'#') {
        return None;
    }
    let line = text[start..].lines().next().unwrap_or_default();
    Some(start..start + line.trim_end().len())
}

/// The items of a list and the comments between them, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Member {
    Item(Range<usize>),
    /// Whether it stands on the line of the item before it.
    Comment {
        span: Range<usize>,
        is_beside: bool,
    },
}

/// What stands between the brackets of a list that parses.
pub fn members(list: &str) -> Vec<Member> {
    let bytes = list.as_bytes();
    let (mut members, mut at, mut is_beside) = (Vec::new(), 1, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'#' => {
                let end = line_end(bytes, at);
                let span = at..at + list[at..end].trim_end().len();
                members.push(Member::Comment { span, is_beside });
                (at, is_beside) = (end, false);
            }
            b'\n' => (at, is_beside) = (at + 1, false),
            b' ' | b'\t' | b'\r' | b',' => at += 1,
            b']' => break,
            _ => {
                let end = value_end(bytes, at, b",]#\n\r");
                members.push(Member::Item(at..end));
                (at, is_beside) = (end.max(at + 1), true);
            }
        }
    }
    members
}

/// Every comment inside a value, in order.
pub fn comments_within(value: &str) -> Vec<&str> {
    let bytes = value.as_bytes();
    let (mut comments, mut at) = (Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' => at = string_end(bytes, at),
            b'#' => {
                let end = line_end(bytes, at);
                comments.push(value[at..end].trim_end());
                at = end;
            }
            _ => at += 1,
        }
    }
    comments
}

/// Where a value ends: strings and brackets by their own end, other values before one of `stops`.
pub fn value_end(bytes: &[u8], at: usize, stops: &[u8]) -> usize {
    match bytes.get(at) {
        Some(b'"' | b'\'') => string_end(bytes, at),
        Some(b'[' | b'{') => bracket_end(bytes, at),
        _ => {
            let rest = bytes.get(at..).unwrap_or_default();
            let length = rest.iter().take_while(|byte| !stops.contains(byte)).count();
            at + rest[..length].trim_ascii_end().len()
        }
    }
}

fn bracket_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' => at = string_end(bytes, at),
            b'#' => at = line_end(bytes, at),
            b'[' | b'{' => (at, depth) = (at + 1, depth + 1),
            b']' | b'}' => {
                (at, depth) = (at + 1, depth.saturating_sub(1));
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    at
}

/// After the closing quotes of the string that begins at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let is_long = bytes.get(start..start + 3) == Some(&[quote; 3][..]);
    let mut at = if is_long { start + 3 } else { start + 1 };
    while let Some(byte) = bytes.get(at) {
        if *byte == b'\\' && quote == b'"' {
            at += 2;
        } else if *byte != quote {
            at += 1;
        } else if !is_long {
            return at + 1;
        } else if bytes.get(at..at + 3) == Some(&[quote; 3][..]) {
            // Up to two quotes may stand before the closing three.
            let quotes = bytes[at..].iter().take_while(|byte| **byte == quote).count();
            return at + quotes.min(5);
        } else {
            at += 1;
        }
    }
    at.min(bytes.len())
}
