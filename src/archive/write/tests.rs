//! Writing to a real folder: what is kept, what is refused, what is remembered.

use super::*;
use std::collections::BTreeMap;
use std::fs;
use tempfile::TempDir;

type Files = BTreeMap<String, Vec<u8>>;

fn archive(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Every file but those of `.kebu/`.
fn files(root: &Path) -> Files {
    let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let files = files.map(|entry| {
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        (path, fs::read(entry.path()).unwrap())
    });
    files.filter(|(path, _)| !path.starts_with(".kebu/")).collect()
}

fn change(path: &str, before: Option<&str>, after: Option<&str>) -> FileChange {
    let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
    FileChange { path: path.to_owned(), before: bytes(before), after: bytes(after) }
}

fn operation(changes: Vec<FileChange>) -> Operation {
    Operation { words: vec!["kebu".into(), "try".into()], by: Holder::default(), changes }
}

fn refused(result: Result<(), WriteStop>) -> WriteRefusal {
    match result.unwrap_err() {
        WriteStop::Refused(refusal) => refusal,
        WriteStop::Fault(fault) => panic!("{fault:?}"),
    }
}

#[test]
fn files_are_made_changed_and_removed_together_and_taken_back() {
    let archive = archive(&[("a.toml", "a1"), ("b/b.toml", "b1")]);
    let root = archive.path();
    let before = files(root);
    let changes = vec![
        change("a.toml", Some("a1"), Some("a2")),
        change("b/b.toml", Some("b1"), None),
        change("c/2026/c.toml", None, Some("c2")),
    ];
    write(root, &operation(changes)).unwrap();
    let after = files(root);
    assert_eq!(after.keys().collect::<Vec<_>>(), ["a.toml", "c/2026/c.toml"]);
    assert_eq!(after["a.toml"], b"a2");
    assert_eq!(fs::read_to_string(root.join(".kebu/.gitignore")).unwrap(), "*\n");

    let last = last(root).unwrap().unwrap();
    assert_eq!((last.words.join(" "), last.was_undo), ("kebu try".to_owned(), false));
    assert_eq!(last.changes[0], change("c/2026/c.toml", Some("c2"), None));
    undo(root, &[], &Holder::default()).unwrap();
    assert_eq!(files(root), before);
    assert!(!root.join("c").exists(), "folders made for a file go with it");
    // Taking back the taking back.
    assert!(undo(root, &[], &Holder::default()).unwrap().was_undo);
    assert_eq!(files(root), after);
}

#[test]
fn what_changed_since_it_was_read_is_not_overwritten() {
    let archive = archive(&[("a.toml", "a1"), ("b.toml", "edited")]);
    let root = archive.path();
    let before = files(root);
    for (changes, paths) in [
        (vec![("a.toml", Some("a1"), Some("a2")), ("b.toml", Some("b1"), Some("b2"))], "b.toml"),
        (vec![("a.toml", None, Some("a2"))], "a.toml"),
        (vec![("gone.toml", Some("x"), Some("y"))], "gone.toml"),
        (vec![("gone.toml", Some("x"), None)], "gone.toml"),
    ] {
        let changes = changes.into_iter().map(|(path, b, a)| change(path, b, a)).collect();
        let refusal = refused(write(root, &operation(changes)));
        assert_eq!(refusal, WriteRefusal::Changed { paths: vec![paths.to_owned()] });
        assert_eq!(files(root), before);
    }
}

#[test]
fn undo_refuses_what_changed_since() {
    let archive = archive(&[("a.toml", "a1")]);
    let root = archive.path();
    assert_eq!(refused(undo(root, &[], &Holder::default()).map(drop)), WriteRefusal::NothingToUndo);
    write(root, &operation(vec![change("a.toml", Some("a1"), Some("a2"))])).unwrap();
    fs::write(root.join("a.toml"), "a3").unwrap();
    let words = vec!["kebu".to_owned(), "try".to_owned()];
    assert_eq!(
        refused(undo(root, &[], &Holder::default()).map(drop)),
        WriteRefusal::UndoChanged { words, paths: vec!["a.toml".into()] }
    );
    assert_eq!(fs::read_to_string(root.join("a.toml")).unwrap(), "a3");
}

#[test]
fn nothing_is_written_where_nothing_changes() {
    let archive = archive(&[("a.toml", "a1")]);
    write(archive.path(), &operation(vec![change("a.toml", Some("a1"), Some("a1"))])).unwrap();
    assert!(!archive.path().join(".kebu").exists());
}

#[test]
fn names_that_lead_out_or_into_git_are_refused() {
    let archive = archive(&[("a.toml", "a1")]);
    for path in [
        "../x.toml",
        "/x.toml",
        "a//b.toml",
        ".git/hooks/pre-commit",
        "branches/hz/.GIT/config",
        "git~1/config",
        ".git./config",
        ".kebu/last",
        "a\\..\\b",
        "c:/x.toml",
        "",
        "a/./b.toml",
        "b\n.toml",
    ] {
        let refusal =
            refused(write(archive.path(), &operation(vec![change(path, None, Some("x"))])));
        assert_eq!(refusal, WriteRefusal::BadName { path: path.to_owned() });
    }
    assert_eq!(files(archive.path()).len(), 1);
}

#[test]
fn names_that_differ_only_by_case_are_refused() {
    let archive = archive(&[("branches/hz/clients/kh.toml", "x")]);
    for (path, other) in [
        ("branches/hz/clients/KH.toml", "branches/hz/clients/kh.toml"),
        ("branches/HZ/branch.toml", "branches/hz"),
        ("Branches/x.toml", "branches"),
    ] {
        let refusal =
            refused(write(archive.path(), &operation(vec![change(path, None, Some("x"))])));
        let (path, other) = (path.to_owned(), other.to_owned());
        assert_eq!(refusal, WriteRefusal::Collision { path, other });
    }
    let both = vec![change("a.toml", None, Some("x")), change("A.toml", None, Some("x"))];
    let refusal = refused(write(archive.path(), &operation(both)));
    assert!(matches!(refusal, WriteRefusal::Collision { .. }), "{refusal:?}");
    assert_eq!(files(archive.path()).len(), 1);
}

#[cfg(unix)]
#[test]
fn links_are_refused_and_rights_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let outside = archive(&[("x.toml", "secret"), ("d/y.toml", "secret")]);
    let archive = archive(&[("a.toml", "a1")]);
    let root = archive.path();
    symlink(outside.path().join("x.toml"), root.join("x.toml")).unwrap();
    symlink(outside.path().join("d"), root.join("d")).unwrap();
    symlink(outside.path(), root.join("e")).unwrap();
    for changed in [
        change("x.toml", Some("secret"), Some("z")),
        change("d/y.toml", Some("secret"), Some("z")),
        change("d/new.toml", None, Some("z")),
        change("e/f/new.toml", None, Some("z")),
    ] {
        let refusal = refused(write(root, &operation(vec![changed])));
        assert!(matches!(refusal, WriteRefusal::NotPlain { .. }), "{refusal:?}");
    }
    assert_eq!(files(outside.path()).len(), 2);

    fs::set_permissions(root.join("a.toml"), fs::Permissions::from_mode(0o640)).unwrap();
    write(root, &operation(vec![change("a.toml", Some("a1"), Some("a2"))])).unwrap();
    assert_eq!(fs::metadata(root.join("a.toml")).unwrap().permissions().mode() & 0o777, 0o640);

    fs::remove_dir_all(root.join(".kebu")).unwrap();
    symlink(outside.path(), root.join(".kebu")).unwrap();
    assert!(write(root, &operation(vec![change("a.toml", Some("a2"), Some("a3"))])).is_err());
    assert_eq!(files(outside.path()).len(), 2);
}

