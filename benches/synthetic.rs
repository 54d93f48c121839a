//! A synthetic archive of a given number of files: deterministic, valid, with the sizes and the
//! mix of a real one (for each client its contacts, and on average two other records).

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Crockford base32, as in ids.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A small generator of numbers with a fixed seed: the archive never depends on the machine.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn pick<'a>(&mut self, among: &[&'a str]) -> &'a str {
        among[self.next(among.len() as u64) as usize]
    }
}

/// An id from a running number.
fn id(prefix: &str, yymm: &str, number: usize) -> String {
    let mut tail = [0; 6];
    let mut rest = number;
    for slot in tail.iter_mut().rev() {
        *slot = ALPHABET[rest % 32];
        rest /= 32;
    }
    format!("{prefix}{yymm}-{}", String::from_utf8_lossy(&tail))
}

/// Writes an archive of about `files` files into an empty folder; says how many and how many bytes.
pub fn write(root: &Path, files: usize) -> io::Result<(usize, u64)> {
    let mut archive = Writer { root, files: 0, bytes: 0 };
    let mut numbers = Numbers(20_260_630);
    let branches = (files / 2500).clamp(2, 40);
    archive.file(
        "archive.toml",
        "#:schema schemas/archive.schema.json\nformat = 1\ngroup = \"合成建设集团\"\n\
         timezone = \"Asia/Shanghai\"\nlanguage = \"zh-CN\"\nevidence = \"declared\"\n",
    )?;
    archive.file("policy.toml", "#:schema schemas/policy.schema.json\n")?;
    person(&mut archive, "hq-one", "hq", "hq_head")?;
    for branch in 0..branches {
        let name = format!("branch-{branch:02}");
        person(&mut archive, &format!("head-{branch:02}"), &name, "branch_head")?;
        person(&mut archive, &format!("clerk-{branch:02}"), &name, "branch_clerk")?;
        archive.file(
            &format!("branches/{name}/branch.toml"),
            &format!(
                "#:schema ../../schemas/branch.schema.json\nname = \"第 {branch} 分公司\"\n\
                 kind = \"regional\"\nhead = \"head-{branch:02}\"\nclerks = [\"clerk-{branch:02}\"]\n\
                 opened_on = 2015-01-01\n"
            ),
        )?;
    }
    let mut number = 0;
    while archive.files < files {
        client(&mut archive, &mut numbers, number, number % branches)?;
        number += 1;
    }
    Ok((archive.files, archive.bytes))
}

struct Writer<'a> {
    root: &'a Path,
    files: usize,
    bytes: u64,
}

impl Writer<'_> {
    fn file(&mut self, path: &str, text: &str) -> io::Result<()> {
        let path = self.root.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
        self.files += 1;
        self.bytes += text.len() as u64;
        Ok(())
    }
}

fn person(archive: &mut Writer<'_>, id: &str, unit: &str, role: &str) -> io::Result<()> {
    archive.file(
        &format!("people/{id}.toml"),
        &format!(
            "#:schema ../schemas/person.schema.json\nname = \"人员 {id}\"\nunit = \"{unit}\"\n\
             role = \"{role}\"\nemails = [\"{id}@example.com\"]\n"
        ),
    )
}

/// A client with its contacts and, in turn, a project, visits, a complaint, a report, a survey.
fn client(
    archive: &mut Writer<'_>,
    numbers: &mut Numbers,
    number: usize,
    branch: usize,
) -> io::Result<()> {
    let folder = format!("branches/branch-{branch:02}");
    let client = id("kh", "2501", number);
    let owner = format!("clerk-{branch:02}");
    archive
        .file(&format!("{folder}/clients/{client}.toml"), &client_text(numbers, number, &owner))?;
    archive.file(
        &format!("{folder}/contacts/{client}.toml"),
        &format!(
            "#:schema ../../../schemas/contacts.schema.json\n\n# 联系人\n[[persons]]\nkey = \"c1\"\n\
             name = \"联系人{number}\"\nposition = \"{}\"\nlevel = \"middle\"\n\
             decision_role = \"influencer\"\nrelation = \"positive\"\nbasis = \"contract\"\n\
             basis_on = 2025-03-01\n",
            numbers.pick(&["基建处处长", "工程部经理", "合约部主管", "总工程师"])
        ),
    )?;
    let project = id("xm", "2502", number);
    if number.is_multiple_of(2) {
        archive.file(
            &format!("{folder}/projects/{project}.toml"),
            &project_text(numbers, &client, number),
        )?;
    }
    let others = numbers.next(3);
    for turn in 0..others {
        let own = number * 4 + turn as usize;
        match numbers.next(8) {
            0..=4 => {
                let visit = id("bf", "2603", own);
                archive.file(
                    &format!("{folder}/visits/2026/{visit}.toml"),
                    &visit_text(numbers, &client, &owner),
                )?;
            }
            5 => {
                let complaint = id("ts", "2603", own);
                archive.file(
                    &format!("{folder}/complaints/2026/{complaint}.toml"),
                    &complaint_text(numbers, &client, &owner, branch),
                )?;
            }
            // One report of a client and half-year.
            6 if turn == 0 => {
                let report = id("fx", "2606", own);
                archive.file(
                    &format!("{folder}/analyses/2026/{report}.toml"),
                    &analysis_text(&client, &owner, number),
                )?;
            }
            _ => {
                let survey = id("dc", "2605", own);
                archive.file(
                    &format!("{folder}/surveys/2026/{survey}.toml"),
                    &survey_text(numbers, &client, &owner),
                )?;
            }
        }
    }
    Ok(())
}

