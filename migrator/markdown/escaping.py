r"""Text as Markdown: what an engine would act on is escaped in the way that all engines read alike.

A backslash stands only before what Python-Markdown takes one before too (``\`*_{}[]()>#+-.!`` and,
with its tables, `|`); elsewhere stands an entity. Engines that were tried: CommonMark's and GFM's,
Goldmark, kramdown, Python-Markdown, Showdown (`bench/engines.py` prints how they agree)."""

from __future__ import annotations

import re
from urllib.parse import quote

#: Stand for a tilde and a dollar of the text until a whole block is written: one alone is
#: harmless, two are read as strikethrough or mathematics. A dollar ends a formula where no space
#: stands before it; pandoc 3.9 takes it for the end before a digit too ("US$50 or US$100"). No text
#: of a parsed page holds these characters.
_TILDE, _DOLLAR = "\x01", "\x02"

_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)|[`*~_\[\]{|<]|&(?=#?\w+;)|=(?==[^\s=])|\$(?=\$)|(?<=\S)\$"
)
_ENTITIES = {
    "<": "&lt;",
    "&": "&amp;",
    "=": "&#61;",
    "~": _TILDE,
    "$": _DOLLAR,
}
#: A bare address: GFM makes it a link and prints what is escaped in it.
_ADDRESS = re.compile(r"(?:(?<![a-zA-Z])(?:https?|ftp)://|(?<![a-zA-Z.])www\.)[^\s<>\"]+", re.I)
_RISKY = re.compile(r"[\\`*\[\]{|]|~.*~|\$\$|(?<![^\W_])_|_(?![^\W_])|&#?\w+;")


def escape(text: str) -> str:
    """`text` with no more escaped than what Markdown would act on; `settle` must follow."""
    if "://" not in text and "www." not in text.lower():
        return _escaped(text)
    pieces, end = [], 0
    for match in _ADDRESS.finditer(text):
        pieces += [_escaped(text[end : match.start()]), _address(match[0])]
        end = match.end()
    return "".join((*pieces, _escaped(text[end:])))


def _address(address: str) -> str:
    """A bare address as it is; one that would be read as more is kept from becoming a link."""
    if not _RISKY.search(address):
        return address
    return _escaped(address).replace("://", "&#58;//", 1).replace("www.", "www&#46;", 1)


def _escaped(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    bracketed = re.search(r"\][(\[:]|\[\[|^\s*\[TOC\]\s*$", text) is not None

    def mark(match: re.Match[str]) -> str:
        char = match[0]
        before = text[match.start() - 1] if match.start() else ""
        after = text[match.end() : match.end() + 1]
        if char == "_" and before.isalnum() and after.isalnum():
            return char
        if char in "[]" and not bracketed:
            return char
        if char == "*" and before == after == " ":
            return char
        return _ENTITIES.get(char) or "\\" + char

    return _SPECIAL.sub(mark, text)


def settle(text: str) -> str:
    """A block's Markdown, whole: its tildes and dollars escaped where it has several."""
    if _TILDE in text:
        text = text.replace(_TILDE, "~" if text.count(_TILDE) == 1 else "&#126;")
    if _DOLLAR in text:
        several = text.count(_DOLLAR) + text.count("$") > 1
        text = text.replace(_DOLLAR, "&#36;" if several else "$")
    return text


_ACTIVE = re.compile(r"[\\`*_~\[\]{}|$<>&\"]|=(?==)|(?<=[a-z]):(?=//)|(?<=www)\.")


def escape_html(text: str) -> str:
    """`text` inside an element that some engines read as HTML alone and others as Markdown: no
    mark, only entities."""
    return _ACTIVE.sub(lambda m: f"&#{ord(m[0])};", text)


_STARTS = re.compile(
    r"(?P<backslash>#|>|[-+](?=\s|$)|\*(?=\s)|-{2,}\s*$|!{3}(?=\s|$)|\+{3}\s*$)"
    r"|(?P<entity>=+\s*$|:(?=\s|:)|\^\s*$|\?{3}|/{3}(?=\s))"
)
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def line_start(line: str) -> str:
    """A line of a paragraph, with what would begin another block escaped."""
    if match := _STARTS.match(line):
        return "\\" + line if match["backslash"] else f"&#{ord(line[0])};{line[1:]}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def heading_end(text: str) -> str:
    """A heading's words: a row of # at their end would be taken for its closing mark."""
    bare = text.rstrip("#")
    return bare + "&#35;" * (len(text) - len(bare))


def title(text: str) -> str:
    """The title of a link or a picture, as it stands between double quotes."""
    text = re.sub(r"&(?=#?\w+;)", "&amp;", re.sub(r"\s+", " ", text))
    return re.sub(r"[\"\\|<`]", lambda m: f"&#{ord(m[0])};" if m[0] != '"' else "&quot;", text)


#: A single quote begins a title for Python-Markdown, wherever the next one stands in the paragraph.
_ENDING = str.maketrans({c: quote(c, safe="") for c in "\\<>()|`\"'"})


def destination(target: str) -> str:
    """An address where Markdown wants one: nothing in it that ends it."""
    target = re.sub(
        r"[\s\x00-\x1f]+",
        lambda m: quote(m[0].strip("\n\r\t") or " ") if m[0].strip("\n\r\t") else "",
        target.strip(),
    )
    return re.sub(r"&(?=#?\w+;)", "&amp;", target.translate(_ENDING))
