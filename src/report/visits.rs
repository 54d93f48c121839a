//! Visits that are due, with the bad-record briefing where one belongs before the visit.

use super::clients::{person_name, unit};
use super::column::Label;
use super::grade_explained::evidence_phrase;
use super::phrase::Phrase;
use super::sheet::{Cell, Sheet};
use crate::domain::book::{Book, Entry};
use crate::domain::grade::Grading;
use crate::domain::grade::explain::{Evidence, FactFound, explain};
use crate::domain::grade::facts::FactValue;
use crate::domain::keyword::Keyword;
use crate::domain::record::Rating;
use crate::domain::record::client::Client;
use crate::domain::time::Date;
use crate::domain::visits::{
    Execution, Obligation, PlanLine, bad_record_predicates, current_obligations, visitors,
};
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

/// The bad-record briefing before contact with a client, as of a day: which predicates hold, and
/// what each rests on. Empty where none holds (rules §3).
pub fn briefing(book: &Book, client: &Entry<Client>, on: Date) -> Vec<Phrase> {
    let explanation = explain(book, client, on);
    let predicates = bad_record_predicates(&explanation.grading);
    if predicates.is_empty() {
        return Vec::new();
    }
    let mut said = vec![Phrase::Briefing { predicates: predicates.clone() }];
    for found in explanation.predicates.iter().filter(|it| predicates.contains(&it.predicate)) {
        // Where one of two facts is enough, only the one that is bad is told.
        let rests = |fact: &&FactFound| found.rests_on.contains(&fact.fact) && is_bad(fact.value);
        for evidence in explanation.facts.iter().filter(rests).flat_map(|fact| &fact.evidence) {
            if matches!(evidence, Evidence::FollowsFrom { .. }) {
                continue;
            }
            let phrase = Box::new(evidence_phrase(book, evidence));
            let line = Phrase::BriefingLine { predicate: found.predicate, phrase };
            if !said.contains(&line) {
                said.push(line);
            }
        }
    }
    said
}

fn is_bad(value: FactValue) -> bool {
    matches!(value, FactValue::Flag(true) | FactValue::Rating(Rating::Poor))
}

/// How many of the obligations due so far were met.
pub fn execution(found: &[Obligation], today: Date) -> Phrase {
    let execution = Execution::of(found, today);
    Phrase::VisitExecution { met: execution.met, due: execution.due }
}

/// The visit plan of clients: the lines that oblige in the current periods, with whom it names.
pub fn plan(book: &Book, today: Date, gradings: &[Grading]) -> Sheet {
    let columns = vec![
        Label::Id,
        Label::Client,
        Label::Branch,
        Label::Grade,
        Label::Level,
        Label::Cadence,
        Label::Who,
        Label::Contact,
        Label::Goal,
        Label::Due,
        Label::MetBy,
    ];
    let mut sheet = Sheet::new(Phrase::VisitPlan { lines: 0, today }, columns);
    for grading in gradings {
        let Some(client) = book.client(grading.client) else { continue };
        for obligation in current_obligations(book, grading, today) {
            let own = match obligation.line {
                PlanLine::Own(index) => client.record.visit_plan.get(index),
                PlanLine::Policy(_) => None,
            };
            let people = visitors(book, client, &obligation, today);
            let people = people.iter().map(|it| Cell::named(it, person_name(book, it)));
            sheet.rows.push(vec![
                Cell::code(client.id),
                Cell::text(&client.record.name),
                unit(book, &client.unit),
                Cell::code(grading.effective.key()),
                Cell::word(obligation.level),
                Cell::word(obligation.cadence),
                Cell::List(people.collect()),
                Cell::or_empty(own.and_then(|line| line.with.as_ref()), Cell::code),
                Cell::or_empty(own.and_then(|line| line.goal.as_ref()), Cell::text),
                Cell::Date(obligation.due),
                Cell::or_empty(obligation.met_by, Cell::code),
            ]);
        }
    }
    sheet.title = Phrase::VisitPlan { lines: sheet.rows.len(), today };
    sheet
}
