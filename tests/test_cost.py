"""What a page may cost, counted: no clock is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from migrator import migrate, read_page
from migrator.document import parsing as trees
from migrator.document import selectors
from migrator.guard.paths import Folder
from migrator.layout import boilerplate
from migrator.markdown import conversion, proof
from migrator.model import Article, Capture, Gap, Site, Structure
from migrator.reading import article_page
from migrator.sources.opening import open_source
from migrator.store.database import Store
from migrator.targets import registry
from migrator.writing import mentions
from migrator.writing.dialects import MARKDOWN_IT
from migrator.writing.outline import outline
from migrator.writing.writer import TargetWriter
from tests import built

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


class Calls:
    """Counts the calls of a function that it stands for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
        self.count, self.function = 0, getattr(owner, name)
        monkeypatch.setattr(owner, name, self)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        self.count += 1
        return self.function(*arguments, **options)


def lamp(number: int, content: str = "") -> str:
    """A page of no known structure."""
    words = (
        f"The {number}. lamp of the town hangs over the old bridge and was lit in {1900 + number}. "
    )
    return (
        '<html><head><meta name="generator" content="Joomla! 1.5 - Open Source Content Management">'
        f"<title>Lamp {number}</title></head><body><div class='menu'><a href='/'>All lamps</a></div>"
        f"<div class='place'><h2>Lamp {number}</h2><p>{words * 8}</p>{content}</div></body></html>"
    )


def lamps(count: int, content: str = "") -> list[Capture]:
    return [
        Capture(f"{n}.html", lamp(n, content).encode(), f"http://lamps.example/lamp-{n}")
        for n in range(1, count + 1)
    ]


def test_one_page_needs_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlite3.connect", lambda *_, **__: pytest.fail("was connected"))
    article = read_page(lamp(1), url="http://lamps.example/lamp-1").article
    assert article is not None
    assert article.title == "Lamp 1"
    assert "old bridge" in article.body_markdown


def test_an_article_of_no_known_structure_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Calls(monkeypatch, article_page, "read")
    proofs = Calls(monkeypatch, proof, "differences")
    parses = Calls(monkeypatch, trees, "_tree")
    site = migrate(lamps(6))
    assert [a.title for a in site.articles] == [f"Lamp {n}" for n in range(1, 7)]
    assert read.count == 6
    assert proofs.count == 6
    # the first reading, at which the survey looks, the second one, and the tree of the body
    assert parses.count <= 6 * 3


def test_the_modules_of_a_page_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = Calls(monkeypatch, boilerplate, "_is_aside")
    asides = "<aside><p>Beside the lamp.</p></aside>" * 5
    read_page(lamp(1, asides), url="http://lamps.example/lamp-1")
    assert looks.count == 5


def test_the_store_is_asked_for_many_addresses_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    links = "".join(f'<a href="/day?d={n}">{n}</a> ' for n in range(300))
    asked: list[str] = []
    ask = Store.address

    def counted(store: Store, key: str) -> tuple[str, str | None] | None:
        asked.append(key)
        return ask(store, key)

    monkeypatch.setattr(Store, "address", counted)
    migrate(lamps(3, links))
    assert len(asked) < 100


class CountedArticles(tuple[Article, ...]):
    """Articles that count how often they are gone through."""

    passes = 0

    def __iter__(self) -> Iterator[Article]:
        type(self).passes += 1
        return super().__iter__()


@pytest.mark.parametrize(
    "name", ["markdown", "hugo", "jekyll", "eleventy", "obsidian", "wordpress", "ghost", "epub"]
)
def test_a_target_goes_through_the_articles_twice(name: str, tmp_path: Path) -> None:
    articles = CountedArticles(built.hostile_site().articles)
    site = replace(built.hostile_site(), articles=articles)
    CountedArticles.passes = 0
    unit = registry.target(name)
    heads = outline(site)
    writer = TargetWriter(site, Folder(tmp_path), unit.permalinks(heads))
    writer.outline = heads
    unit.write(writer)
    assert CountedArticles.passes == 2, "once for the plans, once to write"


def test_an_engine_reads_the_marks_of_a_text_and_not_its_prose() -> None:
    text = "\n\n".join(["so many words that say a **lot** about one old lamp"] * 9 + ["plain"] * 9)
    given: list[str] = []

    def engine(markdown: str) -> str:
        given.append(markdown)
        return proof.render(markdown)

    dialect = replace(MARKDOWN_IT, python=lambda: engine)
    assert dialect.losses([text]) == [()]
    assert len(given) == 1
    assert len(given[0]) < len(text) / 2
    assert given[0].count("**lot**") == 9


def test_what_both_sides_of_a_proof_note_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Calls(monkeypatch, proof, "_counted")
    html = "<ul><li>a <b>b</b></li></ul><p><a href='/x'>c</a></p>"
    assert proof.differences(html, "-   a **b**\n\n[c](/x)\n") == ()
    assert counted.count == 0
    assert proof.differences(html, "-   a **b**\n\n[c](/y)\n") != ()
    # once the two links alone, then all to say what is lost
    assert counted.count == 2 + 2 * 4


def test_the_intro_of_a_lost_article_becomes_markdown_once(monkeypatch: pytest.MonkeyPatch) -> None:
    converted = Calls(monkeypatch, conversion, "convert")
    mentions._converted.cache_clear()
    gap = Gap("article", "https://x.example/1-lamp", "", "Lamp", told={"intro": "<p>A lamp.</p>"})
    site = mentions.with_mentions(Site((), (), gaps=(gap,), structure=Structure("x")))
    assert [article.body_markdown for article in site.articles] * 2 == [
        article.body_markdown for _ in range(2) for article in site.articles
    ]
    assert converted.count == 1
