//! Who takes part in the demo: headquarters, the branches and their people, and which part each
//! client plays. The first clients play every part once, so that a small demo shows them all.

use super::draw::{Draw, day, shuffled};
use super::values::Hand;
use super::words::{GIVEN_NAMES, REGIONS, SURNAMES};
use super::{Demo, TODAY};
use crate::domain::time::{Date, days_between};

/// How a branch keeps its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Temper {
    /// In time and in full.
    Careful,
    /// Now and then late.
    Usual,
    /// Late, missing, copied.
    Careless,
}

#[derive(Debug, Clone)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub title: &'static str,
    /// None for headquarters.
    pub branch: Option<usize>,
    pub role: &'static str,
    pub left_on: Option<Date>,
}

impl Person {
    pub fn email(&self) -> String {
        format!("{}@lanshi.example", self.id.replace('-', "."))
    }
}

/// A branch; people by their places in the cast.
#[derive(Debug, Clone)]
pub struct Branch {
    pub id: String,
    pub name: String,
    pub kind: &'static str,
    pub temper: Temper,
    pub head: usize,
    pub clerks: [usize; 2],
    pub marketers: [usize; 3],
    pub managers: [usize; 2],
    pub opened_on: Date,
    /// How many clients it is to have; 0 without a target.
    pub target: u64,
}

#[derive(Debug)]
pub struct Cast {
    pub people: Vec<Person>,
    pub branches: Vec<Branch>,
}

/// People of headquarters, by their places in the cast.
pub const LEADER: usize = 0;
pub const HEAD: usize = 1;
pub const STAFF: usize = 2;
pub const ARCHIVIST: usize = 3;
pub const AUDITOR: usize = 4;

const HEADQUARTERS: [(&str, &str); 5] = [
    ("group_leader", "集团分管副总经理"),
    ("hq_head", "市场营销部部长"),
    ("hq_staff", "市场营销部主管"),
    ("archivist", "信息管理员"),
    ("auditor", "审计部专员"),
];

const OF_BRANCH: [(&str, &str); 8] = [
    ("branch_head", "经理"),
    ("branch_clerk", "经营部信息员"),
    ("branch_clerk", "经营部副主任"),
    ("marketer", "客户经理"),
    ("marketer", "客户经理"),
    ("marketer", "大区经理"),
    ("project_manager", "项目经理"),
    ("project_manager", "项目经理"),
];

/// The branch that opens while the demo runs, and when.
pub const YOUNG: usize = 4;
pub const OPENED_ON: (i32, u32, u32) = (2025, 10, 9);

/// The branch whose records a spot check finds falsified.
pub const FALSIFIED: usize = 1;

/// The marketer of the first branch who leaves, and hands the clients over.
pub const LEFT_ON: (i32, u32, u32) = (2026, 3, 31);

impl Cast {
    pub fn new(demo: &Demo) -> Self {
        let count = (demo.clients / 100).clamp(5, 40);
        let mut people: Vec<Person> = Vec::new();
        for (role, title) in HEADQUARTERS {
            people.push(person(people.len(), demo.seed, None, role, title));
        }
        let mut branches = Vec::new();
        for number in 0..count {
            let first = people.len();
            for (role, title) in OF_BRANCH {
                people.push(person(people.len(), demo.seed, Some(number), role, title));
            }
            let mut branch = branch(number, first);
            // A branch that has not been there for a year has no target.
            branch.target = if number == YOUNG { 0 } else { (demo.clients / count) as u64 };
            branches.push(branch);
        }
        if let Some(leaver) = branches.first().map(|branch: &Branch| branch.marketers[2]) {
            people[leaver].left_on = Some(day(LEFT_ON.0, LEFT_ON.1, LEFT_ON.2));
        }
        Self { people, branches }
    }

    pub fn id(&self, person: usize) -> &str {
        &self.people[person].id
    }

    /// The person who enters something.
    pub fn hand(&self, hand: Hand) -> usize {
        match hand {
            Hand::Headquarters(person) => person,
            Hand::Clerk { branch, clerk } => self.branches[branch].clerks[clerk],
        }
    }
}

fn person(
    number: usize,
    seed: u64,
    branch: Option<usize>,
    role: &'static str,
    title: &'static str,
) -> Person {
    // 1,024 names, each once.
    let drawn = usize::try_from(shuffled(number, seed, 10)).unwrap_or(number);
    let (family, key) = SURNAMES[drawn % 32];
    let (given, pinyin) = GIVEN_NAMES[drawn / 32 % 32];
    Person {
        id: format!("{key}-{pinyin}"),
        name: format!("{family}{given}"),
        title,
        branch,
        role,
        left_on: None,
    }
}

