//! Results as bytes. Nothing here computes or decides; nothing here sees the book.

pub mod finding;
