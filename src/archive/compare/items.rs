//! When two values are the same, and which item of a list was which before. Order in a file means
//! nothing: lists of the archive are sets with a reading order.

use super::record::entry;
use crate::archive::edit::Given;

/// Lists longer than this in what differs are paired by position: comparing every item with every
/// other would take longer than anybody reads.
const COMPARED_MAX: usize = 1000;

/// Keys by which an item of a list is known. Two items that differ in one of these are two.
const IDENTITIES: [&str; 2] = ["key", "item"];

/// Keys that name an item without being sure to: two promises may have been made on one day.
const NAMES: [&str; 9] = ["title", "name", "text", "field", "what", "on", "at", "due_on", "about"];

/// Whether two values say the same.
pub fn same(a: &Given, b: &Given) -> bool {
    match (a, b) {
        (Given::Table(a), Given::Table(b)) => {
            let has = |(key, value): &(String, Given)| {
                b.iter().any(|(other, found)| other == key && same(value, found))
            };
            a.len() == b.len() && a.iter().all(has)
        }
        (Given::List(a), Given::List(b)) => a.len() == b.len() && same_items(a, b),
        (Given::Number(a), Given::Number(b)) => number(a) == number(b),
        (Given::Integer(whole), Given::Number(written))
        | (Given::Number(written), Given::Integer(whole)) => {
            number(written) == number(&whole.to_string())
        }
        (Given::Moment(a), Given::Moment(b)) => moment(a) == moment(b),
        (a, b) => a == b,
    }
}

/// A decimal as it is compared; every way to write one value gives the same bits.
fn number(written: &str) -> Option<u64> {
    written.replace('_', "").parse().ok().map(f64::to_bits)
}

/// A moment as it is compared: TOML takes a space or a small letter between date and time.
fn moment(written: &str) -> String {
    written.to_ascii_uppercase().replace(' ', "T")
}

/// Whether two lists of one length hold the same in any order.
fn same_items(a: &[Given], b: &[Given]) -> bool {
    let start = a.iter().zip(b).take_while(|(a, b)| same(a, b)).count();
    let (a, b) = (&a[start..], &b[start..]);
    if a.len() > COMPARED_MAX {
        return false;
    }
    let mut left: Vec<&Given> = b.iter().collect();
    a.iter().all(|item| match left.iter().position(|other| same(item, other)) {
        Some(at) => {
            left.swap_remove(at);
            true
        }
        None => false,
    })
}

/// The items of a list; none of anything else.
pub fn list(given: Option<&Given>) -> &[Given] {
    match given {
        Some(Given::List(items)) => items,
        _ => &[],
    }
}

/// Lists of tables on both sides; an empty or absent one is a list of whatever the other holds.
pub fn are_tables(before: Option<&Given>, after: Option<&Given>) -> bool {
    let is_list = |given: &Given| match given {
        Given::List(items) => items.iter().all(|item| matches!(item, Given::Table(_))),
        _ => false,
    };
    let mut both = before.into_iter().chain(after);
    let holds_some = !list(before).is_empty() || !list(after).is_empty();
    holds_some && both.all(is_list)
}

/// For each new item the position it had before; `None` for one that is really new. Equal items
/// first, then those that are most alike, the nearer before the farther.
pub fn origins(olds: &[Given], news: &[Given]) -> Vec<Option<usize>> {
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

/// Whether two items of a list have the key by which they are known, and the same.
pub fn is_one_thing(one: Option<&Given>, other: Option<&Given>) -> bool {
    let both = |key: &str| Some((entry(one, key)?, entry(other, key)?));
    let known = IDENTITIES.iter().find_map(|key| both(key));
    known.is_some_and(|(one, other)| same(one, other))
}

/// How much two items have in common; `None` where they are two different things.
fn likeness(old: &Given, new: &Given) -> Option<usize> {
    let (Given::Table(entries), Given::Table(news)) = (old, new) else { return None };
    let both = |key: &str| Some((entry(Some(old), key)?, entry(Some(new), key)?));
    if IDENTITIES.iter().any(|key| both(key).is_some()) {
        return is_one_thing(Some(old), Some(new)).then_some(usize::MAX);
    }
    let is_equal = |(key, value): &&(String, Given)| {
        entry(Some(new), key).is_some_and(|other| same(value, other))
    };
    let equal = entries.iter().filter(is_equal).count();
    let pairs = NAMES.iter().filter_map(|key| both(key));
    let named = pairs.filter(|(old, new)| same(old, new)).count();
    let is_most = 2 * equal > entries.len().max(news.len());
    (named > 0 || is_most).then_some(equal + named)
}
