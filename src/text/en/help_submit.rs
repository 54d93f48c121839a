//! Help of the commands that file returns and merge.

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("submit", "") => {
            "the monthly return: check the branch's records, show what changed, write the return, \
             commit, push"
        }
        ("submit", "after") => {
            "The return covers what changed in the branch's records since its last return; kebu \
             does\n\
             the counting. It is committed together with the branch's changed files by your own \
             git,\n\
             with its hooks and signing; changes elsewhere and other staged files are left alone.\n\
             Without a month: the previous one if it is due, has changes and was not submitted, \
             else\n\
             the current one. If nothing changed, nothing is written unless you give --nil; with\n\
             changes --nil is refused."
        }
        ("submit", "month") => "the month, such as 2026-06; by default the one that is due",
        ("submit", "branch") => "id or name of the branch; by default your own",
        ("submit", "nil") => "nothing changed (a nil return); refused when something did",
        ("submit", "again") => "correct a month already submitted: count again, keep its date",
        ("submit", "push") => "push after committing; a refused push leaves the commit as it is",
        ("submit", "by") => {
            "id or name of who submits; by default whoever has Git's e-mail address"
        }
        ("submit", "approved_by") => "id or name of the branch's head who approved it",
        ("submit", "note") => "a note in the return",
        ("submit", "dry_run") => "show changes and message, write and commit nothing",
        ("merge-driver", "") => {
            "merge records key by key in Git: two clerks changing different keys of a client do \
             not conflict"
        }
        ("merge-driver", "after") => {
            "Git merges line by line and reports a conflict where neighbouring lines changed or \
             both\n\
             sides added an item. With this driver only a key with two new values is a conflict, \
             and\n\
             the markers enclose that key alone; comments of both sides stay. Commands that\n\
             write install it where .gitattributes names it; this does so by hand."
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
