//! The record reference in `archive/README.md`: made from the schemas' own words, so that it can
//! never say something else than the program reads. `UPDATE=1 cargo test` writes it.

use kebu::archive::fields::{Field, Form, fields};
use kebu::archive::shape::source;
use kebu::domain::keyword::Keyword;
use kebu::domain::record::Kind;
use kebu::render::markdown::escape;
use std::fs;
use std::path::PathBuf;

const BEGIN: &str = "<!-- reference:begin -->\n";
const END: &str = "<!-- reference:end -->";

#[test]
fn the_reference_is_what_the_schemas_say() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("archive/README.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).expect("the marker that begins the reference");
    let (found, after) = rest.split_once(END).expect("the marker that ends the reference");
    let made = reference();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{made}{END}{after}")).unwrap();
        return;
    }
    assert!(found == made, "{} is stale: run `UPDATE=1 cargo test`", path.display());
}

#[test]
fn every_key_of_every_kind_is_in_the_reference() {
    let made = reference();
    for kind in Kind::ALL {
        let (_, section) = made.split_once(&heading(*kind)).expect("a section for every kind");
        let section = section.split("\n### ").next().unwrap();
        for field in fields(*kind) {
            let named = section.contains(&format!("| `{}` |", field.path));
            let parent = field.path.rsplit_once('.').map_or("", |(parent, _)| parent);
            let folded = section
                .lines()
                .any(|line| line.starts_with(&format!("| `{parent}` |")) && line.contains(SAME));
            assert!(named || folded, "{kind}: {}", field.path);
        }
    }
}

/// What a table says whose keys are those of a sibling above.
const SAME: &str = "同 / as";

fn reference() -> String {
    let mut text = String::from(
        "\n字段由程序的记录类型生成，`cargo test` 核对。“必填”为 ● 的字段，只要所在的表出现就要填写；\
         “[[表]]”可以有多段。\n\n\
         Made from the program's record types and held to them by `cargo test`. A key marked ● is \
         required wherever its table stands; a [[table]] may occur several times.\n",
    );
    for kind in Kind::ALL {
        text.push_str(&section(*kind));
    }
    text.push('\n');
    text
}

fn heading(kind: Kind) -> String {
    format!("\n### `{kind}` {}\n", kind.labels()[0])
}

fn section(kind: Kind) -> String {
    let description = source(kind)["description"].as_str().unwrap_or_default();
    let (zh, en) = description.split_once('\n').unwrap_or((description, ""));
    let mut text = heading(kind);
    let schema = format!("../schemas/{kind}.schema.json");
    text.push_str(&format!("\n`{}` · [JSON Schema]({schema})\n", place(kind)));
    text.push_str(&format!("\n{}  \n{}\n", escape(zh.trim()), escape(en.trim())));
    text.push_str("\n| 键 key | 必填 | 值 value | 中文 | English |\n|---|---|---|---|---|\n");
    let all = fields(kind);
    let mut folded: Vec<&str> = Vec::new();
    for field in all {
        if folded.iter().any(|parent| is_below(field, parent)) {
            continue;
        }
        let twin = twin(all, field);
        if twin.is_some() {
            folded.push(&field.path);
        }
        text.push_str(&row(field, twin));
    }
    text
}

fn row(field: &Field, twin: Option<&Field>) -> String {
    let required = if field.required { "●" } else { "" };
    let value = match twin {
        Some(twin) => format!("{}，{SAME} `{}`", form(field.form), twin.path),
        None if field.words.is_empty() => form(field.form).to_owned(),
        None => words(field),
    };
    let [zh, en] = field.labels.map(escape);
    format!("| `{}` | {required} | {value} | {zh} | {en} |\n", field.path)
}

fn words(field: &Field) -> String {
    let word = |(key, [zh, en]): &(&str, [&'static str; 2])| {
        if key == zh && key == en {
            format!("`{key}`")
        } else {
            format!("`{key}` {} / {}", escape(zh), escape(en))
        }
    };
    let list = if field.form == Form::List { "[…] " } else { "" };
    format!("{list}{}", field.words.iter().map(word).collect::<Vec<_>>().join("<br>"))
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Text => "文字 text",
        Form::Word => "词 word",
        Form::Integer => "整数 integer",
        Form::Number => "数 number",
        Form::Boolean => "是否 true, false",
        Form::Date => "日期 date",
        Form::Moment => "时间或日期 time or date",
        Form::Table => "[表] [table]",
        Form::Tables => "[[表]] [[table]]",
        Form::List => "[列表] [list]",
        Form::Map => "[自定键] [own keys]",
    }
}

/// The nearest table before this one, of the same parent, with the same keys: the ten facts of a
/// client are one table to read, not ten.
fn twin<'f>(all: &'f [Field], field: &Field) -> Option<&'f Field> {
    let parent = |field: &Field| field.path.rsplit_once('.').map(|(parent, _)| parent.to_owned());
    let own = keys_below(all, field);
    let before = all.iter().take_while(|other| other.path != field.path);
    let mut twins = before.filter(|other| {
        parent(other).is_some()
            && parent(other) == parent(field)
            && other.form == field.form
            && keys_below(all, other) == own
    });
    twins.next().filter(|_| !own.is_empty())
}

/// What a reader of a table's rows would see, without the table's own name.
fn keys_below(all: &[Field], table: &Field) -> Vec<String> {
    all.iter()
        .filter(|field| is_below(field, &table.path))
        .map(|field| row(field, None).replacen(&format!("`{}.", table.path), "`", 1))
        .collect()
}

fn is_below(field: &Field, parent: &str) -> bool {
    field.path.strip_prefix(parent).is_some_and(|rest| rest.starts_with('.'))
}

/// Where a record of the kind lies.
fn place(kind: Kind) -> &'static str {
    match kind {
        Kind::Archive => "archive.toml",
        Kind::Policy => "policy.toml",
        Kind::Person => "people/<person>.toml",
        Kind::Branch => "branches/<branch>/branch.toml",
        Kind::Client => "branches/<branch>/clients/<kh>.toml",
        Kind::Contacts => "branches/<branch>/contacts/<kh>.toml",
        Kind::Project => "branches/<branch>/projects/<xm>.toml",
        Kind::Complaint => "branches/<branch>/complaints/<year>/<ts>.toml",
        Kind::Visit => "branches/<branch>/visits/<year>/<bf>.toml",
        Kind::Survey => "branches/<branch>/surveys/<year>/<dc>.toml",
        Kind::Analysis => "branches/<branch>/analyses/<year>/<fx>.toml",
        Kind::Activity => {
            "branches/<branch>/activities/<year>/<jh>.toml, hq/activities/<year>/<jh>.toml"
        }
        Kind::Market => "branches/<branch>/market/<year>/<sx>.toml",
        Kind::Return => "branches/<branch>/returns/<yyyy-mm>.toml",
        Kind::Summary => "branches/<branch>/summaries/<yyyyHn>.toml",
        Kind::Notice => "branches/<branch>/notices/<yyyyHn>.toml",
        Kind::SpotCheck => "hq/checks/<yyyyHn>/<cc>.toml",
        Kind::Access => "hq/access/<year>/<cy>.toml",
        Kind::Ranking => "hq/rankings/<period>.toml",
        Kind::Assessment => "hq/assessments/<yyyyHn>.toml",
    }
}
