//! The documents tell the truth: what a console block shows is what the program prints, the two
//! set-up commands are those that are run, links lead somewhere. `UPDATE=1 cargo test` writes the
//! outputs anew.

use chrono::{DateTime, Utc};
use kebu::cli::{Env, Exit, run};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The documents with console blocks: a line `$ kebu …`, then what it prints on standard output and
/// standard error. Under a heading with Chinese in it, it prints in Chinese. `$ git …` is run too;
/// of `$ cat FILE` the lines below are the file. A demo stays to the end of the
/// section in which it was made.
const WITH_CONSOLE: [(&str, usize); 2] = [("README.md", 10), ("docs/evidence.md", 15)];

/// The document that only names commands, a line `kebu …` for each.
const WITH_COMMANDS: &str = "archive/README.md";

/// The two commands that set everything up on a fresh machine.
const SET_UP: [&str; 2] = ["cargo run --release -- -C archive assess 2026H1", "cargo test"];

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(project().join(path)).unwrap()
}

fn kebu(line: &str, lang: &str) -> (Exit, String) {
    kebu_in(&project(), line, lang)
}

/// Runs a command line in a folder, in a language, without any ambient variable but those that Git
/// needs. The clock stands after the close of 2026H1: whoever tries the commands later sees the
/// same.
fn kebu_in(folder: &Path, line: &str, lang: &str) -> (Exit, String) {
    assert!(!line.contains(['"', '\'']), "words only, no quotes: {line}");
    let now: DateTime<Utc> = "2026-09-01T04:00:00Z".parse().unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut env = Env {
        args: line.split_whitespace().map(Into::into).collect(),
        vars: BTreeMap::from([
            ("KEBU_LANG".to_owned(), lang.to_owned()),
            ("PATH".to_owned(), std::env::var("PATH").unwrap_or_default()),
            ("GIT_CONFIG_GLOBAL".to_owned(), "/dev/null".to_owned()),
        ]),
        cwd: folder.to_owned(),
        now,
        terminal_columns: None,
        stderr_is_terminal: false,
        stdin_is_terminal: false,
        entropy: 1,
        input: &mut std::io::empty(),
        out: &mut out,
        err: &mut err,
    };
    let exit = run(&mut env);
    out.extend(err);
    (exit, String::from_utf8(out).unwrap())
}

/// Runs `git` in a folder as somebody of headquarters', always on the same day.
fn git_in(folder: &Path, words: &str) -> String {
    const AT: &str = "2026-07-21T09:00:00+08:00";
    let output = std::process::Command::new("git")
        .current_dir(folder)
        .args(words.split_whitespace())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs([("GIT_AUTHOR_NAME", "hq"), ("GIT_AUTHOR_EMAIL", "hq@group.example")])
        .envs([("GIT_COMMITTER_NAME", "hq"), ("GIT_COMMITTER_EMAIL", "hq@group.example")])
        .envs([("GIT_AUTHOR_DATE", AT), ("GIT_COMMITTER_DATE", AT)])
        .output()
        .unwrap();
    assert!(output.status.success(), "git {words}: {output:?}");
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

/// A document that is run from top to bottom.
struct Runner {
    scratch: tempfile::TempDir,
    folder: PathBuf,
    /// Where the demo is, and the level of the heading below which it was made.
    demo: Option<(usize, PathBuf)>,
    level: usize,
    lang: &'static str,
    /// What the lines below `$ cat` are written to.
    file: Option<PathBuf>,
}

impl Runner {
    fn heading(&mut self, line: &str) {
        self.lang = if line.is_ascii() { "en" } else { "zh" };
        let level = line.chars().take_while(|c| *c == '#').count();
        self.level = level;
        self.demo = self.demo.take().filter(|(made_at, _)| *made_at < level);
    }

    fn block(&mut self) {
        self.file = None;
        self.folder = self.demo.as_ref().map_or_else(project, |(_, folder)| folder.clone());
    }

    /// What a command prints.
    fn command(&mut self, command: &str) -> String {
        let (program, rest) = command.split_once(' ').unwrap_or((command, ""));
        self.file = None;
        if command.starts_with("kebu demo ") {
            self.folder = self.scratch.path().to_owned();
        }
        match program {
            "kebu" => return kebu_in(&self.folder, command, self.lang).1,
            "git" => return git_in(&self.folder, rest),
            "cd" => {
                self.folder = self.folder.join(rest);
                self.demo = Some((self.level, self.folder.clone()));
            }
            "cat" => {
                fs::write(self.folder.join(rest), "").unwrap();
                self.file = Some(self.folder.join(rest));
            }
            _ => panic!("not run here: {command}"),
        }
        String::new()
    }
}

/// The document with the output under every `$ …` line as the program prints it now, and how
/// many such lines there are.
fn with_outputs(text: &str) -> (String, usize) {
    let (mut made, mut count) = (String::new(), 0);
    let (mut in_block, mut below_command) = (false, false);
    let scratch = tempfile::tempdir().unwrap();
    let folder = project();
    let mut runner = Runner { scratch, folder, demo: None, level: 0, lang: "en", file: None };
    for line in text.lines() {
        if line.starts_with("```") {
            in_block = line == "```console";
            below_command = false;
            runner.block();
        } else if !in_block && line.starts_with('#') {
            runner.heading(line);
        }
        let command = line.strip_prefix("$ ").filter(|_| in_block);
        if command.is_none() && below_command {
            let Some(file) = &runner.file else { continue };
            let before = fs::read_to_string(file).unwrap();
            fs::write(file, format!("{before}{line}\n")).unwrap();
        }
        made.push_str(line);
        made.push('\n');
        if let Some(command) = command {
            made.push_str(&runner.command(command));
            (below_command, count) = (true, count + 1);
        }
    }
    (made, count)
}

#[test]
fn console_blocks_show_what_the_program_prints() {
    for (document, least) in WITH_CONSOLE {
        let text = read(document);
        let (made, count) = with_outputs(&text);
        assert!(count >= least, "only {count} commands in {document}");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(project().join(document), &made).unwrap();
            continue;
        }
        let differing = text.lines().zip(made.lines()).find(|(found, made)| found != made);
        assert!(text == made, "{document} is stale: run `UPDATE=1 cargo test`\n{differing:#?}");
    }
}

