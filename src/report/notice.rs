//! What a half-year's results call for (C-087 … C-089): which papers, with everything they say.
//! Their words are the language's, their form the format's.

use super::clients::{branch_name, person_name};
use super::phrase::Phrase;
use crate::domain::assess::{Assessment, BranchAssessment};
use crate::domain::book::Book;
use crate::domain::id::BranchId;
use crate::domain::keyword::Keyword;
use crate::domain::period::Half;
use crate::domain::record::notice::{AssessmentResult, Notice};
use crate::domain::score::Tenths;
use crate::domain::time::{Date, Zone, days_after};
use serde_json::Value;

/// The days after which headquarters checks a rectification (rules §9, default).
pub const RECHECK_DAYS: u32 = 90;

/// On what the papers rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Issued {
        path: String,
        issued_on: Date,
        restatement: u32,
    },
    /// Not issued: the papers are drafts.
    Draft,
}

/// A half-year's papers.
#[derive(Debug, Clone)]
pub struct Papers {
    pub group: String,
    pub half: Half,
    pub as_of: Date,
    pub standing: Standing,
    pub summary_days: u32,
    /// The half-year before was issued too: its results stand beside these.
    pub has_previous: bool,
    pub branches: Vec<BranchPaper>,
}

/// One branch in them.
#[derive(Debug, Clone)]
pub struct BranchPaper {
    pub id: BranchId,
    pub name: String,
    pub head: Option<String>,
    /// Instants are told in it.
    pub zone: Zone,
    pub assessed: BranchAssessment,
    /// Reasons of adjustments, with their points.
    pub adjustments: Vec<(Tenths, String)>,
    pub dates: Option<Dates>,
    /// The result that was issued for the half-year before.
    pub previous: Option<AssessmentResult>,
}

/// The days that follow from headquarters' notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    pub notice_on: Date,
    pub summary_due: Date,
    pub interview_on: Option<Date>,
    pub recheck_on: Date,
}

/// A paper, and the branches that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub kind: PaperKind,
    pub branches: Vec<BranchId>,
}

/// The papers there are, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    /// To the group leaders.
    Memo,
    Commendation,
    Criticism,
    /// A work summary is asked for.
    Summary,
    Rectification,
}

/// What is said about papers.
#[derive(Debug, Clone, PartialEq)]
pub enum NoticeSaying {
    /// A paper that was written.
    Written {
        kind: PaperKind,
        branches: Vec<String>,
    },
    Draft {
        half: Half,
    },
    /// Nobody gave notice: deadlines have no date yet.
    NoNotice {
        branch: BranchId,
        name: String,
        half: Half,
        result: AssessmentResult,
    },
    /// None of the branches was assessed.
    Nothing {
        half: Half,
    },
}

impl From<NoticeSaying> for Phrase {
    fn from(saying: NoticeSaying) -> Self {
        Self::Notice(Box::new(saying))
    }
}

impl Papers {
    /// `book` as it is now: notices are given after a result is issued.
    pub fn new(
        book: &Book,
        assessment: Assessment,
        standing: Standing,
        previous: Option<&str>,
    ) -> Self {
        let half = assessment.half;
        let policy = &book.policy.assessment;
        let of_branch = |assessed: BranchAssessment| {
            let id = assessed.branch.clone();
            let record = book.records.branches.get(&id);
            let notice = book.records.notices.get(&(id.clone(), half));
            let own = policy.adjustments.iter();
            let own = own.filter(|entry| entry.half == half && entry.branch == id);
            BranchPaper {
                name: branch_name(book, &id),
                head: record.map(|record| person_name(book, &record.head)),
                adjustments: own
                    .map(|entry| (Tenths::round(&entry.points.exact()), entry.reason.clone()))
                    .collect(),
                dates: notice.map(|notice| dates(notice, policy.summary_days)),
                previous: previous.and_then(|result| result_of(result, &id)).map(|(is, _)| is),
                zone: book.zone,
                assessed,
                id,
            }
        };
        Self {
            group: book.archive.group.clone(),
            half,
            as_of: assessment.as_of,
            standing,
            summary_days: policy.summary_days,
            has_previous: previous.is_some(),
            branches: assessment.branches.into_iter().map(of_branch).collect(),
        }
    }

    /// The papers that the results call for.
    pub fn list(&self) -> Vec<Paper> {
        let of = |result: AssessmentResult| -> Vec<BranchId> {
            let all = self.branches.iter();
            let own = all.filter(|branch| branch.assessed.result == Some(result));
            own.map(|branch| branch.id.clone()).collect()
        };
        let assessed = self.branches.iter().filter(|branch| branch.assessed.result.is_some());
        let (good, pass, poor) =
            (of(AssessmentResult::Good), of(AssessmentResult::Pass), of(AssessmentResult::Poor));
        let whole = [
            (PaperKind::Memo, assessed.map(|branch| branch.id.clone()).collect()),
            (PaperKind::Commendation, good),
            (PaperKind::Criticism, poor.clone()),
        ];
        let whole = whole.into_iter().filter(|(_, branches): &(_, Vec<_>)| !branches.is_empty());
        let whole = whole.map(|(kind, branches)| Paper { kind, branches });
        let single = |kind| move |branch| Paper { kind, branches: vec![branch] };
        whole
            .chain(pass.into_iter().map(single(PaperKind::Summary)))
            .chain(poor.into_iter().map(single(PaperKind::Rectification)))
            .collect()
    }

    pub fn of<'p>(&'p self, paper: &'p Paper) -> impl Iterator<Item = &'p BranchPaper> {
        self.branches.iter().filter(|branch| paper.branches.contains(&branch.id))
    }
}

fn dates(notice: &Notice, summary_days: u32) -> Dates {
    let on = notice.notice_on;
    Dates {
        notice_on: on,
        summary_due: notice.summary_due.unwrap_or_else(|| days_after(on, summary_days)),
        interview_on: notice.interview_on,
        recheck_on: notice.recheck_on.unwrap_or_else(|| days_after(on, RECHECK_DAYS)),
    }
}

/// A branch's result in an issued assessment, and its total as it is written there.
pub fn result_of(issued: &str, branch: &BranchId) -> Option<(AssessmentResult, Option<String>)> {
    let issued: Value = serde_json::from_str(issued).ok()?;
    let branches = issued.get("branches")?.as_array()?;
    let own = branches
        .iter()
        .find(|own| own.get("id").and_then(Value::as_str) == Some(branch.as_str()))?;
    let result = own.get("result")?.as_str()?;
    let result = AssessmentResult::ALL.iter().copied().find(|known| known.key() == result)?;
    Some((result, own.get("total").filter(|total| total.is_number()).map(Value::to_string)))
}
