//! The agenda: what is due and what is overdue on a day, whatever rule or record asks for it.
//!
//! [`Source`] is THE list; each source is a file that reads the book and writes [`Item`]s. Nothing
//! here is a finding: an agenda speaks of work that people have yet to do. Two principles hold for
//! every source: what can no longer be done or mended is no longer listed, and what the books
//! cannot show to be done (a festival, an interview) is listed until its day and never as overdue.

mod access;
mod action;
mod analysis;
mod appraisal;
mod care_day;
mod cause;
mod commitment;
mod complaint;
mod correction;
mod desk;
mod duty;
mod facts;
mod improvement;
mod next_step;
mod notice;
mod observation;
mod overrides;
mod payment;
mod project_report;
mod promise;
mod reply;
mod retention;
mod return_visit;
mod returns;
mod summary;
mod survey;
#[cfg(test)]
mod tests;
mod verification;
mod visit;
mod visit_report;

pub use desk::Desk;

use crate::domain::complaints::Step;
use crate::domain::grade::{FactName, Predicate};
use crate::domain::id::{ClientId, Id, PersonId, Unit};
use crate::domain::keyword::{Keyword, keyword};
use crate::domain::period::{Half, Month};
use crate::domain::record::access::Scope;
use crate::domain::record::complaint::Severity;
use crate::domain::record::summary::SummaryKind;
use crate::domain::record::survey::Item as SurveyItem;
use crate::domain::record::{Cadence, Grade, VisitorLevel};
use crate::domain::time::{Date, days_between};
use chrono::NaiveDateTime;

keyword! {
    /// Where an item of the agenda comes from.
    pub enum Source {
        /// 投诉
        /// complaint
        Complaint = "complaint",
        /// 答复
        /// reply
        Reply = "reply",
        /// 答应事项
        /// commitment
        Commitment = "commitment",
        /// 承诺
        /// promise
        Promise = "promise",
        /// 拜访
        /// visit
        Visit = "visit",
        /// 拜访简报
        /// visit report
        VisitReport = "visit_report",
        /// 竣工回访
        /// return visit
        ReturnVisit = "return_visit",
        /// 首次评测
        /// first appraisal
        Appraisal = "appraisal",
        /// 月度上报
        /// return
        Return = "return",
        /// 项目部报送
        /// project report
        ProjectReport = "project_report",
        /// 分析报告
        /// analysis
        Analysis = "analysis",
        /// 满意度调查
        /// survey
        Survey = "survey",
        /// 不满意原因
        /// cause
        Cause = "cause",
        /// 改进
        /// improvement
        Improvement = "improvement",
        /// 需求下一步
        /// next step
        NextStep = "next_step",
        /// 收款
        /// payment
        Payment = "payment",
        /// 事实到期
        /// facts
        Facts = "facts",
        /// 档案核实
        /// verification
        Verification = "verification",
        /// 人工定级到期
        /// override
        Override = "override",
        /// 观察期
        /// observation
        Observation = "observation",
        /// 个人信息保存期限
        /// retention
        Retention = "retention",
        /// 总结或整改报告
        /// summary
        Summary = "summary",
        /// 约谈与复查
        /// notice
        Notice = "notice",
        /// 查阅申请
        /// access
        Access = "access",
        /// 行动
        /// action
        Action = "action",
        /// 抽查纠正
        /// correction
        Correction = "correction",
        /// 关怀日
        /// care day
        CareDay = "care_day",
        /// 例行职责
        /// duty
        Duty = "duty",
    }
}

