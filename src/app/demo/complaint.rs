//! Complaints of every course: closed in time, late, withdrawn, appealed, paused, taken off the
//! branch, open and overdue. Each is entered step by step.

use super::TODAY;
use super::cast::{CLIENTS_MIN, Role, STAFF, role};
use super::client::Client;
use super::draw::{Draw, after, day, moment, working};
use super::values::{Draft, Values};
use super::words::GRIEVANCES;
use crate::domain::record::Kind;
use crate::domain::time::Date;

/// How a complaint goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    Prompt,
    LateAnswer,
    LateClosing,
    Major,
    Serious,
    Overdue,
    Fresh,
    Withdrawn,
    External,
    AppealUpheld,
    Paused,
    ThirdParty,
    Unjustified,
    Repeated,
}

const COURSES: [Course; 13] = [
    Course::Prompt,
    Course::Overdue,
    Course::Major,
    Course::LateClosing,
    Course::AppealUpheld,
    Course::Paused,
    Course::Withdrawn,
    Course::ThirdParty,
    Course::Repeated,
    Course::LateAnswer,
    Course::Serious,
    Course::External,
    Course::Fresh,
];

/// The course of a client's complaint, if it complains. The first clients have each once.
fn course(client: &Client<'_>) -> Option<Course> {
    if client.role == Role::Quarrelsome {
        return Some(Course::Unjustified);
    }
    if !client.has_project() || matches!(client.role, Role::Won | Role::Moved) {
        return None;
    }
    if client.number < CLIENTS_MIN {
        let complains = |number: &usize| {
            !matches!(
                role(client.demo, *number),
                Role::Stranger
                    | Role::Reference
                    | Role::Twin
                    | Role::Abandoned
                    | Role::Quarrelsome
                    | Role::Won
                    | Role::Moved
            )
        };
        return COURSES.get((0..client.number).filter(complains).count()).copied();
    }
    let mut draw = client.draw("course");
    let often = if client.is_careless() { (22, 24) } else { (10, 12) };
    client.seldom(&mut draw, often.0, often.1).then(|| match draw.below(20) {
        0..8 => Course::Prompt,
        drawn => *COURSES.get(usize::try_from(drawn - 8).unwrap_or(0)).unwrap_or(&Course::Prompt),
    })
}

pub fn drafts(client: &Client<'_>, project: Option<&str>) -> Vec<Draft> {
    let Some(course) = course(client) else { return Vec::new() };
    let mut draw = client.draw("complaint");
    let days = match course {
        Course::Fresh => (day(2026, 7, 17), 0),
        Course::Overdue => (day(2026, 6, 1), 24),
        _ => (day(2025, 2, 17).max(client.first), 420),
    };
    let received_on = draw.day(days.0, days.1).min(working(after(TODAY, 0)));
    // A client that came of late has not been here for long.
    let latest = if course == Course::Fresh { TODAY } else { day(2026, 6, 26) };
    if received_on > latest || received_on < client.first {
        return Vec::new();
    }
    let mut tale = Tale::new(client, project, course, received_on, 0, &mut draw);
    tale.happen();
    let mut drafts = tale.drafts();
    if course == Course::Repeated {
        let again_on = working(after(received_on, 50));
        if again_on <= latest {
            let mut again = Tale::new(client, project, Course::Prompt, again_on, 1, &mut draw);
            again.repeat_of = Some(tale.id.clone());
            again.happen();
            drafts.extend(again.drafts());
        }
    }
    drafts
}

/// Kind, days after the receipt, minute of the day, who, and what is noted.
type Event = (&'static str, u64, u64, usize, &'static str);

/// One complaint: what is known of it in the end, and the events by day.
struct Tale<'c> {
    client: &'c Client<'c>,
    project: Option<String>,
    course: Course,
    id: String,
    received_on: Date,
    minute: u64,
    grievance: usize,
    repeat_of: Option<String>,
    events: Vec<Event>,
    follow_up: Option<(u64, &'static str)>,
}

