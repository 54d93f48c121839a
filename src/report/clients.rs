//! Clients in lists, and all that stands around one client.

use super::column::Label;
use super::phrase::Phrase;
use super::sheet::{Cell, Sheet};
use crate::domain::book::{Book, Entry};
use crate::domain::client_search::{Match, sort_key};
use crate::domain::grade::{self, Grading, State};
use crate::domain::id::{BranchId, ClientId, Id, PersonId, Unit};
use crate::domain::keyword::Keyword;
use crate::domain::record::client::{Client, ClientKind, Stage, Status};
use crate::domain::record::{Grade, Kind};
use crate::domain::time::Date;
use std::collections::BTreeMap;

/// What a list is narrowed to; an empty list of words means any.
#[derive(Debug, Default)]
pub struct Filter {
    pub branches: Vec<BranchId>,
    pub grades: Vec<Grade>,
    pub states: Vec<State>,
    pub stages: Vec<Stage>,
    pub kinds: Vec<ClientKind>,
    pub owners: Vec<PersonId>,
    /// Empty means active only.
    pub statuses: Vec<Status>,
}

impl Filter {
    fn holds(&self, client: &Entry<Client>, grading: Option<&Grading>) -> bool {
        fn any<T: PartialEq>(wanted: &[T], value: &T) -> bool {
            wanted.is_empty() || wanted.contains(value)
        }
        let record = &client.record;
        let status = match self.statuses.as_slice() {
            [] => record.status == Status::Active,
            wanted => wanted.contains(&record.status),
        };
        let graded = match grading {
            Some(grading) => {
                any(&self.grades, &grading.effective) && any(&self.states, &grading.state)
            }
            None => self.grades.is_empty() && self.states.is_empty(),
        };
        let is_of = |branch: &BranchId| client.is_of(branch);
        status
            && graded
            && any(&self.owners, &record.owner)
            && (self.branches.is_empty() || self.branches.iter().any(is_of))
            && any(&self.stages, &record.stage)
            && any(&self.kinds, &record.kind)
    }
}

/// The name of a person on our side, else the id.
pub fn person_name(book: &Book, person: &PersonId) -> String {
    book.records.people.get(person).map_or_else(|| person.to_string(), |p| p.name.clone())
}

/// The name of a branch, else its id.
pub fn branch_name(book: &Book, branch: &BranchId) -> String {
    book.records.branches.get(branch).map_or_else(|| branch.to_string(), |b| b.name.clone())
}

/// The branch in whose folder a record lies.
pub fn unit(book: &Book, unit: &Unit) -> Cell {
    match unit.branch() {
        Some(branch) => Cell::named(branch, branch_name(book, branch)),
        None => Cell::code(unit),
    }
}

fn gradings(book: &Book, today: Date) -> BTreeMap<Id, Grading> {
    grade::grade_all(book, today).into_iter().map(|grading| (grading.client.0, grading)).collect()
}

/// The clients for which a filter holds, by id.
pub fn select<'b>(book: &'b Book, today: Date, filter: &Filter) -> Vec<&'b Entry<Client>> {
    selected(book, &gradings(book, today), filter)
}

fn selected<'b>(
    book: &'b Book,
    gradings: &BTreeMap<Id, Grading>,
    filter: &Filter,
) -> Vec<&'b Entry<Client>> {
    let clients = book.records.clients.iter();
    clients.filter(|client| filter.holds(client, gradings.get(&client.id))).collect()
}

/// The list of clients, in the order of their names by pinyin.
pub fn list(book: &Book, today: Date, filter: &Filter) -> Sheet {
    let gradings = gradings(book, today);
    let mut clients = selected(book, &gradings, filter);
    clients.sort_by_cached_key(|client| (sort_key(&client.record.name), client.id));
    let mut sheet = Sheet::new(Phrase::ClientList { clients: clients.len(), today }, columns());
    sheet.rows = clients.iter().map(|c| row(book, c, gradings.get(&c.id))).collect();
    sheet
}

/// Search results, nearest first.
pub fn found(book: &Book, today: Date, found: &[(Match, &Entry<Client>)]) -> Sheet {
    let gradings = gradings(book, today);
    let mut columns = columns();
    columns.push(Label::Matched);
    let mut sheet = Sheet::new(Phrase::ClientList { clients: found.len(), today }, columns);
    for (how, client) in found {
        let mut row = row(book, client, gradings.get(&client.id));
        row.push(Cell::word(*how));
        sheet.rows.push(row);
    }
    sheet
}

fn columns() -> Vec<Label> {
    vec![
        Label::Id,
        Label::Client,
        Label::Branch,
        Label::Grade,
        Label::State,
        Label::Stage,
        Label::Kind,
        Label::Status,
        Label::Owner,
        Label::Registered,
        Label::Verified,
    ]
}

fn row(book: &Book, client: &Entry<Client>, grading: Option<&Grading>) -> Vec<Cell> {
    let record = &client.record;
    vec![
        Cell::code(client.id),
        Cell::text(&record.name),
        unit(book, &client.unit),
        Cell::or_empty(grading, |grading| Cell::code(grading.effective.key())),
        Cell::or_empty(grading, |grading| Cell::word(grading.state)),
        Cell::word(record.stage),
        Cell::word(record.kind),
        Cell::word(record.status),
        Cell::text(person_name(book, &record.owner)),
        Cell::Date(record.registered_on),
        Cell::or_empty(record.verified_on, Cell::Date),
    ]
}

