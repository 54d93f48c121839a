//! Changes inside a value: an inline table or a list on one line or several, as the user wrote it.
//! The text is the value alone.

use super::splice::replaced;
use super::step::Step;
use super::{Given, scan, write};
use crate::archive::parse::{Key, Node, Value, with_tree};
use std::ops::Range;

/// Before the value, so that it parses as a record.
const START: &str = "x = ";

/// Where a path leads inside a value.
enum Place {
    /// A value that is there.
    Value(Range<usize>),
    /// A key that the table with these braces does not have; the names to write.
    NewKey { table: Range<usize>, names: Vec<String>, last: Option<usize> },
    /// The position after the last item of a list.
    NewItem(Range<usize>),
}

/// Sets what a path leads to.
pub fn set(text: &str, steps: &[Step], value: &Given) -> Option<String> {
    match find(text, steps)? {
        Place::Value(span) => Some(replaced(text, &[(span, write::inline(value))])),
        Place::NewItem(span) => {
            let list = push_item(&text[span.clone()], value)?;
            Some(replaced(text, &[(span, list)]))
        }
        Place::NewKey { table, names, last } => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let entry = format!("{} = {}", write::key(&names), write::inline(value));
            Some(match last {
                Some(last) => replaced(text, &[(last..last, format!(", {entry}"))]),
                None => replaced(text, &[(table, format!("{{ {entry} }}"))]),
            })
        }
    }
}

/// Adds an item to the list that a path leads to.
pub fn push(text: &str, steps: &[Step], value: &Given) -> Option<String> {
    match find(text, steps)? {
        Place::Value(span) => {
            let list = push_item(&text[span.clone()], value)?;
            Some(replaced(text, &[(span, list)]))
        }
        _ => set(text, steps, &Given::List(vec![value.clone()])),
    }
}

/// Takes away what a path leads to, with one comma.
pub fn remove(text: &str, steps: &[Step]) -> Option<String> {
    let (last, above) = steps.split_last()?;
    within(text, |root| {
        let holder = above.iter().try_fold(root, |node, step| child(node, step))?;
        let spans = members(holder);
        let at = match (last, &holder.value) {
            (Step::Item(position), Value::Array(_)) => *position,
            (Step::Key(name), Value::Table(table)) => {
                let is_gone = |(key, _): &(Key<'_>, Node<'_>)| key.name == name;
                table.entries.iter().position(is_gone)?
            }
            _ => return None,
        };
        let own = spans.get(at)?.clone();
        let next = spans.get(at + 1).map(|next| next.start - START.len());
        let before = at.checked_sub(1).map(|before| spans[before].end - START.len());
        Some(member_range(text, &shifted(&own), before, next))
    })
    .map(|range| replaced(text, &[(range, String::new())]))
}

/// The bytes of a member that goes: its line where it has one of its own, else it and one comma.
/// Comments on other members stay.
fn member_range(
    text: &str,
    own: &Range<usize>,
    before: Option<usize>,
    next: Option<usize>,
) -> Range<usize> {
    let line_start = text[..own.start].rfind('\n').map_or(0, |at| at + 1);
    let comma = scan::blanks(text.as_bytes(), own.end);
    let has_comma = text.as_bytes().get(comma) == Some(&b',');
    let after = if has_comma { comma + 1 } else { own.end };
    let line_end = scan::line_end(text.as_bytes(), own.end);
    let rest = text[after..line_end].trim();
    let is_alone = line_start > 0 && text[line_start..own.start].trim().is_empty();
    if is_alone && (rest.is_empty() || rest.starts_with('#')) && line_end < text.len() {
        return line_start..line_end;
    }
    let range = match (next, before) {
        (Some(next), _) => own.start..next,
        (None, Some(before)) => before..own.end,
        (None, None) => own.start..after,
    };
    let between = [&text[range.start..own.start], &text[own.end..range.end]];
    if between.iter().any(|part| part.contains('#')) { own.start..after } else { range }
}

