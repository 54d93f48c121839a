//! Findings as GitLab's Code Quality report, shown in merge requests.

use super::Options;
use super::region::region;
use crate::archive::files::Files;
use crate::diag::{CheckReport, Severity};
use crate::text;
use crate::text::wording::visible;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

pub fn render(report: &CheckReport, files: &Files, options: &Options<'_>) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut entries = Vec::with_capacity(report.findings.len());
    for finding in &report.findings {
        let wording = text::finding(options.lang, &finding.problem);
        let path = options.path(&finding.place.path);
        let code = finding.code().key();
        let print = fingerprint(code, &path, &wording.message);
        // GitLab drops what has a fingerprint it has seen: the same said of a second line gets
        // its number.
        let times = seen.entry(print.clone()).or_default();
        *times += 1;
        let print = if *times == 1 { print } else { fingerprint(code, &print, &times.to_string()) };
        let begin = region(files, &finding.place).map_or(1, |region| region.line);
        entries.push(json!({
            "description": visible(&wording.message),
            "check_name": code,
            "fingerprint": print,
            "severity": match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Note => "info",
            },
            "location": { "path": path, "lines": { "begin": begin } },
        }));
    }
    format!("{:#}\n", Value::Array(entries))
}

/// The same finding has the same fingerprint when lines are added above it.
fn fingerprint(code: &str, path: &str, message: &str) -> String {
    let digest = Sha256::digest(format!("{code}\0{path}\0{message}"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
