"""Backups and installations as sources: what is in them, and what is missing of them."""

from __future__ import annotations

import random
import re
import zipfile
from pathlib import Path
from typing import IO

import pytest
import zstandard

from migrator import migrate
from migrator.database import dump_files
from migrator.errors import SourceError
from migrator.sources.installation import Installation
from migrator.sources.jpa import Jpa, ZipByHeads
from migrator.sources.jps import PASSWORD, Jps
from migrator.sources.opening import open_source
from tests import backups, dumps, site

CONFIGURATION = b"""<?php
class JConfig {
\tvar $sitename = 'The River Society';
\tvar $live_site = 'http://river.example';
\tvar $dbprefix = 'jos_';
\tvar $password = 'hush-hush';
\tvar $sef = '1';
\tvar $sef_rewrite = '1';
\tvar $sef_suffix = '0';
}
"""
TEXT = '<p>A map: <img src="images/stories/map.png" alt="Map" />, and <a href="index.php?option=com_content&amp;view=article&amp;id=2">more</a></p>'
DATABASE = dumps.site(
    [dumps.article(1, "The ford", TEXT), dumps.article(2, "The weir", "<p>Low.</p>")]
)
SQL = dumps.akeeba(DATABASE).encode()
CUT = SQL.index(b"/**ABDB**/", len(SQL) // 2)
FILES = {
    "administrator/includes/defines.php": b"<?php // nothing to see",
    "configuration.php": CONFIGURATION,
    "images/index.html": b"<html><body></body></html>",
    "images/stories/map.png": site.PNG,
    "installation/sql/site.s01": SQL[CUT:],
    "installation/sql/site.sql": SQL[:CUT],
    "libraries/loader.php": b"<?php class Loader {}",
    "plugins/x/install.sql": dumps.mysqldump(dumps.site()).encode(),
    "robots.txt": b"User-agent: *\n",
}


def is_whole(path: Path, out: Path) -> None:
    """Whether the site of FILES comes out of the backup at `path`."""
    made = migrate(path, out, to=["json", "hugo"])
    articles = {a.title: a for a in made.articles}
    assert list(articles) == ["The ford", "The weir"]
    ford = articles["The ford"]
    assert ford.url == "http://river.example/rivers/1-the-ford"
    assert [p.file is not None for p in ford.images] == [True]
    assert [(k.kind, k.to) for k in ford.references if "id=2" in k.url] == [
        ("article", "com_content:2")
    ]
    assert made.structure.title == "The River Society"
    assert [(m.title, [i.title for i in m.items]) for m in made.structure.menus] == [
        ("mainmenu", ["Home", "Rivers"])
    ]
    assert next((out / "hugo").rglob("map*.png")).read_bytes() == site.PNG
    assert not any(b"hush-hush" in p.read_bytes() for p in out.rglob("*") if p.is_file())
    origins = {p.source.rpartition("/")[2]: p.origin for p in made.pages}
    assert origins["loader.php"] == origins["install.sql"] == origins["index.html"] == "program"
    assert origins["configuration.php"] == "private"


def test_jpa(tmp_path: Path) -> None:
    (tmp_path / "site.jpa").write_bytes(backups.jpa(FILES))
    is_whole(tmp_path / "site.jpa", tmp_path / "out")


def test_jpa_in_parts_in_a_folder(tmp_path: Path) -> None:
    data = backups.jpa(FILES)
    (tmp_path / "in").mkdir()
    # data may run over the end of a part, a block does not: the cuts lie within data
    place = data.index(site.PNG)
    cuts = [place + 9, data.index(b"JPF", place) - 3]
    backups.in_parts(data, tmp_path / "in", "site", "j", "jpa", sorted(cuts))
    is_whole(tmp_path / "in", tmp_path / "out")


def test_a_missing_part_is_told(tmp_path: Path) -> None:
    data = backups.jpa(FILES)
    start = data.index(b"JPF", data.index(site.PNG))
    path = backups.in_parts(data, tmp_path, "site", "j", "jpa", [100, start + 10])
    (tmp_path / "site.j02").unlink()
    source = Jpa(path)
    (fault,) = source.faults
    assert re.fullmatch(r"it states 18 members, \d+ are there", fault)
    assert "robots.txt" in source.members()
    path = backups.in_parts(data, tmp_path, "other", "j", "jpa", [100, start + 10, start + 400])
    (tmp_path / "other.j02").unlink()
    assert Jpa(path).faults == ("part .j02 is missing",)


def test_a_cut_jpa_says_so(tmp_path: Path) -> None:
    data = backups.jpa(FILES)
    (tmp_path / "site.jpa").write_bytes(data[: data.rindex(b"JPF")])
    made = migrate(tmp_path / "site.jpa")
    assert any("it states 18 members, 17 are there" in p.reason for p in made.pages)


def test_paths_of_members_stay_names(tmp_path: Path) -> None:
    evil = {"../up.html": b"<html>", "/abs.html": b"<html>", "C:\\x.html": b"<html>"}
    (tmp_path / "site.jpa").write_bytes(backups.jpa(evil))
    migrate(tmp_path / "site.jpa", tmp_path / "deep" / "out", to=["json"])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deep", "site.jpa"]


def test_jps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "site.jps"
    path.write_bytes(backups.jps(FILES, "Open sesame"))
    with pytest.raises(SourceError, match=PASSWORD):
        open_source(str(path))
    monkeypatch.setenv(PASSWORD, "Open says me")
    with pytest.raises(SourceError, match="the password is wrong"):
        open_source(str(path))
    monkeypatch.setenv(PASSWORD, "Open sesame")
    assert Jps(path).read("images/stories/map.png") == site.PNG
    is_whole(path, tmp_path / "out")


@pytest.mark.parametrize("chunk_size", [1 << 16, 1 << 20, 10 << 20])
def test_jps_in_chunks_of_any_size(
    chunk_size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, "Open sesame")
    noise = random.Random(1).randbytes(chunk_size + 5000)
    path = tmp_path / "site.jps"
    path.write_bytes(backups.jps({"noise.bin": noise, **FILES}, "Open sesame", chunk_size))
    source = Jps(path)
    assert source.read("noise.bin") == noise
    assert source.members() == sorted(["noise.bin", *FILES])
    assert source.faults == ()


def test_a_damaged_jps_gives_what_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "Open sesame")
    path = tmp_path / "site.jps"
    data = backups.jps(FILES, "Open sesame")
    marks = [match.start() for match in re.finditer(b"JPF", data)]
    for place, fault in (
        (marks[-2], "it states 18 members, 17 are there"),
        (data.rindex(b"JPE"), "its end is missing"),
    ):
        path.write_bytes(data[:place] + b"???" + data[place + 3 :])
        assert Jps(path).faults == (fault,)
    path.write_bytes(data[: marks[4]] + b"a stray line" + data[marks[4] :])
    assert Jps(path).faults == ("it is damaged: 12 bytes of it belong to no member",)
    assert len(Jps(path).members()) == len(FILES)


