//! Each part's formula, beside its limits.

use super::*;
use crate::domain::keyword::Keyword;
use crate::domain::returns::{Arrival, Change};
use crate::domain::time::Instant;
use crate::domain::{complaints::Step, survey::Attribution};

const VISIT: &str = "branches/hz/visits/2026/bf2602-000001.toml";
const RETURN: &str = "branches/hz/returns/2026-02.toml";

#[test]
fn late_returns_are_worth_half() {
    let timeliness = |files: &[(&str, &str)], today: &str| {
        let branch = assess_hz(files, today);
        let score = part(&branch, Indicator::Reporting, Part::Timeliness).clone();
        (raw(&score, 10), paths(&score).join(" "))
    };
    let visit = (VISIT, "on = 2026-02-10");
    let submitted = |on: &str| format!("submitted_on = {on}\nby = 'wang-bo'");
    let (late, in_time) = (submitted("2026-02-26"), submitted("2026-02-25"));
    assert_eq!(timeliness(&[], "2026-07-20"), (Some(whole(10)), String::new()));
    assert_eq!(timeliness(&[visit, (RETURN, &in_time)], "2026-07-20").0, Some(whole(10)));
    let with_late = timeliness(&[visit, (RETURN, &late)], "2026-07-20");
    assert_eq!(with_late, (Some(ratio(55, 6)), RETURN.into()));
    assert_eq!(timeliness(&[visit], "2026-07-20"), (Some(ratio(50, 6)), RETURN.into()));
    // Only months whose due time has passed: January alone on 25 February.
    assert_eq!(timeliness(&[visit], "2026-02-25").0, Some(whole(10)));
    assert_eq!(timeliness(&[visit], "2026-02-26").0, Some(whole(5)));
    assert_eq!(timeliness(&[], "2026-01-25").0, None);
}

#[test]
fn files_count_by_required_items_and_by_age() {
    // Name, kind, code, region, address, contact method, stage, owner: 8 of 14.
    let order = |client: &str| {
        let branch = assess_hz(&[(CLIENT, client)], "2026-07-20");
        raw(part(&branch, Indicator::Reporting, Part::ArchiveOrder), 10).unwrap()
    };
    let graded = |grade: &str, verified_on: &str| {
        format!(
            "verified_on = {verified_on}\n[[overrides]]\ngrade = '{grade}'\nreason = '试'\n\
             decided_by = 'zhao-hq'\napproved_by = 'zhou-min'\n\
             from = 2026-01-01\nuntil = 2026-12-31"
        )
    };
    let (full, stale) = (ratio(80, 14), ratio(64, 14));
    for (grade, verified_on, expected) in [
        ("A", "2026-04-21", &full),
        ("A", "2026-04-20", &stale),
        ("B", "2026-04-21", &full),
        ("B", "2026-04-20", &stale),
        ("C", "2026-01-21", &full),
        ("C", "2026-01-20", &stale),
        ("C", "2026-07-20", &full),
        ("C", "2026-07-21", &stale),
    ] {
        assert_eq!(order(&graded(grade, verified_on)), *expected, "{grade} {verified_on}");
    }
    assert_eq!(order(""), stale, "never verified");
    let fresh = "verified_on = 2026-07-20\n";
    for (more, filled) in [
        ("social_relations = '无'", 9),
        ("social_relations = ' 　'", 8),
        ("credit_code_absent = ''", 7),
        ("owner = 'nobody'", 7),
        ("no_cooperation_note = '尚未合作'", 9),
        ("[[needs]]\ntitle = '厂房'\nstatus = 'lost'", 9),
        ("[facts.credit]\nvalue = 'good'\nas_of = 2025-07-20\nby = 'li-na'", 9),
        ("[facts.credit]\nvalue = 'good'\nas_of = 2025-07-19\nby = 'li-na'", 8),
        ("[facts.credit]\nvalue = 'good'\nas_of = 2026-07-21\nby = 'li-na'", 8),
    ] {
        assert_eq!(order(&format!("{fresh}{more}")), ratio(10 * filled, 14), "{more}");
    }
}

