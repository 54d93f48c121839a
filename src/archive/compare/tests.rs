//! Tables of two texts or two states, and what is told of them.

use super::*;
use crate::archive::edit::Given;

/// The paths that differ, with `+` for what is new and `-` for what is gone.
fn told(kind: Kind, before: &str, after: &str) -> Vec<String> {
    let told = |change: &FieldChange| {
        let sign = match (&change.before, &change.after) {
            (None, _) => "+",
            (_, None) => "-",
            _ => "",
        };
        format!("{sign}{}", change.path)
    };
    changes(kind, before, after).unwrap().iter().map(told).collect()
}

const NEED_A: &str = "[[needs]]\ntitle = \"甲\"\nstatus = \"open\"\nbudget = 1\n";
const NEED_B: &str = "[[needs]]\ntitle = \"乙\"\nstatus = \"open\"\nbudget = 2\n";

#[test]
fn what_says_the_same_is_no_change() {
    for (before, after) in [
        ("a = 1 # one\nb = 2\n", "# two\nb = 2\n\na = 1\n"),
        ("a = 1_000", "a = 1000"),
        ("a = 1", "a = 1.0"),
        ("a = 0.40", "a = 0.4"),
        ("a = \"x\"", "a = 'x'"),
        ("at = 2026-05-06 09:30:00+08:00", "at = 2026-05-06T09:30:00+08:00"),
        ("a = [1, 2]", "a = [ 2, 1, ]"),
        ("[t]\na = 1", "t = { a = 1 }"),
        ("[t]\na = 1", "t.a = 1"),
        (&format!("{NEED_A}{NEED_B}"), &format!("{NEED_B}{NEED_A}")),
    ] {
        assert_eq!(told(Kind::Client, before, after), Vec::<String>::new(), "{before} / {after}");
    }
}

#[test]
fn every_key_that_differs_is_told_once() {
    for (before, after, expected) in [
        ("stage = \"signed\"", "stage = \"partner\"", "stage"),
        ("", "stage = \"partner\"", "+stage"),
        ("stage = \"signed\"", "", "-stage"),
        ("aliases = [\"a\"]", "aliases = [\"a\", \"b\"]", "aliases"),
        (
            "[facts.credit]\nvalue = \"good\"",
            "[facts.credit]\nvalue = \"poor\"",
            "facts.credit.value",
        ),
        (
            "",
            "[facts.credit]\nvalue = \"good\"\n[facts.integrity]\nvalue = \"good\"",
            "+facts.credit +facts.integrity",
        ),
        ("[observation]\nfrom = 2026-01-10", "", "-observation"),
        ("a = 1\nb = 2", "b = 3\nc = 4", "b +c -a"),
        ("a = 1", "a = \"1\"", "a"),
        ("a = 1", "a = 1.5", "a"),
        ("", "\"a.b\" = 1", "+\"a.b\""),
        ("a = [1]", "a = { b = 1 }", "a"),
    ] {
        assert_eq!(told(Kind::Client, before, after).join(" "), expected, "{before} / {after}");
    }
}

#[test]
fn items_of_lists_are_matched_by_what_they_are() {
    let event = |at: &str, note: &str| {
        format!("[[events]]\nat = {at}\nkind = \"action\"\nby = \"li-na\"\nnote = \"{note}\"\n")
    };
    let person =
        |key: &str, name: &str| format!("[[persons]]\nkey = \"{key}\"\nname = \"{name}\"\n");
    let (first, second) = (event("2026-05-06", "一"), event("2026-05-07", "二"));
    for (before, after, expected) in [
        // Appended, put in between, taken away.
        (first.clone(), format!("{first}{second}"), "+events.1"),
        (second.clone(), format!("{first}{second}"), "+events.0"),
        (format!("{first}{second}"), second.clone(), "-events.0"),
        (String::new(), first.clone(), "+events.0"),
        ("events = []".to_owned(), first.clone(), "+events.0"),
        // Changed where they stand, or elsewhere.
        (first.clone(), event("2026-05-06", "三"), "events.0.note"),
        (first.clone(), event("2026-05-09", "一"), "events.0.at"),
        (format!("{NEED_A}{NEED_B}"), format!("{NEED_B}{NEED_A}note = \"x\"\n"), "+needs.1.note"),
        (NEED_A.to_owned(), NEED_B.to_owned(), "+needs.0 -needs.0"),
        // A person is known by the key, whatever else is the same.
        (person("wang", "王"), person("li", "王"), "+persons.0 -persons.0"),
        (person("wang", "王"), person("wang", "李"), "persons.0.name"),
        (
            person("wang", "王"),
            format!("{}{}", person("li", "李"), person("wang", "王")),
            "+persons.0",
        ),
    ] {
        assert_eq!(told(Kind::Client, &before, &after).join(" "), expected, "{before} / {after}");
    }
}

