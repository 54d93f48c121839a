//! What makes a report padded, false or empty (虚、假、空), one fault at a time, and the faults
//! that a report shows by itself. Comparing it with other reports is `half`'s affair.

use super::squeeze;
use crate::domain::keyword::{Keyword, keyword};
use crate::domain::record::Grade;
use crate::domain::record::analysis::{Analysis, SectionName};

keyword! {
    /// Words that stand where a text should (C-084).
    pub enum Placeholder {
        /// 待补
        /// "to be added"
        ToBeAdded = "to_be_added",
        /// 暂无内容
        /// "no content yet"
        NoContent = "no_content",
        /// XXX
        /// XXX
        Xxx = "xxx",
        /// TODO
        /// TODO
        Todo = "todo",
    }
}

impl Placeholder {
    fn stands_in(self, text: &str) -> bool {
        match self {
            Self::ToBeAdded => text.contains(TO_BE_ADDED),
            Self::NoContent => text.contains(NO_CONTENT),
            Self::Xxx => text.to_ascii_uppercase().contains("XXX"),
            Self::Todo => text.to_ascii_uppercase().contains("TODO"),
        }
    }
}

/// 待补
const TO_BE_ADDED: &str = "\u{5f85}\u{8865}";
/// 暂无内容
const NO_CONTENT: &str = "\u{6682}\u{65e0}\u{5185}\u{5bb9}";
/// 同上
const DITTO: &str = "\u{540c}\u{4e0a}";
/// 无: an answer, not an omission.
pub(super) const NONE: &str = "\u{65e0}";
/// 无投诉
const NO_COMPLAINT: &str = "\u{65e0}\u{6295}\u{8bc9}";
/// A conclusion this long explains a grade other than the computed one.
pub(super) const CONCLUSION_CHARS: usize = 30;

/// One thing that keeps a report from conforming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    SectionMissing {
        section: SectionName,
    },
    SectionShort {
        section: SectionName,
        chars: usize,
        min_chars: usize,
    },
    EvidenceMissing {
        section: SectionName,
    },
    /// The section begins with 同上.
    Ditto {
        section: SectionName,
    },
    PlaceholderText {
        section: SectionName,
        placeholder: Placeholder,
    },
    /// Too many sections are those of the client's latest report of an earlier half-year.
    SameAsBefore {
        path: Box<str>,
        sections: Vec<SectionName>,
    },
    /// The section stands in more than 3 earlier reports of other clients; the first four.
    Widespread {
        section: SectionName,
        paths: Vec<Box<str>>,
    },
    /// More than 3 sections are those of one earlier report of another client.
    Copied {
        path: Box<str>,
        sections: Vec<SectionName>,
    },
    /// The report says 无投诉, but there is this complaint.
    ComplaintDenied {
        path: Box<str>,
    },
    /// The suggested grade is not the computed one, and the conclusion is too short to say why.
    GradeUnexplained {
        suggested: Option<Grade>,
        computed: Grade,
        conclusion_chars: usize,
    },
}

/// The faults of single sections, in the order of the sections.
pub(super) fn section_faults(report: &Analysis, min_chars: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    for section in SectionName::ALL.iter().copied() {
        let Some(own) = report.sections.get(section) else {
            faults.push(Fault::SectionMissing { section });
            continue;
        };
        let text = squeeze(&own.text);
        if text == NONE {
            continue;
        }
        let chars = text.chars().count();
        if chars < min_chars {
            faults.push(Fault::SectionShort { section, chars, min_chars });
        }
        if own.evidence.is_empty() {
            faults.push(Fault::EvidenceMissing { section });
        }
        if text.starts_with(DITTO) {
            faults.push(Fault::Ditto { section });
        }
        let placeholders = Placeholder::ALL.iter().copied();
        for placeholder in placeholders.filter(|placeholder| placeholder.stands_in(&text)) {
            faults.push(Fault::PlaceholderText { section, placeholder });
        }
    }
    faults
}

/// Whether the report says that there was no complaint.
pub(super) fn denies_complaints(report: &Analysis) -> bool {
    let section = report.sections.get(SectionName::SatisfactionComplaints);
    section.is_some_and(|section| squeeze(&section.text).contains(NO_COMPLAINT))
}

/// How long the conclusion is, in characters.
pub(super) fn conclusion_chars(report: &Analysis) -> usize {
    let section = report.sections.get(SectionName::Conclusion);
    section.map_or(0, |section| squeeze(&section.text).chars().count())
}
