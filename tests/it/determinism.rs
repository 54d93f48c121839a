//! Same archive, same arguments, same today: same bytes. Real processes, since threads, time zones
//! and locales are the machine's.

use crate::archives::{base, tree as files_of};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The commands that are run under every condition: all results, every format somewhere.
const COMMANDS: &[&[&str]] = &[
    &["check", "--format", "json"],
    &["grade"],
    &["grade", "--explain", "--format", "json"],
    &["rank", "2026Q2", "--format", "markdown"],
    &["returns", "2026H1", "--format", "csv"],
    &["assess", "2026H1", "--explain"],
    &["assess", "2026H1", "--format", "json"],
    &["client", "list"],
    &["complaint", "list"],
    &["visit", "due", "--all"],
    &["agenda"],
    &["agenda", "--format", "ics"],
];

fn sample() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("archive")
}

/// kebu with nothing of this machine's environment but what is given.
fn kebu(archive: &Path, args: &[&str], env: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kebu"));
    command.env_clear().envs(env.iter().copied()).arg("-C").arg(archive).args(args);
    command
}

fn run(archive: &Path, args: &[&str], env: &[(&str, &str)]) -> Output {
    kebu(archive, args, env).output().unwrap()
}

/// The output of every command, asserted to be of use.
fn outputs(archive: &Path, env: &[(&str, &str)]) -> Vec<(i32, Vec<u8>)> {
    COMMANDS
        .iter()
        .map(|args| {
            let mut args = args.to_vec();
            args.extend(["--today", "2026-07-20", "--lang", "zh"]);
            let output = run(archive, &args, env);
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(stderr.is_empty(), "{args:?}: {stderr}");
            assert!(output.stdout.len() > 60, "{args:?} printed next to nothing");
            (output.status.code().unwrap(), output.stdout)
        })
        .collect()
}

#[test]
fn threads_time_zones_and_locales_change_nothing() {
    let expected = outputs(&sample(), &[("RAYON_NUM_THREADS", "1")]);
    let conditions: &[&[(&str, &str)]] = &[
        &[("RAYON_NUM_THREADS", "8")],
        &[("RAYON_NUM_THREADS", "1")],
        &[("TZ", "UTC"), ("LC_ALL", "C")],
        &[("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.UTF-8")],
        &[("TZ", "America/Los_Angeles"), ("LANG", "en_US.UTF-8")],
        &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8")],
        &[("TZ", "Pacific/Pago_Pago"), ("LC_ALL", "ar_SA.UTF-8")],
    ];
    for env in conditions {
        for (args, (found, wanted)) in
            COMMANDS.iter().zip(outputs(&sample(), env).iter().zip(&expected))
        {
            assert!(found == wanted, "{args:?} differs with {env:?}");
        }
    }
}

/// Writes files in an order of their own: what a directory lists first depends on it.
fn write(folder: &Path, files: &[(&String, &Vec<u8>)]) {
    for (path, bytes) in files {
        let to = folder.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
}

#[test]
fn the_order_in_which_files_were_made_changes_nothing() {
    let tree: BTreeMap<String, Vec<u8>> = base();
    let sorted: Vec<_> = tree.iter().collect();
    let reversed: Vec<_> = tree.iter().rev().collect();
    let mut shuffled = sorted.clone();
    // Fixed and far from sorted: by the last byte of the path's hash.
    shuffled.sort_by_key(|(path, _)| {
        path.bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()) % 997)
    });
    let mut expected = None;
    for order in [sorted, reversed, shuffled] {
        let folder = crate::scratch::folder();
        write(folder.path(), &order);
        let found = outputs(folder.path(), &[]);
        assert!(*expected.get_or_insert_with(|| found.clone()) == found);
    }
}

#[test]
fn today_is_the_archives_day_not_the_machines() {
    // Without --today the day is that of the archive's zone, wherever the machine stands.
    let today = |zone: &str| {
        let output = run(&sample(), &["grade", "--format", "json"], &[("TZ", zone)]);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        json["as_of"].as_str().unwrap().to_owned()
    };
    let (west, east) = (today("Pacific/Pago_Pago"), today("Pacific/Kiritimati"));
    // Midnight in Shanghai may pass between the two runs.
    let same = west == east || today("Pacific/Pago_Pago") == east;
    assert!(same, "{west} and {east} at the same time");
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    for args in [&["grade", "--explain"][..], &["check", "--format", "json"], &["--help"]] {
        let mut args = args.to_vec();
        args.extend(["--today", "2026-07-20", "--lang", "zh"]);
        let mut child = kebu(&sample(), &args, &[])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        {
            // Read one line, then close the pipe while the program still has much to say.
            let mut reader = BufReader::with_capacity(64, child.stdout.take().unwrap());
            reader.read_line(&mut line).unwrap();
        }
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        let status = child.wait().unwrap();
        assert!(!line.is_empty(), "{args:?} printed nothing");
        assert_eq!((status.code(), stderr.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn colours_are_only_for_those_who_want_them() {
    let folder = crate::scratch::folder();
    let mut tree = base();
    let path = "branches/donghu/clients/kh2505-2c4x8p.toml";
    let text = String::from_utf8(tree[path].clone()).unwrap().replace("330200", "990200");
    tree.insert(path.to_owned(), text.into_bytes());
    write(folder.path(), &tree.iter().collect::<Vec<_>>());
    let coloured = |args: &[&str], env: &[(&str, &str)]| {
        let mut all = vec!["check", "--today", "2026-07-20", "--lang", "en"];
        all.extend(args);
        run(folder.path(), &all, env).stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], &[]), "a pipe wants no colours");
    assert!(!coloured(&["--color", "never"], &[]));
    assert!(coloured(&["--color", "always"], &[]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]), "asked for on the spot");
    assert!(!coloured(&["--color", "auto"], &[("NO_COLOR", "1")]));
}

#[test]
fn computing_changes_nothing_in_the_archive() {
    let folder = crate::scratch::folder();
    let tree = base();
    write(folder.path(), &tree.iter().collect::<Vec<_>>());
    outputs(folder.path(), &[]);
    assert!(files_of(folder.path()) == tree);
}

/// `schema sync` and `policy init` write, and write once.
#[test]
fn schemas_are_written_once_and_the_groups_own_are_left_alone() {
    let folder = crate::scratch::folder();
    let mut tree = base();
    tree.insert("schemas/extra/client.schema.json".to_owned(), b"{}".to_vec());
    tree.insert("schemas/client.schema.json".to_owned(), b"old".to_vec());
    write(folder.path(), &tree.iter().collect::<Vec<_>>());
    let sync = || {
        let output = run(folder.path(), &["schema", "sync", "--lang", "en"], &[]);
        assert!(output.status.success() && output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    };
    let schemas = files_of(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas"));
    assert!(sync().contains(&schemas.len().to_string()));
    let after = files_of(&folder.path().join("schemas"));
    for (path, bytes) in &schemas {
        assert!(after.get(path) == Some(bytes), "{path}");
    }
    assert_eq!(after.len(), schemas.len() + 1);
    assert_eq!(after["extra/client.schema.json"], b"{}");
    assert!(sync().contains("up to date"), "{}", sync());
}
