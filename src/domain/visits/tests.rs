//! Obligations of literal books: which are owed, when they are due, what meets them.

use super::*;
use crate::domain::book_builder::{book, client, day};
use crate::domain::grade::grade;
use crate::domain::record::Cadence::{HalfYear, Month as Monthly, Quarter, TenDays};
use crate::domain::record::VisitorLevel::{BranchLeader, GroupLeader, Marketer, ProjectManager};

const CLIENT: &str = "branches/hz/clients/kh2601-000001.toml";
const PROJECT: &str = "branches/hz/projects/xm2601-000001.toml";
const VISIT: &str = "branches/hz/visits/2026/bf2606-000001.toml";
const OTHER_VISIT: &str = "branches/hz/visits/2026/bf2606-000002.toml";
const AS_OF: &str = "2026-06-15";

/// A client of this grade by override.
fn graded(grade: &str, top: &str) -> String {
    format!(
        "{top}\n[[overrides]]\ngrade = '{grade}'\nreason = '测试'\ndecided_by = 'li-na'\n\
         approved_by = 'zhou-min'\nfrom = 2020-01-01\nuntil = 2030-12-31\n"
    )
}

fn high_value(fact: &str, level: &str) -> String {
    format!("[facts.{fact}]\nvalue = '{level}'\nas_of = 2026-06-01\nby = 'li-na'\n")
}

fn current(book: &Book) -> Vec<Obligation> {
    let grading = grade(book, client(book), day(AS_OF));
    current_obligations(book, &grading, day(AS_OF))
}

fn due_in(book: &Book, from: &str, to: &str, as_of: &str) -> Vec<Obligation> {
    let grading = grade(book, client(book), day(as_of));
    obligations(book, &grading, &(day(from)..=day(to)), day(as_of))
}

#[test]
fn calendar_periods() {
    for (cadence, date, first, last) in [
        (TenDays, "2026-02-10", "2026-02-01", "2026-02-10"),
        (TenDays, "2026-02-11", "2026-02-11", "2026-02-20"),
        (TenDays, "2026-02-20", "2026-02-11", "2026-02-20"),
        (TenDays, "2026-02-21", "2026-02-21", "2026-02-28"),
        (TenDays, "2024-02-29", "2024-02-21", "2024-02-29"),
        (TenDays, "2026-01-31", "2026-01-21", "2026-01-31"),
        (Monthly, "2026-02-10", "2026-02-01", "2026-02-28"),
        (Quarter, "2026-03-31", "2026-01-01", "2026-03-31"),
        (Quarter, "2026-04-01", "2026-04-01", "2026-06-30"),
        (Quarter, "2026-12-31", "2026-10-01", "2026-12-31"),
        (HalfYear, "2026-06-30", "2026-01-01", "2026-06-30"),
        (HalfYear, "2026-07-01", "2026-07-01", "2026-12-31"),
    ] {
        assert_eq!(period_of(cadence, day(date)), (day(first), day(last)), "{cadence} {date}");
    }
}

#[test]
fn lines_follow_the_effective_grade() {
    let in_progress = "status = 'in_progress'";
    let done = "status = 'completed'\nstarted_on = 2025-01-01\naccepted_on = 2025-06-01";
    let leader = (GroupLeader, HalfYear);
    let a = [(BranchLeader, Quarter), (Marketer, Monthly)];
    let site = (ProjectManager, TenDays);
    for (text, project, expected) in [
        (graded("A", ""), done, a.to_vec()),
        (graded("A", ""), in_progress, vec![a[0], a[1], site]),
        (graded("A", "") + &high_value("social_value", "high"), done, vec![leader, a[0], a[1]]),
        (graded("A", "") + &high_value("connection_value", "high"), done, vec![leader, a[0], a[1]]),
        (graded("A", "") + &high_value("social_value", "medium"), done, a.to_vec()),
        (graded("B", "") + &high_value("social_value", "high"), done, vec![(Marketer, Quarter)]),
        (graded("B", ""), in_progress, vec![(Marketer, Quarter), (ProjectManager, Monthly)]),
        (graded("C", ""), in_progress, vec![]),
    ] {
        let book = book(&[(CLIENT, text.as_str()), (PROJECT, project)]);
        let found: Vec<_> = current(&book).iter().map(|it| (it.level, it.cadence)).collect();
        assert_eq!(found, expected, "{text}{project}");
    }
}

