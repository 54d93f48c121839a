//! `kebu check`: what is wrong with the records.

use super::context::{Context, Read, Stop};
use super::env::Exit;
use super::since::earlier;
use super::{Color, Format};
use crate::archive::files::Files;
use crate::archive::load::{Depth, load};
use crate::check;
use crate::diag::{CheckReport, Finding, Refusal, Severity, Since};
use crate::domain::book::Book;
use crate::domain::time::Date;
use crate::git::State;
use crate::render::finding::{self as render, Options};
use crate::report::phrase::Phrase;
use std::mem::ManuallyDrop;
use std::path::Path;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    #[arg(long)]
    pub strict: bool,
    #[arg(long)]
    pub staged: bool,
    #[arg(long, value_name = "REV|DATE|PERIOD")]
    pub since: Option<String>,
}

const FORMATS: [Format; 5] =
    [Format::Human, Format::Json, Format::Github, Format::Gitlab, Format::Sarif];

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let format = match context.format(&FORMATS)? {
        Format::Json => render::Format::Json,
        Format::Github => render::Format::Github,
        Format::Gitlab => render::Format::Gitlab,
        Format::Sarif => render::Format::Sarif,
        _ => render::Format::Human,
    };
    let Read { root, files, loaded, state } = match args.staged {
        true => staged(context)?,
        false => context.load(Depth::Full)?,
    };
    // Left to the end of the process, as in `Opened`.
    let (files, loaded) = (ManuallyDrop::new(files), ManuallyDrop::new(loaded));
    let today: Date = match &loaded.book {
        Some(book) => context.today(book)?,
        // Without a time zone nothing is dated against today; what is wrong is the archive file.
        None => context.env.now.date_naive().into(),
    };
    let book = loaded.book.as_ref();
    let mut more = arrivals(context, book, state.as_ref())?;
    let mut earlier = match &args.since {
        Some(given) => Some(earlier(context, given, state.as_ref(), &files, book, today)?),
        None => None,
    };
    more.extend(
        earlier.as_mut().map(|earlier| std::mem::take(&mut earlier.done)).unwrap_or_default(),
    );
    let mut findings = check::check_with(&files, &loaded, today, more);
    let mut mended = earlier.map_or_else(Vec::new, |earlier| {
        let known = check::Earlier { files: &earlier.files, findings: &earlier.findings };
        check::mark(known, &files, &mut findings).into_iter().cloned().collect()
    });
    if !args.paths.is_empty() {
        let paths: Result<Vec<String>, Stop> =
            args.paths.iter().map(|given| inside(context, &root, &files, given)).collect();
        let paths = paths?;
        findings = check::only(findings, &paths);
        mended = check::only(mended, &paths);
    }
    let partial = !args.paths.is_empty();
    let since = args.since.clone().map(|given| Since { given, mended: mended.len() });
    let report = CheckReport { findings, records: loaded.records, partial, since };
    let prefix = match (format, &state) {
        (render::Format::Human, _) => String::new(),
        (_, Some(state)) => state.inside().to_owned(),
        (_, None) => prefix(&root),
    };
    let coloured = format == render::Format::Human && wants_colour(context);
    let options = Options { lang: context.lang, prefix: &prefix, coloured };
    let text = render::render(format, &report, &files, &options);
    context.print(&text)?;
    let fails =
        report.count(Severity::Error) > 0 || (args.strict && report.count(Severity::Warning) > 0);
    Ok(if fails { Exit::Negative } else { Exit::Done })
}

/// The archive as it is staged.
fn staged(context: &Context<'_, '_, '_>) -> Result<Read, Stop> {
    let (files, root) = (context.staged()?, context.folder()?);
    let loaded = load(&files, Depth::Full);
    Ok(Read { root, files, loaded, state: None })
}

