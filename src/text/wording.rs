//! What a finding says, and how values from records are quoted in it.

use crate::archive::text_scan::is_hidden_or_control;
use crate::domain::personal_data;
use std::ops::Range;

/// The words of one finding, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Which thing, and what is the case: one clause, no final stop.
    pub message: String,
    /// Under the carets.
    pub label: Option<String>,
    /// Beside the related places.
    pub related: Option<String>,
    /// At most two. Each begins with a verb.
    pub helps: Vec<String>,
}

impl Wording {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), label: None, related: None, helps: Vec::new() }
    }

    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    pub(super) fn related(mut self, related: impl Into<String>) -> Self {
        self.related = Some(related.into());
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.helps.push(help.into());
        self
    }

    pub(super) fn maybe_help(self, help: Option<String>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }
}

/// The longest value that a message repeats, in characters.
const QUOTED_MAX: usize = 60;

/// A value from a record, in backticks: what does not show is escaped, what is long is cut, and
/// the number of a card is not repeated.
pub fn quote(value: &str) -> String {
    let spans = personal_data::cards(value).into_iter().map(|(span, _)| span);
    let value = &spans.fold(value.to_owned(), |value, span| masked(&value, &span));
    let mut shown = String::from("`");
    for (index, character) in value.chars().enumerate() {
        if index == QUOTED_MAX {
            shown.push('…');
            break;
        }
        // A backtick would end the quotation, a line break the clause.
        match character {
            '`' => shown.push('\''),
            '\n' | '\r' | '\t' => shown.push_str(&code_point(character)),
            other => show(other, &mut shown),
        }
    }
    shown.push('`');
    shown
}

/// A text in which the digits of a part are stars: logs are read by others than archives. Every
/// byte keeps its place.
pub fn masked(text: &str, span: &Range<usize>) -> String {
    let mask = |(at, character): (usize, char)| match character {
        '0'..='9' if span.contains(&at) => '*',
        '０'..='９' if span.contains(&at) => '＊',
        other => other,
    };
    text.char_indices().map(mask).collect()
}

/// A text in which what does not show is made visible; line breaks and tabs stay.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    text.chars().for_each(|character| show(character, &mut shown));
    shown
}

fn show(character: char, into: &mut String) {
    if is_hidden_or_control(character) {
        into.push_str(&code_point(character));
    } else {
        into.push(character);
    }
}

/// `\u{202e}`, as in every other text of the program.
pub fn code_point(character: char) -> String {
    character.escape_unicode().to_string()
}

/// A key as people know it: without the positions in lists, which the excerpt shows.
pub fn key_name(key: &str) -> String {
    let steps: Vec<&str> = key.split('.').filter(|step| step.parse::<usize>().is_err()).collect();
    quote(&steps.join("."))
}

/// Several keys as people know them, joined.
pub fn key_names(keys: &[String], between: &str) -> String {
    keys.iter().map(|key| key_name(key)).collect::<Vec<_>>().join(between)
}

/// Quoted values, joined.
pub fn quote_all(values: &[String], between: &str) -> String {
    values.iter().map(|value| quote(value)).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_show_is_escaped() {
        for (value, shown) in [
            ("临江", "`临江`"),
            ("a\u{202e}b", "`a\\u{202e}b`"),
            ("a\nb", "`a\\u{a}b`"),
            ("a\u{1b}[31m", "`a\\u{1b}[31m`"),
            ("a`b", "`a'b`"),
        ] {
            assert_eq!(quote(value), shown);
        }
        assert_eq!(quote("身份证11010519491231002X"), "`身份证*****************X`");
        assert_eq!(masked("１２3a4", &(0..8)), "＊＊*a4");
        assert_eq!(quote(&"长".repeat(61)), format!("`{}…`", "长".repeat(60)));
        assert_eq!(quote(&"长".repeat(60)), format!("`{}`", "长".repeat(60)));
    }

    #[test]
    fn keys_are_named_without_positions() {
        assert_eq!(key_name("events.2.at"), "`events.at`");
        assert_eq!(key_name("owner"), "`owner`");
    }
}
