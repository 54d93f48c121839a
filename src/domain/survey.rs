//! Satisfaction forms: what was asked, whether a form is valid, its score, its dissatisfied items
//! and a unit's index (rules §6). Must not know the assessment's points.

use crate::domain::book::{Book, Entry};
use crate::domain::keyword::{Keyword, keyword};
use crate::domain::policy::SurveyPolicy;
use crate::domain::record::survey::{Cause, Item, Phase, Survey};
use crate::domain::score::{Exact, Tenths, ratio, whole};
use crate::domain::time::{Date, days_between};
use num_traits::Zero;

keyword! {
    /// A dimension of satisfaction; the form's score is their weighted mean.
    pub enum Dimension {
        /// 客户服务
        /// client service
        ClientService = "client_service",
        /// 工程质量
        /// quality of the works
        WorksQuality = "works_quality",
        /// 服务质量
        /// quality of service
        ServiceQuality = "service_quality",
        /// 竣工后服务
        /// service after completion
        AfterCompletion = "after_completion",
    }
}

impl Dimension {
    pub fn of(item: Item) -> Self {
        match item {
            Item::ProjectInformation
            | Item::ServiceAdvice
            | Item::Responsiveness
            | Item::Communication => Self::ClientService,
            Item::Standards
            | Item::Promises
            | Item::Fitness
            | Item::SiteSafetyEnvironment
            | Item::Documents => Self::WorksQuality,
            Item::StaffAttitude | Item::ProblemSolving | Item::Cooperation | Item::Integrity => {
                Self::ServiceQuality
            }
            Item::FeedbackHandling | Item::WarrantyResponse | Item::RepairQuality => {
                Self::AfterCompletion
            }
        }
    }

    pub fn weight(self, policy: &SurveyPolicy) -> Exact {
        let weights = &policy.weights;
        match self {
            Self::ClientService => weights.client_service,
            Self::WorksQuality => weights.works_quality,
            Self::ServiceQuality => weights.service_quality,
            Self::AfterCompletion => weights.after_completion,
        }
        .exact()
    }
}

/// The score, 0..100, from which a form counts as satisfied.
const SATISFIED_SCORE: i64 = 80;
/// What one step of an item's 1..5 is worth on the scale to 100.
const STEP_VALUE: i64 = 20;

/// A project in progress on fewer days of the half-year need not be surveyed (rules §9).
pub const COVERED_DAYS: i64 = 60;

/// The items that are asked in a phase: what comes after completion only under warranty.
pub fn asked(phase: Phase) -> impl Iterator<Item = Item> {
    Item::ALL.iter().copied().filter(move |item| match phase {
        Phase::Warranty => true,
        Phase::InProgress | Phase::Completion => Dimension::of(*item) != Dimension::AfterCompletion,
    })
}

/// How many of the asked items have an answer, and how many were asked.
pub fn answered(survey: &Survey) -> (usize, usize) {
    let has_answer = |item: &Item| survey.items.iter().any(|answer| answer.item == *item);
    (asked(survey.phase).filter(has_answer).count(), asked(survey.phase).count())
}

/// Whether enough of the asked items are answered for the form to count.
pub fn is_valid(survey: &Survey, policy: &SurveyPolicy) -> bool {
    let (answered, asked) = answered(survey);
    ratio(answered, asked) >= policy.min_answered.exact()
}

/// The mean of a dimension's answered items on the scale to 100.
pub fn dimension_score(survey: &Survey, dimension: Dimension) -> Option<Exact> {
    let of_dimension = survey.items.iter().filter(|a| Dimension::of(a.item) == dimension);
    mean(of_dimension.map(|answer| whole(answer.score * STEP_VALUE)))
}

/// The form's score on the scale to 100: the weighted mean over dimensions with an answer.
pub fn form_score(survey: &Survey, policy: &SurveyPolicy) -> Option<Exact> {
    let (mut sum, mut weights) = (Exact::zero(), Exact::zero());
    for dimension in Dimension::ALL {
        if let Some(score) = dimension_score(survey, *dimension) {
            let weight = dimension.weight(policy);
            sum += score * &weight;
            weights += weight;
        }
    }
    (!weights.is_zero()).then(|| sum / weights)
}

fn mean(values: impl Iterator<Item = Exact>) -> Option<Exact> {
    let (mut sum, mut count) = (Exact::zero(), 0_usize);
    for value in values {
        sum += value;
        count += 1;
    }
    (count > 0).then(|| sum / whole(count))
}

