//! Help of the commands about history and differences.

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("history", "") => {
            "what became of a record: who changed what, from what to what, and when it arrived"
        }
        ("history", "after") => {
            "A client's history has its contact persons and the clients merged into it; it goes\n\
             on through moves to other branches. The newest comes first, before it what is not\n\
             committed. Dates are those of arrival."
        }
        ("history", "record") => {
            "id or its beginning, a client's name, a person, a branch, or a record's path (such \
             as policy.toml); the whole id of one that is gone"
        }
        ("history", "since") => {
            "only what arrived since this day; or a period such as 2026Q2, from its first day"
        }
        ("history", "until") => "only what arrived until this day; or a period, to its last day",
        ("history", "limit") => "only the last so many commits",
        ("history", "redact") => {
            "leave out contact persons and authors who are nobody here; so it is whenever CI is set"
        }
        ("diff", "") => {
            "what changed between two states: clients new, moved, merged, promoted, demoted, \
             complaints opened and closed, facts; counted for each branch"
        }
        ("diff", "after") => {
            "Each state is graded by its own policy as of its own day. A period stands for its\n\
             last day. CSV has the list alone, --summary the counts. --at names the later state\n\
             where the range does not."
        }
        ("diff", "range") => {
            "the two states, such as 2026-03-31..2026-06-30, 2026Q1..2026Q2 or v1..HEAD; one alone \
             is compared with now"
        }
        ("diff", "branch") => "id or name of the branch",
        ("diff", "summary") => "only the counts of each branch",
        ("diff", "fields") => "every key of every record that changed",
        ("diff", "redact") => "leave out contact persons; so it is whenever CI is set",
        _ => return None,
    })
}
