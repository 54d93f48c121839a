//! Results are issued, committed and verified in real repositories, in all three ways in which an
//! archive lies in them; whatever was changed since is told.

use crate::history::{Commit, Layout, Leaf, git, lay_out};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const RANKING: &str = "hq/rankings/2026Q2.toml";
const ASSESSMENT: &str = "hq/assessments/2026H1.toml";
const CLIENT: &str = "branches/donghu/clients/kh2505-2c4x8p.toml";

const DEBTOR: &str = "branches/donghu/clients/kh2506-5h6n2t.toml";

/// The history of the cases on issuing, step by step.
fn commits() -> Vec<Commit> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/issue/rank-issue/history");
    let mut tree: BTreeMap<String, Leaf> = BTreeMap::new();
    let mut commits: Vec<Commit> = Vec::new();
    for step in ["01-first-quarter", "02-second-quarter", "03-returns"] {
        for file in walkdir::WalkDir::new(folder.join(step)).into_iter().map(Result::unwrap) {
            let inside = file.path().strip_prefix(folder.join(step)).unwrap();
            let parts: Vec<_> = inside.iter().map(|part| part.to_str().unwrap()).collect();
            if file.file_type().is_file() && parts != ["commit.toml"] {
                let bytes = fs::read(file.path()).unwrap();
                tree.insert(parts.join("/"), Leaf::File(bytes));
            }
        }
        let said: toml::Table =
            fs::read_to_string(folder.join(step).join("commit.toml")).unwrap().parse().unwrap();
        let word = |key: &str| said[key].as_str().unwrap().to_owned();
        let parents: Vec<usize> = commits.len().checked_sub(1).into_iter().collect();
        commits.push(Commit::new(&word("at"), &word("by"), tree.clone()).after(&parents));
    }
    commits
}

/// An archive in Git, checked out.
struct Archive {
    folder: tempfile::TempDir,
    layout: Layout,
    root: PathBuf,
}

