//! stub
use super::context::{Context, Stop};
use super::env::Exit;
use crate::archive::files::Files;
use crate::diag::Finding;
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    #[arg(long)]
    pub strict: bool,
}
pub fn run(context: &mut Context<'_, '_, '_>, _args: &Args) -> Result<Exit, Stop> {
    let (_, files, loaded) = context.load(crate::archive::load::Depth::Full)?;
    print_findings(context, &files, &loaded.findings);
    Ok(Exit::Done)
}
pub fn print_findings(context: &mut Context<'_, '_, '_>, _files: &Files, findings: &[Finding]) {
    for f in findings {
        let _ = writeln!(context.env.err, "{f:?}");
    }
}
