//! Rules about clients, branches and the policy at their borders: a change to the base archive, and
//! the codes that it brings.

use crate::archives::{changed, codes, hold, small, with};
use kebu::diag::Code::*;

const A: &str = "branches/linjiang/clients/kh2501-7k3m9q.toml";
const B: &str = "branches/donghu/clients/kh2505-2c4x8p.toml";
const C: &str = "branches/donghu/clients/kh2603-5h6n2t.toml";
const CONTACTS: &str = "branches/linjiang/contacts/kh2501-7k3m9q.toml";
const PROJECT: &str = "branches/linjiang/projects/xm2502-4d8w1r.toml";
const COMPLAINT: &str = "branches/linjiang/complaints/2026/ts2605-9q2v6b.toml";
const VISIT: &str = "branches/linjiang/visits/2026/bf2606-3f7s5g.toml";
const SURVEY: &str = "branches/linjiang/surveys/2026/dc2606-8j1k4m.toml";
const BRANCH: &str = "branches/linjiang/branch.toml";
const DONGHU: &str = "branches/donghu/branch.toml";

fn override_from(from: &str, until: &str, decided: &str, approved: &str) -> String {
    format!(
        "[[overrides]]\ngrade = \"B\"\nreason = \"重点培育\"\ndecided_by = \"{decided}\"\n\
         approved_by = \"{approved}\"\nfrom = {from}\nuntil = {until}"
    )
}

#[test]
fn overrides() {
    let row = |from, until, decided, approved| override_from(from, until, decided, approved);
    for (text, expected) in [
        (row("2026-01-10", "2026-07-12", "xu-fang", "zhou-min"), &[][..]),
        (row("2026-01-10", "2026-07-11", "xu-fang", "zhou-min"), &[]),
        (row("2026-01-10", "2026-07-13", "xu-fang", "zhou-min"), &[OverrideTooLong]),
        (row("2026-01-10", "2026-01-10", "xu-fang", "zhou-min"), &[]),
        (row("2026-01-10", "2026-01-09", "xu-fang", "zhou-min"), &[PeriodReversed]),
        (row("2026-01-10", "2026-06-30", "zhou-min", "zhou-min"), &[OverrideNotApproved]),
        (row("2026-01-10", "2026-06-30", "xu-fang", "chen-yu"), &[OverrideNotApproved]),
        // Who is not there is the finding, not what they may do.
        (row("2026-01-10", "2026-06-30", "xu-fang", "nobody"), &[ReferenceMissing]),
        // An override may begin in the future, and one that is over is no finding.
        (row("2026-12-01", "2026-12-31", "xu-fang", "zhou-min"), &[]),
    ] {
        assert_eq!(codes(&changed(&small(), C, "", &text)), expected, "{text}");
    }
    let two = |until| {
        let first = override_from("2026-01-01", until, "xu-fang", "zhou-min");
        let second = override_from("2026-05-01", "2026-06-30", "xu-fang", "zhou-min");
        codes(&changed(&small(), C, "", &format!("{first}\n{second}")))
    };
    assert_eq!(two("2026-04-30"), []);
    assert_eq!(two("2026-05-01"), [OverridesOverlap]);
}

