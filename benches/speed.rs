//! Speed as ratios to the floor, measured side by side:
//!
//! ```text
//! cargo bench --bench speed                       # 10,000 files
//! cargo bench --bench speed -- 10000 100000       # and the growth from one to the other
//! ```
//!
//! The *floor* is the fastest way found to read every byte: folders and files opened by name below
//! their parent, one reused buffer a thread. Warm cache, medians of interleaved runs. `taplo` is
//! measured beside `check` on the same files and schemas when it is on the PATH.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints and may fail")]

mod synthetic;

use rustix::fs::{CWD, Dir, FileType, Mode, OFlags, openat};
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

/// Reads every file below a folder; says how many and how many bytes.
fn floor(root: &Path) -> (usize, u64) {
    let top = openat(CWD, root, OFlags::DIRECTORY | OFlags::RDONLY, Mode::empty()).expect("root");
    let total = std::sync::Mutex::new((0, 0));
    rayon::scope(|scope| read_folder(scope, top, &total));
    total.into_inner().expect("no reader panicked")
}

type Total = std::sync::Mutex<(usize, u64)>;

fn read_folder<'s>(scope: &rayon::Scope<'s>, folder: rustix::fd::OwnedFd, total: &'s Total) {
    let mut buffer = vec![0; 1 << 20];
    let (mut files, mut bytes) = (0, 0);
    let mut names = Vec::new();
    for entry in Dir::read_from(&folder).expect("a folder").flatten() {
        let name = entry.file_name().to_owned();
        match entry.file_type() {
            FileType::Directory if !name.to_bytes().starts_with(b".") => {
                let flags = OFlags::DIRECTORY | OFlags::RDONLY;
                let below = openat(&folder, &name, flags, Mode::empty()).expect("a folder");
                scope.spawn(move |scope| read_folder(scope, below, total));
            }
            FileType::RegularFile => names.push(name),
            _ => {}
        }
    }
    // A folder of many files is shared between the readers.
    const SHARE: usize = 256;
    let mut parts = names.chunks(SHARE);
    let own = parts.next().unwrap_or_default();
    for part in parts {
        let part = part.to_vec();
        let folder = rustix::io::dup(&folder).expect("a folder");
        scope.spawn(move |_| {
            let mut buffer = vec![0; 1 << 20];
            let mut bytes = 0;
            for name in &part {
                bytes += read_file(&folder, name, &mut buffer);
            }
            add(total, part.len(), bytes);
        });
    }
    for name in own {
        bytes += read_file(&folder, name, &mut buffer);
        files += 1;
    }
    add(total, files, bytes);
}

fn add(total: &Total, files: usize, bytes: u64) {
    let mut total = total.lock().expect("no reader panicked");
    total.0 += files;
    total.1 += bytes;
}

fn read_file(folder: &rustix::fd::OwnedFd, name: &std::ffi::CStr, buffer: &mut [u8]) -> u64 {
    let file = openat(folder, name, OFlags::RDONLY, Mode::empty()).expect("a file");
    let mut bytes = 0;
    loop {
        match rustix::io::read(&file, &mut *buffer).expect("a readable file") {
            0 => return bytes,
            count => bytes += count as u64,
        }
    }
}
