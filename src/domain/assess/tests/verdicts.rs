//! Totals, redistribution, caps, veto and result.

use super::*;
use crate::domain::keyword::Keyword;
use crate::domain::policy::Policy;

fn with_total(points: Exact, adjustment: i64) -> Tenths {
    let raw: [Vec<PartScore>; 5] = [25, 25, 20, 15, 15]
        .map(|of| vec![PartScore::new(Part::Number, of, &points * ratio(of, 100), Vec::new())]);
    verdict::total(&score::redistribute(raw), &whole(adjustment)).unwrap()
}

#[test]
fn the_printed_total_decides() {
    let book = book::<&str>(&[]);
    let evidence = Evidence::declared(&book);
    let setting = Setting::new(&book, half(), day("2026-07-20"), &evidence, None);
    for (points, shown, result) in [
        (ratio(8495, 100), "85.0", "good"),
        (ratio(84_949, 1000), "84.9", "pass"),
        (ratio(5995, 100), "60.0", "pass"),
        (ratio(5994, 100), "59.9", "poor"),
        (whole(100), "100.0", "good"),
        (whole(0), "0.0", "poor"),
    ] {
        let total = with_total(points, 0);
        assert_eq!(total.to_string(), shown);
        assert_eq!(verdict::by_points(&setting, total).key(), result, "{shown}");
    }
    assert_eq!(with_total(whole(98), 5).to_string(), "100.0");
    assert_eq!(with_total(whole(3), -5).to_string(), "0.0");
    assert_eq!(with_total(whole(80), 5).to_string(), "85.0");
}

#[test]
fn what_is_not_applicable_goes_to_the_rest_in_proportion() {
    let new = |of, points| PartScore::new(Part::Number, of, whole(points), Vec::new());
    let na = |of| PartScore::na(Part::Number, of);
    let scores = score::redistribute([
        vec![new(10, 5), na(10), new(5, 5)],
        vec![na(8), na(12), na(5)],
        vec![new(20, 10)],
        vec![na(9), na(6)],
        vec![na(10), new(5, 1)],
    ]);
    let of = scores.each_ref().map(|score| score.of.clone());
    // 25 + 20 + 15 = 60 applicable points become 100.
    assert_eq!(of, [ratio(125, 3), whole(0), ratio(100, 3), whole(0), whole(25)]);
    assert_eq!(scores[0].points, ratio(125, 3) * ratio(10, 15));
    assert_eq!(scores[0].parts[0].of, ratio(125, 3) * ratio(10, 15));
    assert_eq!(scores[0].parts[1].of, whole(0));
    assert_eq!(scores[4].points, whole(5));
    let applicable = scores.each_ref().map(|score| score.applicable);
    assert_eq!(applicable, [true, false, true, false, true]);
    let indicators = scores.each_ref().map(|score| score.indicator);
    assert_eq!(&indicators[..], Indicator::ALL);
}

#[test]
fn without_an_active_client_nothing_is_assessed() {
    let check = veto_check("confirmed_by = 'zhou-min'", "deliberate = true");
    let files = [
        (CLIENT, "status = 'abandoned'"),
        ("hq/checks/2026H1/cc2606-000001.toml", check.as_str()),
        ("branches/hz/visits/2026/bf2602-000001.toml", "on = 2026-02-10"),
        ("branches/hz/projects/xm2601-000001.toml", "started_on = 2025-01-01"),
    ];
    let branch = assess_as_given(&files, half(), "2026-07-20");
    assert_eq!((branch.total, branch.result), (None, None));
    assert_eq!((branch.caps, branch.veto), (Vec::new(), None));
    assert!(branch.indicators.iter().all(|score| !score.applicable && score.of.is_zero()));
}

