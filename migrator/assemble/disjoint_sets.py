"""Sets of pages that are joined pair by pair, but for pairs that must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


class DisjointSets:
    """Disjoint sets of numbers; the least number names a set. A set states one number of an article
    (`keys`, None where a page states none)."""

    def __init__(self, keys: Sequence[str | None]) -> None:
        self.parent = list(range(len(keys)))
        self.key = dict(enumerate(keys))
        self.refused: dict[int, set[int]] = defaultdict(set)

    def root(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, index: int, other: int, alike: bool = False) -> bool:
        """Joins two sets; False where they state different numbers and are not `alike` in every
        word."""
        a, b = sorted((self.root(index), self.root(other)))
        if a == b:
            return True
        keys = {key for key in (self.key[a], self.key[b]) if key}
        if len(keys) > 1 and not alike:
            return False
        self.parent[b] = a
        self.key[a] = self.key[a] or self.key[b]
        return True

    def refuse(self, some: Sequence[int], other: int) -> None:
        """Remembers that `other` was not joined to `some`."""
        if some:
            self.refused[other].add(some[0])
            self.refused[some[0]].add(other)

    def refused_by(self, members: Sequence[int]) -> list[int]:
        """What was not joined to any of `members` and stands in another set."""
        own_root = self.root(members[0])
        return sorted(
            {
                r
                for index in members
                for r in self.refused.get(index, ())
                if self.root(r) != own_root
            }
        )

    def members(self) -> list[list[int]]:
        out: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self.parent)):
            out[self.root(index)].append(index)
        return list(out.values())
