//! Help texts of commands and options.

/// `path` is the command (`client list`), `arg` the option; empty for the command itself, `after`
/// for what stands at the end of its help.
pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("merge-driver" | "merge-driver install" | "merge-driver run" | "submit", _) => {
            return super::help_submit::help(path, arg);
        }
        ("history" | "diff", _) => return super::help_history::help(path, arg),
        ("", "") => {
            "kebu: a construction group's client relations, one file per client, graded, assessed \
             and reported by rule"
        }
        ("", "after") => EXIT_CODES,
        ("*", "archive") => {
            "the archive's folder; default: search upwards for archive.toml, then ./archive"
        }
        ("*", "at") => {
            "read a commit, tag or branch, or the last commit that had arrived by the end of a \
             day; the work tree is not touched"
        }
        ("*", "git_dir") => {
            "read only this Git repository (it may be bare), for CI; -C is the archive's folder \
             in it"
        }
        ("*", "today") => "the as-of date; default: today in the archive's time zone",
        ("*", "lang") => "zh or en; default: KEBU_LANG, then the locale, then the archive",
        ("*", "format") => {
            "table, csv, csv-raw, json or markdown; for check human, json, github, gitlab or \
             sarif; for agenda also ics"
        }
        ("*", "output") => "write to a file instead of standard output",
        ("*", "audience_program") => "the file is for Excel (with a byte order mark)",
        ("*", "color") => "auto, always, never; auto respects NO_COLOR",
        ("*", "quiet") => "results only, no notes",
        ("*", "verbose") => "more notes on what is being done",
        ("*", "columns") => "only these columns, in this order: their keys, separated by commas",
        ("*", "sort") => "sort by this column; a leading - for descending",
        ("check", "") => {
            "check the records: text, keys, references, dates, complaint order, personal data"
        }
        ("check", "after") => {
            "Exit code 1 on errors; warnings count only with --strict.\n\
             Even with paths given, references are checked against the whole archive."
        }
        ("check", "paths") => "show only findings in these files or folders",
        ("check", "strict") => "warnings also make the check fail",
        ("check", "staged") => "check what is staged, not the work tree: for a pre-commit hook",
        ("check", "since") => {
            "only findings that are new since then (a period: its end) count; others become notes"
        }
        ("schema", "") => "the records' JSON Schemas: list, show, write into the archive",
        ("schema list", "") => "list the schemas",
        ("schema show", "") => "print the schema of a kind of record",
        ("schema show", "kind") => "the kind of record, such as client",
        ("schema sync", "") => "write the schemas into the archive's schemas/, for editors",
        ("client", "") => {
            "clients: list, show, search; new, edit, set, verify, move, merge, abandon"
        }
        ("client list", "") => "list clients that match all the filters given",
        ("client list", "branch") => "a branch, by id or name",
        ("client list", "grade") => "A, B or C; may be repeated",
        ("client list", "state") => "confirmed, provisional, override; may be repeated",
        ("client list", "stage") => {
            "potential, interested, near_committed, signed, developed, partner"
        }
        ("client list", "kind") => {
            "government, public_institution, developer, enterprise, association, other"
        }
        ("client list", "owner") => "the account manager, by id or name",
        ("client list", "status") => "active (default), abandoned, merged, reference",
        ("client show", "") => "show a client's file, grade, contacts and linked records",
        ("client show", "client") => {
            "id (or its beginning), name, alias, credit code, pinyin or pinyin initials"
        }
        ("client show", "redact") => "hide people's names; always done when CI is set",
        ("client search", "") => {
            "find clients by id, name, alias, credit code, pinyin, pinyin initials"
        }
        ("client search", "query") => "what to look for",
        ("complaint", "") => {
            "complaints: register, handle, close, follow up; list and show, with clocks and next \
             step"
        }
        ("complaint list", "") => {
            "list complaints that match all the filters given, with their next deadline"
        }
        ("complaint list", "branch") => "a branch, by id or name",
        ("complaint list", "state") => {
            "registered, acknowledged, assessed, investigated, decided, action, verified, closed, \
             appealed, withdrawn, external"
        }
        ("complaint list", "severity") => "general, serious, major",
        ("complaint list", "client") => "a client, by id, name or pinyin",
        ("complaint list", "open") => "only those that are not finished",
        ("complaint list", "overdue") => "only those past a deadline",
        ("complaint show", "") => "show a complaint: record, clocks, events, next step",
        ("complaint show", "complaint") => "the id or its beginning",
        ("visit", "") => "visits: log, plan, due, list",
        ("visit due", "") => "visits due in the current period and not made yet, and missed ones",
        ("visit due", "branch") => "a branch, by id or name",
        ("visit due", "client") => "a client, by id, name or pinyin",
        ("visit due", "level") => "group_leader, branch_leader, marketer, project_manager",
        ("visit due", "days") => {
            "also those due within this many days; default: visit.warn_days of the policy"
        }
        ("visit due", "all") => "everything in the current period, including visits already made",
        ("agenda", "") => "what is due and overdue, each with the command to deal with it",
        ("agenda", "after") => {
            "What is overdue is always listed. Items are sorted by due date, branch and id; \
             --format ics makes a calendar for phones and Outlook, in which overdue items stand \
             on today."
        }
        ("agenda", "person") => "only what this person is responsible for, by id or name",
        ("agenda", "branch") => "a branch, by id or name; hq for headquarters",
        ("agenda", "days") => {
            "what falls due within this many days, default 30; 0: only today and overdue"
        }
        ("agenda", "matter") => {
            "only these matters: complaint, reply, commitment, promise, visit, visit_report, \
             return_visit, appraisal, return, project_report, analysis, survey, cause, \
             improvement, next_step, payment, facts, verification, override, observation, \
             retention, summary, notice, access, action, correction, care_day, duty; may be \
             repeated"
        }
        ("grade", "") => "client grades A, B, C, with their reasons",
        ("grade", "clients") => "only these clients: id, name, pinyin",
        ("grade", "explain") => {
            "every predicate with its fact, age, file and line, and what would lift the grade"
        }
        ("grade", "changes") => {
            "clients promoted or demoted, why, and by which commit; with --since"
        }
        ("grade", "since") => {
            "since when: a day (its end), a period (its beginning), a commit, a tag, a branch; \
             with --changes"
        }
        ("grade", "branch") => "a branch, by id or name",
        ("grade", "grade") => "A, B or C; may be repeated",
        ("grade", "state") => "confirmed, provisional, override; may be repeated",
        ("rank", "") => "rank the branches by their clients' grades",
        ("rank", "period") => "month 2026-06, quarter 2026Q2, half-year 2026H1, year 2026",
        ("rank", "trend") => {
            "N periods up to this one, each computed from the archive as of its last day (from Git)"
        }
        ("rank", "audience") => {
            "leaders (all, default), branch:ID (own row and totals), project:ID (own branch's \
             counts)"
        }
        ("returns", "") => "who reported when: the branches' monthly returns",
        ("returns", "period") => {
            "month, quarter, half-year or year; default: the current half-year"
        }
        ("returns", "branch") => "a branch, by id or name",
        ("assess", "") => "the half-year assessment of client maintenance, 100 points",
        ("assess", "half") => "the half-year, such as 2026H1",
        ("assess", "branch") => "a branch, by id or name",
        ("assess", "explain") => "every point lost, with the record that lost it and why",
        ("explain", "") => "explain a check, an indicator or a predicate in words",
        ("explain", "topic") => {
            "a code (unknown-key), an indicator (reporting) or a predicate (C6); without one, list \
             them all"
        }
        ("policy", "") => "the policy: values in force, defaults, meanings",
        ("policy show", "") => "show the policy in force",
        ("completions", "") => {
            "print a shell completion script; ids, clients' names, branches, people and keys \
             complete too"
        }
        ("completions", "after") => {
            "bash: put source <(kebu completions bash) into ~/.bashrc\n\
             zsh: source <(kebu completions zsh); fish: kebu completions fish | source\n\
             PowerShell: kebu completions powershell | Out-String | Invoke-Expression"
        }
        ("completions", "shell") => "bash, zsh, fish or powershell",
        ("man", "") => "print the manual page",
        ("man", "folder") => {
            "write a page for every command into this folder; default: print only the page of kebu"
        }
        ("fmt", "") => "put records into the standard form; values and comments stay",
        ("fmt", "after") => {
            "The form covers the order of keys, the spelling of values and blank lines; comments \
             stay\n\
             with what they describe. One run is one operation, which kebu undo takes back."
        }
        ("fmt", "paths") => "format these files or folders only; default: the whole archive",
        ("fmt", "check") => {
            "only list the files that need formatting; exit code 1 if there are any"
        }
        ("fmt", "dry_run") => "show what would change and write nothing",
        ("demo", "") => {
            "make a demo archive: an invented group, a year and a half of Git history by many hands"
        }
        ("demo", "after") => {
            "The same seed and number of clients give the same commit ids on any machine.\n\
             Writes into an empty folder only, then lists commands to paste."
        }
        ("demo", "dir") => "the folder; created if it does not exist",
        ("demo", "seed") => "the seed; default 1",
        ("demo", "clients") => "the number of clients; default 200, at least 24",
        ("demo", "federated") => {
            "make each branch's folder a repository of its own, nested in headquarters' one"
        }
        ("init", "") => "make an empty archive, ready for Git and for editors; asks nothing",
        ("init", "after") => {
            "The folder must be empty (apart from Git's own .git). --branch needs --person, who \
             becomes\n\
             its head and clerk; a person given alone belongs to headquarters. Without an e-mail\n\
             address, Git's user.email is used."
        }
        ("init", "dir") => "the folder, created if it does not exist; default: the current one",
        ("init", "group") => "the group's name",
        ("init", "language") => "the archive's language: zh-CN or en; default: that of the program",
        ("init", "timezone") => "the time zone (IANA name); default Asia/Shanghai",
        ("init", "branch") => "the first branch, such as hz=Hangzhou",
        ("init", "branch_kind") => "its kind: regional (default), specialty, subsidiary",
        ("init", "person") => "the first person, such as \"li-na=Li Na <li.na@group.example>\"",
        ("init", "ci") => {
            "write a pipeline that checks merge requests and publishes reports on a schedule: \
             gitlab, github or gitea"
        }
        ("undo", "") => {
            "undo the last operation in this clone, if its files have not changed since"
        }
        ("undo", "after") => {
            "Run it once more to redo. For changes already committed use git revert."
        }
        ("undo", "dry_run") => "show what would change and write nothing",
        ("policy init", "") => {
            "write a policy.toml with every default commented out; never overwrites one"
        }
        _ => {
            let issue = || super::help_issue::help(path, arg);
            let other = || super::help_work::help(path, arg);
            return super::help_records::help(path, arg).or_else(issue).or_else(other);
        }
    })
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 findings or a negative answer; 2 usage error; 3 \
                          the archive cannot be read or written; 4 refused (rights, locks)\n\
                          Results go to standard output, everything else to standard error. \
                          kebu never uses the network by itself.";

