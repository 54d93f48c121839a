//! Rules at their borders: a change to the base archive, and the codes that it brings.

use crate::archives::{Tree, base, check, with};
use kebu::diag::Code::{self, *};

const A: &str = "branches/linjiang/clients/kh2501-7k3m9q.toml";
const B: &str = "branches/donghu/clients/kh2505-2c4x8p.toml";
const C: &str = "branches/donghu/clients/kh2603-5h6n2t.toml";
const CONTACTS: &str = "branches/linjiang/contacts/kh2501-7k3m9q.toml";
const PROJECT: &str = "branches/linjiang/projects/xm2502-4d8w1r.toml";
const COMPLAINT: &str = "branches/linjiang/complaints/2026/ts2605-9q2v6b.toml";
const VISIT: &str = "branches/linjiang/visits/2026/bf2606-3f7s5g.toml";
const SURVEY: &str = "branches/linjiang/surveys/2026/dc2606-8j1k4m.toml";
const ANALYSIS: &str = "branches/linjiang/analyses/2026/fx2606-6p2z9c.toml";
const RETURN: &str = "branches/linjiang/returns/2026-06.toml";
const SPOT: &str = "hq/checks/2026H1/cc2607-0w3h8d.toml";
const ACCESS: &str = "hq/access/2026/cy2606-5e9a2x.toml";
const BRANCH: &str = "branches/linjiang/branch.toml";
const DONGHU: &str = "branches/donghu/branch.toml";

/// Puts `new` in the place of `old`, which must be there; an empty `old` adds at the end.
fn changed(tree: &Tree, path: &str, old: &str, new: &str) -> Tree {
    let text = String::from_utf8(tree[path].clone()).unwrap();
    assert!(text.contains(old), "{path} has no {old}");
    let text = if old.is_empty() { format!("{text}\n{new}\n") } else { text.replacen(old, new, 1) };
    with(tree, &[(path, &text)])
}

fn codes(tree: &Tree) -> Vec<Code> {
    check(tree).1.iter().map(|finding| finding.code()).collect()
}

/// One change each: file, what stands there, what is put there, the codes.
fn hold(table: &[(&str, &str, &str, &[Code])]) {
    for (path, old, new, expected) in table {
        let found = codes(&changed(&base(), path, old, new));
        assert_eq!(found, *expected, "{path}: {old:?} -> {new:?}");
    }
}

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
        assert_eq!(codes(&changed(&base(), C, "", &text)), expected, "{text}");
    }
    let two = |until| {
        let first = override_from("2026-01-01", until, "xu-fang", "zhou-min");
        let second = override_from("2026-05-01", "2026-06-30", "xu-fang", "zhou-min");
        codes(&changed(&base(), C, "", &format!("{first}\n{second}")))
    };
    assert_eq!(two("2026-04-30"), []);
    assert_eq!(two("2026-05-01"), [OverridesOverlap]);
}

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
    let left = changed(&base(), "people/wang-lei.toml", "", "left_on = 2026-01-01");
    let abandoned = changed(&left, B, "stage =", "status = \"abandoned\"\nstage =");
    assert_eq!(codes(&abandoned), [OwnerLeft]);
}

#[test]
fn a_new_branch_may_have_taken_clients_over() {
    // The client is older than the branch: its history came with it.
    let opened = |day: &str| changed(&base(), BRANCH, "2020-01-01", day);
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
fn complaints() {
    let general = |tree: &Tree| changed(tree, COMPLAINT, "\"serious\"", "\"general\"");
    let unjustified = changed(
        &base(),
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
        // A bare date does not claim midnight.
        (COMPLAINT, "received_at = 2026-05-06T09:30:00+08:00", "received_at = 2026-05-06", &[]),
        (COMPLAINT, "at = 2026-05-06T10:00:00+08:00", "at = 2026-05-06", &[]),
        (COMPLAINT, "at = 2026-05-06T10:00:00+08:00", "at = 2026-05-05", &[EventBeforeReceived]),
        (COMPLAINT, "at = 2026-05-06T10:00:00+08:00", "at = 2026-05-06T09:30:00+08:00", &[]),
    ]);
    // While it is open, a responsibility is provisional.
    let open = String::from_utf8(base()[COMPLAINT].clone()).unwrap();
    let open = open.split("[[events]]").next().unwrap().replace("\"project\"", "\"client\"");
    assert_eq!(codes(&with(&base(), &[(COMPLAINT, &open)])), []);
    // A follow-up of what is not closed.
    let early = format!(
        "{open}\n[follow_up]\non = 2026-06-08\nby = \"li-na\"\nrelationship = \"improved\"\n"
    );
    assert_eq!(codes(&with(&base(), &[(COMPLAINT, &early)])), [FollowUpBeforeClosing]);
    let skipped = changed(
        &general(&base()),
        COMPLAINT,
        "[[events]]\nat = 2026-05-06T15:00:00+08:00\nkind = \"assessed\"\nby = \"li-na\"\n",
        "",
    );
    assert_eq!(codes(&skipped), []);
}

