//! What another policy would change, as tables and JSON: who moves, by branch, and why.

use super::clients::branch_name;
use super::column::Label;
use super::phrase::Phrase;
use super::sheet::{Cell, Sheet};
use crate::domain::assess::score::Indicator;
use crate::domain::assess::{BranchAssessment, Cap};
use crate::domain::book::Book;
use crate::domain::grade::{Grading, Predicate, State, Ternary};
use crate::domain::id::BranchId;
use crate::domain::keyword::Keyword;
use crate::domain::period::Half;
use crate::domain::record::Grade;
use crate::domain::score::Tenths;
use crate::domain::time::Date;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A setting that is not the same in both policies, as it is written; none where it has no default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyKey {
    pub key: String,
    pub was: Option<String>,
    pub is: Option<String>,
}

/// Which settings moved something, by their positions; together where none does so alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blame {
    pub keys: Vec<usize>,
    pub together: bool,
}

/// Grades under both policies.
#[derive(Debug, Clone)]
pub struct GradeShift {
    pub as_of: Date,
    /// The same clients, by id, under the policy in force and under the other.
    pub before: Vec<Grading>,
    pub after: Vec<Grading>,
    pub moved: Vec<GradeMove>,
    pub keys: Vec<PolicyKey>,
}

/// A client whose grade, or the state of it, would be another.
#[derive(Debug, Clone)]
pub struct GradeMove {
    pub before: Grading,
    pub after: Grading,
    pub blame: Blame,
}

/// Assessments of a half-year under both policies.
#[derive(Debug, Clone)]
pub struct AssessShift {
    pub half: Half,
    pub as_of: Date,
    pub in_progress: bool,
    pub branches: Vec<BranchShift>,
    pub keys: Vec<PolicyKey>,
}

#[derive(Debug, Clone)]
pub struct BranchShift {
    pub before: BranchAssessment,
    pub after: BranchAssessment,
    /// None where nothing would change.
    pub blame: Option<Blame>,
}

/// The archive that a comparison was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scene {
    /// As it is read.
    Read,
    /// As it stood on a day, out of Git.
    Stood { on: Date },
    /// As an issued result saw it.
    Issued { path: String },
    /// As it is read, seen from an earlier day: the archive is not asked for its past.
    SeenFrom { on: Date },
}

/// What is said about other policies.
#[derive(Debug, Clone, PartialEq)]
pub enum WhatIfSaying {
    /// Figures that are not the archive's.
    OtherPolicy {
        file: String,
    },
    Grades {
        as_of: Date,
        half: Option<Half>,
        clients: usize,
        moved: usize,
    },
    GradesByBranch {
        as_of: Date,
    },
    Assessments {
        half: Half,
        as_of: Date,
        moved: usize,
    },
    Setting(PolicyKey),
    SameSettings,
    Blamed {
        keys: Vec<String>,
        together: bool,
    },
    GradeIs {
        grade: Grade,
        state: State,
    },
    Predicate {
        predicate: Predicate,
        was: Ternary,
        is: Ternary,
    },
    Indicator {
        indicator: Indicator,
        was: Option<Tenths>,
        is: Option<Tenths>,
    },
    Cap {
        cap: Cap,
        is_new: bool,
    },
    Scene(Scene),
    /// A half-year of which there was no archive.
    NothingThen {
        half: Half,
        on: Date,
    },
}

impl From<WhatIfSaying> for Phrase {
    fn from(saying: WhatIfSaying) -> Self {
        Self::WhatIf(Box::new(saying))
    }
}

/// The clients who move, and how the branches' counts change with them.
pub fn grade_sheets(
    book: &Book,
    shift: &GradeShift,
    half: Option<Half>,
    scene: Scene,
) -> Vec<Sheet> {
    let (as_of, clients, moved) = (shift.as_of, shift.before.len(), shift.moved.len());
    let columns = vec![
        Label::Id,
        Label::Client,
        Label::Branch,
        Label::InForceResult,
        Label::OtherResult,
        Label::Rules,
        Label::PolicyKeys,
    ];
    let title = WhatIfSaying::Grades { as_of, half, clients, moved };
    let mut sheet = Sheet::new(title.into(), columns);
    for moved in &shift.moved {
        let Some(client) = book.client(moved.before.client) else { continue };
        let branch = client.unit.branch().map(|branch| Cell::text(branch_name(book, branch)));
        let is = |grading: &Grading| {
            let (grade, state) = (grading.effective, grading.state);
            Cell::Phrase(WhatIfSaying::GradeIs { grade, state }.into())
        };
        sheet.rows.push(vec![
            Cell::code(client.id),
            Cell::text(&*client.record.name),
            branch.unwrap_or(Cell::Empty),
            is(&moved.before),
            is(&moved.after),
            list(predicates(moved).map(|(predicate, was, is)| {
                Cell::Phrase(WhatIfSaying::Predicate { predicate, was, is }.into())
            })),
            blamed(&shift.keys, Some(&moved.blame)),
        ]);
    }
    sheet.bare_if_empty = true;
    sheet.notes = notes(&shift.keys, scene);
    let counts = counts_sheet(book, shift);
    match half {
        Some(half) => vec![of_half(sheet, half), of_half(counts, half)],
        None => vec![sheet, counts],
    }
}

