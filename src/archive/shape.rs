//! The schemas: generated from the record types, embedded, and run on the parser's tree through
//! jsonschema's own traits, without building a JSON value.

use super::headers;
use super::locate::node_at;
use super::parse::{Node, Value};
use super::tree_json::{Ref, Toml};
pub use crate::diag::near::nearest;
use crate::diag::problem::{TextForm, ValueType};
use crate::diag::{Finding, Place, Problem};
use crate::domain::id::{SLUG_PATTERN, id_pattern};
use crate::domain::keyword::Keyword;
use crate::domain::period::HALF_PATTERN;
use crate::domain::record::{self, Kind};
use crate::domain::time::MOMENT_PATTERN;
use jsonschema::error::{TypeKind, ValidationErrorKind as Broken};
use jsonschema::{JsonType, PatternOptions, Validator};
use schemars::generate::SchemaSettings;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The schema of a kind as it lies in `schemas/`.
pub fn embedded(kind: Kind) -> &'static str {
    macro_rules! schema {
        ($name:literal) => {
            include_str!(concat!("../../schemas/", $name, ".schema.json"))
        };
    }
    match kind {
        Kind::Archive => schema!("archive"),
        Kind::Policy => schema!("policy"),
        Kind::Person => schema!("person"),
        Kind::Branch => schema!("branch"),
        Kind::Client => schema!("client"),
        Kind::Contacts => schema!("contacts"),
        Kind::Project => schema!("project"),
        Kind::Complaint => schema!("complaint"),
        Kind::Visit => schema!("visit"),
        Kind::Survey => schema!("survey"),
        Kind::Analysis => schema!("analysis"),
        Kind::Activity => schema!("activity"),
        Kind::Market => schema!("market"),
        Kind::Return => schema!("return"),
        Kind::Summary => schema!("summary"),
        Kind::Notice => schema!("notice"),
        Kind::SpotCheck => schema!("spot_check"),
        Kind::Access => schema!("access"),
        Kind::Ranking => schema!("ranking"),
        Kind::Assessment => schema!("assessment"),
    }
}

/// The schema of a kind made afresh from its record type: draft-07 without references, which
/// jsonschema, taplo and tombi all read alike.
pub fn generate(kind: Kind) -> serde_json::Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let generator = settings.into_generator();
    let schema = match kind {
        Kind::Archive => generator.into_root_schema_for::<record::archive::Archive>(),
        Kind::Policy => generator.into_root_schema_for::<crate::domain::policy::Policy>(),
        Kind::Person => generator.into_root_schema_for::<record::person::Person>(),
        Kind::Branch => generator.into_root_schema_for::<record::branch::Branch>(),
        Kind::Client => generator.into_root_schema_for::<record::client::Client>(),
        Kind::Contacts => generator.into_root_schema_for::<record::contacts::Contacts>(),
        Kind::Project => generator.into_root_schema_for::<record::project::Project>(),
        Kind::Complaint => generator.into_root_schema_for::<record::complaint::Complaint>(),
        Kind::Visit => generator.into_root_schema_for::<record::visit::Visit>(),
        Kind::Survey => generator.into_root_schema_for::<record::survey::Survey>(),
        Kind::Analysis => generator.into_root_schema_for::<record::analysis::Analysis>(),
        Kind::Activity => generator.into_root_schema_for::<record::activity::Activity>(),
        Kind::Market => generator.into_root_schema_for::<record::market::Market>(),
        Kind::Return => generator.into_root_schema_for::<record::returns::Return>(),
        Kind::Summary => generator.into_root_schema_for::<record::summary::Summary>(),
        Kind::Notice => generator.into_root_schema_for::<record::notice::Notice>(),
        Kind::SpotCheck => generator.into_root_schema_for::<record::spot_check::SpotCheck>(),
        Kind::Access => generator.into_root_schema_for::<record::access::Access>(),
        Kind::Ranking | Kind::Assessment => {
            generator.into_root_schema_for::<record::issued::Issued>()
        }
    };
    let mut schema = schema.to_value();
    tidy(&mut schema);
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), format!("kebu {}", kind.key()).into());
        // Editors get the schema from this line of the record; to the record it is a comment.
        root.insert("additionalProperties".to_owned(), false.into());
    }
    schema
}

