//! Tables for a terminal: aligned under double-width text, fitted to its width.

use super::Look;
use super::cell;
use crate::report::sheet::{Cell, Sheet};
use crate::text::{colon, shown};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, Width};
use rayon::prelude::*;

/// Every sheet with its title above and its notes below.
pub fn render(sheets: &[Sheet], look: &Look) -> String {
    let mut text = String::new();
    for (index, sheet) in sheets.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(&shown(&look.lang.phrase(&sheet.title)));
        text.push('\n');
        if sheet.has_table() {
            text.push_str(&fitted(sheet, look));
            text.push('\n');
        }
        for note in &sheet.notes {
            text.push_str(&shown(&look.lang.phrase(note)));
            text.push('\n');
        }
    }
    text
}

/// What every column of longer texts should be left with, padding included.
const OTHERS: usize = 10;

/// A column of ids, dates, numbers or short words is not narrowed below its own width: the widths
/// of such columns, as long as they leave something for the others.
fn whole_columns(sheet: &Sheet, look: &Look, width: u16) -> Option<Vec<Option<usize>>> {
    const SHORT: usize = 16;
    let width_of = |at: usize| {
        let heading = look.lang.word(sheet.columns[at]);
        let cells = sheet.rows.iter().filter_map(|row| row.get(at));
        let texts = cells.map(|cell| cell::text(cell, look.lang));
        texts.chain([heading.to_owned()]).map(|text| columns_of(&text)).max().unwrap_or(0)
    };
    let widths = (0..sheet.columns.len()).map(width_of);
    let whole: Vec<Option<usize>> =
        widths.map(|width| (width <= SHORT).then_some(width + 2)).collect();
    let wanted: usize = whole.iter().map(|width| width.unwrap_or(OTHERS)).sum();
    (wanted <= usize::from(width)).then_some(whole)
}

/// Where the columns do not fit: each row as a paragraph, its first two values on a line of their
/// own, each value behind its heading. No id or date is broken and nothing is left out.
fn paragraphs(sheet: &Sheet, look: &Look, width: u16) -> String {
    let width = usize::from(width);
    let rule = "\u{2500}".repeat(width);
    let mut text = rule.clone();
    for row in &sheet.rows {
        let cells = sheet.columns.iter().zip(row).enumerate();
        let filled = cells.filter(|(_, (_, cell))| !matches!(cell, Cell::Empty));
        let items = filled.map(|(at, (label, cell))| {
            let (label, colon) = (look.lang.word(*label), colon(look.lang));
            let item = format!("{label}{colon}{}", cell::text(cell, look.lang));
            (at, item.replace('\n', " "))
        });
        let mut used = usize::MAX;
        for (at, item) in items {
            let wanted = columns_of(&item);
            if at != 2 && used.saturating_add(2 + wanted) <= width {
                text.push_str("  ");
                used += 2 + wanted;
            } else {
                let indent = if used == usize::MAX { "" } else { "  " };
                text.push('\n');
                text.push_str(indent);
                used = indent.len() + wanted;
            }
            text.push_str(&item);
        }
    }
    format!("{text}\n{rule}")
}

/// The columns that a text takes on a terminal.
fn columns_of(text: &str) -> usize {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}

fn fitted(sheet: &Sheet, look: &Look) -> String {
    let Some(width) = look.width else { return table(sheet, look, &[]) };
    match whole_columns(sheet, look, width) {
        Some(whole) => table(sheet, look, &whole),
        None => paragraphs(sheet, look, width),
    }
}

/// `whole`: the columns that keep a width of their own.
fn table(sheet: &Sheet, look: &Look, whole: &[Option<usize>]) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    // The rule between rows only makes sense where cells wrap; tables of ours are read by row.
    let mut style = table.style();
    style = style.row_separator(comfy_table::LineStyle::none());
    table.load_style(style);
    match look.width {
        Some(width) => {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        None => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    table.set_header(sheet.columns.iter().map(|label| look.lang.word(*label)));
    let cell = |cell: &Cell| {
        let shown = comfy_table::Cell::new(cell::text(cell, look.lang));
        let right = cell.is_number() || matches!(cell, Cell::NotApplicable);
        if right { shown.set_alignment(CellAlignment::Right) } else { shown }
    };
    let row = |row: &Vec<Cell>| Row::from(row.iter().map(cell));
    table.add_rows(sheet.rows.par_iter().map(row).collect::<Vec<_>>());
    for (at, width) in whole.iter().enumerate() {
        if let (Some(column), Some(width)) = (table.column_mut(at), width) {
            let width = u16::try_from(*width).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
    }
    table.trim_fmt()
}
