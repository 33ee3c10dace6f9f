"""Files compressed with Zstandard, read as a stream that can seek: tars, and the web archives of
Archive Team, which begin with the dictionary of their frames
(https://iipc.github.io/warc-specifications/specifications/warc-zstd/)."""

from __future__ import annotations

import io
import struct
from typing import IO, Any

from migrator.errors import SourceError
from migrator.version import DISTRIBUTION

SUFFIX = ".zst"
MAGIC = b"\x28\xb5\x2f\xfd"
#: The first four bytes of the skippable frame that holds a dictionary.
DICTIONARY = b"\x5d\x2a\x4d\x18"
_HEAD = struct.Struct("<4sI")
#: Bytes that are read at once to get to a place further on.
_STEP = 1 << 20
#: Bytes of a dictionary at most, packed and unpacked; Archive Team's have 1 MiB.
_DICTIONARY_BYTES = 16 << 20


def opened(file: IO[bytes], label: str) -> IO[bytes]:
    """What `file` unpacks to. To seek backwards unpacks from the beginning again.

    Raises SourceError where the package is not installed, or where nothing can be unpacked because
    the dictionary is damaged.
    """
    try:
        import zstandard
    except ImportError as error:
        raise SourceError(
            f"{label}: is compressed with Zstandard, which needs one more package: "
            f"pip install '{DISTRIBUTION}[codings]'"
        ) from error
    try:
        return io.BufferedReader(_Unpacked(file, zstandard))
    except zstandard.ZstdError as error:
        raise SourceError(f"{label}: its dictionary of Zstandard is damaged ({error})") from error


class _Unpacked(io.RawIOBase):
    """The unpacked bytes of all frames. Damage is an OSError, as of any file."""

    def __init__(self, file: IO[bytes], zstandard: Any) -> None:
        self._file, self._zstandard, self._place = file, zstandard, 0
        head = file.read(_HEAD.size)
        self._dictionary, self._start = None, 0
        if head.startswith(DICTIONARY):
            size = _HEAD.unpack(head.ljust(_HEAD.size, b"\0"))[1]
            data = file.read(min(size, _DICTIONARY_BYTES))
            if not size or len(data) < size:  # a reader of frames would see none, and no fault
                raise zstandard.ZstdError(f"{len(data)} of {size} bytes are here")
            self._start = file.tell()
            if data.startswith(MAGIC):  # the dictionary itself is compressed
                data = zstandard.ZstdDecompressor().decompress(
                    data, max_output_size=_DICTIONARY_BYTES
                )
            self._dictionary = zstandard.ZstdCompressionDict(data)
        self._rewind()

    def _rewind(self) -> None:
        self._file.seek(self._start)
        undo = self._zstandard.ZstdDecompressor(dict_data=self._dictionary)
        self._frames = undo.stream_reader(self._file, read_across_frames=True, closefd=False)
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._frames.read(len(buffer))
        except self._zstandard.ZstdError as error:
            raise OSError(f"cannot be unpacked: {error}") from error
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_CUR:
            offset += self._place
        elif whence == io.SEEK_END:
            while self._skip(_STEP):
                pass
            offset += self._place
        if offset < self._place:
            self._rewind()
        while self._place < offset and self._skip(min(_STEP, offset - self._place)):
            pass
        return self._place

    def _skip(self, size: int) -> int:
        return self.readinto(bytearray(size))

    def close(self) -> None:
        self._file.close()
        super().close()
