//! A ranking beside that of the period before (rules §8): change of rank and of each count, who
//! came and who went, clients promoted and demoted.

use super::{Move, RankRow, Ranking};
use crate::domain::id::BranchId;
use crate::domain::period::Period;

/// Where a branch stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub branch: BranchId,
    pub rank: u32,
    /// Clients of effective grade A, B, C.
    pub counts: [u32; 3],
}

impl From<&RankRow> for Standing {
    fn from(row: &RankRow) -> Self {
        Self { branch: row.branch.clone(), rank: row.rank, counts: [row.a, row.b, row.c] }
    }
}

/// How a branch moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// It was not ranked before.
    New,
    /// By how many ranks it rose, and by how much each count did.
    By { ranks: i64, counts: [i64; 3] },
}

/// A ranking held against an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub previous: Period,
    /// In the order of the ranking's rows.
    pub branches: Vec<Moved>,
    /// Branches that are ranked no more, by id.
    pub gone: Vec<BranchId>,
    /// Clients promoted and demoted, by id; `None` where the earlier grades cannot be computed.
    pub clients: Option<Vec<Move>>,
}

/// Holds a ranking against the standings of the period before.
pub fn compare(ranking: &Ranking, before: &[Standing], clients: Option<Vec<Move>>) -> Comparison {
    let moved = |row: &RankRow| {
        let now = Standing::from(row);
        match before.iter().find(|standing| standing.branch == row.branch) {
            None => Moved::New,
            Some(then) => Moved::By {
                ranks: i64::from(then.rank) - i64::from(now.rank),
                counts: std::array::from_fn(|at| {
                    i64::from(now.counts[at]) - i64::from(then.counts[at])
                }),
            },
        }
    };
    let is_ranked = |branch: &BranchId| ranking.rows.iter().any(|row| row.branch == *branch);
    let gone = before.iter().map(|standing| &standing.branch).filter(|branch| !is_ranked(branch));
    let mut gone: Vec<BranchId> = gone.cloned().collect();
    gone.sort();
    let branches = ranking.rows.iter().map(moved).collect();
    Comparison { previous: ranking.period.previous(), branches, gone, clients }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Date;

    fn row(branch: &str, rank: u32, [a, b, c]: [u32; 3]) -> RankRow {
        let mut row = RankRow::new(&branch.parse().unwrap());
        (row.rank, row.a, row.b, row.c, row.clients) = (rank, a, b, c, a + b + c);
        row
    }

    #[test]
    fn branches_rise_fall_come_and_go() {
        let rows = vec![row("a", 1, [3, 1, 0]), row("b", 2, [1, 1, 2]), row("n", 3, [0, 0, 0])];
        let period: Period = "2026Q1".parse().unwrap();
        let as_of: Date = "2026-03-31".parse().unwrap();
        let ranking = Ranking { period, as_of, in_progress: false, rows };
        let before: Vec<Standing> =
            [row("b", 1, [2, 1, 0]), row("a", 2, [1, 1, 1]), row("x", 3, [0, 0, 4])]
                .iter()
                .map(Standing::from)
                .collect();
        let comparison = compare(&ranking, &before, None);
        assert_eq!(
            comparison.branches,
            [
                Moved::By { ranks: 1, counts: [2, 0, -1] },
                Moved::By { ranks: -1, counts: [-1, 0, 2] },
                Moved::New,
            ]
        );
        assert_eq!(comparison.gone, ["x".parse().unwrap()]);
        assert_eq!(comparison.previous.to_string(), "2025Q4");
    }
}
