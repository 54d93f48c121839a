//! `market/<year>/<sx>.toml`: a report on the clients' industry and market (E1-78).

use super::{Document, Extra};
use crate::domain::id::{ClientId, PersonId};
use crate::domain::keyword::keyword;
use crate::domain::score::Decimal;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 客户行业和市场信息报告
/// A report on the clients' industry and market
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Market {
    /// 上报日
    /// Submitted on
    pub submitted_on: Date,
    /// 报告人
    /// Reported by
    pub by: PersonId,
    /// 是否紧急
    /// Urgent
    pub urgent: Option<bool>,
    /// 报告对象
    /// Reported to
    pub reported_to: Option<PersonId>,
    /// 对应的例行职责
    /// The duty of the policy that it answers
    pub duty: Option<String>,
    /// 信息条目
    /// Items
    #[serde(default)]
    pub items: Vec<MarketItem>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

/// 一条信息
/// An item of information
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarketItem {
    /// 对象
    /// What it is about
    pub about: About,
    /// 内容
    /// Text
    pub text: String,
    /// 相关客户
    /// Client
    pub client: Option<ClientId>,
    /// 指标
    /// Measure
    pub measure: Option<Measure>,
    /// 数值
    /// Figure
    pub figure: Option<Decimal>,
    /// 来源
    /// Source
    pub source: String,
    /// 信息渠道等级（1 至 4）
    /// Source level, 1 to 4
    #[schemars(range(min = 1, max = 4))]
    pub source_level: i64,
    /// 对我方的影响
    /// Effect on us
    pub effect_on_us: Option<String>,
    /// 对服务能力的影响
    /// Effect on our ability to serve
    pub effect_on_service: Option<String>,
}

keyword! {
    /// What an item of market information is about.
    pub enum About {
        /// 行业
        /// industry
        Industry = "industry",
        /// 市场
        /// market
        Market = "market",
        /// 政策
        /// policy
        Policy = "policy",
        /// 竞争对手
        /// competitor
        Competitor = "competitor",
        /// 客户
        /// client
        Client = "client",
        /// 项目线索
        /// lead
        Lead = "lead",
        /// 价格
        /// price
        Price = "price",
    }
}

keyword! {
    /// What a figure measures (K-01).
    pub enum Measure {
        /// 市场规模
        /// size
        Size = "size",
        /// 市场份额
        /// share
        Share = "share",
        /// 增长率
        /// growth
        Growth = "growth",
        /// 指数
        /// index
        Index = "index",
    }
}
