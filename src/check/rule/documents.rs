//! Attached documents that lie in the archive: they must be there, unchanged, and inside the
//! branch's folder (`document-missing`, `document-changed`, `document-outside`). References to
//! another system (an address, a document number) are not looked up.

use crate::check::context::{Context, Subject};
use crate::check::key::Key;
use crate::check::sink::Sink;
use crate::diag::Problem;
use crate::domain::record;
use crate::domain::record::Document;

/// A record that may have documents.
pub trait Attached {
    fn documents(&self) -> &[Document];
}

macro_rules! attached {
    ($($kind:ty)+) => {$(
        impl Attached for $kind {
            fn documents(&self) -> &[Document] { &self.documents }
        }
    )+};
}
attached!(record::archive::Archive record::person::Person record::branch::Branch
    record::client::Client record::contacts::Contacts record::project::Project
    record::complaint::Complaint record::visit::Visit record::survey::Survey
    record::analysis::Analysis record::activity::Activity record::market::Market
    record::returns::Return record::summary::Summary record::notice::Notice
    record::spot_check::SpotCheck record::access::Access);

/// The folder, below the record's unit, that `ref` may point into.
const FOLDER: &str = "documents/";

pub fn check<T: Attached>(context: &Context<'_>, subject: &Subject<'_, T>, sink: &mut Sink<'_>) {
    for (index, document) in subject.record.documents().iter().enumerate() {
        let found = document.reference.trim();
        let key = Key::Of("documents", index, "ref");
        if leads_outside(found) {
            sink.at(key, Problem::DocumentOutside { found: found.to_owned() });
        } else if found.starts_with(FOLDER) {
            look_up(context, subject, index, document, sink);
        }
    }
}

fn look_up<T>(
    context: &Context<'_>,
    subject: &Subject<'_, T>,
    index: usize,
    document: &Document,
    sink: &mut Sink<'_>,
) {
    let found = document.reference.trim().to_owned();
    let folder = match subject.unit.branch() {
        Some(branch) => format!("branches/{branch}/"),
        None => "hq/".to_owned(),
    };
    let path = format!("{folder}{found}");
    if context.files.get(&path).is_none() {
        // Of a link in place of a folder only the link is told.
        if !context.is_behind_link(&path) {
            sink.at(Key::Of("documents", index, "ref"), Problem::DocumentMissing { found });
        }
        return;
    }
    let Some(recorded) = &document.sha256 else { return };
    if let Some(actual) = context.files.digest(&path).filter(|actual| actual != recorded) {
        let recorded = recorded.clone();
        let problem = Problem::DocumentChanged { found, recorded, actual };
        sink.at(Key::Of("documents", index, "sha256"), problem);
    }
}

/// A path upwards or from the root, on any system; addresses with a scheme are none.
fn leads_outside(found: &str) -> bool {
    let upwards = found.split(['/', '\\']).any(|part| part == "..");
    let from_root = found.starts_with(['/', '\\']);
    let on_a_drive = found.as_bytes().get(1) == Some(&b':')
        && found.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    !found.contains("://") && (upwards || from_root || on_a_drive)
}
