//! The shape of the source: who may use whom, how long a file may be, where the outside world is
//! touched. A rule that is broken says which file breaks it and what to do.

use kebu::diag::Code;
use kebu::domain::assess::score::Indicator;
use kebu::domain::grade::Predicate;
use kebu::domain::keyword::Keyword;
use kebu::domain::record::Kind;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules a module may use: its own are always allowed, a name covers what is below it.
/// Arrows only point from what people touch to what is true: nothing below knows a language, a
/// terminal or a clock.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    // A syntax fault is told by the parser, in the parser's terms.
    ("diag", &["domain", "archive::parse"]),
    ("archive", &["domain", "diag"]),
    // What Git holds are paths and bytes; what they mean is known above.
    ("check", &["domain", "diag", "archive"]),
    // Places become lines and columns where they are reported; nothing is loaded there.
    (
        "report",
        &[
            "domain",
            "diag",
            "archive::files",
            "archive::locate",
            "archive::fields",
            "archive::compare",
            "archive::edit",
        ],
    ),
    // History in, values out: what lies in a tree is files, what a path is the layout says.
    ("git", &["domain", "diag", "archive::files", "archive::layout", "archive::turns"]),
    ("app", &["domain", "diag", "archive", "check", "git", "report"]),
    // Words are a function of results; `text_scan` says which characters do not show.
    (
        "text",
        &[
            "domain",
            "diag",
            "report::history_phrase",
            "report::phrase",
            "report::record_phrase",
            "report::submission",
            "report::demo",
            "report::trend",
            "report::issue",
            "report::notice",
            "report::paper",
            "report::what_if",
            "report::ranking_comparison",
            "archive::text_scan",
            "archive::parse",
            // The labels of keys are words, too.
            "archive::fields",
        ],
    ),
    // A format sees sheets, findings and words; never the book. Excerpts need the files' text.
    (
        "render",
        &[
            "domain::keyword",
            "domain::time",
            "diag",
            "report::sheet",
            "report::phrase",
            // Events of a calendar are data, as sheets are.
            "report::agenda",
            "report::paper",
            "text",
            "archive::files",
            "archive::locate",
            "archive::text_scan",
        ],
    ),
    ("cli", &["domain", "diag", "archive", "git", "check", "app", "report", "render", "text"]),
    ("main", &["cli"]),
    ("lib", &[]),
];

/// Where files, environment and clock of the machine may be touched: everything else is given
/// values.
const OUTSIDE_WORLD: &[&str] = &[
    "src/main.rs",
    "src/archive/files.rs",
    "src/archive/read.rs",
    "src/archive/write/disk.rs",
    "src/archive/write/lock.rs",
    "src/archive/write/mod.rs",
    "src/git/user.rs",
    "src/git/user/commit.rs",
    "src/cli/merge_driver.rs",
    "src/cli/man.rs",
    "src/cli/output.rs",
    "src/cli/whole.rs",
    "src/cli/context.rs",
    "src/cli/check.rs",
    "src/cli/init.rs",
    "src/cli/demo.rs",
    "src/cli/policy.rs",
    "src/git/call.rs",
    "src/git/import.rs",
    "src/git/objects.rs",
    "src/git/repository.rs",
    "src/git/search_path.rs",
    "src/cli/record/editor.rs",
    "src/cli/record/values.rs",
];

const FILE_LINES_MAX: usize = 450;
const FUNCTION_LINES_MAX: usize = 70;
const LINE_COLUMNS_MAX: usize = 100;

struct Source {
    /// From the project's folder, with forward slashes.
    path: String,
    text: String,
}

impl Source {
    fn module(&self) -> &str {
        let inside = self.path.trim_start_matches("src/");
        inside.split(['/', '.']).next().unwrap_or_default()
    }

    /// Whether it is only compiled for tests.
    fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        self.path.contains("/tests/")
            || name == "tests.rs"
            || name.ends_with("_tests.rs")
            || name == "book_builder.rs"
    }

    /// The lines that are compiled into the program, with their numbers: no comments, no tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines
            .take_while(|(_, line)| *line != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<Source> {
    let root = project();
    walkdir::WalkDir::new(root.join(folder))
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let relative = entry.path().strip_prefix(&root).unwrap();
            let parts: Vec<_> = relative.iter().map(|part| part.to_str().unwrap()).collect();
            Source { path: parts.join("/"), text: fs::read_to_string(entry.path()).unwrap() }
        })
        .collect()
}

fn tell(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}; {} times:\n{}", broken.len(), broken.join("\n"));
}