/// Takes out what has no meaning for TOML: nulls (an absent key is absent), the number formats of
/// Rust, defaults that only say "empty".
fn tidy(schema: &mut serde_json::Value) {
    match schema {
        serde_json::Value::Object(map) => {
            if let Some(serde_json::Value::Array(types)) = map.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".to_owned(), only);
                }
            }
            if let Some(serde_json::Value::Array(options)) = map.remove("anyOf") {
                let rest = options.into_iter().find(|option| option["type"] != "null");
                if let Some(serde_json::Value::Object(rest)) = rest {
                    for (key, value) in rest {
                        map.entry(key).or_insert(value);
                    }
                }
            }
            if map
                .get("format")
                .and_then(|format| format.as_str())
                .is_some_and(|format| format != "date")
            {
                map.remove("format");
            }
            if let Some(serde_json::Value::Array(words)) = map.get_mut("enum") {
                words.retain(|word| !word.is_null());
            }
            map.remove("default");
            for (keyword, value) in map.iter_mut() {
                match (keyword.as_str(), value) {
                    // Here the names are the record's keys, not keywords of JSON Schema.
                    ("properties", serde_json::Value::Object(keys)) => {
                        keys.values_mut().for_each(tidy);
                    }
                    (_, value) => tidy(value),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// What is made once for each kind, when it is first asked for: most commands ask for few kinds.
pub struct PerKind<T>(OnceLock<Vec<OnceLock<T>>>);

impl<T> PerKind<T> {
    pub const fn empty() -> Self {
        Self(OnceLock::new())
    }

    pub fn get(&self, kind: Kind, make: impl FnOnce() -> T) -> &T {
        let kinds = self.0.get_or_init(|| Kind::ALL.iter().map(|_| OnceLock::new()).collect());
        kinds[kind as usize].get_or_init(make)
    }
}

/// The schema of a kind as JSON.
pub fn source(kind: Kind) -> &'static serde_json::Value {
    static SOURCES: PerKind<serde_json::Value> = PerKind::empty();
    // tests/it/schemas.rs compiles every embedded schema.
    SOURCES.get(kind, || serde_json::from_str(embedded(kind)).unwrap_or_default())
}

/// A schema ready to run, with its source for the messages.
pub struct Shape {
    validator: Validator<Toml>,
    source: Cow<'static, serde_json::Value>,
}

impl Shape {
    /// Compiles a schema; the reason when it is none.
    pub fn compile(schema: &str) -> Result<Self, String> {
        let source = serde_json::from_str(schema).map_err(|error| error.to_string())?;
        Self::from_source(Cow::Owned(source), PatternOptions::fancy_regex())
    }

    fn from_source<E>(
        source: Cow<'static, serde_json::Value>,
        patterns: PatternOptions<E>,
    ) -> Result<Self, String> {
        let validator = jsonschema::options_for::<Toml>()
            .with_pattern_options(patterns)
            .with_draft(jsonschema::Draft::Draft7)
            .should_validate_formats(true)
            .offline()
            .build(&source)
            .map_err(|error| error.to_string())?;
        Ok(Self { validator, source })
    }

    /// The compiled schema of a kind.
    pub fn of(kind: Kind) -> &'static Self {
        static SHAPES: PerKind<Shape> = PerKind::empty();
        #[expect(clippy::expect_used, reason = "tests/it/schemas.rs compiles every one of them")]
        SHAPES.get(kind, || {
            // Patterns of ours look neither ahead nor behind: the faster engine reads them.
            Self::from_source(Cow::Borrowed(source(kind)), PatternOptions::regex())
                .expect("an embedded schema compiles")
        })
    }

    pub fn is_valid(&self, root: &Node<'_>) -> bool {
        self.validator.is_valid(Ref::Node(root))
    }

    /// Every violation as a finding, one for each cause.
    pub fn findings(&self, kind: Kind, path: &str, root: &Node<'_>) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        let mut taken: Vec<String> = Vec::new();
        for error in self.validator.iter_errors(Ref::Node(root)) {
            let key = dotted(error.instance_path().as_str());
            let closed = matches!(
                error.kind(),
                Broken::AdditionalProperties { .. } | Broken::Required { .. }
            );
            // A value that breaks two keywords (type and list, say) has one thing wrong with it.
            if !closed && taken.contains(&key) {
                continue;
            }
            if !closed {
                taken.push(key.clone());
            }
            findings.extend(self.explain(kind, path, root, &key, error.kind()));
        }
        drop_missing_that_are_misspelt(&mut findings);
        headers::once_for_an_empty_table(root, findings)
    }

    fn explain(
        &self,
        kind: Kind,
        path: &str,
        root: &Node<'_>,
        key: &str,
        broken: &Broken,
    ) -> Vec<Finding> {
        let schema = self.at(key);
        let at_value = |problem| vec![Finding::new(Place::value(path, key), problem)];
        let node = node_at(root, key);
        let found = node.map(shown).unwrap_or_default();
        let found_type = node.map_or(ValueType::Table, value_type);
        match broken {
            Broken::AdditionalProperties { unexpected } => {
                let told = headers::unknown(&self.source, root, key, unexpected);
                let finding = |told: headers::Unknown| {
                    let keys: Vec<String> = told.names.iter().map(|name| join(key, name)).collect();
                    let place = Place::key(path, keys[0].as_str());
                    let (near, headers) = (told.near, told.headers);
                    Finding::new(place, Problem::UnknownKey { kind, keys, near, headers })
                };
                told.into_iter().map(finding).collect()
            }
            Broken::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                let problem = Problem::MissingKey { kind, keys: vec![join(key, name)] };
                vec![Finding::new(Place::key(path, key), problem)]
            }
            Broken::Type { .. } | Broken::Format { .. } => at_value(Problem::WrongType {
                key: key.to_owned(),
                expected: expected_type(schema, broken),
                found: found_type,
            }),
            Broken::Enum { options } => {
                let words = options.as_array().into_iter().flatten();
                let allowed: Vec<String> =
                    words.filter_map(|word| word.as_str().map(str::to_owned)).collect();
                let near = nearest(&found, allowed.iter().map(String::as_str));
                at_value(Problem::ValueNotListed { key: key.to_owned(), found, allowed, near })
            }
            Broken::Pattern { pattern } if pattern == MOMENT_PATTERN => {
                let expected = ValueType::DateOrTime;
                at_value(Problem::WrongType { key: key.to_owned(), expected, found: found_type })
            }
            Broken::Pattern { pattern } => match text_form(pattern) {
                Some(expected) => {
                    at_value(Problem::BadFormat { key: key.to_owned(), found, expected })
                }
                None => at_value(extra_invalid(key, broken)),
            },
            Broken::Minimum { .. } | Broken::Maximum { .. } => at_value(Problem::OutOfRange {
                key: key.to_owned(),
                found,
                min: schema.get("minimum").map(number_text),
                max: schema.get("maximum").map(number_text),
            }),
            Broken::PropertyNames { error } => {
                let name = error.instance().as_str().unwrap_or_default();
                let place = Place::key(path, join(key, name));
                vec![Finding::new(place, bad_name(key, name, error.kind(), broken))]
            }
            _ => at_value(extra_invalid(key, broken)),
        }
    }

    /// The part of the schema that speaks of a dotted path.
    fn at(&self, key: &str) -> &serde_json::Value {
        at(&self.source, key)
    }
}

