"""Records of web archive files: damage costs the record that has it, is told with its place, and the
next record is read again."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from migrator.errors import SourceError
from migrator.preserve import verify as fixity
from migrator.warc import digests, reader
from migrator.warc.reader import Damage, Record

BODY = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Lamps.</p>"


def record(name: str, block: bytes = BODY, *more: str, length: str | None = None) -> bytes:
    head = (
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: http://old.example/{name}",
        "WARC-Date: 2009-03-12T14:05:00Z",
        *more,
        f"Content-Length: {len(block) if length is None else length}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def read(data: bytes) -> tuple[list[str], list[str]]:
    """The last pieces of the addresses that can be read, and what is wrong."""
    names, faults = [], []
    for entry in reader.read(io.BytesIO(data)):
        if isinstance(entry, Damage):
            faults.append(f"{entry.offset}: {entry.why}")
        else:
            names.append((entry.uri or "").rpartition("/")[2])
            faults += [f"{entry.offset}: {why}" for why in entry.faults]
    return names, faults


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize(
    ("damaged", "fault"),
    [
        (b"WARC/1.0\r\nWARC-Type response\r\n\r\n", "has no colon: 'WARC-Type response'"),
        (record("b", length="many"), "does not say its length"),
        (b"<html>what is no record</html>\r\n", "no record begins here"),
    ],
)
def test_a_damaged_record_does_not_cost_its_neighbours(
    damaged: bytes, fault: str, zipped: bool
) -> None:
    parts = [record("a"), damaged, record("c")]
    names, faults = read(b"".join(map(gzip.compress, parts) if zipped else parts))
    assert names == ["a", "c"]
    assert len(faults) == 1
    assert fault in faults[0]


def test_a_head_may_go_on_in_the_next_line() -> None:
    data = record("a", BODY, "X-Note: one", "  and more")
    entry = next(reader.read(io.BytesIO(data)))
    assert isinstance(entry, Record)
    assert entry.fields["x-note"] == "one and more"


def test_zeros_between_records_are_told_and_passed_over() -> None:
    names, faults = read(record("a") + bytes(3 * 1024 * 1024) + record("b"))
    assert names == ["a", "b"]
    assert len(faults) == 1


def test_nothing_follows_where_a_file_ends_in_what_is_no_record() -> None:
    assert read(record("a") + b"x" * 50) == (["a"], [f"{len(record('a'))}: no record begins here"])


def test_a_member_that_only_looks_like_one_is_passed_over() -> None:
    names, faults = read(
        gzip.compress(record("a")) + b"\x1f\x8b\x08no member" + gzip.compress(record("b"))
    )
    assert names == ["a", "b"]
    assert "compressed data is damaged" in faults[0]


def test_a_cut_member_is_told() -> None:
    whole = gzip.compress(record("a"))
    names, faults = read(whole + gzip.compress(record("b", BODY * 50))[:-20])
    assert names == ["a", "b"]
    assert "the file ends within a compressed record" in faults[0]


def test_a_record_of_too_many_bytes_is_told_and_the_next_one_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "MAX_BLOCK", 200)
    names, faults = read(record("a", b"x" * 900) + record("b"))
    assert names == ["a", "b"]
    assert faults == ["0: holds 900 bytes, more than 200, and was not read"]
    assert "holds 104 bytes" in read(record("a", b"x" * 100, length="900"))[1][0]


def test_several_records_in_one_member_have_places_of_their_own() -> None:
    data = gzip.compress(record("a") + record("b") + record("c"))
    places = [e.offset for e in reader.read(io.BytesIO(data)) if isinstance(e, Record)]
    assert places == ["0", f"0+{len(record('a'))}", f"0+{len(record('a') + record('b'))}"]
    for place, name in zip(places, "abc", strict=True):
        (entry,) = reader.read(io.BytesIO(data), place)
        assert isinstance(entry, Record)
        assert entry.uri == f"http://old.example/{name}"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("missing", None, "is not there"),
        ("page.html", b"<p>Lamps.</p>", "is no WACZ and no web archive file"),
    ],
)
def test_verify_says_what_it_can_check(
    tmp_path: Path, name: str, content: bytes | None, why: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=why):
        list(fixity.verify(tmp_path / name))


def test_verify_reads_a_web_archive_file(tmp_path: Path) -> None:
    path = tmp_path / "old.warc"
    path.write_bytes(record("a") + record("b", length="many"))
    (fault,) = fixity.verify(path)
    assert fault.startswith(f"{path}@{len(record('a'))}: the record's head")
    path.write_bytes(record("a", BODY, "WARC-Payload-Digest: sha1:AAAA"))
    (fault,) = fixity.verify(path)
    assert digests.DIGEST_FAULT in fault
