//! `kebu demo`: an invented archive with a history, in an empty folder.

use super::context::{Context, Stop};
use super::env::Exit;
use crate::app::demo::{self, CLIENTS_MAX, CLIENTS_MIN, Demo, TODAY, Told};
use crate::diag::demo::DemoRefusal;
use crate::diag::{Act, Fault, Refusal};
use crate::git::{Git, NewRepository};
use crate::report::demo::{DemoMade, Stage, suggestions};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    #[arg(long, value_name = "NUMBER", default_value_t = 200)]
    pub clients: usize,
    #[arg(long)]
    pub federated: bool,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    if !(CLIENTS_MIN..=CLIENTS_MAX).contains(&args.clients) {
        let (given, least, most) = (args.clients, CLIENTS_MIN, CLIENTS_MAX);
        return Err(Refusal::Demo(DemoRefusal::Clients { given, least, most }).into());
    }
    let folder = context.env.cwd.join(&args.dir);
    refuse_not_empty(&folder)?;
    let demo = Demo { seed: args.seed, clients: args.clients, federated: args.federated };
    stage(context, Stage::Telling);
    let told = demo::tell(&demo).map_err(Refusal::Edit)?;
    stage(context, Stage::Writing);
    let git = Git::new(&context.env.vars);
    let half_made = folder.join(HALF_MADE);
    remove_if_there(&half_made)?;
    write(&git, &half_made, &told)?;
    move_up(&half_made, &folder)?;
    let made = DemoMade {
        folder: args.dir.display().to_string(),
        seed: args.seed,
        branches: told.branches,
        clients: args.clients,
        commits: told.repositories.iter().map(|woven| woven.commits.len()).sum(),
        repositories: told.repositories.len(),
        today: TODAY,
    };
    let mut text = format!("{}\n\n", context.lang.demo_made(&made));
    text.push_str(&format!("cd {}\n", made.folder));
    for (what, command) in suggestions(&told.sights, TODAY) {
        text.push_str(&format!("{command}  # {}\n", context.lang.demo_suggestion(&what)));
    }
    context.print(&text)?;
    Ok(Exit::Done)
}

/// A large demo takes a while; whoever waits at a terminal sees for what.
fn stage(context: &mut Context<'_, '_, '_>, stage: Stage) {
    if context.env.stderr_is_terminal {
        let words = context.lang.demo_stage(stage);
        context.note(words);
    }
}

fn refuse_not_empty(folder: &Path) -> Result<(), Stop> {
    let is_empty = match fs::read_dir(folder) {
        // What an earlier demo left that was stopped is made anew.
        Ok(mut entries) => entries.all(|entry| entry.is_ok_and(|it| it.file_name() == HALF_MADE)),
        Err(error) if error.kind() == ErrorKind::NotFound => true,
        Err(error) if error.kind() == ErrorKind::NotADirectory => false,
        Err(cause) => {
            let path = folder.display().to_string();
            return Err(Fault { act: Act::ListFolder, path, cause }.into());
        }
    };
    if is_empty {
        return Ok(());
    }
    let folder = folder.display().to_string();
    Err(Refusal::Demo(DemoRefusal::NotEmpty { folder }).into())
}

/// Where a demo is made before it is shown: whatever stops it leaves nothing that looks whole.
const HALF_MADE: &str = ".kebu-demo";

fn remove_if_there(folder: &Path) -> Result<(), Stop> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(fault(folder, cause)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Everything in a folder to the folder around it; the name of the repository comes last.
fn move_up(from: &Path, to: &Path) -> Result<(), Stop> {
    let listed = fs::read_dir(from).and_then(|entries| {
        entries.map(|entry| entry.map(|it| it.file_name())).collect::<Result<Vec<_>, _>>()
    });
    let mut names = listed.map_err(|cause| fault(from, cause))?;
    names.sort_by_key(|name| (name == ".git", name.clone()));
    for name in names {
        fs::rename(from.join(&name), to.join(&name))
            .map_err(|cause| fault(&to.join(&name), cause))?;
    }
    fs::remove_dir(from).map_err(|cause| fault(from, cause))
}

fn fault(path: &Path, cause: std::io::Error) -> Stop {
    Fault { act: Act::WriteFile, path: path.display().to_string(), cause }.into()
}

/// Headquarters' repository first: the others lie in its work tree.
fn write(git: &Git, folder: &Path, told: &Told) -> Result<(), Stop> {
    for woven in &told.repositories {
        let repository = NewRepository::init(git, &folder.join(&woven.folder))?;
        let ids = repository.write(&woven.commits)?;
        for (name, commits) in demo::proofs(woven, &ids) {
            repository.write_ref(name, &commits)?;
        }
        repository.check_out()?;
    }
    Ok(())
}
