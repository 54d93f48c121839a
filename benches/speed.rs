//! Speed as ratios to the floor, measured side by side:
//!
//! ```text
//! cargo bench --bench speed                       # 10,000 files
//! cargo bench --bench speed -- 10000 100000       # and the growth from one to the other
//! ```
//!
//! The *floor* is the fastest way found to read every byte (`floor.rs`). Warm cache, medians of
//! interleaved runs. `taplo` is
//! measured beside `check` on the same files and schemas when it is on the PATH.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints and may fail")]

mod floor;
mod synthetic;

use floor::floor;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 9;
const KEBU: &str = env!("CARGO_BIN_EXE_kebu");

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000] } else { sizes };
    println!("kebu {}, {} runs interleaved, medians", env!("CARGO_PKG_VERSION"), RUNS);
    let mut measured: Vec<(usize, BTreeMap<String, Duration>)> = Vec::new();
    for size in sizes {
        let root = prepare(size);
        let (files, bytes) = floor(&root);
        println!("\n{files} files, {:.1} MB", bytes as f64 / 1e6);
        let medians = measure(&root);
        let base = medians["floor"];
        for (name, median) in &medians {
            println!(
                "  {name:<24} {:>9.1} ms  {:>6.2} x floor",
                median.as_secs_f64() * 1e3,
                median.as_secs_f64() / base.as_secs_f64()
            );
        }
        if let Some(peak) = peak_bytes(&root) {
            println!(
                "  memory of check          {:>9.1} MB  {:>6.2} x text",
                peak / 1e6,
                peak / bytes as f64
            );
        }
        measured.push((files, medians));
    }
    if let [(small, before), .., (large, after)] = measured.as_slice() {
        println!("\ngrowth exponent from {small} to {large} files");
        for (name, median) in after {
            let Some(earlier) = before.get(name) else { continue };
            let exponent = (median.as_secs_f64() / earlier.as_secs_f64()).ln()
                / (*large as f64 / *small as f64).ln();
            println!("  {name:<24} {exponent:.2}");
        }
    }
    println!("\nNot shown: a cold cache, other disks, archives whose records have findings.");
}

/// The archive of a size, made once and kept under `target/`.
fn prepare(size: usize) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("synthetic-{size}"));
    if !root.join("archive.toml").exists() {
        // A generation that was interrupted leaves no archive.toml behind: it is written in place.
        let _ = fs::remove_dir_all(&root);
        let staging = root.with_extension("new");
        let _ = fs::remove_dir_all(&staging);
        fs::create_dir_all(&staging).expect("a folder under target/");
        synthetic::write(&staging, size).expect("the synthetic archive");
        fs::rename(&staging, &root).expect("the synthetic archive in its place");
        let synced = kebu(&root, &["schema", "sync"]).status().expect("kebu runs");
        assert!(synced.success(), "schema sync failed");
        let clean = kebu(&root, &["check", "--strict"]).status().expect("kebu runs");
        assert!(clean.success(), "the synthetic archive must be clean");
    }
    commit(&root);
    root
}

/// Puts the archive into a repository of its own, packed: what `--at` is measured on.
fn commit(root: &Path) {
    if root.join(".git").exists() {
        return;
    }
    let identity = ["-c", "user.name=kebu", "-c", "user.email=kebu@example.com"];
    let steps: [&[&str]; 4] = [
        &["init", "--quiet"],
        &["add", "--all"],
        &["commit", "--quiet", "-m", "archive"],
        &["repack", "-a", "-d", "-q"],
    ];
    for step in steps {
        let git = Command::new("git").current_dir(root).args(identity).args(step).status();
        assert!(git.expect("git runs").success(), "git {step:?}");
    }
}

fn kebu(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(KEBU);
    command.arg("-C").arg(root).args(["--today", "2026-07-20", "--lang", "en"]).args(args);
    command.stdout(Stdio::null()).stderr(Stdio::inherit());
    command
}

fn measure(root: &Path) -> BTreeMap<String, Duration> {
    let commands: [(&str, &[&str]); 6] = [
        ("check", &["check"]),
        ("grade", &["grade", "--format", "json"]),
        ("grade --at HEAD", &["grade", "--format", "json", "--at", "HEAD"]),
        ("rank", &["rank", "2026Q2", "--format", "json"]),
        ("assess", &["assess", "2026H1", "--format", "json"]),
        ("client list", &["client", "list", "--format", "csv"]),
    ];
    let taplo = Command::new("taplo").arg("--version").stdout(Stdio::null()).status().is_ok();
    let mut times: BTreeMap<String, Vec<Duration>> = BTreeMap::new();
    for run in 0..RUNS {
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
                let status = kebu(root, args).status().expect("kebu runs");
                assert!(status.success(), "{name} failed");
            });
        }
        // taplo takes too long to run as often; its spread is small beside its distance.
        if taplo && run < 2 {
            time("taplo lint", &mut || lint(root));
        }
    }
    let median = |mut all: Vec<Duration>| {
        all.sort_unstable();
        all[all.len() / 2]
    };
    times.into_iter().map(|(name, all)| (name, median(all))).collect()
}

/// taplo over the same records, each held to the schema that its first line names.
fn lint(root: &Path) {
    let status = Command::new("taplo")
        .args(["lint", "**/*.toml"])
        .current_dir(root)
        .env("RUST_LOG", "error")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("taplo runs");
    assert!(status.success(), "taplo found something in the synthetic archive");
}

/// The most memory that a check took, where the system tells (Linux).
fn peak_bytes(root: &Path) -> Option<f64> {
    let out = Command::new("/usr/bin/env")
        .args(["time", "-f", "%M", KEBU, "-C"])
        .arg(root)
        .args(["--today", "2026-07-20", "check"])
        .stdout(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&out.stderr);
    text.lines().last()?.trim().parse::<f64>().ok().map(|kilobytes| kilobytes * 1024.0)
}
