//! Sentences about history, differences and promotions, and why they cannot be told.

use super::phrase::counted;
use crate::diag::history::HistoryRefusal;
use crate::report::history_phrase::HistoryPhrase;
use crate::text::{Message, shown};

pub fn phrase(phrase: &HistoryPhrase) -> String {
    match phrase {
        HistoryPhrase::Of { what, commits, shown: some } => {
            let part =
                if some < commits { format!(", the last {some} of them") } else { String::new() };
            let commits = counted(*commits, "commit", "commits");
            let what = match &what.name {
                Some(name) => format!("{} {}", shown(name), what.id),
                None => what.id.clone(),
            };
            format!("History of {what} ({commits}{part}, newest first)")
        }
        HistoryPhrase::NotCommitted => "not committed".to_owned(),
        HistoryPhrase::EvidenceGrades => "Evidence: A receipt of the server, B observation, \
                                          C date of the commit (self-declared)"
            .to_owned(),
        HistoryPhrase::NothingIn { since, until } => match (since, until) {
            (Some(since), Some(until)) => format!("No changes from {since} to {until}"),
            (Some(since), None) => format!("No changes since {since}"),
            (None, Some(until)) => format!("No changes until {until}"),
            (None, None) => "No changes".to_owned(),
        },
    }
}

pub fn refusal(refusal: &HistoryRefusal) -> Message {
    match refusal {
        HistoryRefusal::NoRepository { folder } => {
            Message::new(format!("`{folder}` is in no Git repository: there is no history"))
                .help("run `git init` and commit the archive; history begins there")
        }
        HistoryRefusal::NeverThere { given } => Message::new(format!(
            "there is no `{given}`, neither in the archive nor in its history"
        ))
        .help("find clients with `kebu client search`, or write the whole id"),
    }
}