/// The keys of a record with their values.
pub fn record(title: Phrase, rows: Vec<Vec<Cell>>) -> Sheet {
    let mut sheet = Sheet::new(title, vec![Label::Field, Label::Content]);
    sheet.rows = rows;
    sheet
}

/// The client's grade in one row.
pub fn grade_line(book: &Book, client: &Entry<Client>, today: Date) -> Sheet {
    let columns = vec![
        Label::Grade,
        Label::Computed,
        Label::State,
        Label::Reasons,
        Label::Missing,
        Label::Cell,
    ];
    let mut sheet = Sheet::new(Phrase::GradeOf { today }, columns);
    if !grade::is_graded(&client.record, today) {
        sheet.notes.push(Phrase::NotGraded { status: client.record.status });
        sheet.columns.clear();
        return sheet;
    }
    let grading = grade::grade(book, client, today);
    sheet.rows.push(super::grades::verdict(&grading));
    sheet
}

/// The contact persons; redacted where the output is for others.
pub fn contacts(book: &Book, client: &Entry<Client>, redact: bool) -> Option<Sheet> {
    let contacts = &book.records.contacts.get(client.id)?.record;
    let columns = vec![Label::ContactKey, Label::Contact, Label::Position, Label::State];
    let mut sheet = Sheet::new(Phrase::ContactsOf { people: contacts.persons.len() }, columns);
    for person in &contacts.persons {
        let name = if redact { Cell::Phrase(Phrase::Redacted) } else { Cell::text(&person.name) };
        sheet.rows.push(vec![
            Cell::code(&person.key),
            name,
            Cell::text(&person.position),
            Cell::or_empty(person.relation, Cell::word),
        ]);
    }
    Some(sheet)
}

/// Projects, complaints, visits, surveys and reports of the client, newest first.
pub fn linked(book: &Book, client: &Entry<Client>) -> Option<Sheet> {
    let id = ClientId(client.id);
    let mut rows: Vec<(Option<Date>, Kind, Id, String)> = Vec::new();
    rows.extend(book.projects_of(id).map(|entry| {
        let record = &entry.record;
        (record.signed_on.or(record.started_on), Kind::Project, entry.id, record.name.clone())
    }));
    rows.extend(book.complaints_of(id).map(|entry| {
        let on = entry.record.received_at.date(book.zone);
        (Some(on), Kind::Complaint, entry.id, entry.record.summary.clone())
    }));
    rows.extend(
        book.visits_of(id).map(|entry| {
            (Some(entry.record.on), Kind::Visit, entry.id, entry.record.topics.clone())
        }),
    );
    rows.extend(book.surveys_of(id).map(|entry| {
        let opinion = entry.record.opinion.clone().unwrap_or_default();
        (Some(entry.record.on), Kind::Survey, entry.id, opinion)
    }));
    rows.extend(book.analyses_of(id).map(|entry| {
        (Some(entry.record.submitted_on), Kind::Analysis, entry.id, entry.record.half.to_string())
    }));
    if rows.is_empty() {
        return None;
    }
    rows.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let columns = vec![Label::RecordKind, Label::Id, Label::At, Label::Summary];
    let mut sheet = Sheet::new(Phrase::LinkedRecords { records: rows.len() }, columns);
    for (on, kind, id, summary) in rows {
        let summary = Cell::text(summary);
        sheet.rows.push(vec![
            Cell::word(kind),
            Cell::code(id),
            Cell::or_empty(on, Cell::Date),
            summary,
        ]);
    }
    Some(sheet)
}

/// Clients drawn for spot checks.
pub struct Sampled<'b> {
    /// By branch, then id.
    pub clients: Vec<&'b Entry<Client>>,
    pub seed: u64,
    /// The command that draws the same sample again.
    pub again: String,
}

/// The sample, with the command that records what is found.
pub fn sampled(book: &Book, sampled: &Sampled<'_>) -> Sheet {
    let columns = vec![
        Label::Branch,
        Label::Id,
        Label::Client,
        Label::Owner,
        Label::Verified,
        Label::Command,
    ];
    let branches: std::collections::BTreeSet<_> =
        sampled.clients.iter().map(|client| &client.unit).collect();
    let seed = sampled.seed;
    let (clients, branches) = (sampled.clients.len(), branches.len());
    let mut sheet = Sheet::new(Phrase::Sample { clients, branches, seed }, columns);
    for client in &sampled.clients {
        sheet.rows.push(vec![
            unit(book, &client.unit),
            Cell::code(client.id),
            Cell::text(&client.record.name),
            Cell::text(person_name(book, &client.record.owner)),
            Cell::or_empty(client.record.verified_on, Cell::Date),
            Cell::code(format!("kebu spot record {} --seed {seed}", client.id)),
        ]);
    }
    sheet.notes.push(Phrase::SampleAgain { command: sampled.again.clone() });
    sheet
}
