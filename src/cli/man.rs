//! `kebu man`: manual pages, from the same texts as the help, in the reader's language.

use super::context::{Context, Stop};
use super::env::Exit;
use super::help;
use crate::diag::{Act, Fault};
use crate::text::Lang;
use clap::Command;
use std::fs;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Prints the page of kebu itself, or writes one for each command into a folder.
pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let pages = pages(context.lang);
    let Some(folder) = &args.folder else {
        let first = pages.into_iter().next().map(|(_, page)| page).unwrap_or_default();
        context.print(&first)?;
        return Ok(Exit::Done);
    };
    let folder = context.env.cwd.join(folder);
    let fault = |path: &std::path::Path, cause| Fault {
        act: Act::WriteFile,
        path: path.display().to_string(),
        cause,
    };
    fs::create_dir_all(&folder).map_err(|cause| fault(&folder, cause))?;
    let mut written = String::new();
    for (name, page) in pages {
        let path = folder.join(&name);
        fs::write(&path, page).map_err(|cause| fault(&path, cause))?;
        written.push_str(&format!("{name}\n"));
    }
    context.print(&written)?;
    Ok(Exit::Done)
}

/// Every page with the name of its file, kebu itself first.
pub fn pages(lang: Lang) -> Vec<(String, String)> {
    let mut command = help::localised(lang);
    command.build();
    let mut pages = Vec::new();
    collect(&command, "", lang, &mut pages);
    pages
}

fn collect(command: &Command, above: &str, lang: Lang, into: &mut Vec<(String, String)>) {
    let name = match above {
        "" => command.get_name().to_owned(),
        above => format!("{above}-{}", command.get_name()),
    };
    let page = clap_mangen::Man::new(command.clone())
        .title(name.to_uppercase())
        .manual("kebu")
        .source(concat!("kebu ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = page.render(&mut text);
    let text = String::from_utf8_lossy(&text);
    let lines = text.lines().map(|line| match line.strip_prefix(".SH ") {
        Some(heading) => format!(".SH {}\n", lang.manual_heading(heading.trim_matches('"'))),
        None => format!("{line}\n"),
    });
    into.push((format!("{name}.1"), lines.collect()));
    let below = command.get_subcommands().filter(|sub| sub.get_name() != "help");
    below.for_each(|sub| collect(sub, &name, lang, into));
}
