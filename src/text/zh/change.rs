//! 改动记录的请求不能照办时的说明。

use super::before_han;
use super::syntax;
use crate::diag::change::{CannotMerge, ChangeRefusal, MissingKey, Twin};
use crate::domain::keyword::Keyword;
use crate::text::{Lang, Message, shown};

/// 请求没有带来任何改动。
pub const NOTHING: &str = "没有变化，未写入";

pub fn refusal(refusal: &ChangeRefusal) -> Message {
    match refusal {
        ChangeRefusal::NotThere { path } => Message::new(format!("没有文件 `{path}`")),
        ChangeRefusal::AlreadyThere { path } => {
            Message::new(format!("`{path}` 已经存在，未写入")).help("换一个代号，或改动已有的记录")
        }
        ChangeRefusal::NotARecord { path } => {
            Message::new(format!("按所在位置，`{path}` 不是记录"))
        }
        ChangeRefusal::Unreadable { path } => {
            Message::new(format!("`{path}` 读不出来，读不出来的文件不会被改写"))
                .help(format!("运行 `kebu check {path}` 查看问题，在编辑器中改正后再试"))
        }
        ChangeRefusal::BringsErrors { errors } => {
            Message::new(format!("这次改动会带来 {errors} 处错误，未写入"))
                .help("按上面的提示改正后再试")
        }
        ChangeRefusal::MissingKeys { command, keys } => missing(command, keys),
        ChangeRefusal::UnknownKey { kind, given, near } => {
            let label = Lang::Zh.word(*kind);
            Message::new(format!("{label}记录没有字段 `{given}`"))
                .maybe_help(near.as_ref().map(|near| format!("是否想写 `{near}`？")))
                .help(format!("运行 `kebu schema show {}` 查看有哪些字段", kind.key()))
        }
        ChangeRefusal::NotAnAssignment { given } => {
            Message::new(format!("`{}` 不是 `字段=值`", shown(given)))
                .help("写成 `stage=signed`；`stage=` 去掉这个字段")
        }
        ChangeRefusal::NothingToSet => {
            Message::new("没有说要改什么").help("在后面写 `字段=值`，如 `stage=signed`")
        }
        ChangeRefusal::BadSource { source, line, fault } => {
            let fault = syntax::words(fault).message;
            Message::new(format!("`{source}` 第 {line} 行不合 TOML 写法：{fault}"))
                .help("改正这一行后再试")
        }
        ChangeRefusal::SourceNotUtf8 { source } => {
            Message::new(format!("`{source}` 不是 UTF-8")).help("另存为 UTF-8 后再试")
        }
        ChangeRefusal::UnknownPerson { given, near } => {
            Message::new(format!("没有代号或姓名为 `{}` 的人员", shown(given)))
                .maybe_help(near.as_ref().map(|near| format!("是否想写 `{near}`？")))
                .help("运行 `kebu person list` 列出全部")
        }
        ChangeRefusal::NobodyKnown { email: Some(email) } => {
            Message::new(format!("不知道是谁在操作：没有邮箱为 `{}` 的人员", shown(email)))
                .help("用 `--by 人员` 或环境变量 `KEBU_PERSON` 指明")
        }
        ChangeRefusal::NobodyKnown { email: None } => {
            Message::new("不知道是谁在操作：Git 没有设邮箱")
                .help("用 `--by 人员` 或环境变量 `KEBU_PERSON` 指明")
        }
        ChangeRefusal::NoTerminal { command } => {
            Message::new(format!("`kebu {command}` 要打开编辑器，但标准输入不是终端"))
                .help("用选项给出各字段，或用 `--from 文件` 给出全文")
        }
        ChangeRefusal::EditorFailed { editor, draft } => {
            Message::new(format!("编辑器 `{}` 没有正常结束，未写入", shown(editor)))
                .maybe_help(draft.as_ref().map(|draft| kept(draft)))
                .help("用环境变量 `VISUAL` 或 `EDITOR` 指定编辑器")
        }
        ChangeRefusal::GivenUp { draft } => Message::new("没有再改动，已放弃，未写入")
            .maybe_help(draft.as_ref().map(|draft| kept(draft))),
        ChangeRefusal::WhichBranch { branches } => Message::new("没有说是哪个分子公司的")
            .help(format!("用 `--branch` 指明：{}", listed(branches))),
        ChangeRefusal::AlreadyAClient { twins } => {
            let line = |twin: &Twin| {
                let how = Lang::Zh.word(twin.likeness);
                format!("\n  {}  {}（{}）：{how}", twin.id, shown(&twin.name), shown(&twin.unit))
            };
            let lines: String = twins.iter().map(line).collect();
            Message::new(format!("档案库里有 {} 个相同或相近的客户，未写入", twins.len()))
                .help(format!("先看看是不是同一个：{lines}"))
                .help("确是另一个客户时加上 `--even-so` 再运行")
        }
        ChangeRefusal::CannotMerge(why) => cannot_merge(why),
        ChangeRefusal::NotActive { id, status } => {
            let status = Lang::Zh.word(*status);
            Message::new(format!("`{id}` 的状态是{status}，只有有效的客户才能放弃"))
        }
        ChangeRefusal::NotGradeC { id, grade } => {
            Message::new(format!("`{id}` 现为 {} 类，只有 C 类客户才放弃", grade.key()))
                .help(format!("运行 `kebu grade {id} --explain` 看依据"))
                .help("确要放弃时加上 `--even-so` 再运行")
        }
        ChangeRefusal::BadName { given } => Message::new(format!("`{}` 不能作代号", shown(given)))
            .help("用 1 至 40 个小写字母、数字或 `-`，如 `li-na`；`hq` 是总部"),
        ChangeRefusal::NoClient => Message::new("没有说是哪个客户")
            .help("写上客户的编号或名称，或用 `--where grade=A` 选出一批"),
        ChangeRefusal::UnknownFilter { given, allowed } => {
            Message::new(format!("不能按 `{}` 选客户", shown(given)))
                .help(format!("可用的条件：{}", allowed.join("、")))
        }
        ChangeRefusal::ContactNamed { client, key, paths, today } => {
            let listed: String = paths.iter().map(|path| format!("\n  {path}")).collect();
            Message::new(format!("{} 份记录提到联系人 `{key}`，没有删除", paths.len()))
                .help(format!("提到的记录：{listed}"))
                .help(format!(
                    "已离任的，记下离任日：`kebu contact edit {client} {key} --left-on {today}`"
                ))
        }
        ChangeRefusal::FromIsAFile { given } => {
            Message::new(format!("`--from` 后面要写文件，`{}` 是日期", shown(given)))
                .help(format!("起始日这样给：`--set from={}`", shown(given)))
        }
        ChangeRefusal::NotConfirmed { records } => {
            Message::new(format!("将改动 {records} 条记录，未写入"))
                .help("核对后加上 `--yes` 再运行")
        }
    }
}

