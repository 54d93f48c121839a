//! Findings as JSON: our own form, whose `version` grows when a program that reads it would have
//! to change.

use super::Options;
use super::region::annotated;
use crate::archive::files::Files;
use crate::diag::{CheckReport, Finding, Place, Severity};
use crate::text;
use serde_json::{Value, json};

pub const VERSION: u32 = 1;

pub fn render(report: &CheckReport, files: &Files, options: &Options<'_>) -> String {
    let findings: Vec<Value> =
        report.findings.iter().map(|finding| object(finding, files, options)).collect();
    let whole = json!({
        "version": VERSION,
        "findings": findings,
        "counts": {
            "errors": report.count(Severity::Error),
            "warnings": report.count(Severity::Warning),
            "notes": report.count(Severity::Note),
            "known": report.known(),
            "waived": report.waived(),
            "mended": report.since.as_ref().map(|since| since.mended),
            "records": report.records,
        },
        "since": report.since.as_ref().map(|since| since.given.as_str()),
        "partial": report.partial,
    });
    format!("{whole:#}\n")
}

/// The public word for a severity, in every language.
pub fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn object(finding: &Finding, files: &Files, options: &Options<'_>) -> Value {
    let wording = text::finding(options.lang, &finding.problem);
    let region = annotated(files, &finding.place);
    let related: Vec<Value> = finding
        .related
        .iter()
        .map(|place| related(place, wording.related.as_deref(), files, options))
        .collect();
    json!({
        "code": finding.code().key(),
        "severity": severity_key(finding.severity),
        "path": options.path(&finding.place.path),
        "line": region.line,
        "column": region.column,
        "end_line": region.end_line,
        "end_column": region.end_column,
        "message": wording.message,
        "helps": wording.helps,
        "related": related,
        "waived": finding.waived,
        "known": finding.known,
    })
}

fn related(place: &Place, message: Option<&str>, files: &Files, options: &Options<'_>) -> Value {
    let region = annotated(files, place);
    json!({
        "path": options.path(&place.path),
        "line": region.line,
        "column": region.column,
        "message": message,
    })
}
