"""What a site was migrated from, as it came: for a bag that is to be read again in years.

A folder becomes one zip without compression. Names of mirrors have `%`, `?` and other letters that
systems forbid, and tools of BagIt disagree on `%` in a manifest: RFC 8493 wants `%25` there and
bagit-py 1.9.0 finds no such file. migrator reads the zip as it reads the folder.
"""

from __future__ import annotations

import shlex
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from migrator import filetypes as media
from migrator.joomla import private_files
from migrator.sources import file_form
from migrator.sources.mirror import is_cookies
from migrator.sources.packed import Packed

#: The oldest time that a zip can hold.
_OLDEST = (1980, 1, 1, 0, 0, 0)


def paths(label: str) -> list[Path]:
    """The files and folders that a source's label names; none for what was fetched: a run's own
    folder holds that."""
    if Path(label).exists():
        return [Path(label)]
    try:
        return [path for path in map(Path, shlex.split(label)) if path.exists()]
    except ValueError:  # a quote that is no end of a name: a source that is gone
        return []


def copy(sources: list[Path], target: Path, out: Path) -> Iterator[str]:
    """Copies `sources` into the folder `target`, without what nobody is to see and without `out`,
    the folder of the run. Gives what was left out, with the reason."""
    taken: set[str] = set()
    for source in sources:
        if source.is_file() and (why := _private(source)):
            yield f"{source.name}: {why}"
            continue
        copied = target / _free(source, taken)
        target.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            yield from _zip(source, copied, out.resolve())
        else:
            shutil.copyfile(source, copied)


def _free(source: Path, taken: set[str]) -> str:
    """A name for a copy of `source`, in letters that no system forbids."""
    path = source.resolve()
    suffix = ".zip" if path.is_dir() else "".join(path.suffixes[-2:])
    stem = path.name if path.is_dir() else path.name[: len(path.name) - len(suffix)]
    safe = ["".join(c if c.isalnum() or c in "-_." else "-" for c in x) for x in (stem, suffix)]
    name, number = "".join(safe), 2
    while name.casefold() in taken:
        name, number = f"{safe[0]}-{number}{safe[1]}", number + 1
    taken.add(name.casefold())
    return name


def _zip(folder: Path, target: Path, out: Path) -> Iterator[str]:
    """Packs a folder; gives what was left out."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_dir() or path.resolve().is_relative_to(out):
                continue
            if path.is_symlink() or not path.is_file():
                yield f"{folder.name}/{name}: a link or no plain file"
            elif why := _private(path):
                yield f"{folder.name}/{name}: {why}"
            else:
                stamp = time.gmtime(path.stat().st_mtime)[:6]
                info = zipfile.ZipInfo(name, max(stamp, _OLDEST))
                info.file_size, info.external_attr = path.stat().st_size, 0o644 << 16
                with path.open("rb") as data, packed.open(info, "w") as member:
                    shutil.copyfileobj(data, member)


def _private(path: Path) -> str | None:
    """Why nobody is to see a file, or something in it: dumps, backups, configuration, logs, cookies
    of whoever saved the site."""
    with path.open("rb") as file:
        head = file.read(private_files.HEAD)
    if is_cookies(head):
        return "the cookies of whoever saved the site"
    if private := private_files.private_file(path.name, head):
        return private.what
    packed = file_form.opened(path)
    if not isinstance(packed, Packed):
        return None
    for name in packed.names():
        if private := media.private(packed.load(name)):
            return f"holds {name}: {private.what}"
    return None
