//! What changes in a client's file and when: facts that are collected, needs that come and go, and
//! what happens to the clients of one part and to no other.

use super::cast::{HEAD, LEFT_ON, OPENED_ON, Role, STAFF, Temper, YOUNG};
use super::client::{Client, id_of};
use super::client_file::{ClientFile, Need, Worth};
use super::client_works::won_on;
use super::draw::{Draw, after, before, day};
use super::values::Values;
use super::words::WORKS;
use super::{FIRST, TODAY};
use crate::domain::time::Date;

/// A change of the client's file on a day.
pub type Turn = (Date, Option<String>, Box<dyn FnOnce(&mut ClientFile)>);

/// The day on which a client goes to the branch that opens.
pub fn moves_on(client: &Client<'_>) -> Option<Date> {
    (client.role == Role::Moved).then(|| after(day(OPENED_ON.0, OPENED_ON.1, OPENED_ON.2), 39))
}

/// What changes in the file, and when.
pub fn turns(client: &Client<'_>) -> Vec<Turn> {
    let mut draw = client.draw("turns");
    let mut turns: Vec<Turn> = vec![first(client, &mut draw)];
    let careful = match client.branch().temper {
        Temper::Careful => 97,
        Temper::Usual => 90,
        Temper::Careless => 75,
    };
    if client.first < day(2025, 8, 1) && draw.chance(careful) {
        turns.push(second(client, &mut draw));
    }
    if client.first < day(2026, 4, 1) && draw.chance(careful - 5) {
        let on = draw.day(day(2026, 5, 11), 60);
        let check = risk_check(client, on, &[]);
        let clean = !matches!(client.role, Role::Troubled | Role::Watched);
        let turn = move |file: &mut ClientFile| {
            file.verified_on = Some(on);
            if clean {
                file.risk_checks.push(check);
            }
        };
        turns.push((on, None, Box::new(turn)));
    }
    turns.extend(of_role(client, &mut draw));
    if let Some(turn) = handed_over(client) {
        turns.push(turn);
    }
    turns
}

/// Registration: facts, needs, a first look into the registers.
fn first(client: &Client<'_>, draw: &mut Draw) -> Turn {
    let as_of = if client.first == FIRST { draw.day(day(2024, 9, 2), 100) } else { client.first };
    let facts = facts(client.role);
    let needs = match client.role {
        Role::Reference | Role::Twin => Vec::new(),
        _ if client.first == FIRST => vec![need(draw, day(2025, 5, 1), "open")],
        _ => vec![need(draw, day(2026, 8, 1), "open")],
    };
    let check = risk_check(client, as_of, &[]);
    let recognition = (client.first > FIRST).then(|| recognition(client));
    let role = client.role;
    let turn = move |file: &mut ClientFile| {
        file.facts.extend(facts.into_iter().map(|(name, worth)| (name, (worth, as_of))));
        file.needs = needs;
        file.recognition = recognition;
        if !matches!(role, Role::Unsure | Role::Twin | Role::Reference) {
            file.risk_checks.push(check);
        }
    };
    (client.first, None, Box::new(turn))
}

/// Facts are collected anew before they are too old, and the next works come into view.
fn second(client: &Client<'_>, draw: &mut Draw) -> Turn {
    let on = draw.day(day(2025, 8, 18), 60);
    let outcome = *draw.pick(&["won", "lost", "lost", "dropped"]);
    let next = need(draw, day(2026, 7, 1), "open");
    let has_needs = !matches!(client.role, Role::Reference | Role::Twin);
    let turn = move |file: &mut ClientFile| {
        for (_, as_of) in file.facts.values_mut() {
            *as_of = on;
        }
        file.verified_on = Some(on);
        if has_needs {
            let over = file.needs.iter_mut().filter(|need| need.expected_on <= on);
            over.for_each(|need| need.status = outcome);
            file.needs.push(next);
        }
    };
    (on, None, Box::new(turn))
}

