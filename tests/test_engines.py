"""What is written is read alike by the engines that people build with: one construct a case, and
each engine is the real one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

import pytest

from bench import engines
from migrator.markdown import conversion, proof
from migrator.writing import dialects
from tests.constructs import CONSTRUCTS

#: What an engine cannot be brought to: engine and construct -> why.
UNREACHABLE: dict[tuple[str, str], str] = {}

ENGINES = dict(engines.all_engines(None))
ENGINES.pop("pandoc gfm", None)
ENGINES.pop("markdown2", None)
REQUIRED = (
    "Python-Markdown (Pelican, Nikola)",
    "Python-Markdown (MkDocs)",
    "markdown-it-py",
    "mistune",
    "cmark-gfm",
    "Hugo (target)",
    "Hugo (unsafe alone)",
)


def markdown() -> Sequence[str]:
    return [conversion.convert(html)[0] for html in CONSTRUCTS.values()]


def test_the_engines_are_at_hand() -> None:
    assert set(REQUIRED) <= set(ENGINES)


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_nothing_is_lost(construct: str) -> None:
    assert not [n for n in conversion.convert(CONSTRUCTS[construct])[1] if n.level == "loss"]


@pytest.mark.parametrize("engine", [*REQUIRED, "kramdown GFM"])
def test_an_engine_reads_it_as_commonmark_does(engine: str) -> None:
    if engine not in ENGINES and not shutil.which("ruby"):
        pytest.skip("ruby and kramdown are not installed: what kramdown reads was not tried")
    texts = markdown()
    found = {}
    given = [engines.in_dialect(engine, text) for text in texts]
    for name, text, html in zip(CONSTRUCTS, texts, ENGINES[engine](given), strict=True):
        if told := dialects.differences(proof.render(text), html):
            found[name] = (text, told)
    unreachable = {name for known, name in UNREACHABLE if known == engine}
    assert {name: told for name, told in found.items() if name not in unreachable} == {}
    assert unreachable <= set(found), "an engine reads more than is known of it"
