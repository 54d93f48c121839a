//! `check --since` on random small histories (branches, merges, squashes, renames, forged author
//! dates) against the answer by definition: what is wrong in each state is known, since it was put
//! there, and so is which commit is behind which.

use crate::archives::base;
use crate::history::{Commit, Leaf, git, write};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

const HISTORIES: u64 = 40;
const COMMITS: usize = 9;
const CLIENTS: [&str; 3] = ["kh2505-2c4x8p", "kh2603-5h6n2t", "kh2402-b3k8n5"];
const BRANCHES: [&str; 3] = ["donghu", "linjiang", "nanwan"];

/// Entries of a list that have nothing in common but what is wrong with them.
const ENTRIES: [&str; 3] = [
    "on = 2026-05-03\nkind = \"arrears\"\ndescription = \"拖欠进度款\"\nrecorded_by = \"li-na\"\n\
     verified_by = \"li-na\"\nstatus = \"valid\"\n",
    "on = 2026-05-20\nkind = \"breach\"\ndescription = \"单方停工\"\nrecorded_by = \"chen-yu\"\n\
     verified_by = \"chen-yu\"\nstatus = \"valid\"\namount = 5\n",
    "on = 2026-06-01\nkind = \"vexatious\"\ndescription = \"无故诉讼\"\nrecorded_by = \"sun-bo\"\n\
     verified_by = \"sun-bo\"\nstatus = \"valid\"\namount = 900\n",
];

/// A client as it is in one state.
#[derive(Debug, Clone, PartialEq)]
struct Client {
    branch: usize,
    lines_above: usize,
    wrong_region: bool,
    blank: bool,
    /// Positions in `ENTRIES`, in the order of the file.
    entries: Vec<usize>,
}

type Model = [Client; 3];
/// What is wrong: the code and the client; what else tells two of a kind apart.
type Wrong = BTreeSet<(&'static str, usize, usize)>;

fn wrong(model: &Model) -> Wrong {
    let mut wrong = Wrong::new();
    for (at, client) in model.iter().enumerate() {
        if client.wrong_region {
            wrong.insert(("region-unknown", at, 0));
        }
        if client.blank {
            wrong.insert(("blank-text", at, 0));
        }
        wrong.extend(client.entries.iter().map(|entry| ("misconduct-unverified", at, *entry)));
    }
    wrong
}

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

fn change(model: &mut Model, dice: &mut Dice) {
    for _ in 0..=dice.below(3) {
        let client = &mut model[dice.below(3)];
        match dice.below(6) {
            0 => client.branch = dice.below(3),
            1 => client.lines_above = dice.below(4),
            2 => client.wrong_region ^= true,
            3 => client.blank ^= true,
            4 => {
                let entry = dice.below(3);
                match client.entries.iter().position(|other| *other == entry) {
                    Some(at) => drop(client.entries.remove(at)),
                    None => client.entries.insert(dice.below(client.entries.len() + 1), entry),
                }
            }
            _ => client.entries.reverse(),
        }
    }
}

fn tree(start: &BTreeMap<String, Vec<u8>>, model: &Model) -> BTreeMap<String, Leaf> {
    let mut tree: BTreeMap<String, Leaf> =
        start.iter().map(|(path, bytes)| (path.clone(), Leaf::File(bytes.clone()))).collect();
    for (id, client) in CLIENTS.iter().zip(model) {
        let text = start.iter().find(|(path, _)| path.ends_with(&format!("clients/{id}.toml")));
        let (old, bytes) = text.unwrap();
        tree.remove(old);
        let mut text = String::from_utf8(bytes.clone()).unwrap();
        if client.wrong_region {
            text = text.replacen("region = \"33", "region = \"99", 1);
        }
        if client.blank {
            text = text.replacen("stage =", "industry = \" \"\nstage =", 1);
        }
        let above = "# 一行\n".repeat(client.lines_above);
        text = text.replacen("name =", &format!("{above}name ="), 1);
        for entry in &client.entries {
            text += &format!("\n[[misconduct]]\n{}", ENTRIES[*entry]);
        }
        let path = format!("branches/{}/clients/{id}.toml", BRANCHES[client.branch]);
        tree.insert(path, Leaf::File(text.into_bytes()));
    }
    tree
}

struct World {
    models: Vec<Model>,
    commits: Vec<Commit>,
}

impl World {
    fn new(start: &BTreeMap<String, Vec<u8>>, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let client = |branch| Client {
            branch,
            lines_above: 0,
            wrong_region: false,
            blank: false,
            entries: Vec::new(),
        };
        let mut world = Self { models: vec![[client(0), client(0), client(1)]], commits: vec![] };
        for number in 0..COMMITS {
            let mut parents = Vec::new();
            if number > 0 {
                parents.push(number - 1 - dice.below(number.min(3)));
                let mut model = world.models[parents[0]].clone();
                if number > 2 && dice.below(3) == 0 {
                    let other = dice.below(number);
                    if !world.behind(parents[0]).contains(&other) {
                        // Each record as one of the two sides has it.
                        parents.push(other);
                        for (client, theirs) in model.iter_mut().zip(&world.models[other]) {
                            if dice.below(2) == 0 {
                                *client = theirs.clone();
                            }
                        }
                    }
                }
                if parents.len() == 1 || dice.below(4) == 0 {
                    change(&mut model, &mut dice);
                }
                world.models.push(model);
            }
            let at = |day: usize| format!("2026-06-{:02}T09:00:00+08:00", 1 + day);
            let mut commit =
                Commit::new(&at(number), "li-na@example.com", tree(start, &world.models[number]));
            commit.author_at = at(dice.below(28));
            world.commits.push(commit.after(&parents));
        }
        // A squash: what the last one holds, on an older commit.
        if dice.below(3) == 0 {
            let last = world.commits[COMMITS - 1].clone();
            world.models.push(world.models[COMMITS - 1].clone());
            let onto = dice.below(COMMITS - 1);
            world.commits.push(Commit { parents: vec![onto], ..last });
        }
        world
    }

    fn behind(&self, tip: usize) -> BTreeSet<usize> {
        let mut behind = BTreeSet::from([tip]);
        let mut open = vec![tip];
        while let Some(at) = open.pop() {
            let parents = self.commits.get(at).map_or(&[][..], |commit| commit.parents.as_slice());
            open.extend(parents.iter().copied().filter(|parent| behind.insert(*parent)));
        }
        behind
    }

    /// The one commit that both have and that is behind no other such; none where there are two.
    fn common(&self, one: usize, other: usize) -> Option<usize> {
        let both: BTreeSet<usize> =
            self.behind(one).intersection(&self.behind(other)).copied().collect();
        let is_best = |at: &&usize| {
            both.iter().all(|other| other == *at || !self.behind(*other).contains(at))
        };
        let best: Vec<usize> = both.iter().filter(is_best).copied().collect();
        if let [only] = best.as_slice() { Some(*only) } else { None }
    }
}

/// New and known findings by code and client, and how many are mended.
type Answer = (Vec<(String, String)>, Vec<(String, String)>, u64);

fn asked(root: &Path, since: &str) -> Answer {
    let output = Command::new(env!("CARGO_BIN_EXE_kebu"))
        .current_dir(root)
        .args(["check", "--today", "2026-07-20", "--lang", "en", "--at", "HEAD"])
        .args(["--since", since, "--format", "json"])
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect(&said);
    let (mut new, mut known) = (Vec::new(), Vec::new());
    for finding in value["findings"].as_array().unwrap() {
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        let path = text("path");
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".toml").to_owned();
        let list = if finding["known"] == true { &mut known } else { &mut new };
        list.push((text("code"), name));
    }
    new.sort();
    known.sort();
    let fails = new.iter().any(|(code, _)| code != "blank-text");
    assert_eq!(output.status.code(), Some(i32::from(fails)), "{said}");
    (new, known, value["counts"]["mended"].as_u64().unwrap())
}

