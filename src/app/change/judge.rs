//! What a change brings: the findings of the archive as it would be that it does not have today.
//! What was wrong before, anywhere, hinders no change.

use crate::archive::files::Files;
use crate::archive::load::{Depth, load};
use crate::check;
use crate::diag::{Finding, Problem, Severity};
use crate::domain::book::Book;
use crate::domain::time::Date;
use std::collections::BTreeMap;

/// Errors and warnings that are new, held against the whole archive; and the archive as it would
/// be.
pub fn judge(
    before: &Files,
    after: &Files,
    moves: &[(String, String)],
    today: Date,
) -> (Vec<Finding>, Option<Book>) {
    let (mut found, book) = checked(after, today);
    if found.is_empty() {
        return (found, book);
    }
    // The archive is checked a second time only where there is something to compare.
    let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
    for finding in checked(before, today).0 {
        let moved = moves.iter().find(|(from, _)| *from == finding.place.path);
        let path = moved.map_or(finding.place.path, |(_, to)| to.clone());
        *known.entry((path, essence(&finding.problem))).or_default() += 1;
    }
    found.retain(|finding| {
        let key = (finding.place.path.clone(), essence(&finding.problem));
        match known.get_mut(&key) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            Some(_) | None => true,
        }
    });
    (found, book)
}

fn checked(files: &Files, today: Date) -> (Vec<Finding>, Option<Book>) {
    let loaded = load(files, Depth::Full);
    let mut findings = check::check(files, &loaded, today);
    // What is waived is let stand.
    findings.retain(|finding| finding.severity != Severity::Note);
    (findings, loaded.book)
}

/// What is wrong, whatever its position in a list: an entry that goes moves the others up.
fn essence(problem: &Problem) -> String {
    if matches!(problem, Problem::CrlfLineEndings { .. }) {
        return problem.code().key().to_owned();
    }
    let told = format!("{problem:?}");
    let mut essence = String::with_capacity(told.len());
    let mut after_dot = false;
    for character in told.chars() {
        if !(after_dot && character.is_ascii_digit()) {
            after_dot = character == '.';
            essence.push(character);
        }
    }
    essence
}
