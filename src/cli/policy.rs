//! `kebu policy`: the policy in force, with every default and its meaning.

use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TableArgs;
use crate::archive::fields;
use crate::archive::parse::{Node, Value, with_tree};
use crate::archive::write::FileChange;
use crate::diag::{Act, Fault, Refusal};
use crate::domain::record::Kind;
use crate::report::column::Label;
use crate::report::phrase::Phrase;
use crate::report::sheet::{Cell, Sheet};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Show(TableArgs),
    Init,
}

pub use crate::domain::policy::DEFAULTS;

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::Show(args) => show(context, args)?,
        Command::Init => init(context)?,
    }
    Ok(Exit::Done)
}

/// The bytes of a policy that is not the archive's.
pub fn read(path: &Path) -> Result<Vec<u8>, Stop> {
    fs::read(path).map_err(|cause| {
        let path = path.display().to_string();
        Stop::Fault(Fault { act: Act::ReadFile, path, cause })
    })
}

fn show(context: &mut Context<'_, '_, '_>, args: &TableArgs) -> Result<(), Stop> {
    let opened = context.open()?;
    let own = leaves(opened.files.text("policy.toml").unwrap_or_default());
    let defaults = leaves(DEFAULTS);
    let columns = vec![Label::Key, Label::InForce, Label::Default, Label::Meaning];
    let mut sheet = Sheet::new(Phrase::PolicyInForce { changed: own.len() }, columns);
    let keys = defaults.iter().map(|(key, _)| key);
    let extra = own.iter().map(|(key, _)| key).filter(|key| !defaults.iter().any(|d| d.0 == **key));
    let by_key: BTreeMap<&String, &String> = own.iter().map(|(key, value)| (key, value)).collect();
    let default_of: BTreeMap<&String, &String> =
        defaults.iter().map(|(key, value)| (key, value)).collect();
    // A list that the archive sets replaces the default list as a whole.
    let replaced = |key: &str| {
        key.strip_prefix("visit.lines.").is_some()
            && own.iter().any(|(own, _)| own.starts_with("visit.lines."))
    };
    for key in keys.chain(extra) {
        let set = by_key.get(key).copied();
        let default = default_of.get(key).copied();
        let in_force = if replaced(key) { set } else { set.or(default) };
        let meaning = fields::field(Kind::Policy, key);
        sheet.rows.push(vec![
            Cell::code(key),
            Cell::or_empty(in_force, Cell::code),
            Cell::or_empty(default, Cell::code),
            Cell::or_empty(meaning, |field| Cell::Word { key: "", labels: field.labels }),
        ]);
    }
    sheet.notes.push(Phrase::PolicySource);
    context.print_sheet(sheet, args)
}

/// Every scalar (and list of scalars) by its dotted key, in the order of the text.
fn leaves(text: &str) -> Vec<(String, String)> {
    fn walk(path: &str, text: &str, node: &Node<'_>, into: &mut Vec<(String, String)>) {
        let below = |step: &str| {
            if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
        };
        match &node.value {
            Value::Table(table) => {
                for (key, value) in &table.entries {
                    walk(&below(key.name), text, value, into);
                }
            }
            Value::Array(items) if items.iter().any(|item| item.table().is_some()) => {
                for (index, item) in items.iter().enumerate() {
                    walk(&below(&index.to_string()), text, item, into);
                }
            }
            _ => {
                let written = text.get(node.span.clone()).unwrap_or_default();
                into.push((path.to_owned(), written.trim().to_owned()));
            }
        }
    }
    with_tree(text, |tree| {
        let mut found = Vec::new();
        if let Ok(root) = tree {
            walk("", text, root, &mut found);
        }
        found
    })
}

/// Writes a `policy.toml` in which every default stands as a comment; never over one that exists.
fn init(context: &mut Context<'_, '_, '_>) -> Result<(), Stop> {
    let root = context.root()?;
    let path = root.join("policy.toml");
    if path.symlink_metadata().is_ok() {
        return Err(Refusal::FileExists { path: path.display().to_string() }.into());
    }
    let (path, after) = ("policy.toml".to_owned(), Some(template().into_bytes()));
    context.write(&root, vec![FileChange { path, before: None, after }])?;
    let message = context.lang.phrase(&Phrase::PolicyWritten);
    context.note(&message);
    Ok(())
}

/// The defaults with every setting commented out: nothing is set, everything can be seen.
pub fn template() -> String {
    let mut text = String::from("#:schema schemas/policy.schema.json\n");
    for line in DEFAULTS.lines() {
        if line.is_empty() || line.starts_with('#') {
            text.push_str(line);
        } else {
            text.push_str("# ");
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}
