//! Why the archive was not written to.

use crate::diag::writing::WriteRefusal;
use crate::text::Message;

pub fn refusal(refusal: &WriteRefusal) -> Message {
    match refusal {
        WriteRefusal::Locked { user, host, pid, command, since } => Message::new(format!(
            "`{user}` on `{host}` is writing to this archive and had not finished after 5 seconds: \
             `{command}` (process {pid}, since {since})"
        ))
        .help("run this command again when that has finished")
        .help(format!(
            "if it hangs, end process {pid} on `{host}`; the lock is then released by itself"
        )),
        WriteRefusal::Busy => Message::new("another program keeps writing to this archive")
            .help("run this command again when that has finished"),
        WriteRefusal::Changed { paths } => {
            Message::new(format!("{} changed after being read; nothing was written", listed(paths)))
                .help("run this command again: it will start from the present content")
        }
        WriteRefusal::NotPlain { path } => Message::new(format!(
            "`{path}` is not a regular file, or lies behind a symbolic link; nothing was written"
        ))
        .help("replace the link with a regular file or folder"),
        WriteRefusal::Collision { path, other } => Message::new(format!(
            "`{path}` and the existing `{other}` differ only in case; on Windows and macOS they \
             are one file, so nothing was written"
        ))
        .help("choose another name"),
        WriteRefusal::BadName { path } => {
            Message::new(format!("`{path}` is not a path that can be written in an archive"))
        }
        WriteRefusal::Unfinished { words, paths } => Message::new(format!(
            "`{}` stopped half-way and {} has changed since, so it cannot be finished",
            words.join(" "),
            listed(paths)
        ))
        .help("run `kebu undo` to take it back; files that changed since stay as they are"),
        WriteRefusal::NothingToUndo => Message::new("there is no operation to undo here")
            .help("run `git log` to see what was committed"),
        WriteRefusal::UndoChanged { words, paths } => Message::new(format!(
            "{} changed after `{}`, so that cannot be undone; nothing was changed",
            listed(paths),
            words.join(" ")
        ))
        .help("run `kebu undo --dry-run` to see what it changed"),
    }
}

fn listed(paths: &[String]) -> String {
    paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")
}
