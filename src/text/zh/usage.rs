//! 命令行写错时的说明。

use crate::diag::Usage;
use crate::text::{Lang, Message};

pub fn usage(usage: &Usage) -> Message {
    let did_you_mean = |near: &Option<String>| near.as_ref().map(|n| format!("是否想写 `{n}`？"));
    match usage {
        Usage::UnknownArgument { given, .. } if !given.starts_with('-') => {
            Message::new(format!("多了一个参数 `{given}`"))
        }
        Usage::UnknownArgument { given, near, positional } => {
            let name = positional.as_ref().map(|name| Lang::Zh.value_name(name));
            let plain = name.map(|name| format!("直接写在命令后面，不加选项：<{name}>"));
            Message::new(format!("没有 `{given}` 这个选项"))
                .maybe_help(did_you_mean(near).or(plain))
        }
        Usage::UnknownCommand { given, near } => {
            Message::new(format!("没有 `{given}` 这条命令")).maybe_help(did_you_mean(near))
        }
        Usage::MissingArguments { names } => Message::new(format!("缺少参数 {}", names.join("、"))),
        Usage::MissingCommand { commands } => Message::new("这里还要写一条子命令")
            .maybe_help((!commands.is_empty()).then(|| format!("可选：{}", commands.join("、")))),
        Usage::MissingValue { argument, allowed } => {
            Message::new(format!("`{argument}` 后面要写一个值"))
                .maybe_help((!allowed.is_empty()).then(|| format!("可选：{}", allowed.join("、"))))
        }
        Usage::BadValue { argument, given, allowed, near } => {
            Message::new(format!("`{argument}` 不能是 `{given}`"))
                .maybe_help(did_you_mean(near))
                .maybe_help((!allowed.is_empty()).then(|| format!("可选：{}", allowed.join("、"))))
        }
        Usage::TooMany { argument } => Message::new(format!("`{argument}` 只能写一次")),
        Usage::Conflict { argument, with } => {
            Message::new(format!("`{argument}` 不能与 {} 同时使用", quoted(with, "、")))
        }
        Usage::NotUtf8 => Message::new("命令行里有不是 UTF-8 的文字"),
        Usage::Other => Message::new("命令行写法不对"),
    }
    .maybe_help(Some("用 `--help` 查看用法".to_owned()))
}

/// 选项各加反引号。
fn quoted(options: &[String], separator: &str) -> String {
    options.iter().map(|option| format!("`{option}`")).collect::<Vec<_>>().join(separator)
}
