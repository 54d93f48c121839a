//! One change made by cutting and putting bytes; everything else stays as it is.

use super::page::Page;
use super::place::{self, is_section};
use super::step::{self, Step, resolve};
use super::{Change, Given, expected, inline, tree, write};
use crate::diag::edit::EditFault;
use crate::domain::record::Kind;
use std::ops::Range;

/// The text after one change. `before` is the tree of `text`.
pub fn change(
    kind: Kind,
    text: &str,
    before: &Given,
    change: &Change,
) -> Result<String, EditFault> {
    let steps = resolve(kind, before, change.path())?;
    let done = match change {
        Change::Set { value, .. } => set(kind, text, &steps, value),
        Change::Remove { .. } => remove(kind, text, &steps),
        Change::Push { value, .. } => push(kind, text, &steps, value),
    };
    done.ok_or_else(|| EditFault::Mistaken { key: change.path().to_owned() })
}

/// Sets a path; `None` where the text is not what its tree says.
fn set(kind: Kind, text: &str, steps: &[Step], value: &Given) -> Option<String> {
    let before = tree(text).ok()?;
    let held = step::at(&before, steps);
    if held.is_some_and(|held| expected::same(held, value)) {
        return Some(text.to_owned());
    }
    let page = Page::read(kind, text)?;
    if let Some(entry) = page.entry(steps) {
        let old = &text[entry.value.clone()];
        let rest = &steps[entry.path.len()..];
        let name = step::names(entry.path.last().map_or(&[], std::slice::from_ref)).concat();
        let new = match (held, value) {
            // A list that only grows keeps the comments between its items.
            (Some(Given::List(had)), Given::List(has)) if has.starts_with(had) => {
                let mut more = has[had.len()..].iter();
                more.try_fold(old.to_owned(), |list, item| inline::push(&list, rest, item))?
            }
            _ if rest.is_empty() => for_lines(&page, value, write::value(&name, value)),
            _ => inline::set(old, rest, value)?,
        };
        let new = new.replace("\r\n", "\n").replace('\n', page.line_break());
        return Some(replaced(text, &[(entry.value.clone(), new)]));
    }
    match (held, value) {
        (Some(Given::Table(had)), Given::Table(has)) if !has.is_empty() => {
            let mut text = text.to_owned();
            for (name, value) in has {
                text = set(kind, &text, &below(steps, Step::Key(name.clone())), value)?;
            }
            let gone = had.iter().filter(|(name, _)| !has.iter().any(|(key, _)| key == name));
            gone.map(|(name, _)| below(steps, Step::Key(name.clone())))
                .try_fold(text, |text, path| remove(kind, &text, &path))
        }
        (Some(Given::List(had)), Given::List(has)) if is_section(value) => {
            let mut text = text.to_owned();
            for (position, item) in has.iter().enumerate() {
                text = set(kind, &text, &below(steps, Step::Item(position)), item)?;
            }
            let gone = (has.len()..had.len()).rev();
            gone.map(|position| below(steps, Step::Item(position)))
                .try_fold(text, |text, path| remove(kind, &text, &path))
        }
        (Some(_), _) => insert(kind, &remove(kind, text, steps)?, steps, value),
        (None, _) => insert(kind, text, steps, value),
    }
}

/// In a file with CRLF a text with line breaks stays on one line: the breaks of the file are not
/// those of the text.
fn for_lines(page: &Page<'_>, value: &Given, written: String) -> String {
    match value {
        Given::Text(_) if page.line_break() == "\r\n" => write::inline(value),
        _ => written.replace('\n', page.line_break()),
    }
}

/// Writes what is not there yet.
fn insert(kind: Kind, text: &str, steps: &[Step], value: &Given) -> Option<String> {
    let before = tree(text).ok()?;
    // The first item of a list that is not there is pushed, with all that is in it.
    let is_new = |depth: &usize| {
        matches!(steps[depth - 1], Step::Item(_)) && step::at(&before, &steps[..*depth]).is_none()
    };
    if let Some(depth) = (1..=steps.len()).find(is_new) {
        let item = steps[depth..].iter().rev().fold(value.clone(), |inner, step| match step {
            Step::Key(name) => Given::Table(vec![(name.clone(), inner)]),
            Step::Item(_) => Given::List(vec![inner]),
        });
        return push(kind, text, &steps[..depth - 1], &item);
    }
    let page = Page::read(kind, text)?;
    if is_section(value) {
        let block = place::sections(kind, steps, value);
        return Some(place::section(kind, &page, steps, &block));
    }
    let parent = &steps[..steps.len() - 1];
    let dotted = || {
        let sibling = page.entries.iter().rfind(|entry| entry.path.starts_with(parent));
        sibling.filter(|entry| page.sections[entry.section].path.len() < parent.len())
    };
    let section = page.section(parent).or_else(|| dotted().map(|entry| entry.section));
    match section {
        Some(section) => {
            let depth = page.sections[section].path.len();
            let keys = step::names(&steps[depth..]);
            let written = match page.line_break() {
                "\n" => write::entry(&keys, value),
                _ => format!("{} = {}", write::key(&keys), write::inline(value)),
            };
            Some(place::line(kind, &page, section, steps, &written))
        }
        None => {
            let name = step::names(&steps[parent.len()..]).concat();
            let table = Given::Table(vec![(name, value.clone())]);
            let block = place::sections(kind, parent, &table);
            Some(place::section(kind, &page, parent, &block))
        }
    }
}

