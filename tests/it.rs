//! The tests that are not cases: one crate, so that the library is linked once.

#[path = "it/conformance.rs"]
mod conformance;
#[path = "it/schemas.rs"]
mod schemas;