#[test]
fn clients() {
    let observed =
        |more: &str| format!("[observation]\nfrom = 2026-03-10\nuntil = 2026-06-10\n{more}");
    let recognised = |more: &str| {
        format!(
            "[recognition]\napplied_on = 2026-03-02\nby = \"wang-lei\"\nreason = \"新客户\"\n{more}"
        )
    };
    let bad = |more: &str| {
        format!(
            "[[misconduct]]\non = 2026-04-20\nkind = \"arrears\"\n\
             description = \"拖欠\"\nrecorded_by = \"wang-lei\"\n{more}"
        )
    };
    for (text, expected) in [
        (observed("decision = \"keep\"\ndecided_on = 2026-06-12"), &[][..]),
        (observed("decision = \"abandon\"\napproved_by = \"zhou-min\""), &[]),
        (observed("decision = \"abandon\"\napproved_by = \"xu-fang\""), &[ObservationNotApproved]),
        (observed("decided_on = 2026-03-09"), &[PeriodReversed]),
        (recognised(""), &[]),
        (recognised("decision = \"approved\""), &[DecisionUnsigned]),
        (
            recognised(
                "decision = \"approved\"\ndecided_by = \"xu-fang\"\ndecided_on = 2026-03-09",
            ),
            &[],
        ),
        (bad("status = \"pending\""), &[]),
        (bad("status = \"revoked\""), &[]),
        (bad("status = \"valid\"\nverified_by = \"xu-fang\""), &[]),
        (bad("status = \"pending\"\nverified_by = \"wang-lei\""), &[MisconductUnverified]),
    ] {
        assert_eq!(codes(&changed(&small(), C, "", &text)), expected, "{text}");
    }
    hold(&[
        (B, "credit_code = \"12990200MB1C4X8Q2U\"", "credit_code_absent = \"筹建中\"", &[]),
        (
            B,
            "credit_code = \"12990200MB1C4X8Q2U\"",
            "credit_code = \"12990200MB1C4X8Q20\"\ncredit_code_override = \"执照如此\"",
            &[],
        ),
        (
            B,
            "credit_code = \"12990200MB1C4X8Q2U\"",
            "credit_code = \"12990200MB1C4X8Q2\"\ncredit_code_override = \"执照如此\"",
            &[CreditCodeInvalid],
        ),
        (
            B,
            "credit_code = \"12990200MB1C4X8Q2U\"",
            "credit_code = \"11010519491231002X\"",
            &[PersonalData],
        ),
        (B, "credit_code = \"12990200MB1C4X8Q2U\"", "credit_code = \"\"", &[BlankText]),
        (B, "office@donghu-hospital.example", "李主任 138 0013 8000", &[PersonalData]),
        (B, "湖滨路 6 号", "湖滨路 6 号，电话 13800138000", &[PersonalData]),
        (B, "尚无合作", "尚无合作，汇款账号 6222021234567890123", &[]),
        (B, "尚无合作", "尚无合作，汇款账号 4111 1111 1111 1111", &[PersonalData]),
        (B, "stage =", "# 身份证 11010519491231002X\nstage =", &[PersonalData]),
        (CONTACTS, "0571-88001235", "13800138000", &[]),
        (CONTACTS, "赵工", "11010519491231002X", &[PersonalData]),
    ]);
}

#[test]
fn contacts_and_merges() {
    let elsewhere = changed(&small(), BRANCH, "", "contacts_elsewhere = true");
    let elsewhere = changed(&elsewhere, VISIT, "with = [\"zhao\"]", "with = [\"zhou\"]");
    assert_eq!(codes(&elsewhere), []);
    // What a client brought into a merge, its contacts too, counts for the one that stays.
    let merged = changed(
        &small(),
        A,
        "stage = \"developed\"",
        "stage = \"developed\"\nstatus = \"merged\"\nmerged_into = \"kh2505-2c4x8p\"",
    );
    assert_eq!(codes(&merged), []);
    let named = changed(&merged, VISIT, "client = \"kh2501-7k3m9q\"", "client = \"kh2505-2c4x8p\"");
    assert_eq!(codes(&named), []);
    // The project of the merged client is the other's now.
    let survey =
        changed(&merged, SURVEY, "client = \"kh2501-7k3m9q\"", "client = \"kh2505-2c4x8p\"");
    assert_eq!(codes(&survey), []);
    // A merged client keeps its name and code.
    let renamed = changed(&merged, B, "东湖第一人民医院", "临江城市建设投资集团有限公司");
    assert_eq!(codes(&renamed), []);
    let mut alone = small();
    alone.remove(A);
    assert!(codes(&alone).contains(&ContactsWithoutClient));
    hold(&[
        (A, "with = \"zhao\"", "with = \"zhou\"", &[ContactMissing]),
        (SURVEY, "respondent = \"zhao\"", "respondent = \"zhou\"", &[ContactMissing]),
        (COMPLAINT, "contact = \"zhao\"", "contact = \"zhou\"", &[ContactMissing]),
        (
            PROJECT,
            "signed_for_client = \"zhao\"",
            "signed_for_client = \"zhou\"",
            &[ContactMissing],
        ),
        (
            CONTACTS,
            "basis_on = 2025-02-01",
            "basis_on = 2025-02-01\nretain_until = 2025-01-31",
            &[PeriodReversed],
        ),
        (
            C,
            "stage =",
            "status = \"merged\"\nmerged_into = \"kh2603-5h6n2t\"\nstage =",
            &[MergeCycle],
        ),
        (C, "stage =", "status = \"reference\"\nreference_kind = \"channel\"\nstage =", &[]),
    ]);
}

#[test]
fn people_who_left_and_branches_that_closed() {
    hold(&[
        ("people/wang-lei.toml", "", "left_on = 2026-07-21", &[]),
        ("people/wang-lei.toml", "", "left_on = 2026-07-20", &[OwnerLeft, OwnerLeft]),
        (DONGHU, "opened_on = 2024-01-01", "opened_on = 2024-01-01\nclosed_on = 2026-07-20", &[]),
        (
            DONGHU,
            "opened_on = 2024-01-01",
            "opened_on = 2024-01-01\nclosed_on = 2026-07-19",
            &[ClientInClosedBranch, ClientInClosedBranch],
        ),
    ]);
    // Only active clients need an owner.
    let left = changed(&small(), "people/wang-lei.toml", "", "left_on = 2026-01-01");
    let abandoned = changed(&left, B, "stage =", "status = \"abandoned\"\nstage =");
    assert_eq!(codes(&abandoned), [OwnerLeft]);
}

