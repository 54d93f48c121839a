//! Books for tests, from the text that a test wants to speak about: `archive.toml`, a branch
//! `hz`, people and whatever a record requires are added where they are not given.
//! Tests may cross the dependency direction; nothing else may use this.

use crate::archive::files::Files;
use crate::archive::load::{Depth, load};
use crate::domain::book::{Book, Entry};
use crate::domain::id::ClientId;
use crate::domain::record::client::Client;
use crate::domain::time::Date;

const ARCHIVE: &str = "format = 1\ngroup = '测试集团'\ntimezone = 'Asia/Shanghai'\n\
                       language = 'zh-CN'\nevidence = 'declared'";

/// `zhou-min` and `zhao-hq` are of headquarters, `li-na` and `wang-bo` of the branch `hz`.
const PEOPLE: [(&str, &str, &str); 4] = [
    ("zhou-min", "hq", "hq_head"),
    ("zhao-hq", "hq", "hq_staff"),
    ("li-na", "hz", "branch_head"),
    ("wang-bo", "hz", "branch_clerk"),
];

/// What a record of a folder requires: keys with values.
const REQUIRED: &[(&str, &[(&str, &str)])] = &[
    (
        "branch.toml",
        &[
            ("name", "'分公司'"),
            ("kind", "'regional'"),
            ("head", "'li-na'"),
            ("clerks", "['wang-bo']"),
            ("opened_on", "2010-01-01"),
        ],
    ),
    (
        "clients",
        &[
            ("name", "'临江城投'"),
            ("kind", "'government'"),
            ("credit_code_absent", "'测试'"),
            ("region", "'330100'"),
            ("address", "'江边路 1 号'"),
            ("contact_method", "'总机'"),
            ("stage", "'signed'"),
            ("owner", "'li-na'"),
            ("registered_on", "2020-01-01"),
        ],
    ),
    (
        "projects",
        &[("client", "'kh2601-000001'"), ("name", "'一号楼'"), ("status", "'in_progress'")],
    ),
    (
        "visits",
        &[
            ("client", "'kh2601-000001'"),
            ("on", "2026-06-01"),
            ("channel", "'meeting'"),
            ("level", "'marketer'"),
            ("by", "['li-na']"),
            ("two_way", "true"),
            ("topics", "'进度'"),
        ],
    ),
    (
        "complaints",
        &[
            ("client", "'kh2601-000001'"),
            ("received_at", "2026-05-06T09:30:00+08:00"),
            ("channel", "'phone'"),
            ("complainant", "'owner'"),
            ("category", "'quality'"),
            ("summary", "'渗漏'"),
            ("receiver", "'wang-bo'"),
            ("severity", "'general'"),
        ],
    ),
];

/// A book of the files given; paths are inside the archive.
pub fn book<T: AsRef<str>>(given: &[(&str, T)]) -> Book {
    let mut files: Vec<(String, String)> = given
        .iter()
        .map(|(path, text)| (path.to_string(), completed(path, text.as_ref())))
        .collect();
    let mut add = |path: String, text: String| {
        if files.iter().all(|(known, _)| *known != path) {
            files.push((path, text));
        }
    };
    add("archive.toml".into(), ARCHIVE.into());
    add("branches/hz/branch.toml".into(), completed("branches/hz/branch.toml", ""));
    for (id, unit, role) in PEOPLE {
        let text = format!(
            "name = '{id}'\nunit = '{unit}'\nrole = '{role}'\nemails = ['{id}@example.com']"
        );
        add(format!("people/{id}.toml"), text);
    }
    let loaded = load(&Files::from_pairs(files), Depth::Records);
    assert!(!loaded.incomplete, "{:?}", loaded.findings);
    loaded.book.unwrap()
}

/// The text with the keys that its folder requires and it does not give.
fn completed(path: &str, text: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let Some((_, required)) = REQUIRED.iter().find(|(folder, _)| parts.contains(folder)) else {
        return text.to_owned();
    };
    let top = text.split("\n[").next().filter(|top| !top.starts_with('[')).unwrap_or_default();
    let gives = |key: &str| {
        let keys = top.lines().filter_map(|line| line.split('=').next());
        keys.map(str::trim).any(|given| given == key)
    };
    let missing = required.iter().filter(|(key, _)| !gives(key));
    let lines: String = missing.map(|(key, value)| format!("{key} = {value}\n")).collect();
    format!("{lines}{text}")
}

/// The client of a book that tests speak of: `kh2601-000001`.
pub fn client(book: &Book) -> &Entry<Client> {
    let id: ClientId = "kh2601-000001".parse().unwrap();
    book.client(id).unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}
