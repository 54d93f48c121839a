//! Analysis reports of A and B clients: most are good, some are late, copied or unfinished.

use super::cast::{Role, Temper};
use super::client::Client;
use super::client_file::named;
use super::client_works::{Work, days_before};
use super::draw::{after, day};
use super::values::{Draft, Values};
use crate::domain::record::Kind;
use crate::domain::time::Date;

/// A half-year, its due date, and how many of a hundred are written by branches of each temper.
type Round = (&'static str, (i32, u32, u32), [u64; 3]);

const HALVES: [Round; 3] = [
    ("2025H1", (2025, 6, 20), [80, 45, 15]),
    ("2025H2", (2025, 12, 20), [95, 80, 30]),
    ("2026H1", (2026, 6, 20), [98, 88, 50]),
];

pub fn drafts(client: &Client<'_>, work: Option<&Work>) -> Vec<Draft> {
    let mut draw = client.draw("reports");
    let mut drafts = Vec::new();
    for (number, (half, due, shares)) in HALVES.iter().enumerate() {
        let due_on = day(due.0, due.1, due.2);
        let place = match client.branch().temper {
            Temper::Careful => 0,
            Temper::Usual => 1,
            Temper::Careless => 2,
        };
        let is_written = draw.chance(shares[place]);
        let is_late = draw.chance(4 * place as u64);
        let on = days_before(&mut draw, due_on, 30);
        let on = if is_late { after(due_on, 5) } else { on };
        let is_bad = draw.chance(9 * place as u64);
        let required = grade(client.role, on).is_some();
        // Required is what was a client before the half-year began.
        if !is_written || !required || client.registered_on > super::draw::before(due_on, 190) {
            continue;
        }
        let id = client.own_id("fx", on, 40 + number);
        let path = client.path(&format!("analyses/{}", on.format("%Y")), &id);
        let values = values(client, work, half, on, is_bad);
        drafts.push(client.draft(on, Kind::Analysis, path, values));
    }
    drafts
}

/// What the author takes the client for; none where no report is asked for.
fn grade(role: Role, on: Date) -> Option<&'static str> {
    match role {
        Role::Partner => Some("A"),
        Role::Rising => Some(if on < day(2026, 2, 1) { "B" } else { "A" }),
        Role::Falling | Role::Cooling => Some(if on < day(2026, 1, 1) { "A" } else { "B" }),
        Role::Builder | Role::Lean | Role::Unsure | Role::Raised | Role::Moved => Some("B"),
        Role::Won if on > day(2026, 1, 1) => Some("B"),
        Role::Watched if on > day(2026, 2, 1) => Some("B"),
        Role::Won
        | Role::Watched
        | Role::Stranger
        | Role::Dishonest
        | Role::Harsh
        | Role::Quarrelsome
        | Role::Thin
        | Role::Debtor
        | Role::Troubled
        | Role::Abandoned
        | Role::Reference
        | Role::Twin => None,
    }
}

fn values(client: &Client<'_>, work: Option<&Work>, half: &str, on: Date, bad: bool) -> Values {
    let alias = named(client.demo.seed, client.number).alias;
    let grade = grade(client.role, on).unwrap_or("B");
    let author = client.owner_on(on);
    let head = client.cast.id(client.branch().head);
    let works = work.map_or("尚无合作工程", |work| &work.name);
    let evidence: Vec<String> = match work {
        Some(work) => vec![client.id.clone(), work.id.clone()],
        None => vec![client.id.clone()],
    };
    let texts = [
        ("basics", format!("{alias}本期组织和分工没有大的变化，{half} 联系渠道畅通，资料已核对。")),
        ("integrity", format!("{half} 查询公示信息并走访同行，{alias}没有新的不良诚信记录。")),
        ("credit", format!("{half} 逐笔核对{works}的应收款，结果见付款记录。")),
        ("cooperation", format!("与{alias}的合作以{works}为主，{half} 履约情况正常。")),
        ("scale_profit", format!("{works}的规模与利润按结算口径核对，{half} 没有重大偏差。")),
        (
            "social_value",
            format!("{alias}在本地同类单位中的影响与上期相比，{half} 评定依据已更新。"),
        ),
        ("demand", format!("{alias}近期的建设计划见客户需求，{half} 已按计划跟进。")),
        (
            "satisfaction_complaints",
            format!("{half} 对{alias}的回访与调查结果已登记，意见逐条答复。"),
        ),
        ("competition", format!("{half} 另有两家同行接触{alias}，报价接近，胜负在履约口碑。")),
        ("own_risks", format!("{alias}的资金来源和经营状况，{half} 未见异常信号。")),
        (
            "conclusion",
            format!(
                "综合各项事实，{alias}按 {grade} 类维护，{half} 的重点是守住承诺并跟进下一个项目。"
            ),
        ),
        ("maintenance", format!("下一期对{alias}按计划走访，{half} 未办结的事项由客户经理跟进。")),
    ];
    let mut sections = Values::default();
    for (name, text) in texts {
        let text = match (bad, name) {
            (true, "competition" | "own_risks") => "待补".to_owned(),
            (true, "social_value") => "同上".to_owned(),
            _ => text,
        };
        let section = Values::default().text("text", text);
        sections = sections.table(name, section.texts("evidence", evidence.iter().cloned()));
    }
    let values = Values::default().text("client", &client.id);
    let values = values.text("half", half).date("submitted_on", on).text("author", author);
    let values = values.text("reviewed_by", head).date("reviewed_on", on);
    let values = values.text("suggested_grade", grade).table("sections", sections);
    values.table("ratings", Values::default().text("integrity", "good"))
}
