//! Sentences of the commands that write clients, contact persons, projects, people and branches.

use super::phrase::counted;
use crate::report::record_phrase::RecordPhrase;
use crate::text::shown;

pub fn phrase(phrase: &RecordPhrase) -> String {
    let clients_of = |number: &usize| counted(*number, "client", "clients");
    match phrase {
        RecordPhrase::Merged { from, into, records, id } => format!(
            "{} was merged into {}, and {} changed with it; `kebu client unmerge {id}` takes it \
             back",
            shown(from),
            shown(into),
            counted(*records, "other record", "other records")
        ),
        RecordPhrase::Unmerged { name, records } => {
            let records = counted(*records, "other record", "other records");
            format!(
                "{} is a separate client again, and {records} were restored with it",
                shown(name)
            )
        }
        RecordPhrase::NotPutBack { paths } => format!(
            "{} changed in the same place since the merge, or gone, left as they are:\n  {}",
            counted(paths.len(), "file", "files"),
            paths.join("\n  ")
        ),
        RecordPhrase::ClientMoved { name, branch, new_owner } => {
            let owner = if *new_owner {
                ""
            } else {
                "; its account manager is unchanged, `--owner` names another"
            };
            format!("{} is now with {}{owner}", shown(name), shown(branch))
        }
        RecordPhrase::FactsOf { id, name } => format!("Recorded facts: {} ({id})", shown(name)),
        RecordPhrase::Contacts { people } => {
            format!("Contact persons ({people})")
        }
        RecordPhrase::Projects { projects } => {
            format!("Projects ({projects})")
        }
        RecordPhrase::ProjectFile { id, name } => format!("Project: {} ({id})", shown(name)),
        RecordPhrase::People { people } => {
            format!("People ({people})")
        }
        RecordPhrase::Branches { branches } => {
            format!("Branches ({branches})")
        }
        RecordPhrase::Handover { from, clients: 0, orphans: 0, .. } => format!(
            "nothing to hand over: {} has no clients here, and every client has an account manager",
            shown(from)
        ),
        RecordPhrase::Orphans { orphans: 0 } => {
            "nothing to hand over: every client has an account manager".to_owned()
        }
        RecordPhrase::Handover { from, to, clients, orphans } => format!(
            "{} handed over from {} to {}; {} without an account manager in the whole archive, \
             listed first",
            clients_of(clients),
            shown(from),
            shown(to),
            clients_of(orphans)
        ),
        RecordPhrase::Orphans { orphans } => {
            format!("Clients without an account manager ({orphans})")
        }
        RecordPhrase::LeftWithClients { id, clients } => {
            format!("{} to hand over: run `kebu handover {id} PERSON`", clients_of(clients))
        }
        RecordPhrase::ClosedWithClients { clients } => {
            format!("{} still in it: run `kebu client move CLIENT BRANCH`", clients_of(clients))
        }
    }
}