fn client_text(numbers: &mut Numbers, number: usize, owner: &str) -> String {
    let mut text = String::from("#:schema ../../../schemas/client.schema.json\n\n# 基本情况\n");
    let kind = numbers.pick(&["government", "public_institution", "developer", "enterprise"]);
    let _ = write!(
        text,
        "name = \"合成客户第 {number} 号建设投资有限公司\"\naliases = [\"客户{number}\"]\nkind = \"{kind}\"\n\
         credit_code_absent = \"合成数据，没有统一社会信用代码\"\nregion = \"330100\"\n\
         address = \"临江市滨河区合成路 {number} 号\"\ncontact_method = \"总机 0571-8000{:04}\"\n\
         stage = \"{}\"\nowner = \"{owner}\"\nregistered_on = 2025-01-{:02}\nverified_on = 2026-0{}-12\n\
         industry = \"市政与公共建筑\"\nsocial_relations = \"与当地行业协会、设计单位往来密切，曾引荐两家建设单位\"\n\
         organisation = \"下设工程部、合约部、财务部，重大事项由班子会议决定\"\n",
        number % 10_000,
        numbers.pick(&["potential", "interested", "signed", "developed", "partner"]),
        1 + numbers.next(28),
        1 + numbers.next(6),
    );
    text.push_str("\n# 分级依据的事实\n");
    for (fact, values) in [
        ("integrity", ["good", "fair", "good"]),
        ("credit", ["good", "fair", "good"]),
        ("reputation", ["good", "fair", "good"]),
        ("social_value", ["high", "medium", "low"]),
        ("connection_value", ["high", "medium", "low"]),
    ] {
        if numbers.next(8) > 0 {
            let _ = write!(
                text,
                "[facts.{fact}]\nvalue = \"{}\"\nas_of = 2026-0{}-15\nby = \"{owner}\"\nsource_level = 3\n",
                numbers.pick(&values),
                1 + numbers.next(6)
            );
        }
    }
    for fact in ["demanding", "complex_procedure", "own_problems"] {
        if numbers.next(8) > 0 {
            let _ = write!(
                text,
                "[facts.{fact}]\nvalue = {}\nas_of = 2026-03-15\nby = \"{owner}\"\n",
                numbers.next(12) == 0
            );
        }
    }
    let _ = write!(
        text,
        "\n# 客户需求\n[[needs]]\ntitle = \"合成工程 {number} 期\"\nbudget = {}0000\n\
         expected_on = 2026-{:02}-01\nwin_rate = 0.{}\nmargin = 0.05\nstatus = \"open\"\n\
         next_step = \"拜访基建部门，了解招标安排\"\nnext_on = 2026-08-01\n",
        100 + numbers.next(90_000),
        1 + numbers.next(12),
        1 + numbers.next(9),
    );
    text
}

fn project_text(numbers: &mut Numbers, client: &str, number: usize) -> String {
    let mut text = format!(
        "#:schema ../../../schemas/project.schema.json\nclient = \"{client}\"\nname = \"合成工程 {number}\"\n\
         status = \"{}\"\ncontract_value = {}0000\nsigned_on = 2025-0{}-20\nstarted_on = 2025-09-01\n\
         margin = 0.0{}\n\n# 应收款\n",
        numbers.pick(&["in_progress", "in_progress", "completed", "warranty"]),
        100 + numbers.next(20_000),
        1 + numbers.next(8),
        1 + numbers.next(8),
    );
    for month in 1..=3 {
        let _ = write!(
            text,
            "[[payments]]\ndue_on = 2026-0{month}-28\namount = {}000\npaid_on = 2026-0{}-1{month}\n",
            1000 + numbers.next(9000),
            month + 1
        );
    }
    text
}

