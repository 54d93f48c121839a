//! Clocks of complaints, at and beside every limit.

use super::*;
use crate::domain::book_builder::{book, day};
use crate::domain::keyword::Keyword;

const PATH: &str = "branches/hz/complaints/2026/ts2605-000001.toml";

/// Received on 6 May at 09:30 unless `head` says otherwise; `events` are `instant kind` lines.
fn with<R>(head: &str, events: &[&str], as_of: &str, look: impl FnOnce(&Handling<'_>) -> R) -> R {
    let mut text = head.to_owned();
    for event in events {
        let mut words = event.split(' ');
        let (at, kind) = (words.next().unwrap(), words.next().unwrap());
        let upheld = words.next().map_or(String::new(), |word| format!("\nupheld = {word}"));
        text += &format!("\n[[events]]\nat = {at}\nkind = '{kind}'\nby = 'wang-bo'{upheld}");
    }
    let book = book(&[(PATH, &text)]);
    let entry = book.records.complaints.iter().next().unwrap();
    look(&Handling::new(&book, entry, day(as_of)).unwrap())
}

fn at(text: &str) -> Instant {
    text.parse::<crate::domain::time::Moment>().unwrap().as_event(Zone(chrono_tz::Asia::Shanghai))
}

#[test]
fn hours_run_on_the_clock_and_days_end_at_midnight() {
    for (head, step, deadline) in [
        ("", Step::Acknowledge, "2026-05-07T09:30:00"),
        ("", Step::Decide, "2026-05-14"),
        ("", Step::Close, "2026-05-22"),
        ("severity = 'serious'", Step::Acknowledge, "2026-05-07T09:30:00"),
        ("severity = 'serious'", Step::Decide, "2026-05-22"),
        ("severity = 'serious'", Step::Close, "2026-06-06"),
        ("severity = 'major'", Step::Acknowledge, "2026-05-06T11:30:00"),
        ("severity = 'major'", Step::Decide, "2026-06-06"),
        ("severity = 'major'", Step::Close, "2026-07-06"),
        // A bare date: the clock starts at 24:00 of it, days are counted after it.
        ("received_at = 2026-05-06", Step::Acknowledge, "2026-05-08"),
        ("received_at = 2026-05-06", Step::Decide, "2026-05-14"),
        // 16:30 UTC is 00:30 of the next day in Shanghai.
        ("received_at = 2026-05-05T16:30:00Z", Step::Decide, "2026-05-14"),
    ] {
        let found = with(head, &[], "2026-05-08", |h| h.clock(step).unwrap().deadline);
        assert_eq!(found, at(deadline), "{head} {step}");
    }
}

#[test]
fn in_time_is_at_the_deadline_and_not_a_second_later() {
    for (event, as_of, state, is_judged) in [
        ("2026-05-07T09:30:00 acknowledged", "2026-05-07", ClockState::InTime, true),
        ("2026-05-07T09:30:01 acknowledged", "2026-05-07", ClockState::Late, true),
        ("2026-05-06T09:31:00 acknowledged", "2026-05-06", ClockState::InTime, false),
        ("2026-05-08T09:31:00 acknowledged", "2026-05-06", ClockState::Open, false),
        ("2026-05-08T09:31:00 acknowledged", "2026-05-07", ClockState::Passed, true),
        ("2026-05-07T09:30:00 withdrawn", "2026-05-08", ClockState::Ended, false),
        ("2026-05-06T10:00:00 external", "2026-05-08", ClockState::Ended, false),
        // Skipped: done with the next later step.
        ("2026-05-07T09:30:00 investigated", "2026-05-08", ClockState::InTime, true),
    ] {
        let clock = with("", &[event], as_of, |h| h.clock(Step::Acknowledge).unwrap());
        assert_eq!((clock.state, clock.is_judged), (state, is_judged), "{event} {as_of}");
    }
}

#[test]
fn a_day_limit_is_passed_only_after_midnight() {
    for (event, as_of, state, is_judged) in [
        ("2026-05-13T23:59:59 decided", "2026-05-13", ClockState::InTime, false),
        ("2026-05-14T00:00:00 decided", "2026-05-14", ClockState::InTime, true),
        ("2026-05-14 decided", "2026-05-14", ClockState::InTime, true),
        ("2026-05-14T00:00:01 decided", "2026-05-14", ClockState::Late, true),
        ("2026-05-14T00:00:01 decided", "2026-05-13", ClockState::Open, false),
    ] {
        let clock = with("", &[event], as_of, |h| h.clock(Step::Decide).unwrap());
        assert_eq!((clock.state, clock.is_judged), (state, is_judged), "{event} {as_of}");
    }
}

#[test]
fn a_pause_moves_a_deadline_only_as_the_rule_says() {
    let moved: &[(&[&str], &str)] = &[
        (&["2026-05-08T00:00:00 paused", "2026-05-10T00:00:00 resumed"], "2026-05-16"),
        // From the very start of the clock: not after it.
        (&["2026-05-06T09:30:00 paused", "2026-05-10T00:00:00 resumed"], "2026-05-14"),
        (&["2026-05-06T09:30:01 paused", "2026-05-06T09:30:02 resumed"], "2026-05-14T00:00:01"),
        // At the deadline or after it.
        (&["2026-05-14T00:00:00 paused", "2026-05-20T00:00:00 resumed"], "2026-05-14"),
        (&["2026-05-13T23:59:59 paused", "2026-05-20T23:59:59 resumed"], "2026-05-21"),
        // The second begins before the deadline as the first has moved it.
        (
            &[
                "2026-05-10 paused",
                "2026-05-12 resumed",
                "2026-05-15T12:00:00 paused",
                "2026-05-16T12:00:00 resumed",
            ],
            "2026-05-17",
        ),
        // Up to the instant the step is done, and none that begins then.
        (&["2026-05-10 paused", "2026-05-12 decided", "2026-05-13 resumed"], "2026-05-16"),
        (&["2026-05-10 decided", "2026-05-10 paused", "2026-05-13 resumed"], "2026-05-14"),
        // Open: to the as-of instant, 24:00 of 20 May.
        (&["2026-05-10 paused"], "2026-05-25"),
    ];
    for (events, deadline) in moved {
        let found = with("", events, "2026-05-20", |h| h.clock(Step::Decide).unwrap().deadline);
        assert_eq!(found, at(deadline), "{events:?}");
    }
    let paused = ["2026-05-10 paused", "2026-05-22 resumed"];
    assert!(with("", &paused, "2026-05-20", |h| h.is_paused()));
    assert!(!with("", &paused, "2026-05-22", |h| h.is_paused()));
}

#[test]
fn the_follow_up_runs_from_the_closing() {
    let closed = ["2026-05-20T10:00:00 closed"];
    let follow_up = "[follow_up]\non = 2026-06-04\nby = 'wang-bo'\nrelationship = 'improved'";
    assert!(with("", &[], "2026-06-30", |h| h.clock(Step::FollowUp).is_none()));
    for (head, as_of, state) in [
        ("", "2026-06-04", ClockState::Open),
        ("", "2026-06-05", ClockState::Passed),
        (follow_up, "2026-06-04", ClockState::InTime),
        (follow_up, "2026-06-03", ClockState::Open),
        (&follow_up.replace("06-04", "06-05"), "2026-06-05", ClockState::InTime),
        (&follow_up.replace("06-04", "06-06"), "2026-06-06", ClockState::Late),
    ] {
        let clock = with(head, &closed, as_of, |h| h.clock(Step::FollowUp).unwrap());
        assert_eq!(clock.deadline, at("2026-06-05"));
        assert_eq!(clock.state, state, "{head} {as_of}");
    }
}

#[test]
fn the_state_follows_from_the_events() {
    let table: &[(&[&str], &str)] = &[
        (&[], "registered"),
        (&["2026-05-07 acknowledged"], "acknowledged"),
        (&["2026-05-07 decided", "2026-05-08 escalated"], "decided"),
        (&["2026-05-07 closed"], "closed"),
        (&["2026-05-07 closed", "2026-05-08 appealed"], "appealed"),
        (
            &["2026-05-07 closed", "2026-05-08 appealed", "2026-05-09 appeal_decided true"],
            "appealed",
        ),
        (
            &["2026-05-07 closed", "2026-05-08 appealed", "2026-05-09 appeal_decided false"],
            "closed",
        ),
        (&["2026-05-07 acknowledged", "2026-05-08 withdrawn"], "withdrawn"),
        (&["2026-05-07 acknowledged", "2026-05-08 external"], "external"),
        // Dated after the as-of date: invisible.
        (&["2026-05-07 acknowledged", "2026-06-01 closed"], "acknowledged"),
    ];
    for (events, state) in table {
        assert_eq!(with("", events, "2026-05-31", |h| h.state()).key(), *state, "{events:?}");
    }
}

#[test]
fn the_next_step_due_is_the_first_that_is_open() {
    for (events, expected) in [
        (&[][..], Some((Step::Acknowledge, true))),
        (&["2026-05-06T10:00:00 acknowledged"], Some((Step::Decide, false))),
        (&["2026-05-07 decided"], Some((Step::Close, false))),
        (&["2026-05-07 closed"], Some((Step::FollowUp, false))),
        (&["2026-05-07 withdrawn"], None),
    ] {
        let due = with("", events, "2026-05-08", |h| h.next_due());
        assert_eq!(due.map(|due| (due.step, due.is_passed)), expected, "{events:?}");
    }
}

#[test]
fn what_is_attributable_to_the_branch() {
    let decided: &[&str] = &["2026-05-10 decided"];
    let approved = "\napproved_by = 'zhou-min'";
    let by_branch = "\napproved_by = 'li-na'";
    for (head, events, as_of, expected) in [
        ("finding = 'justified'".to_owned(), decided, "2026-05-31", true),
        ("finding = 'partly'".into(), decided, "2026-05-31", true),
        ("finding = 'unjustified'".into(), decided, "2026-05-31", false),
        (String::new(), decided, "2026-05-13", false),
        (String::new(), decided, "2026-05-14", true),
        (String::new(), &["2026-05-10 external"], "2026-05-31", false),
        ("finding = 'justified'".into(), &["2026-05-10 external"], "2026-05-31", true),
        ("finding = 'justified'".into(), &["2026-05-10 withdrawn"], "2026-05-31", false),
        (
            format!("finding = 'partly'\nresponsibility = 'client'{approved}"),
            &[],
            "2026-05-31",
            false,
        ),
        (
            format!("finding = 'partly'\nresponsibility = 'client'{by_branch}"),
            &[],
            "2026-05-31",
            true,
        ),
        (
            format!("finding = 'partly'\nresponsibility = 'project'{approved}"),
            &[],
            "2026-05-31",
            true,
        ),
        (
            format!("finding = 'partly'\ncomplainant = 'neighbour'{approved}"),
            &[],
            "2026-05-31",
            false,
        ),
        ("finding = 'partly'\ncomplainant = 'other'".into(), &[], "2026-05-31", true),
    ] {
        let found = with(&head, events, as_of, |h| h.is_attributable());
        assert_eq!(found, expected, "{head} {events:?} {as_of}");
    }
}

#[test]
fn the_moment_is_the_decision_or_its_deadline() {
    let justified = "finding = 'justified'";
    for (head, events, as_of, moment) in [
        (
            justified,
            &["2026-05-10T08:00:00 decided"][..],
            "2026-05-31",
            Some("2026-05-10T08:00:00"),
        ),
        ("", &["2026-05-10T08:00:00 decided"], "2026-05-31", Some("2026-05-14")),
        (justified, &["2026-05-20T08:00:00 decided"], "2026-05-31", Some("2026-05-14")),
        (justified, &["2026-05-10T08:00:00 closed"], "2026-05-31", Some("2026-05-10T08:00:00")),
        (justified, &[], "2026-05-12", None),
        (justified, &[], "2026-05-13", Some("2026-05-14")),
    ] {
        assert_eq!(with(head, events, as_of, |h| h.moment()), moment.map(at), "{head} {events:?}");
    }
}

#[test]
fn a_complaint_received_later_is_invisible() {
    let book = book(&[(PATH, "")]);
    let entry = book.records.complaints.iter().next().unwrap();
    assert!(Handling::new(&book, entry, day("2026-05-05")).is_none());
    assert!(Handling::new(&book, entry, day("2026-05-06")).is_some());
}
