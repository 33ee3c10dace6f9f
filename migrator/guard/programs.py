"""The one door to other programs: engines that render Markdown, where a user has them.

Threat: a program of the same name that is not meant; text from pages taken for words of a command;
a program that never ends, or answers without end. Promise: a program is looked for beside Python
and on the PATH, never in the folder of a run, and Node's packages where NODE_PATH says; no shell is
asked; texts go through files and
standard input, never through words of the command; it is ended after a time limit. Not promised:
anything against the program itself, which runs as the user.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from shutil import which

#: Seconds that a program may take for one batch of texts; 500 bodies took Hugo and kramdown 2 to 8.
SECONDS = 120


def find(name: str) -> str | None:
    """The path of a program; None where it is not installed."""
    folders = [str(Path(sys.executable).parent), *os.get_exec_path()]
    return which(name, path=os.pathsep.join(f for f in folders if Path(f).is_absolute()))


def node_package(name: str) -> Path | None:
    """The folder of a package of Node in a folder that NODE_PATH names (Node's own variable, with
    which a user says where packages are that may be run); None where it is in none of them."""
    folders = os.environ.get("NODE_PATH", "").split(os.pathsep)
    packages = (Path(folder) / name for folder in folders if Path(folder).is_absolute())
    return next((p for p in packages if (p / "package.json").is_file()), None)


def run(command: Sequence[str], folder: Path | None = None, text: str = "") -> str:
    """What a program prints, given `text`; it runs in `folder`. Raises OSError or
    subprocess.SubprocessError where it fails or takes too long."""
    return subprocess.run(
        command,
        cwd=folder,
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=SECONDS,
    ).stdout


def scratch_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder of this process alone, gone at the end of the `with` block."""
    return tempfile.TemporaryDirectory(prefix="migrator-")
