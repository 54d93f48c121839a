//! The parts of findings in English: kinds of records, types, forms, states.

use crate::diag::problem::{EventState, NameForm, RoleNeed, TextForm, ValueType};
use crate::domain::credit_code::CreditCodeFault;
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::domain::record::complaint::EventKind;
use crate::text::Lang;
use crate::text::wording::quote;

/// A kind of record as the subject of a sentence, with `have` or `need` in its number.
pub fn records(kind: Kind, plural: &str, singular: &str) -> String {
    match kind {
        Kind::Archive => format!("`archive.toml` {singular}"),
        Kind::Policy => format!("`policy.toml` {singular}"),
        Kind::Return => format!("monthly returns {plural}"),
        Kind::Access
        | Kind::Market
        | Kind::Ranking
        | Kind::Assessment
        | Kind::SpotCheck
        | Kind::Notice => format!("{} {plural}", plural_label(kind)),
        _ => format!("{} records {plural}", Lang::En.word(kind)),
    }
}

fn plural_label(kind: Kind) -> String {
    format!("{}s", Lang::En.word(kind))
}

/// With its article.
pub fn value_type(kind: ValueType) -> &'static str {
    match kind {
        ValueType::Text => "a text",
        ValueType::Integer => "a whole number",
        ValueType::Number => "a number",
        ValueType::Boolean => "`true` or `false`",
        ValueType::Date => "a date",
        ValueType::DateOrTime => "a date or a time",
        ValueType::List => "a list",
        ValueType::Table => "a table",
        ValueType::TextOrList => "a text or a list",
    }
}

/// How a value of a type is written, where people get it wrong.
pub fn type_help(expected: ValueType, found: ValueType) -> Option<String> {
    Some(match (expected, found) {
        (ValueType::Date, ValueType::DateOrTime) => {
            "leave out the time and write `2026-05-06`".to_owned()
        }
        (ValueType::Date | ValueType::DateOrTime, _) => {
            "write `2026-05-06`, without quotes".to_owned()
        }
        (ValueType::Text, _) => "put it in double quotes".to_owned(),
        (ValueType::Integer | ValueType::Number, ValueType::Text) => "remove the quotes".to_owned(),
        (ValueType::Boolean, _) => "write `true` or `false`, without quotes".to_owned(),
        (ValueType::List, _) => "put it in brackets: `[…]`".to_owned(),
        _ => return None,
    })
}

pub fn name_form(form: NameForm) -> String {
    match form {
        NameForm::Id(prefix) => format!("an id such as `{prefix}2606-7k3m9q`"),
        NameForm::Slug => "1 to 40 lower-case letters, digits or `-`".to_owned(),
        NameForm::Month => "a month such as `2026-06`".to_owned(),
        NameForm::Half => "a half-year such as `2026H1`".to_owned(),
        NameForm::Ranking => {
            "a period such as `2026Q2`, `2026H1` or `2026`, with `-r1` for a restatement".to_owned()
        }
        NameForm::Assessment => {
            "a half-year such as `2026H1`, with `-r1` for a restatement".to_owned()
        }
        NameForm::Year => "a year of four digits".to_owned(),
    }
}

pub fn text_form(form: TextForm) -> String {
    match form {
        TextForm::Id(kind) => {
            let prefix = kind.id_prefix().unwrap_or_default();
            format!("the id of a {} such as `{prefix}2606-7k3m9q`", Lang::En.word(kind))
        }
        TextForm::AnyId => "the id of a record".to_owned(),
        TextForm::Slug => "1 to 40 lower-case letters, digits or `-`".to_owned(),
        TextForm::Half => "a half-year such as `2026H1`".to_owned(),
        TextForm::Region => "a region code of six digits".to_owned(),
        TextForm::YearDay => "a month and day such as `05-18`".to_owned(),
        TextForm::ContactKey => "1 to 40 lower-case letters, digits, `-` or `_`".to_owned(),
        TextForm::Sha256 => "64 lower-case hexadecimal digits".to_owned(),
        TextForm::All => "a list of client ids, or `\"all\"`".to_owned(),
        TextForm::NotBlank => "text that is not blank".to_owned(),
        TextForm::Date => "a date".to_owned(),
        TextForm::Moment => "a date or a time".to_owned(),
    }
}

pub fn range(min: Option<&String>, max: Option<&String>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("it must be {min}"),
        (Some(min), Some(max)) => format!("it must lie between {min} and {max}"),
        (Some(min), None) => format!("it must be at least {min}"),
        (None, Some(max)) => format!("it must be at most {max}"),
        (None, None) => "it is out of range".to_owned(),
    }
}

pub fn credit_code(fault: CreditCodeFault) -> String {
    match fault {
        CreditCodeFault::Form => {
            "it must be 18 digits and capital letters (no I, O, S, V, Z), with digits at \
             positions 3 to 8"
                .to_owned()
        }
        CreditCodeFault::Authority => {
            "its first two characters are no code of an authority and class".to_owned()
        }
        CreditCodeFault::CheckDigit { expected } => {
            format!("its check character should be `{expected}`")
        }
        CreditCodeFault::IdCard => "it is the number of an ID card".to_owned(),
    }
}

pub fn event(kind: EventKind) -> String {
    format!("“{}”", kind.labels()[1])
}

pub fn event_state(state: EventState) -> String {
    match state {
        EventState::Registered => "the complaint has not been acknowledged".to_owned(),
        EventState::Step(EventKind::Appealed) => "an appeal is open".to_owned(),
        EventState::Step(kind) => format!("the complaint has reached {}", event(kind)),
        EventState::Ended(kind) => format!("the complaint ended with {}", event(kind)),
        EventState::NotAppealed => "no appeal is open".to_owned(),
        EventState::NotPaused => "the clock is not paused".to_owned(),
        EventState::AlreadyPaused => "the clock is already paused".to_owned(),
    }
}

pub fn role(need: RoleNeed) -> &'static str {
    match need {
        RoleNeed::Headquarters => "at headquarters",
        RoleNeed::GroupLeader => "a group leader",
    }
}

pub fn did_you_mean(near: Option<&String>) -> Option<String> {
    near.map(|near| format!("did you mean {}?", quote(near)))
}
