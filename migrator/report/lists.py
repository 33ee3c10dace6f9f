"""The rows of the report's long lists, one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from migrator.guard.file_names import slug
from migrator.model import Gap
from migrator.report.look import Look
from migrator.report.markup import items, link, outside, text
from migrator.store.report_queries import ArticleRow

#: Reasons of one entry that a list shows.
_REASONS = 3


class ListShape(NamedTuple):
    """The heading of a list, what it is, and the names of its columns."""

    title: str
    summary: str
    head: tuple[str, ...]


LOOK = ListShape(
    "Pages that need a look",
    "The worst first: what was lost, then words left over, then what witnesses tell otherwise.",
    ("page", "why"),
)
ARTICLES = ListShape(
    "Articles", "In the order of the site.", ("article", "date", "category", "comments", "look")
)
GAPS = ListShape(
    "Gaps",
    "Known to have been on the site and not in the capture.",
    ("kind", "what", "known from", "look in"),
)


def part(title: str) -> ListShape:
    """The list of some of the articles."""
    return ListShape(title, "In the order of the site.", ARTICLES.head)


def year_of(row: ArticleRow) -> str | None:
    """The year of an article; None where no page tells its date."""
    return row.date[:4] if row.date else None


def category_of(row: ArticleRow) -> tuple[str, ...]:
    """The path of an article's category."""
    return row.categories


def category_file(path: tuple[str, ...]) -> str:
    """What the files of a category's list are called: its words, and a digest that is its own."""
    words = slug(" ".join(path), "category")[:40].strip("-")
    digest = hashlib.sha256("\n".join(path).encode("utf-8", "replace")).hexdigest()[:8]
    return f"category-{words}-{digest}"


def looks(entries: Iterable[Look], shown: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """What needs a look; `shown` are the pages of the report by what they show."""
    for entry in entries:
        reasons = [text(reason) for reason in entry.reasons[:_REASONS]]
        if len(entry.reasons) > _REASONS:
            reasons.append(f"{len(entry.reasons) - _REASONS} more")
        name = _named(entry.about, entry.title or entry.about, shown)
        if entry.title:
            name += f'<br><span class="soft">{text(entry.about)}</span>'
        yield name, items(reasons)


def articles(
    rows: Iterable[ArticleRow], shown: Mapping[str, str], reasons: Mapping[str, Sequence[str]]
) -> Iterator[Sequence[str]]:
    """All articles; `reasons` are those why one needs a look."""
    for row in rows:
        why = reasons.get(row.id, ())
        yield (
            _named(row.id, row.title or row.id, shown),
            text((row.date or "")[:10]),
            text(" / ".join(row.categories)),
            str(row.comments or ""),
            text(why[0]) if why else "",
        )


def gaps(entries: Iterable[Gap], shown: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """What the capture is known to lack, and where it may still be."""
    for gap in entries:
        name = gap.title or gap.url or gap.article or "no address known"
        address = f"<br><code>{text(gap.url)}</code>" if gap.url and gap.title else ""
        why = text(gap.why)
        if gap.article in shown:
            why += f" ({link(shown[gap.article or ''], 'article')})"
        yield text(gap.kind), f"{text(name)}{address}", why, elsewhere(gap.url)


def elsewhere(address: str | None) -> str:
    """Where a lost page may still be found."""
    if not address or not address.startswith(("http://", "https://")):
        return ""
    return outside(f"https://web.archive.org/web/*/{address}", "Wayback Machine")


def _named(about: str, label: str, shown: Mapping[str, str]) -> str:
    return link(shown[about], label) if about in shown else text(label)
