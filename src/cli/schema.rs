//! `kebu schema`: the schemas, printed or written into the archive for editors.

use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TableArgs;
use crate::archive::write::{self, FileChange};
use crate::archive::{fields, shape};
use crate::diag::Refusal;
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::report::column::Label;
use crate::report::phrase::Phrase;
use crate::report::sheet::{Cell, Sheet};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(TableArgs),
    Show {
        #[arg(value_name = "KIND")]
        kind: String,
    },
    Sync,
}

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::List(args) => context.print_sheet(list(), args)?,
        Command::Show { kind } => {
            let text = shape::embedded(find(kind)?);
            context.print(text)?;
        }
        Command::Sync => sync(context)?,
    }
    Ok(Exit::Done)
}

fn list() -> Sheet {
    let columns = vec![Label::RecordKind, Label::Name, Label::Fields, Label::Schema];
    let mut sheet = Sheet::new(Phrase::Schemas, columns);
    for kind in Kind::ALL {
        sheet.rows.push(vec![
            Cell::code(kind.key()),
            Cell::word(*kind),
            Cell::count(fields::fields(*kind).len()),
            Cell::code(format!("schemas/{}.schema.json", kind.key())),
        ]);
    }
    sheet
}

fn find(given: &str) -> Result<Kind, Stop> {
    given.parse().map_err(|()| {
        let near = shape::nearest(given, Kind::ALL.iter().map(|kind| kind.key()));
        Refusal::UnknownKind { given: given.to_owned(), near }.into()
    })
}

/// Writes every schema that differs from ours into `schemas/`; the group's own under
/// `schemas/extra/` are left alone.
fn sync(context: &mut Context<'_, '_, '_>) -> Result<(), Stop> {
    let root = context.root()?;
    let mut changes = Vec::new();
    for kind in Kind::ALL {
        let path = format!("schemas/{}.schema.json", kind.key());
        let before = write::read_file(&root, &path)?;
        let after = Some(shape::embedded(*kind).as_bytes().to_vec());
        if before != after {
            changes.push(FileChange { path, before, after });
        }
    }
    let written = changes.len();
    context.write(&root, changes)?;
    let message = context.lang.phrase(&Phrase::SchemasWritten { written });
    context.note(&message);
    Ok(())
}
