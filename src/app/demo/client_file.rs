//! A client's file as it stands at one moment of the demo, and how it first stands.

use super::cast::{Cast, Role};
use super::client::Client;
use super::draw::{Draw, shuffled};
use super::values::Values;
use super::words::{
    BRANDS_FIRST, BRANDS_SECOND, CITIES, FORMS, POSITIONS, RELATIONS, ROADS, SOURCES, SURNAMES,
};
use crate::domain::credit_code;
use crate::domain::time::Date;
use std::collections::BTreeMap;

/// A recorded fact.
#[derive(Debug, Clone, Copy)]
pub enum Worth {
    Word(&'static str),
    Flag(bool),
}

#[derive(Debug, Clone)]
pub struct Need {
    pub title: String,
    pub budget: u64,
    pub expected_on: Date,
    pub win_rate: u64,
    pub status: &'static str,
    pub next_on: Date,
}

/// What changes in a file in the course of the story; the rest is drawn once.
#[derive(Debug, Clone)]
pub struct ClientFile {
    pub fixed: Values,
    pub stage: &'static str,
    pub status: Option<&'static str>,
    pub merged_into: Option<String>,
    pub owner: usize,
    pub verified_on: Option<Date>,
    pub serving: Option<String>,
    pub no_cooperation: bool,
    pub facts: BTreeMap<&'static str, (Worth, Date)>,
    pub needs: Vec<Need>,
    pub misconduct: Vec<Values>,
    pub risk_checks: Vec<Values>,
    pub overrides: Vec<Values>,
    pub recognition: Option<Values>,
    pub observation: Option<Values>,
}

/// A client's name, city and form by its number: no two are the same.
pub struct Named {
    pub name: String,
    pub alias: String,
    form: usize,
    city: usize,
}

pub fn named(seed: u64, number: usize) -> Named {
    let drawn = usize::try_from(shuffled(number, seed, 20)).unwrap_or(number);
    let (form, city, brand) = (drawn % 16, drawn / 16 % 16, drawn / 256);
    let brand = format!("{}{}", BRANDS_FIRST[brand % 64], BRANDS_SECOND[brand / 64 % 64]);
    let (name, trade) = (FORMS[form].1, FORMS[form].2);
    Named {
        name: format!("{}{brand}{name}", CITIES[city]),
        alias: format!("{brand}{trade}"),
        form,
        city,
    }
}

impl ClientFile {
    /// The file on the day of registration.
    pub fn new(client: &Client<'_>) -> Self {
        let mut draw = client.draw("file");
        let role = client.role;
        let stage = match role {
            Role::Stranger | Role::Won => "potential",
            Role::Partner | Role::Raised => "partner",
            _ => "developed",
        };
        Self {
            fixed: fixed(client, &mut draw),
            stage,
            status: (role == Role::Reference).then_some("reference"),
            merged_into: None,
            owner: client.owner,
            verified_on: Some(client.first),
            serving: None,
            no_cooperation: !client.has_project() || role == Role::Won,
            facts: BTreeMap::new(),
            needs: Vec::new(),
            misconduct: Vec::new(),
            risk_checks: Vec::new(),
            overrides: Vec::new(),
            recognition: None,
            observation: None,
        }
    }

