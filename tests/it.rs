//! The tests that are not cases: one crate, so that the library is linked once.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test may fail"
)]

#[path = "it/agenda.rs"]
mod agenda;
#[path = "it/archives.rs"]
mod archives;
#[path = "it/completions.rs"]
mod completions;
#[path = "it/conformance.rs"]
mod conformance;
#[cfg(target_os = "linux")]
#[path = "it/crash.rs"]
mod crash;
#[path = "it/damage.rs"]
mod damage;
#[path = "it/demo.rs"]
mod demo;
#[path = "it/determinism.rs"]
mod determinism;
#[path = "it/drafts.rs"]
mod drafts;
#[path = "it/edit.rs"]
mod edit;
#[path = "it/finding_formats.rs"]
mod finding_formats;
#[path = "it/finding_texts.rs"]
mod finding_texts;
#[path = "it/findings.rs"]
mod findings;
#[path = "it/git_arrivals.rs"]
mod git_arrivals;
#[path = "it/git_history.rs"]
mod git_history;
#[path = "it/git_hostile.rs"]
mod git_hostile;
#[path = "it/git_receipts.rs"]
mod git_receipts;
#[path = "it/git_states.rs"]
mod git_states;
#[path = "it/git_trend.rs"]
mod git_trend;
#[path = "git/history.rs"]
mod history;
#[path = "it/init.rs"]
mod init;
#[path = "it/issuing.rs"]
mod issuing;
#[path = "it/merging.rs"]
mod merging;
#[path = "it/policy.rs"]
mod policy;
#[path = "it/properties.rs"]
mod properties;
#[path = "it/ratchet.rs"]
mod ratchet;
#[path = "it/readme.rs"]
mod readme;
#[path = "it/records.rs"]
mod records;
#[path = "it/reference.rs"]
mod reference;
#[path = "it/references.rs"]
mod references;
#[path = "it/repositories.rs"]
mod repositories;
#[path = "it/rules_clients.rs"]
mod rules_clients;
#[path = "it/rules_work.rs"]
mod rules_work;
#[path = "it/sample.rs"]
mod sample;
#[path = "it/schemas.rs"]
mod schemas;
#[path = "it/scratch.rs"]
mod scratch;
#[path = "it/since_random.rs"]
mod since_random;
#[path = "it/staged.rs"]
mod staged;
#[path = "it/submit.rs"]
mod submit;
#[path = "it/tamper.rs"]
mod tamper;
#[path = "it/texts.rs"]
mod texts;
#[path = "it/tidy.rs"]
mod tidy;
#[cfg(target_os = "linux")]
#[path = "it/traced.rs"]
mod traced;
#[path = "it/user_git.rs"]
mod user_git;
#[cfg(target_os = "linux")]
#[path = "it/writing.rs"]
mod writing;
