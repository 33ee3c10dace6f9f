"""Files that hold captures: web archives, WACZ, MHTML, zip, tar, texts; told by their name and by
looking at them."""

from __future__ import annotations

import lzma
import shlex
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.errors import SourceError
from migrator.sources.source import Source

if TYPE_CHECKING:
    from migrator.sources.fetched import FetchedSource, FetchOptions
    from migrator.warc.reader import Opened

import tarfile

from migrator.sources import backups, texts, webarchive
from migrator.sources.mhtml import Mhtml
from migrator.sources.packed import Packed, Tar, Zip, opened_zip
from migrator.sources.source import Container, File
from migrator.sources.warc import InFile, InZip, Warcs
from migrator.sources.webarchive import WebArchive

#: Names of web archive files; `.open` is what crawlers add while they write to one.
WARC_SUFFIXES = tuple(
    f".{kind}{packed}{end}"
    for kind in ("warc", "arc", "wet")
    for packed in ("", ".gz")
    for end in ("", ".open")
)
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_MHTML = (".mht", ".mhtml")
_ZSTANDARD = "compressed with Zstandard; unpack it (zstd -d FILE) and name the result"
#: How packed files begin that are not read, what they are, and what to do. Archive Team's .warc.zst
#: begin with a dictionary.
_UNREAD = (
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it (7z x FILE) and name the folder"),
    (b"Rar!", "a RAR archive; unpack it (unrar x FILE) and name the folder"),
    (b"\x28\xb5\x2f\xfd", _ZSTANDARD),
    (b"\x5d\x2a\x4d\x18", _ZSTANDARD),
    (b"ZIM\x04", "a ZIM file; unpack it (zimdump dump --dir=FOLDER FILE) and name the folder"),
)
#: Zips that SingleFile makes so that a browser opens them as a page.
_SELF_EXTRACTING = (".zip.html", ".zip.htm")
#: What may hold captures beside pages.
_HOLDERS = (
    *_MHTML,
    *_SELF_EXTRACTING,
    webarchive.SUFFIX,
    ".wacz",
    *texts.LINES,
    texts.GZIPPED,
    *backups.SUFFIXES,
)


def is_warc(path: Path) -> bool:
    """Whether a file is called a web archive, or begins like one."""
    return path.name.lower().endswith(WARC_SUFFIXES) or _begins(path).startswith(
        (b"WARC/", b"filedesc://")
    )


def is_wacz(path: File) -> bool:
    """Whether a file is a zip with web archives in it."""
    return any(name.startswith("archive/") for name in _zipped(path))


def _zipped(path: File) -> list[str]:
    """The names in a zip; none where it is no zip or a damaged one."""
    try:
        with opened_zip(path) as packed:
            return packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


def wacz(path: File) -> Warcs:
    """The web archives in a WACZ."""
    names = sorted(n for n in _zipped(path) if n.lower().endswith(WARC_SUFFIXES))
    return Warcs([InZip(path, name) for name in names], str(path))


def is_tar(path: File) -> bool:
    """Whether a file is called a tar, and is one."""
    if not path.name.lower().endswith(_TAR):
        return False
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file) as _:
            return True
    except (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError):
        return False


def is_mhtml(path: File) -> bool:
    """Whether a file is called MHTML, or begins like it."""
    return path.name.lower().endswith(_MHTML) or b"multipart/related" in _begins(path).lower()


def _begins(path: File) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return b""


def within(
    label: str, files: Sequence[str], file_of: Callable[[str], File], level: int = 0
) -> dict[str, Container]:
    """The files that hold captures among the `files` of a folder or a packed file, by name and
    mark. A zip or tar beside pages is something that the old site offered; in a folder without
    pages it is a capture."""
    found: dict[str, Container] = {}
    warcs = [name for name in files if name.lower().endswith(WARC_SUFFIXES)]
    shared = Warcs([InFile(file_of(name)) for name in warcs], label) if warcs else None
    for at, name in enumerate(warcs):
        assert shared is not None
        found[f"{name}@"] = shared.part(at)
    for name in files:
        if not name.lower().endswith(_HOLDERS):
            continue
        file = file_of(name)
        if container := _holder(file):
            mark = "@" if isinstance(container, texts.JsonTexts) else "/"
            found[f"{name}{mark}"] = container
        elif isinstance(file, Path) and (backup := backups.opened(file, beside=True)):
            found[f"{name}/"] = backup
    if not any(name.lower().endswith((".html", ".htm", ".php")) for name in files):
        for name in files:
            if f"{name}/" in found:
                continue
            with suppress(SourceError):  # one that holds nothing, or is damaged, stays a file
                if packed := _packed(file_of(name), level + 1):
                    found[f"{name}/"] = packed
    return found


