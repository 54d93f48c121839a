//! Grades of literal books: what each fact is, and which letter follows.

mod collected;
mod derived;
mod explained;
mod letters;
mod overridden;
mod recorded;

use super::{Grading, grade};
use crate::domain::book::Book;
use crate::domain::book_builder::{self, client, day};
use std::fmt::Write;

const AS_OF: &str = "2026-06-30";
const CLIENT: &str = "branches/hz/clients/kh2601-000001.toml";
const MERGED: &str = "branches/hz/clients/kh2601-000002.toml";
const PROJECT: &str = "branches/hz/projects/xm2601-000001.toml";
const OTHER_PROJECT: &str = "branches/hz/projects/xm2601-000002.toml";
const COMPLAINT: &str = "branches/hz/complaints/2026/ts2605-000001.toml";

/// Facts of a client that is A once it has a project: (name, value as written).
const OF_A: [(&str, &str); 9] = [
    ("integrity", "'good'"),
    ("credit", "'good'"),
    ("reputation", "'good'"),
    ("social_value", "'high'"),
    ("near_term_demand", "true"),
    ("demanding", "false"),
    ("complex_procedure", "false"),
    ("low_profit", "false"),
    ("own_problems", "false"),
];

/// A completed project without figures: cooperation, and nothing else.
const COOPERATION: &str = "status = 'completed'\nsigned_on = 2025-01-01";

fn fact(name: &str, value: &str, as_of: &str) -> String {
    format!("[facts.{name}]\nvalue = {value}\nas_of = {as_of}\nby = 'li-na'\n")
}

/// The facts of an A client, without some of them, and with more.
fn facts_of_a(without: &[&str], more: &str) -> String {
    let mut text = String::new();
    for (name, value) in OF_A.iter().filter(|(name, _)| !without.contains(name)) {
        write!(text, "{}", fact(name, value, "2026-06-01")).unwrap();
    }
    text + more
}

fn visit_path(number: u32) -> String {
    format!("branches/hz/visits/2026/bf2606-00000{number}.toml")
}

fn grade_of<T: AsRef<str>>(files: &[(&str, T)]) -> Grading {
    grade_on(files, AS_OF)
}

fn grade_on<T: AsRef<str>>(files: &[(&str, T)], as_of: &str) -> Grading {
    let book = book_builder::book(files);
    of(&book, as_of)
}

fn of(book: &Book, as_of: &str) -> Grading {
    grade(book, client(book), day(as_of))
}

/// The files of the A client of the worked examples.
fn a_client(without: &[&str], more: &str) -> Vec<(&'static str, String)> {
    vec![(CLIENT, facts_of_a(without, more)), (PROJECT, COOPERATION.into())]
}
