//! What is written survives whatever stops the writer: `kill -9` at every system call, every write
//! refused by the disk, many writers at once. Real processes; the power cut is simulated beside
//! the code (`src/archive/write/simulated_tests.rs`).

use crate::archives::{Tree, small, tree};
use crate::traced::{self, Trace};
use crate::writing::{Start, Writing, writings, writings_refused};
use kebu::archive::files::Files;
use kebu::archive::write::{self, FileChange, Holder, Operation, WriteStop};
use kebu::diag::writing::WriteRefusal;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// The day of every command here.
const TODAY: &str = "2026-07-20";

fn kebu(root: &Path, lang: &str, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kebu"));
    equip(&mut command, root, lang);
    command.args(args).args(["--today", TODAY]);
    command
}

/// Nothing of the machine's own environment reaches the command.
fn equip(command: &mut Command, root: &Path, lang: &str) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("KEBU_LANG", lang).env("USER", "clerk");
    command.current_dir(root);
}

impl Writing {
    /// An archive as it is before the command.
    fn ready(&self) -> Tree {
        let folder = crate::scratch::folder();
        match self.start {
            Start::Small => put(folder.path(), &small()),
            Start::Unformatted => {
                put(folder.path(), &small());
                let text = "role = 'marketer'\nunit = 'hq'\nemails = []\nname = 'N'\n";
                fs::write(folder.path().join("people/nn.toml"), text).unwrap();
            }
            Start::EmptyFolder => {}
        }
        for path in self.without {
            // Not every archive has it.
            let _ = fs::remove_file(folder.path().join(path));
        }
        for args in self.before {
            let output = kebu(folder.path(), "en", args).output().unwrap();
            assert!(output.status.success(), "{args:?}: {output:?}");
        }
        if !self.before.is_empty() && self.args != ["undo"] {
            for path in self.without {
                fs::remove_file(folder.path().join(path)).unwrap();
            }
        }
        tree(folder.path())
    }
}

