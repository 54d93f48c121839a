//! A word of the command line as the value that its key takes. What is no such value is told with
//! what is allowed; whether the value is right for the record is the schema's and the checks'.

use super::{Given, tree};
use crate::archive::fields::{Field, Form};
use crate::diag::edit::{BadGiven, Wanted};
use crate::diag::near::nearest;
use crate::domain::time::{Date, Moment};

/// A typed word as the value of a field. A list takes one item: lists are given by repeating
/// (`gather`), or whole in brackets as in TOML. Tables are given as TOML in braces.
///
/// # Errors
/// What is wanted instead, with the nearest allowed word.
pub fn given(field: &Field, typed: &str) -> Result<Given, BadGiven> {
    let bad = |wanted| BadGiven::Form { key: field.path.clone(), given: typed.to_owned(), wanted };
    let word = typed.trim();
    let value = match field.form {
        Form::Text => Some(Given::Text(typed.to_owned())),
        Form::Word => return listed(field, word),
        Form::Integer => integer(word).map(Given::Integer),
        Form::Number => number(word),
        Form::Boolean => boolean(word).map(Given::Boolean),
        Form::Date => date(word).map(Given::Date),
        Form::Moment => date(word).map(Given::Date).or_else(|| moment(word).map(Given::Moment)),
        Form::Table | Form::Map => toml(word).filter(|value| matches!(value, Given::Table(_))),
        Form::Tables => toml(word).and_then(|value| match value {
            Given::Table(_) => Some(Given::List(vec![value])),
            Given::List(_) => Some(value),
            _ => None,
        }),
        Form::List => return list(field, typed),
    };
    value.ok_or_else(|| bad(wanted(field.form)))
}

/// The words given for one key by repeating it: the items of a list, one after the other. Of any
/// other key the last word counts.
///
/// # Errors
/// As `given`, for the first word that is none.
pub fn gather(field: &Field, typed: &[&str]) -> Result<Given, BadGiven> {
    let mut items = Vec::new();
    let mut last = None;
    for word in typed {
        match given(field, word)? {
            Given::List(more) => items.extend(more),
            other => last = Some(other),
        }
    }
    Ok(last.unwrap_or(Given::List(items)))
}

fn wanted(form: Form) -> Wanted {
    match form {
        Form::Text | Form::Word | Form::List => Wanted::List,
        Form::Integer => Wanted::Integer,
        Form::Number => Wanted::Number,
        Form::Boolean => Wanted::Boolean,
        Form::Date => Wanted::Date,
        Form::Moment => Wanted::Moment,
        Form::Table | Form::Map => Wanted::Table,
        Form::Tables => Wanted::Tables,
    }
}

/// One of a closed list of words, or its label.
fn listed(field: &Field, word: &str) -> Result<Given, BadGiven> {
    let is_meant = |(key, labels): &&(&str, [&str; 2])| *key == word || labels.contains(&word);
    if let Some((key, _)) = field.words.iter().find(is_meant) {
        return Ok(Given::Text((*key).to_owned()));
    }
    let near = nearest(word, field.words.iter().map(|(key, _)| *key));
    Err(BadGiven::NotListed {
        key: field.path.clone(),
        given: word.to_owned(),
        words: field.words.clone(),
        near,
    })
}

fn list(field: &Field, typed: &str) -> Result<Given, BadGiven> {
    // `clients = "all"` of an access request is the one list that may be a word instead.
    if field.path == "clients" && typed == "all" {
        return Ok(Given::Text(typed.to_owned()));
    }
    let items = match typed.trim().starts_with('[') {
        true => match toml(typed.trim()) {
            Some(Given::List(items)) => items,
            _ => {
                let (key, given) = (field.path.clone(), typed.to_owned());
                return Err(BadGiven::Form { key, given, wanted: Wanted::List });
            }
        },
        false => vec![Given::Text(typed.to_owned())],
    };
    if field.words.is_empty() {
        return Ok(Given::List(items));
    }
    let items = items.iter().map(|item| match item {
        Given::Text(word) => listed(field, word),
        other => Ok(other.clone()),
    });
    Ok(Given::List(items.collect::<Result<_, _>>()?))
}

/// Digits with `_` or commas between groups, as money is typed.
fn integer(word: &str) -> Option<i64> {
    let digits = word.strip_prefix(['+', '-']).unwrap_or(word);
    let is_digit = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits.split('_').all(is_digit) {
        return None;
    }
    word.replace('_', "").parse().ok()
}

fn number(word: &str) -> Option<Given> {
    if let Some(whole) = integer(word) {
        return Some(Given::Integer(whole));
    }
    let (whole, fraction) = word.strip_prefix('-').unwrap_or(word).split_once('.')?;
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_empty() || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let sign = if word.starts_with('-') { "-" } else { "" };
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    Some(Given::Number(format!("{sign}{whole}.{fraction}")))
}

fn boolean(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "是" => Some(true),
        "false" | "no" | "否" => Some(false),
        _ => None,
    }
}

fn date(word: &str) -> Option<String> {
    let read: Date = word.parse().ok()?;
    // Four digits for the year, two for month and day, as records have them.
    Some(read.to_string()).filter(|written| written == word && word.len() == 10)
}

/// A moment as TOML 1.0 writes it: seconds are added where only hours and minutes were typed.
fn moment(word: &str) -> Option<String> {
    let (day, rest) = word.split_at_checked(10)?;
    date(day)?;
    let rest = rest.strip_prefix([' ', 'T', 't'])?;
    let zone_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(zone_at);
    let time = match time.len() {
        5 => format!("{time}:00"),
        _ => time.to_owned(),
    };
    let written = format!("{day}T{time}{}", zone.to_uppercase());
    written.parse::<Moment>().ok()?;
    // The parser of TOML has the last word on what may stand in a record.
    match toml(&written) {
        Some(Given::Moment(written)) => Some(written),
        _ => None,
    }
}

/// A value as it would stand in a record.
fn toml(word: &str) -> Option<Given> {
    match tree(&format!("x = {word}")).ok()? {
        Given::Table(entries) => {
            let [(_, value)] = <[_; 1]>::try_from(entries).ok()?;
            Some(value)
        }
        _ => None,
    }
}
