//! Derived facts: what other records say, at every limit.

use super::*;
use crate::domain::grade::facts::{Basis, FactNumber, FactValue};
use crate::domain::record::Rating::{self, Fair, Good, Poor};

fn flag(files: &[(&str, String)], fact: FactNumber) -> Option<bool> {
    match grade_of(files).facts.value(fact) {
        FactValue::Flag(value) => Some(value),
        FactValue::Unknown => None,
        other => panic!("{fact} is {other:?}"),
    }
}

#[test]
fn f1_cooperation_rests_on_status_and_date() {
    for (text, expected) in [
        ("status = 'bidding'\nsigned_on = 2025-01-01", false),
        ("status = 'lost'\nsigned_on = 2025-01-01", false),
        ("status = 'in_progress'", true),
        ("status = 'completed'", true),
        ("status = 'warranty'", true),
        ("status = 'closed'", true),
        ("status = 'in_progress'\nsigned_on = 2026-06-30", true),
        ("status = 'in_progress'\nsigned_on = 2026-07-01", false),
        ("status = 'in_progress'\nsigned_on = 2026-07-01\nstarted_on = 2026-06-01", false),
        ("status = 'in_progress'\nstarted_on = 2026-07-01", false),
        ("status = 'in_progress'\nstarted_on = 2026-06-30", true),
    ] {
        let grading = grade_of(&[(CLIENT, ""), (PROJECT, text)]);
        assert_eq!(grading.facts.cooperation, expected, "{text}");
    }
}

fn misconduct(status: &str, on: &str) -> String {
    format!(
        "[[misconduct]]\non = {on}\nkind = 'arrears'\ndescription = '拖欠'\n\
         recorded_by = 'li-na'\nstatus = '{status}'\n"
    )
}

#[test]
fn f2_and_f9_rest_on_valid_misconduct() {
    let good = fact("integrity", "'good'", "2026-06-01");
    for (status, on, integrity) in [
        ("valid", "2026-06-30", Poor),
        ("valid", "2026-07-01", Good),
        ("valid", "1999-01-01", Poor),
        ("pending", "2026-01-01", Good),
        ("revoked", "2026-01-01", Good),
        ("rehabilitated", "2026-01-01", Good),
    ] {
        let client = misconduct(status, on) + &good;
        let alone = grade_of(&[(CLIENT, client.clone())]).facts;
        assert_eq!(alone.integrity.value, Some(integrity), "{status} {on}");
        assert!(!alone.bad_integrity_record, "F9 needs cooperation");
        let files = [(CLIENT, client), (PROJECT, COOPERATION.into())];
        assert_eq!(grade_of(&files).facts.bad_integrity_record, integrity == Poor);
    }
}

/// Payments as (due, amount, paid).
fn paid(payments: &[(&str, i64, &str)]) -> Option<Rating> {
    let mut project = "status = 'in_progress'\n".to_owned();
    for (due_on, amount, paid_on) in payments {
        write!(project, "[[payments]]\ndue_on = {due_on}\namount = {amount}\n").unwrap();
        if !paid_on.is_empty() {
            writeln!(project, "paid_on = {paid_on}").unwrap();
        }
    }
    grade_of(&[(CLIENT, String::new()), (PROJECT, project)]).facts.credit.value
}

#[test]
fn f3_compares_share_and_days_with_their_limits() {
    // 2026-06-29 is one day overdue: enough for the share.
    let share = |overdue: i64| {
        paid(&[("2026-06-29", overdue, ""), ("2026-01-01", 1000 - overdue, "2026-01-01")])
    };
    for (overdue, expected) in [(99, Good), (100, Good), (101, Fair), (300, Fair), (301, Poor)] {
        assert_eq!(share(overdue), Some(expected), "{overdue} of 1000");
    }
    // Paid late: days without a share. 90 and 180 days after 2026-01-01.
    for (paid_on, expected) in
        [("2025-12-01", Good), ("2026-04-01", Good), ("2026-04-02", Fair), ("2026-06-30", Fair)]
    {
        assert_eq!(paid(&[("2026-01-01", 5, paid_on)]), Some(expected), "{paid_on}");
    }
    for (due_on, expected) in [("2026-01-01", Fair), ("2025-12-31", Poor)] {
        assert_eq!(paid(&[(due_on, 5, "2026-06-30")]), Some(expected), "{due_on}");
    }
}