impl<'c> Tale<'c> {
    fn new(
        client: &'c Client<'c>,
        project: Option<&str>,
        course: Course,
        received_on: Date,
        number: usize,
        draw: &mut Draw,
    ) -> Self {
        Self {
            client,
            project: project.map(str::to_owned),
            course,
            id: client.own_id("ts", received_on, 30 + number),
            received_on,
            minute: draw.between(8 * 60 + 30, 11 * 60),
            grievance: usize::try_from(draw.below(GRIEVANCES.len() as u64)).unwrap_or(0),
            repeat_of: None,
            events: Vec::new(),
            follow_up: None,
        }
    }

    fn severity(&self) -> &'static str {
        match self.course {
            Course::Major => "major",
            Course::Serious => "serious",
            _ => "general",
        }
    }

    fn happen(&mut self) {
        let branch = self.client.branch();
        let clerk = branch.clerks[self.client.clerk];
        let answered = self.minute + 70;
        let mut events = Vec::new();
        let mut event = |kind, days, minute, by, note| events.push((kind, days, minute, by, note));
        match self.course {
            Course::LateAnswer => event("acknowledged", 2, 500, clerk, "电话致歉，说明受理情况"),
            _ => event("acknowledged", 0, answered, clerk, "电话告知已受理，约定到场时间"),
        }
        match self.course {
            Course::Overdue | Course::Fresh => {}
            Course::Withdrawn => event("withdrawn", 3, 600, clerk, "对方来电撤回，已自行解决"),
            Course::External => {
                event("escalated", 4, 650, clerk, "双方对责任分歧较大，报集团");
                event("external", 6, 600, clerk, "对方已申请仲裁，转法务办理");
            }
            _ => return self.handled(events),
        }
        self.events = events;
    }

    /// From the first look to the closing.
    fn handled(&mut self, mut events: Vec<Event>) {
        let branch = self.client.branch();
        let (clerk, manager) = (branch.clerks[self.client.clerk], branch.managers[0]);
        let mut event = |kind, days, minute, by, note| events.push((kind, days, minute, by, note));
        // The longer the limit, the longer it takes.
        let slow = match self.course {
            Course::Major => 3,
            Course::Serious => 2,
            _ => 1,
        };
        let assessed = if self.course == Course::LateAnswer { 2 } else { slow };
        event("assessed", assessed, 560, manager, "现场勘查，初步判断原因");
        if self.course == Course::Paused {
            event("paused", 2, 600, clerk, "等待第三方检测报告");
            event("resumed", 11, 600, clerk, "检测报告已出");
        }
        let late = if self.course == Course::Paused { 11 } else { 0 };
        event("investigated", 2 * slow + late, 620, manager, "核对施工记录并取证");
        event("decided", 5 * slow + late, 640, manager, "书面答复处理意见");
        let late = late + if self.course == Course::LateClosing { 9 } else { 0 };
        event("action", 7 * slow + late, 980, manager, "按意见整改完成");
        event("verified", 8 * slow + late, 900, clerk, "与客户共同复查");
        event("closed", 9 * slow + late, 1000, clerk, "客户签字确认");
        let closed = 9 * slow + late;
        self.events.extend(events);
        let closed = if self.course == Course::AppealUpheld { self.appeal() } else { closed };
        self.visited(closed);
    }

    /// The answer did not stand, and everything is done again.
    fn appeal(&mut self) -> u64 {
        let branch = self.client.branch();
        let (clerk, manager) = (branch.clerks[self.client.clerk], branch.managers[0]);
        self.events.extend([
            ("appealed", 12, 600, clerk, "对方不同意责任划分，书面申诉"),
            ("investigated", 15, 600, manager, "补充取证，邀设计单位参加"),
            ("appeal_decided", 19, 660, STAFF, "复议：申诉成立"),
            ("decided", 20, 640, manager, "重新答复"),
            ("action", 23, 900, manager, "按复议意见再次整改"),
            ("verified", 24, 900, clerk, "复查通过"),
            ("closed", 25, 1000, clerk, "客户确认关闭"),
        ]);
        25
    }

    /// The return visit, due 15 days after the first closing.
    fn visited(&mut self, closed: u64) {
        let relation = match (self.course, self.client.is_careless()) {
            (_, true) => None,
            (Course::LateClosing | Course::Repeated, _) => Some("unchanged"),
            (Course::Unjustified | Course::Major, _) => Some("worsened"),
            _ => Some("improved"),
        };
        let visited =
            if closed > 20 && self.course == Course::AppealUpheld { 26 } else { closed + 10 };
        self.follow_up = relation.map(|relation| (visited, relation));
    }

    /// The complaint as it stands on some days, each an entry.
    fn drafts(&self) -> Vec<Draft> {
        let mut stages: Vec<u64> = self
            .events
            .iter()
            .filter(|(kind, ..)| !matches!(*kind, "assessed" | "investigated" | "verified"))
            .map(|(_, days, ..)| *days)
            .collect();
        stages.extend(self.follow_up.map(|(days, _)| days));
        stages.sort_unstable();
        stages.dedup();
        let folder = format!("complaints/{}", self.received_on.format("%Y"));
        let path = self.client.path(&folder, &self.id);
        let days = stages.into_iter().map(|days| (days, after(self.received_on, days)));
        let known = days.filter(|(_, on)| *on <= TODAY);
        known
            .map(|(days, on)| {
                let values = self.values(days);
                self.client.draft(on, Kind::Complaint, path.clone(), values)
            })
            .collect()
    }

    fn values(&self, until: u64) -> Values {
        let client = self.client;
        let branch = client.branch();
        let (clerk, manager) = (branch.clerks[client.clerk], branch.managers[0]);
        let id = |person: usize| client.cast.id(person).to_owned();
        let (category, summary, cause, action) = GRIEVANCES[self.grievance];
        let happened = |wanted: &str| {
            self.events.iter().any(|(kind, days, ..)| *kind == wanted && *days <= until)
        };
        let complainant = if self.course == Course::ThirdParty { "neighbour" } else { "owner" };
        let values = Values::default().text("client", &client.id);
        let values = values.maybe("project", self.project.clone());
        let values = values.moment("received_at", moment(self.received_on, self.minute));
        let values = values.text("channel", "phone").text("complainant", complainant);
        let values = values.text("category", category).text("summary", summary);
        let values = values.text("remedy_requested", "尽快处理并书面答复");
        let values = values.text("receiver", id(clerk)).text("handler", id(manager));
        let mut values = values.text("severity", self.severity());
        let (responsibility, finding) = match self.course {
            Course::ThirdParty => ("third_party", "justified"),
            Course::Unjustified => ("client", "unjustified"),
            Course::AppealUpheld if !happened("appeal_decided") => ("project", "partly"),
            Course::LateAnswer => ("subcontractor", "partly"),
            _ => ("project", "justified"),
        };
        if happened("decided") {
            values = values.text("responsibility", responsibility).text("finding", finding);
            values = values.text("finding_by", id(branch.head));
            if matches!(self.course, Course::ThirdParty | Course::Unjustified) {
                values = values.text("approved_by", id(STAFF));
            }
        }
        if happened("closed") {
            if self.course != Course::Unjustified {
                values = values.text("root_cause", cause).text("corrective_action", action);
                values = values.text("verified_by", id(clerk));
            }
            let accepted = !matches!(self.course, Course::Unjustified | Course::Major);
            values = values.flag("accepted", accepted);
        }
        values = values.maybe("repeat_of", self.repeat_of.clone());
        let events = self.events.iter().filter(|(_, days, ..)| *days <= until);
        let event = |(kind, days, minute, by, note): &Event| {
            let at = moment(after(self.received_on, *days), *minute);
            let values = Values::default().moment("at", at).text("kind", *kind).text("by", id(*by));
            let values = values.text("note", *note);
            if *kind == "appeal_decided" { values.flag("upheld", true) } else { values }
        };
        values = values.tables("events", events.map(event));
        if let Some((days, relation)) = self.follow_up.filter(|(days, _)| *days <= until) {
            let on = after(self.received_on, days);
            let visit = Values::default().date("on", on).text("by", client.owner_on(on));
            values = values.table("follow_up", visit.text("relationship", relation));
        }
        values
    }
}
