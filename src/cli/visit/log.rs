//! `kebu visit log`: one line is enough. Before contact with a client of bad record the briefing
//! is shown, and the visit says that it was (C-069b, rules §3).

use crate::archive::edit::Given;
use crate::cli::context::{Context, Stop};
use crate::cli::env::Exit;
use crate::cli::record::create::{Lies, Making};
use crate::cli::record::flags::OfVisit;
use crate::cli::record::{Content, Desk, Values};
use crate::cli::records::AboutArgs;
use crate::domain::book::Entry;
use crate::domain::record::VisitorLevel;
use crate::domain::record::client::Client;
use crate::domain::record::person::Role;
use crate::domain::record::visit::VisitChannel;
use crate::report::visits;
use crate::text::shown;

pub fn run(context: &mut Context<'_, '_, '_>, args: &AboutArgs<OfVisit>) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let mut values = context.values(&args.record)?;
    desk.name_people(&mut values, &["by", "copied_to", "expense_approved_by"])?;
    // Who went says who is at the keyboard only where nobody else does.
    let person = match values.get("by") {
        Some(_) => None,
        None => context.person(&desk, None)?,
    };
    let client = desk.about(&mut values, args.whom.as_deref())?;
    let branch = context.branch_for(&desk, args.branch.as_deref(), client, person.as_ref())?;
    values.default_date("on", desk.today);
    let by = person.map(|person| Given::List(vec![Given::Text(person.to_string())]));
    values.default("by", by);
    values.default_text("level", level(&desk, &values));
    // Without a channel nothing is written yet; the editor shows what was understood.
    let two_way = is_two_way(&values).unwrap_or(true);
    values.default("two_way", Some(Given::Boolean(two_way)));
    if let Some(client) = client {
        brief(context, &desk, client, &mut values);
    }
    let lies = Lies::ByYear { folder: format!("branches/{branch}/visits"), main_date: "on" };
    context.make_and_name(
        &desk,
        Making { command: "visit log", values, lies, content: Content::NONE },
        args.write,
    )
}

/// The rank of the first who went.
fn level(desk: &Desk, values: &Values) -> Option<VisitorLevel> {
    let first = match values.get("by")? {
        Given::List(people) => people.first()?,
        _ => return None,
    };
    let Given::Text(person) = first else { return None };
    Some(match desk.book.records.people.get(person.as_str())?.role {
        Role::GroupLeader => VisitorLevel::GroupLeader,
        Role::BranchHead => VisitorLevel::BranchLeader,
        Role::ProjectManager | Role::ProjectStaff => VisitorLevel::ProjectManager,
        Role::HqHead
        | Role::HqStaff
        | Role::Archivist
        | Role::BranchClerk
        | Role::Marketer
        | Role::Auditor => VisitorLevel::Marketer,
    })
}

/// Who meets or speaks hears something too; what is sent may stay without an answer.
fn is_two_way(values: &Values) -> Option<bool> {
    Some(match values.text("channel")?.parse().ok()? {
        VisitChannel::DoorVisit
        | VisitChannel::OnSite
        | VisitChannel::Meeting
        | VisitChannel::Inspection
        | VisitChannel::TechnicalExchange
        | VisitChannel::Phone
        | VisitChannel::Dinner => true,
        VisitChannel::Website
        | VisitChannel::Journal
        | VisitChannel::Message
        | VisitChannel::Email
        | VisitChannel::Letter => false,
    })
}

/// Shows the bad-record briefing, whatever `--quiet` says, and notes that it was shown.
fn brief(
    context: &mut Context<'_, '_, '_>,
    desk: &Desk,
    client: &Entry<Client>,
    values: &mut Values,
) {
    let on = values.date("on").unwrap_or(desk.today).min(desk.today);
    let said = visits::briefing(&desk.book, client, on);
    if said.is_empty() {
        return;
    }
    for phrase in said {
        let line = context.lang.phrase(&phrase);
        // Standard error that cannot be written leaves nobody to tell.
        let _ = writeln!(context.env.err, "{}", shown(&line));
    }
    values.default("briefed", Some(Given::Boolean(true)));
}
