//! 历史、差异、升降级的语句与说明。

use super::before_han;
use crate::diag::history::HistoryRefusal;
use crate::report::history_phrase::HistoryPhrase;
use crate::text::{Message, shown};

pub fn phrase(phrase: &HistoryPhrase) -> String {
    match phrase {
        HistoryPhrase::Of { what, commits, shown: some } => {
            let part =
                if some < commits { format!("，只列最近 {some} 次") } else { String::new() };
            let what = match &what.name {
                Some(name) => format!("{}（{}）", shown(name), what.id),
                None => before_han(&what.id),
            };
            format!("{what}的变更历史（共 {commits} 次提交{part}，近的在前）")
        }
        HistoryPhrase::NotCommitted => "尚未提交".to_owned(),
        HistoryPhrase::EvidenceGrades => {
            "证据：A 服务器回执，B 旁观记录，C 提交时间（自报）".to_owned()
        }
        HistoryPhrase::NothingIn { since, until } => match (since, until) {
            (Some(since), Some(until)) => format!("{since} 至 {until} 没有变更"),
            (Some(since), None) => format!("{since} 以来没有变更"),
            (None, Some(until)) => format!("到 {until} 为止没有变更"),
            (None, None) => "没有变更".to_owned(),
        },
    }
}

pub fn refusal(refusal: &HistoryRefusal) -> Message {
    match refusal {
        HistoryRefusal::NoRepository { folder } => {
            Message::new(format!("`{folder}` 不在 Git 仓库里，没有历史可查"))
                .help("运行 `git init` 并提交档案库，从此有历史可查")
        }
        HistoryRefusal::NeverThere { given } => {
            Message::new(format!("现在的档案库和历史里都没有 `{given}`"))
                .help("用 `kebu client search` 查找客户，或写全编号")
        }
    }
}
