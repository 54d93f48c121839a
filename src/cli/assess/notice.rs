//! `kebu assess notice`: the papers that a half-year's results call for (C-087 … C-089), of the
//! issued result where there is one, else as drafts.

use super::begun_half;
use crate::app::issue::{Frozen, Subject, result_text};
use crate::app::verify::compute;
use crate::cli::Format;
use crate::cli::context::{Context, Opened, Stop};
use crate::cli::env::Exit;
use crate::cli::issue::issued;
use crate::diag::Refusal;
use crate::diag::issue::IssueRefusal;
use crate::domain::assess::{Assessment, assess};
use crate::domain::period::Half;
use crate::domain::record::Kind;
use crate::domain::record::notice::AssessmentResult;
use crate::render;
use crate::report::notice::{NoticeSaying, Papers, Standing};
use crate::report::paper::Block;
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
        let Some((restatement, record)) = issued(&opened.book, subject).pop() else {
            return Ok(None);
        };
        let frozen = Frozen::read(subject, restatement, record);
        let head = self.head(opened)?;
        let period = half.to_string();
        let refused = || {
            let kind = Kind::Assessment;
            Stop::from(Refusal::from(IssueRefusal::NotVerified { period, kind }))
        };
        let Ok(then) = self.then(&head, &frozen)? else { return Err(refused()) };
        let evidence = self.evidence_of(&then.book, Some(&then.state))?;
        let computed = compute(subject, &then.book, &evidence);
        if result_text(&computed.result) != frozen.result {
            return Err(refused());
        }
        let assessment = assess(&then.book, half, computed.as_of, &evidence, None);
        let (path, issued_on) = (frozen.path(), frozen.issued_on);
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
                let branch = branch.id.clone();
                self.say(NoticeSaying::NoNotice { branch, half, result });
            }
        }
    }

    fn say(&mut self, saying: NoticeSaying) {
        let message = self.lang.phrase(&saying.into());
        self.note(&message);
    }
}
