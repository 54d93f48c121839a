//! Findings as excerpts for people, and in the formats of other programs.

pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod region;
pub mod sarif;

use crate::archive::files::Files;
use crate::diag::CheckReport;
use crate::text::Lang;

/// A format of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Excerpts with carets.
    Human,
    /// Our own, versioned.
    Json,
    /// Workflow commands of GitHub Actions (and of Gitea and Forgejo).
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    pub lang: Lang,
    /// The archive's path inside the repository, before every path: ``, `archive`, `crm/archive`.
    pub prefix: &'a str,
    /// Escape sequences for colours; only in excerpts.
    pub coloured: bool,
}

impl Options<'_> {
    /// A path inside the archive as the repository knows it.
    pub fn path(&self, inside: &str) -> String {
        let prefix = self.prefix.trim_end_matches('/');
        if prefix.is_empty() || prefix == "." {
            inside.to_owned()
        } else {
            format!("{prefix}/{inside}")
        }
    }
}

/// Renders findings. The result ends with a line break.
pub fn render(
    format: Format,
    report: &CheckReport,
    files: &Files,
    options: &Options<'_>,
) -> String {
    match format {
        Format::Human => human::render(report, files, options),
        Format::Json => json::render(report, files, options),
        Format::Github => github::render(report, files, options),
        Format::Gitlab => gitlab::render(report, files, options),
        Format::Sarif => sarif::render(report, files, options),
    }
}
