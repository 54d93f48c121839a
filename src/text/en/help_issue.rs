//! Help of issuing, verifying and other policies.

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("rank" | "assess", "issue") => {
            "issue it: the result of what is committed becomes a record, with the commits, the \
             policy's hash and the tool's version"
        }
        ("rank" | "assess", "reason") => {
            "why it is restated: what is issued is never overwritten, a numbered record lies beside"
        }
        ("rank" | "assess", "dry_run") => "with --issue: only show what would be written",
        ("rank" | "assess", "after") => {
            "--issue needs: the archive in Git, all records committed, whole history, no errors,\n\
             and the period over. The result goes to hq/; kebu verify proves it."
        }
        ("verify", "") => {
            "compute what was issued again at its commits and compare it byte for byte; exit code \
             0 when equal, 1 when not"
        }
        ("verify", "after") => {
            "Every ranking and assessment issued for the period is compared, restatements too.\n\
             Where one differs: the branch, the figure, as issued and as computed, and as far as\n\
             it can be told why: an edited file, another policy or version of the tool, a\n\
             missing commit."
        }
        ("verify", "period") => "a period or half-year: 2026Q2, 2026H1",
        ("grade" | "assess", "policy") => {
            "compute under the policy in this file instead of the archive's own; the output says so"
        }
        ("grade" | "assess", "compare") => {
            "with --policy: who would move, in which branch, by which rule and which setting"
        }
        ("grade" | "assess", "halves") => {
            "with --compare: once for each of the last half-years, of the archive and policy of \
             that time (Git)"
        }
        ("assess notice", "") => {
            "the papers that the results call for (Markdown, in Chinese): memo, commendation, \
             request for the summary, rectification"
        }
        ("assess notice", "after") => {
            "Of the issued result, which is verified first; where none was issued, drafts.\n\
             Deadlines run from the day of notice on record (kebu notice new)."
        }
        ("assess notice", "half") => "a half-year, such as 2026H1",
        ("assess notice", "branch") => "only this branch's: its id or name",
        _ => return None,
    })
}
