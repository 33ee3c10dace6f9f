"""The reader that a site's settings declare."""

from __future__ import annotations

from typing import Any

from migrator.layout.fields import Html, Rest
from migrator.layout.reader import Reader
from migrator.settings import _MAKERS


def reader(config: dict[str, Any]) -> Reader | None:
    """The reader that `article:` declares, or None where it declares none."""
    declared = {
        k: [v] if isinstance(v, str) else list(v)
        for k, v in (config.get("article") or {}).items()
        if v
    }
    if "item" not in declared and "body" not in declared:
        return None
    made = Reader()
    vars(made).update(
        name="site",
        item=tuple(declared.get("item") or declared["body"]),
        drop=tuple(declared.get("drop", ())),
        body=Html(tuple(declared["body"])) if "body" in declared else Rest(),
    )
    for name, make in _MAKERS.items():
        if name in declared:
            setattr(made, name, make(*declared[name]))
    return made
