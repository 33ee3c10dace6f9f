"""What can go wrong as a whole; what goes wrong with one page is a Note and the run goes on.

    MigratorError            exit 1
    ├── UsageError           exit 64   the words of the command do not make sense
    ├── SettingsError        exit 78   site.yaml says something that is not allowed
    ├── SourceError          exit 66   nothing to read: no file, an empty folder, no Joomla page
    ├── NetworkError         exit 69   no answer from a host
    │   └── BlockedError     exit 69   a local address, or another protocol than HTTP
    ├── StoreError           exit 74   site.db cannot be read or written
    │   └── InUseError       exit 74   another run writes to the same folder
    └── DiskFullError        exit 75   no room left; the run goes on from here when there is

Exit 0: all well. Exit 2: done, with losses that the account lists, or without any article.
Every message says what, where, and what to do next.
"""

from __future__ import annotations

import logging
import os
import traceback

_LOG = logging.getLogger("migrator")
#: What the message of a fault of the program says.
OWN_FAULT = "this is a fault of migrator"
#: The environment variable that `--debug` sets, for the processes of a run too.
DEBUG = "MIGRATOR_DEBUG"
#: The environment variable that `--log FILE` sets, for the processes of a run too.
LOG = "MIGRATOR_LOG"


class MigratorError(Exception):
    """Something stops the whole run."""

    exit_code = 1


class UsageError(MigratorError):
    """The words of the command do not make sense."""

    exit_code = 64


class SettingsError(MigratorError):
    """The settings of a site do not make sense (EX_CONFIG)."""

    exit_code = 78


class SourceError(MigratorError):
    """There is nothing to read."""

    exit_code = 66


class NetworkError(MigratorError):
    """A host does not answer."""

    exit_code = 69


class BlockedError(NetworkError):
    """An address may not be asked."""


class StoreError(MigratorError):
    """site.db cannot be read or written."""

    exit_code = 74


class InUseError(StoreError):
    """Another run writes to the same folder."""


class DiskFullError(MigratorError):
    """There is no room left."""

    exit_code = 75


class OverdueError(Exception):
    """Something took longer than it may; the run goes on without it."""


def place(error: Exception) -> str:
    """What an error of the program itself says, and where it was raised: for a note that a user can
    send in. Its traceback goes to the log, which `--debug` shows."""
    _LOG.error("%s", error, exc_info=error)
    if isinstance(error, MemoryError):
        return "the memory was not enough; run it again with fewer --jobs, or where there is more"
    where = traceback.extract_tb(error.__traceback__)[-1]
    message = (
        f"{type(error).__name__} in {where.name} "
        f"({where.filename.rpartition('/')[2]}:{where.lineno}): {error}"
    )
    return f"{message}; {OWN_FAULT}, please report it (--debug shows more)"


def set_up_log() -> None:
    """Sends the log to the file that `--log` names, and to standard error where `--debug` asks for
    it. Raises OSError where the file cannot be written."""
    for handler in list(_LOG.handlers):
        _LOG.removeHandler(handler)
        handler.close()
    _LOG.propagate = bool(os.environ.get(DEBUG))
    if _LOG.propagate:
        logging.basicConfig(format="%(levelname)s %(process)d %(message)s")
        _LOG.setLevel(logging.DEBUG)
    else:
        _LOG.addHandler(logging.NullHandler())
    if path := os.environ.get(LOG):
        to_file = logging.FileHandler(path, encoding="utf-8", errors="replace")
        to_file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(process)d %(message)s"))
        _LOG.addHandler(to_file)
        _LOG.setLevel(min(_LOG.level or logging.INFO, logging.INFO))
