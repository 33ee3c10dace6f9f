"""Which witness is believed for a field: the article's own page before its print view, listings,
feeds, the page's head.

A value that stands on the pages of many articles (the site's description, its name in titles) is
the site's and not the article's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from migrator.assemble import identity
from migrator.assemble.site_facts import Common
from migrator.joomla import address
from migrator.joomla.field_names import FieldName
from migrator.layout.titles import BETWEEN
from migrator.model import Fields, Note, Reading, Value, When, Witness
from migrator.normalise import word_digest


def choose(
    group: Sequence[Reading], witnesses: Sequence[Witness], common: Common
) -> tuple[Fields, list[Note]]:
    """The fields of one article, each from its best witness; `witnesses` are what listings and
    feeds tell of it."""
    notes: list[Note] = []
    stored = of_rows(rows_of(group))
    fields = _of_pages(ranked(pages_of(group)))
    _add_mentions(fields, witnesses)
    if hits := [r.fields["hits"] for r in group if "hits" in r.fields]:
        fields["hits"] = max(
            hits, key=lambda v: v.value if isinstance(v.value, int) else 0
        )  # the counter only goes up
    _add_feed_date(fields)
    _title(fields, common, [] if "title" in stored else notes)
    _own_description(fields, common, group)
    fields |= {name: value for name, value in stored.items() if _first_witness(name) == "database"}
    notes += _disagreements(group, fields)
    return fields, notes


def _of_pages(pages: Sequence[Reading]) -> Fields:
    """The fields that pages tell, the best first; the title is that of the first page of an
    article in several or of none."""
    fields: Fields = {}
    for reading in pages:
        for name, value in reading.fields.items():
            if name not in fields or _is_finer(value, fields[name]):
                fields[name] = value
    first = next((r for r in pages if r.number == 0), None)
    if first is not None and "title" not in first.fields:
        fields.pop("title", None)
    return fields


#: The fields that lists and feeds are believed for where no page tells them.
_OF_LISTS: frozenset[FieldName] = frozenset(
    ("author", "created", "modified", "published", "hits", "category", "feed date", "title")
)


def _add_mentions(fields: Fields, witnesses: Sequence[Witness]) -> None:
    """Adds what lists, then feeds, tell: what is missing, and times that are finer."""
    for mention in sorted(
        (w.mention for w in witnesses), key=lambda m: (m.where == "feed", m.url, str(m.fields))
    ):
        for name, value in mention.fields.items():
            if name not in fields:
                if name in _OF_LISTS:
                    fields[name] = value
            elif name in ("created", "modified") and _is_finer(value, fields[name]):
                fields[name] = value


def _add_feed_date(fields: Fields) -> None:
    """A feed does not say which of an article's dates it prints: it is that of creation where
    another is known to be the date of publication, or agrees with it and is finer."""
    if feed_date := fields.get("feed date"):
        if "created" not in fields:
            fields["created" if "published" in fields else "published"] = feed_date
        elif _is_finer(feed_date, fields["created"]):
            fields["created"] = feed_date


def _is_finer(value: Value, other: Value) -> bool:
    return isinstance(value.value, When) and _finer(value.value, other.value)


#: Which origin is believed for a field, before the others: what a database stores is whole and to
#: the second; a page may print a day, one category of several, a menu's title, other people's
#: keywords. Fields that are not named come from the database, too, where it has them.
TRUST: dict[FieldName, tuple[str, ...]] = {
    "body": ("page", "database"),  # a page shows what plugins made of the text: body_choice
    "breadcrumbs": ("page",),
}


def _first_witness(field: FieldName) -> str:
    return TRUST.get(field, ("database", "page"))[0]


def rows_of(group: Sequence[Reading]) -> list[Reading]:
    """The rows of databases among the readings of an article, the latest version first; of several
    alike Joomla's own before a copy in an extension, as the databases have them."""
    rows = [r for r in group if r.origin == "database"]
    return sorted(rows, key=lambda r: _changed(r), reverse=True)


def _changed(row: Reading) -> str:
    date = row.fields.get("modified") or row.fields.get("created")
    return date.value.value if date and isinstance(date.value, When) else ""


def pages_of(group: Sequence[Reading]) -> list[Reading]:
    """The captured pages among the readings of an article."""
    return [r for r in group if r.origin != "database"]


def of_rows(rows: Sequence[Reading]) -> Fields:
    """The fields that rows of databases tell."""
    fields: Fields = {}
    for row in rows:
        for name, value in row.fields.items():
            fields.setdefault(name, value)
    return fields


def extra(group: Sequence[Reading]) -> dict[str, Value]:
    """The fields of one kind of item, each from its best witness."""
    fields: dict[str, Value] = {}
    for reading in ranked(pages_of(group)):
        for name, value in reading.extra.items():
            fields.setdefault(name, value)
    return fields


def state_of(rows: Sequence[Reading]) -> str:
    """The state of an article by its rows: public where one of them is."""
    states = [r.state for r in rows]
    return next(
        (s for s in states if s in ("published", "archived")), states[0] if states else "published"
    )


