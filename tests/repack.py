"""The captures of one folder packed as other savers would have: a wget or HTTrack mirror, a zip or
tar, MHTML, WARC, WACZ."""

from __future__ import annotations

import base64
import io
import json
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from migrator.model import Capture

_TYPES = {
    "text/html": ".html",
    "application/rss+xml": ".xml",
    "application/xml": ".xml",
    "application/atom+xml": ".xml",
}


def mirrored_name(capture: Capture) -> str:
    """The name that wget -E gives, below the folder of the host."""
    parts = urlsplit(capture.url or "")
    path = parts.path.lstrip("/") or "index.html"
    name = path + "index.html" if path.endswith("/") else path
    if parts.query:
        name += f"?{parts.query.replace('/', '%2F')}"
    wanted = _TYPES.get((capture.content_type or "").partition(";")[0], "")
    return f"{parts.netloc}/{name}{wanted if wanted == '.html' and not name.endswith(('.html', '.htm')) else ''}"


def fetched(captures: Sequence[Capture]) -> list[Capture]:
    """What a mirror holds: pages that were there, each file name once, no file where a folder must
    be."""
    kept: dict[str, Capture] = {}
    for capture in captures:
        if capture.status in (None, 200) and capture.url:
            kept.setdefault(mirrored_name(capture), capture)
    folders = {
        "/".join(name.split("/")[:depth])
        for name in kept
        for depth in range(1, name.count("/") + 1)
    }
    return [
        capture
        for name, capture in kept.items()
        if name not in folders and all(len(p.encode()) < 250 for p in name.split("/"))
    ]


def wget(captures: Sequence[Capture], out: Path) -> Path:
    for capture in fetched(captures):
        path = out / mirrored_name(capture)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(capture.data)
    return out


def httrack(captures: Sequence[Capture], out: Path) -> Path:
    """Names by number, the address in a comment in each page and in the log for all."""
    log = [
        "date\tsize'/'remotesize\tflags(request:Update,Range state:File "
        "response:Modified,Chunked,gZipped)\tstatuscode\tstatus ('servermsg')"
        "\tMIME\tEtag|Date\tURL\tlocalfile\t(from URL)"
    ]
    for number, capture in enumerate(fetched(captures)):
        mime = (capture.content_type or "").partition(";")[0]
        name = f"{urlsplit(capture.url or '').netloc}/page{number:04x}{_TYPES.get(mime, Path(urlsplit(capture.url or '').path).suffix or '.bin')}"
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = capture.data
        if mime == "text/html":
            address = (capture.url or "").partition("://")[2].encode()
            data += (
                b"\n<!-- Mirrored from "
                + address
                + (
                    b" by HTTrack Website Copier/3.x [XR&CO'2014], Wed, 25 Nov 2026 "
                    b"10:00:00 GMT -->\n"
                )
            )
        path.write_bytes(data)
        log.append(
            f"10:00:00\t{len(data)}/{len(data)}\t------\t200\tadded "
            f"('OK')\t{mime}\tdate:x\t{capture.url}\t/home/somebody/mirrors/{name}\t(from )"
        )
    (out / "hts-cache").mkdir(parents=True)
    (out / "hts-cache/new.txt").write_text("\n".join(log) + "\n", "utf-8")
    return out


def table(captures: Sequence[Capture]) -> bytes:
    rows = ["file\turl\tstatus\tcontent-type\tlocation"]
    rows += [
        "\t".join(
            (c.source, c.url or "", str(c.status or ""), c.content_type or "", c.location or "")
        )
        for c in captures
    ]
    return ("\n".join(rows) + "\n").encode()


def zipped(captures: Sequence[Capture], out: Path) -> Path:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("urls.tsv", table(captures))
        for capture in captures:
            packed.writestr(capture.source, capture.data)
    return out


def tarred(captures: Sequence[Capture], out: Path) -> Path:
    with tarfile.open(out, "w:gz") as packed:
        for name, data in [("urls.tsv", table(captures)), *((c.source, c.data) for c in captures)]:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return out


def mhtml(captures: Sequence[Capture], out: Path) -> Path:
    """One file a page, as Chromium writes them; other files beside."""
    out.mkdir()
    for number, capture in enumerate(c for c in captures if c.status in (None, 200)):
        head = (
            f"From: <Saved by Blink>\r\nSnapshot-Content-Location: "
            f"{capture.url}\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
            f'Content-Type: multipart/related; type="text/html"; '
            f'boundary="----Boundary"\r\n\r\n\r\n------Boundary\r\n'
            f"Content-Type: {capture.content_type}\r\nContent-ID: "
            f"<frame@x>\r\nContent-Transfer-Encoding: base64\r\n"
            f"Content-Location: {capture.url}\r\n\r\n"
        )
        (out / f"{number:05d}.mhtml").write_bytes(
            head.encode() + base64.encodebytes(capture.data) + b"\r\n------Boundary--\r\n"
        )
    return out


def warc(captures: Sequence[Capture], out: Path, gzip: bool = True) -> Path:
    with out.open("wb") as file:
        writer = WARCWriter(file, gzip=gzip)
        written = [writer.create_warcinfo_record(out.name, {"software": "a test"})]
        writer.write_record(written[0])
        for capture in captures:
            headers = [
                ("Content-Type", capture.content_type or "application/octet-stream"),
                ("Content-Length", str(len(capture.data))),
            ]
            if capture.location:
                headers.append(("Location", capture.location))
            answer = StatusAndHeaders(f"{capture.status or 200} X", headers, protocol="HTTP/1.1")
            written.append(
                writer.create_warc_record(
                    capture.url,
                    "response",
                    payload=io.BytesIO(capture.data),
                    http_headers=answer,
                    warc_headers_dict={"WARC-Date": "2020-01-02T03:04:05Z"},
                )
            )
            writer.write_record(written[-1])
    for record in written:
        record.raw_stream.close()
    return out


def wacz(captures: Sequence[Capture], out: Path) -> Path:
    data = warc(captures, out.with_suffix(".warc.gz")).read_bytes()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("archive/data.warc.gz", data)
        packed.writestr(
            "pages/pages.jsonl",
            json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}) + "\n",
        )
        packed.writestr(
            "datapackage.json",
            json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": []}),
        )
    return out
