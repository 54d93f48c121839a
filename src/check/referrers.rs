//! Who refers to a client: every key of every record that names it, and every key that names one
//! of its contact persons. From the same lists that checking uses, so that neither forgets a key.

use super::links::{Links, See, Target};
use crate::domain::book::{Book, Entry, Shelf};
use crate::domain::id::{ClientId, Id};

/// A key of a record that names a client or one of its contact persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Of the record, inside the archive.
    pub path: String,
    /// Dotted, list positions from 0.
    pub key: String,
    pub to: ReferredTo,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferredTo {
    Client,
    /// A contact person of the client, by key.
    Contact(String),
}

/// Every reference to a client, by kind of record, then id, then in the order of the record.
pub fn references_to(book: &Book, client: ClientId) -> Vec<Reference> {
    let records = &book.records;
    let mut found = Vec::new();
    collect(&records.clients, client, &mut found);
    collect(&records.projects, client, &mut found);
    collect(&records.complaints, client, &mut found);
    collect(&records.visits, client, &mut found);
    collect(&records.surveys, client, &mut found);
    collect(&records.analyses, client, &mut found);
    collect(&records.activities, client, &mut found);
    collect(&records.market, client, &mut found);
    collect(&records.spot_checks, client, &mut found);
    collect(&records.access, client, &mut found);
    found
}

fn collect<T: Links>(shelf: &Shelf<T>, client: ClientId, found: &mut Vec<Reference>) {
    for entry in shelf {
        of_record(entry, client, found);
    }
}

fn of_record<T: Links>(entry: &Entry<T>, client: ClientId, found: &mut Vec<Reference>) {
    let mut see = |key: super::key::Key<'_>, target: Target<'_>| {
        let to = match target {
            Target::Client(id) if id == client => ReferredTo::Client,
            Target::Any(text) if text.parse::<Id>().is_ok_and(|id| id == client.0) => {
                ReferredTo::Client
            }
            // Without a client the record itself is one.
            Target::Contact(of, key) if of.map_or(entry.id, |of| of.0) == client.0 => {
                ReferredTo::Contact(key.to_owned())
            }
            Target::Client(_)
            | Target::Any(_)
            | Target::Contact(..)
            | Target::Person(_)
            | Target::Project(_)
            | Target::Complaint(_)
            | Target::Activity(_)
            | Target::Branch(_)
            | Target::Duty(_) => return,
        };
        found.push(Reference { path: entry.path.to_string(), key: key.to_string(), to });
    };
    entry.record.links(&mut See(&mut see));
}
