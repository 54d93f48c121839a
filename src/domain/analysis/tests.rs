//! Conformity of reports, one rule at a time, beside each limit.

use super::*;
use crate::domain::book::Book;
use crate::domain::book_builder::{book, day};
use crate::domain::id::ClientId;
use crate::domain::keyword::Keyword;
use crate::domain::record::analysis::SectionName;

/// A report to write: its id's number, its client's number, half-year, day, and its sections.
#[derive(Clone)]
struct Draft {
    number: usize,
    client: usize,
    half: &'static str,
    on: &'static str,
    head: &'static str,
    sections: Vec<(SectionName, String, &'static str)>,
}

const EVIDENCE: &str = "evidence = ['合同']";
/// 30 characters: long enough to explain any grade.
const CONCLUSION: &str = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";

/// A conforming report whose texts are its own.
fn draft(number: usize) -> Draft {
    let own = SectionName::ALL.iter().map(|section| {
        let text = match section {
            SectionName::Conclusion => format!("{CONCLUSION}{number}"),
            _ => format!("第 {number} 份报告的 {section} 一节，内容足够长。"),
        };
        (*section, text, EVIDENCE)
    });
    let sections = own.collect();
    Draft { number, client: number, half: "2026H1", on: "2026-06-10", head: "", sections }
}

impl Draft {
    fn set(mut self, section: SectionName, text: &str) -> Self {
        self.section(section).1 = text.into();
        self
    }

    fn section(&mut self, name: SectionName) -> &mut (SectionName, String, &'static str) {
        self.sections.iter_mut().find(|section| section.0 == name).unwrap()
    }

    /// Takes the first sections of another report, `count` of them.
    fn copy(mut self, other: &Self, count: usize) -> Self {
        for (own, other) in self.sections.iter_mut().zip(&other.sections).take(count) {
            own.1.clone_from(&other.1);
        }
        self
    }