#[test]
fn a_decided_operation_is_finished_by_the_next_reader() {
    let archive = archive(&[("a.toml", "a1"), ("b.toml", "b2")]);
    let root = archive.path();
    let journal = Journal {
        words: vec!["kebu".into(), "merge".into()],
        at: String::new(),
        was_undo: false,
        folders: vec![],
        emptied: vec![],
        changes: vec![
            change("b.toml", Some("b1"), Some("b2")),
            change("a.toml", Some("a1"), Some("a2")),
        ],
    };
    fs::create_dir(root.join(".kebu")).unwrap();
    fs::write(root.join(".kebu/journal"), journal.to_bytes()).unwrap();
    fs::write(root.join(".a.toml.kebu-new"), "half of").unwrap();
    let read = read(root, &Holder::default(), &[], crate::archive::files::Files::read).unwrap();
    assert_eq!(read.finished, Some(journal.words.clone()));
    assert_eq!(read.read.text("a.toml"), Some("a2"));
    assert_eq!(files(root).len(), 2);
    assert_eq!(last(root).unwrap().unwrap().words, journal.words);

    // Somebody's edit after the stop stands in the way, until `undo` takes the rest back.
    fs::write(root.join(".kebu/journal"), journal.to_bytes()).unwrap();
    fs::write(root.join("a.toml"), "a3").unwrap();
    let stopped =
        super::read(root, &Holder::default(), &[], crate::archive::files::Files::read).map(drop);
    assert!(matches!(refused(stopped), WriteRefusal::Unfinished { .. }));
    let undone = undo(root, &[], &Holder::default()).unwrap();
    assert_eq!(undone.changed_since, ["a.toml"]);
    let left = files(root);
    assert_eq!((&left["a.toml"][..], &left["b.toml"][..]), (&b"a3"[..], &b"b1"[..]));

    // What is no journal is not guessed at.
    fs::write(root.join(".kebu/journal"), &journal.to_bytes()[..40]).unwrap();
    assert!(matches!(
        super::read(root, &Holder::default(), &[], crate::archive::files::Files::read),
        Err(WriteStop::Fault(Fault { act: Act::ReadJournal, .. }))
    ));
}

#[test]
fn a_waiting_writer_is_told_who_writes() {
    let archive = archive(&[("a.toml", "a1")]);
    let root = archive.path();
    let by = Holder { user: "li".into(), since: "2026-07-20".into() };
    let words = vec!["kebu".to_owned(), "slow".to_owned()];
    let lock = Lock::take(&open(root).unwrap(), root, &by, &words).unwrap();
    let refusal = refused(write(root, &operation(vec![change("a.toml", Some("a1"), Some("a2"))])));
    let WriteRefusal::Locked { user, pid, command, .. } = refusal else { panic!("{refusal:?}") };
    assert_eq!((user.as_str(), pid, command.as_str()), ("li", std::process::id(), "kebu slow"));
    drop(lock);
    write(root, &operation(vec![change("a.toml", Some("a1"), Some("a2"))])).unwrap();
}

#[test]
fn a_journal_reads_back_whatever_bytes_it_holds() {
    let journal = Journal {
        words: vec!["kebu".into(), "新建".into()],
        at: "now".into(),
        was_undo: true,
        folders: vec!["a".into()],
        emptied: vec!["b/c".into()],
        changes: vec![FileChange {
            path: "x".into(),
            before: Some(vec![0xff, 0, 10]),
            after: Some("\u{feff}文\r\n".into()),
        }],
    };
    let bytes = journal.to_bytes();
    assert_eq!(Journal::from_bytes(&bytes), Some(journal));
    for cut in 0..bytes.len() {
        assert_eq!(Journal::from_bytes(&bytes[..cut]), None, "cut at {cut}");
    }
}
