//! Why the user's own Git cannot do what was asked.

use crate::diag::user_git::{Cause, Identity, Unfinished, UserGitRefusal};
use crate::text::{Message, shown};

pub fn refusal(refusal: &UserGitRefusal) -> Message {
    match refusal {
        UserGitRefusal::NoGit { cause: None } => Message::new("the program `git` was not found")
            .help("install Git and make sure it is on PATH"),
        UserGitRefusal::NoGit { cause: Some(cause) } => {
            Message::new(format!("the program `git` does not start: {}", shown(cause)))
                .help("check that `git --version` works, then try again")
        }
        UserGitRefusal::NoRepository { folder } => {
            Message::new(format!("`{folder}` is not in a Git repository"))
                .help("run `git init` to keep the archive in Git")
        }
        UserGitRefusal::NoIdentity { lacks: Identity::Name } => {
            Message::new("Git does not know your name (user.name)")
                .help("run `git config --global user.name \"NAME\"`")
        }
        UserGitRefusal::NoIdentity { lacks: Identity::Email } => {
            Message::new("Git does not know your e-mail address (user.email)").help(
                "run `git config --global user.email ADDRESS` with the address of your own \
                 record in `people/`",
            )
        }
        UserGitRefusal::Detached => {
            Message::new("Git's HEAD is not on a branch: a commit would be lost")
                .help("run `git switch BRANCH`")
        }
        UserGitRefusal::Unfinished { what } => unfinished(*what),
        UserGitRefusal::Conflicted { paths } => {
            let noun = if paths.len() == 1 { "file has" } else { "files have" };
            Message::new(format!("{} {noun} unresolved merge conflicts", paths.len()))
                .help(format!("resolve them and run `git add`:\n  {}", paths.join("\n  ")))
        }
        UserGitRefusal::NotCommitted { cause, hooks } => {
            let message = match hooks.as_slice() {
                [] => Message::new("Git did not make the commit; all files are still there"),
                hooks => Message::new(format!(
                    "Git did not make the commit (this repository has the hook {}); every file \
                     is still there",
                    listed(hooks)
                )),
            };
            quoted(message, cause).help("do what Git says, then run the same command again")
        }
        UserGitRefusal::NoRemote { branch, remotes } if remotes.is_empty() => {
            Message::new(format!("this repository has no remote to push the branch `{branch}` to"))
                .help("run `git remote add origin ADDRESS`, or leave out `--push`")
        }
        UserGitRefusal::NoRemote { branch, remotes } => Message::new(format!(
            "this repository has {} remotes and none is set for the branch `{branch}`",
            remotes.len()
        ))
        .help(format!(
            "run `git branch --set-upstream-to=REMOTE/{branch}` with one of: {}",
            remotes.join(", ")
        )),
        UserGitRefusal::Behind { remote, cause } => quoted(
            Message::new(format!(
                "not pushed: the remote `{remote}` has commits that are not in this clone; your \
                 commit is kept"
            )),
            cause,
        )
        .help("run `git pull --no-rebase`, then `git push`"),
        UserGitRefusal::PushDeclined { remote, cause } => quoted(
            Message::new(format!("the remote `{remote}` declined the push; your commit is kept")),
            cause,
        )
        .help("do what the remote says, then run `git push`"),
        UserGitRefusal::NotPushed { remote, cause } => {
            quoted(Message::new(format!("not pushed to `{remote}`; your commit is kept")), cause)
                .help("find and mend the cause, then run `git push`")
        }
        UserGitRefusal::Failed { words, cause } => {
            quoted(Message::new(format!("`{}` failed", shown(words))), cause)
        }
    }
}

fn unfinished(what: Unfinished) -> Message {
    let key = what.key();
    let finish = match what {
        Unfinished::Merge => "resolve the conflicts and run `git commit`".to_owned(),
        _ => format!("resolve the conflicts and run `git {key} --continue`"),
    };
    Message::new(format!(
        "an unfinished {key} is in progress in this repository: no commit can be made"
    ))
    .help(format!("{finish}, or give it up with `git {key} --abort`"))
}

/// Git's own words below; none where Git spoke to the terminal itself.
fn quoted(mut message: Message, cause: &Cause) -> Message {
    for line in cause {
        message.text.push_str("\n  | ");
        message.text.push_str(&shown(line));
    }
    message
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
