//! The canonical form: keys and tables in the contract's order, one way of writing every value, one
//! blank line before a header. Whatever order a record was written in, it formats to the same
//! bytes; comments go where what they speak of goes. No value changes.

use super::page::{Entry, Page, Section};
use super::scan::{self, Member};
use super::step::{self, Step};
use super::{Given, expected, order, place, tree, write};
use crate::archive::fields::{self, Form};
use crate::diag::edit::EditFault;
use crate::domain::record::Kind;
use std::ops::Range;

/// The record's text in the canonical form. It is stable: formatting it again changes nothing.
///
/// Comment lines above a key or header stay above it, comments on its line stay on it. The block at
/// the top, and one at the end after a blank line, stay there; comments at the end of a table stay
/// at its end. `#:schema` is put right, or added. Dotted keys and inline tables become tables.
///
/// # Errors
/// A text that does not parse is not formatted.
pub fn format(kind: Kind, path: &str, text: &str) -> Result<String, EditFault> {
    let before = tree(text).map_err(EditFault::Unreadable)?;
    let mistaken = || EditFault::Misformatted;
    let form = Canonical::read(kind, text, &before).ok_or_else(mistaken)?;
    let formatted = form.print(kind, path);
    match tree(&formatted) {
        Ok(after) if expected::same(&before, &after) => Ok(formatted),
        _ => Err(mistaken()),
    }
}

/// A record taken apart, to be put together in order.
struct Canonical {
    /// Comment lines at the top and at the end.
    opening: Vec<String>,
    closing: Vec<String>,
    blocks: Vec<Block>,
}

/// A header and its lines; the first block has no header.
struct Block {
    path: Vec<Step>,
    above: Vec<String>,
    comment: Option<String>,
    lines: Vec<Line>,
    tail: Vec<String>,
}

struct Line {
    path: Vec<Step>,
    above: Vec<String>,
    value: String,
    comment: Option<String>,
}

impl Canonical {
    fn read(kind: Kind, text: &str, root: &Given) -> Option<Self> {
        let page = Page::read(kind, text)?;
        let opening = page.sections.first().map(|record| paragraphs(text, &record.head));
        let mut form =
            Self { opening: opening.unwrap_or_default(), closing: Vec::new(), blocks: Vec::new() };
        for (at, section) in page.sections.iter().enumerate() {
            let is_last = at + 1 == page.sections.len();
            let block = form.block(&section.path);
            if at > 0 {
                block.above.extend(comments(text, &section.lead));
                block.comment = section.comment.clone().map(|span| text[span].to_owned());
            }
            let stays = |tail: &&Range<usize>| !is_last || tail.start < section.end;
            let (tail, closing): (Vec<_>, Vec<_>) = section.tail.iter().partition(stays);
            block.tail.extend(tail.into_iter().flat_map(|tail| comments(text, tail)));
            for span in closing {
                if !form.closing.is_empty() {
                    form.closing.push(String::new());
                }
                form.closing.extend(paragraphs(text, span));
            }
            form.entries(kind, &page, section, root)?;
        }
        form.sort(kind);
        Some(form)
    }

    /// The block of a path, made when there is none.
    fn block(&mut self, path: &[Step]) -> &mut Block {
        let found = self.blocks.iter().position(|block| block.path == path);
        let at = found.unwrap_or_else(|| {
            let (above, lines, tail) = (Vec::new(), Vec::new(), Vec::new());
            self.blocks.push(Block { path: path.to_vec(), above, comment: None, lines, tail });
            self.blocks.len() - 1
        });
        &mut self.blocks[at]
    }

    fn entries(
        &mut self,
        kind: Kind,
        page: &Page<'_>,
        section: &Section,
        root: &Given,
    ) -> Option<()> {
        for entry in section.entries.iter().map(|entry| &page.entries[*entry]) {
            let value = step::at(root, &entry.path)?;
            let written = &page.text[entry.value.clone()];
            let mut above = above(page.text, entry);
            let comment = entry.comment.clone().map(|span| page.text[span].to_owned());
            if becomes_section(kind, &entry.path, value) {
                above.extend(scan::comments_within(written).into_iter().map(str::to_owned));
                self.expand(kind, &entry.path, value, above, comment);
                continue;
            }
            let keys = step::names(&entry.path[entry.path.len() - 1..]);
            let value = laid(&write::key(&keys), value, written);
            let holder = self.block(&entry.path[..entry.path.len() - 1]);
            holder.lines.push(Line { path: entry.path.clone(), above, value, comment });
        }
        Some(())
    }

