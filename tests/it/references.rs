//! No reference is forgotten: a record of each kind is made from its schema with every key filled
//! and every name dangling, and each of them must be reported.

use crate::archives::{check, small, with};
use kebu::archive::shape;
use kebu::diag::Code;
use kebu::domain::id::SLUG_PATTERN;
use kebu::domain::period::HALF_PATTERN;
use kebu::domain::record::Kind;
use kebu::domain::time::MOMENT_PATTERN;
use serde_json::Value;

/// A record with every key, as TOML, and how many names in it dangle.
#[derive(Default)]
struct Filled {
    dangling: usize,
}

impl Filled {
    fn value(&mut self, schema: &Value) -> String {
        if let Some(words) = schema["enum"].as_array() {
            return format!("\"{}\"", words[0].as_str().unwrap());
        }
        if schema["type"].is_array() {
            // A list of clients, or the word for all.
            return format!("[{}]", self.value(&schema["items"]));
        }
        match schema["type"].as_str().unwrap_or("object") {
            "string" => self.text(schema),
            "integer" => schema["minimum"].as_i64().unwrap_or(1).max(1).to_string(),
            "number" => "0.5".to_owned(),
            "boolean" => "true".to_owned(),
            "array" => format!("[{}]", self.value(&schema["items"])),
            "object" => self.table(schema),
            other => panic!("{other}"),
        }
    }

    fn table(&mut self, schema: &Value) -> String {
        let mut entries: Vec<String> = Vec::new();
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            // The group's own keys name nothing.
            if key != "extra" {
                entries.push(format!("{key} = {}", self.value(property)));
            }
        }
        if schema["additionalProperties"].is_object() {
            let key = match schema["propertyNames"]["pattern"].as_str() {
                Some(SLUG_PATTERN) => {
                    self.dangling += 1;
                    "nobody"
                }
                Some(HALF_PATTERN) => "2026H1",
                _ => "key",
            };
            entries.push(format!("{key} = {}", self.value(&schema["additionalProperties"])));
        }
        format!("{{ {} }}", entries.join(", "))
    }

    fn text(&mut self, schema: &Value) -> String {
        if schema["format"] == "date" {
            return "2026-06-01".to_owned();
        }
        let text = match schema["pattern"].as_str() {
            None | Some(r"\S") => "文本",
            Some(MOMENT_PATTERN) => return "2026-06-01".to_owned(),
            Some(SLUG_PATTERN) => {
                self.dangling += 1;
                "nobody"
            }
            Some(HALF_PATTERN) => "2026H1",
            Some("^[0-9]{6}$") => "330100",
            Some("^[0-9a-f]{64}$") => return format!("\"{}\"", "0".repeat(64)),
            Some("^[a-z0-9_-]{1,40}$") => "zhao",
            Some(pattern) if pattern.starts_with("^(0[1-9]") => "05-18",
            Some(pattern) if pattern.starts_with('^') && pattern.contains("[0-9]{2}(0") => {
                self.dangling += 1;
                return format!("\"{}2601-zzzzzz\"", &pattern[1..3]);
            }
            Some(pattern) => panic!("a pattern that this test does not know: {pattern}"),
        };
        format!("\"{text}\"")
    }
}

/// Where a record of a kind lies.
fn path(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Policy => "policy.toml",
        Kind::Person => "people/new.toml",
        Kind::Branch => "branches/new/branch.toml",
        Kind::Client => "branches/linjiang/clients/kh2606-000000.toml",
        Kind::Contacts => "branches/linjiang/contacts/kh2501-7k3m9q.toml",
        Kind::Project => "branches/linjiang/projects/xm2606-000000.toml",
        Kind::Complaint => "branches/linjiang/complaints/2026/ts2606-000000.toml",
        Kind::Visit => "branches/linjiang/visits/2026/bf2606-000000.toml",
        Kind::Survey => "branches/linjiang/surveys/2026/dc2606-000000.toml",
        Kind::Analysis => "branches/linjiang/analyses/2026/fx2606-000000.toml",
        Kind::Activity => "branches/linjiang/activities/2026/jh2606-000000.toml",
        Kind::Market => "branches/linjiang/market/2026/sx2606-000000.toml",
        Kind::Return => "branches/linjiang/returns/2026-05.toml",
        Kind::Summary => "branches/linjiang/summaries/2026H1.toml",
        Kind::Notice => "branches/linjiang/notices/2026H1.toml",
        Kind::SpotCheck => "hq/checks/2026H1/cc2606-000000.toml",
        Kind::Access => "hq/access/2026/cy2606-000000.toml",
        Kind::Archive | Kind::Ranking | Kind::Assessment => return None,
    })
}

#[test]
fn every_name_of_every_kind_is_looked_up() {
    use kebu::domain::keyword::Keyword;
    let mut looked_up = 0;
    for kind in Kind::ALL {
        let Some(path) = path(*kind) else { continue };
        let schema = shape::generate(*kind);
        let mut filled = Filled::default();
        let properties = schema["properties"].as_object().unwrap();
        let mut text = String::new();
        for (key, property) in properties.iter().filter(|(key, _)| *key != "extra") {
            text.push_str(&format!("{key} = {}\n", filled.value(property)));
        }
        let (_, findings) = check(&with(&small(), &[(path, &text)]));
        let of_shape: Vec<_> = findings
            .iter()
            .filter(|finding| finding.place.path == path)
            .filter(|finding| finding.code() < Code::BlankText)
            .collect();
        assert!(of_shape.is_empty(), "{kind}: {of_shape:?}\n{text}");
        let missing: Vec<_> = findings
            .iter()
            .filter(|finding| finding.place.path == path)
            .filter(|finding| finding.code() == Code::ReferenceMissing)
            .collect();
        assert_eq!(missing.len(), filled.dangling, "{kind}: {missing:#?}\n{text}");
        looked_up += filled.dangling;
    }
    assert!(looked_up > 80, "only {looked_up} names were tried");
}
