//! Client: one request, one answer. Redirects are told and not followed: whoever asks decides, and
//! every address is looked at anew.

use std::io::Read;
use std::time::Duration;

use chrono::DateTime;
use ureq::Agent;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::http::header::HeaderMap;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use url::Url;

use super::fault::Fault;
use super::hosts::Hosts;
use super::private::is_private;

/// How hosts are asked.
#[derive(Debug, Clone)]
pub struct Manners {
    /// What this program says it is.
    pub name: String,
    /// Whether hosts of the own network may be asked.
    pub allow_private: bool,
    /// The pause between two requests to one host.
    pub pause: Duration,
    /// How long one answer may take.
    pub patience: Duration,
}

/// What is asked beside the address.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ask<'a> {
    /// The kinds of answer that can be read.
    pub accept: &'a str,
    /// The version that is known.
    pub etag: Option<&'a str>,
    /// The time of the version that is known.
    pub modified: Option<&'a str>,
    /// Most bytes of an answer.
    pub most: u64,
    /// A pause before the request that is longer than usual.
    pub pause: Option<Duration>,
}

/// What a host answered.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The text, unpacked.
    pub body: Vec<u8>,
    headers: HeaderMap,
}

impl Answer {
    /// A header, where it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Where it leads on, if it does.
    #[must_use]
    pub fn leads_to(&self) -> Option<&str> {
        matches!(self.status, 301 | 302 | 303 | 307 | 308).then(|| self.header("location"))?
    }

    /// How long the host wants to be left alone: seconds, or until a time, by its own clock (RFC
    /// 9110, 10.2.3).
    #[must_use]
    pub fn rest(&self) -> Option<Duration> {
        let said = self.header("retry-after")?.trim();
        said.parse().ok().map(Duration::from_secs).or_else(|| between(self.header("date")?, said))
    }
}

/// How long it is from one time in the form of HTTP to another; none where that is over.
fn between(now: &str, then: &str) -> Option<Duration> {
    let time = |text| DateTime::parse_from_rfc2822(text).ok();
    (time(then)? - time(now)?).to_std().ok()
}

/// Asks hosts.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    hosts: Hosts,
    manners: Manners,
}

impl Client {
    /// A client with these manners.
    #[must_use]
    pub fn new(manners: Manners) -> Self {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent(&manners.name)
            .timeout_global(Some(manners.patience))
            .tls_config(TlsConfig::builder().root_certs(RootCerts::WebPki).build())
            .build();
        let resolver = Public { inner: DefaultResolver::default(), all: manners.allow_private };
        let agent = Agent::with_parts(config, DefaultConnector::new(), resolver);
        Self { agent, hosts: Hosts::default(), manners }
    }

    /// The pause between two requests to one host.
    #[must_use]
    pub fn pause(&self) -> Duration {
        self.manners.pause
    }

    /// Asks once, when it is this host's turn.
    ///
    /// # Errors
    /// Where there is no answer.
    pub fn get(&self, url: &Url, ask: Ask<'_>) -> Result<Answer, Fault> {
        let host = url.host_str().unwrap_or_default();
        let host = format!("{host}:{}", url.port_or_known_default().unwrap_or_default());
        let pause = ask.pause.unwrap_or_default().max(self.manners.pause);
        self.hosts.ask(&host, pause, || self.asked(url, ask))
    }

    fn asked(&self, url: &Url, ask: Ask<'_>) -> Result<Answer, Fault> {
        let mut request = self.agent.get(url.as_str()).header("accept", ask.accept);
        for (name, value) in [("if-none-match", ask.etag), ("if-modified-since", ask.modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let mut response = request.call().map_err(|error| self.fault(&error))?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let mut body = Vec::new();
        // One byte more than is allowed tells that there is more.
        let reader = response.body_mut().with_config().limit(u64::MAX).reader();
        reader
            .take(ask.most.saturating_add(1))
            .read_to_end(&mut body)
            .map_err(|error| self.fault(&ureq::Error::from(error)))?;
        if body.len() as u64 > ask.most {
            return Err(Fault::TooLarge(ask.most));
        }
        Ok(Answer { status, body, headers })
    }

    fn fault(&self, error: &ureq::Error) -> Fault {
        match error {
            ureq::Error::Timeout(_) => Fault::Slow(self.manners.patience),
            ureq::Error::HostNotFound => Fault::NoHost,
            ureq::Error::Other(inner) => inner
                .downcast_ref::<Fault>()
                .cloned()
                .unwrap_or_else(|| Fault::Unreachable(inner.to_string())),
            ureq::Error::Io(io) if is_unknown_name(io) => Fault::NoHost,
            other => Fault::Unreachable(other.to_string()),
        }
    }
}

/// Whether the system knows no such name; it has no kind of error of its own for that.
fn is_unknown_name(error: &std::io::Error) -> bool {
    error.to_string().starts_with("failed to lookup address information")
}

/// Finds addresses of names, and refuses those that are not of the public internet. What it finds is
/// what is asked: nobody can change the answer between the look and the request.
#[derive(Debug)]
struct Public {
    inner: DefaultResolver,
    all: bool,
}

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        match found.iter().map(std::net::SocketAddr::ip).find(|ip| !self.all && is_private(*ip)) {
            Some(ip) => Err(ureq::Error::Other(Box::new(Fault::Private(ip)))),
            None => Ok(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_says_until_when_it_rests() {
        for (said, expected) in [
            ("Tue, 06 Jan 2026 09:00:30 GMT", Some(30)),
            ("Tue, 06 Jan 2026 08:59:00 GMT", None),
            ("soon", None),
        ] {
            let now = "Tue, 06 Jan 2026 09:00:00 GMT";
            assert_eq!(between(now, said), expected.map(Duration::from_secs), "{said}");
        }
    }
}
