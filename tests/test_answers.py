"""An HTTP answer of a web archive: what servers and savers did to bodies is undone, and what cannot
be undone is told."""

from __future__ import annotations

import builtins
import random
import tracemalloc
import zlib
from typing import Any

import pytest

from migrator.warc import http

TEXT = b"<p>" + b"The lamps of the old street. " * 40 + b"</p>"


def gzipped(data: bytes, window: int = 31) -> bytes:
    packer = zlib.compressobj(wbits=window)
    return packer.compress(data) + packer.flush()


def parsed(headers: str, body: bytes, end: bytes = b"\r\n\r\n") -> http.Answer:
    return http.parse(b"HTTP/1.1 200 OK\r\n" + headers.encode() + end + body)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip", gzipped(TEXT)),
        ("Content-Encoding: x-gzip", gzipped(TEXT)),
        ("Content-Encoding: gzip", TEXT),  # the saver undid it and left the header
        ("Content-Encoding: deflate", gzipped(TEXT, 15)),
        ("Content-Encoding: deflate", gzipped(TEXT, -15)),  # without the frame, as old servers sent
        ("Content-Encoding: deflate", TEXT),
        ("Content-Encoding: deflate, gzip", gzipped(gzipped(TEXT, 15))),
        ("Content-Encoding: br", TEXT),
        ("Content-Encoding: identity", TEXT),
        ("Transfer-Encoding: chunked", b"%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(TEXT), TEXT)),
        ("Transfer-Encoding: chunked", b"%x\n%s\n0\n\n" % (len(TEXT), TEXT)),
        ("Transfer-Encoding: chunked", TEXT),
    ],
)
def test_a_body_is_as_the_page_was(headers: str, body: bytes) -> None:
    answer = parsed(headers, body)
    assert answer.body == TEXT
    assert answer.faults == ()


@pytest.mark.parametrize(
    ("headers", "body", "left", "fault"),
    [
        ("Content-Length: 2000", TEXT[:900], TEXT[:900], "900 of the 2000 bytes"),
        ("Content-Encoding: gzip", gzipped(TEXT)[:-12], b"<p>The lamps", "compressed body is cut"),
        ("Content-Encoding: compress", TEXT, TEXT, "coded as compress, which is not read"),
        ("Content-Encoding: br", b"\x0bno", b"\x0bno", "compression is damaged"),
        ("Content-Encoding: zstd", b"\x28\xb5no", b"\x28\xb5no", "compression is damaged"),
        ("Transfer-Encoding: chunked", b"5\r\n<p>an\r\n9\r\nd", b"<p>and", "holds 1 of 9 bytes"),
        ("Transfer-Encoding: chunked", b"4\r\n<p>a\r\nnd on", b"<p>and on", "has no length"),
    ],
)
def test_a_body_that_is_not_whole_is_told(
    headers: str, body: bytes, left: bytes, fault: str
) -> None:
    answer = parsed(headers, body)
    assert answer.body.startswith(left)
    assert fault in " ".join(answer.faults)


def test_a_damaged_body_is_read_up_to_its_damage() -> None:
    chance = random.Random(1)
    words = b" ".join(b"%x" % chance.getrandbits(32) for _ in range(2000))
    packed = bytearray(gzipped(words))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = b"\xff" * 40
    answer = parsed("Content-Encoding: gzip", bytes(packed))
    assert "compression is damaged" in answer.faults[0]
    whole = next(i for i, (a, b) in enumerate(zip(answer.body, words, strict=False)) if a != b)
    assert whole > len(words) // 4


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_unpacks_to_very_much_is_cut(
    coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import brotli
    import zstandard

    much = b"lamp " * 1000
    monkeypatch.setattr(http, "MAX_BODY", 999)
    packed = {
        "gzip": gzipped(much),
        "deflate": gzipped(much, 15),
        "br": brotli.compress(much),
        "zstd": zstandard.ZstdCompressor().compress(much),
    }[coding]
    answer = parsed(f"Content-Encoding: {coding}", packed)
    assert answer.body == much[:999]
    assert answer.faults == ("the body unpacks to more than 999 bytes and was cut",)


@pytest.mark.parametrize("kind", ["twice", "damaged"])
def test_what_unpacks_without_end_takes_no_memory(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "MAX_BODY", 1_000_000)
    much = gzipped(b"x" * 20_000_000)
    coding, packed = ("gzip, gzip", gzipped(much)) if kind == "twice" else ("gzip", much)
    if kind == "damaged":
        packed = packed[:-3000] + b"damage" * 500
    tracemalloc.start()
    try:
        answer = parsed(f"Content-Encoding: {coding}", packed)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answer.faults
    assert len(answer.body) <= 1_000_000
    assert most < 4_000_000


def test_zstandard_is_undone_and_a_cut_frame_is_told() -> None:
    import zstandard

    packed = zstandard.ZstdCompressor().compress(TEXT)
    assert parsed("Content-Encoding: zstd", packed).body == TEXT
    cut = parsed("Content-Encoding: zstd", packed[:-3])
    assert cut.body == packed[:-3]
    assert "it ends before its end" in cut.faults[0]


def test_a_coding_whose_package_is_missing_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "brotli":
            raise ModuleNotFoundError("no brotli", name="brotli")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    answer = parsed("Content-Encoding: br", b"\x0bno")
    assert answer.body == b"\x0bno"
    assert "pip install 'joomla-migrator[codings]'" in answer.faults[0]


def test_a_block_without_a_status_line_is_all_body() -> None:
    assert http.parse(TEXT) == http.Answer(None, {}, TEXT)


def test_headers_end_at_the_first_empty_line_of_either_kind() -> None:
    answer = parsed("Content-Type: text/html\nno header\nContent-Type: image/png", TEXT, b"\n\n")
    assert answer.headers == {"content-type": "text/html"}
    assert answer.body == TEXT
