//! The unified social credit code of a client: one of code and reason, and a code whose check
//! character holds (GB 32100-2015; C-037).

use crate::check::context::{Context, Subject};
use crate::check::sink::Sink;
use crate::diag::Problem;
use crate::domain::credit_code::{self, CreditCodeFault};
use crate::domain::record::client::Client;

pub fn check(_: &Context<'_>, subject: &Subject<'_, Client>, sink: &mut Sink<'_>) {
    let client = subject.record;
    match (&client.credit_code, &client.credit_code_absent) {
        (None, None) => sink.file(Problem::CreditCodeMissing),
        (Some(_), Some(_)) => {
            let related = sink.place("credit_code");
            sink.at_with("credit_code_absent", Problem::CreditCodeBoth, related);
        }
        (Some(_), None) | (None, Some(_)) => {}
    }
    // A blank code is reported as blank text.
    let code = client.credit_code.as_deref().filter(|code| !code.trim().is_empty());
    let verdict = code.map_or(Ok(()), credit_code::check);
    let excused = client.credit_code_override.as_ref();
    match verdict {
        Err(CreditCodeFault::CheckDigit { .. }) if excused.is_some() => {}
        // An ID-card number is reported as personal data, wherever it stands.
        Err(CreditCodeFault::IdCard) => {}
        Err(fault) => {
            let found = code.unwrap_or_default().to_owned();
            sink.at("credit_code", Problem::CreditCodeInvalid { found, fault });
        }
        Ok(()) if excused.is_some() => {
            sink.at("credit_code_override", Problem::CreditCodeOverrideUnused);
        }
        Ok(()) => {}
    }
}
