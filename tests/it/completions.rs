//! Completions in a real bash, asking the real program; manual pages of every command.

use crate::archives::cases;
use clap::Command;
use kebu::cli::{help, man};
use kebu::text::Lang;
use std::path::PathBuf;
use std::process::Command as Process;

/// What bash would put in for the word at the end of a line, in the cases' base.
fn completed(line: &str) -> Option<Vec<String>> {
    let script = r#"
source <("$KEBU" completions bash)
COMP_POINT=${#COMP_LINE}
COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
_kebu
printf '%s\n' "${COMPREPLY[@]}"
"#;
    let output = Process::new("bash")
        .args(["--norc", "-c", script])
        .env("KEBU", env!("CARGO_BIN_EXE_kebu"))
        .env("KEBU_LANG", "en")
        .env("COMP_LINE", line)
        .current_dir(cases().join("base/archive"))
        .output()
        // Where there is no bash there is nothing to complete in.
        .ok()?;
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let suggested = String::from_utf8(output.stdout).unwrap();
    Some(suggested.lines().map(str::to_owned).collect())
}

#[test]
fn bash_completes_commands_ids_names_keys_and_words() {
    let mut asked = 0;
    for (line, suggested) in [
        ("kebu che", vec!["check"]),
        ("kebu client sho", vec!["show"]),
        ("kebu client list --sta", vec!["--stage", "--state", "--status"]),
        ("kebu client show kh2501", vec!["kh2501-7k3m9q"]),
        ("kebu client show 清河水", vec!["清河水务集团有限公司", "清河水务"]),
        ("kebu client show qhsw", vec!["kh2401-a7d2f9"]),
        ("kebu complaint show ts2605", vec!["ts2605-9q2v6b"]),
        ("kebu visit due --branch xi", vec!["xishan"]),
        ("kebu client list --owner shen", vec!["shen-ke"]),
        ("kebu client set kh2501-7k3m9q sta", vec!["stage=", "status="]),
        // Bash parts the line at the sign, and puts in what comes after it.
        ("kebu client set kh2501-7k3m9q stage=si", vec!["signed"]),
        ("kebu client set kh2501-7k3m9q owner=shen", vec!["shen-ke"]),
        ("kebu client set kh2501-7k3m9q facts.credit.va", vec!["facts.credit.value="]),
        ("kebu client new --stage si", vec!["signed"]),
        ("kebu schema show cli", vec!["client"]),
        ("kebu explain unknown-k", vec!["unknown-key"]),
        ("kebu client show nobody-is-called-that", vec![]),
    ] {
        let Some(found) = completed(line) else { return };
        let mut found: Vec<_> = found.into_iter().filter(|word| !word.is_empty()).collect();
        found.sort();
        let mut suggested: Vec<_> = suggested.into_iter().map(str::to_owned).collect();
        suggested.sort();
        assert_eq!(found, suggested, "{line}");
        asked += 1;
    }
    assert!(asked > 10);
}

#[test]
fn every_shell_has_a_script_that_asks_this_program() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let output =
            Process::new(env!("CARGO_BIN_EXE_kebu")).args(["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(script.contains("KEBU_COMPLETE"), "{shell}\n{script}");
        assert!(script.contains(env!("CARGO_BIN_EXE_kebu")), "{shell}\n{script}");
        // A shell that is there reads its script without complaint.
        let check = match shell {
            "bash" | "zsh" => Process::new(shell).args(["-n", "-c", &script]).output(),
            "fish" => Process::new(shell).args(["--no-execute", "-c", &script]).output(),
            _ => continue,
        };
        match check {
            Ok(read) => assert!(read.status.success(), "{shell}: {read:?}"),
            Err(_) => println!("{shell} is not here: its script was not read by it"),
        }
    }
}

/// zsh and fish hand over their words; what they are told is checked without them.
#[test]
fn other_shells_are_told_values_with_what_they_are() {
    for (shell, words, told) in [
        ("zsh", ["client", "show", "kh2501"], "kh2501-7k3m9q:临江城市建设投资集团有限公司"),
        ("fish", ["client", "show", "kh2501"], "kh2501-7k3m9q\t临江城市建设投资集团有限公司\n"),
        ("powershell", ["client", "list", "--stage"], "--stage\t"),
    ] {
        let output = Process::new(env!("CARGO_BIN_EXE_kebu"))
            .args(["--", "kebu"])
            .args(words)
            .env("KEBU_COMPLETE", shell)
            .env("_CLAP_COMPLETE_INDEX", "3")
            .current_dir(cases().join("base/archive"))
            .output()
            .unwrap();
        let answer = String::from_utf8(output.stdout).unwrap();
        assert!(answer.starts_with(told), "{shell}: {answer}");
    }
}

/// What fish would offer for the word at the end of a line; `None` where there is no fish.
fn offered_by_fish(line: &str) -> Option<String> {
    let script = r#"$KEBU completions fish | source; complete -C "$KEBU_TRIED""#;
    let output = Process::new("fish")
        .args(["--no-config", "-c", script])
        .env("KEBU", env!("CARGO_BIN_EXE_kebu"))
        .env("KEBU_LANG", "en")
        .env("KEBU_TRIED", line)
        .current_dir(cases().join("base/archive"))
        .output()
        .ok()?;
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn fish_completes_ids_keys_and_contact_persons() {
    for (line, offered) in [
        ("kebu client show kh2501", "kh2501-7k3m9q\t临江城市建设投资集团有限公司\n"),
        ("kebu client set kh2501-7k3m9q stage=si", "stage=signed\tcontracted\n"),
        ("kebu contact edit kh2501-7k3m9q z", "zhao\t赵工\n"),
        ("kebu complaint set ts2605", "ts2605-9q2v6b\n"),
    ] {
        let Some(found) = offered_by_fish(line) else {
            println!("fish is not here: nothing was completed in it");
            return;
        };
        assert_eq!(found, offered, "{line}");
    }
}

fn names(command: &Command, above: &str, into: &mut Vec<String>) {
    let name = match above {
        "" => command.get_name().to_owned(),
        above => format!("{above}-{}", command.get_name()),
    };
    into.push(format!("{name}.1"));
    command.get_subcommands().for_each(|sub| names(sub, &name, into));
}

#[test]
fn every_command_has_a_manual_page_with_a_description() {
    for lang in Lang::ALL {
        let mut expected = Vec::new();
        names(&help::localised(lang), "", &mut expected);
        let pages = man::pages(lang);
        let found: Vec<_> = pages.iter().map(|(name, _)| name.clone()).collect();
        assert_eq!(found, expected);
        let heading = if lang == Lang::Zh { ".SH 名称" } else { ".SH NAME" };
        for (name, page) in &pages {
            let lines: Vec<&str> = page.lines().collect();
            let at = lines.iter().position(|line| *line == heading);
            let described = lines[at.unwrap_or_else(|| panic!("{name}: {page}")) + 1];
            let (_, about) = described.split_once(" \\- ").unwrap_or_default();
            assert!(about.chars().count() > 1, "{name}: {described}");
            if lang == Lang::Zh {
                assert!(!about.is_ascii(), "{name}: {described}");
            }
        }
    }
}

#[test]
fn manual_pages_are_written_into_a_folder() {
    let folder = crate::scratch::folder();
    let pages = folder.path().join("man1");
    let output = Process::new(env!("CARGO_BIN_EXE_kebu"))
        .args(["man", "--lang", "zh"])
        .arg(&pages)
        .output()
        .unwrap();
    assert!(output.status.success());
    let listed = String::from_utf8(output.stdout).unwrap();
    let files: Vec<PathBuf> = listed.lines().map(|name| pages.join(name)).collect();
    assert!(files.len() > 15 && files.iter().all(|file| file.is_file()), "{listed}");
}
