"""What writing costs: a site of 5,000 articles with 20,000 comments in each target, beside JSON.

    python bench/targets.py FOLDER [TARGET...]

makes a database dump of words of no meaning, reads it once into FOLDER, and prints for each target
the CPU seconds of `migrator write --to TARGET` with its processes, and how many times those of
`--to json` they are: each the median of ROUNDS, every round all targets in turn, so that what else
the machine does meets them alike.
"""

from __future__ import annotations

import random
import resource
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import dumps  # noqa: E402

ARTICLES = 5000
COMMENTS = 4  # an article
ROUNDS = 3
TARGETS = ("json", "markdown", "hugo", "jekyll", "eleventy", "zola", "wordpress", "isso")


def _words(chance: random.Random, count: int) -> str:
    return " ".join(
        "".join(chance.choices("aeioulnrstdm", k=chance.randint(2, 9))) for _ in range(count)
    )


def _body(chance: random.Random) -> str:
    paragraphs = [
        f"<p>{_words(chance, 40)} <b>{_words(chance, 2)}</b> {_words(chance, 20)}.</p>"
    ] * 1
    for _ in range(5):
        link = (
            f'<a href="index.php?option=com_content&view=article&id={chance.randint(1, 999)}">a</a>'
        )
        paragraphs.append(f"<p>{_words(chance, 30)} {link} {_words(chance, 20)}.</p>")
    return "".join(paragraphs)


def dump() -> str:
    """A dump of the site."""
    chance = random.Random(1)
    database = dumps.site()
    names, _ = database["content"]
    rows = [
        dumps.article(n, f"Title {n} {_words(chance, 3)}", _body(chance), catid=2)
        for n in range(1, ARTICLES + 1)
    ]
    database["content"] = (names, rows)
    names, _ = database["jcomments"]
    database["jcomments"] = (
        names,
        [
            dumps.comment(n * COMMENTS + k, n, f"{_words(chance, 25)}\n{_words(chance, 12)}",
                          parent=n * COMMENTS + k - 1 if k % 2 else 0)
            for n in range(1, ARTICLES + 1)
            for k in range(COMMENTS)
        ],
    )  # fmt: skip
    return dumps.mysqldump(database)


def main(folder: Path, targets: tuple[str, ...]) -> None:
    """Prints the table."""
    folder.mkdir(parents=True, exist_ok=True)
    base = folder / "read"
    if not (base / "site.db").exists():
        source = folder / "site.sql"
        source.write_text(dump(), "utf-8")
        subprocess.run(["migrator", "extract", str(source), "-o", str(base)], check=True)
    names = ("json", *(name for name in targets if name != "json"))
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(ROUNDS):
        for name in names:
            seconds[name].append(_cpu(name, base, folder / "out"))
            print(f"{name:12} {seconds[name][-1]:6.1f} s", flush=True)
    json = statistics.median(seconds["json"])
    for name, each in seconds.items():
        middle = statistics.median(each)
        print(f"{name:12} {middle:6.1f} s of CPU, {middle / json:4.1f} times json")


def _cpu(name: str, base: Path, out: Path) -> float:
    """The CPU seconds of writing one target, those of its processes counted. Raises SystemExit
    where it fails."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(base, out)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["migrator", "write", "-o", str(out), "--to", name]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode not in (0, 2):  # 2: all is written, with losses that are told
        raise SystemExit(f"{name}: exit {ended.returncode}: {ended.stderr.strip()[-300:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]) or TARGETS)
