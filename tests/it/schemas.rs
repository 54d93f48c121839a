//! `schemas/` says what the record types say, and every validator accepts it as draft-07.

use kebu::archive::shape;
use kebu::domain::keyword::Keyword;
use kebu::domain::record::Kind;
use std::fs;
use std::path::PathBuf;

fn schema_path(kind: Kind) -> PathBuf {
    let name = format!("{}.schema.json", kind.key());
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name)
}

#[test]
fn schemas_are_what_the_record_types_say() {
    for kind in Kind::ALL {
        let mut made = serde_json::to_string_pretty(&shape::generate(*kind)).unwrap();
        made.push('\n');
        let path = schema_path(*kind);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &made).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap();
        assert!(found == made, "{} is stale: run `UPDATE=1 cargo test`", path.display());
    }
}

#[test]
fn the_meta_schema_accepts_every_schema() {
    for kind in Kind::ALL {
        let schema = shape::generate(*kind);
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{kind}");
        assert!(jsonschema::draft7::meta::is_valid(&schema), "{kind}");
    }
}

#[test]
fn every_key_and_word_is_described_in_both_languages() {
    fn walk(path: &str, schema: &serde_json::Value) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let path = format!("{path}.{name}");
            let text = property["description"].as_str().unwrap_or_default();
            let lines: Vec<_> = text.lines().collect();
            assert_eq!(
                lines.len(),
                2,
                "{path}: a Chinese line and an English line, found {text:?}"
            );
            assert!(!lines[0].is_ascii(), "{path}: the first line is Chinese: {text:?}");
            walk(&path, property);
            walk(&path, &property["items"]);
        }
    }
    for kind in Kind::ALL {
        walk(kind.key(), &shape::generate(*kind));
    }
}