fn facts(role: Role) -> Vec<(&'static str, Worth)> {
    use Worth::{Flag, Word};
    let social = match role {
        Role::Partner | Role::Falling | Role::Cooling | Role::Quarrelsome => "high",
        Role::Stranger | Role::Thin => "low",
        _ => "medium",
    };
    let mut facts = vec![
        ("integrity", Word(if role == Role::Dishonest { "fair" } else { "good" })),
        ("credit", Word(if role == Role::Debtor { "fair" } else { "good" })),
        ("social_value", Word(social)),
        ("connection_value", Word("medium")),
        ("demanding", Flag(matches!(role, Role::Harsh | Role::Watched))),
        ("complex_procedure", Flag(role == Role::Thin)),
    ];
    if role != Role::Unsure {
        facts.push(("reputation", Word("good")));
    }
    if matches!(role, Role::Twin | Role::Reference) {
        facts.clear();
    }
    facts
}

fn need(draw: &mut Draw, from: Date, status: &'static str) -> Need {
    Need {
        title: format!("{}（{} 年计划）", draw.pick(&WORKS), from.format("%Y")),
        budget: draw.between(8, 420) * 1_000_000,
        expected_on: draw.day(from, 120),
        win_rate: draw.between(2, 8) * 100,
        status,
        next_on: draw.day(day(2026, 7, 24), 60),
    }
}

fn risk_check(client: &Client<'_>, on: Date, hits: &[&str]) -> Values {
    let values = Values::default().date("on", on).text("register", "国家企业信用信息公示系统");
    values.texts("hits", hits.iter().copied()).text("by", client.cast.id(client.owner))
}

fn recognition(client: &Client<'_>) -> Values {
    let on = client.registered_on;
    let decided_on = after(on, 4).min(TODAY);
    let values = Values::default().date("applied_on", on).text("by", client.cast.id(client.owner));
    let values = values.text("reason", "同区域业主引荐，近期有建设计划");
    let values = values.text("payment_terms", "按月计量，付至八成").text("decision", "approved");
    values.text("decided_by", client.cast.id(client.branch().head)).date("decided_on", decided_on)
}

/// What happens to the clients of one part and to no other.
fn of_role(client: &Client<'_>, draw: &mut Draw) -> Vec<Turn> {
    match client.role {
        Role::Rising => {
            let on = draw.day(day(2025, 11, 3), 90);
            let turn = move |file: &mut ClientFile| {
                file.facts.insert("connection_value", (Worth::Word("high"), on));
            };
            vec![turn_on(on, Some("补齐社会连带价值的依据"), turn)]
        }
        Role::Cooling => {
            let on = draw.day(day(2026, 2, 2), 40);
            let turn = |file: &mut ClientFile| {
                file.needs.iter_mut().for_each(|need| need.status = "lost");
            };
            vec![turn_on(on, Some("期待的工程由别家中标"), turn)]
        }
        Role::Won => {
            let turn = |file: &mut ClientFile| {
                file.stage = "signed";
                file.no_cooperation = false;
            };
            vec![turn_on(won_on(client), Some("首次合作签约"), turn)]
        }
        Role::Dishonest => vec![misconduct(client, draw)],
        Role::Troubled => {
            let hits = [
                (draw.day(day(2025, 10, 13), 60), &["abnormal_operations"][..]),
                (draw.day(day(2026, 4, 13), 40), &["abnormal_operations", "stopped_works"]),
            ];
            let turn = |(on, hits)| {
                let check = risk_check(client, on, hits);
                turn_on(on, None, move |file: &mut ClientFile| file.risk_checks.push(check))
            };
            hits.into_iter().map(turn).collect()
        }
        Role::Watched | Role::Abandoned => observed(client, draw),
        Role::Raised => vec![raised(client, draw)],
        Role::Twin => {
            let target = client.twin_of.map(|other| id_of(client.demo, client.cast, other));
            let turn = move |file: &mut ClientFile| {
                file.status = Some("merged");
                file.merged_into = target;
            };
            vec![turn_on(draw.day(day(2025, 9, 15), 45), Some("重复建档，合并"), turn)]
        }
        Role::Moved => {
            let from = client.branch().id.clone();
            let owner = client.cast.branches[YOUNG].marketers[client.number % 3];
            let turn = move |file: &mut ClientFile| {
                file.serving = Some(from);
                file.owner = owner;
            };
            vec![turn_on(moves_on(client).unwrap_or(TODAY), None, turn)]
        }
        Role::Partner
        | Role::Falling
        | Role::Builder
        | Role::Lean
        | Role::Unsure
        | Role::Stranger
        | Role::Harsh
        | Role::Quarrelsome
        | Role::Thin
        | Role::Debtor
        | Role::Reference => Vec::new(),
    }
}

