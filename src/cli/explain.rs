//! stub
use super::context::{Context, Stop};
use super::env::Exit;
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "TOPIC")]
    pub topic: Option<String>,
}
pub fn run(_: &mut Context<'_, '_, '_>, _args: &Args) -> Result<Exit, Stop> {
    Ok(Exit::Done)
}