/// One of several half-years: rows say which, since CSV has no titles.
pub fn of_half(mut sheet: Sheet, half: Half) -> Sheet {
    sheet.columns.insert(0, Label::Period);
    for row in &mut sheet.rows {
        row.insert(0, Cell::code(half));
    }
    sheet
}

fn counts_sheet(book: &Book, shift: &GradeShift) -> Sheet {
    let columns = vec![
        Label::Branch,
        Label::GradeA,
        Label::ChangeA,
        Label::GradeB,
        Label::ChangeB,
        Label::GradeC,
        Label::ChangeC,
        Label::Promoted,
        Label::Demoted,
    ];
    let mut sheet = Sheet::new(WhatIfSaying::GradesByBranch { as_of: shift.as_of }.into(), columns);
    for (branch, counts) in by_branch(book, shift) {
        let mut row = vec![Cell::text(branch_name(book, &branch))];
        for (before, after) in counts.before.iter().zip(counts.after) {
            row.push(Cell::Integer(after));
            row.push(Cell::Change(after - before));
        }
        row.extend([Cell::Integer(counts.promoted), Cell::Integer(counts.demoted)]);
        sheet.rows.push(row);
    }
    sheet
}

#[derive(Default)]
struct Counts {
    before: [i64; 3],
    after: [i64; 3],
    promoted: i64,
    demoted: i64,
}

fn place(grade: Grade) -> usize {
    match grade {
        Grade::A => 0,
        Grade::B => 1,
        Grade::C => 2,
    }
}

fn by_branch(book: &Book, shift: &GradeShift) -> BTreeMap<BranchId, Counts> {
    let mut all: BTreeMap<BranchId, Counts> = BTreeMap::new();
    for (before, after) in shift.before.iter().zip(&shift.after) {
        let branch = book.client(before.client).and_then(|client| client.unit.branch());
        let Some(branch) = branch else { continue };
        let counts = all.entry(branch.clone()).or_default();
        let (was, is) = (place(before.effective), place(after.effective));
        counts.before[was] += 1;
        counts.after[is] += 1;
        counts.promoted += i64::from(is < was);
        counts.demoted += i64::from(is > was);
    }
    all
}

fn predicates(moved: &GradeMove) -> impl Iterator<Item = (Predicate, Ternary, Ternary)> {
    let all = Predicate::ALL.iter().copied();
    all.map(|p| (p, moved.before.predicates[p], moved.after.predicates[p]))
        .filter(|(_, was, is)| was != is)
}

/// The branches under both policies.
pub fn assess_sheet(book: &Book, shift: &AssessShift, scene: Scene) -> Sheet {
    let columns = vec![
        Label::Branch,
        Label::InForceTotal,
        Label::OtherTotal,
        Label::InForceResult,
        Label::OtherResult,
        Label::Rules,
        Label::PolicyKeys,
    ];
    let moved = shift.branches.iter().filter(|branch| branch.blame.is_some()).count();
    let title = WhatIfSaying::Assessments { half: shift.half, as_of: shift.as_of, moved };
    let mut sheet = Sheet::new(title.into(), columns);
    for BranchShift { before, after, blame } in &shift.branches {
        let total =
            |branch: &BranchAssessment| branch.total.map_or(Cell::NotApplicable, Cell::Score);
        let result =
            |branch: &BranchAssessment| branch.result.map_or(Cell::NotApplicable, Cell::word);
        let indicators = indicators(before, after).map(|(indicator, was, is)| {
            Cell::Phrase(WhatIfSaying::Indicator { indicator, was, is }.into())
        });
        let caps = caps(before, after).into_iter();
        let caps = caps.map(|(cap, is_new)| Cell::Phrase(WhatIfSaying::Cap { cap, is_new }.into()));
        sheet.rows.push(vec![
            Cell::text(branch_name(book, &before.branch)),
            total(before),
            total(after),
            result(before),
            result(after),
            list(indicators.chain(caps)),
            blamed(&shift.keys, blame.as_ref()),
        ]);
    }
    if shift.in_progress {
        sheet.notes.push(Phrase::InProgress { as_of: shift.as_of });
    }
    sheet.notes.extend(notes(&shift.keys, scene));
    sheet
}

type Moved = (Indicator, Option<Tenths>, Option<Tenths>);

fn indicators(before: &BranchAssessment, after: &BranchAssessment) -> impl Iterator<Item = Moved> {
    let points = |branch: &BranchAssessment| {
        branch.indicators.each_ref().map(|s| s.applicable.then(|| Tenths::round(&s.points)))
    };
    let all = Indicator::ALL.iter().copied().zip(points(before)).zip(points(after));
    all.map(|((indicator, was), is)| (indicator, was, is)).filter(|(_, was, is)| was != is)
}

