//! Who is expected to make a visit of the plan. It decides no obligation.

use super::{Obligation, PlanLine};
use crate::domain::book::{Book, Entry};
use crate::domain::id::{ClientId, PersonId};
use crate::domain::record::VisitorLevel;
use crate::domain::record::client::Client;
use crate::domain::record::person::Role;
use crate::domain::time::Date;
use crate::domain::works;

/// Whom the client's own plan names, else who has the level; and with those the account manager,
/// who arranges the visit.
pub fn visitors(
    book: &Book,
    client: &Entry<Client>,
    obligation: &Obligation,
    today: Date,
) -> Vec<PersonId> {
    let own = match obligation.line {
        PlanLine::Policy(_) => None,
        PlanLine::Own(index) => client.record.visit_plan.get(index),
    };
    if let Some(person) = own.and_then(|line| line.person.clone()) {
        return vec![person];
    }
    let records = &book.records;
    let mut people: Vec<PersonId> = match obligation.level {
        VisitorLevel::GroupLeader => records
            .people
            .iter()
            .filter(|(_, it)| it.role == Role::GroupLeader && it.is_active(today))
            .map(|(person, _)| person.clone())
            .collect(),
        VisitorLevel::BranchLeader => {
            let branch = client.unit.branch().and_then(|branch| records.branches.get(branch));
            branch.map(|branch| branch.head.clone()).into_iter().collect()
        }
        VisitorLevel::Marketer => Vec::new(),
        VisitorLevel::ProjectManager => managers(book, ClientId(client.id), today),
    };
    people.push(client.record.owner.clone());
    each_once(people)
}

/// The managers of the client's projects in progress.
fn managers(book: &Book, client: ClientId, today: Date) -> Vec<PersonId> {
    let projects = book.projects_of(client);
    let running = projects.filter(|it| works::is_in_progress(&it.record, today));
    running.filter_map(|it| it.record.manager.clone()).collect()
}

/// Each once, in the order in which they came.
fn each_once(people: Vec<PersonId>) -> Vec<PersonId> {
    let mut found: Vec<PersonId> = Vec::new();
    for person in people {
        if !found.contains(&person) {
            found.push(person);
        }
    }
    found
}
