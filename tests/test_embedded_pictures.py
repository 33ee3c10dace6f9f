"""Pictures that a saved page holds in itself become files of the article."""

from __future__ import annotations

import base64
import html
import struct
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from migrator import migrate
from migrator.cli import main
from migrator.document import embedded
from migrator.model import Capture
from tests import site


def png(width: int, height: int, words: bytes = b"") -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + words + bytes(20)


def address(picture: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"


LAMP, QUAY, SPACER = png(40, 30, b"lamp"), png(60, 50, b"quay"), png(1, 30)


def page(*pictures: str, style: str = "") -> Capture:
    body = "".join(f"<p>Words {n} {picture}</p>" for n, picture in enumerate(pictures))
    return site.article("/news/1-lamps", "Lamps", f"<p>The lamp was lit.</p>{body}{style}")


def copies(capture: Capture, out: Path) -> list[bytes]:
    """The files that a run copies for the article of a page."""
    (out / "in").mkdir(parents=True)
    (out / "in" / "lamps.html").write_bytes(capture.data)
    with migrate(out / "in", out / "out", ("markdown",)) as made:
        assert [i.file for a in made.articles for i in a.images if not i.file] == []
    text = "".join(p.read_text() for p in (out / "out" / "markdown").glob("*.md"))
    assert "data:" not in text
    assert "embedded:" not in text
    return sorted(p.read_bytes() for p in (out / "out" / "markdown" / "media").glob("*"))


def test_data_addresses(tmp_path: Path) -> None:
    capture = page(
        f'<img src="{address(LAMP)}" alt="a lamp">',
        f"<img alt='the quay' class=x src={address(QUAY)}>",
        f'<img src="{address(LAMP)}">',
        f'<img src="{address(SPACER)}">',
    )
    assert copies(capture, tmp_path) == [LAMP, QUAY]


def test_variables_of_single_file(tmp_path: Path) -> None:
    used = 'style="background-image:var(--sf-img-7)!important"'
    capture = page(
        f'<img alt="lamp" src="data:image/svg+xml,%3Csvg/%3E" {used}>',
        style=f"<style>:root{{--sf-img-7:url({address(LAMP)})}}</style>",
    )
    assert copies(capture, tmp_path) == [LAMP]


def test_parts_of_mhtml(tmp_path: Path) -> None:
    capture = page('<img src="cid:lamp@old">', '<img src="cid:lost@old">')
    boundary = "--x\r\n"
    mhtml = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
        f"{boundary}Content-Type: text/html\r\nContent-Location: {capture.url}\r\n\r\n"
        f"{capture.data.decode()}\r\n"
        f"{boundary}Content-Type: image/png\r\nContent-ID: <lamp@old>\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{base64.b64encode(LAMP).decode()}\r\n--x--\r\n"
    )
    (tmp_path / "lamps.mhtml").write_text(mhtml)
    with migrate(tmp_path / "lamps.mhtml", tmp_path / "out", ("markdown",)):
        pass
    media = tmp_path / "out" / "markdown" / "media"
    assert [path.read_bytes() for path in media.glob("*")] == [LAMP]


@pytest.mark.parametrize(
    ("coded", "levels"),
    [
        ("", []),
        ("no!base64", ["loss"]),
        (base64.b64encode(b"<svg/>").decode(), []),
        (base64.b64encode(b"words").decode(), ["loss"]),
    ],
)
def test_what_is_no_picture_stays(coded: str, levels: list[str]) -> None:
    capture = Capture("x.html", f'<img src="data:image/png;base64,{coded}">'.encode())
    data, notes = embedded.named(capture)
    assert data == capture.data
    assert [note.level for note in notes] == levels


def test_a_picture_that_is_gone_is_an_error() -> None:
    with pytest.raises(OSError, match="no such picture"):
        embedded.load("x.html#picture-0123", lambda name: Capture(name, b"<p>changed</p>"))


def test_the_report_shows_them_on_both_sides(tmp_path: Path) -> None:
    (tmp_path / "lamps.html").write_bytes(page(f'<img src="{address(LAMP)}" alt="lamp">').data)
    out = tmp_path / "out"
    result = CliRunner().invoke(main, ["run", str(tmp_path / "lamps.html"), "-o", str(out)])
    assert result.exit_code == 0, result.output
    shown = next((out / "report" / "pages").glob("*.html")).read_text()
    assert shown.count(base64.b64encode(LAMP).decode()) == 2


DRAWING = (
    b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9v9z'/><text>50% & more</text></svg>"
)
DRAWING = DRAWING.replace(b"&", b"&amp;")


@pytest.mark.parametrize(
    "coded",
    [
        f"data:image/svg+xml;base64,{base64.b64encode(DRAWING).decode()}",
        f"data:image/svg+xml;charset=utf-8;base64,{base64.b64encode(DRAWING).decode()}",
        f"data:image/svg+xml,{quote(DRAWING.decode())}",
        f"data:image/svg+xml;charset=utf-8,{html.escape(DRAWING.decode()).replace('%', '%25')}",
        f"data:image/svg+xml;utf8,{DRAWING.decode().replace('%', '%25').replace('&', '&amp;')}",
    ],
    ids=["base64", "charset", "percent", "entities", "raw"],
)
def test_drawings(coded: str, tmp_path: Path) -> None:
    assert copies(page(f'<img alt="plan" src="{coded}">'), tmp_path) == [DRAWING]
    assert len(list((tmp_path / "out" / "markdown" / "media").glob("*.svg"))) == 1


@pytest.mark.parametrize(
    ("inner", "unused"),
    [
        ("", 0),
        ("<rect fill-opacity='0'/>", 0),
        ("<rect width='9' fill='none'/>", 0),
        ("<path d='M0 0'/><script>alert(1)</script>", 1),
        ("<path d='M0 0' onload='alert(1)'/>", 1),
        ("<a href='java&#9;script:alert(1)'><path d='M0 0'/></a>", 1),
        ("<a href='x'><path d='M0'/><set attributeName='href' to='javascript:x()'/></a>", 1),
        ("<foreignObject><p>text</p></foreignObject><path d='M0 0'/>", 1),
    ],
)
@pytest.mark.parametrize("base64_coded", [False, True])
def test_a_drawing_that_shows_nothing_or_acts_is_no_file(
    inner: str, unused: int, base64_coded: bool, tmp_path: Path
) -> None:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>"
    coded = f";base64,{base64.b64encode(svg.encode()).decode()}" if base64_coded else f",{svg}"
    capture = page(f'<img alt="plan" src="data:image/svg+xml{coded}">')
    data, notes = embedded.named(capture)
    assert data == capture.data
    assert len(notes) == unused
