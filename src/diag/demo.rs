//! Why no demo was made, as data.

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DemoRefusal {
    /// The folder holds something already, or is a file.
    NotEmpty { folder: String },
    /// A number of clients that cannot be: the fewest and the most.
    Clients { given: usize, least: usize, most: usize },
}