def _holder(file: File) -> Container | None:
    """The captures in a file that is made to hold them, None where it is none."""
    name = file.name.lower()
    if name.endswith(_MHTML):
        return Mhtml(file)
    if name.endswith(webarchive.SUFFIX):
        return WebArchive(file)
    if name.endswith(_SELF_EXTRACTING):
        return Zip(file) if _zipped(file) else None
    if name.endswith(".wacz") and _zipped(file):
        return wacz(file)
    return texts.open_texts(file)


def _packed(file: File, level: int) -> Packed | None:
    """The folder packed in a zip or tar, None where a file is neither."""
    if file.name.lower().endswith(".zip") and _zipped(file):
        return Zip(file, level)
    return Tar(file, level) if is_tar(file) else None


def open_source(path: str, out: Path | None = None, net: FetchOptions | None = None) -> Source:
    """The source at `path`, told by what is there; one that is to be fetched (`https://…`,
    `wayback:…`) goes to the archive of the run at `out`.

    Raises SourceError where nothing is there or it is of no known kind.
    """
    if path.startswith(("http://", "https://", "wayback:")):
        from migrator.sources import fetched

        if out is None:
            raise SourceError(
                f"{path}: is to be fetched, and there is no output folder to keep it in; name one"
            )
        return fetched.FetchedSource(path, out, net or fetched.FetchOptions())
    from migrator.sources import opening as containers
    from migrator.sources.folder import Folder
    from migrator.sources.mhtml import Mhtml
    from migrator.sources.packed import Tar, Zip
    from migrator.sources.single_file import Page

    where = Path(path)
    if not where.exists():
        raise SourceError(
            f"{path}: no such file or folder; name a folder of saved pages, a web "
            f"archive, a zip or tar, or a saved page"
        )
    if where.is_dir():
        return _fetched_by_run(where) if _is_run(where) else Folder(where)
    if complaint := next((why for magic, why in _UNREAD if _begins(where).startswith(magic)), None):
        raise SourceError(f"{path}: is {complaint}")
    if containers.is_warc(where):
        return Warcs([InFile(where)], path)
    if backup := backups.opened(where):
        return backup
    if containers.is_wacz(where):
        return containers.wacz(where)
    if zipfile.is_zipfile(where):
        return Zip(where)
    if containers.is_tar(where):
        return Tar(where)
    if where.name.lower().endswith(webarchive.SUFFIX):
        return WebArchive(where)
    if held := texts.open_texts(where):
        return held
    return Mhtml(where) if containers.is_mhtml(where) else Page(where)


def _is_run(folder: Path) -> bool:
    """Whether a folder is what a run of migrator wrote."""
    return (folder / "site.db").is_file() and (folder / ".run.key").is_file()


def _fetched_by_run(folder: Path) -> Warcs:
    """The captures that the run at `folder` fetched. Raises SourceError where there are none: what
    a run wrote is no old site."""
    from migrator.sources.fetched import FOLDER

    files = sorted((folder / FOLDER).glob("*.warc.gz"))
    if not files:
        raise SourceError(
            f"{folder}: is what a run wrote, and no old site; name what the run was made from"
        )
    return Warcs([InFile(file) for file in files], str(folder))


def open_sources(
    paths: Sequence[str], out: Path | None = None, net: FetchOptions | None = None
) -> Source:
    """The source at `paths`: one, or several read as one."""
    opened = [open_source(path, out, net) for path in paths]
    if len(opened) == 1:
        return opened[0]
    from migrator.sources.merged import Several

    return Several(opened)


def to_fetch(source: Source) -> list[FetchedSource]:
    """What of a source must be fetched before it can be read."""
    from migrator.sources.fetched import FetchedSource
    from migrator.sources.merged import Several

    parts = source.parts.values() if isinstance(source, Several) else (source,)
    return [part for part in parts if isinstance(part, FetchedSource)]


def supplemented(source: Source, out: Path) -> Source:
    """`source` with what runs at `out` have fetched because it lacked it."""
    from migrator.sources.fetched import FOLDER, MISSING, Supplemented

    return Supplemented(source, out) if any((out / FOLDER).glob(f"{MISSING}-*.warc.gz")) else source


def split(source: Source) -> tuple[list[Opened], list[str]]:
    """The web archive files of a source, and the names of its captures that lie in none."""
    from migrator.sources.fetched import FetchedSource
    from migrator.sources.folder import Folder
    from migrator.sources.merged import Several
    from migrator.sources.warc import Warcs

    if isinstance(source, Warcs):
        return source.files, []
    if isinstance(source, FetchedSource):
        return source.archives, []
    if isinstance(source, Folder):
        return source.archives()
    if isinstance(source, Several):
        found = [(label, *split(part)) for label, part in source.parts.items()]
        return [file for _, files, _ in found for file in files], [
            f"{label}{name}" for label, _, names in found for name in names
        ]
    return [], list(source.names())


def reopened(label: str | None, out: Path) -> Source | None:
    """The source that the run at `out` read before, None where it is not there any more."""
    for paths in ([label], shlex.split(label)) if label else ():
        try:
            return open_sources(paths, out)
        except SourceError:
            continue
    return None
