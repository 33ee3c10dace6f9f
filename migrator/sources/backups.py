"""Backups of a whole site, told by looking at them: Akeeba's JPA, JPS and ZIP."""

from __future__ import annotations

import zipfile
from pathlib import Path

from migrator.errors import SourceError
from migrator.joomla.programs import installation_root
from migrator.sources.file_form import FileForm
from migrator.sources.jpa import Jpa, ZipByHeads, is_jpa
from migrator.sources.jps import Jps, is_jps
from migrator.sources.packed import Packed, Zip
from migrator.sources.parts import parts_of
from migrator.sources.source import File

_SUFFIXES = (".jpa", ".jps", ".zip")


def _opened(path: File, level: int) -> Packed | None:
    """The backup that `path` is; parts but the last are none. In a folder, a ZIP is one only where
    an installation is in it."""
    beside = level > 0
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES or not isinstance(path, Path):
        return None
    parts = parts_of(path)
    try:
        with parts[0].open("rb") as file:
            head = file.read(64)
    except OSError:
        return None
    try:
        if suffix == ".jps" and is_jps(head):
            return Jps(path)
        if suffix == ".jpa" and (is_jpa(head) or len(parts) > 1):
            return Jpa(path)
    except SourceError:
        if not beside:
            raise
        return None
    return _zip(path, head, len(parts) > 1, beside) if suffix == ".zip" else None


def _zip(path: Path, head: bytes, in_parts: bool, beside: bool) -> Packed | None:
    if in_parts or head.startswith((b"PK\x07\x08", b"PK00")):
        return ZipByHeads(path)
    if not zipfile.is_zipfile(path):
        return ZipByHeads(path) if head.startswith(b"PK\x03\x04") and not beside else None
    with zipfile.ZipFile(path) as packed:
        is_site = installation_root(packed.namelist()) is not None
    return Zip(path) if is_site else None


FORM = FileForm(_SUFFIXES, _opened, order=20)
