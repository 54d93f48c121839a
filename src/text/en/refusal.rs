//! Why a request cannot be met, and what failed on the machine.

use crate::diag::{Act, Fault, Refusal};
use crate::domain::record::client::Status;
use crate::text::{Lang, Message, shown};

pub fn refusal(refusal: &Refusal) -> Message {
    match refusal {
        Refusal::NoArchive { looked_in, named: true } => {
            Message::new(format!("no archive (archive.toml) in `{looked_in}`"))
                .help("name the archive's folder with `-C DIR`")
        }
        Refusal::NoArchive { looked_in, named: false } => {
            Message::new(format!("no archive (archive.toml) in `{looked_in}` or above it"))
                .help("name the archive's folder with `-C DIR`")
        }
        Refusal::BadPeriod { given } => Message::new(format!("`{given}` is not a period"))
            .help("write a month `2026-06`, quarter `2026Q2`, half-year `2026H1` or year `2026`"),
        Refusal::BadHalf { given } => {
            Message::new(format!("`{given}` is not a half-year")).help("write `2026H1` or `2026H2`")
        }
        Refusal::BadDate { given } => Message::new(format!("`{given}` is not a date"))
            .help("write year-month-day, such as `2026-06-30`"),
        Refusal::PeriodInFuture { period, begins_on, today } => Message::new(format!(
            "{period} begins on {begins_on}, after the as-of date {today}: there is nothing to \
             compute yet"
        ))
        .help("name a period that has begun, or set the as-of date with `--today DATE`"),
        Refusal::UnknownBranch { given, near } => {
            Message::new(format!("no branch is called `{given}`"))
                .maybe_help(near.as_ref().map(|near| format!("did you mean `{near}`?")))
                .help("run `kebu branch list` for the whole list")
        }
        Refusal::NotFound { given, near } => Message::new(format!("nothing matches `{given}`"))
            .maybe_help((!near.is_empty()).then(|| format!("similar: {}", near.join(", ")))),
        Refusal::Ambiguous { given, candidates } => {
            let listed: Vec<_> =
                candidates.iter().map(|(id, name)| format!("{id}  {}", shown(name))).collect();
            Message::new(format!("`{given}` matches {} records", candidates.len()))
                .help(format!("write the whole id of the one you mean:\n  {}", listed.join("\n  ")))
        }
        Refusal::UnknownTopic { given, near } => {
            Message::new(format!("no code, indicator or predicate is called `{given}`"))
                .maybe_help(near.as_ref().map(|near| format!("did you mean `{near}`?")))
                .help("run `kebu explain` for the whole list")
        }
        Refusal::UnknownColumn { given, columns } => {
            Message::new(format!("this table has no column `{given}`"))
                .help(format!("choose from: {}", columns.join(", ")))
        }
        Refusal::BadAudience { given } => Message::new(format!("`{given}` is not an audience"))
            .help("write `leaders`, `branch:ID` or `project:ID`"),
        Refusal::BadPath { given } => {
            Message::new(format!("the archive has no file or folder `{given}`"))
                .help("write a path relative to the archive, such as `branches/zhebei`")
        }
        Refusal::UnknownKind { given, near } => {
            Message::new(format!("no kind of record is called `{given}`"))
                .maybe_help(near.as_ref().map(|near| format!("did you mean `{near}`?")))
                .help("run `kebu schema list` for the whole list")
        }
        Refusal::FileExists { path } => {
            Message::new(format!("`{path}` already exists and was left as it is"))
                .help("move it away first")
        }
        Refusal::NotGraded { id, status: Status::Active, registered_on } => Message::new(format!(
            "`{id}` was registered on {registered_on}, after the as-of date: not graded"
        ))
        .help(format!("set the as-of date to {registered_on} or later with `--today`")),
        Refusal::NotGraded { id, status, .. } => {
            Message::new(format!("`{id}` is {}: not graded", Lang::En.word(*status)))
                .help("name an active client; only these are graded")
        }
        Refusal::BadFormat { given, allowed } => {
            Message::new(format!("this command cannot print the format `{given}`"))
                .help(format!("choose from: {}", allowed.join(", ")))
        }
        Refusal::RecordsUnreadable { errors } => {
            let noun = if *errors == 1 { "error keeps" } else { "errors keep" };
            Message::new(format!(
                "{errors} {noun} records from being read; figures would be wrong, so nothing was \
                 computed"
            ))
            .help("run `kebu check` to see and mend them")
        }
        Refusal::History(refusal) => super::history::refusal(refusal),
        Refusal::Submit(refusal) => super::submit::refusal(refusal),
        Refusal::Issue(refusal) => super::issue::refusal(refusal),
        Refusal::Past(refusal) => super::past::refusal(refusal),
        Refusal::Work(refusal) => super::work::refusal(refusal),
        Refusal::Change(refusal) => super::change::refusal(refusal),
        Refusal::UserGit(refusal) => super::user_git::refusal(refusal),
        Refusal::Edit(refusal) => super::edit::refusal(refusal),
        Refusal::Init(refusal) => super::init::refusal(refusal),
        Refusal::Demo(refusal) => super::demo::refusal(refusal),
        Refusal::Write(refusal) => super::writing::refusal(refusal),
        Refusal::Usage(usage) => super::usage::usage(usage),
    }
}

pub fn fault(fault: &Fault) -> Message {
    let path = &fault.path;
    let act = match fault.act {
        Act::ListFolder => format!("cannot list the folder `{path}`"),
        Act::ReadFile => format!("cannot read the file `{path}`"),
        Act::WriteFile | Act::WriteArchive => format!("cannot write the file `{path}`"),
        Act::MakeFolder => format!("cannot make the folder `{path}`"),
        Act::WriteOutput => "cannot write the result".to_owned(),
        Act::RunGit => format!("cannot run `{path}`"),
        Act::ReadRepository => format!("cannot read the Git repository in `{path}`"),
        Act::Lock => format!("cannot take the lock `{path}`"),
        Act::ReadJournal => {
            format!("`{path}` is damaged, so it cannot be told how far the last operation got")
        }
        Act::WriteUnfinished => format!(
            "the operation is not finished; it is recorded in `{path}`, and the next kebu command \
             will finish it"
        ),
    };
    let message = Message::new(format!("{act}: {}", fault.cause));
    match fault.act {
        Act::WriteArchive | Act::Lock => {
            Message::new(format!("{}; the archive is unchanged", message.text))
        }
        Act::ReadJournal => message
            .help("look at the archive with `git status` and `git diff`, then delete this file"),
        Act::RunGit => message.help("install Git, with `git` on the PATH"),
        _ => message,
    }
}
