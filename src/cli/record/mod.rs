//! What the commands that write share: a record's keys as options, their values, the editor, and
//! the way through the engine. Each command decides what its record needs; nothing here knows one.

pub mod amend;
pub mod any;
pub mod confirm;
pub mod create;
pub mod desk;
pub mod editor;
pub mod flags;
pub mod missing;
pub mod names;
pub mod set;
pub mod values;

pub use create::NewRecord;
pub use desk::{Carried, Desk, WriteArgs};
pub use flags::RecordArgs;
pub use missing::Content;
pub use values::Values;
