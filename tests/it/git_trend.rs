//! A trend over past quarters reads what did not change between them once, in all three layouts of
//! an archive. Objects are counted, not time.

use crate::git_arrivals::{base, put};
use crate::history::{Commit, Layout, Leaf, git, lay_out};
use kebu::domain::time::Zone;
use kebu::git::{At, Git, Known, Repositories, State};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const VISIT: &str = "branches/linjiang/visits/2026/bf2606-3f7s5g.toml";

/// Four quarters: begun in the first, a visit of one branch corrected in the third, nothing in the
/// others.
fn commits() -> Vec<Commit> {
    let first = base();
    let mut third = first.clone();
    let Leaf::File(bytes) = &first[VISIT] else { panic!("{VISIT} is no file") };
    let text = String::from_utf8(bytes.clone()).unwrap() + "# corrected\n";
    put(&mut third, VISIT, &text);
    vec![
        Commit::new("2025-09-10T09:00:00+08:00", "zhou-min@example.com", first),
        Commit::new("2026-02-10T09:00:00+08:00", "li-na@example.com", third).after(&[0]),
    ]
}

fn states(root: &Path) -> Vec<Option<State>> {
    let git = Git::new(&std::env::vars().collect::<BTreeMap<_, _>>());
    let repositories = Repositories::of_folder(git, root).unwrap().unwrap();
    let days = ["2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30"];
    let days = days.map(|day| day.parse().unwrap());
    let zone = Zone("Asia/Shanghai".parse().unwrap());
    repositories.state(&At::Head).unwrap().on_days(&days, zone).unwrap()
}

/// Commits, trees and files of the last commit of a repository, without what lies in hidden
/// folders; `git` itself tells them.
fn objects(repository: &Path) -> usize {
    let listed = git(repository, &["ls-tree", "-r", "-t", "HEAD"]).stdout;
    let listed = String::from_utf8(listed).unwrap();
    let ids: BTreeSet<&str> =
        listed.lines().map(|line| line.split(['\t', ' ']).nth(2).unwrap()).collect();
    // The commit and its own tree are not listed.
    ids.len() + 2
}

#[test]
fn what_did_not_change_is_read_once() {
    for layout in Layout::ALL {
        let place = tempfile::tempdir().unwrap();
        let root = lay_out(place.path(), layout, &commits());
        std::fs::create_dir_all(&root).unwrap();
        std::fs::write(root.join("archive.toml"), "").unwrap();
        let states = states(&root);
        assert!(states[0].is_none(), "{layout:?}: nothing was there yet");
        let states: Vec<&State> = states.iter().flatten().collect();
        let mut known = Known::kept();
        let mut read = |state: &State| {
            let before = known.objects_read();
            let files = state.read_with(&mut known, &|_| true).unwrap();
            (known.objects_read() - before, files)
        };
        let counts: Vec<usize> = states.iter().map(|state| read(state).0).collect();
        let all: usize = match layout {
            Layout::Whole | Layout::Folder => objects(place.path()),
            Layout::Nested => {
                let branches = std::fs::read_dir(root.join("branches")).unwrap();
                let own: usize = branches.map(|branch| objects(&branch.unwrap().path())).sum();
                own + objects(&root)
            }
        };
        // Trees or files that are alike in two places are fewer objects than entries.
        assert!(counts[0] <= all && counts[0] * 10 > all * 9, "{layout:?}: {} of {all}", counts[0]);
        assert_eq!((counts[1], counts[3]), (0, 0), "{layout:?}: nothing changed");
        // The commit, a tree for each folder on the way, and the file.
        let changed = match layout {
            Layout::Whole => 1 + 5 + 1,
            Layout::Folder => 1 + 7 + 1,
            // Each other repository has a commit of its own over the same tree.
            Layout::Nested => {
                let branches = std::fs::read_dir(root.join("branches")).unwrap().count();
                1 + 3 + 1 + branches
            }
        };
        assert_eq!(counts[2], changed, "{layout:?}");
        for state in states {
            let (_, files) = read(state);
            let alone = state.read_with(&mut Known::default(), &|_| true).unwrap();
            assert_eq!(files.as_slice(), alone.as_slice(), "{layout:?}: kept is as read");
        }
    }
}
