//! What a ranking is held against: the issued ranking of the period before, else the archive as of
//! that period's last day (rules §8).

use crate::app::issue::{Frozen, Subject};
use crate::cli::context::{Context, Opened, Stop};
use crate::cli::issue::issued;
use crate::cli::then::Then;
use crate::diag::Refusal;
use crate::domain::grade::{Grading, grade_all};
use crate::domain::ranking::{Ranking, Standing, compare, moves, rank_gradings};
use crate::report::ranking_comparison::{Basis, NoData, standings};

impl Context<'_, '_, '_> {
    /// `gradings`: those of the ranking.
    pub(super) fn before(
        &self,
        opened: &Opened,
        ranking: &Ranking,
        gradings: &[Grading],
    ) -> Result<Basis, Stop> {
        let previous = ranking.period.previous();
        let subject = Subject::Ranking(previous);
        if let Some((number, record)) = issued(&opened.book, subject).pop()
            && let Some(before) = standings(&record.result)
        {
            let frozen = Frozen::read(subject, number, record);
            let clients = self.gradings_of(opened, &frozen)?;
            let clients = clients.map(|before| moves(&before, gradings));
            let comparison = compare(ranking, &before, clients);
            return Ok(Basis::Issued { comparison, path: frozen.path() });
        }
        match self.archive_before(opened, ranking, gradings) {
            Ok(Ok(basis)) => Ok(basis),
            Ok(Err(why)) => Ok(Basis::None { previous, why }),
            // A ranking needs no history; the comparison does, and says why there is none.
            Err(Stop::Refusal(refusal @ Refusal::Past(_))) => {
                let why = NoData::Git { why: self.lang.refusal(&refusal).text };
                Ok(Basis::None { previous, why })
            }
            Err(stop) => Err(stop),
        }
    }

    /// The gradings behind an issued ranking; `None` where its commits cannot be read here.
    fn gradings_of(&self, opened: &Opened, frozen: &Frozen) -> Result<Option<Vec<Grading>>, Stop> {
        let head = match self.head(opened) {
            Ok(head) => head,
            Err(Stop::Refusal(_)) => return Ok(None),
            Err(stop) => return Err(stop),
        };
        match self.then(&head, frozen) {
            Ok(Ok(then)) => Ok(Some(grade_all(&then.book, frozen.as_of))),
            Ok(Err(_)) | Err(Stop::Refusal(Refusal::Past(_))) => Ok(None),
            Err(stop) => Err(stop),
        }
    }

    fn archive_before(
        &self,
        opened: &Opened,
        ranking: &Ranking,
        gradings: &[Grading],
    ) -> Result<Result<Basis, NoData>, Stop> {
        let Some(head) = self.proof(&opened.book, opened.state.as_ref())? else {
            return Ok(Err(NoData::NotFromGit));
        };
        let previous = ranking.period.previous();
        let on = previous.last_day();
        let Some(state) = head.on_day(on, opened.book.zone)? else {
            return Ok(Err(NoData::NothingYet));
        };
        let Ok(then) = Then::read(state)? else { return Ok(Err(NoData::Unreadable)) };
        let before = grade_all(&then.book, on);
        let rows = rank_gradings(&then.book, previous, on, &before).rows;
        let standings: Vec<Standing> = rows.iter().map(Standing::from).collect();
        let comparison = compare(ranking, &standings, Some(moves(&before, gradings)));
        Ok(Ok(Basis::Archive { comparison, on }))
    }
}
