//! The contact persons of a client: kept beside a client that is there, each under a key of its
//! own.

use crate::check::context::{Context, Subject};
use crate::check::key::Key::Of;
use crate::check::sink::Sink;
use crate::diag::Problem;
use crate::domain::record::contacts::Contacts;
use std::collections::BTreeMap;

pub fn check(context: &Context<'_>, subject: &Subject<'_, Contacts>, sink: &mut Sink<'_>) {
    if let Some(id) = subject.id {
        // The file is what counts: one that cannot be read has its own finding.
        let client = format!("branches/{}/clients/{id}.toml", subject.unit);
        let lies_elsewhere = context.has(id) && !context.is_on_shelf(id);
        if context.files.get(&client).is_none() && !lies_elsewhere {
            sink.file(Problem::ContactsWithoutClient);
        }
    }
    let mut seen = BTreeMap::new();
    for (index, person) in subject.record.persons.iter().enumerate() {
        if let Some(first) = seen.get(&person.key) {
            let related = sink.place(Of("persons", *first, "key"));
            let problem = Problem::ContactKeyDuplicate { key: person.key.clone() };
            sink.at_with(Of("persons", index, "key"), problem, related);
        } else {
            seen.insert(&person.key, index);
        }
    }
}
