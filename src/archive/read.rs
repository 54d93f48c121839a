//! How an archive is read from a disk: every folder listed and every file read by as many readers
//! as help. The only place where loading does I/O; what to look for in a file, others say.

use super::files::{Content, File, POLICY_BYTES_MAX, RECORD_BYTES_MAX};
use crate::diag::{Act, Fault};
use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::fs::{File as Disk, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use walkdir::{DirEntry, WalkDir};

/// Readers when the disk has to be waited for: a cold cache is read 4 to 6 times faster by 64 than
/// by 2.
const READERS_COLD: usize = 64;
/// How long the first readers, one for each core, are watched before others are called.
const WATCH: Duration = Duration::from_millis(40);
/// Files read in that time when nothing waits for the disk: then more readers would only cost.
const FILES_WARM: usize = 1_000;
/// Files that a reader takes at a time.
const PART: usize = 64;

/// Reads the archive in a folder. Hidden folders (`.git`, editors' own) are not entered, symbolic
/// links are not followed. Each file is looked at by the reader that has it; they come in no order.
pub fn read<T: Send>(
    root: &Path,
    look: &(impl Fn(&File) -> T + Sync),
) -> Result<Vec<(File, T)>, Fault> {
    let cores = thread::available_parallelism().map_or(2, usize::from);
    let readers_warm = cores.min(READERS_COLD);
    let queue = Queue::new(Job::Folder { on_disk: root.to_owned(), inside: String::new() });
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    thread::scope(|scope| {
        let reader = || scope.spawn(|| Reader::new(&queue, look).run());
        let mut readers: Vec<_> = (0..readers_warm).map(|_| reader()).collect();
        let mut read = 0;
        while !queue.is_done_within(WATCH) {
            let since = queue.files_read.load(Ordering::Relaxed) - read;
            read += since;
            if since < FILES_WARM && readers.len() < READERS_COLD {
                readers.extend((readers.len()..READERS_COLD).map(|_| reader()));
            }
        }
        for reader in readers {
            // A reader that panicked is our bug: it must not look like an archive without files.
            let (read, found) = reader.join().unwrap_or_else(|bug| std::panic::resume_unwind(bug));
            files.extend(read);
            faults.extend(found);
        }
    });
    // Whichever reader was first, the same fault is told.
    match faults.into_iter().min_by(|a, b| a.path.cmp(&b.path)) {
        Some(fault) => Err(fault),
        None => Ok(files),
    }
}

/// What one reader takes at a time.
enum Job {
    Folder { on_disk: PathBuf, inside: String },
    Part { folder: Arc<Folder>, names: Vec<(OsString, FileType)> },
}

/// A folder whose files are being read.
struct Folder {
    on_disk: PathBuf,
    /// Path inside the archive with a trailing slash; empty for the archive itself.
    inside: String,
    opened: OpenFolder,
}

/// The jobs that are left, and how many are being done: these may bring more.
struct Queue {
    jobs: Mutex<(Vec<Job>, usize)>,
    changed: Condvar,
    files_read: AtomicUsize,
}

impl Queue {
    fn new(first: Job) -> Self {
        let jobs = Mutex::new((vec![first], 0));
        Self { jobs, changed: Condvar::new(), files_read: AtomicUsize::new(0) }
    }

    fn lock(&self) -> MutexGuard<'_, (Vec<Job>, usize)> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job; none when all are done.
    fn take(&self) -> Option<(Job, Taken<'_>)> {
        let waits = |jobs: &mut (Vec<Job>, usize)| jobs.0.is_empty() && jobs.1 > 0;
        let jobs = self.changed.wait_while(self.lock(), waits);
        let mut jobs = jobs.unwrap_or_else(PoisonError::into_inner);
        let job = jobs.0.pop()?;
        jobs.1 += 1;
        Some((job, Taken { queue: self, more: Vec::new() }))
    }

    fn is_done_within(&self, time: Duration) -> bool {
        let busy = |jobs: &mut (Vec<Job>, usize)| !jobs.0.is_empty() || jobs.1 > 0;
        let waited = self.changed.wait_timeout_while(self.lock(), time, busy);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }
}

/// A job that is being done, and the jobs that came of it. It ends by being dropped, so that a bug
/// in one reader does not leave the others waiting.
struct Taken<'q> {
    queue: &'q Queue,
    more: Vec<Job>,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut jobs = self.queue.lock();
        jobs.0.append(&mut self.more);
        jobs.1 -= 1;
        drop(jobs);
        self.queue.changed.notify_all();
    }
}

/// One thread's work.
struct Reader<'q, L, T> {
    queue: &'q Queue,
    look: &'q L,
    files: Vec<(File, T)>,
    faults: Vec<Fault>,
}

impl<'q, T, L: Fn(&File) -> T> Reader<'q, L, T> {
    fn new(queue: &'q Queue, look: &'q L) -> Self {
        Self { queue, look, files: Vec::new(), faults: Vec::new() }
    }

