"""Captures that are not whole: read as far as they go, and a loss that is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator import migrate, read_page
from migrator.model import Written
from migrator.report.account import account
from migrator.sources.opening import open_source
from tests import site

PAGE = site.article("/news/1-lamps", "Lamps", "<p>The lamp was lit at nine.</p><p>It burns.</p>")

#: It ends behind a tag, as a template without an end does.
CUT = PAGE.data[: PAGE.data.index(b"<p>It burns")]


def record(kind: str, block: bytes, *fields: tuple[str, str]) -> bytes:
    head = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<urn:{len(block)}>"),
        ("WARC-Target-URI", PAGE.url or ""),
        ("WARC-Date", "2012-05-03T10:30:00Z"),
        *fields,
        ("Content-Length", str(len(block))),
    ]
    lines = "".join(f"{name}: {value}\r\n" for name, value in head)
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, stated: int | None = None) -> bytes:
    length = len(body) if stated is None else stated
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n"
    return head.encode() + body


def run(tmp_path: Path, *records: bytes) -> tuple[list[str], int]:
    """The notes of losses of a WARC of some records, and the exit code of its run."""
    path = tmp_path / "x.warc"
    path.write_bytes(b"".join(records))
    with migrate(path) as made:
        losses = [n.code for a in made.articles for n in a.notes if n.level == "loss"]
        return losses, account(Written(made, (), (), ())).exit_code


def test_an_answer_that_was_cut_when_it_was_fetched(tmp_path: Path) -> None:
    block = answer(CUT)
    assert run(tmp_path, record("response", block, ("WARC-Truncated", "length"))) == (
        ["source-damaged"],
        2,
    )


def test_an_answer_shorter_than_it_states(tmp_path: Path) -> None:
    block = answer(CUT, len(PAGE.data))
    assert run(tmp_path, record("response", block)) == (["source-damaged"], 2)
    assert run(tmp_path, record("response", answer(PAGE.data))) == ([], 0)


def test_a_record_that_goes_on_in_others_is_joined(tmp_path: Path) -> None:
    block = answer(PAGE.data)
    first, second, third = block[:300], block[300:-16], block[-16:]
    origin = ("WARC-Segment-Origin-ID", f"<urn:{len(first)}>")
    whole = (
        record("response", first, ("WARC-Segment-Number", "1")),
        record("continuation", second, origin, ("WARC-Segment-Number", "2")),
        record(
            "continuation",
            third,
            origin,
            ("WARC-Segment-Number", "3"),
            ("WARC-Segment-Total-Length", str(len(block))),
        ),
    )
    (tmp_path / "x.warc").write_bytes(b"".join(whole))
    source = open_source(str(tmp_path / "x.warc"))
    assert [source.load(name).data for name in source.names()] == [PAGE.data]
    assert run(tmp_path, *whole) == ([], 0)
    losses, code = run(tmp_path, *whole[:2])
    assert (set(losses), code) == ({"page-cut", "source-damaged"}, 2)


def test_a_rest_without_its_beginning_is_a_capture_that_failed(tmp_path: Path) -> None:
    fields = (("WARC-Segment-Origin-ID", "<urn:other>"), ("WARC-Segment-Number", "2"))
    path = tmp_path / "x.warc"
    path.write_bytes(
        record("response", answer(PAGE.data)) + record("continuation", b"rest", *fields)
    )
    with migrate(path) as made:
        assert [p.status for p in made.pages] == ["read", "failed"]


def test_a_damaged_list_is_a_loss_too(tmp_path: Path) -> None:
    page = site.listing("/news", "News", [("/news/1-lamps", "Lamps")]).data
    listed = answer(page[:-20], len(page))
    losses, code = run(
        tmp_path,
        record("response", answer(PAGE.data)),
        record("response", listed).replace(b"/news/1-lamps\r\n", b"/news\r\n", 1),
    )
    assert (losses, code) == ([], 2)


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_page_that_ends_in_a_word(end: bytes) -> None:
    whole = PAGE.data
    cut = whole[: whole.index(b"burns")] + end
    codes = [n.code for n in read_page(cut, PAGE.url).notes if n.level == "loss"]
    assert codes == ["page-cut"]
    assert not [n for n in read_page(whole, PAGE.url).notes if n.level == "loss"]


def test_a_template_without_an_end_is_no_cut_page() -> None:
    page = PAGE.data.replace(b"</body></html>", b"")
    assert not [n for n in read_page(page, PAGE.url).notes if n.level == "loss"]
