//! `activities/<year>/<jh>.toml`: plans, campaigns, care, training, seminars, improvements.

use super::{Document, Extra};
use crate::domain::id::{ClientId, PersonId, ProjectId};
use crate::domain::keyword::keyword;
use crate::domain::score::Decimal;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 计划与活动
/// A plan or an activity
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// 类别
    /// Kind
    pub kind: ActivityKind,
    /// 标题
    /// Title
    pub title: String,
    /// 起始日
    /// First day
    pub from: Date,
    /// 截止日
    /// Last day
    pub until: Option<Date>,
    /// 负责人
    /// Person responsible
    pub by: PersonId,
    /// 上报日
    /// Submitted on
    pub submitted_on: Option<Date>,
    /// 审核人（不得为负责人）
    /// Reviewed by: not `by`
    pub reviewed_by: Option<PersonId>,
    /// 审核日
    /// Reviewed on
    pub reviewed_on: Option<Date>,
    /// 客户
    /// Clients
    #[serde(default)]
    pub clients: Vec<ClientId>,
    /// 项目
    /// Projects
    #[serde(default)]
    pub projects: Vec<ProjectId>,
    /// 参加人
    /// Attended
    #[serde(default)]
    pub attended: Vec<PersonId>,
    /// 预算（元）
    /// Budget in yuan
    #[schemars(range(min = 0))]
    pub budget: Option<i64>,
    /// 实际费用（元）
    /// Cost in yuan
    #[schemars(range(min = 0))]
    pub cost: Option<i64>,
    /// 发出的调查表份数
    /// Survey forms sent
    #[schemars(range(min = 0))]
    pub issued: Option<i64>,
    /// 对应的例行职责
    /// The duty of the policy that it answers
    pub duty: Option<String>,
    /// 结果
    /// Result
    pub result: Option<String>,
    /// 章节
    /// Sections
    pub sections: Option<ActivitySections>,
    /// 目标
    /// Goals
    #[serde(default)]
    pub goals: Vec<Goal>,
    /// 行动
    /// Actions
    #[serde(default)]
    pub actions: Vec<Action>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

keyword! {
    /// The kind of a plan or an activity.
    pub enum ActivityKind {
        /// 客户计划
        /// client plan
        ClientPlan = "client_plan",
        /// 工作计划
        /// work plan
        WorkPlan = "work_plan",
        /// 推介活动
        /// campaign
        Campaign = "campaign",
        /// 客户关怀
        /// care
        Care = "care",
        /// 培训
        /// training
        Training = "training",
        /// 研讨会
        /// seminar
        Seminar = "seminar",
        /// 满意度调查
        /// survey
        Survey = "survey",
        /// 改进事项
        /// improvement
        Improvement = "improvement",
        /// 其他
        /// other
        Other = "other",
    }
}

/// 计划与活动的章节
/// Sections of a plan or an activity
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActivitySections {
    /// 概要
    /// Summary
    pub summary: Option<String>,
    /// 客户概况
    /// Profile
    pub profile: Option<String>,
    /// 市场
    /// Market
    pub market: Option<String>,
    /// 战略
    /// Strategy
    pub strategy: Option<String>,
    /// 优劣势分析
    /// SWOT
    pub swot: Option<String>,
    /// 竞争
    /// Competition
    pub competition: Option<String>,
    /// 现状
    /// Situation
    pub situation: Option<String>,
    /// 关系
    /// Relations
    pub relations: Option<String>,
    /// 原因
    /// Causes
    pub causes: Option<String>,
    /// 措施
    /// Measures
    pub measures: Option<String>,
    /// 纪要
    /// Minutes
    pub minutes: Option<String>,
}

/// 一项目标
/// A goal
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// 内容
    /// Text
    pub text: String,
    /// 衡量指标
    /// Metric
    pub metric: Option<String>,
    /// 目标值
    /// Target
    pub target: Option<Decimal>,
    /// 实际值
    /// Actual
    pub actual: Option<Decimal>,
}

/// 一项行动
/// An action
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// 内容
    /// Text
    pub text: String,
    /// 责任人
    /// Person responsible
    pub by: PersonId,
    /// 应完成日
    /// Due on
    pub due_on: Date,
    /// 完成日
    /// Done on
    pub done_on: Option<Date>,
    /// 核验人
    /// Verified by
    pub verified_by: Option<PersonId>,
    /// 客户
    /// Client
    pub client: Option<ClientId>,
    /// 来源记录
    /// The record it comes from
    pub source: Option<String>,
}
