//! Every reference that a record makes, with the key it stands under: one list for each kind.
//! `tests/it/references.rs` holds the lists to the schemas, so that a new key is not forgotten.

use super::key::Key::{self, Deep, In, Item, Of, Top};
use crate::domain::id::{ActivityId, BranchId, ClientId, ComplaintId, PersonId, ProjectId, Unit};
use crate::domain::keyword::Keyword;
use crate::domain::policy::Policy;
use crate::domain::record::access::{Access, AccessClients};
use crate::domain::record::activity::Activity;
use crate::domain::record::analysis::{Analysis, SectionName};
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

/// What a key points to.
#[derive(Clone, Copy)]
pub enum Target<'a> {
    Person(&'a PersonId),
    Client(ClientId),
    Project(ProjectId),
    Complaint(ComplaintId),
    Activity(ActivityId),
    Branch(&'a BranchId),
    /// A key of the contacts of a client (`None`: of the record itself, which is a client).
    Contact(Option<ClientId>, &'a str),
    /// A key of the policy's duties.
    Duty(&'a str),
    /// A text that may be the id of any record.
    Any(&'a str),
}

/// Receives each reference.
pub struct See<'f, 'a>(pub &'f mut dyn FnMut(Key<'_>, Target<'a>));

impl<'a> See<'_, 'a> {
    fn person(&mut self, key: Key<'_>, person: &'a PersonId) {
        (self.0)(key, Target::Person(person));
    }

    fn maybe(&mut self, key: Key<'_>, person: Option<&'a PersonId>) {
        if let Some(person) = person {
            self.person(key, person);
        }
    }

    fn people(&mut self, list: &str, people: &'a [PersonId]) {
        for (index, person) in people.iter().enumerate() {
            self.person(Item(list, index), person);
        }
    }

    fn project(&mut self, key: Key<'_>, project: Option<ProjectId>) {
        if let Some(project) = project {
            (self.0)(key, Target::Project(project));
        }
    }

    fn contact(&mut self, key: Key<'_>, client: ClientId, contact: Option<&'a String>) {
        if let Some(contact) = contact {
            (self.0)(key, Target::Contact(Some(client), contact));
        }
    }

    fn unit(&mut self, key: Key<'_>, unit: &'a Unit) {
        if let Unit::Branch(branch) = unit {
            (self.0)(key, Target::Branch(branch));
        }
    }

    fn duty(&mut self, duty: Option<&'a String>) {
        if let Some(duty) = duty {
            (self.0)(Top("duty"), Target::Duty(duty));
        }
    }
}

/// A record that refers to others.
pub trait Links {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>);
}

impl Links for Person {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        see.unit(Top("unit"), &self.unit);
    }
}

impl Links for Branch {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        see.maybe(Top("supervisor"), self.supervisor.as_ref());
        see.person(Top("head"), &self.head);
        see.people("clerks", &self.clerks);
    }
}

impl Links for Client {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        if let Some(target) = self.merged_into {
            (see.0)(Top("merged_into"), Target::Client(target));
        }
        see.person(Top("owner"), &self.owner);
        for (index, branch) in self.serving_branches.iter().enumerate() {
            (see.0)(Item("serving_branches", index), Target::Branch(branch));
        }
        fact_links(&self.facts, see);
        for (index, need) in self.needs.iter().enumerate() {
            see.project(Of("needs", index, "project"), need.project);
            see.maybe(Of("needs", index, "by"), need.by.as_ref());
        }
        for (index, entry) in self.misconduct.iter().enumerate() {
            see.project(Of("misconduct", index, "project"), entry.project);
            see.person(Of("misconduct", index, "recorded_by"), &entry.recorded_by);
            see.maybe(Of("misconduct", index, "verified_by"), entry.verified_by.as_ref());
        }
        for (index, entry) in self.risk_checks.iter().enumerate() {
            see.person(Of("risk_checks", index, "by"), &entry.by);
        }
        for (index, entry) in self.overrides.iter().enumerate() {
            see.person(Of("overrides", index, "decided_by"), &entry.decided_by);
            see.person(Of("overrides", index, "approved_by"), &entry.approved_by);
        }
        if let Some(recognition) = &self.recognition {
            see.person(In("recognition", "by"), &recognition.by);
            see.maybe(In("recognition", "decided_by"), recognition.decided_by.as_ref());
        }
        if let Some(observation) = &self.observation {
            see.maybe(In("observation", "approved_by"), observation.approved_by.as_ref());
        }
        for (index, line) in self.visit_plan.iter().enumerate() {
            see.maybe(Of("visit_plan", index, "person"), line.person.as_ref());
            if let Some(contact) = &line.with {
                (see.0)(Of("visit_plan", index, "with"), Target::Contact(None, contact));
            }
        }
    }
}

