"""The command, as the README shows it, and what it says when something is wrong."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from migrator import errors
from migrator.cli import main
from migrator.model import Capture
from migrator.report.explain import explain
from migrator.site_yaml import load as load_settings

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "fixtures" / "example"


def call(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args])


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_example_of_the_readme(tmp_path: Path) -> None:
    done = call("run", EXAMPLE, "-o", tmp_path, "--jobs", "1")
    assert done.exit_code == 0, done.output
    assert "14  pages came in" in done.output
    assert "3  articles, 3 of them proven whole" in done.output
    pages = lines(tmp_path / "json" / "pages.jsonl")
    assert sorted(str(p["source"]) for p in pages) == sorted(
        p.name for p in EXAMPLE.iterdir() if p.name != "urls.tsv"
    )
    rounds = (tmp_path / "markdown" / "rounds.md").read_text("utf-8")
    assert rounds.index("full cans") < rounds.index("nine lamps") < rounds.index("bakery")
    assert rounds.count("full cans") == 1
    told = yaml.safe_load((tmp_path / "markdown" / "lamps.md").read_text("utf-8").split("---")[1])
    assert (told["title"], told["author"], told["hits"], told["categories"]) == (
        "Lighting the lamps",
        "Odile Marsh",
        204,
        ["Club", "The Street"],
    )
    comments = yaml.safe_load((tmp_path / "markdown" / "lamps.comments.yaml").read_text("utf-8"))
    assert [(c["author"], c.get("parent")) for c in comments] == [
        ("Ben Ash", None),
        ("Cora", "1"),
        ("Dov", None),
    ]
    article = next(
        a for a in lines(tmp_path / "json" / "articles.jsonl") if a["id"] == "com_content:12"
    )
    assert article["images"][0]["file"] == "0013.png"


def test_every_key_of_the_contract_is_written(tmp_path: Path) -> None:
    call("run", EXAMPLE, "-o", tmp_path, "--to", "json", "--quiet")
    article = lines(tmp_path / "json" / "articles.jsonl")[0]
    assert set(article) >= {
        "id",
        "url",
        "urls",
        "title",
        "alias",
        "author",
        "created",
        "modified",
        "published",
        "categories",
        "tags",
        "hits",
        "rating",
        "language",
        "description",
        "keywords",
        "body_html",
        "body_markdown",
        "images",
        "attachments",
        "comment_system",
        "comments_stated",
        "comments",
        "sources",
        "found_by",
        "notes",
    }
    assert set(lines(tmp_path / "json" / "pages.jsonl")[0]) >= {
        "source",
        "url",
        "kind",
        "article",
        "status",
        "reason",
        "joomla",
        "template",
        "comment_system",
    }


def test_same_output_whatever_the_jobs_and_from_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as packed:
        for path in EXAMPLE.iterdir():
            packed.write(path, path.name)
    for name, source, jobs in (
        ("one", EXAMPLE, 1),
        ("two", EXAMPLE, 2),
        ("zip", tmp_path / "site.zip", 1),
    ):
        assert call("run", source, "-o", tmp_path / name, "--jobs", jobs, "--quiet").exit_code == 0
    trees = [
        {
            p.relative_to(tmp_path / n).as_posix(): p.read_bytes()
            for p in (tmp_path / n).rglob("*")
            if p.is_file()
            and not p.name.startswith(("site.db", ".run", "run.json"))
            and "report" not in p.relative_to(tmp_path / n).parts
        }
        for n in ("one", "two", "zip")
    ]
    assert trees[0] == trees[1] == trees[2]


def test_extract_then_write_is_run(tmp_path: Path) -> None:
    assert call("extract", EXAMPLE, "-o", tmp_path / "a").exit_code == 0
    assert call("write", "-o", tmp_path / "a", "--to", "json").exit_code == 0
    call("run", EXAMPLE, "-o", tmp_path / "b", "--to", "json")
    assert (tmp_path / "a/json/articles.jsonl").read_bytes() == (
        tmp_path / "b/json/articles.jsonl"
    ).read_bytes()


def test_a_killed_run_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    source = tmp_path / "pages"
    source.mkdir()
    page = (ROOT / "fixtures/readers/joomla25/loose/page.html").read_text("utf-8")
    for number in range(120):
        (source / f"{number}-page.html").write_text(
            page.replace("Lighting the lamps", f"Lamp {number}")
            .replace("12-lamps", f"{number}-lamps")
            .replace("last winter", f"winter {number}")
            .replace("Bring gloves", f"Bring {number} gloves"),
            "utf-8",
        )
    command = [
        sys.executable,
        "-m",
        "migrator",
        "run",
        str(source),
        "--to",
        "json",
        "--jobs",
        "1",
        "--quiet",
        "-o",
    ]
    for wait in (0.5, 0.7, 0.9):
        process = subprocess.Popen([*command, str(tmp_path / "killed")], cwd=ROOT)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (
        subprocess.run([*command, str(tmp_path / "killed")], cwd=ROOT, check=False).returncode == 0
    )
    assert (
        subprocess.run([*command, str(tmp_path / "whole")], cwd=ROOT, check=False).returncode == 0
    )
    for name in ("articles.jsonl", "pages.jsonl"):
        assert (tmp_path / "killed/json" / name).read_bytes() == (
            tmp_path / "whole/json" / name
        ).read_bytes()


def test_a_second_run_on_one_output_is_refused_and_a_killed_one_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for number in range(2000):
        shutil.copy(EXAMPLE / "0003.html", source / f"{number:04}.html")
    command = [
        sys.executable,
        "-m",
        "migrator",
        "extract",
        str(source),
        "-o",
        str(tmp_path / "out"),
        "--jobs",
        "2",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (tmp_path / "out/site.db-wal").exists():
        time.sleep(0.05)
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (second.returncode, "another run is writing" in second.stderr) == (74, True), (
        second.stderr
    )
    process.send_signal(signal.SIGKILL)
    process.wait()
    third = subprocess.run([*command, "--quiet"], capture_output=True, text=True, check=False)
    assert third.returncode == 0, third.stderr
    time.sleep(1.5)
    held = [p for p in Path("/proc").glob("[0-9]*/cmdline") if str(tmp_path).encode() in _read(p)]
    assert not held


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_redaction(tmp_path: Path) -> None:
    call("run", EXAMPLE, "-o", tmp_path, "--to", "json", "--redact-comments", "--quiet")
    text = (tmp_path / "json" / "articles.jsonl").read_text("utf-8")
    names = [
        c["author"] for a in lines(tmp_path / "json" / "articles.jsonl") for c in a["comments"]
    ]
    assert len(set(names)) == 3
    assert all(str(n).startswith("Reader ") for n in names)
    assert '"author": "Dov"' not in text


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (lambda p: p / "nothing", 66, "no such file or folder"),
        (lambda p: p, 66, "holds no files"),
    ],
)
def test_nothing_to_read(tmp_path: Path, make: object, code: int, said: str) -> None:
    source = tmp_path / "in"
    source.mkdir()
    done = call("run", make(source), "-o", tmp_path / "out")  # type: ignore[operator]
    assert done.exit_code == code
    assert said in done.output
    assert "Traceback" not in done.output


def test_bad_pages_are_accounted_for_and_the_run_goes_on(tmp_path: Path) -> None:
    source = tmp_path / "in"
    shutil.copytree(ROOT / "fixtures/readers/joomla10/tables", source)
    (source / "empty.html").write_bytes(b"")
    (source / "noise.html").write_bytes(os.urandom(500))
    (source / "plain.txt").write_text("hello")
    (source / "other.html").write_text(
        "<html><body><p>A page that no Joomla made.</p></body></html>"
    )
    (source / "cut.html").write_bytes((source / "page.html").read_bytes()[:900])
    (source / "dangling.html").symlink_to(tmp_path / "gone")
    done = call("run", source, "-o", tmp_path / "out", "--to", "json")
    pages = {p["source"]: p for p in lines(tmp_path / "out/json/pages.jsonl")}
    assert pages["page.html"]["article"]
    assert pages["other.html"]["kind"] == "not-joomla"
    assert set(pages) == {p.name for p in source.iterdir()}
    assert pages["dangling.html"]["status"] == "failed"
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_a_page_that_breaks_the_reader_costs_that_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from migrator.reading import recognition as recognise

    was = recognise.recognise

    def breaks(doc: object) -> object:
        if "gloves" in (doc.capture.url or ""):  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return was(doc)  # type: ignore[arg-type]

    monkeypatch.setattr(recognise, "recognise", breaks)
    done = call("run", EXAMPLE, "-o", tmp_path, "--to", "json", "--jobs", "1")
    assert done.exit_code == 2
    assert "failed: 0007.html" in done.output
    assert len(lines(tmp_path / "json" / "articles.jsonl")) == 2


def test_another_source_is_refused(tmp_path: Path) -> None:
    call("run", EXAMPLE, "-o", tmp_path, "--quiet")
    done = call("run", ROOT / "fixtures/textdump/seed/page.txt", "-o", tmp_path)
    assert done.exit_code == 74
    assert "another output folder with -o" in done.output


def test_text_dump(tmp_path: Path) -> None:
    assert (
        call("run", ROOT / "fixtures/textdump/seed/page.txt", "-o", tmp_path, "--quiet").exit_code
        == 0
    )
    article = lines(tmp_path / "json" / "articles.jsonl")[0]
    assert article["title"] == "Lighting the lamps by hand"
    assert "## The ladder and the rain" in str(article["body_markdown"])
    assert "oil" in str(article["body_markdown"])
    assert "Copyright" not in str(article["body_markdown"])
    assert [(c["author"], c["title"], c["text"]) for c in article["comments"]] == [
        ("Anonymous", "Rungs", "They slipped."),
        ("Rolf", "......", "Thanks for the warning!"),
    ]


def test_explain_names_value_and_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    done = call(
        "explain",
        ROOT / "fixtures/readers/joomla25/loose/page.html",
        "--url",
        "http://lantern.example/club/12-lamps",
    )
    assert done.exit_code == 0
    assert "joomla25: dd.createdby" in done.output
    author = done.output.partition("  author ")[2].split("\n", 3)[2]
    assert re.fullmatch(
        r" +tried dd\.createdby \(1\), \.createdby \(1\), \d+ others that match nothing", author
    )


def test_explain_shows_all_rules_where_all_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ROOT / "fixtures/readers/joomla25/loose/page.html"
    monkeypatch.setenv(errors.DEBUG, "1")
    lines = "\n".join(explain(Capture(page.name, page.read_bytes())))
    assert "(0)" in lines
    assert "match nothing" not in lines


def test_probe_writes_a_site_yaml_that_can_be_used(tmp_path: Path) -> None:
    done = call("probe", EXAMPLE, "-o", tmp_path / "site.yaml", "--jobs", "1")
    assert done.exit_code == 0
    assert "joomlacomment" in done.output
    assert (
        call(
            "run", EXAMPLE, "-o", tmp_path / "out", "--site", tmp_path / "site.yaml", "--quiet"
        ).exit_code
        == 0
    )


def test_probe_writes_what_it_doubts_into_site_yaml(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    html = "<title>T</title><h1>A heading</h1><p>" + "Some words of an article. " * 20
    (tmp_path / "in/a.html").write_text(f'<meta name="generator" content="Joomla! 1.5">{html}')
    done = call("probe", tmp_path / "in", "-o", tmp_path / "site.yaml", "--jobs", "1")
    doubts = [line.strip() for line in done.output.splitlines() if "doubtful" in line]
    assert len(doubts) == 2, done.output
    lines = (tmp_path / "site.yaml").read_text("utf-8").splitlines()
    assert [line for line in lines if "doubtful" in line] == [f"## {doubt}" for doubt in doubts]


def test_site_yaml_reads_what_the_known_structures_do_not(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.html").write_text(
        '<html><head><meta name="generator" content="Joomla! '
        '1.5"><title>T</title></head><body><div class="odd"><b class="t">The title</b>'
        '<i class="w">3 May 2008</i><div class="x">The words of it.</div></div></body></html>'
    )
    (tmp_path / "site.yaml").write_text(
        'article: {item: ".odd", title: ".t", created: ".w", body: ".x"}\n'
    )
    call(
        "run",
        tmp_path / "in",
        "-o",
        tmp_path / "out",
        "--site",
        tmp_path / "site.yaml",
        "--to",
        "json",
        "--quiet",
    )
    article = lines(tmp_path / "out/json/articles.jsonl")[0]
    assert (article["title"], article["created"]["value"], article["body_markdown"]) == (
        "The title",
        "2008-05-03",
        "The words of it.\n",
    )


def test_site_yaml_that_changes_is_heard(tmp_path: Path) -> None:
    source, site, out = tmp_path / "in", tmp_path / "site.yaml", tmp_path / "out"
    source.mkdir()
    page = (
        '<html><head><title>{0}</title></head><body><div class="item-page"><h2><a '
        'href="/{1}">{0}</a></h2>{2}</div></body></html>'
    )
    (source / "a.html").write_text(
        page.format(
            "Lamps",
            "12-lamps",
            '<p><b>How to light</b></p><p>See <a href="http://was.example/13-oil">oil</a>.</p>',
        )
    )
    (source / "b.html").write_text(page.format("Oil", "13-oil", "<p>Whale oil is not used.</p>"))
    (source / "urls.tsv").write_text(
        "file\turl\tstatus\tcontent-type\tlocation\n"
        + "".join(
            f"{n}.html\thttp://now.example/{path}\t200\ttext/html\t\n"
            for n, path in (("a", "12-lamps"), ("b", "13-oil"))
        )
    )

    def run(config: str) -> str:
        site.write_text(config)
        assert call("run", source, "-o", out, "--site", site, "--quiet").exit_code == 0
        return (out / "markdown/lamps.md").read_text().partition("\n\n")[2]

    assert run("{}") == "### How to light\n\nSee [oil](http://was.example/13-oil).\n"
    assert (
        run("rules_off: [bold-headings]")
        == "**How to light**\n\nSee [oil](http://was.example/13-oil).\n"
    )
    assert run("hosts: [was.example]") == "### How to light\n\nSee [oil](oil.md).\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("artikel: {}", ":1: artikel: 'artikel' is not a key; known are article, comments, zone"),
        ("\nrules_off:\n  - fonts\n  - tidy", ":4: rules_off[1]: 'tidy' is not a rule; known are"),
        ("hosts: a.example", ":1: hosts: holds text where a list is expected; write for example"),
        ("article:\n  titel: x", ":2: article.titel: 'titel' is not a key; known are item, body"),
        ("article:\n  item: 'div['", ":2: article.item: 'div[' is not a CSS selector ("),
        ("article:\n  - x", ":1: article: holds a list where keys is expected"),
        (
            "zone: Mars/Base",
            ":1: zone: 'Mars/Base' is not a time zone; write a name as Europe/Berlin",
        ),
        ("date_order: ymd", ":1: date_order: 'ymd' is not allowed; known are dmy, mdy"),
        ("kinds: {listing: ['[']}", ":1: kinds.listing[0]: '[' is not a regular expression"),
        ("kinds: {listin: ['x']}", ":1: kinds"),
        ("kinds: [a]", ":1: kinds: holds a list where keys is expected"),
        ("a: [", ":1: is not YAML"),
    ],
)
def test_a_wrong_site_yaml_is_one_message(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "site.yaml").write_text(text)
    done = call("run", EXAMPLE, "-o", tmp_path / "out", "--site", tmp_path / "site.yaml")
    assert (done.exit_code, done.output.count("\n")) == (78, 1), done.output
    assert f"{tmp_path / 'site.yaml'}{message}" in done.output
    assert not (tmp_path / "out").exists()


def test_fixture_capture_approve_check(tmp_path: Path) -> None:
    page = ROOT / "fixtures/comments/k2/flat/page.html"
    root = tmp_path / "fixtures"
    assert (
        call("fixture", "capture", page, "--as", "comments/k2/new", "--root", root).exit_code == 0
    )
    case = root / "comments/k2/new"
    assert call("fixture", "check", case).exit_code == 1
    assert call("fixture", "approve", case).exit_code == 0
    assert call("fixture", "check", case).exit_code == 0
    assert (
        call("fixture", "capture", page, "--as", "comments/k2/new", "--root", root).exit_code == 64
    )
    (case / "page.html").write_bytes(
        re.sub(rb"<li class=.*?</li>", b"", page.read_bytes(), flags=re.S)
    )
    refused = call("fixture", "approve", case)
    assert refused.exit_code == 1
    assert "2 comments were approved, 0 are read now" in refused.output
    assert "is not what was captured" in refused.output
    assert call("fixture", "approve", case, "--allow-loss").exit_code == 0


def test_every_command_has_help() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        assert call(name, "--help").exit_code == 0


def test_debug_shows_the_traceback_of_a_fault_that_costs_one_page(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/page.html").write_text('<div class="item-page"><h2>T</h2><p>Words.</p></div>')
    script = (
        "import sys; from migrator.reading import page; "
        "page.recognise.recognise = lambda doc: 1 / 0; from migrator.cli import main; main()"
    )

    def run(out: str, *options: str) -> subprocess.CompletedProcess[str]:
        words = ["run", str(tmp_path / "in"), "-o", str(tmp_path / out), "--jobs", "1"]
        command = [sys.executable, "-c", script, *options, *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    plain, debug = run("out"), run("debug", "--debug")
    assert "Traceback" not in plain.stderr
    assert "--debug shows more" in (tmp_path / "out/json/pages.jsonl").read_text("utf-8")
    assert "ZeroDivisionError" in debug.stderr
    assert "Traceback" in debug.stderr
    assert (plain.returncode, debug.returncode) == (2, 2)


def test_every_key_that_probe_comments_out_can_be_used(tmp_path: Path) -> None:
    done = call("probe", EXAMPLE, "-o", tmp_path / "site.yaml", "--jobs", "1")
    assert done.exit_code == 0, done.output
    lines = (tmp_path / "site.yaml").read_text("utf-8").split("#\n", 1)[1].splitlines()
    shown = "\n".join(line.removeprefix("# ") for line in lines if line.startswith("# "))
    (tmp_path / "used.yaml").write_text(shown, "utf-8")
    settings = load_settings(tmp_path / "used.yaml")
    assert settings.article.of("title") == ("h1",)
    assert settings.rules_off == ["bold-headings"]
