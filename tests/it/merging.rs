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
    let hub = hub(world);
    if with_driver {
        assert!(kebu(world, &hub, &["merge-driver", "install"]).status.success());
    }
    let clones = clones_of(world, &hub);
    for clone in &clones {
        if with_driver {
            assert!(kebu(world, clone, &["merge-driver", "install"]).status.success());
        }
    }
    clones
}

/// Two fresh clones of an archive whose attributes name the driver, as `kebu init` writes them.
fn clones_named(world: &World) -> [PathBuf; 2] {
    let hub = hub(world);
    write(&hub.join(".gitattributes"), "*.toml merge=kebu\n");
    // A complaint that is being handled.
    let closed = fs::read_to_string(hub.join(COMPLAINT)).unwrap();
    let (head, _) = closed.split_once("finding = ").unwrap();
    let event = "[[events]]\nat = 2026-06-06T10:00:00+08:00\nkind = \"acknowledged\"\n";
    let open = format!("{}\n{event}by = \"li-na\"\n", head.replace("2026-05", "2026-06"));
    write(&hub.join(COMPLAINT.replace("ts2605-9q2v6b", "ts2606-9q2v6c")), &open);
    clones_of(world, &hub)
}

fn hub(world: &World) -> PathBuf {
    let hub = world.repository("hub", &[]);
    for (path, bytes) in archives::base() {
        write(&hub.join(path), std::str::from_utf8(&bytes).unwrap());
    }
    hub
}

fn clones_of(world: &World, hub: &Path) -> [PathBuf; 2] {
    world.git(hub, &["add", "--all"]);
    world.git(hub, &["commit", "--quiet", "--message", "archive"]);
    ["li", "wang"].map(|name| {
        world.git(&world.at("."), &["clone", "--quiet", "hub", name]);
        world.at(name)
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

/// What a clerk types in a clone that nobody prepared.
fn type_in(world: &World, clone: &Path, commands: &[&[&str]]) -> String {
    let mut told = String::new();
    for args in commands {
        let common = ["--today", "2026-06-30"];
        let done = kebu(world, clone, &[&common, *args].concat());
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{args:?}: {said}");
        told.push_str(&said);
    }
    told
}

#[test]
fn clones_that_nobody_prepared_merge_what_was_typed_there() {
    let world = world();
    let [ours, theirs] = clones_named(&world);
    let setting = |clone: &Path| world.try_git(clone, &["config", "merge.kebu.driver"]).0;
    // Nothing is set by what writes nothing.
    let dry = ["client", "set", "kh2501", "stage=partner", "--dry-run"];
    type_in(&world, &ours, &[&dry, &["client", "list"]]);
    assert!(!setting(&ours));
    let told = type_in(
        &world,
        &ours,
        &[
            &["client", "set", "kh2501", "stage=partner", "aliases+=临江轨道"],
            &[
                "contact",
                "add",
                "kh2501",
                "--name",
                "王健",
                "--position",
                "总工",
                "--basis",
                "contract",
            ],
            &["visit", "log", "kh2501", "--channel", "phone", "--topics", "保修", "--by", "li-na"],
            &["complaint", "event", "ts2606-9q", "assessed", "--by", "li-na"],
        ],
    );
    assert_eq!(told.matches("已在 1 个仓库启用按字段合并").count(), 1, "{told}");
    assert!(setting(&ours) && !setting(&theirs));
    type_in(
        &world,
        &theirs,
        &[
            &["client", "set", "kh2501", "owner=chen-yu", "aliases+=临江建投"],
            &[
                "contact",
                "add",
                "kh2501",
                "--name",
                "赵敏",
                "--position",
                "经理",
                "--basis",
                "contract",
            ],
            &["visit", "log", "kh2501", "--channel", "phone", "--topics", "进度", "--by", "li-na"],
            &["complaint", "event", "ts2606-9q", "escalated", "--by", "li-na"],
        ],
    );
    commit(&world, &ours);
    commit(&world, &theirs);
    let (is_clean, said) = merge(&world, &ours, &theirs);
    assert!(is_clean, "{said}");
    let client = fs::read_to_string(ours.join(CLIENT)).unwrap();
    let contacts = fs::read_to_string(ours.join(CLIENT.replace("clients", "contacts"))).unwrap();
    for text in ["\"partner\"", "\"chen-yu\"", "\"临江轨道\", \"临江建投\""] {
        assert!(client.contains(text), "{text}: {client}");
    }
    for name in ["王健", "赵敏"] {
        assert!(contacts.contains(name), "{name}: {contacts}");
    }
}

#[test]
fn a_git_that_does_not_listen_fails_nothing() {
    let world = world();
    let [ours, _] = clones_named(&world);
    write(&ours.join(".git/config.lock"), "");
    let told = type_in(&world, &ours, &[&["client", "set", "kh2501", "stage=partner"]]);
    assert!(!told.contains("按字段合并"), "{told}");
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
