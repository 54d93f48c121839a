//! `branches/<branch>/branch.toml`.

use super::{Document, Extra};
use crate::domain::id::PersonId;
use crate::domain::keyword::keyword;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 分子公司：区域分公司、专业分公司或子公司
/// A branch: regional, specialty, or a subsidiary
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// 名称
    /// Name
    pub name: String,
    /// 类别
    /// Kind
    pub kind: BranchKind,
    /// 总部的督导人
    /// Who supervises it for headquarters
    pub supervisor: Option<PersonId>,
    /// 负责人
    /// Head
    pub head: PersonId,
    /// 经营部信息员
    /// Clerks
    pub clerks: Vec<PersonId>,
    /// 设立日
    /// Day of opening
    pub opened_on: Date,
    /// 撤销日
    /// Day of closing
    pub closed_on: Option<Date>,
    /// 联系人另存他处，本档案不可见
    /// Contact persons are kept where this archive cannot see them
    pub contacts_elsewhere: Option<bool>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

keyword! {
    /// The kind of a branch.
    pub enum BranchKind {
        /// 区域分公司
        /// regional branch
        Regional = "regional",
        /// 专业分公司
        /// specialty branch
        Specialty = "specialty",
        /// 子公司
        /// subsidiary
        Subsidiary = "subsidiary",
    }
}
