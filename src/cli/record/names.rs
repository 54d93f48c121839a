//! What people call people, records and contact persons, where records have their ids and keys:
//! whichever key of whichever kind holds one, on whatever way it came. A name that nobody has is
//! left for the check, which says where it stands; so is a name that two of our people have. Of
//! several clients or projects the ones that may be meant are told.

use super::desk::Desk;
use crate::app::change::{Step, value_at};
use crate::archive::edit::{Change, Given, tree};
use crate::archive::fields::{Field, field};
use crate::archive::layout::{Slot, Spot, Stem, spot};
use crate::cli::client;
use crate::cli::context::Stop;
use crate::cli::project;
use crate::diag::Refusal;
use crate::domain::id::{ClientId, Id, SLUG_PATTERN};
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;

/// Keys that hold the key of one of the client's contact persons. Any text is one, so that no
/// pattern tells them from others.
const CONTACTS: [(Kind, &str); 5] = [
    (Kind::Client, "visit_plan.with"),
    (Kind::Project, "signed_for_client"),
    (Kind::Complaint, "contact"),
    (Kind::Visit, "with"),
    (Kind::Survey, "respondent"),
];

/// What a key holds that has a name for people.
enum Held {
    Person,
    Contact,
    /// A record by its id; the kind by its prefix.
    Record(Kind),
}

impl Desk {
    /// The steps with ids and keys for names.
    pub fn with_names(&self, steps: &[Step]) -> Result<Vec<Step>, Stop> {
        let mut steps = steps.to_vec();
        for step in &mut steps {
            match step {
                Step::New { path, values } => {
                    let Spot::Record(slot) = spot(path) else { continue };
                    self.name_in(slot.kind, own_client(&slot), values)?;
                }
                Step::Edit { path, changes } => {
                    let Spot::Record(slot) = spot(path) else { continue };
                    let about = own_client(&slot).or_else(|| {
                        let text = tree(self.files.text(path)?).ok()?;
                        client_in(value_at(&text, "client"))
                    });
                    for change in changes {
                        match change {
                            Change::Set { path, value } | Change::Push { path, value } => {
                                self.name_at(slot.kind, about, path, value)?;
                            }
                            Change::Remove { .. } => {}
                        }
                    }
                }
                // Texts stay as people wrote them; files that go elsewhere stay as they are.
                Step::NewText { .. }
                | Step::Replace { .. }
                | Step::Move { .. }
                | Step::Copy { .. }
                | Step::Remove { .. } => {}
            }
        }
        Ok(steps)
    }

    /// The same in a whole record; `about` is the client, where the record does not say it.
    pub fn name_in(
        &self,
        kind: Kind,
        about: Option<ClientId>,
        entries: &mut [(String, Given)],
    ) -> Result<(), Stop> {
        let said = entries.iter().find(|(key, _)| key == "client").map(|(_, value)| value);
        let about = about.or_else(|| client_in(said));
        for (key, value) in entries {
            self.name_at(kind, about, key, value)?;
        }
        Ok(())
    }

    fn name_at(
        &self,
        kind: Kind,
        about: Option<ClientId>,
        path: &str,
        value: &mut Given,
    ) -> Result<(), Stop> {
        match value {
            Given::Text(text) => {
                let found = match field(kind, path).and_then(|field| held(kind, field)) {
                    Some(Held::Person) => self.person_called(text),
                    Some(Held::Contact) => about.and_then(|it| self.contact_called(it, text)),
                    Some(Held::Record(of)) => self.record_called(of, text)?,
                    None => None,
                };
                if let Some(id) = found {
                    *text = id;
                }
            }
            Given::List(items) => {
                for item in items {
                    self.name_at(kind, about, path, item)?;
                }
            }
            Given::Table(entries) => {
                for (key, value) in entries {
                    self.name_at(kind, about, &format!("{path}.{key}"), value)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The id of the only person of a name, where the word is no id itself.
    fn person_called(&self, given: &str) -> Option<String> {
        let people = &self.book.records.people;
        if people.keys().any(|id| id.as_str() == given) {
            return None;
        }
        let mut called = people.iter().filter(|(_, person)| person.name == given);
        let (id, _) = called.next()?;
        called.next().is_none().then(|| id.to_string())
    }

    /// The key of the client's only contact person of a name, where the word is no key itself.
    fn contact_called(&self, client: ClientId, given: &str) -> Option<String> {
        let clients = self.book.with_absorbed(self.book.successor(client));
        let persons: Vec<_> = clients
            .filter_map(|client| self.book.records.contacts.get(client.id))
            .flat_map(|contacts| contacts.record.persons.iter())
            .collect();
        if persons.iter().any(|person| person.key == given) {
            return None;
        }
        let mut called = persons.iter().filter(|person| person.name == given);
        let only = called.next()?;
        called.next().is_none().then(|| only.key.clone())
    }

    /// The id of the record that a word means: the beginning of an id, and what else clients and
    /// projects are called.
    fn record_called(&self, kind: Kind, given: &str) -> Result<Option<String>, Stop> {
        // `all` is a word of its own where access is asked for.
        if given.is_empty() || given == "all" || given.parse::<Id>().is_ok() {
            return Ok(None);
        }
        let found = match kind {
            Kind::Client => client::one(&self.book, given).map(|entry| entry.id),
            Kind::Project => project::one(&self.book, given).map(|entry| entry.id),
            _ => self.record(kind, given).map(|(id, _)| id),
        };
        match found {
            Ok(id) => Ok(Some(id.to_string())),
            Err(Stop::Refusal(Refusal::NotFound { .. })) => Ok(None),
            Err(stop) => Err(stop),
        }
    }
}

/// The client that a record of its own or of its contact persons is about.
fn own_client(slot: &Slot) -> Option<ClientId> {
    match (slot.kind, &slot.stem) {
        (Kind::Client | Kind::Contacts, Stem::Id(id)) => id.to_string().parse().ok(),
        _ => None,
    }
}

fn client_in(value: Option<&Given>) -> Option<ClientId> {
    match value? {
        Given::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn held(kind: Kind, field: &Field) -> Option<Held> {
    if CONTACTS.contains(&(kind, field.path.as_str())) {
        return Some(Held::Contact);
    }
    let name = field.path.rsplit('.').next().unwrap_or_default();
    // Branches have ids of the same form as people.
    if field.pattern == SLUG_PATTERN && name != "unit" && !name.contains("branch") {
        return Some(Held::Person);
    }
    let prefix = field.pattern.strip_prefix('^')?.get(..2)?;
    let of = Kind::ALL.iter().find(|kind| kind.id_prefix() == Some(prefix))?;
    Some(Held::Record(*of))
}
