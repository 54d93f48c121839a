//! Spot checks are headquarters' own (C-085): who checks and who confirms, and what was found.

use super::review;
use crate::check::context::{Context, Subject};
use crate::check::key::Key::Of;
use crate::check::sink::Sink;
use crate::diag::problem::RoleNeed;
use crate::diag::{Place, Problem};
use crate::domain::book::person_path;
use crate::domain::record::spot_check::SpotCheck;

pub fn check(context: &Context<'_>, subject: &Subject<'_, SpotCheck>, sink: &mut Sink<'_>) {
    let check = subject.record;
    let confirmer = check.confirmed_by.as_ref();
    for (key, person) in [("by", Some(&check.by)), ("confirmed_by", confirmer)] {
        let Some(person) = person.filter(|person| context.is_outside_hq(person)) else { continue };
        let problem = Problem::RoleMismatch {
            key: key.to_owned(),
            person: person.to_string(),
            expected: RoleNeed::Headquarters,
        };
        sink.at_with(key, problem, Some(Place::value(person_path(person), "unit")));
    }
    review::another(("by", &check.by), ("confirmed_by", confirmer), sink);
    for (index, field) in check.fields.iter().enumerate() {
        if field.matches && field.deliberate == Some(true) {
            let related = sink.place(Of("fields", index, "match"));
            sink.at_with(Of("fields", index, "deliberate"), Problem::DeliberateMatch, related);
        }
    }
}