#[test]
fn labels_and_values_come_with_a_change() {
    let found = changes(
        Kind::Client,
        "[[needs]]\ntitle = \"甲\"\nstatus = \"open\"",
        "[[needs]]\ntitle = \"甲\"\nstatus = \"won\"",
    );
    let found = found.unwrap().remove(0);
    assert_eq!(found.before, Some(Given::Text("open".to_owned())));
    assert_eq!(found.after, Some(Given::Text("won".to_owned())));
    assert!(
        matches!(
            found.steps.as_slice(),
            [Step::Label(_), Step::Position(1), Step::Label([_, "Status"])]
        ),
        "{:?}",
        found.steps
    );
    assert_eq!(changes(Kind::Client, "a = ", ""), None);
}

use crate::archive::fields::Step;

fn files(pairs: &[(&str, &str)]) -> Files {
    Files::from_pairs(pairs.iter().map(|(path, text)| (*path, text.as_bytes())))
}

#[test]
fn records_are_new_gone_moved_or_changed() {
    let a = "branches/linjiang/clients/kh2501-7k3m9q.toml";
    let b = "branches/donghu/clients/kh2501-7k3m9q.toml";
    let text = "name = \"临江城投\"\nstage = \"signed\"\n";
    let changed = "name = \"临江城投\"\nstage = \"partner\"\n";
    let told = |before: &[(&str, &str)], after: &[(&str, &str)]| -> Vec<String> {
        let told = |change: &RecordChange| {
            let what = match &change.what {
                What::Added => "added".to_owned(),
                What::Removed => "removed".to_owned(),
                What::Unreadable => "unreadable".to_owned(),
                What::Changed(fields) => format!("{} fields", fields.len()),
            };
            let from = change.left().map_or_else(String::new, |unit| format!(" from {unit}"));
            format!("{} {what}{from}", change.stem)
        };
        compare(&files(before), &files(after)).iter().map(told).collect()
    };
    assert_eq!(told(&[], &[(a, text)]), ["kh2501-7k3m9q added"]);
    assert_eq!(told(&[(a, text)], &[]), ["kh2501-7k3m9q removed"]);
    assert_eq!(told(&[(a, text)], &[(a, changed)]), ["kh2501-7k3m9q 1 fields"]);
    assert_eq!(told(&[(a, text)], &[(b, text)]), ["kh2501-7k3m9q 0 fields from linjiang"]);
    assert_eq!(told(&[(a, text)], &[(b, changed)]), ["kh2501-7k3m9q 1 fields from linjiang"]);
    assert_eq!(told(&[(a, text)], &[(a, "name = ")]), ["kh2501-7k3m9q unreadable"]);
    assert_eq!(told(&[(a, text)], &[(a, &format!("# 注释\n{text}"))]), Vec::<String>::new());
    // An id that occurs twice: the place decides first.
    assert_eq!(told(&[(a, text)], &[(a, text), (b, text)]), ["kh2501-7k3m9q added"]);
    assert_eq!(
        told(&[(a, text), (b, text)], &[(b, changed)]),
        ["kh2501-7k3m9q 1 fields", "kh2501-7k3m9q removed",]
    );
    // Returns of two branches have the same name and nothing in common; other files are no records.
    let (one, two) = ("branches/a/returns/2026-05.toml", "branches/b/returns/2026-05.toml");
    assert_eq!(
        told(&[(one, "nil = true")], &[(two, "nil = true")]),
        ["2026-05 removed", "2026-05 added",]
    );
    assert_eq!(told(&[("README.md", "a")], &[("README.md", "b")]), Vec::<String>::new());
}
