//! Every status of a return, beside each of its limits.

use super::*;
use crate::domain::book_builder::{book, day};
use crate::domain::keyword::Keyword;
use crate::domain::time::Instant;

fn branch() -> BranchId {
    "hz".parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn visit_on(on: &str) -> (&'static str, String) {
    ("branches/hz/visits/2026/bf2606-000001.toml", format!("on = {on}"))
}

fn submitted(on: &str, nil: bool) -> (&'static str, String) {
    let text = format!("submitted_on = {on}\nby = 'wang-bo'\nnil = {nil}");
    ("branches/hz/returns/2026-06.toml", text)
}

/// The return of June 2026, whose period is 26 May to 25 June.
fn june(files: &[(&str, String)], as_of: &str) -> MonthReturn {
    let book = book(files);
    let period = Period::Month(month("2026-06"));
    let found = returns(&book, period, day(as_of), &Evidence::declared(&book));
    found.branches.into_iter().next().unwrap().months.into_iter().next().unwrap()
}

#[test]
fn a_period_runs_from_the_26th_to_the_25th() {
    assert_eq!(return_period(month("2026-06"), 25), (day("2026-05-26"), day("2026-06-25")));
    assert_eq!(return_period(month("2026-01"), 25), (day("2025-12-26"), day("2026-01-25")));
    assert_eq!(return_period(month("2026-03"), 28), (day("2026-03-01"), day("2026-03-28")));
    for (date, expected) in
        [("2026-06-25", "2026-06"), ("2026-06-26", "2026-07"), ("2026-12-26", "2027-01")]
    {
        assert_eq!(return_month(day(date), 25), month(expected));
    }
    for (on, changes) in
        [("2026-05-25", 0), ("2026-05-26", 1), ("2026-06-25", 1), ("2026-06-26", 0)]
    {
        assert_eq!(june(&[visit_on(on)], "2026-06-30").changes, changes, "{on}");
    }
    assert_eq!(june(&[visit_on("2026-06-20")], "2026-06-19").changes, 0, "not there yet");
}

#[test]
fn each_status() {
    let visit = || visit_on("2026-06-10");
    let required = || ("policy.toml", "[returns]\nnil = 'required'".to_owned());
    for (files, as_of, status, days_late) in [
        (vec![visit(), submitted("2026-06-25", false)], "2026-06-30", "on_time", 0),
        (vec![submitted("2026-06-25", false)], "2026-06-30", "on_time", 0),
        (vec![visit(), submitted("2026-06-26", false)], "2026-06-30", "late", 1),
        (vec![submitted("2026-06-26", false)], "2026-06-30", "late", 1),
        (vec![visit(), submitted("2026-06-20", true)], "2026-06-30", "false_nil", 0),
        (vec![visit(), submitted("2026-06-28", true)], "2026-06-30", "false_nil", 3),
        (vec![submitted("2026-06-20", true)], "2026-06-20", "no_change", 0),
        (vec![submitted("2026-06-28", true)], "2026-06-30", "no_change", 3),
        (vec![], "2026-06-25", "pending", 0),
        (vec![], "2026-06-26", "no_change", 0),
        (vec![visit()], "2026-06-25", "pending", 0),
        (vec![visit()], "2026-06-26", "missing", 0),
        // Submitted after the as-of date: not there yet.
        (vec![visit(), submitted("2026-06-27", false)], "2026-06-26", "missing", 0),
        // Nil returns required.
        (vec![required()], "2026-06-25", "pending", 0),
        (vec![required()], "2026-06-26", "missing", 0),
        (vec![required(), submitted("2026-06-25", true)], "2026-06-30", "no_change", 0),
        (vec![required(), submitted("2026-06-26", true)], "2026-06-30", "late", 1),
        (vec![required(), visit(), submitted("2026-06-26", true)], "2026-06-30", "false_nil", 1),
        (vec![required(), submitted("2026-06-25", false)], "2026-06-30", "on_time", 0),
    ] {
        let found = june(&files, as_of);
        assert_eq!((found.status.key(), found.days_late), (status, days_late), "{files:?} {as_of}");
        let is_submitted = !matches!(status, "pending" | "missing") && found.submitted.is_some();
        let evidence = is_submitted.then_some(EvidenceGrade::Declared);
        assert_eq!(found.evidence, evidence, "{files:?} {as_of}");
    }
}

#[test]
fn which_months_are_owed() {
    let archive = |baseline: &str| {
        let text = "format = 1\ngroup = '甲'\ntimezone = 'Asia/Shanghai'\nlanguage = 'en'\n";
        ("archive.toml", format!("{text}baseline_on = {baseline}"))
    };
    let branch_file = |text: &str| ("branches/hz/branch.toml", text.to_owned());
    for (file, owed) in [
        (branch_file("opened_on = 2026-01-26"), "2026-02 2026-03"),
        (branch_file("opened_on = 2026-01-27"), "2026-03"),
        (branch_file("opened_on = 2020-01-01\nclosed_on = 2026-02-25"), "2026-01 2026-02"),
        (branch_file("opened_on = 2020-01-01\nclosed_on = 2026-02-24"), "2026-01"),
        (archive("2026-01-24"), "2026-01 2026-02 2026-03"),
        (archive("2026-01-25"), "2026-02 2026-03"),
        (branch_file("opened_on = 2027-01-01"), ""),
    ] {
        let book = book(&[file]);
        let period = "2026Q1".parse().unwrap();
        let found = returns(&book, period, day("2026-12-31"), &Evidence::declared(&book));
        let months = found.branches.iter().flat_map(|branch| &branch.months);
        let months: Vec<_> = months.map(|month| month.month.to_string()).collect();
        assert_eq!(months.join(" "), owed);
        assert_eq!(found.branches.is_empty(), owed.is_empty(), "a branch that owes none");
    }
}

#[test]
fn arrivals_of_git_are_judged_to_the_second() {
    let book = book(&[submitted("2026-06-01", true)]);
    let at = |text: &str| text.parse::<Instant>().unwrap();
    let arrived = |text: &str| Arrival::at(at(text), book.zone);
    let status = |submitted: &str, change: Option<&str>| {
        let mut evidence = Evidence { arrivals: Some([].into()), ..Evidence::default() };
        let submission = Submission { arrival: arrived(submitted), grade: EvidenceGrade::A };
        evidence.submissions.insert((branch(), month("2026-06")), submission);
        let path = "branches/hz/clients/kh2606-000001.toml";
        let changes = change.map(|at| Change { arrival: arrived(at), path: path.into() });
        evidence.changes.insert(branch(), changes.into_iter().collect());
        let period = Period::Month(month("2026-06"));
        let found = months(&book, &branch(), period, day("2026-06-30"), &evidence);
        (found[0].status.key(), found[0].days_late, found[0].changes)
    };
    let (noon, before, after) =
        ("2026-06-20T04:00:00Z", "2026-06-20T03:59:59Z", "2026-06-20T04:00:01Z");
    assert_eq!(status(noon, None), ("no_change", 0, 0));
    assert_eq!(status(noon, Some(before)), ("false_nil", 0, 1));
    assert_eq!(status(noon, Some(noon)), ("on_time", 0, 1), "not before it");
    assert_eq!(status(noon, Some(after)), ("on_time", 0, 1));
    // Due is 24:00 of the 25th in Shanghai, which is 16:00 UTC.
    assert_eq!(status("2026-06-25T16:00:00Z", Some("2026-06-25T15:59:59Z")), ("false_nil", 0, 1));
    assert_eq!(status("2026-06-25T16:00:00Z", None), ("no_change", 0, 0));
    let (midnight, second_later) = ("2026-06-25T16:00:00Z", "2026-06-25T16:00:01Z");
    let zone = book.zone;
    assert!(!Arrival::at(at(midnight), zone).is_after(day("2026-06-25"), zone));
    assert!(Arrival::at(at(second_later), zone).is_after(day("2026-06-25"), zone));
}

#[test]
fn changes_are_counted_once_for_each_record() {
    let arrival = Arrival::declared(day("2026-06-10"));
    let change = |path: &str| Change { arrival, path: path.into() };
    let changes = vec![change("a"), change("a"), change("b")];
    let evidence = Evidence { changes: [(branch(), changes)].into(), ..Evidence::default() };
    assert_eq!(evidence.changes(&branch(), day("2026-06-01"), day("2026-06-10"), None), 2);
    assert_eq!(evidence.changes(&branch(), day("2026-06-01"), day("2026-06-09"), None), 0);
}

#[test]
fn back_dated_needs_an_earlier_period_and_more_than_five_days() {
    let book = book::<&str>(&[]);
    for (main_on, arrived_on, expected) in [
        ("2026-06-25", "2026-06-30", false),
        ("2026-06-25", "2026-07-01", true),
        ("2026-06-26", "2026-07-20", false),
        ("2026-06-24", "2026-06-26", false),
        ("2026-06-01", "2026-06-25", false),
        ("2026-07-20", "2026-06-01", false),
    ] {
        let found = is_back_dated(&book, day(main_on), day(arrived_on));
        assert_eq!(found, expected, "{main_on} {arrived_on}");
    }
}

#[test]
fn the_month_due_is_the_one_missed_or_the_present_one() {
    use super::due::{Reason, month_due};
    let visit = || visit_on("2026-06-10");
    for (files, today, expected, reason) in [
        (vec![visit()], "2026-06-25", "2026-06", Reason::Current),
        (vec![visit()], "2026-06-26", "2026-06", Reason::Missed),
        (vec![visit()], "2026-07-25", "2026-06", Reason::Missed),
        // A month that was missed longer ago is filed when it is named.
        (vec![visit()], "2026-07-26", "2026-08", Reason::Current),
        (vec![visit(), submitted("2026-06-25", false)], "2026-06-26", "2026-07", Reason::Current),
        (vec![visit(), submitted("2026-06-28", false)], "2026-06-29", "2026-07", Reason::Current),
        (vec![], "2026-06-26", "2026-07", Reason::Current),
        // The branch opened later and owes no June.
        (
            vec![visit(), ("branches/hz/branch.toml", "opened_on = 2026-06-01".to_owned())],
            "2026-06-26",
            "2026-07",
            Reason::Current,
        ),
    ] {
        let book = book(&files);
        let found = month_due(&book, &branch(), day(today), &Evidence::declared(&book));
        assert_eq!(found, (month(expected), reason), "{files:?} {today}");
    }
}
