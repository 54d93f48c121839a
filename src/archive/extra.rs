//! The group's own keys: `[extra]` of a record against the group's own schema for its kind, which
//! lies in `schemas/extra/`. Few groups have one, so that this is a second look at the few files.

use super::files::{Content, File, Files};
use super::layout::{Spot, spot};
use super::parse::with_tree;
use super::shape::Shape;
use super::text_scan;
use crate::diag::{At, Finding, Place, Problem};
use crate::domain::record::Kind;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What is wrong with the group's own schemas, and by them with the records.
pub(super) fn check(files: &Files) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut shapes = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.starts_with("schemas/extra/")) {
        let Spot::ExtraSchema(kind) = spot(&file.path) else { continue };
        match Shape::compile(files.text(&file.path).unwrap_or_default()) {
            Ok(shape) => drop(shapes.insert(kind, shape)),
            Err(reason) => {
                let problem = Problem::ExtraSchemaInvalid { reason };
                findings.push(Finding::new(Place::file(&*file.path), problem));
            }
        }
    }
    if !shapes.is_empty() {
        let files = files.as_slice().par_iter();
        findings.par_extend(files.flat_map_iter(|file| look_at(file, &shapes)));
    }
    findings
}

fn look_at(file: &File, shapes: &BTreeMap<Kind, Shape>) -> Vec<Finding> {
    let (Spot::Record(slot), Content::Bytes(bytes)) = (spot(&file.path), &file.content) else {
        return Vec::new();
    };
    let (Some(shape), Ok(text)) = (shapes.get(&slot.kind), text_scan::to_text(&file.path, bytes))
    else {
        return Vec::new();
    };
    with_tree(text, |tree| {
        let own = tree.ok().and_then(|root| root.table()?.get("extra"));
        let own = own.filter(|own| !shape.is_valid(own));
        let found = own.map(|own| shape.findings(slot.kind, &file.path, own)).unwrap_or_default();
        found.into_iter().map(under_extra).collect()
    })
}

/// Findings of the group's own schema speak of keys below `extra`.
fn under_extra(mut finding: Finding) -> Finding {
    finding.place.at = match finding.place.at {
        At::Value(key) => At::Value(format!("extra.{key}")),
        At::Key(key) => At::Key(format!("extra.{key}")),
        other => other,
    };
    finding
}
