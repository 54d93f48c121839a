//! What is said about the papers that results call for. The papers themselves are Chinese: they
//! are the group's official documents.

use crate::domain::keyword::Keyword;
use crate::report::notice::{NoticeSaying, PaperKind};

pub fn saying(saying: &NoticeSaying) -> String {
    match saying {
        NoticeSaying::Written { kind, branches } => {
            let name = match kind {
                PaperKind::Memo => "memo to the group leaders",
                PaperKind::Commendation => "circular of commendation",
                PaperKind::Criticism => "circular of criticism (default)",
                PaperKind::Summary => "request for the work summary",
                PaperKind::Rectification => "order to rectify (default)",
            };
            format!("{name}: {}", branches.join(", "))
        }
        NoticeSaying::Draft { half } => format!(
            "the assessment of {half} has not been issued, so these are drafts; run `kebu assess \
             {half} --issue` first"
        ),
        NoticeSaying::NoNotice { branch, name, half, result } => format!(
            "no notice to {name} is on record, so its deadlines have no date; on the day of \
             notice run `kebu notice new {half} --branch {branch} --result {}`",
            result.key()
        ),
        NoticeSaying::Nothing { half } => {
            format!("no branch has a result for {half}, so there are no papers")
        }
    }
}
