"""Harmless payloads in every field, through the real Hugo and Jekyll: nothing of them is alive in the
pages that these build.

`MIGRATOR_PAYLOADS` sets how many payloads are tried; Jekyll takes a second for ten and is skipped
where it is not installed."""

from __future__ import annotations

import base64
import html
import itertools
import os
import re
import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest

from migrator.document import soup
from migrator.guard.paths import Folder
from migrator.model import Capture, Site
from migrator.normalise import bbcode, plugin_tags, sanitise
from migrator.pipeline import run as pipeline
from migrator.sources.source import Captures
from migrator.targets.registry import target
from migrator.writing import permalinks
from migrator.writing.writer import TargetWriter
from tests.site import HOST
from tests.test_generators import HUGO
from tests.test_safety import PAYLOADS as KNOWN

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
COUNT = int(os.environ.get("MIGRATOR_PAYLOADS", "60"))
_CORES = (
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
)
_SHELLS = (
    "{}",
    "[url={}]x[/url]",
    "[url]{}[/url]",
    "[img]{}[/img]",
    "[b onmouseover=alert(1)]{}[/b]",
    "[quote=&quot;{}&quot;]x[/quote]",
    '[quote name="{}"]x[/quote]',
    "[x]({})",
    "![x]({})",
    "[x]: {}\n\n[x]",
    "<b>[x]</b>({})",
    "[x]<b>({})</b>",
    "`{}`",
    " {} ",
    "<code> {}</code>",
    "<pre> {}</pre>",
    "<table border=1><tr><th>a</th><th>b</th></tr><tr><td>{}</td><td>x</td></tr></table>",
    "{{::nomarkdown}}{}{{:/}}",
    "$${}$$",
    "{{% raw %}}{}{{% endraw %}}",
    "{{% endraw %}}{}",
    "{{{{< rawhtml >}}}}{}{{{{< /rawhtml >}}}}",
    '{{{{ "{}" | safeHTML }}}}',
    "<!--more-->{}",
    "<a title='<!--more-->{}' href='/x'>y</a>",
    "<a title='[url={}]' href='/x'>y</a>",
    "{{youtube}}{}{{/youtube}}",
    "{{soundcloud}}{}{{/soundcloud}}",
    "{{slider {}}}x{{/sliders}}",
    "&amp;lt;{}",
    "~{}~ H~2~O",
    "<svg><style>{}</style></svg>",
)


def payloads() -> list[str]:
    made = [shell.format(core) for core, shell in itertools.product(_CORES, _SHELLS)]
    return [*made, *KNOWN, *(html.escape(text) for text in made)][:COUNT]


def page(number: int, payload: str) -> Capture:
    """A page of Joomla 3 with JComments, the payload in all its fields: as text in those that hold
    text, as it is in the article and the comment."""
    text = html.escape(payload)
    quoted = html.escape(payload, quote=True)
    return Capture(
        f"{number}.html",
        f"""<html lang="en-gb"><head><meta name="generator" content="Joomla! - Open Source Content
Management"><title>{text}</title><meta name="description" content="{quoted}"></head>
<body class="com_content view-article"><div class="item-page"><h2>Number {number} {text}</h2>
<dl class="article-info"><dd class="createdby">Written by {text}</dd>
<dd class="category-name">Category: <a href="/news">News {number % 3} {text}</a></dd></dl>
<div class="tags"><span class="tag-1"><a href="/tag/{number}" class="label">t {text}</a></span></div>
<p>Words before {payload} and after.</p><p>{text}</p>
<p><img src="/images/{number}.png" alt="{quoted}" title="{quoted}"></p></div>
<div id="jc"><div id="comments"><div class="comments-list" id="comments-list-0">
<div class="even" id="comment-item-{number}"><div class="rbox"><div class="comment-box">
<a class="comment-anchor" href="/x#comment-{number}" id="comment-{number}">#1</a>
<span class="comment-title">{text}</span> <span class="comment-author">
<a class="author-homepage" href="{quoted}">{text}</a></span>
<span class="comment-date">2008-05-03 07:10</span>
<div class="comment-body" id="comment-body-{number}">{payload} {text}</div></div></div></div>
</div></div></div></body></html>""".encode(),
        f"{HOST}/news/{number}-a",
    )


