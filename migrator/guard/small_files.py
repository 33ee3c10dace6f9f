"""Single files and folders of a run's own: whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from migrator.errors import DiskFullError, StoreError

#: Bytes of a run's key; BLAKE2b takes up to 64.
KEY_BYTES = 32


def digest_of(path: Path) -> str:
    """The digest of a file, in hexadecimal."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def write_small(path: Path, data: bytes) -> None:
    """Writes a small file of a run's own, whole or not at all."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        raise disk_error(error, path) from error


def make_folder(path: Path) -> None:
    """Makes an output folder, where it is not there. Raises StoreError where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError(
            f"{path}: a file stands where the folder is to be; name another output folder with -o"
        ) from error
    except OSError as error:
        raise disk_error(error, path) from error


def private_key(path: Path) -> bytes:
    """The key in a file that only its owner may read, made where there is none."""
    try:
        if not path.is_file() or len(path.read_bytes()) < KEY_BYTES:
            path.unlink(missing_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(secrets.token_bytes(KEY_BYTES))
        return path.read_bytes()[:KEY_BYTES]
    except OSError as error:
        raise disk_error(error, path) from error


def disk_error(error: OSError, path: Path | str) -> StoreError | DiskFullError:
    """What an error of writing means to a person."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFullError(
            f"{path}: no room left on the disk; make room and run the same command "
            f"again: it goes on where it was"
        )
    return StoreError(
        f"{path}: cannot be written ({error.strerror}); name another output folder with -o"
    )
