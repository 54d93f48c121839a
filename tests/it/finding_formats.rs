//! Every format of findings against what its readers document.

use crate::archives::{base, case, case_names, check, with};
use kebu::archive::files::Files;
use kebu::diag::{CheckReport, Severity, Since};
use kebu::render::finding::{Format, Options, render};
use kebu::text::Lang;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PREFIX: &str = "crm/archive";

fn options(lang: Lang) -> Options<'static> {
    Options { lang, prefix: PREFIX, coloured: false }
}

/// Every case, and an archive whose names and texts try to break out of a format.
fn reports() -> Vec<(String, Files, CheckReport)> {
    let hostile = "name = \"::error::%0A,: \\u001b[31m\"\r\nstage = \"a\nb\"\u{202e}\n";
    let hostile = with(
        &base(),
        &[
            ("branches/donghu/clients/kh2604-1a2b3c.toml", hostile),
            ("branches/donghu/clients/a,b:c%0A ü\u{202e}.toml", ""),
            ("branches/donghu/clients/a\r\n::error::b.toml", ""),
        ],
    );
    let mut archives: Vec<_> =
        case_names().into_iter().map(|name| (name.clone(), case(&name))).collect();
    archives.push(("hostile".to_owned(), hostile));
    let report = |(name, archive): (String, _)| {
        let (files, findings) = check(&archive);
        assert!(!findings.is_empty(), "{name}");
        let records = archive.len();
        let report = CheckReport { findings, records, partial: false, since: None };
        // The same held against an earlier state, where the first was known.
        let mut since = report.clone();
        since.since = Some(Since { given: "v1\u{202e}%0A::".to_owned(), mended: 2 });
        (since.findings[0].known, since.findings[0].severity) = (true, Severity::Note);
        [(name.clone(), files.clone(), report), (format!("{name} since"), files, since)]
    };
    archives.into_iter().flat_map(report).collect()
}

fn each(format: Format, mut look: impl FnMut(&str, &CheckReport, &str)) {
    for (name, files, report) in reports() {
        for lang in Lang::ALL {
            let out = render(format, &report, &files, &options(lang));
            assert_eq!(out, render(format, &report, &files, &options(lang)), "{name}: two runs");
            assert!(out.ends_with('\n'), "{name}: ends with a line break");
            look(&format!("{name} {lang:?}"), &report, &out);
        }
    }
}

fn valid(schema: &jsonschema::Validator, name: &str, out: &str) -> Value {
    let value: Value = serde_json::from_str(out).unwrap();
    let errors: Vec<String> = schema
        .iter_errors(&value)
        .map(|error| format!("{} {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
    value
}

fn position() -> Value {
    json!({ "type": ["integer", "null"], "minimum": 1 })
}

#[test]
fn json_is_what_it_says() {
    let place = json!({ "type": "string", "pattern": "^crm/archive/." });
    let schema = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["version", "findings", "counts", "since", "partial"],
        "properties": {
            "version": { "const": 1 },
            "partial": { "type": "boolean" },
            "since": { "type": ["string", "null"] },
            "counts": {
                "type": "object",
                "additionalProperties": false,
                "required": ["errors", "warnings", "notes", "known", "waived", "mended",
                    "records"],
                "properties": {
                    "errors": { "type": "integer" }, "warnings": { "type": "integer" },
                    "notes": { "type": "integer" }, "known": { "type": "integer" },
                    "waived": { "type": "integer" }, "mended": { "type": ["integer", "null"] },
                    "records": { "type": "integer" },
                },
            },
            "findings": { "type": "array", "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["code", "severity", "path", "line", "column", "end_line",
                    "end_column", "message", "helps", "related", "waived", "known"],
                "properties": {
                    "code": { "type": "string", "pattern": "^[a-z0-9-]+$" },
                    "severity": { "enum": ["error", "warning", "note"] },
                    "path": place, "line": position(), "column": position(),
                    "end_line": position(), "end_column": position(),
                    "message": { "type": "string", "minLength": 1 },
                    "helps": { "type": "array", "maxItems": 2, "items": { "type": "string" } },
                    "related": { "type": "array", "items": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["path", "line", "column", "message"],
                        "properties": {
                            "path": place, "line": position(), "column": position(),
                            "message": { "type": ["string", "null"] },
                        },
                    }},
                    "waived": { "type": ["string", "null"] },
                    "known": { "type": "boolean" },
                },
            }},
        },
    });
    let schema = jsonschema::validator_for(&schema).unwrap();
    each(Format::Json, |name, report, out| {
        let value = valid(&schema, name, out);
        let findings = value["findings"].as_array().unwrap();
        assert_eq!(findings.len(), report.findings.len(), "{name}");
        assert_eq!(value["counts"]["errors"], report.count(Severity::Error), "{name}");
        for (shown, finding) in findings.iter().zip(&report.findings) {
            assert_eq!(shown["code"], finding.code().key(), "{name}");
            assert_eq!(shown["waived"].as_str(), finding.waived.as_deref(), "{name}");
            assert_eq!(shown["known"], finding.known, "{name}");
        }
    });
}

