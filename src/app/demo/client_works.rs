//! What is built for a client, who visits it, and what it says when it is asked.

use super::cast::{LEADER, Role, Temper};
use super::client::Client;
use super::client_file::named;
use super::draw::{Draw, after, before, day, working};
use super::values::{Draft, Values};
use super::words::{LEARNED, NEXT_STEPS, TOPICS, WORKS};
use super::{FIRST, TODAY};
use crate::domain::record::Kind;
use crate::domain::time::{Date, days_between};

/// A project of ours for the client.
pub struct Work {
    pub id: String,
    pub name: String,
    pub signed_on: Date,
    started_on: Date,
    /// Its acceptance, also one that is still to come.
    accepted_on: Date,
    value: u64,
    /// In thousandths.
    margin: u64,
    payments: Vec<Payment>,
}

struct Payment {
    due_on: Date,
    amount: u64,
    paid_on: Option<Date>,
}

/// The day on which a client that was won signs.
pub fn won_on(client: &Client<'_>) -> Date {
    client.draw("won").day(day(2025, 11, 10), 100)
}

impl Work {
    pub fn is_in_progress(&self, on: Date) -> bool {
        self.started_on <= on && on < self.accepted_on
    }

    fn values(&self, client: &Client<'_>, as_of: Date) -> Values {
        let branch = client.branch();
        let accepted = (self.accepted_on <= as_of).then_some(self.accepted_on);
        let status = if accepted.is_some() { "warranty" } else { "in_progress" };
        let manager = client.cast.id(branch.managers[client.number % 2]);
        let values = Values::default().text("client", &client.id).text("name", &self.name);
        let values = values.text("manager", manager).text("status", status);
        let values = values.whole("contract_value", self.value).date("signed_on", self.signed_on);
        let values = values.date("started_on", self.started_on);
        let values = values.date("due_on", self.accepted_on).maybe_date("accepted_on", accepted);
        let values = match accepted {
            Some(_) => values.share("margin", self.margin),
            None => values,
        };
        let values = values.text("signed_for_us", client.cast.id(branch.head));
        let payment = |payment: &Payment| {
            let paid_on = payment.paid_on.filter(|paid_on| *paid_on <= as_of);
            let values = Values::default().date("due_on", payment.due_on);
            values.whole("amount", payment.amount).maybe_date("paid_on", paid_on)
        };
        values.tables("payments", self.payments.iter().map(payment))
    }

    /// The days on which there is something new to enter.
    fn turns(&self, first: Date) -> Vec<Date> {
        let paid = self.payments.iter().filter_map(|payment| payment.paid_on);
        let mut days: Vec<Date> = paid.chain([self.accepted_on]).collect();
        let first = self.signed_on.max(first);
        days.retain(|on| *on > first && *on <= TODAY);
        days.push(first);
        days.sort();
        days.dedup();
        days
    }
}

/// The client's projects; none where there was none.
pub fn works(client: &Client<'_>) -> Vec<Work> {
    if !client.has_project() {
        return Vec::new();
    }
    let mut draw = client.draw("works");
    let is_old = client.role != Role::Won && (client.first == FIRST || draw.chance(60));
    let margins = match client.role {
        Role::Lean | Role::Thin => (8, 26),
        _ => (31, 72),
    };
    let margin = draw.between(margins.0, margins.1);
    // What was built before is what a margin can be told of.
    let finished = matches!(client.role, Role::Lean | Role::Thin) || draw.chance(45);
    let (signed_on, months) = match (client.role, is_old, finished) {
        (Role::Won, ..) => (won_on(client), 14),
        (_, false, _) => (draw.day(client.first, 30).min(TODAY), 16),
        (_, true, true) => (draw.day(day(2023, 1, 9), 240), 14),
        (_, true, false) => (draw.day(day(2024, 3, 4), 200), 22),
    };
    let started_on = after(signed_on, 20);
    let accepted_on = working(after(started_on, months * 30 + draw.below(60)));
    let value = draw.between(6, 260) * 1_000_000;
    let name = format!("{}{}", named(client.demo.seed, client.number).alias, draw.pick(&WORKS));
    let id = client.own_id("xm", signed_on, 0);
    let payments = payments(client, &mut draw, value, started_on);
    vec![Work { id, name, signed_on, started_on, accepted_on, value, margin, payments }]
}

