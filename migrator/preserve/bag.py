"""BagIt 1.0 (RFC 8493): a copy of a run's folder with the digest of every file, for those who keep
it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from migrator.guard.paths import digest_of, disk_error

FOLDER = "bag"
_TAGS = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
#: What only a run that goes on needs.
_PASSING = re.compile(r"(?:-wal|-shm)$|^\..*\.(?:lock|key)$|^\.part-")


def make(folder: Path, only: Collection[str] | None, info: dict[str, str]) -> Path:
    """Copies `folder`, or `only` some folders in it, into the bag in it, in place of the bag that
    was there; `info` goes to bag-info.txt. Where names are redacted, the store and the originals
    hold them still: only what was written without them goes into the bag."""
    bag, made = folder / FOLDER, folder / f"{FOLDER}.part"
    try:
        shutil.rmtree(made, ignore_errors=True)
        count = size = 0
        manifest = []
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            inside = path.relative_to(folder)
            if inside.parts[0] in (FOLDER, made.name) or _PASSING.search(path.name):
                continue
            if only is not None and inside.parts[0] not in only:
                continue
            target = made / "data" / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            manifest.append(f"{digest_of(target)}  data/{_escaped(inside.as_posix())}\n")
            count, size = count + 1, size + target.stat().st_size
        info = {**info, "Payload-Oxum": f"{size}.{count}"}
        (made / "bagit.txt").write_text(
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "utf-8"
        )
        (made / "bag-info.txt").write_text(
            "".join(f"{k}: {' '.join(v.split())}\n" for k, v in info.items()), "utf-8"
        )
        (made / "manifest-sha256.txt").write_text("".join(manifest), "utf-8")
        tags = "".join(f"{digest_of(made / name)}  {name}\n" for name in _TAGS)
        (made / "tagmanifest-sha256.txt").write_text(tags, "utf-8")
        shutil.rmtree(bag, ignore_errors=True)
        made.replace(bag)
    except OSError as error:
        raise disk_error(error, made) from error
    return bag


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
    held = {p.relative_to(bag).as_posix() for p in bag.rglob("*") if p.is_file()}
    yield from (
        f"{bag / path}: is in no manifest"
        for path in sorted(held - listed.keys() - {"tagmanifest-sha256.txt"})
    )


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _unescaped(path: str) -> str:
    return path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
