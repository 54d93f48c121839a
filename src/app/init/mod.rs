//! An empty valid archive: which files it has, and what stands in them. Texts in, texts out.

use crate::archive::edit::{Given, compose};
use crate::archive::shape;
use crate::diag::edit::EditRefusal;
use crate::domain::id::{BranchId, PersonId, Unit};
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::domain::record::archive::ArchiveLanguage;
use crate::domain::record::branch::BranchKind;
use crate::domain::record::person::Role;
use crate::domain::time::Date;

/// What the archive starts with.
#[derive(Debug, Clone)]
pub struct Start {
    pub group: String,
    pub timezone: String,
    pub language: ArchiveLanguage,
    pub branch: Option<(BranchId, String, BranchKind)>,
    pub person: Option<FirstPerson>,
    pub host: Option<Host>,
    /// The day on which the branch opens.
    pub today: Date,
    /// `policy.toml` with every default as a comment.
    pub policy: String,
}

/// The first person of the archive: head and clerk of the branch, or headquarters' staff.
#[derive(Debug, Clone)]
pub struct FirstPerson {
    pub id: PersonId,
    pub name: String,
    pub email: String,
}

/// Whose pipelines check the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    Gitlab,
    Github,
    Gitea,
}

impl Host {
    pub const ALL: [Self; 3] = [Self::Gitlab, Self::Github, Self::Gitea];

    /// Where the host looks for its pipeline, and the pipeline.
    pub fn pipeline(self) -> (&'static str, &'static str) {
        match self {
            Self::Gitlab => (".gitlab-ci.yml", include_str!("gitlab.yml")),
            Self::Github => (".github/workflows/kebu.yml", include_str!("github.yml")),
            Self::Gitea => (".gitea/workflows/kebu.yml", include_str!("gitea.yml")),
        }
    }
}

/// Line endings are the same for everybody, whatever their system does; records are merged key by
/// key in every clone that knows how (`kebu merge-driver install`), and by lines elsewhere.
const ATTRIBUTES: &str = "*.toml text eol=lf\n*.json text eol=lf\n*.toml merge=kebu\n";

/// What a clone, an editor or a system leaves beside the records.
const IGNORED: &str = "\
# kebu 在本机的状态（锁、撤销）和写到一半的文件
.kebu/
.*.kebu-new

# 编辑器和系统留下的文件
*~
.*.swp
.DS_Store
Thumbs.db
desktop.ini
";

/// The folder's files, `archive.toml` first: what has it is an archive.
///
/// # Errors
/// Only where a record's own keys and values do not fit each other, which would be ours.
pub fn files(start: &Start) -> Result<Vec<(String, String)>, EditRefusal> {
    let mut files = vec![("archive.toml".to_owned(), archive(start)?)];
    files.push(("policy.toml".to_owned(), start.policy.clone()));
    if let Some(person) = &start.person {
        let path = format!("people/{}.toml", person.id);
        let text = first_person(start, person, &path)?;
        files.push((path, text));
    }
    if let (Some((id, name, kind)), Some(person)) = (&start.branch, &start.person) {
        let path = format!("branches/{id}/branch.toml");
        let values = [
            ("name", Given::Text(name.clone())),
            ("kind", Given::Text(kind.key().to_owned())),
            ("head", Given::Text(person.id.to_string())),
            ("clerks", Given::List(vec![Given::Text(person.id.to_string())])),
            ("opened_on", Given::Date(start.today.to_string())),
        ];
        let text = record(Kind::Branch, &path, values)?;
        files.push((path, text));
    }
    let schema = |kind: &Kind| {
        (format!("schemas/{}.schema.json", kind.key()), shape::embedded(*kind).to_owned())
    };
    files.extend(Kind::ALL.iter().map(schema));
    let own = [
        (".gitattributes", ATTRIBUTES.to_owned()),
        (".gitignore", IGNORED.to_owned()),
        (".vscode/settings.json", include_str!("settings.json").to_owned()),
        (".vscode/extensions.json", include_str!("extensions.json").to_owned()),
        (".taplo.toml", taplo()),
    ];
    let pipeline = start.host.map(|host| {
        let (path, text) = host.pipeline();
        (path, text.to_owned())
    });
    files.extend(own.into_iter().chain(pipeline).map(|(path, text)| (path.to_owned(), text)));
    Ok(files)
}