fn put(root: &Path, files: &Tree) {
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn folder_with(files: &Tree) -> TempDir {
    let folder = crate::scratch::folder();
    put(folder.path(), files);
    folder
}

/// What people and Git see: nothing hidden; new ids, which are drawn by chance, all alike.
fn seen(files: &Tree, known: &Tree) -> Tree {
    let hidden = |path: &str| path.split('/').any(|name| name.starts_with('.'));
    let known: BTreeSet<String> = known.keys().flat_map(|path| ids(path)).collect();
    let alike = |text: &str| {
        let new: BTreeSet<_> = ids(text).into_iter().filter(|id| !known.contains(id)).collect();
        new.iter().fold(text.to_owned(), |text, id| text.replace(id, "[ID]"))
    };
    let visible = files.iter().filter(|(path, _)| !hidden(path));
    let plain = visible.map(|(path, bytes)| match std::str::from_utf8(bytes) {
        Ok(text) => (alike(path), alike(text).into_bytes()),
        Err(_) => (alike(path), bytes.clone()),
    });
    plain.collect()
}

/// Everything that looks like an id of a record.
fn ids(text: &str) -> Vec<String> {
    let is_id = |word: &&[u8]| {
        word[..2].iter().all(u8::is_ascii_lowercase)
            && word[2..6].iter().all(u8::is_ascii_digit)
            && word[6] == b'-'
            && word[7..].iter().all(|c| c.is_ascii_digit() || c.is_ascii_lowercase())
    };
    let found = text.as_bytes().windows(13).filter(is_id);
    found.map(|word| String::from_utf8(word.to_vec()).unwrap()).collect()
}

/// What a writer that is not disturbed makes of the archive.
fn undisturbed(writing: &Writing, ready: &Tree) -> Tree {
    let folder = folder_with(ready);
    let output = kebu(folder.path(), "en", writing.args).output().unwrap();
    assert!(output.status.success(), "{:?}: {output:?}", writing.args);
    seen(&tree(folder.path()), ready)
}

/// Every file is whole: as before, or as after.
fn is_whole(found: &Tree, old: &Tree, new: &Tree) -> bool {
    found.iter().all(|(path, bytes)| [old, new].iter().any(|tree| tree.get(path) == Some(bytes)))
}

/// The next command reads, and finishes what was decided; the one after it writes, and clears away
/// what was not. Says what the archive is then.
fn next_commands(root: &Path, ready: &Tree) -> Tree {
    write::read(root, &Holder::default(), &[], Files::read).unwrap();
    let found = seen(&tree(root), ready);
    let note = FileChange { path: "NOTE".into(), before: None, after: Some(b"x".to_vec()) };
    operate(root, vec![note]).unwrap();
    let left: Vec<String> = tree(root).into_keys().filter(|p| p.contains("kebu-new")).collect();
    assert!(left.is_empty(), "left lying: {left:?}");
    found
}

fn operate(root: &Path, changes: Vec<FileChange>) -> Result<(), WriteStop> {
    write::write(root, &Operation { words: Vec::new(), by: Holder::default(), changes })
}

#[test]
fn a_writer_killed_at_any_system_call_leaves_old_or_new() {
    if !traced::is_possible() {
        return;
    }
    let (all, mut old_count, mut new_count) = (writings(), 0, 0);
    for writing in &all {
        let ready = writing.ready();
        let (old, new) = (seen(&ready, &ready), undisturbed(writing, &ready));
        assert_ne!(old, new, "{:?} writes nothing", writing.args);
        let calls = traced::calls_to_stop_at(&trace(writing, &ready));
        let outcomes = traced::in_parallel(&calls, |call| {
            let folder = folder_with(&ready);
            let killed = run(writing, folder.path(), "en", &call.kill());
            assert!(!killed.status.success(), "{:?}, {call:?}: not killed", writing.args);
            let torn = seen(&tree(folder.path()), &ready);
            assert!(is_whole(&torn, &old, &new), "{:?}, {call:?}: torn", writing.args);
            let found = next_commands(folder.path(), &ready);
            assert!(found == old || found == new, "{:?}, {call:?}: between", writing.args);
            found == new
        });
        let news = outcomes.iter().filter(|is_new| **is_new).count();
        let (args, kills) = (writing.args.join(" "), outcomes.len());
        println!("kebu {args}: {kills} kills: old {}, new {news}, between 0", kills - news);
        assert!(news > 0 && news < kills, "killed before and after the decision");
        old_count += kills - news;
        new_count += news;
    }
    println!(
        "{} kills over {} commands: old {old_count}, new {new_count}, between 0",
        old_count + new_count,
        all.len()
    );
}

#[test]
fn a_disk_that_refuses_is_told_and_tears_nothing() {
    if !traced::is_possible() {
        return;
    }
    let (all, mut unchanged, mut unfinished, mut done) = (writings_refused(), 0, 0, 0);
    for writing in &all {
        let ready = writing.ready();
        let (old, new) = (seen(&ready, &ready), undisturbed(writing, &ready));
        let calls = traced::calls_to_refuse(&trace(writing, &ready));
        let outcomes = traced::in_parallel(&calls, |(call, errno)| {
            let lang = if call.number % 2 == 0 { "zh" } else { "en" };
            let folder = folder_with(&ready);
            let output = run(writing, folder.path(), lang, &call.fail(errno));
            let told = format!("{:?}, {call:?}, {errno}: {output:?}", writing.args);
            let found = seen(&tree(folder.path()), &ready);
            assert!(is_whole(&found, &old, &new), "torn: {told}");
            let after = next_commands(folder.path(), &ready);
            let message = String::from_utf8(output.stderr.clone()).unwrap();
            match output.status.code() {
                Some(0) => assert!(found == new && after == new, "false success: {told}"),
                Some(3) => {
                    let start = if lang == "zh" { "错误：" } else { "error: " };
                    let is_told = message.lines().any(|line| line.starts_with(start));
                    assert!(is_told, "no message: {told}");
                    let later = message.contains(".kebu/journal`");
                    assert!(later || (found == old && after == old), "not unchanged: {told}");
                    assert!(after == old || after == new, "between: {told}");
                }
                _ => panic!("another exit: {told}"),
            }
            (output.status.code(), message.contains(".kebu/journal`"))
        });
        for outcome in outcomes {
            match outcome {
                (Some(0), _) => done += 1,
                (_, false) => unchanged += 1,
                (_, true) => unfinished += 1,
            }
        }
    }
    println!(
        "{} failures over {} commands: told unchanged {unchanged}, unfinished {unfinished}, done \
         in spite of it {done}",
        unchanged + unfinished + done,
        all.len()
    );
    assert!(unchanged > 0 && unfinished > 0);
}

fn trace(writing: &Writing, ready: &Tree) -> Trace {
    let folder = folder_with(ready);
    let log = tempfile::NamedTempFile::new().unwrap();
    let options = ["-o".to_owned(), log.path().display().to_string()];
    let output = run(writing, folder.path(), "en", &options);
    assert!(output.status.success(), "{:?}: {output:?}", writing.args);
    Trace::read(&fs::read_to_string(log.path()).unwrap())
}

fn run(writing: &Writing, root: &Path, lang: &str, options: &[String]) -> Output {
    let mut command = Command::new("strace");
    equip(&mut command, root, lang);
    command.args(["-f", "-qq"]).args(options).arg(env!("CARGO_BIN_EXE_kebu"));
    command.args(writing.args).args(["--today", TODAY]).output().unwrap()
}

const WRITERS: usize = 16;
const OPERATIONS: usize = 200;
/// Set in the processes that this test starts: where to write, and as who.
const WRITER: &str = "KEBU_TEST_WRITER";

/// Each of the writers adds lines to a file of its own and to one that all of them share, both in
/// one operation; whoever comes too late reads again.
#[test]
fn many_writers_lose_and_tear_nothing() {
    if let Some(given) = std::env::var_os(WRITER) {
        let given = given.into_string().unwrap();
        let (name, root) = given.split_once(' ').unwrap();
        write_often(Path::new(root), name);
        return;
    }
    let folder = folder_with(&Tree::from([("shared".to_owned(), Vec::new())]));
    let this = std::env::current_exe().unwrap();
    let start = |writer: usize| {
        let given = format!("w{writer} {}", folder.path().display());
        let mut command = Command::new(&this);
        command.args(["many_writers_lose_and_tear_nothing", "--nocapture"]).env(WRITER, given);
        command.stdout(std::process::Stdio::piped()).spawn().unwrap()
    };
    let writers: Vec<_> = (0..WRITERS).map(start).collect();
    let mut late = 0;
    for writer in writers {
        let output = writer.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        let said = text.lines().find_map(|line| line.split_once("late: ")).unwrap().1;
        late += said.trim().parse::<usize>().unwrap();
    }
    let found = tree(folder.path());
    let shared = String::from_utf8(found["shared"].clone()).unwrap();
    let lines: BTreeSet<&str> = shared.lines().collect();
    assert_eq!(shared.lines().count(), WRITERS * OPERATIONS, "lines of the shared file");
    assert_eq!(lines.len(), WRITERS * OPERATIONS, "different lines");
    for writer in 0..WRITERS {
        let own: String = (0..OPERATIONS).map(|at| format!("w{writer} {at}\n")).collect();
        assert_eq!(String::from_utf8(found[&format!("w{writer}")].clone()).unwrap(), own);
    }
    let temporary = found.keys().filter(|path| path.contains("kebu-new")).count();
    assert_eq!(temporary, 0);
    println!(
        "{WRITERS} processes x {OPERATIONS} operations on 2 files each: {} done, {late} times too \
         late and done again, lost 0, torn 0",
        lines.len()
    );
}

fn write_often(root: &Path, name: &str) {
    let mut late = 0;
    for at in 0..OPERATIONS {
        loop {
            let add = |path: &str| {
                let before = write::read_file(root, path).unwrap();
                let mut after = before.clone().unwrap_or_default();
                after.extend(format!("{name} {at}\n").bytes());
                FileChange { path: path.to_owned(), before, after: Some(after) }
            };
            match operate(root, vec![add("shared"), add(name)]) {
                Ok(()) => break,
                Err(WriteStop::Refused(
                    WriteRefusal::Changed { .. } | WriteRefusal::Locked { .. } | WriteRefusal::Busy,
                )) => late += 1,
                Err(other) => panic!("{other:?}"),
            }
        }
    }
    println!("late: {late}");
}
