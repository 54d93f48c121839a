//! What must not be typed anywhere: ID-card and bank-card numbers, in any text, number or comment
//! of any record, and mobile numbers in the two places of a client's file that are not a person's
//! (PIPL); and texts that say nothing (`blank-text`).
//!
//! Texts are searched as they are written, so that nothing escapes by standing in a comment, and so
//! that records that cannot be parsed are searched too. Few hold something: only their tree is
//! walked.

use super::parse::{Node, Value};
use crate::diag::problem::PersonalDatum;
use crate::diag::{Finding, Place, Problem};
use crate::domain::personal_data::{self, Card};
use crate::domain::record::Kind;

/// What a record's text holds, and what its tree has to be walked for.
pub struct Search {
    pub findings: Vec<Finding>,
    for_mobiles: bool,
    for_blanks: bool,
}

impl Search {
    pub fn of(kind: Kind, path: &str, text: &str) -> Self {
        let (cards, for_mobiles) = match kind {
            Kind::Client => personal_data::cards_and_mobile(text),
            _ => (personal_data::cards(text), false),
        };
        let finding = |(span, card)| {
            let what = match card {
                Card::Identity => PersonalDatum::IdCard,
                Card::Bank => PersonalDatum::BankCard,
            };
            Finding::new(Place::span(path, span), Problem::PersonalData { what })
        };
        let findings = cards.into_iter().map(finding).collect();
        Self { findings, for_mobiles, for_blanks: may_hold_blank(text) }
    }

    pub fn walk(&mut self, path: &str, root: &Node<'_>) {
        if self.for_mobiles {
            mobiles(path, root, &mut self.findings);
        }
        if self.for_blanks {
            blanks(path, root, "", &mut self.findings);
        }
    }
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