#[test]
fn a_new_branch_may_have_taken_clients_over() {
    // The client is older than the branch: its history came with it.
    let opened = |day: &str| changed(&small(), BRANCH, "2020-01-01", day);
    assert_eq!(codes(&opened("2025-01-11")), []);
    // The market report of 1 June and the return of 24 June are the branch's own.
    assert_eq!(codes(&opened("2026-06-01")), []);
    assert_eq!(codes(&opened("2026-06-02")), [BeforeBranchOpened]);
    assert_eq!(codes(&opened("2026-06-24")), [BeforeBranchOpened]);
    assert_eq!(codes(&opened("2026-06-25")), [BeforeBranchOpened; 2]);
    // A client registered later has no history before the opening: its complaint and its survey;
    // the visit of 16 June.
    let late = |day| changed(&opened(day), A, "2025-01-10", "2026-06-20");
    assert_eq!(codes(&late("2026-06-16")), [BeforeBranchOpened; 3]);
    assert_eq!(codes(&late("2026-06-17")), [BeforeBranchOpened; 4]);
}

#[test]
fn documents() {
    let attached =
        |reference: &str| format!("[[documents]]\ntitle = \"附件\"\nref = \"{reference}\"");
    for (reference, expected) in [
        ("https://docs.example.com/../a", &[][..]),
        ("档 2026-018", &[]),
        ("documents/no.txt", &[DocumentMissing]),
        ("../x.txt", &[DocumentOutside]),
        ("/etc/hosts", &[DocumentOutside]),
        ("C:\\\\x.txt", &[DocumentOutside]),
        ("documents/a/../../../x", &[DocumentOutside]),
    ] {
        let archive = changed(&small(), B, "", &attached(reference));
        assert_eq!(codes(&archive), expected, "{reference}");
    }
    // Each branch has its own folder.
    let here = changed(&small(), B, "", &attached("documents/a.txt"));
    let archive = with(&here, &[("branches/donghu/documents/a.txt", "a")]);
    assert_eq!(codes(&archive), []);
    let archive = with(&here, &[("branches/linjiang/documents/a.txt", "a")]);
    assert_eq!(codes(&archive), [DocumentMissing]);
}

#[test]
fn briefings() {
    let poor = "[facts.reputation]\nvalue = \"poor\"\nas_of = 2026-06-16\nby = \"li-na\"";
    let visited = changed(&small(), A, "", poor);
    assert_eq!(codes(&visited), [BriefingMissing]);
    assert_eq!(
        codes(&changed(&visited, VISIT, "two_way = true", "two_way = true\nbriefed = true")),
        []
    );
    assert_eq!(
        codes(&changed(&visited, VISIT, "two_way = true", "two_way = true\nbriefed = false")),
        [BriefingMissing]
    );
    // What became known after the visit could not be read before it.
    let later = changed(&small(), A, "", &poor.replace("2026-06-16", "2026-06-17"));
    assert_eq!(codes(&later), []);
}

#[test]
fn policies() {
    hold(&[
        ("policy.toml", "", "[assessment]\ngood = 60.1\npass = 60", &[]),
        ("policy.toml", "", "[assessment]\ngood = 60\npass = 60", &[PolicyInconsistent]),
        ("policy.toml", "", "[assessment]\ngood = 50", &[PolicyInconsistent]),
        ("policy.toml", "", "[credit]\ngood_share = 0.3", &[]),
        ("policy.toml", "", "[credit]\ngood_share = 0.31", &[PolicyInconsistent]),
        ("policy.toml", "", "[credit]\ngood_days = 181", &[PolicyInconsistent]),
        ("policy.toml", "", "[complaint.major]\ndecide_days = 60", &[]),
        ("policy.toml", "", "[complaint.major]\ndecide_days = 61", &[PolicyInconsistent]),
        (
            "policy.toml",
            "",
            "[survey.weights]\nclient_service = 0\nworks_quality = 0\nservice_quality = 0\n\
             after_completion = 0",
            &[PolicyInconsistent],
        ),
        ("policy.toml", "", "[survey.weights]\nclient_service = 0", &[]),
        ("policy.toml", "", "[tier.key]\nstrategy = \"专人维护\"", &[]),
        ("policy.toml", "", "[tier.kye]\nstrategy = \"专人维护\"", &[ValueNotListed]),
        ("policy.toml", "", "[assessment.targets.2026H1]\nlinjiang = 10", &[]),
        ("policy.toml", "", "[assessment.targets.2026H1]\nlinjaing = 10", &[ReferenceMissing]),
    ]);
}
