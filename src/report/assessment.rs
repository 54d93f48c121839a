//! The half-year assessment: the overview, every part with every point lost, and its JSON
//! (rules §9, §10).

use super::clients::branch_name;
use super::column::Label;
use super::grade_explained::line_of;
use super::origins::{self, Origins};
use super::phrase::{Phrase, Words};
use super::sheet::{Cell, Sheet};
use crate::archive::files::Files;
use crate::domain::assess::score::{IndicatorScore, Loss, LossReason, PartScore};
use crate::domain::assess::{Assessment, BranchAssessment};
use crate::domain::book::Book;
use crate::domain::keyword::Keyword;
use crate::domain::score::Tenths;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// One row for each branch: indicators, total, result.
pub fn overview(book: &Book, assessment: &Assessment) -> Sheet {
    let columns = vec![
        Label::Branch,
        Label::Reporting,
        Label::Complaints,
        Label::Satisfaction,
        Label::Analysis,
        Label::Truth,
        Label::Adjustment,
        Label::Total,
        Label::Result,
        Label::Caps,
    ];
    let title = Phrase::AssessmentOf { half: assessment.half, as_of: assessment.as_of };
    let mut sheet = Sheet::new(title, columns);
    for branch in &assessment.branches {
        let mut row = vec![Cell::text(branch_name(book, &branch.branch))];
        row.extend(branch.indicators.iter().map(|indicator| {
            Cell::Phrase(Phrase::PointsOf {
                points: indicator.applicable.then(|| Tenths::round(&indicator.points)),
                of: Tenths::round(&indicator.of),
            })
        }));
        row.push(Cell::Score(Tenths::round(&branch.adjustment)));
        row.push(branch.total.map_or(Cell::NotApplicable, Cell::Score));
        row.push(branch.result.map_or(Cell::NotApplicable, Cell::word));
        row.push(limits(branch));
        sheet.rows.push(row);
    }
    if assessment.in_progress {
        sheet.notes.push(Phrase::InProgress { as_of: assessment.as_of });
    }
    sheet.notes.push(Phrase::AssessmentDefaults);
    sheet
}

/// Caps and the veto, in the contract's order.
fn limits(branch: &BranchAssessment) -> Cell {
    let mut limits: Vec<Cell> =
        branch.caps.iter().map(|cap| Cell::Phrase(Phrase::Cap(cap.clone()))).collect();
    if branch.veto.is_some() {
        limits.push(Cell::Phrase(Phrase::VetoShort));
    }
    if limits.is_empty() { Cell::Empty } else { Cell::List(limits) }
}

/// Per branch: the parts with what enters them, then every point lost and the record that lost it.
pub fn explained(
    book: &Book,
    files: &Files,
    assessment: &Assessment,
    origins: Option<&Origins>,
) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for branch in &assessment.branches {
        sheets.push(parts(book, files, assessment, branch));
        sheets.push(losses(book, files, branch, origins));
    }
    sheets
}

/// The values that losses name, by path and key.
pub fn sources(assessment: &Assessment) -> BTreeSet<(String, String)> {
    let branches = assessment.branches.iter();
    let parts = branches.flat_map(|branch| &branch.indicators).flat_map(|found| &found.parts);
    let sources = parts.flat_map(|part| &part.losses).filter_map(source);
    sources.map(|(path, key)| (path.to_owned(), key.to_owned())).collect()
}

/// The value that lost points; none where something is not there. A record that was back-dated is
/// told by who set its main date (rules §5).
fn source(loss: &Loss) -> Option<(&str, &str)> {
    let main_date = |path: &str| {
        let folder = path.split('/').nth(2)?;
        Some(match folder {
            "clients" => "registered_on",
            "projects" => "signed_on",
            "complaints" => "received_at",
            "visits" | "surveys" => "on",
            "analyses" => "submitted_on",
            _ => return None,
        })
    };
    let key = match (&loss.key, &loss.reason) {
        (Some(key), _) => key,
        (None, LossReason::BackDated { .. }) => main_date(&loss.path)?,
        (None, _) => return None,
    };
    Some((&loss.path, key))
}

fn parts(book: &Book, files: &Files, assessment: &Assessment, branch: &BranchAssessment) -> Sheet {
    let title = Phrase::BranchAssessment {
        name: branch_name(book, &branch.branch),
        half: assessment.half,
        total: branch.total,
        result: branch.result,
    };
    let columns = vec![Label::Indicator, Label::Part, Label::Points, Label::Of, Label::Explanation];
    let mut sheet = Sheet::new(title, columns);
    for indicator in &branch.indicators {
        let mut name = Cell::word(indicator.indicator);
        for part in &indicator.parts {
            let (points, of) = if part.applicable {
                (score(&part.points), score(&part.of))
            } else {
                (Cell::NotApplicable, Cell::NotApplicable)
            };
            let terms = Cell::Phrase(Phrase::Terms {
                indicator: indicator.indicator,
                part: part.part,
                terms: part.terms.clone(),
            });
            let name = std::mem::replace(&mut name, Cell::Empty);
            sheet.rows.push(vec![name, Cell::word(part.part), points, of, terms]);
        }
    }
    verdict_notes(book, files, assessment, branch, &mut sheet);
    sheet
}

fn score(exact: &crate::domain::score::Exact) -> Cell {
    Cell::Score(Tenths::round(exact))
}

