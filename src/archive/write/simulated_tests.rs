//! Writing on a simulated disk, where every single act can fail and the power can go off after
//! every one of them: what had not been brought to the disk by then may be there or not, each part
//! for itself. The archive must be as before or as after, never between.

use super::disk::Disk;
use super::journal::{self, Journal};
use super::names::split;
use super::transaction::{Stranger, commit, read_journal, recover};
use super::{FileChange, STATE, WriteStop};
use crate::diag::Act;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Tree {
    files: BTreeMap<String, Vec<u8>>,
    folders: BTreeSet<String>,
}

/// A change of the names in a folder, which a sync of the folder brings to the disk.
#[derive(Debug, Clone)]
enum Named {
    Put(String, Vec<u8>),
    Rename(String, String, Vec<u8>),
    Remove(String),
    MakeFolder(String),
    RemoveFolder(String),
}

impl Named {
    fn folder(&self) -> &str {
        let (Self::Put(path, _)
        | Self::Rename(path, ..)
        | Self::Remove(path)
        | Self::MakeFolder(path)
        | Self::RemoveFolder(path)) = self;
        split(path).0
    }

    fn apply(&self, tree: &mut Tree) {
        match self {
            Self::Put(path, bytes) => drop(tree.files.insert(path.clone(), bytes.clone())),
            Self::Rename(from, to, bytes) => {
                tree.files.remove(from);
                tree.files.insert(to.clone(), bytes.clone());
            }
            Self::Remove(path) => drop(tree.files.remove(path)),
            Self::MakeFolder(path) => drop(tree.folders.insert(path.clone())),
            Self::RemoveFolder(path) => drop(tree.folders.remove(path)),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    None,
    /// The act with this number fails, once.
    Once(usize, io::ErrorKind),
    /// It fails, and so does every one after it that writes.
    From(usize, io::ErrorKind),
    /// The power goes off before it.
    Off(usize),
}

struct Simulated {
    /// As programs see it.
    live: RefCell<Tree>,
    /// As it would be found after a power cut.
    kept: RefCell<Tree>,
    /// Done, and not brought to the disk yet.
    pending: RefCell<Vec<Named>>,
    trouble: Trouble,
    acts: Cell<usize>,
}

impl Simulated {
    fn new(tree: &Tree, trouble: Trouble) -> Self {
        Self {
            live: RefCell::new(tree.clone()),
            kept: RefCell::new(tree.clone()),
            pending: RefCell::default(),
            trouble,
            acts: Cell::new(0),
        }
    }

    /// Counts an act and lets it fail where it should.
    fn act(&self, writes: bool) -> io::Result<()> {
        let act = self.acts.get();
        self.acts.set(act + 1);
        match self.trouble {
            Trouble::Once(at, kind) if act == at => Err(kind.into()),
            Trouble::From(at, kind) if act >= at && writes => Err(kind.into()),
            Trouble::Off(at) if act >= at => Err(io::ErrorKind::Interrupted.into()),
            _ => Ok(()),
        }
    }

    fn change(&self, named: Named) {
        named.apply(&mut self.live.borrow_mut());
        self.pending.borrow_mut().push(named);
    }

    /// What a power cut leaves: of the pending changes those whose bit is set in `luck`.
    fn after_power_cut(&self, luck: u64) -> Tree {
        let mut tree = self.kept.borrow().clone();
        for (at, named) in self.pending.borrow().iter().enumerate() {
            if luck >> (at % 64) & 1 == 1 {
                named.apply(&mut tree);
            }
        }
        // A file cannot outlive its folder, nor a folder its own.
        let Tree { files, folders } = &mut tree;
        let there = folders.clone();
        let is_there = |path: &str| super::names::folders_of(path).all(|f| there.contains(f));
        files.retain(|path, _| is_there(path));
        folders.retain(|path| is_there(path));
        tree
    }
}

fn absent() -> io::Error {
    io::ErrorKind::NotFound.into()
}

impl Disk for Simulated {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        self.act(false)?;
        Ok(self.live.borrow().files.get(path).cloned())
    }

    fn create(&self, path: &str, bytes: &[u8], _like: &str) -> io::Result<()> {
        self.act(true)?;
        if self.live.borrow().files.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let (folder, _) = split(path);
        if !folder.is_empty() && !self.live.borrow().folders.contains(folder) {
            return Err(absent());
        }
        let put = |bytes: &[u8]| Named::Put(path.to_owned(), bytes.to_vec());
        self.change(put(b""));
        self.act(true)?;
        // Half of it is written when the next act fails.
        self.change(put(&bytes[..bytes.len() / 2]));
        self.act(true)?;
        self.change(put(bytes));
        // Bringing the content to the disk: whatever name is kept has all of it from here on.
        self.act(true)?;
        let mut pending = self.pending.borrow_mut();
        pending.retain(|named| !matches!(named, Named::Put(other, _) if other == path));
        pending.push(put(bytes));
        let mut kept = self.kept.borrow_mut();
        if let Some(content) = kept.files.get_mut(path) {
            *content = bytes.to_vec();
        }
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.act(true)?;
        let bytes = self.live.borrow().files.get(from).cloned().ok_or_else(absent)?;
        self.change(Named::Rename(from.to_owned(), to.to_owned(), bytes));
        Ok(())
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        self.act(true)?;
        if !self.live.borrow().files.contains_key(path) {
            return Err(absent());
        }
        self.change(Named::Remove(path.to_owned()));
        Ok(())
    }

    fn make_folder(&self, path: &str) -> io::Result<()> {
        self.act(true)?;
        self.change(Named::MakeFolder(path.to_owned()));
        Ok(())
    }

    fn remove_folder(&self, path: &str) -> io::Result<()> {
        self.act(true)?;
        let inside = format!("{path}/");
        let holds = |other: &String| other.starts_with(&inside);
        let live = self.live.borrow();
        if live.files.keys().any(holds) || live.folders.iter().any(holds) {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        drop(live);
        self.change(Named::RemoveFolder(path.to_owned()));
        Ok(())
    }

    fn sync_folder(&self, path: &str) -> io::Result<()> {
        self.act(true)?;
        let mut kept = self.kept.borrow_mut();
        self.pending.borrow_mut().retain(|named| {
            let here = named.folder() == path;
            if here {
                named.apply(&mut kept);
            }
            !here
        });
        Ok(())
    }

    fn names(&self, path: &str) -> io::Result<Option<Vec<String>>> {
        self.act(false)?;
        let live = self.live.borrow();
        if !path.is_empty() && !live.folders.contains(path) {
            return Ok(None);
        }
        let all = live.files.keys().chain(&live.folders);
        let here = all.filter(|other| split(other).0 == path && !other.is_empty());
        Ok(Some(here.map(|other| split(other).1.to_owned()).collect()))
    }
}

/// What people and Git see: no state of ours, and no hidden name.
fn seen(tree: &Tree) -> BTreeMap<String, Vec<u8>> {
    let hidden = |path: &&String| path.split('/').any(|name| name.starts_with('.'));
    let files = tree.files.iter().filter(|(path, _)| !hidden(path));
    files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

fn start() -> Tree {
    let files = [("a.toml", "a1"), ("b/b.toml", "b1"), ("b/d.toml", "d1")];
    Tree {
        files: files.map(|(path, text)| (path.to_owned(), text.into())).into(),
        folders: [STATE, "b"].map(str::to_owned).into(),
    }
}

fn change(path: &str, before: Option<&str>, after: Option<&str>) -> FileChange {
    let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
    FileChange { path: path.to_owned(), before: bytes(before), after: bytes(after) }
}

fn journal(changes: Vec<FileChange>) -> Journal {
    Journal {
        words: vec!["kebu".into()],
        at: String::new(),
        was_undo: false,
        folders: Vec::new(),
        emptied: Vec::new(),
        changes,
    }
}

/// Operations, each with the archive that it starts from.
fn operations() -> Vec<(&'static str, Tree, Journal)> {
    let several = journal(vec![
        change("a.toml", Some("a1"), Some("a two")),
        change("b/b.toml", Some("b1"), None),
        change("b/d.toml", Some("d1"), Some("")),
        change("c/2026/c.toml", None, Some("c two")),
        change("c/2026/e.toml", None, Some("e two")),
    ]);
    let disk = Simulated::new(&start(), Trouble::None);
    commit(&disk, several.clone()).unwrap();
    let done = disk.live.borrow().clone();
    let last = read_journal(&disk, journal::LAST).unwrap().unwrap();
    vec![
        ("one", start(), journal(vec![change("a.toml", Some("a1"), Some("a two"))])),
        ("new", start(), journal(vec![change("b/new.toml", None, Some("new"))])),
        ("several", start(), several),
        ("undo", done, last.backwards("")),
    ]
}

/// Starts again on what a power cut left, and looks at the archive.
fn settled(tree: &Tree) -> BTreeMap<String, Vec<u8>> {
    let disk = Simulated::new(tree, Trouble::None);
    recover(&disk, Stranger::Refused).unwrap();
    let live = disk.live.borrow();
    let left: Vec<_> = live.files.keys().filter(|path| path.contains("kebu-new")).collect();
    assert!(left.is_empty(), "left lying: {left:?}");
    let ours = [journal::PREPARED, journal::DECIDED];
    assert!(!ours.iter().any(|path| live.files.contains_key(*path)));
    seen(&live)
}

/// Different fortunes of what was pending: none of it, all of it, and parts.
const LUCKS: [u64; 8] = [
    0,
    u64::MAX,
    0xaaaa_aaaa_aaaa_aaaa,
    0x5555_5555_5555_5555,
    0x9e37_79b9_7f4a_7c15,
    0x3c6e_f372_fe94_f82a,
    0xdaa6_6d2c_7ddf_743f,
    0x78dd_e6e5_fd29_f054,
];

const TROUBLES: [io::ErrorKind; 4] = [
    io::ErrorKind::StorageFull,
    io::ErrorKind::Other,
    io::ErrorKind::ReadOnlyFilesystem,
    io::ErrorKind::PermissionDenied,
];

/// How many acts an operation takes when nothing fails, and what it makes of the archive.
fn undisturbed(tree: &Tree, journal: &Journal) -> (usize, BTreeMap<String, Vec<u8>>) {
    let disk = Simulated::new(tree, Trouble::None);
    commit(&disk, journal.clone()).unwrap();
    let live = seen(&disk.live.borrow());
    // Done is done, whatever had not been brought to the disk.
    for luck in LUCKS {
        assert_eq!(settled(&disk.after_power_cut(luck)), live);
    }
    (disk.acts.get(), live)
}

#[test]
fn the_power_may_go_off_at_any_moment_and_again_while_recovering() {
    for (name, tree, journal) in operations() {
        let old = seen(&tree);
        let (acts, new) = undisturbed(&tree, &journal);
        let (mut olds, mut news) = (0, 0);
        for at in 0..acts {
            let disk = Simulated::new(&tree, Trouble::Off(at));
            // What is cleared away after the end may be cut off without a word.
            let _ = commit(&disk, journal.clone());
            for luck in LUCKS {
                let left = disk.after_power_cut(luck);
                let found = settled(&left);
                assert!(found == old || found == new, "{name}, act {at}, {luck:x}: {found:?}");
                if found == old {
                    olds += 1
                } else {
                    news += 1
                }
                for again in 0.. {
                    let second = Simulated::new(&left, Trouble::Off(again));
                    let done = recover(&second, Stranger::Refused).is_ok();
                    let twice = settled(&second.after_power_cut(luck.rotate_left(7)));
                    // What was decided stays decided; what was not may have been forgotten.
                    assert_eq!(twice, found, "{name}, act {at}, then {again}");
                    if done {
                        break;
                    }
                }
            }
        }
        println!("{name}: {} power cuts: old {olds}, new {news}, between 0", acts * LUCKS.len());
        assert!(olds > 0 && news > 0);
    }
}

#[test]
fn every_act_may_fail_once_or_for_good() {
    for (name, tree, journal) in operations() {
        let old = seen(&tree);
        let (acts, new) = undisturbed(&tree, &journal);
        let (mut unchanged, mut unfinished, mut done) = (0, 0, 0);
        for (at, kind) in (0..acts).flat_map(|at| TROUBLES.map(|kind| (at, kind))) {
            for trouble in [Trouble::Once(at, kind), Trouble::From(at, kind)] {
                let disk = Simulated::new(&tree, trouble);
                let outcome = commit(&disk, journal.clone());
                let told = match &outcome {
                    Ok(()) => &new,
                    Err(WriteStop::Fault(fault)) if fault.act == Act::WriteUnfinished => {
                        unfinished += 1;
                        continue_with(&disk, &old, &new);
                        continue;
                    }
                    Err(WriteStop::Fault(_)) => &old,
                    Err(WriteStop::Refused(refusal)) => panic!("{refusal:?}"),
                };
                if outcome.is_ok() {
                    done += 1
                } else {
                    unchanged += 1
                }
                assert_eq!(&seen(&disk.live.borrow()), told, "{name}, {trouble:?}: as it was told");
                for luck in LUCKS {
                    let found = settled(&disk.after_power_cut(luck));
                    assert_eq!(&found, told, "{name}, {trouble:?}: and so it stays");
                }
            }
        }
        println!("{name}: told unchanged {unchanged}, unfinished {unfinished}, done {done}");
        // Only what is cleared away after the operation may fail without a word.
        assert!(unchanged > 0 && unfinished > 0 && done < unchanged);
    }
}

/// The next command, on a disk that works again, finishes the operation or forgets it.
fn continue_with(
    disk: &Simulated,
    old: &BTreeMap<String, Vec<u8>>,
    new: &BTreeMap<String, Vec<u8>>,
) {
    for luck in LUCKS {
        let found = settled(&disk.after_power_cut(luck));
        assert!(found == *old || found == *new, "{found:?}");
    }
    let found = settled(&disk.live.borrow());
    assert!(found == *old || found == *new, "{found:?}");
}