fn archive(start: &Start) -> Result<String, EditRefusal> {
    let values = [
        ("format", Given::Integer(1)),
        ("group", Given::Text(start.group.clone())),
        ("timezone", Given::Text(start.timezone.clone())),
        ("language", Given::Text(start.language.key().to_owned())),
    ];
    record(Kind::Archive, "archive.toml", values)
}

fn first_person(start: &Start, person: &FirstPerson, path: &str) -> Result<String, EditRefusal> {
    let (unit, role) = match &start.branch {
        Some((branch, ..)) => (Unit::Branch(branch.clone()), Role::BranchHead),
        None => (Unit::Hq, Role::HqHead),
    };
    let values = [
        ("name", Given::Text(person.name.clone())),
        ("unit", Given::Text(unit.to_string())),
        ("role", Given::Text(role.key().to_owned())),
        ("emails", Given::List(vec![Given::Text(person.email.clone())])),
    ];
    record(Kind::Person, path, values)
}

fn record<const N: usize>(
    kind: Kind,
    path: &str,
    values: [(&str, Given); N],
) -> Result<String, EditRefusal> {
    let composed = compose(kind, path, &values.map(|(key, value)| (key.to_owned(), value)));
    composed.map_err(|fault| EditRefusal::NotEdited { path: path.to_owned(), fault })
}

/// Which schema belongs to which file, for editors: also where a file has no `#:schema` line yet.
fn taplo() -> String {
    let mut text = String::from(
        "# 供编辑器的 TOML 插件（VS Code 的 Even Better TOML 等）按记录种类补全和检查字段\n",
    );
    for kind in Kind::ALL {
        let paths: Vec<_> = patterns(*kind).iter().map(|path| format!("\"{path}\"")).collect();
        let schema = format!("schemas/{}.schema.json", kind.key());
        text.push_str(&format!(
            "\n[[rule]]\ninclude = [{}]\n\n[rule.schema]\npath = \"{schema}\"\n",
            paths.join(", ")
        ));
    }
    text
}

/// Where records of a kind lie, as globs; `archive::layout` reads the same the other way.
pub fn patterns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Archive => &["archive.toml"],
        Kind::Policy => &["policy.toml"],
        Kind::Person => &["people/*.toml"],
        Kind::Branch => &["branches/*/branch.toml"],
        Kind::Client => &["branches/*/clients/*.toml"],
        Kind::Contacts => &["branches/*/contacts/*.toml"],
        Kind::Project => &["branches/*/projects/*.toml"],
        Kind::Complaint => &["branches/*/complaints/*/*.toml"],
        Kind::Visit => &["branches/*/visits/*/*.toml"],
        Kind::Survey => &["branches/*/surveys/*/*.toml"],
        Kind::Analysis => &["branches/*/analyses/*/*.toml"],
        Kind::Activity => &["branches/*/activities/*/*.toml", "hq/activities/*/*.toml"],
        Kind::Market => &["branches/*/market/*/*.toml"],
        Kind::Return => &["branches/*/returns/*.toml"],
        Kind::Summary => &["branches/*/summaries/*.toml"],
        Kind::Notice => &["branches/*/notices/*.toml"],
        Kind::SpotCheck => &["hq/checks/*/*.toml"],
        Kind::Access => &["hq/access/*/*.toml"],
        Kind::Ranking => &["hq/rankings/*.toml"],
        Kind::Assessment => &["hq/assessments/*.toml"],
    }
}
