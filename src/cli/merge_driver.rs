//! `kebu merge-driver`: merges of Git key by key instead of line by line. Git calls `run` for
//! every record that both sides changed; `install` tells Git to.

use super::context::{Context, Stop};
use super::env::Exit;
use super::output::write_whole;
use crate::archive::edit;
use crate::archive::layout::{Spot, spot};
use crate::archive::merge::{self, Merged};
use crate::archive::write::{self, FileChange};
use crate::diag::user_git::UserGitRefusal;
use crate::diag::{Act, Fault, Refusal};
use crate::domain::record::Kind;
use crate::git::user::{Repository, UserGit};
use crate::report::phrase::Phrase;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Install,
    Run(RunArgs),
}

#[derive(Debug, clap::Args)]
pub struct RunArgs {
    #[arg(value_name = "FILE")]
    pub base: PathBuf,
    #[arg(value_name = "FILE")]
    pub ours: PathBuf,
    #[arg(value_name = "FILE")]
    pub theirs: PathBuf,
    #[arg(value_name = "PATH")]
    pub path: String,
}

/// What Git runs: where kebu is not installed, its own merge by lines does what it did before.
const DRIVER: &str = "kebu merge-driver run %O %A %B %P; s=$?; \
                      if [ $s -eq 127 ]; then git merge-file %A %O %B; s=$?; fi; exit $s";

const SETTING: &str = "merge.kebu.driver";

/// The line that names the driver.
const ATTRIBUTE: &str = "*.toml merge=kebu";

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::Install => install(context),
        Command::Run(args) => merge_file(context, args),
    }
}

/// Merges into the file of our side, as Git wants it. Exit code 1 leaves it with conflict markers.
fn merge_file(context: &mut Context<'_, '_, '_>, args: &RunArgs) -> Result<Exit, Stop> {
    let [base, ours, theirs] =
        [&args.base, &args.ours, &args.theirs].map(|file| context.env.cwd.join(file));
    let git = UserGit::new(&context.env.cwd, &context.env.vars, false);
    let by_keys = texts([&base, &ours, &theirs])?.zip(kind_of(&args.path));
    let merged = by_keys
        .and_then(|([base, ours, theirs], kind)| merge::merge(kind, &base, &ours, &theirs).ok());
    let Some(Merged { text, conflicts, before, theirs: their_text }) = merged else {
        // No record, or one that cannot be read: lines are all there is.
        let is_clean = git.merge_lines(&ours, &base, &theirs)?.1;
        return Ok(if is_clean { Exit::Done } else { Exit::Negative });
    };
    if conflicts.is_empty() {
        // Where lines merge to the same values they keep the comments of both sides in place.
        let (lines, is_clean) = git.merged_lines(&ours, &base, &theirs)?;
        let says_the_same = || {
            let lines = edit::tree(std::str::from_utf8(&lines).ok()?).ok()?;
            let keys = edit::tree(&text).ok()?;
            Some(crate::archive::compare::same(&lines, &keys))
        };
        let text = if is_clean && says_the_same() == Some(true) { &lines } else { text.as_bytes() };
        put(&ours, text)?;
        return Ok(Exit::Done);
    }
    // Three texts that differ in the conflicts alone: markers stand around nothing else.
    for (file, text) in [(&ours, &text), (&base, &before), (&theirs, &their_text)] {
        put(file, text.as_bytes())?;
    }
    git.merge_lines(&ours, &base, &theirs)?;
    let said = Phrase::MergeConflicts { path: args.path.clone(), keys: conflicts };
    let message = context.lang.phrase(&said);
    context.note(&message);
    Ok(Exit::Negative)
}

/// The texts of the three sides; `None` where one is not UTF-8.
fn texts(files: [&PathBuf; 3]) -> Result<Option<[String; 3]>, Fault> {
    let mut texts = [String::new(), String::new(), String::new()];
    for (file, text) in files.into_iter().zip(&mut texts) {
        let bytes = fs::read(file).map_err(|cause| fault(Act::ReadFile, file, cause))?;
        match String::from_utf8(bytes) {
            Ok(read) => *text = read,
            Err(_) => return Ok(None),
        }
    }
    Ok(Some(texts))
}

fn put(file: &Path, bytes: &[u8]) -> Result<(), Fault> {
    write_whole(file, bytes).map_err(|cause| fault(Act::WriteFile, file, cause))
}

