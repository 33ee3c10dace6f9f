"""What an engine reads otherwise than CommonMark: each row of a dialect in the hands of the real
engine. Those of Node and Zola meet their rows' examples in `tests/long/builders/build.py`, whose
site holds the same tokens."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import lxml.html
import pytest

from bench import engines
from migrator.guard import programs
from migrator.guard.paths import Folder
from migrator.markdown import conversion, proof
from migrator.model import Article, Site, Structure
from migrator.targets import registry
from migrator.writing import dialects
from migrator.writing import engines as engines_of_node
from migrator.writing.dialects import (
    COMMONMARK,
    DIALECTS,
    ELEVENTY,
    KRAMDOWN,
    MARKDOWN_IT,
    Difference,
)
from migrator.writing.writer import TargetWriter
from tests.constructs import CONSTRUCTS
from tests.test_markdown import WORD

FIND = programs.find
KRAMDOWN_LOOK = re.compile(r'(?<=\.png\))\{: \.right width="2" height="3"\}')
HUGO = dict(engines.all_engines(None))["Hugo (target)"]


def by_hugo(text: str, folder: Path) -> str:
    return HUGO([text])[0]


def by_jekyll(text: str, folder: Path) -> str:
    """The content and the excerpt of a document."""
    if not shutil.which("jekyll"):
        pytest.skip("jekyll is not installed: what it reads otherwise was not tried")
    site = Site((), (), structure=Structure("x"))
    unit = registry.target("jekyll")
    unit.write(TargetWriter(site, Folder(folder), unit.permalinks(site)))
    front = "---\nlayout: bare\npermalink: /x.html\ntitle: x\ndate: 2009-03-12\n---\n"
    layout = "{{ content }}<!--cut-->{{ page.excerpt }}"
    (folder / "_layouts/bare.html").write_text(layout, "utf-8")
    (folder / "_articles").mkdir()
    (folder / "_articles/x.md").write_text(front + text, "utf-8")
    command = ["jekyll", "build", "--disable-disk-cache", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    content, _, excerpt = (folder / "_site/x.html").read_text("utf-8").partition("<!--cut-->")
    return content if proof.compare(proof.features(content), proof.features(excerpt)) == () else ""


REAL: dict[str, Callable[[str, Path], str]] = {"goldmark": by_hugo, "kramdown": by_jekyll}
ROWS = [
    pytest.param(name, row, id=f"{name}: {row.name}")
    for name in REAL
    for row in DIALECTS[name].differences
]


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_an_engine_acts_on_what_its_row_says(name: str, row: Difference, tmp_path: Path) -> None:
    want = proof.features(proof.render(row.example))

    def differs(text: str, folder: Path) -> bool:
        folder.mkdir()
        try:
            html = REAL[name](text, folder)
        except subprocess.CalledProcessError:
            return True
        return bool(proof.compare(want, proof.features(html))) or has_empty_row(html)

    assert differs(row.example, tmp_path / "as it stands")
    assert not differs(DIALECTS[name].text(row.example), tmp_path / "written")


def has_empty_row(html: str) -> bool:
    return any(not row.text_content().strip() for row in lxml.html.fromstring(html).iter("tr"))


@pytest.mark.parametrize("before", ["", "> ", "    "])
def test_a_head_goes_only_where_the_table_stays_one(before: str) -> None:
    table = "|  |  |\n| --- | --- |\n| a | b |\n"
    text = "".join(before + line for line in table.splitlines(keepends=True))
    assert KRAMDOWN.text(text) == text.replace(f"{before}|  |  |\n", "")
    for kept in (table.replace("--- |\n", "---: |\n"), f"```\n{table}```\n", f"-   {table}"):
        assert KRAMDOWN.text(kept) == kept


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("## a \\{#b}\n\nc", "## a \\{#b}<!-- -->\n\nc"),
        ("> ## `{#b}`\n", "> ## `{#b}`<!-- -->\n"),
        ("-   ### a **\\{#b}**\n", "-   ### a **\\{#b}**<!-- -->\n"),
        ("```\n## a {#b}\n```\n", "```\n## a {#b}\n```\n"),
        ("## a \\{b}\n\n\\{#c}\n", "## a \\{b}\n\n\\{#c}\n"),
    ],
)
def test_docusaurus_finds_no_id_in_a_heading(text: str, written: str) -> None:
    """`findings/docusaurus-escaped-heading-ids.sh` shows what it does with those."""
    assert DIALECTS["mdx"].text(text) == written


NOTES = conversion.convert(WORD, conversion.MarkdownOptions(footnotes=True))[0]


@pytest.mark.parametrize("name", ["goldmark", "kramdown"])
def test_an_engine_with_footnotes_makes_them(name: str, tmp_path: Path) -> None:
    html = REAL[name](DIALECTS[name].text(NOTES), tmp_path)
    assert "[^" not in html
    assert html.count('href="#fn') == 2 * html.count("fnref") / 2 >= 2


def test_elsewhere_marks_and_notes_are_links_to_each_other() -> None:
    text = "a[^1] `b[^1]` \\[^1] c[^1]\n\n```\n[^1]: x\n```\n\n[^1]: d\n"
    assert MARKDOWN_IT.text(text) == (
        'a<sup><a id="fnref-1" href="#fn-1">1</a></sup> `b[^1]` \\[^1] c<sup><a href="#fn-1">1</a>'
        '</sup>\n\n```\n[^1]: x\n```\n\n<a id="fn-1" href="#fnref-1">1</a>. d\n'
    )
    assert MARKDOWN_IT.losses([NOTES]) == [()]


@pytest.mark.parametrize("name", ["markdown-it", "common", "pulldown-cmark", "eleventy", "hexo"])
def test_a_run_proves_by_the_engine_itself(name: str) -> None:
    dialect = DIALECTS[name]
    assert dialect.render is not None
    assert dialect.losses(["a **b** `c` {% end %}\n\n-   e\n    -   f\n"]) == [()]
    blind = dataclasses.replace(dialect, python=lambda: lambda text: text.replace("**", ""))
    assert blind.losses(["a **b**\n"]) == [("emphasis missing: ('strong', 'b')",)]


TEXTS = [
    "a **b** `c {% end %}` {{< x >}}\n\n-   e\n    -   f\n",
    "*c* -- 'd' <!--more-->\n",
    "_e_\n",
]


@pytest.mark.parametrize(("name", "program"), [("goldmark", "hugo"), ("kramdown", "jekyll")])
def test_a_run_proves_by_a_program_that_is_installed(
    name: str, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "find", FIND)
    if not programs.find(program):
        pytest.skip(f"{program} is not installed: what it proves was not tried")
    dialect = DIALECTS[name]
    assert dialect.losses(TEXTS) == [(), (), ()]
    deaf = dataclasses.replace(dialect, differences=())
    losses = deaf.losses(TEXTS)
    assert losses[0]
    assert losses[2] == () or "could not be run" in losses[0][0]


def test_how_jekyll_shows_a_picture_is_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    html = '<p>![a](/a.png){: .right width="2"} stays as words</p>'
    written = '![a](/a.png){: .right width="2" height="3"} b\n\n' + conversion.convert(html)[0]
    plain = dataclasses.replace(
        KRAMDOWN,
        program=lambda: lambda texts: [proof.render(KRAMDOWN_LOOK.sub("", t)) for t in texts],
    )
    assert plain.losses([written]) == [()]
    monkeypatch.setattr(programs, "find", FIND)
    assert KRAMDOWN.losses([written]) == [()]


def test_without_the_program_nothing_is_proven_and_nothing_told() -> None:
    assert DIALECTS["goldmark"].render is None
    assert DIALECTS["goldmark"].losses(TEXTS) == [(), (), ()]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError("no such file"), "no such file"),
        (subprocess.CalledProcessError(1, "hugo", stderr="a\nERROR b\n"), "ERROR b"),
        (subprocess.TimeoutExpired("hugo", 1), "timed out"),
    ],
)
def test_a_program_that_fails_costs_the_proof_alone(error: Exception, words: str) -> None:
    def fail(texts: Sequence[str]) -> list[str]:
        raise error

    dialect = dataclasses.replace(DIALECTS["goldmark"], program=lambda: fail)
    first, *others = dialect.losses(TEXTS)
    assert words in first[0]
    assert "3 texts are not proven" in first[0]
    assert others == [(), ()]


def test_what_an_engine_does_not_show_is_told_with_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaf = dataclasses.replace(ELEVENTY, python=lambda: lambda text: text.replace("lamp", ""))
    monkeypatch.setitem(DIALECTS, deaf.name, deaf)
    articles = tuple(
        Article(f"x:{n}", None, (), f"T{n}", body_markdown=f"a {word}\n")
        for n, word in enumerate(("lamp", "glove"))
    )
    site = Site((), articles, structure=Structure("x", "https://x.example"))
    unit = registry.target("eleventy")
    writer = TargetWriter(site, Folder(tmp_path), unit.permalinks(site))
    unit.write(writer)
    told = [gap.why for gap in writer.damaged_files if "articles/" in gap.why]
    assert len(told) == 1
    assert "content/articles/t0/index.md: " in told[0]
    assert "words missing: 'lamp'" in told[0]


def test_every_site_of_files_names_its_dialect() -> None:
    names = ("hugo", "jekyll", "eleventy", "astro", "hexo", "pelican", "mkdocs", "nikola",
             "docusaurus", "vitepress", "zola", "markdown")  # fmt: skip
    assert all(registry.target(name).dialect is not COMMONMARK for name in names)
    assert all(DIALECTS[unit.dialect.name] is unit.dialect for unit in map(registry.target, names))


@pytest.mark.parametrize("builder", engines_of_node.NODE)
def test_an_engine_of_node_runs_where_its_user_says_and_nowhere_else(
    builder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`NODE_PATH=FOLDER pytest -k engine_of_node` proves with the real builders in FOLDER."""
    monkeypatch.setattr(programs, "find", FIND)
    packages = tmp_path / "node_modules"
    folder = packages / engines_of_node.NODE[builder][0]
    folder.mkdir(parents=True)
    (folder / "package.json").write_text("{}")
    if programs.find("node"):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("NODE_PATH", "node_modules")
        assert engines_of_node.node(builder) is None  # a name that is not absolute
        monkeypatch.setenv("NODE_PATH", str(packages))
        render = engines_of_node.node(builder)
        assert render is not None
        with pytest.raises(subprocess.CalledProcessError):
            render(["a"])
    monkeypatch.setenv("NODE_PATH", "")
    assert engines_of_node.node(builder) is None