#[test]
fn commands_that_are_named_answer() {
    let text = read(WITH_COMMANDS);
    let commands: Vec<&str> = text.lines().filter(|line| line.starts_with("kebu ")).collect();
    assert!(commands.len() >= 5, "only {} commands", commands.len());
    for command in commands {
        for lang in ["zh", "en"] {
            let (exit, output) = kebu(command, lang);
            assert_eq!(exit, Exit::Done, "{command}: {output}");
        }
    }
}

#[test]
fn the_set_up_commands_are_those_that_are_run() {
    let readme = read("README.md");
    let block = readme.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next());
    let commands: Vec<&str> = block.expect("a block of set-up commands").lines().collect();
    assert_eq!(commands, SET_UP);

    let (_, arguments) = SET_UP[0].split_once(" -- ").unwrap();
    let (exit, output) = kebu(&format!("kebu {arguments}"), "en");
    assert_eq!(exit, Exit::Done, "{output}");
    assert!(output.contains("90.9"), "{output}");

    let ci = read(".ci/run");
    let runs = |command: &str| ci.lines().any(|line| line.trim() == format!("run {command}"));
    assert!(runs(SET_UP[1]), ".ci/run does not run `{}`", SET_UP[1]);
}

/// The project's own text files, by path.
fn texts() -> BTreeMap<String, String> {
    let is_own = |name: &str| name != "target" && name != ".git";
    let files = WalkDir::new(project())
        .into_iter()
        .filter_entry(|entry| is_own(&entry.file_name().to_string_lossy()))
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    files
        .filter_map(|entry| {
            let text = fs::read_to_string(entry.path()).ok()?;
            let path = entry.path().strip_prefix(project()).unwrap();
            Some((path.to_string_lossy().replace('\\', "/"), text))
        })
        .collect()
}

#[test]
fn links_between_documents_lead_somewhere() {
    let (mut seen, mut broken) = (0, Vec::new());
    for (path, text) in texts().iter().filter(|(path, _)| path.ends_with(".md")) {
        let folder = project().join(path).parent().map(Path::to_owned).unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            if target.contains("://") {
                continue;
            }
            seen += 1;
            let linked = if file.is_empty() { project().join(path) } else { folder.join(file) };
            let leads = linked.exists()
                && (anchor.is_empty()
                    || anchors(&fs::read_to_string(&linked).unwrap()).contains(&anchor.to_owned()));
            if !leads {
                broken.push(format!("{path}: {target}"));
            }
        }
    }
    assert!(seen > 20, "only {seen} links were found");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The anchors that Markdown viewers give to a document's headings.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let title = line.trim_start_matches('#').trim().to_lowercase();
            let kept =
                title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            kept.collect::<String>().replace(' ', "-")
        })
        .collect()
}
