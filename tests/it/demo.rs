//! `kebu demo`: the same seed gives the same commits whatever Git is configured to, the archive is
//! clean at its date, and there is something to see of everything.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TODAY: &str = "2026-07-20";

/// A branch's own repository, which holds records alone: its ids change only where the demo's
/// story or the canonical form of records does.
const BRANCH: &str = "branches/lanbei";

/// What the commits of a seed are called there, on any machine.
const PINNED: [(&str, &str); 3] = [
    ("refs/heads/main", "f5c90129fdc2a6685e87caf955494123aa0b398a"),
    ("refs/kebu/observations", "dfeab52c2c9edf83201c4cb2c451063b5777db5a"),
    ("refs/kebu/receipts", "5428ebbb34c01724c90f8b6d3cf52cf319b17f51"),
];

fn kebu(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kebu"))
        .current_dir(folder)
        .env("KEBU_LANG", "en")
        .args(args)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", folder.join("no-such-configuration"))
        .output()
        .unwrap()
}

fn says(folder: &Path, args: &[&str]) -> String {
    let output = kebu(folder, args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {said}\n{}", text(&output.stdout));
    text(&output.stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let args = [&["--today", TODAY, "--format", "json"], args].concat();
    serde_json::from_str(&says(folder, &args)).unwrap()
}

/// A demo in a temporary folder, and what was said of it.
fn demo(options: &[&str]) -> (tempfile::TempDir, PathBuf, String) {
    let place = tempfile::tempdir().unwrap();
    let args = [&["demo", "demo"], options].concat();
    let said = says(place.path(), &args);
    let folder = place.path().join("demo");
    (place, folder, said)
}

fn git(folder: &Path, args: &[&str]) -> String {
    text(&crate::history::git(folder, args).stdout).trim().to_owned()
}

fn refs(folder: &Path) -> Vec<(String, String)> {
    let listed = git(folder, &["for-each-ref", "--format=%(refname) %(objectname)"]);
    let pair = |line: &str| line.split_once(' ').map(|(name, id)| (name.to_owned(), id.to_owned()));
    listed.lines().filter_map(pair).collect()
}

#[test]
fn a_seed_gives_the_same_commits_whatever_git_is_configured_to() {
    const OPTIONS: [&str; 5] = ["--federated", "--clients", "24", "--seed", "7"];
    let (place, folder, _) = demo(&OPTIONS);
    let own = refs(&folder.join(BRANCH));
    assert_eq!(own, PINNED.map(|(name, id)| (name.to_owned(), id.to_owned())));
    let main = refs(&folder);
    assert_eq!(git(&folder, &["status", "--porcelain"]), "");

    // A configuration that signs, converts, hooks and starts from a template.
    let template = place.path().join("template/hooks");
    std::fs::create_dir_all(&template).unwrap();
    std::fs::write(template.join("post-checkout"), "#!/bin/sh\ntouch ran\n").unwrap();
    let config = place.path().join("config");
    let written = format!(
        "[commit]\ngpgSign = true\n[core]\nautocrlf = true\nhooksPath = {0}\n[init]\n\
         templateDir = {0}\ndefaultBranch = trunk\ndefaultObjectFormat = sha256\n\
         [user]\nname = x\nemail = x@x.example\n[i18n]\ncommitEncoding = GBK\n",
        template.display()
    );
    std::fs::write(&config, written).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_kebu"))
        .current_dir(place.path())
        .args(["demo", "again"])
        .args(OPTIONS)
        .env("GIT_CONFIG_GLOBAL", &config)
        .env("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z")
        .env("TZ", "America/New_York")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let again = place.path().join("again");
    assert_eq!((refs(&again), refs(&again.join(BRANCH))), (main.clone(), own));
    assert!(!again.join("ran").exists(), "a hook ran");

    let (_place, other, _) = demo(&["--clients", "24", "--seed", "8", "--federated"]);
    assert_ne!(refs(&other), main);
}

/// A demo is made beside what is seen, and shown whole; what was left of one is made anew.
#[test]
fn a_demo_that_was_stopped_is_begun_again() {
    let place = tempfile::tempdir().unwrap();
    let half_made = place.path().join("demo/.kebu-demo");
    std::fs::create_dir_all(half_made.join(".git")).unwrap();
    std::fs::write(half_made.join("archive.toml"), "half").unwrap();
    says(place.path(), &["demo", "demo", "--clients", "24"]);
    assert!(!half_made.exists());
    assert_eq!(git(&place.path().join("demo"), &["status", "--porcelain"]), "");

    // Where somebody put something beside it, nothing is touched.
    let other = place.path().join("other");
    std::fs::create_dir_all(other.join(".kebu-demo")).unwrap();
    std::fs::write(other.join("notes.txt"), "mine").unwrap();
    let output = kebu(place.path(), &["demo", "other", "--clients", "24"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(other.join(".kebu-demo").exists());
}

#[test]
fn every_demo_is_clean_and_canonical_at_its_date() {
    for options in [
        &["--clients", "24", "--seed", "2"][..],
        &["--clients", "300", "--seed", "3"],
        &["--clients", "60", "--seed", "4", "--federated"],
    ] {
        let (_place, folder, _) = demo(options);
        says(&folder, &["--today", TODAY, "check", "--strict"]);
        says(&folder, &["fmt", "--check"]);
    }
}

#[test]
fn every_command_that_is_suggested_runs() {
    for layout in [&[][..], &["--federated"]] {
        let (_place, folder, said) = demo(&[&["--clients", "24"], layout].concat());
        let commands: Vec<&str> = said.lines().filter(|line| line.starts_with("kebu ")).collect();
        assert!(commands.len() > 10, "{said}");
        for command in commands {
            let words = command.split("  #").next().unwrap_or_default().split_whitespace();
            let words: Vec<&str> = words.skip(1).collect();
            assert!(!says(&folder, &words).is_empty(), "{command} shows nothing");
        }
    }
}

/// The values of a key, wherever it stands.
fn values(of: &Value, key: &str, into: &mut BTreeSet<String>) {
    match of {
        Value::Object(map) => {
            for (name, value) in map {
                if name == key && !value.is_object() {
                    into.insert(value.as_str().map_or_else(|| value.to_string(), str::to_owned));
                }
                values(value, key, into);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| values(item, key, into)),
        _ => {}
    }
}

fn seen(of: &Value, key: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    values(of, key, &mut found);
    found
}

fn all(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn there_is_something_to_see_of_everything() {
    let (_place, folder, _) = demo(&["--clients", "24"]);
    let grades = json(&folder, &["grade"]);
    assert_eq!(seen(&grades, "grade"), all(&["A", "B", "C"]));
    assert_eq!(seen(&grades, "state"), all(&["confirmed", "provisional", "override"]));
    for predicate in ["C1", "C2", "C3", "C4", "C5", "C6", "C7"] {
        assert!(seen(&grades, predicate).contains("yes"), "nobody is C for {predicate}");
    }
    let of_2025 = json(&folder, &["returns", "2025"]);
    let of_2026 = json(&folder, &["returns", "2026H1"]);
    let status: BTreeSet<String> =
        seen(&of_2025, "status").union(&seen(&of_2026, "status")).cloned().collect();
    let expected = all(&["on_time", "late", "missing", "false_nil"]);
    assert!(expected.is_subset(&status), "{status:?}");
    assert!(all(&["B", "C"]).is_subset(&seen(&of_2025, "evidence")), "{of_2025}");
    assert!(all(&["A"]).is_subset(&seen(&of_2026, "evidence")), "{of_2026}");

    let assessed = json(&folder, &["assess", "2026H1"]);
    assert!(seen(&assessed, "veto").contains("true"));
    assert!(assessed.to_string().contains("missing_return"), "{assessed}");
    let states = seen(&json(&folder, &["complaint", "list"]), "state");
    for state in ["closed", "withdrawn", "external", "acknowledged"] {
        assert!(states.contains(state), "no complaint is {state}: {states:?}");
    }
    for list in [&["complaint", "list", "--overdue"][..], &["agenda"]] {
        assert!(json(&folder, list).to_string().len() > 200, "{list:?} is empty");
    }
    let merges = git(&folder, &["rev-list", "--count", "--merges", "HEAD"]);
    assert!(merges.parse::<u32>().unwrap() > 20, "{merges} merges");
    let authors = git(&folder, &["log", "--format=%ae"]);
    let authors: BTreeSet<&str> = authors.lines().collect();
    assert!(authors.len() > 8, "{authors:?}");
}

#[test]
fn a_record_that_denies_what_went_stale_is_the_reason() {
    // Time alone would have made it unknown; somebody looked and said no.
    let (_place, folder, _) = demo(&["--clients", "24"]);
    let args = ["grade", "--changes", "--since", "2025-06-30", "--format", "csv"];
    let said = says(&folder, &[&["--today", TODAY], &args[..]].concat());
    let row = said.lines().find(|row| row.contains("C3 demanding: yes → no")).unwrap();
    assert!(row.contains("2026-01-08 10:14") && !row.contains("time passed"), "{row}");
}

#[test]
fn the_federated_demo_says_the_same() {
    let options = ["--clients", "24", "--seed", "5"];
    let (_one, whole, _) = demo(&options);
    let (_other, parts, said) = demo(&[&options[..], &["--federated"]].concat());
    assert!(said.contains("6 repositories"), "{said}");
    assert!(parts.join("branches/lanbei/.git").is_dir());
    assert_eq!(git(&parts, &["status", "--porcelain"]), "");
    for args in [
        &["grade"][..],
        &["rank", "2026Q2"],
        &["returns", "2026H1"],
        &["returns", "2025"],
        &["assess", "2025H2"],
        &["--at", "2025-12-31", "grade"],
        &["--at", "2025-09-30", "rank", "2025Q3"],
    ] {
        assert_eq!(json(&whole, args), json(&parts, args), "{args:?}");
    }
}

/// What a command says on standard error, in both languages, and how it ends.
fn complains(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let outputs = ["en", "zh"].map(|lang| kebu(folder, &[&["--lang", lang], args].concat()));
    let [en, zh] = outputs.each_ref().map(|output| text(&output.stderr));
    (outputs[0].status.code(), format!("{en}{zh}"))
}

#[test]
fn a_branch_that_is_not_cloned_is_not_left_out_in_silence() {
    let (_place, folder, _) = demo(&["--clients", "24", "--federated"]);
    let id = git(&folder.join(BRANCH), &["rev-parse", "HEAD"]);
    std::fs::remove_dir_all(folder.join(BRANCH)).unwrap();
    std::fs::create_dir(folder.join(BRANCH)).unwrap();
    let commands = [&["grade"][..], &["rank", "2026Q2"], &["returns", "2026H1"]];
    for args in commands.into_iter().chain([&["assess", "2026H1"][..]]) {
        let (code, said) = complains(&folder, &[&["--today", TODAY], args].concat());
        assert_eq!(code, Some(0), "{args:?}: {said}");
        for words in ["warning: `branches/lanbei` is empty", "警告：`branches/lanbei` 是空目录"]
        {
            assert!(said.contains(words), "{args:?}: {said}");
        }
    }
    // Once headquarters' commit names it, nothing is computed without it.
    let link = format!("160000,{id},{BRANCH}");
    git(&folder, &["update-index", "--add", "--cacheinfo", &link]);
    let who = ["-c", "user.name=hq", "-c", "user.email=hq@group.example"];
    git(&folder, &[&who[..], &["commit", "-q", "-m", "link"]].concat());
    for args in commands.into_iter().chain([&["assess", "2026H1"][..]]) {
        let (code, said) = complains(&folder, &[&["--today", TODAY], args].concat());
        assert_eq!(code, Some(2), "{args:?}: {said}");
        for words in ["headquarters' commit names `branches/lanbei`", "总部的提交指名", "git clone"]
        {
            assert!(said.contains(words), "{args:?}: {said}");
        }
        assert!(said.contains("git submodule update --init branches/lanbei"), "{said}");
    }
    // What asks for one branch that is here is answered.
    says(&folder, &["--today", TODAY, "grade", "--branch", "wangdu"]);
}

#[test]
fn a_late_return_names_its_arrival_and_an_override_its_approver() {
    let (_place, folder, _) = demo(&["--clients", "24"]);
    let at = ["--today", TODAY];
    let assess = ["assess", "2026H1", "--branch", "yunting", "--explain"];
    let changes = ["grade", "--changes", "--since", "2025-12-31", "--format", "csv"];
    for (lang, arrived, approved) in [
        ("en", "due 2026-03-25, arrived 2026-03-26, A: server receipt", "approved by "),
        ("zh", "2026-03-25 到期，2026-03-26 到达，凭 A 服务器回执", "批准，理由："),
    ] {
        let said = says(&folder, &[&["--lang", lang], &at[..], &assess].concat());
        assert!(said.contains(arrived), "{said}");
        let said = says(&folder, &[&["--lang", lang], &at[..], &changes].concat());
        assert!(said.contains(approved), "{said}");
    }
    // A period is a state, for a check as for a comparison.
    let by_day = says(&folder, &[&at[..], &["check", "--since", "2026-03-31"]].concat());
    assert_eq!(says(&folder, &[&at[..], &["check", "--since", "2026Q1"]].concat()), by_day);
    let (code, said) = complains(&folder, &["history", "nosuch"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("= help:") && said.contains("= 提示："), "{said}");
    let said = says(&folder, &["diff", "2026H1", "--summary"]);
    assert!(said.contains("abandoned"), "{said}");
    let said = says(&folder, &[&at[..], &["history", "kh2003-cp4wjn"]].concat());
    assert!(!said.contains("What was found: ,"), "{said}");
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("mine.txt"), "mine").unwrap();
    let output = kebu(place.path(), &["demo", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("is not empty"), "{}", text(&output.stderr));
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
    let output = kebu(place.path(), &["demo", "new", "--clients", "5"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!place.path().join("new").exists());
}
