"""Every call of the C library that changes a file fails once: python -m tests.long.calls [STEP]

The n-th open for writing, write, sync, rename, truncation, removal or new folder under the output
fails, for every n of a run (with STEP, for every STEP-th), with a full disk, an error of the device
and an interruption in turn. Then: no traceback, no file under its name that a run in peace does not
write, exit code 0 only where the site is that of a run in peace, and the next run makes that site.

Needs a C compiler (`cc`) and glibc."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from migrator.cli import main as command
from migrator.pipeline import run as pipeline
from migrator.sources.opening import open_source
from tests.long.night import EXAMPLE, site_of

ERRORS = (errno.ENOSPC, errno.EIO, errno.EINTR)
#: Set in the process before whose C library the shim is loaded: the folder to work in.
SHIM = "MIGRATOR_CALLS"


def every_call(folder: Path, step: int = 1) -> tuple[int, int]:
    """How many calls failed, and how many of them were a fault; in a process of its own, before
    whose C library the shim is loaded."""
    shim = folder / "calls.so"
    source = Path(__file__).with_suffix(".c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True)
    environment = {**os.environ, "LD_PRELOAD": str(shim), SHIM: str(folder)}
    run = subprocess.run(
        [sys.executable, "-m", "tests.long.calls", str(step)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    *lines, last = run.stdout.splitlines()
    print("\n".join(lines))
    trials, faults = map(int, last.split())
    return trials, faults


def _each(folder: Path, step: int) -> tuple[int, int]:
    library = ctypes.CDLL(None)
    library.failed_call.restype = ctypes.c_char_p
    _, expected_code = _run(folder / "peace", folder)
    expected = site_of(folder / "peace")
    out = folder / "out"
    trials = faults = 0
    kinds: Counter[str] = Counter()
    for number in range(1, 1_000_000, step):
        shutil.rmtree(out, ignore_errors=True)
        error = ERRORS[number % len(ERRORS)]
        call, code = _run(out, folder, number, error)
        if not call:
            break
        trials += 1
        kinds[call] += 1
        wrong = []
        messages = (folder / "messages").read_text("utf-8", "replace")
        if "Traceback" in messages or "fault of migrator" in messages:
            wrong.append(f"a traceback: {messages.strip().splitlines()[-1]}")
        if not site_of(out).items() <= expected.items():
            wrong.append("half a file")
        if code == expected_code and site_of(out) != expected:
            wrong.append(f"exit {code} with a loss")
        _, again = _run(out, folder)
        if (site_of(out), again) != (expected, expected_code):
            wrong.append(f"the next run ends with {again} and another site")
        if wrong:
            faults += 1
            print(f"{call} {number}, {errno.errorcode[error]}, exit {code}: {'; '.join(wrong)}")
    print(", ".join(f"{count} {call}" for call, count in kinds.most_common()))
    return trials, faults


def _run(out: Path, folder: Path, number: int = 0, error: int = 0) -> tuple[str, int]:
    """Runs the command in a process of its own, in which a call fails; the call ("" where the run
    made fewer) and the exit code."""
    read, write = os.pipe()
    process = os.fork()
    if not process:
        _in_child(out, folder, number, error, write)
    os.close(write)
    with os.fdopen(read) as answer:
        call = answer.read()
    _, status = os.waitpid(process, 0)
    return call, os.waitstatus_to_exitcode(status)


def _in_child(out: Path, folder: Path, number: int, error: int, answer: int) -> None:
    code = 70
    messages = os.open(folder / "messages", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(messages, 1)
    os.dup2(messages, 2)
    library = ctypes.CDLL(None)
    library.failed_call.restype = ctypes.c_char_p
    library.arm(os.fsencode(out), number, error)
    words = ["run", str(EXAMPLE), "-o", str(out), "--to", "json", "--to", "markdown", "--quiet"]
    try:
        command([*words, "--jobs", "1"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 70
    finally:
        failed_call = library.failed_call()
        library.arm(b"", 0, 0)
        os.write(answer, failed_call)
        os._exit(code)


def _warm(folder: Path) -> None:
    """A run in this process, so that its children have what is compiled at the first use."""
    with pipeline.run(open_source(str(EXAMPLE)), folder / "warm", ("json", "markdown")).site:
        pass


def main() -> int:
    """Prints what was wrong, then the number of trials and of faults."""
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    if SHIM in os.environ:
        _warm(Path(os.environ[SHIM]))
        trials, faults = _each(Path(os.environ[SHIM]), step)
        print(trials, faults)
        return 0
    with tempfile.TemporaryDirectory() as name:
        trials, faults = every_call(Path(name), step)
    print(f"{trials} calls failed in turn, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
