"""The review of a run: its report with forms, whose decisions become lines of site.yaml."""

from __future__ import annotations

import re
import shlex
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from migrator import site_yaml
from migrator.assemble.addresses import AddressLookup
from migrator.document.document import Document
from migrator.errors import MigratorError, SourceError, UsageError
from migrator.guard.loopback import Answer, Request
from migrator.guard.small_files import write_small
from migrator.pipeline.extract import FOLLOW_LINKS
from migrator.report import markup, run_record, site_report
from migrator.report.saved_page import CaptureFiles
from migrator.review import decision as decisions
from migrator.review import effect as effects
from migrator.review import pages, selectors
from migrator.review.decision import Decision
from migrator.review.effect import Effect
from migrator.review.selectors import Offer
from migrator.settings import NOTHING_KNOWN, ReadOptions, Settings
from migrator.sources.opening import reopened
from migrator.sources.source import Source
from migrator.store import report_queries as queries
from migrator.store import site_rows
from migrator.store.database import Store
from migrator.store.report_queries import PageRow

#: Pages on which the selectors for an element are counted, and pages of a list.
_COUNTED, _LISTED = 60, 200
_CAPTURE = re.compile(r'<meta name="capture" content="([^"]*)">')


class _Proposal(NamedTuple):
    decision: Decision
    effect: Effect
    offers: list[Offer]
    lines: str
    counted: int