fn visit_text(numbers: &mut Numbers, client: &str, owner: &str) -> String {
    format!(
        "#:schema ../../../../schemas/visit.schema.json\nclient = \"{client}\"\non = 2026-0{}-1{}\n\
         channel = \"{}\"\nlevel = \"marketer\"\nby = [\"{owner}\"]\nwith = [\"c1\"]\ntwo_way = true\n\
         topics = \"了解在施工程进度款支付安排，介绍我方近期同类工程业绩\"\n\
         learned = \"二期用地手续已报批，预计下半年招标\"\nnext_step = \"月底前送交同类工程资料\"\n\
         purpose = \"maintenance\"\nbriefed = true\n",
        1 + numbers.next(6),
        numbers.next(10),
        numbers.pick(&["door_visit", "on_site", "meeting", "phone"]),
    )
}

fn complaint_text(numbers: &mut Numbers, client: &str, owner: &str, branch: usize) -> String {
    let day = 1 + numbers.next(9);
    format!(
        "#:schema ../../../../schemas/complaint.schema.json\nclient = \"{client}\"\n\
         received_at = 2026-03-0{day}T09:30:00+08:00\nchannel = \"phone\"\ncomplainant = \"owner\"\n\
         contact = \"c1\"\ncategory = \"quality\"\nsummary = \"地下室局部渗水，要求尽快处理并说明原因\"\n\
         receiver = \"{owner}\"\nhandler = \"{owner}\"\nseverity = \"general\"\nresponsibility = \"project\"\n\
         finding = \"justified\"\nroot_cause = \"后浇带防水收口不到位\"\n\
         corrective_action = \"剔凿重做防水，复查同批部位\"\nverified_by = \"head-{branch:02}\"\naccepted = true\n\n\
         # 处理事件\n[[events]]\nat = 2026-03-0{day}T15:00:00+08:00\nkind = \"acknowledged\"\nby = \"{owner}\"\n\
         [[events]]\nat = 2026-03-12T10:00:00+08:00\nkind = \"decided\"\nby = \"{owner}\"\n\
         [[events]]\nat = 2026-03-18T10:00:00+08:00\nkind = \"closed\"\nby = \"{owner}\"\n\n\
         [follow_up]\non = 2026-03-28\nby = \"{owner}\"\nrelationship = \"improved\"\n"
    )
}

fn survey_text(numbers: &mut Numbers, client: &str, owner: &str) -> String {
    let mut text = format!(
        "#:schema ../../../../schemas/survey.schema.json\nclient = \"{client}\"\non = 2026-05-1{}\n\
         phase = \"in_progress\"\nrespondent = \"c1\"\nmethod = \"visit\"\nsurveyor = \"{owner}\"\n\n# 评分项\n",
        numbers.next(10)
    );
    for item in [
        "project_information",
        "service_advice",
        "responsiveness",
        "communication",
        "standards",
        "promises",
        "fitness",
        "site_safety_environment",
        "documents",
        "staff_attitude",
        "problem_solving",
        "cooperation",
        "integrity",
    ] {
        let _ = write!(text, "[[items]]\nitem = \"{item}\"\nscore = {}\n", 3 + numbers.next(3));
    }
    text
}

fn analysis_text(client: &str, owner: &str, number: usize) -> String {
    let mut text = format!(
        "#:schema ../../../../schemas/analysis.schema.json\nclient = \"{client}\"\nhalf = \"2026H1\"\n\
         submitted_on = 2026-06-15\nauthor = \"{owner}\"\nsuggested_grade = \"B\"\n\n# 章节\n"
    );
    for section in [
        "basics",
        "integrity",
        "credit",
        "cooperation",
        "scale_profit",
        "social_value",
        "demand",
        "satisfaction_complaints",
        "competition",
        "own_risks",
        "conclusion",
        "maintenance",
    ] {
        let _ = write!(
            text,
            "[sections.{section}]\ntext = \"第 {number} 号客户在 {section} 方面的情况与上半年核对一致，没有新的变化，后续继续跟踪\"\n\
             evidence = [\"{client}\"]\n"
        );
    }
    text
}
