//! A record's keys as options of the command line: one option for each key that is no table, with
//! the key's own labels as help in both languages; `--set` reaches the rest. The options follow
//! the schemas: a new key has its option without a line here.

use crate::archive::fields::{Field, Form, fields};
use crate::archive::shape::PerKind;
use crate::domain::record::Kind;
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::marker::PhantomData;

/// Which keys become options: those of a kind, or of one of its tables.
pub trait Keys: Clone + std::fmt::Debug + Send + Sync + 'static {
    const KIND: Kind;
    /// The table whose keys are meant, with its dot: `persons.`; empty for the record itself.
    const TABLE: &'static str = "";
}

/// Declares a type for the keys of a kind.
macro_rules! keys {
    ($($name:ident = $kind:ident $table:literal,)+) => {$(
        #[derive(Debug, Clone)]
        pub struct $name;
        impl Keys for $name {
            const KIND: Kind = Kind::$kind;
            const TABLE: &'static str = $table;
        }
    )+};
}

keys! {
    OfClient = Client "",
    OfContact = Contacts "persons.",
    OfProject = Project "",
    OfPerson = Person "",
    OfBranch = Branch "",
    OfComplaint = Complaint "",
    OfVisit = Visit "",
    OfSurvey = Survey "",
    OfAnalysis = Analysis "",
    OfActivity = Activity "",
    OfMarket = Market "",
    OfSummary = Summary "",
    OfNotice = Notice "",
    OfSpotCheck = SpotCheck "",
    OfAccess = Access "",
}

/// What was given for a record: options named after its keys, `--set`, `--from`, `--by`.
#[derive(Debug, Clone)]
pub struct RecordArgs<K> {
    /// Key (below the table) and the words given for it, in the contract's order.
    pub options: Vec<(&'static str, Vec<String>)>,
    /// `key=value`, dotted.
    pub set: Vec<String>,
    /// A file, or `-`.
    pub from: Option<String>,
    /// Who is at the keyboard.
    pub by: Option<String>,
    of: PhantomData<K>,
}

/// Options that commands have anyway: a key of such a name is given with `--set`.
const TAKEN: [&str; 15] = [
    "archive", "at", "color", "columns", "dry-run", "for", "format", "from", "help", "lang",
    "output", "quiet", "set", "today", "verbose",
];

/// A key as an option.
pub struct Flag {
    pub field: &'static Field,
    /// The key without its table; also the argument's id.
    pub key: &'static str,
    /// The option's name without its hyphens; `None` where the name is taken.
    pub long: Option<String>,
    /// Both languages, for `help::localise` to choose from.
    help: String,
}

impl Flag {
    /// How the key is given on the command line: `--credit-code`, `--set from=…`.
    pub fn shown(&self) -> String {
        match &self.long {
            Some(long) => format!("--{long}"),
            None => format!("--set {}=…", self.key),
        }
    }
}

/// Parts the two languages of a generated help text; stands at the end of a required key's.
pub const BOTH: char = '\u{e000}';

/// The keys of a kind (below a table) that are no tables themselves.
pub fn flags(kind: Kind, table: &str) -> &'static [Flag] {
    static RECORDS: PerKind<Vec<Flag>> = PerKind::empty();
    static PERSONS: PerKind<Vec<Flag>> = PerKind::empty();
    let made = if table.is_empty() { &RECORDS } else { &PERSONS };
    made.get(kind, || make(kind, table))
}

fn make(kind: Kind, table: &str) -> Vec<Flag> {
    let own = fields(kind).iter().filter_map(|field| {
        let key = field.path.strip_prefix(table).filter(|key| !key.contains('.'))?;
        let is_value = !matches!(field.form, Form::Table | Form::Tables | Form::Map);
        is_value.then(|| {
            let long = key.replace('_', "-");
            let long = (!TAKEN.contains(&long.as_str())).then_some(long);
            Flag { field, key, long, help: help(field) }
        })
    });
    own.collect()
}

/// The field's labels with the words it takes.
fn help(field: &Field) -> String {
    let [zh, en] = field.labels;
    let (mut zh, mut en) = (zh.to_owned(), english(en).to_owned());
    if !field.words.is_empty() {
        let word = |at: usize| {
            let word = move |(key, labels): &(&str, [&str; 2])| format!("{key} {}", labels[at]);
            field.words.iter().map(word)
        };
        zh = format!("{zh}：{}", word(0).collect::<Vec<_>>().join("、"));
        let listed: Vec<_> = field.words.iter().map(|(key, _)| *key).collect();
        en = format!("{en}: {}", listed.join(", "));
    }
    if matches!(field.form, Form::List) {
        zh.push_str("（可多次使用）");
        en.push_str(" (may be repeated)");
    }
    let required = if field.required { BOTH.to_string() } else { String::new() };
    format!("{zh}{BOTH}{en}{required}")
}

/// An English label may quote a Chinese answer; the option's help does without.
fn english(label: &'static str) -> &'static str {
    match label.find(|c: char| !c.is_ascii()) {
        Some(at) => label[..at].rsplit_once([';', ',']).map_or(label, |(name, _)| name),
        None => label,
    }
}

impl<K: Keys> RecordArgs<K> {
    fn augment(command: Command) -> Command {
        let own = flags(K::KIND, K::TABLE);
        let has_by = own.iter().any(|flag| flag.key == "by");
        let options = own.iter().filter_map(|flag| Some(option(flag, flag.long.as_deref()?)));
        let command = command
            .args(options)
            .arg(Arg::new("set").long("set").value_name("KEY=VALUE").action(ArgAction::Append))
            .arg(Arg::new("from").long("from").value_name("FILE|-"));
        if has_by { command } else { command.arg(Arg::new("by").long("by").value_name("PERSON")) }
    }
}

fn option(flag: &'static Flag, long: &'static str) -> Arg {
    let arg = Arg::new(flag.key).long(long).help(flag.help.as_str());
    match flag.field.form {
        Form::List => arg.action(ArgAction::Append).value_name("TEXT"),
        Form::Boolean => arg.num_args(0..=1).default_missing_value("true").value_name("BOOLEAN"),
        Form::Integer | Form::Number => arg.allow_hyphen_values(true).value_name("NUMBER"),
        Form::Date => arg.value_name("DATE"),
        Form::Moment => arg.value_name("MOMENT"),
        Form::Word => arg.value_name("WORD"),
        Form::Text | Form::Table | Form::Tables | Form::Map => arg.value_name("TEXT"),
    }
}

impl<K: Keys> clap::Args for RecordArgs<K> {
    fn augment_args(command: Command) -> Command {
        Self::augment(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment(command)
    }
}

impl<K: Keys> clap::FromArgMatches for RecordArgs<K> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let words = |id: &str| -> Vec<String> {
            let given = matches.try_get_many::<String>(id).ok().flatten();
            given.map(|words| words.cloned().collect()).unwrap_or_default()
        };
        let own = flags(K::KIND, K::TABLE).iter().filter(|flag| flag.long.is_some());
        let options = own.map(|flag| (flag.key, words(flag.key))).filter(|(_, w)| !w.is_empty());
        Ok(Self {
            options: options.collect(),
            set: words("set"),
            from: words("from").pop(),
            by: words("by").into_iter().next(),
            of: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
