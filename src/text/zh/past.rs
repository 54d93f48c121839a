//! Git 不能作答时的说明。

use crate::diag::past::PastRefusal;
use crate::text::Message;

pub fn refusal(refusal: &PastRefusal) -> Message {
    match refusal {
        PastRefusal::NoRepository { folder } => {
            Message::new(format!("`{folder}` 不在 Git 仓库里，没有历史可读"))
                .help("去掉 `--at`、`--since`，读现在的档案库")
        }
        PastRefusal::ForeignOwner { folder } => Message::new(format!(
            "`{folder}` 里的 Git 仓库属于别的用户，Git 不肯读"
        ))
        .help(format!("确认可信后运行 `git config --global --add safe.directory '{folder}'`")),
        PastRefusal::UnknownRevision { given } => {
            Message::new(format!("没有叫 `{given}` 的提交、标签或分支，它也不是日期"))
                .help("写成 `2026-06-30` 这样的日期，或提交号、标签、分支名、`HEAD~1`")
        }
        PastRefusal::NotACommit { given } => {
            Message::new(format!("`{given}` 指的不是一个提交")).help("写提交号、标签或分支名")
        }
        PastRefusal::NoCommit { folder } => {
            Message::new(format!("`{folder}` 里的 Git 仓库还没有提交"))
                .help("先提交档案库，再看历史")
        }
        PastRefusal::NothingArrived { date, first_on } => {
            Message::new(format!("到 {date} 为止还没有提交到达，最早的到达于 {first_on}"))
                .help(format!("写 {first_on} 或以后的日期"))
        }
        PastRefusal::NoArchiveThere { commit, folder } if folder.is_empty() => {
            Message::new(format!("提交 `{commit}` 里没有档案库（archive.toml）"))
                .help("用 `-C 目录` 指明档案库在仓库里的目录，或换一个提交")
        }
        PastRefusal::NoArchiveThere { commit, folder } => {
            Message::new(format!("提交 `{commit}` 的 `{folder}` 里没有档案库（archive.toml）"))
                .help("换一个提交")
        }
        PastRefusal::Shallow { folder } => {
            Message::new(format!("`{folder}` 是浅克隆，历史不全，算出的到达时间会不准"))
                .help("运行 `git fetch --unshallow` 取全历史；在 CI 里把克隆深度设为 0")
        }
        PastRefusal::ObjectsMissing { folder, object } => {
            let object = if object.is_empty() { String::new() } else { format!(" `{object}`") };
            Message::new(format!("`{folder}` 的 Git 仓库缺少对象{object}，结果会不准"))
                .help("运行 `git fsck` 查看；若是部分克隆，运行 `git fetch --refetch --no-filter`")
        }
        PastRefusal::BranchCommitMissing { branch, commit } => {
            Message::new(format!("`branches/{branch}` 是单独的仓库，它的提交 `{commit}` 不在这里"))
                .help(format!("在总部的工作目录里运行，先 `git -C branches/{branch} fetch`"))
        }
        PastRefusal::BranchAbsent { branch, commit } => Message::new(format!(
            "总部的提交指名 `branches/{branch}` 是单独的仓库（提交 `{commit}`），这里没有克隆，结果会漏掉这个单位"
        ))
        .help(format!(
            "运行 `git submodule update --init branches/{branch}`；不是子模块的，\
             `git clone 地址 branches/{branch}`"
        )),
        PastRefusal::BadReceipt { commit, key } => Message::new(format!(
            "回执 `{commit}` 读不懂：`{key}` 缺失或写法不对，到达时间无法认定"
        ))
        .help("请管理服务器的人查看 `refs/kebu/receipts`，写法见 docs/git.md"),
        PastRefusal::ReceiptUnclear { receipt, absent } => Message::new(format!(
            "回执 `{receipt}` 写到的一个提交不在这个克隆里，无法认定随它到达了什么，结果会不准"
        ))
        .help(format!(
            "运行 `git fetch origin {absent}:refs/kebu/kept/{absent}`；服务器上已没有的，\
             从还有它的克隆取（见 docs/git.md）"
        )),
        PastRefusal::Rewritten { receipt, old, new } => Message::new(format!(
            "历史被改写过：按回执 `{receipt}`，服务器从 `{old}` 改为 `{new}`，前者已不在历史中"
        ))
        .help("从备份取回改写前的历史；改写后的到达时间不能作为依据"),
        PastRefusal::TrendLength { given, most } => {
            Message::new(format!("`--trend` 不能是 {given}，可取 2 到 {most} 期"))
                .help("看近八个季度，例如 `kebu rank 2026Q2 --trend 8`")
        }
        PastRefusal::Unmerged { path, paths } => {
            let more = if *paths > 1 { format!("等 {paths} 个文件") } else { String::new() };
            Message::new(format!("暂存区里 `{path}` {more}还有没解决的合并冲突，无法检查"))
                .help("改好冲突后 `git add` 这些文件，或 `git merge --abort` 放弃合并")
        }
        PastRefusal::WritesThePast => {
            Message::new("这条命令要写入，不能用 `--at` 或 `--git-dir` 写入过去")
                .help("去掉 `--at` 和 `--git-dir`")
        }
    }
}
