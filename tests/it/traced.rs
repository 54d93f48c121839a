//! Running a command under `strace`, which stops it at a chosen system call or lets the call fail.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::Mutex;

/// One invocation of a system call: the n-th of its name in the main thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub name: String,
    pub number: usize,
}

impl Call {
    /// What has strace kill the command there.
    pub fn kill(&self) -> Vec<String> {
        self.inject("signal=KILL")
    }

    /// What has the call fail.
    pub fn fail(&self, errno: &str) -> Vec<String> {
        self.inject(&format!("error={errno}"))
    }

    fn inject(&self, what: &str) -> Vec<String> {
        let Self { name, number } = self;
        let options = ["-o", "/dev/null", "-e", &format!("trace={name}"), "-e"];
        let inject = format!("inject={name}:{what}:when={number}");
        options.into_iter().map(str::to_owned).chain([inject]).collect()
    }
}

/// The main thread's system calls, in order, with their arguments as strace shows them.
pub struct Trace(Vec<(Call, String)>);

impl Trace {
    pub fn read(log: &str) -> Self {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut calls = Vec::new();
        let main = log.split_whitespace().next().unwrap();
        for line in log.lines() {
            let Some((thread, call)) = line.split_once(char::is_whitespace) else { continue };
            let Some((name, arguments)) = call.trim().split_once('(') else { continue };
            if thread != main || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                continue;
            }
            let number = numbers.entry(name.to_owned()).or_default();
            *number += 1;
            calls.push((Call { name: name.to_owned(), number: *number }, arguments.to_owned()));
        }
        assert!(calls.len() > 50, "strace showed {} calls", calls.len());
        Self(calls)
    }

    /// Where writing begins: before it nothing was opened for writing.
    fn writing_begins(&self) -> usize {
        let begins = self.0.iter().position(|(_, arguments)| arguments.contains("\".kebu\""));
        begins.expect("the command never touched `.kebu`")
    }
}

/// More calls than these, and only those that change something are all taken.
const MANY: usize = 150;

/// Every call from where writing begins, and some of those before. Of a longer operation: every
/// call that changes something, one of each kind, and some of the others, which leave what the next
/// change finds.
pub fn calls_to_stop_at(trace: &Trace) -> Vec<Call> {
    let begins = trace.writing_begins();
    let is_long = trace.0.len() - begins > MANY;
    let mut kinds = BTreeSet::new();
    let calls = trace.0.iter().enumerate().filter(|(_, (call, _))| !is_chance(call));
    // The process is there from the second call on, and its last one only says how it ended.
    let calls = calls.filter(|(at, (call, arguments))| {
        let is_writing = *at >= begins;
        let is_first = is_writing && kinds.insert(call.name.as_str());
        let is_taken = is_writing && (!is_long || is_first || changes(call, arguments));
        (is_taken || at % 40 == 7) && !["execve", "exit_group"].contains(&call.name.as_str())
    });
    calls.map(|(_, (call, _))| call.clone()).collect()
}

/// Memory, threads and waiting: how often a process asks for these is chance, and the disk never
/// knows.
fn is_chance(call: &Call) -> bool {
    let memory = ["madvise", "mmap", "munmap", "mprotect", "brk"];
    let threads = ["futex", "sched_yield", "clone3", "clone", "rt_sigprocmask", "wait4"];
    memory.iter().chain(&threads).any(|name| *name == call.name)
}

/// Whether a call changes something on the disk.
fn changes(call: &Call, arguments: &str) -> bool {
    // What is said to people is not written into the archive.
    let to_people = call.name == "write" && ["1,", "2,"].iter().any(|fd| arguments.starts_with(fd));
    let opens = call.name == "openat" && !arguments.contains("O_CREAT");
    WRITES.contains(&call.name.as_str()) && !to_people && !opens
}

/// Calls by which something is written, and `openat`, which makes files.
const WRITES: [&str; 9] = [
    "write",
    "fsync",
    "fdatasync",
    "renameat",
    "renameat2",
    "mkdirat",
    "unlinkat",
    "fchmod",
    "openat",
];

/// What a disk may say.
const ERRNOS: [&str; 4] = ["ENOSPC", "EIO", "EROFS", "EACCES"];

/// Every call that writes into the archive, with everything that a disk may say; of a very long
/// operation, and of opening to read, with one of these in turn.
pub fn calls_to_refuse(trace: &Trace) -> Vec<(Call, &'static str)> {
    let begins = trace.writing_begins();
    let is_long = trace.0.len() - begins > MANY;
    let calls = trace.0[begins..].iter().enumerate();
    let refused = calls.flat_map(|(at, (call, arguments))| {
        let errnos = match changes(call, arguments) {
            true if !is_long => &ERRNOS[..],
            true => &ERRNOS[at % 4..=at % 4],
            false if call.name == "openat" && (!is_long || at % 20 == 7) => {
                &ERRNOS[at % 4..=at % 4]
            }
            false => &[],
        };
        errnos.iter().map(|errno| (call.clone(), *errno))
    });
    refused.collect()
}

/// Whether strace can be used here. Says loudly that it cannot, and fails where it must.
pub fn is_possible() -> bool {
    // In a sandbox it may be there and still not be allowed to trace.
    let probe = Command::new("strace").args(["-f", "-qq", "-o", "/dev/null", "true"]).output();
    let possible = probe.is_ok_and(|output| output.status.success());
    if !possible {
        println!("NOT RUN: strace is not here, so no command was killed or refused a write");
        assert!(std::env::var_os("CI").is_none(), "CI must have strace: apt-get install strace");
    }
    possible
}

/// Looks at all items, on as many threads as there are processors, in order of the items.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], look: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let found = Mutex::new(Vec::new());
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let result = look(item);
                    found.lock().unwrap().push((at, result));
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap();
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, result)| result).collect()
}
