#![doc = include_str!("README.md")]

pub mod archive;
pub mod check;
pub mod diag;
pub mod domain;
pub mod render;
pub mod text;
