//! The ranking for its audiences (C-062), and its JSON (rules §10).

use super::clients::branch_name;
use super::column::Label;
use super::phrase::Phrase;
use super::ranking_comparison::{self, Basis};
use super::sheet::{Cell, Sheet};
use crate::domain::book::Book;
use crate::domain::grade::Predicate;
use crate::domain::id::BranchId;
use crate::domain::keyword::Keyword;
use crate::domain::ranking::{RankRow, Ranking};
use crate::domain::score::{Tenths, ratio, whole};
use serde_json::{Map, Value, json};

/// To whom a ranking is issued, and so how much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Group leaders: everything.
    Leaders,
    /// A branch: its own row and rank, and the group's totals.
    Branch(BranchId),
    /// A project department: its own branch's counts.
    Project(BranchId),
}

impl Audience {
    /// Whether it sees a branch's row.
    pub fn shows(&self, row: &BranchId) -> bool {
        match self {
            Self::Leaders => true,
            Self::Branch(branch) | Self::Project(branch) => row == branch,
        }
    }
}

/// The ranking as a table.
pub fn sheet(book: &Book, ranking: &Ranking, audience: &Audience, basis: &Basis) -> Sheet {
    let title = Phrase::RankingOf { period: ranking.period, as_of: ranking.as_of };
    let mut columns = vec![
        Label::Rank,
        Label::Branch,
        Label::GradeA,
        Label::GradeB,
        Label::GradeC,
        Label::ShareA,
        Label::Provisional,
        Label::Overridden,
        Label::ReasonsC,
    ];
    let is_project = matches!(audience, Audience::Project(_));
    let comparison = basis.comparison();
    if comparison.is_some() {
        interleave(&mut columns, CHANGES);
    }
    let mut sheet = Sheet::new(title, columns.clone());
    for (at, row) in ranking.rows.iter().enumerate().filter(|(_, row)| audience.shows(&row.branch))
    {
        let mut cells = cells(book, row);
        if let Some(moved) = comparison.and_then(|comparison| comparison.branches.get(at)) {
            interleave(&mut cells, ranking_comparison::cells(*moved));
        }
        sheet.rows.push(cells);
    }
    if is_project {
        columns.retain(|label| !matches!(label, Label::Rank | Label::RankChange));
        sheet.keep_columns(&columns);
    }
    if !is_project {
        let sum = |count: fn(&RankRow) -> u32| ranking.rows.iter().map(count).sum();
        sheet.notes.push(Phrase::RankingTotals {
            a: sum(|row| row.a),
            b: sum(|row| row.b),
            c: sum(|row| row.c),
            clients: sum(|row| row.clients),
        });
    }
    if ranking.in_progress {
        sheet.notes.push(Phrase::InProgress { as_of: ranking.as_of });
    }
    sheet.notes.extend(basis.notes(book, audience));
    sheet.notes.push(Phrase::RankingOrder);
    sheet
}

const CHANGES: [Label; 4] = [Label::RankChange, Label::ChangeA, Label::ChangeB, Label::ChangeC];

/// Puts each change behind what changed: the rank, then the three counts behind the branch.
fn interleave<T>(row: &mut Vec<T>, [rank, a, b, c]: [T; 4]) {
    for (at, change) in [(5, c), (4, b), (3, a), (1, rank)] {
        row.insert(at, change);
    }
}

fn cells(book: &Book, row: &RankRow) -> Vec<Cell> {
    let share = if row.clients == 0 {
        Cell::NotApplicable
    } else {
        Cell::Percent(Tenths::round(&(ratio(row.a, row.clients) * whole(100))))
    };
    let reasons: Vec<Cell> = Predicate::OF_C
        .iter()
        .zip(row.reasons)
        .filter(|(_, count)| *count > 0)
        .map(|(predicate, count)| Cell::code(format!("{} {count}", predicate.key())))
        .collect();
    vec![
        Cell::Integer(row.rank.into()),
        Cell::text(branch_name(book, &row.branch)),
        Cell::Integer(row.a.into()),
        Cell::Integer(row.b.into()),
        Cell::Integer(row.c.into()),
        share,
        Cell::Integer(row.provisional.into()),
        Cell::Integer(row.overridden.into()),
        if reasons.is_empty() { Cell::Empty } else { Cell::List(reasons) },
    ]
}

/// The contract's JSON; for other audiences than the leaders, only the rows they may see.
pub fn json(ranking: &Ranking, audience: &Audience) -> Value {
    let branches: Vec<Value> = ranking
        .rows
        .iter()
        .filter(|row| audience.shows(&row.branch))
        .map(|row| {
            let reasons: Map<String, Value> = Predicate::OF_C
                .iter()
                .zip(row.reasons)
                .map(|(predicate, count)| (predicate.key().to_owned(), count.into()))
                .collect();
            json!({
                "rank": row.rank,
                "id": row.branch.as_str(),
                "A": row.a,
                "B": row.b,
                "C": row.c,
                "provisional": row.provisional,
                "overridden": row.overridden,
                "reasons": reasons,
            })
        })
        .collect();
    json!({
        "period": ranking.period.to_string(),
        "as_of": ranking.as_of.to_string(),
        "in_progress": ranking.in_progress,
        "branches": branches,
    })
}