fn fault(act: Act, file: &Path, cause: std::io::Error) -> Fault {
    Fault { act, path: file.display().to_string(), cause }
}

/// The kind of a record by its path in a repository: the archive may begin in a folder of it, or
/// the repository may be a branch's own.
fn kind_of(path: &str) -> Option<Kind> {
    let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
    let inside = starts.filter_map(|start| path.get(start..)).map(str::to_owned);
    let own = std::iter::once(format!("branches/b/{path}"));
    inside.chain(own).find_map(|path| match spot(&path) {
        Spot::Record(slot) => Some(slot.kind),
        _ => None,
    })
}

fn install(context: &mut Context<'_, '_, '_>) -> Result<Exit, Stop> {
    let root = context.root()?;
    let mut folders = vec![(String::new(), root.clone())];
    folders.extend(own_repositories(&root));
    let mut changes = Vec::new();
    let mut repositories = 0;
    for (inside, folder) in folders {
        let Some(repository) = repository(context, &folder)? else { continue };
        enable(&repository)?;
        repositories += 1;
        let path = format!("{inside}.gitattributes");
        let before = write::read_file(&root, &path)?;
        let mut text = String::from_utf8_lossy(before.as_deref().unwrap_or_default()).into_owned();
        if text.lines().any(|line| line.trim() == ATTRIBUTE) {
            continue;
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(ATTRIBUTE);
        text.push('\n');
        changes.push(FileChange { path, before, after: Some(text.into_bytes()) });
    }
    if repositories == 0 {
        let folder = root.display().to_string();
        return Err(Refusal::from(UserGitRefusal::NoRepository { folder }).into());
    }
    let attributes: Vec<String> = changes.iter().map(|change| change.path.clone()).collect();
    context.write(&root, changes)?;
    let message = context.lang.phrase(&Phrase::MergeInstalled { repositories, attributes });
    context.note(&message);
    Ok(Exit::Done)
}

/// Has Git call kebu in this clone wherever attributes name the driver.
fn enable(repository: &Repository<'_>) -> Result<(), UserGitRefusal> {
    repository.configure("merge.kebu.name", "kebu: key by key")?;
    repository.configure(SETTING, DRIVER)
}

/// The same, and said so, in the clones that hold some files of the archive, where attributes name
/// the driver and nobody set it yet: Git does not pass the setting on. A Git that does not listen
/// is no reason to fail what was written.
pub fn enable_where_named(context: &mut Context<'_, '_, '_>, root: &Path, paths: &[String]) {
    let own = own_repositories(root);
    let mut folders: BTreeMap<&Path, &str> = BTreeMap::new();
    for path in paths {
        let inside = own.iter().find_map(|(start, folder)| {
            path.strip_prefix(start.as_str()).map(|inside| (folder.as_path(), inside))
        });
        let (folder, inside) = inside.unwrap_or((root, path));
        if inside.ends_with(".toml") {
            folders.insert(folder, inside);
        }
    }
    let vars = &context.env.vars;
    let enabled = |(folder, path): (&Path, &str)| {
        let git = UserGit::new(folder, vars, false);
        if !git.has_git_folder() || git.setting(SETTING).ok()?.is_some() {
            return None;
        }
        let repository = git.repository().ok()??;
        let is_named = repository.attribute("merge", path).ok()? == "kebu";
        (is_named && enable(&repository).is_ok()).then_some(())
    };
    let repositories = folders.into_iter().filter_map(enabled).count();
    if repositories > 0 {
        let attributes = Vec::new();
        let message = context.lang.phrase(&Phrase::MergeInstalled { repositories, attributes });
        context.note(&message);
    }
}

fn repository<'v>(
    context: &'v Context<'_, '_, '_>,
    folder: &Path,
) -> Result<Option<Repository<'v>>, UserGitRefusal> {
    UserGit::new(folder, &context.env.vars, false).repository()
}

/// Branches whose folder is a repository of its own, with the path inside the archive.
fn own_repositories(root: &Path) -> Vec<(String, PathBuf)> {
    let Ok(entries) = fs::read_dir(root.join("branches")) else { return Vec::new() };
    let mut own: Vec<(String, PathBuf)> = entries
        .flatten()
        .filter(|entry| entry.path().join(".git").symlink_metadata().is_ok())
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            Some((format!("branches/{name}/"), entry.path()))
        })
        .collect();
    own.sort();
    own
}
