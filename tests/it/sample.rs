//! The sample archive holds what it promises: every grade, state, condition, cell, result, cap and
//! return status, and what its README tells of it. All of it computed on 2026-07-20.

use kebu::archive::files::Files;
use kebu::archive::load::{Depth, load};
use kebu::domain::assess::{Assessment, assess};
use kebu::domain::book::Book;
use kebu::domain::complaints::{ComplaintState, Handling};
use kebu::domain::grade::{Cell, Grading, Predicate, State, Ternary, grade_all};
use kebu::domain::id::{ClientId, Id};
use kebu::domain::keyword::Keyword;
use kebu::domain::period::{Half, Period};
use kebu::domain::ranking::rank;
use kebu::domain::record::Grade;
use kebu::domain::record::client::Status;
use kebu::domain::record::complaint::Severity;
use kebu::domain::record::notice::AssessmentResult;
use kebu::domain::returns::{Evidence, ReturnStatus, returns};
use kebu::domain::time::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("archive")
}

fn readme() -> String {
    fs::read_to_string(folder().join("README.md")).unwrap()
}

fn today() -> Date {
    "2026-07-20".parse().unwrap()
}

fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let files = Files::read(&folder()).unwrap();
        let loaded = load(&files, Depth::Records);
        assert!(!loaded.incomplete);
        loaded.book.unwrap()
    })
}

fn gradings() -> BTreeMap<Id, Grading> {
    grade_all(book(), today()).into_iter().map(|grading| (grading.client.0, grading)).collect()
}

fn grading(id: &str) -> Grading {
    gradings().remove(&id.parse::<Id>().unwrap()).unwrap_or_else(|| panic!("{id} is not graded"))
}

fn assessed(half: &str) -> Assessment {
    let half: Half = half.parse().unwrap();
    assess(book(), half, today(), &Evidence::declared(book()), None)
}

/// The words of a closed list that were not found, told by their keys.
fn missing<K: Keyword + Ord>(found: impl IntoIterator<Item = K>) -> Vec<&'static str> {
    let found: BTreeSet<K> = found.into_iter().collect();
    K::ALL.iter().filter(|word| !found.contains(word)).map(|word| word.key()).collect()
}

const NOTHING: Vec<&str> = Vec::new();

#[test]
fn every_grade_state_and_cell_is_there() {
    let all = gradings();
    assert_eq!(missing::<Grade>(all.values().map(|grading| grading.effective)), NOTHING);
    assert_eq!(missing::<State>(all.values().map(|grading| grading.state)), NOTHING);
    assert_eq!(missing::<Cell>(all.values().filter_map(|grading| grading.cell)), NOTHING);
    assert!(all.values().any(|grading| grading.conflict), "a conflict of A and C");
    let provisional_a = |g: &&Grading| g.state == State::Provisional && g.effective == Grade::A;
    assert!(all.values().any(|grading| provisional_a(&grading)), "a provisional A");
    assert!(all.values().any(|grading| grading.missing.len() > 1), "facts to collect");
    let statuses = book().records.clients.iter().map(|client| client.record.status);
    assert_eq!(missing::<Status>(statuses), NOTHING);
}

#[test]
fn every_condition_holds_somewhere_and_fails_somewhere() {
    let all = gradings();
    for predicate in Predicate::ALL {
        for value in [Ternary::Yes, Ternary::No] {
            let holds = all.values().any(|grading| grading.predicates[*predicate] == value);
            assert!(holds, "no client with {} = {}", predicate.key(), value.key());
        }
    }
    let unknown: Vec<_> = Predicate::ALL
        .iter()
        .filter(|it| all.values().any(|grading| grading.predicates[**it] == Ternary::Unknown))
        .collect();
    assert!(unknown.len() >= 5, "only {unknown:?} are unknown anywhere");
}

#[test]
fn complaints_are_of_every_severity_and_of_most_states() {
    let complaints = &book().records.complaints;
    let severities = complaints.iter().map(|entry| entry.record.severity);
    assert_eq!(missing::<Severity>(severities), NOTHING);
    let handlings = complaints.iter().filter_map(|entry| Handling::new(book(), entry, today()));
    let states: BTreeSet<ComplaintState> = handlings.map(|handling| handling.state()).collect();
    assert!(states.contains(&ComplaintState::Closed) && states.len() >= 5, "only {states:?}");
}