fn told<'w>(
    wrong: impl Iterator<Item = &'w (&'static str, usize, usize)>,
) -> Vec<(String, String)> {
    let told = |(code, at, _): &(&str, usize, usize)| ((*code).to_owned(), CLIENTS[*at].to_owned());
    let mut told: Vec<_> = wrong.map(told).collect();
    told.sort();
    told
}

#[test]
fn random_histories_are_answered_as_by_definition() {
    let start = base();
    let (mut compared, mut rewritten, mut merges) = (0, 0, 0);
    for seed in 0..HISTORIES {
        let world = World::new(&start, seed);
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("a");
        let ids = write(&root, "refs/heads/main", &world.commits);
        std::fs::write(root.join("archive.toml"), "").unwrap();
        let tip = world.commits.len() - 1;
        merges += world.commits.iter().filter(|commit| commit.parents.len() > 1).count();
        let mut dice = Dice(seed ^ 0xffff);
        for _ in 0..3 {
            let then = dice.below(tip + 1);
            let Some(common) = world.common(then, tip) else { continue };
            let (old, now) = (wrong(&world.models[common]), wrong(&world.models[tip]));
            let new = told(now.difference(&old));
            let known = told(now.intersection(&old));
            let mended = old.difference(&now).count() as u64;
            git(&root, &["branch", "--force", "side", &ids[then]]);
            let context = format!("seed {seed}: {then} of {:?}", world.models);
            assert_eq!(asked(&root, "side"), (new.clone(), known.clone(), mended), "{context}");
            // By its id the commit itself is meant, which has to be behind what is checked.
            let mut new = new;
            if common != then {
                new.push(("history-rewritten".to_owned(), "archive".to_owned()));
                new.sort();
                rewritten += 1;
            }
            assert_eq!(asked(&root, &ids[then]), (new, known, mended), "{context}");
            compared += 1;
        }
    }
    assert!(compared > 90 && rewritten > 15 && merges > 20, "{compared} {rewritten} {merges}");
}
