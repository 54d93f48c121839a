//! Why a client has its grade: for every predicate the facts, what each rests on, its age, and the
//! file and line to look at; then the way to the next grade.

use super::clients::person_name;
use super::column::Label;
use super::history_phrase::HistoryPhrase;
use super::origins::{self, Origins};
use super::phrase::{Phrase, Words};
use super::sheet::{Cell, Sheet};
use crate::archive::files::Files;
use crate::archive::locate::locate;
use crate::diag::Place;
use crate::domain::book::{Book, Entry};
use crate::domain::grade::explain::{Evidence, Explanation, FactFound, Source, explain};
use crate::domain::grade::facts::FactValue;
use crate::domain::grade::{FactNumber, Grading, Ternary};
use crate::domain::keyword::Keyword;
use crate::domain::record::client::Client;
use crate::domain::time::Date;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Verdict and explanation of one client.
pub fn sheets(
    book: &Book,
    files: &Files,
    grading: &Grading,
    as_of: Date,
    origins: Option<&Origins>,
) -> Vec<Sheet> {
    let Some(client) = book.client(grading.client) else { return Vec::new() };
    let explanation = explain(book, client, as_of);
    let title = Phrase::GradeExplained {
        id: client.id,
        name: client.record.name.clone(),
        grade: grading.effective,
        state: grading.state,
        as_of,
    };
    let mut columns =
        vec![Label::Predicate, Label::Value, Label::Basis, Label::Explanation, Label::Record];
    columns.extend(origins.iter().flat_map(|_| origins::COLUMNS));
    let mut sheet = Sheet::new(title, columns);
    for found in &explanation.predicates {
        let predicate = Cell::Phrase(Phrase::Predicate(found.predicate));
        let mut head = vec![predicate, ternary(found.is)];
        for number in found.rests_on {
            let Some(fact) = explanation.facts.iter().find(|fact| fact.fact == *number) else {
                continue;
            };
            let mut basis = Cell::Phrase(Phrase::FactIs { fact: fact.fact, value: fact.value });
            for evidence in &fact.evidence {
                let mut row = std::mem::take(&mut head);
                row.resize(2, Cell::Empty);
                row.push(std::mem::replace(&mut basis, Cell::Empty));
                row.push(Cell::Phrase(evidence_phrase(book, evidence)));
                row.push(Cell::or_empty(source(evidence), |s| Cell::code(place(files, s))));
                let at = source(evidence).map(|s| (s.path.as_ref(), s.key.as_str()));
                row.extend(origins.iter().flat_map(|origins| origins.cells(book, at)));
                sheet.rows.push(row);
            }
        }
    }
    notes(book, files, client.record.overrides.as_slice(), &explanation, &mut sheet);
    let over = explanation.override_source.as_ref();
    if let Some((source, origins)) = over.zip(origins)
        && let Some(commit) = origins.commit(&source.path, &source.key)
    {
        let by = commit.person(book).map_or(&commit.author, |(_, person)| &person.name).clone();
        let at = book.zone.date_of(commit.committed_at).to_string();
        let commit = commit.short().to_owned();
        sheet.notes.push(HistoryPhrase::OverrideSet { by, at, commit }.into());
    }
    vec![sheet]
}

/// The values that explanations name, by path and key.
pub fn sources(book: &Book, gradings: &[Grading], as_of: Date) -> BTreeSet<(String, String)> {
    let clients = gradings.iter().filter_map(|grading| book.client(grading.client));
    let of_client = |client: &Entry<Client>| {
        let explanation = explain(book, client, as_of);
        let evidence = explanation.facts.iter().flat_map(|fact| &fact.evidence);
        let sources = evidence.filter_map(source).chain(explanation.override_source.as_ref());
        let pairs = sources.map(|source| (source.path.to_string(), source.key.clone()));
        pairs.collect::<Vec<_>>()
    };
    clients.flat_map(of_client).collect()
}

fn notes(
    book: &Book,
    files: &Files,
    overrides: &[crate::domain::record::client::Override],
    explanation: &Explanation,
    sheet: &mut Sheet,
) {
    let grading = &explanation.grading;
    if grading.conflict {
        sheet.notes.push(Phrase::ConflictNote { precedence: book.policy.grade.precedence });
    }
    if let Some(over) = grading.override_index.and_then(|index| overrides.get(index)) {
        sheet.notes.push(Phrase::OverrideNote {
            grade: over.grade,
            computed: grading.computed,
            from: over.from,
            until: over.until,
            reason: over.reason.clone(),
            approved_by: person_name(book, &over.approved_by),
            place: explanation.override_source.as_ref().map(|s| place(files, s)),
        });
    }
    if !grading.missing.is_empty() {
        sheet.notes.push(Phrase::MissingFacts { facts: grading.missing.clone() });
    }
    if let Some(cell) = grading.cell {
        sheet.notes.push(Phrase::CellNote {
            cell,
            scale_yuan: explanation.scale_yuan,
            months: book.policy.scale_profit.months,
        });
    }
    match &explanation.lift {
        Some(lift) => sheet.notes.push(Phrase::LiftNote {
            to: lift.to,
            obstacles: lift.obstacles.iter().map(|o| (o.predicate, o.is, o.wanted)).collect(),
        }),
        None => sheet.notes.push(Phrase::NoLift),
    }
    sheet.notes.push(Phrase::GradeDefaults);
}

