//! The only place with argv, environment, clock and terminal.

use kebu::cli::{self, Env};
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let (stdin, stdout, stderr) = (io::stdin(), io::stdout(), io::stderr());
    let terminal_columns = stdout
        .is_terminal()
        .then(|| terminal_size::terminal_size().map_or(80, |(columns, _)| columns.0));
    let mut env = Env {
        args: std::env::args_os().collect(),
        // A variable that is not UTF-8 says nothing to us.
        vars: std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect(),
        cwd: std::env::current_dir().unwrap_or_default(),
        now: chrono::Utc::now(),
        terminal_columns,
        stderr_is_terminal: stderr.is_terminal(),
        stdin_is_terminal: stdin.is_terminal(),
        // The standard library seeds its hashers from the system's randomness.
        entropy: RandomState::new().hash_one(std::process::id()),
        input: &mut stdin.lock(),
        out: &mut stdout.lock(),
        err: &mut stderr.lock(),
    };
    ExitCode::from(cli::run(&mut env) as u8)
}
