//! What headquarters does: targets, spot checks, notices, access; and what branches do beside
//! their clients: summaries, plans, market reports.

use super::cast::{
    ARCHIVIST, AUDITOR, Branch, CLIENTS_MIN, Cast, FALSIFIED, HEAD, LEADER, LEFT_ON, Role, STAFF,
    Temper, YOUNG, home, role,
};
use super::draw::{Draw, after, day, id};
use super::values::{Draft, Entry, Hand, Values};
use super::{Demo, client, start};
use crate::diag::edit::EditRefusal;
use crate::domain::record::Kind;
use rayon::prelude::*;

pub fn all(demo: &Demo, cast: &Cast) -> Result<Vec<Entry>, EditRefusal> {
    let mut drafts = policies(cast);
    drafts.push(leaver(cast));
    drafts.extend(cast.branches.get(YOUNG).map(|branch| opened(cast, branch)));
    drafts.extend(spot_checks(demo, cast));
    for (number, branch) in cast.branches.iter().enumerate() {
        drafts.extend(notices(cast, number, branch));
        drafts.extend(plans(demo, cast, number, branch));
    }
    drafts.extend(access(demo, cast));
    drafts.into_par_iter().map(Draft::compose).collect()
}

fn policies(cast: &Cast) -> Vec<Draft> {
    let later = start::TARGETS.iter().enumerate().skip(1);
    let draft = |(place, (half, on)): (usize, &(&str, (i32, u32, u32)))| {
        let (on, by) = (day(on.0, on.1, on.2), Hand::Headquarters(HEAD));
        let values = start::policy(cast, place);
        let draft = Draft::new(on, by, Kind::Policy, "policy.toml".to_owned(), values);
        draft.noted(format!("制度参数：{half} 各单位客户目标"))
    };
    later.map(draft).collect()
}

fn leaver(cast: &Cast) -> Draft {
    let person = cast.branches.first().map_or(0, |branch| branch.marketers[2]);
    let on = day(LEFT_ON.0, LEFT_ON.1, LEFT_ON.2);
    let path = format!("people/{}.toml", cast.id(person));
    let by = Hand::Headquarters(ARCHIVIST);
    let draft = Draft::new(on, by, Kind::Person, path, start::person(cast, person, true));
    draft.noted(format!("{}离职", cast.people[person].name))
}

/// A branch opens, with its people.
fn opened(cast: &Cast, branch: &Branch) -> Draft {
    Draft {
        on: branch.opened_on,
        by: Hand::Headquarters(ARCHIVIST),
        records: start::opening(cast, branch)
            .into_iter()
            .map(|(kind, path, values)| (kind, path, Some(values)))
            .collect(),
        note: Some(format!("{}成立", branch.name)),
    }
}

/// Some clients of every branch, held against reality each half-year.
fn spot_checks(demo: &Demo, cast: &Cast) -> Vec<Draft> {
    let rounds =
        [("2025H1", day(2025, 6, 9)), ("2025H2", day(2025, 12, 8)), ("2026H1", day(2026, 6, 8))];
    let mut taken = vec![0_usize; cast.branches.len()];
    let mut drafts = Vec::new();
    let each = (demo.clients / cast.branches.len() / 60).clamp(2, 6);
    for number in 0..demo.clients.min(4000) {
        let branch = home(demo, cast, number);
        let is_stable = matches!(
            role(demo, number),
            Role::Partner | Role::Builder | Role::Rising | Role::Debtor | Role::Harsh | Role::Lean
        );
        let is_late =
            super::cast::registered_on(demo, &cast.branches[branch], number) >= day(2025, 1, 1);
        if !is_stable || is_late || taken[branch] >= each {
            continue;
        }
        taken[branch] += 1;
        for (round, (half, from)) in rounds.iter().enumerate() {
            let mut draw = Draw::new(demo.seed, half, number);
            let on = draw.day(*from, 10);
            let lies = branch == FALSIFIED && round == 2 && taken[branch] == 1;
            let check = id("cc", on, number * 4 + round, demo.seed);
            let path = format!("hq/checks/{half}/{check}.toml");
            let values = spot_check(demo, cast, number, &mut draw, lies).date("on", on);
            let by = Hand::Headquarters(STAFF);
            drafts.push(Draft::new(after(on, 1), by, Kind::SpotCheck, path, values));
        }
    }
    drafts
}

fn spot_check(demo: &Demo, cast: &Cast, number: usize, draw: &mut Draw, lies: bool) -> Values {
    let careless = cast.branches[home(demo, cast, number)].temper == Temper::Careless;
    let fields = ["contact_method", "address", "联系人职位", "付款记录", "拜访记录"];
    let field = |(place, field): (usize, &&str)| {
        let false_entry = lies && place == 4;
        let matches = !false_entry && !draw.chance(if careless { 40 } else { 3 });
        let actual = if matches { "核对一致" } else { "与档案不符，已要求更正" };
        let values = Values::default().text("field", *field).text("recorded", "见档案");
        let actual =
            if false_entry { "前台登记无此行，当事人承认补写" } else { actual };
        let values = values.text("actual", actual).flag("match", matches);
        if false_entry { values.flag("deliberate", true) } else { values }
    };
    let fields: Vec<Values> = fields.iter().enumerate().map(field).collect();
    let values = Values::default().text("client", client::id_of(demo, cast, number));
    let values = values.text("by", cast.id(STAFF));
    let values = if lies { values.text("confirmed_by", cast.id(AUDITOR)) } else { values };
    values.tables("fields", fields)
}

