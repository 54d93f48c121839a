//! A record's text as sections and entries, each with its whole path and its place.

use super::order;
use super::scan::{self, Piece, What};
use super::step::Step;
use crate::domain::record::Kind;
use std::collections::BTreeMap;
use std::ops::Range;

pub struct Page<'t> {
    pub text: &'t str,
    pub entries: Vec<Entry>,
    /// The first is the record itself, which has no header.
    pub sections: Vec<Section>,
}

/// `key = value`
#[derive(Debug, Clone)]
pub struct Entry {
    pub path: Vec<Step>,
    pub section: usize,
    /// Comment lines further up, with a blank line between.
    pub above: Vec<Range<usize>>,
    /// Its comment lines right above, its lines, the value, the comment after it.
    pub lead: Range<usize>,
    pub lines: Range<usize>,
    pub value: Range<usize>,
    pub comment: Option<Range<usize>>,
}

/// A header and what stands under it.
#[derive(Debug, Clone)]
pub struct Section {
    pub path: Vec<Step>,
    pub is_item: bool,
    /// The comment lines right above the header.
    pub lead: Range<usize>,
    /// The header's line; of the record itself, the comments and blank lines at its beginning.
    pub head: Range<usize>,
    /// After the header, on its line.
    pub comment: Option<Range<usize>>,
    pub entries: Vec<usize>,
    /// Comment lines after the last entry that belong to nothing below.
    pub tail: Vec<Range<usize>>,
    /// Where what belongs to it ends, without the blank lines before the next.
    pub end: usize,
    /// Where the next section's comments begin; the comment at the end of the file, for the last.
    pub next: usize,
}

impl Section {
    /// Where it begins, with the comment lines above.
    pub fn start(&self) -> usize {
        self.lead.start
    }
}

impl<'t> Page<'t> {
    /// Reads a text that parses.
    pub fn read(kind: Kind, text: &'t str) -> Option<Self> {
        let pieces = scan::pieces(text)?;
        let opening = opening(kind, text, &pieces);
        let begin = pieces.first().map_or(text.len(), |piece| piece.lines.start);
        let opened = opening.checked_sub(1).map_or(begin, |last| pieces[last].lines.end);
        let mut page = Self { text, entries: Vec::new(), sections: Vec::new() };
        page.open(Vec::new(), false, begin..begin, begin..opened, None);
        let mut arrays: BTreeMap<Vec<Step>, usize> = BTreeMap::new();
        // Comment lines that no blank line or statement has followed yet, and those before them.
        let mut lead: Option<Range<usize>> = None;
        for piece in &pieces[opening..] {
            let start = piece.lines.start;
            match &piece.what {
                What::Blank => page.leave(lead.take()),
                What::Comment => {
                    let from = lead.map_or(start, |lead| lead.start);
                    lead = Some(from..piece.lines.end);
                }
                What::Header { keys, is_item, comment } => {
                    let path = resolved(keys, *is_item, &mut arrays);
                    let lead = lead.take().unwrap_or(start..start);
                    page.open(path, *is_item, lead, piece.lines.clone(), comment.clone());
                }
                What::Entry { keys, value, comment } => {
                    let lead = lead.take().unwrap_or(start..start);
                    page.add(keys, &piece.lines, lead, value.clone(), comment.clone());
                }
            }
        }
        page.leave(lead);
        page.close();
        Some(page)
    }

    fn open(
        &mut self,
        path: Vec<Step>,
        is_item: bool,
        lead: Range<usize>,
        head: Range<usize>,
        comment: Option<Range<usize>>,
    ) {
        let (end, next) = (head.end, head.end);
        let (entries, tail) = (Vec::new(), Vec::new());
        self.sections.push(Section {
            path,
            is_item,
            lead,
            head,
            comment,
            entries,
            tail,
            end,
            next,
        });
    }

    /// Comment lines with a blank line after them are left to the section, for now.
    fn leave(&mut self, lead: Option<Range<usize>>) {
        if let (Some(lead), Some(section)) = (lead, self.sections.last_mut()) {
            section.tail.push(lead);
        }
    }

