//! THE list of commands that write: each is killed at every system call and refused by the disk
//! (`crash.rs`). A new one is one line in `ALIKE`.

/// A command that writes, and how an archive is made ready for it.
#[derive(Clone, Copy)]
pub struct Writing {
    /// What the command starts from.
    pub start: Start,
    /// Commands that run before, undisturbed.
    pub before: &'static [&'static [&'static str]],
    /// Files that are taken away before it.
    pub without: &'static [&'static str],
    pub args: &'static [&'static str],
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The small valid archive.
    Small,
    /// The same with a record that is written in another order.
    Unformatted,
    EmptyFolder,
}

/// A command on an archive.
const fn on(start: Start, args: &'static [&'static str]) -> Writing {
    Writing { start, before: &[], without: &[], args }
}

const VISIT: &[&str] =
    &["visit", "log", "临江城投", "--by", "li-na", "--channel", "phone", "--topics", "t"];
const CLIENT: &[&str] = &[
    "client",
    "new",
    "--branch",
    "linjiang",
    "--by",
    "li-na",
    "--name",
    "N",
    "--kind",
    "other",
    "--credit-code-absent",
    "x",
    "--region",
    "330100",
    "--address",
    "A",
    "--contact-method",
    "M",
    "--stage",
    "potential",
];
const EVENT: &[&str] =
    &["complaint", "event", "ts2605", "appealed", "--by", "li-na", "--note", "n"];
/// Of several files; the clients of both branches of the small archive.
const SET: &[&str] = &["client", "set", "--where", "status=active", "--yes", "industry=x"];
const MERGE: &[&str] = &["client", "merge", "kh2603-5h6n2t", "kh2505-2c4x8p", "--by", "li-na"];

/// Each way of writing one file or several, and each that looks for more than records before or
/// after.
const WRITING: &[Writing] = &[
    // The language of what is made, whatever that of the messages is.
    on(
        Start::EmptyFolder,
        &["init", "--group", "G", "--language", "en", "--person", "li=Li <li@x.example>"],
    ),
    Writing { without: &["policy.toml"], ..on(Start::Small, &["policy", "init"]) },
    Writing {
        before: &[&["schema", "sync"]],
        without: &["schemas/client.schema.json", "schemas/visit.schema.json"],
        ..on(Start::Small, &["schema", "sync"])
    },
    Writing {
        before: &[&["policy", "init"]],
        without: &["policy.toml"],
        ..on(Start::Small, &["undo"])
    },
    on(Start::Small, CLIENT),
    on(Start::Small, SET),
    on(Start::Small, MERGE),
    Writing { before: &[MERGE], ..on(Start::Small, &["client", "unmerge", "kh2603-5h6n2t"]) },
    on(Start::Small, &["client", "move", "kh2505-2c4x8p", "linjiang", "--owner", "li-na"]),
    on(Start::Small, VISIT),
    on(Start::Small, EVENT),
    Writing { before: &[VISIT], ..on(Start::Small, &["submit", "2026-07", "--by", "li-na"]) },
    on(Start::Unformatted, &["fmt"]),
];

