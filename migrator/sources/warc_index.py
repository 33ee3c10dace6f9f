"""What is known of the records of web archive files before they are loaded: where they stand, and
which of them belong together."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, NamedTuple

from migrator.warc import reader as records
from migrator.warc.reader import Damage, Record
from migrator.warc.writer import MIRROR_BASE, MIRROR_OF

#: Types of records that hold something to read.
_SHOWN = ("response", "resource", "conversion", "revisit", "continuation")


class Place(NamedTuple):
    """What an index keeps of one record: enough to load it, and to tell what repeats it."""

    offset: str
    type: str = ""
    uri: str = ""
    date: str = ""
    #: What changes when the record does.
    stamp: str = "damaged"
    payload_digest: str = ""
    #: Address and date of the record that a revisit repeats.
    refers_to: tuple[str, str] = ("", "")
    #: Address that a mirror's name stands for; such a record is no capture of its own.
    mirror_of: str = ""
    mirror_base: str = ""
    damage: str = ""
    #: Of a record whose block goes on in others: the id of the first, and its number from 1.
    segment: tuple[str, int] = ("", 0)
    #: Its name, and that of the record that a revisit repeats.
    record_id: str = ""
    refers_to_id: str = ""


#: The place of what cannot be read behind the last record of a file.
REST = "rest"


def places(file: IO[bytes]) -> Iterator[tuple[Place, Record | None]]:
    """The records of a web archive file that are captures, names that a mirror had, or damage, each
    with what an index keeps of it; no record where it cannot be read."""
    try:
        yield from _places(file)
    except OSError as error:
        yield (
            Place(REST, damage=f"what stands behind the last record cannot be read: {error}"),
            None,
        )


def _places(file: IO[bytes]) -> Iterator[tuple[Place, Record | None]]:
    for record in records.read(file):
        if isinstance(record, Damage):
            yield Place(record.offset, damage=record.why), None
            continue
        if record.type not in _SHOWN or (record.uri or "").startswith("dns:"):
            continue
        if record.fields.get("warc-profile", "").endswith("server-not-modified"):
            continue  # says only that what was captured before was still so
        uri, date = record.uri or "", record.date or ""
        if original := record.fields.get(MIRROR_OF.lower()):
            base = record.fields.get(MIRROR_BASE.lower()) or uri
            yield (
                Place(record.offset, record.type, uri, date, "", "", ("", ""), original, base),
                record,
            )
            continue
        block = record.fields.get("warc-block-digest") or zlib.crc32(record.block)
        refers_to = (
            record.fields.get("warc-refers-to-target-uri", "").strip("<>"),
            record.fields.get("warc-refers-to-date", ""),
        )
        digest = record.fields.get("warc-payload-digest", "")
        stamp = f"{date} {block}"
        place = Place(record.offset, record.type, uri, date, stamp, digest, refers_to)
        yield (
            place._replace(
                segment=_segment(record),
                record_id=record.fields.get("warc-record-id", ""),
                refers_to_id=record.fields.get("warc-refers-to", ""),
            ),
            record,
        )


def _segment(record: Record) -> tuple[str, int]:
    """Which record this is a segment of, and its number (ISO 28500, 6.8)."""
    number = record.fields.get("warc-segment-number", "")
    name = "warc-segment-origin-id" if record.type == "continuation" else "warc-record-id"
    return (record.fields.get(name, ""), int(number)) if number.isdecimal() else ("", 0)


@dataclass(slots=True)
class PlaceIndex:
    """The places of captures in each file, where the bodies of repeated ones are, what cannot be
    read, and the names that captures (address, date) had in the mirror that they came from."""

    places: list[list[str]]
    bodies: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)
    damage: dict[tuple[int, str], str] = field(default_factory=dict)
    stamps: dict[tuple[int, str], str] = field(default_factory=dict)
    mirrors: dict[tuple[str, str], str] = field(default_factory=dict)
    #: The records in which the block of a record goes on, in their order.
    segments: dict[tuple[int, str], list[tuple[int, str]]] = field(default_factory=dict)


def index_of(files: int, places: Iterable[tuple[int, Place]]) -> PlaceIndex:
    """The index of so many `files` from their places, each with the number of its file."""
    index = PlaceIndex([[] for _ in range(files)])
    by_digest: dict[str, tuple[int, str]] = {}
    by_date: dict[tuple[str, str], tuple[int, str]] = {}
    by_id: dict[str, tuple[int, str]] = {}
    revisits: list[tuple[tuple[int, str], Place]] = []
    firsts: dict[str, tuple[int, str]] = {}
    rest: list[tuple[tuple[str, int], tuple[int, str]]] = []
    for number, place in places:
        here = (number, place.offset)
        if place.type == "continuation":
            rest.append((place.segment, here))
            continue
        if place.mirror_of:
            index.mirrors[place.mirror_of, place.date] = place.mirror_base
            continue
        index.places[number].append(place.offset)
        if place.damage:
            index.damage[here] = place.damage
            continue
        index.stamps[here] = place.stamp
        if place.segment[1] == 1:
            firsts[place.segment[0]] = here
            index.segments[here] = []
        if place.type == "revisit":
            revisits.append((here, place))
            continue
        if place.payload_digest:
            by_digest.setdefault(place.payload_digest, here)
        by_date[place.uri, place.date] = here
        if place.record_id:
            by_id.setdefault(place.record_id, here)
    for here, place in revisits:
        original = (
            by_id.get(place.refers_to_id)
            or by_date.get(place.refers_to)
            or by_digest.get(place.payload_digest)
        )
        if original:
            index.bodies[here] = original
    for (first, _), here in sorted(rest):
        if first in firsts:
            index.segments[firsts[first]].append(here)
        else:
            index.places[here[0]].append(here[1])
            index.damage[here] = "goes on with a record that is not in these files"
    return index
