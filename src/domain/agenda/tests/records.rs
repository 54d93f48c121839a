//! Items that other records lead to: visits, projects, complaints, forms, requests.

use super::*;

#[test]
fn complaints_ask_for_their_next_step() {
    let event =
        |kind: &str, at: &str| format!("[[events]]\nat = {at}\nkind = '{kind}'\nby = 'li-na'\n");
    let acknowledged = event("acknowledged", "2026-05-06T10:00:00+08:00");
    let closed = format!("{acknowledged}{}", event("closed", "2026-05-12T10:00:00+08:00"));
    let followed =
        format!("{closed}[follow_up]\non = 2026-05-20\nby = 'li-na'\nrelationship = 'improved'\n");
    let withdrawn = event("withdrawn", "2026-05-07T10:00:00+08:00");
    table(
        COMPLAINT,
        Source::Complaint,
        &[
            ("", "2026-05-05", &[]),
            ("", "2026-05-06", &["2026-05-07 acknowledge"]),
            (&acknowledged, "2026-05-06", &["2026-05-13 decide"]),
            // The decision was skipped, and is done with the closing.
            (&closed, "2026-05-12", &["2026-05-27 follow_up"]),
            (&followed, "2026-05-20", &[]),
            (&followed, "2026-05-19", &["2026-05-27 follow_up"]),
            (&withdrawn, "2026-05-07", &[]),
        ],
    );
}

#[test]
fn a_deadline_at_midnight_is_due_on_the_day_it_ends() {
    // A bare date's clock starts at 24:00 of it: 24 hours end at 24:00 of the next day.
    let expected: &[&str] = &["2026-05-07 acknowledge"];
    table(COMPLAINT, Source::Complaint, &[("received_at = 2026-05-06", "2026-05-06", expected)]);
}

#[test]
fn visits_lead_to_reports_replies_and_commitments() {
    let reported = "on = 2026-06-01\nreported_on = 2026-06-02";
    let asked = "received_at = 2026-06-01T08:00:00+08:00";
    let answered = format!("{asked}\nanswered_at = 2026-06-02T08:00:00+08:00");
    table(
        VISIT,
        Source::VisitReport,
        &[
            ("on = 2026-06-01", "2026-06-01", &["2026-06-04 reported_on"]),
            ("on = 2026-06-01", "2026-05-31", &[]),
            (reported, "2026-06-02", &[]),
            (reported, "2026-06-01", &["2026-06-04 reported_on"]),
            // A call is its own report.
            ("on = 2026-06-01\nchannel = 'phone'", "2026-06-01", &[]),
            // Two half-years later nobody asks.
            ("on = 2026-06-01", "2026-12-31", &["2026-06-04 reported_on"]),
            ("on = 2026-06-01", "2027-01-01", &[]),
        ],
    );
    table(
        VISIT,
        Source::Reply,
        &[
            (asked, "2026-06-01", &["2026-06-03 answered_at"]),
            ("received_at = 2026-06-01", "2026-06-01", &["2026-06-03 answered_at"]),
            (asked, "2026-05-31", &[]),
            (&answered, "2026-06-02", &[]),
        ],
    );
    let open = "[[commitments]]\ntext = '图纸'\ndue_on = 2026-06-20";
    let done = format!("{open}\ndone_on = 2026-06-10");
    table(
        VISIT,
        Source::Commitment,
        &[
            (open, "2026-06-01", &["2026-06-20 commitments.0"]),
            (open, "2026-05-31", &[]),
            (&done, "2026-06-10", &[]),
            (&done, "2026-06-09", &["2026-06-20 commitments.0"]),
        ],
    );
}

#[test]
fn projects_lead_to_promises_payments_and_return_visits() {
    let undated = "[[promises]]\ntext = '样板'\nmade_on = 2026-06-01";
    let open = format!("{undated}\ndue_on = 2026-07-01");
    let kept = format!("{open}\nkept_on = 2026-06-30");
    table(
        PROJECT,
        Source::Promise,
        &[
            (&open, "2026-06-01", &["2026-07-01 promises.0"]),
            (&open, "2026-05-31", &[]),
            (undated, "2026-06-01", &[]),
            (&kept, "2026-06-30", &[]),
        ],
    );
    let open = "[[payments]]\ndue_on = 2026-07-01\namount = 1";
    let paid = format!("{open}\npaid_on = 2026-07-02");
    table(
        PROJECT,
        Source::Payment,
        &[
            (open, "2026-06-01", &["2026-07-01 payments.0"]),
            (&paid, "2026-07-02", &[]),
            (&paid, "2026-07-01", &["2026-07-01 payments.0"]),
        ],
    );
    let completed = "status = 'warranty'\naccepted_on = 2026-06-01";
    table(
        PROJECT,
        Source::ReturnVisit,
        &[
            (completed, "2026-06-01", &["2026-07-01 accepted_on"]),
            (completed, "2026-05-31", &[]),
            (completed, "2027-01-01", &["2026-07-01 accepted_on"]),
            (completed, "2027-07-01", &[]),
            ("status = 'lost'\naccepted_on = 2026-06-01", "2026-06-01", &[]),
        ],
    );
}

