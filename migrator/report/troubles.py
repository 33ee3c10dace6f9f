"""What a person should look at after a run, each with its name and one line of why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from migrator.report.account import NAMED, Account


class Trouble(NamedTuple):
    """`label` says what has become of `about` (a file, an article, an address), `why` in one line;
    troubles of one `kind` are shown together, so many at most."""

    label: str
    kind: str
    about: str
    why: str


class Group(NamedTuple):
    """The troubles of one kind that are shown, and how many more there are."""

    label: str
    kind: str
    shown: list[Trouble]
    more: int


def troubles(account: Account) -> Iterator[Trouble]:
    """Every trouble of a run that the account knows by name, what was lost first; of the gaps and
    of the pages without an article, as many as the account names."""
    for source, reason in account.failed:
        yield Trouble("failed", "failed", source, reason)
    for ident, note in account.losses:
        label = "lost" if note.level == "loss" else "doubtful"
        yield Trouble(label, note.code, ident, f"{note.code}: {note.message}")
    for source, note in account.source_notes:
        label = "doubtful" if note.level == "warning" else "note"
        yield Trouble(label, note.code, source, note.message.removeprefix(f"{source}: "))
    for fault in account.faults:
        name, _, why = fault.partition(": ")
        yield Trouble("not written", "not written", name, why)
    for gap in account.damaged_files:
        if gap.kind == "limit":
            yield Trouble("note", "limit", "", gap.why)
        else:
            yield Trouble("not used", "not used", gap.url or "", gap.why)
    for path in account.edited:
        why = f"you have edited it since the last run; the new one is {path}.new beside it"
        yield Trouble("left as it is", "edited", path, why)
    for source, reason in account.private:
        yield Trouble("private", "private", source, reason)
    for gap in account.missing:
        title = f" ({gap.title})" if gap.title else ""
        yield Trouble("missing", gap.kind, f"{gap.url or gap.article or ''}{title}", gap.why)
    for page in account.others:
        title = f" ({page.title})" if page.title else ""
        yield Trouble("no article", "other", f"{page.source}{title}", page.reason)


def groups(account: Account, shown: int = NAMED) -> list[Group]:
    """The troubles by kind, `shown` of each."""
    by_kind: dict[tuple[str, str], list[Trouble]] = defaultdict(list)
    for trouble in troubles(account):
        by_kind[trouble.label, trouble.kind].append(trouble)
    return [
        Group(label, kind, items[:shown], _count(account, label, kind, items) - len(items[:shown]))
        for (label, kind), items in by_kind.items()
    ]


def _count(account: Account, label: str, kind: str, items: Iterable[Trouble]) -> int:
    """How many troubles of a kind there are, where the account names only some."""
    if label == "missing":
        return account.gaps[kind]
    if label == "no article":
        return account.outcomes["other"]
    return len(list(items))