#[test]
fn f3_sees_payments_in_the_window_or_unpaid() {
    for (payments, expected) in [
        // Due after the as-of date: unseen.
        (&[("2026-07-01", 5, "")][..], None),
        // Due today and unpaid: no overdue day, no overdue amount.
        (&[("2026-06-30", 5, "")], Some(Good)),
        (&[("2026-06-29", 5, "")], Some(Poor)),
        // 36 months ago, inclusive.
        (&[("2023-06-30", 5, "2023-06-30")], Some(Good)),
        (&[("2023-06-29", 5, "2023-06-29")], None),
        // Older but still unpaid, or paid only after the as-of date.
        (&[("2023-06-29", 5, "")], Some(Poor)),
        (&[("2023-06-29", 5, "2026-07-01")], Some(Poor)),
        // Nothing is owed of nothing.
        (&[("2026-06-29", 0, "")], Some(Good)),
        (&[], None),
    ] {
        assert_eq!(paid(payments), expected, "{payments:?}");
    }
}

#[test]
fn f3_months_are_clipped_to_the_months_end() {
    let project = "status = 'in_progress'\n[[payments]]\ndue_on = 2023-02-28\namount = 5\n\
                   paid_on = 2023-02-28";
    for (on, known) in [("2026-02-28", true), ("2026-03-01", false)] {
        let grading = grade_on(&[(CLIENT, ""), (PROJECT, project)], on);
        assert_eq!(grading.facts.credit.value.is_some(), known, "{on}");
    }
    // 36 months before 2024-02-29 is 2021-02-28.
    let project = project.replace("2023-02-28", "2021-02-28");
    let grading = grade_on(&[(CLIENT, ""), (PROJECT, project.as_str())], "2024-02-29");
    assert_eq!(grading.facts.credit.value, Some(Good));
}

fn check(on: &str, register: &str, hits: &str) -> String {
    format!("[[risk_checks]]\non = {on}\nregister = '{register}'\nhits = [{hits}]\nby = 'li-na'\n")
}

#[test]
fn f3_is_poor_by_a_current_hit() {
    let good = fact("credit", "'good'", "2026-06-01");
    for (hits, expected) in [
        ("'dishonest_debtor'", Poor),
        ("'serious_violation'", Poor),
        ("'abnormal_operations', 'dishonest_debtor'", Poor),
        ("'abnormal_operations'", Good),
        ("'bankruptcy', 'stopped_works', 'default'", Good),
        ("", Good),
    ] {
        let client = check("2026-06-01", "r", hits) + &good;
        assert_eq!(grade_of(&[(CLIENT, client)]).facts.credit.value, Some(expected), "{hits}");
    }
}

fn need(status: &str, expected_on: &str) -> String {
    let on = if expected_on.is_empty() {
        String::new()
    } else {
        format!("expected_on = {expected_on}\n")
    };
    format!("[[needs]]\ntitle = '二期'\nstatus = '{status}'\n{on}")
}

#[test]
fn f7_rests_on_open_needs_then_on_the_recorded_fact() {
    let yes = || fact("near_term_demand", "true", "2026-06-01");
    let stale = || fact("near_term_demand", "true", "2025-12-31");
    for (text, expected) in [
        (need("open", "2025-12-29"), Some(false)),
        (need("open", "2025-12-30"), Some(true)),
        (need("open", "2027-06-30"), Some(true)),
        (need("open", "2027-07-01"), Some(false)),
        (need("open", ""), Some(false)),
        (need("won", "2026-06-30"), Some(false)),
        (need("lost", "2026-06-30") + &need("open", "2026-06-30"), Some(true)),
        (need("lost", "2026-06-30") + &yes(), Some(true)),
        // Stale is unknown and not "without one".
        (need("lost", "2026-06-30") + &stale(), None),
        (yes(), Some(true)),
        (stale(), None),
        (String::new(), None),
    ] {
        assert_eq!(flag(&[(CLIENT, text.clone())], FactNumber::F7), expected, "{text}");
    }
}

