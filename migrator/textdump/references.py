"""Links that a text browser has numbered: a number before the words, the addresses at the end.

Seen in the output of ``lynx -dump`` 2.9 ("References", " 1. address"), of w3m 0.5.3 with
``display_link_number`` ("References:", "[1] address"), of links 2.29 with
``-html-numbered-links`` ("Links:", "1. address", where fields of forms have numbers too) and of
ELinks 0.16 ("References", "1. address", or "1. title of the link" with the address on the next
line, behind a tab). None of them marks where the words of a link end."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

#: An entry of the list, its heading in any language, and headings within the list.
_ENTRY = re.compile(r"\s*(?:\[(\d{1,5})\]|(\d{1,5})\.) (\S.{0,4000})$")
_HEADING = re.compile(r"\s*[^\W\d_]{2,20}(?: [^\W\d_]{2,20})?:?\s*$")
#: A heading of a part of lynx's list ("Visible links:", ELinks: "Visible links"), which has another
#: heading above it.
_PART = re.compile(r"\s*(?:\S+ \S+:|Visible links)\s*$")
#: Addresses that lead somewhere: those of files are places on the machine of the dumper.
_ADDRESS = re.compile(r"(?:https?|ftp|mailto):\S+$", re.I)
#: The address of an entry that shows the title of its link first.
_BELOW_TITLE = re.compile(r"\t(\S{1,4000})$")
_MARK = re.compile(r"\[(\d{1,5})\]")
#: Part of the list's numbers that must stand in the text: w3m and lynx number what has no words.
_USED = 0.5


def split(text: str) -> tuple[str, dict[str, str]]:
    """`text` without its list of addresses, and these by number ("" where one leads nowhere);
    the text as it is and no addresses where it has no such list."""
    lines = text.rstrip().split("\n")
    addresses: dict[str, str] = {}
    first = len(lines)
    open_heading = False
    below = ""
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if match := _ENTRY.match(line):
            address = below or match[3]
            addresses[match[1] or match[2]] = address if _ADDRESS.match(address) else ""
            open_heading = True
            below = ""
        elif not below and (match := _BELOW_TITLE.match(line)):
            below = match[1]
        elif _HEADING.match(line) and (open_heading or _PART.match(line)):
            first = number
            open_heading = bool(_PART.match(line))
        elif line.strip():
            break
    above = "\n".join(lines[:first])
    marks = Counter(_MARK.findall(above)) if addresses else Counter()
    if sum(number in marks for number in addresses) <= len(addresses) * _USED:
        return text, {}
    return above, addresses | _left_out(addresses, marks)


def _left_out(addresses: dict[str, str], marks: Counter[str]) -> dict[str, str]:
    """The numbers that a list leaves out, as ELinks does with those of fields and of links that
    lead to scripts: they stand once in the text, below the highest number of the list."""
    numbers = map(str, range(1, max(map(int, addresses))))
    return {number: "" for number in numbers if number not in addresses and marks[number] == 1}


class Marked(NamedTuple):
    """The words of a line without the numbers of its links: `plain`, `links` as pairs of the offset
    in it and the address, `lead` the columns of the numbers at its begin."""

    plain: str
    links: tuple[tuple[int, str], ...]
    lead: int


def marked(squeezed: str, addresses: dict[str, str]) -> Marked:
    """A line, squeezed, with numbers of links in it; numbers without an entry stay words."""
    pieces: list[str] = []
    links: list[tuple[int, str]] = []
    length = last = indent = 0
    for mark in _MARK.finditer(squeezed):
        if mark[1] not in addresses:
            continue
        piece = squeezed[last : mark.start()]
        pieces.append(piece.lstrip() if not pieces or pieces[-1][-1:] in ("", " ") else piece)
        length += len(pieces[-1])
        indent += 0 if length else len(mark[0])
        if address := addresses[mark[1]]:
            links.append((length, address))
        last = mark.end()
    rest = squeezed[last:]
    pieces.append(rest.lstrip() if not pieces or pieces[-1][-1:] in ("", " ") else rest)
    return Marked("".join(pieces).rstrip(), tuple(links), indent)


def unmarked(text: str, addresses: dict[str, str]) -> str:
    """`text` without the numbers of links."""
    return _MARK.sub(lambda mark: "" if mark[1] in addresses else mark[0], text)
