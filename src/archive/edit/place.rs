//! Where something new goes: after what comes before it in the contract's order.

use super::order;
use super::page::{Page, Section};
use super::step::Step;
use super::{Given, write};
use crate::domain::record::Kind;

/// Puts whole lines where an entry of a section belongs; `path` is the entry's.
pub fn line(kind: Kind, page: &Page<'_>, section: usize, path: &[Step], line: &str) -> String {
    let text = page.text;
    let held = &page.sections[section];
    let rank = order::rank(kind, path);
    let entries = || held.entries.iter().map(|entry| &page.entries[*entry]);
    let before = entries().rfind(|entry| order::rank(kind, &entry.path) < rank);
    let first = entries().next();
    let at = match (before, first) {
        (Some(entry), _) => entry.lines.end,
        (None, Some(first)) if held.path.is_empty() => {
            first.above.first().map_or(first.lead.start, |above| above.start)
        }
        _ => held.head.end,
    };
    let line = with_breaks(page, line);
    let nl = page.line_break();
    let (above, below) = text.split_at(at);
    if !above.is_empty() && !above.ends_with(['\n', '\u{feff}']) {
        return format!("{above}{nl}{line}{below}");
    }
    // A first entry of the record itself is kept apart from the tables below.
    let gap = if first.is_none() && !below.is_empty() && !starts_blank(below) { nl } else { "" };
    format!("{above}{line}{nl}{gap}{below}")
}

/// Puts a new table with its header where it belongs.
pub fn section(kind: Kind, page: &Page<'_>, path: &[Step], block: &str) -> String {
    let rank = order::rank(kind, path);
    // A table inside an item of a list must stand under the header of that item.
    let holder = (1..path.len()).rev().find(|depth| matches!(path[depth - 1], Step::Item(_)));
    let within: Vec<usize> = page.below(&path[..holder.unwrap_or(0)]).collect();
    let before = |section: &&usize| order::rank(kind, &page.sections[**section].path) < rank;
    let after = within.iter().rfind(before).or(within.first()).copied().unwrap_or(0);
    below(page, after, block)
}

/// Puts a block below a section, with a blank line on either side.
pub fn below(page: &Page<'_>, section: usize, block: &str) -> String {
    let at = page.sections.get(section).map_or(page.text.len(), |section| section.next);
    let (above, below) = page.text.split_at(at);
    let nl = page.line_break();
    let mut text = above.to_owned();
    if !above.trim_start_matches('\u{feff}').is_empty() {
        if !above.ends_with('\n') {
            text.push_str(nl);
        }
        let last_line = text.trim_end_matches(['\n', '\r']);
        if text[last_line.len()..].matches('\n').count() < 2 && !last_line.is_empty() {
            text.push_str(nl);
        }
    }
    text.push_str(&with_breaks(page, block));
    if !below.is_empty() && !starts_blank(below) {
        text.push_str(nl);
    }
    text.push_str(below);
    text
}

fn starts_blank(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.trim().is_empty())
}

/// What is written takes the line endings of the file.
fn with_breaks(page: &Page<'_>, written: &str) -> String {
    written.replace('\n', page.line_break())
}

/// The lines of a table: header with its comment, entries, then the tables in it, a blank line
/// before each header but the first.
pub fn table(
    kind: Kind,
    path: &[Step],
    entries: &[(String, Given)],
    comment: Option<&str>,
) -> String {
    let mut block = String::new();
    if let Some(comment) = comment {
        block.push_str(&format!("# {comment}\n"));
    }
    let (below, here): (Vec<_>, Vec<_>) =
        ordered(kind, path, entries).into_iter().partition(|(_, value)| is_section(value));
    if !here.is_empty() || below.is_empty() || matches!(path.last(), Some(Step::Item(_))) {
        block.push_str(&write::header(path));
        block.push('\n');
    } else if comment.is_some() {
        // Without a header there is nothing the comment could stand on.
        block.clear();
    }
    for (name, value) in here {
        block.push_str(&write::entry(&[name], value));
        block.push('\n');
    }
    for (name, value) in below {
        if !block.is_empty() {
            block.push('\n');
        }
        let mut path = path.to_vec();
        path.push(Step::Key(name.to_owned()));
        block.push_str(&sections(kind, &path, value));
    }
    block
}

/// The tables that a value becomes, with the comment of the first.
pub fn sections(kind: Kind, path: &[Step], value: &Given) -> String {
    let comment = order::section_comment(kind, path);
    match value {
        Given::Table(entries) => table(kind, path, entries, comment),
        Given::List(items) => {
            let mut blocks = Vec::with_capacity(items.len());
            for (position, item) in items.iter().enumerate() {
                if let Given::Table(entries) = item {
                    let path = [path, &[Step::Item(position)]].concat();
                    blocks.push(table(kind, &path, entries, comment.filter(|_| position == 0)));
                }
            }
            blocks.join("\n")
        }
        _ => String::new(),
    }
}

/// Whether a value is written under headers of its own.
pub fn is_section(value: &Given) -> bool {
    match value {
        Given::Table(_) => true,
        Given::List(items) => {
            !items.is_empty() && items.iter().all(|item| matches!(item, Given::Table(_)))
        }
        _ => false,
    }
}

/// The keys of a table in the contract's order.
pub fn ordered<'g>(
    kind: Kind,
    path: &[Step],
    entries: &'g [(String, Given)],
) -> Vec<(&'g str, &'g Given)> {
    let mut ordered: Vec<_> = entries.iter().map(|(name, value)| (name.as_str(), value)).collect();
    ordered.sort_by_cached_key(|(name, _)| {
        order::rank(kind, &[path, &[Step::Key((*name).to_owned())]].concat())
    });
    ordered
}

/// Whether the comment lines above a header are the one that kebu writes there.
pub fn is_own_comment(kind: Kind, page: &Page<'_>, section: &Section) -> bool {
    let mut path = section.path.clone();
    if section.is_item {
        path.pop();
    }
    let lead = page.text[section.lead.clone()].trim();
    order::section_comment(kind, &path).is_some_and(|own| lead == format!("# {own}"))
}
