//! `complaints/<year>/<ts>.toml`: one complaint; its state is derived from its events.

use super::{Document, Extra};
use crate::domain::id::{ClientId, ComplaintId, PersonId, ProjectId};
use crate::domain::keyword::keyword;
use crate::domain::time::{Date, Moment};
use schemars::JsonSchema;
use serde::Deserialize;

/// 投诉：状态由处理事件推算，不填写
/// A complaint; its state follows from its events and is never stored
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Complaint {
    /// 客户
    /// Client
    pub client: ClientId,
    /// 项目
    /// Project
    pub project: Option<ProjectId>,
    /// 受理时间
    /// Received at
    pub received_at: Moment,
    /// 渠道
    /// Channel
    pub channel: ComplaintChannel,
    /// 投诉人类别
    /// Complainant
    pub complainant: Complainant,
    /// 投诉联系人（联系人代号）
    /// Contact person: a key of the client's contacts
    pub contact: Option<String>,
    /// 类别
    /// Category
    pub category: ComplaintCategory,
    /// 内容摘要
    /// Summary
    pub summary: String,
    /// 诉求
    /// Remedy requested
    pub remedy_requested: Option<String>,
    /// 受理人
    /// Receiver
    pub receiver: PersonId,
    /// 处理人
    /// Handler
    pub handler: Option<PersonId>,
    /// 严重程度
    /// Severity
    pub severity: Severity,
    /// 责任方
    /// Responsibility
    pub responsibility: Option<Responsibility>,
    /// 认定；未填为未定
    /// Finding; absent while undetermined
    pub finding: Option<ComplaintFinding>,
    /// 认定人（无理的认定不得由处理人作出）
    /// Who made the finding; for unjustified not the handler
    pub finding_by: Option<PersonId>,
    /// 批准人（总部）
    /// Who approved, of headquarters
    pub approved_by: Option<PersonId>,
    /// 根本原因
    /// Root cause
    pub root_cause: Option<String>,
    /// 纠正措施
    /// Corrective action
    pub corrective_action: Option<String>,
    /// 核验人（不得为处理人）
    /// Who verified it: not the handler
    pub verified_by: Option<PersonId>,
    /// 投诉人是否接受处理结果
    /// Whether the complainant accepted the outcome
    pub accepted: Option<bool>,
    /// 重复投诉所指的前一投诉
    /// The complaint it repeats
    pub repeat_of: Option<ComplaintId>,
    /// 补救方式
    /// Remedies
    #[serde(default)]
    pub remedies: Vec<Remedy>,
    /// 补偿金额（元）
    /// Compensation in yuan
    #[schemars(range(min = 0))]
    pub compensation: Option<i64>,
    /// 处理事件，按时间顺序只增不改
    /// Events, append-only, in order of time
    #[serde(default)]
    pub events: Vec<Event>,
    /// 回访
    /// Follow-up
    pub follow_up: Option<FollowUp>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

keyword! {
    /// How a complaint came in.
    pub enum ComplaintChannel {
        /// 来电
        /// phone
        Phone = "phone",
        /// 来函
        /// letter
        Letter = "letter",
        /// 来访
        /// visit
        Visit = "visit",
        /// 邮件
        /// e-mail
        Email = "email",
        /// 会议
        /// meeting
        Meeting = "meeting",
        /// 网站
        /// website
        Website = "website",
        /// 主管部门转办
        /// authority
        Authority = "authority",
        /// 媒体
        /// media
        Media = "media",
    }
}

keyword! {
    /// Who complains.
    pub enum Complainant {
        /// 建设单位
        /// owner
        Owner = "owner",
        /// 监理单位
        /// supervisor
        Supervisor = "supervisor",
        /// 使用人
        /// user
        User = "user",
        /// 周边居民
        /// neighbour
        Neighbour = "neighbour",
        /// 政府部门
        /// authority
        Authority = "authority",
        /// 其他
        /// other
        Other = "other",
    }
}

keyword! {
    /// What a complaint is about.
    pub enum ComplaintCategory {
        /// 工程质量
        /// quality
        Quality = "quality",
        /// 进度工期
        /// schedule
        Schedule = "schedule",
        /// 安全文明施工
        /// safety
        Safety = "safety",
        /// 环保扰民
        /// environment
        Environment = "environment",
        /// 合同履约与结算
        /// contract
        Contract = "contract",
        /// 服务态度与沟通
        /// service
        Service = "service",
        /// 保修维修
        /// warranty
        Warranty = "warranty",
        /// 资料档案
        /// documents
        Documents = "documents",
        /// 分包与农民工工资
        /// labour
        Labour = "labour",
        /// 廉洁
        /// integrity
        Integrity = "integrity",
        /// 其他
        /// other
        Other = "other",
    }
}

keyword! {
    /// How serious a complaint is.
    pub enum Severity {
        /// 一般
        /// general
        General = "general",
        /// 较重
        /// serious
        Serious = "serious",
        /// 重大
        /// major
        Major = "major",
    }
}

keyword! {
    /// Who is responsible for the cause.
    pub enum Responsibility {
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
        /// 第三方
        /// third party
        ThirdParty = "third_party",
    }
}

keyword! {
    /// Whether the complaint is right.
    pub enum ComplaintFinding {
        /// 有理
        /// justified
        Justified = "justified",
        /// 部分有理
        /// partly justified
        Partly = "partly",
        /// 无理
        /// unjustified
        Unjustified = "unjustified",
    }
}

keyword! {
    /// What was offered to the complainant (E1-16).
    pub enum Remedy {
        /// 口头道歉和解释
        /// apology
        Apology = "apology",
        /// 书面道歉
        /// written apology
        WrittenApology = "written_apology",
        /// 补偿
        /// compensation
        Compensation = "compensation",
        /// 改进措施
        /// improvement
        Improvement = "improvement",
    }
}

/// 一次处理事件
/// An event of the handling
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// 时间
    /// Time
    pub at: Moment,
    /// 类别
    /// Kind
    pub kind: EventKind,
    /// 经办人
    /// Handled by
    pub by: PersonId,
    /// 说明
    /// Note
    pub note: Option<String>,
    /// 申诉是否成立（仅用于 appeal_decided）
    /// Whether the appeal succeeded (appeal_decided only)
    pub upheld: Option<bool>,
}

