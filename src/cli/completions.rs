//! `kebu completions`: the script that a shell sources.

use super::complete::Shell;
use super::context::{Context, Stop};
use super::env::Exit;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let program = context.program();
    context.print(&args.shell.script(&program))?;
    Ok(Exit::Done)
}

impl Context<'_, '_, '_> {
    /// How the program was called: by its name, which the shell finds, or by a path, made absolute.
    fn program(&self) -> String {
        let called = self.env.args.first().map(std::path::PathBuf::from).unwrap_or_default();
        match called.components().count() {
            0 | 1 => "kebu".to_owned(),
            _ => self.env.cwd.join(called).display().to_string(),
        }
    }
}
