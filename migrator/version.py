"""Which migrator made something: what another edition made is made again."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__version__ = "0.1.0"
#: The name under which the package is installed: "migrator" on PyPI is another project.
DISTRIBUTION = "joomla-migrator"


@functools.cache
def code() -> str:
    """The digest of the package's own files: another one after any change to them."""
    from importlib import resources  # not needed to read a page

    digest = hashlib.sha256()
    for data in _files(resources.files("migrator")):
        digest.update(data)
    return digest.hexdigest()


def _files(folder: Traversable) -> list[bytes]:
    contents: list[bytes] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            contents += _files(entry) if entry.name != "__pycache__" else []
        elif not entry.name.startswith("."):
            contents.append(entry.name.encode() + b"\0" + entry.read_bytes())
    return contents