    pub fn values(&self, cast: &Cast) -> Values {
        let owner = cast.id(self.owner);
        let mut values = self.fixed.clone();
        values = values.text("stage", self.stage).maybe("status", self.status);
        values = values.maybe("merged_into", self.merged_into.clone()).text("owner", owner);
        values = values.maybe_date("verified_on", self.verified_on);
        if let Some(branch) = &self.serving {
            values = values.texts("serving_branches", [branch.as_str()]);
        }
        if self.no_cooperation {
            values = values.text("no_cooperation_note", "尚无合作，正在接触");
        }
        let mut facts = Values::default();
        for (place, (name, (worth, as_of))) in self.facts.iter().enumerate() {
            let (source, level) = SOURCES[place % SOURCES.len()];
            let fact = match worth {
                Worth::Word(word) => Values::default().text("value", *word),
                Worth::Flag(flag) => Values::default().flag("value", *flag),
            };
            let fact = fact.date("as_of", *as_of).text("by", owner);
            facts = facts.table(name, fact.text("source", source).whole("source_level", level));
        }
        if !self.facts.is_empty() {
            values = values.table("facts", facts);
        }
        let need = |need: &Need| {
            let values = Values::default().text("title", &need.title).whole("budget", need.budget);
            let values = values.date("expected_on", need.expected_on);
            let values = values.share("win_rate", need.win_rate).share("margin", 50);
            let values = values.text("status", need.status).text("next_step", "跟进招标安排");
            values.date("next_on", need.next_on).text("by", owner).whole("source_level", 3)
        };
        values = values.tables("needs", self.needs.iter().map(need));
        values = values.tables("misconduct", self.misconduct.iter().cloned());
        values = values.tables("risk_checks", self.risk_checks.iter().cloned());
        values = values.tables("overrides", self.overrides.iter().cloned());
        for (key, table) in [("recognition", &self.recognition), ("observation", &self.observation)]
        {
            if let Some(table) = table {
                values = values.table(key, table.clone());
            }
        }
        values
    }
}

/// What never changes: name, address, code and what kind of client it is.
fn fixed(client: &Client<'_>, draw: &mut Draw) -> Values {
    let seed = client.demo.seed;
    let Named { mut name, alias, form, city } = named(seed, client.number);
    if let Some(other) = client.twin_of {
        // The same organisation, entered a second time under another spelling.
        name = format!("{}（本部）", named(seed, other).name);
    }
    let (kind, _, trade, authority) = FORMS[form];
    let region = format!("3390{:02}", city + 1);
    let serial = shuffled(client.number, seed, 23);
    let body = format!("{authority}{region}MA{serial:07}");
    let has_code = kind != "other" && client.twin_of.is_none() && !draw.chance(2);
    let values = Values::default().text("name", name).texts("aliases", [alias]).text("kind", kind);
    let values = match has_code {
        true => values.text("credit_code", credit_code::completed(&body)),
        false => values.text("credit_code_absent", "对方尚未提供，已函请补送"),
    };
    let values = values.text("region", region);
    let place = format!("{}{} {} 号", CITIES[city], draw.pick(&ROADS), draw.between(1, 320));
    let line = draw.below(10_000);
    let values = values.text("address", place);
    let values = values.text("contact_method", format!("总机 0571-8000{line:04}"));
    let values = values.date("registered_on", client.registered_on);
    let values = match client.role {
        Role::Reference => values.text("reference_kind", "channel"),
        _ => values,
    };
    let (size, tier) = match client.role {
        Role::Partner | Role::Falling | Role::Cooling | Role::Raised => ("large", "key"),
        Role::Stranger | Role::Won | Role::Thin => ("small", "small"),
        _ => ("medium", "ordinary"),
    };
    let values = values.text("industry", trade).text("size", size).text("tier", tier);
    // What a branch has not asked is not there, and costs points in the assessment.
    let asked = !client.is_careless() || draw.chance(70);
    let relations = asked.then(|| *draw.pick(&RELATIONS));
    let values = values.maybe("social_relations", relations);
    let values = values.text("organisation", "设工程部、合约部、财务部，重大事项由班子会议决定");
    values.text("buying_procedure", "公开招标为主，小额维修直接委托")
}

/// The contact persons, and the key of the first.
pub fn contacts(client: &Client<'_>) -> (String, Values) {
    let mut draw = client.draw("contacts");
    let count = draw.between(1, 2);
    let mut keys: Vec<String> = Vec::new();
    let mut persons = Vec::new();
    for _ in 0..count {
        let (family, pinyin) = *draw.pick(&SURNAMES);
        let (given, _) = *draw.pick(&super::words::GIVEN_NAMES);
        let (position, level, decides) = *draw.pick(&POSITIONS);
        let again = keys.iter().any(|key| key == pinyin);
        let key = if again { format!("{pinyin}-2") } else { pinyin.to_owned() };
        let relation =
            if client.is_bad() { "negative" } else { *draw.pick(&["positive", "neutral"]) };
        let person = Values::default().text("key", &key).text("name", format!("{family}{given}"));
        let person = person.text("position", position).text("level", level);
        let person = person.text("decision_role", decides).text("relation", relation);
        let person = person.text("our_person", client.cast.id(client.owner));
        let person = person.texts("phones", [format!("1290000{:04}", draw.below(10_000))]);
        let person = person.text("basis", "contract").date("basis_on", client.registered_on);
        persons.push(person.date("retain_until", super::draw::day(2029, 12, 31)));
        keys.push(key);
    }
    let first = keys.into_iter().next().unwrap_or_default();
    (first, Values::default().tables("persons", persons))
}
