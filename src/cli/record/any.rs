//! What is the same for every kind of record: finding one by its id, `set`, `edit`, `show`, and
//! where a new one lies. It knows no kind by name.

use super::amend::Amending;
use super::desk::{Desk, WriteArgs, known_person};
use super::flags::{Keys, RecordArgs};
use super::set::SetArgs;
use super::values::Values;
use crate::app::show;
use crate::archive::edit::{Change, Given};
use crate::archive::layout::{Spot, Stem, spot};
use crate::cli::context::{Context, Stop};
use crate::cli::env::Exit;
use crate::cli::named::only;
use crate::diag::change::ChangeRefusal;
use crate::domain::book::Entry;
use crate::domain::id::{BranchId, Id, PersonId};
use crate::domain::record::Kind;
use crate::domain::record::client::Client;
use crate::report::clients;
use crate::report::phrase::Phrase;

/// `edit ID`: by options, by a text from elsewhere, or in the editor.
#[derive(Debug, clap::Args)]
pub struct EditArgs<K: Keys> {
    #[arg(value_name = "RECORD")]
    pub which: String,
    #[command(flatten)]
    pub record: RecordArgs<K>,
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `show ID`
#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    #[arg(value_name = "RECORD")]
    pub which: String,
}

impl Desk {
    /// The one record of a kind whose id begins so: its id and path. A record that cannot be read
    /// is found too, so that whoever wants to change it is told why that cannot be.
    pub fn record(&self, kind: Kind, given: &str) -> Result<(Id, String), Stop> {
        let wanted = given.to_lowercase();
        let found: Vec<(Id, String)> = self
            .files
            .iter()
            .filter_map(|file| match spot(&file.path) {
                Spot::Record(slot) if slot.kind == kind => match slot.stem {
                    Stem::Id(id) => Some((id, file.path.clone())),
                    _ => None,
                },
                _ => None,
            })
            .filter(|(id, _)| id.as_str().starts_with(&wanted))
            .collect();
        // An id is never the beginning of another one.
        only(given, found, |(id, path)| (id.to_string(), path.clone()))
    }

    /// The client that a new record is about: named in front of the options, else by its key. The
    /// key is set to the client's id.
    pub fn about(
        &self,
        values: &mut Values,
        named: Option<&str>,
    ) -> Result<Option<&Entry<Client>>, Stop> {
        let given = named.or_else(|| values.text("client")).map(str::to_owned);
        let Some(given) = given else { return Ok(None) };
        let client = self.client(&given)?;
        values.set("client", Given::Text(client.id.to_string()));
        Ok(Some(client))
    }

    /// Names of people, where keys of these names hold them, as ids.
    pub fn name_people(&self, values: &mut Values, keys: &[&str]) -> Result<(), Stop> {
        for key in keys {
            let named = match values.get(key) {
                Some(Given::Text(given)) => Given::Text(self.person_id(given)?),
                Some(Given::List(items)) => {
                    let ids: Result<Vec<Given>, Stop> = items
                        .iter()
                        .map(|item| match item {
                            Given::Text(given) => self.person_id(given).map(Given::Text),
                            other => Ok(other.clone()),
                        })
                        .collect();
                    Given::List(ids?)
                }
                _ => continue,
            };
            values.set(key, named);
        }
        Ok(())
    }

    /// The same in changes of a record.
    pub fn name_people_in(&self, changes: &mut [Change], keys: &[&str]) -> Result<(), Stop> {
        for change in changes {
            if let Change::Set { path, value: Given::Text(given) } = change
                && keys.contains(&path.as_str())
            {
                *given = self.person_id(given)?;
            }
        }
        Ok(())
    }

    fn person_id(&self, given: &str) -> Result<String, Stop> {
        known_person(&self.book, given).map(|person| person.to_string())
    }
}

impl Context<'_, '_, '_> {
    /// The branch in whose folder a new record lies: the one that was named, else the client's,
    /// else the person's own.
    pub fn branch_for(
        &self,
        desk: &Desk,
        given: Option<&str>,
        client: Option<&Entry<Client>>,
        person: Option<&PersonId>,
    ) -> Result<BranchId, Stop> {
        match (given, client.and_then(|client| client.unit.branch())) {
            (None, Some(branch)) => Ok(branch.clone()),
            _ => self.home_branch(desk, given, person),
        }
    }

    /// Who is at the keyboard, where the record needs one.
    pub fn somebody(&self, desk: &Desk, by: Option<&str>) -> Result<PersonId, Stop> {
        self.person(desk, by)?
            .ok_or_else(|| ChangeRefusal::NobodyKnown { email: self.email(desk) }.into())
    }

    /// Now, as a record writes it; with `--today` its bare date, since then nobody knows the hour.
    pub fn moment(&self, desk: &Desk) -> Given {
        if self.global.today.is_some() {
            return Given::Date(desk.today.to_string());
        }
        let now = self.env.now.with_timezone(&desk.book.zone.0);
        Given::Moment(now.format("%Y-%m-%dT%H:%M:%S%:z").to_string())
    }

    /// `set ID key=value …` of a kind.
    pub fn set_record(&mut self, kind: Kind, args: &SetArgs) -> Result<Exit, Stop> {
        self.set(kind, args, |_, desk, given| Ok(desk.record(kind, given)?.1))
    }

    /// `edit ID` of a kind.
    pub fn edit_record<K: Keys>(
        &mut self,
        command: &'static str,
        args: &EditArgs<K>,
    ) -> Result<Exit, Stop> {
        let desk = self.desk()?;
        let (_, path) = desk.record(K::KIND, &args.which)?;
        self.amend(&desk, Amending::record(command, &path), &args.record, args.write)?;
        Ok(Exit::Done)
    }

    /// `show ID` of a kind: its keys with their labels.
    pub fn show_record(&mut self, kind: Kind, args: &ShowArgs) -> Result<Exit, Stop> {
        let desk = self.desk_to_read()?;
        let (id, path) = desk.record(kind, &args.which)?;
        let title = Phrase::RecordFile { kind, name: id.to_string() };
        let sheet = clients::record(title, show::rows(kind, desk.text(&path)?));
        self.print_sheets(&[sheet])?;
        Ok(Exit::Done)
    }
}
