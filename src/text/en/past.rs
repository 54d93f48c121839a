//! Why Git cannot answer.

use crate::diag::past::PastRefusal;
use crate::text::Message;

pub fn refusal(refusal: &PastRefusal) -> Message {
    match refusal {
        PastRefusal::NoRepository { folder } => Message::new(format!(
            "`{folder}` is not in a Git repository: there is no history to read"
        ))
        .help("leave out `--at` or `--since` to read the archive as it is"),
        PastRefusal::ForeignOwner { folder } => Message::new(format!(
            "the Git repository in `{folder}` belongs to another user, so Git does not read it"
        ))
        .help(format!("run `git config --global --add safe.directory '{folder}'` if you trust it")),
        PastRefusal::UnknownRevision { given } => {
            Message::new(format!("`{given}` is neither a commit, tag or branch nor a date"))
                .help("write a date like `2026-06-30`, a commit, a tag, a branch or `HEAD~1`")
        }
        PastRefusal::NotACommit { given } => {
            Message::new(format!("`{given}` does not name a commit"))
                .help("write a commit, a tag or a branch")
        }
        PastRefusal::NoCommit { folder } => {
            Message::new(format!("the Git repository in `{folder}` has no commit yet"))
                .help("commit the archive before looking at its history")
        }
        PastRefusal::NothingArrived { date, first_on } => Message::new(format!(
            "nothing had arrived by the end of {date}; the first commit arrived on {first_on}"
        ))
        .help(format!("write {first_on} or a later date")),
        PastRefusal::NoArchiveThere { commit, folder } if folder.is_empty() => {
            Message::new(format!("the commit `{commit}` holds no archive (archive.toml)"))
                .help("name its folder in the repository with `-C DIR`, or another commit")
        }
        PastRefusal::NoArchiveThere { commit, folder } => Message::new(format!(
            "the commit `{commit}` holds no archive (archive.toml) in `{folder}`"
        ))
        .help("choose another commit"),
        PastRefusal::Shallow { folder } => Message::new(format!(
            "`{folder}` is a shallow clone: without its whole history arrivals would be wrong"
        ))
        .help("run `git fetch --unshallow`; in CI set the clone's depth to 0"),
        PastRefusal::ObjectsMissing { folder, object } => {
            let object = if object.is_empty() { "objects".into() } else { format!("`{object}`") };
            Message::new(format!(
                "the Git repository in `{folder}` lacks {object}: the result would be wrong"
            ))
            .help("run `git fsck`; in a partial clone `git fetch --refetch --no-filter`")
        }
        PastRefusal::BranchCommitMissing { branch, commit } => Message::new(format!(
            "`branches/{branch}` is a repository of its own, whose commit `{commit}` is not here"
        ))
        .help(format!("run it in headquarters' work tree, after `git -C branches/{branch} fetch`")),
        PastRefusal::BranchAbsent { branch, commit } => Message::new(format!(
            "headquarters' commit names `branches/{branch}` as a repository of its own (commit \
             `{commit}`), which is not cloned here: the result would leave the branch out"
        ))
        .help(format!(
            "run `git submodule update --init branches/{branch}`, or where it is no submodule \
             `git clone URL branches/{branch}`"
        )),
        PastRefusal::BadReceipt { commit, key } => Message::new(format!(
            "the receipt `{commit}` cannot be read: `{key}` is missing or malformed, so arrivals \
             cannot be told"
        ))
        .help(
            "ask the server's administrator to look at `refs/kebu/receipts`; see docs/git.md \
             for the form",
        ),
        PastRefusal::ReceiptUnclear { receipt, absent } => Message::new(format!(
            "the receipt `{receipt}` names a commit that is not in this clone, so it cannot be \
             told what arrived with it"
        ))
        .help(format!(
            "run `git fetch origin {absent}:refs/kebu/kept/{absent}`; if the server no longer has \
             the commit, fetch it from a clone that does (see docs/git.md)"
        )),
        PastRefusal::Rewritten { receipt, old, new } => Message::new(format!(
            "history was rewritten: according to the receipt `{receipt}` the server went from \
             `{old}` to `{new}`, and the former is no longer part of the history"
        ))
        .help("fetch the original history from a backup: after a rewrite arrivals prove nothing"),
        PastRefusal::TrendLength { given, most } => {
            Message::new(format!("`--trend` cannot be {given}; it can be 2 to {most} periods"))
                .help("look at eight quarters, for example `kebu rank 2026Q2 --trend 8`")
        }
        PastRefusal::Unmerged { path, paths } => {
            let more = if *paths > 1 { format!(" and {} more", paths - 1) } else { String::new() };
            Message::new(format!("`{path}`{more} has unresolved merge conflicts in the index"))
                .help(
                    "resolve them and run `git add`, or give the merge up with `git merge --abort`",
                )
        }
        PastRefusal::WritesThePast => {
            Message::new("this command writes, and `--at` and `--git-dir` can only read the past")
                .help("leave out `--at` and `--git-dir`")
        }
    }
}