/// Whether returns say the day on which they arrived. Where Git cannot tell, as in a shallow clone
/// of CI, the records are checked all the same, and the user is told.
pub(super) fn arrivals(
    context: &mut Context<'_, '_, '_>,
    book: Option<&Book>,
    state: Option<&State>,
) -> Result<Vec<Finding>, Stop> {
    let Some(book) = book else { return Ok(Vec::new()) };
    match context.return_arrivals(book, state) {
        Ok(arrived) => Ok(check::arrivals(book, &arrived)),
        Err(Stop::Refusal(refusal @ Refusal::Past(_))) => {
            let why = context.lang.refusal(&refusal).text;
            let message = context.lang.phrase(&Phrase::ArrivalsUnchecked { why });
            context.note(&message);
            Ok(Vec::new())
        }
        Err(stop) => Err(stop),
    }
}

/// Prints the findings that keep a command from computing, on standard error.
pub fn print_findings(context: &mut Context<'_, '_, '_>, files: &Files, findings: &[Finding]) {
    let report =
        CheckReport { findings: findings.to_vec(), records: 0, partial: true, since: None };
    let coloured = context.env.stderr_is_terminal && colour_allowed(context);
    let options = Options { lang: context.lang, prefix: "", coloured };
    let text = render::human::excerpts_of(&report, files, &options);
    // Standard error that cannot be written leaves nobody to tell.
    let _ = context.env.err.write_all(text.as_bytes());
}

pub fn wants_colour(context: &Context<'_, '_, '_>) -> bool {
    match context.global.color {
        Some(Color::Always) => true,
        Some(Color::Never) => false,
        Some(Color::Auto) | None => {
            let to_terminal =
                context.env.terminal_columns.is_some() && context.global.output.is_none();
            to_terminal && may_colour(context)
        }
    }
}

fn colour_allowed(context: &Context<'_, '_, '_>) -> bool {
    match context.global.color {
        Some(Color::Always) => true,
        Some(Color::Never) => false,
        Some(Color::Auto) | None => may_colour(context),
    }
}

/// Nobody forbids colours, and the terminal knows them.
fn may_colour(context: &Context<'_, '_, '_>) -> bool {
    context.env.var("NO_COLOR").is_none() && context.env.var("TERM") != Some("dumb")
}

/// A path of the command line as a path inside the archive: as seen from the current folder, or
/// already inside.
pub fn inside(
    context: &Context<'_, '_, '_>,
    root: &Path,
    files: &Files,
    given: &str,
) -> Result<String, Stop> {
    let bad = || Stop::Refusal(Refusal::BadPath { given: given.to_owned() });
    let holds = |path: &str| {
        let below = |file: &str| file.strip_prefix(path).is_some_and(|r| r.starts_with('/'));
        path.is_empty() || files.iter().any(|file| file.path == path || below(&file.path))
    };
    let plain = given.replace('\\', "/");
    let plain = plain.trim_start_matches("./").trim_end_matches('/');
    let from_cwd = context.env.cwd.join(given);
    let relative = from_cwd.canonicalize().ok().zip(root.canonicalize().ok());
    let seen = relative.and_then(|(path, root)| {
        let relative = path.strip_prefix(&root).ok()?;
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        Some(parts.join("/"))
    });
    // At a revision the path need not be on the disk: only the current folder is.
    let folder = context.env.cwd.canonicalize().ok().zip(root.canonicalize().ok());
    let below = folder.and_then(|(cwd, root)| {
        let steps = cwd.strip_prefix(&root).ok()?.iter().map(|step| step.to_string_lossy());
        Some(steps.map(|step| format!("{step}/")).collect::<String>() + plain)
    });
    [seen.as_deref(), Some(plain), below.as_deref()]
        .into_iter()
        .flatten()
        .find(|path| holds(path))
        .map(str::to_owned)
        .ok_or_else(bad)
}

/// The archive's folder inside the repository that holds it, so that CI annotates the right file.
fn prefix(root: &Path) -> String {
    let Ok(root) = root.canonicalize() else { return String::new() };
    let repository = root.ancestors().find(|folder| folder.join(".git").exists());
    let relative = repository.and_then(|repository| root.strip_prefix(repository).ok());
    let parts: Vec<_> =
        relative.into_iter().flat_map(Path::iter).map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
