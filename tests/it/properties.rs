//! Properties: what holds for every id, period, date, amount and text, and that nothing which can
//! be read makes the program panic or hang.

use crate::archives::{base, check};
use kebu::archive::files::Files;
use kebu::archive::load::{Depth, load};
use kebu::cli::{Env, Exit};
use kebu::domain::client_search::{is_spelled, sort_key};
use kebu::domain::id::{BranchId, ClientId, Id};
use kebu::domain::period::{Half, Month, Period};
use kebu::domain::score::{Decimal, Tenths, ratio, whole};
use kebu::domain::time::{
    Date, Moment, YearDay, Zone, days_after, days_between, months_after, months_before, next_day,
    previous_day,
};
use kebu::render::cell::wan;
use kebu::render::csv::guard;
use kebu::render::markdown;
use kebu::text::shown;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Days that records can hold.
fn dates() -> impl Strategy<Value = Date> {
    (0_u32..3_000_000).prop_map(|days| {
        let first = Date::from_ymd_opt(1, 1, 1).unwrap();
        days_after(first, days)
    })
}

/// Texts with what makes trouble: marks of formulas, of Markdown, of CSV, controls, bidirectional
/// overrides, Han, quotes.
fn texts() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        '=', '+', '-', '@', '\t', '\r', '\n', '\'', '"', ',', '|', '`', '*', '<', '>', '&', '\\',
        '\u{0}', '\u{7}', '\u{1b}', '\u{202e}', '\u{200b}', '\u{feff}', '＝', '＋', '－', '＠',
        '临', '江', '长', ' ', 'a', '1',
    ]);
    prop::collection::vec(prop_oneof![odd, any::<char>()], 0..24)
        .prop_map(|characters| characters.into_iter().collect())
}

