//! What each finding says in English.

use super::finding_more as more;
use super::finding_since as since;
use super::problem_parts::{did_you_mean, range, records};
use super::syntax;
use crate::diag::Problem as P;
use crate::text::wording::{Wording, key_name, key_names, quote, quote_all};

fn w(message: impl Into<String>) -> Wording {
    Wording::new(message)
}

pub fn words(problem: &P) -> Wording {
    match problem {
        P::NotUtf8 { offset, gb18030 } => more::not_utf8(*offset, *gb18030),
        P::ByteOrderMark => {
            w("the file begins with a byte order mark").help("save it as UTF-8 without a BOM")
        }
        P::CrlfLineEndings { lines } => {
            let noun = if *lines == 1 { "line ends" } else { "lines end" };
            w(format!("{lines} {noun} in CRLF")).help("turn the line endings into LF")
        }
        P::HiddenCharacter { character } => w(format!(
            "the text contains the invisible character {}",
            quote(&character.to_string())
        ))
        .label("here")
        .help("delete the character"),
        P::ConflictMarker => w("the file still contains conflict markers of a Git merge")
            .label("conflict marker")
            .help("keep what is right and delete the lines `<<<<<<<`, `=======`, `>>>>>>>`"),
        P::Syntax { fault } => syntax::words(fault),
        P::EmptyFile => w("the record's file is empty").help("fill it in, or delete the file"),
        P::FileTooLarge { bytes, limit } => {
            w(format!("the file has {bytes} bytes; at most {limit} are allowed"))
                .help("put attachments into `documents/` and list them in `[[documents]]`")
        }
        P::ListTooLong { key, length, limit } => {
            w(format!("{} has {length} items; at most {limit} are allowed", key_name(key)))
                .label("too long")
                .help("spread it over several records, or put it into `documents/`")
        }
        P::SymbolicLink => w("this is a symbolic link, an archive has regular files only")
            .help("replace it with the file it points to"),
        P::NotRegularFile => w("this is not a regular file").help("move it out of the archive"),
        P::StrayFile => w("files of this sort do not belong here")
            .help("move it to `documents/` or out of the archive"),
        P::BadFileName { name, expected } => more::bad_file_name(name, *expected),
        P::MisplacedFile => w("no record belongs here, so the file was not read")
            .help("move it to the folder of its kind, such as `clients/`"),
        P::WrongPrefix { id, kind, expected } => more::wrong_prefix(id, *kind, expected),
        P::WrongYear { folder, date, key } => {
            let (folder, key) = (quote(folder), key_name(key));
            w(format!("the record lies in folder {folder}, but its {key} is {date}"))
                .label("not in the folder's year")
                .help("move it to the folder of that year, or correct the date")
        }
        P::NameCollision { other } => w(format!(
            "the name differs from {} only in case or Unicode form, so that some systems take \
             the two for one file",
            quote(other)
        ))
        .help("choose another name"),
        P::DuplicateId { id, other } => {
            w(format!("the id {} is already that of {}", quote(id), quote(other)))
                .related("the other record")
                .help("delete one of the two, or give it a new id")
        }
        P::BranchFileMissing { branch } => {
            w(format!("branch {} has records but no `branch.toml`", quote(branch)))
                .help("write `branch.toml`, or correct the folder's name")
        }

        P::UnknownKey { kind, keys, near, headers } => {
            more::unknown_key(*kind, keys, near.as_ref(), headers)
        }
        P::MissingKey { keys, .. } if keys == &["archive.toml"] => {
            w("there is no `archive.toml`").help("run `kebu init` to make an archive")
        }
        P::MissingKey { kind, keys } => {
            let (subject, names) = (records(*kind, "need", "needs"), key_names(keys, ", "));
            let noun = if keys.len() == 1 { "key" } else { "keys" };
            w(format!("{subject} the {noun} {names}"))
                .label("missing here")
                .help(format!("add {names}"))
        }
        P::WrongType { key, expected, found } => more::wrong_type(key, *expected, *found),
        P::ValueNotListed { key, found, allowed, near } => w(format!(
            "{} is {}, which is not one of the allowed words",
            key_name(key),
            quote(found)
        ))
        .label("unknown word")
        .maybe_help(did_you_mean(near.as_ref()))
        .help(format!("choose from {}", quote_all(allowed, ", "))),
        P::BadFormat { key, found, expected } => more::bad_format(key, found, *expected),
        P::OutOfRange { key, found, min, max } => {
            let allowed = range(min.as_ref(), max.as_ref());
            w(format!("{} is {found}, {allowed}", key_name(key))).label(allowed)
        }
        P::ExtraInvalid { key, keyword } => w(format!(
            "{} does not satisfy {} of the group's own schema",
            key_name(key),
            quote(keyword)
        ))
        .label("does not fit the schema")
        .help("compare it with the schema of its kind in `schemas/extra/`"),
        P::ExtraSchemaInvalid { reason } => {
            w(format!("the group's own schema cannot be used: {}", quote(reason)))
                .help("correct the schema, or move it away for now")
        }
        P::BlankText { key } => w(format!("{} is blank", key_name(key)))
            .label("nothing in it")
            .help("fill it in, or delete the key"),
        P::UnknownTimeZone { found } => w(format!("no time zone is called {}", quote(found)))
            .label("unknown time zone")
            .help("write an IANA name, such as `Asia/Shanghai`"),
        P::PolicyInconsistent { clash } => more::policy(clash),

        P::ReferenceMissing { key, kind, found, near } => {
            more::reference(key, *kind, found, near.as_ref())
        }
        P::ContactMissing { found, client, near, .. } => {
            w(format!("client {} has no contact with the key {}", quote(client), quote(found)))
                .label("no such contact")
                .maybe_help(did_you_mean(near.as_ref()))
                .help(format!("add the contact to `contacts/{client}.toml`, or correct the key"))
        }
        P::ProjectOfOtherClient { project, client } => {
            w(format!("project {} belongs to another client, {}", quote(project), quote(client)))
                .label("not of this client")
                .related("the project's client")
                .help("correct `project` or `client`")
        }
        P::DutyUnknown { found, near } => w(format!("`policy.toml` has no duty {}", quote(found)))
            .label("no such duty")
            .maybe_help(did_you_mean(near.as_ref()))
            .help("correct the key, or add the duty to `[[duties]]` in `policy.toml`"),
        P::DutyDuplicate { key } => w(format!("two duties have the key {}", quote(key)))
            .label("the second")
            .related("the first")
            .help("give one of them another key"),
        P::MergeTargetMissing => w("the client is merged, but nothing says into which")
            .label("merged")
            .help("add `merged_into`"),
        P::MergedIntoWithoutMerge => {
            w("the client names a merge target but its status is not `merged`")
                .label("merge target")
                .related("status")
                .help("set `status` to `merged`, or delete `merged_into`")
        }
        P::MergeCycle { chain } => {
            w(format!("clients are merged in a circle: {}", quote_all(chain, " → ")))
                .label("leads back to itself")
                .related("also in the circle")
                .help("choose the client that stays and set its `status` to `active`")
        }
        P::DocumentMissing { found } => w(format!("the document {} is not there", quote(found)))
            .label("no such file")
            .help("add the file, or correct `ref`"),
        P::DocumentChanged { found, recorded, actual } => {
            more::document_changed(found, recorded, actual)
        }
        P::DocumentOutside { found } => {
            w(format!("the document {} lies outside the unit's folder", quote(found)))
                .label("outside")
                .help("put it into the unit's `documents/` and write `documents/<file>`")
        }

        P::CreditCodeMissing => {
            w("the client has neither a credit code nor a reason for its absence")
                .help("add `credit_code`, or say why there is none in `credit_code_absent`")
        }
        P::CreditCodeBoth => w("the client has both a credit code and a reason for having none")
            .label("the reason")
            .related("the code")
            .help("delete one of the two"),
        P::CreditCodeInvalid { found, fault } => more::credit_code_invalid(found, *fault),
        P::CreditCodeOverrideUnused => {
            w("the credit code passes its check, yet a reason is given for failing it")
                .label("not needed")
                .help("delete `credit_code_override`")
        }
        P::CreditCodeDuplicate { found, other } => {
            w(format!("the credit code {} is also that of client {}", quote(found), quote(other)))
                .label("the same code")
                .related("the other client")
                .help(more::merge_help(other))
        }
        P::ClientNameDuplicate { name, other } => {
            w(format!("the name {} is also that of client {}", quote(name), quote(other)))
                .label("the same name")
                .related("the other client")
                .help(more::merge_help(other))
        }
        P::RegionUnknown { found } => {
            w(format!("the first two digits of the region code {} are no province", quote(found)))
                .label("no such province")
                .help("use GB/T 2260, such as `330100`")
        }
        P::ReferenceKindMisplaced => w("only reference clients have `reference_kind`")
            .label("does not belong here")
            .help("set `status` to `reference`, or delete it"),
        P::OwnerLeft { owner, left_on } => {
            w(format!("the account manager {} left on {left_on}", quote(owner)))
                .label("has left")
                .related("day of leaving")
                .help(format!("run `kebu handover {owner} <successor>` to hand the clients over"))
        }
        P::ClientInClosedBranch { branch, closed_on } => {
            w(format!("branch {} closed on {closed_on} and still holds the client", quote(branch)))
                .related("day of closing")
                .help("run `kebu client move` to hand it to another branch")
        }
        P::PersonalData { what } => more::personal_data(*what),
        P::OverrideNotApproved { approver, same } => more::override_not_approved(approver, *same),
        P::OverrideTooLong { days, limit } => {
            w(format!("the override lasts {days} days; at most {limit} are allowed"))
                .label("too late")
                .related("the limit")
                .help("set an earlier `until`, and have it approved again then")
        }
        P::OverridesOverlap { other_from } => w(format!(
            "the override overlaps the one from {other_from}; only the one that starts later counts"
        ))
        .label("overlaps")
        .related("the other one")
        .help("end the earlier one the day before"),
        P::MisconductUnverified { same } => more::misconduct(*same),
        P::ObservationNotApproved { approver } => more::observation(approver.as_ref()),
        P::ContactKeyDuplicate { key } => w(format!("two contacts have the key {}", quote(key)))
            .label("the second")
            .related("the first")
            .help("give one of them another key"),
        P::ContactsWithoutClient => w("the branch has no client with the id of these contacts")
            .help("move them to the client's branch, or delete this personal data"),
        P::EmailDuplicate { email, other } => {
            w(format!("the address {} is also that of {}", quote(email), quote(other)))
                .label("the same address")
                .related("the other person")
                .help("keep each address with one person only")
        }
        P::RoleMismatch { key, person, expected } => more::role_mismatch(key, person, *expected),
        P::UnitMismatch { role, unit } => more::unit_mismatch(*role, unit),
        P::DecisionUnsigned { missing } => w(format!("the decision has no {}", key_name(missing)))
            .label("decision")
            .help(format!("add {}", key_name(missing))),

        P::DateInFuture { key, date, today } => {
            w(format!("{} is {date}, later than today ({today})", key_name(key)))
                .label("still to come")
                .help("correct the date; what is planned belongs to plans, needs or next steps")
        }
        P::BeforeBranchOpened { key, date, opened_on } => {
            w(format!("{} is {date}, before the branch opened on {opened_on}", key_name(key)))
                .label("before the opening")
                .related("day of opening")
                .help("correct the date, or `opened_on` of the branch")
        }
        P::BeforePeriod { key, date, period, earliest } => {
            more::before_period(key, *date, period, *earliest)
        }
        P::PeriodReversed { from_key, until_key, from, until } => w(format!(
            "{} is {until}, before {} on {from}",
            key_name(until_key),
            key_name(from_key)
        ))
        .label("too early")
        .related("this comes first")
        .help("correct one of the two dates"),

        P::EventsOutOfOrder { index } => {
            w(format!("event {index} is earlier than the event before it"))
                .label("back in time")
                .related("the one before")
                .help("put the events in order of time, or correct the time")
        }
        P::EventBeforeReceived => w("the event is earlier than the complaint's receipt")
            .label("before the receipt")
            .related("receipt")
            .help("correct the event's time or `received_at`"),
        P::EventImpossible { event, after } => more::event_impossible(*event, *after),
        P::StepSkipped { event, skipped } => more::step_skipped(*event, *skipped),
        P::HandlerVerifies { person } => {
            w(format!("{} both handled the complaint and verified it", quote(person)))
                .label("verifier")
                .related("handler")
                .help("have another person verify it")
        }
        P::FinderMissing => w("the complaint was found unjustified, but nothing says by whom")
            .label("unjustified")
            .help("add `finding_by`"),
        P::FindingByHandler { person } => {
            w(format!("{} both handles the complaint and found it unjustified", quote(person)))
                .label("finder")
                .related("handler")
                .help("have another person make the finding")
        }
        P::FindingNotApproved { what, approver } => {
            more::finding_not_approved(*what, approver.as_ref())
        }
        P::ClosingIncomplete { missing } => {
            w(format!("the complaint is closed without {}", quote_all(missing, ", ")))
                .label("closed")
                .help(format!("add {}", quote_all(missing, ", ")))
        }
        P::UpheldMisplaced => w("`upheld` belongs only in an `appeal_decided` event")
            .label("does not belong here")
            .help("delete `upheld`"),
        P::FollowUpBeforeClosing => {
            w("the follow-up is earlier than the closing, or the complaint is not closed")
                .label("follow-up")
                .help("add the closing event, or correct the day of the follow-up")
        }
        P::RepeatOfItself => w("the complaint is entered as a repeat of itself")
            .label("its own id")
            .help("write the id of the earlier complaint"),

        P::BriefingMissing { predicates } => more::briefing(predicates),
        P::AnswerBeforeQuestion => w("the answer is earlier than the client's visit or inquiry")
            .label("too early")
            .related("visit or inquiry")
            .help("correct one of the two times"),
        P::ItemDuplicate { item } => w(format!("the item {} is scored twice", quote(item)))
            .label("the second time")
            .related("the first time")
            .help("keep one of the two"),
        P::ItemNotAsked { item, phase } => w(format!(
            "the item {} is asked only under warranty, but the phase is {}",
            quote(item),
            quote(phase)
        ))
        .label("does not count")
        .related("phase")
        .help("delete the item, or set `phase` to `warranty`"),
        P::CauseNotApproved { approver } => {
            w(format!("{}, who approved the cause, is not at headquarters", quote(approver)))
                .label("approver")
                .related("their unit")
                .help("have headquarters approve it; until then it counts for the branch")
        }
        P::SelfReviewed { person, .. } => w(format!("{} reviewed their own record", quote(person)))
            .label("the same person")
            .related("who made it")
            .help("have another person review it"),
        P::AnalysisDuplicate { client, half, other } => w(format!(
            "client {} already has an analysis for {half}: {}",
            quote(client),
            quote(other)
        ))
        .label("the same half-year")
        .related("the other report")
        .help("combine the two reports, or correct `half`"),
        P::DeliberateMatch => w("a field that matches cannot be deliberately wrong")
            .label("deliberate")
            .related("matches")
            .help("correct `match` or delete `deliberate`"),
        P::AccessTooLong { days, limit } => {
            w(format!("the access lasts {days} days; at most {limit} are allowed"))
                .label("too late")
                .related("the limit")
                .help("set an earlier `until`, and apply again then")
        }
        P::AccessNotApproved { decision } => more::access_not_approved(*decision),
        P::UseOutsidePeriod { on, from, until } => {
            w(format!("the use on {on} lies outside the access from {from} to {until}"))
                .label("outside the access")
                .related("the access")
                .help("correct the date of the use, or tell headquarters and apply again")
        }
        P::ConsentMissing { recipient } => w(format!(
            "archives go to {}, outside the group, without the client's consent",
            quote(recipient)
        ))
        .label("outside the group")
        .help("obtain the client's consent and add `consent_on`"),
        P::ArrivalDiffers { submitted_on, arrived_on } => {
            w(format!("the return says {submitted_on}, but it arrived on {arrived_on}"))
                .label("not the day of arrival")
                .help(format!("write `submitted_on = {arrived_on}`"))
        }

        P::BackDated { main_on, arrived_on, trace } => {
            since::back_dated(*main_on, *arrived_on, trace)
        }
        P::ComplaintRemoved { path, trace } => since::complaint_removed(path, trace),
        P::ClosedComplaintChanged { key, before, after, half, closed_on, trace } => {
            let values = (before.as_ref(), after.as_ref());
            since::closed_complaint_changed(key, values, (half, *closed_on), trace)
        }
        P::FrozenFileChanged { kind, path, removed, trace } => {
            since::frozen_file_changed(*kind, path, *removed, trace)
        }
        P::SubmittedReturnChanged { path, removed, due_on, trace } => {
            since::submitted_return_changed(path, *removed, *due_on, trace)
        }
        P::HistoryRewritten { commit } => since::history_rewritten(commit),

        P::WaiverExpired { until } => w(format!("the waiver ended on {until}"))
            .label("ended")
            .help("delete the waiver, or have it approved again with a later date"),
        P::WaiverUnused { code } => w(format!("the waiver matches no finding of {}", quote(code)))
            .label("matches nothing")
            .help("delete the waiver, or correct `path`"),
        P::WaiverUnknownCode { found, near } => {
            w(format!("no check has the code {}", quote(found)))
                .label("unknown code")
                .maybe_help(did_you_mean(near.as_ref()))
                .help("run `kebu explain` to list every code")
        }
    }
}
