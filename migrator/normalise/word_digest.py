"""The letters and digits of a text, without case, punctuation and space: what is left when two
texts are compared."""

from __future__ import annotations

import hashlib
import html as entities
import re

_TAGS = re.compile(r"<[^>]+>")
#: So much of some HTML nearly always holds a hundred letters.
_BEGINNING = 4000
_REST = re.compile(r"[\W_]+")


def of(text: str) -> str:
    """The letters of a text."""
    return _REST.sub("", text).casefold()


def of_html(html: str) -> str:
    """The letters of some HTML."""
    return of(entities.unescape(_TAGS.sub("", html)))


def beginning(html: str) -> str:
    """The first letters of some HTML, a hundred or all of them at least."""
    found = of_html(html[:_BEGINNING].rpartition("<")[0])
    return found if len(found) > 100 else of_html(html)


def mark(html: str) -> str | None:
    """A short mark of what some HTML says, equal where the letters are; None where it says
    nothing."""
    letters = of_html(html)
    if not letters:
        return None
    digest = hashlib.blake2b(letters.encode(), digest_size=10).hexdigest()
    return digest if len(letters) >= 60 else f"{digest}."


def is_short(mark_: str) -> bool:
    """Whether a mark stands for too few words to tell two articles apart."""
    return mark_.endswith(".")
