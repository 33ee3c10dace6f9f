"""What the README claims."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from migrator import read_page
from migrator.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_readers_is_up_to_date() -> None:
    assert subprocess.run([sys.executable, ROOT / "scripts" / "support", "--check"], cwd=ROOT, check=False).returncode == 0


def test_every_command_that_is_shown_exists() -> None:
    shown = set(re.findall(r"migrator (\w+)(?= |`)", README)) & set(re.findall(r"`?migrator (\w+)", README)) - {"at", "import"}
    assert shown >= {"run", "extract", "write", "explain", "probe", "fixture"}
    assert set(re.findall(r"^    (?:\.venv/bin/)?migrator (\w+)", README, re.M)) <= set(main.commands)


def test_the_two_commands_stand_there() -> None:
    assert re.search(r"^    python3 -m venv .*fixtures/example -o output/example$", README, re.M)
    assert re.search(r"^    python3 -m venv .*scripts/check$", README, re.M)


def test_read_page_needs_no_disk() -> None:
    html = (ROOT / "fixtures/readers/joomla25/loose/page.html").read_text("utf-8")
    article = read_page(html, url="http://lantern.example/club/3-street/12-lamps")
    assert article is not None
    assert (article.title, article.author, article.hits, article.categories) == ("Lighting the lamps", "Odile Marsh", 1204, ("Club", "The Street"))
    assert article.body_markdown.startswith("The lamps of Lantern Street")
    assert read_page("<html><body>hello</body></html>") is None