/// Caps that only one of the two has; and whether it is the other policy's.
fn caps(before: &BranchAssessment, after: &BranchAssessment) -> Vec<(Cap, bool)> {
    let has = |all: &[Cap], cap: &Cap| all.iter().any(|own| own.to_string() == cap.to_string());
    let gone = before.caps.iter().filter(|cap| !has(&after.caps, cap)).map(|c| (c.clone(), false));
    let new = after.caps.iter().filter(|cap| !has(&before.caps, cap)).map(|c| (c.clone(), true));
    gone.chain(new).collect()
}

fn list(cells: impl Iterator<Item = Cell>) -> Cell {
    let cells: Vec<Cell> = cells.collect();
    if cells.is_empty() { Cell::Empty } else { Cell::List(cells) }
}

fn names(keys: &[PolicyKey], blame: &Blame) -> Vec<String> {
    let named = blame.keys.iter().filter_map(|at| keys.get(*at));
    named.map(|key| key.key.clone()).collect()
}

fn blamed(keys: &[PolicyKey], blame: Option<&Blame>) -> Cell {
    Cell::or_empty(blame, |blame| {
        let (keys, together) = (names(keys, blame), blame.together);
        Cell::Phrase(WhatIfSaying::Blamed { keys, together }.into())
    })
}

/// What differs between the policies, and of which archive this is said.
fn notes(keys: &[PolicyKey], scene: Scene) -> Vec<Phrase> {
    let mut notes: Vec<Phrase> =
        keys.iter().map(|key| WhatIfSaying::Setting(key.clone()).into()).collect();
    if keys.is_empty() {
        notes.push(WhatIfSaying::SameSettings.into());
    }
    notes.push(WhatIfSaying::Scene(scene).into());
    notes
}

/// The grades that move, for programs.
pub fn grade_json(book: &Book, shift: &GradeShift, half: Option<Half>) -> Value {
    let clients = shift.moved.iter().filter_map(|moved| {
        let client = book.client(moved.before.client)?;
        let rules: Map<String, Value> = predicates(moved)
            .map(|(predicate, was, is)| (predicate.key().to_owned(), json!([was.key(), is.key()])))
            .collect();
        Some(json!({
            "id": client.id.to_string(),
            "branch": client.unit.to_string(),
            "name": client.record.name,
            "grade": [moved.before.effective.key(), moved.after.effective.key()],
            "state": [moved.before.state.key(), moved.after.state.key()],
            "predicates": rules,
            "keys": names(&shift.keys, &moved.blame),
            "together": moved.blame.together,
        }))
    });
    let branches = by_branch(book, shift).into_iter().map(|(branch, counts)| {
        let pair = |at: usize| json!([counts.before[at], counts.after[at]]);
        json!({
            "id": branch.as_str(),
            "A": pair(0),
            "B": pair(1),
            "C": pair(2),
            "promoted": counts.promoted,
            "demoted": counts.demoted,
        })
    });
    json!({
        "half": half.map(|half| half.to_string()),
        "as_of": shift.as_of.to_string(),
        "settings": settings_json(&shift.keys),
        "branches": branches.collect::<Vec<_>>(),
        "clients": clients.collect::<Vec<_>>(),
    })
}

/// The assessments under both policies, for programs.
pub fn assess_json(shift: &AssessShift) -> Value {
    let branches = shift.branches.iter().map(|BranchShift { before, after, blame }| {
        let points: Map<String, Value> = indicators(before, after)
            .map(|(indicator, was, is)| {
                let number = |points: Option<Tenths>| points.map(Tenths::as_f64);
                (indicator.key().to_owned(), json!([number(was), number(is)]))
            })
            .collect();
        let caps = |branch: &BranchAssessment| -> Vec<String> {
            branch.caps.iter().map(ToString::to_string).collect()
        };
        json!({
            "id": before.branch.as_str(),
            "total": [before.total.map(Tenths::as_f64), after.total.map(Tenths::as_f64)],
            "result": [before.result.map(Keyword::key), after.result.map(Keyword::key)],
            "caps": [caps(before), caps(after)],
            "indicators": points,
            "keys": blame.as_ref().map(|blame| names(&shift.keys, blame)).unwrap_or_default(),
            "together": blame.as_ref().is_some_and(|blame| blame.together),
        })
    });
    json!({
        "half": shift.half.to_string(),
        "as_of": shift.as_of.to_string(),
        "in_progress": shift.in_progress,
        "settings": settings_json(&shift.keys),
        "branches": branches.collect::<Vec<_>>(),
    })
}

fn settings_json(keys: &[PolicyKey]) -> Vec<Value> {
    let setting = |key: &PolicyKey| json!({ "key": key.key, "was": key.was, "is": key.is });
    keys.iter().map(setting).collect()
}
