"""The same input gives the same bytes, whatever the order of sets, the zone and the language of
the machine. `MIGRATOR_MACHINES=60` tries as many machines."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "fixtures" / "example"
#: Seeds of hashes, zones and languages.
MACHINES = [
    (seed, zone, language)
    for language in ("C.UTF-8", "C")
    for seed in range(10)
    for zone in ("Pacific/Kiritimati", "UTC", "America/Caracas")
]
MACHINES.insert(1, MACHINES.pop())
COUNT = int(os.environ.get("MIGRATOR_MACHINES", "2"))
#: What tells times, versions and places of the run itself, and the run's key.
OWN = {"run.json", ".run.lock", ".run.key", ".run.sha256", "site.db"}


def tree(out: Path, seed: int, zone: str, language: str) -> dict[str, str]:
    """The digests of all that a run writes on a machine."""
    words = ["run", str(EXAMPLE), "-o", str(out), "--quiet", "--jobs", "1"]
    for target in ("json", "hugo", "redirects", "markdown"):
        words += ["--to", target]
    settings = {"PYTHONHASHSEED": str(seed), "TZ": zone, "LC_ALL": language, "LANG": language}
    done = subprocess.run(
        [sys.executable, "-m", "migrator", *words],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in OWN and "report" not in path.parts
    }


def test_the_same_on_every_machine(tmp_path: Path) -> None:
    first = tree(tmp_path / "first", *MACHINES[0])
    assert "json/articles.jsonl" in first
    for number, machine in enumerate(MACHINES[1:COUNT]):
        assert tree(tmp_path / str(number), *machine) == first, machine
