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
                    "{records} {noun} changed since the return for {month} (commit {commit})"
                ),
                Base::Nothing => format!("the first return, all {records} {noun}"),
                Base::Dates { from, until } => {
                    format!("{records} {noun} dated {from} to {until}")
                }
            };
            format!("Return for {month}, {}: {told}", shown(branch))
        }
        Saying::Counted(counts) => self::counts(counts),
        Saying::MonthMissed { month, due_on } => {
            format!(
                "reporting {month}: it was due on {due_on}, there were changes and nothing was \
                 submitted"
            )
        }
        Saying::MonthCurrent { month, due_on } => {
            format!("reporting {month}: the current period, due by 24:00 on {due_on}")
        }
        Saying::LeftToDo { due_on, items: 1 } => format!("1 item still to do by {due_on}"),
        Saying::LeftToDo { due_on, items } => {
            format!("{items} items still to do by {due_on}, overdue ones included")
        }
        Saying::OverdueLonger { items, branch } => {
            let verb = if *items == 1 { "was" } else { "were" };
            format!(
                "{items} more {verb} already overdue before this period; run `kebu agenda \
                 --branch {branch}`"
            )
        }
        Saying::Elsewhere { files } => {
            let verb = if *files == 1 { "file is" } else { "files are" };
            format!("{files} other changed {verb} outside this branch and not part of the commit")
        }
        Saying::WouldWrite { path, files, is_in_git: true } => {
            let noun = if *files == 1 { "file" } else { "files" };
            format!(
                "would write {path} and commit {files} {noun} of the branch, with this message:"
            )
        }
        Saying::WouldWrite { path, is_in_git: false, .. } => {
            format!(
                "would write {path}; the archive is not in a Git repository, so nothing is \
                 committed"
            )
        }
        Saying::Written { path } => format!("wrote {path}"),
        Saying::Unchanged { path } => format!("{path} stays as it is"),
        Saying::NotInGit { submitted_on } => format!(
            "the archive is not in a Git repository, so nothing was committed; the declared date \
             {submitted_on} counts"
        ),
        Saying::Committed { commit, files } => {
            let noun = if *files == 1 { "file" } else { "files" };
            format!("committed {files} {noun} as {commit}")
        }
        Saying::NotPushed => "not pushed yet; run `git push` to send it to headquarters".to_owned(),
        Saying::Pushed { remote } => format!("pushed to `{remote}`"),
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
        message.push_str(&format!("- {} more records\n", text.more));
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
            "the period of {month} begins on {begins_on} and today is {today}: too early to submit"
        ))
        .help(format!("submit it on {begins_on} or later")),
        SubmitRefusal::NotOwed { month, branch } => Message::new(format!(
            "{branch} owes no return for {month}: that is before it opened, after it closed, or \
             before the archive came into use"
        )),
        SubmitRefusal::FindingsStand { errors, branch } => {
            let noun = if *errors == 1 { "error" } else { "errors" };
            Message::new(format!(
                "{errors} {noun} in the branch's records, so nothing was submitted"
            ))
            .help(format!("run `kebu check branches/{branch}` and mend them first"))
        }
        SubmitRefusal::AlreadySubmitted { month, submitted_on, next } => {
            Message::new(format!("{month} was submitted on {submitted_on}")).help(format!(
                "run `kebu submit {month} --again` to correct it; later changes go into the return \
                 for {next}"
            ))
        }
        SubmitRefusal::NothingChanged { month, is_nil_required: false } => {
            Message::new(format!("nothing changed in {month}, so no return is needed"))
                .help(format!("run `kebu submit {month} --nil` to say so all the same"))
        }
        SubmitRefusal::NothingChanged { month, is_nil_required: true } => Message::new(format!(
            "nothing changed in {month}, and the policy requires a nil return"
        ))
        .help(format!("run `kebu submit {month} --nil`")),
        SubmitRefusal::NilWithChanges { month, changes } => {
            let noun = if *changes == 1 { "record" } else { "records" };
            Message::new(format!(
                "{changes} {noun} changed in {month}, so it cannot be a nil return"
            ))
            .help(format!("run `kebu submit {month}` without `--nil`"))
        }
    }
}
