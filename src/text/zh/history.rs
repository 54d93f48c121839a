//! 历史、差异、升降级的语句与说明。

use super::before_han;
use crate::diag::history::HistoryRefusal;
use crate::domain::keyword::Keyword;
use crate::report::history_phrase::{HistoryPhrase, SideName};
use crate::text::{Lang, Message, shown};

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
        HistoryPhrase::OriginsUnknown { why } => format!("没有标出各值由哪次提交写入：{why}"),
        HistoryPhrase::OverrideSet { by, at, commit } => {
            format!("该人工定级由{}于 {at} 写入（提交 {commit}）", before_han(&shown(by)))
        }
        HistoryPhrase::Promotions { from, to, promoted, demoted } => {
            let (from, to) = (side(from), side(to));
            format!("从{from}到{to}的升降级（升级 {promoted} 个，降级 {demoted} 个）")
        }
        HistoryPhrase::TimePassed => "时间推移所致，没有提交".to_owned(),
        HistoryPhrase::ByPolicy => "制度参数改了，记录没有变".to_owned(),
        HistoryPhrase::Between { from, to } => format!("从{}到{}的变化", side(from), side(to)),
        HistoryPhrase::Movements { changes } => format!("逐项变化（共 {changes} 项）"),
        HistoryPhrase::Fields { records } => format!("逐字段变化（共 {records} 份记录）"),
        HistoryPhrase::Total => "合计".to_owned(),
        HistoryPhrase::NothingMoved => {
            "客户、等级、投诉、事实都没有变化；全部字段用 `--fields` 查看".to_owned()
        }
        HistoryPhrase::EmptyBranch { branch } => format!(
            "警告：`branches/{}` 是空目录，这个单位没有计入；它若是单独的仓库，\
             先 `git clone 地址 branches/{0}`",
            shown(branch)
        ),
        HistoryPhrase::PredicateTurned { predicate, from, to } => {
            let [name, from, to] =
                [Lang::Zh.word(*predicate), Lang::Zh.word(*from), Lang::Zh.word(*to)];
            format!("{} {name}：{from} → {to}", predicate.key())
        }
        HistoryPhrase::OverrideTurned => "人工定级".to_owned(),
        HistoryPhrase::OverrideApproved { by, reason } => {
            format!("{}批准，理由：{}", before_han(&shown(by)), shown(reason))
        }
    }
}

/// 一个时点的档案。
fn side(side: &SideName) -> String {
    let Some(given) = &side.given else { return format!("现在的档案（{}）", side.as_of) };
    let is_said = *given == side.as_of.to_string();
    // 用提交号指名的，不说两遍。
    if side.commit.as_ref().is_some_and(|commit| given.starts_with(commit.as_str())) {
        let commit = side.commit.as_deref().unwrap_or_default();
        return format!("提交 {commit}（基准日 {}）", side.as_of);
    }
    let commit = side.commit.as_ref().map(|commit| format!("提交 {commit}"));
    let as_of = (!is_said).then(|| format!("基准日 {}", side.as_of));
    let notes: Vec<String> = commit.into_iter().chain(as_of).collect();
    format!(" {}（{}）", shown(given), notes.join("，"))
}

pub fn refusal(refusal: &HistoryRefusal) -> Message {
    match refusal {
        HistoryRefusal::NoRepository { folder } => {
            Message::new(format!("`{folder}` 不在 Git 仓库里，没有历史可查"))
                .help("运行 `git init` 并提交档案库，从此有历史可查")
        }
        HistoryRefusal::BadRange { given } => Message::new(format!(
            "`{given}` 不是一段时间或两个版本"
        ))
        .help(
            "写成 `2026-03-31..2026-06-30`、`2026Q1..2026Q2` 或 `v1..HEAD`；只写一个则与现在比较",
        ),
        HistoryRefusal::UnknownState { given } => Message::new(format!(
            "`{given}` 不是日期、期间，也没有叫这个名字的提交、标签或分支"
        ))
        .help(
            "写成 `2026-06-30` 这样的日期、`2026Q2` 这样的期间，或提交号、标签、分支名、`HEAD~1`",
        ),
        HistoryRefusal::NeverThere { given } => {
            Message::new(format!("现在的档案库和历史里都没有 `{given}`"))
                .help("用 `kebu client search` 查找客户，或写全编号")
        }
    }
}
