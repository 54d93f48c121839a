//! `projects/<xm>.toml`: one works entrusted to us, and its project department.

use super::{Document, Extra};
use crate::domain::id::{ClientId, PersonId};
use crate::domain::keyword::keyword;
use crate::domain::score::Decimal;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 项目：合作历史与项目经理部
/// A works entrusted to us, and its project department
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// 客户
    /// Client
    pub client: ClientId,
    /// 名称
    /// Name
    pub name: String,
    /// 项目经理
    /// Project manager
    pub manager: Option<PersonId>,
    /// 状态
    /// Status
    pub status: ProjectStatus,
    /// 合同额（元）
    /// Contract value in yuan
    #[schemars(range(min = 0))]
    pub contract_value: Option<i64>,
    /// 签约日
    /// Signed on
    pub signed_on: Option<Date>,
    /// 开工日
    /// Started on
    pub started_on: Option<Date>,
    /// 计划竣工日
    /// Due on
    pub due_on: Option<Date>,
    /// 竣工验收日
    /// Accepted on
    pub accepted_on: Option<Date>,
    /// 完结日
    /// Closed on
    pub closed_on: Option<Date>,
    /// 结算额（元）
    /// Settled value in yuan
    #[schemars(range(min = 0))]
    pub settled_value: Option<i64>,
    /// 利润率
    /// Margin
    #[schemars(range(min = -1.0, max = 1.0))]
    pub margin: Option<Decimal>,
    /// 已收款（元）
    /// Received in yuan
    #[schemars(range(min = 0))]
    pub received: Option<i64>,
    /// 应收款
    /// Payments due
    #[serde(default)]
    pub payments: Vec<Payment>,
    /// 承诺
    /// Promises
    #[serde(default)]
    pub promises: Vec<Promise>,
    /// 合同编号
    /// Contract number
    pub contract_no: Option<String>,
    /// 我方签约人
    /// Who signed for us
    pub signed_for_us: Option<PersonId>,
    /// 客户签约人（联系人代号）
    /// Who signed for the client: a contact key
    pub signed_for_client: Option<String>,
    /// 保证金（元）
    /// Deposit in yuan
    #[schemars(range(min = 0))]
    pub deposit: Option<i64>,
    /// 付款方式
    /// Payment terms
    pub payment_terms: Option<String>,
    /// 投标单位
    /// Bidders
    #[serde(default)]
    pub bidders: Vec<Bidder>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

keyword! {
    /// The state of a project.
    pub enum ProjectStatus {
        /// 投标中
        /// bidding
        Bidding = "bidding",
        /// 未中标
        /// lost
        Lost = "lost",
        /// 在施
        /// in progress
        InProgress = "in_progress",
        /// 竣工
        /// completed
        Completed = "completed",
        /// 保修
        /// warranty
        Warranty = "warranty",
        /// 完结
        /// closed
        Closed = "closed",
    }
}

/// 一笔应收款
/// A payment due
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// 应付日
    /// Due on
    pub due_on: Date,
    /// 金额（元）
    /// Amount in yuan
    #[schemars(range(min = 0))]
    pub amount: i64,
    /// 付清日
    /// Paid on
    pub paid_on: Option<Date>,
}

/// 对客户的一项承诺
/// A promise made to the client
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// 内容
    /// Text
    pub text: String,
    /// 类别
    /// Kind
    pub kind: Option<PromiseKind>,
    /// 承诺日
    /// Made on
    pub made_on: Date,
    /// 应兑现日
    /// Due on
    pub due_on: Option<Date>,
    /// 兑现日
    /// Kept on
    pub kept_on: Option<Date>,
}

keyword! {
    /// What a promise is about.
    pub enum PromiseKind {
        /// 质量
        /// quality
        Quality = "quality",
        /// 工期
        /// schedule
        Schedule = "schedule",
        /// 造价
        /// cost
        Cost = "cost",
        /// 服务
        /// service
        Service = "service",
        /// 其他
        /// other
        Other = "other",
    }
}

/// 一家投标单位
/// A bidder
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bidder {
    /// 名称
    /// Name
    pub name: String,
    /// 报价（元）
    /// Amount in yuan
    #[schemars(range(min = 0))]
    pub amount: Option<i64>,
    /// 是否中标
    /// Whether it won
    pub won: Option<bool>,
}
