//! Help of issuing, verifying and other policies.

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("rank" | "assess", "issue") => {
            "issue the result of what is committed: it becomes a record, with the commits, the \
             policy's hash and the version of kebu"
        }
        ("rank" | "assess", "reason") => {
            "why it is restated: an issued result is never overwritten, a numbered one is added"
        }
        ("rank" | "assess", "dry_run") => "with --issue: only show what would be written",
        ("rank" | "assess", "after") => {
            "--issue requires the archive to be in Git with its whole history, all records \
             committed,\n\
             no errors, and the period to be over. The result goes to hq/; kebu verify checks it."
        }
        ("verify", "") => {
            "recompute what was issued, at its commits, and compare byte for byte; exit code 0 if \
             equal, 1 if not"
        }
        ("verify", "after") => {
            "Every ranking and assessment issued for the period is compared, restatements too. \
             For\n\
             a difference it lists the branch, the figure, the issued and the recomputed value \
             and,\n\
             as far as possible, the reason: an edited file, another policy or version of kebu, a\n\
             missing commit."
        }
        ("verify", "period") => "a period or half-year: 2026Q2, 2026H1",
        ("grade" | "assess", "policy") => {
            "compute under the policy in this file instead of the archive's own; the output says so"
        }
        ("grade" | "assess", "compare") => {
            "with --policy: who would change, in which branch, by which rule and which setting"
        }
        ("grade" | "assess", "halves") => {
            "with --compare: once for each of this many last half-years, with the archive and \
             policy of that time (Git)"
        }
        ("assess notice", "") => {
            "the papers that the results require (Markdown, in Chinese): memo, commendation, \
             request for the summary, order to rectify"
        }
        ("assess notice", "after") => {
            "They are based on the issued result, which is verified first; if none was issued, \
             drafts\n\
             are made. Deadlines run from the day of notice on record (kebu notice new)."
        }
        ("assess notice", "half") => "a half-year, such as 2026H1",
        ("assess notice", "branch") => "only this branch's: its id or name",
        _ => return None,
    })
}
