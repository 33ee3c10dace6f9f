"""Database dumps of a source, read into the store: each row that is part of the site becomes a
reading of its own.

All else of a dump lies in a private file of the system while it is read and is gone with it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, cast

from migrator import version
from migrator.database import dump_files, formats
from migrator.database.dump_files import DumpFile
from migrator.database.intake import Intake, Taker
from migrator.database.menu_addresses import AddressForm
from migrator.database.programs import program_of
from migrator.database.sql_dump import Loss
from migrator.database.witness import PICTURES, DatabaseWitness, other_prefixes, site_prefix
from migrator.joomla import configuration, uri
from migrator.joomla.configuration import Configuration
from migrator.joomla.private_files import HEAD, has_program_head
from migrator.layout.address_hashes import address_hash
from migrator.model import DUMP_READ, Note, Reading
from migrator.reading import database_row, site_rows
from migrator.reading.database_row import RowContext
from migrator.settings import ReadOptions
from migrator.sources.parts import Chained
from migrator.sources.source import Source, open_stream
from migrator.store.database import DUMPS_READ, Store
from migrator.store.row_tables import RowTables

#: Readings that are written at once.
_BATCH = 200
#: Addresses of pages that are looked at to learn how the site writes its own.
_SAMPLE = 2000


def read_databases(source: Source, store: Store, read_options: ReadOptions) -> None:
    """Reads the dumps of `source` that the store tells of, where they or what is asked of them have
    changed."""
    dumps = {name: (number, stamp) for number, name, stamp in store.dumps()}
    site = _site(source, store)
    marks = [version.code(), site.base, *sorted(read_options.include), *map(str, dumps.items())]
    signature = hashlib.sha256("\n".join(marks).encode()).hexdigest()
    if store.meta(DUMPS_READ) == signature:
        return
    store.drop_records()
    others = store.private_files()
    numbers = {**others, **{name: number for name, (number, _) in dumps.items()}}
    has_head = partial(_has_head, source)
    foreign: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for files in dump_files.grouped(list(dumps), list(others), has_head):
        tables = _Database(source, store, site, read_options, numbers).read(files)
        name = files[0][0]
        foreign.setdefault(name.rpartition("/")[0], []).append((name, tables))
    for folder, files_and_tables in foreign.items():
        _note_program(store, numbers, folder, files_and_tables)
    store.set_meta(DUMPS_READ, signature)


def _note_program(
    store: Store,
    numbers: dict[str, int],
    folder: str,
    files_and_tables: Sequence[tuple[str, frozenset[str]]],
) -> None:
    """Names the other program whose tables the dumps of a folder hold: one dump by itself, or all
    together where each table has files of its own (mydumper)."""
    programs = [(name, name, program_of(tables)) for name, tables in files_and_tables]
    if not any(program for _, _, program in programs):
        together = frozenset[str]().union(*(tables for _, tables in files_and_tables))
        words = f"the dumps in {folder}/ together" if folder else "the dumps together"
        programs = [(files_and_tables[0][0], words, program_of(together))]
    for name, words, program in programs:
        if program:
            text = f"{words}: {_other_program(program)}"
            store.note(numbers[name], Note("database-other-program", text, "warning"))


def _has_head(source: Source, name: str) -> bool:
    try:
        with open_stream(source, name) as stream:
            return has_program_head(stream.read(HEAD))
    except OSError:  # its own reading says so
        return False


@dataclass(frozen=True, slots=True)
class _Site:
    """What is known of the site beside its database: its configuration, its host, the root and form
    of its addresses."""

    configuration: Configuration
    host: str
    base: str
    form: AddressForm


def _configurations(store: Store) -> list[str]:
    """The configuration files of the source, the outermost first."""
    names = [n for n in store.private_files() if n.rpartition("/")[2] == "configuration.php"]
    return sorted(names, key=len)


def _site(source: Source, store: Store) -> _Site:
    settings = Configuration()
    for name in _configurations(store)[:1]:
        settings = configuration.read(source.load(name).data)
    origins: Counter[str] = Counter()
    script, suffix, plain = 0, 0, 0
    for index, url in enumerate(store.page_addresses()):
        if index == _SAMPLE:
            break
        parts = uri.parts(url)
        if not parts.netloc:
            continue
        origins[f"{parts.scheme}://{parts.netloc}/"] += 1
        if parts.path.strip("/") and "option=" not in parts.query:
            plain += 1
            script += "/index.php/" in parts.path
            suffix += parts.path.endswith(".html")
    base = settings.address or (origins.most_common(1)[0][0] if origins else "/")
    rewrite = (
        settings.rewrite if settings.rewrite is not None else script * 2 < plain if plain else None
    )
    form = AddressForm(
        script=None if rewrite is None else not rewrite,
        suffix=settings.suffix
        if settings.suffix is not None
        else suffix * 2 > plain
        if plain
        else None,
        sef=settings.sef if settings.sef is not None else plain > 0 if origins else None,
    )
    return _Site(settings, uri.parts(base).host, base, form)


class _Database:
    """Reads the files of one database; `numbers` are those of dumps and other private files
    in the store."""

    def __init__(
        self,
        source: Source,
        store: Store,
        site: _Site,
        read_options: ReadOptions,
        numbers: dict[str, int],
    ) -> None:
        self._source, self._store, self._site = source, store, site
        self._read_options, self._numbers = read_options, numbers

    def read(self, files: Sequence[DumpFile]) -> frozenset[str]:
        """Reads `files` and keeps what is part of the site. What comes back are the names of the
        tables where none is Joomla's."""
        tables = RowTables()
        taker = Taker(tables, lambda address: address_hash(address, self._site.host))
        try:
            for parts in files:
                taker.begin()
                self._take(parts, taker)
            return self._witness(files[0][0], tables, taker.intake)
        finally:
            tables.close()

    def _take(self, parts: DumpFile, taker: Taker) -> None:
        name = parts[0]
        try:
            with Chained([partial(open_stream, self._source, part) for part in parts]) as stream:
                formats.take(name, cast("BinaryIO", stream), taker)
            for number in dump_files.missing_parts(parts):
                why = f"part {number} of it is missing; put it beside the others"
                taker.intake.losses.append(Loss("", 0, why))
            reading = _dump_reading(name, taker.intake)
        except OSError as error:
            why = f"{name} cannot be read: {error.strerror or error}"
            note = Note("database-unreadable", why, "loss")
            reading = Reading(
                name, None, "other", why, status="failed", origin="dump", notes=(note,)
            )
        self._store.replace_reading(self._numbers[name], reading)
        for part in parts[1:]:
            origin = "private" if part in self._store.private_files() else "dump"
            part_reading = Reading(part, None, "other", f"a part of {name}", origin=origin)
            self._store.replace_reading(self._numbers[part], part_reading)

    def _witness(self, dump: str, tables: RowTables, intake: Intake) -> frozenset[str]:
        prefix = site_prefix(tables, self._site.configuration.prefix)
        if prefix is None:
            return intake.passed | intake.created.keys()
        pictures = self._store.files_below(PICTURES)
        witness = DatabaseWitness(
            tables, prefix, intake.created, intake.completed, self._site.form, pictures
        )
        context = RowContext(
            dump,
            self._site.base,
            self._read_options.include,
            frozenset(self._read_options.site.rules_off),
            witness.site.version,
        )
        batch: list[Reading] = []
        for reading in self._readings(witness, context):
            batch.append(reading)
            if len(batch) == _BATCH:
                self._store.add_records(self._numbers[dump], batch)
                batch = []
        self._store.add_records(self._numbers[dump], batch)
        for code, words in witness.left_out(self._site.host):
            self._store.note(self._numbers[dump], Note(f"database-{code}", f"{dump}: {words}"))
        others = other_prefixes(tables, prefix)
        if others:
            note = Note(
                "database-prefixes",
                f"tables of {prefix!r} were read; others with articles were not: "
                f"{', '.join(others)}; to read those, make a dump of their tables alone",
                "warning",
            )
            self._store.note(self._numbers[dump], note)
        return frozenset()

    def _readings(self, witness: DatabaseWitness, context: RowContext) -> Iterator[Reading]:
        if self._site.configuration.name:
            yield site_rows.of_site(self._site.configuration, context)
        for item in witness.items():
            yield database_row.of_item(item, context)
        for thread in witness.threads():
            yield database_row.of_thread(thread, context)
        for category in witness.categories():
            yield site_rows.of_category(category, context)
        for number, menu in enumerate(witness.menus(), 1):
            yield site_rows.of_menu(number, menu, context)
        for number, redirects in enumerate(witness.redirects(), 1):
            yield site_rows.of_redirects(number, redirects, context)


