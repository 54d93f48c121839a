//! Every code is shown by a small archive that has that finding and no other.

use crate::archives::{Tree, base, case, cases, check, joined, with};
use kebu::archive::files::Files;
use kebu::archive::load::{Depth, load};
use kebu::diag::{CheckReport, Code, Severity};
use kebu::render::finding::{Format, Options, render};
use kebu::text::Lang;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Codes that a folder under `tests/cases` cannot show on every system; they are shown below.
const ELSEWHERE: [Code; 5] = [
    Code::FileTooLarge,
    Code::SymbolicLink,
    Code::NotRegularFile,
    Code::NameCollision,
    Code::ArrivalDiffers,
];

fn codes(tree: &Tree) -> Vec<Code> {
    check(tree).1.iter().map(|finding| finding.code()).collect()
}

fn excerpt(tree: &Tree) -> String {
    let (files, findings) = check(tree);
    let report = CheckReport { findings, records: 0, partial: false, since: None };
    let options = Options { lang: Lang::Zh, prefix: "", coloured: false };
    render(Format::Human, &report, &files, &options)
}

#[test]
fn the_base_archive_has_no_findings() {
    assert!(codes(&base()).is_empty(), "{}", excerpt(&base()));
}

#[test]
fn each_code_has_an_archive_that_shows_it_alone() {
    let mut wrong = Vec::new();
    for code in Code::ALL.iter().filter(|code| !ELSEWHERE.contains(code)) {
        if !cases().join("check").join(code.key()).is_dir() {
            wrong.push(format!("{}: no case", code.key()));
            continue;
        }
        let archive = case(code.key());
        let found = codes(&archive);
        if found != [*code] {
            wrong.push(format!("{}: {found:?}\n{}", code.key(), excerpt(&archive)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn a_record_on_disk_may_be_too_large_a_link_or_no_file() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in base() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let clients = folder.path().join("branches/donghu/clients");
    let found = || {
        let files = Files::read(folder.path()).unwrap();
        let loaded = load(&files, Depth::Full);
        let findings = kebu::check::check(&files, &loaded, crate::archives::today());
        findings.iter().map(|finding| finding.code()).collect::<Vec<_>>()
    };
    assert_eq!(found(), []);
    let large = clients.join("kh2604-1a2b3c.toml");
    fs::write(&large, vec![b'#'; 256 * 1024 + 1]).unwrap();
    assert_eq!(found(), [Code::FileTooLarge]);
    fs::remove_file(&large).unwrap();
    link(&clients, &mut |code| assert_eq!(found(), [code]));
}

/// Links and sockets, where the system has them.
#[cfg(unix)]
fn link(clients: &Path, expect: &mut dyn FnMut(Code)) {
    let path = clients.join("kh2604-1a2b3c.toml");
    std::os::unix::fs::symlink("kh2603-5h6n2t.toml", &path).unwrap();
    expect(Code::SymbolicLink);
    fs::remove_file(&path).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
    expect(Code::NotRegularFile);
    drop(socket);
}

#[cfg(not(unix))]
fn link(_clients: &Path, _expect: &mut dyn FnMut(Code)) {}

#[test]
fn names_that_differ_in_case_only_collide() {
    let archive = with(
        &base(),
        &[("branches/donghu/documents/A.txt", "1"), ("branches/donghu/documents/a.txt", "2")],
    );
    assert_eq!(codes(&archive), [Code::NameCollision]);
}

#[test]
fn a_return_says_the_day_of_its_arrival_or_the_next() {
    let files = Files::from_pairs(base());
    let book = load(&files, Depth::Full).book.unwrap();
    let key = ("linjiang".parse().unwrap(), "2026-06".parse().unwrap());
    for (arrived, told) in
        [("2026-06-24", 0), ("2026-06-25", 0), ("2026-06-26", 1), ("2026-06-23", 0)]
    {
        let arrived = BTreeMap::from([(key.clone(), arrived.parse().unwrap())]);
        let findings = kebu::check::arrivals(&book, &arrived);
        assert_eq!(findings.len(), told);
        assert!(findings.iter().all(|finding| finding.code() == Code::ArrivalDiffers));
    }
}

#[test]
fn what_refers_to_an_unreadable_record_is_not_reported() {
    // One broken file each: many records name them.
    for path in [
        "branches/linjiang/clients/kh2501-7k3m9q.toml",
        "branches/linjiang/contacts/kh2501-7k3m9q.toml",
        "branches/linjiang/projects/xm2502-4d8w1r.toml",
        "branches/linjiang/visits/2026/bf2606-3f7s5g.toml",
        "branches/linjiang/branch.toml",
        "people/chen-yu.toml",
        "people/zhou-min.toml",
        "policy.toml",
    ] {
        let archive = with(&base(), &[(path, "broken = \n")]);
        assert_eq!(codes(&archive), [Code::Syntax], "{path}: {}", excerpt(&archive));
    }
}

#[test]
fn a_record_in_the_wrong_folder_is_one_finding() {
    let mut archive = base();
    let project = archive.remove("branches/linjiang/projects/xm2502-4d8w1r.toml").unwrap();
    archive.insert("branches/linjiang/xm2502-4d8w1r.toml".to_owned(), project);
    assert_eq!(codes(&archive), [Code::MisplacedFile], "{}", excerpt(&archive));
}

#[test]
fn a_waived_finding_is_a_note_with_its_reason() {
    let (_, findings) = check(&case("waived"));
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(finding.code(), Code::OwnerLeft);
    assert_eq!(finding.severity, Severity::Note);
    assert_eq!(finding.waived.as_deref(), Some("人员交接中，七月底前完成"));
}

#[test]
fn waivers_cover_files_folders_and_globs() {
    let archive = case("owner-left");
    let policy = String::from_utf8(archive["policy.toml"].clone()).unwrap();
    for (path, covers) in [
        ("branches/donghu/clients/kh2603-5h6n2t.toml", true),
        ("branches/donghu/clients", true),
        ("branches/donghu/", true),
        ("branches/donghu/**", true),
        ("branches/*/clients/*.toml", true),
        ("**/kh2603-*.toml", true),
        ("branches/*", false),
        ("branches/dong", false),
        ("branches/linjiang/**", false),
        ("[", false),
    ] {
        let waiver = format!(
            "\n[[waivers]]\ncode = \"owner-left\"\npath = \"{path}\"\nreason = \"交接中\"\n\
             by = \"zhou-min\"\nuntil = 2026-07-20\n"
        );
        let archive = with(&archive, &[("policy.toml", &format!("{policy}{waiver}"))]);
        let (_, findings) = check(&archive);
        let waived = findings.iter().filter(|finding| finding.waived.is_some()).count();
        let unused = findings.iter().filter(|finding| finding.code() == Code::WaiverUnused).count();
        assert_eq!((waived, unused), if covers { (1, 0) } else { (0, 1) }, "{path}");
    }
}

#[test]
fn only_keeps_files_and_folders() {
    let (_, findings) = check(&joined(&["owner-left", "date-in-future", "role-mismatch"]));
    let client = "branches/donghu/clients/kh2603-5h6n2t.toml";
    for (paths, expected) in [
        (&["."][..], 3),
        (&[""], 3),
        (&["branches"], 2),
        (&["branches/donghu/"], 1),
        (&["./branches/donghu", "hq"], 2),
        (&["branches/dong"], 0),
        (&[client], 1),
    ] {
        let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        assert_eq!(kebu::check::only(findings.clone(), &paths).len(), expected, "{paths:?}");
    }
}

#[test]
fn findings_stand_in_the_order_of_paths_positions_and_codes() {
    let cases = ["unknown-key", "role-mismatch", "step-skipped", "unit-mismatch", "item-not-asked"];
    let (files, findings) = check(&joined(&cases));
    let keys: Vec<_> = findings
        .iter()
        .map(|finding| {
            let line =
                kebu::archive::locate::locate(&files, &finding.place).map(|at| at.span.start);
            (finding.place.path.clone(), line, finding.code())
        })
        .collect();
    let mut sorted = keys.clone();
    sorted.sort();
    assert!(keys.len() >= 4, "{keys:?}");
    assert_eq!(keys, sorted);
}