fn branch(number: usize, first: usize) -> Branch {
    let (id, region) = REGIONS[number % REGIONS.len()];
    let (id, name) = match number / REGIONS.len() {
        0 => (id.to_owned(), format!("{region}分公司")),
        round => (format!("{id}-{}", round + 1), format!("{region}第二分公司")),
    };
    let temper = match number % 5 {
        0 | YOUNG => Temper::Careful,
        2 => Temper::Careless,
        _ => Temper::Usual,
    };
    let opened_on = match number {
        YOUNG => day(OPENED_ON.0, OPENED_ON.1, OPENED_ON.2),
        _ => day(2012, 4, 18),
    };
    Branch {
        id,
        name,
        kind: if number % 3 == 2 { "specialty" } else { "regional" },
        temper,
        head: first,
        clerks: [first + 1, first + 2],
        marketers: [first + 3, first + 4, first + 5],
        managers: [first + 6, first + 7],
        opened_on,
        target: 0,
    }
}

/// What becomes of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A throughout.
    Partner,
    /// B, then A: a fact that was missing is collected.
    Rising,
    /// A, then B: pays too late.
    Falling,
    /// A, then B: the expected works are awarded to somebody else.
    Cooling,
    Builder,
    /// B, with little profit.
    Lean,
    /// B provisional: facts are missing.
    Unsure,
    /// C1.
    Stranger,
    /// C1, then B: visited, then signed.
    Won,
    /// C2.
    Dishonest,
    /// C3.
    Harsh,
    /// C4.
    Quarrelsome,
    /// C5.
    Thin,
    /// C6.
    Debtor,
    /// C7.
    Troubled,
    /// C under observation, then B.
    Watched,
    Abandoned,
    Reference,
    /// A second file of another client, merged into it.
    Twin,
    /// Goes to the branch that opens.
    Moved,
    /// A by override.
    Raised,
}

/// The parts of the first clients, in order.
const CAST: [Role; 24] = [
    Role::Partner,
    Role::Rising,
    Role::Debtor,
    Role::Builder,
    Role::Won,
    Role::Falling,
    Role::Dishonest,
    Role::Harsh,
    Role::Raised,
    Role::Stranger,
    Role::Quarrelsome,
    Role::Partner,
    Role::Thin,
    Role::Troubled,
    Role::Builder,
    Role::Moved,
    Role::Watched,
    Role::Lean,
    Role::Cooling,
    Role::Stranger,
    Role::Twin,
    Role::Unsure,
    Role::Abandoned,
    Role::Reference,
];

/// The fewest clients that play every part.
pub const CLIENTS_MIN: usize = CAST.len();

/// How many of a hundred play which part, after the first clients.
const SHARES: [(u64, Role); 21] = [
    (16, Role::Partner),
    (5, Role::Rising),
    (3, Role::Falling),
    (2, Role::Cooling),
    (24, Role::Builder),
    (8, Role::Lean),
    (9, Role::Unsure),
    (10, Role::Stranger),
    (5, Role::Won),
    (2, Role::Dishonest),
    (3, Role::Harsh),
    (1, Role::Quarrelsome),
    (2, Role::Thin),
    (3, Role::Debtor),
    (1, Role::Troubled),
    (1, Role::Watched),
    (1, Role::Abandoned),
    (1, Role::Reference),
    (1, Role::Twin),
    (1, Role::Moved),
    (1, Role::Raised),
];

/// The part of a client.
pub fn role(demo: &Demo, number: usize) -> Role {
    if let Some(role) = CAST.get(number) {
        return *role;
    }
    let mut left = Draw::new(demo.seed, "role", number).below(100);
    for (share, role) in SHARES {
        if left < share {
            return role;
        }
        left -= share;
    }
    Role::Builder
}

/// The branch of a client when it is registered.
pub fn home(demo: &Demo, cast: &Cast, number: usize) -> usize {
    let count = cast.branches.len();
    let mut draw = Draw::new(demo.seed, "home", number);
    let young = matches!(role(demo, number), Role::Stranger | Role::Won);
    loop {
        let drawn = usize::try_from(draw.below(count as u64)).unwrap_or(0);
        let home = if number < CLIENTS_MIN { number % count } else { drawn };
        // Nobody has been a client of the branch that opens for years.
        match (home == YOUNG, number < CLIENTS_MIN) {
            (false, _) => return home,
            (true, _) if young => return home,
            (true, true) => return (number / count) % YOUNG,
            (true, false) => {}
        }
    }
}

/// When a client was registered: most before the archive began.
pub fn registered_on(demo: &Demo, branch: &Branch, number: usize) -> Date {
    let mut draw = Draw::new(demo.seed, "registered", number);
    let late = match role(demo, number) {
        Role::Stranger | Role::Won | Role::Twin => true,
        Role::Builder | Role::Unsure | Role::Lean => number >= CLIENTS_MIN && draw.chance(25),
        _ => false,
    };
    if !late {
        return draw.day(day(2019, 3, 4), 2000);
    }
    match role(demo, number) {
        Role::Won | Role::Twin => draw.day(day(2025, 2, 10).max(branch.opened_on), 60),
        _ => {
            let first = day(2025, 1, 20).max(branch.opened_on);
            let days = days_between(first, TODAY) - 30;
            draw.day(first, u64::try_from(days).unwrap_or(0))
        }
    }
}
