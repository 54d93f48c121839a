//! Words of issuing and verifying.

use crate::diag::issue::IssueRefusal;
use crate::domain::record::Kind;
use crate::report::issue::{IssueSaying, Reason};
use crate::report::ranking_comparison::NoData;
use crate::text::{Lang, Message};

pub fn saying(saying: &IssueSaying) -> String {
    match saying {
        IssueSaying::Issued { kind, period, as_of, commit, restatement } => format!(
            "issued: {} of {period}, as of {as_of}, at commit {commit}",
            named(*kind, *restatement)
        ),
        IssueSaying::WouldIssue { kind, period, as_of, commit, restatement } => format!(
            "would issue: {} of {period}, as of {as_of}, at commit {commit}; nothing was written",
            named(*kind, *restatement)
        ),
        IssueSaying::CommitIt { path, kind, period } => format!(
            "it becomes evidence once it is committed: \
             `git add {path} && git commit -m \"Issue the {} of {period}\" -- {path}`",
            short_name(*kind)
        ),
        IssueSaying::Verified { period, results, equal } if results == equal => {
            format!("Verification of {period}: {}, all equal", results_issued(*results))
        }
        IssueSaying::Verified { period, results, equal } => format!(
            "Verification of {period}: {}, {} failed",
            results_issued(*results),
            results - equal
        ),
        IssueSaying::Named { kind, period, restatement } => {
            format!("{} of {period}", named(*kind, *restatement))
        }
        IssueSaying::Equal => "equal".to_owned(),
        IssueSaying::NotEqual { differences: 0 } => "not proved".to_owned(),
        IssueSaying::NotEqual { differences: 1 } => "not equal, 1 figure".to_owned(),
        IssueSaying::NotEqual { differences } => format!("not equal, {differences} figures"),
        IssueSaying::EqualSentence { path, commit } => {
            format!("{path}: computed again at commit {commit}, identical byte for byte")
        }
        IssueSaying::NotCommittedYet { path } => {
            format!("{path} is not committed yet; it becomes evidence only then")
        }
        IssueSaying::Differences { path, differences: 0 } => format!("{path}: not proved"),
        IssueSaying::Differences { path, differences: 1 } => {
            format!("{path}: 1 figure differs from what is computed now")
        }
        IssueSaying::Differences { path, differences } => {
            format!("{path}: {differences} figures differ from what is computed now")
        }
        IssueSaying::Reason { path, reason } => reason_text(path, reason),
        IssueSaying::ComparedWithIssued { previous, path } => {
            format!("Compared with {previous}, as issued in {path}")
        }
        IssueSaying::ComparedWithArchive { previous, on } => {
            format!(
                "Compared with {previous}: not issued, so computed from the archive as of \
                 {on} (Git)"
            )
        }
        IssueSaying::NotCompared { previous, why } => {
            format!("Compared with {previous}: no data; {}", no_data(why))
        }
        IssueSaying::Gone { branches } => {
            format!("Ranked in the previous period but not in this one: {}", branches.join(", "))
        }
        IssueSaying::MovesUnknown => {
            "The commit of the issued ranking is not in this clone, so clients promoted and \
             demoted cannot be listed"
                .to_owned()
        }
        IssueSaying::NewBranch => "new".to_owned(),
        IssueSaying::RanksMoved { up: 0 } => "same".to_owned(),
        IssueSaying::RanksMoved { up } if *up > 0 => format!("up {up}"),
        IssueSaying::RanksMoved { up } => format!("down {}", -up),
        IssueSaying::ClientsMoved { previous, promoted, demoted } => {
            format!("Grades changed since {previous}: {promoted} promoted, {demoted} demoted")
        }
    }
}

fn results_issued(results: usize) -> String {
    if results == 1 { "1 issued result".to_owned() } else { format!("{results} issued results") }
}

fn no_data(why: &NoData) -> String {
    match why {
        NoData::NotFromGit => {
            "none was issued, and the archive does not use Git as evidence".to_owned()
        }
        NoData::NothingYet => "none was issued, and there was no archive then".to_owned(),
        NoData::Unreadable => {
            "none was issued, and the archive of that day has records that cannot be read"
                .to_owned()
        }
        NoData::Git { why } => format!("none was issued, and {why}"),
    }
}

