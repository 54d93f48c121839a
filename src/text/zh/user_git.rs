//! 本机 Git 不能照办时的说明。

use crate::diag::user_git::{Cause, Identity, Unfinished, UserGitRefusal};
use crate::text::{Message, shown};

pub fn refusal(refusal: &UserGitRefusal) -> Message {
    match refusal {
        UserGitRefusal::NoGit { cause: None } => {
            Message::new("没有找到程序 `git`").help("安装 Git，并确认它在 PATH 中")
        }
        UserGitRefusal::NoGit { cause: Some(cause) } => {
            Message::new(format!("程序 `git` 启动不了：{}", shown(cause)))
                .help("确认 `git --version` 能运行，再试一次")
        }
        UserGitRefusal::NoRepository { folder } => {
            Message::new(format!("`{folder}` 不在 Git 仓库里"))
                .help("运行 `git init` 把档案库放进 Git")
        }
        UserGitRefusal::NoIdentity { lacks: Identity::Name } => {
            Message::new("Git 不知道提交人的姓名（user.name）")
                .help("运行 `git config --global user.name \"姓名\"`")
        }
        UserGitRefusal::NoIdentity { lacks: Identity::Email } => {
            Message::new("Git 不知道提交人的邮箱（user.email）")
                .help("运行 `git config --global user.email 邮箱`，用 `people/` 中本人记录里的邮箱")
        }
        UserGitRefusal::Detached => {
            Message::new("Git 的 HEAD 不在任何分支上，提交了也会丢").help("运行 `git switch 分支`")
        }
        UserGitRefusal::Unfinished { what } => unfinished(*what),
        UserGitRefusal::Conflicted { paths } => {
            Message::new(format!("有 {} 个文件的合并冲突还没有解决", paths.len()))
                .help(format!("改好这些文件，再运行 `git add`：\n  {}", paths.join("\n  ")))
        }
        UserGitRefusal::NotCommitted { cause, hooks } => {
            let message = match hooks.as_slice() {
                [] => Message::new("Git 没有提交成功，文件都还在，没有丢失"),
                hooks => Message::new(format!(
                    "Git 没有提交成功（本仓库有提交钩子 {}），文件都还在，没有丢失",
                    listed(hooks)
                )),
            };
            quoted(message, cause).help("按 Git 的说明改好，再运行一次同样的命令")
        }
        UserGitRefusal::NoRemote { branch, remotes } if remotes.is_empty() => {
            Message::new(format!("这个仓库没有远端，分支 `{branch}` 没有地方可推送"))
                .help("运行 `git remote add origin 地址`，或去掉 `--push`")
        }
        UserGitRefusal::NoRemote { branch, remotes } => Message::new(format!(
            "这个仓库有 {} 个远端，没有指定分支 `{branch}` 推送到哪一个",
            remotes.len()
        ))
        .help(format!(
            "运行 `git branch --set-upstream-to=远端/{branch}`，远端有：{}",
            remotes.join("、")
        )),
        UserGitRefusal::Behind { remote, cause } => quoted(
            Message::new(format!("远端 `{remote}` 上有本地没有的提交，没有推送；本地提交已保留")),
            cause,
        )
        .help("运行 `git pull --no-rebase`，再运行 `git push`"),
        UserGitRefusal::PushDeclined { remote, cause } => {
            quoted(Message::new(format!("远端 `{remote}` 拒收了这次推送；本地提交已保留")), cause)
                .help("按远端的说明改好，再运行 `git push`")
        }
        UserGitRefusal::NotPushed { remote, cause } => {
            quoted(Message::new(format!("没有推送到 `{remote}`；本地提交已保留")), cause)
                .help("查明原因后运行 `git push`")
        }
        UserGitRefusal::Failed { words, cause } => {
            quoted(Message::new(format!("`{}` 没有成功", shown(words))), cause)
        }
    }
}

fn unfinished(what: Unfinished) -> Message {
    let key = what.key();
    let name = match what {
        Unfinished::Merge => "合并",
        Unfinished::Rebase => "变基",
        Unfinished::CherryPick => "拣选",
        Unfinished::Revert => "撤销",
    };
    let finish = match what {
        Unfinished::Merge => "解决冲突后运行 `git commit`".to_owned(),
        _ => format!("解决冲突后运行 `git {key} --continue`"),
    };
    Message::new(format!("仓库里有一次没有做完的{name}（{key}），这时不能提交"))
        .help(format!("{finish}，或用 `git {key} --abort` 放弃"))
}

/// Git 的原话附在后面；Git 已经直接说给终端时没有。
fn quoted(mut message: Message, cause: &Cause) -> Message {
    for line in cause {
        message.text.push_str("\n  | ");
        message.text.push_str(&shown(line));
    }
    message
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join("、")
}
