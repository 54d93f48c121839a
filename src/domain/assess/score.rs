//! Points as data: indicators, their parts, the numbers that enter each formula and what lost each
//! point; and how the points of what is not applicable go to the rest (rules §9).

use crate::domain::analysis::Fault;
use crate::domain::complaints::Step;
use crate::domain::keyword::{Keyword, keyword};
use crate::domain::period::Month;
use crate::domain::record::complaint::{ComplaintFinding, Relationship, Severity};
use crate::domain::record::survey::Item;
use crate::domain::returns::EvidenceGrade;
use crate::domain::score::{Exact, whole};
use crate::domain::survey::Attribution;
use crate::domain::time::{Date, Instant};
use num_traits::{One, Zero};

use super::required::RequiredItem;

keyword! {
    /// The five indicators of the regulation (C-081 … C-085).
    pub enum Indicator {
        /// 信息上报与档案
        /// reporting and archives
        Reporting = "reporting",
        /// 客户投诉
        /// complaints
        Complaints = "complaints",
        /// 客户满意度
        /// satisfaction
        Satisfaction = "satisfaction",
        /// 客户分析报告
        /// analysis reports
        Analysis = "analysis",
        /// 信息反馈真实性
        /// truth of feedback
        Truth = "truth",
    }
}

keyword! {
    /// A part of an indicator; `number` is a part of two of them.
    pub enum Part {
        /// 上报及时性
        /// timeliness of returns
        Timeliness = "timeliness",
        /// 档案完整有序
        /// order of the archive
        ArchiveOrder = "archive_order",
        /// 数量
        /// number
        Number = "number",
        /// 投诉处理
        /// handling
        Handling = "handling",
        /// 客户关系
        /// relation
        Relation = "relation",
        /// 满意度
        /// satisfaction
        Satisfaction = "satisfaction",
        /// 完成情况
        /// completion
        Completion = "completion",
        /// 质量
        /// quality
        Quality = "quality",
        /// 抽查相符
        /// match with reality
        Match = "match",
        /// 录入及时性
        /// timeliness of entries
        Timely = "timely",
    }
}

keyword! {
    /// A number that enters a formula.
    pub enum TermName {
        /// 按时
        /// on time
        OnTime = "on_time",
        /// 无变化
        /// no change
        NoChange = "no_change",
        /// 迟报
        /// late
        Late = "late",
        /// 应报
        /// owed
        Owed = "owed",
        /// 有效客户
        /// active clients
        ActiveClients = "active_clients",
        /// 完整程度之和
        /// sum of the clients' shares
        FilledShares = "filled_shares",
        /// 目标
        /// target
        Target = "target",
        /// 投诉扣分
        /// points for complaints
        ComplaintPoints = "complaint_points",
        /// 按时关闭
        /// closed in time
        ClosedInTime = "closed_in_time",
        /// 应关闭
        /// closings judged
        Closings = "closings",
        /// 按时告知
        /// acknowledged in time
        AcknowledgedInTime = "acknowledged_in_time",
        /// 应告知
        /// acknowledgements judged
        Acknowledgements = "acknowledgements",
        /// 接受处理结果
        /// accepted
        Accepted = "accepted",
        /// 已作决定
        /// decided
        Decided = "decided",
        /// 关系改善
        /// improved
        Improved = "improved",
        /// 关系不变
        /// unchanged
        Unchanged = "unchanged",
        /// 应回访
        /// follow-ups judged
        FollowUps = "follow_ups",
        /// 计入的不满意项
        /// dissatisfied items that count
        Dissatisfied = "dissatisfied",
        /// 有效表
        /// valid forms
        ValidForms = "valid_forms",
        /// 已调查项目
        /// projects surveyed
        Surveyed = "surveyed",
        /// 应调查项目
        /// projects in progress
        Projects = "projects",
        /// 按时提交
        /// submitted in time
        Submitted = "submitted",
        /// 应提交
        /// required
        Required = "required",
        /// 合要求的报告
        /// conforming
        Conforming = "conforming",
        /// 报告
        /// reports
        Reports = "reports",
        /// 相符项
        /// matching
        Matching = "matching",
        /// 抽查项
        /// checked fields
        Checked = "checked",
        /// 及时录入
        /// not back-dated
        NotBackDated = "not_back_dated",
        /// 到达的记录
        /// records that arrived
        Records = "records",
    }
}

/// A number that enters a part's formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub name: TermName,
    pub value: Exact,
}

/// Points lost, and the record that lost them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// On the part's own scale; [`PartScore::lost`] gives it on the scale that is shown.
    pub points: Exact,
    /// The record, or the file that is missing.
    pub path: String,
    /// Dotted path of the key in it.
    pub key: Option<String>,
    pub reason: LossReason,
}

