"""The values of PostgreSQL's `COPY … FROM stdin`: lines with tabs between, own escapes."""

from __future__ import annotations

import re

_ESCAPE = re.compile(rb"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.S)
_LETTERS = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def value(raw: bytes) -> bytes | None:
    """A value of a COPY line; None for NULL."""
    if raw == b"\\N":
        return None

    def letter(match: re.Match[bytes]) -> bytes:
        text = match[1]
        if text[:1] == b"x" and len(text) > 1:
            return bytes([int(text[1:], 16)])
        return bytes([int(text, 8) & 255]) if text.isdigit() else _LETTERS.get(text, text)

    return _ESCAPE.sub(letter, raw) if b"\\" in raw else raw
