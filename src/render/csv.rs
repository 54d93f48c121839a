//! CSV: one record a row, titles and notes left out. Cells that a spreadsheet would run are
//! neutralised with a leading `'` unless the exact text is asked for.

use super::cell;
use crate::report::sheet::{Cell, Sheet};
use crate::text::{Lang, colon};

/// Whether cells are made safe for spreadsheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    Guarded,
    Exact,
}

/// The sheets' rows under their headings; an empty line between sheets.
pub fn render(sheets: &[Sheet], lang: Lang, cells: Cells) -> String {
    let parts: Vec<String> = sheets.iter().map(|sheet| one(sheet, lang, cells)).collect();
    parts.join("\n")
}

fn one(sheet: &Sheet, lang: Lang, cells: Cells) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let header = sheet.columns.iter().map(|label| lang.word(*label).to_owned());
    // Writing to memory cannot fail.
    let _ = writer.write_record(header);
    for row in &sheet.rows {
        let _ = writer.write_record(row.iter().map(|cell| value(cell, lang, cells)));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn value(cell: &Cell, lang: Lang, cells: Cells) -> String {
    match (text_of(cell, lang), cells) {
        (Some(text), Cells::Guarded) => guard(&text),
        (Some(text), Cells::Exact) => text,
        (None, _) => match cell {
            // Plain numbers: a spreadsheet reckons with them.
            Cell::Money(yuan) => yuan.to_string(),
            Cell::Percent(tenths) => tenths.to_string(),
            Cell::Change(by) => by.to_string(),
            other => cell::text(other, lang),
        },
    }
}

/// The text of a cell that may hold somebody's own words, exactly as it was written; a list may
/// begin with any of its items.
fn text_of(cell: &Cell, lang: Lang) -> Option<String> {
    match cell {
        Cell::Text(text) | Cell::Code(text) | Cell::Named { name: text, .. } => Some(text.clone()),
        Cell::Phrase(phrase) => Some(lang.phrase(phrase)),
        Cell::Labelled { label, value: inner, .. } => {
            let inner = value(inner, lang, Cells::Exact);
            Some(format!("{}{}{inner}", cell::text(label, lang), colon(lang)))
        }
        Cell::List(cells) => {
            let items = cells.iter().map(|cell| value(cell, lang, Cells::Exact));
            Some(items.collect::<Vec<_>>().join(cell::separator(lang)))
        }
        _ => None,
    }
}

/// A text that begins like a formula gets a `'` in front; so does one that begins with `'`, so
/// that taking one off gives the text back.
pub fn guard(text: &str) -> String {
    let risky = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\'' | '＝' | '＋' | '－' | '＠')
    };
    if text.starts_with(risky) { format!("'{text}") } else { text.to_owned() }
}
