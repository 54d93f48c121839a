//! The demo: why it was not made, and where to look once it is.

use crate::diag::demo::DemoRefusal;
use crate::report::demo::{DemoMade, Stage, Suggestion};
use crate::text::Message;

pub fn refusal(refusal: &DemoRefusal) -> Message {
    match refusal {
        DemoRefusal::NotEmpty { folder } => Message::new(format!(
            "`{folder}` is not empty; a demo archive is written only into an empty folder"
        ))
        .help("name a folder that does not exist yet, such as `kebu demo demo-archive`"),
        DemoRefusal::Clients { given, least, most } => {
            Message::new(format!("`--clients` cannot be {given}; it can be {least} to {most}"))
                .help(format!("write `--clients {least}` or more: fewer cannot show every case"))
        }
    }
}

pub fn made(made: &DemoMade) -> String {
    let DemoMade { folder, branches, clients, commits, repositories, seed, .. } = made;
    let apart = match repositories {
        1 => String::new(),
        _ => format!(", each branch a repository of its own ({repositories} repositories)"),
    };
    format!(
        "made a demo archive in `{folder}`: {branches} branches, {clients} clients, \
         {commits} commits{apart} (seed {seed})\n\
         The group, its branches, people and clients are invented. As of {}, try in turn:",
        made.today
    )
}

pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Telling => "making up the records …",
        Stage::Writing => "writing the history and the files …",
    }
}

pub fn suggestion(suggestion: &Suggestion) -> &'static str {
    match suggestion {
        Suggestion::Check => "check all records",
        Suggestion::Grade => "grades of one branch's clients, with reasons",
        Suggestion::Promoted => "a client promoted to A, condition by condition",
        Suggestion::Demoted => "a client that fell from A to B",
        Suggestion::Before => "the same client's grade at the end of last year",
        Suggestion::Moved => "a client that moved to the new branch",
        Suggestion::Rank => "the quarter's ranking",
        Suggestion::Past => "last year's third quarter, by the records and policy of that time",
        Suggestion::Trend => "the trend over eight quarters",
        Suggestion::Returns => "who was late, missing or false, and what proves it",
        Suggestion::Assess => "the half-year's assessment",
        Suggestion::Explain => "every point that one branch lost",
        Suggestion::Overdue => "complaints past their deadline",
        Suggestion::Agenda => "what one branch has to do",
        Suggestion::History => {
            "what became of the promoted client, field by field, by whom and when"
        }
        Suggestion::Diff => "what changed between two half-years",
        Suggestion::Changes => "promotions and demotions since, with the reason and the commit",
        Suggestion::WhatIf => "three half-years under the defaults alone: who would move",
        Suggestion::Since => "what is newly wrong since that day, tampering included",
        Suggestion::Staged => {
            "what the next commit would bring; `git rm` a complaint and try again"
        }
        Suggestion::IssueRank => "freeze the ranking",
        Suggestion::Issue => "freeze the assessment",
        Suggestion::Verify => "compute it again at its commit and compare byte for byte",
        Suggestion::Notice => "the papers that the results call for",
    }
}
