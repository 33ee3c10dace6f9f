"""What a page may cost, counted: no clock is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from migrator import migrate
from migrator.document import parsing as trees
from migrator.document import selectors
from migrator.sources.opening import open_source

EXAMPLE = Path(__file__).parent.parent / "fixtures" / "example"


def test_a_page_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = trees.parse

    def counted(text: str, *rest: Any) -> Any:
        parsed.append(text)
        return parse(text, *rest)

    monkeypatch.setattr(trees, "parse", counted)
    site = migrate(EXAMPLE)
    pages = [text for text in parsed if "<html" in text[:2000].lower()]
    known = [
        p
        for p in site.pages
        if p.kind in ("article", "listing", "front", "form", "error", "other")
        and p.status != "skipped"
    ]
    assert len(pages) == len(set(pages))
    assert len(pages) >= len(known) > 5


def test_a_selector_is_compiled_once() -> None:
    migrate(EXAMPLE)
    before = selectors.compiled.cache_info().misses
    migrate(EXAMPLE)
    assert selectors.compiled.cache_info().misses == before


def test_a_picture_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    source = open_source(str(EXAMPLE))
    pictures = [n for n in source.names() if n.endswith(".png")]
    assert pictures
    monkeypatch.setattr(trees, "parse", lambda *_: pytest.fail("was parsed"))
    assert [p.kind for p in migrate([source.load(n) for n in pictures]).pages] == ["media"] * len(
        pictures
    )
