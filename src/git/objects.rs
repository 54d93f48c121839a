//! Objects by their ids, many at once: `git cat-file --batch`, with as many programs as there are
//! processors. Ids go in by one thread and objects come out by another, since a pipe holds little.

use super::call::{Git, Seat, broken};
use crate::diag::past::PastStop;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::Child;

/// What lies under an id.
#[derive(Debug)]
pub(super) enum Found {
    Content(Vec<u8>),
    /// Larger than the limit asked for; its size.
    TooLarge(u64),
    Missing,
}

/// An id and the size above which its content is not wanted.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) id: String,
    pub(super) limit: u64,
}

impl Wanted {
    pub(super) fn whole(id: impl Into<String>) -> Self {
        Self { id: id.into(), limit: u64::MAX }
    }
}

/// Programs that read at once, and the fewest objects worth a program of their own.
const PROGRAMS_MAX: usize = 4;
const SHARE_MIN: usize = 500;

/// The objects in the order asked for.
pub(super) fn read(git: &Git, seat: &Seat, wanted: &[Wanted]) -> Result<Vec<Found>, PastStop> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let programs = processors.min(PROGRAMS_MAX).min(wanted.len() / SHARE_MIN).max(1);
    let share = wanted.len().div_ceil(programs);
    let parts: Vec<Result<Vec<Found>, PastStop>> = std::thread::scope(|scope| {
        let parts: Vec<_> = wanted.chunks(share).collect();
        let readers: Vec<_> =
            parts.into_iter().map(|part| scope.spawn(move || read_part(git, seat, part))).collect();
        let lost = || Err(broken(seat, "a reader ended early"));
        readers.into_iter().map(|reader| reader.join().unwrap_or_else(|_| lost())).collect()
    });
    let mut found = Vec::with_capacity(wanted.len());
    for part in parts {
        found.extend(part?);
    }
    Ok(found)
}

/// Those of the ids under which there is an object.
pub(super) fn existing(git: &Git, seat: &Seat, ids: Vec<String>) -> Result<Vec<String>, PastStop> {
    let wanted: Vec<Wanted> = ids.into_iter().map(|id| Wanted { id, limit: 0 }).collect();
    let found = read(git, seat, &wanted)?;
    let there = wanted.into_iter().zip(found).filter(|(_, found)| !matches!(found, Found::Missing));
    Ok(there.map(|(wanted, _)| wanted.id).collect())
}

fn read_part(git: &Git, seat: &Seat, wanted: &[Wanted]) -> Result<Vec<Found>, PastStop> {
    let mut child = git.start(seat, &["cat-file", "--batch", "--buffer"])?;
    let outcome = std::thread::scope(|scope| {
        if let Some(input) = child.stdin.take() {
            let mut input = BufWriter::new(input);
            scope.spawn(move || {
                // A program that ended early is noticed by what it did not answer.
                let _ = wanted.iter().try_for_each(|one| writeln!(input, "{}", one.id));
                let _ = input.flush();
            });
        }
        answers(&mut child, wanted)
    });
    let ended = child.wait();
    match (outcome, ended) {
        (Ok(found), Ok(status)) if status.success() => Ok(found),
        (Err(error), _) | (Ok(_), Err(error)) => Err(broken(seat, &error.to_string())),
        (Ok(_), Ok(status)) => Err(broken(seat, &status.to_string())),
    }
}

fn answers(child: &mut Child, wanted: &[Wanted]) -> io::Result<Vec<Found>> {
    let Some(output) = child.stdout.take() else { return Ok(Vec::new()) };
    let mut output = BufReader::with_capacity(1 << 16, output);
    let mut line = String::new();
    let mut answer = |wanted: &Wanted| {
        line.clear();
        output.read_line(&mut line)?;
        // `<id> <type> <size>`, or `<what was asked> missing`.
        let mut words = line.trim_end().rsplit(' ');
        let size = match words.next() {
            Some("missing") => return Ok(Found::Missing),
            Some(size) if line.ends_with('\n') => size.parse::<u64>().map_err(io::Error::other)?,
            _ => return Err(io::Error::from(io::ErrorKind::UnexpectedEof)),
        };
        if size > wanted.limit {
            io::copy(&mut (&mut output).take(size + 1), &mut io::sink())?;
            return Ok(Found::TooLarge(size));
        }
        let mut content = vec![0; usize::try_from(size).map_err(io::Error::other)?];
        output.read_exact(&mut content)?;
        let mut end = [0];
        output.read_exact(&mut end)?;
        Ok(Found::Content(content))
    };
    wanted.iter().map(&mut answer).collect()
}
