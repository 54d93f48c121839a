//! A repository full of traps is read with every command: nothing in it runs, and nothing in it
//! or in the caller's environment changes a result. That the traps work is shown first.

use crate::git_arrivals::{base, put};
use crate::history::{Commit, git, write};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What looks at history, or at most of the archive: read from everywhere.
const COMMANDS: &[&[&str]] = &[
    &["check"],
    &["check", "--since", "side"],
    &["check", "--since", "2026-06-01"],
    &["grade"],
    &["rank", "2026Q2"],
    &["returns", "2026H1"],
    &["assess", "2026H1"],
    &["verify", "2026Q1"],
    &["assess", "notice", "2026H1"],
    &["grade", "--policy", "other.txt", "--compare", "--halves", "1"],
    &["client", "list"],
    &["client", "show", "kh2501"],
    &["client", "search", "城"],
    &["complaint", "list"],
    &["visit", "due"],
    &["policy", "show"],
    &["diff", "2026-06-01..HEAD"],
    &["diff", "side..HEAD", "--fields"],
    &["grade", "--changes", "--since", "2026-06-01"],
    &["grade", "kh2501", "--explain"],
    &["assess", "2026H1", "--explain"],
    &["history", "kh2501"],
    &["history", "policy.toml", "--since", "2026-06"],
];

/// Every other command that reads: from the disk and from a commit.
const LISTS: &[&[&str]] = &[
    &["contact", "list"],
    &["project", "list"],
    &["project", "show", "xm2502"],
    &["person", "list"],
    &["branch", "list"],
    &["complaint", "show", "ts2605"],
    &["visit", "plan"],
    &["visit", "list"],
    &["visit", "show", "bf2606-3f7s5g"],
    &["survey", "form", "kh2501"],
    &["survey", "list"],
    &["survey", "show", "dc2606"],
    &["analysis", "list"],
    &["analysis", "show", "fx2606"],
    &["spot", "sample", "--seed", "7"],
    &["spot", "list"],
    &["spot", "show", "cc2607"],
    &["activity", "list"],
    &["activity", "show", "jh2606"],
    &["market", "list"],
    &["market", "show", "sx2606"],
    &["access", "list"],
    &["access", "show", "cy2606"],
    &["summary", "show", "2026H1", "--branch", "linjiang"],
    &["notice", "show", "2026H1", "--branch", "linjiang"],
    &["agenda"],
];

/// What is read from the index is read from nowhere else.
const STAGED: &[&[&str]] = &[&["check", "--staged"], &["check", "--staged", "--since", "HEAD"]];

/// Commands that write, through the user's own Git or through none, and those that read no archive.
const OTHERS: &[&str] = &[
    "init",
    "demo",
    "schema list",
    "schema show",
    "schema sync",
    "client new",
    "client edit",
    "client set",
    "client verify",
    "client move",
    "client abandon",
    "client merge",
    "client unmerge",
    "contact add",
    "contact edit",
    "contact remove",
    "project new",
    "project set",
    "person new",
    "person set",
    "person leave",
    "branch new",
    "branch set",
    "branch close",
    "handover",
    "complaint new",
    "complaint event",
    "complaint close",
    "complaint follow-up",
    "complaint edit",
    "complaint set",
    "visit log",
    "visit edit",
    "visit set",
    "survey new",
    "survey edit",
    "survey set",
    "analysis new",
    "analysis edit",
    "analysis set",
    "spot record",
    "spot edit",
    "spot set",
    "activity new",
    "activity edit",
    "activity set",
    "market new",
    "market edit",
    "market set",
    "access new",
    "access edit",
    "access set",
    "summary new",
    "summary edit",
    "notice new",
    "notice edit",
    "explain",
    "policy init",
    "submit",
    "fmt",
    "completions",
    "man",
    "undo",
    "merge-driver install",
    "merge-driver run",
];

/// Everywhere an archive can be read from.
const SOURCES: &[&[&str]] =
    &[&[], &["--at", "HEAD"], &["--at", "2026-07-01"], &["--at", "side"], &["--git-dir", ".git"]];

const FEW: &[&[&str]] = &[&[], &["--at", "side"]];
const DISK: &[&[&str]] = &[&[]];

