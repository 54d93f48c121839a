//! `returns/<yyyy-mm>.toml`: the monthly return (C-032, C-072).

use super::{Document, Extra};
use crate::domain::id::PersonId;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 月度上报
/// The monthly return
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// 上报日
    /// Submitted on
    pub submitted_on: Date,
    /// 填报人
    /// Submitted by
    pub by: PersonId,
    /// 审核人（本单位负责人）
    /// Approved by a head of the branch
    pub approved_by: Option<PersonId>,
    /// 无变化
    /// Nothing changed
    pub nil: Option<bool>,
    /// 说明
    /// Note
    pub note: Option<String>,
    /// 本期数量，由程序填写
    /// Counts, written by the tool
    pub counts: Option<Counts>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

/// 本期数量
/// Counts of the period
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// 新增客户
    /// New clients
    #[schemars(range(min = 0))]
    pub clients_new: Option<i64>,
    /// 变更客户
    /// Changed clients
    #[schemars(range(min = 0))]
    pub clients_changed: Option<i64>,
    /// 客户投诉
    /// Complaints
    #[schemars(range(min = 0))]
    pub complaints: Option<i64>,
    /// 客户评价
    /// Evaluations
    #[schemars(range(min = 0))]
    pub evaluations: Option<i64>,
    /// 客户关系
    /// Relations
    #[schemars(range(min = 0))]
    pub relations: Option<i64>,
}
