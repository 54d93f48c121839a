//! The archive as a set of (path, content) pairs, and how it is read from a disk. The only place
//! where loading does I/O.

use crate::diag::{Act, Fault};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::fs::{self, File as Disk};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A record larger than this is refused before it is parsed.
pub const RECORD_BYTES_MAX: u64 = 256 * 1024;
/// The policy may be larger than a record.
pub const POLICY_BYTES_MAX: u64 = 1024 * 1024;
/// Readers at once: the disk's latency counts when the cache is cold, and they cost nothing warm.
pub const READERS: usize = 64;

/// What lies at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A file that loading looks into.
    Bytes(Vec<u8>),
    /// A file that is only known to be there: documents, notes, schemas of ours.
    Unread,
    /// A record that is too large to be one.
    TooLarge(u64),
    /// A symbolic link; never followed.
    Link,
    /// A device, socket or pipe.
    Special,
}

/// A path inside the archive, with forward slashes, and what lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub path: String,
    pub content: Content,
}

/// All files of one state of the archive, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: Vec<File>,
    /// The folder they came from, for attached documents.
    root: Option<PathBuf>,
}

impl Files {
    /// An archive in memory, for tests and for revisions.
    pub fn from_pairs<P: Into<String>, B: Into<Vec<u8>>>(
        pairs: impl IntoIterator<Item = (P, B)>,
    ) -> Self {
        let file = |(path, bytes): (P, B)| File {
            path: path.into(),
            content: Content::Bytes(bytes.into()),
        };
        Self::sorted(pairs.into_iter().map(file).collect(), None)
    }

    fn sorted(mut files: Vec<File>, root: Option<PathBuf>) -> Self {
        files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Self { files, root }
    }

    /// Reads the archive in a folder.
    pub fn read(root: &Path) -> Result<Self, Fault> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(READERS).build();
        let read = || {
            let found = list(root)?;
            found.into_par_iter().map(|found| found.read()).collect::<Result<Vec<_>, _>>()
        };
        let files = match pool {
            Ok(pool) => pool.install(read),
            // A machine that grants no threads reads with those it has.
            Err(_) => read(),
        }?;
        Ok(Self::sorted(files, Some(root.to_owned())))
    }

    pub fn iter(&self) -> std::slice::Iter<'_, File> {
        self.files.iter()
    }

    pub fn as_slice(&self) -> &[File] {
        &self.files
    }

    pub fn get(&self, path: &str) -> Option<&File> {
        let index = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(index)
    }

    /// The text of a file that loading read, when it is UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        match &self.get(path)?.content {
            Content::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// The SHA-256 of any file of the archive, in lower-case hexadecimal.
    pub fn digest(&self, path: &str) -> Option<String> {
        let file = self.get(path)?;
        let bytes = match (&file.content, &self.root) {
            (Content::Bytes(bytes), _) => bytes.clone(),
            (Content::Unread, Some(root)) => fs::read(root.join(path)).ok()?,
            _ => return None,
        };
        Some(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// A file that was listed and not read yet.
struct Found {
    path: String,
    on_disk: PathBuf,
    kind: fs::FileType,
}

/// Lists the archive, the branches in parallel. Hidden folders (`.git`, editors' own) are not
/// entered.
fn list(root: &Path) -> Result<Vec<Found>, Fault> {
    let mut top = Vec::new();
    let mut folders = Vec::new();
    for entry in read_dir(root, root)? {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == "branches" && entry.file_type().is_dir() {
            folders.extend(read_dir(root, entry.path())?);
        } else {
            folders.push(entry);
        }
    }
    let nested: Result<Vec<_>, _> =
        folders.into_par_iter().map(|entry| walk(root, entry)).collect();
    for found in nested? {
        top.extend(found);
    }
    Ok(top)
}

fn read_dir(root: &Path, folder: &Path) -> Result<Vec<walkdir::DirEntry>, Fault> {
    let depth_one = WalkDir::new(folder).min_depth(1).max_depth(1);
    depth_one.into_iter().map(|entry| entry.map_err(|error| list_fault(root, error))).collect()
}

fn walk(root: &Path, entry: walkdir::DirEntry) -> Result<Vec<Found>, Fault> {
    let hidden = |entry: &walkdir::DirEntry| {
        entry.file_type().is_dir() && entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let mut found = Vec::new();
    if hidden(&entry) {
        return Ok(found);
    }
    for entry in WalkDir::new(entry.path()).into_iter().filter_entry(|entry| !hidden(entry)) {
        let entry = entry.map_err(|error| list_fault(root, error))?;
        if !entry.file_type().is_dir() {
            let path = inside(root, entry.path());
            found.push(Found { path, kind: entry.file_type(), on_disk: entry.into_path() });
        }
    }
    Ok(found)
}

/// The path inside the archive, with forward slashes.
fn inside(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn list_fault(root: &Path, error: walkdir::Error) -> Fault {
    let path = error.path().unwrap_or(root).display().to_string();
    let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of folders"));
    Fault { act: Act::ListFolder, path, cause }
}

thread_local! {
    /// One buffer for each reader, so that a file costs one allocation of its own size.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl Found {
    fn read(self) -> Result<File, Fault> {
        let content = if self.kind.is_symlink() {
            Content::Link
        } else if !self.kind.is_file() {
            Content::Special
        } else if is_looked_into(&self.path) {
            self.content()?
        } else {
            Content::Unread
        };
        Ok(File { path: self.path, content })
    }

    fn content(&self) -> Result<Content, Fault> {
        let limit = if self.path == "policy.toml" { POLICY_BYTES_MAX } else { RECORD_BYTES_MAX };
        let fault =
            |cause| Fault { act: Act::ReadFile, path: self.on_disk.display().to_string(), cause };
        let file = Disk::open(&self.on_disk).map_err(fault)?;
        BUFFER.with_borrow_mut(|buffer| {
            buffer.clear();
            (&file).take(limit + 1).read_to_end_into(buffer).map_err(fault)?;
            if buffer.len() as u64 > limit {
                let length = file.metadata().map_err(fault)?.len();
                return Ok(Content::TooLarge(length));
            }
            Ok(Content::Bytes(buffer.as_slice().to_vec()))
        })
    }
}

/// Reading to the end without asking for the size first: `std::fs::read` would also `fstat`.
trait ReadToEndInto {
    fn read_to_end_into(self, buffer: &mut Vec<u8>) -> io::Result<()>;
}

impl<R: Read> ReadToEndInto for R {
    fn read_to_end_into(mut self, buffer: &mut Vec<u8>) -> io::Result<()> {
        const STEP: usize = 16 * 1024;
        let mut length = 0;
        loop {
            if buffer.len() < length + STEP {
                buffer.resize(length + STEP, 0);
            }
            match self.read(&mut buffer[length..]) {
                Ok(0) => break,
                Ok(count) => length += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        buffer.truncate(length);
        Ok(())
    }
}

/// Records and a group's own schemas are read; documents and other files only listed.
fn is_looked_into(path: &str) -> bool {
    if path.contains("/documents/") {
        return false;
    }
    path.ends_with(".toml") || path.starts_with("schemas/extra/")
}
