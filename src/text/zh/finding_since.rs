//! 从前一状态以来被改动的记录。

use crate::diag::problem::Trace;
use crate::domain::record::Kind;
use crate::domain::time::Date;
use crate::text::wording::{Wording, key_name, quote};

fn w(message: impl Into<String>) -> Wording {
    Wording::new(message)
}

/// 谁在哪个提交里做的。
fn made_by(trace: &Trace) -> String {
    match &trace.commit {
        Some(commit) => format!("提交 `{commit}`，作者 {}", quote(&trace.author)),
        None => "尚未提交".to_owned(),
    }
}

/// 谁做的，何时到达。
fn by(trace: &Trace) -> String {
    match trace.commit {
        Some(_) => format!("{}，{} 到达", made_by(trace), trace.on),
        None => made_by(trace),
    }
}

/// 改动之前的提交。
fn before(trace: &Trace) -> String {
    trace.commit.as_ref().map_or("HEAD".to_owned(), |commit| format!("{commit}~1"))
}

fn restore(trace: &Trace, path: &str) -> String {
    format!("取回原文：`git restore --source={} -- {path}`", before(trace))
}

const WAIVE: &str = "确需如此的，由总部在 policy.toml 的 `[[waivers]]` 写明理由";

pub fn back_dated(main_on: Date, arrived_on: Date, trace: &Trace) -> Wording {
    w(format!("补录：记的是 {main_on} 的事，{arrived_on} 才到达（{}）", made_by(trace)))
        .label("早于到达所在的上报期")
        .help("核对日期；日期没错的，以后在当月录入")
}

pub fn complaint_removed(path: &str, trace: &Trace) -> Wording {
    w(format!("投诉记录被删除（{}）", by(trace)))
        .help(restore(trace, path))
        .help("投诉撤回的，用 `kebu complaint event` 登记 `withdrawn`，记录留着")
}

pub fn closed_complaint_changed(
    key: &str,
    values: (Option<&String>, Option<&String>),
    closed: (&str, Date),
    trace: &Trace,
) -> Wording {
    let (half, closed_on) = closed;
    let change = match values {
        (Some(before), Some(after)) => format!("由 {} 改为 {}", quote(before), quote(after)),
        (Some(before), None) => format!("原为 {}，被删去", quote(before)),
        (None, Some(after)) => format!("补填了 {}", quote(after)),
        (None, None) => "被改动".to_owned(),
    };
    let message = w(format!(
        "{half} 的考核已于 {closed_on} 截止，之后 {} {change}（{}）",
        key_name(key),
        by(trace)
    ))
    .label("截止后改动");
    let message = match values.0 {
        Some(before) => message.help(format!("把 {} 改回 {}", key_name(key), quote(before))),
        None => message.help(format!("删去 {}", key_name(key))),
    };
    message.help(WAIVE)
}

pub fn frozen_file_changed(kind: Kind, path: &str, removed: bool, trace: &Trace) -> Wording {
    let (what, again) = match kind {
        Kind::Ranking => {
            ("已印发的排名", "更正另行印发：`kebu rank 期间 --issue --reason 原因`，原件留着")
        }
        Kind::Assessment => {
            ("已印发的考核", "更正另行印发：`kebu assess 半年度 --issue --reason 原因`，原件留着")
        }
        _ => ("考核结果通知", WAIVE),
    };
    let done = if removed { "被删除" } else { "被改动" };
    let message =
        w(format!("{what}{done}（{}）", by(trace))).help(restore(trace, path)).help(again);
    if removed { message } else { message.label("与原来不同") }
}

pub fn submitted_return_changed(path: &str, removed: bool, due_on: Date, trace: &Trace) -> Wording {
    let done = if removed { "被删除" } else { "改动了上报日或“无变化”" };
    let message = w(format!("上报在截止日 {due_on} 之后{done}（{}）", by(trace)))
        .help(restore(trace, path))
        .help("更正数字用 `kebu submit --again`，上报日不变");
    if removed { message } else { message.label("截止后改动") }
}

pub fn history_rewritten(commit: &str) -> Wording {
    w(format!("提交 `{commit}` 已不在历史中，历史被改写过"))
        .help("从备份或别人的克隆取回原来的历史")
        .help("只是本分支还没有这个提交时，`--since` 后写分支名，例如 `--since main`")
}
