"""Many sites in a set of web archive files: found, told apart, and read as a run of each would."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner

from migrator.cli import main
from migrator.collection.archives import Archive, listed
from migrator.collection.collect import collect
from migrator.collection.engines import local
from migrator.collection.grouping import GroupBuckets
from migrator.collection.parts import IndexArchives
from migrator.collection.sites import MigrateSites, source_of
from migrator.errors import SourceError
from migrator.model import Capture
from migrator.pipeline import run as pipeline
from migrator.sources.source import Captures
from tests import repack

WORDS = ["lamp", "oil", "wick", "glass", "brass", "shade", "flame", "harbour", "keeper", "storm"]


def article(host: str, folder: str, number: int) -> tuple[str, str]:
    """Address and page of an article of Joomla 3, with words of its own."""
    prose = " ".join(WORDS[(number * 7 + i * 3) % len(WORDS)] for i in range(60))
    url = f"http://{host}{folder}/index.php?option=com_content&view=article&id={number}"
    return url, (
        '<html><head><meta name="generator" content="Joomla! - Open Source Content Management">'
        f"<title>Lamp {number}</title>"
        f'<script src="{folder}/media/system/js/core.js"></script></head>'
        '<body class="com_content view-article"><div class="item-page">'
        f'<h2 itemprop="headline">Lamp {number} of {host}</h2>'
        f'<div itemprop="articleBody"><p>Words {number}: {prose}.</p></div></div></body></html>'
    )


def site(host: str, folder: str = "", articles: int = 4) -> list[tuple[str, str]]:
    return [article(host, folder, number) for number in range(1, articles + 1)]


def plain(host: str) -> list[tuple[str, str]]:
    return [(f"http://{host}/{n}.html", f"<html><p>Page {n} by hand</p></html>") for n in (1, 2)]


def warc(path: Path, pages: Iterable[tuple[str, str]]) -> Path:
    captures = [Capture(url, page.encode(), url, 200, "text/html") for url, page in pages]
    return repack.warc(captures, path)


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    """Four sites and a host without Joomla, cut across two files."""
    pages = [
        *site("lamps.example"),
        *site("www.oil.example", articles=5),
        *site("both.example"),
        *site("both.example", "/shop", 3),
        *plain("hand.example"),
    ]
    folder = tmp_path / "archives"
    folder.mkdir()
    warc(folder / "a.warc.gz", pages[::2])
    warc(folder / "b.warc.gz", pages[1::2])
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.glob("site=*/json/*"))
    }


def test_each_site_is_a_run_of_its_own(archives: Path, tmp_path: Path) -> None:
    totals = collect([str(archives)], tmp_path / "out", ("json",), local(1))
    names = sorted(path.name for path in (tmp_path / "out").glob("site=*"))
    assert names == [
        "site=both.example",
        "site=both.example%2Fshop",
        "site=lamps.example",
        "site=oil.example",
    ]
    assert (totals.archives, totals.records, totals.sites) == (2, 18, 4)
    assert totals.in_sites + totals.outside == totals.records
    assert (totals.outside, totals.hosts_without_joomla) == (2, 1)
    assert totals.articles == 16
    assert totals.exit_code == 0


def test_records_are_those_of_a_run_on_the_same_pages(archives: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    collect([str(archives)], out, ("json",), local(2))
    for name in ("oil.example", "both.example%2Fshop"):
        places = source_of(out / "work" / f"{name}.places", name)
        captures: list[Capture] = [places.load(n) for n in places.names()]
        alone = tmp_path / "alone" / f"site={name}"
        with pipeline.run(Captures(captures), alone, ("json",)).site:
            pass
        there = {n: data for n, data in files(out).items() if n.startswith(f"site={name}/")}
        assert there
        assert there == files(tmp_path / "alone")
        for path in (tmp_path / "alone").glob("site=*"):
            path.rename(tmp_path / path.name)


def test_what_is_done_is_not_done_again(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    collect([str(archives)], out, ("json",), local(1))
    before = files(out)
    monkeypatch.setattr(pipeline, "run", lambda *_, **__: pytest.fail("a site was run again"))
    totals = collect([str(archives)], out, ("json",), local(1))
    assert totals.sites_unchanged == totals.sites == 4
    assert files(out) == before


def test_a_site_that_gets_more_pages_is_run_again(archives: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    collect([str(archives)], out, ("json",), local(1))
    warc(archives / "c.warc.gz", [article("lamps.example", "", 9)])
    totals = collect([str(archives)], out, ("json",), local(1))
    assert (totals.sites_unchanged, totals.articles) == (3, 17)


def test_an_archive_that_cannot_be_read_costs_itself(archives: Path, tmp_path: Path) -> None:
    (archives / "bad.wacz").write_bytes(b"no zip")
    data = (archives / "b.warc.gz").read_bytes()
    (archives / "b.warc.gz").write_bytes(data + b"no record begins here")
    totals = collect([str(archives)], tmp_path / "out", ("json",), local(1))
    assert [t for t in totals.troubles if "bad.wacz" in t]
    assert [t for t in totals.troubles if "b.warc.gz@" in t]
    assert totals.articles == 16
    assert totals.exit_code == 2


def test_a_site_that_fails_costs_itself(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = pipeline.run

    def fails(source: Captures, out: Path, *rest: object) -> object:
        if out.name == "site=oil.example":
            raise MemoryError("no room")
        return run(source, out, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "run", fails)
    totals = collect([str(archives)], tmp_path / "out", ("json",), local(1))
    assert totals.troubles == ["oil.example: MemoryError: no room"]
    assert (totals.sites, totals.articles, totals.exit_code) == (4, 11, 2)


def test_what_a_process_died_on_is_a_trouble(tmp_path: Path) -> None:
    assert IndexArchives(tmp_path).given_up("x.warc").fault
    assert GroupBuckets(tmp_path, tmp_path).given_up(3).fault
    assert MigrateSites(tmp_path, tmp_path, ("json",)).given_up("x.places").fault


def test_sources_are_files_folders_patterns_and_lists(archives: Path, tmp_path: Path) -> None:
    both = [str(archives / "a.warc.gz"), str(archives / "b.warc.gz")]
    (tmp_path / "list").write_text(f"{both[0]}\n\n{archives}/b*\n")
    assert list(listed([str(archives)])) == both
    assert list(listed([f"{archives}/*.warc.gz"])) == both
    assert list(listed([f"@{tmp_path / 'list'}"])) == both
    with pytest.raises(SourceError, match="names no web archive file"):
        list(listed([str(tmp_path / "nothing")]))


def test_the_files_of_an_installation_in_a_folder_may_serve_the_whole_host(tmp_path: Path) -> None:
    pages = [
        (url.replace("/cms/index.php", "/index.php"), page)
        for url, page in site("root.example", "/cms")
    ]
    path = warc(tmp_path / "a.warc.gz", [*pages, *site("root.example", "/cms", 6)[4:]])
    totals = collect([str(path)], tmp_path / "out", ("json",), local(1))
    assert (totals.sites, totals.articles, totals.outside) == (1, 6, 0)


def test_a_stamp_changes_with_the_file(archives: Path) -> None:
    archive = Archive(str(archives / "a.warc.gz"))
    before = archive.stamp()
    warc(archives / "a.warc.gz", site("lamps.example"))
    assert archive.stamp() != before


def test_the_command_shows_an_account_that_adds_up(archives: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = CliRunner().invoke(main, ["collection", str(archives), "-o", str(out), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    assert "18 records: 16 of 4 sites, 2 of no Joomla site (1 hosts)" in result.output
    assert json.loads((out / "collection.json").read_text())["articles"] == 16


def test_a_part_that_cannot_be_read_costs_its_bucket(archives: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    collect([str(archives)], out, ("json",), local(1))
    for part in (out / "work").glob("*.jsonl"):
        part.write_bytes(b"x" * part.stat().st_size)
    totals = collect([str(archives)], out, ("json",), local(1))
    assert [trouble for trouble in totals.troubles if trouble.startswith("bucket ")]
    assert totals.exit_code == 2
