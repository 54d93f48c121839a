//! The agenda: a row for everything that is due, with the command that does it.

use super::clients::{person_name, unit};
use super::column::Label;
use super::phrase::Phrase;
use super::sheet::{Cell, Sheet};
use crate::domain::agenda::{Item, Matter};
use crate::domain::book::Book;
use crate::domain::complaints::Step;
use crate::domain::keyword::Keyword;
use crate::domain::time::Date;

/// An item as an event of a calendar, before it has a language.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Stays the same from day to day, so that a calendar replaces what it has.
    pub uid: String,
    pub due: Date,
    pub days_left: i64,
    pub matter: Cell,
    pub what: Cell,
    pub client: Cell,
    pub who: Cell,
    pub unit: Cell,
    pub command: String,
}

/// One row for each item, in the agenda's order.
pub fn sheet(book: &Book, today: Date, days: u32, items: &[Item]) -> Sheet {
    let columns = vec![
        Label::Due,
        Label::DaysLeft,
        Label::Matter,
        Label::Content,
        Label::Client,
        Label::Record,
        Label::Who,
        Label::Branch,
        Label::Command,
    ];
    let overdue = items.iter().filter(|item| item.is_overdue(today)).count();
    let title = Phrase::AgendaOf { today, days, items: items.len(), overdue };
    let mut sheet = Sheet::new(title, columns);
    for (item, event) in items.iter().zip(events(book, today, items)) {
        sheet.rows.push(row(event, Cell::or_empty(item.record, Cell::code)));
    }
    if items.is_empty() {
        sheet.notes.push(Phrase::NothingToDo { today, days });
    }
    sheet
}

fn row(event: Event, record: Cell) -> Vec<Cell> {
    vec![
        Cell::Date(event.due),
        Cell::Integer(event.days_left),
        event.matter,
        event.what,
        event.client,
        record,
        event.who,
        event.unit,
        Cell::Code(event.command),
    ]
}

/// The command that does what is due, ready to be pasted; what only a person can know is left to
/// the command's own questions.
pub fn command(item: &Item, today: Date) -> String {
    let record = item.record.map(|id| id.to_string()).unwrap_or_default();
    let client = item.client.map(|id| id.to_string()).unwrap_or_default();
    let (key, unit) = (&item.key, &item.unit);
    match &item.matter {
        Matter::ComplaintStep { step, .. } => match step {
            Step::Acknowledge => format!("kebu complaint event {record} acknowledged"),
            Step::Decide => format!("kebu complaint event {record} decided"),
            Step::Close => format!("kebu complaint close {record}"),
            Step::FollowUp => format!("kebu complaint follow-up {record}"),
        },
        Matter::Reply { .. } => format!("kebu visit set {record} answered_at={today}"),
        Matter::Commitment { .. } => format!("kebu visit set {record} {key}.done_on={today}"),
        Matter::Promise { .. } => format!("kebu project set {record} {key}.kept_on={today}"),
        Matter::Visit { level, .. } => {
            format!("kebu visit log {record} --level {}", level.key())
        }
        Matter::VisitReport { .. } => format!("kebu visit set {record} reported_on={today}"),
        Matter::ReturnVisit { .. } => format!("kebu visit log {client} --purpose return_visit"),
        Matter::Appraisal { .. }
        | Matter::NextStep { .. }
        | Matter::Override { .. }
        | Matter::Observation => format!("kebu client edit {record}"),
        Matter::Return { month } => format!("kebu submit {month}"),
        Matter::ProjectReport { month } => format!("kebu returns {month} --branch {unit}"),
        Matter::Analysis { half } => format!("kebu analysis new {record} --half {half}"),
        Matter::Survey { .. } => format!("kebu survey new {client} --project {record}"),
        Matter::Cause { .. } => format!("kebu survey edit {record}"),
        Matter::Improvement { .. } => {
            format!("kebu survey set {record} {key}.improvement_done={today}")
        }
        Matter::Payment { .. } => format!("kebu project set {record} {key}.paid_on={today}"),
        Matter::Facts { .. } | Matter::Verification { .. } => {
            format!("kebu client verify {record}")
        }
        Matter::Retention { contact } => format!("kebu contact remove {record} {contact}"),
        Matter::Summary { half, .. } => format!("kebu summary new {half} --branch {unit}"),
        Matter::Interview { half } | Matter::Recheck { half } => {
            format!("kebu notice show {half} --branch {unit}")
        }
        Matter::AccessDecision { .. } => format!("kebu access edit {record}"),
        Matter::AccessEnd { .. } => format!("kebu access show {record}"),
        Matter::Action { .. } => format!("kebu activity set {record} {key}.done_on={today}"),
        Matter::Correction { .. } => format!("kebu spot set {record} {key}.done_on={today}"),
        Matter::CareDay { .. } => format!("kebu visit log {client} --purpose care"),
        Matter::Festival { .. } => format!("kebu activity new --kind care --branch {unit}"),
        Matter::Duty { key, by_market_report: true, .. } => {
            format!("kebu market new --duty {key} --branch {unit}")
        }
        Matter::Duty { key, .. } => format!("kebu activity new --duty {key} --branch {unit}"),
    }
}

/// The agenda as events of a calendar, in its order.
pub fn events(book: &Book, today: Date, items: &[Item]) -> Vec<Event> {
    let event = |item: &Item| Event {
        uid: item.uid(),
        due: item.due,
        days_left: item.days_left(today),
        matter: Cell::word(item.matter.source()),
        what: Cell::Phrase(Phrase::Matter(Box::new(item.matter.clone()))),
        client: Cell::or_empty(item.client.and_then(|client| book.client(client)), |client| {
            Cell::named(client.id, &client.record.name)
        }),
        who: Cell::List(
            item.who.iter().map(|who| Cell::named(who, person_name(book, who))).collect(),
        ),
        unit: unit(book, &item.unit),
        command: command(item, today),
    };
    items.iter().map(event).collect()
}
