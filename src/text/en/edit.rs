//! What is said when a request to change a record cannot be followed.

use super::syntax;
use crate::diag::edit::{BadGiven, EditFault, EditRefusal, Hints, Wanted};
use crate::text::Message;
use crate::text::wording::quote;

pub const HINTS: Hints = Hints {
    label: 1,
    how: "Fill in the required keys, save and close; dates and numbers may stay in quotes.\n\
          To use an optional key, remove its #?; blank keys and lines with #? are not saved.",
    required: "required",
    also: "also: ",
    comma: ", ",
};

pub fn refusal(refusal: &EditRefusal) -> Message {
    match refusal {
        EditRefusal::NotEdited { path, fault } => not_edited(path, fault),
        EditRefusal::BadGiven(bad) => bad_given(bad),
    }
}

fn not_edited(path: &str, fault: &EditFault) -> Message {
    match fault {
        EditFault::Unreadable(error) => Message::new(format!(
            "`{path}` is not valid TOML and was left as it is: {}",
            syntax::words(&error.fault).message
        ))
        .help(format!("run `kebu check {path}` to see where, mend it and try again")),
        EditFault::BadPath { key } => {
            Message::new(format!("{} is not a path to a key", quote(key)))
                .help("join the keys with dots: `facts.credit.value`, `needs.0.status`")
        }
        EditFault::NotATable { key } => {
            Message::new(format!("{} of `{path}` is a value and has no keys below it", quote(key)))
                .help(format!("run `kebu check {path}` to see what is wrong with the record"))
        }
        EditFault::NeedsPosition { key } => {
            Message::new(format!("{} is a list: say which item you mean", quote(key)))
                .help(format!("add its position, counted from 0: `{key}.0`"))
        }
        EditFault::NoItem { key, position, count } => Message::new(format!(
            "{} has no item {position} (counted from 0); it has {count}",
            quote(key)
        ))
        .help(format!("write `{key}.{count}` to add one at the end")),
        EditFault::NotAList { key } => {
            Message::new(format!("{} is not a list, so no item can be added", quote(key)))
                .help(format!("set it with `{key}=…`"))
        }
        EditFault::Misformatted => Message::new(format!(
            "`{path}` could not be formatted; nothing was written"
        ))
        .help("report this record to the maintainers; name other paths to format those first"),
        EditFault::Mistaken { key } => {
            Message::new(format!("{} of `{path}` could not be edited; nothing changed", quote(key)))
                .help("change the key in an editor, and report this record to the maintainers")
        }
    }
}

fn bad_given(bad: &BadGiven) -> Message {
    match bad {
        BadGiven::NotListed { key, given, words, near } => {
            let listed: Vec<String> =
                words.iter().map(|(word, labels)| format!("  {word}  {}", labels[1])).collect();
            let message = Message::new(format!("{} cannot be {}", quote(key), quote(given)));
            let near = near.as_ref().map(|near| format!("did you mean `{near}`?"));
            message.maybe_help(near).help(format!("choose one of:\n{}", listed.join("\n")))
        }
        BadGiven::Form { key, given, wanted } => {
            let (what, how) = wanted_words(*wanted);
            Message::new(format!("{} takes {what}, not {}", quote(key), quote(given))).help(how)
        }
    }
}

fn wanted_words(wanted: Wanted) -> (&'static str, &'static str) {
    match wanted {
        Wanted::Integer => (
            "a whole number",
            "write digits only, money in yuan; `_` may separate groups: `128_000_000`",
        ),
        Wanted::Number => ("a number", "write a decimal; rates lie between 0 and 1: `0.35`"),
        Wanted::Boolean => ("yes or no", "write `true` or `false` (or `yes`, `no`)"),
        Wanted::Date => ("a date", "write it as `2026-06-30`"),
        Wanted::Moment => {
            ("a date or time", "write `2026-05-06`, `2026-05-06 09:30`, or a time with its zone")
        }
        Wanted::List => ("a list", "repeat the key, one item each time, or write `[\"a\", \"b\"]`"),
        Wanted::Table => ("a group of keys", "write `{ on = 2026-06-30, by = \"li-na\" }`"),
        Wanted::Tables => ("one item or more", "write `{ … }` to add one, or `[{ … }, { … }]`"),
    }
}
