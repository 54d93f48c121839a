//! The dates that a record gives: which tell of something that has happened, and so cannot lie
//! after today, and which two make a period. Planned dates (a deadline, the start of an override,
//! of a plan or of the works, a day of leaving) may lie in the future and are not told.

use super::key::Key::{self, In, Of, Top};
use crate::domain::record::access::Access;
use crate::domain::record::activity::Activity;
use crate::domain::record::analysis::Analysis;
use crate::domain::record::archive::Archive;
use crate::domain::record::branch::Branch;
use crate::domain::record::client::{Client, Fact, Facts};
use crate::domain::record::complaint::Complaint;
use crate::domain::record::contacts::Contacts;
use crate::domain::record::issued::Issued;
use crate::domain::record::market::Market;
use crate::domain::record::notice::Notice;
use crate::domain::record::person::Person;
use crate::domain::record::project::Project;
use crate::domain::record::returns::Return;
use crate::domain::record::spot_check::SpotCheck;
use crate::domain::record::summary::Summary;
use crate::domain::record::survey::Survey;
use crate::domain::record::visit::Visit;
use crate::domain::time::{Date, Moment};

/// Receives the dates of a record.
pub trait SeeDates {
    /// Something happened then.
    fn happened(&mut self, key: Key<'_>, date: Option<Moment>);
    /// The second must not lie before the first.
    fn period(&mut self, from: (Key<'_>, Option<Date>), until: (Key<'_>, Option<Date>));
}

/// A record that gives dates.
pub trait Dated {
    fn dates(&self, see: &mut dyn SeeDates);
}

fn day(date: Date) -> Option<Moment> {
    Some(Moment::Day(date))
}

fn maybe(date: Option<Date>) -> Option<Moment> {
    date.map(Moment::Day)
}

impl Dated for Archive {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("baseline_on"), maybe(self.baseline_on));
    }
}

impl Dated for Person {
    fn dates(&self, _see: &mut dyn SeeDates) {}
}

impl Dated for Branch {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.period((Top("opened_on"), Some(self.opened_on)), (Top("closed_on"), self.closed_on));
    }
}

impl Dated for Client {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("registered_on"), day(self.registered_on));
        see.happened(Top("verified_on"), maybe(self.verified_on));
        fact_dates(&self.facts, see);
        for (index, entry) in self.misconduct.iter().enumerate() {
            see.happened(Of("misconduct", index, "on"), day(entry.on));
        }
        for (index, entry) in self.risk_checks.iter().enumerate() {
            see.happened(Of("risk_checks", index, "on"), day(entry.on));
        }
        for (index, entry) in self.overrides.iter().enumerate() {
            let (from, until) = (Of("overrides", index, "from"), Of("overrides", index, "until"));
            see.period((from, Some(entry.from)), (until, Some(entry.until)));
        }
        if let Some(recognition) = &self.recognition {
            let (applied, decided) =
                (In("recognition", "applied_on"), In("recognition", "decided_on"));
            see.happened(applied, day(recognition.applied_on));
            see.happened(decided, maybe(recognition.decided_on));
            see.period((applied, Some(recognition.applied_on)), (decided, recognition.decided_on));
        }
        if let Some(observation) = &self.observation {
            let from = In("observation", "from");
            let decided = In("observation", "decided_on");
            see.happened(decided, maybe(observation.decided_on));
            let start = (from, Some(observation.from));
            see.period(start, (In("observation", "until"), Some(observation.until)));
            see.period(start, (decided, observation.decided_on));
        }
    }
}

fn fact_dates(facts: &Facts, see: &mut dyn SeeDates) {
    fn fact<T>(see: &mut dyn SeeDates, table: &str, fact: Option<&Fact<T>>) {
        see.happened(In(table, "as_of"), maybe(fact.map(|fact| fact.as_of)));
    }
    fact(see, "facts.integrity", facts.integrity.as_ref());
    fact(see, "facts.credit", facts.credit.as_ref());
    fact(see, "facts.reputation", facts.reputation.as_ref());
    fact(see, "facts.social_value", facts.social_value.as_ref());
    fact(see, "facts.connection_value", facts.connection_value.as_ref());
    fact(see, "facts.demanding", facts.demanding.as_ref());
    fact(see, "facts.complex_procedure", facts.complex_procedure.as_ref());
    fact(see, "facts.low_profit", facts.low_profit.as_ref());
    fact(see, "facts.own_problems", facts.own_problems.as_ref());
    fact(see, "facts.near_term_demand", facts.near_term_demand.as_ref());
}

impl Dated for Contacts {
    fn dates(&self, see: &mut dyn SeeDates) {
        for (index, person) in self.persons.iter().enumerate() {
            let basis = Of("persons", index, "basis_on");
            see.happened(basis, day(person.basis_on));
            let retain = (Of("persons", index, "retain_until"), person.retain_until);
            see.period((basis, Some(person.basis_on)), retain);
        }
    }
}

