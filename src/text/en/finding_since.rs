//! What was done to records since an earlier state.

use crate::diag::problem::Trace;
use crate::domain::record::Kind;
use crate::domain::time::Date;
use crate::text::wording::{Wording, key_name, quote};

fn w(message: impl Into<String>) -> Wording {
    Wording::new(message)
}

/// Who did it, and in which commit.
fn made_by(trace: &Trace) -> String {
    match &trace.commit {
        Some(commit) => format!("commit `{commit}` by {}", quote(&trace.author)),
        None => "not committed yet".to_owned(),
    }
}

/// Who did it, and when it arrived.
fn by(trace: &Trace) -> String {
    match trace.commit {
        Some(_) => format!("{}, arrived on {}", made_by(trace), trace.on),
        None => made_by(trace),
    }
}

/// The commit before it.
fn before(trace: &Trace) -> String {
    trace.commit.as_ref().map_or("HEAD".to_owned(), |commit| format!("{commit}~1"))
}

fn restore(trace: &Trace, path: &str) -> String {
    format!("bring it back: `git restore --source={} -- {path}`", before(trace))
}

const WAIVE: &str =
    "have headquarters give the reason in `[[waivers]]` of policy.toml if it has to be so";

pub fn back_dated(main_on: Date, arrived_on: Date, trace: &Trace) -> Wording {
    w(format!("back-dated: dated {main_on}, but it arrived on {arrived_on} ({})", made_by(trace)))
        .label("in an earlier return period than the arrival")
        .help("check the date; if it is right, record such things in the month they happen")
}

pub fn complaint_removed(path: &str, trace: &Trace) -> Wording {
    w(format!("a complaint was removed ({})", by(trace))).help(restore(trace, path)).help(
        "record `withdrawn` with `kebu complaint event` if it was withdrawn; the record itself \
         stays",
    )
}

pub fn closed_complaint_changed(
    key: &str,
    values: (Option<&String>, Option<&String>),
    closed: (&str, Date),
    trace: &Trace,
) -> Wording {
    let (half, closed_on) = closed;
    let change = match values {
        (Some(before), Some(after)) => {
            format!("changed from {} to {}", quote(before), quote(after))
        }
        (Some(before), None) => format!("was removed; it was {}", quote(before)),
        (None, Some(after)) => format!("was added as {}", quote(after)),
        (None, None) => "changed".to_owned(),
    };
    let message = w(format!(
        "the assessment of {half} closed on {closed_on}; after that {} {change} ({})",
        key_name(key),
        by(trace)
    ))
    .label("changed after the close");
    let message = match values.0 {
        Some(before) => message.help(format!("set {} back to {}", key_name(key), quote(before))),
        None => message.help(format!("delete {}", key_name(key))),
    };
    message.help(WAIVE)
}

pub fn frozen_file_changed(kind: Kind, path: &str, removed: bool, trace: &Trace) -> Wording {
    let (what, again) = match kind {
        Kind::Ranking => (
            "an issued ranking",
            "issue a correction beside it: `kebu rank PERIOD --issue --reason TEXT`",
        ),
        Kind::Assessment => (
            "an issued assessment",
            "issue a correction beside it: `kebu assess HALF --issue --reason TEXT`",
        ),
        _ => ("the notice of an assessment result", WAIVE),
    };
    let done = if removed { "removed" } else { "changed" };
    let message =
        w(format!("{what} was {done} ({})", by(trace))).help(restore(trace, path)).help(again);
    if removed { message } else { message.label("differs from the original") }
}

pub fn submitted_return_changed(path: &str, removed: bool, due_on: Date, trace: &Trace) -> Wording {
    let done =
        if removed { "was removed" } else { "gives another day of submission or changes `nil`" };
    let message =
        w(format!("the return was due on {due_on} and since then {done} ({})", by(trace)))
            .help(restore(trace, path))
            .help("correct figures with `kebu submit --again`, which keeps the day of submission");
    if removed { message } else { message.label("changed after it was due") }
}

pub fn history_rewritten(commit: &str) -> Wording {
    w(format!("commit `{commit}` is no longer part of history: it was rewritten"))
        .help("fetch the original history from a backup or another clone")
        .help("name a branch, as in `--since main`, if this branch merely lacks that commit")
}
