//! `kebu submit`: the monthly return: the branch's records checked, what changed told, the return
//! written, all of it committed through the user's own Git, and pushed if asked (C-032, C-072).

use super::agenda::outstanding;
use super::context::{Context, Opened, Stop};
use super::env::Exit;
use super::output::TableArgs;
use super::record::desk::{Desk, WriteArgs};
use crate::app::change::{self, Step};
use crate::app::submit::{self, Counts};
use crate::archive::compare::{RecordChange, compare};
use crate::archive::edit::{Change, Given};
use crate::archive::files::Files;
use crate::archive::layout::{Spot, spot};
use crate::archive::load::Depth;
use crate::archive::write::FileChange;
use crate::check;
use crate::diag::submit::SubmitRefusal;
use crate::diag::user_git::UserGitRefusal;
use crate::diag::{Refusal, Severity};
use crate::domain::book::return_path;
use crate::domain::id::{BranchId, PersonId};
use crate::domain::period::{Month, Period};
use crate::domain::policy::NilPolicy;
use crate::domain::record::archive::ArchiveLanguage;
use crate::domain::returns::due::{Reason, month_due};
use crate::domain::returns::{Evidence, months, return_period};
use crate::domain::time::Date;
use crate::git::user::{Changed, Repository, Upstream, UserGit};
use crate::report::changes;
use crate::report::clients::branch_name;
use crate::report::submission::{Base, Saying, commit_text};
use crate::text::Lang;
use std::path::Path;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "MONTH")]
    pub month: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long)]
    pub nil: bool,
    #[arg(long)]
    pub again: bool,
    #[arg(long)]
    pub push: bool,
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    #[arg(long, value_name = "PERSON")]
    pub approved_by: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[command(flatten)]
    pub write: WriteArgs,
}
