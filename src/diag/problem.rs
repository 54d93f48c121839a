//! Every problem a record can have, with what was found and what is allowed.

use super::Code;
use crate::archive::parse::SyntaxFault;
use crate::domain::credit_code::CreditCodeFault;
use crate::domain::grade::Predicate;
use crate::domain::record::Kind;
use crate::domain::record::client::Decision;
use crate::domain::record::complaint::EventKind;
use crate::domain::record::person::Role;
use crate::domain::time::Date;

/// Declares the problems: the variant, its fields, and thereby its code of the same name.
macro_rules! problems {
    ($($(#[$meta:meta])* $name:ident $({ $($field:ident: $type:ty),* $(,)? })?,)+) => {
        /// One problem, as data.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Problem {
            $($(#[$meta])* $name $({ $($field: $type),* })?,)+
        }
        impl Problem {
            pub fn code(&self) -> Code {
                match self { $(Self::$name $({ $($field: _),* })? => Code::$name,)+ }
            }

            /// What was found and what is allowed, by name, as text for comparing.
            pub fn values(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$name $({ $($field),* })? => {
                        vec![$($((stringify!($field), format!("{:?}", $field)),)*)?]
                    })+
                }
            }
        }
    };
}

problems! {
    // Files
    NotUtf8 { offset: usize, gb18030: bool },
    ByteOrderMark,
    CrlfLineEndings { lines: usize },
    HiddenCharacter { character: char },
    ConflictMarker,
    Syntax { fault: SyntaxFault },
    EmptyFile,
    FileTooLarge { bytes: u64, limit: u64 },
    ListTooLong { key: String, length: usize, limit: usize },
    SymbolicLink,
    NotRegularFile,
    StrayFile,
    BadFileName { name: String, expected: NameForm },
    MisplacedFile,
    WrongPrefix { id: String, kind: Kind, expected: &'static str },
    WrongYear { folder: String, date: Date, key: String },
    NameCollision { other: String },
    DuplicateId { id: String, other: String },
    BranchFileMissing { branch: String },

    // Shape
    /// Several keys are all of tables with these headers, one of which is missing.
    UnknownKey { kind: Kind, keys: Vec<String>, near: Option<String>, headers: Vec<String> },
    MissingKey { kind: Kind, keys: Vec<String> },
    WrongType { key: String, expected: ValueType, found: ValueType },
    ValueNotListed { key: String, found: String, allowed: Vec<String>, near: Option<String> },
    BadFormat { key: String, found: String, expected: TextForm },
    OutOfRange { key: String, found: String, min: Option<String>, max: Option<String> },
    ExtraInvalid { key: String, keyword: String },
    ExtraSchemaInvalid { reason: String },
    BlankText { key: String },
    UnknownTimeZone { found: String },
    PolicyInconsistent { clash: PolicyClash },

    // References
    ReferenceMissing { key: String, kind: Kind, found: String, near: Option<String> },
    ContactMissing { key: String, found: String, client: String, near: Option<String> },
    ProjectOfOtherClient { project: String, client: String },
    DutyUnknown { found: String, near: Option<String> },
    DutyDuplicate { key: String },
    MergeTargetMissing,
    MergedIntoWithoutMerge,
    MergeCycle { chain: Vec<String> },
    DocumentMissing { found: String },
    DocumentChanged { found: String, recorded: String, actual: String },
    DocumentOutside { found: String },

    // Clients and people
    CreditCodeMissing,
    CreditCodeBoth,
    CreditCodeInvalid { found: String, fault: CreditCodeFault },
    CreditCodeOverrideUnused,
    CreditCodeDuplicate { found: String, other: String },
    ClientNameDuplicate { name: String, other: String },
    RegionUnknown { found: String },
    ReferenceKindMisplaced,
    OwnerLeft { owner: String, left_on: Date },
    ClientInClosedBranch { branch: String, closed_on: Date },
    PersonalData { what: PersonalDatum },
    OverrideNotApproved { approver: String, same: bool },
    OverrideTooLong { days: i64, limit: u32 },
    OverridesOverlap { other_from: Date },
    MisconductUnverified { same: bool },
    ObservationNotApproved { approver: Option<String> },
    ContactKeyDuplicate { key: String },
    ContactsWithoutClient,
    EmailDuplicate { email: String, other: String },
    RoleMismatch { key: String, person: String, expected: RoleNeed },
    UnitMismatch { role: Role, unit: String },
    /// A decision without who took it, or when.
    DecisionUnsigned { missing: String },

    // Dates
    DateInFuture { key: String, date: Date, today: Date },
    BeforeBranchOpened { key: String, date: Date, opened_on: Date },
    BeforePeriod { key: String, date: Date, period: String, earliest: Date },
    PeriodReversed { from_key: String, until_key: String, from: Date, until: Date },

    // Complaints
    EventsOutOfOrder { index: usize },
    EventBeforeReceived,
    EventImpossible { event: EventKind, after: EventState },
    StepSkipped { event: EventKind, skipped: EventKind },
    HandlerVerifies { person: String },
    FinderMissing,
    FindingByHandler { person: String },
    FindingNotApproved { what: ApprovalNeed, approver: Option<String> },
    ClosingIncomplete { missing: Vec<String> },
    UpheldMisplaced,
    FollowUpBeforeClosing,
    RepeatOfItself,

    // Visits, surveys, analyses, checks, requests
    BriefingMissing { predicates: Vec<Predicate> },
    AnswerBeforeQuestion,
    ItemDuplicate { item: String },
    ItemNotAsked { item: String, phase: String },
    CauseNotApproved { approver: String },
    SelfReviewed { key: String, person: String },
    AnalysisDuplicate { client: String, half: String, other: String },
    DeliberateMatch,
    AccessTooLong { days: i64, limit: u32 },
    /// Used although it was not approved.
    AccessNotApproved { decision: Option<Decision> },
    UseOutsidePeriod { on: Date, from: Date, until: Date },
    ConsentMissing { recipient: String },
    ArrivalDiffers { submitted_on: Date, arrived_on: Date },

    // What was done since an earlier state
    BackDated { main_on: Date, arrived_on: Date, trace: Box<Trace> },
    ComplaintRemoved { path: String, trace: Box<Trace> },
    ClosedComplaintChanged {
        key: String,
        before: Option<String>,
        after: Option<String>,
        half: String,
        closed_on: Date,
        trace: Box<Trace>,
    },
    /// A ranking, an assessment or a notice, changed or taken away.
    FrozenFileChanged { kind: Kind, path: String, removed: bool, trace: Box<Trace> },
    SubmittedReturnChanged { path: String, removed: bool, due_on: Date, trace: Box<Trace> },
    /// The commit is no longer behind what is checked.
    HistoryRewritten { commit: String },

    // Waivers
    WaiverExpired { until: Date },
    WaiverUnused { code: String },
    WaiverUnknownCode { found: String, near: Option<String> },
}

/// By whom something was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Shortened; none for what is not committed yet.
    pub commit: Option<String>,
    /// A person's id or an address.
    pub author: String,
    /// When it arrived.
    pub on: Date,
}

/// What a file's name must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameForm {
    /// An id with this prefix.
    Id(&'static str),
    Slug,
    Month,
    Half,
    Ranking,
    Assessment,
    Year,
}

/// A type of TOML value, as people know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    Text,
    Integer,
    Number,
    Boolean,
    Date,
    DateOrTime,
    List,
    Table,
    TextOrList,
}

/// What a text must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextForm {
    Id(Kind),
    AnyId,
    Slug,
    Half,
    Region,
    YearDay,
    ContactKey,
    Sha256,
    /// `[]` of client ids, or the word `all`.
    All,
    NotBlank,
    Date,
    Moment,
}

/// Two settings of the policy that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyClash {
    /// `low` must not be above `high`; both with the values found.
    Order { low: (&'static str, String), high: (&'static str, String) },
    /// All weights of the survey's dimensions are zero.
    NoWeight,
}

/// Personal data that must not be typed anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalDatum {
    IdCard,
    BankCard,
    /// A mobile number outside the contacts.
    Mobile,
}

/// Who a person must be for an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleNeed {
    Headquarters,
    GroupLeader,
}

/// What needs headquarters' approval in a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApprovalNeed {
    Unjustified,
    /// Responsibility `group`, `client` or `third_party`.
    Exclusion,
}

/// Where a complaint stood when an impossible event came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    Registered,
    Step(EventKind),
    /// Withdrawn or external: over.
    Ended(EventKind),
    NotAppealed,
    NotPaused,
    AlreadyPaused,
}
