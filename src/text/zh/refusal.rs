//! 请求不能照办时的说明，以及机器出错时的说明。

use crate::diag::{Act, Fault, Refusal};
use crate::domain::record::client::Status;
use crate::text::{Lang, Message, shown};

pub fn refusal(refusal: &Refusal) -> Message {
    match refusal {
        Refusal::NoArchive { looked_in, named: true } => {
            Message::new(format!("`{looked_in}` 里没有档案库（archive.toml）"))
                .help("用 `-C 目录` 指明档案库所在目录")
        }
        Refusal::NoArchive { looked_in, named: false } => {
            Message::new(format!("从 `{looked_in}` 向上都没有找到档案库（archive.toml）"))
                .help("用 `-C 目录` 指明档案库所在目录")
        }
        Refusal::BadPeriod { given } => Message::new(format!("`{given}` 不是期间"))
            .help("写成月 `2026-06`、季 `2026Q2`、半年 `2026H1` 或年 `2026`"),
        Refusal::BadHalf { given } => {
            Message::new(format!("`{given}` 不是半年度")).help("写成 `2026H1` 或 `2026H2`")
        }
        Refusal::BadDate { given } => {
            Message::new(format!("`{given}` 不是日期")).help("写成 `2026-06-30` 这样的年-月-日")
        }
        Refusal::PeriodInFuture { period, begins_on, today } => Message::new(format!(
            "{period} 从 {begins_on} 开始，晚于基准日 {today}，还没有可计算的内容"
        ))
        .help("换一个已经开始的期间，或用 `--today 日期` 指定基准日"),
        Refusal::UnknownBranch { given, near } => {
            Message::new(format!("没有代号或名称为 `{given}` 的分子公司"))
                .maybe_help(near.as_ref().map(|near| format!("是否想写 `{near}`？")))
                .help("运行 `kebu branch list` 列出全部")
        }
        Refusal::NotFound { given, near } => Message::new(format!("没有找到 `{given}`"))
            .maybe_help((!near.is_empty()).then(|| format!("相近的有：{}", near.join("、")))),
        Refusal::Ambiguous { given, candidates } => {
            let listed: Vec<_> =
                candidates.iter().map(|(id, name)| format!("{id}  {}", shown(name))).collect();
            Message::new(format!("`{given}` 对应 {} 条记录", candidates.len()))
                .help(format!("写全编号，选其中之一：\n  {}", listed.join("\n  ")))
        }
        Refusal::UnknownTopic { given, near } => {
            Message::new(format!("没有名为 `{given}` 的检查代码、考核指标或分级条件"))
                .maybe_help(near.as_ref().map(|near| format!("是否想写 `{near}`？")))
                .help("运行 `kebu explain` 列出全部")
        }
        Refusal::UnknownColumn { given, columns } => {
            Message::new(format!("这张表没有 `{given}` 列"))
                .help(format!("可用的列：{}", columns.join("、")))
        }
        Refusal::BadAudience { given } => Message::new(format!("`{given}` 不是发送对象"))
            .help("写成 `leaders`、`branch:代号` 或 `project:编号`"),
        Refusal::BadPath { given } => Message::new(format!("档案库里没有文件或目录 `{given}`"))
            .help("写相对于档案库的路径，如 `branches/zhebei`"),
        Refusal::UnknownKind { given, near } => {
            Message::new(format!("没有名为 `{given}` 的记录种类"))
                .maybe_help(near.as_ref().map(|near| format!("是否想写 `{near}`？")))
                .help("运行 `kebu schema list` 列出全部")
        }
        Refusal::FileExists { path } => {
            Message::new(format!("`{path}` 已经存在，没有改动")).help("先把它移走")
        }
        Refusal::NotGraded { id, status: Status::Active, registered_on } => {
            Message::new(format!("`{id}` 建档于 {registered_on}，晚于基准日，不分级"))
                .help(format!("用 `--today` 把基准日定为 {registered_on} 或以后"))
        }
        Refusal::NotGraded { id, status, .. } => {
            Message::new(format!("`{id}` 的档案状态为“{}”，不分级", Lang::Zh.word(*status)))
                .help("只有状态为“有效”的客户才分级，请另写一个")
        }
        Refusal::BadFormat { given, allowed } => {
            Message::new(format!("这条命令不能输出 `{given}` 格式"))
                .help(format!("可用的格式：{}", allowed.join("、")))
        }
        Refusal::RecordsUnreadable { errors } => {
            Message::new(format!("有 {errors} 处错误使记录无法读入，算出的数会不准，所以没有计算"))
                .help("运行 `kebu check` 查看并改正")
        }
        Refusal::History(refusal) => super::history::refusal(refusal),
        Refusal::Submit(refusal) => super::submit::refusal(refusal),
        Refusal::Issue(refusal) => super::issue::refusal(refusal),
        Refusal::Past(refusal) => super::past::refusal(refusal),
        Refusal::Work(refusal) => super::work::refusal(refusal),
        Refusal::Change(refusal) => super::change::refusal(refusal),
        Refusal::UserGit(refusal) => super::user_git::refusal(refusal),
        Refusal::Edit(refusal) => super::edit::refusal(refusal),
        Refusal::Init(refusal) => super::init::refusal(refusal),
        Refusal::Demo(refusal) => super::demo::refusal(refusal),
        Refusal::Write(refusal) => super::writing::refusal(refusal),
        Refusal::Usage(usage) => super::usage::usage(usage),
    }
}

