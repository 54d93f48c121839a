//! Items that a period asks for: returns, reports, surveys, notices, duties, festivals.

use super::*;

#[test]
fn returns_are_asked_for_while_their_period_runs_and_while_missing() {
    let branch = ("branches/hz/branch.toml", "opened_on = 2026-05-26");
    let client = (CLIENT, "registered_on = 2026-06-20");
    let filed = "submitted_on = 2026-06-24\nby = 'wang-bo'";
    for (files, today, expected) in [
        (vec![branch], "2026-05-25", vec![]),
        (vec![branch], "2026-05-26", vec!["2026-06-25 2026-06"]),
        (vec![branch], "2026-06-25", vec!["2026-06-25 2026-06"]),
        // Nothing changed and nothing was submitted: no return is missing.
        (vec![branch], "2026-06-26", vec!["2026-07-25 2026-07"]),
        (vec![branch, client], "2026-06-26", vec!["2026-06-25 2026-06", "2026-07-25 2026-07"]),
        (vec![branch, client, (RETURN, filed)], "2026-06-26", vec!["2026-07-25 2026-07"]),
        (vec![branch, client, (RETURN, filed)], "2026-06-23", vec!["2026-06-25 2026-06"]),
        (vec![branch, client, (RETURN, filed)], "2026-06-24", vec![]),
    ] {
        assert_eq!(due(&files, Source::Return, today), expected, "{today}");
    }
}

#[test]
fn project_departments_report_before_the_return() {
    let project = (PROJECT, "manager = 'wang-bo'");
    let filed = "submitted_on = 2026-06-19\nby = 'wang-bo'";
    for (files, today, expected) in [
        (vec![(CLIENT, ""), project], "2026-05-26", vec!["2026-06-20 2026-06"]),
        (vec![(CLIENT, ""), project], "2026-06-20", vec!["2026-06-20 2026-06"]),
        (vec![(CLIENT, ""), project], "2026-06-21", vec![]),
        (vec![(CLIENT, ""), project], "2026-06-26", vec!["2026-07-20 2026-07"]),
        (vec![(CLIENT, ""), project, (RETURN, filed)], "2026-06-19", vec![]),
        (vec![(CLIENT, "")], "2026-06-20", vec![]),
    ] {
        assert_eq!(due(&files, Source::ProjectReport, today), expected, "{today}");
    }
}

#[test]
fn analysis_reports_are_asked_for_until_the_close() {
    let report = "client = 'kh2601-000001'\nhalf = '2026H1'\nsubmitted_on = 2026-06-10\n\
                  author = 'li-na'\n[sections]";
    // A client with a project is no stranger: grade B.
    let kept = [(CLIENT, "registered_on = 2025-01-01"), (PROJECT, "")];
    let with = |more: (&'static str, &'static str)| [kept.as_slice(), &[more]].concat();
    for (files, today, expected) in [
        (kept.to_vec(), "2026-06-01", vec!["2026-06-20 2026H1"]),
        (kept.to_vec(), "2026-07-20", vec!["2026-06-20 2026H1", "2026-12-20 2026H2"]),
        (kept.to_vec(), "2026-07-21", vec!["2026-12-20 2026H2"]),
        (with((ANALYSIS, report)), "2026-06-09", vec!["2026-06-20 2026H1"]),
        (with((ANALYSIS, report)), "2026-06-10", vec![]),
        (vec![(CLIENT, "registered_on = 2026-01-01"), (PROJECT, "")], "2026-06-01", vec![]),
        // A stranger is grade C.
        (vec![(CLIENT, "registered_on = 2025-01-01")], "2026-06-01", vec![]),
    ] {
        assert_eq!(due(&files, Source::Analysis, today), expected, "{today}");
    }
}

#[test]
fn projects_in_progress_are_surveyed_each_half() {
    let whole = "started_on = 2025-01-01";
    // 60 days of the half-year are needed: up to 1 March, the day before the acceptance.
    let sixty = "status = 'completed'\nstarted_on = 2025-01-01\naccepted_on = 2026-03-02";
    let fewer = "status = 'completed'\nstarted_on = 2025-01-01\naccepted_on = 2026-03-01";
    table(
        PROJECT,
        Source::Survey,
        &[
            (whole, "2026-01-01", &["2026-06-10 2026H1"]),
            (whole, "2026-06-30", &["2026-06-10 2026H1"]),
            (whole, "2026-07-01", &["2026-12-10 2026H2"]),
            (sixty, "2026-05-01", &["2026-06-10 2026H1"]),
            (fewer, "2026-05-01", &[]),
        ],
    );
    for (text, today, expected) in [
        (form("2026-06-01", 13, 5), "2026-06-01", 0),
        (form("2026-06-01", 13, 5), "2026-05-31", 1),
        (form("2025-12-31", 13, 5), "2026-06-01", 1),
        // 9 of 13 answers are not 70 %.
        (form("2026-06-01", 9, 5), "2026-06-01", 1),
    ] {
        let files = [(CLIENT, ""), (PROJECT, whole), (SURVEY, &*text)];
        assert_eq!(due(&files, Source::Survey, today).len(), expected, "{text} {today}");
    }
}