keyword! {
    /// What happened to a complaint (ISO 10002, E1-49).
    pub enum EventKind {
        /// 告知
        /// acknowledged
        Acknowledged = "acknowledged",
        /// 初步评审
        /// assessed
        Assessed = "assessed",
        /// 调查核实
        /// investigated
        Investigated = "investigated",
        /// 沟通决定
        /// decided
        Decided = "decided",
        /// 整改
        /// action
        Action = "action",
        /// 核验
        /// verified
        Verified = "verified",
        /// 关闭
        /// closed
        Closed = "closed",
        /// 申诉
        /// appealed
        Appealed = "appealed",
        /// 申诉决定
        /// appeal decided
        AppealDecided = "appeal_decided",
        /// 撤诉
        /// withdrawn
        Withdrawn = "withdrawn",
        /// 升级
        /// escalated
        Escalated = "escalated",
        /// 暂停计时
        /// paused
        Paused = "paused",
        /// 恢复计时
        /// resumed
        Resumed = "resumed",
        /// 转外部解决
        /// external
        External = "external",
    }
}

/// 回访
/// Follow-up after closing
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// 回访日
    /// Day of the follow-up
    pub on: Date,
    /// 回访人
    /// Followed up by
    pub by: PersonId,
    /// 客户关系变化
    /// Relationship
    pub relationship: Relationship,
    /// 说明
    /// Note
    pub note: Option<String>,
}

keyword! {
    /// How the relation stands after a complaint (C-082).
    pub enum Relationship {
        /// 改善
        /// improved
        Improved = "improved",
        /// 不变
        /// unchanged
        Unchanged = "unchanged",
        /// 恶化
        /// worsened
        Worsened = "worsened",
    }
}
