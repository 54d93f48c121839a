//! Whether every branch is there: a federated archive of which a branch was not cloned gives
//! figures without it.

use super::context::{Context, Opened, Stop};
use crate::diag::past::{PastRefusal, PastStop};
use crate::git::{At, State};
use crate::report::history_phrase::HistoryPhrase;
use std::fs;
use std::path::Path;

impl Context<'_, '_, '_> {
    /// For commands that compute of all branches: refuses where headquarters' commit names a branch
    /// that is not here, and tells of a branch's folder that is empty.
    pub(super) fn whole(&mut self, opened: &Opened) -> Result<(), Stop> {
        if let Some(state) = &opened.state {
            return Ok(state.refuse_absent_branch()?);
        }
        let branches = branches(&self.folder()?);
        // Only an archive that is divided, or that looks so, has Git to be asked.
        if branches.iter().all(|(_, holds)| *holds == Holds::Files) {
            return Ok(());
        }
        let head = |repositories: crate::git::Repositories| repositories.state(&At::Head);
        let state = self.repositories().ok().flatten().map(head);
        let found = state.map(|state| state.and_then(|state| State::refuse_absent_branch(&state)));
        // What else is wrong with Git does not concern the records on the disk.
        if let Some(Err(PastStop::Refused(refusal @ PastRefusal::BranchAbsent { .. }))) = found {
            return Err(PastStop::Refused(refusal).into());
        }
        for (branch, _) in branches.into_iter().filter(|(_, holds)| *holds == Holds::Nothing) {
            let warning = self.lang.phrase(&HistoryPhrase::EmptyBranch { branch }.into());
            self.note(&warning);
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    Files,
    Repository,
}

/// The folders of branches, by name.
fn branches(archive: &Path) -> Vec<(String, Holds)> {
    let Ok(entries) = fs::read_dir(archive.join("branches")) else { return Vec::new() };
    let mut found: Vec<(String, Holds)> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| {
            let holds = match fs::read_dir(entry.path()).is_ok_and(|mut all| all.next().is_none()) {
                true => Holds::Nothing,
                false if entry.path().join(".git").exists() => Holds::Repository,
                false => Holds::Files,
            };
            (entry.file_name().to_string_lossy().into_owned(), holds)
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}
