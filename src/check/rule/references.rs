//! What a record points to must be there (`reference-missing`, `contact-missing`,
//! `duty-unknown`), and a project must be the client's own (`project-of-other-client`).

use crate::check::context::{Context, Subject, kind_of};
use crate::check::key::Key;
use crate::check::links::{Links, See, Target};
use crate::check::sink::Sink;
use crate::check::suggest;
use crate::diag::problem::TextForm;
use crate::diag::{Place, Problem};
use crate::domain::id::{ClientId, Id, ProjectId};
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::domain::record::analysis::Analysis;
use crate::domain::record::complaint::Complaint;
use crate::domain::record::survey::Survey;

/// Every reference of a record.
pub fn check<T: Links>(context: &Context<'_>, subject: &Subject<'_, T>, sink: &mut Sink<'_>) {
    let mut see = |key: Key<'_>, target: Target<'_>| {
        if let Some(problem) = missing(context, subject.id, key, target) {
            sink.at(key, problem);
        }
    };
    subject.record.links(&mut See(&mut see));
}

fn missing(
    context: &Context<'_>,
    own: Option<Id>,
    key: Key<'_>,
    target: Target<'_>,
) -> Option<Problem> {
    let reference = |kind, found: &dyn ToString| {
        let (key, found) = (key.to_string(), found.to_string());
        // The nearest name is looked for later, once for each name that is missing.
        Some(Problem::ReferenceMissing { key, kind, found, near: None })
    };
    match target {
        Target::Person(id) if !context.has_person(id) => reference(Kind::Person, id),
        Target::Branch(id) if !context.has_branch(id) => reference(Kind::Branch, id),
        Target::Client(id) if !context.has(id.0) => reference(Kind::Client, &id),
        Target::Project(id) if !context.has(id.0) => reference(Kind::Project, &id),
        Target::Complaint(id) if !context.has(id.0) => reference(Kind::Complaint, &id),
        Target::Activity(id) if !context.has(id.0) => reference(Kind::Activity, &id),
        Target::Contact(client, found) => {
            let client = client.or(own.map(ClientId))?;
            contact_missing(context, client, key, found)
        }
        Target::Duty(found) => duty_unknown(context, found),
        Target::Any(text) => {
            let Ok(id) = text.parse::<Id>() else { return misspelt(key, text) };
            let kind = kind_of(id)?;
            if context.has(id) { None } else { reference(kind, &id) }
        }
        Target::Person(_) | Target::Branch(_) | Target::Client(_) => None,
        Target::Project(_) | Target::Complaint(_) | Target::Activity(_) => None,
    }
}

/// A text that was meant as an id and is none: a kind's two letters, four digits, a hyphen and
/// about six characters.
fn misspelt(key: Key<'_>, text: &str) -> Option<Problem> {
    let bytes = text.as_bytes();
    let of_kind = |kind: &Kind| {
        kind.id_prefix().is_some_and(|prefix| prefix.as_bytes().eq_ignore_ascii_case(&bytes[..2]))
    };
    let looks_so = (12..=14).contains(&bytes.len())
        && text.is_ascii()
        && bytes[2..6].iter().all(u8::is_ascii_digit)
        && bytes[6] == b'-'
        && bytes[7..].iter().all(u8::is_ascii_alphanumeric)
        && Kind::ALL.iter().any(of_kind);
    let (key, found, expected) = (key.to_string(), text.to_owned(), TextForm::AnyId);
    looks_so.then_some(Problem::BadFormat { key, found, expected })
}

fn contact_missing(
    context: &Context<'_>,
    client: ClientId,
    key: Key<'_>,
    found: &str,
) -> Option<Problem> {
    // A client that is not there has its own finding.
    context.book.client(client)?;
    let keys = context.contact_keys(client)?;
    if keys.contains(&found) {
        return None;
    }
    let near = suggest::nearest(found, keys);
    let (key, found) = (key.to_string(), found.to_owned());
    Some(Problem::ContactMissing { key, found, client: client.to_string(), near })
}

fn duty_unknown(context: &Context<'_>, found: &str) -> Option<Problem> {
    let duties = &context.book.policy.duties;
    if !context.has_policy() || duties.iter().any(|duty| duty.key == found) {
        return None;
    }
    let near = suggest::nearest(found, duties.iter().map(|duty| duty.key.as_str()));
    Some(Problem::DutyUnknown { found: found.to_owned(), near })
}

/// A record that names a client and perhaps a project.
pub trait OfProject {
    fn client_and_project(&self) -> (ClientId, Option<ProjectId>);
}

macro_rules! of_project {
    ($($kind:ty)+) => {$(
        impl OfProject for $kind {
            fn client_and_project(&self) -> (ClientId, Option<ProjectId>) {
                (self.client, self.project)
            }
        }
    )+};
}
of_project!(Complaint Survey Analysis);

/// The project of a complaint, survey or analysis should be one of the client that is named.
pub fn project_owner<T: OfProject>(
    context: &Context<'_>,
    subject: &Subject<'_, T>,
    sink: &mut Sink<'_>,
) {
    let (client, Some(project)) = subject.record.client_and_project() else { return };
    let Some(entry) = context.book.records.projects.get(project.0) else { return };
    let owner = entry.record.client;
    let book = context.book;
    // A client that is not there has its own finding, and an owner is the project's.
    let is_there = |client| book.client(client).is_some();
    if !is_there(owner) || !is_there(client) || book.successor(owner) == book.successor(client) {
        return;
    }
    let problem =
        Problem::ProjectOfOtherClient { project: project.to_string(), client: owner.to_string() };
    sink.at_with("project", problem, Some(Place::value(&*entry.path, "client")));
}
