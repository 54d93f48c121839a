//! `kebu complaint close`: what a closed complaint must say is demanded all at once, before the
//! event is written: who handled it, what was found, its root cause, the corrective action, and
//! somebody else who verified it (C-082).

use super::Told;
use super::event::{Event, record};
use crate::archive::edit::Given;
use crate::cli::context::{Context, Stop};
use crate::cli::env::Exit;
use crate::cli::record::flags::OfComplaint;
use crate::cli::record::missing::missing_option;
use crate::cli::record::{RecordArgs, WriteArgs};
use crate::diag::Refusal;
use crate::diag::change::MissingKey;
use crate::diag::work::{CloseFault, WorkRefusal};
use crate::domain::record::Kind;
use crate::domain::record::complaint::EventKind;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "COMPLAINT")]
    pub which: String,
    #[arg(long, value_name = "MOMENT")]
    pub when: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[command(flatten)]
    pub record: RecordArgs<OfComplaint>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let event = Event {
        kind: Some(EventKind::Closed),
        when: args.when.as_deref(),
        note: args.note.as_deref(),
        upheld: None,
    };
    record(context, &args.which, &event, &args.record, args.write, demand)
}

/// Everything that is missing or wrong, in one refusal.
fn demand(told: &Told<'_>) -> Result<(), Stop> {
    let text = |key: &str| told.text(key).filter(|text| !text.trim().is_empty());
    let handler = text("handler");
    // Where the complainant was wrong there is nothing to correct, but somebody else must say so.
    let unjustified = text("finding").as_deref() == Some("unjustified");
    let required: &[&str] = if unjustified {
        &["handler", "finding", "finding_by", "approved_by"]
    } else {
        &["handler", "finding", "root_cause", "corrective_action", "verified_by"]
    };
    let missing = required.iter().filter(|key| text(key).is_none());
    let missing: Vec<MissingKey> =
        missing.map(|key| missing_option(Kind::Complaint, key, key)).collect();
    let mut faults = Vec::new();
    if let (Some(handler), Some(verifier)) = (&handler, text("verified_by"))
        && *handler == verifier
    {
        faults.push(CloseFault::HandlerVerifies { person: verifier });
    }
    if unjustified {
        if let (Some(handler), Some(finder)) = (&handler, text("finding_by"))
            && *handler == finder
        {
            faults.push(CloseFault::HandlerFinds { person: finder });
        }
        let approver = text("approved_by");
        let outside = approver
            .filter(|person| person.parse().is_ok_and(|person| !told.book.is_of_hq(&person)));
        faults.extend(outside.map(|person| CloseFault::ApprovedOutsideHq { person }));
    }
    if missing.is_empty() && faults.is_empty() {
        return Ok(());
    }
    Err(Refusal::from(WorkRefusal::NotReadyToClose { id: told.id, missing, faults }).into())
}

impl Told<'_> {
    /// The text of a key as it would be.
    fn text(&self, key: &str) -> Option<String> {
        match self.value(key)? {
            Given::Text(text) => Some(text),
            _ => None,
        }
    }
}
