//! Two clones that both worked offline: `git merge` with the driver has no conflict unless both
//! changed one key.

use crate::archives;
use crate::repositories::{World, write};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CLIENT: &str = "branches/linjiang/clients/kh2501-7k3m9q.toml";

/// The program, as a user of this world runs it.
pub fn kebu(world: &World, folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kebu"));
    command.env_clear().envs(&world.vars).env("KEBU_LANG", "zh").current_dir(folder).args(args);
    command.output().unwrap()
}

/// A world in which Git finds the program.
pub fn world() -> World {
    let mut world = World::new();
    let own = Path::new(env!("CARGO_BIN_EXE_kebu")).parent().unwrap();
    let path = format!("{}:{}", own.display(), world.vars["PATH"]);
    world.vars.insert("PATH".to_owned(), path);
    world
}

/// Two clones of one archive, with the driver or without.
fn clones(world: &World, with_driver: bool) -> [PathBuf; 2] {
    let hub = world.repository("hub", &[]);
    for (path, bytes) in archives::base() {
        write(&hub.join(path), std::str::from_utf8(&bytes).unwrap());
    }
    if with_driver {
        assert!(kebu(world, &hub, &["merge-driver", "install"]).status.success());
    }
    world.git(&hub, &["add", "--all"]);
    world.git(&hub, &["commit", "--quiet", "--message", "archive"]);
    ["li", "wang"].map(|name| {
        world.git(&world.at("."), &["clone", "--quiet", "hub", name]);
        let clone = world.at(name);
        if with_driver {
            assert!(kebu(world, &clone, &["merge-driver", "install"]).status.success());
        }
        clone
    })
}

fn change(clone: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(clone.join(path)).unwrap();
    assert!(text.contains(from), "{path}: {from}\n{text}");
    fs::write(clone.join(path), text.replacen(from, to, 1)).unwrap();
}

fn commit(world: &World, clone: &Path) {
    world.git(clone, &["add", "--all"]);
    world.git(clone, &["commit", "--quiet", "--message", "work"]);
}

/// Merges what `theirs` committed into `ours`; whether Git found nothing to decide.
fn merge(world: &World, ours: &Path, theirs: &Path) -> (bool, String) {
    world.git(ours, &["fetch", "--quiet", &theirs.display().to_string(), "main"]);
    world.try_git(ours, &["merge", "--no-edit", "FETCH_HEAD"])
}

/// What two clerks do in a month, each in a clone: clients, visits and complaints are added, keys
/// beside each other changed in one client, events and needs appended.
fn work(clone: &Path, who: usize) {
    let id = ["a1b2c3", "d4e5f6"][who];
    let base = archives::base();
    for (folder, from) in
        [("clients", CLIENT), ("visits/2026", VISIT), ("complaints/2026", COMPLAINT)]
    {
        let prefix = &from.rsplit('/').next().unwrap()[..2];
        let text = std::str::from_utf8(&base[from]).unwrap().replace("91330100", "91330101");
        write(&clone.join(format!("branches/linjiang/{folder}/{prefix}2606-{id}.toml")), &text);
    }
    let day = ["2026-06-20", "2026-06-21"][who];
    let event = format!("\n[[events]]\nat = {day}\nkind = \"escalated\"\nby = \"li-na\"\n");
    append(clone, COMPLAINT, &event);
    let need = format!("\n[[needs]]\ntitle = \"需求 {id}\"\nstatus = \"open\"\n");
    append(clone, CLIENT, &need);
    let [(from, to), ..] = [
        [("stage = \"", "stage = \"partner\" # "), ("", "")],
        [("owner = \"", "owner = \"chen-yu\" # "), ("", "")],
    ][who];
    change(clone, CLIENT, from, to);
}

const VISIT: &str = "branches/linjiang/visits/2026/bf2606-3f7s5g.toml";
const COMPLAINT: &str = "branches/linjiang/complaints/2026/ts2605-9q2v6b.toml";

fn append(clone: &Path, path: &str, text: &str) {
    let old = fs::read_to_string(clone.join(path)).unwrap();
    fs::write(clone.join(path), format!("{old}{text}")).unwrap();
}

