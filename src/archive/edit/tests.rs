//! Tables of text, change, text: what stays, what moves, where new things go.

use super::*;
use crate::diag::edit::BadGiven;

const CLIENT: &str = r#"#:schema ../../../schemas/client.schema.json
# 客户档案
name = "甲" # 曾用名：乙
aliases = ["a", "b"]
# 地址待核
address   = '旧址'
stage = "signed"
registered_on = 2026-03-02

# 信用
[facts.credit]
value = "good" # 走访
as_of = 2026-05-20
by = "li-na"

# 客户需求与近期合作可能性
[[needs]]
title = "一期"
status = "open"

[[needs]]
title = "二期"
status = "open"

# 本客户的拜访计划
[[visit_plan]]
level = "marketer"
cadence = "month"
"#;

fn text(value: &str) -> Given {
    Given::Text(value.to_owned())
}

fn set(path: &str, value: Given) -> Change {
    Change::Set { path: path.to_owned(), value }
}

fn remove(path: &str) -> Change {
    Change::Remove { path: path.to_owned() }
}

fn push(path: &str, value: Given) -> Change {
    Change::Push { path: path.to_owned(), value }
}

fn table(entries: &[(&str, Given)]) -> Given {
    Given::Table(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}

/// The edit, as lines that went and came.
fn changed(before: &str, change: Change) -> String {
    let after = edit(Kind::Client, before, std::slice::from_ref(&change)).unwrap();
    let diff = similar::TextDiff::from_lines(before, &after);
    let mut lines = String::new();
    for line in diff.iter_all_changes() {
        match line.tag() {
            similar::ChangeTag::Equal => {}
            similar::ChangeTag::Delete => lines.push_str(&format!("-{line}")),
            similar::ChangeTag::Insert => lines.push_str(&format!("+{line}")),
        }
    }
    lines
}

#[test]
fn only_the_line_of_the_key_changes() {
    for (change, lines) in [
        (set("name", text("丙")), "-name = \"甲\" # 曾用名：乙\n+name = \"丙\" # 曾用名：乙\n"),
        (set("name", text("甲")), ""),
        (set("address", text("新址")), "-address   = '旧址'\n+address   = \"新址\"\n"),
        (
            set("facts.credit.value", text("poor")),
            "-value = \"good\" # 走访\n+value = \"poor\" # 走访\n",
        ),
        (set("needs.1.status", text("won")), "-status = \"open\"\n+status = \"won\"\n"),
        (set("needs.1.budget", Given::Integer(128_000_000)), "+budget = 128_000_000\n"),
        (set("credit_code", text("91")), "+credit_code = \"91\"\n"),
        (set("owner", text("li-na")), "+owner = \"li-na\"\n"),
        (set("address", text("a\nb")), "-address   = '旧址'\n+address   = \"\"\"\n+a\n+b\"\"\"\n"),
        (remove("address"), "-address   = '旧址'\n"),
        (remove("strategy"), ""),
        (
            push("aliases", text("c")),
            "-aliases = [\"a\", \"b\"]\n+aliases = [\"a\", \"b\", \"c\"]\n",
        ),
        (set("aliases.0", text("c")), "-aliases = [\"a\", \"b\"]\n+aliases = [\"c\", \"b\"]\n"),
        (remove("aliases.0"), "-aliases = [\"a\", \"b\"]\n+aliases = [\"b\"]\n"),
        (remove("aliases.1"), "-aliases = [\"a\", \"b\"]\n+aliases = [\"a\"]\n"),
        (
            set("facts.integrity.value", text("good")),
            "+# 诚信\n+[facts.integrity]\n+value = \"good\"\n+\n",
        ),
        (
            push("needs", table(&[("status", text("open")), ("title", text("三期"))])),
            "+[[needs]]\n+title = \"三期\"\n+status = \"open\"\n+\n",
        ),
        (set("needs.2.title", text("三期")), "+[[needs]]\n+title = \"三期\"\n+\n"),
        (
            set("observation", table(&[("until", Given::Date("2026-07-10".to_owned()))])),
            "+# 观察期\n+[observation]\n+until = 2026-07-10\n+\n",
        ),
        (
            push("visit_plan", table(&[("level", text("marketer"))])),
            "+\n+[[visit_plan]]\n+level = \"marketer\"\n",
        ),
        (
            set("recognition.ratings.cost", text("good")),
            "+# 六项评价\n+[recognition.ratings]\n+cost = \"good\"\n+\n",
        ),
        (
            remove("facts.credit"),
            "-# 信用\n-[facts.credit]\n-value = \"good\" # 走访\n-as_of = 2026-05-20\n\
             -by = \"li-na\"\n-\n",
        ),
        (
            remove("needs"),
            "-# 客户需求与近期合作可能性\n-[[needs]]\n-title = \"一期\"\n-status = \"open\"\n-\n\
             -[[needs]]\n-title = \"二期\"\n-status = \"open\"\n-\n",
        ),
        (remove("needs.0"), "-title = \"一期\"\n-status = \"open\"\n-\n-[[needs]]\n"),
        (
            remove("visit_plan.0"),
            "-\n-# 本客户的拜访计划\n-[[visit_plan]]\n-level = \"marketer\"\n-cadence = \"month\"\n",
        ),
    ] {
        assert_eq!(changed(CLIENT, change.clone()), lines, "{change:?}");
    }
}

#[test]
fn new_keys_stand_where_the_contract_has_them() {
    let after = |change| edit(Kind::Client, CLIENT, &[change]).unwrap();
    let before = |text: &str, one: &str, other: &str| {
        let (one, other) = (text.find(one).unwrap(), text.find(other).unwrap());
        assert!(one < other, "{text}");
    };
    let text1 = after(set("credit_code", text("91")));
    before(&text1, "aliases = ", "credit_code");
    before(&text1, "credit_code", "# 地址待核");
    let text2 = after(set("facts.reputation.value", text("good")));
    before(&text2, "[facts.credit]", "# 信誉\n[facts.reputation]");
    before(&text2, "[facts.reputation]", "# 客户需求");
}

#[test]
fn an_emptied_table_goes_with_its_header() {
    let changes = ["value", "as_of", "by"].map(|key| remove(&format!("facts.credit.{key}")));
    let after = edit(Kind::Client, CLIENT, &changes).unwrap();
    assert!(!after.contains("facts"), "{after}");
    assert!(!after.contains("信用"), "{after}");
    assert!(after.contains("registered_on = 2026-03-02\n\n# 客户需求"), "{after}");
    // A comment inside the table is the user's: only the header goes.
    let with = "name = \"a\"\n\n[observation]\n# 待议\nreason = \"b\"\n# 完\n\n[extra]\nx = 1\n";
    let after = edit(Kind::Client, with, &[remove("observation.reason")]).unwrap();
    assert_eq!(after, "name = \"a\"\n\n# 待议\n# 完\n\n[extra]\nx = 1\n");
}

#[test]
fn comments_of_the_user_stay() {
    let with = "name = \"a\"\n\n# 王总说的\n[observation]\nreason = \"b\"\n\n[extra]\nx = 1\n";
    let after = edit(Kind::Client, with, &[remove("observation")]).unwrap();
    assert_eq!(after, "name = \"a\"\n\n# 王总说的\n\n[extra]\nx = 1\n");
}

#[test]
fn what_the_user_wrote_inline_or_dotted_stays_so() {
    let with = "name = \"a\"\nfacts.credit.value = \"good\" # x\n\
                observation = { reason = \"b\", from = 2026-01-10 } # y\n\
                hits = [\n    \"a\", # eins\n    \"b\" # zwei\n]\n";
    for (change, lines) in [
        (set("facts.credit.by", text("li")), "+facts.credit.by = \"li\"\n"),
        (remove("facts.credit.value"), "-facts.credit.value = \"good\" # x\n"),
        (
            set("observation.reason", text("c")),
            "-observation = { reason = \"b\", from = 2026-01-10 } # y\n\
             +observation = { reason = \"c\", from = 2026-01-10 } # y\n",
        ),
        (
            set("observation.decision", text("keep")),
            "-observation = { reason = \"b\", from = 2026-01-10 } # y\n\
             +observation = { reason = \"b\", from = 2026-01-10, decision = \"keep\" } # y\n",
        ),
        (
            remove("observation.reason"),
            "-observation = { reason = \"b\", from = 2026-01-10 } # y\n\
             +observation = { from = 2026-01-10 } # y\n",
        ),
        (
            remove("observation.from"),
            "-observation = { reason = \"b\", from = 2026-01-10 } # y\n\
             +observation = { reason = \"b\" } # y\n",
        ),
        (push("hits", text("c")), "-    \"b\" # zwei\n+    \"b\", # zwei\n+    \"c\"\n"),
        (remove("hits.0"), "-    \"a\", # eins\n"),
        (remove("hits.1"), "-    \"b\" # zwei\n"),
    ] {
        assert_eq!(changed(with, change.clone()), lines, "{change:?}");
    }
    let both = [remove("observation.from"), remove("observation.reason")];
    let after = edit(Kind::Client, with, &both).unwrap();
    assert!(!after.contains("observation"), "{after}");
}

#[test]
fn line_endings_and_byte_order_mark_stay() {
    let crlf = format!("\u{feff}{}", CLIENT.replace('\n', "\r\n"));
    for change in [
        set("name", text("丙")),
        set("owner", text("li-na")),
        set("address", text("两\n行")),
        set("strategy", text("两\n行")),
        set("facts.integrity.value", text("good")),
        push("needs", table(&[("title", text("三期"))])),
        push("aliases", text("c")),
        remove("needs.0"),
        remove("visit_plan"),
    ] {
        let after = edit(Kind::Client, &crlf, std::slice::from_ref(&change)).unwrap();
        assert!(after.starts_with("\u{feff}#:schema"), "{change:?}");
        assert_eq!(after.matches('\n').count(), after.matches("\r\n").count(), "{change:?}");
        assert_ne!(after, crlf);
    }
    let one_line = "name = \"a\"";
    let after = edit(Kind::Client, one_line, &[set("address", text("b"))]).unwrap();
    assert_eq!(after, "name = \"a\"\naddress = \"b\"");
    assert_eq!(edit(Kind::Client, "", &[set("name", text("b"))]).unwrap(), "name = \"b\"\n");
}

#[test]
fn what_cannot_be_done_is_said() {
    let fault = |text: &str, change| edit(Kind::Client, text, &[change]).unwrap_err();
    let key = |key: &str| key.to_owned();
    assert!(matches!(fault("name = ", set("name", text("a"))), EditFault::Unreadable(_)));
    assert_eq!(
        fault(CLIENT, set("name.first", text("a"))),
        EditFault::NotATable { key: key("name") }
    );
    assert_eq!(
        fault(CLIENT, set("needs.5.title", text("a"))),
        EditFault::NoItem { key: key("needs"), position: 5, count: 2 }
    );
    assert_eq!(
        fault(CLIENT, set("needs.title", text("a"))),
        EditFault::NeedsPosition { key: key("needs") }
    );
    assert_eq!(fault(CLIENT, push("name", text("a"))), EditFault::NotAList { key: key("name") });
    for path in ["", ".", "a..b", "a b", "\"a"] {
        assert_eq!(
            fault(CLIENT, set(path, text("a"))),
            EditFault::BadPath { key: key(path) },
            "{path}"
        );
    }
}

#[test]
fn a_new_record_is_composed_in_the_contracts_order() {
    let values = [
        ("needs.0.title", text("一期")),
        ("stage", text("signed")),
        ("facts.credit.by", text("li-na")),
        ("facts.credit.value", text("good")),
        ("name", text("甲\"乙\\")),
        ("needs.0.budget", Given::Integer(180_000_000)),
        ("needs.1.title", text("二期")),
        ("aliases", Given::List(vec![text("a")])),
    ];
    let values = values.map(|(key, value)| (key.to_owned(), value));
    let path = "branches/linjiang/clients/kh2606-7k3m9q.toml";
    assert_eq!(
        compose(Kind::Client, path, &values).unwrap(),
        "#:schema ../../../schemas/client.schema.json\n# 客户档案\nname = \"甲\\\"乙\\\\\"\n\
         aliases = [\"a\"]\nstage = \"signed\"\n\n# 信用\n[facts.credit]\nvalue = \"good\"\n\
         by = \"li-na\"\n\n# 客户需求与近期合作可能性\n[[needs]]\ntitle = \"一期\"\n\
         budget = 180_000_000\n\n[[needs]]\ntitle = \"二期\"\n"
    );
}

#[test]
fn texts_are_written_so_that_they_read_back() {
    for content in [
        "",
        " ",
        "a",
        "\"",
        "\"\"\"",
        "a\"\"\"\"b",
        "\\",
        "a\tb",
        "\n",
        "\n\n",
        "a\nb",
        "a\n",
        "a\n\"",
        "a\n\"\"",
        "a\n\"\"\"\"",
        "a\r\nb",
        "\u{1}",
        "\u{7f}",
        "甲\n\t乙\\",
        "a\n'''",
    ] {
        let after = edit(Kind::Client, CLIENT, &[set("strategy", text(content))]).unwrap();
        let read = tree(&after).unwrap();
        let found = step::at(&read, &[step::Step::Key("strategy".to_owned())]);
        assert_eq!(found, Some(&text(content)));
    }
}

#[test]
fn a_typed_word_becomes_what_its_key_takes() {
    let given = |kind, path: &str, typed: &str| {
        super::given(crate::archive::fields::field(kind, path).unwrap(), typed)
    };
    let moment = |text: &str| Given::Moment(text.to_owned());
    for (kind, path, typed, value) in [
        (Kind::Client, "name", " a ", text(" a ")),
        (Kind::Client, "stage", "signed", text("signed")),
        (Kind::Client, "stage", "签约客户", text("signed")),
        (Kind::Client, "registered_on", "2026-03-02", Given::Date("2026-03-02".to_owned())),
        (Kind::Client, "needs.budget", "128_000_000", Given::Integer(128_000_000)),
        (Kind::Client, "needs.win_rate", "0.40", Given::Number("0.40".to_owned())),
        (Kind::Client, "needs.win_rate", ".4", Given::Number("0.4".to_owned())),
        (Kind::Client, "needs.win_rate", "1", Given::Integer(1)),
        (Kind::Visit, "two_way", "是", Given::Boolean(true)),
        (Kind::Visit, "two_way", "no", Given::Boolean(false)),
        (Kind::Complaint, "received_at", "2026-05-06", Given::Date("2026-05-06".to_owned())),
        (Kind::Complaint, "received_at", "2026-05-06 09:30", moment("2026-05-06T09:30:00")),
        (
            Kind::Complaint,
            "received_at",
            "2026-05-06T09:30:00+08:00",
            moment("2026-05-06T09:30:00+08:00"),
        ),
        (Kind::Client, "aliases", "a,b", Given::List(vec![text("a,b")])),
        (Kind::Client, "aliases", "[\"a\", \"b\"]", Given::List(vec![text("a"), text("b")])),
        (Kind::Client, "observation", "{ reason = \"a\" }", table(&[("reason", text("a"))])),
        (Kind::Access, "clients", "all", text("all")),
    ] {
        assert_eq!(given(kind, path, typed), Ok(value), "{path}={typed}");
    }
    for (kind, path, typed) in [
        (Kind::Client, "stage", "singed"),
        (Kind::Client, "registered_on", "2026-3-2"),
        (Kind::Client, "registered_on", "2026-02-30"),
        (Kind::Client, "needs.budget", "1.5"),
        (Kind::Client, "needs.budget", "1万"),
        (Kind::Client, "needs.budget", "1__0"),
        (Kind::Client, "needs.win_rate", "40%"),
        (Kind::Client, "needs.win_rate", "nan"),
        (Kind::Visit, "two_way", "maybe"),
        (Kind::Complaint, "received_at", "2026-05-06 25:00"),
        (Kind::Client, "observation", "keep"),
    ] {
        assert!(given(kind, path, typed).is_err(), "{path}={typed}");
    }
    let near = given(Kind::Client, "stage", "singed").unwrap_err();
    assert!(matches!(near, BadGiven::NotListed { near: Some(near), .. } if near == "signed"));
}

#[test]
fn a_template_left_unfilled_says_only_what_was_known() {
    let hints = Hints {
        label: 0,
        how: "填写后保存。\n不填的不保存。",
        required: "必填",
        also: "还可填：",
        comma: "，",
    };
    for kind in <Kind as crate::domain::keyword::Keyword>::ALL {
        let path = "branches/linjiang/clients/kh2606-7k3m9q.toml";
        let known = match kind {
            Kind::Client => vec![
                ("name".to_owned(), text("甲")),
                ("facts.credit.value".to_owned(), text("good")),
                ("needs.0.title".to_owned(), text("一期 #? 待定")),
                ("needs.1.title".to_owned(), text("两\n行\n#? 行")),
                ("extra.x".to_owned(), Given::Integer(1)),
            ],
            _ => Vec::new(),
        };
        let template = template(*kind, path, &known, &hints).unwrap();
        assert!(tree(&template).is_ok(), "{kind}\n{template}");
        assert_eq!(strip(*kind, path, &template), compose(*kind, path, &known).unwrap(), "{kind}");
        // What is offered is right as it stands, once the marks are taken away.
        let opened = template.lines().map(|line| match line.strip_prefix("#? ") {
            Some(rest) if rest.contains(" = ") || rest.starts_with('[') => format!("{rest}\n"),
            _ => format!("{line}\n"),
        });
        assert!(tree(&opened.collect::<String>()).is_ok(), "{kind}\n{template}");
    }
}

#[test]
fn a_template_filled_in_is_the_record() {
    let hints = Hints { label: 1, how: "", required: "required", also: "also: ", comma: ", " };
    let path = "branches/linjiang/visits/2026/bf2606-3f7s5g.toml";
    let template = template(Kind::Visit, path, &[], &hints).unwrap();
    let filled = template
        .replace("client = \"\"", "client = \"kh2501-7k3m9q\"")
        .replace("on = \"\"", "on = \"2026-06-30\"")
        .replace("two_way = \"\"", "# 面谈\ntwo_way = \"是\"")
        .replace("by = []", "by = [\"li-na\"]");
    assert_eq!(
        strip(Kind::Visit, path, &filled),
        "#:schema ../../../../schemas/visit.schema.json\n# 拜访\nclient = \"kh2501-7k3m9q\"\n\
         on = 2026-06-30\nby = [\"li-na\"]\n# 面谈\ntwo_way = true\n"
    );
    assert_eq!(strip(Kind::Visit, path, "#? a\nclient =\n"), "client =\n");
}
