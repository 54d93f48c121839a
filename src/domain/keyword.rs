//! `keyword!`: an enum whose values are words of the archive (`snake_case` ASCII) with a label
//! in each language. The two doc lines of a variant are its labels, Chinese first.

/// What every closed list of words offers to schemas, tables, filters and texts.
pub trait Keyword: Copy + Sized + 'static {
    /// All values, in the order of the archive's contract.
    const ALL: &'static [Self];
    /// The word as it stands in a record.
    fn key(self) -> &'static str;
    /// Labels for people: Chinese, English.
    fn labels(self) -> [&'static str; 2];

    /// The word that somebody typed: itself, or its label in either language.
    fn typed(text: &str) -> Option<Self> {
        let is_meant = |word: &Self| word.key() == text || word.labels().contains(&text);
        Self::ALL.iter().copied().find(is_meant)
    }
}

/// Declares a closed list of words. Every variant has exactly two doc lines: the label in
/// Chinese, the label in English.
macro_rules! keyword {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $(#[doc = $zh:literal] #[doc = $en:literal] $variant:ident = $key:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name {
            $(#[doc = $zh] #[doc = $en] $variant,)+
        }

        impl $crate::domain::keyword::Keyword for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }
            fn labels(self) -> [&'static str; 2] {
                match self { $(Self::$variant => [$zh.trim_ascii(), $en.trim_ascii()],)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $($key => Ok(Self::$variant),)+ _ => Err(()) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($crate::domain::keyword::Keyword::key(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                $crate::domain::keyword::read(source)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
                target.serialize_str($crate::domain::keyword::Keyword::key(*self))
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn inline_schema() -> bool { true }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::domain::keyword::schema::<$name>()
            }
        }
    };
}
pub(crate) use keyword;

/// Reads a word by its key, without allocating.
pub fn read<'de, D, K>(source: D) -> Result<K, D::Error>
where
    D: serde::Deserializer<'de>,
    K: Keyword + std::str::FromStr,
{
    struct Visitor<K>(std::marker::PhantomData<K>);
    impl<K: Keyword + std::str::FromStr> serde::de::Visitor<'_> for Visitor<K> {
        type Value = K;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("one of the listed words")
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<K, E> {
            text.parse().map_err(|_| E::custom("not one of the listed words"))
        }
    }
    source.deserialize_string(Visitor(std::marker::PhantomData))
}

/// The schema of a closed list: the words, and what each means in both languages, in the form
/// that taplo and VS Code show beside a completion.
pub fn schema<K: Keyword>() -> schemars::Schema {
    let words: Vec<_> = K::ALL.iter().map(|word| word.key()).collect();
    let meanings: Vec<_> =
        K::ALL.iter().map(|word| format!("{} / {}", word.labels()[0], word.labels()[1])).collect();
    schemars::json_schema!({
        "type": "string",
        "enum": words,
        "enumDescriptions": meanings,
        "x-taplo": { "docs": { "enumValues": meanings } },
    })
}
