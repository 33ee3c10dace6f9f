"""Articles that only lists and feeds tell of, as targets write them: with the words that those give
and the old address, which says where the whole text was."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from functools import lru_cache

from migrator.joomla import address
from migrator.markdown import conversion
from migrator.model import Article, Gap, Link, Note, Site, When
from migrator.writing.forum import Joined

#: The kind of such an article.
KIND = "mention"
_PICTURE = re.compile(r"<img\b[^>]*?\ssrc=\"([^\"]+)\"")
#: What tells when it was written, the surest first.
_DATES = ("created", "published", "feed date")


def with_mentions(site: Site) -> Site:
    """`site` with such articles among the others: those of which a title and words are told."""
    gaps = [gap for gap in site.gaps if gap.kind == "article" and gap.title and _words(gap)]
    return replace(site, articles=Joined(site.articles, gaps, article)) if gaps else site


def _words(gap: Gap) -> str:
    """The intro as a list or a feed gives it: HTML that was cleaned when it was read."""
    return str(gap.told.get("intro") or "")


def article(gap: Gap) -> Article:
    """The article of which `gap` tells. Its pictures count as missing: nobody looked for them."""
    url = gap.url or ""
    link = html.escape(url)
    body = f'{_words(gap)}\n<p>[…] <a href="{link}">{link}</a></p>'
    text, losses = _converted(body)
    pictures = dict.fromkeys(map(html.unescape, _PICTURE.findall(body)))
    author = gap.told.get("author")
    return Article(
        id=f"{KIND}:{address.key(url)}",
        url=url,
        urls=(url,),
        title=gap.title,
        alias=address.read(url).alias,
        author=str(author) if author else None,
        created=next((_when(str(gap.told[name])) for name in _DATES if gap.told.get(name)), None),
        body_html=body,
        body_markdown=text,
        references=tuple(Link(picture, "missing") for picture in pictures),
        notes=(*losses, Note("known-from-lists", gap.why, "warning")),
        kind=KIND,
    )


@lru_cache(maxsize=4096)
def _converted(body: str) -> tuple[str, tuple[Note, ...]]:
    """The Markdown of an intro. Each target goes through all articles several times: four thousand
    intros of a kilobyte are remembered."""
    return conversion.convert(body)


def _when(value: str) -> When:
    """A date of the gap list: ISO, no finer than it was told."""
    precision = "day" if len(value) <= len("2009-03-12") else "minute"
    if value.count(":") > 1 and re.search(r"T\d\d:\d\d:\d\d", value):
        precision = "second"
    return When(
        value, precision, value, "stated" if re.search(r"[+-]\d\d:\d\d$", value) else "unknown"
    )
