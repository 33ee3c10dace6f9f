"""Files that hold captures: web archives, WACZ, MHTML, zip and tar; told by their name and by looking at them."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from migrator.sources.folder import Container
from migrator.sources.mhtml import Mhtml
from migrator.sources.packed import Tar, Zip
from migrator.sources.warc import InFile, InZip, Warcs

_WARC = (".warc", ".warc.gz", ".arc", ".arc.gz", ".wet", ".wet.gz")
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_MHTML = (".mht", ".mhtml")


def is_warc(path: Path) -> bool:
    """Whether a file is called a web archive, or begins like one."""
    return path.name.lower().endswith(_WARC) or _begins(path).startswith((b"WARC/", b"filedesc://"))


def is_wacz(path: Path) -> bool:
    """Whether a file is a zip with web archives in it."""
    return zipfile.is_zipfile(path) and any(n.startswith("archive/") for n in zipfile.ZipFile(path).namelist())


def wacz(path: Path) -> Warcs:
    """The web archives in a WACZ."""
    names = sorted(n for n in zipfile.ZipFile(path).namelist() if n.lower().endswith(_WARC))
    return Warcs([InZip(path, name) for name in names], str(path))


def is_tar(path: Path) -> bool:
    return path.name.lower().endswith(_TAR) and tarfile.is_tarfile(path)


def is_mhtml(path: Path) -> bool:
    return path.name.lower().endswith(_MHTML) or b"multipart/related" in _begins(path).lower()


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return b""


def within(root: Path, files: Sequence[str]) -> dict[str, Container]:
    """The packed files among the `files` of a folder, by name and mark. A zip or tar beside pages is something that the old
    site offered; in a folder without pages it is a capture."""
    found: dict[str, Container] = {}
    warcs = [name for name in files if name.lower().endswith(_WARC)]
    shared = Warcs([InFile(root / name) for name in warcs], str(root)) if warcs else None
    for at, name in enumerate(warcs):
        assert shared is not None
        found[f"{name}@"] = shared.part(at)
    for name in files:
        path = root / name
        lower = name.lower()
        if lower.endswith(_MHTML):
            found[f"{name}/"] = Mhtml(path)
        elif lower.endswith(".wacz") and zipfile.is_zipfile(path):
            found[f"{name}/"] = wacz(path)
    if not any(name.lower().endswith((".html", ".htm", ".php")) for name in files):
        for name in files:
            if name.lower().endswith(".zip") and zipfile.is_zipfile(root / name):
                found[f"{name}/"] = Zip(root / name)
            elif name.lower().endswith(_TAR) and tarfile.is_tarfile(root / name):
                found[f"{name}/"] = Tar(root / name)
    return found
