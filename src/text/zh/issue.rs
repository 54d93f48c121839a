//! 印发、核验的文字。

use super::before_han;
use crate::diag::issue::IssueRefusal;
use crate::domain::record::Kind;
use crate::report::issue::{IssueSaying, Reason};
use crate::report::ranking_comparison::NoData;
use crate::text::{Lang, Message};

pub fn saying(saying: &IssueSaying) -> String {
    match saying {
        IssueSaying::Issued { kind, period, as_of, commit, restatement } => format!(
            "已印发 {period} {}：基准日 {as_of}，依据提交 {commit}",
            named(*kind, *restatement)
        ),
        IssueSaying::WouldIssue { kind, period, as_of, commit, restatement } => format!(
            "将印发 {period} {}：基准日 {as_of}，依据提交 {commit}；没有写入",
            named(*kind, *restatement)
        ),
        IssueSaying::CommitIt { path, kind, period } => format!(
            "提交之后才能作为凭据：`git add {path} && git commit -m \"印发 {period} {}\" -- {path}`",
            short_name(*kind)
        ),
        IssueSaying::Verified { period, results, equal } if results == equal => {
            format!("核验 {period}：{results} 份印发结果，全部一致")
        }
        IssueSaying::Verified { period, results, equal } => {
            format!("核验 {period}：{results} 份印发结果，{} 份未通过", results - equal)
        }
        IssueSaying::Named { kind, period, restatement } => {
            format!("{period} {}", named(*kind, *restatement))
        }
        IssueSaying::Equal => "一致".to_owned(),
        IssueSaying::NotEqual { differences: 0 } => "不能认定".to_owned(),
        IssueSaying::NotEqual { differences } => format!("不一致，{differences} 处"),
        IssueSaying::EqualSentence { path, commit } => {
            format!("{path}：在提交 {commit} 上重新计算，与印发结果逐字节一致")
        }
        IssueSaying::NotCommittedYet { path } => {
            format!("{path} 还没有提交，提交之后才能作为凭据")
        }
        IssueSaying::Differences { path, differences: 0 } => format!("{path}：不能认定"),
        IssueSaying::Differences { path, differences } => {
            format!("{path}：{differences} 处与重新计算的结果不同")
        }
        IssueSaying::Reason { path, reason } => reason_text(path, reason),
        IssueSaying::ComparedWithIssued { previous, path } => {
            format!("与 {previous} 比较：依据印发的排名 {path}")
        }
        IssueSaying::ComparedWithArchive { previous, on } => {
            format!("与 {previous} 比较：未印发，依据 {on} 的档案（Git）")
        }
        IssueSaying::NotCompared { previous, why } => {
            format!("与 {previous} 比较：无数据，{}", no_data(why))
        }
        IssueSaying::Gone { branches } => {
            format!("上期有、本期不再排名：{}", branches.join("、"))
        }
        IssueSaying::MovesUnknown => "印发时的提交不在这里，升级、降级的客户无法列出".to_owned(),
        IssueSaying::NewBranch => "新".to_owned(),
        IssueSaying::RanksMoved { up: 0 } => "不变".to_owned(),
        IssueSaying::RanksMoved { up } if *up > 0 => format!("升 {up}"),
        IssueSaying::RanksMoved { up } => format!("降 {}", -up),
        IssueSaying::ClientsMoved { previous, promoted, demoted } => {
            format!("与 {previous} 相比等级变动的客户：升级 {promoted}，降级 {demoted}")
        }
    }
}

fn no_data(why: &NoData) -> String {
    match why {
        NoData::NotFromGit => "没有印发过，档案库也不以 Git 为证".to_owned(),
        NoData::NothingYet => "没有印发过，那时还没有档案".to_owned(),
        NoData::Unreadable => "没有印发过，那时的档案有读不懂的记录".to_owned(),
        NoData::Git { why } => format!("没有印发过，{why}"),
    }
}

