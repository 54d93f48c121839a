//! How a check ends, in English.

use crate::diag::{CheckReport, Severity};

pub fn line(report: &CheckReport) -> String {
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(counted(errors, "error"));
    }
    if warnings > 0 {
        parts.push(counted(warnings, "warning"));
    }
    if parts.is_empty() {
        let none = if report.since.is_some() { "no new findings" } else { "no findings" };
        parts.push(none.to_owned());
    }
    let (known, waived) = (report.known(), report.waived());
    if known > 0 {
        parts.push(format!("{known} known"));
    }
    if let Some(since) = report.since.as_ref().filter(|since| since.mended > 0) {
        parts.push(format!("{} mended", since.mended));
    }
    if waived > 0 {
        parts.push(format!("{waived} waived"));
    }
    format!("{} in {}", parts.join(", "), counted(report.records, "record"))
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