#[test]
fn records_beside_the_client_fill_items_too() {
    let client = (CLIENT, "verified_on = 2026-07-20");
    let contacts = "branches/hz/contacts/kh2601-000001.toml";
    let person = |position: &str| {
        format!(
            "[[persons]]\nkey = 'wang'\nname = '王工'\nposition = '{position}'\n\
             basis = 'consent'\nbasis_on = 2026-01-01"
        )
    };
    let project = "branches/hz/projects/xm2601-000001.toml";
    let analysis = "branches/hz/analyses/2026/fx2606-000001.toml";
    let report = |half: &str, on: &str| {
        format!("client = 'kh2601-000001'\nhalf = '{half}'\nsubmitted_on = {on}\nauthor = 'li-na'")
    };
    for (path, text, filled, required) in [
        (contacts, person("科长"), 9, 14),
        (contacts, person(" "), 8, 14),
        (project, "signed_on = 2026-07-20".into(), 9, 14),
        (project, "signed_on = 2026-07-21\nstarted_on = 2026-01-01".into(), 8, 14),
        (project, String::new(), 9, 14),
        (analysis, report("2026H1", "2026-06-10"), 9, 14),
        (analysis, report("2025H2", "2026-06-10"), 9, 14),
        (analysis, report("2025H1", "2026-06-10"), 8, 14),
        (analysis, report("2026H1", "2026-07-21"), 8, 14),
        ("branches/hz/branch.toml", "contacts_elsewhere = true".into(), 8, 13),
    ] {
        let branch = assess_hz(&[client, (path, &text)], "2026-07-20");
        let score = part(&branch, Indicator::Reporting, Part::ArchiveOrder);
        assert_eq!(raw(score, 10), Some(ratio(10 * filled, required)), "{path} {text}");
        assert_eq!(score.losses.len(), usize::try_from(required - filled).unwrap());
    }
}

#[test]
fn the_number_of_clients_is_measured_by_a_target() {
    let number = |policy: &str| {
        let branch = assess_hz(&[("policy.toml", policy)], "2026-07-20");
        raw(part(&branch, Indicator::Reporting, Part::Number), 5)
    };
    assert_eq!(number(""), None);
    assert_eq!(number("[assessment.targets.2026H2]\nhz = 1"), None);
    assert_eq!(number("[assessment.targets.2026H1]\nhz = 1"), Some(whole(5)));
    assert_eq!(number("[assessment.targets.2026H1]\nhz = 4"), Some(ratio(5, 4)));
}

/// Complaints of one branch; the texts are numbered from 1.
fn complaints(texts: &[&str], today: &str) -> BranchAssessment {
    let paths: Vec<_> = (1..=texts.len())
        .map(|number| format!("branches/hz/complaints/2026/ts2605-{number:06}.toml"))
        .collect();
    let files: Vec<_> = paths.iter().map(String::as_str).zip(texts.iter().copied()).collect();
    assess_hz(&files, today)
}

#[test]
fn attributable_complaints_cost_by_severity() {
    let number = |texts: &[&str]| {
        let branch = complaints(texts, "2026-07-20");
        raw(part(&branch, Indicator::Complaints, Part::Number), 8).unwrap()
    };
    let general = "finding = 'justified'";
    let serious = "severity = 'serious'\nfinding = 'justified'";
    let major = "severity = 'major'\nfinding = 'justified'";
    let partly = "severity = 'serious'\nfinding = 'partly'";
    assert_eq!(number(&[]), whole(8));
    assert_eq!(number(&[general]), whole(7));
    assert_eq!(number(&[serious]), whole(5));
    assert_eq!(number(&[major]), whole(2));
    assert_eq!(number(&[partly]), ratio(13, 2));
    assert_eq!(number(&["finding = 'unjustified'"]), whole(8));
    assert_eq!(number(&[major, serious, general]), whole(0));
}

#[test]
fn a_moment_belongs_to_one_half_year() {
    // Undetermined: the moment is 24:00 of the seventh day after.
    let lost = |received: &str, half: &str, today: &str| {
        let text = format!("received_at = {received}");
        let files = [(CLIENT, ""), ("branches/hz/complaints/2026/ts2605-000001.toml", &text)];
        let branch = assess_as_given(&files, half.parse().unwrap(), today);
        raw(part(&branch, Indicator::Complaints, Part::Number), 8).unwrap() < whole(8)
    };
    for (received, half, today, expected) in [
        ("2026-01-13", "2026H1", "2026-07-20", true),
        ("2026-01-13", "2025H2", "2026-07-20", false),
        ("2026-01-12", "2026H1", "2026-07-20", false),
        ("2026-01-12", "2025H2", "2026-07-20", true),
        ("2026-07-12", "2026H1", "2026-07-20", true),
        ("2026-07-13", "2026H1", "2026-08-20", false),
        ("2026-07-13", "2026H2", "2026-08-20", true),
        ("2026-07-13", "2026H2", "2026-07-20", false),
    ] {
        assert_eq!(lost(received, half, today), expected, "{received} {half} {today}");
    }
}

