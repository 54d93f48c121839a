//! Help of the commands about history and differences.

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("history", "") => {
            "the history of a record: who changed what, when, from what to what, and when it \
             arrived"
        }
        ("history", "after") => {
            "A client's history includes its contact persons and the clients merged into it, and \
             goes\n\
             on through moves to other branches. Newest first, uncommitted changes before that.\n\
             Dates are dates of arrival."
        }
        ("history", "record") => {
            "an id or its beginning, a client's name, a person, a branch, or a record's path (such \
             as policy.toml); for a deleted record its whole id"
        }
        ("history", "since") => {
            "only what arrived since this day; or a period such as 2026Q2, from its first day"
        }
        ("history", "until") => "only what arrived until this day; or a period, to its last day",
        ("history", "limit") => "only this many of the latest commits",
        ("history", "redact") => {
            "hide contact persons and authors not in people/; always done when CI is set"
        }
        ("diff", "") => {
            "what changed between two states: clients new, moved, merged, promoted or demoted, \
             complaints opened and closed, facts changed; with counts per branch"
        }
        ("diff", "after") => {
            "Each state is graded by its own policy as of its own day. A period stands for its \
             last\n\
             day. CSV gives the list only; --summary gives the counts. If the range has no later\n\
             state, --at names it."
        }
        ("diff", "range") => {
            "the two states, such as 2026-03-31..2026-06-30, 2026Q1..2026Q2 or v1..HEAD; one alone \
             is compared with now"
        }
        ("diff", "branch") => "id or name of the branch",
        ("diff", "summary") => "only the counts of each branch",
        ("diff", "fields") => "every key of every record that changed",
        ("diff", "redact") => "hide contact persons; always done when CI is set",
        _ => return None,
    })
}
