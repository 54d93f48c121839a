//! `Phrase`: what sheets say in words, as data. Each language turns it into text.

use super::history_phrase::HistoryPhrase;
use super::issue::IssueSaying;
use super::notice::NoticeSaying;
use super::record_phrase::RecordPhrase;
use super::submission::Saying;
use super::trend::TrendPhrase;
use super::what_if::WhatIfSaying;
use crate::domain::agenda::Matter;
use crate::domain::assess::Cap;
use crate::domain::assess::score::{Indicator, Loss, Part, Term};
use crate::domain::complaints::{ComplaintState, Step};
use crate::domain::grade::explain::Evidence;
use crate::domain::grade::facts::FactValue;
use crate::domain::grade::{Cell, FactName, FactNumber, Predicate, State, Ternary};
use crate::domain::id::Id;
use crate::domain::period::{Half, Period};
use crate::domain::policy::Precedence;
use crate::domain::record::client::Status;
use crate::domain::record::notice::AssessmentResult;
use crate::domain::record::survey::Phase;
use crate::domain::record::{Grade, Kind};
use crate::domain::score::{Exact, Tenths};
use crate::domain::survey::Dimension;
use crate::domain::time::{Date, Zone};

/// How a phrase is said: reports know no language, whoever prints them lends one.
pub type Words<'w> = &'w dyn Fn(&Phrase) -> String;

/// Something to be said in either language.
#[derive(Debug, Clone, PartialEq)]
pub enum Phrase {
    // Answers
    Yes,
    No,
    Redacted,

    // Changes
    /// How many records a change of many would touch.
    WouldChange {
        records: usize,
    },
    WriteThem,
    /// Of clients, contact persons, projects, people and branches.
    Record(RecordPhrase),

    // Grades
    GradesAsOf {
        as_of: Date,
        clients: usize,
    },
    GradeCounts {
        a: usize,
        b: usize,
        c: usize,
        provisional: usize,
    },
    GradeDefaults,
    Conflict,
    GradeExplained {
        id: Id,
        name: String,
        grade: Grade,
        state: State,
        as_of: Date,
    },
    Predicate(Predicate),
    FactIs {
        fact: FactNumber,
        value: FactValue,
    },
    /// `by` is the name of the person who recorded the fact.
    Evidence {
        evidence: Box<Evidence>,
        by: String,
    },
    ConflictNote {
        precedence: Precedence,
    },
    OverrideNote {
        grade: Grade,
        computed: Grade,
        from: Date,
        until: Date,
        reason: String,
        approved_by: String,
        place: Option<String>,
    },
    MissingFacts {
        facts: Vec<FactName>,
    },
    CellNote {
        cell: Cell,
        scale_yuan: i128,
        months: u32,
    },
    LiftNote {
        to: Grade,
        obstacles: Vec<(Predicate, Ternary, Ternary)>,
    },
    NoLift,

    // Clients
    ClientList {
        clients: usize,
        today: Date,
    },
    ClientFile {
        id: Id,
        name: String,
    },
    GradeOf {
        today: Date,
    },
    NotGraded {
        status: Status,
    },
    ContactsOf {
        people: usize,
    },
    LinkedRecords {
        records: usize,
    },

    // Ranking, returns, assessment
    RankingOf {
        period: Period,
        as_of: Date,
    },
    RankingTotals {
        a: u32,
        b: u32,
        c: u32,
        clients: u32,
    },
    RankingOrder,
    /// Rankings of several periods.
    Trend(TrendPhrase),
    InProgress {
        as_of: Date,
    },
    ReturnsOf {
        period: Period,
        today: Date,
    },
    ReturnsDeclared,
    /// Git cannot tell when returns arrived; why, in words.
    ArrivalsUnchecked {
        why: String,
    },
    /// How many returns rest on a receipt, an observation, the commit's own date.
    ReturnEvidence {
        a: usize,
        b: usize,
        c: usize,
    },
    ReturnCounts {
        months: usize,
        on_time: usize,
        late: usize,
        missing: usize,
        false_nil: usize,
    },
    AssessmentOf {
        half: Half,
        as_of: Date,
    },
    AssessmentDefaults,
    /// `None` where the indicator is not applicable.
    PointsOf {
        points: Option<Tenths>,
        of: Tenths,
    },
    Cap(Cap),
    CapNote(Cap),
    VetoShort,
    VetoNote {
        place: String,
    },
    BranchAssessment {
        name: String,
        half: Half,
        total: Option<Tenths>,
        result: Option<AssessmentResult>,
    },
    NotAssessed,
    Adjusted {
        points: Tenths,
        reason: String,
    },
    Consequence {
        result: AssessmentResult,
        days: u32,
    },
    Terms {
        indicator: Indicator,
        part: Part,
        terms: Vec<Term>,
    },
    PointsLost {
        name: String,
        losses: usize,
    },
    LostPoints(Exact),
    /// Instants are told in the zone.
    Loss {
        loss: Box<Loss>,
        zone: Zone,
    },