fn turn_on(on: Date, note: Option<&str>, turn: impl FnOnce(&mut ClientFile) + 'static) -> Turn {
    (on, note.map(str::to_owned), Box::new(turn))
}

fn misconduct(client: &Client<'_>, draw: &mut Draw) -> Turn {
    let on = draw.day(day(2025, 9, 1), 60);
    let entry = Values::default().date("on", before(on, 9)).text("kind", "arrears");
    let entry = entry.whole("amount", draw.between(2, 40) * 1_000_000);
    let entry = entry.text("description", "两笔进度款逾期，三次催款函未回，承诺的还款计划没有履行");
    let entry = entry.text("recorded_by", client.cast.id(client.owner));
    let entry = entry.text("verified_by", client.cast.id(client.branch().head));
    let entry = entry.text("status", "valid");
    turn_on(on, None, move |file: &mut ClientFile| file.misconduct.push(entry))
}

fn raised(client: &Client<'_>, draw: &mut Draw) -> Turn {
    let on = draw.day(day(2026, 3, 2), 20);
    let entry = Values::default().text("grade", "A").text("reason", "省级重点工程保障单位");
    let entry = entry.text("decided_by", client.cast.id(client.branch().head));
    let entry = entry.text("approved_by", client.cast.id(HEAD));
    let entry = entry.date("from", on).date("until", after(on, 170));
    turn_on(on, Some("人工定级"), move |file: &mut ClientFile| file.overrides.push(entry))
}

/// Under observation; then kept, or given up.
fn observed(client: &Client<'_>, draw: &mut Draw) -> Vec<Turn> {
    let from = draw.day(day(2025, 7, 7), 20);
    let until = after(from, 180);
    let reason = "条款苛刻且付款反复，转入观察";
    let begun = Values::default().text("reason", reason).date("from", from).date("until", until);
    let kept = client.role == Role::Watched;
    let decided_on = draw.day(before(until, 12), 8);
    let decided = begun.clone().text("decision", if kept { "upgrade" } else { "abandon" });
    let decided = decided.date("decided_on", decided_on);
    let decided = decided.text("approved_by", client.cast.id(STAFF));
    let turn = move |file: &mut ClientFile| {
        file.observation = Some(decided);
        if kept {
            file.facts.insert("demanding", (Worth::Flag(false), decided_on));
        } else {
            file.status = Some("abandoned");
        }
    };
    let note =
        if kept { "观察期结束，恢复维护" } else { "观察期结束，放弃跟踪" };
    vec![
        turn_on(from, None, move |file: &mut ClientFile| file.observation = Some(begun)),
        turn_on(decided_on, Some(note), turn),
    ]
}

/// The clients of the marketer who leaves go to a colleague.
fn handed_over(client: &Client<'_>) -> Option<Turn> {
    client.cast.people[client.owner].left_on?;
    let (colleague, leaver) = (client.branch().marketers[0], client.owner);
    let on = before(day(LEFT_ON.0, LEFT_ON.1, LEFT_ON.2), 6).max(client.first);
    let note = format!(
        "{}名下客户移交{}",
        client.cast.people[leaver].name, client.cast.people[colleague].name
    );
    let turn = move |file: &mut ClientFile| {
        if file.owner == leaver {
            file.owner = colleague;
        }
    };
    Some((on, Some(note), Box::new(turn)))
}
