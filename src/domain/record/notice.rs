//! `notices/<yyyyHn>.toml`: headquarters' notice of a result; the summary's 7 days run from it.

use super::{Document, Extra};
use crate::domain::keyword::keyword;
use crate::domain::score::Decimal;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 考核结果通知
/// Notice of the assessment's result
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// 考核结果
    /// Result
    pub result: AssessmentResult,
    /// 总分
    /// Total
    #[schemars(range(min = 0.0, max = 100.0))]
    pub total: Option<Decimal>,
    /// 通知日
    /// Day of notice
    pub notice_on: Date,
    /// 工作总结期限
    /// Summary due
    pub summary_due: Option<Date>,
    /// 约谈日
    /// Interview on
    pub interview_on: Option<Date>,
    /// 复查日
    /// Re-check on
    pub recheck_on: Option<Date>,
    /// 说明
    /// Note
    pub note: Option<String>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

keyword! {
    /// The result of a half-year assessment (C-086).
    pub enum AssessmentResult {
        /// 优良
        /// good
        Good = "good",
        /// 合格
        /// pass
        Pass = "pass",
        /// 差
        /// poor
        Poor = "poor",
    }
}
