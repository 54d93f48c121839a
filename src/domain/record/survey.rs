//! `surveys/<year>/<dc>.toml`: one returned satisfaction form (C-051, C-070).

use super::{Document, Extra};
use crate::domain::id::{ActivityId, ClientId, PersonId, ProjectId};
use crate::domain::keyword::keyword;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 客户满意度调查表：一份收回的表
/// A returned satisfaction form
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// 客户
    /// Client
    pub client: ClientId,
    /// 项目
    /// Project
    pub project: Option<ProjectId>,
    /// 日期
    /// Date
    pub on: Date,
    /// 阶段
    /// Phase
    pub phase: Phase,
    /// 填表人（联系人代号）
    /// Respondent: a contact key
    pub respondent: Option<String>,
    /// 方式
    /// Method
    pub method: SurveyMethod,
    /// 调查人
    /// Surveyor
    pub surveyor: PersonId,
    /// 总体意见
    /// Opinion
    pub opinion: Option<String>,
    /// 建议
    /// Suggestions
    pub suggestions: Option<String>,
    /// 调查活动
    /// Campaign: an activity
    pub campaign: Option<ActivityId>,
    /// 评分项
    /// Items
    #[serde(default)]
    pub items: Vec<SurveyItem>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

keyword! {
    /// The phase of the works when the form was filled.
    pub enum Phase {
        /// 在施
        /// in progress
        InProgress = "in_progress",
        /// 竣工
        /// completion
        Completion = "completion",
        /// 保修
        /// warranty
        Warranty = "warranty",
    }
}

keyword! {
    /// How the form was collected.
    pub enum SurveyMethod {
        /// 走访
        /// visit
        Visit = "visit",
        /// 邮寄
        /// mail
        Mail = "mail",
        /// 电话
        /// phone
        Phone = "phone",
        /// 线上
        /// online
        Online = "online",
        /// 现场
        /// on site
        OnSite = "on_site",
    }
}

keyword! {
    /// The 16 items of the form (rules §6).
    pub enum Item {
        /// 工程信息提供
        /// project information
        ProjectInformation = "project_information",
        /// 服务建议
        /// service advice
        ServiceAdvice = "service_advice",
        /// 需求响应
        /// responsiveness
        Responsiveness = "responsiveness",
        /// 沟通协调
        /// communication
        Communication = "communication",
        /// 符合标准
        /// standards met
        Standards = "standards",
        /// 承诺兑现
        /// promises kept
        Promises = "promises",
        /// 满足使用要求
        /// fitness for use
        Fitness = "fitness",
        /// 安全文明施工与环保
        /// site safety and environment
        SiteSafetyEnvironment = "site_safety_environment",
        /// 资料档案
        /// documents
        Documents = "documents",
        /// 人员态度
        /// staff attitude
        StaffAttitude = "staff_attitude",
        /// 解决问题能力
        /// problem solving
        ProblemSolving = "problem_solving",
        /// 各层级配合
        /// cooperation
        Cooperation = "cooperation",
        /// 廉洁自律
        /// integrity
        Integrity = "integrity",
        /// 反馈投诉处理
        /// feedback handling
        FeedbackHandling = "feedback_handling",
        /// 保修及时性
        /// warranty response
        WarrantyResponse = "warranty_response",
        /// 维修质量
        /// repair quality
        RepairQuality = "repair_quality",
    }
}

keyword! {
    /// Whose cause a dissatisfied item is.
    pub enum Cause {
        /// 集团
        /// group
        Group = "group",
        /// 分子公司
        /// branch
        Branch = "branch",
        /// 项目部
        /// project
        Project = "project",
        /// 分包
        /// subcontractor
        Subcontractor = "subcontractor",
        /// 供方
        /// supplier
        Supplier = "supplier",
        /// 客户
        /// client
        Client = "client",
        /// 其他
        /// other
        Other = "other",
    }
}

/// 一项评分
/// One item's score
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyItem {
    /// 评分项
    /// Item
    pub item: Item,
    /// 评分：5 很满意，1 很不满意
    /// Score: 5 very satisfied, 1 very dissatisfied
    #[schemars(range(min = 1, max = 5))]
    pub score: i64,
    /// 意见
    /// Comment
    pub comment: Option<String>,
    /// 不满意原因归属
    /// Whose cause it is
    pub cause: Option<Cause>,
    /// 归属的批准人（总部）
    /// Who approved the cause, of headquarters
    pub cause_approved_by: Option<PersonId>,
    /// 改进事项
    /// Improvement
    pub improvement: Option<String>,
    /// 改进负责人
    /// Who improves it
    pub improvement_by: Option<PersonId>,
    /// 改进期限
    /// Improvement due
    pub improvement_due: Option<Date>,
    /// 改进完成日
    /// Improvement done
    pub improvement_done: Option<Date>,
    /// 改进核验人
    /// Who verified the improvement
    pub improvement_verified_by: Option<PersonId>,
}
