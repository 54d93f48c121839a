//! Which paths each commit touched: `git diff-tree`, raw, without renames, so that no file's
//! content is looked at and nothing is asked to show a difference.

use super::call::{Git, Seat, broken};
use super::history::missing;
use crate::diag::past::PastStop;
use std::io::{BufRead, BufReader, BufWriter, Write};

/// A path that a commit touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Touched {
    pub(super) path: String,
    /// It was in none of the commit's parents.
    pub(super) is_added: bool,
    /// What lies there now; nothing where it is gone.
    pub(super) id: Option<String>,
}

const ARGS: [&str; 10] = [
    "diff-tree",
    "--stdin",
    "--root",
    "-r",
    "-c",
    "--raw",
    "-z",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
];

/// Calls `visit` with each commit (its place in `ids`) and what it touched. Of a merge only what
/// it holds otherwise than every parent: the rest was touched by the commits it merges. Only what
/// lies in `folders`, where any are given. An id may be followed by others: then these are the
/// commit's parents.
pub(super) fn touched(
    git: &Git,
    seat: &Seat,
    ids: &[&str],
    folders: &[String],
    mut visit: impl FnMut(usize, Touched),
) -> Result<(), PastStop> {
    ask(git, seat, &ARGS, ids, folders, |output| walk(output, ids, &mut visit))
}

/// Runs `git diff-tree`: `lines` go in, `read` takes what comes out.
pub(super) fn ask<L: AsRef<str> + Sync>(
    git: &Git,
    seat: &Seat,
    args: &[&str],
    lines: &[L],
    folders: &[String],
    read: impl FnOnce(&mut dyn BufRead) -> std::io::Result<()>,
) -> Result<(), PastStop> {
    let mut args: Vec<&str> = args.to_vec();
    args.push("--");
    args.extend(folders.iter().map(String::as_str));
    let mut child = git.start(seat, &args)?;
    let output = child.stdout.take();
    let done = std::thread::scope(|scope| {
        if let Some(input) = child.stdin.take() {
            let mut input = BufWriter::new(input);
            scope.spawn(move || {
                // A program that ended early is noticed by how it ended.
                let _ = lines.iter().try_for_each(|line| writeln!(input, "{}", line.as_ref()));
                let _ = input.flush();
            });
        }
        let Some(output) = output else { return Ok(()) };
        read(&mut BufReader::with_capacity(1 << 16, output))
    });
    let ended = child.wait();
    match (done, ended) {
        (Ok(()), Ok(status)) if status.success() => Ok(()),
        // The only thing it may lack is an object: it was given commits that are there.
        (Ok(()), Ok(status)) if status.code() == Some(128) => Err(missing(seat, "")),
        (Ok(()), Ok(status)) => Err(broken(seat, &status.to_string())),
        (Err(error), _) | (Ok(()), Err(error)) => Err(broken(seat, &error.to_string())),
    }
}

/// The answer is a row of words that end with NUL: a commit's id, then for each path its modes, ids
/// and letters after one or more colons, then the path.
fn walk(
    output: &mut dyn BufRead,
    ids: &[&str],
    visit: &mut impl FnMut(usize, Touched),
) -> std::io::Result<()> {
    let (mut next, mut current) = (0, 0);
    let mut word = Vec::new();
    loop {
        word.clear();
        if output.read_until(0, &mut word)? == 0 {
            return Ok(());
        }
        if word.first() != Some(&b':') {
            // Commits come in the order asked for; those that touched nothing are left out.
            let is_it = |line: &&str| {
                let id = line.split(' ').next().unwrap_or_default();
                word.strip_suffix(b"\0") == Some(id.as_bytes())
            };
            let found = ids.get(next..).unwrap_or_default().iter().position(is_it);
            let found = found.ok_or_else(|| std::io::Error::other("an unknown commit"))?;
            current = next + found;
            next = current + 1;
            continue;
        }
        let letters = word.rsplit(|byte| *byte == b' ').next().unwrap_or_default();
        let letters = letters.strip_suffix(b"\0").unwrap_or(letters);
        let is_added = letters.iter().all(|letter| *letter == b'A');
        let id = word.rsplit(|byte| *byte == b' ').nth(1).map(String::from_utf8_lossy);
        let id = id.filter(|id| !id.bytes().all(|b| b == b'0')).map(|id| id.into_owned());
        word.clear();
        output.read_until(0, &mut word)?;
        let path = String::from_utf8_lossy(word.strip_suffix(b"\0").unwrap_or(&word)).into_owned();
        visit(current, Touched { path, is_added, id });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn additions_deletions_and_merges_are_told_apart() {
        let answer = "aa\0:000000 100644 0 1 A\0a\0:100644 000000 1 0 D\0b 客\0\
                      cc\0::000000 000000 100644 0 0 2 AA\0c\0::100644 100644 100644 1 2 3 MM\0d\0";
        let mut seen = Vec::new();
        let mut visit = |commit, t: Touched| seen.push((commit, t.path, t.is_added, t.id));
        walk(&mut answer.as_bytes(), &["aa", "bb", "cc 99"], &mut visit).unwrap();
        let id = |id: &str| Some(id.to_owned());
        let expected = [
            (0, "a", true, id("1")),
            (0, "b 客", false, None),
            (2, "c", true, id("2")),
            (2, "d", false, id("3")),
        ];
        assert_eq!(seen, expected.map(|(c, path, added, id)| (c, path.to_owned(), added, id)));
    }
}
