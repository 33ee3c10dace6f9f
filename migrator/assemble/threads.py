"""Forum threads, each whole from its pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from migrator.assemble import comments as discussion
from migrator.joomla import address
from migrator.model import Reading, Thread


def threads(readings: Iterable[Reading]) -> tuple[Thread, ...]:
    """The threads of which `readings` are pages, in the order in which they came."""
    grouped: dict[str, list[Reading]] = {}
    for reading in readings:
        grouped.setdefault(_key(reading), []).append(reading)
    return tuple(_thread(key, group) for key, group in grouped.items())


def _key(reading: Reading) -> str:
    said = address.read(reading.url or "")
    if said.option and said.id is not None:
        return f"{said.option}:{said.id}"
    return f"forum:{said.place or reading.source}"


def _thread(key: str, group: list[Reading]) -> Thread:
    posts, _, notes = discussion.union(group)
    first = min(group, key=lambda r: address.read(r.url or "").start or 0)
    title = next(
        (str(r.fields["title"].value) for r in (first, *group) if "title" in r.fields), None
    )
    crumbs = first.fields.get("breadcrumbs")
    names = (
        tuple(
            str(n)
            for n, *_ in cast("tuple[tuple[str, bool, str], ...]", crumbs.value)
            if str(n) != title
        )
        if crumbs
        else ()
    )
    return Thread(
        key,
        first.url,
        tuple(dict.fromkeys(r.url for r in group if r.url)),
        title,
        names,
        posts,
        tuple(r.source for r in group),
        notes,
    )
