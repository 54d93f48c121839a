//! When two values are the same, and which item of a list was which before. Order in a file means
//! nothing: lists of the archive are sets with a reading order.

use crate::archive::parse::{Node, Table, Value};

/// Lists longer than this in what differs are paired by position: comparing every item with every
/// other would take longer than anybody reads.
const COMPARED_MAX: usize = 1000;

/// Keys by which an item of a list is known. Two items that differ in one of these are two.
const IDENTITIES: [&str; 2] = ["key", "item"];

/// Keys that name an item without being sure to: two promises may have been made on one day.
const NAMES: [&str; 10] =
    ["title", "name", "text", "field", "what", "on", "at", "due_on", "line", "about"];

/// Whether two values say the same.
pub fn same(a: &Node<'_>, b: &Node<'_>) -> bool {
    match (&a.value, &b.value) {
        (Value::Table(a), Value::Table(b)) => same_tables(a, b),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && same_items(a, b),
        (Value::Integer(a), Value::Float(b)) | (Value::Float(b), Value::Integer(a)) => {
            // A whole number is one, however it is written; no amount comes near 2^53.
            b.fract() == 0.0 && format!("{b:.0}") == a.to_string()
        }
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Integer(a), Value::Integer(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        (Value::Boolean(a), Value::Boolean(b)) => a == b,
        (Value::Datetime(a), Value::Datetime(b)) => written(a) == written(b),
        _ => false,
    }
}

/// A moment as it is compared: TOML takes a space or a small letter between date and time.
fn written(moment: &str) -> String {
    moment.to_ascii_uppercase().replace(' ', "T")
}

fn same_tables(a: &Table<'_>, b: &Table<'_>) -> bool {
    let found = |(key, value): &(_, _)| {
        let key: &crate::archive::parse::Key<'_> = key;
        b.get(key.name).is_some_and(|other| same(value, other))
    };
    a.entries.len() == b.entries.len() && a.entries.iter().all(found)
}

/// Whether two lists of one length hold the same in any order.
fn same_items(a: &[Node<'_>], b: &[Node<'_>]) -> bool {
    let start = a.iter().zip(b).take_while(|(a, b)| same(a, b)).count();
    let (a, b) = (&a[start..], &b[start..]);
    if a.len() > COMPARED_MAX {
        return false;
    }
    let mut left: Vec<&Node<'_>> = b.iter().collect();
    a.iter().all(|item| match left.iter().position(|other| same(item, other)) {
        Some(at) => {
            left.swap_remove(at);
            true
        }
        None => false,
    })
}

/// For each new item the position it had before; `None` for one that is really new. Equal items
/// first, then those that are most alike, the nearer before the farther.
pub fn origins(olds: &[Node<'_>], news: &[Node<'_>]) -> Vec<Option<usize>> {
    let start = olds.iter().zip(news).take_while(|(old, new)| same(old, new)).count();
    let mut origins: Vec<Option<usize>> =
        (0..news.len()).map(|at| (at < start).then_some(at)).collect();
    let mut left: Vec<usize> = (start..olds.len()).collect();
    let mut open: Vec<usize> = (start..news.len()).collect();
    if left.len().max(open.len()) > COMPARED_MAX {
        for (old, new) in left.iter().zip(&open) {
            origins[*new] = Some(*old);
        }
        return origins;
    }
    open.retain(|new| match left.iter().position(|old| same(&olds[*old], &news[*new])) {
        Some(at) => {
            origins[*new] = Some(left.remove(at));
            false
        }
        None => true,
    });
    let mut pairs: Vec<(usize, usize, usize, usize)> = Vec::new();
    for new in &open {
        for old in &left {
            if let Some(alike) = likeness(&olds[*old], &news[*new]) {
                // Sorted upwards: the most alike has the least distance.
                pairs.push((usize::MAX - alike, old.abs_diff(*new), *new, *old));
            }
        }
    }
    pairs.sort_unstable();
    for (_, _, new, old) in pairs {
        if origins[new].is_none() && left.contains(&old) {
            origins[new] = Some(old);
            left.retain(|other| *other != old);
        }
    }
    origins
}

/// How much two items have in common; `None` where they are two different things.
fn likeness(old: &Node<'_>, new: &Node<'_>) -> Option<usize> {
    let (old, new) = (old.table()?, new.table()?);
    let both = |key: &str| Some((old.get(key)?, new.get(key)?));
    if let Some((old, new)) = IDENTITIES.iter().find_map(|key| both(key)) {
        return same(old, new).then_some(usize::MAX);
    }
    let equal = old
        .entries
        .iter()
        .filter(|(key, value)| new.get(key.name).is_some_and(|other| same(value, other)));
    let equal = equal.count();
    let named =
        NAMES.iter().filter_map(|key| both(key)).filter(|(old, new)| same(old, new)).count();
    let is_most = 2 * equal > old.entries.len().max(new.entries.len());
    (named > 0 || is_most).then_some(equal + named)
}
