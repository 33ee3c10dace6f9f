"""The context that a target writes in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any, NamedTuple

from migrator import errors
from migrator.guard.paths import Folder
from migrator.markdown import conversion
from migrator.model import Article, Gap, Site
from migrator.parallel import in_batches
from migrator.writing.dialects import COMMONMARK, Dialect
from migrator.writing.front_matter import Documents
from migrator.writing.media_files import HeldFiles, Load
from migrator.writing.names import NO_ADDRESS
from migrator.writing.outline import outline
from migrator.writing.permalinks import NewSite


class Document(NamedTuple):
    """A file to be: its folder and name there, its front matter and its body as CommonMark (None:
    it is YAML alone)."""

    folder: Folder
    name: str
    data: Any
    body: str | None = None


@dataclass
class TargetWriter:
    """The context that a target writes in: the site, its own folder, the captures that files are
    copied from (None: not to be had), how many processes may help, and who is told how many
    articles of how many are done. `new` tells where articles and categories stand on the new site;
    `damaged_files` are files that turned out not to be what articles need, and what the platform
    cannot hold; `faults` say which articles could not be written, and why."""

    site: Site
    folder: Folder
    new: NewSite
    load: Load | None = None
    jobs: int = 1
    progress: Callable[[int, int], None] | None = None

    def __post_init__(self) -> None:
        self.damaged_files: list[Gap] = []
        self.faults: list[str] = []
        self._unproven = False

    @cached_property
    def outline(self) -> Site:
        """The site without its texts, to go through as often as plans need it."""
        return outline(self.site)

    def limit(self, why: str) -> None:
        """Notes what the platform cannot hold: a line of the account."""
        self.damaged_files.append(Gap("limit", None, why))

    def markdown(self, html: str) -> str:
        """Sanitised HTML as Markdown, for comments and descriptions; what is lost is noted."""
        text, notes = conversion.convert(html)
        for note in notes:
            if note.level == "loss":
                self.limit(f"Markdown of {html[:60]!r}: {note.message}")
        return text

    def site_address(self) -> str:
        """The address of the site without a slash at its end, or a made-up one with a line of the
        account."""
        if not (url := self.site.structure.url):
            self.limit(
                f"{self.folder.root.name}: no page tells the site's address; links begin with "
                f"{NO_ADDRESS}, replace it in the files, or say `url:` in site.yaml"
            )
        return (url or NO_ADDRESS).rstrip("/")

    def files(self, name: str, below: Callable[[str], str] = lambda ending: "") -> HeldFiles:
        """The articles' files, copied into the folder `name`, or folders `below` it by their
        endings."""
        return HeldFiles(self.load, self.folder.inside(name), self.damaged_files, below)

    def articles(self) -> Iterator[Article]:
        """The articles of the site, to write each."""
        of = len(self.site.articles)
        for done, article in enumerate(self.site.articles, 1):
            yield article
            if self.progress:
                self.progress(done, of)

    def documents(self, of_article: Callable[[Article], Iterable[Document]]) -> Iterator[Document]:
        """The documents that `of_article` makes of each article; one that fails costs that one."""
        for article in self.articles():
            try:
                documents = list(of_article(article))
            except errors.MigratorError:  # a full disk, say: that is no article's fault
                raise
            except Exception as error:
                self.faults.append(f"{article.id}: {errors.place(error)}")
                continue
            yield from documents

    def write(self, documents: Iterable[Document], dialect: Dialect = COMMONMARK) -> None:
        """Writes documents, in their order, in the dialect of an engine. What that does not show of
        a text is a line of the account."""
        places: deque[tuple[Folder, str]] = deque()
        self._tell_unproven(dialect)

        def contents() -> Iterator[tuple[Any, str | None]]:
            for folder, name, data, body in documents:
                places.append((folder, name))
                yield data, body

        work = Documents(dialect.name)
        for batch in in_batches(work, contents(), self.jobs, dialect.batch):
            for file in batch:
                folder, name = places.popleft()
                if file.fault:
                    self.faults.append(f"{name}: {file.fault}")
                    continue
                folder.write(name, file.text)
                if file.losses:
                    self.limit(
                        f"{(folder.root / name).relative_to(self.folder.root.parent)}: "
                        f"{dialect.engine} shows it otherwise: "
                        f"{'; '.join(file.losses)}"
                    )

    def _tell_unproven(self, dialect: Dialect) -> None:
        """A line of the account where the builder's engine is not at hand; one of each target."""
        if dialect.is_engine and not self._unproven and dialect.render is None:
            self._unproven = True
            self.limit(
                f"{self.folder.root.name}: texts are proven under CommonMark alone; "
                f"{dialect.engine} is not at hand (docs/targets.md says how)"
            )

    def theme(self, name: str, into: str = "") -> None:
        """Copies the theme `name` into the folder `into`."""
        for path, data in _tree(resources.files("migrator.targets").joinpath("themes", name)):
            self.folder.write(f"{into}{path}", data)


def _tree(folder: resources.abc.Traversable, above: str = "") -> list[tuple[str, bytes]]:
    files: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        files += (
            _tree(entry, f"{above}{entry.name}/")
            if entry.is_dir()
            else [(f"{above}{entry.name}", entry.read_bytes())]
        )
    return files
