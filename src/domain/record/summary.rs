//! `summaries/<yyyyHn>.toml`: 客户关系维护工作总结 or 整改报告 (C-088).

use super::{Document, Extra};
use crate::domain::id::PersonId;
use crate::domain::keyword::keyword;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 工作总结或整改报告
/// A work summary or a rectification report
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// 类别
    /// Kind
    pub kind: SummaryKind,
    /// 上报日
    /// Submitted on
    pub submitted_on: Date,
    /// 填报人
    /// Submitted by
    pub by: PersonId,
    /// 接收日
    /// Accepted on
    pub accepted_on: Option<Date>,
    /// 接收人
    /// Accepted by
    pub accepted_by: Option<PersonId>,
    /// 转报领导日
    /// Forwarded on
    pub forwarded_on: Option<Date>,
    /// 针对五项指标的内容
    /// A section for each indicator
    pub sections: SummarySections,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

keyword! {
    /// The kind of a summary.
    pub enum SummaryKind {
        /// 客户关系维护工作总结
        /// work summary
        Summary = "summary",
        /// 整改报告
        /// rectification report
        Rectification = "rectification",
    }
}

/// 针对五项指标的内容
/// A section for each indicator
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummarySections {
    /// 信息上报与档案
    /// Reporting and archives
    #[schemars(regex(pattern = r"\S"))]
    pub reporting: String,
    /// 客户投诉
    /// Complaints
    #[schemars(regex(pattern = r"\S"))]
    pub complaints: String,
    /// 客户满意度
    /// Satisfaction
    #[schemars(regex(pattern = r"\S"))]
    pub satisfaction: String,
    /// 客户分析报告
    /// Analysis reports
    #[schemars(regex(pattern = r"\S"))]
    pub analysis: String,
    /// 信息反馈真实性
    /// Truth of feedback
    #[schemars(regex(pattern = r"\S"))]
    pub truth: String,
}