@pytest.mark.parametrize("name", ["vue", "remark", "mdx", "eleventy", "hexo"])
def test_an_engine_of_node_shows_what_commonmark_shows(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "find", FIND)
    dialect = DIALECTS[name]
    if dialect.program is None or dialect.program() is None:
        pytest.skip("NODE_PATH names no folder with the builder: its engine was not tried")
    texts = [conversion.convert(html)[0] for html in CONSTRUCTS.values()]
    assert [lost for lost in dialect.losses(texts) if lost] == []


def test_an_engine_that_is_not_at_hand_is_told_once(tmp_path: Path) -> None:
    articles = tuple(Article(f"x:{n}", None, (), f"T{n}", body_markdown="a\n") for n in range(3))
    site = Site((), articles, structure=Structure("x", "https://x.example"))
    unit = registry.target("astro")
    writer = TargetWriter(site, Folder(tmp_path / "astro"), unit.permalinks(site))
    unit.write(writer)
    assert [gap.why for gap in writer.damaged_files] == [
        "astro: texts are proven under CommonMark alone; remark-gfm 4.0.1 in Astro 5.18.2 is not "
        "at hand (docs/targets.md says how)"
    ]


def test_a_link_that_an_engine_makes_of_an_address_is_no_loss() -> None:
    plain = "<p>see http://x.example/ or a@x.example</p>"
    linked = (
        '<p>see <a href="http://x.example/">http://x.example/</a> or '
        '<a href="mailto:a@x.example">a@x.example</a></p>'
    )
    assert dialects.differences(plain, linked) == ()
    assert dialects.differences(plain, plain.replace("see", "<a href='/x'>see</a>"))
