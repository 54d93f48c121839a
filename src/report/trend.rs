//! Rankings of several periods beside each other: the group's counts and each branch's rank, by
//! period. What is not known of a period is left empty, and said.

use super::clients::branch_name;
use super::column::Label;
use super::phrase::Phrase;
use super::ranking::{Audience, json as ranking_json};
use super::sheet::{Cell, Sheet};
use crate::domain::book::Book;
use crate::domain::id::BranchId;
use crate::domain::period::Period;
use crate::domain::ranking::{RankRow, Ranking};
use crate::domain::score::{Tenths, ratio, whole};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What is known of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Point {
    Ranked(Ranking),
    /// The archive was not there yet, or nothing tells how it was.
    NoData(Period),
    /// Records of that time cannot be read: figures would be wrong.
    Unreadable(Period),
}

impl Point {
    fn period(&self) -> Period {
        match self {
            Self::Ranked(ranking) => ranking.period,
            Self::NoData(period) | Self::Unreadable(period) => *period,
        }
    }
}

/// What a trend says in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrendPhrase {
    OfGroup {
        first: Period,
        last: Period,
    },
    OfBranches {
        first: Period,
        last: Period,
    },
    NoData {
        periods: Vec<Period>,
    },
    Unreadable {
        periods: Vec<Period>,
    },
    /// Every period is computed as of its last day.
    AsItStood,
}

/// The group's table, then that of the branches; periods from the oldest to the newest.
pub fn sheets(book: &Book, points: &[Point], audience: &Audience) -> Vec<Sheet> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let (first, last) = (first.period(), last.period());
    let mut sheets = Vec::new();
    if !matches!(audience, Audience::Project(_)) {
        sheets.push(of_group(points, Phrase::Trend(TrendPhrase::OfGroup { first, last })));
    }
    let title = Phrase::Trend(TrendPhrase::OfBranches { first, last });
    let mut of_branches = of_branches(book, points, audience, title);
    let unknown = |wanted: fn(&Point) -> bool| -> Vec<Period> {
        points.iter().filter(|point| wanted(point)).map(Point::period).collect()
    };
    let no_data = unknown(|point| matches!(point, Point::NoData(_)));
    let unreadable = unknown(|point| matches!(point, Point::Unreadable(_)));
    let notes = [
        (!no_data.is_empty()).then_some(TrendPhrase::NoData { periods: no_data }),
        (!unreadable.is_empty()).then_some(TrendPhrase::Unreadable { periods: unreadable }),
        Some(TrendPhrase::AsItStood),
    ];
    of_branches.notes = notes.into_iter().flatten().map(Phrase::Trend).collect();
    if let Some(Point::Ranked(ranking)) = points.last().filter(|point| in_progress(point)) {
        of_branches.notes.push(Phrase::InProgress { as_of: ranking.as_of });
    }
    sheets.push(of_branches);
    sheets
}

fn in_progress(point: &Point) -> bool {
    matches!(point, Point::Ranked(ranking) if ranking.in_progress)
}

const COUNTS: [Label; 5] =
    [Label::GradeA, Label::GradeB, Label::GradeC, Label::ShareA, Label::Provisional];

fn of_group(points: &[Point], title: Phrase) -> Sheet {
    let mut sheet = Sheet::new(title, [&[Label::Period][..], &COUNTS].concat());
    for point in points {
        let mut cells = vec![Cell::code(point.period())];
        match point {
            Point::Ranked(ranking) => {
                let sum = |count: fn(&RankRow) -> u32| ranking.rows.iter().map(count).sum();
                let counts = [
                    sum(|row| row.a),
                    sum(|row| row.b),
                    sum(|row| row.c),
                    sum(|row| row.provisional),
                ];
                cells.extend(counted(counts, sum(|row| row.clients)));
            }
            Point::NoData(_) | Point::Unreadable(_) => cells.extend(COUNTS.map(|_| Cell::Empty)),
        }
        sheet.rows.push(cells);
    }
    sheet
}

/// By branch, in the order of the newest ranking; then by period.
fn of_branches(book: &Book, points: &[Point], audience: &Audience, title: Phrase) -> Sheet {
    let columns = [&[Label::Branch, Label::Period, Label::Rank][..], &COUNTS].concat();
    let mut sheet = Sheet::new(title, columns);
    let is_project = matches!(audience, Audience::Project(_));
    for branch in branches(points).into_iter().filter(|branch| audience.shows(branch)) {
        for point in points {
            let name = Cell::text(branch_name(book, branch));
            let mut cells = vec![name, Cell::code(point.period())];
            let row = match point {
                Point::Ranked(ranking) => ranking.rows.iter().find(|row| row.branch == *branch),
                Point::NoData(_) | Point::Unreadable(_) => None,
            };
            match row {
                Some(row) => {
                    cells.push(Cell::Integer(row.rank.into()));
                    cells.extend(counted([row.a, row.b, row.c, row.provisional], row.clients));
                }
                None => cells.extend([(); 6].map(|()| Cell::Empty)),
            }
            sheet.rows.push(cells);
        }
    }
    if is_project {
        let kept = [&[Label::Branch, Label::Period][..], &COUNTS].concat();
        sheet.keep_columns(&kept);
    }
    sheet
}

/// Every branch of any period: those of the newest first, in its order.
fn branches(points: &[Point]) -> Vec<&BranchId> {
    let mut seen = BTreeSet::new();
    let rows = points.iter().rev().flat_map(|point| match point {
        Point::Ranked(ranking) => ranking.rows.as_slice(),
        Point::NoData(_) | Point::Unreadable(_) => &[],
    });
    rows.map(|row| &row.branch).filter(|branch| seen.insert(*branch)).collect()
}

fn counted([a, b, c, provisional]: [u32; 4], clients: u32) -> [Cell; 5] {
    let share = match clients {
        0 => Cell::NotApplicable,
        _ => Cell::Percent(Tenths::round(&(ratio(a, clients) * whole(100)))),
    };
    let count = |count: u32| Cell::Integer(count.into());
    [count(a), count(b), count(c), share, count(provisional)]
}

/// Each period's ranking in the contract's form; `branches` is null where there is no data.
pub fn json(points: &[Point], audience: &Audience) -> Value {
    let point = |point: &Point| match point {
        Point::Ranked(ranking) => ranking_json(ranking, audience),
        Point::NoData(period) | Point::Unreadable(period) => {
            json!({ "period": period.to_string(), "branches": null })
        }
    };
    json!({ "periods": points.iter().map(point).collect::<Vec<Value>>() })
}
