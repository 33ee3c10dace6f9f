"""A tar of a folder of saved pages, compressed or not."""

from __future__ import annotations

import lzma
import tarfile
import zlib
from functools import cached_property
from typing import IO

from migrator.errors import SourceError
from migrator.guard import limits
from migrator.sources import zstd
from migrator.sources.file_form import FileForm
from migrator.sources.packed import Packed
from migrator.sources.source import File, file_stamp, file_time

_TAR = (
    *(".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"),
    *(_TAR_ZSTD := (".tar.zst", ".tzst")),
)
#: A page as Konqueror saves it; Java's of this name are zips.
_PAGE_TAR = (".war",)
#: What reading raises where a packed file is damaged.
_DAMAGED = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, ValueError)

#: Stands for what a damaged tar holds behind the last member that can be listed.
_REST = "(the rest of the tar)"


class Tar(Packed):
    """A tar file, compressed or not. Its members stay in their order: a compressed one can only be
    read forwards."""

    opened = ("_tar", "_data")

    @cached_property
    def _data(self) -> IO[bytes]:
        return _tar_bytes(self.path)

    @cached_property
    def _tar(self) -> tarfile.TarFile:
        try:
            return tarfile.open(fileobj=self._data)
        except (*_DAMAGED, OSError) as error:
            raise SourceError(
                f"{self.path}: cannot be read as a tar ({error}); is it whole? Unpack what can be "
                f"unpacked, and name that folder"
            ) from error

    @cached_property
    def _listed(self) -> tuple[dict[str, tarfile.TarInfo], str | None]:
        """The files, and what ended the list before its end."""
        infos: dict[str, tarfile.TarInfo] = {}
        try:
            for info in self._tar:
                if info.isfile():  # of one name the last counts, as where it is unpacked
                    infos[info.name.removeprefix("./")] = info
        except (*_DAMAGED, OSError) as error:
            return infos, str(error)
        return infos, None

    @cached_property
    def _sizes(self) -> dict[str, int]:
        infos, fault = self._listed
        rest = {_REST: 0} if fault else {}
        return {name: info.size for name, info in infos.items()} | rest

    def read(self, name: str) -> bytes:
        infos, fault = self._listed
        if name not in infos:
            raise OSError(f"what stands behind the last file is damaged or cut: {fault}")
        self._check(name)
        if infos[name].size > limits.FILE_BYTES:
            raise OSError(f"{name} holds {infos[name].size} bytes, more than {limits.FILE_BYTES}")
        try:
            member = self._tar.extractfile(infos[name])
            data = member.read() if member else b""
        except (*_DAMAGED, KeyError) as error:
            raise OSError(f"{name}: {error}") from error
        if len(data) < infos[name].size:
            raise OSError(f"{name}: the tar ends within it")
        return data

    def written(self, name: str) -> str | None:
        info = self._listed[0].get(name)
        return file_time(info.mtime) if info else None

    def file_stamp(self, name: str) -> str:
        info = self._listed[0].get(name)
        return f"{info.size}-{info.mtime}-{info.chksum}" if info else file_stamp(self.path)


def _tar_bytes(file: File) -> IO[bytes]:
    """A tar as `tarfile` reads it, which undoes the other compressions itself."""
    data = file.open("rb")
    return zstd.opened(data, str(file)) if file.name.lower().endswith(_TAR_ZSTD) else data


def _tar(file: File, level: int) -> Tar | None:
    """By whether it is one, and by its name where that says how it is compressed."""
    try:
        with _tar_bytes(file) as data, tarfile.open(fileobj=data):
            return Tar(file, level)
    except (*_DAMAGED, OSError):
        return None


FORMS = (
    FileForm(_PAGE_TAR, _tar, order=41),
    FileForm(_TAR, _tar, order=42, beside_pages=False),
)
