"""Files of which some hold captures themselves: web archives, MHTML, packed folders, texts. They
are read where they are, in a folder as in a zip or tar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import BinaryIO, ClassVar

from migrator.model import Capture
from migrator.sources.open_files import Closable, OpenFiles, close
from migrator.sources.source import Container, File, open_stream

#: What stands between the name of a container and the name within it.
_MARK = re.compile("[@/]")
#: Packed files within packed files that are opened: a zip of zips of saved pages is one level.
MAX_LEVEL = 3


class Nested:
    """Captures are named by the name of their file, and where that holds several by the file's, `@`
    (web archives, texts) or `/`, and their own."""

    label: str
    #: How many packed files this one stands in.
    level = 0
    #: False for backups: what is packed in an installation was offered by the site.
    opens_containers: ClassVar[bool] = True

    def file_names(self) -> list[str]:
        """The names of all files, in a fixed order."""
        raise NotImplementedError

    def is_capture(self, name: str) -> bool:
        """Whether a file that holds no captures is one itself."""
        raise NotImplementedError

    def file(self, name: str) -> File:
        """The file called `name`."""
        raise NotImplementedError

    def load_file(self, name: str) -> Capture:
        """The capture that a file is."""
        raise NotImplementedError

    def open_file(self, name: str) -> BinaryIO:
        """The bytes of a file."""
        raise NotImplementedError

    def file_stamp(self, name: str) -> str:
        """What changes when a file does."""
        raise NotImplementedError

    @cached_property
    def containers(self) -> dict[str, Container]:
        """The files that hold captures by their name, up to the mark behind which the names of
        their captures stand."""
        from migrator.sources import opening

        if self.level >= MAX_LEVEL or not self.opens_containers:
            return {}
        return opening.within(self.label, self.file_names(), self.file, self.level)

    def names(self) -> Iterator[str]:
        for name in self.file_names():
            start = next((name + m for m in ("@", "/") if name + m in self.containers), None)
            if start:
                yield from (f"{start}{inner}" for inner in self._container(start).names())
            elif self.is_capture(name):
                yield name

    def load(self, name: str) -> Capture:
        if place := self._within(name):
            container, inner = place
            return replace(container.load(inner), source=name)
        return self.load_file(name)

    def open(self, name: str) -> BinaryIO:
        if place := self._within(name):
            return open_stream(*place)
        return self.open_file(name)

    def stamp(self, name: str) -> str:
        if place := self._within(name):
            container, inner = place
            return container.stamp(inner)
        return self.file_stamp(name)

    def _within(self, name: str) -> tuple[Container, str] | None:
        """The container that holds a capture, and its name there."""
        for mark in _MARK.finditer(name):
            if (start := name[: mark.end()]) in self.containers:
                return self._container(start), name[mark.end() :]
        return None

    def _container(self, start: str) -> Container:
        """A container that is read next; one that was read long ago closes its files."""
        container = self.containers[start]
        if isinstance(container, Closable):
            self._open_containers.use(start, lambda: container)
        return container

    def close(self) -> None:
        """Closes what is open; it is opened again when it is next read."""
        for container in vars(self).get("containers", {}).values():
            close(container)

    @cached_property
    def _open_containers(self) -> OpenFiles[str, Closable]:
        return OpenFiles()
