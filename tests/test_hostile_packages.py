"""Zip and tar files with names that lead out, links, devices and members of one name: nothing is
written but the run's own files, each page is read or told."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from migrator.cli import main
from tests import site

#: Names of members: paths that lead out, roots, drives, devices, control characters, long names.
NAMES = (
    *("../out.html", "../../../../tmp/out.html", "a/../../out.html", "a/../b.html", "./c.html"),
    *("/etc/out.html", "//host/share/out.html", "///x.html", "a//b//c.html", "..\\..\\out.html"),
    *("C:\\Windows\\out.html", "C:out.html", "\\\\host\\share\\out.html", "file:///etc/out.html"),
    *(
        "http://old.example/x.html",
        "CON.html",
        "nul.html",
        "aux/page.html",
        "com1.html",
        "lpt9.html",
    ),
    *(" .html", "...html", "a/.../b.html", ".html", "~/out.html", "$HOME/out.html", "`id`.html"),
    *("a\nb.html", "a\tb.html", "a\x1b[2Jb.html", "a\u202eb.html", "%2e%2e%2fout.html", "%00.html"),
    *("x" * 240 + ".html", "d/" * 60 + "deep.html", "-rf.html", "--help.html", "*.html", "?.html"),
    *("a|b.html", "<b>.html", '"q".html', "page.html.", "page.html ", "Ä/ö.html", "e\u0301.html"),
)
PAGES = [
    site.article(f"/news/{number}-a", f"Title {number}", f"<p>Words of page {number}.</p>")
    for number in range(len(NAMES))
]


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        for name, page in zip(NAMES, PAGES, strict=True):
            info = zipfile.ZipInfo("x")
            info.filename = name  # as it stands: ZipInfo would mend some
            package.writestr(info, page.data)
        link = zipfile.ZipInfo("link.html")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/hostname")


def tarred(path: Path) -> None:
    with tarfile.open(path, "w:gz", format=tarfile.PAX_FORMAT) as package:
        for name, page in zip(NAMES, PAGES, strict=True):
            member = tarfile.TarInfo(name)
            member.size = len(page.data)
            package.addfile(member, io.BytesIO(page.data))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            member = tarfile.TarInfo(f"link-{kind.decode()}.html")
            member.type, member.linkname = kind, "/etc/hostname"
            package.addfile(member)
        for kind in (tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo(f"device-{kind.decode()}.html")
            member.type, member.devmajor, member.devminor = kind, 1, 5
            package.addfile(member)


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_hostile_names_are_read_and_nothing_is_written_outside(
    pack: Callable[[Path], None], tmp_path: Path
) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    package = inside / f"x.{'zip' if pack is zipped else 'tar.gz'}"
    pack(package)
    words = ["run", package, "-o", inside / "out", "--to", "json", "--to", "markdown", "--jobs", 1]
    done = CliRunner().invoke(main, [*map(str, words)])
    text = (inside / "out/json/articles.jsonl").read_text("utf-8")
    missing = [n for n in range(len(NAMES)) if f"Words of page {n}." not in text]
    assert not missing, [NAMES[n] for n in missing]
    assert done.exit_code in (0, 2), done.output
    outside = {p for p in tmp_path.rglob("*") if p.is_file() and inside / "out" not in p.parents}
    assert outside == {package}
    host = Path("/etc/hostname")
    assert not host.is_file() or f">{host.read_text().strip()}<" not in text
    assert all(len(p.name.encode()) <= 120 for p in (inside / "out").rglob("*"))


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_of_members_of_one_name_the_last_is_read_as_where_they_are_unpacked(
    kind: str, tmp_path: Path
) -> None:
    package = tmp_path / f"x.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(package, "w") as out:
            for page in PAGES[:3]:
                out.NameToInfo.clear()  # so that nothing warns of a second one
                out.writestr("page.html", page.data)
    else:
        with tarfile.open(package, "w") as out:
            for page in PAGES[:3]:
                member = tarfile.TarInfo("page.html")
                member.size = len(page.data)
                out.addfile(member, io.BytesIO(page.data))
    words = ["run", package, "-o", tmp_path / "out", "--to", "json", "--jobs", 1]
    done = CliRunner().invoke(main, [*map(str, words)])
    text = (tmp_path / "out/json/articles.jsonl").read_text("utf-8")
    assert done.exit_code == 0
    assert [f"Words of page {number}." in text for number in range(3)] == [False, False, True]
