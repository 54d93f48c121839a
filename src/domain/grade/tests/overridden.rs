//! Overrides 人工定级: which one is in force, and what it leaves as it is.

use super::*;
use crate::domain::grade::State;
use crate::domain::record::Grade::{self, A, B, C};

fn over(grade: &str, from: &str, until: &str, decided_by: &str, approved_by: &str) -> String {
    format!(
        "[[overrides]]\ngrade = '{grade}'\nreason = '战略客户'\ndecided_by = '{decided_by}'\n\
         approved_by = '{approved_by}'\nfrom = {from}\nuntil = {until}\n"
    )
}

/// Effective grade and position of the override of a stranger, who is C by the facts.
fn effective(text: &str) -> (Grade, Option<usize>) {
    let grading = grade_of(&[(CLIENT, text)]);
    assert_eq!(grading.computed, C);
    let is_overridden = grading.state == State::Override;
    assert_eq!(is_overridden, grading.override_index.is_some());
    (grading.effective, grading.override_index)
}

#[test]
fn an_override_counts_from_its_first_to_its_last_day() {
    for (from, until, expected) in [
        ("2026-06-30", "2026-12-31", A),
        ("2026-07-01", "2026-12-31", C),
        ("2026-01-01", "2026-06-30", A),
        ("2026-01-01", "2026-06-29", C),
        // Longer than the policy allows: a finding of the check, but in force.
        ("2020-01-01", "2030-12-31", A),
    ] {
        let text = over("A", from, until, "li-na", "zhou-min");
        assert_eq!(effective(&text).0, expected, "{from}..{until}");
    }
}

#[test]
fn an_override_needs_headquarters_and_a_second_person() {
    for (decided_by, approved_by, expected) in [
        ("li-na", "zhou-min", A),
        ("zhao-hq", "zhou-min", A),
        ("zhou-min", "zhou-min", C),
        ("li-na", "wang-bo", C),
        ("li-na", "nobody", C),
    ] {
        let text = over("A", "2026-06-01", "2026-12-31", decided_by, approved_by);
        assert_eq!(effective(&text).0, expected, "{decided_by} {approved_by}");
    }
}

#[test]
fn the_latest_override_wins_then_the_last_in_the_file() {
    let valid = |grade, from| over(grade, from, "2026-12-31", "li-na", "zhou-min");
    let invalid = over("A", "2026-06-20", "2026-12-31", "li-na", "wang-bo");
    for (text, expected) in [
        (valid("A", "2026-06-01") + &valid("B", "2026-05-01"), (A, Some(0))),
        (valid("B", "2026-05-01") + &valid("A", "2026-06-01"), (A, Some(1))),
        (valid("A", "2026-06-01") + &valid("B", "2026-06-01"), (B, Some(1))),
        (valid("B", "2026-05-01") + &invalid, (B, Some(0))),
        (invalid.clone(), (C, None)),
    ] {
        assert_eq!(effective(&text), expected, "{text}");
    }
}

#[test]
fn what_was_computed_stays() {
    let text = facts_of_a(&["credit"], &over("C", "2026-06-01", "2026-12-31", "li-na", "zhou-min"));
    let grading = grade_of(&[(CLIENT, text), (PROJECT, COOPERATION.into())]);
    assert_eq!((grading.computed, grading.computed_state), (B, State::Provisional));
    assert_eq!((grading.effective, grading.state), (C, State::Override));
    assert_eq!(grading.missing.len(), 1);
    assert_eq!(grading.cell, None, "only an effective B lies in the matrix");
}
