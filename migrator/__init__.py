"""Turns what is left of a Joomla site into clean files: every article, comment and page accounted
for.

    from migrator import migrate, read_page

    result = read_page(html, url="https://old.example/12-lamps")    # result.kind, result.article
    with migrate("saved-pages/") as site:                           # nothing is written
        print(site.articles[0].title)
    migrate("saved-pages/", "output/mine", to=["hugo"]).close()     # as the command does

Only the names listed here are public; modules may move between releases.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as typing has it, which takes longer to load than all else here
if TYPE_CHECKING:
    from migrator.api import inspect_page, migrate, read_page
    from migrator.errors import MigratorError
    from migrator.model import Article, Capture, Comment, Note, Page, PageResult, Site, Thread, When
    from migrator.version import __version__

__all__ = [
    "Article",
    "Capture",
    "Comment",
    "MigratorError",
    "Note",
    "Page",
    "PageResult",
    "Site",
    "Thread",
    "When",
    "__version__",
    "inspect_page",
    "migrate",
    "read_page",
]

#: The modules that hold the public names; all others are in the model.
_MODULES = {
    "MigratorError": "errors",
    "__version__": "version",
    "inspect_page": "api",
    "migrate": "api",
    "read_page": "api",
}


def __getattr__(name: str) -> object:
    """Loads a public name when it is first asked for (PEP 562): the command decides what Ctrl-C
    does before anything else is loaded."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"migrator.{_MODULES.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
