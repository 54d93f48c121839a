//! `policy.toml` as a value: every threshold, weight and deadline, with its default. An absent
//! key has the default; the regulation itself fixes only the 25th, the week after a 合格 and the
//! half-year.

mod grade;

pub use grade::{CreditPolicy, GradePolicy, Junction, MaxAgeDays, Precedence, ScaleProfitPolicy};

use crate::domain::id::{BranchId, PersonId};
use crate::domain::keyword::keyword;
use crate::domain::period::{HALF_PATTERN, Half};
use crate::domain::record::complaint::Severity;
use crate::domain::record::person::Role;
use crate::domain::record::visit::VisitChannel;
use crate::domain::record::{Cadence, Grade, VisitorLevel};
use crate::domain::score::Decimal;
use crate::domain::time::{Date, YearDay};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Every key with its default; tests hold it to `Policy::default()`.
pub const DEFAULTS: &str = include_str!("policy.default.toml");

/// 制度参数：全部阈值、权重和期限；未写的键取默认值
/// The policy: every threshold, weight, deadline; an absent key has its default
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// 客户分级
    /// Grades
    pub grade: GradePolicy,
    /// 付款信用
    /// Credit from payments
    pub credit: CreditPolicy,
    /// 规模—利润分析
    /// Scale–profit analysis
    pub scale_profit: ScaleProfitPolicy,
    /// 拜访
    /// Visits
    pub visit: VisitPolicy,
    /// 投诉时限
    /// Complaint deadlines
    pub complaint: ComplaintPolicy,
    /// 月度上报
    /// Monthly returns
    pub returns: ReturnsPolicy,
    /// 满意度调查
    /// Satisfaction surveys
    pub survey: SurveyPolicy,
    /// 客户分析报告
    /// Analysis reports
    pub analysis: AnalysisPolicy,
    /// 档案核实
    /// Verification of archives
    pub archive: ArchivePolicy,
    /// 半年考核
    /// Half-year assessment
    pub assessment: AssessmentPolicy,
    /// 档案查阅
    /// Access to archives
    pub access: AccessPolicy,
    /// 例行职责，出现在待办中
    /// Recurring duties that the agenda shows
    pub duties: Vec<Duty>,
    /// 问候客户的节日
    /// Festivals on which clients are greeted
    pub care_days: Vec<Festival>,
    /// 各层客户的维护策略
    /// Strategy per tier
    pub tier: BTreeMap<String, TierPolicy>,
    /// 检查的豁免
    /// Waivers of findings
    pub waivers: Vec<Waiver>,
}

/// 拜访
/// Visits
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct VisitPolicy {
    /// 计入拜访计划的方式
    /// Channels that meet the visit plan
    pub channels: Vec<VisitChannel>,
    /// 到期前提醒的天数
    /// Days of warning before a visit is due
    #[schemars(range(min = 0, max = 1000))]
    pub warn_days: u32,
    /// 拜访后写简报的天数
    /// Days for the short report after a visit
    #[schemars(range(min = 0, max = 1000))]
    pub report_days: u32,
    /// 新建陌生客户首次评测的天数
    /// Days for the first appraisal of a new stranger
    #[schemars(range(min = 0, max = 1000))]
    pub stranger_days: u32,
    /// 竣工后回访的天数
    /// Days for the return visit after a project's completion
    #[schemars(range(min = 0, max = 1000))]
    pub return_days: u32,
    /// 答复来访来询的小时数
    /// Hours for an answer to a client who came to us
    #[schemars(range(min = 0, max = 10000))]
    pub reply_hours: u32,
    /// 各级客户的拜访频次
    /// The visit plan by grade
    pub lines: Vec<VisitLine>,
}

impl Default for VisitPolicy {
    fn default() -> Self {
        let line = |grade, level, cadence, high_value_only, while_in_progress| VisitLine {
            grade,
            high_value_only,
            level,
            cadence,
            while_in_progress,
        };
        Self {
            channels: vec![
                VisitChannel::DoorVisit,
                VisitChannel::OnSite,
                VisitChannel::Meeting,
                VisitChannel::Inspection,
                VisitChannel::TechnicalExchange,
            ],
            warn_days: 7,
            report_days: 3,
            stranger_days: 30,
            return_days: 30,
            reply_hours: 48,
            lines: vec![
                line(Grade::A, VisitorLevel::GroupLeader, Cadence::HalfYear, true, false),
                line(Grade::A, VisitorLevel::BranchLeader, Cadence::Quarter, false, false),
                line(Grade::A, VisitorLevel::Marketer, Cadence::Month, false, false),
                line(Grade::A, VisitorLevel::ProjectManager, Cadence::TenDays, false, true),
                line(Grade::B, VisitorLevel::Marketer, Cadence::Quarter, false, false),
                line(Grade::B, VisitorLevel::ProjectManager, Cadence::Month, false, true),
            ],
        }
    }
}

