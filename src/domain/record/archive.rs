//! `archive.toml`: the group and the archive as a whole.

use super::{Document, Extra};
use crate::domain::keyword::keyword;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 档案库：集团名称、时区、语言与格式版本
/// The archive: the group's name, time zone, language, format version
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// 格式版本，现为 1
    /// Format version, now 1
    #[schemars(range(min = 1, max = 1))]
    pub format: i64,
    /// 集团名称
    /// Name of the group
    pub group: String,
    /// 时区（IANA 名称）
    /// Time zone (IANA name)
    pub timezone: String,
    /// 语言
    /// Language
    pub language: ArchiveLanguage,
    /// 旧档案首次导入日：此日及以前到达的不计变化、不算补录
    /// Day of the first import of old records: what arrived by then is not judged, nor back-dated
    pub baseline_on: Option<Date>,
    /// 上报依据，默认 git
    /// What arrivals are judged by, default git
    pub evidence: Option<EvidenceSource>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

keyword! {
    /// The language of the archive's people.
    pub enum ArchiveLanguage {
        /// 简体中文
        /// Chinese
        Chinese = "zh-CN",
        /// 英语
        /// English
        English = "en",
    }
}

keyword! {
    /// Where the evidence of arrivals comes from.
    pub enum EvidenceSource {
        /// 以 Git 为证
        /// Git
        Git = "git",
        /// 以填报日期为准
        /// declared dates
        Declared = "declared",
    }
}
