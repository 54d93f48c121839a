//! The facts recorded in a client's file, as they stand.

use super::clients::person_name;
use super::column::Label;
use super::phrase::Phrase;
use super::record_phrase::RecordPhrase;
use super::sheet::{Cell, Sheet};
use crate::domain::book::{Book, Entry};
use crate::domain::grade::FactName;
use crate::domain::id::PersonId;
use crate::domain::record::client::Client;

/// One fact, as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub name: FactName,
    pub value: String,
    pub as_of: Option<String>,
    pub by: Option<String>,
    pub source: Option<String>,
}

pub fn sheet(book: &Book, client: &Entry<Client>, facts: &[Fact]) -> Sheet {
    let (id, name) = (client.id, client.record.name.clone());
    let title = Phrase::Record(RecordPhrase::FactsOf { id, name });
    let columns = vec![Label::Fact, Label::Content, Label::AsOf, Label::By, Label::Source];
    let mut sheet = Sheet::new(title, columns);
    for fact in facts {
        let by = fact.by.as_ref().map(|by| match by.parse::<PersonId>() {
            Ok(person) => person_name(book, &person),
            Err(_) => by.clone(),
        });
        sheet.rows.push(vec![
            Cell::word(fact.name),
            value(&fact.value),
            Cell::or_empty(fact.as_of.as_ref().and_then(|day| day.parse().ok()), Cell::Date),
            Cell::or_empty(by, Cell::text),
            Cell::or_empty(fact.source.clone(), Cell::text),
        ]);
    }
    sheet
}

/// A value of a fact: a rating, a level, or yes or no.
fn value(text: &str) -> Cell {
    use crate::domain::record::{Level, Rating};
    match (text, text.parse::<Rating>(), text.parse::<Level>()) {
        ("true", ..) => Cell::Phrase(Phrase::Yes),
        ("false", ..) => Cell::Phrase(Phrase::No),
        (_, Ok(rating), _) => Cell::word(rating),
        (_, _, Ok(level)) => Cell::word(level),
        _ => Cell::text(text),
    }
}
