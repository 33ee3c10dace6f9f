"""How a command ends: every error one line that says what to do and an exit code of its own, Ctrl-C
within two seconds however often it is pressed.

A run can be stopped at any moment: what is fetched and read is on the disk, files appear whole or
not at all, and processes end with the one that started them."""

from __future__ import annotations

import errno
import functools
import os
import shlex
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from types import FrameType
from typing import Any

import click

from migrator import errors
from migrator.errors import MigratorError, UsageError
from migrator.guard import limits
from migrator.guard.escape import terminal
from migrator.guard.small_files import disk_error

#: The exit code of a shell for a command that Ctrl-C ended.
_INTERRUPTED = 130


class Commands(click.Group):
    """A group of commands in which words that make no sense end with the exit code for that."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            vars(error)["exit_code"] = UsageError.exit_code
            raise

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            vars(error)["exit_code"] = UsageError.exit_code
            raise


def with_exit_code(command: Callable[..., int | None]) -> Callable[..., None]:
    """Errors become a message and their exit code; what a command returns is the exit code."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        before = _listen()
        try:
            code = _ended(command, args, kwargs)
        finally:
            if before is not None:
                signal.signal(signal.SIGINT, before)
        sys.exit(code)

    return wrapped


def _ended(command: Callable[..., int | None], args: Any, kwargs: Any) -> int:
    """Runs a command; its exit code."""
    try:
        return command(*args, **kwargs) or 0
    except MigratorError as error:
        return _failed(error, str(error), error.exit_code)
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except KeyboardInterrupt:
        _say(f"stopped; this goes on where it was: {shlex.join(['migrator', *sys.argv[1:]])}")
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # pressed, not raised by a caller
            sys.stderr.flush()
            os._exit(_INTERRUPTED)
        return _INTERRUPTED
    except BrokenPipeError:
        return 0
    except OSError as error:
        disk_fault = disk_error(error, error.filename or "a file")
        if error.errno in (errno.EACCES, errno.EPERM, errno.ENOENT) and error.filename:
            return _failed(error, f"{error.filename}: {error.strerror}", disk_fault.exit_code)
        return _failed(error, str(disk_fault), disk_fault.exit_code)
    except Exception as error:
        return _failed(error, errors.place(error), MigratorError.exit_code)


def _failed(error: BaseException, message: str, code: int) -> int:
    if os.environ.get(errors.DEBUG):
        traceback.print_exception(error)
    _say(message)
    return code


def _say(message: str) -> None:
    click.echo(f"migrator: {terminal(message)}", err=True)


def _listen() -> Any:
    """Answers Ctrl-C from now on; what answered it before, None where this thread may not."""
    if threading.current_thread() is not threading.main_thread():
        return None
    return signal.signal(signal.SIGINT, _interrupted)


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    """The first Ctrl-C stops the run, no other is heard; what does not end by itself is ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    timer = threading.Timer(limits.INTERRUPT_SECONDS, os._exit, (_INTERRUPTED,))
    timer.daemon = True
    timer.start()
    raise KeyboardInterrupt
