//! What must not be typed anywhere: ID-card and bank-card numbers, in any text, number or comment
//! of any record, and mobile numbers in the two places of a client's file that are not a person's
//! (PIPL); and texts that say nothing (`blank-text`).
//!
//! The files are searched as they are written, so that nothing escapes by standing in a comment,
//! and so that records that cannot be parsed are searched too.

use crate::archive::files::{Content, File, Files};
use crate::archive::layout::{Spot, spot};
use crate::archive::parse::{Node, Value, with_tree};
use crate::diag::problem::PersonalDatum;
use crate::diag::{Finding, Place, Problem};
use crate::domain::personal_data;
use crate::domain::record::Kind;
use rayon::prelude::*;

pub fn check(files: &Files) -> Vec<Finding> {
    files.as_slice().par_iter().flat_map_iter(look_at).collect()
}

fn look_at(file: &File) -> Vec<Finding> {
    let Content::Bytes(bytes) = &file.content else { return Vec::new() };
    let Ok(text) = simdutf8::basic::from_utf8(bytes) else { return Vec::new() };
    let cards = personal_data::cards(text);
    let for_mobile = file.path.contains("/clients/") && personal_data::has_mobile(text);
    let for_blank = may_hold_blank(text);
    // What kind of record it is matters to the few files that hold something.
    if cards.is_empty() && !for_mobile && !for_blank {
        return Vec::new();
    }
    let Spot::Record(slot) = spot(&file.path) else { return Vec::new() };
    let mut findings: Vec<Finding> = cards
        .into_iter()
        .map(|(span, card)| {
            let what = match card {
                personal_data::Card::Identity => PersonalDatum::IdCard,
                personal_data::Card::Bank => PersonalDatum::BankCard,
            };
            Finding::new(Place::span(&*file.path, span), Problem::PersonalData { what })
        })
        .collect();
    with_tree(text, |tree| {
        let Ok(root) = tree else { return };
        if for_mobile && slot.kind == Kind::Client {
            mobiles(&file.path, root, &mut findings);
        }
        if for_blank {
            blanks(&file.path, root, "", &mut findings);
        }
    });
    findings
}

/// The keys of a client's file that are for switchboards and mailboxes.
const NOT_FOR_PERSONS: [&str; 2] = ["contact_method", "address"];

fn mobiles(path: &str, root: &Node<'_>, findings: &mut Vec<Finding>) {
    for key in NOT_FOR_PERSONS {
        let value = root.table().and_then(|table| table.get(key)).map(|node| &node.value);
        if let Some(Value::String(text)) = value
            && personal_data::has_mobile(text)
        {
            let what = PersonalDatum::Mobile;
            findings.push(Finding::new(Place::value(path, key), Problem::PersonalData { what }));
        }
    }
}

/// Whether two quotes stand with nothing but white space between them. Most records have none, and
/// need not be parsed again.
fn may_hold_blank(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'"', b'\'', bytes).any(|at| match bytes.get(at + 1) {
        // Most texts begin with a letter or a Han character: nothing need be decoded.
        Some(b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0xe4..=0xed) => false,
        _ => text[at + 1..].trim_start().as_bytes().first() == Some(&bytes[at]),
    })
}

fn blanks(path: &str, node: &Node<'_>, key: &str, findings: &mut Vec<Finding>) {
    let below = |step: &str| {
        if key.is_empty() { step.to_owned() } else { format!("{key}.{step}") }
    };
    match &node.value {
        Value::String(text) if text.trim().is_empty() => {
            let problem = Problem::BlankText { key: key.to_owned() };
            findings.push(Finding::new(Place::value(path, key), problem));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                blanks(path, item, &below(&index.to_string()), findings);
            }
        }
        Value::Table(table) => {
            for (name, value) in &table.entries {
                blanks(path, value, &below(name.name), findings);
            }
        }
        _ => {}
    }
}