/// 拜访频次的一行
/// A line of the visit plan
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitLine {
    /// 等级
    /// Grade
    pub grade: Grade,
    /// 仅限社会价值或社会连带价值高的客户
    /// Only clients of high social or connection value
    #[serde(default)]
    pub high_value_only: bool,
    /// 我方人员级别
    /// Level of our visitor
    pub level: VisitorLevel,
    /// 频次
    /// Cadence
    pub cadence: Cadence,
    /// 仅在有在施项目期间
    /// Only while a project is in progress
    #[serde(default)]
    pub while_in_progress: bool,
}

/// 投诉时限
/// Complaint deadlines
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub struct ComplaintPolicy {
    /// 一般投诉
    /// General
    pub general: GeneralLimits,
    /// 较重投诉
    /// Serious
    pub serious: SeriousLimits,
    /// 重大投诉
    /// Major
    pub major: MajorLimits,
}

/// The limits of one severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub acknowledge_hours: u32,
    pub decide_days: u32,
    pub close_days: u32,
    pub follow_up_days: u32,
}

/// The three severities have the same keys and different defaults, so each is its own type.
macro_rules! limits {
    ($($(#[$meta:meta])* $name:ident = $hours:literal, $decide:literal, $close:literal;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            /// 告知时限（小时，自受理起）
            /// Hours to acknowledge, from receipt
            #[schemars(range(min = 0, max = 10000))]
            pub acknowledge_hours: u32,
            /// 决定时限（天，自受理起）
            /// Days to decide, from receipt
            #[schemars(range(min = 0, max = 10000))]
            pub decide_days: u32,
            /// 关闭时限（天，自受理起）
            /// Days to close, from receipt
            #[schemars(range(min = 0, max = 10000))]
            pub close_days: u32,
            /// 回访时限（天，自关闭起）
            /// Days to follow up, from closing
            #[schemars(range(min = 0, max = 10000))]
            pub follow_up_days: u32,
        }
        impl Default for $name {
            fn default() -> Self {
                Self {
                    acknowledge_hours: $hours,
                    decide_days: $decide,
                    close_days: $close,
                    follow_up_days: 15,
                }
            }
        }
        impl From<$name> for Limits {
            fn from(limits: $name) -> Self {
                Self {
                    acknowledge_hours: limits.acknowledge_hours,
                    decide_days: limits.decide_days,
                    close_days: limits.close_days,
                    follow_up_days: limits.follow_up_days,
                }
            }
        }
    )+};
}

limits! {
    /// 一般投诉的时限
    /// Deadlines of a general complaint
    GeneralLimits = 24, 7, 15;
    /// 较重投诉的时限
    /// Deadlines of a serious complaint
    SeriousLimits = 24, 15, 30;
    /// 重大投诉的时限
    /// Deadlines of a major complaint
    MajorLimits = 2, 30, 60;
}

impl ComplaintPolicy {
    pub fn limits(&self, severity: Severity) -> Limits {
        match severity {
            Severity::General => self.general.into(),
            Severity::Serious => self.serious.into(),
            Severity::Major => self.major.into(),
        }
    }
}

/// 月度上报
/// Monthly returns
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReturnsPolicy {
    /// 截止日（1 至 28）
    /// Cut-off day, 1 to 28
    #[schemars(range(min = 1, max = 28))]
    pub cutoff_day: u32,
    /// 无变化时是否须报
    /// Whether a nil return is required
    pub nil: NilPolicy,
    /// 晚于主日期多少天到达为补录
    /// Days after its main date from which an entry is back-dated
    #[schemars(range(min = 0, max = 10000))]
    pub backdate_days: u32,
    /// 项目部向分子公司报送的日期
    /// Day by which project departments report to their branch
    #[schemars(range(min = 1, max = 28))]
    pub project_day: u32,
}

impl Default for ReturnsPolicy {
    fn default() -> Self {
        Self { cutoff_day: 25, nil: NilPolicy::Optional, backdate_days: 5, project_day: 20 }
    }
}

keyword! {
    /// Whether a nil return is required.
    pub enum NilPolicy {
        /// 不必
        /// optional
        Optional = "optional",
        /// 必须
        /// required
        Required = "required",
    }
}

