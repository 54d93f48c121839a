//! One client's story: the file as it changes, and everything that happens beside it. A client's
//! draws are its own, so that clients are told in any order and by any number of threads.

use super::cast::{self, ARCHIVIST, Cast, Role, Temper, YOUNG, home};
use super::client_file::{ClientFile, contacts};
use super::client_turns::{moves_on, turns};
use super::draw::{Draw, before, id};
use super::values::{Draft, Entry, Hand, Values};
use super::{Demo, FIRST, client_works, complaint, report};
use crate::diag::edit::EditRefusal;
use crate::domain::record::Kind;
use crate::domain::time::Date;
use rayon::prelude::*;

/// A client and what decides about it from the start.
pub struct Client<'d> {
    pub demo: &'d Demo,
    pub cast: &'d Cast,
    pub number: usize,
    pub role: Role,
    pub id: String,
    /// The branch that registers it.
    pub home: usize,
    pub clerk: usize,
    pub owner: usize,
    pub registered_on: Date,
    /// The first day on which it is in the archive.
    pub first: Date,
    /// The key of its first contact person.
    pub contact: String,
    pub twin_of: Option<usize>,
}

/// Every client's entries, in the order of the clients.
pub fn all(demo: &Demo, cast: &Cast) -> Result<Vec<Entry>, EditRefusal> {
    let told: Result<Vec<Vec<Entry>>, EditRefusal> = (0..demo.clients)
        .into_par_iter()
        .map(|number| tell(demo, cast, number)?.into_iter().map(Draft::compose).collect())
        .collect();
    Ok(told?.into_iter().flatten().collect())
}

pub fn id_of(demo: &Demo, cast: &Cast, number: usize) -> String {
    let branch = &cast.branches[home(demo, cast, number)];
    id("kh", cast::registered_on(demo, branch, number), number, demo.seed)
}

impl<'d> Client<'d> {
    fn new(demo: &'d Demo, cast: &'d Cast, number: usize) -> Self {
        let role = cast::role(demo, number);
        let home = home(demo, cast, number);
        let branch = &cast.branches[home];
        let registered_on = cast::registered_on(demo, branch, number);
        let mut client = Self {
            demo,
            cast,
            number,
            role,
            id: id_of(demo, cast, number),
            home,
            clerk: number / cast.branches.len() % 2,
            owner: *Draw::new(demo.seed, "owner", number).pick(&branch.marketers),
            registered_on,
            first: registered_on.max(FIRST),
            contact: String::new(),
            twin_of: None,
        };
        if role == Role::Twin {
            let stays = |other: &usize| cast::role(demo, *other) == Role::Partner;
            client.twin_of = (0..number).rev().find(stays);
        }
        client.contact = contacts(&client).0;
        client
    }

    pub fn draw(&self, what: &str) -> Draw {
        Draw::new(self.demo.seed, what, self.number)
    }

    pub fn hand(&self) -> Hand {
        Hand::Clerk { branch: self.home, clerk: self.clerk }
    }

    pub fn branch(&self) -> &cast::Branch {
        &self.cast.branches[self.home]
    }

    pub fn is_careless(&self) -> bool {
        self.branch().temper == Temper::Careless
    }

    /// Whether the works with it are or were ours.
    pub fn has_project(&self) -> bool {
        !matches!(self.role, Role::Stranger | Role::Reference | Role::Twin | Role::Abandoned)
    }

    /// Whether nobody goes there without having read what is held against it.
    pub fn is_bad(&self) -> bool {
        matches!(self.role, Role::Dishonest | Role::Debtor | Role::Troubled | Role::Watched)
    }

    /// True for about so many clients of a branch, and for no larger share of them than that:
    /// points are lost by the piece, and a large branch has no more to lose.
    pub fn seldom(&self, draw: &mut Draw, of_branch: u64, percent: u64) -> bool {
        let size = (self.demo.clients / self.cast.branches.len()).max(1) as u64;
        draw.below(10_000) < (of_branch * 10_000 / size).min(percent * 100)
    }

    /// A record's path in the branch's folder.
    pub fn path(&self, folder: &str, id: &str) -> String {
        format!("branches/{}/{folder}/{id}.toml", self.branch().id)
    }

    /// The id of one of the client's own records.
    pub fn own_id(&self, prefix: &str, on: Date, number: usize) -> String {
        id(prefix, on, self.number * 64 + number, self.demo.seed)
    }

    pub fn draft(&self, on: Date, kind: Kind, path: String, values: Values) -> Draft {
        Draft::new(on, self.hand(), kind, path, values)
    }
}

fn tell(demo: &Demo, cast: &Cast, number: usize) -> Result<Vec<Draft>, EditRefusal> {
    let client = Client::new(demo, cast, number);
    let mut drafts = file(&client);
    if client.twin_of.is_some() || client.role == Role::Reference {
        return Ok(drafts);
    }
    let works = client_works::works(&client);
    drafts.extend(client_works::drafts(&client, &works));
    drafts.extend(complaint::drafts(&client, works.first().map(|work| work.id.as_str())));
    drafts.extend(report::drafts(&client, works.first()));
    Ok(drafts)
}

/// The file in all its states, with the contact persons beside the first.
fn file(client: &Client<'_>) -> Vec<Draft> {
    let mut turns = turns(client);
    turns.sort_by_key(|(on, ..)| *on);
    let mut state = ClientFile::new(client);
    let mut drafts: Vec<Draft> = Vec::new();
    let moved_on = moves_on(client);
    for (on, note, turn) in turns {
        turn(&mut state);
        let is_there = moved_on.is_some_and(|moved_on| on >= moved_on);
        let branch = if is_there { YOUNG } else { client.home };
        let folder = &client.cast.branches[branch].id;
        let path = format!("branches/{folder}/clients/{}.toml", client.id);
        let by = Hand::Clerk { branch, clerk: client.clerk };
        let mut draft = Draft::new(on, by, Kind::Client, path, state.values(client.cast));
        draft.note = note;
        if drafts.is_empty() && (!client.is_careless() || client.draw("asked").chance(90)) {
            let path = client.path("contacts", &client.id);
            draft.records.push((Kind::Contacts, path, Some(contacts(client).1)));
        }
        if moved_on == Some(on) {
            take_along(client, &mut draft, drafts.first());
        }
        drafts.push(draft);
    }
    drafts
}

/// The old files go when a client moves, in the same entry, made by headquarters.
fn take_along(client: &Client<'_>, draft: &mut Draft, first: Option<&Draft>) {
    let (from, to) = (client.branch(), &client.cast.branches[YOUNG]);
    draft.by = Hand::Headquarters(ARCHIVIST);
    draft.note = Some(format!("客户 {} 由{}移交{}", client.id, from.name, to.name));
    draft.records.push((Kind::Client, client.path("clients", &client.id), None));
    if first.is_some_and(|first| first.records.len() > 1) {
        let path = format!("branches/{}/contacts/{}.toml", to.id, client.id);
        draft.records.push((Kind::Contacts, path, Some(contacts(client).1)));
        draft.records.push((Kind::Contacts, client.path("contacts", &client.id), None));
    }
}

impl Client<'_> {
    /// Who looks after it on a day: its owner, or the colleague who took over.
    pub fn owner_on(&self, on: Date) -> &str {
        let left = self.cast.people[self.owner].left_on;
        let is_gone = left.is_some_and(|left| on > before(left, 7));
        self.cast.id(if is_gone { self.branch().marketers[0] } else { self.owner })
    }
}
