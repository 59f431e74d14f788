//! Answers that are kept between builds, as JSON that a person can read and commit.
//!
//! An answer is known by all that it depends on: the contract, the plugin's name, version, files and
//! settings, what it calls its salt, and the question, in which articles are called by their
//! position. It is believed as little as one that was just given: the check comes after.

use std::sync::Arc;

use q7x2_sdk::contract::PROTOCOL;
use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::wire;
use serde::{Deserialize, Serialize};

use super::manual::Manual;

/// What plugins need of the disk, which the pipeline lends.
pub trait Store: Send + Sync {
    /// The hash of all files of a plugin's folder.
    ///
    /// # Errors
    /// Where they cannot be read.
    fn tree(&self, plugin: &str) -> Result<String, Diagnostic>;
    /// What is kept under a path, if anything.
    fn load(&self, path: &str) -> Option<Vec<u8>>;
    /// Keeps something.
    ///
    /// # Errors
    /// Where the disk refuses.
    fn save(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic>;
}

/// What a program answers: its answer, or why it does not serve what was asked.
pub(super) type Answered<A> = Result<A, String>;

/// An answer, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept<A> {
    /// For a person: whose it is.
    plugin: String,
    /// For a person: what was asked.
    method: String,
    /// For a person: about what, as a title.
    about: String,
    /// The answer; its articles are called by their position.
    #[serde(skip_serializing_if = "Option::is_none", default = "Option::default")]
    answer: Option<A>,
    /// Why the plugin does not serve this.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    not_applicable: Option<String>,
}

/// What a program said of itself.
#[derive(Debug, Serialize, Deserialize)]
struct Greeting {
    identity: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cache_salt: Option<String>,
}

/// The answers of one program.
pub(super) struct Shelf {
    store: Arc<dyn Store>,
    name: String,
    version: String,
    kind: wire::Kind,
    identity: String,
}

impl Shelf {
    pub(super) fn of(
        manual: &Manual,
        kind: wire::Kind,
        store: Arc<dyn Store>,
    ) -> Result<Self, Diagnostic> {
        let tree = store.tree(&manual.name)?;
        let config = serde_json::to_string(&manual.config).unwrap_or_default();
        let parts =
            [&PROTOCOL.to_string(), &manual.name, &manual.version, word(kind), &tree, &config];
        let identity = hash(parts.map(|part: &str| part.as_bytes()));
        let (name, version) = (manual.name.clone(), manual.version.clone());
        Ok(Self { store, name, version, kind, identity })
    }

    /// One for each version and each setting of the program, so that none takes another's place.
    fn greeting_path(&self) -> String {
        format!("{}/initialize-{}-{}.json", self.name, word(self.kind), &self.identity[..12])
    }

    /// The salt that the program gave when it was last started, of these files and settings.
    pub(super) fn salt(&self) -> Option<Option<String>> {
        let bytes = self.store.load(&self.greeting_path())?;
        let greeting: Greeting = serde_json::from_slice(&bytes).ok()?;
        (greeting.identity == self.identity).then_some(greeting.cache_salt)
    }

    /// Keeps the salt for a build that does not start the program.
    pub(super) fn keep_salt(&self, salt: Option<&str>) -> Result<(), Diagnostic> {
        let identity = self.identity.clone();
        let greeting = Greeting { identity, cache_salt: salt.map(str::to_owned) };
        self.store.save(&self.greeting_path(), &written(&greeting))
    }

    /// Where the answer to a question is kept.
    pub(super) fn path(&self, salt: Option<&str>, method: &str, question: &[u8]) -> String {
        let salt = salt.unwrap_or_default();
        let parts = [self.identity.as_bytes(), salt.as_bytes(), method.as_bytes(), question];
        format!("{}/{}.json", self.name, hash(parts))
    }

    /// What is kept there. What cannot be read is not kept.
    pub(super) fn load<A: wire::Answer>(&self, path: &str) -> Option<Answered<A>> {
        read(&self.store.load(path)?)
    }

    /// Keeps an answer, and gives it as it will be read again.
    pub(super) fn keep<A: wire::Answer>(
        &self,
        path: &str,
        (method, about): (&str, &str),
        answered: Answered<A>,
    ) -> (Option<Answered<A>>, Result<(), Diagnostic>) {
        let (answer, not_applicable) = match answered {
            Ok(answer) => (Some(answer), None),
            Err(why) => (None, Some(why)),
        };
        let plugin = format!("{} {}", self.name, self.version);
        let (method, about) = (method.to_owned(), about.to_owned());
        let bytes = written(&Kept { plugin, method, about, answer, not_applicable });
        (read(&bytes), self.store.save(path, &bytes))
    }
}

fn read<A: wire::Answer>(bytes: &[u8]) -> Option<Answered<A>> {
    let kept: Kept<A> = serde_json::from_slice(bytes).ok()?;
    match (kept.answer, kept.not_applicable) {
        (Some(answer), None) => Some(Ok(answer)),
        (None, Some(why)) => Some(Err(why)),
        _ => None,
    }
}

fn written(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn word(kind: wire::Kind) -> &'static str {
    match kind {
        wire::Kind::Summariser => "summariser",
        wire::Kind::Merger => "merger",
        wire::Kind::Section => "section",
    }
}

/// 32 hex digits of BLAKE3 of some parts, each with its length.
fn hash<const N: usize>(parts: [&[u8]; N]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
