"""What reading a database dump costs, beside sqlglot and a real MariaDB that load the same file.

    python bench/dumps.py [--megabytes 500] [--sqlglot-megabytes 5]

The dump is made here: nine tenths are rows of a table that is no part of a site (sessions), about a
tenth is articles. Each reader runs in a process of its own; CPU is user and system time, memory the
greatest resident size. MariaDB is asked only where its server is installed, sqlglot only where it
is; sqlglot keeps the whole file in memory and gets a smaller one.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = [
    "river",
    "stone",
    "ford",
    "weir",
    "bank",
    "reed",
    "heron",
    "mill",
    "path",
    "bridge",
    "lock",
    "sluice",
    "boat",
    "oar",
    "net",
]
OURS = """
import sys
from migrator.database import formats
from migrator.database.intake import Taker
from migrator.store.row_tables import RowTables
tables = RowTables()
taker = Taker(tables, lambda address: "hash")
with open(sys.argv[1], "rb") as file:
    formats.take("dump.sql", file, taker)
print(taker.intake.rows["content"])
"""
SQLGLOT = """
import sys, logging
import sqlglot
logging.disable(logging.CRITICAL)
text = open(sys.argv[1], encoding="utf-8").read()
inserts = (s for s in sqlglot.parse(text, read="mysql") if isinstance(s, sqlglot.exp.Insert))
ours = (s for s in inserts if s.find(sqlglot.exp.Table).name == "jos_content")
print(sum(len(s.find(sqlglot.exp.Values).expressions) for s in ours))
"""


def make(path: Path, megabytes: int) -> int:
    """Writes the dump; how many articles it has."""
    choice = random.Random(1)
    articles, size, wanted = 0, 0, megabytes * 1_000_000
    with path.open("w", encoding="utf-8") as out:
        out.write("-- MySQL dump 10.13\n/*!40101 SET NAMES utf8mb4 */;\n")
        out.write(
            "CREATE TABLE `jos_content` (`id` int, `title` text, `alias` text, `introtext` text, "
            "`fulltext` text, `state` int, `catid` int);\n"
        )
        out.write(
            "CREATE TABLE `jos_session` (`session_id` varchar(200), `data` text, `time` int);\n"
        )
        while size < wanted:
            if not articles or choice.random() < 0.1:
                rows = []
                for _ in range(100):
                    articles += 1
                    text = " ".join(choice.choice(WORDS) for _ in range(1500))
                    rows.append(
                        f"({articles},'It\\'s {articles}','a-{articles}','<p>{text}</p>','',1,2)"
                    )
                line = f"INSERT INTO `jos_content` VALUES {','.join(rows)};\n"
            else:
                rows = [
                    f"('{choice.getrandbits(128):x}','joomla|a:1:{{s:4:\\\"{'x' * 900}\\\";}}',{n})"
                    for n in range(1000)
                ]
                line = f"INSERT INTO `jos_session` VALUES {','.join(rows)};\n"
            size += len(line)
            out.write(line)
        out.write("-- Dump completed on 2010-01-01  1:02:03\n")
    return articles


def measure(command: list[str], stdin: Path | None = None) -> tuple[float, float, str]:
    """CPU seconds, greatest memory in MB and output of a command."""
    code = (
        "import resource,subprocess,sys;"
        "p=subprocess.run(sys.argv[1:],stdin=sys.stdin,capture_output=True,text=True);"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(u.ru_utime+u.ru_stime,u.ru_maxrss/1024,p.stdout.strip() or p.stderr.strip()[-200:])"
    )
    file = stdin.open("rb") if stdin else subprocess.DEVNULL
    result = subprocess.run(
        [sys.executable, "-c", code, *command],
        stdin=file,
        capture_output=True,
        text=True,
        check=True,
    )
    cpu, memory, output = result.stdout.strip().split(" ", 2)
    return float(cpu), float(memory), output


def show(name: str, size: int, cpu: float, memory: float, output: str) -> None:
    print(
        f"{name:<12} {size / 1e6:7.1f} MB  {cpu:8.1f} s CPU  {size / 1e6 / cpu:8.1f} MB/s  "
        f"{memory:8.1f} MB  {output}"
    )


def mariadb(dump: Path, folder: Path) -> None:
    """Loads the dump into a server of its own."""
    data, socket = folder / "data", folder / "s.sock"
    subprocess.run(
        [
            "mariadb-install-db",
            "--no-defaults",
            f"--datadir={data}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--user=root",
        ],
        check=True,
        capture_output=True,
    )
    server = subprocess.Popen(
        [
            "mariadbd",
            "--no-defaults",
            f"--datadir={data}",
            f"--socket={socket}",
            "--skip-networking",
            "--user=root",
            "--innodb-flush-log-at-trx-commit=0",
            "--max-allowed-packet=256M",
        ],
        stderr=subprocess.DEVNULL,
    )
    client = ["mariadb", "--no-defaults", "-S", str(socket), "-uroot"]
    try:
        for _ in range(60):
            if (
                subprocess.run([*client, "-e", "create database t"], capture_output=True).returncode
                == 0
            ):
                break
            time.sleep(0.5)
        with dump.open("rb") as file:
            subprocess.run([*client, "t"], stdin=file, check=True)
        count = subprocess.run(
            [*client, "-N", "t", "-e", "select count(*) from jos_content"],
            capture_output=True,
            text=True,
        ).stdout.strip()
    finally:
        server.terminate()
        server.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    show(
        "MariaDB", dump.stat().st_size, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, count
    )


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--megabytes", type=int, default=500)
    asked.add_argument("--sqlglot-megabytes", type=int, default=5)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dump = folder / "dump.sql"
        print(
            f"{make(dump, options.megabytes)} articles; the last column is what each reader found"
        )
        show("migrator", dump.stat().st_size, *measure([sys.executable, "-c", OURS, str(dump)]))
        if shutil.which("mariadbd") and shutil.which("mariadb-install-db"):
            mariadb(dump, folder)
        try:
            import sqlglot  # noqa: F401
        except ImportError:
            return
        small = folder / "small.sql"
        make(small, options.sqlglot_megabytes)
        show("sqlglot", small.stat().st_size, *measure([sys.executable, "-c", SQLGLOT, str(small)]))


if __name__ == "__main__":
    main()
