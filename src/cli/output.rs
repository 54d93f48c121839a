//! Results to standard output or to a file, in the chosen format.

use super::context::{Context, Stop};
use super::{Format, Program};
use crate::diag::{Act, Fault, Refusal};
use crate::domain::keyword::Keyword;
use crate::render::{self, Look};
use crate::report::column::Label;
use crate::report::phrase::Words;
use crate::report::sheet::Sheet;
use crate::text::Lang;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Which columns a table shows, and in which order its rows stand.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct TableArgs {
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',')]
    pub columns: Vec<String>,
    // A leading hyphen is the value's own: it asks for descending order.
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
}

/// Sentences inside JSON are English, which is the machine's side.
pub const WORDS: Words<'static> = &|phrase| Lang::En.phrase(phrase);

/// The formats of tables.
pub const TABLES: [Format; 5] =
    [Format::Table, Format::Csv, Format::CsvRaw, Format::Json, Format::Markdown];

impl Context<'_, '_, '_> {
    /// The chosen format, which must be one of the allowed; the first is the default.
    pub fn format(&self, allowed: &[Format]) -> Result<Format, Stop> {
        let chosen = self.global.format.or(allowed.first().copied()).unwrap_or(Format::Table);
        if allowed.contains(&chosen) {
            return Ok(chosen);
        }
        let allowed = allowed.iter().map(|format| format.key()).collect();
        Err(Refusal::BadFormat { given: chosen.key().to_owned(), allowed }.into())
    }

    /// Prints a table.
    pub fn print_sheet(&mut self, mut sheet: Sheet, args: &TableArgs) -> Result<(), Stop> {
        arrange(&mut sheet, args)?;
        self.print_sheets(&[sheet])
    }

    /// Prints several tables, one after the other.
    pub fn print_sheets(&mut self, sheets: &[Sheet]) -> Result<(), Stop> {
        let format = self.format(&TABLES)?;
        self.print_sheets_as(sheets, format)
    }

    /// The same in a format that the command chose among its own.
    pub fn print_sheets_as(&mut self, sheets: &[Sheet], format: Format) -> Result<(), Stop> {
        let width = if self.global.output.is_some() { None } else { self.env.terminal_columns };
        let look = Look { lang: self.lang, width };
        let text = match format {
            Format::Csv => render::csv::render(sheets, self.lang, render::csv::Cells::Guarded),
            Format::CsvRaw => render::csv::render(sheets, self.lang, render::csv::Cells::Exact),
            Format::Markdown => render::markdown::render(sheets, self.lang),
            Format::Json => render::json::render(sheets),
            _ => render::table::render(sheets, &look),
        };
        self.print(&text)
    }

    /// Whether JSON was asked for: then no table need be made.
    pub fn wants_json(&self) -> Result<bool, Stop> {
        Ok(self.format(&TABLES)? == Format::Json)
    }

    /// Prints a value in the contract's JSON, on one line.
    pub fn print_json(&mut self, value: &impl serde::Serialize) -> Result<(), Stop> {
        // Our own types always become JSON.
        let mut text = serde_json::to_string(value).unwrap_or_default();
        text.push('\n');
        self.print(&text)
    }

    /// Prints finished text to standard output or the file of `-o`.
    pub fn print(&mut self, text: &str) -> Result<(), Stop> {
        let marked = self.global.audience_program == Some(Program::Excel);
        match &self.global.output {
            Some(path) => {
                let path = self.env.cwd.join(path);
                // Excel reads a file as UTF-8 only when it begins with the mark.
                let text = if marked { format!("\u{feff}{text}") } else { text.to_owned() };
                write_whole(&path, text.as_bytes()).map_err(|cause| {
                    let path = path.display().to_string();
                    Stop::Fault(Fault { act: Act::WriteFile, path, cause })
                })
            }
            None => {
                match self.env.out.write_all(text.as_bytes()).and_then(|()| self.env.out.flush()) {
                    Ok(()) => Ok(()),
                    Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Stop::ClosedPipe),
                    Err(cause) => Err(Stop::Fault(Fault {
                        act: Act::WriteOutput,
                        path: String::new(),
                        cause,
                    })),
                }
            }
        }
    }
}

/// Applies `--columns` and `--sort` (`-name` for descending).
pub(super) fn arrange(sheet: &mut Sheet, args: &TableArgs) -> Result<(), Stop> {
    let find = |given: &str, sheet: &Sheet| {
        let wanted = given.trim();
        sheet.columns.iter().copied().find(|label| label.key() == wanted).ok_or_else(|| {
            let columns = sheet.columns.iter().map(|label| label.key().to_owned()).collect();
            Stop::Refusal(Refusal::UnknownColumn { given: wanted.to_owned(), columns })
        })
    };
    if let Some(sort) = &args.sort {
        let (name, descending) = match sort.strip_prefix('-') {
            Some(name) => (name, true),
            None => (sort.as_str(), false),
        };
        let label = find(name, sheet)?;
        sheet.sort_by(label, descending);
    }
    if !args.columns.is_empty() {
        let wanted: Result<Vec<Label>, Stop> =
            args.columns.iter().map(|given| find(given, sheet)).collect();
        sheet.keep_columns(&wanted?);
    }
    Ok(())
}

/// Writes a whole file or none: beside it first, then in its place.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = Path::new(&beside);
    let written = File::create(beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(beside, path));
    if written.is_err() {
        // What is left of a failed write is ours to take away; its own failure changes nothing.
        let _ = fs::remove_file(beside);
    }
    written
}