#[test]
fn contacts_and_merges() {
    let elsewhere = changed(&base(), BRANCH, "", "contacts_elsewhere = true");
    let elsewhere = changed(&elsewhere, VISIT, "with = [\"zhao\"]", "with = [\"zhou\"]");
    assert_eq!(codes(&elsewhere), []);
    // What a client brought into a merge, its contacts too, counts for the one that stays.
    let merged = changed(
        &base(),
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
    let mut alone = base();
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
            "[[misconduct]]\non = 2026-04-20\nkind = \"arrears\"\ndescription = \"拖欠\"\nrecorded_by = \"wang-lei\"\n{more}"
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
        assert_eq!(codes(&changed(&base(), C, "", &text)), expected, "{text}");
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
            "[survey.weights]\nclient_service = 0\nworks_quality = 0\nservice_quality = 0\nafter_completion = 0",
            &[PolicyInconsistent],
        ),
        ("policy.toml", "", "[survey.weights]\nclient_service = 0", &[]),
        ("policy.toml", "", "[tier.key]\nstrategy = \"专人维护\"", &[]),
        ("policy.toml", "", "[tier.kye]\nstrategy = \"专人维护\"", &[ValueNotListed]),
        ("policy.toml", "", "[assessment.targets.2026H1]\nlinjiang = 10", &[]),
        ("policy.toml", "", "[assessment.targets.2026H1]\nlinjaing = 10", &[ReferenceMissing]),
    ]);
}

#[test]
fn surveys_analyses_and_spot_checks() {
    let with_item = |item: &str| format!("[[items]]\nitem = \"{item}\"\nscore = 4");
    let warranty = changed(&base(), SURVEY, "in_progress", "warranty");
    assert_eq!(codes(&changed(&warranty, SURVEY, "", &with_item("repair_quality"))), []);
    let report = String::from_utf8(base()[ANALYSIS].clone()).unwrap();
    let second = "branches/linjiang/analyses/2026/fx2606-7q3a1d.toml";
    let other = report.replace("project = \"xm2502-4d8w1r\"\n", "");
    assert_eq!(codes(&with(&base(), &[(second, &other)])), []);
    let earlier = report.replace("2026H1", "2025H2");
    assert_eq!(codes(&with(&base(), &[(second, &earlier)])), []);
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
        (SPOT, "by = \"wu-gang\"", "by = \"li-na\"", &[RoleMismatch]),
        (SPOT, "confirmed_by = \"zhou-min\"", "confirmed_by = \"wu-gang\"", &[SelfReviewed]),
        (SPOT, "match = true", "match = false\ndeliberate = true", &[]),
        (RETURN, "approved_by = \"chen-yu\"", "approved_by = \"chenyu\"", &[ReferenceMissing]),
    ]);
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
        let archive = changed(&base(), B, "", &attached(reference));
        assert_eq!(codes(&archive), expected, "{reference}");
    }
    // Each branch has its own folder.
    let here = changed(&base(), B, "", &attached("documents/a.txt"));
    let archive = with(&here, &[("branches/donghu/documents/a.txt", "a")]);
    assert_eq!(codes(&archive), []);
    let archive = with(&here, &[("branches/linjiang/documents/a.txt", "a")]);
    assert_eq!(codes(&archive), [DocumentMissing]);
}

#[test]
fn briefings() {
    let poor = "[facts.reputation]\nvalue = \"poor\"\nas_of = 2026-06-16\nby = \"li-na\"";
    let visited = changed(&base(), A, "", poor);
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
    let later = changed(&base(), A, "", &poor.replace("2026-06-16", "2026-06-17"));
    assert_eq!(codes(&later), []);
}