#[test]
fn what_is_not_applicable_in_the_handling_goes_to_the_rest() {
    let event =
        |at: &str, kind: &str| format!("[[events]]\nat = {at}\nkind = '{kind}'\nby = 'li-na'\n");
    let handling = |texts: &[String], today: &str| {
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        let branch = complaints(&texts, today);
        raw(part(&branch, Indicator::Complaints, Part::Handling), 12)
    };
    assert_eq!(handling(&[], "2026-07-20"), None);
    // Only the acknowledgement is due on 8 May.
    let acknowledged = event("2026-05-06T10:00:00", "acknowledged");
    assert_eq!(handling(&[String::new()], "2026-05-08"), Some(whole(0)));
    assert_eq!(handling(std::slice::from_ref(&acknowledged), "2026-05-08"), Some(whole(12)));
    // Acknowledged in time, never closed: 12 × 3 / 9.
    assert_eq!(handling(std::slice::from_ref(&acknowledged), "2026-07-20"), Some(whole(4)));
    let closed = format!("{acknowledged}{}", event("2026-05-20", "closed"));
    assert_eq!(handling(std::slice::from_ref(&closed), "2026-07-20"), Some(whole(12)));
    // With a finding, acceptance is asked too: 12 × (6 + 3 + 0) / 12.
    let found = format!("finding = 'partly'\n{closed}");
    assert_eq!(handling(std::slice::from_ref(&found), "2026-07-20"), Some(whole(9)));
    let accepted = format!("accepted = true\n{found}");
    assert_eq!(handling(std::slice::from_ref(&accepted), "2026-07-20"), Some(whole(12)));
    assert_eq!(handling(&[accepted, found], "2026-07-20"), Some(ratio(21, 2)));
    // A day too late: at 24:00 of 21 May the clock had run out.
    let late = format!("{acknowledged}{}", event("2026-05-22T00:00:01", "closed"));
    assert_eq!(handling(&[late, closed], "2026-07-20"), Some(whole(8)));
    assert_eq!(handling(&[event("2026-05-06T10:00:00", "withdrawn")], "2026-07-20"), None);
}

#[test]
fn the_relation_after_a_complaint() {
    let closed = "[[events]]\nat = 2026-05-20\nkind = 'closed'\nby = 'li-na'\n";
    let relation = |relationship: &str, today: &str| {
        let follow_up = "[follow_up]\non = 2026-06-20\nby = 'li-na'\nrelationship = ";
        let text = match relationship {
            "" => closed.to_owned(),
            _ => format!("{follow_up}'{relationship}'\n{closed}"),
        };
        let branch = complaints(&[&text], today);
        raw(part(&branch, Indicator::Complaints, Part::Relation), 5)
    };
    for (relationship, expected) in
        [("improved", whole(5)), ("unchanged", ratio(5, 2)), ("worsened", whole(0)), ("", whole(0))]
    {
        assert_eq!(relation(relationship, "2026-07-20"), Some(expected), "{relationship}");
    }
    // Due at 24:00 of 4 June, fifteen days after the closing.
    assert_eq!(relation("improved", "2026-06-04"), None);
    assert_eq!(relation("improved", "2026-06-05"), Some(whole(0)), "not followed up yet");
    let branch = complaints(&[closed], "2026-07-20");
    let score = part(&branch, Indicator::Complaints, Part::Relation);
    assert!(matches!(score.losses[0].reason, LossReason::NotFollowedUp { .. }));
    let score = part(&branch, Indicator::Complaints, Part::Handling);
    let steps: Vec<_> = score.losses.iter().map(|loss| loss.reason.clone()).collect();
    assert!(
        matches!(steps[..], [LossReason::StepLate { step: Step::Acknowledge, .. }]),
        "{steps:?}"
    );
}