pub fn evidence_phrase(book: &Book, evidence: &Evidence) -> Phrase {
    let by = match evidence {
        Evidence::Recorded { by, .. } | Evidence::Stale { by, .. } => person_name(book, by),
        _ => String::new(),
    };
    Phrase::Evidence { evidence: Box::new(evidence.clone()), by }
}

/// Where the evidence stands, if it stands in one place.
pub fn source(evidence: &Evidence) -> Option<&Source> {
    match evidence {
        Evidence::Recorded { source, .. }
        | Evidence::Stale { source, .. }
        | Evidence::Missing { source }
        | Evidence::Later { source, .. }
        | Evidence::Cooperation { source, .. }
        | Evidence::Misconduct { source, .. }
        | Evidence::LongestOverdue { source, .. }
        | Evidence::RiskCheck { source, .. }
        | Evidence::Need { source, .. }
        | Evidence::Contact { source, .. }
        | Evidence::Complaint { source, .. }
        | Evidence::MarginOf { source, .. } => Some(source),
        Evidence::NoCooperation { .. }
        | Evidence::NoMisconduct
        | Evidence::Payments { .. }
        | Evidence::NoNearNeed { .. }
        | Evidence::Contacts { .. }
        | Evidence::Complaints { .. }
        | Evidence::Margin { .. }
        | Evidence::FollowsFrom { .. } => None,
    }
}

/// `path:line` of a source.
pub fn place(files: &Files, source: &Source) -> String {
    line_of(files, &source.path, &source.key)
}

/// `path:line` of a key; the path alone where the file is not there.
pub fn line_of(files: &Files, path: &str, key: &str) -> String {
    match locate(files, &Place::key(path, key)) {
        Some(found) => format!("{path}:{}", found.line),
        None => path.to_owned(),
    }
}

fn ternary(value: Ternary) -> Cell {
    Cell::word(value)
}

/// The contract's JSON with an `explanation` in each client.
pub fn json(
    book: &Book,
    files: &Files,
    gradings: &[Grading],
    as_of: Date,
    words: Words,
    origins: Option<&Origins>,
) -> Value {
    // Our own types always become JSON.
    let mut json =
        serde_json::to_value(super::grades::json(book, as_of, gradings)).unwrap_or_default();
    let clients = json["clients"].as_array_mut().into_iter().flatten();
    for (value, grading) in clients.zip(gradings) {
        let Some(client) = book.client(grading.client) else { continue };
        let explanation = explain(book, client, as_of);
        let fact = |fact| fact_json(book, files, fact, words, origins);
        let facts: Vec<Value> = explanation.facts.iter().map(fact).collect();
        let lift = explanation.lift.as_ref().map(|lift| {
            let obstacles: Vec<&str> =
                lift.obstacles.iter().map(|obstacle| obstacle.predicate.key()).collect();
            json!({ "to": lift.to.key(), "obstacles": obstacles })
        });
        value["explanation"] = json!({ "facts": facts, "lift": lift });
    }
    json
}

fn fact_json(
    book: &Book,
    files: &Files,
    found: &FactFound,
    words: Words,
    origins: Option<&Origins>,
) -> Value {
    let evidence: Vec<Value> = found
        .evidence
        .iter()
        .map(|evidence| {
            let text = words(&evidence_phrase(book, evidence));
            let source = source(evidence);
            let mut value = json!({ "text": text, "place": source.map(|s| place(files, s)) });
            if let Some(origins) = origins {
                let at = source.map(|s| (s.path.as_ref(), s.key.as_str()));
                value["set"] = origins.json(book, at);
            }
            value
        })
        .collect();
    let value: Value = match found.value {
        FactValue::Unknown => Value::Null,
        FactValue::Flag(flag) => flag.into(),
        FactValue::Rating(rating) => rating.key().into(),
        FactValue::Level(level) => level.key().into(),
    };
    let fact: FactNumber = found.fact;
    json!({ "fact": fact.key(), "value": value, "evidence": evidence })
}
