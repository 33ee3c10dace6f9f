"""Backups of our own in Akeeba's forms, written from the description of the formats."""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from itertools import pairwise
from pathlib import Path, PurePosixPath

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def jpa(files: dict[str, bytes]) -> bytes:
    """A JPA 1.2 archive of `files`; every second one is deflated. Like Akeeba Engine it has members
    for the folders, too, and counts them."""
    out = bytearray()
    total = 0
    folders = _folders(files)
    for folder in folders:
        name = folder.encode()
        out += struct.pack("<3sHH", b"JPF", 21 + len(name), len(name)) + name
        out += struct.pack("<BBIII", 0, 0, 0, 0, 0o755)
    for index, (path, data) in enumerate(files.items()):
        name = path.encode()
        method = index % 2 if not path.endswith(".png") else 0
        packed = _deflated(data) if method else data
        stamp = struct.pack("<HHI", 0x0100, 8, 1_300_000_000)
        length = 21 + len(name) + len(stamp)
        out += struct.pack("<3sHH", b"JPF", length, len(name)) + name
        out += struct.pack("<BBIII", 1, method, len(packed), len(data), 0o644) + stamp + packed
        total += len(data)
    head = struct.pack("<3sHBBIII", b"JPA", 19, 1, 2, len(folders) + len(files), total, len(out))
    return head + bytes(out)


def _folders(files: dict[str, bytes]) -> list[str]:
    parents = {str(p) for path in files for p in PurePosixPath(path).parents if p.name}
    return [f"{folder}/" for folder in sorted(parents)]


def _deflated(data: bytes) -> bytes:
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    return maker.compress(data) + maker.flush()


def in_parts(data: bytes, folder: Path, stem: str, letter: str, last: str, cuts: list[int]) -> Path:
    """Writes `data` as parts that end at the places `cuts`; gives the last part."""
    edges = [0, *cuts, len(data)]
    for number, (start, end) in enumerate(pairwise(edges), 1):
        suffix = last if end == len(data) else f"{letter}{number:02}"
        (folder / f"{stem}.{suffix}").write_bytes(data[start:end])
    return folder / f"{stem}.{last}"


def jps(files: dict[str, bytes], password: str, chunk_size: int = 1 << 20) -> bytes:
    """A JPS 2.0 archive with one salt for all blocks; so many bytes of a file are encrypted at once."""
    salt = os.urandom(64)
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 100, 16)
    extra = b"JH\x00\x01" + struct.pack("<HBIB", 76, 1, 100, 1) + salt
    out = b"JPS" + struct.pack("<BBBH", 2, 0, 0, len(extra)) + extra
    members = [(folder, 0, b"") for folder in _folders(files)]
    members += [(path, 1, data) for path, data in files.items()]
    for path, kind, data in members:
        name = path.encode()
        block = struct.pack("<H", len(name)) + name
        block += struct.pack("<BBIII", kind, kind, len(data), 0o644, 0)
        head = _encrypted(block, key)
        out += b"JPF" + struct.pack("<HH", len(head), len(block)) + head
        for start in range(0, len(data), chunk_size):
            plain = _deflated(data[start : start + chunk_size])
            chunk = _encrypted(plain, key)
            out += struct.pack("<II", len(chunk), len(plain)) + chunk
    return out + b"JPE" + struct.pack("<HIII", 1, len(members), 0, 0)


def _encrypted(plain: bytes, key: bytes) -> bytes:
    vector = os.urandom(16)
    padded = plain + bytes(-len(plain) % 16)
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    done = encryptor.update(padded) + encryptor.finalize()
    return done + b"JPIV" + vector + struct.pack("<I", len(plain))
