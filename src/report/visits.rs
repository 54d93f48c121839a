//! Visits that are due, with the bad-record briefing where one belongs before the visit.

use super::clients::unit;
use super::column::Label;
use super::phrase::Phrase;
use super::sheet::{Cell, Sheet};
use crate::domain::book::Book;
use crate::domain::grade::Grading;
use crate::domain::keyword::Keyword;
use crate::domain::time::Date;
use crate::domain::visits::{Execution, Obligation, bad_record_predicates};
use std::collections::BTreeMap;

/// One row for each obligation; `gradings` are those of the clients concerned.
pub fn due(book: &Book, today: Date, gradings: &[Grading], found: &[Obligation]) -> Sheet {
    let columns = vec![
        Label::Due,
        Label::DaysLeft,
        Label::Id,
        Label::Client,
        Label::Branch,
        Label::Grade,
        Label::Level,
        Label::Cadence,
        Label::MetBy,
        Label::Explanation,
    ];
    let by_client: BTreeMap<_, _> = gradings.iter().map(|g| (g.client, g)).collect();
    let mut sheet = Sheet::new(Phrase::VisitsDue { visits: found.len(), today }, columns);
    for obligation in found {
        let Some(client) = book.client(obligation.client) else { continue };
        let grading = by_client.get(&obligation.client);
        let bad = grading.map(|grading| bad_record_predicates(grading)).unwrap_or_default();
        let briefing = if bad.is_empty() {
            Cell::Empty
        } else {
            Cell::Phrase(Phrase::Briefing { predicates: bad })
        };
        sheet.rows.push(vec![
            Cell::Date(obligation.due),
            Cell::Integer(obligation.days_left(today)),
            Cell::code(client.id),
            Cell::text(&client.record.name),
            unit(book, &client.unit),
            Cell::or_empty(grading, |grading| Cell::code(grading.effective.key())),
            Cell::word(obligation.level),
            Cell::word(obligation.cadence),
            Cell::or_empty(obligation.met_by, Cell::code),
            briefing,
        ]);
    }
    sheet
}

/// How many of the obligations due so far were met.
pub fn execution(found: &[Obligation], today: Date) -> Phrase {
    let execution = Execution::of(found, today);
    Phrase::VisitExecution { met: execution.met, due: execution.due }
}