/// Two or three payments; how they are paid is what the client's credit is.
fn payments(client: &Client<'_>, draw: &mut Draw, value: u64, started_on: Date) -> Vec<Payment> {
    let first = after(started_on.max(day(2024, 6, 3)), 60);
    let mut payments = Vec::new();
    for round in 0..3 {
        let due_on = working(after(first, round * 190 + draw.below(20)));
        if due_on > after(TODAY, 120) {
            break;
        }
        let amount = value / 100_000 * draw.between(8, 22) * 1000;
        let (amount, paid_on) = match (client.role, round) {
            (Role::Debtor, 1 | 2) => (amount, None),
            // Late, but little: fair credit, and no longer good.
            (Role::Falling, 1) => {
                let first = payments.first().map_or(amount, |first: &Payment| first.amount);
                (first / 4, Some(after(due_on, draw.between(110, 140))))
            }
            _ => (amount, Some(before(due_on, draw.below(12)))),
        };
        payments.push(Payment {
            due_on,
            amount,
            paid_on: paid_on.map(working).filter(|on| *on <= TODAY),
        });
    }
    payments
}

pub fn drafts(client: &Client<'_>, works: &[Work]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for work in works {
        let path = client.path("projects", &work.id);
        for on in work.turns(client.first) {
            let values = work.values(client, on);
            drafts.push(client.draft(on, Kind::Project, path.clone(), values));
        }
    }
    let mut draw = client.draw("visits");
    for (number, on) in visited_on(client, &mut draw).into_iter().enumerate() {
        drafts.push(visit(client, &mut draw, number, on, works));
    }
    for work in works {
        surveys(client, work, &mut drafts);
    }
    drafts
}

fn visited_on(client: &Client<'_>, draw: &mut Draw) -> Vec<Date> {
    let count = match client.role {
        Role::Stranger => return Vec::from([draw.day(after(client.first, 3), 20).min(TODAY)]),
        Role::Won => {
            let first = after(client.first, 10);
            return Vec::from([draw.day(first, 20), draw.day(after(first, 60), 60)]);
        }
        Role::Partner | Role::Raised => draw.between(2, 5),
        Role::Abandoned => 0,
        _ => draw.below(3),
    };
    // More is known of late than of long ago.
    let first = client.first.max(day(2025, 3, 3));
    let days = u64::try_from(days_between(first, TODAY)).unwrap_or(0);
    let mut visited: Vec<Date> = (0..count)
        .map(|_| {
            let from = after(first, draw.below(days + 1) / 2);
            draw.day(from, days / 2)
        })
        .collect();
    visited.retain(|on| *on <= TODAY);
    visited.sort();
    visited
}

fn visit(client: &Client<'_>, draw: &mut Draw, number: usize, on: Date, works: &[Work]) -> Draft {
    let id = client.own_id("bf", on, 1 + number);
    let path = client.path(&format!("visits/{}", on.format("%Y")), &id);
    let branch = client.branch();
    let builds = works.iter().any(|work| work.is_in_progress(on));
    let (level, by) = match draw.below(10) {
        0 if client.role == Role::Partner => ("group_leader", client.cast.id(LEADER)),
        1 | 2 => ("branch_leader", client.cast.id(branch.head)),
        3 | 4 if builds => ("project_manager", client.cast.id(branch.managers[0])),
        _ => ("marketer", client.owner_on(on)),
    };
    let channel = *draw.pick(&["door_visit", "on_site", "meeting", "technical_exchange", "phone"]);
    let values = Values::default().text("client", &client.id).date("on", on);
    let values = values.text("channel", channel).text("level", level).texts("by", [by]);
    let values = values.flag("two_way", true).text("topics", *draw.pick(&TOPICS));
    let values = values.text("learned", *draw.pick(&LEARNED));
    let values = values.text("next_step", *draw.pick(&NEXT_STEPS));
    let reported_on = after(on, draw.between(0, 4)).min(TODAY);
    let values = values.date("reported_on", reported_on);
    let values = if client.is_bad() { values.flag("briefed", true) } else { values };
    let purpose = if client.role == Role::Stranger { "development" } else { "maintenance" };
    let mut draft = client.draft(reported_on, Kind::Visit, path, values.text("purpose", purpose));
    let forgotten = match branch.temper {
        Temper::Careful => 1,
        Temper::Usual => 5,
        Temper::Careless => 16,
    };
    if draw.chance(forgotten) {
        draft.on = working(after(on, draw.between(12, 45))).min(TODAY);
        draft.note = Some("补录走访记录".to_owned());
    }
    draft
}

