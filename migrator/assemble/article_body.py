"""The body of an article: of the whole page, or of its pages joined."""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from migrator.assemble import body_choice, field_choice
from migrator.joomla import address
from migrator.model import Note, Reading, Value


def body_of(group: Sequence[Reading]) -> tuple[str, list[Note]]:
    """The article's own content: the whole page where one was captured, else the pages of a
    page-break article in order."""
    if any(r.generic is None for r in group):
        group = [r for r in group if r.generic is None]
    ranked = field_choice.ranked(group)
    single = [r for r in ranked if r.part in ("whole", "comments") and r.body is not None]
    printed = [r for r in group if r.part == "print" and r.body is not None]
    pages: dict[int, Reading] = {}
    for r in ranked:
        if r.part == "page" and r.body is not None:
            pages.setdefault(r.number, r)
    if pages and not any(address.read(r.url or "").showall for r in single):
        return _joined(pages, single + printed)
    shown = [r for r in single if address.read(r.url or "").showall] or single or printed
    best = max(shown, key=lambda r: len(r.body or ""), default=None)
    if best:
        return best.body or "", _dropped(best, [*shown, *printed])
    if all(r.origin == "database" for r in group):
        return "", [Note("assemble-body-empty", "the article's row has no text", "warning")]
    return "", [Note("assemble-body-missing", "no page of the article shows its content", "loss")]


#: Pairs of neighbouring words of another capture that the text taken lacks, from which on they are
#: told: a counter or a name differ by fewer. Of a short text so many count too as are this share.
_DIFFERENT = 8


_DIFFERENT_AT_LEAST, _DIFFERENT_SHARE = 3, body_choice.MOST_MISSING


def _dropped(best: Reading, others: Sequence[Reading]) -> list[Note]:
    """A warning for the first capture of the article that says something that the text taken does
    not: words of its own, or the same words with others between them."""
    text = Counter(pairwise(_words(best.body or "")))
    for other in others:
        if other.text_mark == best.text_mark or other.body is None:
            continue
        pairs = list(pairwise(_words(other.body)))
        lost = Counter(pairs) - text
        least = max(_DIFFERENT_AT_LEAST, _DIFFERENT_SHARE * len(pairs))
        if (count := lost.total()) >= min(_DIFFERENT, least):
            first = "; ".join(" ".join(pair) for pair in list(lost)[:4])
            message = (
                f"{other.source} says something else than {best.source}, the one taken, "
                f"in {count} places, the first: {first!r}"
            )
            return [Note("assemble-text-differs", message, "warning")]
    return []


def _words(html: str) -> list[str]:
    return re.findall(r"\w+", entities.unescape(re.sub(r"<[^>]+>", " ", html)))


def _with_heading(page: Reading, first: Value | None) -> str:
    """The text of a page with its own heading where that was taken for the title: on a page of no
    known structure, `<title>` repeats the heading of a later page too."""
    heading = page.fields.get("title")
    if page.generic is None or heading is None or first is None or heading.value == first.value:
        return page.body or ""
    return f"<h2>{entities.escape(str(heading.value))}</h2>\n{page.body or ''}"


def _joined(pages: dict[int, Reading], others: list[Reading]) -> tuple[str, list[Note]]:
    """The pages of a page-break article joined in order, each once; another view of it where that
    holds more."""
    total = max(r.pages for r in pages.values())
    first = pages[min(pages)].fields.get("title")
    once = {pages[n].text_mark: _with_heading(pages[n], first) for n in sorted(pages)}
    body = "\n".join(once.values())
    missing = (
        [str(n + 1) for n in range(total) if n not in pages]
        if len(once) > 1 or len(pages) == 1
        else []
    )
    if not missing:
        return body, []
    rest = max(others, key=lambda r: len(r.body or ""), default=None)
    if rest is not None and len(rest.body or "") > len(body):
        return rest.body or "", []
    return body, [
        Note(
            "assemble-page-missing",
            f"page {', '.join(missing)} of {total} is not in the capture",
            "loss",
        )
    ]