#[test]
fn a_clients_own_plan_replaces_the_policys() {
    let own = "[[visit_plan]]\nlevel = 'branch_leader'\ncadence = 'month'\n";
    for grade in ["A", "C"] {
        let book = book(&[(CLIENT, graded(grade, "") + own)]);
        let found = current(&book);
        assert_eq!(found.len(), 1, "grade {grade}");
        assert_eq!(found[0].line, PlanLine::Own(0));
        assert_eq!((found[0].level, found[0].cadence), (BranchLeader, Monthly));
    }
    let policy = book(&[(CLIENT, graded("B", ""))]);
    assert_eq!(current(&policy)[0].line, PlanLine::Policy(4));
}

#[test]
fn obligations_begin_with_the_first_whole_period_after_registration() {
    for (registered_on, expected) in [
        ("2026-03-31", &["2026-06-30", "2026-09-30"][..]),
        ("2026-04-01", &["2026-09-30"]),
        ("2026-06-30", &["2026-09-30"]),
        ("2026-07-01", &[]),
    ] {
        let book = book(&[(CLIENT, graded("B", &format!("registered_on = {registered_on}")))]);
        let found = due_in(&book, "2026-06-30", "2026-09-30", "2026-12-31");
        let found: Vec<String> = found.iter().map(|it| it.due.to_string()).collect();
        assert_eq!(found, expected, "{registered_on}");
    }
}

#[test]
fn a_range_holds_the_periods_that_are_due_in_it() {
    let book = book(&[(CLIENT, graded("B", ""))]);
    for (from, to, expected) in [
        ("2026-03-31", "2026-06-30", 2),
        ("2026-04-01", "2026-06-30", 1),
        ("2026-04-01", "2026-06-29", 0),
        ("2026-06-30", "2026-06-30", 1),
        ("2026-06-30", "2026-01-01", 0),
    ] {
        assert_eq!(due_in(&book, from, to, AS_OF).len(), expected, "{from}..{to}");
    }
}

#[test]
fn a_visit_meets_by_day_level_and_channel() {
    for (visit, met) in [
        ("on = 2026-04-01", true),
        ("on = 2026-06-15", true),
        ("on = 2026-03-31", false),
        // After the as-of date: not seen yet.
        ("on = 2026-06-16", false),
        ("level = 'group_leader'", true),
        ("level = 'branch_leader'", true),
        ("level = 'marketer'", true),
        ("level = 'project_manager'", false),
        ("channel = 'door_visit'", true),
        ("channel = 'on_site'", true),
        ("channel = 'inspection'", true),
        ("channel = 'technical_exchange'", true),
        ("channel = 'phone'", false),
        ("channel = 'dinner'", false),
        ("two_way = false", true),
    ] {
        let book = book(&[(CLIENT, graded("B", "")), (VISIT, visit.to_owned())]);
        let found = current(&book);
        assert_eq!(found[0].met_by.is_some(), met, "{visit}");
    }
}

#[test]
fn the_first_visit_is_named() {
    let client = graded("B", "");
    let files =
        [(CLIENT, client.as_str()), (VISIT, "on = 2026-06-03"), (OTHER_VISIT, "on = 2026-06-02")];
    let found = current(&book(&files));
    assert_eq!(found[0].met_by.map(|id| id.to_string()), Some("bf2606-000002".into()));
}

