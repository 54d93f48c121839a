//! 修改记录的请求不能照办时的说明。

use super::syntax;
use crate::diag::edit::{BadGiven, EditFault, EditRefusal, Hints, Wanted};
use crate::text::Message;
use crate::text::wording::quote;

pub const HINTS: Hints = Hints {
    label: 0,
    how: "填好必填的字段，保存并关闭；引号之间可直接填日期、数字。\n\
          要填可选的字段，去掉行首的 #?；留空的字段和带 #? 的提示不会保存。",
    required: "必填",
    also: "还可填：",
    comma: "，",
};

pub fn refusal(refusal: &EditRefusal) -> Message {
    match refusal {
        EditRefusal::NotEdited { path, fault } => not_edited(path, fault),
        EditRefusal::BadGiven(bad) => bad_given(bad),
    }
}

fn not_edited(path: &str, fault: &EditFault) -> Message {
    match fault {
        EditFault::Unreadable(error) => Message::new(format!(
            "`{path}` 不是有效的 TOML，未作任何修改：{}",
            syntax::words(&error.fault).message
        ))
        .help(format!("运行 `kebu check {path}` 查看位置，改好后再试")),
        EditFault::BadPath { key } => Message::new(format!("{} 不是字段的路径", quote(key)))
            .help("用点号连接各级字段名，如 `facts.credit.value`、`needs.0.status`"),
        EditFault::NotATable { key } => {
            Message::new(format!("`{path}` 的 {} 是一个值，里面没有下级字段", quote(key)))
                .help(format!("运行 `kebu check {path}` 查看这份记录"))
        }
        EditFault::NeedsPosition { key } => {
            Message::new(format!("{} 是列表，要写明第几项", quote(key)))
                .help(format!("在字段名后写序号，从 0 数起，如 `{key}.0`"))
        }
        EditFault::NoItem { key, position, count } => Message::new(format!(
            "{} 没有第 {position} 项（从 0 数起），现有 {count} 项",
            quote(key)
        ))
        .help(format!("写 `{key}.{count}` 在末尾添加一项")),
        EditFault::NotAList { key } => {
            Message::new(format!("{} 不是列表，不能添加一项", quote(key)))
                .help(format!("用 `{key}=…` 设值"))
        }
        EditFault::Misformatted => {
            Message::new(format!("`{path}` 未能整理成规范格式，没有写入任何文件"))
                .help("把这份记录的写法告诉维护者；写明其他文件的路径可先整理它们")
        }
        EditFault::Mistaken { key } => {
            Message::new(format!("`{path}` 的 {} 未能改好，文件保持原样", quote(key)))
                .help("在编辑器里修改这一字段，并把这份记录的写法告诉维护者")
        }
    }
}

fn bad_given(bad: &BadGiven) -> Message {
    match bad {
        BadGiven::NotListed { key, given, words, near } => {
            let listed: Vec<String> =
                words.iter().map(|(word, labels)| format!("  {word}  {}", labels[0])).collect();
            let message = Message::new(format!("{} 不能填 {}", quote(key), quote(given)));
            let near = near.as_ref().map(|near| format!("是否想写 `{near}`？"));
            message.maybe_help(near).help(format!("从这些值里选一个：\n{}", listed.join("\n")))
        }
        BadGiven::Form { key, given, wanted } => {
            let (what, how) = wanted_words(*wanted);
            let message =
                Message::new(format!("{} 要填{what}，不能填 {}", quote(key), quote(given)));
            message.help(how)
        }
    }
}

fn wanted_words(wanted: Wanted) -> (&'static str, &'static str) {
    match wanted {
        Wanted::Integer => ("整数", "只写数字，金额以元为单位，可用 `_` 分节：`128_000_000`"),
        Wanted::Number => ("数", "写成小数，比率在 0 与 1 之间：`0.35`"),
        Wanted::Boolean => ("是或否", "写 `true` 或 `false`（也可写 `是`、`否`）"),
        Wanted::Date => ("日期", "写成 `2026-06-30` 这样的年-月-日"),
        Wanted::Moment => ("日期或时刻", "写成 `2026-05-06`、`2026-05-06 09:30`，或带时区的时刻"),
        Wanted::List => ("列表", "重复写这个字段，一次一项，或写成 `[\"甲\", \"乙\"]`"),
        Wanted::Table => ("一组字段", "写成 `{ on = 2026-06-30, by = \"li-na\" }`"),
        Wanted::Tables => ("一项或多项", "写成 `{ … }` 添加一项，或 `[{ … }, { … }]`"),
    }
}