/// Calls `look` with the value's node; spans count from before `START`.
fn within<R>(text: &str, look: impl FnOnce(&Node<'_>) -> Option<R>) -> Option<R> {
    let record = format!("{START}{text}");
    with_tree(&record, |root| look(root.ok()?.table()?.get("x")?))
}

fn shifted(span: &Range<usize>) -> Range<usize> {
    span.start - START.len()..span.end - START.len()
}

fn child<'n, 'a>(node: &'n Node<'a>, step: &Step) -> Option<&'n Node<'a>> {
    match (&node.value, step) {
        (Value::Table(table), Step::Key(name)) => table.get(name),
        (Value::Array(items), Step::Item(position)) => items.get(*position),
        _ => None,
    }
}

/// The spans of a list's items, or of a table's entries with their keys.
fn members(node: &Node<'_>) -> Vec<Range<usize>> {
    match &node.value {
        Value::Array(items) => items.iter().map(|item| item.span.clone()).collect(),
        Value::Table(table) => {
            let entries = table.entries.iter();
            entries.map(|(key, value)| key.span.start..end_of(value)).collect()
        }
        _ => Vec::new(),
    }
}

/// Where a value ends; a table made by dotted keys ends with its last value.
fn end_of(node: &Node<'_>) -> usize {
    match &node.value {
        Value::Table(table) => {
            let last = table.entries.iter().map(|(_, value)| end_of(value)).max();
            last.unwrap_or(node.span.end).max(node.span.end)
        }
        _ => node.span.end,
    }
}

fn find(text: &str, steps: &[Step]) -> Option<Place> {
    within(text, |root| {
        let mut node = root;
        // The innermost table with braces of its own, and the keys from there.
        let (mut braces, mut names) = (root, Vec::new());
        for (at, step) in steps.iter().enumerate() {
            if let Step::Key(name) = step {
                names.push(name.clone());
            }
            let Some(next) = child(node, step) else {
                return match step {
                    Step::Item(_) => Some(Place::NewItem(shifted(&node.span))),
                    Step::Key(_) => {
                        let rest = steps[at + 1..].iter().map(|step| match step {
                            Step::Key(name) => Some(name.clone()),
                            Step::Item(_) => None,
                        });
                        names.extend(rest.collect::<Option<Vec<_>>>()?);
                        let last = members(braces).into_iter().map(|span| span.end).max();
                        let last = last.map(|end| end - START.len());
                        Some(Place::NewKey { table: shifted(&braces.span), names, last })
                    }
                };
            };
            node = next;
            let begins = node.span.start - START.len();
            if text.get(begins..).is_some_and(|rest| rest.starts_with('{')) {
                (braces, names) = (node, Vec::new());
            }
        }
        Some(Place::Value(shifted(&node.span)))
    })
}

/// A list with one more item at its end, on a line of its own where the last one is.
fn push_item(list: &str, value: &Given) -> Option<String> {
    let item = write::inline(value);
    let last = within(list, |node| match &node.value {
        Value::Array(items) => Some(items.last().map(|last| shifted(&last.span))),
        _ => None,
    })?;
    let Some(last) = last else {
        return Some(replaced(list, &[(1..1, item)]));
    };
    let line_start = list[..last.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = &list[line_start..last.start];
    if line_start == 0 || !indent.trim().is_empty() {
        return Some(replaced(list, &[(last.end..last.end, format!(", {item}"))]));
    }
    let bytes = list.as_bytes();
    let comma = scan::blanks(bytes, last.end);
    let has_comma = bytes.get(comma) == Some(&b',');
    let line_end = last.end + list[last.end..].find('\n')?;
    let (comma, after) = if has_comma { ("", ",") } else { (",", "") };
    let line_end = if list[..line_end].ends_with('\r') { line_end - 1 } else { line_end };
    let new = format!("\n{indent}{item}{after}");
    Some(replaced(list, &[(last.end..last.end, comma.to_owned()), (line_end..line_end, new)]))
}