/// Why points were lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LossReason {
    ReturnMissing {
        month: Month,
        due_on: Date,
        changes: usize,
    },
    ReturnLate {
        month: Month,
        due_on: Date,
        days_late: i64,
        /// When it arrived; by the date declared where nothing proves it.
        submitted: Option<Date>,
        evidence: Option<EvidenceGrade>,
    },
    ReturnFalseNil {
        month: Month,
        changes: usize,
    },
    ItemEmpty {
        item: RequiredItem,
    },
    VerificationStale {
        verified_on: Option<Date>,
        max_days: u32,
    },
    TooFewClients {
        active: usize,
        target: u32,
    },
    ComplaintCounted {
        severity: Severity,
        finding: Option<ComplaintFinding>,
        moment: Instant,
    },
    StepLate {
        step: Step,
        deadline: Instant,
        done: Option<Instant>,
    },
    NotAccepted {
        accepted: Option<bool>,
    },
    NotFollowedUp {
        deadline: Instant,
    },
    NotImproved {
        relationship: Relationship,
    },
    DissatisfiedItem {
        item: Item,
        score: i64,
        attribution: Attribution,
    },
    NotSurveyed {
        surveyed: usize,
        projects: usize,
    },
    ReportMissing {
        due_on: Date,
    },
    ReportLate {
        submitted_on: Date,
        due_on: Date,
    },
    ReportNonconforming {
        faults: Vec<Fault>,
    },
    FieldMismatch {
        field: String,
        recorded: String,
        actual: String,
    },
    BackDated {
        main_on: Date,
        arrived_on: Date,
    },
}

/// The points of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartScore {
    pub part: Part,
    /// 0 where the part is not applicable.
    pub points: Exact,
    /// Its share of the 100 points after redistribution; 0 where it is not applicable.
    pub of: Exact,
    pub applicable: bool,
    pub terms: Vec<Term>,
    pub losses: Vec<Loss>,
    /// What redistribution multiplied the part's own scale by.
    factor: Exact,
}

/// The points of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorScore {
    pub indicator: Indicator,
    pub points: Exact,
    pub of: Exact,
    pub applicable: bool,
    pub parts: Vec<PartScore>,
}

impl PartScore {
    /// A part on its own scale, before redistribution.
    pub(super) fn new(part: Part, of: i64, points: Exact, losses: Vec<Loss>) -> Self {
        let (of, terms, factor) = (whole(of), Vec::new(), Exact::one());
        Self { part, points, of, applicable: true, terms, losses, factor }
    }

    /// A part to which nothing applies. It keeps its weight until it is redistributed.
    pub(super) fn na(part: Part, of: i64) -> Self {
        Self::new(part, of, Exact::zero(), Vec::new()).into_na()
    }

    pub(super) fn into_na(self) -> Self {
        let (points, losses) = (Exact::zero(), Vec::new());
        Self { points, losses, applicable: false, ..self }
    }

    pub(super) fn with(mut self, name: TermName, value: impl Into<Exact>) -> Self {
        self.terms.push(Term { name, value: value.into() });
        self
    }

    pub(super) fn with_count(self, name: TermName, count: usize) -> Self {
        self.with(name, whole(count))
    }

    fn scale(&mut self, factor: &Exact) {
        self.points *= factor;
        self.of *= factor;
        // A part may have thousands of losses, which few ask for: they are scaled when they do.
        self.factor *= factor;
    }

    /// Every loss with its points on the scale that is shown, after redistribution. A part's
    /// losses add up to what it lacks.
    pub fn lost(&self) -> impl Iterator<Item = (&Loss, Exact)> {
        self.losses.iter().map(|loss| (loss, &loss.points * &self.factor))
    }
}

/// Gives the points of what is not applicable to the rest in proportion: first inside each
/// indicator, then among the indicators.
pub(super) fn redistribute(raw: [Vec<PartScore>; 5]) -> [IndicatorScore; 5] {
    let weights = raw.each_ref().map(|parts| sum(parts.iter().map(|part| &part.of)));
    let lives = raw
        .each_ref()
        .map(|parts| sum(parts.iter().filter(|part| part.applicable).map(|part| &part.of)));
    let applicable = weights.iter().zip(&lives).filter(|(_, live)| !live.is_zero());
    let total_weight = sum(applicable.map(|(weight, _)| weight));
    let mut indicators = Indicator::ALL.iter().copied();
    let mut scales = weights.into_iter().zip(lives);
    raw.map(|mut parts| {
        // Five indicators and five lists of parts, in the same order.
        let indicator = indicators.next().unwrap_or(Indicator::Truth);
        let (weight, live) = scales.next().unwrap_or_default();
        let factor = if live.is_zero() || total_weight.is_zero() {
            Exact::zero()
        } else {
            whole(100) * weight / (live * &total_weight)
        };
        let none = Exact::zero();
        for part in &mut parts {
            part.scale(if part.applicable { &factor } else { &none });
        }
        IndicatorScore {
            indicator,
            points: sum(parts.iter().map(|part| &part.points)),
            of: sum(parts.iter().map(|part| &part.of)),
            applicable: parts.iter().any(|part| part.applicable),
            parts,
        }
    })
}

fn sum<'a>(values: impl Iterator<Item = &'a Exact>) -> Exact {
    values.fold(Exact::zero(), |sum, value| sum + value)
}
