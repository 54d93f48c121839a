//! The reports of one half-year side by side: who has one, and which texts stand in several.
//!
//! 20,000 reports are not compared in pairs: equal texts of a section get one number, and each
//! number knows the reports it stands in, in the order in which they were submitted.

use super::fault::{self, Fault};
use super::squeeze;
use crate::domain::book::{Book, Entry};
use crate::domain::id::{BranchId, ClientId};
use crate::domain::keyword::Keyword;
use crate::domain::period::Half;
use crate::domain::record::Grade;
use crate::domain::record::analysis::{Analysis, SectionName, Sections};
use crate::domain::record::complaint::EventKind;
use crate::domain::time::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const SECTIONS: usize = SectionName::ALL.len();
/// So many sections may not be identical to the client's report before.
const SAME_AS_BEFORE: usize = 10;
/// More reports of other clients than this may not share a section; and more sections than this
/// may not be shared with one of them.
const SHARED_MAX: usize = 3;

/// A report of the half-year.
#[derive(Debug)]
pub struct Report<'a> {
    pub entry: &'a Entry<Analysis>,
    /// The client for whom it counts, merges followed.
    pub client: ClientId,
    /// The number of each section's text; `None` where the section is missing or is 无.
    texts: [Option<u32>; SECTIONS],
}

/// The reports of a half-year that were submitted by the as-of date, by submission, then id.
#[derive(Debug)]
pub struct HalfReports<'a> {
    book: &'a Book,
    pub half: Half,
    pub as_of: Date,
    reports: Vec<Report<'a>>,
    /// Positions of the reports in which a text stands.
    standing_in: Vec<Vec<u32>>,
    of_client: BTreeMap<ClientId, Vec<u32>>,
}

impl<'a> HalfReports<'a> {
    pub fn new(book: &'a Book, half: Half, as_of: Date) -> Self {
        let shelf = book.records.analyses.iter();
        let mut entries: Vec<_> = shelf
            .filter(|entry| entry.record.half == half && entry.record.submitted_on <= as_of)
            .collect();
        entries.sort_by_key(|entry| (entry.record.submitted_on, entry.id));

        // Only looked up, never walked through: its order reaches no result.
        let mut numbers: HashMap<(SectionName, Cow<'a, str>), u32> = HashMap::new();
        let mut standing_in: Vec<Vec<u32>> = Vec::new();
        let mut of_client: BTreeMap<ClientId, Vec<u32>> = BTreeMap::new();
        let mut reports = Vec::with_capacity(entries.len());
        for (position, entry) in (0_u32..).zip(entries) {
            let mut texts = [None; SECTIONS];
            for (section, slot) in SectionName::ALL.iter().zip(&mut texts) {
                let own = entry.record.sections.get(*section);
                let text = own.map(|own| squeeze(&own.text)).filter(|text| text != fault::NONE);
                *slot = text.map(|text| {
                    let next = u32::try_from(standing_in.len()).unwrap_or(u32::MAX);
                    let number = *numbers.entry((*section, text)).or_insert(next);
                    if number == next {
                        standing_in.push(Vec::new());
                    }
                    if let Some(positions) = standing_in.get_mut(number as usize) {
                        positions.push(position);
                    }
                    number
                });
            }
            let client = book.successor(entry.record.client);
            of_client.entry(client).or_default().push(position);
            reports.push(Report { entry, client, texts });
        }
        Self { book, half, as_of, reports, standing_in, of_client }
    }

    /// All of them, by submission, then id.
    pub fn iter(&self) -> std::slice::Iter<'_, Report<'a>> {
        self.reports.iter()
    }

    /// Those in a branch's folder.
    pub fn of_branch<'b>(&'b self, branch: &'b BranchId) -> impl Iterator<Item = &'b Report<'a>> {
        self.reports.iter().filter(|report| report.entry.is_of(branch))
    }