/// A form on a project, with dissatisfied items.
fn form(project: usize, on: &str, dissatisfied: usize) -> String {
    let items = crate::domain::record::survey::Item::ALL.iter().take(13).enumerate();
    let items = items.map(|(index, item)| {
        let score = if index < dissatisfied { 2 } else { 4 };
        format!("[[items]]\nitem = '{item}'\nscore = {score}\ncause = 'branch'\n")
    });
    format!(
        "client = 'kh2601-000001'\nproject = 'xm2601-{project:06}'\non = {on}\n\
         phase = 'in_progress'\nmethod = 'mail'\nsurveyor = 'wang-bo'\n{}",
        items.collect::<String>()
    )
}

fn satisfaction(projects: usize, forms: &[String], project: &str, today: &str) -> PartScore {
    let mut files = vec![(CLIENT.to_owned(), String::new())];
    for number in 1..=projects {
        let path = format!("branches/hz/projects/xm2601-{number:06}.toml");
        files.push((path, project.to_owned()));
    }
    for (number, text) in forms.iter().enumerate() {
        let path = format!("branches/hz/surveys/2026/dc2606-{number:06}.toml");
        files.push((path, text.clone()));
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let branch = assess_hz(&files, today);
    part(&branch, Indicator::Satisfaction, Part::Satisfaction).clone()
}

#[test]
fn coverage_caps_and_dissatisfied_items_cost_two() {
    let forms = |count: usize, dissatisfied: usize| -> Vec<String> {
        (1..=count).map(|number| form(number, "2026-06-01", dissatisfied)).collect()
    };
    let points = |projects, forms: &[String]| {
        raw(&satisfaction(projects, forms, "started_on = 2025-01-01", "2026-07-20"), 20)
    };
    assert_eq!(points(0, &[]), None);
    assert_eq!(points(0, &forms(1, 1)), Some(whole(18)), "no project, no coverage rule");
    assert_eq!(points(5, &forms(5, 0)), Some(whole(20)));
    assert_eq!(points(5, &forms(4, 0)), Some(whole(20)), "0.8 is enough");
    assert_eq!(points(4, &forms(3, 0)), Some(whole(12)));
    assert_eq!(points(4, &forms(3, 2)), Some(whole(8)));
    assert_eq!(points(4, &[]), Some(whole(0)));
    assert_eq!(points(1, &forms(1, 9)), Some(whole(2)));
    assert_eq!(points(1, &forms(1, 13)), Some(whole(0)));
    // A form of another half-year covers nothing, and an answer counts once the form is valid.
    assert_eq!(points(1, &[form(1, "2025-12-31", 0)]), Some(whole(0)));
    let thin = form(1, "2026-06-01", 0).replace("item = 'standards'", "item = 'responsiveness'");
    assert_eq!(points(1, &[thin]), Some(whole(20)), "12 of 13 answered");

    let score = satisfaction(4, &forms(1, 1), "started_on = 2025-01-01", "2026-07-20");
    let reasons: Vec<_> = score.losses.iter().map(|loss| &loss.reason).collect();
    let own_cause = Attribution::OwnCause;
    assert!(matches!(reasons[0],
        LossReason::DissatisfiedItem { attribution, .. } if *attribution == own_cause));
    assert_eq!(*reasons[3], LossReason::NotSurveyed { surveyed: 1, projects: 4 });
    assert_eq!(score.losses.len(), 4, "one answer, three projects that nobody asked about");
}

#[test]
fn a_project_is_surveyed_from_sixty_days_on() {
    for (project, today, counts) in [
        // 60 days from 2 May to 30 June.
        ("started_on = 2026-05-02", "2026-07-20", true),
        ("started_on = 2026-05-03", "2026-07-20", false),
        ("started_on = 2026-01-01", "2026-03-01", true),
        ("started_on = 2026-01-01", "2026-02-28", false),
        (
            "status = 'completed'\nstarted_on = 2026-01-01\naccepted_on = 2026-03-02",
            "2026-07-20",
            true,
        ),
        (
            "status = 'completed'\nstarted_on = 2026-01-01\naccepted_on = 2026-03-01",
            "2026-07-20",
            false,
        ),
        ("status = 'bidding'\nstarted_on = 2026-01-01", "2026-07-20", false),
    ] {
        let score = satisfaction(1, &[], project, today);
        assert_eq!(score.applicable, counts, "{project} {today}");
    }
}

#[test]
fn reports_in_time_and_reports_that_conform() {
    let client = "registered_on = 2025-12-31\n[[overrides]]\ngrade = 'B'\nreason = '试'\n\
                  decided_by = 'zhao-hq'\napproved_by = 'zhou-min'\n\
                  from = 2026-01-01\nuntil = 2026-12-31";
    let path = "branches/hz/analyses/2026/fx2606-000001.toml";
    let report = |on: &str| {
        format!("client = 'kh2601-000001'\nhalf = '2026H1'\nsubmitted_on = {on}\nauthor = 'li-na'")
    };
    let score = |report: Option<String>, client: &str, today: &str| {
        let mut files = vec![(CLIENT, client)];
        files.extend(report.as_deref().map(|text| (path, text)));
        let branch = assess_hz(&files, today);
        let completion = raw(part(&branch, Indicator::Analysis, Part::Completion), 9);
        (completion, raw(part(&branch, Indicator::Analysis, Part::Quality), 6))
    };
    let (all, none) = (Some(whole(9)), Some(whole(0)));
    assert_eq!(score(Some(report("2026-06-20")), client, "2026-07-20"), (all, none.clone()));
    assert_eq!(
        score(Some(report("2026-06-21")), client, "2026-07-20"),
        (none.clone(), none.clone())
    );
    assert_eq!(score(None, client, "2026-07-20"), (none.clone(), none.clone()));
    assert_eq!(score(None, client, "2026-06-20"), (None, None), "not due before 24:00");
    assert_eq!(score(None, client, "2026-06-21"), (none.clone(), none.clone()));
    assert_eq!(score(None, "", "2026-07-20"), (None, None), "a stranger of grade C needs none");
    assert_eq!(score(Some(report("2026-06-21")), "", "2026-07-20"), (None, none));
}

#[test]
fn spot_checks_and_arrivals() {
    let check = "client = 'kh2601-000001'\non = 2026-06-01\nby = 'zhao-hq'\n\
                 [[fields]]\nfield = 'address'\nrecorded = '甲'\nactual = '甲'\nmatch = true\n\
                 [[fields]]\nfield = 'region'\nrecorded = '乙'\nactual = '丙'\nmatch = false\n";
    let path = "hq/checks/2026H1/cc2606-000001.toml";
    let matching = |path: &str, today: &str| {
        let branch = assess_hz(&[(path, check)], today);
        let score = part(&branch, Indicator::Truth, Part::Match).clone();
        assert!(!part(&branch, Indicator::Truth, Part::Timely).applicable, "without Git");
        (raw(&score, 10), score.losses.first().and_then(|loss| loss.key.clone()))
    };
    assert_eq!(matching(path, "2026-07-20"), (Some(whole(5)), Some("fields.1".into())));
    assert_eq!(matching(path, "2026-05-31").0, None, "not there yet");
    assert_eq!(matching("hq/checks/2025H2/cc2606-000001.toml", "2026-07-20").0, None);

    let timely = |main_on: &str, arrived: &str| {
        let visit = format!("on = {main_on}");
        let book = book(&[(CLIENT, ""), (VISIT, &visit)]);
        let at: Instant = arrived.parse().unwrap();
        let arrival = Arrival::at(at, book.zone);
        let id = book.records.visits.iter().next().unwrap().id;
        let change = Change { arrival, path: VISIT.into() };
        let evidence = Evidence {
            changes: [(hz(), vec![change])].into(),
            arrivals: Some([(id, arrival)].into()),
            ..Evidence::default()
        };
        let branch = only_branch(assess(&book, half(), day("2026-07-20"), &evidence, None));
        raw(part(&branch, Indicator::Truth, Part::Timely), 5)
    };
    assert_eq!(timely("2026-02-10", "2026-02-11T00:00:00Z"), Some(whole(5)));
    assert_eq!(timely("2026-02-10", "2026-03-01T00:00:00Z"), Some(whole(0)));
    // The window: from 24:00 of 20 January, 16:00 UTC, to 24:00 of 20 July.
    assert_eq!(timely("2026-01-20", "2026-01-20T15:59:59Z"), None);
    assert_eq!(timely("2026-01-20", "2026-01-20T16:00:00Z"), Some(whole(5)));
    assert_eq!(timely("2026-07-20", "2026-07-20T15:59:59Z"), Some(whole(5)));
    assert_eq!(timely("2026-07-20", "2026-07-20T16:00:00Z"), None);
}
