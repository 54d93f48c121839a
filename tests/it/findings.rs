//! Every code is shown by a small archive that has that finding and no other.

use crate::archives::{Tree, base, cases, check, today, tree};
use kebu::archive::files::Files;
use kebu::archive::load::{Depth, load};
use kebu::diag::{CheckReport, Code, Severity};
use kebu::render::finding::{Format, Options, render};
use kebu::text::Lang;
use std::fs;

/// Codes that a folder under `tests/cases` cannot show on every system.
const ELSEWHERE: [Code; 5] = [
    Code::FileTooLarge,
    Code::SymbolicLink,
    Code::NotRegularFile,
    Code::NameCollision,
    Code::ArrivalDiffers,
];

fn excerpt(tree: &Tree) -> String {
    let (files, findings) = check(tree);
    let report = CheckReport { findings, records: 0, partial: false };
    let options = Options { lang: Lang::Zh, prefix: "", coloured: false };
    render(Format::Human, &report, &files, &options)
}

#[test]
fn the_base_archive_has_no_findings() {
    let (_, findings) = check(&base());
    assert!(findings.is_empty(), "{}", excerpt(&base()));
}

#[test]
fn each_code_has_an_archive_that_shows_it_alone() {
    let mut wrong = Vec::new();
    for code in Code::ALL.iter().filter(|code| !ELSEWHERE.contains(code)) {
        let folder = cases().join("check").join(code.key()).join("archive");
        if !folder.is_dir() {
            wrong.push(format!("{}: no case", code.key()));
            continue;
        }
        let mut archive = base();
        archive.extend(tree(&folder));
        let (_, findings) = check(&archive);
        let found: Vec<_> = findings.iter().map(|finding| finding.code()).collect();
        if found != [*code] {
            wrong.push(format!("{}: {found:?}\n{}", code.key(), excerpt(&archive)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n\n"));
}
