//! The user's own Git, with real repositories: exactly the given paths are committed, hooks run,
//! and whatever goes wrong leaves files and index as they were.

use crate::repositories::{World, hook, write};
use kebu::diag::user_git::{Identity, Unfinished, UserGitRefusal};
use kebu::git::user::{Changed, Repository, UserGit, email};
use std::fs;
use std::path::Path;

fn open<'v>(world: &'v World, folder: &Path) -> Repository<'v> {
    UserGit::new(folder, &world.vars, false).repository().unwrap().unwrap()
}

fn paths(changed: &[Changed]) -> Vec<&str> {
    changed.iter().map(|changed| changed.path.as_str()).collect()
}

#[test]
fn who_is_at_the_keyboard_is_what_git_is_told() {
    let world = World::new();
    assert_eq!(email(&world.at("."), &world.vars).as_deref(), Some("li-na@example.com"));
    let repository = world.repository("r", &[]);
    world.git(&repository, &["config", "user.email", "own@example.com"]);
    assert_eq!(email(&repository, &world.vars).as_deref(), Some("own@example.com"));
    let nobody = World::without_identity();
    assert_eq!(email(&nobody.at("."), &nobody.vars), None);
    assert_eq!(email(&nobody.at("."), &Default::default()), None, "no PATH, so no git");
}

#[test]
fn exactly_the_given_paths_are_committed() {
    let world = World::new();
    let root = world.repository("r", &[("b/a.toml", "1\n"), ("b/gone.toml", "1\n"), ("c", "1\n")]);
    for (path, text) in
        [("b/a.toml", "2\n"), ("b/new [1]*.toml", "2\n"), ("c", "2\n"), ("d", "2\n")]
    {
        write(&root.join(path), text);
    }
    fs::remove_file(root.join("b/gone.toml")).unwrap();
    world.git(&root, &["add", "c", "d"]);
    let repository = open(&world, &root.join("b"));
    assert_eq!(repository.prefix(), "b/");
    let changed = repository.changed().unwrap();
    assert_eq!(paths(&changed), ["a.toml", "gone.toml", "new [1]*.toml"]);
    let id = repository.commit(&changed, "客户：一处\n\n# 不是注释\n").unwrap();
    assert_eq!(world.git(&root, &["rev-parse", "HEAD"]).trim(), id);
    let named =
        world.git(&root, &["-c", "core.quotePath=false", "show", "--name-status", "--format=%B"]);
    assert_eq!(
        named,
        "客户：一处\n\n# 不是注释\n\n\nM\tb/a.toml\nD\tb/gone.toml\nA\tb/new [1]*.toml\n"
    );
    // What was staged elsewhere is still staged, and nothing of ours is left in Git's folder.
    assert_eq!(world.git(&root, &["status", "--short"]), "M  c\nA  d\n");
    let left = fs::read_dir(root.join(".git")).unwrap().flatten();
    assert!(!left.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with("kebu")));
}

#[test]
fn a_first_commit_is_one_too() {
    let world = World::new();
    let root = world.at("empty");
    write(&root.join("a.toml"), "1\n");
    world.git(&root, &["init", "--quiet"]);
    let repository = open(&world, &root);
    assert_eq!(repository.ready().unwrap(), "main");
    repository.commit(&repository.changed().unwrap(), "first").unwrap();
    assert_eq!(world.git(&root, &["log", "--format=%s"]), "first\n");
}

#[cfg(unix)]
#[test]
fn a_hook_that_refuses_loses_nothing() {
    let world = World::new();
    let root = world.repository("r", &[("a.toml", "1\n"), ("c", "1\n")]);
    write(&root.join("a.toml"), "2\n");
    write(&root.join("new.toml"), "2\n");
    write(&root.join("c"), "2\n");
    world.git(&root, &["add", "c"]);
    let before = world.git(&root, &["status", "--short"]);
    hook(&root, "pre-commit", "echo '编号写错了' >&2; exit 1");
    let repository = open(&world, &root);
    let mut changed = repository.changed().unwrap();
    changed.retain(|changed| changed.path != "c");
    let refusal = repository.commit(&changed, "message").unwrap_err();
    assert_eq!(
        refusal,
        UserGitRefusal::NotCommitted {
            cause: vec!["编号写错了".to_owned()],
            hooks: vec!["pre-commit".to_owned()]
        }
    );
    assert_eq!(world.git(&root, &["status", "--short"]), before);
    assert_eq!(world.git(&root, &["log", "--format=%s"]), "start\n");
    assert_eq!(fs::read_to_string(root.join("new.toml")).unwrap(), "2\n");
}

#[cfg(unix)]
#[test]
fn hooks_run_and_see_only_what_is_committed() {
    let world = World::new();
    let root = world.repository("r", &[("a.toml", "1\n"), ("c", "1\n")]);
    write(&root.join("a.toml"), "2\n");
    write(&root.join("c"), "2\n");
    world.git(&root, &["add", "c"]);
    hook(&root, "pre-commit", "git diff --cached --name-only > seen");
    hook(&root, "commit-msg", "echo 'Signed-off-by: hook' >> \"$1\"");
    let repository = open(&world, &root);
    let a = Changed { path: "a.toml".to_owned(), is_untracked: false };
    repository.commit(&[a], "message").unwrap();
    assert_eq!(fs::read_to_string(root.join("seen")).unwrap(), "a.toml\n");
    assert_eq!(world.git(&root, &["log", "-1", "--format=%B"]), "message\nSigned-off-by: hook\n\n");
}

