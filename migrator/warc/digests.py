"""The digests that a record states of its block and of what that holds."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

#: How a fault ends that says no more than that a digest is another: some writers took it of
#: something else, so that nothing need be lost.
DIGEST_FAULT = "does not fit"


def digest_faults(fields: dict[str, str], block: bytes) -> Iterator[str]:
    """What is wrong with a record by its digests."""
    for name, data in (
        ("warc-block-digest", block),
        (
            "warc-payload-digest",
            _payload(block) if fields.get("warc-type") in ("response", "request") else block,
        ),
    ):
        stated = fields.get(name, "")
        if stated and fields.get("warc-type") != "revisit" and not fits(stated, data):
            if (
                name == "warc-payload-digest"
                and fields.get("warc-block-digest")
                and fits(fields["warc-block-digest"], block)
            ):
                # the writer took the digest of something else (chunked, still compressed): the
                # bytes are as they were written
                continue
            yield f"the {name.removeprefix('warc-').replace('-', ' ')} {DIGEST_FAULT}"


def _payload(block: bytes) -> bytes:
    return block.partition(b"\r\n\r\n")[2]


def fits(stated: str, data: bytes) -> bool:
    """Whether a labelled digest (`sha1:BASE32`, `sha256:hex`, `md5:…`) is that of `data`; True for
    kinds not known."""
    kind, _, value = stated.partition(":")
    kind = kind.lower().replace("-", "")
    if kind not in ("sha1", "sha256", "sha512", "md5"):
        return True
    digest_computed = hashlib.new(kind, data, usedforsecurity=False)
    plain = base64.b32encode(digest_computed.digest()).decode().rstrip("=").upper()
    return (
        value.rstrip("=").upper() in (plain, digest_computed.hexdigest().upper())
        or value == base64.b64encode(digest_computed.digest()).decode()
    )
