//! Where a rule puts what it finds in one record.

use crate::diag::{Finding, Place, Problem};
use std::fmt::Display;

/// The findings of one record.
pub struct Sink<'a> {
    path: &'a str,
    pub findings: Vec<Finding>,
}

impl<'a> Sink<'a> {
    pub fn new(path: &'a str) -> Self {
        Self { path, findings: Vec::new() }
    }

    /// A finding at the value of a key.
    pub fn at(&mut self, key: impl Display, problem: Problem) {
        let place = Place::value(self.path, key.to_string());
        self.findings.push(Finding::new(place, problem));
    }

    /// A finding at the value of a key that belongs with another place.
    pub fn at_with(&mut self, key: impl Display, problem: Problem, related: Option<Place>) {
        self.at(key, problem);
        if let (Some(finding), Some(place)) = (self.findings.last_mut(), related) {
            finding.related.push(place);
        }
    }

    /// The place of another key of the same record.
    pub fn place(&self, key: impl Display) -> Option<Place> {
        Some(Place::value(self.path, key.to_string()))
    }

    /// A finding about the record as a whole.
    pub fn file(&mut self, problem: Problem) {
        self.findings.push(Finding::new(Place::file(self.path), problem));
    }
}