fn fact_links<'a>(facts: &'a Facts, see: &mut See<'_, 'a>) {
    fn fact<'a, T>(see: &mut See<'_, 'a>, table: &str, fact: Option<&'a Fact<T>>) {
        see.maybe(In(table, "by"), fact.map(|fact| &fact.by));
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

impl Links for Contacts {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        for (index, person) in self.persons.iter().enumerate() {
            see.maybe(Of("persons", index, "our_person"), person.our_person.as_ref());
        }
    }
}

impl Links for Project {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        (see.0)(Top("client"), Target::Client(self.client));
        see.maybe(Top("manager"), self.manager.as_ref());
        see.maybe(Top("signed_for_us"), self.signed_for_us.as_ref());
        see.contact(Top("signed_for_client"), self.client, self.signed_for_client.as_ref());
    }
}

impl Links for Complaint {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        (see.0)(Top("client"), Target::Client(self.client));
        see.project(Top("project"), self.project);
        see.contact(Top("contact"), self.client, self.contact.as_ref());
        see.person(Top("receiver"), &self.receiver);
        see.maybe(Top("handler"), self.handler.as_ref());
        see.maybe(Top("finding_by"), self.finding_by.as_ref());
        see.maybe(Top("approved_by"), self.approved_by.as_ref());
        see.maybe(Top("verified_by"), self.verified_by.as_ref());
        if let Some(other) = self.repeat_of {
            (see.0)(Top("repeat_of"), Target::Complaint(other));
        }
        for (index, event) in self.events.iter().enumerate() {
            see.person(Of("events", index, "by"), &event.by);
        }
        see.maybe(In("follow_up", "by"), self.follow_up.as_ref().map(|follow_up| &follow_up.by));
    }
}

impl Links for Visit {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        (see.0)(Top("client"), Target::Client(self.client));
        see.people("by", &self.by);
        for (index, contact) in self.with.iter().enumerate() {
            see.contact(Item("with", index), self.client, Some(contact));
        }
        see.people("copied_to", &self.copied_to);
        for (index, commitment) in self.commitments.iter().enumerate() {
            see.maybe(Of("commitments", index, "by"), commitment.by.as_ref());
            see.maybe(Of("commitments", index, "verified_by"), commitment.verified_by.as_ref());
        }
        see.maybe(Top("expense_approved_by"), self.expense_approved_by.as_ref());
    }
}

impl Links for Survey {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        (see.0)(Top("client"), Target::Client(self.client));
        see.project(Top("project"), self.project);
        see.contact(Top("respondent"), self.client, self.respondent.as_ref());
        see.person(Top("surveyor"), &self.surveyor);
        if let Some(campaign) = self.campaign {
            (see.0)(Top("campaign"), Target::Activity(campaign));
        }
        for (index, item) in self.items.iter().enumerate() {
            see.maybe(Of("items", index, "cause_approved_by"), item.cause_approved_by.as_ref());
            see.maybe(Of("items", index, "improvement_by"), item.improvement_by.as_ref());
            let verified = item.improvement_verified_by.as_ref();
            see.maybe(Of("items", index, "improvement_verified_by"), verified);
        }
    }
}

