//! Recorded facts: how old they may be, and what is unseen, stale or missing.

use super::*;
use crate::domain::grade::facts::{Basis, FactNumber, FactValue};
use crate::domain::keyword::Keyword;
use crate::domain::record::Rating;

#[test]
fn a_fact_counts_up_to_its_maximum_age() {
    use FactNumber::{F2, F3, F4, F5, F6, F7, F10, F12, F13, F14};
    // (fact, value, last date that counts, the day before it)
    let year = ("2025-06-30", "2025-06-29");
    let table = [
        (F2, "'good'", year),
        (F3, "'good'", year),
        (F4, "'good'", year),
        (F5, "'high'", year),
        (F6, "'high'", year),
        (F10, "true", year),
        (F12, "true", year),
        (F13, "true", year),
        (F14, "true", year),
        (F7, "true", ("2026-01-01", "2025-12-31")),
    ];
    for (number, value, (oldest, too_old)) in table {
        let max_age_days = if number == F7 { 180 } else { 365 };
        let name = number.name().unwrap().key();
        let found = |as_of: &str| {
            let facts = grade_of(&[(CLIENT, fact(name, value, as_of))]).facts;
            (facts.value(number) != FactValue::Unknown, facts.basis(number))
        };
        assert_eq!(found(oldest), (true, Basis::Recorded { age_days: max_age_days }), "{name}");
        assert_eq!(found(too_old), (false, Basis::Stale { age_days: max_age_days + 1 }), "{name}");
        assert_eq!(found("2026-06-30"), (true, Basis::Recorded { age_days: 0 }), "{name}");
        // No cooperation makes an unseen low profit a no; the others are unknown.
        let unseen = if number == F12 { (true, Basis::Derived) } else { (false, Basis::Missing) };
        assert_eq!(found("2026-07-01"), unseen, "{name}");
    }
}

#[test]
fn ages_are_counted_in_days_over_a_leap_day() {
    for (on, expected) in [
        ("2024-02-28", Basis::Recorded { age_days: 364 }),
        ("2024-02-29", Basis::Recorded { age_days: 365 }),
        ("2024-03-01", Basis::Stale { age_days: 366 }),
    ] {
        let grading = grade_on(&[(CLIENT, fact("credit", "'good'", "2023-03-01"))], on);
        assert_eq!(grading.facts.credit.basis, expected, "on {on}");
        let known = matches!(expected, Basis::Recorded { .. }).then_some(Rating::Good);
        assert_eq!(grading.facts.credit.value, known, "on {on}");
    }
}

#[test]
fn the_policy_sets_the_maximum_age() {
    let policy = "[grade.max_age_days]\ncredit = 10".to_owned();
    for (as_of, known) in [("2026-06-20", true), ("2026-06-19", false)] {
        let files = [(CLIENT, fact("credit", "'good'", as_of)), ("policy.toml", policy.clone())];
        assert_eq!(grade_of(&files).facts.credit.value.is_some(), known, "{as_of}");
    }
}

#[test]
fn a_merged_clients_recorded_facts_stay_its_own() {
    let merged = format!(
        "status = 'merged'\nmerged_into = 'kh2601-000001'\n{}",
        fact("integrity", "'good'", "2026-06-01")
    );
    let grading = grade_of(&[(CLIENT, String::new()), (MERGED, merged)]);
    assert_eq!(grading.facts.integrity.basis, Basis::Missing);
}
