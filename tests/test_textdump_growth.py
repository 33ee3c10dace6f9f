"""Twice the lines of a text are twice the work, whatever the lines are: steps are counted, as a
clock would depend on the machine."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from migrator.model import Capture
from migrator.textdump import reader

HEAD = "Main Menu\n\n  * Home\n\nThe locks\nWritten by Ann Lock\n14 May 2007\n\n"
FOOT = "\nPowered by Joomla!\n"
#: A kind of lines each; `{n}` keeps lines apart, so that no cache hides work.
LINES = {
    "short": "Lock {n}\n",
    "prose": "The keeper of lock {n} wrote down every barge, and what each of them had paid.\n",
    "paragraphs": "The keeper of lock {n} wrote down every barge, and what it had paid.\n\n",
    "dated": "Lock {n}\n2 May 2007 10:15\n",
    "dates": "2 May 2007 10:15:{n}\n",
    "ages": "Ann {n}\n2 years ago\n",
    "bullets": "  * Lock {n}\n",
    "deep bullets": "       + Lock {n}\n",
    "numbers": "{n}. Lock {n}\n",
    "bare numbers": "{n}\n",
    "details": "Written by Ann Lock {n}\nHits: {n}\n",
    "buttons": "Print\nEmail\nLock {n}\n",
    "comments": "Ann {n}\n2 May 2007 10:15\nSo it is.\nReply\n",
    "heads": "# {n} Ann Lock 2007-05-02 10:15\nSo it is {n}.\n",
    "headings of comments": "Comments ({n})\n",
    "quotes": "Quoting Ann {n}:\nSo it is.\n",
    "BBCode": '[quote name="Ann"]So {n} it is.[/quote][b]No.[/b]\n',
    "cells": "a {n}   b   c\n",
    "tabs": "a {n}\tb\tc\n",
    "pipes": "| a {n} | b | c |\n",
    "borders": "+-----+\n| a {n} |\n",
    "rules": "----------\nLock {n}\n",
    "pathways": "Home > Locks > Lock {n}\n",
    "polls": "Lock {n}\n{n}\n5.5%\n",
    "required fields": "Name {n}:*\n",
    "drawn fields": "Name {n} [            ]\n",
    "more": "Lock {n}\nRead more ...\n",
    "references": "[{n}]Lock {n}\n",
    "links": "[Lock](/lock/{n}) and [weir](/weir/{n}).\n",
    "headings": "## Lock {n}\n\nWords.\n",
    "fences": "```\nlock {n}\n```\n",
    "Chinese": "水閘{n}的看守人記下了每一艘駁船和它所付的錢\n",
    "spaces": "          {n}\n",
}
#: Lines of a text that is read, and the work of twice as many, at most.
COUNT = 120
TWICE = 2.4


def steps(text: str) -> int:
    """How many calls the reading of `text` takes."""
    calls = 0

    def count(_frame: FrameType, event: str, _value: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    capture = Capture("text.txt", text.encode())
    sys.setprofile(count)
    try:
        reader.read(capture)
    finally:
        sys.setprofile(None)
    return calls


def page(kind: str, first: int, lines: int) -> str:
    repeats = max(1, lines // LINES[kind].count("\n"))
    numbers = range(first, first + repeats)
    return HEAD + "".join(LINES[kind].replace("{n}", str(n)) for n in numbers) + FOOT


@pytest.mark.parametrize("kind", LINES)
def test_twice_the_lines_are_twice_the_work(kind: str) -> None:
    steps(page(kind, 100, 8))  # what is compiled or imported at first use
    once = steps(page(kind, 1000, COUNT))
    twice = steps(page(kind, 5000, 2 * COUNT))
    assert twice < TWICE * once