def named(number: int, payload: str) -> tuple[Capture, Capture]:
    """A saved page without an address, and its picture, both files called by the payload."""
    name = f"{payload.replace('/', '%2F')[:100]} {number}"
    picture = html.escape(f"{name}.png", quote=True)
    data = page(number, "words").data.replace(
        f"/images/{number}.png".encode(), f"images/{picture}".encode()
    )
    return Capture(f"{name}.html", data), Capture(f"images/{name}.png", PNG)


@pytest.fixture(scope="module")
def hostile() -> Site:
    captures = [page(number, payload) for number, payload in enumerate(payloads())]
    for number, payload in enumerate(payloads()[::3], COUNT):
        captures += named(number, payload)
    made = pipeline.in_memory(Captures(captures))
    assert len(made.articles) > COUNT * 1.2
    return made


_RUNS = re.compile(r"^(?:javascript|data|vbscript):", re.I)
_ALIVE = {"script", "object", "embed", "applet", "base", "svg", "math", "form", "input"}


def live(root: lxml.html.HtmlElement) -> list[str]:
    """Elements, handlers and addresses that would run something."""
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _ALIVE:
            found.append(element.tag)
        for name, value in element.attrib.items():
            address = re.sub(r"[\x00-\x20]", "", value)
            if (
                name.startswith("on")
                or name == "srcdoc"
                or (name in ("href", "src", "action", "srcset", "poster") and _RUNS.match(address))
            ):
                found.append(f"{element.tag} {name}={value}")
    return found


def scan(public: Path) -> dict[str, list[str]]:
    """What is alive, by page."""
    found = {}
    for path in sorted(public.rglob("*.html")):
        if alive := live(lxml.html.fromstring(path.read_bytes() or b"<p>")):
            found[path.relative_to(public).as_posix()] = alive
    return found


def test_a_scan_sees_what_is_alive() -> None:
    for text in ("<script>1</script>", "<b onclick=x>", "<a href=' java\tscript:x'>", "<svg>"):
        assert live(lxml.html.fromstring(f"<div>{text}</div>"))
    assert not live(lxml.html.fromstring("<div>&lt;script&gt; <a href='/x'>javascript:</a></div>"))


@pytest.mark.skipif(HUGO is None, reason="hugo is not installed: no payload was tried with it")
def test_nothing_is_alive_in_what_hugo_builds(hostile: Site, tmp_path: Path) -> None:
    target("hugo").write(TargetWriter(hostile, Folder(tmp_path), permalinks.plan(hostile)))
    done = subprocess.run(
        [str(HUGO), "--quiet", "-s", str(tmp_path), "-d", str(tmp_path / "public")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "public").rglob("*.html"))) > COUNT
    assert scan(tmp_path / "public") == {}


@pytest.mark.skipif(
    not shutil.which("jekyll"), reason=f"jekyll is not installed: {COUNT} payloads were not tried"
)
def test_nothing_is_alive_in_what_jekyll_builds(hostile: Site, tmp_path: Path) -> None:
    target("jekyll").write(TargetWriter(hostile, Folder(tmp_path), permalinks.plan(hostile)))
    done = subprocess.run(
        [
            "jekyll",
            "build",
            "-s",
            str(tmp_path),
            "-d",
            str(tmp_path / "public"),
            "--disable-disk-cache",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "public").rglob("*.html"))) > COUNT
    assert scan(tmp_path / "public") == {}


def test_bbcode_does_not_act_in_attributes_and_is_sanitised() -> None:
    held = sanitise.sanitise('<a title="[url=x onmouseover=alert(1)]y[/url]" href="/z">w</a>')
    made = bbcode.to_html(held)
    assert live(lxml.html.fromstring(made)) == []
    assert "onmouseover" not in (lxml.html.fromstring(made).attrib)
    assert lxml.html.fromstring(made).get("title") == "[url=x onmouseover=alert(1)]y[/url]"


def test_a_plugin_tag_makes_no_link_of_a_script() -> None:
    root = soup.soup("<p>{soundcloud}javascript:alert(1){/soundcloud}</p>")
    plugin_tags.mend(root)  # type: ignore[arg-type]  # BeautifulSoup's tags do as well
    assert root.find("a") is None
    assert "javascript:alert(1)" in root.get_text()