/// 满意度调查
/// Satisfaction surveys
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SurveyPolicy {
    /// 不高于此分为不满意项
    /// A score up to this is a dissatisfied item
    #[schemars(range(min = 0, max = 5))]
    pub dissatisfied_max: i64,
    /// 有效表的最低作答比例
    /// Share of the items that a valid form answers
    #[schemars(range(min = 0.0, max = 1.0))]
    pub min_answered: Decimal,
    /// 显示指数所需的最少有效表数
    /// Valid forms needed to show an index
    #[schemars(range(min = 0, max = 10000))]
    pub min_n: u32,
    /// 不满意项查明原因的天数
    /// Days to find the cause of a dissatisfied item
    #[schemars(range(min = 0, max = 10000))]
    pub cause_days: u32,
    /// 上半年调查报告期限
    /// Survey reports of the first half are due
    pub due_h1: YearDay,
    /// 下半年调查报告期限
    /// Survey reports of the second half are due
    pub due_h2: YearDay,
    /// 在施项目的最低覆盖率
    /// Coverage needed of projects in progress
    #[schemars(range(min = 0.0, max = 1.0))]
    pub coverage: Decimal,
    /// 四个维度的权重
    /// Weights of the four dimensions
    pub weights: SurveyWeights,
}

impl Default for SurveyPolicy {
    fn default() -> Self {
        Self {
            dissatisfied_max: 2,
            min_answered: Decimal::constant(0.7),
            min_n: 3,
            cause_days: 15,
            due_h1: YearDay::constant(6, 10),
            due_h2: YearDay::constant(12, 10),
            coverage: Decimal::constant(0.8),
            weights: SurveyWeights::default(),
        }
    }
}

impl SurveyPolicy {
    /// The last day on which a half-year's forms are in time.
    pub fn due(&self, half: Half) -> Date {
        let day = if half.half == 1 { self.due_h1 } else { self.due_h2 };
        day.in_year(half.year)
    }
}

/// 四个维度的权重
/// Weights of the four dimensions
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SurveyWeights {
    /// 客户服务
    /// Client service
    #[schemars(range(min = 0.0))]
    pub client_service: Decimal,
    /// 工程质量
    /// Works quality
    #[schemars(range(min = 0.0))]
    pub works_quality: Decimal,
    /// 服务质量
    /// Service quality
    #[schemars(range(min = 0.0))]
    pub service_quality: Decimal,
    /// 竣工后服务
    /// After completion
    #[schemars(range(min = 0.0))]
    pub after_completion: Decimal,
}

impl Default for SurveyWeights {
    fn default() -> Self {
        Self {
            client_service: Decimal::constant(0.25),
            works_quality: Decimal::constant(0.35),
            service_quality: Decimal::constant(0.20),
            after_completion: Decimal::constant(0.20),
        }
    }
}

/// 客户分析报告
/// Analysis reports
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AnalysisPolicy {
    /// 上半年期限
    /// Due in the first half
    pub due_h1: YearDay,
    /// 下半年期限
    /// Due in the second half
    pub due_h2: YearDay,
    /// 每章最少字数
    /// Fewest characters of a section
    #[schemars(range(min = 0, max = 100000))]
    pub min_chars: usize,
}

impl Default for AnalysisPolicy {
    fn default() -> Self {
        Self { due_h1: YearDay::constant(6, 20), due_h2: YearDay::constant(12, 20), min_chars: 10 }
    }
}

impl AnalysisPolicy {
    /// The last day on which reports of a half-year are in time.
    pub fn due(&self, half: Half) -> Date {
        let day = if half.half == 1 { self.due_h1 } else { self.due_h2 };
        day.in_year(half.year)
    }
}

/// 档案核实
/// Verification of archives
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ArchivePolicy {
    /// 各级客户核实档案的间隔天数
    /// Days between verifications, by grade
    pub verify_days: VerifyDays,
}

/// 各级客户核实档案的间隔天数
/// Days between verifications, by grade
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct VerifyDays {
    /// A 类
    /// Grade A
    #[serde(rename = "A")]
    #[schemars(range(min = 0, max = 100000))]
    pub a: u32,
    /// B 类
    /// Grade B
    #[serde(rename = "B")]
    #[schemars(range(min = 0, max = 100000))]
    pub b: u32,
    /// C 类
    /// Grade C
    #[serde(rename = "C")]
    #[schemars(range(min = 0, max = 100000))]
    pub c: u32,
}

impl Default for VerifyDays {
    fn default() -> Self {
        Self { a: 90, b: 90, c: 180 }
    }
}

impl VerifyDays {
    pub fn of(&self, grade: Grade) -> u32 {
        match grade {
            Grade::A => self.a,
            Grade::B => self.b,
            Grade::C => self.c,
        }
    }
}

