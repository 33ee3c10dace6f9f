"""Texts that are Markdown: the marks taken off each line, to tell what it is; the body keeps them.

Facts seen in the output of html2text 2025.4.15: headings with `#`, `**` and `_`, links and pictures
with addresses, `* * *` for rules, `a | b` for tables, lines wrapped at 78 columns, also within the
words of links and behind the hyphens of addresses, two blanks before a break of the writer's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: A link or a picture: the mark of a picture, the words (one picture may be among them), the
#: address, a title that is left out.
_LABEL = (
    r"\[((?:[^\[\]\\]|\\.){0,400}"
    r"(?:\[[^\[\]]{0,200}\](?:\([^()\s]{0,2000}\))?[^\[\]]{0,400}){0,3})\]"
)
_ADDRESS = (
    r"\(\s{0,3}<?((?:[^\s()<>]|(?<=-)\n){0,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500}){0,3})>?"
)
_TITLE = r"(?:\s{1,3}\"(?:[^\"\\]|\\.){0,400}\")?\s{0,3}\)"
_LINK = re.compile(rf"(!?){_LABEL}{_ADDRESS}{_TITLE}", re.S)
#: Marks of emphasis and code beside a word, and what a backslash keeps from being a mark.
_EMPHASIS = re.compile(
    r"\\([!-/:-@\[-`{-~])|\*\*|`+|(?<!_)__(?!_)|(?<!\S)_(?!\S)|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|"
    r"(?<!\w)_(?=[^\s_])|(?<=[^\s_])_(?!\w)"
)
_HEADING = re.compile(r"(#{1,6}) +(?=\S)")
_HEADING_LINE = re.compile(r"^#{1,6} +\S", re.M)
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_RULE = re.compile(r" {0,3}(?:\* ?){3,}$| {0,3}(?:- ?){3,}$")
_TABLE_RULE = re.compile(r"[\s|:-]*-\|[\s|:-]*$|\|?(?:\s*:?-{2,}:?\s*\|)+[\s:|-]*$")
#: What begins a line that is no more of the line above.
_BEGINS = re.compile(r"\s*(?:[*+-] |\d{1,9}[.)] |#{1,6} |> ?|\||```|!?\[\d{0,4}\]: )|\s*$")
#: Two of these tell Markdown: links with an address in round brackets, or headings.
_ENOUGH = 2
#: Bullets of text browsers, and votes before the `#` of JComments' heads, which look like headings.
_DUMPED = re.compile(r"^[ \t]*[•□■] |^[+-]?\d{1,4} # ", re.M)
#: What the address of a link has at least one of: BBCode before words in brackets has none.
_IN_ADDRESS = re.compile(r"[/.#:?]")
#: html2text wraps at 78 columns; a longer line with a blank behind that is not wrapped.
_WRAPPED = 80
_LONGER = re.compile(rf"^.{{{_WRAPPED}}}[^ \n]* +\S", re.M)


class Row(NamedTuple):
    """A line of Markdown: `source` as it stands, `plain` without marks but for its bullet, `level`
    of a heading, else 0; `is_closing` tells that the fence on it ends code."""

    source: str
    plain: str
    level: int
    is_closing: bool = False


def is_markdown(text: str) -> bool:
    """Whether the marks of Markdown stand in a text: links with addresses, or headings."""
    if "](" in text:
        links = 0
        for match in _LINK.finditer(text):
            links += bool(match[1] or _IN_ADDRESS.search(match[3]))
            if links >= _ENOUGH:
                return True
    if "\n#" not in text and not text.startswith("#"):
        return False
    headings = _HEADING_LINE.findall(text)
    return len(headings) >= _ENOUGH and "   #" not in text and not _DUMPED.search(text)


def rows(text: str) -> Iterator[Row]:
    """The lines of a Markdown text, empty ones too, a paragraph that was wrapped as one."""
    in_code = False
    for source in _whole(text):
        if is_fence(source):
            yield Row(source, "", 0, is_closing=in_code)
            in_code = not in_code
        else:
            yield Row(source, source, 0) if in_code else _row(source)


def is_fence(source: str) -> bool:
    """Whether a line opens or closes code."""
    return source.lstrip().startswith("```")


def _whole(text: str) -> Iterator[str]:
    wrapped = not _LONGER.search(_LINK.sub("", text))
    lines = _LINK.sub(_on_one_line, text).split("\n")
    if not wrapped:
        yield from lines
        return
    group: list[str] = []
    in_code = False
    for line in lines:
        if group and (in_code or is_fence(group[0]) or not _goes_on(group, line)):
            yield "\n".join(group)
            group = []
        in_code ^= is_fence(line)
        group.append(line)
    yield "\n".join(group)


def _on_one_line(link: re.Match[str]) -> str:
    """A link that was wrapped, in its words or behind a hyphen of its address, on one line."""
    if "\n" not in link[0]:
        return link[0]
    start = link.start(3) - link.start()
    address = link[3].replace("\n", "")
    return " ".join(f"{link[0][:start]}{address}{link[0][start + len(link[3]) :]}".split())


def _goes_on(group: list[str], after: str) -> bool:
    """Whether the next line is of the paragraph that a `group` of lines is: no mark begins it, and
    the writer broke none; code is four blanks further in."""
    line = group[-1]
    if (
        not line.strip()
        or group[0].startswith("    ")
        or line.endswith("  ")
        or _BEGINS.match(after)
    ):
        return False
    return not (line.startswith("#") or _RULE.match(line) or "---|" in line or "---|" in after)


def _row(source: str) -> Row:
    if _RULE.match(source):
        return Row(source, "-" * 20, 0)
    if _TABLE_RULE.match(source):
        return Row(source, "", 0)
    plain = source
    level = 0
    if quote := _QUOTE.match(plain):
        plain = plain[quote.end() :]
    if heading := _HEADING.match(plain):
        level, plain = len(heading[1]), plain[heading.end() :].rstrip("# ")
    if " | " in plain or plain.startswith("|"):
        plain = re.sub(r" ?(?<!\\)\|(?: |$)", "   ", plain).strip()
    return Row(source, plain_text(plain), level)


def plain_text(text: str) -> str:
    """The words of some Markdown: those of links, and of pictures in square brackets."""
    out: list[str] = []
    last = 0
    for match in _LINK.finditer(text):
        out.append(_unmarked(text[last : match.start()]))
        words = plain_text(match[2]) if "](" in match[2] else _unmarked(match[2])
        out.append(f"[{words.strip()}]" if match[1] and words.strip() else words)
        last = match.end()
    out.append(_unmarked(text[last:]))
    return "".join(out)


def _unmarked(text: str) -> str:
    bullet = len(text) - len(text.lstrip())
    if text[bullet : bullet + 2] == "* ":
        bullet += 2
    return text[:bullet] + _EMPHASIS.sub(lambda mark: mark[1] or "", text[bullet:])


def to_html(source: str) -> str:
    """The HTML of some Markdown; markup of HTML within it stays words."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return str(reader.render(source)).strip()