/// Headquarters tells the result; the branch answers with a summary, or does not.
fn notices(cast: &Cast, number: usize, branch: &Branch) -> Vec<Draft> {
    let rounds = [("2025H1", day(2025, 7, 28)), ("2025H2", day(2026, 1, 27))];
    let mut drafts = Vec::new();
    for (round, (half, on)) in rounds.iter().enumerate() {
        if number == YOUNG && round == 0 {
            continue;
        }
        let due = after(*on, 7);
        let result = match branch.temper {
            Temper::Careful => "good",
            Temper::Usual => "pass",
            Temper::Careless => "poor",
        };
        let values = Values::default().text("result", result).date("notice_on", *on);
        let values = match result {
            "good" => values.text("note", "撰文上报集团领导，发文表扬"),
            _ => values.date("summary_due", due).text("note", "一周内提交工作总结或整改报告"),
        };
        let path = format!("branches/{}/notices/{half}.toml", branch.id);
        drafts.push(Draft::new(*on, Hand::Headquarters(HEAD), Kind::Notice, path, values));
        if result == "good" || (result == "poor" && round == 1) {
            continue;
        }
        let kind = if result == "poor" { "rectification" } else { "summary" };
        let values = Values::default().text("kind", kind).date("submitted_on", after(*on, 6));
        let values = values.text("by", cast.id(branch.head)).table("sections", sections(half));
        let path = format!("branches/{}/summaries/{half}.toml", branch.id);
        let by = Hand::Clerk { branch: number, clerk: 0 };
        drafts.push(Draft::new(after(*on, 6), by, Kind::Summary, path, values));
    }
    drafts
}

fn sections(half: &str) -> Values {
    let text = |name: &str| {
        format!("{half} {name}：逐条对照失分原因，明确责任人和完成时间，下半年按月自查。")
    };
    let values = Values::default().text("reporting", text("信息上报与档案"));
    let values = values.text("complaints", text("客户投诉"));
    let values = values.text("satisfaction", text("客户满意度"));
    values.text("analysis", text("客户分析报告")).text("truth", text("信息反馈真实性"))
}

/// A plan with actions, some done and some overdue, and market reports.
fn plans(demo: &Demo, cast: &Cast, number: usize, branch: &Branch) -> Vec<Draft> {
    let hand = Hand::Clerk { branch: number, clerk: 1 };
    let marketer = cast.id(branch.marketers[0]);
    let on = day(2026, 1, 13);
    let plan = id("jh", on, number, demo.seed);
    let action = |text: &str, due_on, done_on| {
        let values = Values::default().text("text", text).text("by", marketer);
        values.date("due_on", due_on).maybe_date("done_on", done_on)
    };
    let actions = [
        action("重点客户高层互访", day(2026, 4, 30), Some(day(2026, 4, 21))),
        action("汇总半年满意度问题并销项", day(2026, 6, 30), None),
        action("下半年投标客户摸底", day(2026, 9, 30), None),
    ];
    let values = Values::default().text("kind", "work_plan").text("title", "2026 年客户工作计划");
    let values = values.date("from", on).date("until", day(2026, 12, 31)).text("by", marketer);
    let values = values.date("submitted_on", on).text("reviewed_by", cast.id(branch.head));
    let values = values.date("reviewed_on", on).whole("budget", 80_000);
    let sections = Values::default().text("situation", "老客户集中在房建，市政与园区客户偏少");
    let sections = sections.text("measures", "按等级走访，投诉当天受理，半年一次满意度调查");
    let values = values.table("sections", sections).tables("actions", actions);
    let path = format!("branches/{}/activities/2026/{plan}.toml", branch.id);
    let mut drafts = vec![Draft::new(on, hand, Kind::Activity, path, values)];
    for (round, on) in [day(2026, 3, 30), day(2026, 6, 29)].into_iter().enumerate() {
        let report = id("sx", on, number * 4 + round, demo.seed);
        let item = Values::default().text("about", "market");
        let item = item.text("text", "园区厂房招标回暖，评标更看重履约评价，最低价中标减少");
        let item = item.text("source", "招标平台统计").whole("source_level", 1);
        let item = item.text("effect_on_us", "履约评价好的项目可重点投");
        let values = Values::default().date("submitted_on", on).text("by", marketer);
        let values = values.text("reported_to", cast.id(STAFF)).tables("items", [item]);
        let path = format!("branches/{}/market/2026/{report}.toml", branch.id);
        drafts.push(Draft::new(on, hand, Kind::Market, path, values));
    }
    drafts
}

/// Who asked to see the archive.
fn access(demo: &Demo, cast: &Cast) -> Vec<Draft> {
    let clients: Vec<String> =
        (0..CLIENTS_MIN.min(2)).map(|number| client::id_of(demo, cast, number)).collect();
    let applicant = cast.branches.first().map_or(HEAD, |branch| branch.marketers[0]);
    let unit = cast.branches.first().map_or("hq", |branch| &branch.id);
    let on = day(2026, 7, 6);
    let values = Values::default().text("applicant", cast.id(applicant)).text("unit", unit);
    let values = values.texts("clients", clients).text("purpose", "编制联合投标方案，需要历次合同");
    let values = values.text("scope", "full").date("from", on).date("until", after(on, 21));
    let values = values.text("opinion", "同意，限本项目组").text("opinion_by", cast.id(HEAD));
    let values = values.text("decision", "approved").text("decided_by", cast.id(LEADER));
    let values = values.date("decided_on", on);
    let path = format!("hq/access/2026/{}.toml", id("cy", on, 0, demo.seed));
    vec![Draft::new(on, Hand::Headquarters(STAFF), Kind::Access, path, values)]
}
