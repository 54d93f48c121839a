//! Help of the commands that file returns and merge.

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("submit", "") => {
            "the monthly return: check the branch's records, show what changed, write the return, \
             commit, push"
        }
        ("submit", "after") => {
            "Reported is what changed in the branch's records since its last return, counted by\n\
             the program. The return is committed together with the branch's changed files by\n\
             your own git, with its hooks and signing; changes elsewhere and other staged files\n\
             are left alone. Without a month it is the one before while that is due, has changes\n\
             and was not submitted, else the present one. Where nothing changed nothing is\n\
             written unless --nil says so; with changes --nil is refused."
        }
        ("submit", "month") => "the month, such as 2026-06; by default the one that is due",
        ("submit", "branch") => "id or name of the branch; by default your own",
        ("submit", "nil") => "nothing changed (a nil return); refused when something did",
        ("submit", "again") => "correct a month that was submitted: count anew, keep its date",
        ("submit", "push") => "push after committing; a refused push leaves the commit as it is",
        ("submit", "by") => {
            "id or name of who submits; by default whoever has Git's e-mail address"
        }
        ("submit", "approved_by") => "id or name of the branch's head who approved it",
        ("submit", "note") => "a note in the return",
        ("submit", "dry_run") => "show changes and message, write and commit nothing",
        ("merge-driver", "") => {
            "merge records key by key in Git: two clerks who change two keys of a client do not \
             conflict"
        }
        ("merge-driver", "after") => {
            "Git merges lines, and conflicts where neighbouring lines were changed or both sides\n\
             added an item. With this driver only one key with two new values is a conflict, and\n\
             markers stand around that key alone; comments of both sides stay. Every clone has to\n\
             install it once."
        }
        ("merge-driver install", "") => {
            "switch it on in the archive's repository: .gitattributes and merge.kebu.driver"
        }
        ("merge-driver run", "") => "merge one record; Git calls this, the result goes to our file",
        ("merge-driver run", "base") => "the file before both sides changed it (%O)",
        ("merge-driver run", "ours") => "our file (%A)",
        ("merge-driver run", "theirs") => "their file (%B)",
        ("merge-driver run", "path") => "the file's path in the repository (%P)",
        _ => return None,
    })
}