/// The part of a schema that speaks of a dotted path.
pub(super) fn at<'s>(schema: &'s serde_json::Value, key: &str) -> &'s serde_json::Value {
    key.split('.').filter(|step| !step.is_empty()).fold(schema, |schema, step| {
        let property = &schema["properties"][step];
        if !property.is_null() {
            property
        } else if schema["items"].is_object() && step.parse::<usize>().is_ok() {
            &schema["items"]
        } else {
            &schema["additionalProperties"]
        }
    })
}

/// A misspelt required key is one cause: the unknown key says it, the missing one is left out.
fn drop_missing_that_are_misspelt(findings: &mut Vec<Finding>) {
    let misspelt: Vec<String> = findings
        .iter()
        .filter_map(|finding| match &finding.problem {
            Problem::UnknownKey { keys, near: Some(near), .. } => {
                let table = keys[0].rsplit_once('.').map_or("", |(table, _)| table);
                Some(join(table, near))
            }
            Problem::UnknownKey { headers, .. } => match headers.as_slice() {
                [only] => Some(only.trim_matches(['[', ']']).to_owned()),
                _ => None,
            },
            _ => None,
        })
        .collect();
    findings.retain(|finding| match &finding.problem {
        Problem::MissingKey { keys, .. } => !keys.iter().any(|key| misspelt.contains(key)),
        _ => true,
    });
}

