//! Findings as SARIF 2.1.0, which code hosts and editors import.

use super::Options;
use super::json::severity_key;
use super::region::{Region, region};
use crate::archive::files::Files;
use crate::diag::{CheckReport, Code, Finding, Place};
use crate::text::{self, Lang, Wording};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub fn render(report: &CheckReport, files: &Files, options: &Options<'_>) -> String {
    let used: BTreeSet<Code> = report.findings.iter().map(Finding::code).collect();
    let used: Vec<Code> = used.into_iter().collect();
    let rules: Vec<Value> = used.iter().map(|code| rule(*code, options.lang)).collect();
    let results: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| result(report, finding, &used, files, options))
        .collect();
    let language = match options.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let whole = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "kebu",
                "version": env!("CARGO_PKG_VERSION"),
                "language": language,
                "rules": rules,
            }},
            "language": language,
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{whole:#}\n")
}

fn rule(code: Code, lang: Lang) -> Value {
    let explanation = text::explain_code(lang, code);
    json!({
        "id": code.key(),
        "shortDescription": { "text": explanation.title },
        "help": { "text": explanation.body, "markdown": explanation.body },
        "defaultConfiguration": { "level": severity_key(code.severity()) },
    })
}

fn result(
    report: &CheckReport,
    finding: &Finding,
    used: &[Code],
    files: &Files,
    options: &Options<'_>,
) -> Value {
    let wording = text::finding(options.lang, &finding.problem);
    let code = finding.code();
    let mut object = json!({
        "ruleId": code.key(),
        "ruleIndex": used.binary_search(&code).unwrap_or(0),
        "level": severity_key(finding.severity),
        "message": { "text": message(&wording, options.lang) },
        "locations": [location(&finding.place, files, options)],
    });
    if !finding.related.is_empty() {
        let related: Vec<Value> = finding
            .related
            .iter()
            .map(|place| {
                let mut place = location(place, files, options);
                if let Some(text) = &wording.related {
                    place["message"] = json!({ "text": text });
                }
                place
            })
            .collect();
        object["relatedLocations"] = related.into();
    }
    if report.since.is_some() {
        object["baselineState"] = if finding.known { "unchanged" } else { "new" }.into();
    }
    if let Some(reason) = &finding.waived {
        object["suppressions"] = json!([{
            "kind": "external",
            "status": "accepted",
            "justification": reason,
        }]);
    }
    object
}

fn message(wording: &Wording, lang: Lang) -> String {
    let mut text = wording.message.clone();
    for help in &wording.helps {
        let _ = write!(text, "\n{}{}{help}", text::help_word(lang), text::colon(lang));
    }
    text
}

fn location(place: &Place, files: &Files, options: &Options<'_>) -> Value {
    let mut physical = json!({
        "artifactLocation": { "uri": uri(&options.path(&place.path)) },
    });
    if let Some(region) = region(files, place) {
        let Region { line, column, end_line, end_column, .. } = region;
        physical["region"] = json!({
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        });
    }
    json!({ "physicalLocation": physical })
}

/// A relative path as a relative URI: what is not unreserved is percent-encoded (RFC 3986).
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
