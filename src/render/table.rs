//! Tables for a terminal: aligned under double-width text, fitted to its width.

use super::Look;
use super::cell;
use crate::report::sheet::{Cell, Sheet};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ContentArrangement, Table};

/// Every sheet with its title above and its notes below.
pub fn render(sheets: &[Sheet], look: &Look) -> String {
    let mut text = String::new();
    for (index, sheet) in sheets.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(&look.lang.phrase(&sheet.title));
        text.push('\n');
        if !sheet.columns.is_empty() {
            text.push_str(&table(sheet, look));
            text.push('\n');
        }
        for note in &sheet.notes {
            text.push_str(&look.lang.phrase(note));
            text.push('\n');
        }
    }
    text
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
    for row in &sheet.rows {
        table.add_row(row.iter().map(|cell| {
            let shown = comfy_table::Cell::new(cell::text(cell, look.lang));
            let right = cell.is_number() || matches!(cell, Cell::NotApplicable);
            if right { shown.set_alignment(CellAlignment::Right) } else { shown }
        }));
    }
    table.trim_fmt()
}
