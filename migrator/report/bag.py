"""The bag of a run: what it was made from, what came out, and in tag files what became of every
page and what software made it."""

from __future__ import annotations

import platform
import re
from datetime import date
from importlib import metadata
from pathlib import Path

import msgspec

from migrator.model import Written
from migrator.preserve import bag, originals
from migrator.report.account import Account, account
from migrator.version import DISTRIBUTION, __version__, code


def leave(written: Written, out: Path, label: str, redacted: bool) -> Path:
    """Puts a copy of the run at `out`, which was read from `label`, into the bag in it, and gives
    the bag's folder. Where names are `redacted`, the store, the archive and the originals hold them
    still: only what was written without them goes in, and of the account only its counts."""
    sources = originals.paths(label)
    origin = ", ".join(path.resolve().name for path in sources) or label
    return bag.make(
        out,
        written.targets if redacted else None,
        [] if redacted else sources,
        {
            "Bag-Software-Agent": f"migrator {__version__}",
            "Bagging-Date": f"{date.today():%Y-%m-%d}",
            "External-Description": (
                f"The Joomla site {written.site.structure.title or ''}"
                + ("" if redacted else f", migrated from {origin}")
            ),
        },
        {
            "migrator/account.json": _json(
                _counts(account(written)) if redacted else account(written)
            ),
            "migrator/versions.json": _json(_versions()),
        },
    )


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _counts(whole: Account) -> dict[str, object]:
    """An account without addresses, titles and words."""
    names = ("outcomes", "articles", "comments", "threads", "whole", "gaps")
    return {name: getattr(whole, name) for name in names}


def _versions() -> dict[str, str]:
    """The software that had a part in the run."""
    names = [
        re.split(r"[^\w.-]", line)[0]
        for line in metadata.requires(DISTRIBUTION) or ()
        if "extra ==" not in line
    ]
    return {
        "migrator": f"{__version__} {code()}",
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in names},
    }