keyword! {
    /// Why a dissatisfied item counts for the branch, or why it does not.
    pub enum Attribution {
        /// 原因在本单位
        /// the cause lies with the branch
        OwnCause = "own_cause",
        /// 其他原因未经总部批准
        /// another cause, not approved by headquarters
        NotApproved = "not_approved",
        /// 逾期未查明原因
        /// no cause was given in time
        NoCause = "no_cause",
        /// 总部已批准为其他原因
        /// another cause, approved by headquarters
        Approved = "approved",
        /// 原因待查，期限未到
        /// no cause yet, still in time
        CauseOpen = "cause_open",
    }
}

impl Attribution {
    pub fn counts(self) -> bool {
        match self {
            Self::OwnCause | Self::NotApproved | Self::NoCause => true,
            Self::Approved | Self::CauseOpen => false,
        }
    }
}

/// An answer with which the client is dissatisfied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dissatisfied {
    /// Position among the form's items.
    pub index: usize,
    pub item: Item,
    pub score: i64,
    pub attribution: Attribution,
}

/// The dissatisfied items of a form, in its order, and whether each counts for the branch.
pub fn dissatisfied(book: &Book, form: &Entry<Survey>, as_of: Date) -> Vec<Dissatisfied> {
    let policy = &book.policy.survey;
    let age_days = days_between(form.record.on, as_of);
    let items = form.record.items.iter().enumerate();
    items
        .filter(|(_, answer)| answer.score <= policy.dissatisfied_max)
        .map(|(index, answer)| {
            let approved = answer.cause_approved_by.as_ref().is_some_and(|by| book.is_of_hq(by));
            let attribution = match answer.cause {
                Some(Cause::Branch | Cause::Project | Cause::Subcontractor | Cause::Supplier) => {
                    Attribution::OwnCause
                }
                Some(Cause::Group | Cause::Client | Cause::Other) if approved => {
                    Attribution::Approved
                }
                Some(Cause::Group | Cause::Client | Cause::Other) => Attribution::NotApproved,
                None if age_days > i64::from(policy.cause_days) => Attribution::NoCause,
                None => Attribution::CauseOpen,
            };
            Dissatisfied { index, item: answer.item, score: answer.score, attribution }
        })
        .collect()
}

/// A unit's satisfaction over some forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Satisfaction {
    pub forms: usize,
    pub valid: usize,
    /// Valid forms whose score, as shown, is at least 80.
    pub satisfied: usize,
    /// Mean of the valid forms; `None` for fewer than the policy's `min_n` of them.
    pub index: Option<Exact>,
    /// Satisfied among valid forms; `None` without a valid one.
    pub rate: Option<Exact>,
    /// Mean of each dimension over the valid forms with an answer in it, under the same `min_n`.
    pub dimensions: [Option<Exact>; 4],
}

/// The index and the rate over a unit's forms.
pub fn satisfaction<'a>(
    forms: impl Iterator<Item = &'a Survey>,
    policy: &SurveyPolicy,
) -> Satisfaction {
    let (mut count, mut valid) = (0, Vec::new());
    for form in forms {
        count += 1;
        valid.extend(Some(form).filter(|form| is_valid(form, policy)));
    }
    let scores: Vec<_> = valid.iter().filter_map(|form| form_score(form, policy)).collect();
    let limit = Tenths(SATISFIED_SCORE * 10);
    let satisfied = scores.iter().filter(|score| Tenths::round(score) >= limit).count();
    let is_shown = u32::try_from(valid.len()).unwrap_or(u32::MAX) >= policy.min_n;
    let dimension = |dimension: Dimension| {
        let scores = valid.iter().filter_map(|form| dimension_score(form, dimension));
        mean(scores).filter(|_| is_shown)
    };
    Satisfaction {
        forms: count,
        valid: valid.len(),
        satisfied,
        rate: (!valid.is_empty()).then(|| ratio(satisfied, valid.len())),
        index: mean(scores.into_iter()).filter(|_| is_shown),
        dimensions: [
            dimension(Dimension::ClientService),
            dimension(Dimension::WorksQuality),
            dimension(Dimension::ServiceQuality),
            dimension(Dimension::AfterCompletion),
        ],
    }
}

#[cfg(test)]
#[path = "survey_tests.rs"]
mod tests;