#[test]
fn notices_ask_for_summaries_interviews_and_rechecks() {
    let pass = "result = 'pass'\nnotice_on = 2026-01-26";
    let poor = "result = 'poor'\nnotice_on = 2026-01-26\nsummary_due = 2026-02-03\n\
                interview_on = 2026-01-30\nrecheck_on = 2026-04-26";
    let good = "result = 'good'\nnotice_on = 2026-01-26";
    table(
        NOTICE,
        Source::Summary,
        &[
            (pass, "2026-01-25", &[]),
            (pass, "2026-01-26", &["2026-02-02 2025H2"]),
            (poor, "2026-03-01", &["2026-02-03 2025H2"]),
            (good, "2026-01-26", &[]),
        ],
    );
    table(
        NOTICE,
        Source::Notice,
        &[
            (poor, "2026-01-30", &["2026-01-30 interview-2025H2", "2026-04-26 recheck-2025H2"]),
            (poor, "2026-01-31", &["2026-04-26 recheck-2025H2"]),
            (poor, "2026-04-27", &[]),
        ],
    );
    let summary = "kind = 'summary'\nsubmitted_on = 2026-02-01\nby = 'wang-bo'\n[sections]\n\
                   reporting = '一'\ncomplaints = '一'\nsatisfaction = '一'\nanalysis = '一'\n\
                   truth = '一'";
    for (today, expected) in [("2026-01-31", 1), ("2026-02-01", 0)] {
        let files = [(NOTICE, pass), (SUMMARY, summary)];
        assert_eq!(due(&files, Source::Summary, today).len(), expected, "{today}");
    }
}

#[test]
fn duties_return() {
    let duty = |cadence: &str, due: &str| {
        format!(
            "[[duties]]\nkey = 'brief'\ntitle = '月报'\ncadence = '{cadence}'\n\
             role = 'branch_clerk'\ndue = '{due}'"
        )
    };
    for (cadence, on, before, current) in [
        ("week", "first_monday", ("2026-06-01", "2026-06-01"), ("2026-06-08", "2026-06-08")),
        ("week", "last_day", ("2026-06-07", "2026-06-01"), ("2026-06-14", "2026-06-08")),
        ("month", "first_monday", ("2026-05-04", "2026-05-01"), ("2026-06-01", "2026-06-01")),
        ("quarter", "last_day", ("2026-03-31", "2026-01-01"), ("2026-06-30", "2026-04-01")),
        ("half_year", "last_day", ("2025-12-31", "2025-07-01"), ("2026-06-30", "2026-01-01")),
        ("year", "last_day", ("2025-12-31", "2025-01-01"), ("2026-12-31", "2026-01-01")),
    ] {
        let policy = duty(cadence, on);
        let expected = [before, current].map(|(due, first)| format!("{due} brief-{first}"));
        let found = due(&[(POLICY, &policy)], Source::Duty, "2026-06-10");
        assert_eq!(found, expected, "{cadence} {on}");
    }
    let policy = duty("month", "last_day");
    let answer = |on: &str| {
        format!("kind = 'work_plan'\ntitle = '月报'\nfrom = {on}\nby = 'li-na'\nduty = 'brief'")
    };
    for (on, expected) in [
        ("2026-06-01", vec!["2026-05-31 brief-2026-05-01"]),
        ("2026-05-31", vec!["2026-06-30 brief-2026-06-01"]),
        ("2026-06-11", vec!["2026-05-31 brief-2026-05-01", "2026-06-30 brief-2026-06-01"]),
    ] {
        let answer = answer(on);
        let files = [(POLICY, &*policy), (ACTIVITY, &*answer)];
        assert_eq!(due(&files, Source::Duty, "2026-06-10"), expected, "{on}");
    }
    let market = "submitted_on = 2026-06-02\nby = 'li-na'\nduty = 'brief'";
    let files = [(POLICY, &*policy), ("branches/hz/market/2026/sx2606-000001.toml", market)];
    assert_eq!(due(&files, Source::Duty, "2026-06-10"), ["2026-05-31 brief-2026-05-01"]);
}

#[test]
fn festivals_are_for_branches_with_clients() {
    let policy = (POLICY, "[[care_days]]\nname = '中秋节'\non = 2026-09-25");
    for (files, today, expected) in [
        (vec![policy, (CLIENT, "")], "2026-09-25", vec!["2026-09-25 2026-09-25"]),
        (vec![policy, (CLIENT, "")], "2026-09-26", vec![]),
        (vec![policy], "2026-09-25", vec![]),
    ] {
        assert_eq!(due(&files, Source::CareDay, today), expected, "{today}");
    }
}