#[test]
fn a_return_visit_or_a_form_meets_the_return_visit() {
    let project = (PROJECT, "status = 'warranty'\naccepted_on = 2026-06-01");
    let form = |on: &str| {
        format!(
            "client = 'kh2601-000001'\nproject = 'xm2601-000001'\non = {on}\nphase = 'warranty'\n\
             method = 'visit'\nsurveyor = 'li-na'\n"
        )
    };
    for (path, text, expected) in [
        (VISIT, "on = 2026-06-01\npurpose = 'return_visit'".to_owned(), 0),
        (VISIT, "on = 2026-05-31\npurpose = 'return_visit'".to_owned(), 1),
        (VISIT, "on = 2026-06-03\npurpose = 'return_visit'".to_owned(), 1),
        (VISIT, "on = 2026-06-01\npurpose = 'maintenance'".to_owned(), 1),
        (SURVEY, form("2026-06-01"), 0),
        (SURVEY, form("2026-05-31"), 1),
    ] {
        let files = [(CLIENT, ""), project, (path, &*text)];
        assert_eq!(due(&files, Source::ReturnVisit, "2026-06-02").len(), expected, "{text}");
    }
}

#[test]
fn dissatisfied_items_want_a_cause() {
    let open = form("2026-06-01", 1, 2);
    let satisfied = form("2026-06-01", 1, 3);
    let known = format!("{open}cause = 'branch'\n");
    table(
        SURVEY,
        Source::Cause,
        &[
            (&open, "2026-05-31", &[]),
            (&open, "2026-06-01", &["2026-06-16 items.0"]),
            (&open, "2026-07-20", &["2026-06-16 items.0"]),
            // The half-year is closed: the item has counted.
            (&open, "2026-07-21", &[]),
            (&satisfied, "2026-06-01", &[]),
            (&known, "2026-06-01", &[]),
        ],
    );
}

#[test]
fn improvements_are_made() {
    let form = form("2026-06-01", 1, 2);
    let open = format!("{form}improvement = '巡检'\nimprovement_due = 2026-07-01\n");
    let done = format!("{open}improvement_done = 2026-06-20\n");
    table(
        SURVEY,
        Source::Improvement,
        &[
            (&open, "2026-06-01", &["2026-07-01 items.0"]),
            (&open, "2026-05-31", &[]),
            (&done, "2026-06-19", &["2026-07-01 items.0"]),
            (&done, "2026-06-20", &[]),
        ],
    );
}

#[test]
fn access_is_decided_and_ends() {
    let request = "applicant = 'li-na'\nunit = 'hz'\nclients = 'all'\npurpose = '投标'\n\
                   scope = 'full'\nfrom = 2026-06-10\nuntil = 2026-06-30";
    let approved = format!("{request}\ndecision = 'approved'");
    let refused = format!("{request}\ndecision = 'refused'");
    table(
        ACCESS,
        Source::Access,
        &[
            (request, "2026-06-01", &["2026-06-10 decision"]),
            (request, "2026-06-30", &["2026-06-10 decision"]),
            (request, "2026-07-01", &[]),
            (&approved, "2026-06-30", &["2026-06-30 until"]),
            (&approved, "2026-07-01", &[]),
            (&refused, "2026-06-10", &[]),
        ],
    );
}

#[test]
fn actions_and_corrections_are_done() {
    let action = "kind = 'work_plan'\ntitle = '计划'\nfrom = 2026-06-01\nby = 'li-na'\n\
                  [[actions]]\ntext = '走访'\nby = 'wang-bo'\ndue_on = 2026-07-01\n";
    let done = format!("{action}done_on = 2026-06-20");
    table(
        ACTIVITY,
        Source::Action,
        &[
            (action, "2026-06-01", &["2026-07-01 actions.0"]),
            (action, "2026-05-31", &[]),
            (&done, "2026-06-19", &["2026-07-01 actions.0"]),
            (&done, "2026-06-20", &[]),
        ],
    );
    let check = "client = 'kh2601-000001'\non = 2026-06-01\nby = 'zhou-min'\n[[services]]\n\
                 what = '回访'\nok = false\ndue_on = 2026-07-01\n";
    let corrected = format!("{check}done_on = 2026-06-20");
    table(
        CHECK,
        Source::Correction,
        &[
            (check, "2026-06-01", &["2026-07-01 services.0"]),
            (check, "2026-05-31", &[]),
            (&corrected, "2026-06-20", &[]),
        ],
    );
}
