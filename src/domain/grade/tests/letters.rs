//! The worked examples of the grades, and the table of letters.

use super::*;
use crate::domain::grade::predicates::Predicate::{self, C1, C4, C5, C6};
use crate::domain::grade::{Cell, FactName, State, Ternary, grade_all, is_graded, verdict};
use crate::domain::policy::Precedence;
use crate::domain::record::Grade::{A, B, C};

const UNJUSTIFIED: &str = "finding = 'unjustified'\nreceived_at = 2026-05-06T09:30:00+08:00\n\
    [[events]]\nat = 2026-05-20T10:00:00+08:00\nkind = 'closed'\nby = 'wang-bo'";

#[test]
fn everything_for_a_and_nothing_for_c_is_a_confirmed_a() {
    let grading = grade_of(&a_client(&[], ""));
    assert_eq!((grading.computed, grading.state), (A, State::Confirmed));
    assert!(!grading.conflict && grading.missing.is_empty() && grading.cell.is_none());
    for (predicate, is) in grading.predicates.iter() {
        let wanted = Predicate::OF_A.contains(&predicate);
        assert_eq!(is, wanted.into(), "{predicate}");
    }
}

#[test]
fn an_unjustified_complaint_makes_c_and_the_conflict_is_noted() {
    let mut files = a_client(&[], "");
    files.push((COMPLAINT, UNJUSTIFIED.into()));
    let grading = grade_of(&files);
    assert_eq!((grading.computed, grading.state), (C, State::Confirmed));
    assert!(grading.conflict);
    assert_eq!(grading.predicates[C4], Ternary::Yes);
}

#[test]
fn precedence_decides_where_a_and_c_both_hold() {
    for (precedence, letter, state) in
        [("C", C, State::Confirmed), ("A", A, State::Confirmed), ("review", B, State::Provisional)]
    {
        let mut files = a_client(&[], "");
        files.push((COMPLAINT, UNJUSTIFIED.into()));
        files.push(("policy.toml", format!("[grade]\nprecedence = '{precedence}'")));
        let grading = grade_of(&files);
        assert_eq!((grading.computed, grading.state), (letter, state), "{precedence}");
        assert!(grading.conflict, "{precedence}");
        assert!(grading.missing.is_empty(), "{precedence}");
    }
}

#[test]
fn an_unknown_condition_of_c_makes_a_provisional() {
    let grading = grade_of(&a_client(&["demanding"], ""));
    assert_eq!((grading.computed, grading.state), (A, State::Provisional));
    assert_eq!(grading.missing, [FactName::Demanding]);
}

#[test]
fn an_unknown_condition_of_a_makes_b_provisional() {
    let grading = grade_of(&a_client(&["credit"], ""));
    assert_eq!((grading.computed, grading.state), (B, State::Provisional));
    assert_eq!(grading.missing, [FactName::Credit]);
    assert_eq!(grading.predicates[C6], Ternary::Unknown);
    assert_eq!(grading.cell, Some(Cell::Unknown));
}

#[test]
fn a_new_file_is_a_stranger() {
    let grading = grade_of(&[(CLIENT, "")]);
    assert_eq!((grading.computed, grading.state), (C, State::Confirmed));
    assert_eq!(grading.predicates[C1], Ternary::Yes);
    assert!(grading.missing.is_empty());
}

#[test]
fn contacts_without_cooperation_are_a_confirmed_b() {
    let paths = [visit_path(1), visit_path(2), visit_path(3)];
    let facts = facts_of_a(&["integrity", "social_value", "low_profit", "near_term_demand"], "");
    let mut files = vec![(CLIENT, facts.as_str())];
    files.extend(paths.iter().map(|path| (path.as_str(), "")));
    let grading = grade_of(&files);
    assert_eq!((grading.computed, grading.state), (B, State::Confirmed));
    assert_eq!(grading.predicates[C1], Ternary::No);
}

#[test]
fn low_profit_needs_complex_procedures_too() {
    for (junction, low, complex, expected) in [
        ("and", "true", "false", Ternary::No),
        ("and", "true", "true", Ternary::Yes),
        ("and", "false", "true", Ternary::No),
        ("or", "true", "false", Ternary::Yes),
        ("or", "false", "true", Ternary::Yes),
        ("or", "false", "false", Ternary::No),
    ] {
        let more = fact("low_profit", low, "2026-06-01")
            + &fact("complex_procedure", complex, "2026-06-01");
        let mut files = a_client(&["low_profit", "complex_procedure"], &more);
        files.push(("policy.toml", format!("[grade]\nlow_profit_complex = '{junction}'")));
        assert_eq!(grade_of(&files).predicates[C5], expected, "{low} {junction} {complex}");
    }
}

#[test]
fn the_table_of_letters() {
    use Ternary::{No, Unknown, Yes};
    let (confirmed, provisional) = (State::Confirmed, State::Provisional);
    for (c, a, letter, state) in [
        (Yes, Yes, C, confirmed),
        (Yes, No, C, confirmed),
        (Yes, Unknown, C, confirmed),
        (No, Yes, A, confirmed),
        (No, No, B, confirmed),
        (Unknown, Yes, A, provisional),
        (Unknown, No, B, provisional),
        (Unknown, Unknown, B, provisional),
        (No, Unknown, B, provisional),
    ] {
        assert_eq!(verdict(c, a, Precedence::C), (letter, state), "C {c}, A {a}");
    }
}

#[test]
fn only_active_clients_registered_by_then_are_graded() {
    for (text, on, expected) in [
        ("registered_on = 2026-06-30", "2026-06-29", false),
        ("registered_on = 2026-06-30", "2026-06-30", true),
        ("registered_on = 2026-06-30", "2026-07-01", true),
        ("status = 'abandoned'", AS_OF, false),
        ("status = 'merged'", AS_OF, false),
        ("status = 'reference'", AS_OF, false),
        ("status = 'active'", AS_OF, true),
    ] {
        let book = book_builder::book(&[(CLIENT, text)]);
        assert_eq!(is_graded(&client(&book).record, day(on)), expected, "{text} on {on}");
        let graded = grade_all(&book, day(on)).len();
        assert_eq!(graded, usize::from(expected), "{text} on {on}");
    }
}

#[test]
fn the_cell_compares_scale_and_margin_with_their_limits() {
    for (value, margin, signed, expected) in [
        (50_000_000, "0.03", "2023-06-30", Cell::LargeHigh),
        (49_999_999, "0.03", "2023-06-30", Cell::SmallHigh),
        (50_000_000, "0.0299", "2023-06-30", Cell::LargeLow),
        (49_999_999, "0.0299", "2023-06-30", Cell::SmallLow),
        (50_000_000, "0.03", "2023-06-29", Cell::SmallHigh),
        (50_000_000, "0.03", "2026-06-30", Cell::LargeHigh),
        (50_000_000, "0.03", "2026-07-01", Cell::SmallHigh),
    ] {
        let project = format!(
            "status = 'completed'\nstarted_on = 2023-01-01\naccepted_on = 2026-01-01\n\
             contract_value = {value}\nmargin = {margin}\nsigned_on = {signed}"
        );
        let facts = facts_of_a(&["credit", "low_profit"], "");
        // Another project keeps the client in cooperation; without a value it adds nothing.
        let other = "status = 'in_progress'\nsigned_on = 2026-01-01".to_owned();
        let grading = grade_of(&[(CLIENT, facts), (PROJECT, project), (OTHER_PROJECT, other)]);
        assert_eq!(grading.cell, Some(expected), "{value} {margin} {signed}");
    }
}
