"""Breaks the pages of captures, and counts what is lost without a word:
python -m tests.long.broken_pages CAPTURE...

A capture is a folder of pages. Each is read whole; then in a copy the pages of its articles are
broken in one way, and the copy is read again. What an article had and has no more (words of its
body, a title, comments) is told where the article has a warning, a gap names it, or its page
failed. Exit code 1 where a loss is not told."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from migrator import migrate
from migrator.comments import registry as comment_systems
from migrator.model import Article, Site
from migrator.readers import registry as readers

#: Share of an article's words, and words, that may differ before they count as lost.
SHARE, FEW = 0.02, 3


#: Notes that tell of a loss though they are no warnings: a title taken from elsewhere.
_TELLING = ("assemble-title",)


class Loss(NamedTuple):
    """What an article lost, and whether somebody who reads the account is told."""

    article: str
    what: str
    told: bool


def _names(selectors: Iterable[str]) -> frozenset[str]:
    """The classes and ids in some selectors."""
    return frozenset(name for s in selectors for name in re.findall(r"[.#]([\w-]+)", s))


def _renamed(page: str, names: Collection[str]) -> str:
    """`page`, where classes and ids with these names, or that begin with them, are called anew."""
    known = "|".join(sorted(map(re.escape, names), key=len, reverse=True))

    def rename(match: re.Match[str]) -> str:
        return match[1] + re.sub(rf"(?<![\w-])(?:{known})", "renamed", match[2]) + match[3]

    return re.sub(r"""((?:class|id)\s*=\s*["'])([^"'<>]*)(["'])""", rename, page)


def _containers(page: str) -> str:
    regions = (
        s for r in readers.all_readers() for s in (*r.item, *getattr(r.body, "selectors", ()))
    )
    return _renamed(page, _names(regions))


def _comments(page: str) -> str:
    systems = comment_systems.all_systems()
    return _renamed(page, _names(n for s in systems for n in (s.item, *s.marks, *s.block)))


def _titles(page: str) -> str:
    page = _renamed(page, ("contentheading", "page-header", "itemTitle", "item-title"))
    return re.sub(r"<(/?)h[12]\b", r"<\1div", page.replace('itemprop="headline"', ""))


def _wrapped(page: str) -> str:
    return re.sub(
        r"<(div|table|article)([^>]*(?:item-page|contentpaneopen|itemView|blog-read)[^>]*)>",
        r"<\1><section><\1\2>",
        page,
    )


def _end_tag_missing(page: str) -> str:
    ends = list(re.finditer(r"</(?:div|td|table|article)>", page))
    if not ends:
        return page
    gone = ends[len(ends) // 2]
    return page[: gone.start()] + page[gone.end() :]


def _end_tags_too_many(page: str) -> str:
    paragraphs = [m.end() for m in re.finditer(r"</p>", page)]
    amid = paragraphs[len(paragraphs) // 2] if paragraphs else 0
    return f"{page[:amid]}</div></td></tr></table></div>{page[amid:]}" if amid else page


WAYS: dict[str, Callable[[str], str]] = {
    "the article's container renamed": _containers,
    "the article's container wrapped": _wrapped,
    "the comments' list renamed": _comments,
    "the title renamed": _titles,
    "an end tag missing": _end_tag_missing,
    "end tags too many": _end_tags_too_many,
}


def broken(capture: Path, articles: Collection[Article], way: str, folder: Path) -> int:
    """A copy of `capture` in `folder` whose articles' pages are broken in one way; how many are."""
    shutil.copytree(capture, folder)
    pages = 0
    for source in {s for a in articles for s in a.sources}:
        page = folder / source
        if page.is_file():
            text = page.read_bytes().decode("latin-1")
            changed = WAYS[way](text)
            pages += changed != text
            page.write_bytes(changed.encode("latin-1"))
    return pages


def losses(whole: Collection[Article], site: Site) -> Iterator[Loss]:
    """What the articles of `site` lack of those of the unbroken capture."""
    articles = {a.id: a for a in site.articles}
    by_source = {s: a for a in site.articles for s in a.sources}
    gaps = "\n".join(f"{g.url} {g.why} {g.article}" for g in site.gaps)
    failed = {p.source for p in site.pages if p.status == "failed"}
    for article in whole:
        sources = [by_source[s] for s in article.sources if s in by_source]
        now = articles.get(article.id) or next(iter(sources), None)
        what = ", ".join(_missing(article, now))
        if what:
            notes = now.notes if now else ()
            told = any(n.level in ("warning", "loss") or n.code in _TELLING for n in notes)
            named = any(s in gaps or s in failed for s in article.sources) or (
                article.url is not None and article.url in gaps
            )
            yield Loss(article.id, what, told or named)


def _missing(article: Article, now: Article | None) -> Iterator[str]:
    if now is None:
        yield "the article"
        return
    words = _visible(article)
    gone = (words - _visible(now)).total()
    if gone > max(FEW, SHARE * words.total()):
        yield f"{gone} of {words.total()} words"
    if len(now.comments) < len(article.comments):
        yield f"{len(article.comments) - len(now.comments)} of {len(article.comments)} comments"
    if article.title and article.title != now.title:
        yield f"the title, now {now.title!r}"


def _visible(article: Article) -> Counter[str]:
    """The words of a body that a reader sees: targets of links and pictures are none."""
    return Counter(re.findall(r"\w+", re.sub(r"(?<=\]\()[^)\s]*", "", article.body_markdown)))


def main(captures: Iterable[Path]) -> int:
    """Prints a line for each capture and way, and each loss that is not told."""
    untold = 0
    for capture in captures:
        with migrate(capture) as site:
            articles = tuple(site.articles)
        for way in WAYS:
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / "pages"
                pages = broken(capture, articles, way, copy)
                with migrate(copy) as site:
                    lost = tuple(losses(articles, site)) if pages else ()
            silent = [loss for loss in lost if not loss.told]
            untold += len(silent)
            print(
                f"{capture}: {way} on {pages} pages: {len(lost)} of {len(articles)} articles lost "
                f"something, {len(lost) - len(silent)} told"
            )
            for loss in silent:
                print(f"    not told: {loss.article}: {loss.what}")
    return 1 if untold else 0


if __name__ == "__main__":
    sys.exit(main(map(Path, sys.argv[1:])))
