//! What every command that writes starts from and ends with: the archive to be changed, who is at
//! the keyboard, new ids, and the one way from steps to the disk.

use crate::app::change::{self, Step, Would};
use crate::archive::files::Files;
use crate::archive::load::{Depth, Loaded};
use crate::cli::check::print_findings;
use crate::cli::client::one;
use crate::cli::context::{Context, Read, Stop, date, print_message};
use crate::cli::env::Exit;
use crate::diag::Refusal;
use crate::diag::change::ChangeRefusal;
use crate::diag::near::nearest;
use crate::domain::book::{Book, Entry};
use crate::domain::id::{BranchId, Id, PersonId};
use crate::domain::record::Kind;
use crate::domain::record::client::Client;
use crate::domain::sampling::Generator;
use crate::domain::time::Date;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

/// Options of every command that writes.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct WriteArgs {
    #[arg(long)]
    pub dry_run: bool,
}

/// The archive on a clerk's desk. Records elsewhere that cannot be read hinder nobody here: they
/// are missing from the book, and checking reports them.
pub struct Desk {
    pub root: PathBuf,
    pub files: ManuallyDrop<Files>,
    pub book: ManuallyDrop<Book>,
    pub today: Date,
}

/// How a change ended.
#[derive(Debug)]
pub enum Carried {
    /// With the archive as it is now, for whoever has more to say. As that of `Desk`, its memory is
    /// left to the end of the process.
    Written(ManuallyDrop<Option<Box<Book>>>),
    /// There was nothing to change.
    Unchanged,
    /// The difference was shown, as `--dry-run` asks.
    Shown,
}

impl Carried {
    pub fn is_written(&self) -> bool {
        matches!(self, Self::Written(_))
    }

    /// The archive as it is now, where something was written.
    pub fn book(&self) -> Option<&Book> {
        match self {
            Self::Written(book) => book.as_deref(),
            Self::Unchanged | Self::Shown => None,
        }
    }
}

impl Context<'_, '_, '_> {
    /// Reads the archive for changing it.
    pub fn desk(&mut self) -> Result<Desk, Stop> {
        // The past cannot be written.
        self.root()?;
        self.desk_to_read()
    }

    /// The same for a command that only looks, now or in the past.
    pub fn desk_to_read(&mut self) -> Result<Desk, Stop> {
        let Read { root, files, loaded, .. } = self.load(Depth::Records)?;
        let Loaded { book, findings, .. } = loaded;
        let Some(book) = book else {
            // Without archive.toml there is no time zone and no today.
            print_findings(self, &files, &findings);
            let refusal = Refusal::RecordsUnreadable { errors: findings.len() };
            let message = self.lang.refusal(&refusal);
            print_message(self.env, self.lang, &message);
            return Err(Stop::Findings);
        };
        let today = self.today(&book)?;
        let (files, book) = (ManuallyDrop::new(files), ManuallyDrop::new(book));
        Ok(Desk { root, files, book, today })
    }

    /// Plans the steps, tells what they bring, and shows or writes them: all or nothing.
    pub fn carry_out(
        &mut self,
        desk: &Desk,
        steps: &[Step],
        args: WriteArgs,
    ) -> Result<Carried, Stop> {
        match self.planned(desk, steps)? {
            Some(would) => self.finish(desk, would, args),
            None => Ok(Carried::Unchanged),
        }
    }

    /// Plans the steps and tells what they bring; `None`, and said so, where they change nothing.
    pub fn planned(&mut self, desk: &Desk, steps: &[Step]) -> Result<Option<Would>, Stop> {
        let would = change::plan(&desk.files, desk.today, &desk.with_names(steps)?)?;
        match &would {
            Some(would) => self.tell(would)?,
            None => self.note(self.lang.nothing_to_change()),
        }
        Ok(would)
    }

    /// Prints what a change would bring; errors end the run.
    pub fn tell(&mut self, would: &Would) -> Result<(), Stop> {
        let errors = would.errors();
        if errors > 0 || !self.global.quiet {
            print_findings(self, &would.files, &would.findings);
        }
        if errors == 0 {
            return Ok(());
        }
        let refusal = Refusal::from(ChangeRefusal::BringsErrors { errors });
        let message = self.lang.refusal(&refusal);
        print_message(self.env, self.lang, &message);
        Err(Stop::Findings)
    }

    /// Shows or writes a change that was told.
    pub fn finish(&mut self, desk: &Desk, would: Would, args: WriteArgs) -> Result<Carried, Stop> {
        if args.dry_run {
            let diff = self.diff(&would.changes);
            self.print(&diff)?;
            return Ok(Carried::Shown);
        }
        self.write(&desk.root, would.changes)?;
        Ok(Carried::Written(ManuallyDrop::new(would.book)))
    }

    /// Who is at the keyboard: `--by`, else `KEBU_PERSON`, else the person whose e-mail address is
    /// that of Git's author. `None` where nobody is known.
    pub fn person(&self, desk: &Desk, by: Option<&str>) -> Result<Option<PersonId>, Stop> {
        if let Some(given) = by.or_else(|| self.env.var("KEBU_PERSON")) {
            return known_person(&desk.book, given).map(Some);
        }
        let Some(email) = self.email(desk) else { return Ok(None) };
        let mut people = desk.book.records.people.iter();
        let own = people.find(|(_, person)| {
            person.emails.iter().any(|other| other.eq_ignore_ascii_case(&email))
        });
        Ok(own.map(|(id, _)| id.clone()))
    }

    /// The branch that a new record shall belong to: the one that was named, else the person's own,
    /// else the only one there is.
    pub fn home_branch(
        &self,
        desk: &Desk,
        given: Option<&str>,
        person: Option<&PersonId>,
    ) -> Result<BranchId, Stop> {
        if let Some(given) = given {
            return self.branch(&desk.book, given);
        }
        let records = &desk.book.records;
        let own = person.and_then(|person| records.people.get(person)?.unit.branch());
        let mut all = records.branches.keys();
        let only = all.next().filter(|_| all.next().is_none());
        let branches =
            records.branches.iter().map(|(id, branch)| (id.to_string(), branch.name.clone()));
        own.or(only)
            .cloned()
            .ok_or_else(|| ChangeRefusal::WhichBranch { branches: branches.collect() }.into())
    }

    /// Says which record was made: its id alone on standard output.
    pub fn made(&mut self, carried: &Carried, id: impl std::fmt::Display) -> Result<Exit, Stop> {
        if carried.is_written() {
            self.print(&format!("{id}\n"))?;
        }
        Ok(Exit::Done)
    }

    /// The e-mail address under which Git would record this change.
    pub fn email(&self, desk: &Desk) -> Option<String> {
        let given = self.env.var("GIT_AUTHOR_EMAIL").map(str::to_owned);
        given.or_else(|| crate::git::user::email(&desk.root, &self.env.vars))
    }
}