#[test]
fn f8_counts_contacts_in_both_directions() {
    let paths = [visit_path(1), visit_path(2)];
    for (visits, policy, expected) in [
        (&[][..], 2, true),
        (&["channel = 'phone'"], 2, true),
        (&["channel = 'phone'", "channel = 'dinner'"], 2, false),
        (&["", "two_way = false"], 2, true),
        (&["", "on = 2026-07-01"], 2, true),
        (&["", "on = 2026-06-30"], 2, false),
        (&[""], 1, false),
        (&[], 0, false),
    ] {
        let mut files = vec![(CLIENT, String::new())];
        files
            .extend(paths.iter().zip(visits).map(|(path, text)| (path.as_str(), text.to_string())));
        files.push(("policy.toml", format!("[grade]\nstranger_min_contacts = {policy}")));
        assert_eq!(flag(&files, FactNumber::F8), Some(expected), "{visits:?}");
        files.push((PROJECT, COOPERATION.into()));
        assert_eq!(flag(&files, FactNumber::F8), Some(false), "with cooperation");
    }
}

fn event(at: &str, kind: &str) -> String {
    format!("[[events]]\nat = {at}\nkind = '{kind}'\nby = 'wang-bo'\n")
}

#[test]
fn f11_rests_on_closed_unjustified_complaints_without_an_open_appeal() {
    let closed = || event("2026-05-20T10:00:00+08:00", "closed");
    let appealed = || event("2026-05-22", "appealed");
    let decided = |upheld: &str| event("2026-05-25", "appeal_decided") + upheld;
    let head = |finding: &str| format!("finding = '{finding}'\n");
    for (text, expected) in [
        (head("unjustified"), false),
        (head("unjustified") + &closed(), true),
        (head("partly") + &closed(), false),
        (closed(), false),
        (head("unjustified") + &event("2026-06-30T23:59:59+08:00", "closed"), true),
        (head("unjustified") + &event("2026-07-01T00:00:00+08:00", "closed"), false),
        (head("unjustified") + &closed() + &appealed(), false),
        (head("unjustified") + &closed() + &appealed() + &decided(""), true),
        (head("unjustified") + &closed() + &appealed() + &decided("upheld = false\n"), true),
        (head("unjustified") + &closed() + &appealed() + &decided("upheld = true\n"), false),
        // One decision leaves the second appeal open.
        (head("unjustified") + &closed() + &appealed() + &appealed() + &decided(""), false),
        // An appeal after the as-of date is not seen.
        (head("unjustified") + &closed() + &event("2026-07-01", "appealed"), true),
    ] {
        let files = [(CLIENT, String::new()), (COMPLAINT, text.clone())];
        assert_eq!(flag(&files, FactNumber::F11), Some(expected), "{text}");
    }
}

#[test]
fn f11_looks_back_as_far_as_the_policy_says() {
    for (months, minimum, received, expected) in [
        (0, 1, "2015-01-01", true),
        (12, 1, "2025-06-30", true),
        (12, 1, "2025-06-29", false),
        (12, 2, "2025-06-30", false),
        (0, 1, "2026-07-01", false),
        // 2026-06-30T16:00Z is 1 July in the archive's zone.
        (0, 1, "2026-06-30T15:59:00Z", true),
        (0, 1, "2026-06-30T16:00:00Z", false),
    ] {
        let complaint = format!(
            "finding = 'unjustified'\nreceived_at = {received}\n{}",
            event("2026-05-20T10:00:00+08:00", "closed")
        );
        let policy =
            format!("[grade]\nunjustified_lookback_months = {months}\nunjustified_min = {minimum}");
        let files = [(CLIENT, String::new()), (COMPLAINT, complaint), ("policy.toml", policy)];
        assert_eq!(flag(&files, FactNumber::F11), Some(expected), "{months} {received}");
    }
}

