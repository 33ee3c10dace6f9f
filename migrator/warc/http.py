"""An HTTP answer as a web archive holds it: status, headers, and the body with its transfer and
content codings undone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from migrator.patterns import lazy_pattern

#: A body that unpacks to more is cut: 200 kB of gzip can become 200 MB.
MAX_BODY = 64 * 1024 * 1024
_STATUS = lazy_pattern(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` by lower-case name, the first of each; `faults` say what of the body could not be
    undone."""

    status: int | None
    headers: dict[str, str]
    body: bytes
    faults: tuple[str, ...] = ()


def parse(block: bytes) -> Answer:
    """The answer in a response record's block. A block without a status line is all body."""
    match = _STATUS.match(block)
    if not match:
        return Answer(None, {}, block)
    ends = [
        (start, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (start := block.find(mark)) >= 0
    ]
    start, length = min(ends, default=(len(block), 0))
    headers: dict[str, str] = {}
    for line in block[:start].decode("latin-1").splitlines()[1:]:
        name, mark, value = line.partition(":")
        if mark:
            headers.setdefault(name.strip().lower(), value.strip())
    raw = block[start + length :]
    body, faults = undo(raw, headers)
    return Answer(int(match[1]), headers, body, (*_short(raw, headers), *faults))


def _short(raw: bytes, headers: dict[str, str]) -> Iterator[str]:
    """A fault where a body has fewer bytes than its answer states; none where there is no body, as
    in answers to HEAD and in records that repeat others."""
    stated = headers.get("content-length", "")
    whole = int(stated) if re.fullmatch(r"[0-9]{1,18}", stated) else 0
    if raw and len(raw) < whole and "chunked" not in headers.get("transfer-encoding", "").lower():
        yield f"the body has {len(raw)} of the {whole} bytes that its answer states"


def undo(body: bytes, headers: dict[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """`body` without its chunks and compression. What was not coded as its headers say (some savers
    undo it and leave the header) stays as it is."""
    faults: list[str] = []
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body, faults)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        if coding.strip() in ("gzip", "x-gzip") and body[:2] == b"\x1f\x8b":
            body = _inflated(body, 31, faults)
        elif coding.strip() == "deflate":
            body = _inflated(body, 15 if body[:1] == b"\x78" else -15, faults)
        elif coding.strip() in _CODINGS:
            body = _decoded(body, coding.strip(), faults)
        elif coding.strip() not in ("", "identity", "gzip", "x-gzip"):
            faults.append(f"the body is coded as {coding.strip()}, which is not read")
    return body, tuple(faults)


def _decoded(body: bytes, coding: str, faults: list[str]) -> bytes:
    """A body undone by a package that need not be installed; as it is where it is text already."""
    if body.lstrip()[:1] in (b"<", b"{"):
        return body
    try:
        data = _CODINGS[coding](body)
    except ImportError as error:
        faults.append(
            f"the body is coded as {coding}, which needs the package {error.name}: "
            "pip install 'joomla-migrator[codings]'"
        )
        return body
    except Exception as error:  # each package has an error of its own
        faults.append(f"the body's compression is damaged ({error})")
        return body
    if len(data) > MAX_BODY:
        faults.append(f"the body unpacks to more than {MAX_BODY} bytes and was cut")
    return data[:MAX_BODY]


def _brotli(body: bytes) -> bytes:
    import brotli

    undo = brotli.Decompressor()
    data = bytes(undo.process(body, output_buffer_limit=MAX_BODY + 1))
    if len(data) <= MAX_BODY and not undo.is_finished():
        raise ValueError("it ends before its end")
    return data


def _zstandard(body: bytes) -> bytes:
    import zstandard

    with zstandard.ZstdDecompressor().stream_reader(body, read_across_frames=True) as undo:
        data = bytes(undo.read(MAX_BODY + 1))
    if len(data) <= MAX_BODY:
        whole = zstandard.ZstdDecompressor().decompressobj()
        whole.decompress(body)
        if not whole.eof:  # a stream does not tell
            raise ValueError("it ends before its end")
    return data


#: Codings that web archives hold and Python cannot undo by itself.
_CODINGS = {"br": _brotli, "zstd": _zstandard}


def _unchunked(body: bytes, faults: list[str]) -> bytes:
    out = bytearray()
    position = 0
    while position < len(body):
        end = body.find(b"\n", position)
        size = body[position:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            if position == 0:
                return body
            faults.append(f"a chunk at byte {position} has no length")
            out += body[position:]
            break
        if length == 0:
            break
        chunk = body[end + 1 : end + 1 + length]
        out += chunk
        if len(chunk) < length:
            faults.append(f"the last chunk holds {len(chunk)} of {length} bytes")
        position = end + 1 + length
        while body[position : position + 1] in (b"\r", b"\n"):
            position += 1
    return bytes(out)


def _inflated(body: bytes, window: int, faults: list[str]) -> bytes:
    inflate = zlib.decompressobj(window)
    try:
        data = inflate.decompress(body, MAX_BODY)
    except zlib.error as error:
        if window == -15:
            return body
        faults.append(f"the body's compression is damaged ({error})")
        return _as_far(body, window)
    if inflate.unconsumed_tail:
        faults.append(f"the body unpacks to more than {MAX_BODY} bytes and was cut")
    elif not inflate.eof:
        faults.append("the compressed body is cut")
    return data


def _as_far(body: bytes, window: int) -> bytes:
    """What a damaged body holds up to the damage, which lies within its first MAX_BODY bytes."""
    inflate = zlib.decompressobj(window)
    out = bytearray()
    for position in range(0, len(body), 64):
        try:
            out += inflate.decompress(body[position : position + 64])
        except zlib.error:
            break
    return bytes(out)
