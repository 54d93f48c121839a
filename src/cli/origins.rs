//! Who set the values that an explanation names, as far as history is asked: not in an archive
//! that lies in no repository or says that declared dates count.

use super::context::{Context, Opened, Stop};
use crate::app::history::Subject;
use crate::app::origin::{self, Origin, Source};
use crate::diag::Refusal;
use crate::diag::past::PastStop;
use crate::domain::book::Book;
use crate::git::{State, Trail};
use crate::report::history_phrase::HistoryPhrase;
use crate::report::origins::Origins;
use std::collections::BTreeSet;

impl Context<'_, '_, '_> {
    /// Where each value was set; none where history is not asked. Where it cannot be read, as in a
    /// shallow clone, the explanation stands without it, and the user is told.
    pub(super) fn origins(
        &mut self,
        opened: &Opened,
        sources: &BTreeSet<Source>,
    ) -> Result<Option<Origins>, Stop> {
        let read = self.proof(&opened.book, opened.state.as_ref());
        let trail = read.and_then(|state| match state {
            Some(state) => Ok(Some(trail(&state, &opened.book, sources)?)),
            None => Ok(None),
        });
        let why = match trail {
            Ok(None) => return Ok(None),
            Ok(Some(trail)) => {
                let found = origin::origins(&trail, &opened.files, sources);
                let commit = |origin: Origin| match origin {
                    Origin::Commit { commit, .. } => Some(commit),
                    Origin::NotCommitted => None,
                };
                let commits = found.into_iter().map(|(source, origin)| (source, commit(origin)));
                let redact = self.env.var("CI").is_some();
                return Ok(Some(Origins { commits: commits.collect(), redact }));
            }
            Err(Stop::Refusal(refusal @ Refusal::Past(_))) => self.lang.refusal(&refusal).text,
            Err(Stop::Fault(fault)) => self.lang.fault(&fault).text,
            Err(stop) => return Err(stop),
        };
        let message = self.lang.phrase(&HistoryPhrase::OriginsUnknown { why }.into());
        self.note(&message);
        Ok(None)
    }
}

/// What became of the records that hold the values.
pub(super) fn trail(
    state: &State,
    book: &Book,
    sources: &BTreeSet<Source>,
) -> Result<Trail, PastStop> {
    let paths: BTreeSet<&str> = sources.iter().map(|(path, _)| path.as_str()).collect();
    let mut subject = Subject::at(&paths);
    // A client comes from another branch's repository with its contact persons.
    let branches = book.records.branches.keys().filter(|_| state.is_nested());
    for branch in branches {
        subject.look_in(format!("branches/{branch}/clients"));
        subject.look_in(format!("branches/{branch}/contacts"));
    }
    let is_one = |path: &str| subject.is_one(path);
    state.trail(&subject.search(&is_one, true))
}