/// Commands that go the same way as those above, with the command lines before them.
const ALIKE: &[(&[&str], &str)] = &[
    (&[], "client edit kh2501 --stage partner"),
    (&[], "client verify kh2501 --by li-na"),
    (
        &[],
        "client abandon kh2505 --reason r --approved-by zhou-min --observed-from 2026-01-10 \
         --observed-until 2026-07-10 --even-so",
    ),
    (&[], CONTACT),
    (&[], "contact edit kh2501 zhao --position P"),
    (&[CONTACT], "contact remove kh2505 nn"),
    (&[], "project new kh2501 --by li-na --name N --status bidding"),
    (&[], "project set xm2502 margin=0.04"),
    (
        &[],
        "complaint new kh2501 --by li-na --channel phone --complainant owner --category quality \
         --summary s --severity general",
    ),
    (&[], "complaint edit ts2605 --summary s"),
    (&[], "complaint set ts2605 follow_up.note=n"),
    (APPEAL, "complaint close ts2605 --by li-na --note n"),
    (
        &["complaint set ts2605 follow_up="],
        "complaint follow-up ts2605 --by li-na --relationship improved",
    ),
    (&[], "visit edit bf2606 --learned x"),
    (&[], "visit set bf2606 learned=x"),
    (&[], "survey new kh2501 --by li-na --phase in_progress --method phone --answer promises=4"),
    (&[], "survey edit dc2606 --opinion o"),
    (&[], "survey set dc2606 opinion=o"),
    (&[], "analysis new kh2501 --by li-na --half 2026H2 --set sections.basics.text=x"),
    (&[], "analysis edit fx2606 --suggested-grade B"),
    (&[], "analysis set fx2606 sections.basics.text=x"),
    (&[], "spot record kh2501 --by zhou-min --found address=x"),
    (&[], "spot edit cc2607 --seed 7"),
    (&[], "spot set cc2607 seed=7"),
    (&[], "activity new --by li-na --kind training --title t"),
    (&[], "activity edit jh2606 --budget 1"),
    (&[], "activity set jh2606 budget=1"),
    (
        &[],
        "market new --by li-na --set items.0.about=market --set items.0.text=t --set \
         items.0.source=s --set items.0.source_level=1",
    ),
    (&[], "market edit sx2606 --urgent"),
    (&[], "market set sx2606 urgent=true"),
    (
        &[],
        "access new --applicant li-na --clients kh2501 --purpose p --scope full --until 2026-07-25",
    ),
    (&[], "access edit cy2606 --purpose p"),
    (&[], "access set cy2606 purpose=p"),
    (&[], SUMMARY),
    (&[SUMMARY], "summary edit 2025H2 --branch linjiang --accepted-on 2026-07-20"),
    (&[], NOTICE),
    (&[NOTICE], "notice edit 2025H2 --branch linjiang --note n"),
    (&[], "person new nn --name N --unit hq --role hq_staff --emails n@x.example"),
    (&[], "person set li-na title=t"),
    (&[], "person leave he-jun"),
    (
        &[],
        "branch new nn --name N --kind regional --head chen-yu --clerks li-na --opened-on \
         2026-07-01",
    ),
    (&[], "branch set donghu supervisor=he-jun"),
    (&[], "branch close donghu"),
    (&[], "handover li-na chen-yu"),
];

const CONTACT: &str = "contact add kh2505 --name N --position P --basis contract --key nn";
const APPEAL: &[&str] = &[
    "complaint event ts2605 appealed --by li-na --when 2026-06-20",
    "complaint event ts2605 appeal_decided --by zhou-min --upheld --when 2026-06-25",
];
const SUMMARY: &str = "summary new 2025H2 --branch linjiang --by li-na --kind summary --set \
                       sections.reporting=x --set sections.complaints=x --set \
                       sections.satisfaction=x --set sections.analysis=x --set sections.truth=x";
const NOTICE: &str = "notice new 2025H2 --branch linjiang --result pass";

/// The disk refuses at more places than there are kills: the commands that differ are tried each
/// time, all of them with `KEBU_TEST_ALL=1`.
pub fn writings_refused() -> Vec<Writing> {
    match std::env::var_os("KEBU_TEST_ALL") {
        Some(_) => writings(),
        None => WRITING.to_vec(),
    }
}

/// All commands that write.
pub fn writings() -> Vec<Writing> {
    // The list is as long as the program runs.
    let words = |line: &'static str| -> &'static [&'static str] {
        line.split_whitespace().collect::<Vec<_>>().leak()
    };
    let alike = ALIKE.iter().map(|(before, line)| {
        let before: Vec<_> = before.iter().map(|line| words(line)).collect();
        Writing { before: before.leak(), ..on(Start::Small, words(line)) }
    });
    WRITING.iter().copied().chain(alike).collect()
}

/// Whatever takes `--dry-run` writes. Issuing writes a new file beside a history, which the small
/// archive has not (`issuing.rs`).
#[test]
fn every_command_that_writes_is_in_the_list() {
    let known: Vec<String> = writings().iter().map(|it| it.args.join(" ") + " ").collect();
    let mut left = Vec::new();
    collect(&kebu::cli::help::localised(kebu::text::Lang::En), "", &mut left);
    left.retain(|path| !["rank", "assess"].contains(&path.as_str()));
    left.retain(|path| !known.iter().any(|it| it.starts_with(&format!("{path} "))));
    assert!(left.is_empty(), "{left:?}");
}

fn collect(command: &clap::Command, path: &str, found: &mut Vec<String>) {
    if command.get_arguments().any(|arg| arg.get_id() == "dry_run") {
        found.push(path.trim().to_owned());
    }
    for sub in command.get_subcommands() {
        collect(sub, &format!("{path} {}", sub.get_name()), found);
    }
}
