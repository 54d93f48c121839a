//! A person's clients go to another: the files, the lines of their visit plans and the contact
//! persons that name the one who hands over. What was done stays signed by whoever did it.

use super::change::Step;
use crate::archive::edit::{Change, Given};
use crate::domain::book::{Book, Entry};
use crate::domain::id::{BranchId, PersonId};
use crate::domain::record::client::{Client, Status};
use crate::domain::time::Date;

/// Active clients that nobody looks after: their manager has left or is not there. By id.
pub fn orphans(book: &Book, today: Date) -> Vec<&Entry<Client>> {
    let is_orphan = |client: &&Entry<Client>| {
        let owner = book.records.people.get(&client.record.owner);
        client.record.status == Status::Active
            && owner.is_none_or(|person| !person.is_active(today))
    };
    book.records.clients.iter().filter(is_orphan).collect()
}

/// The active clients of a person, perhaps of one branch only. By id.
pub fn clients_of<'b>(
    book: &'b Book,
    person: &PersonId,
    branch: Option<&BranchId>,
) -> Vec<&'b Entry<Client>> {
    let is_theirs = |client: &&Entry<Client>| {
        client.record.status == Status::Active
            && client.record.owner == *person
            && branch.is_none_or(|branch| client.is_of(branch))
    };
    book.records.clients.iter().filter(is_theirs).collect()
}

/// The steps that hand clients over.
pub fn hand_over(
    book: &Book,
    clients: &[&Entry<Client>],
    from: &PersonId,
    to: &PersonId,
) -> Vec<Step> {
    let set = |path: String| Change::Set { path, value: Given::Text(to.to_string()) };
    let mut steps = Vec::new();
    for client in clients {
        let mut changes = vec![set("owner".to_owned())];
        let plan = client.record.visit_plan.iter().enumerate();
        let theirs = plan.filter(|(_, line)| line.person.as_ref() == Some(from));
        changes.extend(theirs.map(|(at, _)| set(format!("visit_plan.{at}.person"))));
        steps.push(Step::Edit { path: client.path.to_string(), changes });
        let Some(contacts) = book.records.contacts.get(client.id) else { continue };
        let persons = contacts.record.persons.iter().enumerate();
        let known = persons.filter(|(_, person)| person.our_person.as_ref() == Some(from));
        let changes: Vec<Change> =
            known.map(|(at, _)| set(format!("persons.{at}.our_person"))).collect();
        if !changes.is_empty() {
            steps.push(Step::Edit { path: contacts.path.to_string(), changes });
        }
    }
    steps
}
