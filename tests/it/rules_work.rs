//! Rules about what is done for clients at their borders: a change to the base archive, and the
//! codes that it brings.

use crate::archives::{Tree, changed, codes, hold, small, with};
use kebu::diag::Code::*;

const A: &str = "branches/linjiang/clients/kh2501-7k3m9q.toml";
const PROJECT: &str = "branches/linjiang/projects/xm2502-4d8w1r.toml";
const COMPLAINT: &str = "branches/linjiang/complaints/2026/ts2605-9q2v6b.toml";
const VISIT: &str = "branches/linjiang/visits/2026/bf2606-3f7s5g.toml";
const SURVEY: &str = "branches/linjiang/surveys/2026/dc2606-8j1k4m.toml";
const ANALYSIS: &str = "branches/linjiang/analyses/2026/fx2606-6p2z9c.toml";
const RETURN: &str = "branches/linjiang/returns/2026-06.toml";
const SPOT: &str = "hq/checks/2026H1/cc2607-0w3h8d.toml";
const ACCESS: &str = "hq/access/2026/cy2606-5e9a2x.toml";

#[test]
fn dates_and_today() {
    hold(&[
        (VISIT, "reported_on = 2026-06-17", "reported_on = 2026-07-20", &[]),
        (VISIT, "reported_on = 2026-06-17", "reported_on = 2026-07-21", &[DateInFuture]),
        (VISIT, "reported_on = 2026-06-17", "reported_on = 2026-06-16", &[]),
        (VISIT, "reported_on = 2026-06-17", "reported_on = 2026-06-15", &[PeriodReversed]),
        // What is planned may lie ahead.
        (PROJECT, "started_on = 2025-03-01", "started_on = 2026-09-01", &[]),
        (A, "expected_on = 2026-11-01", "expected_on = 2027-11-01\nnext_on = 2026-12-01", &[]),
        ("people/sun-bo.toml", "", "left_on = 2026-12-31", &[]),
        // 24:00 of the 20th in Shanghai.
        (
            COMPLAINT,
            "",
            "[[events]]\nat = 2026-07-20T15:59:59Z\nkind = \"external\"\nby = \"li-na\"",
            &[],
        ),
        (
            COMPLAINT,
            "",
            "[[events]]\nat = 2026-07-20T16:00:00Z\nkind = \"external\"\nby = \"li-na\"",
            &[DateInFuture],
        ),
    ]);
}

#[test]
fn complaints() {
    let unjustified = changed(
        &small(),
        COMPLAINT,
        "finding = \"justified\"",
        "finding = \"unjustified\"\napproved_by = \"zhou-min\"",
    );
    assert_eq!(codes(&unjustified), []);
    // Where the complainant was wrong there is nothing to correct.
    let nothing = changed(&unjustified, COMPLAINT, "root_cause = \"后浇带止水处理不到位\"\n", "");
    assert_eq!(codes(&nothing), []);
    hold(&[
        (COMPLAINT, "handler = \"sun-bo\"\n", "", &[ClosingIncomplete]),
        (
            COMPLAINT,
            "finding = \"justified\"\nfinding_by = \"chen-yu\"\n",
            "",
            &[ClosingIncomplete],
        ),
        (
            COMPLAINT,
            "responsibility = \"project\"",
            "responsibility = \"client\"",
            &[FindingNotApproved],
        ),
        (
            COMPLAINT,
            "responsibility = \"project\"",
            "responsibility = \"client\"\napproved_by = \"zhou-min\"",
            &[],
        ),
        (
            COMPLAINT,
            "responsibility = \"project\"",
            "responsibility = \"client\"\napproved_by = \"chen-yu\"",
            &[FindingNotApproved],
        ),
        // What a neighbour complains of leaves the branch only with headquarters' approval.
        (COMPLAINT, "\"owner\"", "\"neighbour\"", &[]),
        (COMPLAINT, "\"owner\"", "\"neighbour\"\napproved_by = \"zhou-min\"", &[]),
        (COMPLAINT, "\"owner\"", "\"other\"\napproved_by = \"chen-yu\"", &[FindingNotApproved]),
        // An approval that nothing needs is nobody's business.
        (COMPLAINT, "accepted = true", "accepted = true\napproved_by = \"chen-yu\"", &[]),
        (
            COMPLAINT,
            "kind = \"verified\"\nby = \"chen-yu\"",
            "kind = \"verified\"\nby = \"sun-bo\"",
            &[HandlerVerifies],
        ),
        (COMPLAINT, "on = 2026-06-08", "on = 2026-05-26", &[]),
        (COMPLAINT, "on = 2026-06-08", "on = 2026-05-25", &[FollowUpBeforeClosing]),
        (
            COMPLAINT,
            "accepted = true",
            "accepted = true\nrepeat_of = \"ts2601-000000\"",
            &[ReferenceMissing],
        ),
    ]);
}