    fn run(mut self) -> (Vec<(File, T)>, Vec<Fault>) {
        while let Some((job, mut taken)) = self.queue.take() {
            match job {
                Job::Folder { on_disk, inside } => taken.more = self.folder(on_disk, inside),
                Job::Part { folder, names } => self.files(&folder, &names),
            }
        }
        (self.files, self.faults)
    }

    /// Lists a folder: the folders in it, and its files in parts.
    fn folder(&mut self, on_disk: PathBuf, inside: String) -> Vec<Job> {
        let mut jobs = Vec::new();
        let mut names = Vec::new();
        for entry in WalkDir::new(&on_disk).min_depth(1).max_depth(1) {
            match entry {
                Err(error) => {
                    let cause = error.into_io_error();
                    let cause = cause.unwrap_or_else(|| io::Error::other("a loop of folders"));
                    self.faults.push(fault(Act::ListFolder, &on_disk, cause));
                }
                Ok(entry) if is_hidden(&entry) => {}
                Ok(entry) if entry.file_type().is_dir() => {
                    let inside = format!("{inside}{}/", entry.file_name().to_string_lossy());
                    jobs.push(Job::Folder { on_disk: entry.into_path(), inside });
                }
                Ok(entry) => names.push((entry.file_name().to_owned(), entry.file_type())),
            }
        }
        if names.is_empty() {
            return jobs;
        }
        match OpenFolder::open(&on_disk) {
            Err(cause) => self.faults.push(fault(Act::ListFolder, &on_disk, cause)),
            Ok(opened) => {
                let folder = Arc::new(Folder { on_disk, inside, opened });
                let part = |names: &[_]| Job::Part { folder: folder.clone(), names: names.into() };
                jobs.extend(names.chunks(PART).map(part));
            }
        }
        jobs
    }

    fn files(&mut self, folder: &Folder, names: &[(OsString, FileType)]) {
        for (name, kind) in names {
            let path = format!("{}{}", folder.inside, name.to_string_lossy());
            let content = if kind.is_symlink() {
                Content::Link
            } else if !kind.is_file() {
                Content::Special
            } else if is_looked_into(&path) {
                match content(&folder.opened, name, &path) {
                    Ok(content) => content,
                    Err(cause) => {
                        let path = folder.on_disk.join(name);
                        self.faults.push(fault(Act::ReadFile, &path, cause));
                        continue;
                    }
                }
            } else {
                Content::Unread
            };
            let file = File { path, content };
            let looked = (self.look)(&file);
            self.files.push((file, looked));
        }
        self.queue.files_read.fetch_add(names.len(), Ordering::Relaxed);
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn fault(act: Act, path: &Path, cause: io::Error) -> Fault {
    Fault { act, path: path.display().to_string(), cause }
}

thread_local! {
    /// One buffer for each reader, so that a file costs one allocation of its own size.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

fn content(folder: &OpenFolder, name: &OsStr, path: &str) -> io::Result<Content> {
    let limit = limit(path);
    let file = folder.file(name)?;
    BUFFER.with_borrow_mut(|buffer| {
        let length = read_to_end((&file).take(limit + 1), buffer)?;
        if length as u64 > limit {
            return Ok(Content::TooLarge(file.metadata()?.len()));
        }
        Ok(Content::Bytes(buffer[..length].to_vec()))
    })
}

/// A folder held open: opening its files by name below it spares the system the walk from the root
/// for each of them, half of what opening costs.
#[cfg(unix)]
struct OpenFolder(rustix::fd::OwnedFd);

#[cfg(unix)]
impl OpenFolder {
    fn open(path: &Path) -> io::Result<Self> {
        use rustix::fs::{Mode, OFlags, open};
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Self(open(path, flags, Mode::empty())?))
    }

    /// Never follows a link: what was a file when it was listed must be one now.
    fn file(&self, name: &OsStr) -> io::Result<Disk> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(openat(&self.0, name, flags, Mode::empty())?.into())
    }
}

#[cfg(not(unix))]
struct OpenFolder(PathBuf);

#[cfg(not(unix))]
impl OpenFolder {
    fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(path.to_owned()))
    }

    fn file(&self, name: &OsStr) -> io::Result<Disk> {
        Disk::open(self.0.join(name))
    }
}

/// Reads to the end without asking for the size first, which `std::fs::read` does. Says how many
/// bytes of the buffer are the file's; the buffer keeps its length, so that it is zeroed only once.
fn read_to_end(mut source: impl Read, buffer: &mut Vec<u8>) -> io::Result<usize> {
    const STEP: usize = 16 * 1024;
    let mut length = 0;
    loop {
        if buffer.len() < length + STEP {
            buffer.resize(length + STEP, 0);
        }
        match source.read(&mut buffer[length..]) {
            Ok(0) => return Ok(length),
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Records and a group's own schemas are read; documents and other files only listed.
pub(super) fn is_looked_into(path: &str) -> bool {
    if path.contains("/documents/") {
        return false;
    }
    path.ends_with(".toml") || path.starts_with("schemas/extra/")
}

/// How large a file may be before it is refused unparsed.
pub(super) fn limit(path: &str) -> u64 {
    if path == "policy.toml" { POLICY_BYTES_MAX } else { RECORD_BYTES_MAX }
}
