//! A cell as text for people, in a language.

use crate::report::sheet::Cell;
use crate::text::{Lang, colon, shown};

/// Yuan to 万元 with two decimals, half away from zero: `128_000_000` is `12800.00`.
pub fn wan(yuan: i64) -> String {
    let fen = (yuan.unsigned_abs() + 50) / 100;
    let sign = if yuan < 0 && fen > 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}

/// The text of a cell in tables and Markdown.
pub fn text(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Code(text) | Cell::Named { name: text, .. } => shown(text),
        Cell::Integer(number) => number.to_string(),
        Cell::Change(0) => "0".to_owned(),
        Cell::Change(by) => format!("{by:+}"),
        Cell::Score(tenths) => tenths.to_string(),
        Cell::Percent(tenths) => format!("{tenths}%"),
        Cell::Money(yuan) => wan(*yuan),
        Cell::Date(date) => date.to_string(),
        Cell::Time(time) => time.format("%Y-%m-%d %H:%M").to_string(),
        Cell::Deadline(time) => crate::text::deadline(*time),
        Cell::Word { labels, .. } => lang.pick(*labels).to_owned(),
        Cell::NotApplicable => not_applicable(lang).to_owned(),
        Cell::Phrase(phrase) => shown(&lang.phrase(phrase)),
        Cell::List(cells) => join(cells, lang, separator(lang)),
        Cell::Key { labels, .. } => join(labels, lang, " · "),
        Cell::Labelled { label, value, .. } => {
            format!("{}{}{}", text(label, lang), colon(lang), text(value, lang))
        }
    }
}

/// What stands between the items of a list.
pub fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

/// "Not applicable" is a value of its own.
pub fn not_applicable(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "不适用",
        Lang::En => "n/a",
    }
}

fn join(cells: &[Cell], lang: Lang, separator: &str) -> String {
    cells.iter().map(|cell| text(cell, lang)).collect::<Vec<_>>().join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_shown_in_wan() {
        for (yuan, shown) in [
            (0, "0.00"),
            (128_000_000, "12800.00"),
            (12_345, "1.23"),
            (12_350, "1.24"),
            (-12_350, "-1.24"),
            (49, "0.00"),
            (-49, "0.00"),
        ] {
            assert_eq!(wan(yuan), shown);
        }
    }
}
