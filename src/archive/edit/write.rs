//! Values, keys and headers in the one form that kebu writes: basic strings, `"""` where a text has
//! line breaks, money in groups of three digits, lists on one line as long as they fit.

use super::Given;
use super::scan::is_bare;
use super::step::{self, Step};

/// Lists longer than this are written one item a line. Han characters count twice.
const LINE_COLUMNS: usize = 100;

/// `key = value` without a line break at the end.
pub fn entry(keys: &[&str], written: &Given) -> String {
    let name = key(keys);
    format!("{name} = {}", value(&name, written))
}

/// The key of spot checks that is a number to be repeated, not a quantity.
const SEED: &str = "seed";

/// A value after `key = `.
pub fn value(name: &str, value: &Given) -> String {
    let line = inline(value);
    let indent = name.len() + " = ".len();
    match value {
        Given::Integer(seed) if name == SEED => seed.to_string(),
        Given::Text(text) if text.contains('\n') => long_text(text),
        Given::List(items) if indent + columns(&line) > LINE_COLUMNS && items.len() > 1 => {
            let items = items.iter().map(|item| format!("    {},\n", inline(item)));
            format!("[\n{}]", items.collect::<String>())
        }
        _ => line,
    }
}

/// A dotted key.
pub fn key(keys: &[&str]) -> String {
    keys.iter().map(|name| one_key(name)).collect::<Vec<_>>().join(".")
}

fn one_key(name: &str) -> String {
    match !name.is_empty() && name.bytes().all(is_bare) {
        true => name.to_owned(),
        false => text(name),
    }
}

/// `[facts.credit]`, `[[needs]]`.
pub fn header(path: &[Step]) -> String {
    let name = key(&step::names(path));
    if matches!(path.last(), Some(Step::Item(_))) {
        format!("[[{name}]]")
    } else {
        format!("[{name}]")
    }
}

/// A value on one line.
pub fn inline(value: &Given) -> String {
    match value {
        Given::Text(content) => text(content),
        Given::Integer(number) => integer(*number),
        Given::Number(written) | Given::Date(written) | Given::Moment(written) => written.clone(),
        Given::Boolean(value) => value.to_string(),
        Given::List(items) => {
            format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", "))
        }
        Given::Table(entries) if entries.is_empty() => "{}".to_owned(),
        Given::Table(entries) => {
            let entry =
                |(name, value): &(String, Given)| format!("{} = {}", one_key(name), inline(value));
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// From five digits on in groups of three: money is easier to read, years stay years.
fn integer(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    if digits.len() < 5 {
        return number.to_string();
    }
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    if number < 0 { format!("-{grouped}") } else { grouped }
}

fn text(content: &str) -> String {
    let mut written = String::from("\"");
    for character in content.chars() {
        match character {
            '"' => written.push_str("\\\""),
            '\n' => written.push_str("\\n"),
            other => escaped(other, &mut written),
        }
    }
    written.push('"');
    written
}

/// A text with line breaks, as it reads. The first line break is not part of it.
fn long_text(content: &str) -> String {
    let mut written = String::from("\"\"\"\n");
    let mut quotes = 0;
    for character in content.chars() {
        quotes = if character == '"' { quotes + 1 } else { 0 };
        match character {
            // Three in a row would end the text.
            '"' if quotes == 3 => {
                written.push_str("\\\"");
                quotes = 0;
            }
            '"' | '\n' => written.push(character),
            other => escaped(other, &mut written),
        }
    }
    // A quotation mark at the very end would be one of the closing ones.
    if written.ends_with('"') && content.ends_with('"') && quotes > 0 {
        written.pop();
        written.push_str("\\\"");
    }
    written.push_str("\"\"\"");
    written
}

fn escaped(character: char, into: &mut String) {
    match character {
        '\\' => into.push_str("\\\\"),
        '\t' => into.push_str("\\t"),
        '\r' => into.push_str("\\r"),
        control if control.is_control() => {
            into.push_str(&format!("\\u{:04X}", u32::from(control)));
        }
        plain => into.push(plain),
    }
}

/// The columns of a line in a terminal or editor: all that is not ASCII counts as wide.
fn columns(line: &str) -> usize {
    line.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}
