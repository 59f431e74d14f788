"""q7x2 plugin helper for protocol 1: copy this file beside your plugin. Python 3.8 or newer, nothing else.

    from q7x2 import body, cite, serve

    def summarise(article, config):
        return {"points": [{"text": s["text"], "citations": [cite(article, i)], "weight": 1.0}
                           for i, s in list(body(article))[:3]]}

    serve(summarise=summarise)

Standard output belongs to the host: what you print goes to standard error, which q7x2 shows when a plugin fails.
"""

import json
import sys
import traceback
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple, TypedDict

PROTOCOL = 1


class Sentence(TypedDict):
    text: str
    paragraph: int
    kind: str  # "body" or "heading"; a heading is never cited


class _Article(TypedDict):
    id: str
    title: str
    authors: List[str]
    trust: str  # "normal" or "low"
    sentences: List[Sentence]


class Article(_Article, total=False):
    subtitle: str
    publisher: str
    url: str
    published: str  # RFC 3339, or a day alone
    language: str  # "en"; absent where it cannot be told


class _Citation(TypedDict):
    article: str
    sentence: int


class Citation(_Citation, total=False):
    part: str


class Point(TypedDict):
    text: str
    citations: List[Citation]
    weight: float


class _Statement(TypedDict):
    text: str  # plain: no HTML, no Markdown
    citations: List[Citation]  # the first is the sentence whose words the statement carries


class Statement(_Statement, total=False):
    paragraph: int
    date: str  # timeline: "2026-01-06"
    granularity: str  # timeline: year, month, day, part, hour
    speaker: str  # quotes
    role: str  # quotes, names
    topic: str  # disagreements
    severity: int  # disagreements: 1 to 3
    name: str  # names
    aliases: List[str]  # names


class Fact(TypedDict):
    sentences: List[Citation]
    origins: int


class Event(TypedDict):
    id: str
    title: str
    articles: List[Article]  # earliest first
    origins: List[List[str]]  # groups of article ids that count as one voice
    facts: List[Fact]  # what several articles say alike, best supported first


class Briefing(TypedDict):
    title: str
    statements: List[Statement]


Config = Dict[str, Any]
Summaries = Dict[str, Dict[str, List[Point]]]


class Failed(Exception):
    """The plugin has no answer; `hint` says what to do next. `code` as in the protocol."""

    code = -32000

    def __init__(self, message: str, hint: Optional[str] = None, **data: Any) -> None:
        super().__init__(message)
        self.data = {"hint": hint, **data} if hint else data


class NotApplicable(Failed):
    """The plugin does not serve this, a language say: q7x2 falls back without alarm."""

    code = -32003


class BadConfig(Failed):
    """A setting is wrong: `BadConfig("no such model", key="model")`."""

    code = -32002


class Unavailable(Failed):
    """What the plugin needs cannot be reached: `Unavailable("busy", retry_after_s=30)`."""

    code = -32004


def body(article: Article) -> Iterator[Tuple[int, Sentence]]:
    """The sentences that may be cited, with their index."""
    return ((i, s) for i, s in enumerate(article["sentences"]) if s["kind"] == "body")


def cite(article: Article, sentence: int) -> Citation:
    """A citation of one sentence of an article."""
    return {"article": article["id"], "sentence": sentence}


def log(message: str) -> None:
    """A line for whoever runs the build with this plugin."""
    _say({"jsonrpc": "2.0", "method": "log", "params": {"message": message}})


def serve(
    *,
    summarise: Optional[Callable[[Article, Config], Any]] = None,
    merge: Optional[Callable[[Event, Config, int, Summaries], Any]] = None,
    section: Optional[Callable[[Event, Config, Briefing, Summaries], Any]] = None,
    configure: Optional[Callable[[Config], Optional[str]]] = None,
) -> None:
    """Answers q7x2 until it has no more to ask.

    `configure` is given the settings once, may raise BadConfig, and may return a salt: what the answers depend on
    beside the question, such as a model and its digest.
    """
    sys.stdout = sys.stderr
    config: Config = {}

    def initialize(asked: Dict[str, Any]) -> Dict[str, Any]:
        if PROTOCOL not in [asked["protocol"], *asked.get("protocols", [])]:
            raise _Protocol(f"this plugin speaks protocol {PROTOCOL} alone")
        config.update(asked.get("config", {}))
        salt = configure(config) if configure else None
        return {"protocol": PROTOCOL, **({"cache_salt": salt} if salt else {})}

    calls: Dict[str, Callable[[Dict[str, Any]], Any]] = {"initialize": initialize, "shutdown": lambda _: None}
    if summarise:
        calls["summarise"] = lambda p: summarise(p["article"], config)
    if merge:
        calls["merge"] = lambda p: merge(p["event"], config, p["max_words"], p.get("summaries", {}))
    if section:
        calls["section"] = lambda p: section(p["event"], config, p["briefing"], p.get("summaries", {}))

    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        reply: Dict[str, Any] = {"jsonrpc": "2.0", "id": None}
        method = None
        try:
            call = json.loads(line)
            reply["id"], method = call.get("id"), call["method"]
            if method not in calls:
                raise _NoMethod(f"there is no method {method}")
            reply["result"] = calls[method](call.get("params") or {})
        except Failed as failed:
            reply["error"] = {"code": failed.code, "message": str(failed), "data": failed.data}
        except ValueError if method is None else () as wrong:
            reply["error"] = {"code": -32700, "message": f"the line is no call: {wrong}"}
        except Exception as wrong:  # a mistake in the plugin costs this answer and no other
            traceback.print_exc()
            reply["error"] = {"code": -32000, "message": f"{type(wrong).__name__}: {wrong}"}
        if reply["id"] is not None or "error" in reply:
            _say(reply)
        if method == "shutdown":
            return


class _NoMethod(Failed):
    code = -32601


class _Protocol(Failed):
    code = -32001


def _say(message: Dict[str, Any]) -> None:
    out = sys.__stdout__.buffer
    out.write(json.dumps(message, ensure_ascii=False).encode("utf-8") + b"\n")
    out.flush()
