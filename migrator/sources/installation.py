"""What is left of a Joomla installation: a folder or a backup with its programs, pictures and
files.

Programs are named and not read. What its owner put there stands under the address that its place in
the installation gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from migrator.document import own_address
from migrator.joomla.programs import PROGRAM, installation_root, is_program
from migrator.model import Capture

_DUMP = re.compile(r"\.sql(?:\.(?:gz|bz2|xz|zip))?\Z", re.I)
_PAGE = re.compile(r"\.(?:html?|mht|mhtml|warc|warc\.gz|php)\Z", re.I)
#: Where the files of a site's owner lie, by its root.
_OWNERS_FILE = re.compile(r"(?:.*?/)??((?:images|media|components/com_flexicontent)/.+)")


class Installation:
    """The files of an installation among the files `names` of a source; none where there is none.
    A dump with the folders `images` or `media` and without pages is what is left of one, too."""

    def __init__(self, names: Iterable[str]) -> None:
        names = list(names)
        self._root = installation_root(names)
        self._is_dump_with_files = (
            self._root is None
            and any(map(_DUMP.search, names))
            and not any(map(_PAGE.search, names))
        )

    def capture(self, name: str, load: Callable[[str], bytes]) -> Capture | None:
        """The capture of a file of the installation; None for files that lie outside of it, and for
        saved pages that name an address of their own: a mirror may share its folder."""
        if self._is_dump_with_files and (match := _OWNERS_FILE.fullmatch(name)):
            return Capture(name, load(name), f"/{match[1]}")
        if self._root is None or not name.startswith(self._root):
            return None
        if is_program(name, self._root):
            return Capture(name, b"", content_type=PROGRAM)
        data = load(name)
        if name.endswith((".html", ".htm")) and own_address.stated_address(data, base=False):
            return None
        return Capture(name, data, f"/{name.removeprefix(self._root)}")