#[test]
fn events_and_bare_dates() {
    hold(&[
        // A bare date does not claim midnight.
        (COMPLAINT, "received_at = 2026-05-06T09:30:00+08:00", "received_at = 2026-05-06", &[]),
        (COMPLAINT, "at = 2026-05-06T10:00:00+08:00", "at = 2026-05-06", &[]),
        (COMPLAINT, "at = 2026-05-06T10:00:00+08:00", "at = 2026-05-05", &[EventBeforeReceived]),
        (COMPLAINT, "at = 2026-05-06T10:00:00+08:00", "at = 2026-05-06T09:30:00+08:00", &[]),
    ]);
}

#[test]
fn open_and_general_complaints() {
    let general = |tree: &Tree| changed(tree, COMPLAINT, "\"serious\"", "\"general\"");
    // While it is open, a responsibility is provisional.
    let open = String::from_utf8(small()[COMPLAINT].clone()).unwrap();
    let open = open.split("[[events]]").next().unwrap().replace("\"project\"", "\"client\"");
    assert_eq!(codes(&with(&small(), &[(COMPLAINT, &open)])), []);
    // A follow-up of what is not closed.
    let early = format!(
        "{open}\n[follow_up]\non = 2026-06-08\nby = \"li-na\"\nrelationship = \"improved\"\n"
    );
    assert_eq!(codes(&with(&small(), &[(COMPLAINT, &early)])), [FollowUpBeforeClosing]);
    let skipped = changed(
        &general(&small()),
        COMPLAINT,
        "[[events]]\nat = 2026-05-06T15:00:00+08:00\nkind = \"assessed\"\nby = \"li-na\"\n",
        "",
    );
    assert_eq!(codes(&skipped), []);
}

#[test]
fn surveys_analyses_and_spot_checks() {
    let with_item = |item: &str| format!("[[items]]\nitem = \"{item}\"\nscore = 4");
    let warranty = changed(&small(), SURVEY, "in_progress", "warranty");
    assert_eq!(codes(&changed(&warranty, SURVEY, "", &with_item("repair_quality"))), []);
    let report = String::from_utf8(small()[ANALYSIS].clone()).unwrap();
    let second = "branches/linjiang/analyses/2026/fx2606-7q3a1d.toml";
    let other = report.replace("project = \"xm2502-4d8w1r\"\n", "");
    assert_eq!(codes(&with(&small(), &[(second, &other)])), []);
    let earlier = report.replace("2026H1", "2025H2");
    assert_eq!(codes(&with(&small(), &[(second, &earlier)])), []);
    hold(&[
        (SURVEY, "cause = \"project\"", "cause = \"group\"", &[]),
        (SURVEY, "cause = \"project\"", "cause = \"group\"\ncause_approved_by = \"zhou-min\"", &[]),
        (
            SURVEY,
            "cause = \"project\"",
            "cause = \"project\"\ncause_approved_by = \"chen-yu\"",
            &[],
        ),
        (
            ANALYSIS,
            "evidence = [\"bf2606-3f7s5g\"]",
            "evidence = [\"bf2606-3f7s5h\"]",
            &[ReferenceMissing],
        ),
        (
            ANALYSIS,
            "evidence = [\"bf2606-3f7s5g\"]",
            "evidence = [\"现场走访 bf2606-3f7s5h\"]",
            &[],
        ),
        // Meant as an id; a contract's number is not.
        (ANALYSIS, "[\"bf2606-3f7s5g\"]", "[\"bf2606-3f7s5\"]", &[BadFormat]),
        (ANALYSIS, "[\"bf2606-3f7s5g\"]", "[\"BF2606-3F7S5G\"]", &[BadFormat]),
        (ANALYSIS, "[\"bf2606-3f7s5g\"]", "[\"bf2613-3f7s5g\"]", &[BadFormat]),
        (ANALYSIS, "[\"bf2606-3f7s5g\"]", "[\"XM2026-014\"]", &[]),
        (SPOT, "by = \"wu-gang\"", "by = \"li-na\"", &[RoleMismatch]),
        (SPOT, "confirmed_by = \"zhou-min\"", "confirmed_by = \"wu-gang\"", &[SelfReviewed]),
        (SPOT, "match = true", "match = false\ndeliberate = true", &[]),
        (RETURN, "approved_by = \"chen-yu\"", "approved_by = \"chenyu\"", &[ReferenceMissing]),
    ]);
}

