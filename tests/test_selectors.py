"""The index answers every selector that the project uses as cssselect does, on every fixture
page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from lxml.cssselect import CSSSelector

from migrator import testing
from migrator.document import document, selectors

ROOT = Path(__file__).parent.parent
_LIKE = re.compile(r"[a-z]*[.#\[][\w-][^\s,;!?]*(?:\s*[ >]\s*[\w.#\[][^\s,;!?]*)*")


def used() -> list[str]:
    found: set[str] = set()
    for room in ("readers", "comments", "."):
        for path in (ROOT / "migrator" / room).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and _LIKE.fullmatch(node.value)
                ):
                    try:
                        CSSSelector(node.value, translator="html")
                    except Exception:
                        continue
                    found.add(node.value)
    return sorted(found)


USED = used()
EXTRA = (
    "div.a.b > p",
    "li > p",
    "* > .small",
    "p:not(.a)",
    "[id^=c] a",
    "div p",
    "a[href*=':']",
    "div > [class]",
    "table td.x span",
    "body div",
    "g\\:plusone",
    "[itemtype$=e]",
    "[itemtype] [itemprop]",
    "ul > li",
    "tr > td",
    "[role=main]",
    "div:has(> .comment)",
    "div:has(a[href$='.html'])",
    "ul:not(:has(.comment)) li",
)


def test_there_are_selectors() -> None:
    assert len(USED) > 400


@pytest.mark.parametrize(
    "case",
    list(testing.cases(ROOT / "fixtures")),
    ids=lambda c: c.relative_to(ROOT / "fixtures").as_posix(),
)
def test_index_and_search_agree(case: Path) -> None:
    doc = document.read(testing.load(case))
    scopes = [None, *list(doc.tree.iter("div", "table", "td", "li"))[:3]]
    for text in (*USED, *EXTRA):
        search = CSSSelector(text, translator="html")
        for scope in scopes:
            assert selectors.compiled(text).find(doc, scope) == search(
                doc.tree if scope is None else scope
            ), (text, scope)
