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
        (_, "words") => "`key=value`, as with kebu client set; `key=` takes the key away",
        ("complaint new", "") => "register a complaint; its clocks run, and the next step is told",
        ("complaint new", "after") => {
            "It was received now (with --today, on that day) by whoever is at the keyboard, unless \
             something else is said."
        }
        ("complaint new", "branch") => "the branch that received it; default: the client's",
        ("complaint event", "") => {
            "record a step of the handling, in a possible order; the next one is told"
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
             headquarters; nothing need be corrected then. All that is missing is told at once."
        }
        ("complaint follow-up", "") => "record the follow-up after a complaint was closed",
        ("complaint follow-up", "relationship") => "improved, unchanged, worsened",
        ("complaint follow-up", "on") => "the day of the follow-up; default: today",
        ("complaint edit", "") => "change a complaint: by options, from a file, or in the editor",
        ("complaint set", "") => "change keys of a complaint",
        ("visit plan", "") => "the visit plan: who visits which client how often, and whether met",
        ("visit plan", "branch") => "a branch, by id or name",
        ("visit plan", "client") => "a client, by id, name or pinyin",
        ("visit list", "") => "list visits, the newest first",
        ("visit show", "") => "show a visit",
        ("visit log", "") => "record a visit in one line: with whom, when, how, about what",
        ("visit log", "after") => {
            "For example: kebu visit log kh2501 --by li-na --channel phone --topics \"tender\"\n\
             It was today, by whoever is at the keyboard; the level follows the person's role and \
             two_way the channel. For clients of bad record the briefing is shown first, and noted."
        }
        ("visit log", "branch") => "the branch that keeps it; default: the client's",
        ("visit log" | "visit edit", "by") => {
            "who went, by id or name (may be repeated); default: whoever is at the keyboard"
        }
        ("visit edit", "") => "change a visit: by options, from a file, or in the editor",
        ("visit set", "") => "change keys of a visit, such as `commitments.0.done_on=2026-07-20`",
        ("survey", "") => "satisfaction surveys: blank forms, returned forms, scores",
        ("survey form", "") => "a blank questionnaire (Markdown by default), to print or send",
        ("survey form", "project") => "a project's id, for the heading",
        ("survey form", "phase") => {
            "in_progress, completion, or warranty (default: with the items after completion)"
        }
        ("survey new", "") => "enter a returned form; whether it is valid and its score are told",
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
            "draw the clients of each branch to check; the seed that is printed draws them again"
        }
        ("spot sample", "branch") => "only this branch",
        ("spot sample", "count") => "clients of each branch, default 3",
        ("spot sample", "seed") => "the seed; without one another is taken, and printed",
        ("spot record", "") => "record a spot check: what the file says is filled in and compared",
        ("spot record", "after") => {
            "For example: kebu spot record kh2501 --found address --found owner=wang-lei\n\
             A key alone matches; `key=actual` does not match where it differs from the file."
        }
        ("spot record", "half") => "the half-year it counts for; default: that of its day",
        ("spot record", "found") => {
            "a key that was checked: `address` matches, `address=…` says what is true; may be \
             repeated"
        }
        ("spot record", "deliberate") => "a key that was falsified deliberately; may be repeated",
        ("spot record" | "spot edit", "by") => {
            "who checked, of headquarters; default: whoever is at the keyboard"
        }
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
        ("market", "") => "market reports",
        ("market new", "") => "write a market report",
        ("market list", "") => "list market reports, the newest first",
        ("market show", "") => "show a market report",
        ("market edit", "") => "change a market report: by options, from a file, or in the editor",
        ("market set", "") => "change keys of a market report",
        ("activity new" | "market new", "branch") => {
            "the branch that keeps it; default: one's own; hq for headquarters' activities"
        }
        ("activity new" | "activity edit" | "market new" | "market edit", "by") => {
            "who is responsible, by id or name; default: whoever is at the keyboard"
        }
        ("access", "") => "access requests",
        ("access new", "") => "request access to clients, by id or name; `all` for all of them",
        ("access new", "branch") => "the unit that asks; default: the applicant's",
        ("access list", "") => "list access requests, the newest first",
        ("access show", "") => "show an access request",
        ("access edit", "") => "change an access request: by options, a file, or the editor",
        ("access set", "") => "change keys of an access request, such as `decision=approved`",
        ("summary", "") => "work summaries and rectification reports",
        ("summary new", "") => {
            "write the summary or rectification report of a half-year, as the notice asks"
        }
        ("summary show", "") => "show a summary or rectification report",
        ("summary edit", "") => "change a summary: by options, from a file, or in the editor",
        ("summary new" | "summary edit", "by") => {
            "who wrote it, by id or name; default: whoever is at the keyboard"
        }
        ("notice", "") => "notices of results, from which a summary's days run",
        ("notice new", "") => "give notice of a half-year's result",
        ("notice show", "") => "show a notice",
        ("notice edit", "") => "change a notice: by options, from a file, or in the editor",
        (_, "half") => "the half-year, such as 2026H1",
        (_, "branch") => "a branch, by id or name; default: one's own",
        _ => return None,
    })
}