    // Complaints and visits
    ComplaintList {
        complaints: usize,
        today: Date,
    },
    ComplaintFile {
        id: Id,
        client: String,
    },
    ComplaintClocks,
    ComplaintEvents {
        events: usize,
    },
    NextStep {
        step: Step,
        is_passed: bool,
    },
    NothingDue,
    AppealToDecide,
    NextDue {
        step: Step,
        at: chrono::NaiveDateTime,
        is_passed: bool,
    },
    StateIs {
        state: ComplaintState,
        paused: bool,
    },
    VisitsDue {
        visits: usize,
        today: Date,
    },
    VisitExecution {
        met: u32,
        due: u32,
    },
    Briefing {
        predicates: Vec<Predicate>,
    },
    /// What one of its predicates rests on.
    BriefingLine {
        predicate: Predicate,
        phrase: Box<Phrase>,
    },
    VisitPlan {
        lines: usize,
        today: Date,
    },

    // Records of any kind
    RecordFile {
        kind: Kind,
        name: String,
    },
    RecordList {
        kind: Kind,
        records: usize,
    },
    SurveyForm {
        phase: Phase,
        client: Option<String>,
        project: Option<String>,
    },
    SurveyHead,
    SurveyScores,
    SurveyDimension(Dimension),
    SurveyOpinion,
    SurveyHow,
    SurveyScore {
        answered: usize,
        asked: usize,
        score: Option<Tenths>,
        is_valid: bool,
        dissatisfied: usize,
    },
    Sample {
        clients: usize,
        branches: usize,
        seed: u64,
    },
    SampleAgain {
        command: String,
    },

    /// Of history, differences, promotions.
    History(Box<HistoryPhrase>),
    // Monthly returns as they are filed
    Submit(Box<Saying>),

    // Issued results, what they are held against, other policies
    Issue(Box<IssueSaying>),
    WhatIf(Box<WhatIfSaying>),
    Notice(Box<NoticeSaying>),

    // Merging
    MergeConflicts {
        path: String,
        /// Dotted, with positions.
        keys: Vec<String>,
    },
    MergeInstalled {
        repositories: usize,
        /// Files that were written.
        attributes: Vec<String>,
    },
    // Agenda
    AgendaOf {
        today: Date,
        days: u32,
        items: usize,
        overdue: usize,
    },
    NothingToDo {
        today: Date,
        days: u32,
    },
    Matter(Box<Matter>),

    // The program itself
    Schemas,
    SchemasWritten {
        written: usize,
    },
    PolicyInForce {
        changed: usize,
    },
    PolicySource,
    PolicyWritten,
    /// `init` made an archive; `named` where the group's name was given.
    ArchiveMade {
        folder: String,
        files: usize,
        named: bool,
    },
    PipelineMade {
        path: &'static str,
    },
    /// What `undo` takes back: `was_undo` where that was an undo itself.
    Undone {
        command: String,
        at: String,
        files: usize,
        was_undo: bool,
    },
    WouldUndo {
        command: String,
        at: String,
        files: usize,
        was_undo: bool,
    },
    /// Files that somebody changed after the operation to be undone.
    CannotUndo {
        command: String,
        at: String,
        paths: Vec<String>,
    },
    LeftAsIs {
        paths: Vec<String>,
    },
    /// An earlier command had been stopped; its operation was finished.
    Finished {
        command: String,
    },
    /// How many records formatting changed, of how many; those that cannot be read stay.
    Formatted {
        changed: usize,
        records: usize,
        unreadable: usize,
    },
    WouldFormat {
        changed: usize,
        records: usize,
        unreadable: usize,
    },
    Topics,
}
