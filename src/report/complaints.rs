//! Complaints: the list with what is due next, and one complaint with its clocks and events.

use super::clients::{person_name, unit};
use super::column::Label;
use super::origins::{self, Origins};
use super::phrase::Phrase;
use super::sheet::{Cell, Sheet};
use crate::domain::book::{Book, Entry};
use crate::domain::complaints::{ComplaintState, Handling, Step};
use crate::domain::id::{BranchId, ClientId};
use crate::domain::record::complaint::{Complaint, Severity};
use crate::domain::time::{Date, Instant, Zone};
use std::collections::BTreeSet;

/// What a list is narrowed to; an empty list of words means any.
#[derive(Debug, Default)]
pub struct Filter {
    pub branch: Option<BranchId>,
    pub client: Option<ClientId>,
    pub states: Vec<ComplaintState>,
    pub severities: Vec<Severity>,
    pub open: bool,
    pub overdue: bool,
}

impl Filter {
    fn holds(&self, book: &Book, entry: &Entry<Complaint>, handling: &Handling<'_>) -> bool {
        let state = handling.state();
        let due = handling.next_due();
        self.branch.as_ref().is_none_or(|branch| entry.is_of(branch))
            && self.client.is_none_or(|client| book.successor(entry.record.client) == client)
            && (self.states.is_empty() || self.states.contains(&state))
            && (self.severities.is_empty() || self.severities.contains(&entry.record.severity))
            && (!self.open || due.is_some())
            && (!self.overdue || due.is_some_and(|due| due.is_passed))
    }
}

/// A time in the archive's zone.
fn time(instant: Instant, zone: Zone) -> Cell {
    Cell::Time(instant.with_timezone(&zone.0).naive_local())
}

fn deadline(instant: Instant, zone: Zone) -> Cell {
    Cell::Deadline(instant.with_timezone(&zone.0).naive_local())
}

/// The client's name, after merges.
fn client_name(book: &Book, client: ClientId) -> String {
    let entry = book.client(book.successor(client));
    entry.map_or_else(|| client.to_string(), |entry| entry.record.name.clone())
}

/// The complaints received by the as-of date: what is due first stands first, then the newest.
pub fn list(book: &Book, today: Date, filter: &Filter) -> Sheet {
    let columns = vec![
        Label::Id,
        Label::Branch,
        Label::Client,
        Label::Received,
        Label::Category,
        Label::Severity,
        Label::State,
        Label::Finding,
        Label::NextStep,
        Label::Due,
        Label::Handler,
    ];
    let mut found: Vec<_> = book
        .records
        .complaints
        .iter()
        .filter_map(|entry| Some((entry, Handling::new(book, entry, today)?)))
        .filter(|(entry, handling)| filter.holds(book, entry, handling))
        .collect();
    found.sort_by_cached_key(|(entry, handling)| {
        let due = handling.next_due().map(|due| due.deadline);
        let received = entry.record.received_at.as_event(book.zone);
        (due.is_none(), due, std::cmp::Reverse(received), entry.id)
    });
    let title = Phrase::ComplaintList { complaints: found.len(), today };
    let mut sheet = Sheet::new(title, columns);
    for (entry, handling) in &found {
        let record = &entry.record;
        let due = handling.next_due();
        sheet.rows.push(vec![
            Cell::code(entry.id),
            unit(book, &entry.unit),
            Cell::text(client_name(book, record.client)),
            time(record.received_at.as_event(book.zone), book.zone),
            Cell::word(record.category),
            Cell::word(record.severity),
            Cell::word(handling.state()),
            Cell::or_empty(record.finding, Cell::word),
            Cell::or_empty(due, |due| {
                Cell::Phrase(Phrase::NextStep { step: due.step, is_passed: due.is_passed })
            }),
            Cell::or_empty(due, |due| deadline(due.deadline, book.zone)),
            Cell::or_empty(record.handler.as_ref(), |by| Cell::text(person_name(book, by))),
        ]);
    }
    sheet
}

/// The title of one complaint.
pub fn title(book: &Book, entry: &Entry<Complaint>) -> Phrase {
    Phrase::ComplaintFile { id: entry.id, client: client_name(book, entry.record.client) }
}

/// What is to be done next, and by when.
pub fn next(book: &Book, handling: &Handling<'_>) -> Phrase {
    match handling.next_due() {
        Some(due) => Phrase::NextDue {
            step: due.step,
            at: due.deadline.with_timezone(&book.zone.0).naive_local(),
            is_passed: due.is_passed,
        },
        None if handling.awaits_appeal() => Phrase::AppealToDecide,
        None => Phrase::NothingDue,
    }
}

/// The four clocks and the state of each.
pub fn clocks(book: &Book, handling: &Handling<'_>) -> Sheet {
    let columns = vec![Label::Step, Label::From, Label::Due, Label::Done, Label::State];
    let mut sheet = Sheet::new(Phrase::ComplaintClocks, columns);
    for clock in Step::all().filter_map(|step| handling.clock(step)) {
        sheet.rows.push(vec![
            Cell::word(clock.step),
            time(clock.start, book.zone),
            deadline(clock.deadline, book.zone),
            Cell::or_empty(clock.done, |done| time(done, book.zone)),
            Cell::word(clock.state),
        ]);
    }
    sheet.notes.push(next(book, handling));
    sheet.notes.push(Phrase::StateIs { state: handling.state(), paused: handling.is_paused() });
    sheet
}

/// The events in order.
pub fn events(book: &Book, entry: &Entry<Complaint>, origins: Option<&Origins>) -> Sheet {
    let mut columns = vec![Label::At, Label::Step, Label::By, Label::Explanation];
    columns.extend(origins.iter().flat_map(|_| origins::COLUMNS));
    let title = Phrase::ComplaintEvents { events: entry.record.events.len() };
    let mut sheet = Sheet::new(title, columns);
    for (number, event) in entry.record.events.iter().enumerate() {
        let key = event_key(number);
        let set = origins.map(|origins| origins.cells(book, Some((&entry.path, &key))));
        let mut row = vec![
            time(event.at.as_event(book.zone), book.zone),
            Cell::word(event.kind),
            Cell::text(person_name(book, &event.by)),
            Cell::or_empty(event.note.as_ref(), Cell::text),
        ];
        row.extend(set.into_iter().flatten());
        sheet.rows.push(row);
    }
    sheet
}

/// The events of a complaint, by path and key.
pub fn sources(entry: &Entry<Complaint>) -> BTreeSet<(String, String)> {
    let numbers = 0..entry.record.events.len();
    numbers.map(|number| (entry.path.to_string(), event_key(number))).collect()
}

fn event_key(number: usize) -> String {
    format!("events.{number}")
}
