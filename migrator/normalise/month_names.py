"""Which month a word names, in any of the languages of `months.py`."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from migrator.normalise.months import MONTHS, SOLAR


@cache
def _names() -> dict[str, dict[str, int]]:
    """Month names by language; under "" the ones on which all languages that have them agree."""
    tables: dict[str, dict[str, int]] = {}
    shared: dict[str, set[int]] = defaultdict(set)
    for language, line in MONTHS.items():
        table: dict[str, int] = {}
        tables[language] = table
        for number, names in enumerate(line.split(" "), 1):
            for name in names.split("/"):
                name = name.replace("_", " ")
                table[name] = number
                shared[name].add(number)
                for length in range(3, len(name)):
                    shared[name[:length]].add(number)
                    table.setdefault(name[:length], number)
        for name, owner in _prefix_clashes(line):
            if owner is None:
                table.pop(name, None)
            else:
                table[name] = owner
    tables[""] = {
        name: next(iter(numbers)) for name, numbers in shared.items() if len(numbers) == 1
    }
    tables["solar"] = {
        n: i for i, names in enumerate(SOLAR.split(" "), 1) for n in names.split("/")
    }
    return tables


def _prefix_clashes(line: str) -> list[tuple[str, int | None]]:
    """Beginnings that two months of one language share: such a one is the month whose whole name it
    is, or none."""
    seen: dict[str, set[int]] = defaultdict(set)
    whole: dict[str, int] = {}
    for number, names in enumerate(line.split(" "), 1):
        for name in names.split("/"):
            whole[name] = number
            for length in range(3, len(name) + 1):
                seen[name[:length]].add(number)
    return [(name, whole.get(name)) for name, numbers in seen.items() if len(numbers) > 1]


def month(word: str, language: str = "") -> int | None:
    """The number of the month that `word` names, wholly or by three letters or more."""
    word = word.strip(".").removeprefix("d'").removeprefix("d’").removeprefix("ב")
    tables = _names()
    if len(word) < 3 and word not in (
        "mё",
        "मई",
        "me",
        "mé",
        "má",
        "آب",
        "تیر",
        "دی",
        "می",
        "مه",
        "மே",
        "মে",
        "મે",
    ):
        return None
    for name in (language, language.split("-")[0], "en", ""):
        if word in tables.get(name, ()):
            return tables[name][word]
    return None


def solar(word: str) -> int | None:
    """The number of the month of the Persian solar calendar that `word` names."""
    return _names()["solar"].get(word)
