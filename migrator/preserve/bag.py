"""BagIt 1.0 (RFC 8493): a copy of a run's folder with the digest of every file, for those who keep
it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from migrator.guard.small_files import digest_of, disk_error
from migrator.preserve import originals

FOLDER = "bag"
#: The folder of a bag's payload with what the run was made from.
ORIGINALS = "originals"
#: What only a run that goes on needs.
_PASSING = re.compile(r"(?:-wal|-shm)$|^\..*\.(?:lock|key)$|^\.part-")


def make(
    folder: Path,
    only: Collection[str] | None,
    sources: list[Path],
    info: dict[str, str],
    tags: dict[str, bytes],
) -> Path:
    """Makes the bag in `folder`, in place of the one that was there: a copy of `folder`, or of
    `only` some folders in it, `sources` as its originals, `info` as bag-info.txt and `tags` as tag
    files by their name. What of the originals nobody is to see is left out, and a tag file says
    so."""
    bag, part = folder / FOLDER, folder / f"{FOLDER}.part"
    try:
        shutil.rmtree(part, ignore_errors=True)
        (part / "data").mkdir(parents=True)
        _copy(folder, only, part)
        left_out = list(originals.copy(sources, part / "data" / ORIGINALS, folder))
        if left_out:
            tags = tags | {"migrator/left-out.txt": "".join(f"{w}\n" for w in left_out).encode()}
        _describe(part, info, tags)
        shutil.rmtree(bag, ignore_errors=True)
        part.replace(bag)
    except OSError as error:
        raise disk_error(error, part) from error
    return bag


def _copy(folder: Path, only: Collection[str] | None, part: Path) -> None:
    for path in _files(folder):
        inside = path.relative_to(folder)
        if inside.parts[0] in (FOLDER, part.name) or _PASSING.search(path.name):
            continue
        if only is None or inside.parts[0] in only:
            target = part / "data" / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def _describe(part: Path, info: dict[str, str], tags: dict[str, bytes]) -> None:
    """Writes the tag files and the manifests of a bag."""
    payload = _files(part / "data")
    size = sum(path.stat().st_size for path in payload)
    info = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    files = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{k}: {' '.join(v.split())}\n" for k, v in info.items()).encode(),
        "manifest-sha256.txt": _manifest(part, payload),
        **tags,
    }
    for name, data in files.items():
        (part / name).parent.mkdir(exist_ok=True)
        (part / name).write_bytes(data)
    tag_files = [part / name for name in files]
    (part / "tagmanifest-sha256.txt").write_bytes(_manifest(part, tag_files))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _manifest(part: Path, paths: list[Path]) -> bytes:
    lines = (f"{digest_of(p)}  {_escaped(p.relative_to(part).as_posix())}\n" for p in paths)
    return "".join(lines).encode()


def verify(bag: Path) -> Iterator[str]:
    """What is wrong with a bag: files that are missing, changed, or in no manifest."""
    listed: dict[str, str] = {}
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        try:
            text = (bag / name).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            yield f"{bag / name}: cannot be read ({error})"
            continue
        for line in text.splitlines():
            digest, _, path = line.partition("  ")
            listed[_unescaped(path)] = digest
    for path, digest in listed.items():
        where = bag / path
        if not where.resolve().is_relative_to(bag.resolve()):
            yield f"{bag}: a manifest names a file outside of it: {path}"
        elif not where.is_file():
            yield f"{where}: is not there"
        elif digest_of(where) != digest:
            yield f"{where}: is not as it was when the bag was made"
    files = {p.relative_to(bag).as_posix() for p in bag.rglob("*") if p.is_file()}
    yield from (
        f"{bag / path}: is in no manifest"
        for path in sorted(files - listed.keys() - {"tagmanifest-sha256.txt"})
    )


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _unescaped(path: str) -> str:
    return path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
