"""Which articles visitors of the old site were allowed to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from migrator.assemble.identity import Group, Stub
from migrator.model import Note


class Shown(NamedTuple):
    """The groups that are articles, and captures that are none because of what a database says:
    (number, why)."""

    groups: list[tuple[Group, list[Stub]]]
    withheld: list[tuple[int, str]]


def shown(grouped: Sequence[tuple[Group, list[Stub]]]) -> Shown:
    """Leaves out articles that nobody was to see: those of which only a row that is not public
    tells, and those that only some users were to see, though a page of them was captured. A page of
    what is unpublished by now was public once: it stays, with a note."""
    groups, withheld = [], []
    for group, stubs in grouped:
        states = {s.withheld for s in stubs if s.withheld}
        rest = [s for s in stubs if not s.withheld]
        if not states or any(s.origin == "database" for s in rest):
            groups.append((_of(group, rest), rest))
        elif "restricted" in states:
            reason = "restricted: a database says that only some users were to see it; not written"
            withheld += [(s.number, reason) for s in rest]
        elif rest:
            note = Note(
                "database-says-unpublished",
                f"its row in the database is {min(states)}; a page of it was "
                "captured, so it was public once",
                "warning",
            )
            groups.append((replace(_of(group, rest), notes=(*group.notes, note)), rest))
    return Shown(groups, withheld)


def _of(group: Group, stubs: Sequence[Stub]) -> Group:
    return replace(group, pages=tuple(s.number for s in stubs))
