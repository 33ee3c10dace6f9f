"""Which migrator made something: what another edition made is made again."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from importlib.resources.abc import Traversable

__version__ = "0.1.0"
#: The name under which the package is installed: "migrator" on PyPI is another project.
DISTRIBUTION = "joomla-migrator"


@functools.cache
def code() -> str:
    """The digest of the package's own files: another one after any change to them."""
    made = hashlib.sha256()
    for data in _files(resources.files("migrator")):
        made.update(data)
    return made.hexdigest()


def _files(at: Traversable) -> list[bytes]:
    found: list[bytes] = []
    for one in sorted(at.iterdir(), key=lambda e: e.name):
        if one.is_dir():
            found += _files(one) if one.name != "__pycache__" else []
        elif not one.name.startswith("."):
            found.append(one.name.encode() + b"\0" + one.read_bytes())
    return found
