//! `kebu assess notice`: the papers that a half-year's results call for (C-087 … C-089), of the
//! issued result where there is one, else as drafts.

use super::begun_half;
use crate::app::issue::Subject;
use crate::cli::Format;
use crate::cli::context::{Context, Opened, Stop};
use crate::cli::env::Exit;
use crate::cli::issue::issued;
use crate::cli::verify::{Again, Checked};
use crate::diag::Refusal;
use crate::diag::issue::IssueRefusal;
use crate::domain::assess::{Assessment, assess};
use crate::domain::period::Half;
use crate::domain::record::Kind;
use crate::domain::record::notice::AssessmentResult;
use crate::render;
use crate::report::notice::{NoticeSaying, Papers, Standing};
use crate::report::paper::Block;
use crate::report::verification::Verification;
use crate::text::zh::paper::paper;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "HALF")]
    pub half: String,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    context.format(&[Format::Markdown])?;
    let opened = context.open()?;
    let half = begun_half(&args.half, opened.today)?;
    let branch = match &args.branch {
        Some(given) => Some(context.branch(&opened.book, given)?),
        None => None,
    };
    let (assessment, standing) = match context.issued_assessment(&opened, half)? {
        Some(found) => found,
        None => {
            let evidence = context.evidence(&opened)?;
            let assessment = assess(&opened.book, half, opened.today, &evidence, None);
            (assessment, Standing::Draft)
        }
    };
    let previous = issued(&opened.book, Subject::Assessment(half.previous())).pop();
    let previous = previous.map(|(_, record)| record.result.as_str());
    let mut papers = Papers::new(&opened.book, assessment, standing, previous);
    papers.branches.retain(|own| branch.as_ref().is_none_or(|branch| own.id == *branch));
    let list = papers.list();
    let mut blocks: Vec<Block> = Vec::new();
    for one in &list {
        blocks.extend(paper(&papers, one));
        blocks.push(Block::End);
    }
    context.print(&render::paper::render(&blocks))?;
    context.say_of_papers(&papers);
    for one in list {
        let branches = papers.of(&one).map(|branch| branch.name.clone()).collect();
        context.say(NoticeSaying::Written { kind: one.kind, branches });
    }
    Ok(Exit::Done)
}

impl Context<'_, '_, '_> {
    /// The newest assessment that was issued, computed again with every point lost. One that does
    /// not verify is built upon by nothing.
    fn issued_assessment(
        &self,
        opened: &Opened,
        half: Half,
    ) -> Result<Option<(Assessment, Standing)>, Stop> {
        let subject = Subject::Assessment(half);
        let found = self.head(opened).and_then(|head| {
            let newest = self.cases(opened, &head, subject)?.pop();
            Ok(newest.map(|case| (head, case)))
        });
        let (head, case) = match found {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(None),
            // Where history cannot be asked, what lies there decides: without any it is a draft.
            Err(_) if issued(&opened.book, subject).is_empty() => return Ok(None),
            Err(stop) => return Err(stop),
        };
        let Checked { verification, again } = self.verify(opened, &head, case)?;
        let Some(Again { then, evidence, .. }) = again.filter(|_| verification.is_equal()) else {
            let (period, kind) = (half.to_string(), Kind::Assessment);
            return Err(Refusal::from(IssueRefusal::NotVerified { period, kind }).into());
        };
        let assessment = assess(&then.book, half, verification.as_of, &evidence, None);
        let Verification { path, issued_on, restatement, .. } = verification;
        Ok(Some((assessment, Standing::Issued { path, issued_on, restatement })))
    }

    fn say_of_papers(&mut self, papers: &Papers) {
        let half = papers.half;
        if papers.list().is_empty() {
            self.say(NoticeSaying::Nothing { half });
            return;
        }
        if papers.standing == Standing::Draft {
            self.say(NoticeSaying::Draft { half });
        }
        for branch in &papers.branches {
            let result = branch.assessed.result;
            let result = result.filter(|is| *is != AssessmentResult::Good);
            if let Some(result) = result.filter(|_| branch.dates.is_none()) {
                let (branch, name) = (branch.id.clone(), branch.name.clone());
                self.say(NoticeSaying::NoNotice { branch, name, half, result });
            }
        }
    }

    fn say(&mut self, saying: NoticeSaying) {
        let message = self.lang.phrase(&saying.into());
        self.note(&message);
    }
}