@dataclass(slots=True)
class Review:
    """What is reviewed: the folder of a run, what it read (`source`), and the site.yaml that takes
    the decisions, which need not be there yet."""

    out: Path
    source: Source
    site: Path
    _before: list[str] = field(default_factory=list)

    def respond(self, request: Request) -> Answer:
        """The answer to a request; a mistake is a page that says so."""
        try:
            return self._answer(request)
        except MigratorError as error:
            return _html(pages.page("That cannot be done", f"<p>{markup.text(error)}</p>"), 400)

    def _answer(self, request: Request) -> Answer:
        posts = {"propose": self._propose, "keep": self._keep, "undo": self._undo}
        shows = {"decide": self._decide, "list": self._list, "decisions": self._decisions}
        if request.is_post:
            if answer := posts.get(request.place):
                return answer(request)
        elif answer := shows.get(request.place):
            return answer(request)
        elif request.place in ("", "index"):
            return Answer(location="index.html")
        elif request.place == "choose.js":
            script = resources.files(__package__ or "").joinpath("choose.js").read_bytes()
            return Answer(script, "text/javascript; charset=utf-8")
        else:
            return self._report(request.place)
        return _html(pages.page("Not there", "<p>No such page.</p>"), 404)

    def _report(self, place: str) -> Answer:
        """A file of the report, its pages with links to the forms."""
        folder = (self.out / site_report.FOLDER).resolve()
        path = (folder / place).resolve()
        if not path.is_relative_to(folder) or not path.is_file():
            return _html(pages.page("Not there", "<p>No such page.</p>"), 404)
        if path.suffix == ".css":
            return Answer(path.read_bytes(), "text/css; charset=utf-8")
        content = path.read_text("utf-8")
        up = "../" * place.count("/")
        links = f"{markup.link(f'{up}list', 'All pages')} "
        links += markup.link(f"{up}decisions", "Decisions")
        if match := _CAPTURE.search(content):
            link = partial(markup.query_link, f"{up}decide", "Decide on this page")
            links = f"{link(page=markup.plain(match[1]))} {links}"
        nav = f'<nav class="review">{links}</nav></header>'
        return _html(content.replace("</header>", nav, 1))

    def _list(self, request: Request) -> Answer:
        words = request.values.get("words", "")
        with closing(Store(self.out / "site.db", reader=True)) as store:
            rows = queries.find_pages(store, words, _LISTED + 1)
        return _html(pages.page_list(rows[:_LISTED], words, len(rows) > _LISTED))

    def _decide(self, request: Request, message: str = "") -> Answer:
        row, doc = self._page(request)
        with closing(Store(self.out / "site.db", reader=True)) as store:
            article = queries.article_of(store, row.source)
            hosts = frozenset(site_rows.site(store).structure.hosts)
            capture_files = CaptureFiles(self.source, AddressLookup(store, hosts))
            notes = [n for n in queries.article_notes(store) if n.article == article]
            return _html(pages.decide(row, article, notes, doc, capture_files, message))

    def _page(self, request: Request) -> tuple[PageRow, Document]:
        """The page that a request is about."""
        name = request.values.get("page", "")
        with closing(Store(self.out / "site.db", reader=True)) as store:
            row = queries.other_page(store, name)
        doc = effects.load(self.source, name) if row else None
        if row is None or doc is None:
            raise UsageError(f"{name!r}: no page of the capture is called so")
        return row, doc

    def _propose(self, request: Request) -> Answer:
        row, doc = self._page(request)
        proposal = self._proposal(request, doc)
        return _html(
            pages.proposal(
                proposal.decision,
                row,
                proposal.effect,
                proposal.offers,
                proposal.lines,
                proposal.counted,
            )
        )

    def _proposal(self, request: Request, doc: Document) -> _Proposal:
        values = dict(request.values)
        names = self._names()
        counted = effects.spread(names, _COUNTED)
        offers: list[Offer] = []
        if values.get("chain") and not values.get("value"):
            loaded = (effects.load(self.source, name) for name in counted)
            documents = (page for page in loaded if page is not None)
            steps = selectors.chain(values["chain"])
            offers = selectors.offers(doc, steps, values.get("text", ""), documents)
            if not offers:
                raise UsageError(
                    "the element and those around it have no name that other pages could have; "
                    "choose a wider one, or write a selector"
                )
            values["value"] = offers[0].selector
        decision = decisions.of_form(values)
        before = self._settings()
        after = decisions.decided(before, decision)
        for place, complaint in site_yaml.wrong_values(after):
            raise UsageError(f"{place}: {complaint}")
        effect = self._effect(decision, before, after, names)
        new = decisions.written(self._text(), decision, pages.summary(decision, effect), self.site)
        lines = _new_lines(self._text(), new)
        return _Proposal(decision, effect, offers, lines, len(counted))

    def _effect(
        self, decision: Decision, before: Settings, after: Settings, names: list[str]
    ) -> Effect:
        if decision.keys == ("same",):
            with closing(Store(self.out / "site.db", reader=True)) as store:
                named = [queries.named_page(store, name) for name in decision.value]
            for name, page in zip(decision.value, named, strict=True):
                if page is None:
                    raise UsageError(f"{name}: no page of the capture has this address or file")
            return Effect(len(names), len(names), 2, 2, ())
        if decision.keys == ("accepted",):
            with closing(Store(self.out / "site.db", reader=True)) as store:
                notes = queries.article_notes(store)
                articles = {n.article for n in notes if n.code == decision.value}
            if not articles:
                raise UsageError(f"{decision.value}: no article has a note of this code")
            return Effect(len(articles), len(articles), len(articles), len(articles), ())
        options = replace(self._options(before), site=before)
        return effects.effect(self.source, names, options, after, decision)

    def _keep(self, request: Request) -> Answer:
        _, doc = self._page(request)
        proposal = self._proposal(request, doc)
        text = self._text()
        new = decisions.written(
            text, proposal.decision, pages.summary(proposal.decision, proposal.effect), self.site
        )
        write_small(self.site, new.encode())
        self._before.append(text)
        return Answer(location="decisions")

    def _undo(self, request: Request) -> Answer:
        if not self._before:
            raise UsageError("no decision of this review is left to take back; edit the file")
        write_small(self.site, self._before.pop().encode())
        return Answer(location="decisions")

    def _decisions(self, request: Request) -> Answer:
        content = pages.decision_list(
            str(self.site), self._text(), self.command(), bool(self._before), ""
        )
        return _html(content)

    def command(self) -> str:
        """The command that obeys the decisions."""
        with closing(Store(self.out / "site.db", reader=True)) as store:
            label = store.label or "SOURCE"
        words = ["-o", str(self.out), "--site", str(self.site)]
        if run_record.without_known_readers(self.out):
            words.append("--no-known-readers")
        return f"migrator run {label} {shlex.join(words)}"

    def _names(self) -> list[str]:
        with closing(Store(self.out / "site.db", reader=True)) as store:
            return queries.page_names(store)

    def _text(self) -> str:
        return self.site.read_text("utf-8") if self.site.exists() else ""

    def _settings(self) -> Settings:
        return site_yaml.parse(self._text(), self.site)

    def _options(self, settings: Settings) -> ReadOptions:
        return replace(
            NOTHING_KNOWN,
            date_order=settings.date_order or "dmy",
            known_readers=not run_record.without_known_readers(self.out),
        )


def _new_lines(before: str, after: str) -> str:
    """The lines that a decision adds, with the keys that they stand under."""
    import difflib

    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return "\n".join(line for line in lines if line[:2] in ("+ ", "- "))


def _html(content: str, status: int = 200) -> Answer:
    return Answer(content.encode("utf-8", "replace"), status=status)


def opened(out: Path, site: Path) -> Review:
    """The review of the run at `out`; raises SourceError where there is no run, or what it read is
    gone."""
    if not (out / site_report.FOLDER / "index.html").is_file():
        raise SourceError(
            f"{out}: holds no report of a run; name the folder that `migrator run` left"
        )
    with closing(Store(out / "site.db", reader=True)) as store:
        source = reopened(store.label, out, bool(store.meta(FOLLOW_LINKS)))
    if source is None:
        raise SourceError(
            f"{out}: what this run read can no longer be read; put it back where it was"
        )
    return Review(out, source, site)
