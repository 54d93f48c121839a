//! What a return is told against: the branch as it was when the last return was committed; without
//! Git, the records whose dates lie in the period (rules §5).

use super::super::context::{Context, Stop};
use super::super::record::desk::Desk;
use super::place::Place;
use crate::app::submit;
use crate::archive::compare::{RecordChange, compare};
use crate::archive::files::{Content, Files};
use crate::domain::book::return_path;
use crate::domain::id::BranchId;
use crate::domain::period::Month;
use crate::domain::record::archive::EvidenceSource;
use crate::domain::returns::{Evidence, return_period};
use crate::git::{Git, Repositories};
use crate::report::submission::Base;

/// The changes that a return of the month reports, and since when.
pub fn changes(
    context: &Context<'_, '_, '_>,
    desk: &Desk,
    branch: &BranchId,
    month: Month,
    place: &Place<'_>,
    evidence: &Evidence,
) -> Result<(Base, Vec<RecordChange>), Stop> {
    let told = match last_return(desk, branch, month, place)? {
        Some((month, commit)) => {
            let before = context.branch_at(desk, branch, &commit)?;
            let commit = commit.get(..8).unwrap_or(&commit).to_owned();
            let changes = submit::of_branch(compare(&before, &desk.files), branch);
            Some((Base::Return { month, commit }, changes))
        }
        None if place.is_in_git() => {
            let changes = submit::of_branch(compare(&Files::default(), &desk.files), branch);
            Some((Base::Nothing, changes))
        }
        None => None,
    };
    // Where dates are declared they say what belongs to a month: records that came into Git with
    // the last return, or all at once, are told by them.
    let is_declared = desk.book.archive.evidence == Some(EvidenceSource::Declared);
    match told {
        Some((base @ Base::Return { .. }, changes)) if !is_declared || is_news(&changes) => {
            Ok((base, changes))
        }
        Some(told) if !is_declared => Ok(told),
        Some(_) | None => Ok(dated(desk, branch, month, evidence)),
    }
}

fn is_news(changes: &[RecordChange]) -> bool {
    changes.iter().any(|change| submit::is_counted(change.kind))
}

/// The records whose main date lies in the month's period (rules §5, without Git).
fn dated(
    desk: &Desk,
    branch: &BranchId,
    month: Month,
    evidence: &Evidence,
) -> (Base, Vec<RecordChange>) {
    let (from, until) = return_period(month, desk.book.policy.returns.cutoff_day);
    let until = until.min(desk.today);
    let paths = evidence.changed_paths(branch, from, until);
    let files = paths.filter_map(|path| match &desk.files.get(path)?.content {
        Content::Bytes(bytes) => Some((path, bytes.clone())),
        _ => None,
    });
    let changes = compare(&Files::default(), &Files::from_pairs(files));
    (Base::Dates { from, until }, submit::of_branch(changes, branch))
}

/// The return of the latest earlier month that was committed, with the commit that first held it:
/// a correction of it reports nothing new.
fn last_return(
    desk: &Desk,
    branch: &BranchId,
    month: Month,
    place: &Place<'_>,
) -> Result<Option<(Month, String)>, Stop> {
    let Some(repository) = place.repository() else { return Ok(None) };
    let earlier = desk.book.records.returns.keys().rev();
    let earlier = earlier.filter(|(of, other)| of == branch && *other < month);
    for (_, earlier) in earlier {
        let path = return_path(branch, *earlier);
        if let Some(commit) = repository.added_by(place.inside(&path))? {
            return Ok(Some((*earlier, commit)));
        }
    }
    Ok(None)
}

impl Context<'_, '_, '_> {
    /// The archive as it was at a commit of the repository that holds the branch; only the branch,
    /// where that repository is its own.
    fn branch_at(&self, desk: &Desk, branch: &BranchId, commit: &str) -> Result<Files, Stop> {
        let repositories = Repositories::of_folder(Git::new(&self.env.vars), &desk.root)?;
        match repositories {
            Some(repositories) => Ok(repositories.with_branch(branch.as_str(), commit)?.read()?),
            None => Ok(Files::default()),
        }
    }
}
