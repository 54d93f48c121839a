//! Records whose content is asked for in the editor, and drafts that are handed back.
#![cfg(unix)]

use crate::archives::base;
use crate::records::{Desk, editor};
use kebu::domain::keyword::Keyword;
use kebu::domain::record::analysis::SectionName;
use std::fs;

/// The 12 sections stand open; a report without one is asked for again, one with some is made.
#[test]
fn an_analysis_is_written_section_by_section() {
    let mut desk = Desk::new(&base());
    let head = "client = \"临江城投\"\nhalf = \"2026H1\"\nsubmitted_on = 2026-07-20\n\
                author = \"li-na\"\n";
    let blank = format!("{head}[sections.basics] #?\ntext = \"\" #? 正文\n");
    let good = blank.replace("text = \"\"", "text = \"本期没有变化\"");
    let (editor, folder) = editor(&desk, &[&blank, &good]);
    let words = ["analysis", "new", "临江城投"];
    let said = desk.kebu_with(&words, &[("EDITOR", &editor)], true);
    assert_eq!(said.exit, 0, "{}", said.err);
    let template = fs::read_to_string(folder.join("seen0")).unwrap();
    assert_eq!(SectionName::ALL.len(), 12);
    for section in SectionName::ALL {
        let open = format!("[sections.{section}] #?\ntext = \"\" #? ");
        assert!(template.contains(&open), "{section}: {template}");
    }
    let again = fs::read_to_string(folder.join("seen1")).unwrap();
    assert!(again.starts_with("#! `kebu analysis new` is missing 12 required keys\n"), "{again}");
    assert!(again.contains("#!   sections.maintenance.text  Maintenance\n"), "{again}");
    let path = format!("branches/linjiang/analyses/2026/{}.toml", said.out.trim_end());
    let made = String::from_utf8(desk.files()[&path].clone()).unwrap();
    assert!(made.ends_with("[sections.basics]\ntext = \"本期没有变化\"\n"), "{made}");
}

/// A draft comes back as the editor would have taken it: hints and what was left blank are gone.
#[test]
fn a_draft_is_handed_back_as_it_lies() {
    let mut desk = Desk::new(&base());
    let script = desk.root().join("fail");
    let text = "#!/bin/sh\nsed -i -e '0,/^text = \"\"/s//text = \"好\"/' \"$1\"\n\
                sed -i s/2026H2/2026H1/ \"$1\"\nexit 1\n";
    fs::write(&script, text).unwrap();
    let words = ["analysis", "new", "临江城投", "--half", "2026H2"];
    let failing = format!("sh {}", script.display());
    let said = desk.kebu_with(&words, &[("EDITOR", &failing)], true);
    assert_eq!(said.exit, 2, "{}", said.err);
    let drafts = desk.root().join(".kebu/drafts");
    let draft = fs::read_dir(&drafts).unwrap().next().unwrap().unwrap().path();
    let id = desk.done(&["analysis", "new", "--from", draft.to_str().unwrap()]);
    let path = format!("branches/linjiang/analyses/2026/{id}.toml");
    let made = String::from_utf8(desk.files()[&path].clone()).unwrap();
    assert!(made.contains("half = \"2026H1\"\n") && !made.contains("\"\""), "{made}");
    assert_eq!(made.matches("text = ").count(), 1, "{made}");

    // Of a record that is there, too, the lines on top stay out.
    let said =
        desk.kebu_with(&["analysis", "edit", &id], &[("EDITOR", "sed -i s/2026H1/2026H9/")], true);
    assert_eq!(said.exit, 2, "{}", said.err);
    let draft = drafts.join(format!("{id}.toml"));
    let text = fs::read_to_string(&draft).unwrap();
    assert!(text.starts_with("#! "), "{text}");
    fs::write(&draft, text.replace("2026H9", "2026H2")).unwrap();
    desk.done(&["analysis", "edit", &id, "--from", draft.to_str().unwrap()]);
    let after = String::from_utf8(desk.files()[&path].clone()).unwrap();
    assert_eq!(after, made.replace("2026H1", "2026H2"));
}