#[test]
fn every_result_cap_and_veto_is_there() {
    let assessments = [assessed("2025H2"), assessed("2026H1")];
    let branches: Vec<_> = assessments.iter().flat_map(|one| &one.branches).collect();
    let results = branches.iter().filter_map(|branch| branch.result);
    assert_eq!(missing::<AssessmentResult>(results), NOTHING);
    let caps: BTreeSet<String> = branches
        .iter()
        .flat_map(|branch| &branch.caps)
        .map(|cap| cap.to_string().split(':').next().unwrap().to_owned())
        .collect();
    let wanted = ["major_complaint", "missing_return", "weak_indicator"];
    assert_eq!(caps.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
    // The veto and a cap each change a result that the points alone would have made good.
    let good = Some(AssessmentResult::Good);
    let fell = |to| {
        let has_fallen = |branch: &&&_| {
            let branch: &kebu::domain::assess::BranchAssessment = branch;
            branch.result_by_points == good && branch.result == Some(to)
        };
        branches.iter().find(has_fallen)
    };
    assert!(fell(AssessmentResult::Poor).is_some_and(|branch| branch.veto.is_some()));
    assert!(fell(AssessmentResult::Pass).is_some_and(|branch| !branch.caps.is_empty()));
    let parts = branches.iter().flat_map(|branch| &branch.indicators).flat_map(|one| &one.parts);
    assert!(parts.into_iter().any(|part| !part.applicable), "a part that is not applicable");
    let adjusted = branches.iter().filter(|branch| branch.adjustment != Default::default());
    assert!(adjusted.count() >= 2, "points added and taken off");
}

#[test]
fn every_return_status_is_there() {
    let evidence = Evidence::declared(book());
    let year: Period = "2026".parse().unwrap();
    let all = returns(book(), year, today(), &evidence);
    let statuses = all.branches.iter().flat_map(|branch| &branch.months).map(|month| month.status);
    assert_eq!(missing::<ReturnStatus>(statuses), NOTHING);
}

/// The table of the README: branch, counts, rank, total, result, caps.
fn promised() -> Vec<[String; 6]> {
    let text = readme();
    let table = text.split("| branch | kind |").nth(1).unwrap();
    table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<String> =
                line.trim_matches('|').split('|').map(|c| c.trim().replace('`', "")).collect();
            let [branch, _, counts, rank, total, result, held] = cells.try_into().unwrap();
            [branch, counts, rank, total, result, held]
        })
        .collect()
}

#[test]
fn the_readme_has_the_figures_that_are_computed() {
    let assessment = assessed("2026H1");
    let ranking = rank(book(), "2026Q2".parse().unwrap(), today());
    let computed: Vec<[String; 6]> = assessment
        .branches
        .iter()
        .map(|branch| {
            let row = ranking.rows.iter().find(|row| row.branch == branch.branch).unwrap();
            let held = match (&branch.veto, branch.caps.as_slice()) {
                (Some(_), _) => "veto".to_owned(),
                (None, []) => "none".to_owned(),
                (None, caps) => caps.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
            };
            [
                branch.branch.to_string(),
                format!("{} / {} / {}", row.a, row.b, row.c),
                row.rank.to_string(),
                branch.total.unwrap().to_string(),
                branch.result.unwrap().key().to_owned(),
                held,
            ]
        })
        .collect();
    assert_eq!(promised(), computed);
}

#[test]
fn the_readme_counts_the_clients_right() {
    let all = gradings();
    let graded = |grade| all.values().filter(|one| one.effective == grade).count();
    let state = |state| all.values().filter(|one| one.state == state).count();
    let line = format!(
        "{} clients, {} of them active (as of 2026-07-20 grade A {}, B {}, C {}; confirmed {}, \
         provisional {}, overridden {})",
        book().records.clients.len(),
        all.len(),
        graded(Grade::A),
        graded(Grade::B),
        graded(Grade::C),
        state(State::Confirmed),
        state(State::Provisional),
        state(State::Override),
    );
    let text = readme().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(&line), "the README does not say: {line}");
}

/// The records that the README names between backticks.
fn named() -> BTreeSet<String> {
    let text = readme();
    let before_reference = text.split("<!-- reference:begin -->").next().unwrap();
    let parts = before_reference.split('`').skip(1).step_by(2);
    parts.filter(|part| part.parse::<Id>().is_ok()).map(str::to_owned).collect()
}

#[test]
fn every_record_that_the_readme_names_is_there() {
    let files = Files::read(&folder()).unwrap();
    let stems: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| file.path.rsplit('/').next()?.strip_suffix(".toml"))
        .collect();
    let named = named();
    assert!(named.len() > 30, "only {} are named", named.len());
    let absent: Vec<_> = named.iter().filter(|id| !stems.contains(id.as_str())).collect();
    assert!(absent.is_empty(), "{absent:?}");
}

#[test]
fn the_stories_are_as_they_are_told() {
    let holds = |id: &str, wanted: &[Predicate]| {
        let grading = grading(id);
        for predicate in wanted {
            let is = grading.predicates[*predicate];
            assert_eq!(is, Ternary::Yes, "{id} {}", predicate.key());
        }
    };
    holds("kh2106-a1q0wa", &[Predicate::C2, Predicate::C6, Predicate::C7]);
    holds("kh2604-2yjwen", &[Predicate::C1]);
    holds("kh2302-n1t327", &[Predicate::C3]);
    holds("kh2412-5tq7ge", &[Predicate::C3]);
    holds("kh2112-3vwv4c", &[Predicate::C4]);
    assert!(grading("kh2112-3vwv4c").conflict);
    assert_eq!(grading("kh2209-tnjv21").effective, Grade::A);
    let overridden = grading("kh2301-cb4s71");
    assert_eq!((overridden.effective, overridden.computed), (Grade::A, Grade::B));
    for id in ["kh2109-xv43zp", "kh2208-59hrcd"] {
        let provisional = grading(id);
        assert_eq!((provisional.effective, provisional.state), (Grade::A, State::Provisional));
    }
    for id in ["kh2504-rk0qpt", "kh2506-k247ty", "kh2503-g5cg0w"] {
        assert!(!grading(id).missing.is_empty(), "{id} has facts to collect");
    }
    let merged = ClientId("kh2305-vy2npa".parse().unwrap());
    assert_eq!(book().successor(merged).to_string(), "kh2203-bd7g81");
}
