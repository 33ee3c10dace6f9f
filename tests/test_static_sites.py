"""The sites for static builders: Pelican, MkDocs and Nikola build theirs unedited here; those that need
Node are built by `tests/long/builders/build.py`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from migrator.guard.paths import Folder
from migrator.model import Article, Site
from migrator.targets import registry
from migrator.writing import menus
from migrator.writing.dialects import PULLDOWN_CMARK
from migrator.writing.writer import TargetWriter
from tests import built

COMMANDS = {
    "hugo": (["hugo", "--quiet"], "public"),
    "jekyll": (["jekyll", "build", "--disable-disk-cache", "--quiet"], "_site"),
    "pelican": (["pelican", "content"], "output"),
    "nikola": (["nikola", "build", "--quiet"], "output"),
    "mkdocs": (["mkdocs", "build", "--strict", "--quiet"], "site"),
}
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
STATIC_TARGETS = (
    "astro", "docusaurus", "eleventy", "hexo", "mkdocs", "nikola", "pelican", "vitepress",
    "zola",
)  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_a_builder_builds_it_whole(name: str, tmp_path: Path) -> None:
    site = built.hostile_site()
    new = built.write(name, site, tmp_path)
    (program, *words), public = COMMANDS[name]
    beside_python = str(Path(sys.executable).parent)
    found = shutil.which(program, path=os.pathsep.join((beside_python, os.environ["PATH"])))
    if found is None:
        pytest.skip(f"{program} is not installed: what it builds was not tried")
    done = subprocess.run(
        [found, *words],
        cwd=tmp_path,
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ERROR" not in done.stdout + done.stderr
    built.check(site, new, tmp_path / public)
    assert "Kommentare(4)" in built.text_of(tmp_path / public, new.articles["com_content:12"])
    links = built.links_of(tmp_path / public, "/")
    listed = [12, 14, 13, 15, 16]  # by date, then those without in the order of the categories
    assert [links.index(new.articles[f"com_content:{number}"]) for number in listed] == sorted(
        links.index(address) for address in new.articles.values() if address in links
    )


@pytest.mark.parametrize("name", STATIC_TARGETS)
def test_no_two_pages_are_one_file_and_titles_are_never_empty(name: str, tmp_path: Path) -> None:
    built.write(name, built.hostile_site(), tmp_path)
    files = [
        yaml.safe_load(path.read_text("utf-8").split("---\n")[1]) for path in tmp_path.rglob("*.md")
    ]
    fronts = [front.get("extra", front) for front in files if "render" not in front]
    published = [front for front in fronts if not front.get("draft")]
    addresses = [front["address"].casefold() for front in published]
    others = name in ("eleventy", "hexo", "pelican", "nikola")  # a page for what leads nowhere
    assert len(addresses) == len(set(addresses)) == 5 + 1 + 3 + 7 + 1 + 1 + others
    assert all(front["title"] and isinstance(front["title"], str) for front in fronts)
    assert all(value is not None for front in fronts for value in front.values())
    assert [p.parent.name for p in tmp_path.glob("drafts/**/*.md")] == ["draft"]


def test_zola_sees_no_shortcode_in_text_and_code() -> None:
    text = PULLDOWN_CMARK.text
    assert text("\\{% end %} {{ a }}") == "\\{&#37; end %} {{ a }}"
    assert text("x `{{ a(b=1) }} & <i>` y") == (
        "x <code>{&#123; a(b=1) }} &amp; &lt;i&gt;</code> y"
    )
    fence = ">     ```sh\n>     {% a() %}\n>     <b>\n>     ```\n"
    assert text(fence) == (">     <pre><code>{&#37; a() %}\n>     &lt;b&gt;\n>     </code></pre>\n")
    assert text("[a](@/b.md)") == "[a](%40/b.md)"


def test_dates_are_no_finer_than_the_page_told(tmp_path: Path) -> None:
    built.write("eleventy", built.hostile_site(), tmp_path)
    shown = {
        front["title"]: front.get("when")
        for path in tmp_path.rglob("content/articles/**/*.md")
        for front in [yaml.safe_load(path.read_text("utf-8").split("---\n")[1])]
    }
    assert shown["Поездка"] == "1969-07-20"
    assert shown["index"] is None
    assert "2009-03-12 14:05" in shown.values()


def test_a_menu_of_any_depth_is_one_list(tmp_path: Path) -> None:
    text = menus.as_html(_writer(tmp_path))
    assert text.count("<ul>") == text.count("</ul>") == 2
    assert "{{" not in text
    assert '<a href="/news/club.html">Club</a>' in text
    assert text.count("<details><summary>") == text.count("</details>") == 1


def _writer(folder: Path) -> TargetWriter:
    site = built.hostile_site()
    return TargetWriter(site, Folder(folder), registry.target("pelican").permalinks(site))


def test_a_page_at_an_old_address_takes_nobodys_place(tmp_path: Path) -> None:
    def moved(number: int, *urls: str) -> Article:
        return Article(f"x:{number}", urls[0], urls, f"T{number}")

    site = Site((), (moved(1, "/a/b.html", "/a/c.html"), moved(2, "/a/c.html", "/a/b.html/x/")))
    new = built.write("pelican", site, tmp_path)
    assert list(new.articles.values()) == ["/a/b.html", "/a/c.html"]
    assert list(tmp_path.glob("content/static/a/**/*.html")) == []