const ITEMS: [&str; 16] = [
    "project_information",
    "service_advice",
    "responsiveness",
    "communication",
    "standards",
    "promises",
    "fitness",
    "site_safety_environment",
    "documents",
    "staff_attitude",
    "problem_solving",
    "cooperation",
    "integrity",
    "feedback_handling",
    "warranty_response",
    "repair_quality",
];

/// The half-years' rounds of questions, to those for whom something is being built.
fn surveys(client: &Client<'_>, work: &Work, drafts: &mut Vec<Draft>) {
    let mut draw = client.draw("surveys");
    let asked = match client.branch().temper {
        Temper::Careful => 96,
        Temper::Usual => 78,
        Temper::Careless => 45,
    };
    for (number, from) in [day(2025, 5, 12), day(2025, 11, 10), day(2026, 5, 11)].iter().enumerate()
    {
        let on = draw.day(*from, 25);
        // What was in progress for most of the half-year is asked about.
        let builds = work.is_in_progress(on) || work.is_in_progress(before(on, 110));
        let is_asked = draw.chance(if builds { asked } else { 8 });
        if on < client.first || on < work.started_on || !is_asked {
            continue;
        }
        let id = client.own_id("dc", on, 20 + number);
        let path = client.path(&format!("surveys/{}", on.format("%Y")), &id);
        let warranty = work.accepted_on <= on;
        let values = Values::default().text("client", &client.id).text("project", &work.id);
        let values = values.date("on", on);
        let values = values.text("phase", if warranty { "warranty" } else { "in_progress" });
        let method = *draw.pick(&["visit", "phone", "on_site"]);
        let values = values.text("method", method).text("surveyor", client.owner_on(on));
        let values =
            values.text("opinion", *draw.pick(&["配合顺畅", "比去年好", "资料还可以更快些"]));
        let count = if warranty { 16 } else { 13 };
        // Some items of a branch each half-year, however many clients it has.
        let bad = client.seldom(&mut draw, if client.is_careless() { 8 } else { 2 }, 30);
        let worst = bad.then(|| draw.below(count as u64));
        let items: Vec<Values> = (0..count)
            .map(|place| answer(client, place, worst == Some(place as u64), &mut draw, on))
            .collect();
        drafts.push(client.draft(after(on, 1), Kind::Survey, path, values.tables("items", items)));
    }
}

fn answer(client: &Client<'_>, place: usize, worst: bool, draw: &mut Draw, on: Date) -> Values {
    let score = if worst { 2 } else { draw.between(3, 5) };
    let values = Values::default().text("item", ITEMS[place]).whole("score", score);
    if !worst || client.is_careless() {
        return values;
    }
    let values = values.text("comment", "答复偏慢").text("cause", "project");
    let values = values.text("improvement", "项目部每周书面通报一次");
    let manager = client.cast.id(client.branch().managers[0]);
    let values = values.text("improvement_by", manager);
    values.date("improvement_due", working(after(on, 30)))
}

/// The end of a half-year's reports: the days on which people write them.
pub fn days_before(draw: &mut Draw, due_on: Date, days: u64) -> Date {
    let on = before(due_on, draw.below(days));
    if working(on) == on { on } else { before(on, 2) }
}
