"""Captures without the names of those who wrote comments, for an archive that is handed on.

Threat: a page names its commenters in text, attributes, scripts and addresses, in the letters of
HTML, of JSON or of an address. Promise: each name of two letters or more that a comment was read
with becomes a pseudonym in all texts and addresses of the site, whoever else has that name; the
websites given with comments, hashes of e-mail addresses (Gravatar), and on pages with comments all
e-mail addresses are taken out; what cannot be written back in its own charset is left out. Not
promised: names that no comment was read with, nicknames in a text, pictures, documents."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from html.entities import codepoint2name
from urllib.parse import quote, unquote, urlsplit

from migrator import filetypes
from migrator.document import document
from migrator.model import Capture, Comment
from migrator.warc import saved_form
from migrator.writing.pseudonyms import pseudonym

#: What stands between the words of a name: blanks in all spellings, and what slugs put there.
_GAP = r"(?:[\s\xa0_+.-]|%20|&nbsp;|&#(?:32|160);|\\u00a0)+"
#: A name begins behind anything but a letter: the end of an escape is none; tags keep their names.
_START = r"(?:(?<![\w</])|(?<=[^<]/)|(?<=%[0-9A-Fa-f]{2})|(?<=\\u[0-9A-Fa-f]{4})|(?<=\\[nrt]))"
_END = r"(?!\w)(?!\s*=\s*[\"'])"
_AVATAR = re.compile(
    r"(gravatar\.com/avatar(?:/|\.php\?[^\"'\s]*?gravatar_id=))[0-9a-f]{32,64}", re.I
)
_EMAIL = re.compile(r"[\w.+-]+(?:@|&#64;|&#x40;|%40)[\w-]+(?:(?:\.|&#46;)[\w-]+)+", re.I)
#: The script with which Joomla hides an e-mail address (`addy12345 = …`, 1.0 to 5).
_CLOAK = re.compile(r"<script\b[^>]*>(?:(?!</script)[\s\S])*?\baddy[\s\S]*?</script>", re.I)
_TEXTS = ("page", "feed", "data", "text")


@dataclass(frozen=True, slots=True)
class Commenters:
    """Who wrote the comments of a site: their names and websites, and the captures that have
    comments."""

    names: frozenset[str]
    websites: frozenset[str]
    sources: frozenset[str]


def commenters(comments: Iterable[tuple[str, Comment]]) -> Commenters:
    """Out of comments, each with the name of its capture."""
    names, websites, sources = set(), set(), set()
    for source, comment in comments:
        sources.add(source)
        names |= {_words(comment.author)} if comment.author else set()
        websites |= {comment.website} if comment.website else set()
    long_enough = {name for name in names if len(re.findall(r"\w", name)) > 1}
    return Commenters(frozenset(long_enough), frozenset(websites), frozenset(sources))


class Redaction:
    """Takes `people` out of captures; `hosts` are the site's own: addresses on them stay. Who has
    not `key` cannot try a name and see whether its pseudonym fits."""

    def __init__(self, people: Commenters, hosts: Collection[str], key: bytes) -> None:
        self._people, self._key = people, key
        self._websites = [
            re.compile(_spelling(url), re.I)
            for url in sorted(people.websites, key=len, reverse=True)
            if urlsplit(url).netloc.lower() not in hosts
        ]

    def capture(self, capture: Capture) -> Capture:
        """`capture` without the names. Raises OSError where it cannot be written so."""
        original = saved_form.original(capture)
        return replace(
            original,
            data=self._data(original),
            url=self._address(original.url),
            location=self._address(original.location),
            mirror=self._address(original.mirror),
            saved_as=self._address(original.saved_as),
        )

    def _address(self, url: str | None) -> str | None:
        return self._text(url) if url else url

    def _data(self, capture: Capture) -> bytes:
        kind = filetypes.kind(capture)
        if kind not in _TEXTS and not (capture.content_type or "").startswith("text/"):
            return capture.data
        charset = document.read(capture).charset if kind == "page" else "utf-8"
        text = _decoded(capture.data, charset)
        if capture.source in self._people.sources:
            text = _CLOAK.sub("", _EMAIL.sub("hidden@example.invalid", text))
        for website in self._websites:
            text = website.sub("about:blank", text)
        return self._text(_AVATAR.sub(rf"\g<1>{'0' * 32}", text)).encode(charset, "surrogateescape")

    def _text(self, text: str) -> str:
        plain = _words(html.unescape(unquote(_unescaped(text)))).lower()
        present = [name for name in self._people.names if name.lower() in plain]
        for name in sorted(present, key=len, reverse=True):
            pattern = re.compile(f"{_START}{_spelling(name)}{_END}", re.I)
            text = pattern.sub(pseudonym(name, self._key).replace(" ", "-"), text)
        return text


def _decoded(data: bytes, charset: str) -> str:
    """The text of some bytes, which gives them back. Raises OSError where there is none."""
    try:
        text = data.decode(charset, "surrogateescape")
        if text.encode(charset, "surrogateescape") == data:
            return text
    except (UnicodeError, LookupError):
        pass
    raise OSError(f"cannot be written without names: its bytes are not all {charset}")


def _words(text: str) -> str:
    """The words of a text with one blank between them, also where a slug has another letter."""
    return re.sub(r"[\s_+.-]+", " ", text).strip()


def _unescaped(text: str) -> str:
    """Text with the escapes of JSON and scripts undone."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


def _spelling(name: str) -> str:
    """A pattern for a name as HTML, JSON and addresses may write it."""
    return _GAP.join("".join(map(_letter, word)) for word in name.split(" "))


def _letter(letter: str) -> str:
    both = {letter, letter.lower(), letter.upper()}
    forms = {re.escape(letter)}
    for code in (ord(c) for c in both if len(c) == 1):
        forms |= {f"&#0*{code};", f"&#x0*{code:x};", re.escape(quote(chr(code), safe=""))}
        forms |= {rf"\\u{code:04x}"} if code < 0x10000 else set()
        forms |= {f"&{codepoint2name[code]};"} if code in codepoint2name else set()
    return f"(?:{'|'.join(sorted(forms, key=len, reverse=True))})"
