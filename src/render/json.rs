//! Sheets as JSON where no contract gives a form of its own: `{"columns": […], "rows": [{…}]}`,
//! values by the columns' keys, words by their keys, dates as ISO text, money in yuan.

use crate::domain::keyword::Keyword;
use crate::report::phrase::Phrase;
use crate::report::sheet::{Cell, Sheet};
use crate::text::Lang;
use serde_json::{Map, Value, json};

/// One sheet is an object; several are a list of them.
pub fn render(sheets: &[Sheet]) -> String {
    let all: Vec<Value> = sheets.iter().map(sheet).collect();
    let value = match <[Value; 1]>::try_from(all) {
        Ok([only]) => only,
        Err(several) => Value::Array(several),
    };
    format!("{value}\n")
}

fn sheet(sheet: &Sheet) -> Value {
    let columns: Vec<&str> = sheet.columns.iter().map(|label| label.key()).collect();
    let rows: Vec<Value> = sheet
        .rows
        .iter()
        .map(|row| {
            let pairs = columns.iter().zip(row).map(|(key, cell)| ((*key).to_owned(), value(cell)));
            Value::Object(pairs.collect::<Map<_, _>>())
        })
        .collect();
    json!({ "columns": columns, "rows": rows })
}

/// A cell's value; words said in sentences are given in English, which is the machine's side.
pub fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty | Cell::NotApplicable => Value::Null,
        Cell::Text(text)
        | Cell::Code(text)
        | Cell::Key { path: text, .. }
        | Cell::Named { id: text, .. } => text.as_str().into(),
        Cell::Integer(number) | Cell::Change(number) | Cell::Money(number) => (*number).into(),
        Cell::Score(tenths) | Cell::Percent(tenths) => tenths.as_f64().into(),
        Cell::Date(date) => date.to_string().into(),
        Cell::Time(time) | Cell::Deadline(time) => {
            time.format("%Y-%m-%dT%H:%M:%S").to_string().into()
        }
        Cell::Word { key, .. } => (*key).into(),
        Cell::Phrase(Phrase::Yes) => true.into(),
        Cell::Phrase(Phrase::No) => false.into(),
        Cell::Phrase(phrase) => Lang::En.phrase(phrase).into(),
        Cell::Labelled { key, value: inner, .. } => json!({ key: value(inner) }),
        Cell::List(cells) => cells.iter().map(value).collect(),
    }
}
