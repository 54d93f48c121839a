//! Explanations: every fact points to what it rests on, and the way to the next grade is told.

use super::*;
use crate::domain::grade::explain::{Evidence, Explanation, Source};
use crate::domain::grade::lift::Lift;
use crate::domain::grade::{FactNumber, Predicate, Ternary, explain};
use crate::domain::record::Grade;
use crate::domain::score::ratio;

fn explained(files: &[(&str, String)]) -> Explanation {
    let book = book_builder::book(files);
    explain(&book, client(&book), day(AS_OF))
}

fn evidence(explanation: &Explanation, fact: FactNumber) -> &[Evidence] {
    &explanation.facts.iter().find(|found| found.fact == fact).unwrap().evidence
}

fn at(path: &str, key: &str) -> Source {
    Source { path: path.into(), key: key.into() }
}

#[test]
fn a_recorded_fact_points_to_its_table() {
    let text = fact("credit", "'good'", "2026-06-29")
        + &fact("integrity", "'good'", "2025-06-29")
        + &fact("demanding", "true", "2026-07-01");
    let found = explained(&[(CLIENT, text)]);
    assert_eq!(
        evidence(&found, FactNumber::F3),
        [Evidence::Recorded {
            source: at(CLIENT, "facts.credit"),
            as_of: day("2026-06-29"),
            by: "li-na".parse().unwrap(),
            age_days: 1,
            max_age_days: 365,
        }]
    );
    assert!(matches!(
        &evidence(&found, FactNumber::F2)[0],
        Evidence::Stale { source, age_days: 366, max_age_days: 365, .. }
            if *source == at(CLIENT, "facts.integrity")
    ));
    let later = Evidence::Later { source: at(CLIENT, "facts.demanding"), as_of: day("2026-07-01") };
    assert_eq!(evidence(&found, FactNumber::F10), [later]);
    let missing = Evidence::Missing { source: at(CLIENT, "facts.reputation") };
    assert_eq!(evidence(&found, FactNumber::F4), [missing]);
}

#[test]
fn payments_point_to_the_one_overdue_longest() {
    let project = "status = 'in_progress'\nstarted_on = 2026-01-01\n\
                   [[payments]]\ndue_on = 2026-01-01\namount = 30\npaid_on = 2026-01-11\n\
                   [[payments]]\ndue_on = 2026-06-10\namount = 10\n";
    let found = explained(&[(CLIENT, String::new()), (PROJECT, project.into())]);
    assert_eq!(
        evidence(&found, FactNumber::F3),
        [
            Evidence::Payments {
                payments: 2,
                overdue_yuan: 10,
                total_yuan: 40,
                share: ratio(1, 4),
                longest_days: 20,
            },
            Evidence::LongestOverdue {
                source: at(PROJECT, "payments.1"),
                due_on: day("2026-06-10"),
                paid_on: None,
                overdue_days: 20,
            },
        ]
    );
    assert!(matches!(
        evidence(&found, FactNumber::F1),
        [Evidence::Cooperation { source, .. }] if *source == at(PROJECT, "started_on")
    ));
}

#[test]
fn entries_of_merged_clients_point_into_their_files() {
    let merged = "status = 'merged'\nmerged_into = 'kh2601-000001'\n\
        [[misconduct]]\non = 2026-01-01\nkind = 'breach'\ndescription = '违约'\n\
        recorded_by = 'li-na'\nstatus = 'pending'\n\
        [[misconduct]]\non = 2026-01-02\nkind = 'breach'\ndescription = '违约'\n\
        recorded_by = 'li-na'\nstatus = 'valid'\n";
    let found = explained(&[(CLIENT, String::new()), (MERGED, merged.into())]);
    assert!(matches!(
        evidence(&found, FactNumber::F2),
        [Evidence::Misconduct { source, .. }] if *source == at(MERGED, "misconduct.1")
    ));
}

#[test]
fn every_fact_and_predicate_is_explained() {
    let books = [a_client(&[], ""), a_client(&["credit"], ""), vec![(CLIENT, String::new())]];
    for files in books {
        let found = explained(&files);
        assert_eq!((found.facts.len(), found.predicates.len()), (14, 12));
        for fact in &found.facts {
            assert!(!fact.evidence.is_empty(), "{}", fact.fact);
            assert_eq!(fact.value, found.grading.facts.value(fact.fact));
        }
    }
}

/// The grade to reach, and each obstacle: what it is, what it must be.
type Way = (Grade, Vec<(Predicate, Ternary, Ternary)>);

fn way(lift: Option<Lift>) -> Option<Way> {
    let lift = lift?;
    let obstacles = lift.obstacles.iter().map(|it| (it.predicate, it.is, it.wanted));
    Some((lift.to, obstacles.collect()))
}

#[test]
fn the_way_to_the_next_grade() {
    use Predicate::{A3, A5, C1, C3, C6};
    use Ternary::{No, Unknown, Yes};
    let stranger = vec![(CLIENT, String::new())];
    let no_demand = fact("near_term_demand", "false", "2026-06-01");
    for (files, expected) in [
        (a_client(&[], ""), None),
        (a_client(&["demanding"], ""), Some((Grade::A, vec![(C3, Unknown, No)]))),
        (a_client(&["credit"], ""), Some((Grade::A, vec![(A3, Unknown, Yes), (C6, Unknown, No)]))),
        (a_client(&["near_term_demand"], &no_demand), Some((Grade::A, vec![(A5, No, Yes)]))),
        (stranger, Some((Grade::B, vec![(C1, Yes, No)]))),
    ] {
        assert_eq!(way(explained(&files).lift), expected);
    }
}
