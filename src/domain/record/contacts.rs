//! `contacts/<kh>.toml`: the client's contact persons. Personal data lives here and nowhere else.

use super::{Document, Extra, Level};
use crate::domain::id::PersonId;
use crate::domain::keyword::keyword;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 联系人：个人信息，与客户档案分开存放
/// The client's contact persons: personal data, kept apart
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// 联系人
    /// Persons
    #[serde(default)]
    pub persons: Vec<Contact>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

/// 一位联系人
/// A contact person
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// 代号，在本文件内唯一
    /// A short id, unique in the file
    #[schemars(regex(pattern = "^[a-z0-9_-]{1,40}$"))]
    pub key: String,
    /// 姓名
    /// Name
    pub name: String,
    /// 职位
    /// Position
    pub position: String,
    /// 层级
    /// Level
    pub level: Option<ContactLevel>,
    /// 决策角色
    /// Role in the decision
    pub decision_role: Option<DecisionRole>,
    /// 关系状况
    /// Relation status
    pub relation: Option<Relation>,
    /// 影响力
    /// Influence
    pub influence: Option<Level>,
    /// 行政级别
    /// Administrative rank
    pub admin_rank: Option<String>,
    /// 项目角色
    /// Project role
    pub project_role: Option<String>,
    /// 我方对应人
    /// Our person
    pub our_person: Option<PersonId>,
    /// 关注点
    /// Concerns
    pub concerns: Option<String>,
    /// 离任日
    /// Day of leaving
    pub left_on: Option<Date>,
    /// 电话
    /// Phones
    #[serde(default)]
    pub phones: Vec<String>,
    /// 电子邮箱
    /// E-mail
    pub email: Option<String>,
    /// 微信
    /// WeChat
    pub wechat: Option<String>,
    /// 个人信息处理依据
    /// Legal basis for keeping it
    pub basis: Basis,
    /// 取得依据之日
    /// Day of the basis
    pub basis_on: Date,
    /// 保存期限
    /// Keep until
    pub retain_until: Option<Date>,
}

impl Contact {
    /// Whether the key has the form that a key must have.
    pub fn has_key(&self) -> bool {
        let is_of_key = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
        (1..=40).contains(&self.key.len()) && self.key.bytes().all(is_of_key)
    }
}

keyword! {
    /// How high a contact person stands.
    pub enum ContactLevel {
        /// 高层
        /// top
        Top = "top",
        /// 中高层
        /// senior
        Senior = "senior",
        /// 中层
        /// middle
        Middle = "middle",
        /// 一般人员
        /// staff
        Staff = "staff",
    }
}

keyword! {
    /// The role in the purchase decision (E1-90).
    pub enum DecisionRole {
        /// 决策者
        /// decider
        Decider = "decider",
        /// 影响者
        /// influencer
        Influencer = "influencer",
        /// 使用者
        /// user
        User = "user",
        /// 把关者
        /// gatekeeper
        Gatekeeper = "gatekeeper",
        /// 监督者
        /// supervisor
        Supervisor = "supervisor",
        /// 无
        /// none
        None = "none",
    }
}

keyword! {
    /// Relation status (E1-89).
    pub enum Relation {
        /// 积极
        /// positive
        Positive = "positive",
        /// 中立
        /// neutral
        Neutral = "neutral",
        /// 消极
        /// negative
        Negative = "negative",
        /// 尚未建立
        /// not established
        None = "none",
    }
}

keyword! {
    /// The legal basis for keeping personal data (PIPL art. 13).
    pub enum Basis {
        /// 本人同意
        /// consent
        Consent = "consent",
        /// 订立、履行合同所必需
        /// contract
        Contract = "contract",
        /// 已合法公开
        /// made public
        Public = "public",
        /// 其他
        /// other
        Other = "other",
    }
}