    /// An inline table, or a list of them, under headers of its own.
    fn expand(
        &mut self,
        kind: Kind,
        path: &[Step],
        value: &Given,
        above: Vec<String>,
        comment: Option<String>,
    ) {
        match value {
            Given::Table(entries) => {
                let block = self.block(path);
                block.above.extend(above);
                block.comment = block.comment.take().or(comment);
                for (name, value) in entries {
                    let path = [path, &[Step::Key(name.clone())]].concat();
                    if becomes_section(kind, &path, value) {
                        self.expand(kind, &path, value, Vec::new(), None);
                        continue;
                    }
                    let value = write::value(&write::key(&[name]), value);
                    let line = Line { path, above: Vec::new(), value, comment: None };
                    let holder = self.block(&line.path[..line.path.len() - 1]);
                    holder.lines.push(line);
                }
            }
            Given::List(items) => {
                let mut first = Some((above, comment));
                for (position, item) in items.iter().enumerate() {
                    let (above, comment) = first.take().unwrap_or_default();
                    let path = [path, &[Step::Item(position)]].concat();
                    self.expand(kind, &path, item, above, comment);
                }
            }
            _ => {}
        }
    }

    fn sort(&mut self, kind: Kind) {
        // A header that says nothing is left out where tables below it imply it.
        let paths: Vec<Vec<Step>> = self.blocks.iter().map(|block| block.path.clone()).collect();
        self.blocks.retain(|block| {
            let is_item = matches!(block.path.last(), Some(Step::Item(_)));
            let is_bare = block.lines.is_empty() && block.above.is_empty();
            let is_bare = is_bare && block.comment.is_none() && block.tail.is_empty();
            let is_implied =
                |path: &Vec<Step>| path.len() > block.path.len() && path.starts_with(&block.path);
            block.path.is_empty() || is_item || !is_bare || !paths.iter().any(is_implied)
        });
        self.blocks.sort_by_cached_key(|block| order::rank(kind, &block.path));
        for block in &mut self.blocks {
            block.lines.sort_by_cached_key(|line| order::rank(kind, &line.path));
        }
    }

    fn print(&self, kind: Kind, path: &str) -> String {
        let mut text = format!("{}\n", order::schema_line(kind, path));
        let opening = self.opening.iter().filter(|line| !line.starts_with("#:schema"));
        let opening = opening.skip_while(|line| line.is_empty());
        opening.clone().for_each(|line| push_line(&mut text, line));
        let of_record = format!("# {}", order::record_comment(kind));
        // A comment on the file is kept apart from the first key.
        let mut is_apart = opening.last().is_some_and(|line| !line.starts_with(&of_record));
        for block in &self.blocks {
            let is_record = block.path.is_empty();
            if is_record && block.lines.is_empty() && block.tail.is_empty() {
                continue;
            }
            if !is_record || is_apart {
                text.push('\n');
            }
            is_apart = true;
            block.above.iter().for_each(|line| push_line(&mut text, line));
            if !is_record {
                push_line(&mut text, &beside(write::header(&block.path), &block.comment));
            }
            for line in &block.lines {
                line.above.iter().for_each(|comment| push_line(&mut text, comment));
                let name = write::key(&step::names(&line.path[block.path.len()..]));
                push_line(&mut text, &beside(format!("{name} = {}", line.value), &line.comment));
            }
            block.tail.iter().for_each(|line| push_line(&mut text, line));
        }
        if !self.closing.is_empty() {
            text.push('\n');
            self.closing.iter().for_each(|line| push_line(&mut text, line));
        }
        text
    }
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn beside(line: String, comment: &Option<String>) -> String {
    match comment {
        Some(comment) => format!("{line} {comment}"),
        None => line,
    }
}

/// The comment lines of a range, without their indent.
fn comments(text: &str, range: &Range<usize>) -> Vec<String> {
    let lines = text[range.clone()].lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The same with one blank line where there were some between them: a file that is all comments,
/// as a new `policy.toml` is, has nothing else to part them.
fn paragraphs(text: &str, range: &Range<usize>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text[range.clone()].lines().map(str::trim) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line.to_owned());
        }
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn above(text: &str, entry: &Entry) -> Vec<String> {
    let ranges = entry.above.iter().chain([&entry.lead]);
    ranges.flat_map(|range| comments(text, range)).collect()
}

/// Whether the contract gives this value headers of its own; what it does not name stays as it was
/// written.
fn becomes_section(kind: Kind, path: &[Step], value: &Given) -> bool {
    let form = fields::field(kind, &step::names(path).join(".")).map(|field| field.form);
    match form {
        Some(Form::Table | Form::Tables | Form::Map) => place::is_section(value),
        _ => false,
    }
}

/// A value after `key = `. A list keeps the comments between its items, and then its lines.
fn laid(name: &str, value: &Given, written: &str) -> String {
    let Given::List(items) = value else { return write::value(name, value) };
    let members = scan::members(written);
    if scan::comments_within(written).is_empty() {
        return write::value(name, value);
    }
    let mut lines: Vec<String> = Vec::new();
    let mut items = items.iter();
    for member in members {
        match member {
            Member::Item(span) => {
                let inner = scan::comments_within(&written[span]);
                lines.extend(inner.into_iter().map(|comment| format!("    {comment}")));
                lines.extend(items.next().map(|item| format!("    {},", write::inline(item))));
            }
            Member::Comment { span, is_beside } => match lines.last_mut().filter(|_| is_beside) {
                Some(line) => line.push_str(&format!(" {}", &written[span])),
                None => lines.push(format!("    {}", &written[span])),
            },
        }
    }
    format!("[\n{}\n]", lines.join("\n"))
}
