//! Commands that write, one after the other, as people use them: in this process, on an archive in
//! a folder of its own, with an editor that is a script.

use crate::archives::{Tree, base, tree, with};
use kebu::cli::{Env, run};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// An archive that commands are run on.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    entropy: u64,
}

/// What a command gave.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) exit: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new(archive: &Tree) -> Self {
        let folder = crate::scratch::folder();
        for (path, bytes) in archive {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Self { folder, entropy: 7 }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The archive's files, without what the clone keeps for itself.
    pub(crate) fn files(&self) -> Tree {
        let mut files = tree(self.root());
        files.retain(|path, _| !path.starts_with(".kebu/"));
        files
    }

    pub(crate) fn kebu(&mut self, words: &[&str]) -> Said {
        self.kebu_with(words, &[], false)
    }

    pub(crate) fn kebu_with(
        &mut self,
        words: &[&str],
        vars: &[(&str, &str)],
        terminal: bool,
    ) -> Said {
        self.entropy += 1;
        let words = [&["kebu"], words, &["--today", "2026-07-20"]].concat();
        let mut all = BTreeMap::from([
            ("KEBU_LANG".to_owned(), "en".to_owned()),
            ("KEBU_PERSON".to_owned(), "li-na".to_owned()),
        ]);
        all.extend(vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = run(&mut Env {
            args: words.iter().map(OsString::from).collect(),
            vars: all,
            cwd: self.root().to_owned(),
            now: chrono::DateTime::UNIX_EPOCH,
            terminal_columns: None,
            stderr_is_terminal: false,
            stdin_is_terminal: terminal,
            entropy: self.entropy,
            input: &mut std::io::empty(),
            out: &mut out,
            err: &mut err,
        }) as i32;
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { exit, out: text(out), err: text(err) }
    }

    /// Runs a command that must succeed, and gives what it printed.
    pub(crate) fn done(&mut self, words: &[&str]) -> String {
        let said = self.kebu(words);
        assert_eq!(said.exit, 0, "{words:?}: {}", said.err);
        said.out.trim_end().to_owned()
    }
}

impl Desk {
    /// A command line whose words hold no spaces.
    fn line(&mut self, line: &str) -> String {
        self.done(&line.split_whitespace().collect::<Vec<_>>())
    }
}

const INTO: &str = "kh2501-7k3m9q";
const FROM: &str = "kh2402-b3k8n5";

/// Two clients with everything that can refer to one of them, and keys that clash.
fn two_clients() -> Tree {
    let contacts = "[[persons]]\nkey = \"zhao\" # 老赵\nname = \"赵科\"\nposition = \"科长\"\n\
                    basis = \"contract\"\nbasis_on = 2025-03-01\n";
    let visit = format!(
        "client = '{FROM}'  # 改过名\non = 2026-07-10\nchannel = \"phone\"\nlevel = \"marketer\"\n\
         by = [\"li-na\"]\nwith = [ \"zhao\" ]\ntwo_way = true\ntopics = \"进度\"\n"
    );
    let activity = format!(
        "kind = \"care\"\ntitle = \"走访\"\nfrom = 2026-07-01\nby = \"li-na\"\n\
         clients = [\n  \"{FROM}\", # 一\n  \"{INTO}\", # 二\n]\n\n[[actions]]\ntext = \"回访\"\n\
         by = \"li-na\"\ndue_on = 2026-08-01\nclient = \"{FROM}\"\nsource = \"{FROM}\"\n"
    );
    let market = format!(
        "submitted_on = 2026-07-01\nby = \"li-na\"\n\n[[items]]\nabout = \"client\"\n\
         text = \"扩产\"\nsource = \"网站\"\nsource_level = 1\nclient = \"{FROM}\"\n"
    );
    let third = "#:schema ../../../schemas/client.schema.json\nname = \"清河旧城建\"\n\
                 kind = \"enterprise\"\ncredit_code_absent = \"旧档\"\nregion = \"330100\"\n\
                 address = \"旧址\"\ncontact_method = \"总机\"\nstage = \"potential\"\n\
                 status = \"merged\"\nmerged_into = \"kh2402-b3k8n5\"\nowner = \"li-na\"\n\
                 registered_on = 2024-01-10\n";
    let branch = "branches/linjiang";
    with(
        &base(),
        &[
            (&format!("{branch}/contacts/{FROM}.toml"), contacts),
            (&format!("{branch}/visits/2026/bf2607-c1c1c1.toml"), &visit),
            (&format!("{branch}/activities/2026/jh2607-a1a1a1.toml"), &activity),
            (&format!("{branch}/market/2026/sx2607-a1a1a1.toml"), &market),
            (&format!("{branch}/clients/kh2401-zzzzzz.toml"), third),
        ],
    )
}

/// Every record that names a client, by its text.
fn naming(files: &Tree, client: &str) -> Vec<String> {
    let names = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(client);
    let named = files.iter().filter(|(path, bytes)| {
        !path.contains("/documents/") && !path.contains(client) && names(bytes)
    });
    named.map(|(path, _)| path.clone()).collect()
}

#[test]
fn merging_moves_every_reference_and_unmerging_gives_the_same_bytes() {
    let before = two_clients();
    let mut desk = Desk::new(&before);
    assert!(naming(&before, FROM).len() >= 5, "{:?}", naming(&before, FROM));
    desk.done(&["client", "merge", FROM, INTO]);
    let merged = desk.files();
    assert_eq!(naming(&merged, FROM), Vec::<String>::new());
    let check = desk.kebu(&["check"]);
    assert_eq!(check.exit, 0, "{}", check.out);

    // Another clone, after any number of commits: nothing of this one's own state is there.
    fs::remove_dir_all(desk.root().join(".kebu")).unwrap();
    desk.done(&["client", "unmerge", FROM]);
    let after = desk.files();
    let differ: Vec<&String> =
        before.keys().chain(after.keys()).filter(|p| before.get(*p) != after.get(*p)).collect();
    assert_eq!(differ, Vec::<&String>::new());
}

#[test]
fn what_is_written_after_a_merge_survives_its_reversal() {
    let mut desk = Desk::new(&two_clients());
    desk.done(&["client", "merge", FROM, INTO]);
    desk.done(&["client", "set", INTO, "aliases+=新名", "stage=partner"]);
    let project =
        desk.done(&["project", "new", "--client", INTO, "--name", "三期", "--status", "bidding"]);
    desk.done(&["client", "move", FROM, "donghu"]);
    desk.done(&["client", "unmerge", FROM]);
    let files = desk.files();
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let into = text(&format!("branches/linjiang/clients/{INTO}.toml"));
    assert!(into.contains("aliases = [\"临江城投\", \"新名\"]"), "{into}");
    assert!(into.contains("stage = \"partner\""), "{into}");
    let from = text(&format!("branches/donghu/clients/{FROM}.toml"));
    assert!(!from.contains("merged") && !from.contains("documents"), "{from}");
    let project = text(&format!("branches/linjiang/projects/{project}.toml"));
    assert!(project.contains(INTO), "{project}");
    assert!(!files.keys().any(|path| path.contains("/merges/")));
    let check = desk.kebu(&["check"]);
    assert_eq!(check.exit, 0, "{}", check.out);
}

#[test]
fn a_month_of_a_clerk_goes_through_commands_alone() {
    let mut desk = Desk::new(&base());
    let client = desk.line(
        "client new --name 东江水务有限公司 --credit-code 9133010099KEBU0017 --address 东江路一号 \
         --contact-method 总机0571-88000001 --stage potential --social-relations 无 \
         --no-cooperation-note 尚无合作",
    );
    let contact =
        desk.line(&format!("contact add {client} --name 钱明 --position 总工程师 --basis consent"));
    assert_eq!(contact, "qian");
    desk.line(&format!("contact edit {client} qian --relation positive --our-person li-na"));
    desk.line(&format!("client set {client} facts.credit.value=good facts.integrity.value=良好"));
    desk.line(
        "client set 东江水务 stage=interested needs.new.title=二水厂 \
         needs.new.budget=80_000_000 needs.new.expected_on=2026-12-01",
    );
    let project = desk.line("project new --client djsw --name 二水厂 --status bidding");
    desk.line(&format!(
        "project set {project} status=in_progress signed_on=2026-07-15 \
         contract_value=78_000_000 signed_for_client=qian payments.new.due_on=2026-09-30 \
         payments.0.amount=7_800_000"
    ));
    desk.line(&format!(
        "client set {client} needs.0.status=won needs.0.project={project} \
         no_cooperation_note= stage=signed"
    ));
    desk.line(&format!("client verify {client}"));
    let person = desk.line(
        "person new --name 王小明 --unit linjiang --role marketer --emails wang-xm@example.com",
    );
    desk.line(&format!("handover li-na {person} --branch linjiang"));
    desk.line(&format!("client move {client} nanwan --owner lu-yao"));
    desk.line("client set --where branch=linjiang tier=ordinary --yes");
    let check = desk.kebu(&["check", "--strict"]);
    assert_eq!(check.exit, 0, "{}", check.out);
    let shown = desk.line(&format!("client show {client}"));
    assert!(shown.contains("东江水务有限公司") && shown.contains("二水厂"), "{shown}");
}

#[test]
fn an_id_that_is_taken_is_drawn_once_more() {
    let mut desk = Desk::new(&base());
    let mut new = |name: &str| {
        desk.entropy = 41;
        desk.done(&["project", "new", "--client", INTO, "--name", name, "--status", "bidding"])
    };
    let (first, second) = (new("甲"), new("乙"));
    assert_ne!(first, second);
    assert!(first.starts_with("xm2607-") && second.starts_with("xm2607-"), "{first} {second}");
}

/// An editor that replaces the whole draft, a text for each time it is opened.
#[cfg(unix)]
pub(crate) fn editor(desk: &Desk, texts: &[&str]) -> (String, PathBuf) {
    let folder = desk.root().join(".kebu");
    fs::create_dir_all(&folder).unwrap();
    for (at, text) in texts.iter().enumerate() {
        fs::write(folder.join(format!("text{at}")), text).unwrap();
    }
    let script = folder.join("editor");
    // Each time it keeps what it was shown; without a text left it leaves the draft as it is.
    let text = "#!/bin/sh\nd=$(dirname \"$0\")\nn=$(cat \"$d/n\" 2>/dev/null || echo 0)\n\
                cp \"$1\" \"$d/seen$n\"\n[ -f \"$d/text$n\" ] && cp \"$d/text$n\" \"$1\"\n\
                echo $((n + 1)) > \"$d/n\"\nexit 0\n";
    fs::write(&script, text).unwrap();
    (format!("sh {}", script.display()), folder)
}

#[cfg(unix)]
const GOOD: &str = "name = \"东江水务有限公司\"\ncredit_code = \"9133010099KEBU0017\"\n\
                    address = \"东江路 1 号\" # 老厂\ncontact_method = \"总机\"\nstage = \"potential\"\n\
                    owner = \"li-na\"\nregistered_on = 2026-07-20\n";

#[cfg(unix)]
#[test]
fn an_editor_is_opened_until_the_record_is_right() {
    let mut desk = Desk::new(&base());
    let bad = GOOD.replace("potential", "potentail");
    let (editor, folder) = editor(&desk, &[&bad, GOOD]);
    let said = desk.kebu_with(&["client", "new"], &[("EDITOR", &editor)], true);
    assert_eq!(said.exit, 0, "{}", said.err);
    let path = format!("branches/linjiang/clients/{}.toml", said.out.trim_end());
    let text = String::from_utf8(desk.files()[&path].clone()).unwrap();
    // What the user wrote stays, what follows from it is added.
    assert!(text.contains("address = \"东江路 1 号\" # 老厂\n"), "{text}");
    assert!(
        text.contains("kind = \"enterprise\"") && text.contains("region = \"330100\""),
        "{text}"
    );

    let template = fs::read_to_string(folder.join("seen0")).unwrap();
    assert!(
        template.contains(
            "
name ="
        ) && template.contains("potential, "),
        "{template}"
    );
    assert!(template.starts_with("#:schema ../../schemas/client.schema.json\n"), "{template}");
    let again = fs::read_to_string(folder.join("seen1")).unwrap();
    assert!(again.starts_with("#! error[value-not-listed]"), "{again}");
    assert!(again.contains("stage = \"potentail\""), "{again}");
    assert_eq!(fs::read_dir(folder.join("drafts")).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_draft_that_is_given_up_is_kept_and_can_be_given_again() {
    let mut desk = Desk::new(&base());
    let bad = GOOD.replace("potential", "potentail");
    let (editor, folder) = editor(&desk, &[&bad]);
    let before = desk.files();
    let said = desk.kebu_with(&["client", "new"], &[("VISUAL", &editor)], true);
    assert_eq!(said.exit, 2);
    assert_eq!(desk.files(), before);
    let drafts: Vec<_> = fs::read_dir(folder.join("drafts")).unwrap().flatten().collect();
    let draft = drafts[0].path();
    assert!(said.err.contains(&draft.display().to_string()), "{}", said.err);
    let text = fs::read_to_string(&draft).unwrap().replace("potentail", "potential");
    fs::write(&draft, text).unwrap();
    desk.done(&["client", "new", "--from", &draft.display().to_string()]);
}

#[cfg(unix)]
#[test]
fn an_editor_that_changes_nothing_or_fails_writes_nothing() {
    let mut desk = Desk::new(&base());
    let before = desk.files();
    for (words, exit) in [(&["client", "new"][..], 2), (&["client", "edit", INTO], 0)] {
        let said = desk.kebu_with(words, &[("EDITOR", "true")], true);
        assert_eq!((said.exit, desk.files() == before), (exit, true), "{words:?} {}", said.err);
        let said = desk.kebu_with(words, &[("EDITOR", "false")], true);
        assert_eq!((said.exit, desk.files() == before), (2, true), "{words:?} {}", said.err);
        assert!(said.err.contains("`false`"), "{}", said.err);
    }
    let replace = "sed -i s/developed/partner/";
    let said = desk.kebu_with(&["client", "edit", INTO], &[("EDITOR", replace)], true);
    assert_eq!(said.exit, 0, "{}", said.err);
    let path = format!("branches/linjiang/clients/{INTO}.toml");
    let expected =
        String::from_utf8(before[&path].clone()).unwrap().replace("developed", "partner");
    assert_eq!(String::from_utf8(desk.files()[&path].clone()).unwrap(), expected);
}

/// Contact persons lie in one file, and only the new one is put before the user.
#[cfg(unix)]
#[test]
fn contact_persons_are_added_in_the_editor() {
    let mut desk = Desk::new(&base());
    let good =
        "[[persons]]\nname = \"郭涛\" #? 姓名\nposition = \"总经理\"\nbasis = \"contract\"\n";
    let bad = good.replace("contract", "contrakt");
    let (editor, folder) = editor(&desk, &[&bad, good, &bad, good, &bad]);
    // One client has a file of contact persons, one has none.
    for client in [INTO, FROM] {
        let path = format!("branches/linjiang/contacts/{client}.toml");
        let before = desk.files().get(&path).cloned().unwrap_or_default();
        let words = ["contact", "add", client, "--relation", "positive"];
        let said = desk.kebu_with(&words, &[("EDITOR", &editor)], true);
        assert_eq!((said.exit, said.out.as_str()), (0, "guo\n"), "{}", said.err);
        let after = String::from_utf8(desk.files()[&path].clone()).unwrap();
        assert!(after.as_bytes().starts_with(&before), "{after}");
        let added = "key = \"guo\"\nname = \"郭涛\"\nposition = \"总经理\"\n";
        assert!(after.contains(added) && after.contains("basis_on = 2026-07-20\n"), "{after}");
    }
    let first = fs::read_to_string(folder.join("seen0")).unwrap();
    assert!(first.contains("relation = \"positive\"") && !first.contains("zhao"), "{first}");
    let again = fs::read_to_string(folder.join("seen1")).unwrap();
    assert!(again.starts_with("#! error[value-not-listed]"), "{again}");

    // What is given up can be given again, with more said on the command line.
    let said = desk.kebu_with(&["contact", "add", INTO], &[("EDITOR", &editor)], true);
    assert_eq!(said.exit, 2, "{}", said.err);
    let draft = folder.join("drafts").join(format!("contacts-{INTO}.toml"));
    let words = ["contact", "add", INTO, "--from", draft.to_str().unwrap(), "--basis", "contract"];
    assert_eq!(desk.done(&words), "guo-tao");
}

/// In the editor, too, a client may be named as people call it.
#[cfg(unix)]
#[test]
fn a_client_is_named_in_the_editor_by_what_it_is_called() {
    let mut desk = Desk::new(&base());
    let text = "client = \"临江城投\"\nname = \"滨江三期\"\nstatus = \"bidding\"\n";
    let (editor, _) = editor(&desk, &[text]);
    let said = desk.kebu_with(&["project", "new"], &[("EDITOR", &editor)], true);
    assert_eq!(said.exit, 0, "{}", said.err);
    let path = format!("branches/linjiang/projects/{}.toml", said.out.trim_end());
    let project = String::from_utf8(desk.files()[&path].clone()).unwrap();
    assert!(project.contains(&format!("client = \"{INTO}\"\n")), "{project}");
}