def ranked(group: Sequence[Reading]) -> list[Reading]:
    """The readings of an article, best witness first: whole pages, first pages, later pages, print
    views; of several alike the one with the plainest address, whatever the order of the
    captures."""
    return sorted(
        group,
        key=lambda r: (
            r.printed,
            r.number,
            r.part == "comments",
            r.part == "page",
            len(address.read(r.url or "").query),
            len(r.url or ""),
            r.url or "",
        ),
    )


def _finer(new: When, old: object) -> bool:
    order = ("day", "minute", "second")
    return (
        isinstance(old, When)
        and order.index(new.precision) > order.index(old.precision)
        and new.value.startswith(old.value)
    )


def _disagreements(group: Sequence[Reading], fields: Fields) -> list[Note]:
    """A note for each field of which another page of the article tells something else; the better
    witness has been taken."""
    notes = []
    for name in ("author", "created", "category"):
        chosen = fields.get(name)
        for other in (r.fields[name] for r in ranked(group) if name in r.fields):
            if chosen and _comparable(other.value) != _comparable(chosen.value):
                notes.append(
                    Note(
                        "assemble-disagreement",
                        (
                            f"{name} is {_comparable(chosen.value)!r} by {chosen.rule}, "
                            f"{_comparable(other.value)!r} by {other.rule}"
                        ),
                    )
                )
                break
    return notes


def _comparable(value: object) -> str:
    return value.value[:10] if isinstance(value, When) else " ".join(str(value).split())


def keys_of(group: Sequence[Reading], hosts: Iterable[str] = ()) -> list[str]:
    """The addresses and numbers under which listings and feeds tell of an article. A feed or a page
    that does not tell its host is joined by the path."""
    keys: list[str | None] = []
    for reading in group:
        keys += [place for place, _ in identity.places(identity.stub(0, reading))]
        for url in (reading.url, reading.canonical, reading.mirror):
            parsed = address.read(url or "/")
            if parsed.place != "/":
                keys.append(parsed.place)
                keys += [f"{host}{parsed.place}" for host in hosts if host and not parsed.host]
            keys.append(address.numbered_alias(parsed))
        keys.append(reading.key)
    return list(dict.fromkeys(key for key in keys if key))


def _title(fields: Fields, common: Common, notes: list[Note]) -> None:
    """The heading; where the page hides it, meta title, then `<title>` without the site's name;
    where the head tells the site's name only, the page's name in the path to it. A heading that the
    site prints over most of its articles is none of theirs (the name of a firm in microdata that
    its template froze)."""
    if "title" in fields and fields["title"].value not in common.headings:
        return
    why = (
        "the site has one heading on most pages" if "title" in fields else "the page shows no title"
    )
    heads: tuple[FieldName, ...] = ("meta title", "og title", "page title")
    stated = [fields[n] for n in heads if n in fields and fields[n].value not in common.headings]
    crumb = fields.get("own crumb")
    of_article = [value for value in stated if not crumb or not _is_sites(str(value.value), common)]
    if of_article:
        fields["title"] = Value(without_site(str(of_article[0].value), common), of_article[0].rule)
        where = "its head"
    elif crumb:
        fields["title"], where = crumb, "the path to it"
    else:
        return
    notes.append(Note("assemble-title", f"{why}; it was taken from {where}"))


def _is_sites(title: str, common: Common) -> bool:
    """Whether all of a title stands in the titles of many pages."""
    pieces = [piece.strip() for piece in BETWEEN.split(title)]
    return all(piece in common.titles for piece in pieces if piece)


def without_site(title: str, common: Common) -> str:
    """`title` without the pieces that stand in the titles of many pages."""
    parts = BETWEEN.split(title)
    if len(parts) < 2:
        return title
    for piece in (parts[0], parts[-1]):
        if piece.strip() in common.titles and word_digest.of(piece) != word_digest.of(title):
            title = re.sub(
                rf"^{re.escape(piece)}\s*(?:[|–—:»/·-]+)\s*|\s*(?:[|–—:»/·-]+)\s*{re.escape(piece)}$",
                "",
                title,
            )
    return title.strip() or parts[0]


def _own_description(fields: Fields, common: Common, group: Sequence[Reading]) -> None:
    """A description (or keywords) that pages of other articles and listings share is the site's."""
    field = fields.get("description")
    if not field:
        return
    description = str(field.value)
    for shared, titles in common.descriptions.items():
        if len(titles) > 2 and description.startswith(f"{shared}, "):
            description = description[len(shared) + 2 :]
            fields["description"] = Value(
                description, f"{field.rule}, without the site's own before it"
            )
            break
    body = word_digest.beginning(max((r.body or "" for r in group), key=len))
    page_titles = {r.page_title for r in group}
    if (
        body.startswith(word_digest.of(description.rstrip(".… "))[:80])
        or len(common.descriptions.get(str(field.value), frozenset()) - page_titles) > 1
    ):
        del fields["description"]
        fields.pop("keywords", None)
