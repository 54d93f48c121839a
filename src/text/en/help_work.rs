//! Help for the commands of daily work.

/// As `help::help`, for complaints, visits, surveys, reports, spot checks, activities, access and
/// summaries only.
pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    let is_list = path.ends_with(" list");
    Some(match (path, arg) {
        ("*", "whom") => "a client, by id, name or pinyin",
        ("*", "which") => "an id or its beginning",
        (_, "branch") if is_list => "a branch, by id or name; hq for headquarters",
        (_, "client") if is_list => "a client, by id, name or pinyin",
        (_, "since") if is_list => "only of this day or later",
        (_, "until") if is_list => "only of this day or earlier",
        (_, "words") => "`key=value`, as with kebu client set; `key=` removes the key",
        ("complaint new", "") => "register a complaint; prints the next step and its deadline",
        ("complaint new", "after") => {
            "Unless given, it is received now (with --today, on that day) and by you."
        }
        ("complaint new", "branch") => "the branch that received it; default: the client's",
        ("complaint event", "") => {
            "record a step of the handling, in proper order; prints the next step and its deadline"
        }
        ("complaint event", "event") => {
            "acknowledged, assessed, investigated, decided, action, verified, closed, appealed, \
             appeal_decided, withdrawn, escalated, paused, resumed, external"
        }
        ("complaint event" | "complaint close", "when") => {
            "when, as `2026-07-20T09:30:00+08:00` or `2026-07-20`; default: now"
        }
        ("complaint event" | "complaint close" | "complaint follow-up", "note") => "a note",
        ("complaint event", "upheld") => "whether the appeal succeeded (appeal_decided only)",
        ("complaint close", "") => {
            "close a complaint: handler, finding, root cause, corrective action, and a verifier \
             other than the handler"
        }
        ("complaint close", "after") => {
            "A finding of unjustified is made by somebody other than the handler and approved by \
             headquarters; no corrective action is needed then. Everything missing is listed at \
             once."
        }
        ("complaint follow-up", "") => "record the follow-up after a complaint was closed",
        ("complaint follow-up", "relationship") => "improved, unchanged, worsened",
        ("complaint follow-up", "on") => "the day of the follow-up; default: today",
        ("complaint edit", "") => "change a complaint: by options, from a file, or in the editor",
        ("complaint set", "") => "change keys of a complaint",
        ("visit plan", "") => {
            "the visit plan: who visits which client how often, and whether that is done"
        }
        ("visit plan", "branch") => "a branch, by id or name",
        ("visit plan", "client") => "a client, by id, name or pinyin",
        ("visit list", "") => "list visits, the newest first",
        ("visit show", "") => "show a visit",
        ("visit log", "") => "record a visit in one line: with whom, when, how, about what",
        ("visit log", "after") => {
            "For example: kebu visit log kh2501 --by li-na --channel phone --topics \"tender\"\n\
             By default the visit was made today, by you; the level follows from your role, \
             two_way\n\
             from the channel. For clients with a bad record the briefing is shown first and noted."
        }
        ("visit log", "branch") => "the branch that keeps it; default: the client's",
        ("visit log" | "visit edit", "by") => {
            "who went, by id or name (may be repeated); default: you"
        }
        ("visit edit", "") => "change a visit: by options, from a file, or in the editor",
        ("visit set", "") => "change keys of a visit, such as `commitments.0.done_on=2026-07-20`",
        ("survey", "") => "satisfaction surveys: blank forms, returned forms, scores",
        ("survey form", "") => "a blank questionnaire (Markdown by default), to print or send",
        ("survey form", "project") => "a project's id, for the heading",
        ("survey form", "phase") => {
            "in_progress, completion, or warranty (default: with the items after completion)"
        }
        ("survey new", "") => "enter a returned form; prints whether it is valid, and its score",
        ("survey new", "branch") => "the branch that keeps it; default: the client's",
        ("survey new", "answers") => "an item's score, such as `communication=5`; may be repeated",
        ("survey list", "") => "list forms, the newest first",
        ("survey show", "") => "show a form and the scores of its dimensions",
        ("survey edit", "") => "change a form: by options, from a file, or in the editor",
        ("survey set", "") => "change keys of a form, such as `items.2.cause=branch`",
        ("analysis", "") => "client analysis reports",
        ("analysis new", "") => {
            "write an analysis report: its 12 sections by --set, --from, or in the editor"
        }
        ("analysis new", "branch") => "the branch that keeps it; default: the client's",
        ("analysis list", "") => "list analysis reports, the newest first",
        ("analysis show", "") => "show an analysis report",
        ("analysis edit", "") => "change an analysis report: by options, a file, or the editor",
        ("analysis set", "") => "change keys of an analysis report",
        ("spot", "") => "spot checks: sample, record, list",
        ("spot sample", "") => {
            "draw clients of each branch to be checked; the printed seed draws the same ones again"
        }
        ("spot sample", "branch") => "only this branch",
        ("spot sample", "count") => "clients of each branch, default 3",
        ("spot sample", "seed") => "the seed; without one a new seed is chosen and printed",
        ("spot record", "") => {
            "record a spot check: the recorded values are filled in and compared with reality"
        }
        ("spot record", "after") => {
            "For example: kebu spot record kh2501 --found address --found owner=wang-lei\n\
             A key alone means a match; `key=actual` is a mismatch where it differs from the file."
        }
        ("spot record", "half") => "the half-year it counts for; default: the one it was made in",
        ("spot record", "found") => {
            "a key that was checked: `address` if it matches, `address=ACTUAL` if not; may be \
             repeated"
        }
        ("spot record", "deliberate") => "a key that was falsified deliberately; may be repeated",
        ("spot record" | "spot edit", "by") => "who checked, of headquarters; default: you",
        ("spot list", "") => "list spot checks, the newest first",
        ("spot show", "") => "show a spot check",
        ("spot edit", "") => "change a spot check: by options, from a file, or in the editor",
        ("spot set", "") => "change keys of a spot check, such as `services.0.done_on=2026-07-20`",
        ("activity", "") => "plans and activities: care, training, seminars, improvements",
        ("activity new", "") => "record a plan or an activity",
        ("activity list", "") => "list plans and activities, the newest first",
        ("activity show", "") => "show a plan or an activity",
        ("activity edit", "") => "change a plan or an activity: by options, a file, or the editor",
        ("activity set", "") => {
            "change keys of a plan or an activity, such as `actions.0.done_on=2026-07-20`"
        }
        ("market", "") => "reports on the clients' industry and market",
        ("market new", "") => "write a market report",
        ("market list", "") => "list market reports, the newest first",
        ("market show", "") => "show a market report",
        ("market edit", "") => "change a market report: by options, from a file, or in the editor",
        ("market set", "") => "change keys of a market report",
        ("activity new", "branch") => {
            "the branch that keeps it; default: your own; hq for headquarters"
        }
        ("market new", "branch") => "the branch that keeps it; default: your own",
        ("activity new" | "activity edit" | "market new" | "market edit", "by") => {
            "who is responsible, by id or name; default: you"
        }
        ("access", "") => "requests to read client archives",
        ("access new", "") => "request access to clients, by id or name; `all` for all of them",
        ("access new", "branch") => "the unit that asks; default: the applicant's",
        ("access list", "") => "list access requests, the newest first",
        ("access show", "") => "show an access request",
        ("access edit", "") => "change an access request: by options, a file, or the editor",
        ("access set", "") => "change keys of an access request, such as `decision=approved`",
        ("summary", "") => "work summaries and rectification reports",
        ("summary new", "") => {
            "write the summary or rectification report for a half-year, as the notice requires"
        }
        ("summary show", "") => "show a summary or rectification report",
        ("summary edit", "") => "change a summary: by options, from a file, or in the editor",
        ("summary new" | "summary edit", "by") => "who wrote it, by id or name; default: you",
        ("notice", "") => "notices of assessment results, from which the summary's deadline runs",
        ("notice new", "") => "give notice of a half-year's result",
        ("notice show", "") => "show a notice",
        ("notice edit", "") => "change a notice: by options, from a file, or in the editor",
        (_, "half") => "the half-year, such as 2026H1",
        (_, "branch") => "a branch, by id or name; default: your own",
        _ => return None,
    })
}
