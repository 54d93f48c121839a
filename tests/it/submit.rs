//! `kebu submit` with the user's own Git: exactly the branch's files are committed, hooks and
//! signatures work, and whatever refuses loses nothing.

use crate::archives;
#[cfg(unix)]
use crate::repositories::hook;
use crate::repositories::{World, write};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const CLIENT: &str = "branches/linjiang/clients/kh2501-7k3m9q.toml";
const VISIT: &str = "branches/linjiang/visits/2026/bf2607-000001.toml";
const RETURN: &str = "branches/linjiang/returns/2026-07.toml";

const VISIT_TEXT: &str = "\
client = \"kh2501-7k3m9q\"
on = 2026-07-10
channel = \"door_visit\"
level = \"branch_leader\"
by = [\"chen-yu\"]
two_way = true
topics = \"二期招标时间\"
briefed = true
";

/// How an archive lies in Git.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Whole,
    Folder,
    /// The branch is a repository of its own inside headquarters'.
    Nested,
}

/// An archive whose June was returned with the first commit.
struct Archive<'w> {
    world: &'w World,
    root: PathBuf,
    /// The repository that the branch is committed to.
    repository: PathBuf,
}

impl<'w> Archive<'w> {
    fn new(world: &'w World, layout: Layout) -> Self {
        let top = world.at("archive-of-the-group");
        let root = if layout == Layout::Folder { top.join("clients/archive") } else { top.clone() };
        for (path, bytes) in archives::base() {
            let text = String::from_utf8(bytes).unwrap();
            write(&root.join(path), &text.replace("evidence = \"declared\"\n", ""));
        }
        let repository = match layout {
            Layout::Nested => root.join("branches/linjiang"),
            Layout::Whole | Layout::Folder => top.clone(),
        };
        for folder in [&repository, &top] {
            if !folder.join(".git").exists() {
                world.git(folder, &["init", "--quiet"]);
                if layout == Layout::Nested && folder == &top {
                    write(&top.join(".gitignore"), "branches/linjiang/\n");
                }
                world.git(folder, &["add", "--all"]);
                world.git(folder, &["commit", "--quiet", "--message", "start"]);
            }
        }
        Self { world, root, repository }
    }

    fn work(&self) {
        write(&self.root.join(VISIT), VISIT_TEXT);
        self.change(CLIENT, "stage = \"developed\"", "stage = \"partner\"");
    }

    fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "{path}: {text}");
        write(&self.root.join(path), &text.replacen(from, to, 1));
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    fn submit(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kebu"));
        command.env_clear().envs(&self.world.vars).env("KEBU_LANG", "zh").current_dir(&self.root);
        command.env("GIT_AUTHOR_DATE", "2026-07-20T09:00:00+08:00");
        command.env("GIT_COMMITTER_DATE", "2026-07-20T09:00:00+08:00");
        command.args(["submit", "--today", "2026-07-20"]).args(args).output().unwrap()
    }

    fn git(&self, args: &[&str]) -> String {
        self.world.git(&self.repository, args)
    }

    fn commits(&self) -> usize {
        self.git(&["log", "--format=%H"]).lines().count()
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn exit(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn a_month_is_told_written_and_committed_in_every_layout() {
    for layout in [Layout::Whole, Layout::Folder, Layout::Nested] {
        let world = World::new();
        let archive = Archive::new(&world, layout);
        archive.work();
        // Other people's work, some of it staged.
        write(&archive.root.join("people/xin-ren.toml"), "name = \"新人\"\n");
        if layout != Layout::Nested {
            write(&archive.repository.join("staged.md"), "staged\n");
            archive.git(&["add", "staged.md"]);
        }

        let done = archive.submit(&[]);
        assert_eq!(exit(&done), 0, "{layout:?}: {}", stderr(&done));
        let shown = String::from_utf8(done.stdout.clone()).unwrap();
        for text in ["阶段", "已开发客户", "合作伙伴客户", "二期招标时间", "新增客户 0，变更客户 1"]
        {
            assert!(shown.contains(text), "{layout:?}: no {text} in {shown}");
        }
        assert_eq!(
            archive.text(RETURN).lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>(),
            [
                "submitted_on = 2026-07-20",
                "by = \"li-na\"",
                "",
                "[counts]",
                "clients_new = 0",
                "clients_changed = 1",
                "complaints = 0",
                "evaluations = 0",
                "relations = 1",
            ],
            "{layout:?}"
        );
        let told = archive.git(&["log", "-1", "--format=%B"]);
        assert_eq!(
            told.trim_end(),
            "2026-07 上报：临江分公司\n\n\
             新增客户 0，变更客户 1，客户投诉 0，客户评价 0，客户关系 1\n\n\
             - 变更客户 临江城市建设投资集团有限公司（kh2501-7k3m9q）：客户阶段\n\
             - 新增拜访 临江城市建设投资集团有限公司（bf2607-000001）\n\n\
             上报人：李娜",
            "{layout:?}"
        );
        let files = archive.git(&["show", "--format=", "--name-only", "--relative"]);
        let files: Vec<&str> = files.lines().map(|path| path.rsplit('/').next().unwrap()).collect();
        assert_eq!(files, ["kh2501-7k3m9q.toml", "2026-07.toml", "bf2607-000001.toml"]);
        let left = archive.git(&["status", "--short"]);
        let is_kept = layout == Layout::Nested || left.contains("A  staged.md");
        assert!(is_kept, "{layout:?}: {left}");
        let is_clean = !left.contains("linjiang") && !left.contains("2026-07");
        assert!(is_clean, "{layout:?}: {left}");
        if layout != Layout::Nested {
            assert!(stderr(&done).contains("另有"), "{}", stderr(&done));
        }
    }
}

#[test]
fn a_month_that_was_filed_is_corrected_only_when_asked() {
    for layout in [Layout::Whole, Layout::Folder, Layout::Nested] {
        let world = World::new();
        let archive = Archive::new(&world, layout);
        archive.work();
        assert_eq!(exit(&archive.submit(&[])), 0, "{layout:?}");
        let again = archive.submit(&[]);
        assert_eq!(exit(&again), 2, "{}", stderr(&again));
        assert!(stderr(&again).contains("2026-07 已于 2026-07-20 上报"), "{}", stderr(&again));
        archive.change(CLIENT, "address = \"", "address = \"新址 ");
        let corrected = archive.submit(&["2026-07", "--again"]);
        assert_eq!(exit(&corrected), 0, "{}", stderr(&corrected));
        assert!(archive.text(RETURN).contains("submitted_on = 2026-07-20\n"));
        let told = archive.git(&["log", "-1", "--format=%B"]);
        assert!(told.starts_with("更正 2026-07 上报：临江分公司\n"), "{told}");
        assert!(told.contains("地址、客户阶段"), "since June, not since the first try: {told}");
    }
}

#[test]
fn a_nil_return_is_true_or_refused() {
    let world = World::new();
    let archive = Archive::new(&world, Layout::Whole);
    // July holds the first commit: changes that arrived on 24 June belong to June.
    let nothing = archive.submit(&[]);
    assert_eq!(exit(&nothing), 1, "{}", stderr(&nothing));
    assert!(stderr(&nothing).contains("kebu submit 2026-07 --nil"), "{}", stderr(&nothing));
    assert!(!archive.root.join(RETURN).exists());

    archive.work();
    let lie = archive.submit(&["--nil"]);
    assert_eq!(exit(&lie), 1, "{}", stderr(&lie));
    assert!(stderr(&lie).contains("有 2 条记录变化，不能报无变化"), "{}", stderr(&lie));
    assert!(!archive.root.join(RETURN).exists());
    assert_eq!(archive.commits(), 1);

    fs::remove_file(archive.root.join(VISIT)).unwrap();
    archive.git(&["checkout", "--quiet", "--", "."]);
    let nil = archive.submit(&["--nil"]);
    assert_eq!(exit(&nil), 0, "{}", stderr(&nil));
    assert!(archive.text(RETURN).contains("nil = true\n"), "{}", archive.text(RETURN));
    let told = archive.git(&["log", "-1", "--format=%B"]);
    assert_eq!(told.trim_end(), "2026-07 上报：临江分公司，无变化\n\n上报人：李娜");
}

#[test]
fn a_dry_run_touches_nothing() {
    let world = World::new();
    let archive = Archive::new(&world, Layout::Whole);
    archive.work();
    let before = archive.git(&["status", "--short"]);
    let shown = archive.submit(&["--dry-run"]);
    assert_eq!(exit(&shown), 0, "{}", stderr(&shown));
    assert!(stderr(&shown).contains("2026-07 上报：临江分公司"), "{}", stderr(&shown));
    assert!(!archive.root.join(RETURN).exists());
    assert_eq!(archive.git(&["status", "--short"]), before);
    assert_eq!(archive.commits(), 1);
}

#[cfg(unix)]
#[test]
fn a_hook_that_refuses_leaves_the_return_to_be_filed_again() {
    let world = World::new();
    let archive = Archive::new(&world, Layout::Whole);
    archive.work();
    hook(&archive.repository, "commit-msg", "echo '请写工单号' >&2; exit 1");
    let refused = archive.submit(&[]);
    assert_eq!(exit(&refused), 4, "{}", stderr(&refused));
    for text in ["commit-msg", "| 请写工单号", "没有丢失"] {
        assert!(stderr(&refused).contains(text), "no {text}: {}", stderr(&refused));
    }
    assert_eq!(archive.commits(), 1);
    assert!(archive.root.join(RETURN).exists() && archive.root.join(VISIT).exists());
    assert_eq!(
        archive.git(&["status", "--short", "--untracked-files=all"]),
        format!(" M {CLIENT}\n?? {RETURN}\n?? {VISIT}\n")
    );
    // The same command again, once the hook is content: it is no correction.
    hook(&archive.repository, "commit-msg", "echo '工单 7' >> \"$1\"");
    let done = archive.submit(&[]);
    assert_eq!(exit(&done), 0, "{}", stderr(&done));
    let told = archive.git(&["log", "-1", "--format=%B"]);
    assert!(told.starts_with("2026-07 上报") && told.trim_end().ends_with("工单 7"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_signature_that_cannot_be_made_is_told() {
    let world = World::new();
    let archive = Archive::new(&world, Layout::Whole);
    archive.work();
    archive.git(&["config", "commit.gpgSign", "true"]);
    archive.git(&["config", "gpg.program", "false"]);
    let refused = archive.submit(&[]);
    assert_eq!(exit(&refused), 4, "{}", stderr(&refused));
    assert!(stderr(&refused).contains("gpg failed to sign"), "{}", stderr(&refused));
    assert_eq!(archive.commits(), 1);
}

#[test]
fn what_would_stop_the_commit_stops_before_anything_is_written() {
    let world = World::new();
    let archive = Archive::new(&world, Layout::Whole);
    archive.work();
    let refused = |args: &[&str], code: i32, text: &str| {
        let output = archive.submit(args);
        assert_eq!(exit(&output), code, "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(text), "{args:?}: no {text}: {}", stderr(&output));
        assert!(!archive.root.join(RETURN).exists(), "{args:?}");
    };
    refused(&["--push"], 2, "没有远端");
    refused(&["2026-08"], 2, "还不能上报");
    refused(&["2026-13"], 2, "不是月份");
    refused(&["1999-01"], 2, "不必上报");
    refused(&["--by", "nobody"], 2, "nobody");
    archive.git(&["switch", "--quiet", "--detach"]);
    refused(&[], 2, "不在任何分支上");
    archive.git(&["switch", "--quiet", "main"]);
    archive.git(&["config", "user.name", ""]);
    refused(&[], 2, "user.name");
    archive.git(&["config", "--unset", "user.name"]);
    archive.change(CLIENT, "owner = \"", "owner = \"nobody-");
    refused(&[], 1, "本单位的记录有 1 处错误");
}

#[test]
fn a_push_that_is_rejected_keeps_the_commit() {
    let world = World::new();
    let archive = Archive::new(&world, Layout::Whole);
    world.git(&world.at("."), &["init", "--quiet", "--bare", "hub.git"]);
    let hub = world.at("hub.git").display().to_string();
    archive.git(&["remote", "add", "origin", &hub]);
    archive.git(&["push", "--quiet", "--set-upstream", "origin", "main"]);
    world.git(&world.at("."), &["clone", "--quiet", "hub.git", "colleague"]);
    let colleague = world.at("colleague");
    write(&colleague.join("note.md"), "note\n");
    world.git(&colleague, &["add", "note.md"]);
    world.git(&colleague, &["commit", "--quiet", "--message", "note"]);
    world.git(&colleague, &["push", "--quiet"]);

    archive.work();
    let rejected = archive.submit(&["--push"]);
    assert_eq!(exit(&rejected), 4, "{}", stderr(&rejected));
    for text in ["已提交", "没有推送", "本地提交已保留", "git pull --no-rebase"] {
        assert!(stderr(&rejected).contains(text), "no {text}: {}", stderr(&rejected));
    }
    assert_eq!(archive.commits(), 2);
    archive.git(&["pull", "--quiet", "--no-rebase", "--no-edit"]);
    archive.git(&["push", "--quiet"]);

    // The next month arrives at once.
    archive.change(CLIENT, "address = \"", "address = \"新址 ");
    let pushed = archive.submit(&["2026-07", "--again", "--push"]);
    assert_eq!(exit(&pushed), 0, "{}", stderr(&pushed));
    assert!(stderr(&pushed).contains("已推送到 `origin`"), "{}", stderr(&pushed));
    let there = world.git(&world.at("hub.git"), &["rev-parse", "main"]);
    assert_eq!(there, archive.git(&["rev-parse", "HEAD"]));
}

#[test]
fn a_first_return_reports_everything() {
    let world = World::new();
    let archive = Archive::new(&world, Layout::Whole);
    fs::remove_dir_all(archive.root.join("branches/linjiang/returns")).unwrap();
    fs::remove_dir_all(archive.root.join(".git")).unwrap();
    archive.git(&["init", "--quiet"]);
    let done = archive.submit(&[]);
    assert_eq!(exit(&done), 0, "{}", stderr(&done));
    let shown = String::from_utf8(done.stdout).unwrap();
    assert!(shown.contains("首次上报，全部 4"), "{shown}");
    let files = archive.git(&["show", "--format=", "--name-only"]);
    assert!(files.lines().count() > 20 && !files.contains("people/"), "{files}");
}

#[test]
fn without_a_repository_the_return_is_written_and_this_is_said() {
    let world = World::new();
    let archive = Archive::new(&world, Layout::Whole);
    fs::remove_dir_all(archive.root.join(".git")).unwrap();
    archive.work();
    let done = archive.submit(&[]);
    assert_eq!(exit(&done), 0, "{}", stderr(&done));
    assert!(stderr(&done).contains("不在 Git 仓库里，没有提交"), "{}", stderr(&done));
    assert!(archive.root.join(RETURN).exists());
    let refused = archive.submit(&["--push", "--again"]);
    assert_eq!(exit(&refused), 2, "{}", stderr(&refused));
}

#[test]
fn an_archive_that_declares_its_dates_is_told_by_them_where_git_shows_nothing() {
    let world = World::new();
    let archive = Archive::new(&world, Layout::Whole);
    archive.change("archive.toml", "format = 1\n", "format = 1\nevidence = \"declared\"\n");
    let dated = archive.submit(&["--dry-run"]);
    assert_eq!(exit(&dated), 0, "{}", stderr(&dated));
    let shown = String::from_utf8(dated.stdout).unwrap();
    assert!(shown.contains("日期在 2026-06-26 至 2026-07-20 的记录 2 条"), "{shown}");
    archive.work();
    let since = String::from_utf8(archive.submit(&["--dry-run"]).stdout).unwrap();
    assert!(since.contains("自 2026-06 上报（提交") && since.contains("合作伙伴客户"), "{since}");
}
