//! From a key's path to the bytes it stands on: findings and explanations name keys, people see
//! lines and columns.

use super::files::Files;
use super::parse::{self, Node, Value, with_tree};
use crate::diag::{At, Place};
use std::ops::Range;

/// A place with its line and column, both from 1; columns count characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    pub span: Range<usize>,
    pub line: usize,
    pub column: usize,
}

/// Finds a place; `None` where the file has no text (absent, a link, not UTF-8).
pub fn locate(files: &Files, place: &Place) -> Option<Located> {
    let text = files.text(&place.path)?;
    let span = match &place.at {
        At::File | At::Span(_) => span_of(text, None, &place.at),
        At::Value(_) | At::Key(_) => with_tree(text, |tree| span_of(text, tree.ok(), &place.at)),
    };
    let before = &text[..span.start];
    let line = before.matches('\n').count() + 1;
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[line_start..].chars().count() + 1;
    Some(Located { span, line, column })
}

/// Where each of the places in one file begins, in bytes; 0 where there is no text. The file is
/// parsed at most once.
pub fn positions(files: &Files, path: &str, places: &[&Place]) -> Vec<usize> {
    let Some(text) = files.text(path) else { return vec![0; places.len()] };
    let starts = |root: Option<&Node<'_>>| {
        places.iter().map(|place| span_of(text, root, &place.at).start).collect()
    };
    if places.iter().any(|place| matches!(place.at, At::Value(_) | At::Key(_))) {
        with_tree(text, |tree| starts(tree.ok()))
    } else {
        starts(None)
    }
}

fn span_of(text: &str, root: Option<&Node<'_>>, at: &At) -> Range<usize> {
    let found = |key: &str, want_key| root.and_then(|root| find(root, key, want_key));
    match at {
        At::File => 0..0,
        At::Span(span) => parse::floor(text, span.start)..parse::floor(text, span.end),
        At::Value(key) => found(key, false).unwrap_or(0..0),
        At::Key(key) => found(key, true).unwrap_or(0..0),
    }
}

/// The span of a dotted path's value, or of its key; of the nearest enclosing thing that is there.
fn find(root: &Node<'_>, path: &str, want_key: bool) -> Option<Range<usize>> {
    let mut node = root;
    let mut best = None;
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let next = match &node.value {
            Value::Table(table) => table.entry(step).map(|(key, value)| {
                best = Some(if want_key || matches!(value.value, Value::Table(_)) {
                    key.span.clone()
                } else {
                    value.span.clone()
                });
                value
            }),
            Value::Array(items) => step.parse().ok().and_then(|index: usize| items.get(index)),
            _ => None,
        };
        let Some(next) = next else { break };
        // A table in a list has no key of its own: its span is its header or its braces.
        if matches!(node.value, Value::Array(_)) {
            best = Some(next.span.clone());
        }
        node = next;
    }
    best
}

/// The node at a dotted path.
pub fn node_at<'n, 'a>(root: &'n Node<'a>, path: &str) -> Option<&'n Node<'a>> {
    path.split('.').filter(|step| !step.is_empty()).try_fold(root, |node, step| match &node.value {
        Value::Table(table) => table.get(step),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The dotted path of the innermost value whose span holds a range.
pub fn path_of(root: &Node<'_>, span: &Range<usize>) -> String {
    fn search(node: &Node<'_>, span: &Range<usize>, path: &mut Vec<String>) -> bool {
        if node.span == *span && !path.is_empty() {
            return true;
        }
        match &node.value {
            Value::Table(table) => table.entries.iter().any(|(key, value)| {
                path.push(key.name.to_owned());
                let found = key.span == *span || search(value, span, path);
                if !found {
                    path.pop();
                }
                found
            }),
            Value::Array(items) => items.iter().enumerate().any(|(index, value)| {
                path.push(index.to_string());
                let found = search(value, span, path);
                if !found {
                    path.pop();
                }
                found
            }),
            _ => false,
        }
    }
    let mut path = Vec::new();
    search(root, span, &mut path);
    path.join(".")
}
