//! 没有写入档案库时的说明。

use crate::diag::writing::WriteRefusal;
use crate::text::Message;

pub fn refusal(refusal: &WriteRefusal) -> Message {
    match refusal {
        WriteRefusal::Locked { user, host, pid, command, since } => Message::new(format!(
            "`{user}` 正在 `{host}` 上写这个档案库，等了 5 秒仍未结束：`{command}`（进程 {pid}，{since} 开始）"
        ))
        .help("等它结束再运行这条命令")
        .help(format!("如果它已没有响应，在 `{host}` 上结束进程 {pid}，锁会自动放开")),
        WriteRefusal::Busy => {
            Message::new("另一个程序一直在写这个档案库").help("等它结束再运行这条命令")
        }
        WriteRefusal::Changed { paths } => {
            Message::new(format!("{} 在读入之后又被改动，没有写入任何文件", listed(paths)))
                .help("再运行一次这条命令，它会以现在的内容为准")
        }
        WriteRefusal::NotPlain { path } => {
            Message::new(format!("`{path}` 不是普通文件，或经过符号链接，没有写入任何文件"))
                .help("把链接换成普通的文件或目录")
        }
        WriteRefusal::Collision { path, other } => Message::new(format!(
            "`{path}` 与已有的 `{other}` 只差大小写，在 Windows 和 macOS 上是同一个文件，没有写入"
        ))
        .help("换一个名字"),
        WriteRefusal::BadName { path } => {
            Message::new(format!("`{path}` 不是档案库里可以写的路径"))
        }
        WriteRefusal::Unfinished { words, paths } => Message::new(format!(
            "`{}` 中途停下，没有做完，而其中的 {} 后来又被改动，无法接着做",
            words.join(" "),
            listed(paths)
        ))
        .help("运行 `kebu undo` 撤回这次操作；后来改动的文件保持现在的内容"),
        WriteRefusal::NothingToUndo => Message::new("这里没有可以撤销的操作")
            .help("运行 `git log` 查看已提交的改动"),
        WriteRefusal::UndoChanged { words, paths } => Message::new(format!(
            "`{}` 之后，{} 又被改动，不能撤销，没有改动任何文件",
            words.join(" "),
            listed(paths)
        ))
        .help("运行 `kebu undo --dry-run` 查看那次操作改了什么"),
    }
}

fn listed(paths: &[String]) -> String {
    paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join("、")
}
