//! Lists of contact persons, projects, people and branches.

use super::clients::{branch_name, person_name, unit};
use super::column::Label;
use super::phrase::Phrase;
use super::record_phrase::RecordPhrase;
use super::sheet::{Cell, Sheet};
use crate::domain::book::{Book, Entry};
use crate::domain::client_search::sort_key;
use crate::domain::id::{BranchId, ClientId, PersonId};
use crate::domain::record::branch::Branch;
use crate::domain::record::client::Client;
use crate::domain::record::person::Person;
use crate::domain::record::project::Project;

fn sheet(title: RecordPhrase, columns: &[Label]) -> Sheet {
    Sheet::new(Phrase::Record(title), columns.to_vec())
}

/// The contact persons of some clients; redacted where the output is for others.
pub fn contacts(book: &Book, clients: &[&Entry<Client>], redact: bool) -> Sheet {
    let columns = [
        Label::Id,
        Label::Client,
        Label::ContactKey,
        Label::Contact,
        Label::Position,
        Label::DecisionRole,
        Label::Relation,
        Label::OurPerson,
        Label::LegalBasis,
        Label::RetainUntil,
        Label::LeftOn,
    ];
    let mut rows = Vec::new();
    for client in clients {
        let Some(contacts) = book.records.contacts.get(client.id) else { continue };
        for person in &contacts.record.persons {
            let name =
                if redact { Cell::Phrase(Phrase::Redacted) } else { Cell::text(&person.name) };
            let ours = person.our_person.as_ref().map(|ours| person_name(book, ours));
            rows.push(vec![
                Cell::code(client.id),
                Cell::text(&client.record.name),
                Cell::code(&person.key),
                name,
                Cell::text(&person.position),
                Cell::or_empty(person.decision_role, Cell::word),
                Cell::or_empty(person.relation, Cell::word),
                Cell::or_empty(ours, Cell::text),
                Cell::word(person.basis),
                Cell::or_empty(person.retain_until, Cell::Date),
                Cell::or_empty(person.left_on, Cell::Date),
            ]);
        }
    }
    let mut sheet = sheet(RecordPhrase::Contacts { people: rows.len() }, &columns);
    sheet.rows = rows;
    sheet
}

/// Projects, by client's name and then by id.
pub fn projects(book: &Book, mut found: Vec<&Entry<Project>>) -> Sheet {
    let columns = [
        Label::Id,
        Label::Name,
        Label::Client,
        Label::Branch,
        Label::State,
        Label::Manager,
        Label::ContractValue,
        Label::SignedOn,
    ];
    let name = |client: ClientId| {
        let entry = book.client(book.successor(client));
        entry.map_or_else(|| client.to_string(), |entry| entry.record.name.clone())
    };
    found.sort_by_cached_key(|project| (sort_key(&name(project.record.client)), project.id));
    let mut sheet = sheet(RecordPhrase::Projects { projects: found.len() }, &columns);
    for project in found {
        let record = &project.record;
        let manager = record.manager.as_ref().map(|manager| person_name(book, manager));
        sheet.rows.push(vec![
            Cell::code(project.id),
            Cell::text(&record.name),
            Cell::text(name(record.client)),
            unit(book, &project.unit),
            Cell::word(record.status),
            Cell::or_empty(manager, Cell::text),
            Cell::or_empty(record.contract_value, Cell::Money),
            Cell::or_empty(record.signed_on, Cell::Date),
        ]);
    }
    sheet
}

/// People, in the order of their names.
pub fn people(book: &Book, mut found: Vec<(&PersonId, &Person)>) -> Sheet {
    let columns = [
        Label::Id,
        Label::PersonName,
        Label::JobTitle,
        Label::Unit,
        Label::Role,
        Label::Email,
        Label::LeftOn,
    ];
    found.sort_by_cached_key(|(id, person)| (sort_key(&person.name), (*id).clone()));
    let mut sheet = sheet(RecordPhrase::People { people: found.len() }, &columns);
    for (id, person) in found {
        sheet.rows.push(vec![
            Cell::code(id),
            Cell::text(&person.name),
            Cell::or_empty(person.title.clone(), Cell::text),
            unit(book, &person.unit),
            Cell::word(person.role),
            Cell::List(person.emails.iter().map(Cell::text).collect()),
            Cell::or_empty(person.left_on, Cell::Date),
        ]);
    }
    sheet
}

/// Branches, in the order of their names.
pub fn branches(book: &Book, mut found: Vec<(&BranchId, &Branch)>) -> Sheet {
    let columns = [
        Label::Id,
        Label::Branch,
        Label::UnitKind,
        Label::Head,
        Label::Clerks,
        Label::OpenedOn,
        Label::ClosedOn,
    ];
    found.sort_by_cached_key(|(id, _)| sort_key(&branch_name(book, id)));
    let mut sheet = sheet(RecordPhrase::Branches { branches: found.len() }, &columns);
    for (id, branch) in found {
        let clerks = branch.clerks.iter().map(|clerk| Cell::text(person_name(book, clerk)));
        sheet.rows.push(vec![
            Cell::code(id),
            Cell::text(&branch.name),
            Cell::word(branch.kind),
            Cell::text(person_name(book, &branch.head)),
            Cell::List(clerks.collect()),
            Cell::Date(branch.opened_on),
            Cell::or_empty(branch.closed_on, Cell::Date),
        ]);
    }
    sheet
}

/// Clients and their managers: those that nobody looks after first, then those that go to somebody
/// else.
pub fn handover(
    book: &Book,
    title: RecordPhrase,
    orphans: &[&Entry<Client>],
    going: &[&Entry<Client>],
    to: Option<&PersonId>,
) -> Sheet {
    let columns =
        [Label::Id, Label::Client, Label::Branch, Label::Owner, Label::LeftOn, Label::NewOwner];
    let mut sheet = sheet(title, &columns);
    sheet.bare_if_empty = true;
    let is_going = |client: &Entry<Client>| going.iter().any(|other| other.id == client.id);
    let rest = going.iter().filter(|client| orphans.iter().all(|orphan| orphan.id != client.id));
    for client in orphans.iter().chain(rest) {
        let owner = &client.record.owner;
        let left = book.records.people.get(owner).and_then(|person| person.left_on);
        let to = to.filter(|_| is_going(client));
        sheet.rows.push(vec![
            Cell::code(client.id),
            Cell::text(&client.record.name),
            unit(book, &client.unit),
            Cell::text(person_name(book, owner)),
            Cell::or_empty(left, Cell::Date),
            Cell::or_empty(to, |to| Cell::text(person_name(book, to))),
        ]);
    }
    sheet
}