/// Adjustment, caps, veto, and what follows from the result.
fn verdict_notes(
    book: &Book,
    files: &Files,
    assessment: &Assessment,
    branch: &BranchAssessment,
    sheet: &mut Sheet,
) {
    if branch.total.is_none() {
        sheet.notes.push(Phrase::NotAssessed);
        return;
    }
    for entry in &book.policy.assessment.adjustments {
        if entry.half == assessment.half && entry.branch == branch.branch {
            let points = Tenths::round(&entry.points.exact());
            sheet.notes.push(Phrase::Adjusted { points, reason: entry.reason.clone() });
        }
    }
    for cap in &branch.caps {
        sheet.notes.push(Phrase::CapNote(cap.clone()));
    }
    if let Some(veto) = &branch.veto {
        sheet.notes.push(Phrase::VetoNote { place: line_of(files, &veto.path, &veto.key) });
    }
    if let Some(result) = branch.result {
        let days = book.policy.assessment.summary_days;
        sheet.notes.push(Phrase::Consequence { result, days });
    }
    sheet.notes.push(Phrase::AssessmentDefaults);
}

fn losses(
    book: &Book,
    files: &Files,
    branch: &BranchAssessment,
    origins: Option<&Origins>,
) -> Sheet {
    let parts = branch.indicators.iter().flat_map(|indicator| &indicator.parts);
    let count = parts.map(|part| part.losses.len()).sum();
    let title = Phrase::PointsLost { name: branch_name(book, &branch.branch), losses: count };
    let mut columns =
        vec![Label::Indicator, Label::Part, Label::Lost, Label::Explanation, Label::Record];
    columns.extend(origins.iter().flat_map(|_| origins::COLUMNS));
    let mut sheet = Sheet::new(title, columns);
    for indicator in &branch.indicators {
        let mut group = Cell::word(indicator.indicator);
        for part in &indicator.parts {
            let mut name = Cell::word(part.part);
            for (loss, points) in part.lost() {
                let set = origins.map(|origins| origins.cells(book, source(loss)));
                let mut row = vec![
                    std::mem::replace(&mut group, Cell::Empty),
                    std::mem::replace(&mut name, Cell::Empty),
                    Cell::Phrase(Phrase::LostPoints(points)),
                    Cell::Phrase(Phrase::Loss { loss: Box::new(loss.clone()), zone: book.zone }),
                    Cell::code(place(files, loss)),
                ];
                row.extend(set.into_iter().flatten());
                sheet.rows.push(row);
            }
        }
    }
    if sheet.rows.is_empty() {
        sheet.columns.clear();
    }
    sheet
}

fn place(files: &Files, loss: &Loss) -> String {
    match &loss.key {
        Some(key) => line_of(files, &loss.path, key),
        None => loss.path.clone(),
    }
}

/// The contract's JSON; branches by id.
pub fn json(assessment: &Assessment) -> Value {
    json_with(assessment, |_, _| {})
}

/// The contract's JSON with the terms and losses of every part.
pub fn json_explained(
    book: &Book,
    files: &Files,
    assessment: &Assessment,
    words: Words,
    origins: Option<&Origins>,
) -> Value {
    json_with(assessment, |part, value| {
        let terms: Map<String, Value> = part
            .terms
            .iter()
            .map(|term| (term.name.key().to_owned(), exact_text(&term.value).into()))
            .collect();
        let losses: Vec<Value> = part
            .lost()
            .map(|(loss, points)| {
                let phrase = Phrase::Loss { loss: Box::new(loss.clone()), zone: book.zone };
                let mut value = json!({
                    "points": exact_text(&points),
                    "place": place(files, loss),
                    "reason": words(&phrase),
                });
                if let Some(origins) = origins {
                    value["set"] = origins.json(book, source(loss));
                }
                value
            })
            .collect();
        value["terms"] = terms.into();
        value["losses"] = losses.into();
    })
}

/// An exact number as text: `3`, or `7/3`.
fn exact_text(exact: &crate::domain::score::Exact) -> String {
    exact.to_string()
}

fn json_with(assessment: &Assessment, more: impl Fn(&PartScore, &mut Value)) -> Value {
    let branches: Vec<Value> =
        assessment.branches.iter().map(|branch| branch_json(branch, &more)).collect();
    json!({
        "half": assessment.half.to_string(),
        "as_of": assessment.as_of.to_string(),
        "in_progress": assessment.in_progress,
        "branches": branches,
    })
}

fn branch_json(branch: &BranchAssessment, more: &impl Fn(&PartScore, &mut Value)) -> Value {
    let caps: Vec<String> = branch.caps.iter().map(ToString::to_string).collect();
    let indicators: Map<String, Value> = branch
        .indicators
        .iter()
        .map(|indicator| (indicator.indicator.key().to_owned(), indicator_json(indicator, more)))
        .collect();
    json!({
        "id": branch.branch.as_str(),
        "total": branch.total.map(Tenths::as_f64),
        "result": branch.result.map(Keyword::key),
        "caps": caps,
        "veto": branch.veto.is_some(),
        "adjustment": Tenths::round(&branch.adjustment).as_f64(),
        "indicators": indicators,
    })
}

fn indicator_json(indicator: &IndicatorScore, more: &impl Fn(&PartScore, &mut Value)) -> Value {
    let parts: Map<String, Value> = indicator
        .parts
        .iter()
        .map(|part| {
            let mut value = scored(&part.points, &part.of, part.applicable);
            more(part, &mut value);
            (part.part.key().to_owned(), value)
        })
        .collect();
    let mut value = scored(&indicator.points, &indicator.of, indicator.applicable);
    value["parts"] = parts.into();
    value
}

fn scored(
    points: &crate::domain::score::Exact,
    of: &crate::domain::score::Exact,
    applicable: bool,
) -> Value {
    json!({
        "points": Tenths::round(points).as_f64(),
        "of": Tenths::round(of).as_f64(),
        "status": if applicable { "ok" } else { "na" },
    })
}
