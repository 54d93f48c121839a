//! What words of the command line name: branches, units, the one of several records. People,
//! clients and projects have names of their own kind and are found where their commands are.

use super::context::{Context, Stop};
use crate::diag::Refusal;
use crate::diag::near::nearest;
use crate::domain::book::Book;
use crate::domain::id::{BranchId, ClientId, Unit};

/// The one that was meant of those that were found. None and several are refused, several with what
/// tells them apart.
pub fn only<T>(
    given: &str,
    mut found: Vec<T>,
    told: impl Fn(&T) -> (String, String),
) -> Result<T, Stop> {
    match (found.pop(), found.is_empty()) {
        (None, _) => Err(Refusal::NotFound { given: given.to_owned(), near: Vec::new() }.into()),
        (Some(only), true) => Ok(only),
        (Some(last), false) => {
            found.push(last);
            let candidates = found.iter().map(told).collect();
            Err(Refusal::Ambiguous { given: given.to_owned(), candidates }.into())
        }
    }
}

/// The client by which a list is filtered, if one was named; a merged one stands for its successor.
pub fn client_if(book: &Book, given: Option<&str>) -> Result<Option<ClientId>, Stop> {
    let one = |given| super::client::one(book, given);
    Ok(given.map(one).transpose()?.map(|client| book.successor(ClientId(client.id))))
}

impl Context<'_, '_, '_> {
    /// A branch that was named on the command line.
    pub fn branch(&self, book: &Book, given: &str) -> Result<BranchId, Stop> {
        let known = book.records.branches.keys();
        if let Some(branch) = known.clone().find(|branch| branch.as_str() == given) {
            return Ok(branch.clone());
        }
        let by_name = book.records.branches.iter().find(|(_, record)| record.name == given);
        if let Some((branch, _)) = by_name {
            return Ok(branch.clone());
        }
        let near = nearest(given, known.map(BranchId::as_str));
        Err(Refusal::UnknownBranch { given: given.to_owned(), near }.into())
    }

    /// The branch, if one was named.
    pub fn branch_if(&self, book: &Book, given: Option<&str>) -> Result<Option<BranchId>, Stop> {
        given.map(|given| self.branch(book, given)).transpose()
    }

    /// The unit, if one was named: a branch, or `hq` for headquarters.
    pub fn unit_if(&self, book: &Book, given: Option<&str>) -> Result<Option<Unit>, Stop> {
        match given {
            Some("hq") => Ok(Some(Unit::Hq)),
            given => Ok(self.branch_if(book, given)?.map(Unit::Branch)),
        }
    }
}
