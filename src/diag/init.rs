//! Why no archive was made, as data.

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InitRefusal {
    /// The folder holds something already.
    NotEmpty {
        folder: String,
        names: Vec<String>,
    },
    /// An option whose value is not `ID=NAME`, or is blank.
    BadPair {
        option: &'static str,
        given: String,
    },
    /// A short id of a branch or a person that is none.
    BadShortId {
        given: String,
    },
    /// A person without an e-mail address, and Git knows none either.
    NoEmail {
        given: String,
    },
    UnknownZone {
        given: String,
    },
}
