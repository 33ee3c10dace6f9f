"""Small pages at old addresses that lead on to the new ones, for sites that are files alone."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import quote

from migrator.guard.paths import Folder
from migrator.writing import permalinks
from migrator.writing.writer import TargetWriter


def write_redirect_pages(writer: TargetWriter, static: Folder) -> None:
    """Pages at old addresses that lead to the new ones, none at one that is taken. Addresses with
    a query need the server's rules."""
    new = writer.new
    places = [*new.places(), "/tags/"]
    given = {_file(place).casefold() for place in places}
    folders = {folder for name in given for folder in _above(name)}
    for path, address in permalinks.moved(writer.outline, new):
        name = _file(path)
        key = name.casefold()
        if key in given or key in folders or any(folder in given for folder in _above(key)):
            continue
        given.add(key)
        folders.update(_above(key))
        static.write(name, _redirect_page(address))


def _file(address: str) -> str:
    path = address.lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def _above(name: str) -> Iterator[str]:
    while name := posixpath.dirname(name):
        yield name


def _redirect_page(address: str) -> str:
    link = quote(address, safe="/-._~!,;:@=+")
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>→</title>\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n'
        f'<link rel="canonical" href="{link}"><meta name="robots" content="noindex"></head>\n'
        f'<body><a href="{link}">{link}</a></body></html>\n'
    )