/// What follows `crate::` in a line, down to the second step: `archive::files`, `diag`.
fn uses(line: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    line.match_indices("crate::")
        .map(|(at, start)| {
            let rest = &line[at + start.len()..];
            let first = word(rest);
            match rest[first.len()..].strip_prefix("::") {
                Some(below) if below.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    format!("{first}::{}", word(below))
                }
                _ => first,
            }
        })
        .collect()
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let mut broken = Vec::new();
    for source in sources("src").iter().filter(|source| !source.is_test()) {
        let module = source.module();
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            broken.push(format!("{}: no line in MAY_USE for `{module}`", source.path));
            continue;
        };
        let covers = |name: &str, used: &str| {
            used == name || used.strip_prefix(name).is_some_and(|rest| rest.starts_with("::"))
        };
        for (line, text) in source.code() {
            if text.contains("use crate::{") {
                broken.push(format!("{}:{line}: write one `use` for each module", source.path));
            }
            for used in uses(text) {
                let is_own = covers(module, &used);
                if !is_own && !allowed.iter().any(|name| covers(name, &used)) {
                    broken.push(format!("{}:{line}: {module} uses {used}", source.path));
                }
            }
        }
    }
    tell("a module may use what MAY_USE lists for it", &broken);
}

#[test]
fn the_outside_world_is_touched_in_few_places() {
    let world = [
        "std::fs",
        "std::env",
        "std::time",
        "std::net",
        "std::process",
        "Utc::now",
        "Local::now",
        "canonicalize(",
        ".symlink_metadata(",
        "File::open",
        "File::create",
        ".exists()",
    ];
    let mut broken = Vec::new();
    let mut touched = std::collections::BTreeSet::new();
    for source in sources("src").iter().filter(|source| !source.is_test()) {
        for (line, text) in source.code() {
            if let Some(what) = world.iter().find(|what| text.contains(**what)) {
                touched.insert(source.path.clone());
                if !OUTSIDE_WORLD.contains(&source.path.as_str()) {
                    broken.push(format!("{}:{line}: {what}", source.path));
                }
            }
        }
    }
    for path in OUTSIDE_WORLD.iter().filter(|path| !touched.contains(**path)) {
        broken.push(format!("{path} touches nothing outside: take it off the list"));
    }
    tell("files, environment and clock belong to the files in OUTSIDE_WORLD", &broken);
}

#[test]
fn files_functions_and_lines_are_short() {
    let mut broken = Vec::new();
    for source in sources("src").iter().chain(&sources("tests")) {
        // Doc comments of record types are their schemas' descriptions, not code to be read.
        let in_file = source.text.lines().take_while(|line| *line != "#[cfg(test)]");
        let lines = in_file.filter(|line| !line.trim_start().starts_with("///")).count();
        if lines > FILE_LINES_MAX {
            broken.push(format!("{}: {lines} lines, split it", source.path));
        }
        for (at, line) in source.text.lines().enumerate() {
            if line.chars().count() > LINE_COLUMNS_MAX {
                broken.push(format!("{}:{}: a line over 100 columns", source.path, at + 1));
            }
        }
        broken.extend(long_functions(source));
    }
    tell("short pieces can be read at once", &broken);
}

/// Functions as rustfmt leaves them: from `fn` to the brace that closes at the same indent.
fn long_functions(source: &Source) -> Vec<String> {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut broken = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let is_function = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "const fn "]
            .iter()
            .any(|start| code.starts_with(start));
        if !is_function {
            continue;
        }
        let end = format!("{}}}", " ".repeat(indent));
        let length = lines[at..].iter().position(|line| **line == end).map_or(1, |n| n + 1);
        // In a trait, or a macro, it may have no body.
        if lines[at..at + length].iter().any(|line| line.contains("macro_rules!")) {
            continue;
        }
        // A match with an arm for each of many variants is a table, however long.
        let is_table = lines[at..at + length].iter().any(|l| l.contains("match "))
            && source.path.starts_with("src/text/");
        if length > FUNCTION_LINES_MAX && !is_table {
            broken.push(format!("{}:{}: a function of {length} lines", source.path, at + 1));
        }
    }
    broken
}

#[test]
fn every_file_says_what_it_is_for() {
    let of_crate = |source: &Source| source.path == "src/lib.rs";
    let broken: Vec<String> = sources("src")
        .iter()
        .chain(&sources("tests"))
        .filter(|source| !of_crate(source) && !source.text.starts_with("//! "))
        .map(|source| source.path.clone())
        .collect();
    tell("a file begins with `//!` and what it is for", &broken);
}

