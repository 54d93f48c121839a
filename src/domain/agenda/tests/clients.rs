//! Items that stand in a client's own file, or that its facts lead to.

use super::*;

#[test]
fn strangers_are_appraised() {
    let fact = "registered_on = 2026-06-01\n[facts.demanding]\nvalue = false\nas_of = 2026-06-02\n\
                by = 'li-na'";
    table(
        CLIENT,
        Source::Appraisal,
        &[
            ("registered_on = 2026-06-01", "2026-06-01", &["2026-07-01 registered_on"]),
            ("registered_on = 2026-06-01", "2026-05-31", &[]),
            (fact, "2026-06-02", &[]),
            (fact, "2026-06-01", &["2026-07-01 registered_on"]),
            ("registered_on = 2026-06-01\nstatus = 'abandoned'", "2026-06-02", &[]),
        ],
    );
    let files = [(CLIENT, "registered_on = 2026-06-01"), (PROJECT, "")];
    assert!(due(&files, Source::Appraisal, "2026-06-02").is_empty(), "no stranger");
}

#[test]
fn clients_have_next_steps_overrides_observations_and_care_days() {
    let need = |status: &str| {
        format!("[[needs]]\ntitle = '厂房'\nstatus = '{status}'\nnext_on = 2026-07-01")
    };
    table(
        CLIENT,
        Source::NextStep,
        &[
            (&need("open"), "2026-06-01", &["2026-07-01 needs.0"]),
            (&need("won"), "2026-06-01", &[]),
            ("[[needs]]\ntitle = '厂房'\nstatus = 'open'", "2026-06-01", &[]),
        ],
    );
    let set = |by: &str| {
        format!(
            "[[overrides]]\ngrade = 'A'\nreason = '测试'\ndecided_by = 'li-na'\n\
             approved_by = '{by}'\nfrom = 2026-06-01\nuntil = 2026-06-30"
        )
    };
    table(
        CLIENT,
        Source::Override,
        &[
            (&set("zhou-min"), "2026-06-01", &["2026-06-30 overrides.0"]),
            (&set("zhou-min"), "2026-05-31", &[]),
            (&set("zhou-min"), "2026-06-30", &["2026-06-30 overrides.0"]),
            (&set("zhou-min"), "2026-07-01", &[]),
            // Not approved by headquarters: it does nothing, so nothing ends.
            (&set("wang-bo"), "2026-06-01", &[]),
        ],
    );
    let observed = "[observation]\nfrom = 2026-06-01\nuntil = 2026-06-30";
    let decided = format!("{observed}\ndecision = 'keep'\ndecided_on = 2026-06-20");
    table(
        CLIENT,
        Source::Observation,
        &[
            (observed, "2026-06-01", &["2026-06-30 observation"]),
            (observed, "2026-05-31", &[]),
            (observed, "2026-08-01", &["2026-06-30 observation"]),
            (&decided, "2026-06-19", &["2026-06-30 observation"]),
            (&decided, "2026-06-20", &[]),
        ],
    );
    let care = |day: &str| format!("[[care_days]]\nname = '成立日'\nday = '{day}'");
    table(
        CLIENT,
        Source::CareDay,
        &[
            (&care("05-18"), "2026-05-18", &["2026-05-18 2026-05-18"]),
            (&care("05-18"), "2026-05-19", &["2027-05-18 2027-05-18"]),
            (&care("02-29"), "2026-01-01", &["2026-02-28 2026-02-28"]),
        ],
    );
}

#[test]
fn facts_end_on_the_last_day_they_count() {
    let fact = |name: &str, value: &str| {
        format!("[facts.{name}]\nvalue = {value}\nas_of = 2026-01-01\nby = 'li-na'\n")
    };
    let two = format!("{}{}", fact("demanding", "false"), fact("reputation", "'good'"));
    // A need in the window stands before the recorded demand.
    let derived = format!(
        "[[needs]]\ntitle = '厂房'\nstatus = 'open'\nexpected_on = 2026-07-01\n{}",
        fact("near_term_demand", "true")
    );
    table(
        CLIENT,
        Source::Facts,
        &[
            (&fact("demanding", "false"), "2026-01-01", &["2027-01-01 2027-01-01"]),
            (&fact("demanding", "false"), "2027-01-02", &["2027-01-01 2027-01-01"]),
            (&fact("demanding", "false"), "2025-12-31", &[]),
            (&fact("near_term_demand", "true"), "2026-01-01", &["2026-06-30 2026-06-30"]),
            (&two, "2026-01-01", &["2027-01-01 2027-01-01"]),
            (&derived, "2026-02-01", &[]),
        ],
    );
}

#[test]
fn files_are_verified_by_grade() {
    table(
        CLIENT,
        Source::Verification,
        &[
            // A stranger is grade C: 180 days.
            ("registered_on = 2026-01-01", "2026-01-01", &["2026-06-30 verified_on"]),
            ("verified_on = 2026-03-01", "2026-03-01", &["2026-08-28 verified_on"]),
            ("verified_on = 2026-03-01\nstatus = 'abandoned'", "2026-03-01", &[]),
        ],
    );
    let files = [(CLIENT, "verified_on = 2026-03-01"), (PROJECT, "")];
    assert_eq!(due(&files, Source::Verification, "2026-03-01"), ["2026-05-30 verified_on"], "B");
}

#[test]
fn personal_data_has_its_time() {
    let person = "[[persons]]\nkey = 'wang'\nname = '王工'\nposition = '部长'\nbasis = 'contract'\n\
                  basis_on = 2026-01-01\n";
    let kept = format!("{person}retain_until = 2026-07-31");
    table(
        CONTACTS,
        Source::Retention,
        &[(person, "2026-07-01", &[]), (&kept, "2026-07-01", &["2026-07-31 wang"])],
    );
}
