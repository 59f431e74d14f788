//! What is wrong with a manifest or with a setting, and the keys that lead to it.

/// One thing that is wrong, with the keys that lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The keys that lead to it, outermost first.
    pub keys: Vec<String>,
    /// What is wrong with it, as the end of a sentence that begins with its name: "must be at least
    /// 5".
    pub message: String,
    /// Where it is a name that does not exist: the names that do.
    pub known: Vec<String>,
}

impl Fault {
    pub(super) fn new(keys: &[&str], message: impl Into<String>) -> Self {
        Self {
            keys: keys.iter().map(|&key| key.to_owned()).collect(),
            message: message.into(),
            known: Vec::new(),
        }
    }

    /// The same, seen from further out.
    pub(super) fn under(mut self, keys: &[&str]) -> Self {
        self.keys.splice(0..0, keys.iter().map(|&key| key.to_owned()));
        self
    }
}