impl Links for Analysis {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        (see.0)(Top("client"), Target::Client(self.client));
        see.project(Top("project"), self.project);
        see.person(Top("author"), &self.author);
        see.maybe(Top("reviewed_by"), self.reviewed_by.as_ref());
        for name in SectionName::ALL {
            let evidence = self.sections.get(*name).map_or(&[][..], |section| &section.evidence);
            for (index, text) in evidence.iter().enumerate() {
                (see.0)(Deep("sections", name.key(), "evidence", index), Target::Any(text));
            }
        }
    }
}

impl Links for Activity {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        see.person(Top("by"), &self.by);
        see.maybe(Top("reviewed_by"), self.reviewed_by.as_ref());
        for (index, client) in self.clients.iter().enumerate() {
            (see.0)(Item("clients", index), Target::Client(*client));
        }
        for (index, project) in self.projects.iter().enumerate() {
            see.project(Item("projects", index), Some(*project));
        }
        see.people("attended", &self.attended);
        see.duty(self.duty.as_ref());
        for (index, action) in self.actions.iter().enumerate() {
            see.person(Of("actions", index, "by"), &action.by);
            see.maybe(Of("actions", index, "verified_by"), action.verified_by.as_ref());
            if let Some(client) = action.client {
                (see.0)(Of("actions", index, "client"), Target::Client(client));
            }
            if let Some(source) = &action.source {
                (see.0)(Of("actions", index, "source"), Target::Any(source));
            }
        }
    }
}

impl Links for Market {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        see.person(Top("by"), &self.by);
        see.maybe(Top("reported_to"), self.reported_to.as_ref());
        see.duty(self.duty.as_ref());
        for (index, item) in self.items.iter().enumerate() {
            if let Some(client) = item.client {
                (see.0)(Of("items", index, "client"), Target::Client(client));
            }
        }
    }
}

impl Links for Return {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        see.person(Top("by"), &self.by);
        see.maybe(Top("approved_by"), self.approved_by.as_ref());
    }
}

impl Links for Summary {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        see.person(Top("by"), &self.by);
        see.maybe(Top("accepted_by"), self.accepted_by.as_ref());
    }
}

impl Links for SpotCheck {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        (see.0)(Top("client"), Target::Client(self.client));
        see.person(Top("by"), &self.by);
        see.maybe(Top("confirmed_by"), self.confirmed_by.as_ref());
    }
}

impl Links for Access {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        see.person(Top("applicant"), &self.applicant);
        see.unit(Top("unit"), &self.unit);
        if let AccessClients::Listed(clients) = &self.clients {
            for (index, client) in clients.iter().enumerate() {
                (see.0)(Item("clients", index), Target::Client(*client));
            }
        }
        see.maybe(Top("opinion_by"), self.opinion_by.as_ref());
        see.maybe(Top("decided_by"), self.decided_by.as_ref());
        for (index, entry) in self.uses.iter().enumerate() {
            see.person(Of("uses", index, "by"), &entry.by);
        }
    }
}

impl Links for Policy {
    fn links<'a>(&'a self, see: &mut See<'_, 'a>) {
        for (half, targets) in &self.assessment.targets {
            let table = format!("assessment.targets.{half}");
            for branch in targets.keys() {
                (see.0)(In(&table, branch.as_str()), Target::Branch(branch));
            }
        }
        for (index, entry) in self.assessment.adjustments.iter().enumerate() {
            (see.0)(Of("assessment.adjustments", index, "branch"), Target::Branch(&entry.branch));
            see.person(Of("assessment.adjustments", index, "by"), &entry.by);
        }
        for (index, waiver) in self.waivers.iter().enumerate() {
            see.person(Of("waivers", index, "by"), &waiver.by);
        }
    }
}

impl Links for Notice {
    fn links<'a>(&'a self, _see: &mut See<'_, 'a>) {}
}

impl Links for Issued {
    fn links<'a>(&'a self, _see: &mut See<'_, 'a>) {}
}
