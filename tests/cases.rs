//! The cases of the whole program. A case is a folder under `tests/cases` with a `case.toml`; it
//! is found, never listed here. `cargo test --test cases grade/` runs those of one folder,
//! `UPDATE=1 cargo test --test cases` writes what the program says now (then read the diff).
//!
//! ```toml
//! about = "what the case shows"          # optional
//! args = ["grade", "--explain"]
//! today = "2026-07-20"                   # given as --today unless args has it
//! now = "2026-07-20T01:30:00Z"           # what the clock says; default 1970
//! exit = 0                               # default 0
//! base = false                           # do not start from tests/cases/base/archive
//! sample = true                          # start from the sample archive instead
//! columns = 60                           # width of the terminal; absent: no terminal
//! stdin = "y"                            # what standard input holds; default nothing
//! terminal = true                        # standard input is a terminal
//! lang = ["zh"]                          # default both; given as KEBU_LANG
//! env = { NO_COLOR = "1" }
//! cwd = "branches/linjiang"              # default the archive's folder
//! symlinks = { "people/x.toml" = "y" }   # links that Git or a file system might not keep
//! history = "git/arrivals"               # the history of that case, over this one's archive
//! replace = [["policy.toml", "a", "b"]]  # a text of the archive replaced, to keep cases small
//! ```
//!
//! A case with a folder `history/` runs in a Git repository: each folder in it, in order, is a
//! commit that lies over the one before (the first over the start), with what `commit.toml` in it
//! says (see `tests/git/cases.rs`). Cases are run again out of repositories with `--at HEAD`, in
//! the ways an archive lies in them: `NAME@Nested`.
//!
//! Files in `beside/` lie in the archive's folder and are committed nowhere: another policy.
//!
//! The case's own `archive/` lies over the start: `NAME.delete` takes NAME away, `NAME.hex` is NAME
//! with its bytes in hexadecimal. Expected are `stdout.zh`, `stderr.zh`, `stdout.en`, `stderr.en`
//! (absent is empty) and `after/`, the files that the command made or
//! changed; `NAME.delete` there is an empty file and says that it took NAME away.

use kebu::cli::{Env, run};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "git/cases.rs"]
mod git_cases;
#[path = "git/history.rs"]
mod history;
#[path = "it/scratch.rs"]
mod scratch;

type Tree = BTreeMap<String, Content>;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    File(Vec<u8>),
    Link(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Case {
    about: String,
    args: Vec<String>,
    today: Option<String>,
    now: Option<String>,
    exit: i32,
    base: bool,
    sample: bool,
    columns: Option<u16>,
    stdin: String,
    terminal: bool,
    lang: Vec<String>,
    env: BTreeMap<String, String>,
    cwd: String,
    symlinks: BTreeMap<String, String>,
    replace: Vec<[String; 3]>,
    history: String,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            about: String::new(),
            args: Vec::new(),
            today: None,
            now: None,
            exit: 0,
            base: true,
            sample: false,
            columns: None,
            stdin: String::new(),
            terminal: false,
            lang: vec!["zh".to_owned(), "en".to_owned()],
            env: BTreeMap::new(),
            cwd: String::new(),
            symlinks: BTreeMap::new(),
            replace: Vec::new(),
            history: String::new(),
        }
    }
}