/// So many cases; failures are told, not written beside the source.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..Default::default() }
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn an_id_is_printed_as_it_is_read(
        text in "[a-z]{2}[0-9]{2}(0[1-9]|1[0-2])-[0-9a-hjkmnp-tv-z]{6}",
    ) {
        let id: Id = text.parse().unwrap();
        prop_assert_eq!(id.to_string(), text.as_str());
        prop_assert_eq!(text.parse::<ClientId>().is_ok(), text.starts_with("kh"));
    }

    #[test]
    fn whatever_is_read_as_an_id_has_its_form(text in "\\PC{0,16}") {
        if let Ok(id) = text.parse::<Id>() {
            prop_assert_eq!(id.as_str(), text.as_str());
            prop_assert_eq!(text.len(), 13);
        }
        if let Ok(branch) = text.parse::<BranchId>() {
            prop_assert_eq!(branch.as_str(), text.as_str());
        }
    }

    #[test]
    fn whatever_is_read_as_a_period_is_printed_so(text in "[0-9+]{4}[-QHqh+ ]?[0-9+ ]{0,3}") {
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string(), text.to_uppercase());
        }
        if let Ok(day) = text.parse::<YearDay>() {
            prop_assert_eq!(day.to_string(), text);
        }
    }

    #[test]
    fn periods_hold_their_days_and_follow_each_other(date in dates()) {
        let (month, half) = (Month::of(date), Half::of(date));
        prop_assert!(month.first_day() <= date && date <= month.last_day());
        prop_assert_eq!(next_day(month.last_day()), month.next().first_day());
        prop_assert_eq!(month.next().previous(), month);
        prop_assert!(half.contains(date) && half.months().any(|one| one == month));
        prop_assert_eq!(next_day(half.previous().last_day()), half.first_day());
        prop_assert_eq!(half.months().count(), 6);
        for period in [Period::Month(month), Period::Half(half)] {
            if date.format("%Y").to_string().len() == 4 && !date.to_string().starts_with('0') {
                prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
            }
        }
    }

    #[test]
    fn days_and_months_are_counted_there_and_back(
        date in dates(),
        days in 0_u32..4000,
        months in 0_u32..400,
    ) {
        let later = days_after(date, days);
        prop_assert_eq!(days_between(date, later), i64::from(days));
        prop_assert_eq!(previous_day(next_day(date)), date);
        let after = months_after(date, months);
        let back = months_before(after, months);
        // The same day number, or the end of a shorter month.
        prop_assert!(back <= date && days_between(back, date) <= 3, "{date} {after} {back}");
        prop_assert_eq!(months_after(date, 12), {
            let year = date.format("%Y").to_string().parse::<i32>().unwrap() + 1;
            let day = date.format("%d").to_string().parse().unwrap();
            let month = date.format("%m").to_string().parse().unwrap();
            let same = Date::from_ymd_opt(year, month, day);
            same.or_else(|| Date::from_ymd_opt(year, month, 28)).unwrap()
        });
    }

    #[test]
    fn a_day_begins_after_the_one_before_has_ended(
        date in dates(),
        zone in prop::sample::select(vec![
            "Asia/Shanghai", "America/Sao_Paulo", "Pacific/Apia", "Europe/London", "UTC",
        ]),
    ) {
        let zone = Zone(zone.parse().unwrap());
        let is_left_out = zone.date_of(zone.start_of(date)) > date;
        prop_assert!(zone.start_of(date) < zone.end_of(date) || is_left_out);
        prop_assert_eq!(zone.end_of(date), zone.start_of(next_day(date)));
        // Samoa has no 30 December 2011: its first instant belongs to the next day.
        prop_assert!(zone.date_of(zone.start_of(date)) >= date);
    }

    #[test]
    fn moments_are_printed_as_they_are_read(
        date in dates(), hour in 0_u32..24, minute in 0_u32..60, second in 0_u32..60,
        offset in prop::sample::select(vec!["", "+08:00", "-03:30", "+00:00"]),
    ) {
        let day = date.to_string();
        prop_assume!(day.len() == 10);
        prop_assert_eq!(day.parse::<Moment>().unwrap().to_string(), day.as_str());
        let text = format!("{day}T{hour:02}:{minute:02}:{second:02}{offset}");
        prop_assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
    }

    #[test]
    fn money_in_wan_is_right_to_the_hundredth(yuan in any::<i64>()) {
        let text = wan(yuan);
        let hundredths: i128 = text.replace('.', "").parse().unwrap();
        prop_assert!((i128::from(yuan) - hundredths * 100).abs() <= 50, "{text}");
        prop_assert_eq!(text.split_once('.').unwrap().1.len(), 2);
    }

    #[test]
    fn a_decimal_is_exactly_what_was_typed(
        digits in 0_i64..1_000_000_000_000_000,
        places in 0_u32..15,
        negative: bool,
    ) {
        let digits = if negative { -digits } else { digits };
        let scale = 10_i64.pow(places);
        let typed = format!("{digits}e-{places}");
        let decimal = Decimal::new(typed.parse().unwrap()).unwrap();
        prop_assert_eq!(decimal.exact(), ratio(digits, scale));
    }

    #[test]
    fn rounding_goes_to_the_nearest_tenth(
        numerator in any::<i32>(),
        denominator in 1_i32..100_000,
    ) {
        let exact = ratio(numerator, denominator);
        let rounded = Tenths::round(&exact);
        let off = exact * whole(10) - whole(rounded.0);
        prop_assert!(off.clone() <= ratio(1, 2) && off >= ratio(-1, 2));
        prop_assert_eq!(rounded.to_string().parse::<f64>().unwrap(), rounded.as_f64());
        prop_assert_eq!(Tenths::round(&ratio(-numerator.max(-i32::MAX), denominator)).0,
            -Tenths::round(&ratio(numerator.max(-i32::MAX), denominator)).0);
    }

    #[test]
    fn a_guarded_cell_is_no_formula_and_comes_back(text in texts()) {
        let guarded = guard(&text);
        let runs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
        prop_assert!(!guarded.starts_with(runs), "{guarded:?}");
        // What import does: one `'` in front is taken off.
        let back = guarded.strip_prefix('\'').unwrap_or(&guarded);
        prop_assert_eq!(back, text.as_str());
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["x", guarded.as_str()]).unwrap();
        let bytes = writer.into_inner().unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&*bytes);
        let record = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(record.get(1), Some(guarded.as_str()));
    }

    #[test]
    fn what_is_shown_hides_nothing(text in texts()) {
        let shown = shown(&text);
        let hides = |c: char| {
            c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{200b}' | '\u{feff}')
        };
        prop_assert!(!shown.contains(hides));
        let cell = markdown::escape(&shown);
        prop_assert!(!cell.contains(['<', '>']), "{cell}");
        // A bar that would end the cell stands behind a backslash.
        prop_assert!(!cell.replace("\\\\", "").replace("\\|", "").contains('|'), "{cell}");
    }

    #[test]
    fn names_are_sorted_the_same_way_always(a in texts(), b in texts()) {
        prop_assert_eq!(sort_key(&a) == sort_key(&b), a == b);
    }

    #[test]
    fn a_name_is_spelled_by_what_it_says(
        name in "[临江城投重庆长绿源]{1,8}",
        start in 0_usize..8,
        extra in "[a-z]{0,3}",
    ) {
        use pinyin::ToPinyin;
        let readings: Vec<&str> = name.as_str().to_pinyin().flatten().map(|p| p.plain()).collect();
        let start = start.min(readings.len() - 1);
        let whole: String = readings[start..].concat().replace('ü', "v");
        let initials: String = readings[start..].iter().map(|reading| &reading[..1]).collect();
        prop_assert!(is_spelled(&whole, &name) && is_spelled(&initials, &name));
        let longer = format!("{whole}{whole}{extra}qqqqqqqqqqqqqqqq");
        prop_assert!(!is_spelled(&longer, &name));
    }
}