#[test]
fn the_close_the_window_and_who_is_assessed() {
    let policy = Policy::default();
    assert_eq!(half_close(&policy, half()), day("2026-07-20"));
    assert_eq!(half_close(&policy, "2025H2".parse().unwrap()), day("2026-01-20"));
    for (branch, today, as_of, in_progress, listed) in [
        ("", "2026-07-19", "2026-07-19", true, 1),
        ("", "2026-07-20", "2026-07-20", false, 1),
        ("", "2026-12-31", "2026-07-20", false, 1),
        ("opened_on = 2026-06-30", "2026-12-31", "2026-07-20", false, 1),
        ("opened_on = 2026-07-01", "2026-12-31", "2026-07-20", false, 0),
        ("closed_on = 2026-01-01", "2026-12-31", "2026-07-20", false, 1),
        ("closed_on = 2025-12-31", "2026-12-31", "2026-07-20", false, 0),
    ] {
        let book = book(&[("branches/hz/branch.toml", branch)]);
        let found = assess(&book, half(), day(today), &Evidence::declared(&book), None);
        assert_eq!((found.as_of, found.in_progress), (day(as_of), in_progress), "{today}");
        assert_eq!(found.branches.len(), listed, "{branch}");
    }
}

#[test]
fn adjustments_of_the_half_year_are_kept_within_five() {
    let adjust = |points: &[(&str, &str, &str)]| {
        let entries = points.iter().map(|(half, branch, points)| {
            format!(
                "[[assessment.adjustments]]\nhalf = '{half}'\nbranch = '{branch}'\n\
                 points = {points}\nreason = '试'\nby = 'zhou-min'\n"
            )
        });
        let policy: String = entries.collect();
        assess_hz(&[("policy.toml", &policy)], "2026-07-20").adjustment
    };
    assert_eq!(adjust(&[("2026H1", "hz", "2.5"), ("2026H1", "hz", "1")]), ratio(7, 2));
    assert_eq!(adjust(&[("2026H1", "hz", "4"), ("2026H1", "hz", "4")]), whole(5));
    assert_eq!(adjust(&[("2026H1", "hz", "-9"), ("2026H1", "hz", "3")]), whole(-5));
    assert_eq!(adjust(&[("2026H2", "hz", "2"), ("2026H1", "nb", "2")]), whole(0));
}

fn words(branch: &BranchAssessment) -> Vec<String> {
    branch.caps.iter().map(ToString::to_string).collect()
}

#[test]
fn caps_are_listed_in_order() {
    let visit = ("branches/hz/visits/2026/bf2602-000001.toml", "on = 2026-02-10");
    let complaint = "branches/hz/complaints/2026/ts2605-000001.toml";
    let project = ("branches/hz/projects/xm2601-000001.toml", "started_on = 2025-01-01");
    let major = "severity = 'major'\nfinding = 'partly'";
    let all = assess_hz(&[visit, (complaint, major), project], "2026-07-20");
    let expected = [
        "major_complaint",
        "missing_return",
        "weak_indicator:reporting",
        "weak_indicator:complaints",
        "weak_indicator:satisfaction",
        "weak_indicator:analysis",
    ];
    assert_eq!(words(&all), expected);
    // The visit of February and the complaint of May were not returned.
    let missing = |month: &str| format!("branches/hz/returns/2026-{month}.toml");
    assert_eq!(all.caps[1], Cap::MissingReturn { paths: vec![missing("02"), missing("05")] });
    for (text, is_capped) in [
        ("severity = 'major'\nfinding = 'justified'", true),
        ("severity = 'major'\nfinding = 'unjustified'", false),
        ("severity = 'major'", false),
        ("severity = 'serious'\nfinding = 'justified'", false),
        (
            "severity = 'major'\nfinding = 'partly'\nresponsibility = 'client'\n\
             approved_by = 'zhou-min'",
            false,
        ),
    ] {
        let found = assess_hz(&[(complaint, text)], "2026-07-20");
        let has_cap = words(&found).iter().any(|cap| cap == "major_complaint");
        assert_eq!(has_cap, is_capped, "{text}");
    }
    // A false nil return counts like a missing one, also before its due time.
    let nil = "submitted_on = 2026-02-12\nby = 'li-na'\nnil = true";
    let found = assess_hz(&[visit, ("branches/hz/returns/2026-02.toml", nil)], "2026-02-15");
    assert!(words(&found).contains(&"missing_return".to_owned()));
    assert!(!words(&assess_hz(&[visit], "2026-02-15")).contains(&"missing_return".to_owned()));
}