fn push(kind: Kind, text: &str, steps: &[Step], value: &Given) -> Option<String> {
    let page = Page::read(kind, text)?;
    if let Some(entry) = page.entry(steps) {
        let old = &text[entry.value.clone()];
        let new = inline::push(old, &steps[entry.path.len()..], value)?;
        let new = new.replace("\r\n", "\n").replace('\n', page.line_break());
        return Some(replaced(text, &[(entry.value.clone(), new)]));
    }
    let items: Vec<usize> = page.below(steps).collect();
    match (items.last(), value) {
        (Some(last), Given::Table(entries)) => {
            let is_item = |section: &&usize| page.sections[**section].path.len() == steps.len() + 1;
            let count = items.iter().filter(is_item).count();
            let block = place::table(kind, &below(steps, Step::Item(count)), entries, None);
            Some(place::below(&page, *last, &block))
        }
        (Some(_), _) => None,
        (None, _) => insert(kind, text, steps, &Given::List(vec![value.clone()])),
    }
}

fn remove(kind: Kind, text: &str, steps: &[Step]) -> Option<String> {
    let mut after = tree(text).ok()?;
    step::at(&after, steps)?;
    expected::remove(&mut after, steps);
    let page = Page::read(kind, text)?;
    let mut cuts: Vec<(Range<usize>, String)> = Vec::new();
    match page.entry(steps) {
        Some(entry) if step::at(&after, &entry.path).is_some() => {
            let rest = &steps[entry.path.len()..];
            let new = inline::remove(&text[entry.value.clone()], rest)?;
            cuts.push((entry.value.clone(), new));
        }
        Some(entry) => cuts.push((entry.lines.clone(), String::new())),
        None => {
            let dotted = page.entries.iter().filter(|entry| entry.path.starts_with(steps));
            let is_above = |section: usize| page.sections[section].path.len() < steps.len();
            let dotted = dotted.filter(|entry| is_above(entry.section));
            cuts.extend(dotted.map(|entry| (entry.lines.clone(), String::new())));
            let gone: Vec<usize> = page.below(steps).collect();
            cuts.extend(gone.iter().map(|at| (cut_of(kind, &page, *at, &gone), String::new())));
        }
    }
    cuts.sort_by_key(|(range, _)| range.start);
    let cut = trimmed(&page, &cuts);
    emptied(kind, &cut, &after)
}

/// The bytes of a section that goes. The comment above stays where it is the user's, or where the
/// next item of the list needs it.
fn cut_of(kind: Kind, page: &Page<'_>, at: usize, gone: &[usize]) -> Range<usize> {
    let section = &page.sections[at];
    if section.lead.is_empty() {
        return section.head.start..section.next;
    }
    if !place::is_own_comment(kind, page, section) {
        return section.head.start..section.end;
    }
    let list = |path: &[Step]| path.split_last().map(|(_, list)| list.to_vec());
    let is_next = |next: usize| {
        page.sections.get(next).is_some_and(|next| {
            next.is_item && section.is_item && list(&next.path) == list(&section.path)
        })
    };
    let heir = (at + 1..page.sections.len()).find(|next| !gone.contains(next));
    match heir {
        Some(next) if is_next(next) => section.head.start..section.next,
        _ => section.lead.start..section.next,
    }
}

/// Takes away the headers of tables that are no longer there.
fn emptied(kind: Kind, text: &str, after: &Given) -> Option<String> {
    let page = Page::read(kind, text)?;
    let is_gone = |section: &usize| {
        let section = &page.sections[*section];
        !section.path.is_empty() && !section.is_item && step::at(after, &section.path).is_none()
    };
    let gone: Vec<usize> = (0..page.sections.len()).filter(is_gone).collect();
    let cut = |at: &usize| {
        let section = &page.sections[*at];
        // Comments under the header are the user's, and stay.
        let range = match section.tail.is_empty() {
            true => cut_of(kind, &page, *at, &gone),
            false => section.head.clone(),
        };
        (range, String::new())
    };
    Some(trimmed(&page, &gone.iter().map(cut).collect::<Vec<_>>()))
}

/// The text without some ranges; where its end was cut off, it still ends with one line break.
fn trimmed(page: &Page<'_>, cuts: &[(Range<usize>, String)]) -> String {
    let text = replaced(page.text, cuts);
    let is_end = |(range, new): &(Range<usize>, String)| {
        new.is_empty() && range.end == page.text.len() && !range.is_empty()
    };
    if !cuts.last().is_some_and(is_end) {
        return text;
    }
    let kept = text.trim_end_matches(['\n', '\r', ' ', '\t']);
    match kept.trim_start_matches('\u{feff}') {
        "" => kept.to_owned(),
        _ => format!("{kept}{}", page.line_break()),
    }
}

/// The text with ranges replaced; they are sorted and apart from each other.
pub fn replaced(text: &str, splices: &[(Range<usize>, String)]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for (range, with) in splices {
        new.push_str(&text[at..range.start]);
        new.push_str(with);
        at = range.end;
    }
    new.push_str(&text[at..]);
    new
}

fn below(steps: &[Step], step: Step) -> Vec<Step> {
    let mut path = steps.to_vec();
    path.push(step);
    path
}