#[test]
fn access() {
    hold(&[
        (ACCESS, "until = 2026-06-30", "until = 2026-07-10", &[]),
        (ACCESS, "until = 2026-06-30", "until = 2026-07-11", &[AccessTooLong]),
        (ACCESS, "at = 2026-06-12T14:00:00+08:00", "at = 2026-06-10T00:00:00+08:00", &[]),
        (ACCESS, "at = 2026-06-12T14:00:00+08:00", "at = 2026-06-30T23:59:59+08:00", &[]),
        (ACCESS, "at = 2026-06-12T14:00:00+08:00", "at = 2026-07-01", &[UseOutsidePeriod]),
        (ACCESS, "opinion_by = \"zhou-min\"", "opinion_by = \"chen-yu\"", &[RoleMismatch]),
        (
            ACCESS,
            "decision = \"approved\"\ndecided_by = \"he-jun\"\ndecided_on = 2026-06-09\n",
            "",
            &[AccessNotApproved],
        ),
        (ACCESS, "decided_on = 2026-06-09\n", "", &[DecisionUnsigned]),
        (ACCESS, "purpose =", "recipient = \"设计院\"\nconsent_on = 2026-06-08\npurpose =", &[]),
    ]);
}

#[test]
fn what_speaks_of_a_period_is_not_older() {
    let notice = "branches/linjiang/notices/2025H2.toml";
    let told = |day: &str| format!("result = \"pass\"\nnotice_on = {day}\n");
    let summary = "branches/linjiang/summaries/2025H2.toml";
    let summed = |day: &str| {
        format!(
            "kind = \"summary\"\nsubmitted_on = {day}\nby = \"li-na\"\n\
             [sections]\nreporting = \"及时\"\n\
             complaints = \"无\"\nsatisfaction = \"无\"\nanalysis = \"按期\"\ntruth = \"如实\"\n"
        )
    };
    assert_eq!(codes(&with(&small(), &[(notice, &told("2026-01-01"))])), []);
    assert_eq!(codes(&with(&small(), &[(notice, &told("2025-12-31"))])), [BeforePeriod]);
    assert_eq!(codes(&with(&small(), &[(summary, &summed("2026-01-01"))])), []);
    assert_eq!(codes(&with(&small(), &[(summary, &summed("2025-12-31"))])), [BeforePeriod]);
    // The cut-off of the policy decides when a return's period begins.
    let on = |day: &str| changed(&small(), RETURN, "2026-06-24", day);
    let cut_off = |tree: &Tree| changed(tree, "policy.toml", "", "[returns]\ncutoff_day = 20");
    assert_eq!(codes(&cut_off(&on("2026-05-21"))), []);
    assert_eq!(codes(&cut_off(&on("2026-05-20"))), [BeforePeriod]);
    hold(&[
        (RETURN, "2026-06-24", "2026-05-26", &[]),
        (RETURN, "2026-06-24", "2026-05-25", &[BeforePeriod]),
        (SPOT, "on = 2026-07-08", "on = 2026-01-01", &[]),
        (SPOT, "on = 2026-07-08", "on = 2025-12-31", &[BeforePeriod]),
        (ANALYSIS, "half = \"2026H1\"", "half = \"2026H2\"", &[BeforePeriod]),
        (ANALYSIS, "submitted_on = 2026-06-18", "submitted_on = 2026-01-01", &[]),
        // The folder's year is told already.
        (ANALYSIS, "submitted_on = 2026-06-18", "submitted_on = 2025-12-31", &[WrongYear]),
        (ANALYSIS, "reviewed_on = 2026-06-19", "reviewed_on = 2026-06-17", &[PeriodReversed]),
    ]);
}