impl Dated for Project {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("signed_on"), maybe(self.signed_on));
        see.happened(Top("accepted_on"), maybe(self.accepted_on));
        see.happened(Top("closed_on"), maybe(self.closed_on));
        see.period((Top("started_on"), self.started_on), (Top("due_on"), self.due_on));
        see.period((Top("started_on"), self.started_on), (Top("accepted_on"), self.accepted_on));
        see.period((Top("started_on"), self.started_on), (Top("closed_on"), self.closed_on));
        see.period((Top("accepted_on"), self.accepted_on), (Top("closed_on"), self.closed_on));
        for (index, payment) in self.payments.iter().enumerate() {
            see.happened(Of("payments", index, "paid_on"), maybe(payment.paid_on));
        }
        for (index, promise) in self.promises.iter().enumerate() {
            let made = Of("promises", index, "made_on");
            let kept = Of("promises", index, "kept_on");
            see.happened(made, day(promise.made_on));
            see.happened(kept, maybe(promise.kept_on));
            see.period((made, Some(promise.made_on)), (kept, promise.kept_on));
        }
    }
}

impl Dated for Complaint {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("received_at"), Some(self.received_at));
        for (index, event) in self.events.iter().enumerate() {
            see.happened(Of("events", index, "at"), Some(event.at));
        }
        let follow_up = self.follow_up.as_ref().map(|follow_up| follow_up.on);
        see.happened(In("follow_up", "on"), maybe(follow_up));
    }
}

impl Dated for Visit {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("on"), day(self.on));
        see.happened(Top("reported_on"), maybe(self.reported_on));
        see.happened(Top("received_at"), self.received_at);
        see.happened(Top("answered_at"), self.answered_at);
        see.period((Top("on"), Some(self.on)), (Top("reported_on"), self.reported_on));
        for (index, commitment) in self.commitments.iter().enumerate() {
            let done = Of("commitments", index, "done_on");
            see.happened(done, maybe(commitment.done_on));
            see.period((Top("on"), Some(self.on)), (done, commitment.done_on));
        }
    }
}

impl Dated for Survey {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("on"), day(self.on));
        for (index, item) in self.items.iter().enumerate() {
            let done = Of("items", index, "improvement_done");
            see.happened(done, maybe(item.improvement_done));
            see.period((Top("on"), Some(self.on)), (done, item.improvement_done));
        }
    }
}

impl Dated for Analysis {
    fn dates(&self, see: &mut dyn SeeDates) {
        let submitted = (Top("submitted_on"), Some(self.submitted_on));
        see.happened(Top("submitted_on"), day(self.submitted_on));
        see.happened(Top("reviewed_on"), maybe(self.reviewed_on));
        see.period(submitted, (Top("reviewed_on"), self.reviewed_on));
    }
}

impl Dated for Activity {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("submitted_on"), maybe(self.submitted_on));
        see.happened(Top("reviewed_on"), maybe(self.reviewed_on));
        see.period((Top("from"), Some(self.from)), (Top("until"), self.until));
        see.period(
            (Top("submitted_on"), self.submitted_on),
            (Top("reviewed_on"), self.reviewed_on),
        );
        for (index, action) in self.actions.iter().enumerate() {
            see.happened(Of("actions", index, "done_on"), maybe(action.done_on));
        }
    }
}

impl Dated for Market {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("submitted_on"), day(self.submitted_on));
    }
}

impl Dated for Return {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("submitted_on"), day(self.submitted_on));
    }
}

impl Dated for Summary {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("submitted_on"), day(self.submitted_on));
        see.happened(Top("accepted_on"), maybe(self.accepted_on));
        see.happened(Top("forwarded_on"), maybe(self.forwarded_on));
        let submitted = (Top("submitted_on"), Some(self.submitted_on));
        see.period(submitted, (Top("accepted_on"), self.accepted_on));
        see.period(
            (Top("accepted_on"), self.accepted_on),
            (Top("forwarded_on"), self.forwarded_on),
        );
    }
}

impl Dated for Notice {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("notice_on"), day(self.notice_on));
        let notice = (Top("notice_on"), Some(self.notice_on));
        see.period(notice, (Top("summary_due"), self.summary_due));
        see.period(notice, (Top("recheck_on"), self.recheck_on));
    }
}

impl Dated for SpotCheck {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("on"), day(self.on));
        for (index, service) in self.services.iter().enumerate() {
            let done = Of("services", index, "done_on");
            see.happened(done, maybe(service.done_on));
            see.period((Top("on"), Some(self.on)), (done, service.done_on));
        }
    }
}

impl Dated for Access {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("decided_on"), maybe(self.decided_on));
        see.happened(Top("consent_on"), maybe(self.consent_on));
        see.period((Top("from"), Some(self.from)), (Top("until"), Some(self.until)));
        for (index, entry) in self.uses.iter().enumerate() {
            see.happened(Of("uses", index, "at"), Some(entry.at));
        }
    }
}

impl Dated for Issued {
    fn dates(&self, see: &mut dyn SeeDates) {
        see.happened(Top("issued_on"), day(self.issued_on));
    }
}
