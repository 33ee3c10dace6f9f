"""The lines of a dump as its dumper drew them: bullets, cells, form fields, and where it wrapped.

Facts seen in the output of resiliparse 0.16, w3m 0.5.3, lynx 2.9, links 2.29, inscriptis 2.7 and
Beautiful Soup's ``get_text``: each has bullets of its own; w3m, lynx and links wrap at a fixed
column, draw fields of forms and put the cells of layout tables beside each other; the others wrap
nothing."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from migrator.textdump import markdown, references

#: w3m writes • □ ■ by level, lynx * + o # @, links * + -, inscriptis *, resiliparse •.
_BULLET = re.compile(r"([•◦□■▪○●*]|\d{1,3}[.)])[ \t]+(?=\S)")
#: Bullets that are letters or marks of other uses; they count only where lynx and links put them.
_DEEP = re.compile(r"([+o#@~-])[ \t]+(?=\S)")
_DEEP_FROM = 3
#: A dash is a bullet at the begin of lines too where so many follow one on another: pandoc and
#: trafilatura write lists so; a speech begins with one dash.
_DEEP_OR_DASH = re.compile(r"([-])[ \t]+(?=\S)")
_DASHES = re.compile(r"^ *- {1,3}\S.*\n\n? *(?=- {1,3}\S)", re.M)
_DASHED = 3
_EMPTY_BULLET = re.compile(r"[•◦□■▪○●*]|-|\d{1,3}\.")
_FIELD = re.compile(
    r"_{3,}|\[[ _]{2,}\]|\[[^\[\]]{1,40}[ _]\]|\[ ?[*x]?\](?=\s|$)|\( ?\*?\)|\(BUTTON\)|"
    r"\[BUTTON Input\]"
)
#: Pictures without a text, as w3m names them by their files: stars, arrows, spacers of Joomla's
#: own, and the hash that an avatar's address ends with.
_PICTURE = re.compile(
    r"\[(?:IMG|INLINE|rating_\w*|spacer|arrow|loader|blank|pixel|emailButto|printButto|pdf_button|quotetop|"
    r"quotethis|[0-9a-f]{10}(?:[0-9a-f]{22})?(?:\?[^\]\s]*)?)\]"
)
#: Long lines of one sign that dumpers draw for `<hr>`, and the borders of w3m's and lynx's tables.
_RULE = re.compile(r"[━─═_*=-]{10,}$|[┌├└┏┣┗+][─━┬┼┴┐┤┘┳╋┻┓┫┛+=-]+$")
#: What such a line begins with.
_DRAWN = "━─═_*=-┌├└┏┣┗+"
_CELL = re.compile(r"[ \t]*\t[ \t]*| {3,}")
#: Letters of a line beyond which it is no label, title or head of a comment, but prose.
LONG = 160


class Line(NamedTuple):
    """One line that is not empty. `text` is squeezed and has no bullet; `gap` counts the empty
    lines before it; `cells` are the parts that tabs or wide gaps separate; `end` is the column at
    which the line ends, wide letters counted twice; `drawn` tells that fields of a form were taken
    out; `links` are pairs of an offset in `text`, at which a link begins, and its address, `lead`
    the columns that numbers of links took before the first word; the `raw` text of one that
    `is_markdown` has its marks."""

    text: str
    raw: str
    indent: int
    bullet: str
    gap: int
    cells: tuple[str, ...]
    end: int
    drawn: bool
    links: tuple[tuple[int, str], ...] = ()
    lead: int = 0
    is_markdown: bool = False

    @property
    def is_rule(self) -> bool:
        """Whether the line only draws a rule or a border."""
        return self.text[0] in _DRAWN and bool(_RULE.match(self.text))


#: What is none of the letters and marks that take one column: asking for each letter took a third
#: of the reading of a text with typographic quotes.
_ODD = re.compile("[^\\x00-\\u02ff\\u0370-\\u0482\\u048a-\\u0590\\u2000-\\u20cf\\u2100-\\u22ff]")


def width(text: str) -> int:
    """The columns that a text takes: wide letters (Chinese, Japanese, Korean) take two."""
    if text.isascii() or not _ODD.search(text):
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def read(text: str) -> list[Line]:
    """The lines of `text` that are not empty, in order."""
    lines: list[Line] = []
    gap = 0
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    if markdown.is_markdown(plain):
        return _markdown_lines(plain)
    plain, addresses = references.split(plain)
    deep = _DEEP_OR_DASH if len(_DASHES.findall(plain)) >= _DASHED else _DEEP
    for raw in plain.split("\n"):
        stripped = raw.strip()
        line = _line(raw, stripped, gap, addresses, deep) if stripped else None
        if line is None:
            gap += 1
            continue
        lines.append(line)
        gap = 0
    return lines


def _markdown_lines(text: str) -> list[Line]:
    """The lines of a Markdown text that have words: `raw` keeps the marks, and those of the lines
    without words that belong to it (pictures, the rule below a table's head, fences of code)."""
    lines: list[Line] = []
    gap = 0
    fence = ""
    for row in markdown.rows(text):
        stripped = " ".join(row.plain.split("\n")).strip()
        deep = _DEEP if row.level else _DEEP_OR_DASH
        line = _line(row.plain, stripped, gap, {}, deep) if stripped else None
        if line is not None and not markdown.is_fence(row.source):
            bullet = "" if row.level else line.bullet
            raw = fence + row.source
            lines.append(line._replace(raw=raw, bullet=bullet, end=0, is_markdown=True))
            gap, fence = 0, ""
        elif row.source.strip() and markdown.is_fence(row.source) and not row.is_closing:
            fence = f"{row.source}\n"
        elif row.source.strip() and lines:
            above = lines[-1]
            lines[-1] = above._replace(raw=above.raw + "\n" * (gap + 1) + row.source)
            gap = 0
        else:
            gap += 1
    return lines


def _line(
    raw: str, stripped: str, gap: int, addresses: dict[str, str], deep: re.Pattern[str]
) -> Line | None:
    """The line `raw`; None where only fields of a form, a lone bullet or the number of a link stand
    on it."""
    indent = len(raw) - len(raw.lstrip())
    drawn = False
    if "_" in stripped or "[" in stripped or "(" in stripped:
        plain = _PICTURE.sub(" ", _FIELD.sub(" ", stripped))
        drawn = plain != stripped
        stripped = plain.strip() if not _RULE.match(stripped) else stripped
    if not stripped or _EMPTY_BULLET.fullmatch(stripped):
        return None
    bullet = ""
    mark = _BULLET.match(stripped) or (
        deep.match(stripped) if indent >= _DEEP_FROM or deep is _DEEP_OR_DASH else None
    )
    if mark and (indent or not mark[1][0].isdigit()):
        bullet, stripped = mark[1], stripped[mark.end() :]
        indent += mark.end()
    text = " ".join(stripped.split())
    links: tuple[tuple[int, str], ...] = ()
    lead = 0
    if addresses and "[" in text:
        text, links, lead = references.marked(text, addresses)
        stripped = references.unmarked(stripped, addresses)
        if not text:
            return None
    cells = tuple(" ".join(c.split()) for c in _CELL.split(stripped)) if _is_wide(stripped) else ()
    end = width(raw.rstrip())
    return Line(text, raw, indent, bullet, gap, cells or (text,), end, drawn, links, lead)


def _is_wide(stripped: str) -> bool:
    return "\t" in stripped or "   " in stripped


def first_word(text: str) -> str:
    """What a dumper could not break: a word; of Chinese, Japanese and Thai one letter."""
    first = text.split(" ", 1)[0]
    if first.isascii():
        return first
    return first[:1] if unicodedata.east_asian_width(first[0]) in "WF" else first


def join(first: str, second: str) -> str:
    """Two lines that a dumper broke apart as one: no space between wide letters, nor in an address
    that w3m broke after a slash or an equals sign."""
    if not first or not second:
        return first or second
    last = first.rpartition(" ")[2]
    if last[-1:] in "/=&?" and ("://" in last or "/" in second.split(" ", 1)[0]):
        return first + second
    wide = (unicodedata.east_asian_width(c) in "WF" for c in (first[-1], second[0]))
    return first + second if all(wide) else f"{first} {second}"