    /// Those that count for a client, the earliest first.
    pub fn of_client(&self, client: ClientId) -> impl Iterator<Item = &Report<'a>> {
        let positions = self.of_client.get(&client).map_or(&[][..], Vec::as_slice);
        positions.iter().filter_map(|position| self.reports.get(*position as usize))
    }

    /// Everything that keeps a report from conforming, judged against what was there when it was
    /// submitted; `computed` gives the client's computed grade on the as-of date.
    pub fn faults(&self, report: &Report<'a>, computed: impl FnOnce() -> Grade) -> Vec<Fault> {
        let record = &report.entry.record;
        let mut faults = fault::section_faults(record, self.book.policy.analysis.min_chars);
        faults.extend(self.same_as_before(report));
        self.shared_with_others(report, &mut faults);
        if fault::denies_complaints(record) {
            faults.extend(self.denied_complaint(report));
        }
        let conclusion_chars = fault::conclusion_chars(record);
        if conclusion_chars < fault::CONCLUSION_CHARS {
            let (suggested, computed) = (record.suggested_grade, computed());
            if suggested != Some(computed) {
                faults.push(Fault::GradeUnexplained { suggested, computed, conclusion_chars });
            }
        }
        faults
    }

    fn same_as_before(&self, report: &Report<'a>) -> Option<Fault> {
        let submitted_on = report.entry.record.submitted_on;
        let before = self
            .book
            .analyses_of(report.client)
            .filter(|e| e.record.half < self.half && e.record.submitted_on <= submitted_on)
            .max_by_key(|e| (e.record.half, e.record.submitted_on, e.id))?;
        let sections = identical(&report.entry.record.sections, &before.record.sections);
        (sections.len() >= SAME_AS_BEFORE)
            .then(|| Fault::SameAsBefore { path: before.path.clone(), sections })
    }

    /// Texts shared with reports of other clients that were submitted earlier.
    fn shared_with_others(&self, report: &Report<'a>, faults: &mut Vec<Fault>) {
        // A text that stands in more than three is a fault by itself, so the first four of each
        // text are enough to find whether any report shares too many sections.
        let mut sharing: BTreeSet<u32> = BTreeSet::new();
        for (section, number) in SectionName::ALL.iter().zip(report.texts) {
            let Some(number) = number else { continue };
            let others = self.first_others(report, number);
            if others.len() > SHARED_MAX {
                let paths = others.iter().filter_map(|at| self.path(*at)).collect();
                faults.push(Fault::Widespread { section: *section, paths });
            }
            sharing.extend(others);
        }
        let copied = sharing.into_iter().find_map(|position| {
            let other = self.reports.get(position as usize)?;
            let pairs = SectionName::ALL.iter().zip(report.texts.iter().zip(&other.texts));
            let same = pairs.filter(|(_, (own, other))| own.is_some() && own == other);
            let sections: Vec<_> = same.map(|(section, _)| *section).collect();
            (sections.len() > SHARED_MAX)
                .then(|| Fault::Copied { path: other.entry.path.clone(), sections })
        });
        faults.extend(copied);
    }

    /// The first four reports of other clients in which a text stood before this report.
    fn first_others(&self, report: &Report<'a>, number: u32) -> Vec<u32> {
        let positions = self.standing_in.get(number as usize).map_or(&[][..], Vec::as_slice);
        let key = |report: &Report<'_>| (report.entry.record.submitted_on, report.entry.id);
        let own = key(report);
        let others = positions.iter().copied().take_while(|position| {
            self.reports.get(*position as usize).is_some_and(|other| key(other) < own)
        });
        let is_of_other = |position: &u32| {
            let other = self.reports.get(*position as usize);
            other.is_some_and(|other| other.client != report.client)
        };
        others.filter(is_of_other).take(SHARED_MAX + 1).collect()
    }

    fn path(&self, position: u32) -> Option<Box<str>> {
        self.reports.get(position as usize).map(|report| report.entry.path.clone())
    }

    fn denied_complaint(&self, report: &Report<'a>) -> Option<Fault> {
        let (zone, submitted_on) = (self.book.zone, report.entry.record.submitted_on);
        let complaint = self.book.complaints_of(report.client).find(|complaint| {
            let received_on = complaint.record.received_at.date(zone);
            let is_withdrawn = complaint.record.events.iter().any(|event| {
                event.kind == EventKind::Withdrawn && event.at.date(zone) <= submitted_on
            });
            self.half.contains(received_on) && received_on <= submitted_on && !is_withdrawn
        })?;
        Some(Fault::ComplaintDenied { path: complaint.path.clone() })
    }
}

/// The sections that stand in both with the same text, 无 included.
fn identical(one: &Sections, other: &Sections) -> Vec<SectionName> {
    let is_same = |section: &SectionName| match (one.get(*section), other.get(*section)) {
        (Some(one), Some(other)) => squeeze(&one.text) == squeeze(&other.text),
        _ => false,
    };
    SectionName::ALL.iter().copied().filter(is_same).collect()
}
