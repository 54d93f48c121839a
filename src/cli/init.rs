//! `kebu init`: an empty archive, ready for Git and for editors. Asks nothing.

use super::context::{Context, Stop, date};
use super::env::Exit;
use crate::app::init::{self, FirstPerson, Host, Start};
use crate::archive::write::{self, FileChange, STATE};
use crate::diag::init::InitRefusal;
use crate::diag::{Act, Fault, Refusal};
use crate::domain::record::archive::ArchiveLanguage;
use crate::domain::record::branch::BranchKind;
use crate::report::phrase::Phrase;
use crate::text::Lang;
use clap::ValueEnum;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub group: Option<String>,
    #[arg(long, value_name = "zh-CN|en")]
    pub language: Option<LanguageArg>,
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    #[arg(long, value_name = "ID=NAME", requires = "person")]
    pub branch: Option<String>,
    #[arg(long, value_name = "KIND", requires = "branch")]
    pub branch_kind: Option<BranchKindArg>,
    #[arg(long, value_name = "ID=NAME <EMAIL>")]
    pub person: Option<String>,
    #[arg(long, value_name = "gitlab|github|gitea")]
    pub ci: Option<HostArg>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LanguageArg {
    #[value(name = "zh-CN", alias = "zh")]
    Chinese,
    #[value(name = "en")]
    English,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BranchKindArg {
    Regional,
    Specialty,
    Subsidiary,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HostArg {
    Gitlab,
    Github,
    Gitea,
}

const TIMEZONE: &str = "Asia/Shanghai";

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let folder = match &args.dir {
        Some(given) => context.env.cwd.join(given),
        None => context.env.cwd.clone(),
    };
    let start = start(context, args, &folder)?;
    let files = init::files(&start).map_err(Refusal::Edit)?;
    fs::create_dir_all(&folder).map_err(|cause| fault(Act::MakeFolder, &folder, cause))?;
    if folder.join(STATE).symlink_metadata().is_ok() {
        // An earlier `init` was stopped here: what it had decided is finished.
        if let Some(words) = write::recover(&folder, &context.holder(), &context.words())? {
            say(context, &Phrase::Finished { command: words.join(" ") });
            return Ok(Exit::Done);
        }
    }
    let there = names(&folder).map_err(|cause| fault(Act::ListFolder, &folder, cause))?;
    if !there.is_empty() {
        let folder = folder.display().to_string();
        return Err(InitRefusal::NotEmpty { folder, names: there }.into());
    }
    let (count, host) = (files.len(), start.host);
    let change = |(path, text): (String, String)| FileChange {
        path,
        before: None,
        after: Some(text.into_bytes()),
    };
    context.write(&folder, files.into_iter().map(change).collect())?;
    let folder = args.dir.as_deref().unwrap_or(Path::new(".")).display().to_string();
    say(context, &Phrase::ArchiveMade { folder, files: count, named: args.group.is_some() });
    if let Some(host) = host {
        say(context, &Phrase::PipelineMade { path: host.pipeline().0 });
    }
    Ok(Exit::Done)
}

fn say(context: &mut Context<'_, '_, '_>, phrase: &Phrase) {
    let message = context.lang.phrase(phrase);
    context.note(&message);
}

fn fault(act: Act, folder: &Path, cause: io::Error) -> Fault {
    Fault { act, path: folder.display().to_string(), cause }
}

/// What lies in a folder, but for Git's own and ours.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
    let mut names = entries.collect::<io::Result<Vec<_>>>()?;
    names.retain(|name| name != ".git" && name != STATE);
    names.sort();
    Ok(names)
}

fn start(context: &Context<'_, '_, '_>, args: &Args, folder: &Path) -> Result<Start, Stop> {
    let language = match (args.language, context.lang) {
        (Some(LanguageArg::Chinese), _) | (None, Lang::Zh) => ArchiveLanguage::Chinese,
        (Some(LanguageArg::English), _) | (None, Lang::En) => ArchiveLanguage::English,
    };
    let timezone = args.timezone.clone().unwrap_or_else(|| TIMEZONE.to_owned());
    let Ok(zone) = timezone.parse::<chrono_tz::Tz>() else {
        return Err(InitRefusal::UnknownZone { given: timezone }.into());
    };
    let today = match &context.global.today {
        Some(given) => date(given)?,
        None => context.env.now.with_timezone(&zone).date_naive().into(),
    };
    let group = match (&args.group, language) {
        (Some(given), _) => given.trim().to_owned(),
        (None, ArchiveLanguage::Chinese) => "本集团".to_owned(),
        (None, ArchiveLanguage::English) => "Our Group".to_owned(),
    };
    if group.is_empty() {
        return Err(InitRefusal::BadPair { option: "--group", given: group }.into());
    }
    let branch = args.branch.as_deref().map(|given| {
        let (id, name) = pair("--branch", given)?;
        let kind = match args.branch_kind {
            Some(BranchKindArg::Regional) | None => BranchKind::Regional,
            Some(BranchKindArg::Specialty) => BranchKind::Specialty,
            Some(BranchKindArg::Subsidiary) => BranchKind::Subsidiary,
        };
        Ok::<_, Stop>((id, name, kind))
    });
    let person = args.person.as_deref().map(|given| person(context, given, folder));
    Ok(Start {
        group,
        timezone,
        language,
        branch: branch.transpose()?,
        person: person.transpose()?,
        host: args.ci.map(|host| match host {
            HostArg::Gitlab => Host::Gitlab,
            HostArg::Github => Host::Github,
            HostArg::Gitea => Host::Gitea,
        }),
        today,
        policy: super::policy::template(),
    })
}

/// `hz=杭州分公司`: a short id and a name.
fn pair<T: std::str::FromStr>(option: &'static str, given: &str) -> Result<(T, String), Stop> {
    let bad = || Stop::from(InitRefusal::BadPair { option, given: given.to_owned() });
    let (id, name) = given.split_once('=').ok_or_else(bad)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(bad());
    }
    let id = id.trim();
    // `hq` is headquarters' own name for itself.
    let parsed = id.parse().ok().filter(|_| id != "hq");
    let id = parsed.ok_or_else(|| InitRefusal::BadShortId { given: id.to_owned() })?;
    Ok((id, name.to_owned()))
}

/// `li-na=李娜 <li.na@group.example>`; without an address the one of the user's Git is taken.
fn person(context: &Context<'_, '_, '_>, given: &str, folder: &Path) -> Result<FirstPerson, Stop> {
    let (plain, email) = match given.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
        Some((plain, email)) => (plain, Some(email.trim().to_owned())),
        None => (given, None),
    };
    let (id, name) = pair("--person", plain)?;
    let own = || {
        let set = context.env.var("GIT_AUTHOR_EMAIL").map(str::to_owned);
        // The folder may not be there yet; the user's Git knows them everywhere.
        let there = folder.ancestors().find(|folder| folder.is_dir())?;
        set.or_else(|| crate::git::user::email(there, &context.env.vars))
    };
    let email = email.filter(|email| !email.is_empty()).or_else(own);
    let email = email.ok_or_else(|| InitRefusal::NoEmail { given: given.to_owned() })?;
    Ok(FirstPerson { id, name, email })
}

impl From<InitRefusal> for Stop {
    fn from(refusal: InitRefusal) -> Self {
        Self::Refusal(Refusal::Init(refusal))
    }
}
