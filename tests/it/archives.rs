//! Small archives for tests: the base of the cases, with some files put over it.

use kebu::archive::files::Files;
use kebu::archive::load::{Depth, load};
use kebu::diag::{Code, Finding};
use kebu::domain::time::Date;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Paths inside the archive, and what lies there.
pub type Tree = BTreeMap<String, Vec<u8>>;

pub fn cases() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Every file below a folder.
pub fn tree(folder: &Path) -> Tree {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap();
            let path: Vec<_> = path.iter().map(|part| part.to_str().unwrap()).collect();
            (path.join("/"), fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The small valid archive that all cases start from.
pub fn base() -> Tree {
    tree(&cases().join("base/archive"))
}

/// The ids of the records of `small`.
const SMALL: [&str; 12] = [
    "kh2501-7k3m9q",
    "kh2505-2c4x8p",
    "kh2603-5h6n2t",
    "xm2502-4d8w1r",
    "ts2605-9q2v6b",
    "bf2606-3f7s5g",
    "dc2606-8j1k4m",
    "fx2606-6p2z9c",
    "jh2606-1y4t7n",
    "sx2606-7m3b6k",
    "cc2607-0w3h8d",
    "cy2606-5e9a2x",
];

/// The part of the base that rules are tried on: two branches, one record or two of each kind.
pub fn small() -> Tree {
    let mut archive = base();
    archive.retain(|path, _| {
        let stem = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml");
        let in_branch = |branch: &str| path.starts_with(&format!("branches/{branch}/"));
        let here = !path.starts_with("branches/") || in_branch("linjiang") || in_branch("donghu");
        let is_id = stem.len() == 13 && stem.as_bytes()[6] == b'-';
        let is_one = if is_id { SMALL.contains(&stem) } else { !path.contains("/returns/") };
        let is_needed =
            path.ends_with("branch.toml") || path.ends_with("linjiang/returns/2026-06.toml");
        (here && is_one) || is_needed
    });
    archive
}

/// The archive of a case of `check`: its files over the base.
pub fn case(name: &str) -> Tree {
    joined(&[name])
}

/// The files of several cases over the base; what they share is the later one's.
pub fn joined(names: &[&str]) -> Tree {
    let mut archive = base();
    for name in names {
        archive.extend(tree(&cases().join("check").join(name).join("archive")));
    }
    archive
}

/// Every case of `check`.
pub fn case_names() -> Vec<String> {
    let entries = fs::read_dir(cases().join("check")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A tree with some files put over it.
pub fn with(tree: &Tree, files: &[(&str, &str)]) -> Tree {
    let mut tree = tree.clone();
    tree.extend(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
    tree
}

/// The day on which the base archive is looked at.
pub fn today() -> Date {
    "2026-07-20".parse().unwrap()
}

pub fn check(tree: &Tree) -> (Files, Vec<Finding>) {
    let files = Files::from_pairs(tree.clone());
    let loaded = load(&files, Depth::Full);
    let findings = kebu::check::check(&files, &loaded, today());
    (files, findings)
}

/// Puts `new` in the place of `old`, which must be there; an empty `old` adds at the end.
pub fn changed(tree: &Tree, path: &str, old: &str, new: &str) -> Tree {
    let text = String::from_utf8(tree[path].clone()).unwrap();
    assert!(text.contains(old), "{path} has no {old}");
    let text = if old.is_empty() { format!("{text}\n{new}\n") } else { text.replacen(old, new, 1) };
    with(tree, &[(path, &text)])
}

/// The codes of an archive's findings, in order.
pub fn codes(tree: &Tree) -> Vec<Code> {
    check(tree).1.iter().map(|finding| finding.code()).collect()
}

/// One change each: file, what stands there, what is put there, the codes.
pub fn hold(table: &[(&str, &str, &str, &[Code])]) {
    for (path, old, new, expected) in table {
        let found = codes(&changed(&small(), path, old, new));
        assert_eq!(found, *expected, "{path}: {old:?} -> {new:?}");
    }
}
