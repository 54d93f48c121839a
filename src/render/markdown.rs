//! Markdown tables, with the cells' own Markdown escaped.

use super::cell;
use crate::report::sheet::Sheet;
use crate::text::{Lang, shown};

/// A heading, a table, the notes; for every sheet.
pub fn render(sheets: &[Sheet], lang: Lang) -> String {
    sheets.iter().map(|sheet| one(sheet, lang)).collect::<Vec<_>>().join("\n")
}

fn one(sheet: &Sheet, lang: Lang) -> String {
    let mut text = format!("## {}\n\n", escape(&shown(&lang.phrase(&sheet.title))));
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    if sheet.has_table() {
        text.push_str(&line(sheet.columns.iter().map(|c| escape(lang.word(*c))).collect()));
        let rule = (0..sheet.columns.len()).map(|at| {
            let numeric = sheet.rows.iter().any(|row| row.get(at).is_some_and(|c| c.is_number()));
            if numeric { "---:".to_owned() } else { "---".to_owned() }
        });
        text.push_str(&line(rule.collect()));
        for row in &sheet.rows {
            text.push_str(&line(row.iter().map(|c| escape(&cell::text(c, lang))).collect()));
        }
    }
    for note in &sheet.notes {
        text.push_str(&format!("\n{}\n", escape(&shown(&lang.phrase(note)))));
    }
    text
}

/// Escapes what Markdown (and HTML inside it) would take for its own.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' | '\r' => escaped.push(' '),
            plain => escaped.push(plain),
        }
    }
    escaped
}