/// An archive with one client's file replaced.
fn archive_with(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut tree = base();
    tree.insert("branches/donghu/clients/kh2505-2c4x8p.toml".to_owned(), bytes);
    tree
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn any_bytes_load_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let (_, findings) = check(&archive_with(bytes));
        prop_assert!(!findings.is_empty(), "noise is no client");
    }

    #[test]
    fn any_key_and_value_load_without_a_panic(
        key in prop::sample::select(vec![
            "name", "kind", "credit_code", "region", "stage", "owner", "registered_on", "needs",
            "facts", "overrides", "risk_checks", "visit_plan", "extra", "documents", "aliases",
        ]),
        value in prop::sample::select(vec![
            "''", "'x'", "-1", "9223372036854775807", "0.1", "inf", "nan", "true", "[]", "[[]]",
            "{}", "[{}]", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59Z", "2026-07-20",
            "07:00:00", "['a', 1]", "{ a = { b = [{ c = 1 }] } }", "'kh2505-2c4x8p'", "'A'",
        ]),
    ) {
        let path = "branches/donghu/clients/kh2505-2c4x8p.toml";
        let text = String::from_utf8(base()[path].clone()).unwrap();
        let others = text.lines().filter(|line| !line.starts_with(&format!("{key} =")));
        let text: String = others.map(|line| format!("{line}\n")).collect();
        let tree = archive_with(format!("{key} = {value}\n{text}").into_bytes());
        check(&tree);
        compute(&tree);
    }

    #[test]
    fn any_path_loads_without_a_panic(
        parts in prop::collection::vec(
            "[a-z0-9.-]{1,8}|branches|hq|people|clients|2026H1|[\\PC]{1,4}",
            1..6,
        )
    ) {
        let path = parts.join("/");
        let mut tree = base();
        tree.entry(path).or_insert_with(|| b"a = 1\n".to_vec());
        check(&tree);
    }

    #[test]
    fn any_command_line_ends_with_an_exit_code(words in prop::collection::vec(
        prop_oneof![
            prop::sample::select(vec![
                "grade", "rank", "assess", "client", "list", "show", "complaint", "visit", "due",
                "policy", "schema", "explain", "returns", "--explain", "--branch", "linjiang",
                "2026Q2", "2026H1", "--format", "json", "csv", "--sort", "-grade", "--columns",
                "--days", "--all", "--help", "--today", "kh", "--lang", "zh", "-q", "--",
            ]).prop_map(str::to_owned),
            "\\PC{0,6}",
        ], 0..5))
    {
        // Nothing that writes, and nothing outside the base.
        prop_assume!(!words.iter().any(|word| word.starts_with("-o") || word.starts_with("-C")
            || word.starts_with("--o") || word.starts_with("--a") || word.contains("init")
            || word.contains("sync")));
        let exit = command(&words);
        prop_assert!(matches!(exit, Exit::Done | Exit::Negative | Exit::Usage), "{words:?}");
    }
}

/// Runs a command line on the base archive as it lies in the project, which no command changes.
fn command(words: &[String]) -> Exit {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut args = vec!["kebu".into()];
    args.extend(words.iter().map(Into::into));
    kebu::cli::run(&mut Env {
        args,
        vars: BTreeMap::new(),
        cwd: crate::archives::cases().join("base/archive"),
        now: "2026-07-20T04:00:00Z".parse().unwrap(),
        terminal_columns: Some(80),
        stderr_is_terminal: false,
        stdin_is_terminal: false,
        entropy: 1,
        input: &mut std::io::empty(),
        out: &mut out,
        err: &mut err,
    })
}

/// Every figure of an archive, if it can be had.
fn compute(tree: &BTreeMap<String, Vec<u8>>) {
    let today = crate::archives::today();
    let loaded = load(&Files::from_pairs(tree.clone()), Depth::Records);
    let Some(book) = loaded.book.filter(|_| !loaded.incomplete) else { return };
    let half = Half::of(today).previous();
    let evidence = kebu::domain::returns::Evidence::declared(&book);
    kebu::domain::grade::grade_all(&book, today);
    kebu::domain::ranking::rank(&book, Period::Half(half), today);
    kebu::domain::assess::assess(&book, half, today, &evidence, None);
}

#[test]
fn the_search_ends_soon_whatever_the_name() {
    let started = Instant::now();
    let names = ["长", "重庆", "a(", "安啊"];
    for name in names.map(|part| part.repeat(1000)) {
        for letters in ["c".repeat(200), "chang".repeat(60), "zhong".repeat(60), "a".repeat(300)] {
            let hopeless = format!("{letters}x");
            assert!(!is_spelled(&hopeless, &name));
        }
    }
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn days_at_the_ends_of_the_calendar_are_refused_or_computed() {
    for today in
        ["0001-01-01", "9999-12-31", "+262142-12-31", "-9999-01-01", "2026-7-1", " 2026-07-01"]
    {
        for words in [vec!["grade"], vec!["visit", "due", "--all"], vec!["complaint", "list"]] {
            let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            words.push(format!("--today={today}"));
            let exit = command(&words);
            let is_plain = today.len() == 10 && !today.starts_with(['-', '+']);
            assert_eq!(exit == Exit::Done, is_plain, "{words:?}: {exit:?}");
        }
    }
}