def _other_program(program: str) -> str:
    return (
        f"the tables are those of {program}, not of Joomla; export that site by {program}'s own "
        "means, and name the dump of the Joomla site here"
    )


def _dump_reading(name: str, intake: Intake) -> Reading:
    """What became of a dump as a file."""
    losses = [_loss_note(name, loss) for loss in intake.losses]
    rows = sum(intake.rows.values())
    reason = (
        f"{rows} rows of {len(intake.rows)} tables read; "
        f"{len(intake.passed)} tables are no part of the site"
    )
    if losses:
        reason += f"; {len(losses)} losses"
    return Reading(
        name,
        None,
        "other",
        f"{DUMP_READ}{reason}; neither published nor archived",
        origin="dump",
        notes=(*losses, *_coding_notes(name, intake)),
    )


def _loss_note(name: str, loss: Loss) -> Note:
    code = "database-row-lost" if loss.table else "database-truncated"
    place = f"table {loss.table}, " if loss.table else ""
    return Note(code, f"{name}: {place}byte {loss.offset}: {loss.reason}", "loss")


def _coding_notes(name: str, intake: Intake) -> Iterator[Note]:
    """What was found of wrongly coded text."""
    if intake.mixed:
        yield Note(
            "database-charset",
            f"{name}: {intake.mixed} values are no UTF-8, though the dump says so; "
            "read as windows-1252",
            "warning",
        )
    if intake.question_marks:
        yield Note(
            "database-charset",
            f"{name}: {intake.question_marks} values hold `???`, and the dump was written in "
            "latin1: where those were letters, make the dump again with "
            "--default-character-set=utf8mb4",
            "warning",
        )
    if intake.twice:
        yield Note(
            "database-double-encoding",
            f"{name}: {intake.twice} values were coded twice; put right",
        )
