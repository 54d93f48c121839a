//! Tables for a terminal: aligned under double-width text, fitted to its width.

use super::Look;
use super::cell;
use crate::report::sheet::{Cell, Sheet};
use crate::text::shown;
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
            text.push_str(&table(sheet, look));
            text.push('\n');
        }
        for note in &sheet.notes {
            text.push_str(&shown(&look.lang.phrase(note)));
            text.push('\n');
        }
    }
    text
}

/// A column of ids, dates, numbers or short words is not narrowed below its own width, as long as
/// that leaves something for the others.
fn keep_whole(table: &mut Table, sheet: &Sheet, look: &Look, width: u16) {
    const SHORT: usize = 16;
    /// What every other column should be left with, padding included.
    const OTHERS: usize = 10;
    let width_of = |at: usize| {
        let heading = look.lang.word(sheet.columns[at]);
        let cells = sheet.rows.iter().filter_map(|row| row.get(at));
        let texts = cells.map(|cell| cell::text(cell, look.lang));
        texts.chain([heading.to_owned()]).map(|text| columns_of(&text)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..sheet.columns.len()).map(width_of).collect();
    let mut left = usize::from(width);
    for width in &widths {
        let wanted = if *width <= SHORT { width + 2 } else { OTHERS };
        match left.checked_sub(wanted) {
            Some(rest) => left = rest,
            None => return,
        }
    }
    for (at, width) in widths.into_iter().enumerate().filter(|(_, width)| *width <= SHORT) {
        if let Some(column) = table.column_mut(at) {
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width as u16 + 2)));
        }
    }
}

/// The columns that a text takes on a terminal.
fn columns_of(text: &str) -> usize {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}

fn table(sheet: &Sheet, look: &Look) -> String {
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
    if let Some(width) = look.width {
        keep_whole(&mut table, sheet, look, width);
    }
    table.trim_fmt()
}
