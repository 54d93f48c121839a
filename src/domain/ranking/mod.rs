//! The ranking of branches by their clients' grades (C-061, C-062, rules §8): counts, order and
//! who moved. To whom which part is shown is decided elsewhere.

mod compare;
#[cfg(test)]
mod tests;

pub use compare::{Comparison, Moved, Standing, compare};

use crate::domain::book::Book;
use crate::domain::grade::{Grading, Predicate, State, grade_all};
use crate::domain::id::{BranchId, ClientId};
use crate::domain::period::Period;
use crate::domain::record::Grade;
use crate::domain::record::branch::Branch;
use crate::domain::time::Date;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

/// The branches of a period, ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    pub period: Period,
    /// The day of the snapshot: the period's last day, or the as-of date if that is earlier.
    pub as_of: Date,
    /// The period's last day lies after the as-of date.
    pub in_progress: bool,
    /// By rank, then id.
    pub rows: Vec<RankRow>,
}

/// One branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankRow {
    pub rank: u32,
    pub branch: BranchId,
    pub a: u32,
    pub b: u32,
    pub c: u32,
    /// Clients whose grade is provisional.
    pub provisional: u32,
    /// Clients graded by override.
    pub overridden: u32,
    /// Clients of effective grade C under each of C1..C7 that holds.
    pub reasons: [u32; 7],
    /// Active clients: a + b + c.
    pub clients: u32,
}

impl RankRow {
    fn new(branch: &BranchId) -> Self {
        Self {
            rank: 0,
            branch: branch.clone(),
            a: 0,
            b: 0,
            c: 0,
            provisional: 0,
            overridden: 0,
            reasons: [0; 7],
            clients: 0,
        }
    }

    fn count(&mut self, grading: &Grading) {
        self.clients += 1;
        match grading.effective {
            Grade::A => self.a += 1,
            Grade::B => self.b += 1,
            Grade::C => {
                self.c += 1;
                for (count, predicate) in self.reasons.iter_mut().zip(Predicate::OF_C) {
                    *count += u32::from(grading.predicates[predicate].is_yes());
                }
            }
        }
        match grading.state {
            State::Confirmed => {}
            State::Provisional => self.provisional += 1,
            State::Override => self.overridden += 1,
        }
    }
}

/// The order of rows, best first: A descending, then A share descending, B descending, C
/// ascending; a branch without a client after all others. Shares are compared exactly, by
/// cross-multiplication.
fn order(one: &RankRow, other: &RankRow) -> Ordering {
    let product = |a: u32, clients: u32| u64::from(a) * u64::from(clients);
    let share = || product(other.a, one.clients).cmp(&product(one.a, other.clients));
    (one.clients == 0)
        .cmp(&(other.clients == 0))
        .then_with(|| Reverse(one.a).cmp(&Reverse(other.a)))
        .then_with(share)
        .then_with(|| Reverse(one.b).cmp(&Reverse(other.b)))
        .then_with(|| one.c.cmp(&other.c))
}

/// Whether a branch takes part in a period: not opened after its last day nor closed before its
/// first (rules §8, §9).
pub fn takes_part(branch: &Branch, first: Date, last: Date) -> bool {
    branch.opened_on <= last && branch.closed_on.is_none_or(|closed_on| first <= closed_on)
}

/// The day a period is ranked as of: its last day, or the as-of date while that is earlier.
pub fn snapshot_day(period: Period, as_of: Date) -> Date {
    period.last_day().min(as_of)
}

/// Ranks the branches in a period. A period that begins after the as-of date is the caller's to
/// refuse (rules §0).
pub fn rank(book: &Book, period: Period, as_of: Date) -> Ranking {
    rank_gradings(book, period, as_of, &grade_all(book, snapshot_day(period, as_of)))
}

/// The same from gradings already made, which must be those of the snapshot day.
pub fn rank_gradings(book: &Book, period: Period, as_of: Date, gradings: &[Grading]) -> Ranking {
    let (first, last) = (period.first_day(), period.last_day());
    let branches = book.records.branches.iter();
    let mut rows: BTreeMap<&BranchId, RankRow> = branches
        .filter(|(_, branch)| takes_part(branch, first, last))
        .map(|(id, _)| (id, RankRow::new(id)))
        .collect();
    for grading in gradings {
        // A client counts for the branch in whose folder it lies.
        let branch = book.client(grading.client).and_then(|entry| entry.unit.branch());
        if let Some(row) = branch.and_then(|branch| rows.get_mut(branch)) {
            row.count(grading);
        }
    }
    let mut rows: Vec<RankRow> = rows.into_values().collect();
    sort_and_rank(&mut rows);
    let in_progress = as_of < last;
    Ranking { period, as_of: snapshot_day(period, as_of), in_progress, rows }
}

/// Equal keys share a rank, are listed by id, and the next rank skips: 1, 2, 2, 4.
fn sort_and_rank(rows: &mut [RankRow]) {
    rows.sort_by(|one, other| order(one, other).then_with(|| one.branch.cmp(&other.branch)));
    let mut rank = 0;
    for index in 0..rows.len() {
        let is_equal = index > 0 && order(&rows[index - 1], &rows[index]) == Ordering::Equal;
        if !is_equal {
            rank = u32::try_from(index + 1).unwrap_or(u32::MAX);
        }
        rows[index].rank = rank;
    }
}

/// A client whose effective grade changed between two snapshots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    pub client: ClientId,
    pub before: Grade,
    pub after: Grade,
}

impl Move {
    /// Promoted to a better grade, rather than demoted.
    pub fn is_promotion(self) -> bool {
        letter_rank(self.after) < letter_rank(self.before)
    }
}

fn letter_rank(grade: Grade) -> u8 {
    match grade {
        Grade::A => 1,
        Grade::B => 2,
        Grade::C => 3,
    }
}

/// Clients promoted and demoted, among those graded both times; both lists are sorted by id.
pub fn moves(before: &[Grading], after: &[Grading]) -> Vec<Move> {
    let before: BTreeMap<ClientId, Grade> =
        before.iter().map(|grading| (grading.client, grading.effective)).collect();
    let moved = after.iter().filter_map(|grading| {
        let was = *before.get(&grading.client)?;
        (was != grading.effective).then_some(Move {
            client: grading.client,
            before: was,
            after: grading.effective,
        })
    });
    moved.collect()
}
