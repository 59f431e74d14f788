//! Visit: one address asked for as its host allows: robots.txt and reservations first, redirects
//! followed a few steps, what may pass asked for again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use url::Url;

use crate::fetch::{self, MOST_ROBOTS, RESERVATION, RESERVATIONS, Reservations, Robots};
use crate::net::{Answer, Ask, Client, Fault};

/// How many redirects are followed: what browsers' makers advise at least (RFC 1945 said 5).
const MOST_REDIRECTS: usize = 5;

/// How often a request is made that may go better a moment later.
const ATTEMPTS: u32 = 3;

/// A host that wants to be left alone for longer is asked the next morning.
const LONGEST_REST: Duration = Duration::from_secs(60);

/// Why nothing was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    /// No answer.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The host asks programs not to.
    #[error("its robots.txt asks programs to leave it alone")]
    Robots,
    /// The host's robots.txt cannot be read, so nobody knows.
    #[error("its robots.txt cannot be read, and so nothing may be asked for: {0}")]
    Unknown(String),
    /// Its owner reserves text and data mining.
    #[error("its owner reserves text and data mining (TDM-Reservation)")]
    Reserved,
    /// It leads on and on.
    #[error("it leads on more than {MOST_REDIRECTS} times")]
    Redirects,
    /// It leads to what is no address of the web.
    #[error("it leads on to `{0}`, which is not asked for")]
    Elsewhere(String),
    /// Another answer than the text.
    #[error("its host answers {0}")]
    Status(u16),
}

impl Refusal {
    /// What to do about it.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::Fault(Fault::Private(_)) => "say `--allow-private` if you trust that host",
            Self::Fault(Fault::TooLarge(_)) => "look at it in a browser: it may be no feed",
            Self::Fault(Fault::NoHost) => "look at the address; the outlet may have moved",
            Self::Fault(_) | Self::Unknown(_) => {
                "it is asked again on the next run; say `--timeout` if it is slow"
            }
            Self::Robots | Self::Reserved => "ask its owner for leave, or take another source",
            Self::Redirects | Self::Elsewhere(_) => {
                "look where it leads in a browser, and write that address"
            }
            Self::Status(404 | 410) => "the outlet has moved or ended it; look for its new address",
            Self::Status(401 | 403) => "its host lets no program read it; take another source",
            Self::Status(_) => "it is asked again on the next run",
        }
    }
}

/// What one host asks of programs.
#[derive(Debug, Default)]
struct Rules {
    robots: Robots,
    /// Why nobody knows.
    unknown: Option<Refusal>,
    reservations: Reservations,
}

/// Asks for addresses.
#[derive(Debug)]
pub(crate) struct Visitor {
    client: Client,
    rules: Mutex<BTreeMap<String, Arc<OnceLock<Rules>>>>,
}

impl Visitor {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, rules: Mutex::default() }
    }

    /// The answer to a request, and the address that gave it.
    pub(crate) fn visit(&self, url: &Url, ask: Ask<'_>) -> Result<(Answer, Url), Refusal> {
        let mut url = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            let rules = self.rules(&url);
            let rules = rules.get_or_init(|| self.asked_rules(&url));
            let path = path(&url);
            if let Some(why) = &rules.unknown {
                return Err(why.clone());
            }
            if !rules.robots.allow(&path) {
                return Err(Refusal::Robots);
            }
            if rules.reservations.hold(&path) {
                return Err(Refusal::Reserved);
            }
            let answer = self.patiently(&url, Ask { pause: rules.robots.delay, ..ask })?;
            if let Some(to) = answer.leads_to() {
                let next = url.join(to).map_err(|_| Refusal::Elsewhere(to.to_owned()))?;
                url = fetch::address(next.as_str())
                    .map_err(|_| Refusal::Elsewhere(next.to_string()))?;
                continue;
            }
            if answer.header(RESERVATION).is_some_and(fetch::says_so) {
                return Err(Refusal::Reserved);
            }
            return match answer.status {
                200 | 203 | 304 => Ok((answer, url)),
                status => Err(Refusal::Status(status)),
            };
        }
        Err(Refusal::Redirects)
    }

    /// Asks again where that may help.
    fn patiently(&self, url: &Url, ask: Ask<'_>) -> Result<Answer, Fault> {
        let mut attempt = 1;
        loop {
            let answer = self.client.get(url, ask);
            let rest = match &answer {
                Ok(answer) if matches!(answer.status, 429 | 500 | 502..=504) => answer.rest(),
                Err(fault) if fault.is_passing() => None,
                _ => return answer,
            };
            // Each time twice as long.
            let backoff = self.client.pause() * 2_u32.pow(attempt);
            let rest = rest.unwrap_or_default().max(backoff);
            if attempt == ATTEMPTS || rest > LONGEST_REST {
                return answer;
            }
            thread::sleep(rest);
            attempt += 1;
        }
    }

    /// The place of a host's rules; who comes first fills it.
    fn rules(&self, url: &Url) -> Arc<OnceLock<Rules>> {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(rules.entry(url.origin().ascii_serialization()).or_default())
    }

    fn asked_rules(&self, url: &Url) -> Rules {
        let mut rules = Rules::default();
        match self.plain(url, "/robots.txt", "text/plain, */*;q=0.1") {
            Ok(answer) if answer.status == 200 => rules.robots = Robots::read(&answer.body),
            // RFC 9309, 2.3.1.3: a host without a file allows all.
            Ok(answer) if (400..500).contains(&answer.status) && answer.status != 429 => {}
            Ok(answer) => {
                let why = format!("the host answers {}", answer.status);
                rules.unknown = Some(Refusal::Unknown(why));
            }
            // RFC 9309, 2.5: the rest of one that is too long is not read; nor is all of it here.
            Err(Fault::TooLarge(_)) => rules.robots = Robots::none(),
            // One that cannot be reached is told as that, whatever was asked for.
            Err(fault) => rules.unknown = Some(Refusal::Fault(fault)),
        }
        if rules.unknown.is_none()
            && let Ok(answer) = self.plain(url, RESERVATIONS, "application/json")
            && answer.status == 200
        {
            rules.reservations = Reservations::read(&answer.body);
        }
        rules
    }

    /// One of the files that a host has for programs; led on a few times, as they may be.
    fn plain(&self, url: &Url, path: &str, accept: &str) -> Result<Answer, Fault> {
        let mut url = url.clone();
        url.set_query(None);
        url.set_path(path);
        let ask = Ask { accept, most: MOST_ROBOTS as u64, ..Ask::default() };
        let mut answer = self.patiently(&url, ask)?;
        for _ in 0..MOST_REDIRECTS {
            let next = answer.leads_to().and_then(|to| url.join(to).ok());
            let Some(next) = next.filter(|next| fetch::address(next.as_str()).is_ok()) else {
                break;
            };
            url = next;
            answer = self.patiently(&url, ask)?;
        }
        // RFC 9309, 2.3.1.2: one that leads on and on is as good as none.
        if answer.leads_to().is_some() {
            answer.status = 404;
        }
        Ok(answer)
    }
}

/// The path of an address with its query, as rules compare it.
fn path(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}
