"""Pages that end in the middle."""

from __future__ import annotations

import re

from migrator.patterns import lazy_pattern

_BODY = lazy_pattern(r"<body[ >]", re.I)


_PAGE_END = lazy_pattern(r"</(?:body|html)\s*>", re.I)


def is_cut(text: str) -> bool:
    """Whether a page with a body ends in a word or a tag and is never closed: a download that was
    stopped. (One that ends behind a tag may have a template without an end.)"""
    return (
        not text.rstrip().endswith(">")
        and _BODY.search(text) is not None
        and _PAGE_END.search(text) is None
    )
