//! `visits/<year>/<bf>.toml`: a visit or another contact with a client.

use super::{Document, Extra, VisitorLevel};
use crate::domain::id::{ClientId, PersonId};
use crate::domain::keyword::keyword;
use crate::domain::time::{Date, Moment};
use schemars::JsonSchema;
use serde::Deserialize;

/// 拜访：与客户的一次接触
/// A visit or another contact with a client
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// 客户
    /// Client
    pub client: ClientId,
    /// 日期
    /// Date
    pub on: Date,
    /// 方式
    /// Channel
    pub channel: VisitChannel,
    /// 我方人员级别
    /// Level of our visitor
    pub level: VisitorLevel,
    /// 我方人员
    /// Our people
    pub by: Vec<PersonId>,
    /// 对方人员（联系人代号）
    /// With: contact keys
    #[serde(default)]
    pub with: Vec<String>,
    /// 双向交流
    /// Two-way contact
    pub two_way: bool,
    /// 议题
    /// Topics
    pub topics: String,
    /// 获知的新信息
    /// New information learned
    pub learned: Option<String>,
    /// 下一步
    /// Next step
    pub next_step: Option<String>,
    /// 简报日
    /// Reported on
    pub reported_on: Option<Date>,
    /// 抄送
    /// Copied to
    #[serde(default)]
    pub copied_to: Vec<PersonId>,
    /// 事先看过不良行为提示
    /// Whether the bad-record briefing was read before
    pub briefed: Option<bool>,
    /// 目的
    /// Purpose
    pub purpose: Option<Purpose>,
    /// 主动告知的事项
    /// What we told the client of our own accord
    pub disclosure: Option<Disclosure>,
    /// 来访或来询时间
    /// When the client came to us
    pub received_at: Option<Moment>,
    /// 答复时间
    /// When we answered
    pub answered_at: Option<Moment>,
    /// 信息渠道等级（1 至 4）
    /// Source level, 1 to 4
    #[schemars(range(min = 1, max = 4))]
    pub source_level: Option<i64>,
    /// 对客户的答应事项
    /// Commitments made to the client
    #[serde(default)]
    pub commitments: Vec<Commitment>,
    /// 费用（元）
    /// Expense in yuan
    #[schemars(range(min = 0))]
    pub expense: Option<i64>,
    /// 费用批准人
    /// Who approved the expense
    pub expense_approved_by: Option<PersonId>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

keyword! {
    /// The channel of a contact (C-055, E1-03).
    pub enum VisitChannel {
        /// 上门拜访
        /// door visit
        DoorVisit = "door_visit",
        /// 现场沟通
        /// on site
        OnSite = "on_site",
        /// 会议
        /// meeting
        Meeting = "meeting",
        /// 客户考察
        /// inspection tour
        Inspection = "inspection",
        /// 技术交流
        /// technical exchange
        TechnicalExchange = "technical_exchange",
        /// 电话
        /// phone
        Phone = "phone",
        /// 会餐
        /// dinner
        Dinner = "dinner",
        /// 网站
        /// website
        Website = "website",
        /// 内刊
        /// in-house journal
        Journal = "journal",
        /// 短信或即时消息
        /// message
        Message = "message",
        /// 邮件
        /// e-mail
        Email = "email",
        /// 信函
        /// letter
        Letter = "letter",
    }
}

keyword! {
    /// Why we met.
    pub enum Purpose {
        /// 开发
        /// development
        Development = "development",
        /// 维护
        /// maintenance
        Maintenance = "maintenance",
        /// 关怀
        /// care
        Care = "care",
        /// 回访
        /// return visit
        ReturnVisit = "return_visit",
        /// 前一项目履行回顾
        /// review of the previous job
        JobReview = "job_review",
        /// 主动告知
        /// disclosure
        Disclosure = "disclosure",
        /// 来询
        /// inquiry
        Inquiry = "inquiry",
        /// 突发事件
        /// incident
        Incident = "incident",
    }
}

keyword! {
    /// What was disclosed to the client (K-09).
    pub enum Disclosure {
        /// 造价
        /// budget
        Budget = "budget",
        /// 工期
        /// schedule
        Schedule = "schedule",
        /// 质量
        /// quality
        Quality = "quality",
        /// 安全
        /// safety
        Safety = "safety",
        /// 其他
        /// other
        Other = "other",
    }
}

/// 一件答应客户的事
/// A commitment made to the client
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// 内容
    /// Text
    pub text: String,
    /// 应完成日
    /// Due on
    pub due_on: Date,
    /// 负责人
    /// Person responsible
    pub by: Option<PersonId>,
    /// 完成日
    /// Done on
    pub done_on: Option<Date>,
    /// 核验人
    /// Verified by
    pub verified_by: Option<PersonId>,
}