/// 半年考核
/// Half-year assessment
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AssessmentPolicy {
    /// 半年结束后多少天考核截止
    /// Days after the half-year until it is closed
    #[schemars(range(min = 0, max = 1000))]
    pub close_days: u32,
    /// 优良的最低分
    /// Lowest total for good
    #[schemars(range(min = 0.0, max = 100.0))]
    pub good: Decimal,
    /// 合格的最低分
    /// Lowest total for pass
    #[schemars(range(min = 0.0, max = 100.0))]
    pub pass: Decimal,
    /// 评优良时每项指标的最低得分率
    /// Share of its points that every indicator needs for good
    #[schemars(range(min = 0.0, max = 1.0))]
    pub min_indicator_share_for_good: Decimal,
    /// 弄虚作假一票否决
    /// Whether falsification is a veto
    pub veto_falsification: bool,
    /// 通知后提交工作总结的天数
    /// Days for the summary after the notice
    #[schemars(range(min = 0, max = 1000))]
    pub summary_days: u32,
    /// 各分子公司的客户数量目标，按半年度
    /// Target number of clients per branch, by half-year
    #[schemars(schema_with = "targets_schema")]
    pub targets: BTreeMap<Half, BTreeMap<BranchId, u32>>,
    /// 总部的加减分
    /// Adjustments by headquarters
    pub adjustments: Vec<Adjustment>,
}

impl Default for AssessmentPolicy {
    fn default() -> Self {
        Self {
            close_days: 20,
            good: Decimal::constant(85.0),
            pass: Decimal::constant(60.0),
            min_indicator_share_for_good: Decimal::constant(0.6),
            veto_falsification: true,
            summary_days: 7,
            targets: BTreeMap::new(),
            adjustments: Vec::new(),
        }
    }
}

fn targets_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let target = schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": 1_000_000 });
    schemars::json_schema!({
        "type": "object",
        "propertyNames": { "pattern": HALF_PATTERN },
        "additionalProperties": {
            "type": "object",
            "propertyNames": { "pattern": crate::domain::id::SLUG_PATTERN },
            "additionalProperties": target,
        },
    })
}

/// 一次加减分
/// An adjustment
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// 半年度
    /// Half-year
    pub half: Half,
    /// 分子公司
    /// Branch
    pub branch: BranchId,
    /// 分值，合计限于 −5 至 5
    /// Points; their sum is kept within −5..5
    #[schemars(range(min = -100.0, max = 100.0))]
    pub points: Decimal,
    /// 理由
    /// Reason
    pub reason: String,
    /// 决定人
    /// Decided by
    pub by: PersonId,
}

/// 档案查阅
/// Access to archives
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AccessPolicy {
    /// 一次查阅最长天数
    /// Longest access, in days
    #[schemars(range(min = 0, max = 10000))]
    pub max_days: u32,
}

impl Default for AccessPolicy {
    fn default() -> Self {
        Self { max_days: 30 }
    }
}

/// 一项例行职责
/// A recurring duty
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// 代号
    /// Key
    pub key: String,
    /// 标题
    /// Title
    pub title: String,
    /// 频次
    /// Cadence
    pub cadence: DutyCadence,
    /// 承担的角色
    /// Role
    pub role: Role,
    /// 到期日
    /// Due
    pub due: DutyDue,
}

keyword! {
    /// How often a duty returns.
    pub enum DutyCadence {
        /// 每周
        /// week
        Week = "week",
        /// 每月
        /// month
        Month = "month",
        /// 每季
        /// quarter
        Quarter = "quarter",
        /// 每半年
        /// half-year
        HalfYear = "half_year",
        /// 每年
        /// year
        Year = "year",
    }
}

keyword! {
    /// On which day of its period a duty is due.
    pub enum DutyDue {
        /// 最后一日
        /// last day
        LastDay = "last_day",
        /// 第一个星期一
        /// first Monday
        FirstMonday = "first_monday",
    }
}

/// 问候客户的节日
/// A festival on which clients are greeted
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Festival {
    /// 名称
    /// Name
    pub name: String,
    /// 日期
    /// Date
    pub on: Date,
}

/// 一层客户的维护策略
/// The strategy of a tier
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TierPolicy {
    /// 策略
    /// Strategy
    pub strategy: String,
}

/// 一项检查豁免：豁免的问题显示为说明
/// A waiver: a waived finding is shown as a note
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// 检查代码
    /// Code of the finding
    pub code: String,
    /// 路径或通配
    /// Path or glob
    pub path: String,
    /// 理由
    /// Reason
    pub reason: String,
    /// 批准人
    /// Approved by
    pub by: PersonId,
    /// 截止日
    /// Last day
    pub until: Date,
}
