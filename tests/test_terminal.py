"""What pages say does not act on the terminal, in the report or in a table of redirects."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from migrator.cli import main
from tests import site

#: Escapes of terminals (CSI, OSC 8 and 52, DCS), C1 controls, marks of direction, formulas of
#: spreadsheets; as character references where a page can have them only so.
TITLES = (
    "a\x1b[2J\x1b[31mred",
    "b\x1b]8;;http://evil.example\x07link\x1b]8;;\x07",
    "c\x1b]52;c;ZXZpbA==\x07",
    "d\x9b2Jgone",
    "e&#155;2J",
    "f\u202egnp.exe",
    "g\u2066\u2069\u200f",
    "h\rover\x08\x08",
    '=HYPERLINK("http://evil.example")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
)
_ACTS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What a run over pages of these titles prints, and its folder."""
    folder = tmp_path_factory.mktemp("terminal")
    (folder / "in").mkdir()
    rows = ["file\turl\tstatus\tcontent-type\tlocation"]
    for number, title in enumerate(TITLES, 1):
        image = f'<img src="/gone-{title}.png" alt="">' if "\t" not in title else ""
        capture = site.article(f"/news/{number}-x", title, f"<p>{title} words.</p>{image}")
        (folder / "in" / f"{number}.html").write_bytes(capture.data)
        rows.append(f"{number}.html\t{capture.url}\t200\t\t")
    (folder / "in/urls.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    words = ["run", str(folder / "in"), "-o", str(folder / "out"), "--jobs", "1"]
    words += ["--to", "json", "--to", "redirects"]
    printed = CliRunner().invoke(main, words).output
    for number in range(1, len(TITLES) + 1):
        printed += (
            CliRunner().invoke(main, ["explain", str(folder / "in" / f"{number}.html")]).output
        )
    return printed, folder / "out"


def test_nothing_that_is_printed_acts(done: tuple[str, Path]) -> None:
    printed, _ = done
    assert "missing" in printed
    assert not _ACTS.findall(printed)


def test_nothing_in_the_report_acts(done: tuple[str, Path]) -> None:
    pages = sorted((done[1] / "report").rglob("*.html"))
    assert pages
    for page in pages:
        text = re.sub(r'srcdoc="[^"]*"', "", page.read_text("utf-8"))  # the old page, shut in
        assert not _ACTS.findall(text), page.name


def test_no_cell_of_the_redirects_is_a_formula(done: tuple[str, Path]) -> None:
    with (done[1] / "redirects/redirects.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) >= len(TITLES)
    assert not [cell for row in rows for cell in row.values() if cell.lstrip()[:1] in "=+-@"]
