"""Many sites in a set of web archive files: found, told apart, and read as a run of each would."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from migrator import parallel
from migrator.cli import main
from migrator.collection import archives as archive_files
from migrator.collection import engines, grouping, parts, sites
from migrator.collection.archives import Archive, listed
from migrator.collection.collect import collect
from migrator.collection.engines import local
from migrator.collection.grouping import GroupBuckets
from migrator.collection.parts import IndexArchives
from migrator.collection.sites import MigrateSites, source_of
from migrator.errors import InUseError, NetworkError, OverdueError, SourceError, UsageError
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
    assert IndexArchives(tmp_path).on_worker_death("x.warc").fault
    assert GroupBuckets(tmp_path, tmp_path).on_worker_death(3).fault
    assert MigrateSites(tmp_path, tmp_path, ("json",)).on_worker_death("x.places").fault


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


def test_large_parts_and_buckets_are_done_in_pieces(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect([str(archives)], tmp_path / "whole", ("json",), local(1))
    monkeypatch.setattr(parts, "SEGMENT_BYTES", 200)
    monkeypatch.setattr(grouping, "SORTED_BYTES", 300)
    monkeypatch.setattr(parts, "bucket_of", lambda _: 7)
    totals = collect([str(archives)], tmp_path / "pieces", ("json",), local(1))
    assert max(p.stat().st_size for p in (tmp_path / "pieces/work").glob("*.buckets")) > 4 * 257 * 8
    assert (totals.sites, totals.outside, totals.hosts_without_joomla) == (4, 2, 1)
    assert files(tmp_path / "pieces") == files(tmp_path / "whole")


def test_parts_of_another_version_are_made_again(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = IndexArchives(tmp_path)
    (before,) = index([str(archives / "a.warc.gz")])
    monkeypatch.setattr(parts, "code", lambda: "another")
    (after,) = index([str(archives / "a.warc.gz")])
    assert before.records == after.records == 9
    assert before.stamp != after.stamp


def test_a_part_whose_file_cannot_be_read_any_more_is_gone(archives: Path, tmp_path: Path) -> None:
    index = IndexArchives(tmp_path)
    path = str(archives / "a.warc.gz")
    assert index([path])[0].fault is None
    (archives / "a.warc.gz").unlink()
    assert index([path])[0].fault
    assert parts.read_part(tmp_path, path) is None


def test_damage_beyond_what_is_named_is_counted(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.warc.gz", "b.warc.gz"):
        data = (archives / name).read_bytes()
        (archives / name).write_bytes(data + b"no record begins here")
    monkeypatch.setattr(parts, "NAMED", 0)
    totals = collect([str(archives)], tmp_path / "out", ("json",), local(1))
    assert (totals.unreadable, totals.exit_code) == (2, 2)


def test_a_site_that_another_process_is_at_is_waited_for(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, calls = pipeline.run, [0]

    def busy(source: Captures, out: Path, *rest: object) -> object:
        calls[0] += 1
        if calls[0] < 4:
            raise InUseError("another run is writing to it")
        return run(source, out, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(sites, "IN_USE_SECONDS", 0.0)
    monkeypatch.setattr(pipeline, "run", busy)
    totals = collect([str(archives)], tmp_path / "out", ("json",), local(1))
    assert (totals.articles, totals.troubles) == (16, [])
    monkeypatch.setattr(sites, "IN_USE_TRIES", 2)
    calls[0] = -1000
    totals = collect([str(archives)], tmp_path / "again", ("json",), local(1))
    assert totals.sites == len(totals.troubles) == 4


class Doubled:
    """A work that doubles numbers; workers of a cluster die on 5, and do not know 7."""

    def __call__(self, items: Sequence[int]) -> list[int]:
        if 5 in items:
            raise killed_worker()
        if 7 in items:
            raise ModuleNotFoundError("no module named so")
        return [2 * item for item in items]

    def on_worker_death(self, item: int) -> int:
        return -item


def killed_worker() -> Exception:
    scheduler = pytest.importorskip("distributed.scheduler")
    error: Exception = scheduler.KilledWorker("task", SimpleNamespace(address="tcp://a"), 3)
    return error


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a cluster of Dask in this process, with one worker of one thread."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    with distributed.LocalCluster(n_workers=1, processes=False, **engines.CLUSTER) as cluster:
        yield cluster.scheduler_address


def test_dask_makes_the_same_data_sets(archives: Path, tmp_path: Path, cluster: str) -> None:
    collect([str(archives)], tmp_path / "plain", ("json",), local(1))
    with engines.on_dask(cluster) as engine:
        totals = collect([str(archives)], tmp_path / "dask", ("json",), engine)
    assert (totals.sites, totals.articles, totals.exit_code) == (4, 16, 0)
    assert files(tmp_path / "dask") == files(tmp_path / "plain")


def test_an_item_on_which_workers_of_dask_die_costs_itself(cluster: str) -> None:
    with engines.on_dask(cluster) as engine:
        assert sorted(engine(Doubled(), range(1, 7), 3)) == [-5, 2, 4, 6, 8, 12]


def test_a_cluster_that_does_not_go_on_is_no_loss_of_an_item(cluster: str) -> None:
    message = r"no module named so.*run the same command again"
    with engines.on_dask(cluster) as engine, pytest.raises(NetworkError, match=message):
        list(engine(Doubled(), [1, 7]))


def test_workers_of_dask_that_cannot_do_the_work_are_named(
    cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Client:
        threads: dict[str, int]
        versions: dict[str, str]

        def nthreads(self) -> dict[str, int]:
            return self.threads

        def run(self, _: object) -> dict[str, str]:
            return self.versions

    for threads, versions, message in (
        ({}, {}, "has no worker"),
        ({"tcp://a": 4}, {}, "runs 4 threads"),
        ({"tcp://a": 1}, {"tcp://a": "old"}, "another version of migrator"),
    ):
        client = Client()
        client.threads, client.versions = threads, versions
        with pytest.raises(UsageError, match=message):
            engines.check_workers(client, "tcp://x")
    monkeypatch.setattr(Client, "run", lambda *_: [][0])
    client.threads = {"tcp://a": 1}
    with pytest.raises(UsageError, match="cannot run migrator"):
        engines.check_workers(client, "tcp://x")


def test_a_deadline_holds_in_any_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_WATCH", 0.001)
    ended: list[str] = []

    def endless() -> None:
        for name in ("first", "second"):
            try:
                with parallel.Deadline(0.001):
                    while True:
                        pass
            except OverdueError:
                ended.append(name)

    thread = threading.Thread(target=endless)
    thread.start()
    thread.join()
    assert ended == ["first", "second"]


def test_a_store_is_asked_for_little_where_one_record_is_read(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    class Store:
        def open(self, path: str, mode: str, block_size: int) -> object:
            asked.append(block_size)
            return open(path, mode)

        def ukey(self, path: str) -> str:
            return path

    monkeypatch.setattr(
        archive_files, "_remote", lambda address: (Store(), address.removeprefix("store://"))
    )
    path = f"store://{archives}/a.warc.gz"
    assert IndexArchives(tmp_path)([path])[0].records == 9
    Archive(path).open().close()
    assert asked == [archive_files.WHOLE_BYTES, archive_files.RECORD_BYTES]


def test_a_cluster_of_this_machine_that_does_not_start_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    starts: list[int] = []

    def dies(**_: object) -> None:
        starts.append(1)
        raise RuntimeError("Nanny failed to start.")

    modules = {
        "distributed": SimpleNamespace(LocalCluster=dies),
        "dask": SimpleNamespace(config=SimpleNamespace(set=lambda _: nullcontext())),
    }
    monkeypatch.setattr(engines, "import_module", modules.get)
    with pytest.raises(NetworkError, match="Nanny failed"), engines.on_dask("local", 1):
        pass
    assert len(starts) == 3


def test_an_engine_by_the_documentation_makes_the_same(archives: Path, tmp_path: Path) -> None:
    """The engine for Spark of docs/collections.md, with a list in the place of a cluster."""
    page = (Path(__file__).parent.parent / "docs/collections.md").read_text("utf-8")
    function = page[page.index("def on_spark") : page.index("print(collect(")]

    class Slices(list[list[object]]):
        def mapPartitions(self, work: Callable[[object], list[object]]) -> Slices:  # noqa: N802
            return Slices(work(iter(part)) for part in self)

        def collect(self) -> list[object]:
            return [item for part in self for item in part]

    class Spark:
        def parallelize(self, items: list[object], count: int) -> Slices:
            return Slices(items[number::count] for number in range(count))

    names: dict[str, Any] = {"islice": islice}
    exec(function, names)
    totals = collect([str(archives)], tmp_path / "spark", ("json",), names["on_spark"](Spark()))
    collect([str(archives)], tmp_path / "plain", ("json",), local(1))
    assert totals.articles == 16
    assert files(tmp_path / "spark") == files(tmp_path / "plain")