#[cfg(unix)]
#[test]
fn signing_is_the_users_affair() {
    let world = World::new();
    let root = world.repository("r", &[("a.toml", "1\n")]);
    let repository = open(&world, &root);
    world.git(&root, &["config", "commit.gpgSign", "true"]);
    world.git(&root, &["config", "gpg.program", "false"]);
    write(&root.join("a.toml"), "2\n");
    let refused = repository.commit(&repository.changed().unwrap(), "message");
    assert!(matches!(refused, Err(UserGitRefusal::NotCommitted { .. })), "{refused:?}");
    // A signer that signs: Git takes whatever it prints, once it says that a signature was made.
    let signer = root.join(".git/signer");
    let said = "[GNUPG:] SIG_CREATED ";
    write(&signer, &format!("#!/bin/sh\ncat >/dev/null\necho '\n{said}' >&2\necho SIGNED\n"));
    fs::set_permissions(&signer, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    world.git(&root, &["config", "gpg.program", &signer.display().to_string()]);
    repository.commit(&repository.changed().unwrap(), "message").unwrap();
    assert!(world.git(&root, &["cat-file", "commit", "HEAD"]).contains("gpgsig SIGNED"));
}

#[test]
fn what_keeps_git_from_committing_is_told_before() {
    let nobody = World::without_identity();
    let root = nobody.at("r");
    fs::create_dir(&root).unwrap();
    nobody.git(&root, &["init", "--quiet"]);
    let lacks = |lacks| Err(UserGitRefusal::NoIdentity { lacks });
    assert_eq!(open(&nobody, &root).ready(), lacks(Identity::Name));
    nobody.configure("user.name", "李娜");
    assert_eq!(open(&nobody, &root).ready(), lacks(Identity::Email));
    assert!(UserGit::new(&nobody.at("."), &nobody.vars, false).repository().unwrap().is_none());

    let world = World::new();
    let root = world.repository("r", &[("a", "1\n")]);
    world.git(&root, &["switch", "--quiet", "--create", "side"]);
    write(&root.join("a"), "2\n");
    world.git(&root, &["commit", "--quiet", "--all", "--message", "side"]);
    world.git(&root, &["switch", "--quiet", "main"]);
    write(&root.join("a"), "3\n");
    world.git(&root, &["commit", "--quiet", "--all", "--message", "main"]);
    let unfinished = |what| Err(UserGitRefusal::Unfinished { what });
    assert!(!world.try_git(&root, &["merge", "side"]).0);
    assert_eq!(open(&world, &root).ready(), unfinished(Unfinished::Merge));
    let conflicted = UserGitRefusal::Conflicted { paths: vec!["a".to_owned()] };
    assert_eq!(open(&world, &root).changed(), Err(conflicted));
    world.git(&root, &["merge", "--abort"]);
    assert!(!world.try_git(&root, &["rebase", "side"]).0);
    assert_eq!(open(&world, &root).ready(), unfinished(Unfinished::Rebase));
    world.git(&root, &["rebase", "--abort"]);
    world.git(&root, &["switch", "--quiet", "--detach"]);
    assert_eq!(open(&world, &root).ready(), Err(UserGitRefusal::Detached));
}

#[cfg(unix)]
#[test]
fn a_push_goes_to_the_upstream_or_says_why_not() {
    let world = World::new();
    world.git(&world.at("."), &["init", "--quiet", "--bare", "hub.git"]);
    let root = world.repository("r", &[("a", "1\n")]);
    let repository = open(&world, &root);
    assert!(matches!(repository.upstream("main"), Err(UserGitRefusal::NoRemote { .. })));
    world.git(&root, &["remote", "add", "hub", &world.at("hub.git").display().to_string()]);
    repository.push(&repository.upstream("main").unwrap()).unwrap();
    assert_eq!(world.git(&root, &["rev-parse", "--abbrev-ref", "@{upstream}"]), "hub/main\n");

    // A colleague was there in the meantime.
    world.git(&world.at("."), &["clone", "--quiet", "hub.git", "other"]);
    let other = world.at("other");
    write(&other.join("b"), "1\n");
    world.git(&other, &["add", "b"]);
    world.git(&other, &["commit", "--quiet", "--message", "other"]);
    world.git(&other, &["push", "--quiet"]);
    write(&root.join("a"), "2\n");
    repository.commit(&repository.changed().unwrap(), "ours").unwrap();
    let upstream = repository.upstream("main").unwrap();
    let behind = repository.push(&upstream);
    assert!(matches!(&behind, Err(UserGitRefusal::Behind { remote, .. }) if remote == "hub"));
    world.git(&root, &["pull", "--quiet", "--no-rebase", "--no-edit"]);

    hook(&world.at("hub.git"), "pre-receive", "echo '本月已封存' >&2; exit 1");
    match repository.push(&upstream) {
        Err(UserGitRefusal::PushDeclined { cause, .. }) => {
            assert!(cause.iter().any(|line| line.contains("本月已封存")), "{cause:?}");
        }
        other => panic!("{other:?}"),
    }
    fs::remove_file(world.at("hub.git/hooks/pre-receive")).unwrap();
    repository.push(&upstream).unwrap();
    fs::rename(world.at("hub.git"), world.at("gone.git")).unwrap();
    assert!(matches!(repository.push(&upstream), Err(UserGitRefusal::NotPushed { .. })));
}
