"""Forum threads, each whole from its pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from migrator.assemble import comments, media
from migrator.assemble.addresses import AddressLookup
from migrator.joomla import address
from migrator.model import Picture, Reading, Thread
from migrator.normalise import word_digest


def threads(readings: Iterable[Reading], lookup: AddressLookup) -> tuple[Thread, ...]:
    """The threads of which `readings` are pages, in the order in which they came; `lookup` looks up
    where their links lead."""
    listed = list(readings)
    stored = {r.key: r for r in listed if r.origin == "database" and r.key}
    grouped: dict[str, list[Reading]] = {}
    for reading in listed:
        grouped.setdefault(_stored_key(reading, stored) or _key(reading), []).append(reading)
    return tuple(_thread(key, group, lookup) for key, group in grouped.items())


def _stored_key(reading: Reading, stored: dict[str, Reading]) -> str | None:
    """The key of the thread of a database that a reading belongs to: its own, or that with the
    number of the page's address and the same title."""
    if reading.origin == "database":
        return reading.key
    number = address.read(reading.url or "").id
    for key, row in stored.items() if number is not None else ():
        if key.partition(":")[2] == str(number) and _title(row) == _title(reading):
            return key
    return None


def _title(reading: Reading) -> str:
    field = reading.fields.get("title")
    return word_digest.of(str(field.value)) if field else ""


def _key(reading: Reading) -> str:
    """By the number that the address tells, else by the address; a page that tells no address is a
    thread of its own."""
    url = reading.url or reading.mirror
    parsed = address.read(url or "")
    if parsed.option and parsed.id is not None:
        return f"{parsed.option}:{parsed.id}"
    return f"forum:{parsed.place if url else reading.source}"


def _thread(key: str, group: list[Reading], lookup: AddressLookup) -> Thread:
    posts, _, notes = comments.union(group)
    first = min(group, key=lambda r: address.read(r.url or "").start or 0)
    title = next(
        (str(r.fields["title"].value) for r in (first, *group) if "title" in r.fields), None
    )
    path = next((r.fields["category path"] for r in group if "category path" in r.fields), None)
    crumbs = first.fields.get("breadcrumbs")
    names = (
        tuple(
            str(n)
            for n, _, place in cast("tuple[tuple[str, bool, str], ...]", crumbs.value)
            if str(n) != title and place != "/"
        )
        if crumbs
        else ()
    )
    files = [media.of(p.html, lookup) for p in posts]
    attached = [
        Picture(a.url, None, a.name, media.file_of(a.url, lookup))
        for p in posts
        for a in p.attachments
    ]
    return Thread(
        key,
        first.url,
        tuple(dict.fromkeys(r.url for r in group if r.url)),
        title,
        tuple(map(str, cast("tuple[str, ...]", path.value))) if path else names,
        posts,
        tuple(r.source for r in group),
        notes,
        images=tuple(picture for images, _ in files for picture in images),
        attachments=(*(file for _, others in files for file in others), *attached),
        links=media.links((p.html for p in posts), lookup),
    )
