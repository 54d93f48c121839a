//! Agendas of literal books: for every source what puts an item on it, on which day it is due, and
//! what takes it off again. Horizons and overdue days are the same for all and shown once.

mod clients;
mod periods;
mod records;

use super::*;
use crate::domain::book_builder::{book, day};
use crate::domain::returns::Evidence;

const CLIENT: &str = "branches/hz/clients/kh2601-000001.toml";
const CONTACTS: &str = "branches/hz/contacts/kh2601-000001.toml";
const PROJECT: &str = "branches/hz/projects/xm2601-000001.toml";
const VISIT: &str = "branches/hz/visits/2026/bf2606-000001.toml";
const COMPLAINT: &str = "branches/hz/complaints/2026/ts2605-000001.toml";
const SURVEY: &str = "branches/hz/surveys/2026/dc2606-000001.toml";
const ANALYSIS: &str = "branches/hz/analyses/2026/fx2606-000001.toml";
const ACTIVITY: &str = "branches/hz/activities/2026/jh2606-000001.toml";
const NOTICE: &str = "branches/hz/notices/2025H2.toml";
const SUMMARY: &str = "branches/hz/summaries/2025H2.toml";
const RETURN: &str = "branches/hz/returns/2026-06.toml";
const CHECK: &str = "hq/checks/2026H1/cc2606-000001.toml";
const ACCESS: &str = "hq/access/2026/cy2606-000001.toml";
const POLICY: &str = "policy.toml";

/// Due date and key of every item of a source, whatever the horizon.
fn due(files: &[(&str, &str)], source: Source, today: &str) -> Vec<String> {
    let book = book(files);
    let evidence = Evidence::declared(&book);
    let wanted = Wanted { sources: vec![source], ..Wanted::default() };
    let items = agenda(&Desk::new(&book, day(today), &evidence), 10_000, &wanted);
    items.iter().map(|item| format!("{} {}", item.due, item.key)).collect()
}

/// One record beside a client; each row: its text, the day, what is due.
fn table(path: &str, source: Source, rows: &[(&str, &str, &[&str])]) {
    for (text, today, expected) in rows {
        let files = match path {
            CLIENT => vec![(path, *text)],
            path => vec![(CLIENT, ""), (path, *text)],
        };
        assert_eq!(due(&files, source, today), *expected, "{text} {today}");
    }
}

const FORM: &str = "client = 'kh2601-000001'\nproject = 'xm2601-000001'\nphase = 'in_progress'\n\
                    method = 'visit'\nsurveyor = 'li-na'\n";

/// A form of a day with the first `answers` items, all of one score.
fn form(on: &str, answers: usize, score: u8) -> String {
    let item = |item: &SurveyItem| format!("[[items]]\nitem = '{}'\nscore = {score}\n", item.key());
    let items: String = SurveyItem::ALL.iter().take(answers).map(item).collect();
    format!("{FORM}on = {on}\n{items}")
}

#[test]
fn the_horizon_is_inclusive_and_what_is_overdue_always_stays() {
    let project = (PROJECT, "[[payments]]\ndue_on = 2026-06-15\namount = 1");
    let book = book(&[(CLIENT, ""), project]);
    let evidence = Evidence::declared(&book);
    for (today, days, expected) in [
        ("2026-06-15", 0, Some((0, false))),
        ("2026-06-14", 0, None),
        ("2026-06-14", 1, Some((1, false))),
        ("2026-06-16", 0, Some((-1, true))),
        ("2026-05-16", 30, Some((30, false))),
        ("2026-05-15", 30, None),
        ("2030-01-01", 0, Some((-1296, true))),
    ] {
        let wanted = Wanted { sources: vec![Source::Payment], ..Wanted::default() };
        let today = day(today);
        let items = agenda(&Desk::new(&book, today, &evidence), days, &wanted);
        let found = items.first().map(|item| (item.days_left(today), item.is_overdue(today)));
        assert_eq!(found, expected, "{today} {days}");
    }
}

#[test]
fn an_agenda_is_of_a_person_and_of_a_unit() {
    let project = (PROJECT, "manager = 'wang-bo'\n[[payments]]\ndue_on = 2026-06-15\namount = 1");
    let book = book(&[(CLIENT, ""), project]);
    let evidence = Evidence::declared(&book);
    let desk = Desk::new(&book, day("2026-06-15"), &evidence);
    let person = |id: &str| Wanted { person: Some(id.parse().unwrap()), ..Wanted::default() };
    let is_payment = |item: &Item| item.matter.source() == Source::Payment;
    assert!(agenda(&desk, 0, &person("wang-bo")).iter().any(is_payment));
    assert!(!agenda(&desk, 0, &person("li-na")).iter().any(is_payment));
    let unit = |unit: &str| Wanted { unit: Some(unit.parse().unwrap()), ..Wanted::default() };
    assert!(agenda(&desk, 0, &unit("hz")).iter().any(is_payment));
    assert!(agenda(&desk, 0, &unit("hq")).is_empty());
}

#[test]
fn names_in_calendars_are_distinct() {
    const PAYMENT: &str = "[[payments]]\ndue_on = 2026-06-15\namount = 1";
    let book = book(&[
        (CLIENT, "[facts.demanding]\nvalue = false\nas_of = 2026-01-01\nby = 'li-na'"),
        (PROJECT, &format!("{PAYMENT}\n{PAYMENT}")),
        (VISIT, "[[commitments]]\ntext = '一'\ndue_on = 2026-06-20"),
        (COMPLAINT, ""),
    ]);
    let evidence = Evidence::declared(&book);
    let desk = Desk::new(&book, day("2026-06-15"), &evidence);
    let items = agenda(&desk, 10_000, &Wanted::default());
    let names: std::collections::BTreeSet<_> = items.iter().map(Item::uid).collect();
    assert_eq!(names.len(), items.len());
    assert!(items.len() > 6, "{names:?}");
}
