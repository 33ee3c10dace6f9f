"""Regular expressions that are compiled when they are first used.

A first `read_page` needs 66 of the 284 patterns that its modules have; to compile the others as
well took a seventh of its instructions (Python 3.11, cachegrind)."""

from __future__ import annotations

import re
from typing import AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


class _LazyPattern:
    """Stands for a compiled pattern: the first method that is asked for compiles it, and all
    methods are its own from then on."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.text, self.compile_flags = text, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.text, self.compile_flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, at the first use; for the patterns of a module. What asks for the type of a
    pattern, as the functions of `re` do, does not know it."""
    return cast("re.Pattern[AnyStr]", _LazyPattern(text, flags))
