"""The source that a path or an address stands for, and what several make together."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from migrator.database import dump_files
from migrator.errors import SourceError, UsageError
from migrator.joomla.private_files import HEAD, private_file
from migrator.sources import file_form, zstd
from migrator.sources.file_form import begins
from migrator.sources.open_files import close
from migrator.sources.source import Container, File, Source, is_run
from migrator.sources.warc import WARC_SUFFIXES, InFile, Warcs

if TYPE_CHECKING:
    from migrator.sources.fetched import FetchedSource, FetchOptions
    from migrator.warc.reader import Opened

#: How packed files begin that are not read, what they are, and what to do.
_UNREAD = (
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it (7z x FILE) and name the folder"),
    (b"Rar!", "a RAR archive; unpack it (unrar x FILE) and name the folder"),
    (zstd.MAGIC, "compressed with Zstandard; unpack it (zstd -d FILE) and name the result"),
)

#: An address whose slashes are not two.
_BROKEN_ADDRESS = re.compile(r"(https?):/*(?=[\w-]+\.)", re.I)


def within(
    label: str, files: Sequence[str], file_of: Callable[[str], File], level: int = 0
) -> dict[str, Container]:
    """The files that hold captures among the `files` of a folder or a packed file, by name and
    mark. `level` is the number of packed files around them."""
    warcs = [name for name in files if name.lower().endswith(WARC_SUFFIXES)]
    shared = Warcs([InFile(file_of(name)) for name in warcs], label)
    containers: dict[str, Container] = {
        f"{name}@": shared.part(number) for number, name in enumerate(warcs)
    }
    pages = any(name.lower().endswith((".html", ".htm", ".php")) for name in files)
    for name in files:
        with suppress(SourceError):  # one that holds nothing, or is damaged, stays a file
            if opened := file_form.opened_within(file_of(name), level + 1, pages):
                mark, container = opened
                containers[f"{name}{mark}"] = container
                close(container)  # a folder may hold thousands
    return containers


def open_source(
    path: str, out: Path | None = None, net: FetchOptions | None = None, follow_links: bool = False
) -> Source:
    """The source at `path`, told by what is there; one that is to be fetched (`https://…`,
    `wayback:…`) goes to the archive of the run at `out`. `follow_links`: what symbolic
    links in a folder lead to is a part of it, wherever it lies.

    Raises SourceError where nothing is there or it is of no known kind.
    """
    if path.startswith(("http://", "https://", "wayback:")):
        from migrator.sources import fetched

        if out is None:
            raise SourceError(
                f"{path}: is to be fetched, and there is no output folder to keep it in; name one"
            )
        return fetched.FetchedSource(path, out, net or fetched.FetchOptions())
    from migrator.sources.folder import Folder
    from migrator.sources.single_file import Page

    where = Path(path)
    if not where.exists():
        raise SourceError(f"{path}: no such file or folder; {_instead(path)}")
    if where.is_dir():
        return _fetched_by_run(where) if is_run(where) else Folder(where, follow_links)
    if container := file_form.opened(where):
        return cast("Source", container)
    head = begins(where, HEAD)
    if (private := private_file(where.name, head)) and private.kind == "database":
        return Page(where, dump_files.parts_beside(where))
    if complaint := next((why for magic, why in _UNREAD if head.startswith(magic)), None):
        raise SourceError(f"{path}: is {complaint}")
    return Page(where)


def _instead(path: str) -> str:
    """What to name instead of a path at which there is nothing."""
    if match := _BROKEN_ADDRESS.match(path):
        return f"an address has two slashes: {match[1].lower()}://{path[match.end() :]}"
    if path.lower().startswith("file:"):
        return f"a file is named by its path: {unquote(path[5:]).replace('//', '', 1)}"
    return (
        "name a folder of saved pages, a web archive, a zip or tar, or a saved page; what is to be "
        "fetched begins with https:// or wayback:"
    )


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
    paths: Sequence[str],
    out: Path | None = None,
    net: FetchOptions | None = None,
    follow_links: bool = False,
) -> Source:
    """The source at `paths`: one, or several read as one."""
    opened = [open_source(path, out, net, follow_links) for path in paths]
    if len(opened) == 1:
        return opened[0]
    from migrator.sources.merged import MergedSource

    return MergedSource(opened)


def to_fetch(source: Source) -> list[FetchedSource]:
    """What of a source must be fetched before it can be read."""
    from migrator.sources.fetched import FetchedSource
    from migrator.sources.merged import MergedSource

    parts = source.parts.values() if isinstance(source, MergedSource) else (source,)
    return [part for part in parts if isinstance(part, FetchedSource)]


def supplemented(source: Source, out: Path) -> Source:
    """`source` with what runs at `out` have fetched because it lacked it."""
    from migrator.sources.fetched import FOLDER, MISSING, Supplemented

    return Supplemented(source, out) if any((out / FOLDER).glob(f"{MISSING}-*.warc.gz")) else source


def split(source: Source) -> tuple[list[Opened], list[str]]:
    """The web archive files of a source, and the names of its captures that lie in none."""
    from migrator.sources.fetched import FetchedSource
    from migrator.sources.folder import Folder
    from migrator.sources.merged import MergedSource

    if isinstance(source, Warcs):
        return source.files, []
    if isinstance(source, FetchedSource):
        return source.archives, []
    if isinstance(source, Folder):
        return source.archives()
    if isinstance(source, MergedSource):
        parts = [(label, *split(part)) for label, part in source.parts.items()]
        return [file for _, files, _ in parts for file in files], [
            f"{label}{name}" for label, _, names in parts for name in names
        ]
    return [], list(source.names())


def places(label: str) -> frozenset[str]:
    """Where the sources of a run lie that `label` names: absolute paths, and addresses."""
    try:
        paths = [label] if Path(label).exists() else shlex.split(label)
    except ValueError:  # one address, with a quotation mark in it
        paths = [label]
    return frozenset(
        path if "://" in path or path.startswith("wayback:") else str(Path(path).resolve())
        for path in paths
    )


def refuse_as_output(source: Source, out: Path) -> None:
    """Raises UsageError where a run of `source` is to be written into the source itself: what it
    wrote would be a part of the site next time."""
    if str(out.resolve()) in places(source.label):
        raise UsageError(f"{out}: is the source itself; name another folder with -o")


def follows_links(source: Source) -> bool:
    """Whether symbolic links in a source are followed."""
    from migrator.sources.merged import MergedSource

    parts = source.parts.values() if isinstance(source, MergedSource) else (source,)
    return any(getattr(part, "follow_links", False) for part in parts)


def reopened(label: str | None, out: Path, follow_links: bool = False) -> Source | None:
    """The source that the run at `out` read before, None where it is not there any more."""
    for paths in ([label], shlex.split(label)) if label else ():
        try:
            return open_sources(paths, out, follow_links=follow_links)
        except SourceError:
            continue
    return None
