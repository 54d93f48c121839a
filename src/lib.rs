#![doc = include_str!("README.md")]

pub mod app;
pub mod archive;
pub mod check;
pub mod cli;
pub mod diag;
pub mod domain;
pub mod git;
pub mod render;
pub mod report;
pub mod text;
