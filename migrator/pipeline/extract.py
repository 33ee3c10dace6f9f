"""The reading half: every capture of a source read into the store, page by page, by several
processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Generic, TypeVar

from migrator import errors, filetypes
from migrator.document.document import Document
from migrator.errors import OverdueError
from migrator.guard import limits
from migrator.layout import survey
from migrator.model import Capture, Note, Reading
from migrator.parallel import Deadline, in_batches
from migrator.pipeline.progress import Progress
from migrator.reading import page as reading
from migrator.reading import selection
from migrator.settings import NOTHING_KNOWN, ReadOptions
from migrator.sources import opening
from migrator.sources.open_files import close
from migrator.sources.source import Source
from migrator.store import capture_rows
from migrator.store.capture_rows import Entry
from migrator.store.database import Store

#: What a look at a capture gives.
L = TypeVar("L")

#: Looks at pages that are kept until all pages are read: 3 to 6 kB each on three real sites.
KEPT_LOOKS = 2 * survey.SAMPLE

#: Links that a process remembers having told, so that it need not tell them with every page.
REMEMBERED = 500_000

#: The key in the store for how many names a first look (`--limit`) left out.
NOT_READ = "not read"
#: The key of whether symbolic links in the source are followed: who opens it again does as well.
FOLLOW_LINKS = "follow links"

#: Number in the store, name in the source, stamp.
Job = tuple[int, str, str]
#: The rows of a capture, and what a survey needs of it where it must be read again.
Read = tuple[Entry, survey.Look | None]


def extract(
    source: Source,
    store_: Store,
    jobs: int = 1,
    progress: Progress | None = None,
    read_options: ReadOptions = NOTHING_KNOWN,
) -> None:
    """Reads every capture of `source` that `store_` does not hold as it is now."""
    read_options = replace(read_options, key=store_.key)
    settings, places = read_options.site.as_json(), opening.places(source.label)
    store_.begin(source.label, settings, read_options.known_readers, places)
    left = []
    names, more = first_look(list(source.names()), read_options.limit)
    store_.set_meta(NOT_READ, str(more))
    store_.set_meta(FOLLOW_LINKS, "1" if opening.follows_links(source) else "")
    expected = store_.sync_sources(names)
    for number, name, stamp_before in expected:
        stamp = source.stamp(name)
        if stamp != stamp_before:
            left.append((number, name, stamp))
    count = len(expected) - len(left)
    first = replace(read_options, survey_follows=True)
    looks: dict[int, survey.Look] = {}
    for batch in in_batches(_Reader(source, first), left, jobs):
        store_.add([entry for entry, _ in batch])
        if len(looks) < KEPT_LOOKS:
            looks |= {entry.number: look for entry, look in batch if look}
        count += len(batch)
        if progress:
            progress("reading", count, len(expected))
    if left:
        stamps = {number: stamp for number, _, stamp in left}
        _second_look(source, store_, stamps, looks, jobs, progress, read_options)
        _second_look_at_texts(source, store_, jobs, progress, read_options)
    if store_.has_dumps:
        from migrator.pipeline.databases import read_databases  # most runs meet no dump: 70 ms

        read_databases(source, store_, read_options)
    close(source)


def first_look(names: list[str], most: int | None) -> tuple[list[str], int]:
    """The names to read where at most `most` pages are wanted, and how many names that leaves out.

    The pages are taken at equal distances, so that all parts of a site are seen; pictures and other
    files that are told by their name are all taken, because any article may show them.
    """
    pages = [name for name in names if not filetypes.is_named_like_a_file(name)]
    if most is None or len(pages) <= most:
        return names, 0
    step = len(pages) / most
    chosen = {pages[int(index * step)] for index in range(most)}
    first_names = [n for n in names if n in chosen or filetypes.is_named_like_a_file(n)]
    return first_names, len(names) - len(first_names)


def _second_look(
    source: Source,
    store_: Store,
    stamps: Mapping[int, str],
    looks: Mapping[int, survey.Look],
    jobs: int,
    progress: Progress | None,
    read_options: ReadOptions,
) -> None:
    """Reads the pages of no known structure, now that all pages together tell what they share. The
    first reading told their kind only and gave them no stamp of `stamps`, so that a run that was
    stopped before reads them again; of most it took `looks`."""
    strangers = store_.pages_without_known_layout()
    if not strangers:
        return
    strange = any(strange for *_, strange in strangers)
    sample = store_.sample(survey.SAMPLE if strange else survey.FEW)
    known = (looks[number] for number, *_ in sample if number in looks)
    others = [job for job in sample if job[0] not in looks]
    all_looks = chain(known, _looks(_Looker(source, survey.look), others, jobs))
    learned = replace(read_options, survey=survey.learn(all_looks, store_.templates()))
    again = [(number, name, stamps.get(number, stamp)) for number, name, stamp, _ in strangers]
    _read_again(_Reader(source, learned), again, store_, jobs, progress)


def _second_look_at_texts(
    source: Source, store_: Store, jobs: int, progress: Progress | None, read_options: ReadOptions
) -> None:
    """Reads the texts again, now that all together tell which lines the site repeats. Texts beside
    more pages of articles are files that go with a site: logs and data share lines too."""
    texts = store_.texts()
    if len(texts) < 2 or store_.article_pages() > len(texts):
        return
    from migrator.textdump import reader as textdump  # most runs meet no text: 70 ms of CPU
    from migrator.textdump import survey as text_survey

    step = max(len(texts) / text_survey.SAMPLE, 1.0)
    sample = [texts[int(n * step)] for n in range(min(text_survey.SAMPLE, len(texts)))]
    looks = (
        look for look in _looks(_Looker(source, textdump.look), sample, jobs) if look is not None
    )
    learned = replace(read_options, texts=text_survey.learn(looks))
    _read_again(_Reader(source, learned), texts, store_, jobs, progress)


def _looks(looker: _Looker[L], sample: list[Job], jobs: int) -> Iterator[L | None]:
    return (look for batch in in_batches(looker, sample, jobs) for look in batch)


def _read_again(
    reader: _Reader, again: list[Job], store_: Store, jobs: int, progress: Progress | None
) -> None:
    done = 0
    for batch in in_batches(reader, again, jobs):
        store_.add([entry for entry, _ in batch])
        done += len(batch)
        if progress:
            progress("second look", done, len(again))


class _Reader:
    """Reads batches of captures into rows for the store."""

    def __init__(self, source: Source, read_options: ReadOptions) -> None:
        self.source, self.read_options = source, read_options
        self.told: set[str] = set()

    def __call__(self, captures: Sequence[Job]) -> list[Read]:
        pages = (self.read(*capture) for capture in captures)
        return [(self._untold(entry), look) for entry, look in pages]

    def on_worker_death(self, capture: Job) -> Read:
        number, name, _ = capture
        return _again(number, name, "worker-died", "the process that read the page died")

    def read(self, number: int, name: str, stamp: str) -> Read:
        """One capture; what goes wrong with it is its own reading."""
        try:
            capture = self.source.load(name)
        except OSError as error:
            why = f"cannot be read: {error.strerror or error}"
            return _again(number, name, "source-unreadable", why)
        except errors.MigratorError:
            raise
        except Exception as error:
            return _again(number, name, "source-failed", errors.place(error))
        identity: tuple[str | None, str, int]
        identity = stamp, capture_rows.digest(capture.data), len(capture.data)
        try:
            with Deadline(limits.PAGE_SECONDS):
                look, pages = None, list[Document]()
                readings = selection.select(
                    reading.read(capture, self.read_options, pages.append), self.read_options.site
                )
                if self.read_options.survey_follows and capture_rows.is_unsure(readings):
                    identity = None, *identity[1:]
                    look = survey.look_at(pages[0]) if pages else None
                readings = capture_rows.keyed(readings, self.read_options.key)
                return capture_rows.entry(number, readings, *identity), look
        except OverdueError:
            why = f"took longer than {limits.PAGE_SECONDS:.0f} s"
            readings = failed(name, "reading-overdue", why, capture.url)
        except MemoryError as error:
            return _again(number, name, "reading-memory", errors.place(error))
        except Exception as error:
            readings = failed(name, "reading-failed", errors.place(error), capture.url)
        return capture_rows.entry(number, readings, *identity), None

    def _untold(self, entry: Entry) -> Entry:
        """`entry` without the links that this process has told before."""
        if len(self.told) > REMEMBERED:
            self.told.clear()
        new = tuple(url for url in entry.links if url not in self.told)
        self.told.update(new)
        return entry._replace(links=new)


class _Looker(Generic[L]):
    """Looks at batches of captures for a survey, which makes `look_at` of each."""

    def __init__(self, source: Source, look_at: Callable[[Capture], L | None]) -> None:
        self.source, self.look_at = source, look_at

    def __call__(self, captures: Sequence[Job]) -> list[L | None]:
        return [self.look(name) for _, name, _ in captures]

    def on_worker_death(self, capture: Job) -> L | None:
        return None

    def look(self, name: str) -> L | None:
        try:
            with Deadline(limits.PAGE_SECONDS):
                return self.look_at(self.source.load(name))
        except Exception:  # the reading of the page says what is wrong with it
            return None


def _again(number: int, name: str, code: str, reason: str) -> Read:
    """A capture that failed for a reason outside of the program: its rows have no stamp, so that
    the next run reads it again."""
    return capture_rows.entry(number, failed(name, code, reason), None, "", 0), None


def failed(name: str, code: str, reason: str, url: str | None = None) -> Reading:
    """The reading of a capture that could not be read."""
    return Reading(name, url, "other", reason, status="failed", notes=(Note(code, reason, "loss"),))