/// What stands for a value in usage lines.
pub fn value_name(name: &str) -> &'static str {
    match name {
        "OPTIONS" => "options",
        "COMMAND" => "command",
        "DIR" => "DIR",
        "REV|DATE" => "REV|DATE",
        "DATE" => "DATE",
        "FORMAT" => "FORMAT",
        "FILE" => "FILE",
        "BRANCH" => "BRANCH",
        "PERSON" => "PERSON",
        "STAGE" => "STAGE",
        "KIND" => "KIND",
        "STATUS" => "STATUS",
        "STATE" => "STATE",
        "COLUMN" => "COLUMN",
        "MONTH" => "MONTH",
        "COLUMN,…" => "COLUMN,…",
        "CLIENT" => "CLIENT",
        "SEVERITY" => "SEVERITY",
        "LEVEL" => "LEVEL",
        "MATTER" => "MATTER",
        "DAYS" => "DAYS",
        "PERIOD" => "PERIOD",
        "AUDIENCE" => "AUDIENCE",
        "HALF" => "HALF",
        "SHELL" => "SHELL",
        "TOPIC" => "TOPIC",
        "NAME" => "NAME",
        "zh-CN|en" => "zh-CN|en",
        "ZONE" => "ZONE",
        "ID=NAME" => "ID=NAME",
        "ID=NAME <EMAIL>" => "ID=NAME <EMAIL>",
        "gitlab|github|gitea" => "gitlab|github|gitea",
        "PATH" => "PATH",
        "TEXT" => "TEXT",
        "RECORD" => "RECORD",
        "EVENT" => "EVENT",
        "ITEM=SCORE" => "ITEM=SCORE",
        "PROJECT" => "PROJECT",
        "KEY" => "KEY",
        "COMPLAINT" => "COMPLAINT",
        "KEY=VALUE" => "KEY=VALUE",
        "CLIENT|KEY=VALUE" => "CLIENT|KEY=VALUE",
        "FILE|-" => "FILE|-",
        "NUMBER" => "NUMBER",
        "A..B" => "A..B",
        "REV|DATE|PERIOD" => "REV|DATE|PERIOD",
        "DATE|PERIOD" => "DATE|PERIOD",
        "MOMENT" => "MOMENT",
        "WORD" => "WORD",
        "BOOLEAN" => "true|false",
        "FROM" => "FROM",
        "TO" => "TO",
        "INTO" => "INTO",
        "ID" => "ID",
        "FACT,…" => "FACT,…",
        "A|B|C" => "A|B|C",
        "zh|en" => "zh|en",
        "excel" => "excel",
        "auto|always|never" => "auto|always|never",
        _ => "VALUE",
    }
}