/// A key that does not look as the keys of its table must.
fn bad_name(table: &str, name: &str, why: &Broken, broken: &Broken) -> Problem {
    let expected = match why {
        Broken::Pattern { pattern } => text_form(pattern),
        _ => None,
    };
    match expected {
        Some(expected) => {
            Problem::BadFormat { key: join(table, name), found: name.to_owned(), expected }
        }
        None => extra_invalid(table, broken),
    }
}

fn extra_invalid(key: &str, broken: &Broken) -> Problem {
    Problem::ExtraInvalid { key: key.to_owned(), keyword: broken.keyword().to_owned() }
}

/// `/events/2/at` as `events.2.at`.
fn dotted(pointer: &str) -> String {
    let steps = pointer.split('/').filter(|step| !step.is_empty());
    steps.map(|step| step.replace("~1", "/").replace("~0", "~")).collect::<Vec<_>>().join(".")
}

pub(super) fn join(table: &str, key: &str) -> String {
    if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") }
}

pub(super) fn properties(schema: &serde_json::Value) -> impl Iterator<Item = &str> {
    schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str())
}

fn number_text(limit: &serde_json::Value) -> String {
    match limit.as_f64() {
        Some(number) if limit.is_f64() && number.fract() == 0.0 => format!("{number:.0}"),
        _ => limit.to_string(),
    }
}

fn expected_type(schema: &serde_json::Value, broken: &Broken) -> ValueType {
    if schema["format"] == "date" {
        return ValueType::Date;
    }
    if schema["pattern"] == MOMENT_PATTERN {
        return ValueType::DateOrTime;
    }
    let kind = match broken {
        Broken::Type { kind: TypeKind::Single(kind) } => *kind,
        _ => return ValueType::TextOrList,
    };
    match kind {
        JsonType::Boolean => ValueType::Boolean,
        JsonType::Integer => ValueType::Integer,
        JsonType::Number => ValueType::Number,
        JsonType::String | JsonType::Null => ValueType::Text,
        JsonType::Array => ValueType::List,
        JsonType::Object => ValueType::Table,
    }
}

/// What a TOML value is, in the words of the messages.
pub fn value_type(node: &Node<'_>) -> ValueType {
    match &node.value {
        Value::String(_) => ValueType::Text,
        Value::Integer(_) => ValueType::Integer,
        Value::Float(_) => ValueType::Number,
        Value::Boolean(_) => ValueType::Boolean,
        Value::Datetime(text) if text.len() == 10 => ValueType::Date,
        Value::Datetime(_) => ValueType::DateOrTime,
        Value::Array(_) => ValueType::List,
        Value::Table(_) => ValueType::Table,
    }
}

/// A scalar as it would be typed, for messages.
pub fn shown(node: &Node<'_>) -> String {
    match &node.value {
        Value::String(text) | Value::Datetime(text) => (*text).to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(value) => value.to_string(),
        Value::Array(_) => "[…]".to_owned(),
        Value::Table(_) => "{…}".to_owned(),
    }
}

/// Which form of text a pattern of ours stands for.
fn text_form(pattern: &str) -> Option<TextForm> {
    let kinds = [Kind::Client, Kind::Project, Kind::Complaint, Kind::Activity];
    let id_of = |kind: &&Kind| id_pattern(kind.id_prefix().unwrap_or_default()) == pattern;
    if let Some(kind) = kinds.iter().find(id_of) {
        return Some(TextForm::Id(*kind));
    }
    Some(match pattern {
        SLUG_PATTERN => TextForm::Slug,
        HALF_PATTERN => TextForm::Half,
        "^[0-9]{6}$" => TextForm::Region,
        "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" => TextForm::YearDay,
        "^[a-z0-9_-]{1,40}$" => TextForm::ContactKey,
        "^[0-9a-f]{64}$" => TextForm::Sha256,
        "^all$" => TextForm::All,
        r"\S" => TextForm::NotBlank,
        _ => return None,
    })
}