def test_parts_of_another_archive_are_told(tmp_path: Path) -> None:
    data = backups.jpa(FILES)
    backups.in_parts(data, tmp_path, "site", "j", "jpa", [data.index(site.PNG) + 9])
    (tmp_path / "site.j01").write_bytes(b"JPS" + bytes(70_000))
    (fault,) = Jpa(tmp_path / "site.jpa").faults
    assert fault.endswith("bytes of it belong to no member")


def test_zip_without_a_directory(tmp_path: Path) -> None:
    path = tmp_path / "site.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in FILES.items():
            packed.writestr(name, data)
    is_whole(path, tmp_path / "whole")
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"PK\x01\x02")])
    source = open_source(str(path))
    assert isinstance(source, ZipByHeads)
    assert source.faults == ("the zip was cut: it has no directory of its members",)
    assert source.members() == sorted(FILES)
    is_whole(path, tmp_path / "cut")


def test_zip_in_parts(tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as packed:
        for name, data in FILES.items():
            packed.writestr(name, data)
    data = b"PK\x07\x08" + whole.read_bytes()
    path = backups.in_parts(data, tmp_path, "site", "z", "zip", [data.index(site.PNG) + 5])
    is_whole(path, tmp_path / "out")


def test_an_installation_as_a_folder(tmp_path: Path) -> None:
    for name, data in FILES.items():
        path = tmp_path / "in" / "htdocs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    is_whole(tmp_path / "in", tmp_path / "out")


def test_a_saved_page_in_the_folder_of_an_installation_keeps_its_own_address() -> None:
    page = (
        b"<html><!-- Mirrored from old.example/index.php?option=com_poll&id=4 by HTTrack Website "
        b"Copier/3.x [XR&CO'2014], Sat, 09 Mar 2024 12:16:11 GMT --><body>A poll</body></html>"
    )
    files = {"configuration.php": b"<?php", "indexa1b2.html": page, "images/note.html": b"<p>x</p>"}
    installation = Installation(files)
    assert installation.capture("indexa1b2.html", files.__getitem__) is None
    note = installation.capture("images/note.html", files.__getitem__)
    assert note is not None
    assert note.url == "/images/note.html"


def test_a_dump_in_parts_and_one_of_single_tables(tmp_path: Path) -> None:
    whole = dumps.mysqldump(DATABASE).encode()
    for folder, names in (
        ("split", ("site.sql.aa", "site.sql.ab", "site.sql.ac")),
        ("numbered", ("d.sql.001", "d.sql.002", "d.sql.003")),
    ):
        (tmp_path / folder).mkdir()
        for index, name in enumerate(names):
            third = len(whole) // 3 + 1
            (tmp_path / folder / name).write_bytes(whole[index * third : (index + 1) * third])
        assert [a.title for a in migrate(tmp_path / folder).articles] == ["The ford", "The weir"]
    (tmp_path / "tables").mkdir()
    for name, table in DATABASE.items():
        (tmp_path / "tables" / f"jos_{name}.sql").write_text(
            dumps.mysqldump({name: table}), "utf-8"
        )
    made = migrate(tmp_path / "tables")
    first = made.articles[0]
    assert (first.title, first.author, first.categories) == (
        "The ford",
        "Ada Quill",
        ("Reports", "Rivers"),
    )


@pytest.mark.parametrize(
    "names",
    [
        ("site.sql.001", "site.sql.002", "site.sql.003"),
        ("site.sql.aa", "site.sql.ab", "site.sql.ac"),
        ("site.part1.sql", "site.part2.sql", "site.part3.sql"),
        ("site_1.sql", "site_2.sql", "site_10.sql"),
        ("site_DataStructure.sql", "site_1.sql", "site_2.sql"),
    ],
)
@pytest.mark.parametrize("at_a_statement", [False, True])
def test_the_first_part_of_a_dump_stands_for_all(
    names: tuple[str, ...], at_a_statement: bool, tmp_path: Path
) -> None:
    whole = dumps.mysqldump(DATABASE).encode()
    third = len(whole) // 3
    cuts = [third, 2 * third]
    if at_a_statement:
        cuts = [whole.index(b";\n", cut) + 2 for cut in cuts]
    pieces = (whole[: cuts[0]], whole[cuts[0] : cuts[1]], whole[cuts[1] :])
    for name, piece in zip(names, pieces, strict=True):
        (tmp_path / name).write_bytes(piece)
    for source in (tmp_path, tmp_path / names[0]):
        site = migrate(source)
        assert [a.title for a in site.articles] == ["The ford", "The weir"]
        assert {a.author for a in site.articles} == {"Ada Quill"}
        assert [p.reason for p in site.pages if p.source in names[1:]] == (
            [f"a part of {names[0]}"] * 2
        )


def test_two_dumps_whose_names_count_stay_apart(tmp_path: Path) -> None:
    for number, title in enumerate(("The ford", "The weir"), 1):
        data = dumps.site([dumps.article(number, title, "<p>Some words of it.</p>")])
        (tmp_path / f"backup_{number}.sql").write_text(dumps.mysqldump(data), "utf-8")
    site = migrate(tmp_path)
    assert not [p.reason for p in site.pages if p.reason.startswith("a part")]
    assert {a.title for a in migrate(tmp_path / "backup_1.sql").articles} == {"The ford"}


def test_a_missing_part_of_a_dump_is_told(tmp_path: Path) -> None:
    whole = dumps.mysqldump(DATABASE).encode()
    (tmp_path / "site.sql.001").write_bytes(whole[:900])
    (tmp_path / "site.sql.003").write_bytes(whole[1200:])
    notes = [note.message for _, note in migrate(tmp_path / "site.sql.001").source_notes]
    assert any("part 2 of it is missing" in message for message in notes)


def test_a_part_that_cannot_be_read_ends_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = dumps.mysqldump(DATABASE).encode()
    for number, piece in enumerate((whole[:900], whole[900:]), 1):
        (tmp_path / f"site_{number}.sql").write_bytes(piece)
    opened = Path.open

    def refused(path: Path, *args: str) -> IO[bytes]:
        if path.name == "site_2.sql":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(Path, "open", refused)
    assert dump_files.parts_beside(tmp_path / "site_1.sql") == ["site_2.sql"]
    assert dump_files.parts_beside(tmp_path / "gone" / "site_1.sql") == []


def test_a_dump_compressed_with_zstandard_and_a_cut_one(tmp_path: Path) -> None:
    whole = dumps.mysqldump(DATABASE).encode()
    packed = zstandard.ZstdCompressor().compress(whole[:900])
    packed += zstandard.ZstdCompressor().compress(whole[900:])  # several frames
    (tmp_path / "site.sql.zst").write_bytes(packed)
    site = migrate(tmp_path / "site.sql.zst")
    assert [a.title for a in site.articles] == ["The ford", "The weir"]
    for cut in (packed[:-5], packed[:-200] + b"\0" * 200):
        (tmp_path / "cut.sql.zst").write_bytes(cut)
        notes = [note.code for _, note in migrate(tmp_path / "cut.sql.zst").source_notes]
        assert "database-truncated" in notes


def test_a_dump_with_the_folder_of_pictures_alone(tmp_path: Path) -> None:
    """What many owners have: no configuration, no programs."""
    row = dumps.article(1, "The ford", '<p>Open <img src="images/stories/a.png" alt="x" /></p>')
    (tmp_path / "in" / "htdocs" / "images" / "stories").mkdir(parents=True)
    (tmp_path / "in" / "site.sql").write_text(dumps.mysqldump(dumps.site([row])), "utf-8")
    (tmp_path / "in" / "htdocs" / "images" / "stories" / "a.png").write_bytes(site.PNG)
    (article,) = migrate(tmp_path / "in").articles
    assert [i.file for i in article.images] == ["htdocs/images/stories/a.png"]