#[test]
fn f12_compares_the_weighted_margin_with_its_limit() {
    let done = |value: &str, margin: &str, accepted: &str| {
        let line = |key: &str, value: &str| match value {
            "" => String::new(),
            value => format!("{key} = {value}\n"),
        };
        "status = 'warranty'\n".to_owned()
            + &line("contract_value", value)
            + &line("margin", margin)
            + &line("accepted_on", accepted)
    };
    let plain = || done("1", "0.5", "");
    for (one, two, expected) in [
        (done("100", "0.03", "2026-01-01"), plain(), Some(false)),
        (done("100", "0.0299", "2026-01-01"), plain(), Some(true)),
        (done("100", "-0.1", "2026-01-01"), plain(), Some(true)),
        // (1 × 0.06 + 3 × 0.02) / 4 is 0.03 exactly.
        (done("1", "0.06", "2026-01-01"), done("3", "0.02", "2026-01-01"), Some(false)),
        (done("1", "0.06", "2026-01-01"), done("4", "0.02", "2026-01-01"), Some(true)),
        (done("100", "0.01", "2023-06-30"), plain(), Some(true)),
        (done("100", "0.01", "2026-06-30"), plain(), Some(true)),
        // No such project: with cooperation and without a recorded fact, unknown.
        (done("100", "0.01", "2023-06-29"), plain(), None),
        (done("100", "0.01", "2026-07-01"), plain(), None),
        (done("", "0.01", "2026-01-01"), plain(), None),
        (done("100", "", "2026-01-01"), plain(), None),
        (done("0", "0.01", "2026-01-01"), plain(), None),
    ] {
        let files = [(CLIENT, String::new()), (PROJECT, one.clone()), (OTHER_PROJECT, two.clone())];
        assert_eq!(flag(&files, FactNumber::F12), expected, "{one}\n{two}");
    }
    let none = [(CLIENT, String::new())];
    assert_eq!(flag(&none, FactNumber::F12), Some(false), "no cooperation, no low profit");
    let stale = [(CLIENT, fact("low_profit", "true", "2020-01-01"))];
    assert_eq!(flag(&stale, FactNumber::F12), None, "stale is not missing");
}

#[test]
fn f14_rests_on_the_newest_check_of_each_register() {
    let hit = "'stopped_works'";
    let recorded = || fact("own_problems", "false", "2026-06-01");
    for (text, expected) in [
        (check("2025-06-30", "r", hit), Some(true)),
        (check("2025-06-29", "r", hit), None),
        (check("2026-07-01", "r", hit), None),
        (check("2025-06-29", "r", hit) + &recorded(), Some(false)),
        (check("2026-01-01", "r", hit) + &check("2026-02-01", "r", ""), Some(false)),
        (check("2026-02-01", "r", "") + &check("2026-01-01", "r", hit), Some(false)),
        (check("2026-01-01", "r", hit) + &check("2026-02-01", "s", ""), Some(true)),
        (check("2026-02-01", "r", hit) + &recorded(), Some(true)),
        // On one day the later in the file counts.
        (check("2026-02-01", "r", hit) + &check("2026-02-01", "r", ""), Some(false)),
        (check("2026-02-01", "r", "") + &check("2026-02-01", "r", hit), Some(true)),
        (recorded(), Some(false)),
    ] {
        assert_eq!(flag(&[(CLIENT, text.clone())], FactNumber::F14), expected, "{text}");
    }
}

#[test]
fn what_stands_in_a_merged_clients_name_counts_for_its_successor() {
    let chain = "branches/hz/clients/kh2601-000003.toml";
    let merged = "status = 'merged'\nmerged_into = 'kh2601-000001'\n".to_owned()
        + &misconduct("valid", "2026-01-01")
        + &need("open", "2026-07-01");
    let farther = "status = 'merged'\nmerged_into = 'kh2601-000002'\n".to_owned()
        + &check("2026-02-01", "r", "'bankruptcy'");
    let project = "client = 'kh2601-000003'\n".to_owned() + COOPERATION;
    let complaint = "client = 'kh2601-000002'\nfinding = 'unjustified'\n".to_owned()
        + &event("2026-05-20", "closed");
    let files = [
        (CLIENT, String::new()),
        (MERGED, merged),
        (chain, farther),
        (PROJECT, project),
        (COMPLAINT, complaint),
    ];
    let facts = grade_of(&files).facts;
    assert!(facts.cooperation && facts.bad_integrity_record && facts.unjustified_complaint);
    assert_eq!(facts.near_term_demand.value, Some(true));
    assert_eq!(facts.own_problems.value, Some(true));
    assert_eq!(facts.own_problems.basis, Basis::Derived);
}
