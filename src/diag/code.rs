//! `Code`: THE list of findings. Its kebab-case name is public and stable: it names the state,
//! never the remedy.

use super::Severity;

/// Declares the codes: variant, public name, severity.
macro_rules! codes {
    ($($name:ident = $key:literal $severity:ident,)+) => {
        /// The code of a finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($name,)+ }

        impl Code {
            /// Every code, by subject.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The public name.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }

        impl std::str::FromStr for Code {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $($key => Ok(Self::$name),)+ _ => Err(()) }
            }
        }
    };
}

codes! {
    NotUtf8 = "not-utf8" Error,
    ByteOrderMark = "byte-order-mark" Warning,
    CrlfLineEndings = "crlf-line-endings" Warning,
    HiddenCharacter = "hidden-character" Warning,
    ConflictMarker = "conflict-marker" Error,
    Syntax = "syntax" Error,
    EmptyFile = "empty-file" Error,
    FileTooLarge = "file-too-large" Error,
    ListTooLong = "list-too-long" Error,
    SymbolicLink = "symbolic-link" Error,
    NotRegularFile = "not-regular-file" Error,
    StrayFile = "stray-file" Warning,
    BadFileName = "bad-file-name" Error,
    MisplacedFile = "misplaced-file" Error,
    WrongPrefix = "wrong-prefix" Error,
    WrongYear = "wrong-year" Error,
    NameCollision = "name-collision" Error,
    DuplicateId = "duplicate-id" Error,
    BranchFileMissing = "branch-file-missing" Error,
    UnknownKey = "unknown-key" Error,
    MissingKey = "missing-key" Error,
    WrongType = "wrong-type" Error,
    ValueNotListed = "value-not-listed" Error,
    BadFormat = "bad-format" Error,
    OutOfRange = "out-of-range" Error,
    ExtraInvalid = "extra-invalid" Error,
    ExtraSchemaInvalid = "extra-schema-invalid" Error,
    BlankText = "blank-text" Warning,
    UnknownTimeZone = "unknown-time-zone" Error,
    PolicyInconsistent = "policy-inconsistent" Error,
    ReferenceMissing = "reference-missing" Error,
    ContactMissing = "contact-missing" Error,
    ProjectOfOtherClient = "project-of-other-client" Warning,
    DutyUnknown = "duty-unknown" Error,
    DutyDuplicate = "duty-duplicate" Error,
    MergeTargetMissing = "merge-target-missing" Error,
    MergedIntoWithoutMerge = "merged-into-without-merge" Error,
    MergeCycle = "merge-cycle" Error,
    DocumentMissing = "document-missing" Error,
    DocumentChanged = "document-changed" Error,
    DocumentOutside = "document-outside" Error,
    CreditCodeMissing = "credit-code-missing" Error,
    CreditCodeBoth = "credit-code-both" Error,
    CreditCodeInvalid = "credit-code-invalid" Error,
    CreditCodeOverrideUnused = "credit-code-override-unused" Warning,
    CreditCodeDuplicate = "credit-code-duplicate" Error,
    ClientNameDuplicate = "client-name-duplicate" Warning,
    RegionUnknown = "region-unknown" Error,
    ReferenceKindMisplaced = "reference-kind-misplaced" Error,
    OwnerLeft = "owner-left" Warning,
    ClientInClosedBranch = "client-in-closed-branch" Warning,
    PersonalData = "personal-data" Error,
    OverrideNotApproved = "override-not-approved" Error,
    OverrideTooLong = "override-too-long" Error,
    OverridesOverlap = "overrides-overlap" Warning,
    MisconductUnverified = "misconduct-unverified" Error,
    ObservationNotApproved = "observation-not-approved" Error,
    ContactKeyDuplicate = "contact-key-duplicate" Error,
    ContactsWithoutClient = "contacts-without-client" Error,
    EmailDuplicate = "email-duplicate" Error,
    RoleMismatch = "role-mismatch" Error,
    UnitMismatch = "unit-mismatch" Error,
    DecisionUnsigned = "decision-unsigned" Error,
    DateInFuture = "date-in-future" Error,
    BeforeBranchOpened = "before-branch-opened" Error,
    BeforePeriod = "before-period" Error,
    PeriodReversed = "period-reversed" Error,
    EventsOutOfOrder = "events-out-of-order" Error,
    EventBeforeReceived = "event-before-received" Error,
    EventImpossible = "event-impossible" Error,
    StepSkipped = "step-skipped" Error,
    HandlerVerifies = "handler-verifies" Error,
    FinderMissing = "finder-missing" Error,
    FindingByHandler = "finding-by-handler" Error,
    FindingNotApproved = "finding-not-approved" Error,
    ClosingIncomplete = "closing-incomplete" Error,
    UpheldMisplaced = "upheld-misplaced" Error,
    FollowUpBeforeClosing = "follow-up-before-closing" Error,
    RepeatOfItself = "repeat-of-itself" Error,
    BriefingMissing = "briefing-missing" Warning,
    AnswerBeforeQuestion = "answer-before-question" Error,
    ItemDuplicate = "item-duplicate" Error,
    ItemNotAsked = "item-not-asked" Warning,
    CauseNotApproved = "cause-not-approved" Error,
    SelfReviewed = "self-reviewed" Error,
    AnalysisDuplicate = "analysis-duplicate" Warning,
    DeliberateMatch = "deliberate-match" Error,
    AccessTooLong = "access-too-long" Error,
    AccessNotApproved = "access-not-approved" Error,
    UseOutsidePeriod = "use-outside-period" Error,
    ConsentMissing = "consent-missing" Warning,
    ArrivalDiffers = "arrival-differs" Warning,
    BackDated = "back-dated" Warning,
    ComplaintRemoved = "complaint-removed" Error,
    ClosedComplaintChanged = "closed-complaint-changed" Error,
    FrozenFileChanged = "frozen-file-changed" Error,
    SubmittedReturnChanged = "submitted-return-changed" Warning,
    HistoryRewritten = "history-rewritten" Error,
    WaiverExpired = "waiver-expired" Error,
    WaiverUnused = "waiver-unused" Warning,
    WaiverUnknownCode = "waiver-unknown-code" Error,
}