fn reason_text(path: &str, reason: &Reason) -> String {
    match reason {
        Reason::NotAsWritten => format!("{path} 不是程序写出的原样：被人改过"),
        Reason::TakenAway { commits } if commits.is_empty() => format!(
            "{path} 已被删除（尚未提交），以上按删除前的内容核验；\
             取回：`git restore --source=HEAD -- {path}`"
        ),
        Reason::TakenAway { commits } => format!(
            "{path} 印发之后被删除，见提交 {}，以上按印发时的内容核验；\
             取回：`git restore --source={}~1 -- {path}`",
            commits.join("、"),
            commits.last().map_or("", String::as_str)
        ),
        Reason::Edited { commits } => {
            format!("{path} 印发之后又被改动，见提交 {}", commits.join("、"))
        }
        Reason::EditedHere => format!("{path} 与最后一次提交的不同：改动还没有提交"),
        Reason::PolicyDiffers { recorded, found } => format!(
            "制度参数不同：印发时记的 SHA-256 是 {}…，该提交上是 {}…",
            head(recorded),
            head(found)
        ),
        Reason::AsOfDiffers { recorded, found } => {
            format!("基准日不同：印发时记的是 {recorded}，按制度参数应为 {found}")
        }
        Reason::OtherTool { recorded, now } => {
            format!("印发时的程序版本是 {recorded}，现在是 {now}，差异可能由此而来")
        }
        Reason::NotJson => format!("{path} 里的结果读不懂"),
        Reason::NoCommit { path, commit } => {
            format!("提交 {commit} 不在{}里，无法重新计算；先运行 `git fetch`", repository(path))
        }
        Reason::NoProof { path, name } => format!(
            "{}缺少印发时所依据的 {name}（{}），无法重新计算到达时间；先运行 {}",
            repository(path),
            if name.ends_with("receipts") { "服务器回执" } else { "旁观记录" },
            fetch_proofs(path)
        ),
        Reason::NoRepository { path } => {
            format!("{path} 在这里不是单独的仓库，无法重新计算；先克隆它")
        }
        Reason::NotInHistory { path, commit } => {
            format!("提交 {commit} 不在{}现在的历史里：历史被改写过", repository(path))
        }
        Reason::Unreadable { errors } => {
            format!("该提交上有 {errors} 处错误，记录读不全，无法重新计算")
        }
    }
}

fn repository(path: &str) -> String {
    match path {
        "." => "档案库的仓库".to_owned(),
        path => format!(" {path} 的仓库"),
    }
}

/// 取回执和旁观记录的命令：普通的克隆不带它们。
fn fetch_proofs(path: &str) -> String {
    let there = if path == "." { String::new() } else { format!("-C {path} ") };
    format!("`git {there}fetch origin 'refs/kebu/*:refs/kebu/*'`")
}

/// 哈希的开头，够人比对。
fn head(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

/// 排名，或考核结果；更正的写明第几次。
fn named(kind: Kind, restatement: u32) -> String {
    let name = short_name(kind);
    match restatement {
        0 => name.to_owned(),
        number => format!("{name}（第 {number} 次更正）"),
    }
}

fn short_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Ranking => "排名",
        Kind::Assessment => "考核结果",
        other => Lang::Zh.word(other),
    }
}

pub fn refusal(refusal: &IssueRefusal) -> Message {
    match refusal {
        IssueRefusal::NoRepository { folder } => {
            Message::new(format!("`{folder}` 不在 Git 仓库里，没有提交可作依据，不能印发"))
                .help("先用 Git 管理档案库并提交，再印发")
        }
        IssueRefusal::Uncommitted { paths } => {
            Message::new(format!("{} 个文件与提交不同，不能印发：{}", paths.len(), listed(paths)))
                .help("提交这些改动，或用 `git stash -u` 收起，再印发")
        }
        IssueRefusal::FindingsStand { errors } => {
            Message::new(format!("记录有 {errors} 处错误，不能印发"))
                .help("运行 `kebu check` 查看，改正并提交后再印发")
        }
        IssueRefusal::NotOver { period, over_on, today } => Message::new(format!(
            "{period} 要到 {over_on} 才结束，今天是 {today}，结果还会变，不能印发"
        ))
        .help(format!("到 {over_on} 再印发")),
        IssueRefusal::AlreadyIssued { command, path, issued_on } => {
            Message::new(format!("已于 {issued_on} 印发（`{path}`），印发的结果不改写"))
                .help(format!("更正时写明原因，另存一份：`{command} --reason 原因`"))
        }
        IssueRefusal::NothingToRestate { command, period } => {
            Message::new(format!("{before}还没有印发过，谈不上更正", before = before_han(period)))
                .help(format!("去掉 `--reason`：`{command}`"))
        }
        IssueRefusal::NothingRestated { path } => {
            Message::new(format!("重新计算的结果与 `{path}` 相同，没有可更正的"))
        }
        IssueRefusal::NothingIssued { period, near } => {
            Message::new(format!("{}没有印发过排名或考核结果", before_han(period))).maybe_help(
                (!near.is_empty()).then(|| format!("改用已印发的期间：{}", near.join("、"))),
            )
        }
        IssueRefusal::PolicyInvalid { file, errors } => {
            Message::new(format!("`{file}` 作为制度参数有 {errors} 处错误，没有计算"))
                .help(format!("改正 `{file}`；写法见 `kebu policy show`"))
        }
        IssueRefusal::NotVerified { period, kind } => {
            Message::new(format!("{period} 印发的{}核验不一致，不能据以出文", short_name(*kind)))
                .help(format!("运行 `kebu verify {period}` 查看"))
        }
    }
}

/// 前几个，其余只说个数。
fn listed(paths: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = paths.iter().take(SHOWN).map(|path| format!("`{path}`")).collect();
    let more = paths.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" 等，另有 {more} 个") } else { String::new() };
    format!("{}{more}", shown.join("、"))
}
