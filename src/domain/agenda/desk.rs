//! What every source looks at, and who is expected to do something. It knows no source.

use super::{Item, Matter};
use crate::domain::book::{Book, Entry};
use crate::domain::grade::{Grading, grade_all};
use crate::domain::id::{ClientId, PersonId, Unit};
use crate::domain::period::Half;
use crate::domain::record::client::Client;
use crate::domain::record::person::Role;
use crate::domain::record::project::Project;
use crate::domain::returns::Evidence;
use crate::domain::time::{Date, days_after};

/// The book on a day, with the grades of that day.
#[derive(Debug)]
pub struct Desk<'a> {
    pub book: &'a Book,
    pub today: Date,
    pub evidence: &'a Evidence,
    /// By client id.
    pub gradings: Vec<Grading>,
}

impl<'a> Desk<'a> {
    pub fn new(book: &'a Book, today: Date, evidence: &'a Evidence) -> Self {
        Self { book, today, evidence, gradings: grade_all(book, today) }
    }

    /// The graded clients, with their grades.
    pub(super) fn graded(&self) -> impl Iterator<Item = (&'a Entry<Client>, &Grading)> {
        let book = self.book;
        self.gradings.iter().filter_map(move |it| Some((book.client(it.client)?, it)))
    }

    /// An item about a client, in the hands of its account manager.
    pub(super) fn of_client(
        &self,
        client: &Entry<Client>,
        due: Date,
        matter: Matter,
        key: impl Into<String>,
    ) -> Item {
        Item {
            due,
            matter,
            unit: client.unit.clone(),
            client: Some(ClientId(client.id)),
            record: Some(client.id),
            who: vec![client.record.owner.clone()],
            key: key.into(),
        }
    }

    /// An item about another record of a client.
    pub(super) fn of_record<T>(
        &self,
        entry: &Entry<T>,
        client: ClientId,
        due: Date,
        matter: Matter,
        key: impl Into<String>,
    ) -> Item {
        let client = self.book.successor(client);
        Item {
            due,
            matter,
            unit: entry.unit.clone(),
            client: Some(client),
            record: Some(entry.id),
            who: self.owner(client).into_iter().collect(),
            key: key.into(),
        }
    }

    /// An item about a project, in the hands of its manager, else of the account manager.
    pub(super) fn of_project(
        &self,
        entry: &Entry<Project>,
        due: Date,
        matter: Matter,
        key: impl Into<String>,
    ) -> Item {
        let item = self.of_record(entry, entry.record.client, due, matter, key);
        item.by(entry.record.manager.clone())
    }

    /// The client's account manager.
    pub(super) fn owner(&self, client: ClientId) -> Option<PersonId> {
        self.book.client(client).map(|client| client.record.owner.clone())
    }

    /// The clerks of a branch.
    pub(super) fn clerks(&self, unit: &Unit) -> Vec<PersonId> {
        let branch = unit.branch().and_then(|branch| self.book.records.branches.get(branch));
        branch.map_or_else(Vec::new, |branch| branch.clerks.clone())
    }

    /// The head of a branch.
    pub(super) fn head(&self, unit: &Unit) -> Option<PersonId> {
        let branch = unit.branch().and_then(|branch| self.book.records.branches.get(branch));
        branch.map(|branch| branch.head.clone())
    }

    /// The people of a role who work here today.
    pub(super) fn of_role(&self, role: Role) -> impl Iterator<Item = (&'a PersonId, &'a Unit)> {
        let today = self.today;
        let people = self.book.records.people.iter();
        people
            .filter(move |(_, person)| person.role == role && person.is_active(today))
            .map(|(id, person)| (id, &person.unit))
    }

    /// Since when a half-year's work can still be asked for: the previous half-year's first day.
    /// What fell due before it was judged long ago.
    pub(super) fn oldest(&self) -> Date {
        Half::of(self.today).previous().first_day()
    }

    /// The half-years whose work can still be done: this one, and the previous one until its close
    /// (rules §9).
    pub(super) fn open_halves(&self) -> impl Iterator<Item = Half> {
        let current = Half::of(self.today);
        let previous = current.previous();
        let close = days_after(previous.last_day(), self.book.policy.assessment.close_days);
        let previous = Some(previous).filter(|_| self.today <= close);
        previous.into_iter().chain([current])
    }
}

impl Item {
    /// The same, in the hands of this person where there is one.
    pub(super) fn by(mut self, person: Option<PersonId>) -> Self {
        if let Some(person) = person {
            self.who = vec![person];
        }
        self
    }
}

/// Each once, in the order in which they came.
pub(super) fn distinct(people: impl IntoIterator<Item = PersonId>) -> Vec<PersonId> {
    let mut found: Vec<PersonId> = Vec::new();
    for person in people {
        if !found.contains(&person) {
            found.push(person);
        }
    }
    found
}