fn main() {
    let folder = project().join("tests/cases");
    let entries = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter();
    let found = entries.filter_map(Result::ok).filter(|entry| entry.file_name() == "case.toml");
    let mut trials = Vec::new();
    for entry in found {
        let case = entry.path().parent().unwrap_or(&folder).to_owned();
        let name = slashed(&case, &folder);
        trials.extend(git_cases::trials(&case, &name));
        trials.push(Trial::test(name, move || test(&case).map_err(Failed::from)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Everything that one run gave.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    exit: i32,
    stdout: String,
    stderr: String,
    after: Tree,
}

fn read_case(folder: &Path) -> Result<Case, String> {
    let text = fs::read_to_string(folder.join("case.toml")).map_err(|error| error.to_string())?;
    toml::from_str(&text).map_err(|error| format!("case.toml: {error}"))
}

fn test(folder: &Path) -> Result<(), String> {
    let case = read_case(folder)?;
    let history = git_cases::history_of(folder, &case);
    let commits = git_cases::commits(&history, archive(folder, &case)?)?;
    let mut archive = git_cases::checked_out(&commits);
    archive.extend(tree(&folder.join("beside"))?);
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    let commits = if history.is_dir() { commits } else { Vec::new() };
    let mut copy = Copy::of(&archive, commits)?;
    for lang in &case.lang {
        let outcome = run_case(&case, &archive, lang, &mut copy)?;
        let again = run_case(&case, &archive, lang, &mut copy)?;
        if outcome != again {
            wrong.push(format!(
                "{lang}: two runs differ\n{}",
                difference(&outcome.stdout, &again.stdout)
            ));
        }
        if outcome.exit != case.exit {
            wrong.push(format!("{lang}: exit {}, expected {}", outcome.exit, case.exit));
        }
        for (name, found) in [("stdout", &outcome.stdout), ("stderr", &outcome.stderr)] {
            let path = folder.join(format!("{name}.{lang}"));
            if update {
                write_or_remove(&path, found)?;
                continue;
            }
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if *found != expected {
                wrong.push(format!("{name}.{lang}\n{}", difference(&expected, found)));
            }
        }
        let after = folder.join("after");
        if update && lang == &case.lang[0] {
            replace_tree(&after, &outcome.after)?;
        }
        wrong.extend(differences(lang, &tree(&after)?, &outcome.after));
    }
    if !wrong.is_empty() {
        let (args, about) = (case.args.join(" "), &case.about);
        let hint = "if this is right: UPDATE=1 cargo test --test cases";
        return Err(format!("kebu {args}\n{about}\n{}\n{hint}", wrong.join("\n")));
    }
    Ok(())
}

/// A copy of the archive in a folder of its own, made again only after a command wrote to it.
struct Copy {
    /// Removes the folder when it is dropped.
    folder: tempfile::TempDir,
    is_clean: bool,
    /// What its repository holds; nothing when it is in none.
    commits: Vec<history::Commit>,
}

impl Copy {
    fn of(archive: &Tree, commits: Vec<history::Commit>) -> Result<Self, String> {
        let folder = scratch::folder();
        let copy = Self { folder, is_clean: true, commits };
        fs::create_dir(copy.root()).map_err(|error| error.to_string())?;
        write_tree(&copy.root(), archive)?;
        if !copy.commits.is_empty() {
            history::lay_out(&copy.root(), history::Layout::Whole, &copy.commits);
        }
        Ok(copy)
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("archive")
    }
}

fn run_case(case: &Case, archive: &Tree, lang: &str, copy: &mut Copy) -> Result<Outcome, String> {
    if !copy.is_clean {
        *copy = Copy::of(archive, std::mem::take(&mut copy.commits))?;
    }
    let root = copy.root();
    let (exit, stdout, stderr) = start(case, &case.args, &root, lang)?;
    let mut after = tree(&root)?;
    // What the clone keeps for itself names processes and moments.
    after.retain(|path, content| archive.get(path) != Some(content) && !path.starts_with(".kebu/"));
    after.values_mut().for_each(without_version);
    for path in archive.keys().filter(|path| fs::symlink_metadata(root.join(path)).is_err()) {
        after.insert(format!("{path}.delete"), Content::File(Vec::new()));
    }
    copy.is_clean = after.is_empty() && !root.join(".kebu").exists();
    Ok(Outcome { exit, stdout, stderr, after })
}

/// Issued results name the version of the tool.
fn without_version(content: &mut Content) {
    if let Content::File(bytes) = content
        && let Ok(text) = str::from_utf8(bytes)
        && text.contains(VERSION)
    {
        *bytes = text.replace(VERSION, "\"[VERSION]\"").into_bytes();
    }
}

const VERSION: &str = concat!("\"", env!("CARGO_PKG_VERSION"), "\"");

/// Runs the program on an archive's folder: its exit code, standard output and standard error.
fn start(
    case: &Case,
    given: &[String],
    root: &Path,
    lang: &str,
) -> Result<(i32, String, String), String> {
    let mut args = vec![OsString::from("kebu")];
    args.extend(given.iter().map(OsString::from));
    if let Some(today) = &case.today
        && !given.iter().any(|arg| arg.starts_with("--today"))
    {
        args.extend(["--today".into(), today.into()]);
    }
    let mut vars = BTreeMap::from([("KEBU_LANG".to_owned(), lang.to_owned())]);
    vars.extend(case.env.clone());
    let now = match &case.now {
        Some(now) => now.parse().map_err(|_| format!("`{now}` is no time"))?,
        None => chrono::DateTime::UNIX_EPOCH,
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = run(&mut Env {
        args,
        vars,
        cwd: if case.cwd.is_empty() { root.to_owned() } else { root.join(&case.cwd) },
        // A clock that few cases should see: most give --today.
        now,
        terminal_columns: case.columns,
        stderr_is_terminal: case.columns.is_some(),
        stdin_is_terminal: case.terminal,
        entropy: 1,
        input: &mut case.stdin.as_bytes(),
        out: &mut out,
        err: &mut err,
    }) as i32;
    let place = root.display().to_string();
    let shown = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
        Ok::<_, String>(text.replace(&place, "[ARCHIVE]").replace(VERSION, "\"[VERSION]\""))
    };
    Ok((exit, shown(out)?, shown(err)?))
}

/// The archive that the case is run on.
fn archive(folder: &Path, case: &Case) -> Result<Tree, String> {
    let start = match (case.sample, case.base) {
        (true, _) => Some(project().join("archive")),
        (false, true) => Some(project().join("tests/cases/base/archive")),
        (false, false) => None,
    };
    let mut archive = match start {
        Some(start) => tree(&start)?,
        None => Tree::new(),
    };
    lay_over(&mut archive, &folder.join("archive"))?;
    for [path, from, to] in &case.replace {
        let Some(Content::File(bytes)) = archive.get_mut(path) else {
            return Err(format!("replace: no file {path}"));
        };
        let text = String::from_utf8(bytes.clone()).map_err(|error| error.to_string())?;
        if !text.contains(from) {
            return Err(format!("replace: {path} has no {from:?}"));
        }
        *bytes = text.replace(from, to).into_bytes();
    }
    for (path, target) in &case.symlinks {
        // In place of a folder: what lay in it is gone.
        archive.retain(|inside, _| !inside.starts_with(&format!("{path}/")));
        archive.insert(path.clone(), Content::Link(target.clone()));
    }
    Ok(archive)
}

/// Lays the files of a folder over an archive.
fn lay_over(archive: &mut Tree, folder: &Path) -> Result<(), String> {
    for (path, content) in tree(folder)? {
        match (path.strip_suffix(".delete"), path.strip_suffix(".hex"), content) {
            (Some(path), _, _) => {
                archive.remove(path).ok_or(format!("{path}.delete: no such file"))?;
            }
            (_, Some(path), Content::File(hex)) => {
                archive.insert(path.to_owned(), Content::File(from_hex(&hex)?));
            }
            (_, _, content) => {
                archive.insert(path, content);
            }
        }
    }
    Ok(())
}

fn from_hex(text: &[u8]) -> Result<Vec<u8>, String> {
    let digits: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    digits
        .chunks(2)
        .map(|pair| {
            let pair = str::from_utf8(pair).map_err(|error| error.to_string())?;
            u8::from_str_radix(pair, 16).map_err(|error| format!("{pair:?}: {error}"))
        })
        .collect()
}

/// Every file below a folder; none when there is no folder.
fn tree(folder: &Path) -> Result<Tree, String> {
    let mut found = Tree::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    let entries = walkdir::WalkDir::new(folder).into_iter();
    // What Git keeps is not the archive's.
    for entry in entries.filter_entry(|entry| entry.file_name() != ".git") {
        let entry = entry.map_err(|error| error.to_string())?;
        let path = slashed(entry.path(), folder);
        if entry.path_is_symlink() {
            let target = fs::read_link(entry.path()).map_err(|error| error.to_string())?;
            found.insert(path, Content::Link(target.display().to_string()));
        } else if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).map_err(|error| error.to_string())?;
            found.insert(path, Content::File(bytes));
        }
    }
    Ok(found)
}

/// The path inside a folder, with forward slashes on every system.
fn slashed(path: &Path, folder: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn write_tree(root: &Path, tree: &Tree) -> Result<(), String> {
    for (path, content) in tree {
        let to = root.join(path);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(|error| error.to_string())?;
        }
        match content {
            Content::File(bytes) => fs::write(&to, bytes),
            Content::Link(target) => link(target, &to),
        }
        .map_err(|error| format!("{path}: {error}"))?;
    }
    Ok(())
}

#[cfg(unix)]
fn link(target: &str, at: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, at)
}

