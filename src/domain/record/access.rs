//! `hq/access/<year>/<cy>.toml`: a request to read archives 查阅申请/借阅卡 (C-046).

use super::{Document, Extra};
use crate::domain::id::{ClientId, PersonId, Unit};
use crate::domain::keyword::keyword;
use crate::domain::record::client::Decision;
use crate::domain::time::{Date, Moment};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de};

/// 查阅申请（借阅卡）
/// A request to read archives
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// 申请人
    /// Applicant
    pub applicant: PersonId,
    /// 申请单位
    /// Unit
    pub unit: Unit,
    /// 查阅的客户，或 "all"
    /// The clients' ids, or "all"
    pub clients: AccessClients,
    /// 用途
    /// Purpose
    pub purpose: String,
    /// 范围
    /// Scope
    pub scope: Scope,
    /// 起始日
    /// First day
    pub from: Date,
    /// 截止日
    /// Last day
    pub until: Date,
    /// 总部意见
    /// Opinion of headquarters
    pub opinion: Option<String>,
    /// 意见人（总部）
    /// Whose opinion, of headquarters
    pub opinion_by: Option<PersonId>,
    /// 决定
    /// Decision
    pub decision: Option<Decision>,
    /// 决定人（集团领导）
    /// Who decided: a group leader
    pub decided_by: Option<PersonId>,
    /// 决定日
    /// Decided on
    pub decided_on: Option<Date>,
    /// 集团以外的接收方
    /// Recipient outside the group
    pub recipient: Option<String>,
    /// 客户同意日
    /// Day of the client's consent
    pub consent_on: Option<Date>,
    /// 使用记录
    /// Uses
    #[serde(default)]
    pub uses: Vec<Use>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

/// The clients that a request names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccessClients {
    All,
    Listed(Vec<ClientId>),
}

impl<'de> Deserialize<'de> for AccessClients {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = AccessClients;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of clients or \"all\"")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<AccessClients, E> {
                if text == "all" { Ok(AccessClients::All) } else { Err(E::custom("not \"all\"")) }
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<AccessClients, A::Error> {
                Vec::deserialize(de::value::SeqAccessDeserializer::new(seq))
                    .map(AccessClients::Listed)
            }
        }
        source.deserialize_any(Visitor)
    }
}

impl JsonSchema for AccessClients {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AccessClients".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": ["string", "array"],
            "pattern": "^all$",
            "items": { "type": "string", "pattern": crate::domain::id::id_pattern("kh") },
        })
    }
}

keyword! {
    /// How much may be read.
    pub enum Scope {
        /// 名录
        /// directory
        Directory = "directory",
        /// 全部档案
        /// full
        Full = "full",
        /// 导出
        /// export
        Export = "export",
    }
}

/// 一次使用
/// A use
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Use {
    /// 时间
    /// Used at
    pub at: Moment,
    /// 使用人
    /// Used by
    pub by: PersonId,
    /// 内容
    /// What
    pub what: String,
}
