//! Findings as workflow commands, which GitHub, Gitea and Forgejo show beside the lines of a
//! change: `::error file=…,line=…,col=…,title=…::message`.

use super::Options;
use super::region::region;
use crate::archive::files::Files;
use crate::diag::{CheckReport, Finding, Severity};
use crate::text;
use crate::text::wording::visible;
use std::fmt::Write;

pub fn render(report: &CheckReport, files: &Files, options: &Options<'_>) -> String {
    let since = report.since.as_ref().map(|since| since.given.as_str());
    report.findings.iter().map(|finding| command(finding, since, files, options)).collect()
}

fn command(finding: &Finding, since: Option<&str>, files: &Files, options: &Options<'_>) -> String {
    let wording = text::finding(options.lang, &finding.problem);
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut out = format!("::{name} file={}", property(&options.path(&finding.place.path)));
    if let Some(region) = region(files, &finding.place) {
        let _ = write!(out, ",line={},endLine={}", region.line, region.end_line);
        // Columns are taken only where the place is on one line.
        if region.line == region.end_line {
            let _ = write!(out, ",col={},endColumn={}", region.column, region.end_column);
        }
    }
    let mut message = visible(&wording.message);
    let colon = text::colon(options.lang);
    for help in &wording.helps {
        let _ = write!(message, "\n{}{colon}{}", text::help_word(options.lang), visible(help));
    }
    if let Some(reason) = &finding.waived {
        let _ = write!(message, "\n{}{colon}{}", text::waived_word(options.lang), visible(reason));
    }
    if let Some(since) = since.filter(|_| finding.known) {
        let (word, told) = text::known(options.lang, since);
        let _ = write!(message, "\n{word}{colon}{}", visible(&told));
    }
    let _ = writeln!(out, ",title={}::{}", property(finding.code().key()), data(&message));
    out
}

/// The message's escaping: what would end the command's line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's escaping: also what would end the property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
