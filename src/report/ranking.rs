//! The ranking for its audiences (C-062), and its JSON (rules §10).

use super::clients::branch_name;
use super::column::Label;
use super::phrase::Phrase;
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
pub fn sheet(book: &Book, ranking: &Ranking, audience: &Audience) -> Sheet {
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
    if is_project {
        columns.remove(0);
    }
    let mut sheet = Sheet::new(title, columns);
    for row in ranking.rows.iter().filter(|row| audience.shows(&row.branch)) {
        let mut cells = cells(book, row);
        if is_project {
            cells.remove(0);
        }
        sheet.rows.push(cells);
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
    sheet.notes.push(Phrase::RankingNoComparison);
    sheet
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