impl Source {
    fn collect(self, desk: &Desk<'_>, into: &mut Vec<Item>) {
        match self {
            Self::Complaint => complaint::collect(desk, into),
            Self::Reply => reply::collect(desk, into),
            Self::Commitment => commitment::collect(desk, into),
            Self::Promise => promise::collect(desk, into),
            Self::Visit => visit::collect(desk, into),
            Self::VisitReport => visit_report::collect(desk, into),
            Self::ReturnVisit => return_visit::collect(desk, into),
            Self::Appraisal => appraisal::collect(desk, into),
            Self::Return => returns::collect(desk, into),
            Self::ProjectReport => project_report::collect(desk, into),
            Self::Analysis => analysis::collect(desk, into),
            Self::Survey => survey::collect(desk, into),
            Self::Cause => cause::collect(desk, into),
            Self::Improvement => improvement::collect(desk, into),
            Self::NextStep => next_step::collect(desk, into),
            Self::Payment => payment::collect(desk, into),
            Self::Facts => facts::collect(desk, into),
            Self::Verification => verification::collect(desk, into),
            Self::Override => overrides::collect(desk, into),
            Self::Observation => observation::collect(desk, into),
            Self::Retention => retention::collect(desk, into),
            Self::Summary => summary::collect(desk, into),
            Self::Notice => notice::collect(desk, into),
            Self::Access => access::collect(desk, into),
            Self::Action => action::collect(desk, into),
            Self::Correction => correction::collect(desk, into),
            Self::CareDay => care_day::collect(desk, into),
            Self::Duty => duty::collect(desk, into),
        }
    }
}

/// What is to be done, as data; words and commands come later.
#[derive(Debug, Clone, PartialEq)]
pub enum Matter {
    /// The next step of a complaint; `at` is the deadline in the archive's zone.
    ComplaintStep {
        step: Step,
        severity: Severity,
        summary: String,
        at: NaiveDateTime,
        is_paused: bool,
    },
    /// An answer to a client who came to us.
    Reply {
        topics: String,
        at: NaiveDateTime,
    },
    Commitment {
        text: String,
    },
    Promise {
        text: String,
        project: String,
    },
    /// A visit of the plan; with the predicates of its bad-record briefing.
    Visit {
        level: VisitorLevel,
        cadence: Cadence,
        briefing: Vec<Predicate>,
    },
    /// The short report after a visit.
    VisitReport {
        on: Date,
    },
    ReturnVisit {
        project: String,
        accepted_on: Date,
    },
    /// The first appraisal of a stranger.
    Appraisal {
        registered_on: Date,
    },
    Return {
        month: Month,
    },
    /// What project departments report to their branch.
    ProjectReport {
        month: Month,
    },
    Analysis {
        half: Half,
    },
    Survey {
        half: Half,
        project: String,
    },
    Cause {
        item: SurveyItem,
        score: i64,
    },
    Improvement {
        item: SurveyItem,
        text: String,
    },
    NextStep {
        need: String,
        step: Option<String>,
    },
    Payment {
        amount_yuan: i64,
        project: String,
    },
    /// Recorded facts that count no longer than the due date.
    Facts {
        facts: Vec<FactName>,
    },
    /// The whole file against reality; with the facts that would settle a provisional grade.
    Verification {
        verified_on: Option<Date>,
        missing: Vec<FactName>,
    },
    Override {
        grade: Grade,
    },
    Observation,
    /// A contact person, by key: an agenda goes where personal data may not.
    Retention {
        contact: String,
    },
    Summary {
        kind: SummaryKind,
        half: Half,
    },
    Interview {
        half: Half,
    },
    Recheck {
        half: Half,
    },
    AccessDecision {
        scope: Scope,
    },
    AccessEnd {
        scope: Scope,
    },
    Action {
        text: String,
        activity: String,
    },
    Correction {
        what: String,
    },
    CareDay {
        name: String,
    },
    /// A festival of the policy, for all clients of a branch.
    Festival {
        name: String,
    },
    Duty {
        key: String,
        title: String,
        by_market_report: bool,
    },
}