/// A person by id or name.
pub fn known_person(book: &Book, given: &str) -> Result<PersonId, Stop> {
    let people = &book.records.people;
    let by_id = people.keys().find(|id| id.as_str() == given);
    let by_name = || people.iter().find(|(_, person)| person.name == given).map(|(id, _)| id);
    if let Some(id) = by_id.or_else(by_name) {
        return Ok(id.clone());
    }
    let near = nearest(given, people.keys().map(PersonId::as_str));
    Err(ChangeRefusal::UnknownPerson { given: given.to_owned(), near }.into())
}

impl Desk {
    /// The one client that a command-line word means. One whose file is there and cannot be read,
    /// by its id or by a word in it, is told as that.
    pub fn client(&self, given: &str) -> Result<&Entry<Client>, Stop> {
        one(&self.book, given).map_err(|stop| {
            let name = format!("/clients/{given}.toml");
            let is_read = |path: &str| self.book.records.clients.iter().any(|it| *it.path == *path);
            let file = self.files.iter().find(|file| {
                let is_it = || {
                    let text = self.files.text(&file.path);
                    !given.is_empty() && text.is_some_and(|text| text.contains(given))
                };
                file.path.ends_with(&name)
                    || file.path.contains("/clients/") && is_it() && !is_read(&file.path)
            });
            match (stop, file) {
                (Stop::Refusal(Refusal::NotFound { .. }), Some(file)) => {
                    ChangeRefusal::Unreadable { path: file.path.clone() }.into()
                }
                (stop, _) => stop,
            }
        })
    }

    /// The day that was given, else today.
    pub fn day(&self, given: Option<&str>) -> Result<Date, Stop> {
        given.map_or(Ok(self.today), date)
    }

    /// The text of a record that is to be changed.
    pub fn text(&self, path: &str) -> Result<&str, Stop> {
        let unreadable = || ChangeRefusal::Unreadable { path: path.to_owned() }.into();
        self.files.text(path).ok_or_else(unreadable)
    }

    /// A new id of a kind. One that is taken, by whatever kind of file, is drawn once more.
    pub fn new_id(&self, context: &Context<'_, '_, '_>, kind: Kind) -> Result<Id, Stop> {
        let prefix = kind.id_prefix().unwrap_or_default();
        let mut generator = Generator(context.env.entropy);
        loop {
            let Ok(id) = Id::drawn(prefix, self.today, generator.draw()) else {
                // Only a kind without ids has no prefix; none is made here.
                return Err(ChangeRefusal::NotARecord { path: kind.to_string() }.into());
            };
            let name = format!("/{id}.toml");
            if !self.files.iter().any(|file| file.path.ends_with(&name)) {
                return Ok(id);
            }
        }
    }
}
