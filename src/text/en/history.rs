//! Sentences about history, differences and promotions, and why they cannot be told.

use super::phrase::counted;
use crate::diag::history::HistoryRefusal;
use crate::domain::keyword::Keyword;
use crate::report::history_phrase::{HistoryPhrase, SideName};
use crate::text::{Lang, Message, shown};

pub fn phrase(phrase: &HistoryPhrase) -> String {
    match phrase {
        HistoryPhrase::Of { what, commits, shown: some } => {
            let part =
                if some < commits { format!(", the last {some} of them") } else { String::new() };
            let commits = counted(*commits, "commit", "commits");
            let what = match &what.name {
                Some(name) => format!("{} {}", shown(name), what.id),
                None => what.id.clone(),
            };
            format!("History of {what} ({commits}{part}, newest first)")
        }
        HistoryPhrase::NotCommitted => "not committed".to_owned(),
        HistoryPhrase::EvidenceGrades => "Evidence: A server receipt, B observation, \
                                          C commit date (self-declared)"
            .to_owned(),
        HistoryPhrase::NothingIn { since, until } => match (since, until) {
            (Some(since), Some(until)) => format!("No changes from {since} to {until}"),
            (Some(since), None) => format!("No changes since {since}"),
            (None, Some(until)) => format!("No changes until {until}"),
            (None, None) => "No changes".to_owned(),
        },
        HistoryPhrase::OriginsUnknown { why } => {
            format!("The commits that set the values are not shown: {why}")
        }
        HistoryPhrase::OverrideSet { by, at, commit } => {
            format!("The override was written by {} on {at} (commit {commit})", shown(by))
        }
        HistoryPhrase::Promotions { from, to, promoted, demoted } => {
            let (from, to) = (side(from), side(to));
            format!("Promoted {promoted}, demoted {demoted}, from {from} to {to}")
        }
        HistoryPhrase::TimePassed => "passage of time, no commit".to_owned(),
        HistoryPhrase::ByPolicy => "the policy changed, not the records".to_owned(),
        HistoryPhrase::Between { from, to } => {
            format!("Changes from {} to {}", side(from), side(to))
        }
        HistoryPhrase::Movements { changes } => {
            format!("Changes in detail ({changes})")
        }
        HistoryPhrase::Fields { records } => {
            format!("Changes key by key ({})", counted(*records, "record", "records"))
        }
        HistoryPhrase::Total => "total".to_owned(),
        HistoryPhrase::NothingMoved => {
            "No client, grade, complaint or fact changed; `--fields` shows changes of every key"
                .to_owned()
        }
        HistoryPhrase::EmptyBranch { branch } => format!(
            "warning: `branches/{}` is empty, so the branch is not counted; if it is a repository \
             of its own, first `git clone URL branches/{0}`",
            shown(branch)
        ),
        HistoryPhrase::PredicateTurned { predicate, from, to } => {
            let [name, from, to] =
                [Lang::En.word(*predicate), Lang::En.word(*from), Lang::En.word(*to)];
            format!("{} {name}: {from} → {to}", predicate.key())
        }
        HistoryPhrase::OverrideTurned => "override".to_owned(),
        HistoryPhrase::OverrideApproved { by, reason } => {
            format!("approved by {}: {}", shown(by), shown(reason))
        }
    }
}

/// A state of the archive.
fn side(side: &SideName) -> String {
    let Some(given) = &side.given else { return format!("the archive now ({})", side.as_of) };
    let is_said = *given == side.as_of.to_string();
    // A commit named by its id is not told twice.
    if side.commit.as_ref().is_some_and(|commit| given.starts_with(commit.as_str())) {
        let commit = side.commit.as_deref().unwrap_or_default();
        return format!("commit {commit} (as of {})", side.as_of);
    }
    let commit = side.commit.as_ref().map(|commit| format!("commit {commit}"));
    let as_of = (!is_said).then(|| format!("as of {}", side.as_of));
    let notes: Vec<String> = commit.into_iter().chain(as_of).collect();
    format!("{} ({})", shown(given), notes.join(", "))
}

pub fn refusal(refusal: &HistoryRefusal) -> Message {
    match refusal {
        HistoryRefusal::NoRepository { folder } => {
            Message::new(format!("`{folder}` is not in a Git repository: there is no history"))
                .help("run `git init` and commit the archive; history begins there")
        }
        HistoryRefusal::BadRange { given } => {
            Message::new(format!("`{given}` is neither a range of days nor two revisions")).help(
                "write `2026-03-31..2026-06-30`, `2026Q1..2026Q2` or `v1..HEAD`; one alone is \
                 compared with now",
            )
        }
        HistoryRefusal::UnknownState { given } => Message::new(format!(
            "`{given}` is neither a date nor a period, and no commit, tag or branch has that name"
        ))
        .help(
            "write a day such as `2026-06-30`, a period such as `2026Q2`, or a commit's id, a \
             tag, a branch, `HEAD~1`",
        ),
        HistoryRefusal::NeverThere { given } => Message::new(format!(
            "there is no `{given}`, neither in the archive nor in its history"
        ))
        .help("find clients with `kebu client search`, or write the whole id"),
    }
}