#[test]
fn nothing_is_left_undone_or_switched_off() {
    // Put together here so that this file does not find itself.
    let marks = [["TO", "DO"], ["FIX", "ME"], ["to", "do!("], ["#[ign", "ore"], ["//! st", "ub"]];
    let mut broken = Vec::new();
    for source in sources("src").iter().chain(&sources("tests")).chain(&sources("benches")) {
        for (at, line) in source.text.lines().enumerate() {
            // The placeholders that analyses must not contain are the program's business.
            let is_about_placeholders = line.contains("\"TODO\"") || line.contains("TODO（");
            for mark in marks.iter().map(|parts| parts.concat()) {
                if line.contains(&mark) && !is_about_placeholders && !about_texts(&source.path) {
                    broken.push(format!("{}:{}: {mark}", source.path, at + 1));
                }
            }
        }
    }
    tell("what is there is done and runs", &broken);
}

/// Files that compare the user's texts with words: what reports must not contain (rules §7), the
/// forms of companies in names.
fn about_texts(path: &str) -> bool {
    path.starts_with("src/domain/analysis/") || path == "src/domain/client_name.rs"
}

#[test]
fn the_domain_speaks_no_language() {
    let mut broken = Vec::new();
    for source in sources("src/domain").iter().filter(|source| !source.is_test()) {
        for (line, text) in source.code() {
            let code = text.split(" // ").next().unwrap_or_default();
            if code.chars().any(is_han) && !about_texts(&source.path) {
                broken.push(format!("{}:{line}: {}", source.path, text.trim()));
            }
        }
    }
    tell("Han text in src/domain belongs into comments (labels) or src/text", &broken);
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

#[test]
fn the_project_stands_alone() {
    // Put together here, so that this file names none of them itself.
    let outside =
        [["../sha", "red"], ["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["dos", "sier"]];
    let outside = outside.map(|parts| parts.concat());
    let own = |name: &str| !["target", ".git", "Cargo.lock"].contains(&name);
    let files = walkdir::WalkDir::new(project())
        .into_iter()
        .filter_entry(|entry| own(&entry.file_name().to_string_lossy()));
    let (mut seen, mut broken) = (0, Vec::new());
    for entry in files.flatten() {
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        seen += 1;
        for (at, line) in text.lines().enumerate() {
            if outside.iter().any(|path| line.contains(path)) {
                broken.push(format!("{}:{}: {line}", entry.path().display(), at + 1));
            }
        }
    }
    assert!(seen > 900, "only {seen} files were read");
    tell("nothing may point outside the project", &broken);
}

/// Every expected output of every case, in one text.
fn expected_outputs() -> String {
    let folder = project().join("tests/cases");
    let is_expected =
        |path: &Path| path.file_stem().is_some_and(|stem| stem == "stdout" || stem == "stderr");
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let texts = entries
        .filter(|entry| is_expected(entry.path()))
        .map(|entry| fs::read_to_string(entry.path()).unwrap());
    texts.collect()
}

/// Codes that a folder of files cannot show on every system, shown by tests of their own.
const SHOWN_ELSEWHERE: &[Code] = &[
    Code::FileTooLarge,
    Code::NotRegularFile,
    Code::NameCollision,
    // The id of a commit that is lost is another in every layout: `it/since_random.rs`.
    Code::HistoryRewritten,
];

#[test]
fn every_code_predicate_indicator_and_kind_is_shown_by_a_case() {
    let outputs = expected_outputs();
    let mut missing = Vec::new();
    for code in Code::ALL.iter().filter(|code| !SHOWN_ELSEWHERE.contains(code)) {
        if !outputs.contains(&format!("[{}]", code.key())) {
            missing.push(format!("the code {}", code.key()));
        }
    }
    for predicate in Predicate::ALL {
        for value in ["yes", "no", "unknown"] {
            let shown = outputs.contains(&format!("\"{}\":\"{value}\"", predicate.key()));
            if !shown && !is_always_known(*predicate, value) {
                missing.push(format!("{} = {value}", predicate.key()));
            }
        }
    }
    for indicator in Indicator::ALL {
        if !outputs.contains(&format!("\"{}\":{{\"points\"", indicator.key())) {
            missing.push(format!("the indicator {}", indicator.key()));
        }
    }
    for kind in Kind::ALL {
        if !outputs.contains(&format!("schemas/{}.schema.json", kind.key())) {
            missing.push(format!("the kind {}", kind.key()));
        }
    }
    tell("a case under tests/cases shows it", &missing);
}

/// Predicates that rest on no recorded fact are never unknown (rules §1: F1, F8, F9, F11).
fn is_always_known(predicate: Predicate, value: &str) -> bool {
    value == "unknown"
        && matches!(predicate, Predicate::A1 | Predicate::C1 | Predicate::C2 | Predicate::C4)
}