#[cfg(windows)]
fn link(target: &str, at: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_file(target, at)
}

fn replace_tree(folder: &Path, tree: &Tree) -> Result<(), String> {
    if folder.is_dir() {
        fs::remove_dir_all(folder).map_err(|error| error.to_string())?;
    }
    write_tree(folder, tree)
}

fn write_or_remove(path: &Path, text: &str) -> Result<(), String> {
    let done = match (text.is_empty(), path.exists()) {
        (true, false) => Ok(()),
        (true, true) => fs::remove_file(path),
        (false, _) => fs::write(path, text),
    };
    done.map_err(|error| error.to_string())
}

fn differences(lang: &str, expected: &Tree, found: &Tree) -> Vec<String> {
    let text = |tree: &Tree, path: &String| match tree.get(path) {
        Some(Content::File(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        Some(Content::Link(target)) => format!("-> {target}"),
        None => String::new(),
    };
    let paths: std::collections::BTreeSet<_> = expected.keys().chain(found.keys()).collect();
    paths
        .into_iter()
        .filter(|path| expected.get(*path) != found.get(*path))
        .map(|path| {
            let difference = difference(&text(expected, path), &text(found, path));
            format!("after/{path} ({lang})\n{difference}")
        })
        .collect()
}

/// The lines that differ, `-` expected and `+` found, with a few lines around them.
fn difference(expected: &str, found: &str) -> String {
    let diff = similar::TextDiff::from_lines(expected, found);
    diff.unified_diff().context_radius(2).header("expected", "found").to_string()
}