    fn file(&self) -> (String, String) {
        let year = &self.on[..4];
        let path = format!("branches/hz/analyses/{year}/fx2606-{:06}.toml", self.number);
        let mut text = format!(
            "client = 'kh2601-{:06}'\nhalf = '{}'\nsubmitted_on = {}\nauthor = 'li-na'\n{}\n",
            self.client, self.half, self.on, self.head
        );
        for (section, body, evidence) in &self.sections {
            text += &format!("[sections.{section}]\ntext = '{body}'\n{evidence}\n");
        }
        (path, text)
    }
}

fn shelf(drafts: &[Draft], more: &[(&str, &str)]) -> Book {
    let mut files: Vec<_> = drafts.iter().map(Draft::file).collect();
    for client in drafts.iter().map(|draft| draft.client) {
        let path = format!("branches/hz/clients/kh2601-{client:06}.toml");
        if files.iter().all(|(known, _)| *known != path) {
            files.push((path, String::new()));
        }
    }
    files.extend(more.iter().map(|(path, text)| ((*path).into(), (*text).into())));
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    book(&files)
}

/// The faults of the last draft.
fn faults_in(drafts: &[Draft], more: &[(&str, &str)], computed: Grade) -> Vec<Fault> {
    let book = shelf(drafts, more);
    let half = drafts.last().unwrap().half.parse().unwrap();
    let reports = HalfReports::new(&book, half, day("2026-12-31"));
    let id = format!("fx2606-{:06}", drafts.last().unwrap().number);
    let report = reports.iter().find(|report| report.entry.id.to_string() == id).unwrap();
    reports.faults(report, || computed)
}

fn faults(drafts: &[Draft]) -> Vec<Fault> {
    faults_in(drafts, &[], Grade::B)
}

#[test]
fn a_report_with_its_own_texts_conforms() {
    assert_eq!(faults(&[draft(1)]), []);
    assert_eq!(faults(&[draft(1), draft(2)]), []);
}

#[test]
fn every_section_is_there_and_is_long_enough() {
    let section = SectionName::Basics;
    let mut without = draft(1);
    without.sections.remove(0);
    assert_eq!(faults(&[without]), [Fault::SectionMissing { section }]);
    for (text, chars) in [
        ("一二三四五六七八九十", None),
        ("一二三四五六七八九", Some(9)),
        ("一二三四五 六七八九", Some(9)),
        ("一二三四五　六七八九十", None),
        ("无", None),
        ("　无 ", None),
        ("无。", Some(2)),
        (" ", Some(0)),
    ] {
        let found = faults(&[draft(1).set(section, text)]);
        let expected = chars.map(|chars| Fault::SectionShort { section, chars, min_chars: 10 });
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn every_section_but_none_has_evidence() {
    let section = SectionName::Demand;
    for (text, evidence, is_fault) in [
        ("下半年计划招标两个项目。", "", true),
        ("下半年计划招标两个项目。", "evidence = []", true),
        ("无", "", false),
    ] {
        let mut draft = draft(1).set(section, text);
        draft.section(section).2 = evidence;
        let expected = is_fault.then_some(Fault::EvidenceMissing { section });
        assert_eq!(faults(&[draft]), expected.into_iter().collect::<Vec<_>>(), "{text} {evidence}");
    }
}

#[test]
fn words_that_stand_where_a_text_should() {
    let section = SectionName::OwnRisks;
    let placeholder = |placeholder| Some(Fault::PlaceholderText { section, placeholder });
    for (text, expected) in [
        ("同上一节，风险没有变化，不再重复。", Some(Fault::Ditto { section })),
        ("与上次相同，同上，风险没有变化。", None),
        ("资金风险待补，其余情况没有变化。", placeholder(Placeholder::ToBeAdded)),
        ("资金风险待 补，其余情况没有变化。", placeholder(Placeholder::ToBeAdded)),
        ("此处暂无内容，下次一并补充说明。", placeholder(Placeholder::NoContent)),
        ("资金风险 xXx，其余情况没有变化。", placeholder(Placeholder::Xxx)),
        ("资金风险 xx，其余情况都没有变化。", None),
        ("资金风险 To Do，其余情况没有变化。", placeholder(Placeholder::Todo)),
    ] {
        let found = faults(&[draft(1).set(section, text)]);
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn fewer_than_ten_sections_are_those_of_the_report_before() {
    let before = Draft { half: "2025H2", on: "2025-12-10", ..draft(1) };
    let after = |count| Draft { client: 1, ..draft(2).copy(&before, count) };
    assert_eq!(faults(&[before.clone(), after(9)]), []);
    let found = faults(&[before.clone(), after(10)]);
    let [Fault::SameAsBefore { path, sections }] = &found[..] else { panic!("{found:?}") };
    assert_eq!(&**path, "branches/hz/analyses/2025/fx2606-000001.toml");
    assert_eq!(sections, &SectionName::ALL[..10]);
    // The latest report of an earlier half-year, and only as it was there then.
    let between = Draft { client: 1, half: "2025H2", on: "2025-12-20", ..draft(3) };
    assert_eq!(faults(&[before.clone(), between.clone(), after(10)]), []);
    let later = Draft { on: "2026-06-11", ..between };
    assert_eq!(faults(&[before.clone(), later, after(10)]).len(), 1);
    // Another client's report of an earlier half-year is no matter.
    assert_eq!(faults(&[before.clone(), Draft { client: 2, ..after(12) }]), []);
}

#[test]
fn a_section_in_at_most_three_earlier_reports_of_others() {
    let first = draft(1);
    let copies = |count: usize| -> Vec<Draft> {
        (1..=count + 1).map(|number| draft(number).copy(&first, 1)).collect()
    };
    assert_eq!(faults(&copies(3)), []);
    let found = faults(&copies(4));
    let [Fault::Widespread { section: SectionName::Basics, paths }] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(paths.len(), 4);
    // Of the same client, of a later day, of a greater id on the same day, or 无: no matter.
    let with_first = |change: &dyn Fn(Draft) -> Draft| {
        let mut all = copies(4);
        all[0] = change(all[0].clone());
        faults(&all)
    };
    assert_eq!(with_first(&|draft| Draft { client: 5, ..draft }), []);
    assert_eq!(with_first(&|draft| Draft { on: "2026-06-11", ..draft }), []);
    assert_eq!(with_first(&|draft| Draft { number: 99, ..draft }), []);
    assert_eq!(with_first(&|draft| Draft { on: "2026-06-09", ..draft }).len(), 1);
    let none: Vec<_> = copies(4).into_iter().map(|d| d.set(SectionName::Basics, "无")).collect();
    assert_eq!(faults(&none), []);
}

#[test]
fn at_most_three_sections_of_one_other_report() {
    let first = draft(1);
    assert_eq!(faults(&[first.clone(), draft(2).copy(&first, 3)]), []);
    let found = faults(&[first.clone(), draft(2).copy(&first, 4)]);
    let [Fault::Copied { sections, .. }] = &found[..] else { panic!("{found:?}") };
    assert_eq!(sections, &SectionName::ALL[..4]);
    // White space makes no difference.
    let text = format!(" {} ", first.sections[3].1.replace('，', "， "));
    let spaced = draft(2).copy(&first, 3).set(SectionName::Cooperation, &text);
    assert_eq!(faults(&[first.clone(), spaced]).len(), 1);
    // Three each of two others.
    let mut both = draft(3).copy(&first, 3);
    let second = draft(2);
    for (own, other) in both.sections.iter_mut().zip(&second.sections).skip(3).take(3) {
        own.1.clone_from(&other.1);
    }
    assert_eq!(faults(&[first, second, both]), []);
}

#[test]
fn no_complaint_is_denied() {
    let denial =
        draft(1).set(SectionName::SatisfactionComplaints, "客户满意，本期无 投诉，关系良好。");
    let path = "branches/hz/complaints/2026/ts2605-000001.toml";
    let withdrawn = |on| format!("[[events]]\nat = {on}\nkind = 'withdrawn'\nby = 'wang-bo'");
    for (text, is_fault) in [
        ("received_at = 2026-06-10".to_owned(), true),
        ("received_at = 2026-06-11".into(), false),
        ("received_at = 2026-01-01".into(), true),
        ("received_at = 2025-12-31".into(), false),
        (format!("received_at = 2026-05-06\n{}", withdrawn("2026-06-10")), false),
        (format!("received_at = 2026-05-06\n{}", withdrawn("2026-06-11")), true),
    ] {
        let drafts = [denial.clone()];
        let found = faults_in(&drafts, &[(path, &text)], Grade::B);
        let expected = is_fault.then(|| Fault::ComplaintDenied { path: path.into() });
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{text}");
        assert_eq!(faults_in(&[draft(1)], &[(path, &text)], Grade::B), [], "nothing denied");
    }
}

#[test]
fn another_grade_needs_a_conclusion_of_thirty_characters() {
    let short: String = CONCLUSION.chars().take(29).collect();
    for (head, conclusion, conforms) in [
        ("suggested_grade = 'B'", short.as_str(), true),
        ("suggested_grade = 'A'", short.as_str(), false),
        ("", short.as_str(), false),
        ("suggested_grade = 'A'", CONCLUSION, true),
        ("", CONCLUSION, true),
    ] {
        let draft = Draft { head, ..draft(1).set(SectionName::Conclusion, conclusion) };
        let found = faults(&[draft]);
        assert_eq!(found.is_empty(), conforms, "{head} {conclusion}: {found:?}");
    }
}

#[test]
fn a_report_is_required_of_a_close_client_once_the_due_date_has_passed() {
    let half: Half = "2026H1".parse().unwrap();
    for (text, grade, as_of, expected) in [
        ("registered_on = 2025-12-31", Grade::A, "2026-06-21", true),
        ("registered_on = 2025-12-31", Grade::B, "2026-06-21", true),
        ("registered_on = 2025-12-31", Grade::C, "2026-06-21", false),
        ("registered_on = 2026-01-01", Grade::A, "2026-06-21", false),
        ("registered_on = 2025-12-31", Grade::A, "2026-06-20", false),
        ("registered_on = 2025-12-31\nstatus = 'abandoned'", Grade::A, "2026-06-21", false),
    ] {
        let book = book(&[("branches/hz/clients/kh2601-000001.toml", text)]);
        let client = book.client("kh2601-000001".parse::<ClientId>().unwrap()).unwrap();
        let found = is_required(&book.policy, client, grade, half, day(as_of));
        assert_eq!(found, expected, "{text} {as_of}");
    }
    let h2 = "2026H2".parse().unwrap();
    let policy = Policy::default();
    assert_eq!(
        (due_on(&policy, half), due_on(&policy, h2)),
        (day("2026-06-20"), day("2026-12-20"))
    );
}

#[test]
fn copies_by_the_thousand_are_judged_in_a_moment() {
    let template = draft(1);
    let drafts: Vec<_> = (1..=2000).map(|number| draft(number).copy(&template, 12)).collect();
    let book = shelf(&drafts, &[]);
    let reports = HalfReports::new(&book, "2026H1".parse().unwrap(), day("2026-12-31"));
    let counts = reports.iter().map(|report| reports.faults(report, || Grade::B).len());
    // The first is original, the next three copy one report, all later ones are widespread too.
    let expected = [0, 1, 1, 1].into_iter().chain(std::iter::repeat_n(13, 1996));
    assert!(counts.eq(expected));
}
