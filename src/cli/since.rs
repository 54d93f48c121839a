//! `check --since`: the earlier state, what was wrong in it, and what was done to records since.

use super::check::arrivals;
use super::context::{Context, Stop};
use crate::archive::files::Files;
use crate::archive::load::{Depth, load};
use crate::check::{self, tamper};
use crate::diag::Finding;
use crate::domain::book::Book;
use crate::domain::record::archive::EvidenceSource;
use crate::domain::time::Date;
use crate::git::State;

/// An earlier state, as far as findings are held against it.
pub(super) struct Earlier {
    pub(super) files: Files,
    /// What was wrong in it.
    pub(super) findings: Vec<Finding>,
    /// What was done to records since that should not have been.
    pub(super) done: Vec<Finding>,
}

/// Reads the earlier state. Both states are judged as of the same day, so that time alone brings
/// nothing new; a commit without an archive is one in which nothing was wrong yet.
pub(super) fn earlier(
    context: &mut Context<'_, '_, '_>,
    given: &str,
    state: Option<&State>,
    files: &Files,
    book: Option<&Book>,
    today: Date,
) -> Result<Earlier, Stop> {
    let (earlier, later) = context.earlier(given, state)?;
    let then = earlier.state.read()?;
    let loaded = load(&then, Depth::Full);
    let arrivals = arrivals(context, loaded.book.as_ref(), Some(&earlier.state))?;
    let findings = check::check_with(&then, &loaded, today, arrivals);
    let lost = earlier.lost.iter().map(|lost| tamper::rewritten(&lost.commit, &lost.mount));
    let mut done: Vec<Finding> = lost.collect();
    if let Some(book) = book.filter(|book| is_proved(book, loaded.book.as_ref())) {
        let turns = later.turns_since(&earlier.state, book.zone, tamper::reads)?;
        let past = tamper::Past { files: &then, book: loaded.book.as_ref(), turns: &turns };
        let now = tamper::Present { files, book, today };
        done.extend(tamper::check(past, now));
        let late = tamper::late(past, now);
        if !late.is_empty() {
            let arrivals = later.evidence(loaded.book.as_ref().unwrap_or(book))?.arrivals;
            done.extend(tamper::back_dated(&late, &arrivals.unwrap_or_default(), now));
        }
    }
    Ok(Earlier { files: then, findings, done })
}

/// Whether Git is asked what happened (rules §5). Whoever declares the dates from now on does not
/// declare what was done before.
fn is_proved(book: &Book, then: Option<&Book>) -> bool {
    let declares = |book: &Book| book.archive.evidence == Some(EvidenceSource::Declared);
    !(declares(book) && then.is_none_or(declares))
}