    fn add(
        &mut self,
        keys: &[String],
        lines: &Range<usize>,
        lead: Range<usize>,
        value: Range<usize>,
        comment: Option<Range<usize>>,
    ) {
        let section = self.sections.len() - 1;
        let Some(open) = self.sections.last_mut() else { return };
        let mut path = open.path.clone();
        path.extend(keys.iter().cloned().map(Step::Key));
        open.entries.push(self.entries.len());
        // What was left to the section stands above this entry.
        let above = std::mem::take(&mut open.tail);
        let lines = lines.clone();
        self.entries.push(Entry { path, section, above, lead, lines, value, comment });
    }

    /// Says where each section ends.
    fn close(&mut self) {
        let count = self.sections.len();
        for at in 0..count {
            let after = self.sections.get(at + 1).map(Section::start);
            let section = &mut self.sections[at];
            let last_entry = section.entries.last().map(|last| self.entries[*last].lines.end);
            let statements = last_entry.unwrap_or(section.head.end);
            let is_attached = |tail: &&Range<usize>| tail.start == statements;
            match after {
                Some(next) => {
                    section.next = next;
                    section.end = section.tail.last().map_or(statements, |tail| tail.end);
                }
                // A comment after a blank line at the very end speaks of the whole file.
                None => {
                    section.end = section
                        .tail
                        .first()
                        .filter(is_attached)
                        .map_or(statements, |tail| tail.end);
                    let closing = section.tail.iter().find(|tail| tail.start >= section.end);
                    section.next = closing.map_or(self.text.len(), |tail| tail.start);
                }
            }
        }
    }

    /// The section whose header names a path.
    pub fn section(&self, path: &[Step]) -> Option<usize> {
        self.sections.iter().position(|section| section.path == path)
    }

    /// The sections at and below a path, in the order of the file.
    pub fn below(&self, path: &[Step]) -> impl Iterator<Item = usize> {
        let is_below = move |(_, section): &(usize, &Section)| section.path.starts_with(path);
        self.sections.iter().enumerate().filter(is_below).map(|(at, _)| at)
    }

    /// The entry that is a path, or holds it inside its value.
    pub fn entry(&self, path: &[Step]) -> Option<&Entry> {
        self.entries.iter().find(|entry| path.starts_with(&entry.path))
    }

    /// How lines end in this text: as the first one does.
    pub fn line_break(&self) -> &'static str {
        match self.text.find('\n') {
            Some(at) if self.text[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }
}

/// How many pieces open the file: `#:schema`, the comment on the record below it, and comments
/// with a blank line below, which speak of the file.
fn opening(kind: Kind, text: &str, pieces: &[Piece]) -> usize {
    let is_statement =
        |piece: &Piece| matches!(piece.what, What::Header { .. } | What::Entry { .. });
    let first = pieces.iter().position(is_statement).unwrap_or(pieces.len());
    let is_comment = |at: &usize| matches!(pieces[*at].what, What::Comment);
    let is_apart = |at: usize| at + 1 == pieces.len() || matches!(pieces[at + 1].what, What::Blank);
    let apart = (0..first).rev().find(|at| is_comment(at) && is_apart(*at));
    let of_record = format!("# {}", order::record_comment(kind));
    let opens = |at: &usize| {
        let line = text[pieces[*at].lines.clone()].trim_start();
        line.starts_with("#:schema") || line.starts_with(&of_record)
    };
    // Above a header, the same words may speak of its table.
    let block = pieces.iter().take_while(|piece| matches!(piece.what, What::Comment)).count();
    let is_entry = matches!(pieces.get(first).map(|piece| &piece.what), Some(What::Entry { .. }));
    let named = (0..if is_entry { first } else { block }).rev();
    let named = named.into_iter().find(|at| is_comment(at) && opens(at));
    apart.max(named).map_or(0, |last| last + 1)
}

/// A header's path with the positions of the lists it leads through.
fn resolved(keys: &[String], is_item: bool, arrays: &mut BTreeMap<Vec<Step>, usize>) -> Vec<Step> {
    let mut path: Vec<Step> = Vec::with_capacity(keys.len() + 1);
    for (at, key) in keys.iter().enumerate() {
        path.push(Step::Key(key.clone()));
        if at + 1 < keys.len() {
            if let Some(count) = arrays.get(&path) {
                path.push(Step::Item(count - 1));
            }
        } else if is_item {
            let count = arrays.entry(path.clone()).or_insert(0);
            *count += 1;
            path.push(Step::Item(*count - 1));
        }
    }
    path
}
