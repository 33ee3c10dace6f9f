"""Map: each site of a collection is a run of its own, whose source is the places of its records."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from migrator.collection.archives import Archive
from migrator.collection.grouping import site_entries
from migrator.collection.parts import Entry
from migrator.errors import InUseError
from migrator.guard.small_files import make_folder, write_small
from migrator.pipeline import run as pipeline
from migrator.report import run_record
from migrator.report.account import account
from migrator.sources.warc import Warcs
from migrator.version import code

#: The file in a site's folder that says from what it was made.
MADE_FROM = ".collection"
#: How long a site is waited for that another process is at: a cluster gives the site of a worker
#: that it hears no more of to another one, and that worker may be alive for some time.
IN_USE_SECONDS, IN_USE_TRIES = 1.0, 120


class SiteResult(msgspec.Struct, frozen=True):
    """What a site came to; `fault` where it could not be read, `unchanged` where an earlier run
    had done it."""

    site: str
    pages: int = 0
    articles: int = 0
    comments: int = 0
    gaps: int = 0
    exit_code: int = 0
    unchanged: bool = False
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class MigrateSites:
    """Reads sites (names of files with places in `folder`) and writes each to a folder
    `site=NAME` in `out`, in the forms `targets`."""

    folder: Path
    out: Path
    targets: tuple[str, ...]

    def __call__(self, names: Sequence[str]) -> list[SiteResult]:
        return [self._migrate(name) for name in names]

    def on_worker_death(self, name: str) -> SiteResult:
        """The result of a site on which a process died."""
        return SiteResult(_site(name), fault="a process died while reading it")

    def _migrate(self, name: str) -> SiteResult:
        try:
            for _ in range(IN_USE_TRIES):
                try:
                    return self._result(name)
                except InUseError:
                    time.sleep(IN_USE_SECONDS)
            return self._result(name)
        except Exception as error:  # one site costs itself
            return SiteResult(_site(name), fault=f"{type(error).__name__}: {error}")

    def _result(self, name: str) -> SiteResult:
        out = self.out / f"site={_site(name)}"
        places = self.folder / name
        digest = self._digest(places)
        if before := _known(out, digest):
            return msgspec.structs.replace(before, unchanged=True)
        result = self._run(_site(name), places, out)
        write_small(out / MADE_FROM, msgspec.json.encode((digest, result)))
        return result

    def _run(self, site: str, places: Path, out: Path) -> SiteResult:
        begun = datetime.now(UTC)
        make_folder(out)
        written = pipeline.run(source_of(places, site), out, self.targets)
        with closing(written.site):
            result = account(written)
            options = {"to": self.targets}
            run_record.write(out, run_record.record(result, site, options, begun))
        return SiteResult(
            site,
            result.pages,
            result.articles,
            result.comments,
            sum(result.gaps.values()),
            result.exit_code,
        )

    def _digest(self, places: Path) -> str:
        digest = hashlib.sha256(places.read_bytes())
        digest.update(f"{code()} {self.targets}".encode())
        return digest.hexdigest()


def source_of(places: Path, label: str) -> Warcs:
    """The source that holds the records at `places` and no others."""
    archives: dict[Archive, int] = {}
    indexed = [(_number(archives, entry), entry.place) for entry in site_entries(places)]
    return Warcs(list(archives), label, indexed)


def _number(archives: dict[Archive, int], entry: Entry) -> int:
    return archives.setdefault(Archive(entry.archive, entry.member), len(archives))


def _site(name: str) -> str:
    return name.removesuffix(".places")


def _known(out: Path, digest: str) -> SiteResult | None:
    """What an earlier run made from the same places; None where there was none."""
    try:
        made_from, result = msgspec.json.decode(
            (out / MADE_FROM).read_bytes(), type=tuple[str, SiteResult]
        )
    except (OSError, msgspec.MsgspecError):
        return None
    return result if made_from == digest and (out / "site.db").is_file() else None