#[test]
fn a_weak_indicator_is_told_exactly() {
    // Satisfaction: 20 − 2 × 4 = 12 is 60 % of 20, 10 is less.
    let form = |dissatisfied: usize| {
        let items = crate::domain::record::survey::Item::ALL.iter().take(13).enumerate();
        let items = items.map(|(index, item)| {
            let score = if index < dissatisfied { 1 } else { 5 };
            format!("[[items]]\nitem = '{item}'\nscore = {score}\ncause = 'branch'\n")
        });
        format!(
            "client = 'kh2601-000001'\non = 2026-06-01\nphase = 'completion'\nmethod = 'mail'\n\
             surveyor = 'wang-bo'\n{}",
            items.collect::<String>()
        )
    };
    for (dissatisfied, is_weak) in [(4, false), (5, true)] {
        let text = form(dissatisfied);
        let found =
            assess_hz(&[("branches/hz/surveys/2026/dc2606-000001.toml", &text)], "2026-07-20");
        let weak = words(&found).contains(&"weak_indicator:satisfaction".to_owned());
        assert_eq!(weak, is_weak, "{dissatisfied}");
    }
}

fn veto_check(head: &str, field: &str) -> String {
    format!(
        "client = 'kh2601-000001'\non = 2026-06-01\nby = 'zhao-hq'\n{head}\n\
         [[fields]]\nfield = 'a'\nrecorded = '甲'\nactual = '甲'\nmatch = true\n\
         [[fields]]\nfield = 'b'\nrecorded = '甲'\nactual = '乙'\nmatch = false\n{field}\n"
    )
}

#[test]
fn falsification_is_vetoed_when_somebody_else_of_headquarters_confirmed_it() {
    let h1 = "hq/checks/2026H1/cc2606-000001.toml";
    let h2 = "hq/checks/2026H2/cc2606-000001.toml";
    let deliberate = "deliberate = true";
    for (path, head, field, policy, vetoed) in [
        (h1, "confirmed_by = 'zhou-min'", deliberate, "", true),
        (h1, "confirmed_by = 'zhou-min'", "deliberate = false", "", false),
        (h1, "confirmed_by = 'zhou-min'", "", "", false),
        (h1, "", deliberate, "", false),
        (h1, "confirmed_by = 'zhao-hq'", deliberate, "", false),
        (h1, "confirmed_by = 'li-na'", deliberate, "", false),
        (h2, "confirmed_by = 'zhou-min'", deliberate, "", false),
        (
            h1,
            "confirmed_by = 'zhou-min'",
            deliberate,
            "[assessment]\nveto_falsification = false",
            false,
        ),
    ] {
        let check = veto_check(head, field);
        let found = assess_hz(&[(path, &check), ("policy.toml", policy)], "2026-07-20");
        let key = found.veto.as_ref().map(|veto| veto.key.as_str());
        assert_eq!(key, vetoed.then_some("fields.1.deliberate"), "{head} {field} {policy}");
        if vetoed {
            assert_eq!(found.result, Some(AssessmentResult::Poor));
        }
    }
}

#[test]
fn a_cap_makes_good_a_pass_and_a_veto_anything_poor() {
    use AssessmentResult::{Good, Pass, Poor};
    let cap = [Cap::WeakIndicator { indicator: Indicator::Truth }];
    let veto = Veto { path: "a".into(), key: "b".into() };
    for (by_points, caps, veto, expected) in [
        (Good, &[][..], None, Good),
        (Good, &cap, None, Pass),
        (Pass, &cap, None, Pass),
        (Poor, &cap, None, Poor),
        (Good, &[], Some(&veto), Poor),
        (Pass, &cap, Some(&veto), Poor),
    ] {
        assert_eq!(verdict::result(by_points, caps, veto), expected);
    }
}
