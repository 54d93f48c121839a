//! What the archive begins with: the files of `kebu init`, people, branches, the first policy.

use super::calendar::Made;
use super::cast::{ARCHIVIST, Branch, Cast, HEAD, STAFF, YOUNG};
use super::values::{Hand, Paper, Values};
use super::{Demo, FIRST, draw};
use crate::app::init::{self, Start};
use crate::diag::edit::EditRefusal;
use crate::domain::record::Kind;
use crate::domain::record::archive::ArchiveLanguage;

const GROUP: &str = "澜石建设集团有限公司";

/// A branch's own repository is none of headquarters'.
const BRANCHES_APART: &str = "\n# 各单位的目录各是一个仓库\n/branches/\n";

/// The commit that makes the archive, without any client.
pub fn commit(demo: &Demo, cast: &Cast) -> Result<Made, EditRefusal> {
    let start = Start {
        group: GROUP.to_owned(),
        timezone: "Asia/Shanghai".to_owned(),
        language: ArchiveLanguage::Chinese,
        branch: None,
        person: None,
        host: None,
        today: FIRST,
        policy: String::new(),
    };
    let mut papers: Vec<Paper> = Vec::new();
    let mut put = |path, text: String| papers.push(Paper { path, text: Some(text.into()) });
    for (path, text) in init::files(&start)? {
        match path.as_str() {
            "archive.toml" => {
                let values = Values::default().whole("format", 1).text("group", GROUP);
                let values = values.text("timezone", "Asia/Shanghai").text("language", "zh-CN");
                let text = values.date("baseline_on", FIRST).compose(Kind::Archive, &path)?;
                put(path, text);
            }
            "policy.toml" => put(path, policy(cast, 0).compose(Kind::Policy, "policy.toml")?),
            ".gitignore" if demo.federated => put(path, text + BRANCHES_APART),
            _ => put(path, text),
        }
    }
    for (number, branch) in cast.branches.iter().enumerate() {
        // One branch is still to open.
        if number != YOUNG {
            for (kind, path, values) in opening(cast, branch) {
                let text = values.compose(kind, &path)?;
                put(path, text);
            }
        }
    }
    for person in (0..cast.people.len()).filter(|it| cast.people[*it].branch.is_none()) {
        let (kind, path, values) = own_record(cast, person);
        let text = values.compose(kind, &path)?;
        put(path, text);
    }
    let at = draw::seconds(FIRST, 9 * 60);
    let message = format!("建立档案库：{GROUP}\n");
    let author = ARCHIVIST;
    Ok(Made {
        made: at,
        arrives: at,
        authored: at,
        author,
        line: Hand::Headquarters(ARCHIVIST),
        apart: false,
        message,
        papers,
    })
}

/// A branch and its people.
pub fn opening(cast: &Cast, branch: &Branch) -> Vec<(Kind, String, Values)> {
    let path = format!("branches/{}/branch.toml", branch.id);
    let values = Values::default().text("name", &branch.name).text("kind", branch.kind);
    let values = values.text("supervisor", cast.id(STAFF)).text("head", cast.id(branch.head));
    let values = values.texts("clerks", branch.clerks.map(|clerk| cast.id(clerk).to_owned()));
    let mut records = vec![(Kind::Branch, path, values.date("opened_on", branch.opened_on))];
    records.extend((branch.head..=branch.managers[1]).map(|person| own_record(cast, person)));
    records
}

fn own_record(cast: &Cast, number: usize) -> (Kind, String, Values) {
    (Kind::Person, format!("people/{}.toml", cast.id(number)), person(cast, number, false))
}

/// A person's record, before or after leaving.
pub fn person(cast: &Cast, number: usize, has_left: bool) -> Values {
    let person = &cast.people[number];
    let unit = person.branch.map_or("hq", |branch| &cast.branches[branch].id);
    let values = Values::default().text("name", &person.name).text("title", person.title);
    let values = values.text("unit", unit).text("role", person.role);
    let values = values.texts("emails", [person.email()]);
    values.maybe_date("left_on", person.left_on.filter(|_| has_left))
}

/// The half-years for which targets are set, and when.
pub const TARGETS: [(&str, (i32, u32, u32)); 4] = [
    ("2025H1", (2025, 1, 6)),
    ("2025H2", (2025, 7, 8)),
    ("2026H1", (2026, 1, 8)),
    ("2026H2", (2026, 7, 7)),
];

/// The policy once the targets of some half-years are set; later ones come with adjustments.
pub fn policy(cast: &Cast, last: usize) -> Values {
    let mut targets = Values::default();
    for (place, (half, _)) in TARGETS.iter().enumerate().take(last + 1) {
        let mut of_half = Values::default();
        for branch in cast.branches.iter().filter(|branch| branch.target > 0) {
            of_half = of_half.whole(&branch.id, branch.target + place as u64);
        }
        targets = targets.table(half, of_half);
    }
    let mut assessment = Values::default().table("targets", targets);
    if let (true, Some(branch)) = (last > 1, cast.branches.first()) {
        let adjustment = Values::default().text("half", "2025H2").text("branch", &branch.id);
        let adjustment = adjustment.share("points", 1500);
        let adjustment = adjustment.text("reason", "汛期抢险中为三家客户值守，收到感谢信");
        let adjustment = adjustment.text("by", cast.id(HEAD));
        assessment = assessment.tables("adjustments", [adjustment]);
    }
    let duty = |key: &str, title: &str, cadence: &str, role: &str, due: &str| {
        let values = Values::default().text("key", key).text("title", title);
        values.text("cadence", cadence).text("role", role).text("due", due)
    };
    let duties = [
        duty("market-report", "客户行业和市场信息报告", "month", "archivist", "last_day"),
        duty("half-seminar", "客户关系管理工作研讨会", "half_year", "hq_head", "last_day"),
    ];
    let festival = Values::default().text("name", "中秋节").date("on", draw::day(2026, 9, 25));
    let values = Values::default().table("assessment", assessment).tables("duties", duties);
    values.tables("care_days", [festival])
}
