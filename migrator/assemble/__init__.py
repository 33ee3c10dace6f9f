"""Readings of single pages to a Site: one article from its many pages and addresses, nothing twice. Only this room knows more
than one page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from migrator import address, markdown
from migrator.assemble import calendar, categories, discussion, forum, identity, pictures, witness
from migrator.assemble.witness import Common
from migrator.model import Article, Note, Page, Reading, Site, Value

#: How many articles are done, of how many.
Progress = Callable[[int, int], None]


def assemble(readings: Iterable[Reading], progress: Progress | None = None, config: Mapping[str, Any] | None = None) -> Site:
    """The site that `readings` tell of; `config` is what site.yaml says of dates (`date_order`, `zone`)."""
    told = config or {}
    everything = calendar.settle(list(readings), told.get("date_order"), told.get("zone"))
    common = witness.learn(everything)
    fragments = [r for r in everything if r.part == "fragment" and r.key]
    grouped = identity.groups([r for r in everything if r.kind == "article"])
    articles, owner = [], {}
    taken: set[str] = set()
    for number, group in enumerate(grouped, 1):
        group_keys = {r.key for r in group if r.key}
        own = [f for f in fragments if f.key in group_keys]
        article = _article(group, own, common, taken)
        taken.add(article.id)
        articles.append(article)
        for reading in group + own:
            owner[reading.source] = article.id
        if progress:
            progress(number, len(grouped))
    threads = forum.threads(everything)
    pages = _pages(everything, owner)
    return Site(tuple(pages), tuple(articles), threads)


def _pages(readings: Sequence[Reading], owner: dict[str, str]) -> list[Page]:
    """One line for every reading; the first page of an article is read, its others are merged."""
    lines = []
    seen: set[str] = set()
    for r in readings:
        article = owner.get(r.source)
        status, reason = r.status, r.reason
        if article in seen:
            status, reason = "merged", f"{_PARTS[r.part]} of {article}; {r.reason}"
        elif article:
            seen.add(article)
        lines.append(Page(r.source, r.url, r.kind, article, status, reason, r.joomla, r.template, r.comment_system))
    return lines


_PARTS = {"whole": "another capture", "page": "a page", "print": "the print view", "comments": "a page of comments", "fragment": "comments"}


def _article(group: Sequence[Reading], fragments: Sequence[Reading], common: Common, taken: set[str]) -> Article:
    fields, notes = witness.choose(group, common)
    body, more = body_of(group)
    notes += more
    found, stated, missing = discussion.union([*group, *fragments])
    notes += missing
    main = _main(group)
    pictures_, attachments = pictures.of(body, main.url, common.files)
    text, losses = markdown.convert(body)
    notes += [n for r in group for n in r.notes if n not in notes] + list(losses)
    said = address.read(main.url or "")

    def value(name: str) -> Any:
        return fields[name].value if name in fields else None

    return Article(
        id=_ident(group, main, taken), url=main.url, urls=_urls(group), title=value("title"), alias=_alias(group) or said.alias,
        author=value("author"), created=value("created"), modified=value("modified"), published=value("published"),
        categories=categories.path(fields, group, common), tags=tuple(dict.fromkeys(value("tags") or ())), hits=value("hits"),
        rating=value("rating"), language=_language(value("language")), description=value("description"), keywords=value("keywords"),
        body_html=body, body_markdown=text, images=pictures_, attachments=attachments,
        comment_system=next((r.comment_system for r in group if r.comment_system), None), comments_stated=stated, comments=found,
        sources=tuple(r.source for r in [*group, *fragments]), found_by=_found_by(fields), notes=tuple(dict.fromkeys(notes)),
    )


def _found_by(fields: dict[str, Value]) -> dict[str, str]:
    shown = ("title", "author", "created", "modified", "published", "category", "section", "parent category", "tags", "hits", "rating", "language",
             "description", "keywords", "body", "breadcrumbs")
    return {n: fields[n].rule for n in shown if n in fields}


def body_of(group: Sequence[Reading]) -> tuple[str, list[Note]]:
    """The article's own content: the whole page where one was captured, else the pages of a page-break article in order."""
    if any("how" not in r.facts for r in group):
        group = [r for r in group if "how" not in r.facts]
    whole = [r for r in witness.ranked(group) if r.part in ("whole", "comments") and r.body is not None]
    printed = [r for r in group if r.part == "print" and r.body is not None]
    pages: dict[int, Reading] = {}
    for r in witness.ranked(group):
        if r.part == "page" and r.body is not None:
            pages.setdefault(r.number, r)
    if pages and not any(address.read(r.url or "").showall for r in whole):
        total = max(r.facts.get("pages", 1) for r in pages.values())
        once = {identity.text(pages[n].body or ""): pages[n].body or "" for n in sorted(pages)}
        body = "\n".join(once.values())
        missing = [str(n + 1) for n in range(total) if n not in pages] if len(once) > 1 or len(pages) == 1 else []
        rest = max(whole + printed, key=lambda r: len(r.body or ""), default=None)
        if missing and rest is not None and len(rest.body or "") > len(body):
            return rest.body or "", []
        if missing:
            return body, [Note("assemble-page-missing", f"page {', '.join(missing)} of {total} is not in the capture", "loss")]
        return body, []
    shown = [r for r in whole if address.read(r.url or "").showall] or whole or printed
    best = max(shown, key=lambda r: len(r.body or ""), default=None)
    return (best.body or "", []) if best else ("", [Note("assemble-body-missing", "no page of the article shows its content", "loss")])


def _main(group: Sequence[Reading]) -> Reading:
    """The reading whose address is the article's main one: no print view, no later page; the plainest address."""
    def plain(r: Reading) -> tuple[bool, bool, bool, int, int]:
        said = address.read(r.url or "")
        return (r.facts.get("printed", False), r.number > 0 or r.part == "comments" or said.showall, not said.alias, len(said.query), len(r.url or ""))

    return min(group, key=plain)


def _ident(group: Sequence[Reading], main: Reading, taken: set[str]) -> str:
    key = next((r.key for r in group if r.key), None)
    if key and key not in taken:
        return key
    said = address.read(main.url or main.source)
    place = said.place if main.url else main.source
    base = f"page:{place.strip('/') or 'index'}"
    ident, number = base, 2
    while ident in taken:
        ident, number = f"{base}~{number}", number + 1
    return ident


def _urls(group: Sequence[Reading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(u for r in group for u in (r.url, r.canonical) if u))


def _alias(group: Sequence[Reading]) -> str | None:
    """The slug that stands behind the number in some address."""
    for r in group:
        said = address.read(r.url or "")
        if said.alias and said.id is not None:
            return re.sub(r"\.html?$", "", said.alias)
    return None


def _language(tag: str | None) -> str | None:
    if not tag:
        return None
    head, _, tail = tag.replace("_", "-").partition("-")
    return f"{head.lower()}-{tail.upper() if len(tail) == 2 else tail}" if tail else head.lower()