impl Archive {
    fn new(layout: Layout) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = lay_out(&folder.path().join("group"), layout, &commits());
        let archive = Self { folder, layout, root };
        for repository in archive.repositories() {
            git(&repository, &["reset", "--quiet", "--hard"]);
        }
        archive
    }

    fn top(&self) -> PathBuf {
        self.folder.path().join("group")
    }

    fn repositories(&self) -> Vec<PathBuf> {
        let mut all = vec![self.top()];
        if self.layout == Layout::Nested {
            all.extend(
                ["linjiang", "donghu", "xishan"].map(|b| self.root.join("branches").join(b)),
            );
        }
        all
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.root.join(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path}: {from}");
        self.write(path, &text.replace(from, to));
    }

    /// Commits everything below a folder of the archive, in the repository that holds it.
    fn commit(&self, below: &str) {
        let folder = self.root.join(below);
        let person = ["-c", "user.name=周敏", "-c", "user.email=zhou-min@example.com"];
        git(&folder, &["add", "--all", "."]);
        git(&folder, &[&person[..], &["commit", "--quiet", "-m", "印发"]].concat());
    }

    /// What a `git` command prints.
    fn git(&self, args: &[&str]) -> String {
        String::from_utf8(git(&self.top(), args).stdout).unwrap().trim().to_owned()
    }

    fn kebu(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_kebu"))
            .current_dir(&self.root)
            .args(["--today", "2026-07-21", "--lang", "en"])
            .args(args)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap()
    }

    /// What a command says that ends with this code.
    fn says(&self, args: &[&str], code: i32) -> String {
        let output = self.kebu(args);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(code), "{:?} {args:?}: {said}", self.layout);
        said
    }

    fn verified(&self, period: &str, code: i32) -> serde_json::Value {
        let output = self.kebu(&["verify", period, "--format", "json"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{:?} {period}: {said}", self.layout);
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn reasons(&self, period: &str) -> Vec<String> {
        let value = self.verified(period, 1);
        let reasons = value["results"][0]["reasons"].as_array().unwrap();
        reasons.iter().map(|reason| reason["code"].as_str().unwrap().to_owned()).collect()
    }

    fn issued(layout: Layout) -> Self {
        let archive = Self::new(layout);
        archive.says(&["rank", "2026Q2", "--issue"], 0);
        archive.says(&["assess", "2026H1", "--issue"], 0);
        archive.commit("hq");
        archive
    }
}

#[test]
fn what_is_issued_verifies_in_every_layout_and_later() {
    for layout in Layout::ALL {
        let archive = Archive::issued(layout);
        let record: toml::Table = archive.read(ASSESSMENT).parse().unwrap();
        let paths: Vec<&String> = record["commits"].as_table().unwrap().keys().collect();
        let nested = [".", "branches/donghu", "branches/linjiang", "branches/xishan"];
        assert_eq!(paths, if layout == Layout::Nested { &nested[..] } else { &nested[..1] });
        assert_eq!(record["result"].as_str().unwrap().lines().count(), 5, "a line each");
        // The archive moves on; what was issued does not.
        archive.replace(CLIENT, "东湖医院", "东湖第一医院");
        archive.replace("policy.toml", "[grade]", "[grade]\nstranger_min_contacts = 1");
        archive.commit("branches/donghu");
        archive.commit(".");
        for (period, path) in [("2026Q2", RANKING), ("2026H1", ASSESSMENT)] {
            let value = archive.verified(period, 0);
            assert_eq!(value["equal"], true);
            assert_eq!(value["results"][0]["path"], path);
            assert_eq!(value["results"][0]["committed"], true);
        }
        assert!(archive.says(&["verify", "2026H1"], 0).contains("identical byte for byte"));
        // And so it is out of Git's objects alone.
        archive.says(&["verify", "2026Q2", "--at", "HEAD"], 0);
    }
}

#[test]
fn a_result_is_never_overwritten_but_restated_with_a_reason() {
    let archive = Archive::issued(Layout::Whole);
    let first = archive.read(RANKING);
    let said = archive.says(&["rank", "2026Q2", "--issue"], 2);
    assert!(said.contains("already issued on 2026-07-21"), "{said}");
    let again = ["rank", "2026Q2", "--issue", "--reason", "补录的核实"];
    assert!(archive.says(&again, 2).contains("nothing to restate"));
    archive.replace(DEBTOR, "status = \"valid\"", "status = \"revoked\"");
    archive.commit(".");
    archive.says(&again, 0);
    assert_eq!(archive.read(RANKING), first);
    let restated: toml::Table = archive.read("hq/rankings/2026Q2-r1.toml").parse().unwrap();
    assert_eq!(restated["restatement"].as_integer(), Some(1));
    assert_eq!(restated["reason"].as_str(), Some("补录的核实"));
    archive.commit("hq");
    let value = archive.verified("2026Q2", 0);
    assert_eq!(value["results"].as_array().unwrap().len(), 2);
    // Undone like any other operation.
    let archive = Archive::new(Layout::Whole);
    archive.says(&["rank", "2026Q2", "--issue"], 0);
    archive.says(&["undo"], 0);
    assert!(!archive.root.join(RANKING).exists());
}

#[test]
fn what_is_not_committed_or_not_whole_is_not_issued() {
    for layout in Layout::ALL {
        let archive = Archive::new(layout);
        archive.replace(CLIENT, "东湖医院", "东湖第一医院");
        let said = archive.says(&["rank", "2026Q2", "--issue"], 2);
        assert!(said.contains(CLIENT), "{said}");
        archive.replace(CLIENT, "东湖第一医院", "东湖医院");
        archive.write(
            "people/new.toml",
            "name = \"新\"\nunit = \"hq\"\nrole = \"hq_staff\"\nemails = []\n",
        );
        assert!(archive.says(&["assess", "2026H1", "--issue"], 2).contains("people/new.toml"));
        fs::remove_file(archive.root.join("people/new.toml")).unwrap();
        // Line breaks are Git's affair.
        archive.write(CLIENT, &archive.read(CLIENT).replace('\n', "\r\n"));
        archive.says(&["rank", "2026Q2", "--issue", "--dry-run"], 0);
    }
    let archive = Archive::new(Layout::Whole);
    let clone = archive.folder.path().join("clone");
    let from = format!("file://{}", archive.top().display());
    git(archive.folder.path(), &["clone", "--quiet", "--depth", "1", &from, "clone"]);
    let shallow = Archive { folder: archive.folder, layout: Layout::Whole, root: clone };
    for command in [&["rank", "2026Q2", "--issue"][..], &["assess", "2026H1", "--issue"]] {
        assert!(shallow.says(command, 2).contains("shallow"));
    }
}

#[test]
fn whatever_was_changed_since_is_told() {
    // The file itself, not committed; then committed.
    let archive = Archive::issued(Layout::Whole);
    archive.replace(RANKING, "\"A\":2", "\"A\":3");
    assert_eq!(archive.reasons("2026Q2"), ["edited-not-committed"]);
    archive.commit("hq");
    let value = archive.verified("2026Q2", 1);
    assert_eq!(archive.reasons("2026Q2"), ["edited-since-issued"]);
    let expected = serde_json::json!([{ "branch": "linjiang", "figure": "A", "was": 3, "is": 2 }]);
    assert_eq!(value["results"][0]["differences"], expected);
    let said = archive.says(&["verify", "2026Q2"], 1);
    assert!(said.contains("was edited after it was issued, in "), "{said}");
    // A comment is enough.
    let archive = Archive::issued(Layout::Whole);
    archive.write(RANKING, &format!("{}\n# 注\n", archive.read(RANKING).trim_end()));
    assert_eq!(archive.reasons("2026Q2"), ["not-as-written", "edited-not-committed"]);
    // What it rests on.
    for (from, to, reason) in [
        ("policy_sha256 = \"", "policy_sha256 = \"0000", "other-policy"),
        ("as_of = 2026-07-20", "as_of = 2026-07-19", "other-as-of"),
        ("\".\" = \"", "\".\" = \"0000", "commit-missing"),
    ] {
        let archive = Archive::issued(Layout::Whole);
        let text = archive.read(ASSESSMENT).replace(from, to);
        // As many digits as before.
        let text: Vec<String> = text
            .lines()
            .map(|line| match line.split_once("\"0000") {
                Some((head, hash)) => format!("{head}\"0000{}", &hash[4..]),
                None => line.to_owned(),
            })
            .collect();
        archive.write(ASSESSMENT, &(text.join("\n") + "\n"));
        let value = archive.verified("2026H1", 1);
        let reasons = value["results"][0]["reasons"].to_string();
        assert!(reasons.contains(reason), "{reason}: {reasons}");
    }
    // A history that no longer holds the commit.
    let archive = Archive::issued(Layout::Whole);
    git(&archive.top(), &["checkout", "--quiet", "--orphan", "other"]);
    archive.commit(".");
    assert_eq!(archive.reasons("2026H1"), ["commit-not-in-history"]);
    // A clone that was not fetched whole has no answer.
    let clone = archive.folder.path().join("clone");
    let from = format!("file://{}", archive.top().display());
    git(archive.folder.path(), &["clone", "--quiet", "--depth", "1", &from, "clone"]);
    let other = Archive { folder: archive.folder, layout: Layout::Whole, root: clone };
    assert_eq!(other.kebu(&["verify", "2026H1"]).status.code(), Some(1), "the commit is missing");
}

#[test]
fn a_result_that_was_taken_away_is_told() {
    let archive = Archive::issued(Layout::Folder);
    archive.replace(DEBTOR, "status = \"valid\"", "status = \"revoked\"");
    archive.commit(".");
    archive.says(&["rank", "2026Q2", "--issue", "--reason", "补录的核实"], 0);
    archive.commit("hq");
    // From the disk alone, then by a commit; the other record still stands.
    let restated = "hq/rankings/2026Q2-r1.toml";
    fs::remove_file(archive.root.join(restated)).unwrap();
    let value = archive.verified("2026Q2", 1);
    assert_eq!(value["results"][0]["equal"], true);
    assert_eq!(value["results"][1]["path"], restated);
    assert_eq!(value["results"][1]["reasons"][0]["code"], "taken-away");
    archive.commit("hq");
    let said = archive.says(&["verify", "2026Q2"], 1);
    assert!(said.contains("2026Q2-r1.toml was taken away after it was issued, in "), "{said}");
    // An assessment that is gone is neither \"never issued\" nor a draft.
    fs::remove_file(archive.root.join(ASSESSMENT)).unwrap();
    archive.commit("hq");
    assert_eq!(archive.reasons("2026H1"), ["taken-away"]);
    let said = archive.says(&["assess", "notice", "2026H1"], 1);
    assert!(said.contains("fails verification"), "{said}");
}

#[test]
fn a_clone_without_the_receipts_says_what_to_fetch() {
    let archive = Archive::new(Layout::Whole);
    let (top, head) = (archive.top(), archive.git(&["rev-parse", "HEAD"]));
    let message = format!(
        "receipt\n\ntime: 2026-07-20T09:00:00+08:00\nuser: zhou-min\nref: refs/heads/main\n\
         old: {head}\nnew: {head}\n"
    );
    let tree = archive.git(&["write-tree"]);
    let person = ["-c", "user.name=服务器", "-c", "user.email=server@example.com"];
    let commit = ["commit-tree", &tree, "-m", &message];
    let receipt = archive.git(&[&person[..], &commit].concat());
    archive.git(&["update-ref", "refs/kebu/receipts", &receipt]);
    archive.says(&["assess", "2026H1", "--issue"], 0);
    archive.commit("hq");
    archive.verified("2026H1", 0);
    let from = format!("file://{}", top.display());
    git(archive.folder.path(), &["clone", "--quiet", &from, "clone"]);
    let clone = archive.folder.path().join("clone");
    let other = Archive { folder: archive.folder, layout: Layout::Whole, root: clone };
    assert_eq!(other.reasons("2026H1"), ["proofs-missing"]);
    let said = other.says(&["verify", "2026H1"], 1);
    assert!(said.contains("`git fetch origin 'refs/kebu/*:refs/kebu/*'`"), "{said}");
    git(&other.root, &["fetch", "--quiet", "origin", "refs/kebu/*:refs/kebu/*"]);
    other.verified("2026H1", 0);
}

#[test]
fn a_ranking_is_held_against_the_period_before() {
    for layout in Layout::ALL {
        let archive = Archive::new(layout);
        let from_git = archive.says(&["rank", "2026Q2"], 0);
        assert!(from_git.contains("the archive as of 2026-03-31 (Git)"), "{from_git}");
        assert!(from_git.contains("1 promoted, 1 demoted"), "{from_git}");
        assert!(from_git.contains("new"), "{from_git}");
        // An issued ranking stands before the archive.
        archive.says(&["rank", "2026Q1", "--issue"], 0);
        let issued = archive.says(&["rank", "2026Q2"], 0);
        assert!(issued.contains("as issued in hq/rankings/2026Q1.toml"), "{issued}");
        let at = archive.says(&["rank", "2026Q2", "--at", "HEAD"], 0);
        assert_eq!(at, from_git);
    }
}

#[test]
fn papers_rest_on_the_issued_result_and_on_the_day_of_notice() {
    let archive = Archive::new(Layout::Nested);
    let said = archive.says(&["assess", "notice", "2026H1"], 0);
    assert!(said.contains("【草稿】") && said.contains("these are drafts"), "{said}");
    archive.says(&["assess", "2026H1", "--issue"], 0);
    archive.commit("hq");
    let said = archive.says(&["assess", "notice", "2026H1"], 0);
    assert!(!said.contains("草稿"), "{said}");
    assert!(said.contains("考核结果已于 2026 年 7 月 21 日印发"), "{said}");
    assert!(said.contains("no notice to 东湖分公司 is on record"), "{said}");
    // The notice takes the result that was issued; the deadline follows from its day.
    let args = ["notice", "new", "2026H1", "--branch", "donghu", "--notice-on", "2026-07-21"];
    archive.says(&args, 0);
    let notice = archive.read("branches/donghu/notices/2026H1.toml");
    assert!(
        notice.contains("result = \"pass\"\n") && notice.contains("total = 61.6\n"),
        "{notice}"
    );
    let said = archive.says(&["assess", "notice", "2026H1", "--branch", "donghu"], 0);
    assert!(said.contains("2026 年 7 月 28 日 24:00 前"), "{said}");
    assert!(!said.contains("临江分公司"), "{said}");
    // What was issued and does not verify gives no papers.
    archive.replace(ASSESSMENT, "\"total\":61.6", "\"total\":91.6");
    let said = archive.says(&["assess", "notice", "2026H1"], 1);
    assert!(said.contains("fails verification"), "{said}");
}

#[test]
fn a_result_of_the_half_before_stands_beside_this_one() {
    let archive = Archive::issued(Layout::Whole);
    let before = archive
        .read(ASSESSMENT)
        .replace("2026H1", "2025H2")
        .replace("\"total\":55.5,\"result\":\"poor\"", "\"total\":41.0,\"result\":\"poor\"");
    archive.write("hq/assessments/2025H2.toml", &before);
    let said = archive.says(&["assess", "notice", "2026H1"], 0);
    assert!(said.contains("临江分公司连续两个半年度结果为差"), "{said}");
}

#[test]
fn another_policy_is_tried_on_half_years_that_were_issued() {
    let archive = Archive::issued(Layout::Whole);
    let other = archive.folder.path().join("other.toml");
    fs::write(&other, "[grade]\noverride_max_days = 183\n[assessment]\npass = 50.0\n").unwrap();
    // The policy changed since; what was issued is compared as it was.
    archive.replace("policy.toml", "[grade]", "[assessment]\npass = 40.0\n\n[grade]");
    archive.commit(".");
    let other = other.display().to_string();
    let args = ["assess", "2026H1", "--policy", &other, "--compare", "--halves", "1"];
    let said = archive.says(&args, 0);
    assert!(said.contains("on which hq/assessments/2026H1.toml was issued"), "{said}");
    assert!(said.contains("assessment.pass: in force 60"), "{said}");
}
