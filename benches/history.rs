//! The past at the size of a large group, as ratios: states out of a packed history beside the work
//! tree and beside the floor, what one answer costs, a trend of eight quarters.
//!
//! ```text
//! cargo bench --bench history                # a demo of 20,000 clients
//! cargo bench --bench history -- 2000        # a smaller one
//! ```
//!
//! The archive is `kebu demo`, kept under `target/`. Warm cache, medians of interleaved runs.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints and may fail")]

mod floor;

use floor::floor;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 5;
const KEBU: &str = env!("CARGO_BIN_EXE_kebu");

/// The name of the line that the others are held against.
const WORK_TREE: &str = "grade";

fn main() {
    let clients = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(20_000);
    let start = Instant::now();
    let (root, made) = prepare(clients);
    if made {
        println!("kebu demo --clients {clients}: {:.0} s", start.elapsed().as_secs_f64());
    }
    let (files, bytes) = floor(&root);
    let commits = git(&root, &["rev-list", "--count", "HEAD"]);
    println!("kebu {}, {RUNS} runs interleaved, medians", env!("CARGO_PKG_VERSION"));
    println!("{files} files, {:.1} MB, {commits} commits, packed", bytes as f64 / 1e6);
    let medians = measure(&root);
    let (base, tree) = (seconds(&medians, "floor"), seconds(&medians, WORK_TREE));
    for (name, median) in &medians {
        let took = median.as_secs_f64();
        println!(
            "  {name:<28} {:>9.1} ms {:>7.2} x floor {:>7.2} x {WORK_TREE}",
            took * 1e3,
            took / base,
            took / tree
        );
    }
    println!("\nNot shown: a cold cache, other disks, a repository of loose objects.");
}

fn seconds(medians: &BTreeMap<String, Duration>, name: &str) -> f64 {
    medians[name].as_secs_f64()
}

/// The demo, made once for each version of the program; says whether it was made now.
fn prepare(clients: usize) -> (PathBuf, bool) {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("demo-{clients}"));
    let made = root.with_extension("made");
    let version = fs::metadata(KEBU).unwrap().modified().unwrap();
    if fs::metadata(&made).is_ok_and(|made| made.modified().unwrap() > version) {
        return (root, false);
    }
    let _ = fs::remove_dir_all(&root);
    let clients = clients.to_string();
    let arguments = ["demo", root.to_str().unwrap(), "--clients", &clients];
    let status = Command::new(KEBU).args(arguments).stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "kebu demo failed");
    fs::write(&made, "").unwrap();
    (root, true)
}

fn git(root: &Path, args: &[&str]) -> String {
    let output = Command::new("git").current_dir(root).args(args).output().unwrap();
    assert!(output.status.success(), "git {args:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn measure(root: &Path) -> BTreeMap<String, Duration> {
    let client = git(root, &["ls-tree", "--name-only", "HEAD", "branches/lanbei/clients/"]);
    let client = client.lines().next().unwrap().rsplit('/').next().unwrap();
    let client = client.trim_end_matches(".toml");
    let commands: [(&str, &[&str]); 10] = [
        (WORK_TREE, &["grade", "--format", "json"]),
        ("grade --at HEAD", &["grade", "--format", "json", "--at", "HEAD"]),
        ("grade --at DATE", &["grade", "--format", "json", "--at", "2025-12-31"]),
        ("grade ONE --explain", &["grade", client, "--explain"]),
        ("client show ONE", &["client", "show", client]),
        ("rank", &["rank", "2026Q2", "--format", "json"]),
        ("rank --trend 8", &["rank", "2026Q2", "--trend", "8", "--format", "json"]),
        ("returns", &["returns", "2026H1", "--format", "json"]),
        ("assess", &["assess", "2026H1", "--format", "json"]),
        ("check", &["check"]),
    ];
    let mut times: BTreeMap<String, Vec<Duration>> = BTreeMap::new();
    for _ in 0..RUNS {
        let mut time = |name: &str, work: &mut dyn FnMut()| {
            let start = Instant::now();
            work();
            times.entry(name.to_owned()).or_default().push(start.elapsed());
        };
        time("floor", &mut || {
            floor(root);
        });
        for (name, args) in commands {
            time(name, &mut || {
                let mut command = Command::new(KEBU);
                command.arg("-C").arg(root).args(["--today", "2026-07-20", "--lang", "en"]);
                command.args(args).stdout(Stdio::null()).stderr(Stdio::inherit());
                assert!(command.status().unwrap().success(), "{name} failed");
            });
        }
    }
    let median = |mut all: Vec<Duration>| {
        all.sort_unstable();
        all[all.len() / 2]
    };
    times.into_iter().map(|(name, all)| (name, median(all))).collect()
}