#[test]
fn clones_that_changed_different_keys_merge() {
    let world = world();
    let [ours, theirs] = clones(&world, true);
    for (who, clone) in [&ours, &theirs].into_iter().enumerate() {
        work(clone, who);
        commit(&world, clone);
    }
    let (is_clean, said) = merge(&world, &ours, &theirs);
    assert!(is_clean, "{said}");
    let client = fs::read_to_string(ours.join(CLIENT)).unwrap();
    for text in ["\"partner\"", "\"chen-yu\"", "需求 a1b2c3", "需求 d4e5f6"] {
        assert!(client.contains(text), "{text}: {client}");
    }
    let complaint = fs::read_to_string(ours.join(COMPLAINT)).unwrap();
    let events = ["at = 2026-06-20", "at = 2026-06-21"].map(|at| complaint.find(at).unwrap());
    assert!(events[0] < events[1], "{complaint}");
    // The other way round it is the same archive.
    let (is_clean, said) = merge(&world, &theirs, &ours);
    assert!(is_clean, "{said}");
    assert_eq!(fs::read_to_string(theirs.join(CLIENT)).unwrap(), client);
}

#[test]
fn without_the_driver_git_conflicts_on_neighbouring_keys() {
    let world = world();
    let [ours, theirs] = clones(&world, false);
    for (who, clone) in [&ours, &theirs].into_iter().enumerate() {
        work(clone, who);
        commit(&world, clone);
    }
    assert!(!merge(&world, &ours, &theirs).0);
}

#[test]
fn one_key_with_two_new_values_is_marked_and_nothing_else_is() {
    let world = world();
    let [ours, theirs] = clones(&world, true);
    let stage = fs::read_to_string(ours.join(CLIENT)).unwrap();
    let stage = stage.lines().find(|line| line.starts_with("stage = ")).unwrap().to_owned();
    for (clone, word) in [(&ours, "partner"), (&theirs, "potential")] {
        change(clone, CLIENT, &stage, &format!("stage = \"{word}\""));
        let need = format!("\n[[needs]]\ntitle = \"{word}\"\nstatus = \"open\"\n");
        append(clone, CLIENT, &need);
        commit(&world, clone);
    }
    let (is_clean, said) = merge(&world, &ours, &theirs);
    assert!(!is_clean && said.contains("双方都改了 stage"), "{said}");
    let text = fs::read_to_string(ours.join(CLIENT)).unwrap();
    let marked =
        "<<<<<<< ours\nstage = \"partner\"\n=======\nstage = \"potential\"\n>>>>>>> theirs\n";
    assert!(text.contains(marked), "{text}");
    assert_eq!(text.matches("<<<<<<<").count(), 1, "{text}");
    assert!(text.contains("title = \"partner\"") && text.contains("title = \"potential\""));
}

#[test]
fn what_is_no_record_or_cannot_be_read_is_merged_by_lines() {
    let world = world();
    for (path, ours, theirs, clean) in [
        ("notes.toml", "a = 1\nb = 3\n", "a = 1\nb = 2\nc = 4\n", 1),
        ("notes.toml", "a = 0\nx\ny\nz\nb = 2\n", "a = 1\nx\ny\nz\nb = 3\n", 0),
        ("archive/branches/b/clients/kh2601-000001.toml", "a = \n", "b = 1\n", 1),
        ("archive/branches/b/clients/kh2601-000001.toml", "a = 2\nb = 2\n", "a = 1\nb = 3\n", 0),
        // The repository of a branch alone.
        ("clients/kh2601-000001.toml", "a = 2\nb = 2\n", "a = 1\nb = 3\n", 0),
    ] {
        let base = if ours.contains('x') { "a = 1\nx\ny\nz\nb = 2\n" } else { "a = 1\nb = 2\n" };
        for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
            write(&world.at(name), text);
        }
        let args = ["merge-driver", "run", "base", "ours", "theirs", path];
        let done = kebu(&world, &world.at("."), &args);
        assert_eq!(done.status.code(), Some(clean), "{path}: {done:?}");
        let merged = fs::read_to_string(world.at("ours")).unwrap();
        assert_eq!(merged.contains("<<<<<<<"), clean == 1, "{path}: {merged}");
    }
}
