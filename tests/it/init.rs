//! What `kebu init` makes: an archive that passes every check at once, settings that editors read,
//! and pipelines whose YAML is right and whose commands exist.

use crate::archives::{Tree, tree};
use kebu::app::init::{Host, patterns};
use kebu::archive::layout::{Spot, spot};
use kebu::cli::help::localised;
use kebu::cli::{Env, run};
use kebu::domain::keyword::Keyword;
use kebu::domain::record::Kind;
use kebu::text::Lang;
use saphyr::{LoadableYamlNode, Yaml};
use std::collections::BTreeMap;
use std::path::Path;

const BRANCH: [&str; 4] = ["--branch", "hz=杭州分公司", "--person", "li-na=李娜 <li.na@x.example>"];

struct Done {
    exit: i32,
    out: String,
    err: String,
}

fn kebu(folder: &Path, lang: Lang, args: &[&str]) -> Done {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = run(&mut Env {
        args: ["kebu"].iter().chain(args).map(Into::into).collect(),
        vars: BTreeMap::from([("KEBU_LANG".to_owned(), lang.key().to_owned())]),
        cwd: folder.to_owned(),
        now: "2026-07-20T08:00:00Z".parse().unwrap(),
        terminal_columns: None,
        stderr_is_terminal: false,
        stdin_is_terminal: false,
        entropy: 1,
        input: &mut &b""[..],
        out: &mut out,
        err: &mut err,
    }) as i32;
    Done { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// A new archive, which must come about without a question and pass the strict check.
fn made(lang: Lang, args: &[&str]) -> (Tree, String) {
    let folder = crate::scratch::folder();
    let done = kebu(folder.path(), lang, &[&["init", "new"], args].concat());
    assert_eq!((done.exit, done.out.as_str()), (0, ""), "{}", done.err);
    let archive = folder.path().join("new");
    let checked = kebu(&archive, lang, &["check", "--strict"]);
    assert_eq!(checked.exit, 0, "{args:?}: {}", checked.out);
    let formatted = kebu(&archive, lang, &["fmt", "--check"]);
    assert_eq!(formatted.exit, 0, "{args:?}: {}", formatted.out);
    let mut files = tree(&archive);
    files.retain(|path, _| !path.starts_with(".kebu/"));
    (files, done.err)
}

fn text<'t>(files: &'t Tree, path: &str) -> &'t str {
    str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

#[test]
fn a_new_archive_passes_every_check() {
    for lang in Lang::ALL {
        let (files, said) = made(lang, &[]);
        let expected = match lang {
            Lang::Zh => ["已在 `new` 建好空档案库", "集团名称暂写作“本集团”"],
            Lang::En => ["made an empty archive in `new`", "called \"Our Group\" for now"],
        };
        assert!(expected.iter().all(|words| said.contains(words)), "{said}");
        assert!(said.contains(&format!("{} ", files.len())), "{said}");
        let language = if lang == Lang::Zh { "zh-CN" } else { "en" };
        assert!(text(&files, "archive.toml").contains(&format!("language = \"{language}\"")));
        assert!(text(&files, "policy.toml").contains("# precedence = \"C\""));
        for kind in Kind::ALL {
            assert!(files.contains_key(&format!("schemas/{}.schema.json", kind.key())));
        }
    }
    let (files, said) = made(Lang::En, &["--group", "远衡集团", "--language", "zh-CN"]);
    assert!(text(&files, "archive.toml").contains("group = \"远衡集团\""));
    assert!(!said.contains("for now"), "{said}");
}

#[test]
fn the_first_branch_and_person_are_whole_records() {
    for lang in Lang::ALL {
        let (files, _) = made(lang, &BRANCH);
        let branch = text(&files, "branches/hz/branch.toml");
        for line in [
            "#:schema ../../schemas/branch.schema.json",
            "name = \"杭州分公司\"",
            "kind = \"regional\"",
            "head = \"li-na\"",
            "clerks = [\"li-na\"]",
            "opened_on = 2026-07-20",
        ] {
            assert!(branch.lines().any(|other| other == line), "no {line} in\n{branch}");
        }
        let person = text(&files, "people/li-na.toml");
        for line in ["unit = \"hz\"", "role = \"branch_head\"", "emails = [\"li.na@x.example\"]"] {
            assert!(person.lines().any(|other| other == line), "no {line} in\n{person}");
        }
    }
    let (files, _) = made(Lang::Zh, &["--person", "zhou=周一 <zhou@x.example>"]);
    assert!(text(&files, "people/zhou.toml").contains("unit = \"hq\""));
    let (files, _) = made(Lang::Zh, &[&BRANCH[..], &["--branch-kind", "specialty"]].concat());
    assert!(text(&files, "branches/hz/branch.toml").contains("kind = \"specialty\""));
}

#[test]
fn a_second_init_is_refused_and_an_undo_leaves_nothing() {
    let folder = crate::scratch::folder();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    assert_eq!(kebu(folder.path(), Lang::En, &["init"]).exit, 0);
    let files = tree(folder.path());
    let again = kebu(folder.path(), Lang::En, &["init"]);
    assert_eq!(again.exit, 2);
    assert!(
        again.err.contains("is not empty: it contains `.gitattributes`, `.gitignore`"),
        "{}",
        again.err
    );
    assert_eq!(tree(folder.path()), files);
    assert_eq!(kebu(folder.path(), Lang::En, &["undo"]).exit, 0);
    let left = tree(folder.path());
    let left: Vec<&String> = left.keys().filter(|path| !path.starts_with(".kebu/")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn editors_know_the_schema_of_every_record() {
    let (files, _) = made(Lang::Zh, &[]);
    for path in [".vscode/settings.json", ".vscode/extensions.json"] {
        let read: serde_json::Value = serde_json::from_str(text(&files, path)).unwrap();
        assert!(read.as_object().is_some_and(|object| !object.is_empty()), "{path}");
    }
    let rules: toml::Table = text(&files, ".taplo.toml").parse().unwrap();
    let rules = rules["rule"].as_array().unwrap();
    assert_eq!(rules.len(), Kind::ALL.len());
    for rule in rules {
        let schema = rule["schema"]["path"].as_str().unwrap();
        assert!(files.contains_key(schema), "{schema}");
    }
    // Where the sample has a record, the globs of its kind find it, and no others do.
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("archive");
    let fits = |path: &str, glob: &str| {
        let glob = globset::GlobBuilder::new(glob).literal_separator(true).build().unwrap();
        glob.compile_matcher().is_match(path)
    };
    let mut seen = 0;
    for path in tree(&sample).into_keys() {
        let Spot::Record(slot) = spot(&path) else { continue };
        for kind in Kind::ALL {
            let found = patterns(*kind).iter().any(|glob| fits(&path, glob));
            assert_eq!(found, *kind == slot.kind, "{path} and {}", kind.key());
        }
        seen += 1;
    }
    assert!(seen > 100, "only {seen} records were looked at");
}

/// Every text in a YAML document.
fn texts(yaml: &Yaml<'_>, into: &mut Vec<String>) {
    if let Some(text) = yaml.as_str() {
        into.push(text.to_owned());
    }
    for item in yaml.as_vec().into_iter().flatten() {
        texts(item, into);
    }
    for (key, value) in yaml.as_mapping().into_iter().flatten() {
        texts(key, into);
        texts(value, into);
    }
}

#[test]
fn pipelines_are_yaml_and_run_commands_that_exist() {
    for host in Host::ALL {
        let name = format!("{host:?}").to_lowercase();
        let (path, _) = host.pipeline();
        let (files, said) = made(Lang::Zh, &["--ci", &name]);
        assert!(said.contains(path), "{said}");
        let documents = Yaml::load_from_str(text(&files, path)).unwrap();
        let [document] = documents.as_slice() else { panic!("{path}: one document") };
        let mut found = Vec::new();
        texts(document, &mut found);
        let mut commands = 0;
        let lines = found.iter().flat_map(|text| text.lines());
        for command in lines.flat_map(|line| line.split("||")).map(str::trim) {
            if !command.starts_with("kebu ") {
                continue;
            }
            // A year stands for the shell's variable.
            let command = command.replace("\"$YEAR\"", "2026");
            let parsed = localised(Lang::En).try_get_matches_from(command.split_whitespace());
            assert!(parsed.is_ok(), "{path}: {command}: {parsed:?}");
            commands += 1;
        }
        assert!(commands >= 6, "{path}: {commands} commands");
        assert!(found.iter().any(|text| text.contains("schedule")), "{path} runs on a schedule");
    }
}

#[test]
fn pipelines_hold_what_their_hosts_ask_for() {
    let load = |host: Host| Yaml::load_from_str(host.pipeline().1).unwrap().remove(0);
    let gitlab = load(Host::Gitlab);
    let check = &gitlab.as_mapping_get("check").unwrap();
    let report = check.as_mapping_get("artifacts").unwrap().as_mapping_get("reports").unwrap();
    let report = report.as_mapping_get("codequality").unwrap().as_str().unwrap();
    let script = check.as_mapping_get("script").unwrap().as_vec().unwrap()[0].as_str().unwrap();
    assert!(script.contains(&format!("--format gitlab -o {report}")), "{script}");
    for host in [Host::Github, Host::Gitea] {
        let workflow = load(host);
        let on = workflow.as_mapping_get("on").unwrap();
        for event in ["pull_request", "schedule", "workflow_dispatch"] {
            assert!(on.as_mapping_get(event).is_some(), "{host:?}: {event}");
        }
        let jobs = workflow.as_mapping_get("jobs").unwrap();
        assert!(["check", "reports"].iter().all(|job| jobs.as_mapping_get(job).is_some()));
    }
    assert!(Host::Github.pipeline().1.contains("kebu check --format github\n"));
    for host in Host::ALL {
        assert!(host.pipeline().1.contains("kebu check --since \"$BEFORE\""), "{host:?}");
    }
}
