//! 月度上报的文字：说明、提交信息、不能上报的原因。

use super::before_han;
use crate::diag::submit::SubmitRefusal;
use crate::report::submission::{Base, CommitLine, CommitText, Counts, Saying, count_label, words};
use crate::text::{Message, shown};

pub fn saying(saying: &Saying) -> String {
    match saying {
        Saying::Title { branch, month, base, records } => {
            let told = match base {
                Base::Return { month, commit } => {
                    format!("自 {month} 上报（提交 {commit}）以来，{records} 条记录有变化")
                }
                Base::Nothing => format!("首次上报，全部 {records} 条记录"),
                Base::Dates { from, until } => {
                    format!("日期在 {from} 至 {until} 的记录 {records} 条")
                }
            };
            format!("{} {month} 上报：{told}", shown(branch))
        }
        Saying::Counted(counts) => self::counts(counts),
        Saying::MonthMissed { month, due_on } => {
            format!("上报 {month}：{due_on} 已到期，有变化而未上报")
        }
        Saying::MonthCurrent { month, due_on } => {
            format!("上报 {month}：本期，{due_on} 24:00 截止")
        }
        Saying::LeftToDo { due_on, items } => {
            format!("{due_on} 之前还有 {items} 项要办（含已逾期）")
        }
        Saying::OverdueLonger { items, branch } => {
            format!("另有 {items} 项在本期之前就已逾期；运行 `kebu agenda --branch {branch}` 查看")
        }
        Saying::Elsewhere { files } => {
            format!("档案库里另有 {files} 个改动的文件不属于本单位，没有一起提交")
        }
        Saying::WouldWrite { path, files, is_in_git: true } => {
            format!("将写入 {path}，并与本单位改动的文件一起提交，共 {files} 个，提交信息如下：")
        }
        Saying::WouldWrite { path, is_in_git: false, .. } => {
            format!("将写入 {path}；档案库不在 Git 仓库里，不提交")
        }
        Saying::Written { path } => format!("已写入 {path}"),
        Saying::Unchanged { path } => format!("{path} 的内容没有变化"),
        Saying::NotInGit { submitted_on } => {
            format!("档案库不在 Git 仓库里，没有提交；以填报日期 {submitted_on} 为准")
        }
        Saying::Committed { commit, files } => format!("已提交 {commit}，共 {files} 个文件"),
        Saying::NotPushed => "尚未推送；运行 `git push` 送到总部".to_owned(),
        Saying::Pushed { remote } => format!("已推送到 `{remote}`"),
    }
}

fn counts(counts: &Counts) -> String {
    let told = counts.iter().map(|(key, count)| {
        let [label, _] = count_label(key);
        format!("{label} {count}")
    });
    told.collect::<Vec<_>>().join("，")
}

pub fn commit_text(text: &CommitText) -> String {
    let nil = if text.is_nil { "，无变化" } else { "" };
    let again = if text.is_correction { "更正 " } else { "" };
    let mut message = format!("{again}{} 上报：{}{nil}\n", text.month, text.branch);
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
        message.push_str(&format!("- 另有 {} 条记录\n", text.more));
    }
    message.push_str(&format!("\n上报人：{}\n", text.by));
    message
}

fn commit_line(line: &CommitLine) -> String {
    let [[fate, _], [kind, _]] = words(line);
    let name = match &line.name {
        Some(name) => format!("{}（{}）", before_han(&shown(name)).trim_end(), line.id),
        None => line.id.clone(),
    };
    let fields: Vec<&str> = line.fields.iter().map(|[zh, _]| zh.as_str()).collect();
    let fields =
        if fields.is_empty() { String::new() } else { format!("：{}", fields.join("、")) };
    format!("- {fate}{kind} {name}{fields}\n")
}

pub fn refusal(refusal: &SubmitRefusal) -> Message {
    match refusal {
        SubmitRefusal::BadMonth { given } => {
            Message::new(format!("`{given}` 不是月份")).help("写成 `2026-06` 这样的年-月")
        }
        SubmitRefusal::NotBegun { month, begins_on, today } => {
            Message::new(format!("{month} 的上报期从 {begins_on} 开始，今天是 {today}，还不能上报"))
                .help(format!("到 {begins_on} 以后再上报"))
        }
        SubmitRefusal::NotOwed { month, branch } => Message::new(format!(
            "{}不必上报 {month}：不在它从设立到撤销的期间内，或早于档案库启用",
            before_han(branch)
        )),
        SubmitRefusal::FindingsStand { errors, branch } => {
            Message::new(format!("本单位的记录有 {errors} 处错误，没有上报"))
                .help(format!("运行 `kebu check branches/{branch}` 查看，改正后再上报"))
        }
        SubmitRefusal::AlreadySubmitted { month, submitted_on, next } => Message::new(format!(
            "{month} 已于 {submitted_on} 上报"
        ))
        .help(format!("运行 `kebu submit {month} --again` 更正这一期；之后的变化随 {next} 上报")),
        SubmitRefusal::NothingChanged { month, is_nil_required: false } => {
            Message::new(format!("{month} 没有变化，按制度不必上报"))
                .help(format!("运行 `kebu submit {month} --nil` 留下零报告"))
        }
        SubmitRefusal::NothingChanged { month, is_nil_required: true } => {
            Message::new(format!("{month} 没有变化，制度要求零报告"))
                .help(format!("运行 `kebu submit {month} --nil`"))
        }
        SubmitRefusal::NilWithChanges { month, changes } => {
            Message::new(format!("{month} 有 {changes} 条记录变化，不能报无变化"))
                .help(format!("运行 `kebu submit {month}`，不带 `--nil`"))
        }
    }
}
