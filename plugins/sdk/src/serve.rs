//! Serve: a plugin as a program of its own, which speaks with the host over standard input and
//! output.
//!
//! The same crate is linked or run: `fn main() -> ExitCode { q7x2_sdk::serve(&my_plugin::BUILT_IN) }`.
//! What a plugin prints belongs on standard error; standard output is the host's.

use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use asked::{About, Asked};

use crate::contract::{
    BuiltIn, MergeRequest, PROTOCOL, Plugin, PluginError, SectionRequest, Settings,
};
use crate::manifest::Manifest;
use crate::wire::{
    self, Call, Fault, Initialize, Initialized, Merged, Points, Refused, Response, Sectioned, code,
    method,
};

mod asked;

/// Answers the host until it has no more to ask.
#[must_use]
pub fn serve(plugin: &BuiltIn) -> ExitCode {
    let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    match converse(plugin, input, BufWriter::new(io::stdout().lock())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to be told that nobody listens.
            drop(writeln!(io::stderr(), "the host cannot be spoken with: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// The same over any pair of streams.
///
/// # Errors
/// Where one of them cannot be read or written.
pub fn converse(
    plugin: &BuiltIn,
    mut input: impl BufRead,
    mut output: impl Write,
) -> io::Result<()> {
    let mut served = Served { built_in: plugin, plugin: None };
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if let Some(asked) = Asked::read(&line) {
            served.tell(asked.about, asked.id, &mut output)?;
            continue;
        }
        let Some(heard) = heard(&line, &mut output)? else { continue };
        served.answer(&heard, &line, &mut output)?;
        if heard.method == method::SHUTDOWN {
            return Ok(());
        }
    }
}

/// What is read of a call first: enough to answer it, whatever its parameters are.
#[derive(Deserialize)]
struct Heard {
    id: Option<u64>,
    method: String,
}

/// The call in a line; one that is none is answered at once.
fn heard(line: &[u8], output: &mut impl Write) -> io::Result<Option<Heard>> {
    if line.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    match serde_json::from_slice(line) {
        Ok(heard) => Ok(Some(heard)),
        Err(error) => {
            let code = if error.is_data() { code::INVALID } else { code::PARSE };
            let fault = Fault::new(code, format!("the line is no call: {error}"));
            say(output, None, Err::<Value, _>(fault))?;
            Ok(None)
        }
    }
}

fn say<T: Serialize>(
    output: &mut impl Write,
    id: Option<u64>,
    answer: Result<T, Fault>,
) -> io::Result<()> {
    let (result, error) = match answer {
        Ok(result) => (Some(result), None),
        Err(fault) => (None, Some(fault)),
    };
    serde_json::to_writer(&mut *output, &Response { jsonrpc: "2.0", id, result, error })?;
    output.write_all(b"\n")?;
    output.flush()
}

/// A plugin that is spoken with.
struct Served<'a> {
    built_in: &'a BuiltIn,
    plugin: Option<Plugin>,
}

impl Served<'_> {
    fn answer(&mut self, heard: &Heard, line: &[u8], output: &mut impl Write) -> io::Result<()> {
        // A notification wants no answer, and none is known.
        let Some(id) = heard.id else { return Ok(()) };
        match heard.method.as_str() {
            method::INITIALIZE => say(output, Some(id), self.initialize(line)),
            method::SHUTDOWN => say(output, Some(id), Ok(Value::Null)),
            method::SUMMARISE | method::MERGE | method::SECTION if !self.serves(&heard.method) => {
                say(output, Some(id), Err::<Value, _>(self.not_that()))
            }
            method::SUMMARISE => self.asked(line, About::Article, id, output),
            method::MERGE => self.asked(line, About::Running, id, output),
            method::SECTION => self.asked(line, About::Section, id, output),
            other => {
                let fault = Fault::new(code::NO_METHOD, format!("there is no method `{other}`"));
                say(output, Some(id), Err::<Value, _>(fault))
            }
        }
    }

    fn initialize(&mut self, line: &[u8]) -> Result<Initialized, Fault> {
        let asked: Initialize = params(line)?;
        if asked.protocol != PROTOCOL && !asked.protocols.contains(&PROTOCOL) {
            let message = format!("it speaks protocol {PROTOCOL} alone");
            return Err(Fault::new(code::PROTOCOL, message));
        }
        let broken = |error: &dyn std::fmt::Display| Fault::new(code::FAILED, error.to_string());
        let manifest = Manifest::parse(self.built_in.manifest).map_err(|error| broken(&error))?;
        let settings = settings(&manifest, asked.config)?;
        self.plugin = Some((self.built_in.create)(&settings).map_err(fault)?);
        Ok(Initialized {
            protocol: PROTOCOL,
            name: Some(manifest.plugin.name),
            version: Some(manifest.plugin.version),
            kinds: manifest.plugin.kinds.into_iter().map(Into::into).collect(),
            cache_salt: None,
        })
    }

    fn serves(&self, method: &str) -> bool {
        matches!(
            (method, &self.plugin),
            (method::SUMMARISE, Some(Plugin::Summariser(_)))
                | (method::MERGE, Some(Plugin::Merger(_)))
                | (method::SECTION, Some(Plugin::Section(_)))
        )
    }

    /// Reads the parameters by themselves, once the call is known.
    fn asked<'l, P: Deserialize<'l>>(
        &self,
        line: &'l [u8],
        about: impl FnOnce(P) -> About<'l>,
        id: u64,
        output: &mut impl Write,
    ) -> io::Result<()> {
        match params(line) {
            Ok(params) => self.tell(about(params), id, output),
            Err(fault) => say(output, Some(id), Err::<Value, _>(fault)),
        }
    }

    fn tell(&self, about: About<'_>, id: u64, output: &mut impl Write) -> io::Result<()> {
        match about {
            About::Article(asked) => say(output, Some(id), guarded(|| self.summarise(asked))),
            About::Running(asked) => say(output, Some(id), guarded(|| self.merge(asked))),
            About::Section(asked) => say(output, Some(id), guarded(|| self.section(asked))),
        }
    }

    fn summarise(&self, asked: wire::Summarise<'_>) -> Result<Points, Fault> {
        let Some(Plugin::Summariser(plugin)) = &self.plugin else { return Err(self.not_that()) };
        plugin.summarise(&asked.article.noun()).map(Points::of).map_err(fault)
    }

    fn merge(&self, asked: wire::Merge<'_>) -> Result<Merged, Fault> {
        let Some(Plugin::Merger(plugin)) = &self.plugin else { return Err(self.not_that()) };
        let (event, summaries) = (asked.event.noun(), wire::summaries(asked.summaries));
        let max_words = asked.max_words;
        let request = MergeRequest { max_words, event: &event, summaries: &summaries };
        plugin.merge(&request).map(Merged::of).map_err(fault)
    }

    fn section(&self, asked: wire::Section<'_>) -> Result<Sectioned, Fault> {
        let Some(Plugin::Section(plugin)) = &self.plugin else { return Err(self.not_that()) };
        let (event, summaries) = (asked.event.noun(), wire::summaries(asked.summaries));
        let briefing = asked.briefing.noun();
        let request = SectionRequest { event: &event, summaries: &summaries, briefing: &briefing };
        plugin.section(&request).map(Sectioned::of).map_err(fault)
    }

    fn not_that(&self) -> Fault {
        match self.plugin {
            None => Fault::new(code::INVALID, "`initialize` has to be called first"),
            Some(_) => Fault::new(code::NO_METHOD, "the plugin is not of that kind"),
        }
    }
}

/// The parameters of a call.
fn params<'a, P: Deserialize<'a>>(line: &'a [u8]) -> Result<P, Fault> {
    serde_json::from_slice::<Call<&str, P>>(line).map(|call| call.params).map_err(|error| {
        Fault::new(code::PARAMS, format!("the parameters cannot be read: {error}"))
    })
}

/// The settings that the host gives, checked once more: a program is started by others, too.
fn settings(
    manifest: &Manifest,
    config: serde_json::Map<String, Value>,
) -> Result<Settings, Fault> {
    let unfit = |key: Option<String>, message: String| Fault {
        data: Some(Refused { key, ..Refused::default() }),
        ..Fault::new(code::CONFIG, message)
    };
    let given: toml::Table = serde_json::from_value(Value::Object(config))
        .map_err(|error| unfit(None, error.to_string()))?;
    manifest.complete(&given).map_err(|faults| {
        let first = faults.into_iter().next();
        let key = first.as_ref().map(|fault| fault.keys.join("."));
        let message = first.map_or_else(String::new, |fault| {
            format!("`{}` {}", fault.keys.join("."), fault.message)
        });
        unfit(key, message)
    })
}

fn fault(error: PluginError) -> Fault {
    match error {
        PluginError::Settings { message } => Fault::new(code::CONFIG, message),
        PluginError::NotApplicable { message } => Fault::new(code::NOT_APPLICABLE, message),
        PluginError::Failed { message, hint } | PluginError::GivenUp { message, hint } => Fault {
            data: hint.map(|hint| Refused { hint: Some(hint), ..Refused::default() }),
            ..Fault::new(code::FAILED, message)
        },
    }
}

/// A panic is a failure of this call alone; what it says is on standard error.
fn guarded<T>(answer: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    panic::catch_unwind(AssertUnwindSafe(answer))
        .unwrap_or_else(|_| Err(Fault::new(code::FAILED, "the plugin panicked")))
}

#[cfg(test)]
mod tests;