fn reason_text(path: &str, reason: &Reason) -> String {
    match reason {
        Reason::NotAsWritten => format!("{path} is not as kebu wrote it: somebody has edited it"),
        Reason::TakenAway { commits } if commits.is_empty() => format!(
            "{path} was deleted (not committed), so what it held was verified; bring it back: \
             `git restore --source=HEAD -- {path}`"
        ),
        Reason::TakenAway { commits } => format!(
            "{path} was taken away after it was issued, in {}, so what was issued was verified; \
             bring it back: `git restore --source={}~1 -- {path}`",
            commits.join(", "),
            commits.last().map_or("", String::as_str)
        ),
        Reason::Edited { commits } => {
            format!("{path} was edited after it was issued, in {}", commits.join(", "))
        }
        Reason::EditedHere => {
            format!("{path} differs from what was last committed: it was edited and not committed")
        }
        Reason::PolicyDiffers { recorded, found } => format!(
            "another policy: the issued result records SHA-256 {}…, the commit has {}…",
            head(recorded),
            head(found)
        ),
        Reason::AsOfDiffers { recorded, found } => {
            format!(
                "another as-of date: the issued result says {recorded}, by the policy it should \
                 be {found}"
            )
        }
        Reason::OtherTool { recorded, now } => format!(
            "it was issued by version {recorded} of kebu, this is {now}: the difference may come \
             from that"
        ),
        Reason::NotJson => format!("the result in {path} cannot be read"),
        Reason::NoCommit { path, commit } => format!(
            "commit {commit} is not in {}, so nothing can be computed; run `git fetch` first",
            repository(path)
        ),
        Reason::NoProof { path, name } => format!(
            "{} lacks {name}, the {} on which the result rests: arrivals cannot be computed; \
             run {} first",
            repository(path),
            if name.ends_with("receipts") { "receipts" } else { "observations" },
            fetch_proofs(path)
        ),
        Reason::NoRepository { path } => {
            format!(
                "{path} is not a separate repository here, so nothing can be computed; clone it \
                 first"
            )
        }
        Reason::NotInHistory { path, commit } => format!(
            "commit {commit} is no longer in the history of {}: history was rewritten",
            repository(path)
        ),
        Reason::Unreadable { errors } => {
            format!(
                "at that commit {errors} errors keep records from being read, so nothing can be \
                 computed"
            )
        }
    }
}

fn repository(path: &str) -> String {
    match path {
        "." => "the archive's repository".to_owned(),
        path => format!("the repository of {path}"),
    }
}

/// The command that fetches receipts and observations: a plain clone has none.
fn fetch_proofs(path: &str) -> String {
    let there = if path == "." { String::new() } else { format!("-C {path} ") };
    format!("`git {there}fetch origin 'refs/kebu/*:refs/kebu/*'`")
}

/// The beginning of a hash, enough to compare.
fn head(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

/// The ranking or the assessment; a restatement says which.
fn named(kind: Kind, restatement: u32) -> String {
    let name = short_name(kind);
    match restatement {
        0 => name.to_owned(),
        number => format!("{name} (restatement {number})"),
    }
}

fn short_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Ranking => "ranking",
        Kind::Assessment => "assessment",
        other => Lang::En.word(other),
    }
}

pub fn refusal(refusal: &IssueRefusal) -> Message {
    match refusal {
        IssueRefusal::NoRepository { folder } => Message::new(format!(
            "`{folder}` is not in a Git repository: there is no commit for a result to rest on"
        ))
        .help("keep the archive in Git and commit it, then issue"),
        IssueRefusal::Uncommitted { paths } => {
            let count = paths.len();
            let files = if count == 1 { "file is" } else { "files are" };
            Message::new(format!(
                "{count} {files} not as committed, so nothing was issued: {}",
                listed(paths)
            ))
            .help("commit the changes, or put them aside with `git stash -u`, then issue")
        }
        IssueRefusal::FindingsStand { errors } => {
            let errors = if *errors == 1 { "1 error".into() } else { format!("{errors} errors") };
            Message::new(format!("the records have {errors}, so nothing was issued"))
                .help("run `kebu check`, mend the records and commit them, then issue")
        }
        IssueRefusal::NotOver { period, over_on, today } => Message::new(format!(
            "{period} ends on {over_on} and today is {today}: the result may still change, \
             nothing was issued"
        ))
        .help(format!("issue it on {over_on} or later")),
        IssueRefusal::AlreadyIssued { command, path, issued_on } => Message::new(format!(
            "already issued on {issued_on} (`{path}`), and what is issued is never overwritten"
        ))
        .help(format!("give a reason to issue a restatement beside it: `{command} --reason TEXT`")),
        IssueRefusal::NothingToRestate { command, period } => {
            Message::new(format!("nothing was issued for {period} that could be restated"))
                .help(format!("leave out `--reason`: `{command}`"))
        }
        IssueRefusal::NothingRestated { path } => {
            Message::new(format!("the result is the same as in `{path}`: nothing to restate"))
        }
        IssueRefusal::NothingIssued { period, near } => {
            Message::new(format!("no ranking or assessment has been issued for {period}"))
                .maybe_help(
                    (!near.is_empty())
                        .then(|| format!("choose a period that has one: {}", near.join(", "))),
                )
        }
        IssueRefusal::PolicyInvalid { file, errors } => {
            let errors = if *errors == 1 { "1 error".into() } else { format!("{errors} errors") };
            Message::new(format!("as a policy `{file}` has {errors}, so nothing was computed"))
                .help(format!("mend `{file}`; `kebu policy show` lists every key"))
        }
        IssueRefusal::NotVerified { period, kind } => Message::new(format!(
            "the {} issued for {period} fails verification, so no papers were made",
            short_name(*kind)
        ))
        .help(format!("run `kebu verify {period}`")),
    }
}

/// The first few; of the rest only the number.
fn listed(paths: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = paths.iter().take(SHOWN).map(|path| format!("`{path}`")).collect();
    let more = paths.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}
