//! `hq/rankings/<period>.toml` and `hq/assessments/<yyyyHn>.toml`: issued results, frozen.
//! Written by the tool only. A correction lies beside them: `2026Q2-r1.toml`.

use super::Extra;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// What an issued result is called: its period, and which restatement of it this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Issue<P> {
    pub period: P,
    /// 0 for the result as it was first issued.
    pub restatement: u32,
}

/// The text names no issued result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadIssue;

/// Between the period and the number of the restatement: `2026-r1` is no month.
const RESTATED: &str = "-r";

impl<P: FromStr> FromStr for Issue<P> {
    type Err = BadIssue;
    fn from_str(text: &str) -> Result<Self, BadIssue> {
        let (period, restatement) = match text.split_once(RESTATED) {
            Some((period, number)) => (period, number.parse().map_err(|_| BadIssue)?),
            None => (text, 0),
        };
        let is_numbered = restatement > 0 || !text.contains(RESTATED);
        let period = period.parse().map_err(|_| BadIssue)?;
        if is_numbered { Ok(Self { period, restatement }) } else { Err(BadIssue) }
    }
}

impl<P: fmt::Display> fmt::Display for Issue<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.restatement {
            0 => self.period.fmt(f),
            number => f.pad(&format!("{}{RESTATED}{number}", self.period)),
        }
    }
}

/// 已印发结果：由程序写入，不得手改
/// An issued result, written by the tool and never edited by hand
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Issued {
    /// 印发日
    /// Issued on
    pub issued_on: Date,
    /// 印发时的基准日
    /// The as-of date
    pub as_of: Date,
    /// 程序版本
    /// Version of the tool
    pub tool: String,
    /// 各档案仓库的提交（路径到提交号）
    /// The commits of the archive's repositories, by path
    pub commits: BTreeMap<String, String>,
    /// policy.toml 的 SHA-256
    /// SHA-256 of policy.toml
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub policy_sha256: String,
    /// 更正的序号
    /// Number of the restatement
    #[schemars(range(min = 1))]
    pub restatement: Option<i64>,
    /// 更正的原因
    /// Reason of the restatement
    pub reason: Option<String>,
    /// 完整结果（JSON，见 docs/rules.md）
    /// The full result as JSON
    pub result: String,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}
