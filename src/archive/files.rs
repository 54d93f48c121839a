//! The archive as a set of (path, content) pairs, whatever they come from. `read.rs` reads them
//! from a disk.

use super::read;
use crate::diag::Fault;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A record larger than this is refused before it is parsed.
pub const RECORD_BYTES_MAX: u64 = 256 * 1024;
/// The policy may be larger than a record.
pub const POLICY_BYTES_MAX: u64 = 1024 * 1024;

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
        Ok(Self::read_with(root, &|_| ())?.0)
    }

    /// Reads the archive in a folder. `look` sees each file as soon as it is read; what it gives
    /// comes in the order of the files.
    pub fn read_with<T: Send>(
        root: &Path,
        look: &(impl Fn(&File) -> T + Sync),
    ) -> Result<(Self, Vec<T>), Fault> {
        let mut read = read::read(root, look)?;
        read.par_sort_unstable_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        let (files, looked) = read.into_iter().unzip();
        Ok((Self { files, documents: Documents::Folder(root.to_owned()) }, looked))
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
            Content::Bytes(bytes) => simdutf8::basic::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// The SHA-256 of any file of the archive, in lower-case hexadecimal.
    pub fn digest(&self, path: &str) -> Option<String> {
        self.bytes(path).map(|bytes| sha256(&bytes))
    }

    /// The bytes of any file of the archive; a document's are read from the disk only now.
    pub fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        match (&self.get(path)?.content, &self.documents) {
            (Content::Bytes(bytes), _) => Some(bytes.clone()),
            (Content::Unread, Documents::Folder(root)) => fs::read(root.join(path)).ok(),
            (Content::Unread, Documents::Revision(read)) => read(path),
            _ => None,
        }
    }

    /// The archive as it would be with these files in place of its own; without bytes a file is
    /// taken away.
    #[must_use]
    pub fn with<'c>(&self, changes: impl Iterator<Item = (&'c str, Option<&'c [u8]>)>) -> Self {
        let changed: BTreeMap<&str, Option<&[u8]>> = changes.collect();
        let kept = self.files.iter().filter(|file| !changed.contains_key(file.path.as_str()));
        let mut files: Vec<File> = kept.cloned().collect();
        for (path, bytes) in changed.iter().filter_map(|(path, bytes)| Some((path, (*bytes)?))) {
            let is_large = read::is_looked_into(path) && bytes.len() as u64 > read::limit(path);
            let content = match is_large {
                true => Content::TooLarge(bytes.len() as u64),
                false => Content::Bytes(bytes.to_vec()),
            };
            files.push(File { path: (*path).to_owned(), content });
        }
        Self::sorted(files, self.documents.clone())
    }
}

/// The SHA-256 of bytes, in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How many bytes of a file loading looks into; none where the file is only listed.
pub fn size_limit(path: &str) -> Option<u64> {
    read::is_looked_into(path).then(|| read::limit(path))
}