impl Matter {
    pub fn source(&self) -> Source {
        match self {
            Self::ComplaintStep { .. } => Source::Complaint,
            Self::Reply { .. } => Source::Reply,
            Self::Commitment { .. } => Source::Commitment,
            Self::Promise { .. } => Source::Promise,
            Self::Visit { .. } => Source::Visit,
            Self::VisitReport { .. } => Source::VisitReport,
            Self::ReturnVisit { .. } => Source::ReturnVisit,
            Self::Appraisal { .. } => Source::Appraisal,
            Self::Return { .. } => Source::Return,
            Self::ProjectReport { .. } => Source::ProjectReport,
            Self::Analysis { .. } => Source::Analysis,
            Self::Survey { .. } => Source::Survey,
            Self::Cause { .. } => Source::Cause,
            Self::Improvement { .. } => Source::Improvement,
            Self::NextStep { .. } => Source::NextStep,
            Self::Payment { .. } => Source::Payment,
            Self::Facts { .. } => Source::Facts,
            Self::Verification { .. } => Source::Verification,
            Self::Override { .. } => Source::Override,
            Self::Observation => Source::Observation,
            Self::Retention { .. } => Source::Retention,
            Self::Summary { .. } => Source::Summary,
            Self::Interview { .. } | Self::Recheck { .. } => Source::Notice,
            Self::AccessDecision { .. } | Self::AccessEnd { .. } => Source::Access,
            Self::Action { .. } => Source::Action,
            Self::Correction { .. } => Source::Correction,
            Self::CareDay { .. } | Self::Festival { .. } => Source::CareDay,
            Self::Duty { .. } => Source::Duty,
        }
    }
}

/// Something to be done by a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The last day on which it is in time.
    pub due: Date,
    pub matter: Matter,
    /// The branch, or headquarters, whose work it is.
    pub unit: Unit,
    /// The client it concerns, merges followed.
    pub client: Option<ClientId>,
    /// The record it stands in or is about.
    pub record: Option<Id>,
    /// From whom it is expected.
    pub who: Vec<PersonId>,
    /// What tells it from others of its source and record, and stays the same from day to day: the
    /// dotted key where it stands in a record.
    pub key: String,
}

impl Item {
    /// Days from the as-of date to the due date; negative once it has passed.
    pub fn days_left(&self, today: Date) -> i64 {
        days_between(today, self.due)
    }

    pub fn is_overdue(&self, today: Date) -> bool {
        self.due < today
    }

    /// A name that stays the same from day to day, for calendars: source, record or unit, key.
    pub fn uid(&self) -> String {
        let about = self.record.map_or_else(|| self.unit.to_string(), |id| id.to_string());
        let source = self.matter.source().key();
        if self.key.is_empty() {
            format!("{source}-{about}")
        } else {
            format!("{source}-{about}-{}", self.key)
        }
    }
}

/// What an agenda is narrowed to.
#[derive(Debug, Default)]
pub struct Wanted {
    pub unit: Option<Unit>,
    pub person: Option<PersonId>,
    /// Empty means all.
    pub sources: Vec<Source>,
}

/// Everything overdue, and what falls due within `days` of the as-of date; by due date, then unit,
/// then record.
pub fn agenda(desk: &Desk<'_>, days: u32, wanted: &Wanted) -> Vec<Item> {
    let mut items = Vec::new();
    for source in Source::ALL {
        if wanted.sources.is_empty() || wanted.sources.contains(source) {
            source.collect(desk, &mut items);
        }
    }
    items.retain(|item| {
        item.days_left(desk.today) <= i64::from(days)
            && wanted.unit.as_ref().is_none_or(|unit| item.unit == *unit)
            && wanted.person.as_ref().is_none_or(|person| item.who.contains(person))
    });
    // Headquarters' own affairs stand after those of the branches.
    items.sort_by(|a, b| {
        let place = |item: &Item| (item.due, item.unit.branch().is_none());
        place(a)
            .cmp(&place(b))
            .then_with(|| a.unit.cmp(&b.unit))
            .then_with(|| a.record.cmp(&b.record))
            .then_with(|| a.matter.source().cmp(&b.matter.source()))
            .then_with(|| a.key.cmp(&b.key))
    });
    items
}
