//! An operation as it is kept in `.kebu/`: everything needed to finish it, to take it back and to
//! tell whether somebody else wrote in between. Text and bytes only; no I/O.

use super::FileChange;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// An operation in preparation.
pub const PREPARED: &str = ".kebu/journal.new";
/// An operation that is decided.
pub const DECIDED: &str = ".kebu/journal";
/// The last operation.
pub const LAST: &str = ".kebu/last";

/// The first word of the file, with the version of its form.
const MARK: &str = "kebu-journal-1";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    pub words: Vec<String>,
    pub at: String,
    pub was_undo: bool,
    /// Folders that the operation makes, outer ones first.
    pub folders: Vec<String>,
    /// Folders that are taken away where the operation leaves them empty, outer ones first.
    pub emptied: Vec<String>,
    pub changes: Vec<FileChange>,
}

impl Journal {
    /// The operation that takes this one back.
    pub fn backwards(&self, at: &str) -> Self {
        let back = |change: &FileChange| FileChange {
            path: change.path.clone(),
            before: change.after.clone(),
            after: change.before.clone(),
        };
        Self {
            words: self.words.clone(),
            at: at.to_owned(),
            was_undo: !self.was_undo,
            folders: Vec::new(),
            emptied: self.folders.clone(),
            changes: self.changes.iter().rev().map(back).collect(),
        }
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let stored = Stored {
            words: self.words.clone(),
            at: self.at.clone(),
            was_undo: self.was_undo,
            folders: self.folders.clone(),
            emptied: self.emptied.clone(),
            changes: self.changes.iter().map(StoredChange::from).collect(),
        };
        // Strings and lists always become JSON.
        let json = serde_json::to_vec(&stored).unwrap_or_default();
        let mut bytes = format!("{MARK} {}\n", digest(&json)).into_bytes();
        bytes.extend(json);
        bytes
    }

    /// `None` where the bytes are not a whole journal.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (head, json) = (std::str::from_utf8(&bytes[..end]).ok()?, &bytes[end + 1..]);
        if head.strip_prefix(MARK)?.trim() != digest(json) {
            return None;
        }
        let stored: Stored = serde_json::from_slice(json).ok()?;
        let changes: Option<Vec<_>> = stored.changes.into_iter().map(StoredChange::read).collect();
        Some(Self {
            words: stored.words,
            at: stored.at,
            was_undo: stored.was_undo,
            folders: stored.folders,
            emptied: stored.emptied,
            changes: changes?,
        })
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[derive(Serialize, Deserialize)]
struct Stored {
    words: Vec<String>,
    at: String,
    was_undo: bool,
    folders: Vec<String>,
    emptied: Vec<String>,
    changes: Vec<StoredChange>,
}

#[derive(Serialize, Deserialize)]
struct StoredChange {
    path: String,
    before: Option<StoredBytes>,
    after: Option<StoredBytes>,
}

/// Text stays legible, so that a person can mend a clone by hand.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StoredBytes {
    Text(String),
    Hex { hex: String },
}

impl From<&FileChange> for StoredChange {
    fn from(change: &FileChange) -> Self {
        let stored = |bytes: &Vec<u8>| match std::str::from_utf8(bytes) {
            Ok(text) => StoredBytes::Text(text.to_owned()),
            Err(_) => {
                StoredBytes::Hex { hex: bytes.iter().map(|byte| format!("{byte:02x}")).collect() }
            }
        };
        Self {
            path: change.path.clone(),
            before: change.before.as_ref().map(stored),
            after: change.after.as_ref().map(stored),
        }
    }
}

impl StoredChange {
    fn read(self) -> Option<FileChange> {
        let read = |stored: Option<StoredBytes>| match stored {
            None => Some(None),
            Some(StoredBytes::Text(text)) => Some(Some(text.into_bytes())),
            Some(StoredBytes::Hex { hex }) => from_hex(&hex).map(Some),
        };
        let (before, after) = (read(self.before)?, read(self.after)?);
        Some(FileChange { path: self.path, before, after })
    }
}

fn from_hex(hex: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    hex.as_bytes().chunks(2).map(pair).collect()
}
