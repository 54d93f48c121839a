//! The archive as a set of (path, content) pairs, and how it is read from a disk. The only place
//! where loading does I/O.

use crate::diag::{Act, Fault};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::{self, File as Disk, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

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
    documents: Documents,
}

/// Gives the content of a file that was not looked into, by its path.
pub type ReadDocument = Arc<dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync>;

/// Where attached documents are read, when one has to be.
#[derive(Clone, Default)]
enum Documents {
    #[default]
    Nowhere,
    Folder(PathBuf),
    Revision(ReadDocument),
}

impl fmt::Debug for Documents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nowhere => f.write_str("Nowhere"),
            Self::Folder(folder) => f.debug_tuple("Folder").field(folder).finish(),
            Self::Revision(_) => f.write_str("Revision"),
        }
    }
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
        Self::sorted(pairs.into_iter().map(file).collect(), Documents::Nowhere)
    }

    /// An archive as it stood at a revision. `document` reads what was not looked into.
    pub fn of_revision(files: Vec<File>, document: ReadDocument) -> Self {
        Self::sorted(files, Documents::Revision(document))
    }

    fn sorted(mut files: Vec<File>, documents: Documents) -> Self {
        files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Self { files, documents }
    }

    /// Reads the archive in a folder.
    pub fn read(root: &Path) -> Result<Self, Fault> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(READERS).build();
        let read = || {
            let folders = list(root)?;
            let parts: Vec<_> = folders.iter().flat_map(Folder::parts).collect();
            let read = parts.into_par_iter().map(|part| part.read()).collect::<Result<Vec<_>, _>>();
            Ok::<Vec<File>, Fault>(read?.into_iter().flatten().collect())
        };
        let files = match pool {
            Ok(pool) => pool.install(read),
            // A machine that grants no threads reads with those it has.
            Err(_) => read(),
        }?;
        Ok(Self::sorted(files, Documents::Folder(root.to_owned())))
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
        let bytes = match (&file.content, &self.documents) {
            (Content::Bytes(bytes), _) => bytes.clone(),
            (Content::Unread, Documents::Folder(root)) => fs::read(root.join(path)).ok()?,
            (Content::Unread, Documents::Revision(read)) => read(path)?,
            _ => return None,
        };
        Some(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// A folder and the files in it, listed and not read yet.
struct Folder {
    on_disk: PathBuf,
    /// Path inside the archive with a trailing slash; empty for the archive itself.
    inside: String,
    names: Vec<(OsString, FileType)>,
}

/// Some of a folder's files: what one reader takes at a time.
struct Part<'f> {
    folder: &'f Folder,
    names: &'f [(OsString, FileType)],
}

/// Files that a reader takes at a time.
const PART: usize = 64;

/// Lists the archive, the branches in parallel. Hidden folders (`.git`, editors' own) are not
/// entered.
fn list(root: &Path) -> Result<Vec<Folder>, Fault> {
    let branches = root.join("branches");
    let mut tops = subfolders(root, &branches).unwrap_or_default();
    tops.push(root.to_owned());
    let walk = |top: PathBuf| walk(root, &top, (top == root).then_some(branches.as_path()));
    let nested: Result<Vec<_>, _> = tops.into_par_iter().map(walk).collect();
    let mut folders: Vec<Folder> = nested?.into_iter().flatten().collect();
    // What lies directly in `branches/` belongs to no branch's walk.
    folders.extend(files_of(root, &branches)?);
    Ok(folders)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The folders directly in a folder; none where it is no folder.
fn subfolders(root: &Path, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = WalkDir::new(folder).min_depth(1).max_depth(1).into_iter();
    let folders = entries.filter_entry(|entry| !is_hidden(entry)).filter_map(|entry| match entry {
        Ok(entry) => entry.file_type().is_dir().then(|| Ok(entry.into_path())),
        Err(error) => Some(Err(list_fault(root, error))),
    });
    folders.collect()
}

/// The files directly in a folder, if there is such a folder.
fn files_of(root: &Path, folder: &Path) -> Result<Option<Folder>, Fault> {
    if !folder.is_dir() || folder.is_symlink() {
        return Ok(None);
    }
    let mut names = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1).max_depth(1) {
        let entry = entry.map_err(|error| list_fault(root, error))?;
        if !entry.file_type().is_dir() {
            names.push((entry.file_name().to_owned(), entry.file_type()));
        }
    }
    let inside = format!("{}/", inside(root, folder));
    Ok(Some(Folder { on_disk: folder.to_owned(), inside, names }))
}

/// Every folder below `top` that holds files, without what lies below `except`.
fn walk(root: &Path, top: &Path, except: Option<&Path>) -> Result<Vec<Folder>, Fault> {
    let mut folders: Vec<Folder> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let entered = |entry: &DirEntry| {
        let apart = entry.file_type().is_dir() && Some(entry.path()) == except;
        entry.depth() == 0 || !(apart || is_hidden(entry))
    };
    for entry in WalkDir::new(top).into_iter().filter_entry(entered) {
        let entry = entry.map_err(|error| list_fault(root, error))?;
        if entry.file_type().is_dir() {
            let path = inside(root, entry.path());
            let inside = if path.is_empty() { path } else { format!("{path}/") };
            open.truncate(entry.depth());
            open.push(folders.len());
            folders.push(Folder { on_disk: entry.into_path(), inside, names: Vec::new() });
        } else {
            // The walk enters a folder before its files, so the innermost open one is theirs.
            let parent = entry.depth().checked_sub(1).and_then(|depth| open.get(depth));
            if let Some(folder) = parent.and_then(|index| folders.get_mut(*index)) {
                folder.names.push((entry.file_name().to_owned(), entry.file_type()));
            }
        }
    }
    Ok(folders)
}

/// The path inside the archive, with forward slashes. A name that is not UTF-8 is shown as far as
/// it can be; it fits no record.
fn inside(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        relative.into_owned()
    } else {
        relative.replace(std::path::MAIN_SEPARATOR, "/")
    }
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

impl Folder {
    fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        self.names.chunks(PART).map(|names| Part { folder: self, names })
    }
}

impl Part<'_> {
    fn read(&self) -> Result<Vec<File>, Fault> {
        let folder = &self.folder.on_disk;
        let opened = OpenFolder::open(folder).map_err(|cause| Fault {
            act: Act::ListFolder,
            path: folder.display().to_string(),
            cause,
        })?;
        let read = |(name, kind): &(OsString, FileType)| {
            let path = format!("{}{}", self.folder.inside, name.to_string_lossy());
            let content = if kind.is_symlink() {
                Content::Link
            } else if !kind.is_file() {
                Content::Special
            } else if let Some(limit) = size_limit(&path) {
                content(&opened, name, limit).map_err(|cause| Fault {
                    act: Act::ReadFile,
                    path: folder.join(name).display().to_string(),
                    cause,
                })?
            } else {
                Content::Unread
            };
            Ok(File { path, content })
        };
        self.names.iter().map(read).collect()
    }
}

fn content(folder: &OpenFolder, name: &OsStr, limit: u64) -> io::Result<Content> {
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

/// Records and a group's own schemas are read, up to this many bytes; documents and other files are
/// only listed.
pub fn size_limit(path: &str) -> Option<u64> {
    let is_record = path.ends_with(".toml") || path.starts_with("schemas/extra/");
    let limit = if path == "policy.toml" { POLICY_BYTES_MAX } else { RECORD_BYTES_MAX };
    (is_record && !path.contains("/documents/")).then_some(limit)
}
