//! Forms beside the limits of validity, satisfaction and attribution.

use super::*;
use crate::domain::book_builder::{book, day};

/// A form of 2 June with these lines, and an item for each `(name, score, more)`.
fn form(phase: &str, items: &[(&str, i64, &str)]) -> Book {
    let head = format!(
        "client = 'kh2601-000001'\non = 2026-06-02\nphase = '{phase}'\nmethod = 'mail'\n\
         surveyor = 'wang-bo'\n"
    );
    let items = items.iter().map(|(item, score, more)| {
        format!("[[items]]\nitem = '{item}'\nscore = {score}\n{more}\n")
    });
    let text = head + &items.collect::<String>();
    book(&[("branches/hz/surveys/2026/dc2606-000001.toml", text.as_str())])
}

fn first(book: &Book) -> &Entry<Survey> {
    book.records.surveys.iter().next().unwrap()
}

fn answers(count: usize, score: i64) -> Vec<(&'static str, i64, &'static str)> {
    Item::ALL.iter().take(count).map(|item| (item.key(), score, "")).collect()
}

#[test]
fn seventy_percent_of_what_was_asked() {
    // 9 of 13 are 69.2 %, 10 are 76.9 %; 11 of 16 are 68.75 %, 12 are 75 %.
    for (phase, count, asked, valid) in [
        ("in_progress", 9, 13, false),
        ("in_progress", 10, 13, true),
        ("completion", 9, 13, false),
        ("warranty", 11, 16, false),
        ("warranty", 12, 16, true),
    ] {
        let book = form(phase, &answers(count, 4));
        let survey = &first(&book).record;
        assert_eq!(answered(survey), (count, asked));
        assert_eq!(is_valid(survey, &book.policy.survey), valid, "{phase} {count}");
    }
    // Exactly at the share.
    let book = form("in_progress", &answers(13, 4));
    let mut policy = book.policy.survey.clone();
    policy.min_answered = crate::domain::score::Decimal::constant(1.0);
    assert!(is_valid(&first(&book).record, &policy));
    // Items that were not asked do not help.
    let unasked = [("feedback_handling", 4, ""), ("repair_quality", 4, "")];
    let items: Vec<_> = answers(8, 4).into_iter().chain(unasked).collect();
    let book = form("in_progress", &items);
    assert_eq!(answered(&first(&book).record), (8, 13));
}

#[test]
fn a_form_is_the_weighted_mean_of_its_dimensions() {
    let items = [
        ("project_information", 5, ""),
        ("communication", 4, ""),
        ("standards", 3, ""),
        ("staff_attitude", 2, ""),
    ];
    let book = form("in_progress", &items);
    let (survey, policy) = (&first(&book).record, &book.policy.survey);
    assert_eq!(dimension_score(survey, Dimension::ClientService), Some(whole(90)));
    assert_eq!(dimension_score(survey, Dimension::AfterCompletion), None);
    // (0.25 × 90 + 0.35 × 60 + 0.20 × 40) / 0.80
    assert_eq!(form_score(survey, policy), Some(ratio(515, 8)));
    assert_eq!(form_score(&first(&form("warranty", &[])).record, policy), None);
}

#[test]
fn who_a_dissatisfied_item_counts_against() {
    let approved = "cause_approved_by = 'zhou-min'";
    for (score, more, as_of, expected) in [
        (3, String::new(), "2026-06-30", None),
        (2, "cause = 'branch'".to_owned(), "2026-06-02", Some("own_cause")),
        (2, "cause = 'supplier'".to_owned(), "2026-06-02", Some("own_cause")),
        (1, "cause = 'client'".to_owned(), "2026-06-02", Some("not_approved")),
        (
            1,
            "cause = 'client'\ncause_approved_by = 'li-na'".into(),
            "2026-06-02",
            Some("not_approved"),
        ),
        (1, format!("cause = 'client'\n{approved}"), "2026-06-02", Some("approved")),
        (1, format!("cause = 'project'\n{approved}"), "2026-06-02", Some("own_cause")),
        (2, String::new(), "2026-06-17", Some("cause_open")),
        (2, String::new(), "2026-06-18", Some("no_cause")),
    ] {
        let book = form("completion", &[("promises", score, &more)]);
        let found = dissatisfied(&book, first(&book), day(as_of));
        let keys: Vec<_> = found.iter().map(|item| item.attribution.key()).collect();
        assert_eq!(keys, expected.into_iter().collect::<Vec<_>>(), "{more} {as_of}");
        let counts = found.iter().any(|item| item.attribution.counts());
        let counted = matches!(expected, Some("own_cause" | "not_approved" | "no_cause"));
        assert_eq!(counts, counted, "{more} {as_of}");
    }
}

#[test]
fn an_index_is_shown_for_three_valid_forms() {
    let good = form("in_progress", &answers(13, 4));
    let poor = form("in_progress", &answers(13, 3));
    let thin = form("in_progress", &answers(9, 5));
    let [good_form, poor_form, thin_form] = [&good, &poor, &thin].map(|book| &first(book).record);
    let policy = &good.policy.survey;
    let two = satisfaction([good_form, poor_form, thin_form].into_iter().map(Box::as_ref), policy);
    assert_eq!((two.forms, two.valid, two.satisfied), (3, 2, 1));
    assert_eq!((two.index, two.rate), (None, Some(ratio(1, 2))));
    let three =
        satisfaction([good_form, good_form, poor_form].into_iter().map(Box::as_ref), policy);
    assert_eq!(three.index, Some(ratio(220, 3)));
    assert_eq!(three.rate, Some(ratio(2, 3)));
    assert_eq!(three.dimensions[0], Some(ratio(220, 3)));
    let none = satisfaction([thin_form].into_iter().map(Box::as_ref), policy);
    assert_eq!((none.valid, none.rate), (0, None));
}

#[test]
fn the_first_thirteen_items_are_asked_before_the_warranty() {
    let asked: Vec<_> = asked(Phase::Completion).collect();
    assert_eq!(asked, &Item::ALL[..13]);
}
