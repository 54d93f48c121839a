//! The only place with argv, environment, clock and terminal.
fn main() {}
