//! Words of monthly returns: what is said, the text of the commit, why one is not filed.

use crate::diag::submit::SubmitRefusal;
use crate::report::submission::{Base, CommitLine, CommitText, Counts, Saying, count_label, words};
use crate::text::{Message, shown};

pub fn saying(saying: &Saying) -> String {
    match saying {
        Saying::Title { branch, month, base, records } => {
            let noun = if *records == 1 { "record" } else { "records" };
            let told = match base {
                Base::Return { month, commit } => format!(
                    "{records} {noun} changed since the return of {month} (commit {commit})"
                ),
                Base::Nothing => format!("the first one, all {records} {noun}"),
                Base::Dates { from, until } => {
                    format!("{records} {noun} dated {from} to {until}")
                }
            };
            format!("Return {month} of {}: {told}", shown(branch))
        }
        Saying::Counted(counts) => self::counts(counts),
        Saying::MonthMissed { month, due_on } => {
            format!("returning {month}: due on {due_on}, changes came and nothing was submitted")
        }
        Saying::MonthCurrent { month, due_on } => {
            format!("returning {month}: the present period, due by the end of {due_on}")
        }
        Saying::LeftToDo { due_on, items: 1 } => format!("1 matter to do by {due_on}"),
        Saying::LeftToDo { due_on, items } => {
            format!("{items} matters to do by {due_on}, overdue ones included")
        }
        Saying::OverdueLonger { items, branch } => {
            let verb = if *items == 1 { "was" } else { "were" };
            format!(
                "{items} more {verb} overdue before this period: `kebu agenda --branch {branch}`"
            )
        }
        Saying::Elsewhere { files } => {
            let verb = if *files == 1 { "file is" } else { "files are" };
            format!("{files} other changed {verb} not the branch's and not part of the commit")
        }
        Saying::WouldWrite { path, files, is_in_git: true } => {
            let noun = if *files == 1 { "file" } else { "files" };
            format!(
                "would write {path} and commit {files} {noun} of the branch, with this message:"
            )
        }
        Saying::WouldWrite { path, is_in_git: false, .. } => {
            format!("would write {path}; the archive is in no Git repository: no commit")
        }
        Saying::Written { path } => format!("wrote {path}"),
        Saying::Unchanged { path } => format!("{path} stays as it is"),
        Saying::NotInGit { submitted_on } => format!(
            "the archive is in no Git repository: not committed, the date {submitted_on} counts"
        ),
        Saying::Committed { commit, files } => {
            let noun = if *files == 1 { "file" } else { "files" };
            format!("committed {files} {noun} as {commit}")
        }
        Saying::NotPushed => "not pushed yet: run `git push` to send it".to_owned(),
        Saying::Pushed { remote } => format!("pushed to `{remote}`"),
        Saying::MergesByLines => {
            "so that records of several people merge key by key in this clone, run once \
             `kebu merge-driver install`"
                .to_owned()
        }
    }
}

fn counts(counts: &Counts) -> String {
    let told = counts.iter().map(|(key, count)| {
        let [_, label] = count_label(key);
        format!("{}: {count}", label.to_lowercase())
    });
    told.collect::<Vec<_>>().join(", ")
}

pub fn commit_text(text: &CommitText) -> String {
    let nil = if text.is_nil { ", nothing changed" } else { "" };
    let again = if text.is_correction { "Correction: return" } else { "Return" };
    let mut message = format!("{again} {}: {}{nil}\n", text.month, text.branch);
    if !text.is_nil {
        message.push_str(&format!("\n{}\n", counts(&text.counts)));
    }
    if !text.lines.is_empty() {
        message.push('\n');
    }
    for line in &text.lines {
        message.push_str(&commit_line(line));
    }
    if text.more > 0 {
        message.push_str(&format!("- {} more\n", text.more));
    }
    message.push_str(&format!("\nBy: {}\n", text.by));
    message
}

fn commit_line(line: &CommitLine) -> String {
    let [[_, fate], [_, kind]] = words(line);
    let name = match &line.name {
        Some(name) => format!("{} ({})", shown(name), line.id),
        None => line.id.clone(),
    };
    let fields: Vec<&str> = line.fields.iter().map(|[_, en]| en.as_str()).collect();
    let fields = if fields.is_empty() { String::new() } else { format!(": {}", fields.join(", ")) };
    format!("- {kind} {fate}: {name}{fields}\n")
}

pub fn refusal(refusal: &SubmitRefusal) -> Message {
    match refusal {
        SubmitRefusal::BadMonth { given } => {
            Message::new(format!("`{given}` is not a month")).help("write it as `2026-06`")
        }
        SubmitRefusal::NotBegun { month, begins_on, today } => Message::new(format!(
            "the period of {month} begins on {begins_on} and today is {today}: too early"
        )),
        SubmitRefusal::NotOwed { month, branch } => Message::new(format!(
            "{branch} owes no return of {month}: before it opened, after it closed, or before \
             the archive was taken into use"
        )),
        SubmitRefusal::FindingsStand { errors, branch } => {
            let noun = if *errors == 1 { "error" } else { "errors" };
            Message::new(format!("{errors} {noun} in the branch's records: nothing was submitted"))
                .help(format!("run `kebu check branches/{branch}` and mend them first"))
        }
        SubmitRefusal::AlreadySubmitted { month, submitted_on, next } => {
            Message::new(format!("{month} was submitted on {submitted_on}")).help(format!(
                "run `kebu submit {month} --again` to correct it; what changed since belongs to \
                 {next}"
            ))
        }
        SubmitRefusal::NothingChanged { month, is_nil_required: false } => {
            Message::new(format!("nothing changed in {month}: no return is needed"))
                .help(format!("run `kebu submit {month} --nil` to say so all the same"))
        }
        SubmitRefusal::NothingChanged { month, is_nil_required: true } => {
            Message::new(format!("nothing changed in {month}, and the policy wants a nil return"))
                .help(format!("run `kebu submit {month} --nil`"))
        }
        SubmitRefusal::NilWithChanges { month, changes } => {
            let noun = if *changes == 1 { "record" } else { "records" };
            Message::new(format!("{changes} {noun} changed in {month}: no nil return"))
                .help(format!("run `kebu submit {month}` without `--nil`"))
        }
    }
}