#[test]
fn one_cause_is_told_once() {
    let client = "branches/donghu/clients/kh2505-2c4x8p.toml";
    let contacts = "branches/linjiang/contacts/kh2501-7k3m9q.toml";
    hold(&[
        // A date in another year: not that the folder does not fit it, nor all that comes after.
        (VISIT, "on = 2026-06-16", "on = 2027-06-16", &[DateInFuture]),
        (VISIT, "on = 2026-06-16", "on = 1926-06-16", &[WrongYear]),
        (COMPLAINT, "received_at = 2026", "received_at = 2027", &[DateInFuture]),
        (COMPLAINT, "at = 2026-05-06T10:00", "at = 2027-05-06T10:00", &[DateInFuture]),
        (ACCESS, "until = 2026-06-30", "until = 2026-06-01", &[PeriodReversed]),
        (PROJECT, "started_on = 2025-03-01", "started_on = 2099-03-01", &[PeriodReversed]),
        ("archive.toml", "", "baseline_on = 2026-07-20", &[]),
        ("archive.toml", "", "baseline_on = 2026-07-21", &[DateInFuture]),
        // A client that is not there has no projects and no contact persons.
        (SURVEY, "client = \"kh2501-7k3m9q\"", "client = \"kh2501-7k3m9p\"", &[ReferenceMissing]),
        (contacts, "key = \"zhao\"", "key = \"赵\"", &[BadFormat]),
        (client, "region = \"330200\"", "region = \"\"", &[BadFormat]),
        (client, "region = \"330200\"", "region = \"33020\"", &[BadFormat]),
        // A required key in capitals is misspelt, not missing.
        (client, "region =", "REGION =", &[UnknownKey]),
        (client, "stage = \"interested\"", "stage = \"INTERESTED\"", &[ValueNotListed]),
    ]);
    for blank in ["", " \n", "# 联系人\n"] {
        assert_eq!(codes(&with(&small(), &[(contacts, blank)])), [EmptyFile]);
    }
    // A folder is misnamed once, and a client in the wrong folder leaves no contacts behind.
    let moved = |from: &str, to: &str| -> Tree {
        small().into_iter().map(|(path, text)| (path.replacen(from, to, 1), text)).collect()
    };
    let misnamed = codes(&moved("branches/donghu/", "branches/Dong Hu/"));
    assert_eq!(misnamed.iter().filter(|code| **code == BadFileName).count(), 1, "{misnamed:?}");
    let years = codes(&moved("/market/2026/", "/market/26/"));
    assert_eq!(years, [BadFileName]);
    let astray = codes(&moved("linjiang/clients/kh2501", "linjiang/projects/kh2501"));
    assert_eq!(astray, [WrongPrefix]);
}

#[test]
fn a_record_with_another_ending_is_not_passed_over() {
    for path in ["limits.TOML", "people/li-na2.Toml", "branches/linjiang/branch2.TOML", "hq/a.Toml"]
    {
        assert_eq!(
            codes(&with(&small(), &[(path, "name = \"李娜\"\n")])),
            [MisplacedFile],
            "{path}"
        );
    }
}
