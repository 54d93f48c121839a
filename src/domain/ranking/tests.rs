//! Rankings: order and ties by literal rows, counts by literal books.

use super::*;
use crate::domain::book_builder::{book, day};
use crate::domain::grade::grade_all;

fn row(branch: &str, a: u32, b: u32, c: u32) -> RankRow {
    let branch: BranchId = branch.parse().unwrap();
    RankRow { a, b, c, clients: a + b + c, ..RankRow::new(&branch) }
}

fn ranked(mut rows: Vec<RankRow>) -> Vec<(u32, String)> {
    sort_and_rank(&mut rows);
    rows.iter().map(|row| (row.rank, row.branch.to_string())).collect()
}

fn ranks(pairs: &[(u32, &str)]) -> Vec<(u32, String)> {
    pairs.iter().map(|(rank, branch)| (*rank, (*branch).to_owned())).collect()
}

#[test]
fn the_keys_count_one_after_the_other() {
    for (rows, expected) in [
        // A before the share of A.
        (vec![row("a", 2, 0, 0), row("b", 3, 9, 9)], [(1, "b"), (2, "a")]),
        // The share of A before B.
        (vec![row("a", 2, 9, 0), row("b", 2, 0, 8)], [(1, "b"), (2, "a")]),
        // Equal shares: B descending.
        (vec![row("a", 2, 3, 4), row("b", 2, 4, 3)], [(1, "b"), (2, "a")]),
        // A of 0: the shares are equal whatever the totals, then B, then C ascending.
        (vec![row("a", 0, 1, 5), row("b", 0, 1, 4)], [(1, "b"), (2, "a")]),
        (vec![row("a", 0, 0, 5), row("b", 0, 1, 9)], [(1, "b"), (2, "a")]),
        // A branch without a client comes after all others.
        (vec![row("a", 0, 0, 0), row("b", 0, 0, 9)], [(1, "b"), (2, "a")]),
    ] {
        assert_eq!(ranked(rows), ranks(&expected));
    }
}

#[test]
fn equals_share_a_rank_and_the_next_skips() {
    let rows = vec![
        row("e", 0, 0, 0),
        row("d", 1, 0, 0),
        row("c", 2, 1, 0),
        row("b", 2, 1, 0),
        row("a", 3, 0, 0),
        row("f", 0, 0, 0),
    ];
    let expected = [(1, "a"), (2, "b"), (2, "c"), (4, "d"), (5, "e"), (5, "f")];
    assert_eq!(ranked(rows), ranks(&expected));
}

#[test]
fn shares_are_compared_exactly() {
    // 1 of 4,294,967,294 and 1 of 4,294,967,295 differ by less than a double's rounding of ratios.
    let rows = vec![row("a", 1, 0, u32::MAX - 1), row("b", 1, 0, u32::MAX - 2)];
    assert_eq!(ranked(rows), ranks(&[(1, "b"), (2, "a")]));
}

const TIMES: &str = "reason = '测试'\ndecided_by = 'li-na'\napproved_by = 'zhou-min'\n\
                     from = 2020-01-01\nuntil = 2030-12-31\n";

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

#[test]
fn clients_count_for_the_branch_of_their_folder() {
    let over = |grade: &str| format!("[[overrides]]\ngrade = '{grade}'\n{TIMES}");
    let book = book(&[
        ("branches/hz/clients/kh2601-000001.toml", over("A")),
        ("branches/hz/clients/kh2601-000002.toml", String::new()),
        ("branches/hz/clients/kh2601-000003.toml", "registered_on = 2026-07-01".into()),
        ("branches/hz/clients/kh2601-000004.toml", "status = 'abandoned'".into()),
        ("branches/nb/branch.toml", String::new()),
        ("branches/nb/clients/kh2601-000005.toml", "serving_branches = ['hz']".into()),
        ("branches/nb/clients/kh2601-000006.toml", over("C")),
        ("branches/nb/projects/xm2601-000001.toml", "client = 'kh2601-000005'".into()),
    ]);
    let ranking = rank(&book, period("2026Q2"), day("2026-09-01"));
    assert_eq!((ranking.as_of, ranking.in_progress), (day("2026-06-30"), false));
    let [hz, nb] = &ranking.rows[..] else { panic!("two branches") };
    assert_eq!((hz.rank, hz.branch.as_str()), (1, "hz"));
    assert_eq!((hz.a, hz.b, hz.c, hz.clients), (1, 0, 1, 2));
    assert_eq!((hz.provisional, hz.overridden), (0, 1));
    assert_eq!(hz.reasons, [1, 0, 0, 0, 0, 0, 0]);
    assert_eq!((nb.a, nb.b, nb.c, nb.clients), (0, 1, 1, 2));
    assert_eq!((nb.provisional, nb.overridden), (1, 1));
    // A C by override is a stranger, too; reasons are counted by effective grade.
    assert_eq!(nb.reasons, [1, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn the_snapshot_is_the_periods_last_day_or_today() {
    let book = book(&[("branches/hz/clients/kh2601-000001.toml", "")]);
    for (today, snapshot, in_progress) in [
        ("2026-06-29", "2026-06-29", true),
        ("2026-06-30", "2026-06-30", false),
        ("2026-07-01", "2026-06-30", false),
    ] {
        let ranking = rank(&book, period("2026H1"), day(today));
        assert_eq!((ranking.as_of, ranking.in_progress), (day(snapshot), in_progress), "{today}");
    }
}

#[test]
fn branches_opened_later_or_closed_before_are_left_out() {
    for (text, takes_part) in [
        ("opened_on = 2026-06-30", true),
        ("opened_on = 2026-07-01", false),
        ("closed_on = 2026-04-01", true),
        ("closed_on = 2026-03-31", false),
    ] {
        let book = book(&[("branches/nb/branch.toml", text)]);
        let ranking = rank(&book, period("2026Q2"), day("2026-09-01"));
        let is_there = ranking.rows.iter().any(|row| row.branch.as_str() == "nb");
        assert_eq!(is_there, takes_part, "{text}");
    }
}

#[test]
fn moves_are_of_clients_graded_both_times() {
    let over =
        "[[overrides]]\ngrade = 'A'\n".to_owned() + &TIMES.replace("2020-01-01", "2026-05-01");
    let book = book(&[
        ("branches/hz/clients/kh2601-000001.toml", over),
        ("branches/hz/clients/kh2601-000002.toml", String::new()),
        ("branches/hz/clients/kh2601-000003.toml", "registered_on = 2026-05-01".into()),
    ]);
    let (before, after) =
        (grade_all(&book, day("2026-03-31")), grade_all(&book, day("2026-06-30")));
    let found = moves(&before, &after);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].before, found[0].after), (Grade::C, Grade::A));
    assert!(found[0].is_promotion());
    assert!(!moves(&after, &before)[0].is_promotion());
}
