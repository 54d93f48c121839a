//! Help of the commands about history and differences.

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("history", "") => {
            "what became of a record: who changed what, from what to what, and when it arrived"
        }
        ("history", "after") => {
            "A client's history has its contact persons and the clients merged into it; it goes on\n\
             through moves to other branches. The newest comes first, before it what is not\n\
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
        _ => return None,
    })
}
