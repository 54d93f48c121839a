//! Waivers of the policy: findings that headquarters has looked at and lets stand for a time. A
//! waived finding is shown as a note with its reason; it never disappears.

use super::context::{Context, POLICY};
use crate::check::key::Key::Of;
use crate::diag::near::nearest;
use crate::diag::{Code, Finding, Place, Problem, Severity};
use crate::domain::policy::Waiver;
use globset::{GlobBuilder, GlobMatcher};

/// A waiver that is in force.
struct InForce<'a> {
    index: usize,
    code: Code,
    waiver: &'a Waiver,
    glob: Option<GlobMatcher>,
    used: bool,
}

impl InForce<'_> {
    /// A path, a folder with what is in it, or a glob in which `*` stays inside a folder.
    fn covers(&self, path: &str) -> bool {
        let folder = self.waiver.path.trim_end_matches('/');
        let below =
            path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        below || self.glob.as_ref().is_some_and(|glob| glob.is_match(path))
    }
}

/// Waives findings, and adds what is wrong with the waivers themselves.
pub fn apply(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut own = Vec::new();
    let mut tell = |index: usize, key: &str, problem| {
        let place = Place::value(POLICY, Of("waivers", index, key).to_string());
        own.push(Finding::new(place, problem));
    };
    let mut waivers = Vec::new();
    for (index, waiver) in context.book.policy.waivers.iter().enumerate() {
        let Ok(code) = waiver.code.parse::<Code>() else {
            let near = nearest(&waiver.code, Code::ALL.iter().map(|code| code.key()));
            let found = waiver.code.clone();
            tell(index, "code", Problem::WaiverUnknownCode { found, near });
            continue;
        };
        if waiver.until < context.today {
            tell(index, "until", Problem::WaiverExpired { until: waiver.until });
            continue;
        }
        let glob = GlobBuilder::new(&waiver.path).literal_separator(true).build();
        let glob = glob.ok().map(|glob| glob.compile_matcher());
        waivers.push(InForce { index, code, waiver, glob, used: false });
    }
    for finding in findings.iter_mut() {
        let code = finding.code();
        let fits =
            |waiver: &&mut InForce<'_>| waiver.code == code && waiver.covers(&finding.place.path);
        if let Some(waiver) = waivers.iter_mut().find(fits) {
            waiver.used = true;
            finding.severity = Severity::Note;
            finding.waived = Some(waiver.waiver.reason.clone());
        }
    }
    for waiver in waivers.iter().filter(|waiver| !waiver.used) {
        let code = waiver.waiver.code.clone();
        tell(waiver.index, "path", Problem::WaiverUnused { code });
    }
    findings.extend(own);
}
