//! Lists of records of the kinds that are written in daily work: one shape for all of them, the
//! newest first. What a record says in full is for `show`.

use super::clients::{person_name, unit};
use super::column::Label;
use super::phrase::Phrase;
use super::sheet::{Cell, Sheet};
use crate::domain::book::{Book, Entry, Shelf};
use crate::domain::id::{ClientId, PersonId, Unit};
use crate::domain::record::Kind;
use crate::domain::record::access::AccessClients;
use crate::domain::time::Date;
use std::cmp::Reverse;

/// What a list is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    pub unit: Option<Unit>,
    pub client: Option<ClientId>,
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// A record as a row.
struct Row {
    on: Date,
    clients: Vec<ClientId>,
    word: Cell,
    content: String,
    who: Vec<PersonId>,
}

/// The records of a kind up to the as-of date, the newest first. Kinds without a list of this shape
/// give an empty one.
pub fn list(book: &Book, kind: Kind, today: Date, filter: &Filter) -> Sheet {
    let columns = vec![
        Label::Id,
        Label::On,
        Label::Branch,
        Label::Client,
        Label::Category,
        Label::Content,
        Label::Who,
    ];
    let mut sheet = Sheet::new(Phrase::RecordList { kind, records: 0 }, columns);
    let view = View { book, today, filter };
    sheet.rows = view.all(kind);
    sheet.title = Phrase::RecordList { kind, records: sheet.rows.len() };
    sheet
}

/// `11/12`: fields that match, of those that were checked.
fn matched(fields: impl Iterator<Item = bool>) -> String {
    let (matching, all) = fields.fold((0, 0), |(m, all), is| (m + usize::from(is), all + 1));
    format!("{matching}/{all}")
}

struct View<'a> {
    book: &'a Book,
    today: Date,
    filter: &'a Filter,
}

impl View<'_> {
    fn all(&self, kind: Kind) -> Vec<Vec<Cell>> {
        let records = &self.book.records;
        match kind {
            Kind::Visit => self.rows(&records.visits, |it| Row {
                on: it.on,
                clients: vec![it.client],
                word: Cell::word(it.channel),
                content: it.topics.clone(),
                who: it.by.clone(),
            }),
            Kind::Survey => self.rows(&records.surveys, |it| Row {
                on: it.on,
                clients: vec![it.client],
                word: Cell::word(it.phase),
                content: it.opinion.clone().unwrap_or_default(),
                who: vec![it.surveyor.clone()],
            }),
            Kind::Analysis => self.rows(&records.analyses, |it| Row {
                on: it.submitted_on,
                clients: vec![it.client],
                word: Cell::or_empty(it.suggested_grade, Cell::word),
                content: it.half.to_string(),
                who: vec![it.author.clone()],
            }),
            Kind::Activity => self.rows(&records.activities, |it| Row {
                on: it.from,
                clients: it.clients.clone(),
                word: Cell::word(it.kind),
                content: it.title.clone(),
                who: vec![it.by.clone()],
            }),
            Kind::Market => self.rows(&records.market, |it| Row {
                on: it.submitted_on,
                clients: it.items.iter().filter_map(|item| item.client).collect(),
                word: Cell::or_empty(it.items.first(), |item| Cell::word(item.about)),
                content: it.items.first().map_or_else(String::new, |item| item.text.clone()),
                who: vec![it.by.clone()],
            }),
            Kind::Access => self.rows(&records.access, |it| Row {
                on: it.from,
                clients: match &it.clients {
                    AccessClients::All => Vec::new(),
                    AccessClients::Listed(clients) => clients.clone(),
                },
                word: Cell::or_empty(it.decision, Cell::word),
                content: it.purpose.clone(),
                who: vec![it.applicant.clone()],
            }),
            Kind::SpotCheck => self.rows(&records.spot_checks, |it| Row {
                on: it.on,
                clients: vec![it.client],
                word: Cell::Empty,
                content: matched(it.fields.iter().map(|field| field.matches)),
                who: vec![it.by.clone()],
            }),
            Kind::Archive
            | Kind::Policy
            | Kind::Person
            | Kind::Branch
            | Kind::Client
            | Kind::Contacts
            | Kind::Project
            | Kind::Complaint
            | Kind::Return
            | Kind::Summary
            | Kind::Notice
            | Kind::Ranking
            | Kind::Assessment => Vec::new(),
        }
    }

    fn rows<T>(&self, shelf: &Shelf<T>, row: impl Fn(&T) -> Row) -> Vec<Vec<Cell>> {
        let mut found: Vec<(&Entry<T>, Row)> = shelf
            .iter()
            .map(|entry| (entry, row(&entry.record)))
            .filter(|(entry, row)| self.holds(&entry.unit, row))
            .collect();
        found.sort_by_key(|(entry, row)| (Reverse(row.on), entry.id));
        found.into_iter().map(|(entry, row)| self.cells(entry, row)).collect()
    }

    fn holds(&self, unit: &Unit, row: &Row) -> bool {
        let filter = self.filter;
        let is_of = |client: ClientId| {
            row.clients.iter().any(|other| self.book.successor(*other) == client)
        };
        row.on <= filter.until.unwrap_or(self.today)
            && filter.from.is_none_or(|from| from <= row.on)
            && filter.unit.as_ref().is_none_or(|wanted| wanted == unit)
            && filter.client.is_none_or(is_of)
    }

    fn cells<T>(&self, entry: &Entry<T>, row: Row) -> Vec<Cell> {
        let client = |id: &ClientId| {
            let entry = self.book.client(self.book.successor(*id));
            let name = entry.map_or_else(|| id.to_string(), |entry| entry.record.name.clone());
            Cell::named(id, name)
        };
        let person = |who: &PersonId| Cell::named(who, person_name(self.book, who));
        vec![
            Cell::code(entry.id),
            Cell::Date(row.on),
            unit(self.book, &entry.unit),
            Cell::List(row.clients.iter().map(client).collect()),
            row.word,
            Cell::text(row.content),
            Cell::List(row.who.iter().map(person).collect()),
        ]
    }
}
