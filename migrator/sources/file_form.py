"""Forms of files that hold captures: MHTML, zip, tar, texts, … Each is declared by the module that
reads it, as `FORM` (or `FORMS`), and looked up by its file: no list has to be changed."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from migrator import sources
from migrator.sources.source import Container, File


@dataclass(frozen=True)
class FileForm:
    """One form. `opened(file, level)` gives the captures in a file, None where the file is of
    another form; it looks at the content, for names are wrong often. `level` is 0 for the file that
    a user names, else the number of folders and packed files around it. Raises SourceError where a
    file of the form holds nothing or is damaged as a whole."""

    #: How the names of such files end, in lower case.
    suffixes: tuple[str, ...]
    opened: Callable[[File, int], Container | None]
    #: Forms are asked from the lowest on: one that is also another (a WACZ is a zip) comes first.
    order: int = 50
    #: What stands between the name of the file and those of the captures in it.
    mark: str = "/"
    #: False: beside saved pages, such a file is something that the old site offered for download.
    beside_pages: bool = True


@cache
def forms() -> tuple[FileForm, ...]:
    """All forms that are declared, in the order in which they are asked."""
    declared: list[FileForm] = []
    for info in pkgutil.iter_modules(sources.__path__):
        module = importlib.import_module(f"{sources.__name__}.{info.name}")
        declared += getattr(module, "FORMS", ())
        declared += [module.FORM] if hasattr(module, "FORM") else []
    return tuple(sorted(declared, key=lambda form: form.order))


def opened(file: File) -> Container | None:
    """The captures in a file that a user names, whatever it is called; None where it is of no form
    that holds captures."""
    return next((container for form in forms() if (container := form.opened(file, 0))), None)


def opened_within(file: File, level: int, pages: bool) -> tuple[str, Container] | None:
    """The captures in a file of a folder or packed file, and the mark behind its name; None where
    it is a capture itself. `pages`: saved pages lie there too."""
    name = file.name.lower()
    for form in forms():
        named = name.endswith(form.suffixes) and (form.beside_pages or not pages)
        if named and (container := form.opened(file, level)):
            return form.mark, container
    return None


def begins(file: File, size: int = 4096) -> bytes:
    """The first bytes of a file; none where it cannot be read."""
    try:
        with file.open("rb") as opened_file:
            return opened_file.read(size)
    except OSError:
        return b""
