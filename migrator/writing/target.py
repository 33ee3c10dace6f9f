"""A target: one form in which a site is written. It is found by its file in `migrator/targets/`."""

from __future__ import annotations

from typing import ClassVar

from migrator.model import Site
from migrator.writing import permalinks
from migrator.writing.dialects import COMMONMARK, Dialect
from migrator.writing.permalinks import NewSite
from migrator.writing.writer import TargetWriter

_SETTINGS = {"name", "companions", "is_site", "folders_only", "permalinks", "threads_apart"}
_SETTINGS |= {"needs", "dialect", "feed", "write"}


class Target:
    """One output format.

    A target writes what it is given and no more: it declares what else is written with it and
    writes the site through the `TargetWriter` that it gets.
    """

    #: what `--to` takes: the name of the module
    name: ClassVar[str] = ""
    #: targets that are always written with this one
    companions: ClassVar[tuple[str, ...]] = ()
    #: whether it is a site that people visit: redirects and comments lead to its addresses
    is_site: ClassVar[bool] = False
    #: whether the builder makes a folder of every page, so that all addresses end with a slash
    folders_only: ClassVar[bool] = False
    #: the address of its feed on the new site, to which old addresses of feeds lead
    feed: ClassVar[str] = "/feed.xml"
    #: whether it has a form for forum threads; else they are articles of a section
    threads_apart: ClassVar[bool] = False
    #: a package beyond those that migrator always has; the extra that brings it is named as the
    #: target
    needs: ClassVar[str | None] = None

    #: how the engine that renders its Markdown wants that
    dialect: ClassVar[Dialect] = COMMONMARK

    def __init_subclass__(cls) -> None:
        cls.name = cls.__module__.rpartition(".")[2]
        for key in vars(cls):
            if key not in _SETTINGS and not key.startswith("_"):
                raise TypeError(f"{cls.__name__}: {key!r} is no part of a target: {_SETTINGS}")

    def permalinks(self, site: Site) -> NewSite:
        """Where articles and categories stand on the new site."""
        return permalinks.plan(site, folders_only=self.folders_only, feed=self.feed)

    def write(self, writer: TargetWriter) -> None:
        """Writes the site into the folder of `writer`."""
        raise NotImplementedError
