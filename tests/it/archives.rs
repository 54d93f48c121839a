//! Small archives for tests: the base of the cases, with some files put over it.

use kebu::archive::files::Files;
use kebu::archive::load::{Depth, load};
use kebu::diag::Finding;
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