const ISSUED: &str = "hq/rankings/2026Q1.toml";

/// A ranking that was issued of a commit, with figures that nobody computed.
fn issued(commit: &str) -> String {
    let hash = "0".repeat(64);
    format!(
        "issued_on = 2026-04-01\nas_of = 2026-03-31\ntool = \"0\"\npolicy_sha256 = \"{hash}\"\n\
         result = '{{\"period\":\"2026Q1\",\"branches\":[]}}'\n\n[commits]\n\".\" = \"{commit}\"\n"
    )
}

struct Trapped {
    folder: tempfile::TempDir,
}

impl Trapped {
    fn root(&self) -> PathBuf {
        self.folder.path().join("archive")
    }

    /// A shell command that leaves a mark.
    fn trap(&self, name: &str) -> String {
        format!("touch '{}'; false", self.marks().join(name).display())
    }

    fn marks(&self) -> PathBuf {
        self.folder.path().join("marks")
    }

    fn sprung(&self) -> Vec<String> {
        let marks = fs::read_dir(self.marks()).unwrap();
        marks.map(|mark| mark.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// An archive with a history, checked out, on which the traps lie.
    fn new() -> Self {
        let trapped = Self { folder: crate::scratch::folder() };
        fs::create_dir(trapped.marks()).unwrap();
        let mut tree = base();
        let notice = "result = \"pass\"\nnotice_on = 2026-07-22\n";
        put(&mut tree, "branches/linjiang/notices/2026H1.toml", notice);
        let sections = ["reporting", "complaints", "satisfaction", "analysis", "truth"];
        let sections = sections.map(|section| format!("{section} = \"无\"\n")).concat();
        let summary = "kind = \"summary\"\nsubmitted_on = 2026-05-01\nby = \"li-na\"\n[sections]\n";
        let summary = format!("{summary}{sections}");
        put(&mut tree, "branches/linjiang/summaries/2026H1.toml", &summary);
        put(&mut tree, ".gitattributes", "* diff=trap filter=trap merge=trap\n");
        put(&mut tree, ISSUED, &issued(&"1".repeat(40)));
        let first = Commit::new("2026-05-10T09:00:00+08:00", "li-na@example.com", tree.clone());
        // The same commit has the same id everywhere.
        let elsewhere = trapped.folder.path().join("elsewhere");
        let known = write(&elsewhere, "refs/heads/main", std::slice::from_ref(&first));
        put(&mut tree, ISSUED, &issued(&known[0]));
        put(&mut tree, "README.md", "archive\n");
        let second = Commit::new("2026-06-20T09:00:00+08:00", "li-na@example.com", tree);
        let root = trapped.root();
        write(&root, "refs/heads/main", &[first, second.after(&[0])]);
        git(&root, &["reset", "--quiet", "--hard"]);
        git(&root, &["branch", "side", "HEAD~1"]);
        fs::write(root.join("other.txt"), "[grade]\nstranger_min_contacts = 1\n").unwrap();
        trapped
    }

    fn lay_traps(&self) {
        let root = self.root();
        let trap = |key: &str| {
            // A helper is a command, a monitor a program: all of these are run by a shell.
            let value = self.trap(&key.replace(['.', '/'], "-"));
            let value = if key.starts_with("alias.") || key.starts_with("credential.") {
                format!("!{value}")
            } else {
                value
            };
            git(&root, &["config", key, &value]);
        };
        [
            "core.fsmonitor",
            "core.sshCommand",
            "core.pager",
            "core.editor",
            "core.askPass",
            "core.alternateRefsCommand",
            "core.gitProxy",
            "pager.rev-list",
            "pager.ls-tree",
            "diff.external",
            "diff.trap.command",
            "diff.trap.textconv",
            "filter.trap.clean",
            "filter.trap.smudge",
            "filter.trap.process",
            "merge.trap.driver",
            "alias.rev-list",
            "alias.cat-file",
            "alias.rev-parse",
            "credential.helper",
            "gpg.program",
            "gpg.ssh.program",
            "uploadpack.packObjectsHook",
            "interactive.diffFilter",
        ]
        .into_iter()
        .for_each(trap);
        let ext = format!("ext::sh -c {}", self.trap("transport").replace(' ', "% "));
        let hooks = self.folder.path().join("hooks");
        for (key, value) in [
            ("core.hooksPath", hooks.to_str().unwrap()),
            ("log.showSignature", "true"),
            ("protocol.ext.allow", "always"),
            ("protocol.allow", "always"),
            ("remote.origin.url", &ext),
            ("remote.origin.promisor", "true"),
            ("core.repositoryFormatVersion", "1"),
            ("extensions.partialClone", "origin"),
            ("core.commitGraph", "true"),
            ("diff.relative", "true"),
            ("safe.bareRepository", "all"),
        ] {
            git(&root, &["config", key, value]);
        }
        for folder in [hooks, root.join(".git/hooks")] {
            fs::create_dir_all(&folder).unwrap();
            for hook in ["post-checkout", "post-index-change", "reference-transaction"] {
                let script = format!("#!/bin/sh\n{}\n", self.trap(hook));
                executable(&folder.join(hook), &script);
            }
        }
        let file = root.join(".git/config");
        let config = fs::read_to_string(&file).unwrap();
        fs::write(&file, config + "[core]\n\tworktree = /nowhere/at/all\n").unwrap();
        fs::write(root.join(".git/info/attributes"), "* diff=trap filter=trap\n").unwrap();
        self.lay_history_traps();
    }

    /// What would change history without running anything.
    fn lay_history_traps(&self) {
        let root = self.root();
        let id = |name: &str| {
            let args = ["--work-tree=.", "rev-parse", name];
            String::from_utf8(git(&root, &args).stdout).unwrap().trim().to_owned()
        };
        let (head, first) = (id("HEAD"), id("side"));
        fs::create_dir_all(root.join(".git/refs/replace")).unwrap();
        fs::write(root.join(".git/refs/replace").join(&head), format!("{first}\n")).unwrap();
        fs::write(root.join(".git/info/grafts"), format!("{head}\n")).unwrap();
        // A bare repository inside the archive, where somebody may stand.
        let nested = root.join("branches/linjiang/documents/evil");
        for folder in ["objects", "refs"] {
            fs::create_dir_all(nested.join(folder)).unwrap();
        }
        fs::write(nested.join("HEAD"), "ref: refs/heads/main\n").unwrap();
        let config = format!("[core]\n\tbare = true\n\tfsmonitor = \"{}\"\n", self.trap("nested"));
        fs::write(nested.join("config"), config).unwrap();
    }

    fn kebu(&self, folder: &Path, args: &[&str], environment: &[(String, String)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kebu"));
        command.current_dir(folder).args(["--today", "2026-07-20", "--lang", "zh"]).args(args);
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        for (name, value) in environment {
            command.env(name, value);
        }
        command.output().unwrap()
    }

    /// What a caller's environment may hold, by malice or because a hook runs us.
    fn environment(&self) -> Vec<(String, String)> {
        let trace = self.marks().join("trace").display().to_string();
        let traps = ["GIT_EXTERNAL_DIFF", "GIT_PAGER", "PAGER", "GIT_SSH_COMMAND", "GIT_ASKPASS"];
        let mut all: Vec<(String, String)> =
            traps.iter().map(|name| ((*name).to_owned(), self.trap(name))).collect();
        for (name, value) in [
            ("GIT_TRACE", trace.as_str()),
            ("GIT_TRACE2", &trace),
            ("GIT_DIR", "/nowhere"),
            ("GIT_WORK_TREE", "/nowhere"),
            ("GIT_INDEX_FILE", "/nowhere"),
            ("GIT_OBJECT_DIRECTORY", "/nowhere"),
            ("GIT_CONFIG_COUNT", "1"),
            ("GIT_CONFIG_KEY_0", "core.fsmonitor"),
            ("GIT_CONFIG_VALUE_0", &self.trap("GIT_CONFIG_COUNT")),
            ("GIT_REPLACE_REF_BASE", "refs/heads/"),
        ] {
            all.push((name.to_owned(), value.to_owned()));
        }
        all
    }
}

fn executable(path: &Path, script: &str) {
    fs::write(path, script).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

/// Every command from everywhere that it is read from.
fn calls() -> Vec<Vec<&'static str>> {
    let mut calls = Vec::new();
    for (commands, sources) in [(COMMANDS, SOURCES), (LISTS, FEW), (STAGED, DISK)] {
        for command in commands {
            for source in sources {
                calls.push([*command, *source].concat());
            }
        }
    }
    calls
}

#[test]
fn nothing_in_a_repository_runs_or_changes_a_result() {
    let trapped = Trapped::new();
    let root = trapped.root();
    let run = |environment: &[(String, String)]| {
        let mut said = Vec::new();
        for call in calls() {
            let output = trapped.kebu(&root, &call, environment);
            let err = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.code() < Some(2), "{call:?}: {err}");
            assert_eq!(trapped.sprung(), [""; 0], "{call:?}");
            said.push((call, output.stdout, err));
        }
        said
    };
    let before = run(&[]);
    assert!(before.iter().all(|(_, out, _)| !out.is_empty()));
    trapped.lay_traps();
    let status = Command::new("git").current_dir(&root).args(["--work-tree=.", "status"]).output();
    assert!(status.is_ok());
    assert!(trapped.sprung().contains(&"core-fsmonitor".to_owned()), "the traps do not work");
    for mark in trapped.sprung() {
        fs::remove_file(trapped.marks().join(mark)).unwrap();
    }
    for environment in [Vec::new(), trapped.environment()] {
        for (then, now) in before.iter().zip(run(&environment)) {
            assert_eq!(*then, now, "{:?}", then.0);
        }
    }
    // Standing in the bare repository that lies in the archive.
    let inside = root.join("branches/linjiang/documents/evil");
    for source in &SOURCES[..4] {
        let output = trapped.kebu(&inside, &[&["returns", "2026H1"], *source].concat(), &[]);
        assert!(output.status.success());
    }
    assert_eq!(trapped.sprung(), [""; 0]);
}

#[test]
fn an_object_that_is_missing_is_not_fetched() {
    let trapped = Trapped::new();
    let root = trapped.root();
    trapped.lay_traps();
    for mark in trapped.sprung() {
        fs::remove_file(trapped.marks().join(mark)).unwrap();
    }
    let gone = "1".repeat(40);
    fs::write(root.join(".git/refs/heads/side"), format!("{gone}\n")).unwrap();
    fs::write(root.join(".git/refs/heads/main"), format!("{gone}\n")).unwrap();
    for source in [["--at", "side"], ["--at", "HEAD"], ["--at", "2026-07-01"], ["--at", &gone]] {
        let output = trapped.kebu(&root, &[&["returns", "2026H1"][..], &source].concat(), &[]);
        assert_eq!(output.status.code(), Some(2), "{source:?}");
    }
    assert_eq!(trapped.sprung(), [""; 0]);
}

#[test]
#[cfg(unix)]
fn a_repository_of_somebody_else_is_refused_as_git_refuses_it() {
    let trapped = Trapped::new();
    let root = trapped.root();
    // Only root can give a folder away.
    if std::os::unix::fs::chown(&root, Some(12345), None).is_err() {
        return;
    }
    std::os::unix::fs::chown(root.join(".git"), Some(12345), None).unwrap();
    let output = trapped.kebu(&root, &["grade", "--at", "HEAD"], &[]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("safe.directory"), "{said}");
    // What is on the disk needs no Git.
    let output = trapped.kebu(&root, &["grade"], &[]);
    assert!(output.status.success());
}

#[test]
fn every_command_is_listed() {
    fn leaves(command: &clap::Command, path: &str, found: &mut Vec<String>) {
        let mut below = command.get_subcommands().peekable();
        if below.peek().is_none() {
            found.push(path.trim_start().to_owned());
        }
        for command in below {
            leaves(command, &format!("{path} {}", command.get_name()), found);
        }
    }
    let mut found = Vec::new();
    leaves(&kebu::cli::help::localised(kebu::text::Lang::En), "", &mut found);
    assert!(found.len() > 60, "{found:?}");
    for command in found {
        let words: Vec<&str> = command.split(' ').collect();
        let is_read = COMMANDS.iter().chain(LISTS).any(|listed| listed.starts_with(&words));
        let is_other = OTHERS.contains(&command.as_str());
        assert!(
            is_read != is_other,
            "`kebu {command}`: list it in COMMANDS or LISTS if it reads an archive, else in OTHERS"
        );
    }
}
