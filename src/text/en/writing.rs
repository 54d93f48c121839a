//! Why the archive was not written to.

use crate::diag::writing::WriteRefusal;
use crate::text::Message;

pub fn refusal(refusal: &WriteRefusal) -> Message {
    match refusal {
        WriteRefusal::Locked { user, host, pid, command, since } => Message::new(format!(
            "`{user}` on `{host}` is writing this archive, and was not done after 5 seconds: \
             `{command}` (process {pid}, since {since})"
        ))
        .help("run this command again when it is done")
        .help(format!(
            "if it hangs, end process {pid} on `{host}`: the lock is then free by itself"
        )),
        WriteRefusal::Busy => Message::new("another program keeps writing this archive")
            .help("run this command again when it is done"),
        WriteRefusal::Changed { paths } => {
            Message::new(format!("{} changed since it was read; nothing is written", listed(paths)))
                .help("run this command again: it will start from what is there now")
        }
        WriteRefusal::NotPlain { path } => Message::new(format!(
            "`{path}` is no regular file, or lies behind a symbolic link, nothing was written"
        ))
        .help("put a plain file or folder in the place of the link"),
        WriteRefusal::Collision { path, other } => Message::new(format!(
            "`{path}` and `{other}`, which is there, differ only by case: to Windows and macOS \
             they are one file; nothing is written"
        ))
        .help("choose another name"),
        WriteRefusal::BadName { path } => {
            Message::new(format!("`{path}` is no path of the archive that can be written"))
        }
        WriteRefusal::Unfinished { words, paths } => Message::new(format!(
            "`{}` stopped half-way, and {} changed since, so that it cannot be finished",
            words.join(" "),
            listed(paths)
        ))
        .help("run `kebu undo` to take it back; what changed since stays as it is"),
        WriteRefusal::NothingToUndo => Message::new("there is no operation to undo here")
            .help("run `git log` to see what was committed"),
        WriteRefusal::UndoChanged { words, paths } => Message::new(format!(
            "{} changed after `{}`, which cannot be undone, nothing was changed",
            listed(paths),
            words.join(" ")
        ))
        .help("run `kebu undo --dry-run` to see what it changed"),
    }
}

fn listed(paths: &[String]) -> String {
    paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")
}
