"""run.json: what a run did, for scripts: counts, losses, versions, times, options."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from migrator.guard.small_files import write_small
from migrator.report.account import Account
from migrator.report.troubles import troubles
from migrator.version import __version__

NAME = "run.json"


def record(
    account: Account,
    source: str | None,
    options: Mapping[str, Any],
    begun: datetime,
    not_read: int = 0,
) -> dict[str, Any]:
    """The record of a run of `source` that began at `begun` (with zone) and ends now; `not_read`
    are captures that a first look (`--limit`) left out."""
    ended = datetime.now(UTC)
    return {
        "migrator": __version__,
        "python": platform.python_version(),
        "source": source,
        "options": {name: _plain(value) for name, value in sorted(options.items())},
        "begun": begun.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "seconds": round((ended - begun).total_seconds(), 1),
        "exit_code": account.exit_code,
        "pages": account.pages,
        "not_read": not_read,
        "outcomes": account.outcomes,
        "articles": account.articles,
        "articles_whole_in_markdown": account.whole,
        "comments": account.comments,
        "threads": account.threads,
        "gaps": account.gaps,
        "troubles": [
            {"label": t.label, "kind": t.kind, "about": t.about, "why": t.why}
            for t in troubles(account)
        ],
    }


def write(out: Path, content: Mapping[str, Any]) -> None:
    """Writes the record beside what the run wrote."""
    write_small(out / NAME, msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


def _plain(value: Any) -> Any:
    """An option's value as JSON has it."""
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _options(out: Path) -> dict[str, Any]:
    """The options of the run at `out`; empty where nothing tells them."""
    try:
        options = msgspec.json.decode((out / NAME).read_bytes())["options"]
    except (OSError, msgspec.DecodeError, KeyError, TypeError):
        return {}
    return options if isinstance(options, dict) else {}


def site_yaml(out: Path) -> Path | None:
    """The site.yaml that the run at `out` was made with; None where it had none, or it is gone."""
    name = _options(out).get("site")
    path = Path(name) if name else None
    return path if path and path.is_file() else None


def without_known_readers(out: Path) -> bool:
    """Whether the run at `out` was made with --no-known-readers."""
    return bool(_options(out).get("no_known_readers"))