#[test]
fn sarif_is_valid_and_refers_to_its_own_rules() {
    // A bracket in its pattern for languages is not escaped, which only ECMAScript forgives.
    let schema = include_str!("../data/sarif-2.1.0.schema.json")
        .replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    each(Format::Sarif, |name, report, out| {
        let value = valid(&schema, name, out);
        let run = &value["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), report.findings.len(), "{name}");
        for (result, finding) in results.iter().zip(&report.findings) {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"], "{name}");
            assert_eq!(result["ruleId"], finding.code().key(), "{name}");
            assert_eq!(result["suppressions"].is_array(), finding.waived.is_some(), "{name}");
            let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                .as_str()
                .unwrap();
            assert_eq!(percent_decoded(uri), format!("{PREFIX}/{}", finding.place.path));
        }
        for rule in rules {
            assert!(rule["help"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{name}");
        }
    });
}

fn percent_decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        assert!(byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte), "{uri}");
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            let digits = std::str::from_utf8(&digits).unwrap().to_owned();
            bytes.push(u8::from_str_radix(&digits, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn gitlab_reads_a_code_quality_report() {
    let schema = json!({ "type": "array", "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": { "type": "string", "minLength": 1 },
            "check_name": { "type": "string", "pattern": "^[a-z0-9-]+$" },
            "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
            "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
            "location": {
                "type": "object",
                "additionalProperties": false,
                "required": ["path", "lines"],
                "properties": {
                    "path": { "type": "string", "pattern": "^crm/archive/." },
                    "lines": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["begin"],
                        "properties": { "begin": { "type": "integer", "minimum": 1 } },
                    },
                },
            },
        },
    }});
    let schema = jsonschema::validator_for(&schema).unwrap();
    each(Format::Gitlab, |name, report, out| {
        let value = valid(&schema, name, out);
        let entries = value.as_array().unwrap();
        assert_eq!(entries.len(), report.findings.len(), "{name}");
        let prints: BTreeSet<_> =
            entries.iter().map(|entry| entry["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(prints.len(), entries.len(), "{name}: fingerprints are unique");
    });
}

#[test]
fn a_fingerprint_survives_lines_above_it() {
    let archive = case("date-in-future");
    let path = "branches/linjiang/visits/2026/bf2606-3f7s5g.toml";
    let text = String::from_utf8(archive[path].clone()).unwrap();
    let moved = with(&archive, &[(path, &format!("# 一行说明\n\n{text}"))]);
    let print = |archive| {
        let (files, findings) = check(archive);
        let report = CheckReport { findings, records: 0, partial: false, since: None };
        let out = render(Format::Gitlab, &report, &files, &options(Lang::Zh));
        let value: Value = serde_json::from_str(&out).unwrap();
        (value[0]["fingerprint"].clone(), value[0]["location"]["lines"]["begin"].clone())
    };
    let (before, after) = (print(&archive), print(&moved));
    assert_eq!(before.0, after.0);
    assert_ne!(before.1, after.1);
}

/// A workflow command, read as the runner reads it.
struct Command {
    name: String,
    properties: Vec<(String, String)>,
    message: String,
}

fn command(line: &str) -> Command {
    let rest = line.strip_prefix("::").unwrap();
    let (head, message) = rest.split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let unescaped = |text: &str| {
        text.replace("%0D", "\r")
            .replace("%0A", "\n")
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%25", "%")
    };
    let properties = properties
        .split(',')
        .map(|property| property.split_once('=').unwrap())
        .map(|(key, value)| (key.to_owned(), unescaped(value)))
        .collect();
    Command { name: name.to_owned(), properties, message: unescaped(message) }
}

#[test]
fn github_reads_workflow_commands() {
    each(Format::Github, |name, report, out| {
        let commands: Vec<Command> = out.lines().map(command).collect();
        assert_eq!(commands.len(), report.findings.len(), "{name}: one line a finding");
        for (command, finding) in commands.iter().zip(&report.findings) {
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "notice",
            };
            assert_eq!(command.name, severity, "{name}");
            let property = |key: &str| {
                command.properties.iter().find(|(name, _)| name == key).map(|(_, value)| value)
            };
            let path = format!("{PREFIX}/{}", finding.place.path);
            assert_eq!(property("file"), Some(&path), "{name}");
            assert_eq!(property("title").unwrap(), finding.code().key(), "{name}");
            let known = ["file", "line", "endLine", "col", "endColumn", "title"];
            for (key, value) in &command.properties {
                assert!(known.contains(&key.as_str()), "{name}: {key}");
                let number = !["file", "title"].contains(&key.as_str());
                assert!(!number || value.parse::<usize>().is_ok_and(|at| at > 0), "{name}: {key}");
            }
            assert!(!command.message.is_empty(), "{name}");
        }
    });
}

#[test]
fn excerpts_show_no_control_characters_and_colours_only_when_asked() {
    for (name, files, report) in reports() {
        for lang in Lang::ALL {
            let plain = render(Format::Human, &report, &files, &options(lang));
            let odd = |c: char| c != '\n' && kebu::archive::text_scan::is_hidden_or_control(c);
            assert!(!plain.chars().any(odd), "{name}: {plain:?}");
            assert!(!plain.lines().any(|line| line.ends_with(' ')), "{name}");
            assert!(!plain.lines().any(|line| line.trim_start().starts_with("::error")), "{name}");
            let coloured = Options { coloured: true, ..options(lang) };
            let coloured = render(Format::Human, &report, &files, &coloured);
            assert!(coloured.contains('\u{1b}'), "{name}");
        }
    }
}

#[test]
fn no_format_repeats_the_number_of_a_card() {
    let path = "branches/donghu/clients/kh2505-2c4x8p.toml";
    let number = "11010519491231002";
    let text = String::from_utf8(base()[path].clone()).unwrap();
    for text in [
        text.replace("尚无合作", &format!("身份证 {number}X")),
        text.replace("\"330200\"", &format!("\"{number}X\"")),
        text.replace("stage =", &format!("{number}X =")),
    ] {
        let (files, findings) = check(&with(&base(), &[(path, &text)]));
        assert!(!findings.is_empty());
        let report = CheckReport { findings, records: 1, partial: false, since: None };
        for format in [Format::Human, Format::Json, Format::Github, Format::Gitlab, Format::Sarif] {
            let out = render(format, &report, &files, &options(Lang::Zh));
            assert!(!out.contains(number), "{format:?}: {out}");
        }
    }
}

#[test]
fn the_last_line_counts() {
    let (files, findings) = check(&case("date-in-future"));
    let (_, warnings) = check(&case("owner-left"));
    let (_, waived) = check(&case("waived"));
    let joined = [findings.clone(), findings.clone(), warnings.clone()].concat();
    for (findings, records, zh, en) in [
        (vec![], 412, "没有问题，共 412 份记录", "no findings in 412 records"),
        (findings, 1, "1 处错误，共 1 份记录", "1 error in 1 record"),
        (warnings, 2, "1 处警告，共 2 份记录", "1 warning in 2 records"),
        (waived, 27, "没有问题，1 处已豁免，共 27 份记录", "no findings, 1 waived in 27 records"),
        (joined, 0, "2 处错误，1 处警告，共 0 份记录", "2 errors, 1 warning in 0 records"),
    ] {
        for (lang, expected) in [(Lang::Zh, zh), (Lang::En, en)] {
            let mut report =
                CheckReport { findings: findings.clone(), records, partial: false, since: None };
            let out = render(Format::Human, &report, &files, &options(lang));
            assert_eq!(out.lines().last(), Some(expected));
            report.partial = true;
            let out = render(Format::Human, &report, &files, &options(lang));
            let last: Vec<_> = out.lines().rev().take(2).collect();
            assert_eq!(last, [kebu::text::check_is_partial(lang), expected]);
        }
    }
}