#[test]
fn one_day_in_progress_obliges_for_the_period() {
    for (project, expected) in [
        ("status = 'completed'\nstarted_on = 2026-01-01\naccepted_on = 2026-04-01", 0),
        ("status = 'completed'\nstarted_on = 2026-01-01\naccepted_on = 2026-04-02", 1),
        ("status = 'in_progress'\nstarted_on = 2026-04-30", 1),
        ("status = 'in_progress'\nstarted_on = 2026-05-01", 0),
        ("status = 'bidding'\nstarted_on = 2026-01-01", 0),
    ] {
        let book = book(&[(CLIENT, graded("B", "").as_str()), (PROJECT, project)]);
        let found = due_in(&book, "2026-04-01", "2026-04-30", "2026-05-15");
        assert_eq!(found.len(), expected, "{project}");
    }
}

#[test]
fn execution_counts_what_was_due() {
    let client = graded("A", "");
    let files =
        [(CLIENT, client.as_str()), (VISIT, "on = 2026-05-05"), (OTHER_VISIT, "on = 2026-06-14")];
    let book = book(&files);
    let found = due_in(&book, "2026-05-01", "2026-06-30", "2026-06-29");
    // Two months and a quarter; the quarter asks for a branch leader.
    assert_eq!(found.len(), 3);
    let execution = |as_of| Execution::of(&found, day(as_of));
    assert_eq!(execution("2026-05-30"), Execution { due: 0, met: 0 });
    assert_eq!(execution("2026-05-30").rate(), None);
    assert_eq!(execution("2026-05-31"), Execution { due: 1, met: 1 });
    assert_eq!(execution("2026-06-29"), Execution { due: 1, met: 1 });
    assert_eq!(execution("2026-06-30"), Execution { due: 3, met: 2 });
    assert_eq!(execution("2026-06-30").rate(), Some(ratio(2, 3)));
}

#[test]
fn outstanding_is_what_is_current_or_was_missed_lately() {
    let book = book(&[(CLIENT, graded("A", "")), (VISIT, "on = 2026-05-05".into())]);
    let gradings = [grade(&book, client(&book), day(AS_OF))];
    let dues = |past_days| -> Vec<String> {
        let found = outstanding(&book, &gradings, day(AS_OF), past_days);
        found.iter().map(|it| format!("{} {}", it.due, it.level)).collect()
    };
    let current = ["2026-06-30 branch_leader", "2026-06-30 marketer"];
    // May was met; April was due 46 days before the as-of date, the first quarter 76.
    assert_eq!(dues(0), current);
    assert_eq!(dues(45), current);
    let with_april: Vec<&str> = ["2026-04-30 marketer"].into_iter().chain(current).collect();
    assert_eq!(dues(46), with_april);
    assert_eq!(dues(76).len(), 5);
}

#[test]
fn due_today_is_current_and_listed_once() {
    let book = book(&[(CLIENT, graded("B", ""))]);
    let as_of = day("2026-06-30");
    let found = outstanding(&book, &[grade(&book, client(&book), as_of)], as_of, 30);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].days_left(as_of), 0);
}

#[test]
fn the_bad_record_briefing_is_for_c2_c6_and_c7() {
    let bad = "[[misconduct]]\non = 2026-01-01\nkind = 'breach'\ndescription = '违约'\n\
               recorded_by = 'li-na'\nstatus = 'valid'\n\
               [[risk_checks]]\non = 2026-01-01\nregister = 'r'\nhits = ['dishonest_debtor']\n\
               by = 'li-na'\n";
    let project = (PROJECT, "status = 'in_progress'");
    for (text, files, expected) in [
        (bad, vec![project], vec![Predicate::C2, Predicate::C6, Predicate::C7]),
        // Without cooperation there is no bad record of it, but a stranger.
        (bad, vec![], vec![Predicate::C6, Predicate::C7]),
        ("", vec![project], vec![]),
        ("", vec![], vec![]),
    ] {
        let book = book(&[vec![(CLIENT, text)], files].concat());
        let grading = grade(&book, client(&book), day(AS_OF));
        assert_eq!(bad_record_predicates(&grading), expected);
    }
}