fn cannot_merge(why: &CannotMerge) -> Message {
    match why {
        CannotMerge::Itself => Message::new("客户不能并入自己"),
        CannotMerge::AlreadyMerged { client, target } => {
            Message::new(format!("`{client}` 已并入 `{target}`"))
                .help(format!("改用 `{target}`，或先运行 `kebu client unmerge {client}` 拆回"))
        }
        CannotMerge::NotMerged { client } => {
            Message::new(format!("`{client}` 没有并入别的客户，不用拆回"))
        }
        CannotMerge::NoProtocol { client, path } => {
            Message::new(format!("没有合并记录 `{path}`，不知道合并时改过哪些地方"))
                .help(format!("手工拆回：`kebu client set {client} status=active merged_into=`"))
        }
    }
}

fn listed(branches: &[(String, String)]) -> String {
    let line = |(id, name): &(String, String)| format!("\n  {id}  {}", shown(name));
    branches.iter().map(line).collect()
}

fn kept(draft: &str) -> String {
    format!("草稿保留在 `{draft}`，改好后可用 `--from` 交回")
}

fn missing(command: &str, keys: &[MissingKey]) -> Message {
    let line = |key: &MissingKey| {
        let words = if key.words.is_empty() {
            String::new()
        } else {
            format!("：{}", key.words.join("、"))
        };
        format!("\n  {}  {}{words}", key.flag, key.labels[0])
    };
    let listed: String = keys.iter().map(line).collect();
    let command = before_han(command);
    Message::new(format!("`kebu {}` 缺少 {} 个必填字段", command.trim_end(), keys.len()))
        .help(format!("补上：{listed}"))
}
