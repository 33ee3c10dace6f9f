"""Names of files and front matter: python -m tests.long.names [COUNT]

1. COUNT (10,000) titles of one site, among them all hostile ones that are known: as many names as
   titles, each in the folder, at most 120 bytes long, one that Windows takes, and another than all
   others whatever the case and the normal form.
2. COUNT texts over all of Unicode in front matter: PyYAML, ruamel.yaml and js-yaml (where NODE_PATH
   names it) read back what was written.

Exit code 1 where one of these fails."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import yaml
from ruamel.yaml import YAML

from migrator.guard.paths import Folder
from migrator.writing import front_matter
from tests.test_frontmatter import storable
from tests.test_hostile_packages import NAMES

NAME_BYTES = 120
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_WINDOWS = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_READ_BACK = (
    "const yaml=require('js-yaml'),fs=require('fs');"
    "const all=JSON.parse(fs.readFileSync(0,'utf8'));"
    "console.log(JSON.stringify(all.map(t=>{try{return yaml.load(t)}catch(e){return String(e)}})))"
)
#: Characters that names and YAML treat in ways of their own.
_TRAPS = "\u00e9e\u0301\u212b\u00c5A\u030a\u0130i\u0131\u00df\ufb01\u202e\ufeff\u0085\u2028\x7f#:-?{}[]&*!|>%@`'\"\\~=<, \t\n"


def text(chance: random.Random, longest: int) -> str:
    """A text over all of Unicode, with many traps."""
    letters = []
    for _ in range(chance.randrange(longest)):
        kind = chance.random()
        if kind < 0.4:
            letters.append(chance.choice(_TRAPS))
        elif kind < 0.7:
            letters.append(chr(chance.randrange(32, 127)))
        else:
            letters.append(chr(chance.randrange(1, 0x110000)))
    return "".join(letters)


def titles(count: int) -> list[str]:
    chance = random.Random(count)
    fixed = [*NAMES, "Con", "CON.", "nul.md", "x" * 300, "", " ", ".", "..", "Lamp", "LAMP", "lämp"]
    fixed += [unicodedata.normalize(form, "Lämpchen café") for form in ("NFC", "NFD")]
    return [*fixed, *(text(chance, 60) for _ in range(count - len(fixed)))]


def names(folder: Path, count: int) -> int:
    """Gives all titles names; the number of faults."""
    out = Folder(folder)
    given = [(title, out.name(title, ".md", str(n))) for n, title in enumerate(titles(count))]
    alike = {unicodedata.normalize("NFC", name).casefold() for _, name in given}
    faults = len(given) - len(alike)
    for title, name in given:
        is_inside = (folder / name).resolve().parent == folder.resolve()
        is_legal = not (_WINDOWS.search(name) or _DEVICES.fullmatch(name) or name[-1] in ". ")
        if not (is_inside and is_legal and 0 < len(name.encode()) <= NAME_BYTES):
            print(f"{title!r} has the name {name!r}")
            faults += 1
    return faults


def different(wanted: Iterable[object], read: Iterable[object], reader: str) -> int:
    faults = 0
    for number, (data, back) in enumerate(zip(wanted, read, strict=True)):
        if data != back:
            print(f"{reader} reads {number} as {back!r}, not {data!r}")
            faults += 1
    return faults


def front_matters(count: int) -> int:
    """Writes texts and reads them back; the number of faults."""
    chance = random.Random(count)
    wanted = [
        {"title": text(chance, 30), "tags": [text(chance, 8)], "author": text(chance, 12)}
        for _ in range(count)
    ]
    written = [front_matter.dump(data) for data in wanted]
    stored = [storable(data) for data in wanted]
    ruamel = YAML(typ="safe")
    faults = different(stored, map(yaml.safe_load, written), "PyYAML")
    faults += different(stored, (ruamel.load(StringIO(t)) for t in written), "ruamel.yaml")
    node = shutil.which("node")
    done = subprocess.run(
        [node or "node", "-e", _READ_BACK], input=json.dumps(written), text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        print(f"js-yaml was not tried: {done.stderr.splitlines()[:5]}")
    else:
        faults += different(stored, json.loads(done.stdout), "js-yaml")
    return faults


def all_names(folder: Path, count: int) -> tuple[int, int]:
    """Trials and faults of both."""
    return 2 * count, names(folder, count) + front_matters(count)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        trials, faults = all_names(Path(folder), count)
    print(f"{trials} texts, {faults} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
