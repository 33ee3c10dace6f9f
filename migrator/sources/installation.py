"""What is left of a Joomla installation: a folder or a backup with its programs, pictures and
files.

Programs are named and not read. What its owner put there stands under the address that its place in
the installation gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from migrator.document import own_address
from migrator.joomla.private_files import PROGRAM, installation_root, is_program
from migrator.model import Capture


class Installation:
    """The files of an installation among the files `names` of a source; none where there is
    none."""

    def __init__(self, names: Iterable[str]) -> None:
        self._root = installation_root(names)

    def capture(self, name: str, load: Callable[[str], bytes]) -> Capture | None:
        """The capture of a file of the installation; None for files that lie outside of it, and for
        saved pages that name an address of their own: a mirror may share its folder."""
        if self._root is None or not name.startswith(self._root):
            return None
        if is_program(name, self._root):
            return Capture(name, b"", content_type=PROGRAM)
        data = load(name)
        if name.endswith((".html", ".htm")) and own_address.stated_address(data, base=False):
            return None
        return Capture(name, data, f"/{name.removeprefix(self._root)}")
