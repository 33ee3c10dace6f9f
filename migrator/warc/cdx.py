"""What players look captures up by: SURT keys, 14-digit times, percent-encoded addresses.

A SURT key has the host reversed, then path and query in one spelling. The rules are those of the
tools that make and read indexes (cdxj-indexer 1.5, pywb 2.10, js-wacz 0.1.6): a key that differs
in one letter is an address that is not found. `tests/long/archives/keys.py` compares them.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit, urlunsplit

from migrator.patterns import lazy_pattern

#: Characters that a key does not escape, beside letters and digits.
_PLAIN = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"
#: What a browser escapes in an address before it asks for it, beside other alphabets.
_UNSENT = lazy_pattern(r"[^\x21\x23-\x3b\x3d\x3f-\x7e]")
_PARTS = lazy_pattern(r"(?:([a-zA-Z][\w+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?", re.S)
_SESSIONS = tuple(
    re.compile(rf"(.*)(?:{name})(?:&(.*))?", re.I)
    for name in (
        "jsessionid=[0-9a-z]{32}",
        "phpsessid=[0-9a-z]{32}",
        "sid=[0-9a-z]{32}",
        "aspsessionid[a-z]{8}=[a-z]{24}",
        "cfid=[^&]+&cftoken=[^&]+",
    )
)
_PATH_SESSIONS = tuple(
    re.compile(rf"(.*/)\({name}\)/(.+\.aspx.*)", re.I)
    for name in (r"(?:[a-z]\([0-9a-z]{24}\))+", "[0-9a-z]{24}")
)


def surt(url: str) -> str:
    """The key of an address (`http://www.A.example/B?y=1&X=2` is `example,a)/b?x=2&y=1`); `-` for
    none. Hosts that are written as one number are left as they are."""
    text = re.sub(r"[\r\n\t]", "", url.strip())
    if not text or text.startswith("filedesc"):
        return text or "-"
    if not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", text):
        text = f"http://{text}"
    match = _PARTS.match(re.sub(r"^(?:https?://)+(?=https?://)", "", text))
    scheme, net, path, query = match.groups() if match else (None, None, text, None)
    scheme = scheme or "http"
    if not net and scheme.startswith("http"):
        net, _, rest = path.lstrip("/").partition("/")
        path = f"/{rest}"
    host, port = _host(net or "", scheme)
    if not host:
        return f"{scheme}:{_bare(_unescaped(path))}{_query(query)}"
    return f"{','.join(reversed(host.split('.')))}{port}){_path(path)}{_query(query)}"


def _host(net: str, scheme: str) -> tuple[str, str]:
    """Host and `:port` as keys have them: lower case, no `www.`, no default port."""
    name = net.rpartition("@")[2]
    bracketed = re.match(r"\[(.*?)\](?::(\d*))?", name)
    if bracketed:
        host, port = bracketed[1], bracketed[2] or ""
    else:
        host, _, port = name.partition(":")
    raw = _unescaped(host.lower())
    if not raw.isascii():
        with suppress(ValueError):  # a label that is empty or too long stays as it is
            raw = raw.decode("utf-8", "ignore").encode("idna")
    name = _escape(raw.replace(b"..", b".").strip(b".").lower()).lower()
    default = {"http": "80", "https": "443"}.get(scheme.lower())
    number = port.lstrip("0") if port.isdigit() else ""
    return re.sub(r"^www\d*\.", "", name), f":{number}" if number not in ("", default) else ""


def _path(path: str) -> str:
    """The path without empty steps and steps up."""
    steps: list[str] = []
    parts = _unescaped(path).split(b"/")[1:]
    for part in (p.decode("latin-1") for p in parts):
        if part == "..":
            if steps:
                steps.pop()
            else:
                steps.append(part)
        elif part != ".":
            steps.append(part)
    joined = "/".join([step for step in steps[:-1] if step] + steps[-1:])
    return _bare(f"/{joined}".encode("latin-1"))


def _bare(path: bytes) -> str:
    """The path without session ids and without the slash at its end."""
    escaped = _escape(path).lower()
    for session in _PATH_SESSIONS:
        if match := session.fullmatch(escaped):
            escaped = match[1] + match[2]
    return escaped[:-1] if len(escaped) > 1 and escaped.endswith("/") else escaped


def _query(query: str | None) -> str:
    """The parameters in lower case, then sorted, without those that name a session."""
    text = _escaped(query or "")
    for session in _SESSIONS:
        if match := session.fullmatch(text):
            text = match[1] + (match[2] or "")
    if not text:
        return ""
    pairs = sorted(tuple(part.split("=", 1)) for part in text.lower().split("&"))
    return f"?{'&'.join('='.join(pair) for pair in pairs)}"


def _unescaped(text: str) -> bytes:
    """Percent signs undone until there are none to undo."""
    data = text.encode("utf-8", "surrogatepass")
    while (plain := unquote_to_bytes(data)) != data:
        data = plain
    return data


def _escape(data: bytes) -> str:
    return quote_from_bytes(data, _PLAIN)


def _escaped(text: str) -> str:
    return _escape(_unescaped(text))


def uri(url: str) -> str:
    """An address as a browser asks for it: host in ASCII, other alphabets and blanks
    percent-encoded (RFC 3987); what is encoded already stays."""
    if not _UNSENT.search(url):
        return url
    with suppress(ValueError):  # no address, or a host that IDNA has no spelling of
        parts = urlsplit(url)
        host = parts.hostname or ""
        if not host.isascii():
            parts = parts._replace(
                netloc=parts.netloc.lower().replace(host, host.encode("idna").decode())
            )
        url = urlunsplit(parts)
    return _UNSENT.sub(lambda match: quote_from_bytes(match[0].encode("utf-8", "replace")), url)


def iso(date: str) -> str:
    """A date of WARC, which may be no finer than its year, as a whole UTC time to the second."""
    try:
        moment = datetime.fromisoformat(date)
        if moment.tzinfo:
            moment = moment.astimezone(UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        digits = re.sub(r"\D", "", date)[:14]
    whole = (digits + "00000101000000"[len(digits) :]) if len(digits) >= 4 else "19700101000000"
    return f"{whole[:4]}-{whole[4:6]}-{whole[6:8]}T{whole[8:10]}:{whole[10:12]}:{whole[12:14]}Z"


def stamp(date: str) -> str:
    """The 14 digits of a date."""
    return re.sub(r"\D", "", iso(date))[:14]
