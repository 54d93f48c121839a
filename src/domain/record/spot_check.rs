//! `hq/checks/<yyyyHn>/<cc>.toml`: headquarters compares a client's archive with reality (C-085).

use super::{Document, Extra};
use crate::domain::id::{ClientId, PersonId};
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 抽查：总部将档案与实际情况核对
/// A spot check of a client's archive against reality
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpotCheck {
    /// 客户
    /// Client
    pub client: ClientId,
    /// 日期
    /// Day of the check
    pub on: Date,
    /// 抽查人（总部）
    /// Who checked, of headquarters
    pub by: PersonId,
    /// 复核人（总部的另一人，一票否决须有）
    /// Confirmed by another person of headquarters: needed for a veto
    pub confirmed_by: Option<PersonId>,
    /// 抽样种子
    /// Seed of the sample
    pub seed: Option<i64>,
    /// 核对的字段
    /// Fields checked
    #[serde(default)]
    pub fields: Vec<CheckedField>,
    /// 服务监督，不计入相符率
    /// Service supervision, not part of the match
    #[serde(default)]
    pub services: Vec<ServiceCheck>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

/// 一个核对的字段
/// A field checked
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckedField {
    /// 字段
    /// Field
    pub field: String,
    /// 档案所记
    /// Recorded
    pub recorded: String,
    /// 实际情况
    /// Actual
    pub actual: String,
    /// 是否相符
    /// Whether they match
    #[serde(rename = "match")]
    pub matches: bool,
    /// 是否弄虚作假
    /// Whether it was deliberate
    pub deliberate: Option<bool>,
}

/// 一项服务监督
/// A check of a service
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceCheck {
    /// 事项
    /// What
    pub what: String,
    /// 是否合格
    /// Whether it was right
    pub ok: bool,
    /// 纠正措施
    /// Correction
    pub correction: Option<String>,
    /// 应完成日
    /// Due on
    pub due_on: Option<Date>,
    /// 完成日
    /// Done on
    pub done_on: Option<Date>,
}