pub fn fault(fault: &Fault) -> Message {
    let path = &fault.path;
    let act = match fault.act {
        Act::ListFolder => format!("列不出目录 `{path}`"),
        Act::ReadFile => format!("读不了文件 `{path}`"),
        Act::WriteFile | Act::WriteArchive => format!("写不了文件 `{path}`"),
        Act::MakeFolder => format!("建不了目录 `{path}`"),
        Act::WriteOutput => "写不出结果".to_owned(),
        Act::RunGit => format!("运行不了 `{path}`"),
        Act::ReadRepository => format!("读不了 `{path}` 的 Git 仓库"),
        Act::Lock => format!("取不到写入锁 `{path}`"),
        Act::ReadJournal => format!("`{path}` 已损坏，看不出上一次操作做到了哪一步"),
        Act::WriteUnfinished => {
            format!("操作没有做完，已记在 `{path}`，下一条 kebu 命令会先做完它")
        }
    };
    let cause = match fault.cause.kind() {
        std::io::ErrorKind::NotFound => "不存在".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
        std::io::ErrorKind::StorageFull => "磁盘已满".to_owned(),
        std::io::ErrorKind::ReadOnlyFilesystem => "文件系统只读".to_owned(),
        std::io::ErrorKind::NotADirectory => "不是目录".to_owned(),
        std::io::ErrorKind::InvalidData => "内容不完整".to_owned(),
        std::io::ErrorKind::IsADirectory => "是目录，不是文件".to_owned(),
        // Only Git knows what is wrong with it; its own words are quoted.
        _ if fault.act == Act::ReadRepository => format!("Git 报告 `{}`", fault.cause),
        _ => match fault.cause.raw_os_error() {
            Some(code) => format!("系统错误 {code}"),
            None => "系统错误".to_owned(),
        },
    };
    let message = Message::new(format!("{act}：{cause}"));
    match fault.act {
        Act::WriteArchive | Act::Lock => {
            Message::new(format!("{}；档案库没有任何改动", message.text))
        }
        Act::ReadJournal => {
            message.help("用 `git status` 和 `git diff` 核对档案库，再删除这个文件")
        }
        Act::RunGit => message.help("安装 Git，并使 `git` 在 PATH 里"),
        _ => message,
    }
}
