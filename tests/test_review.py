"""The review: what is decided in a browser becomes lines of site.yaml, which the next run obeys.
Nothing else on the machine can decide anything."""

from __future__ import annotations

import html
import http.client
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import lxml.html
import pytest
from click.testing import CliRunner

from migrator.cli import main
from migrator.errors import SettingsError, UsageError
from migrator.guard.loopback import Answer, Request, Server
from migrator.report import run_record
from migrator.review import app, decision
from migrator.review import effect as effects
from migrator.review.decision import Decision
from migrator.review.effect import Effect
from migrator.settings import ReadOptions
from migrator.sources.source import Source
from tests.site import HEAD

HOST = "http://mill.example"


def page(number: int, title: str, kind: str = "article") -> str:
    return (
        f'<html lang="en-gb"><head>{HEAD}<title>Mill {number}</title></head>'
        f'<body class="com_content view-{kind}"><h1 id="post-{number}" class="site">The Mill</h1>'
        f'<div class="item-page"><div class="headline"><b class="big post-{number}">{title}</b>'
        f'</div><p class="share">Tell everybody of page {number}.</p><div class="words">'
        f"<p>What is told of {title} stands here.</p></div></div></body></html>"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a run of five pages, four of them articles."""
    source = tmp_path / "in"
    source.mkdir()
    rows = ["file\turl\tstatus\tcontent-type\tlocation"]
    for number, title in enumerate(("Wheel", "Sluice", "Stones", "Millstones"), 1):
        (source / f"{number}.html").write_text(page(number, title), "utf-8")
        rows.append(f"{number}.html\t{HOST}/{number}-page\t200\ttext/html\t")
    odd = page(9, "Sacks", "category").replace("com_content", "com_odd")
    odd = odd.replace("item-page", 'item-page"><table class="category"></table><i class="x')
    (source / "odd.html").write_text(odd, "utf-8")
    rows.append(f"odd.html\t{HOST}/odd/sacks\t200\ttext/html\t")
    (source / "urls.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    run(tmp_path)
    return tmp_path


def run(folder: Path, *words: str) -> list[dict[str, object]]:
    """Runs, and gives the articles."""
    out = folder / "out"
    arguments = ["run", str(folder / "in"), "-o", str(out), "--jobs", "1", "--quiet", *words]
    CliRunner().invoke(main, [*arguments, "--to", "json"])
    return [json.loads(line) for line in (out / "json/articles.jsonl").read_text().splitlines()]


class Browser:
    """Asks a server as a browser does, without its script."""

    def __init__(self, server: Server) -> None:
        self.server, self.host = server, f"127.0.0.1:{server.port}"

    def ask(
        self, method: str, path: str, body: str | None = None, **headers: str
    ) -> tuple[int, str, str]:
        """Status, where it leads, and what came."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        sent = {"Host": self.host, **{name.replace("_", "-"): v for name, v in headers.items()}}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.getheader("Location") or "", text

    def get(self, place: str, **values: str) -> tuple[int, str, str]:
        query = f"?{urlencode(values)}" if values else ""
        return self.ask("GET", f"/{self.server.token}/{place}{query}")

    def post(self, place: str, **values: str) -> tuple[int, str, str]:
        return self.ask("POST", f"/{self.server.token}/{place}", urlencode(values))


@pytest.fixture
def browser(folder: Path) -> Iterator[Browser]:
    reviewed = app.opened(folder / "out", folder / "site.yaml")
    server = Server(reviewed.respond)
    thread = threading.Thread(target=server.serve)
    thread.start()
    yield Browser(server)
    server.shutdown()
    thread.join()


def chain(*steps: tuple[str, str, str]) -> str:
    return json.dumps([{"tag": t, "id": i, "classes": c.split()} for t, i, c in steps])


HEADLINE = chain(
    ("b", "", "big post-1"), ("div", "", "headline"), ("div", "", "item-page"), ("body", "", "")
)


def test_who_has_no_token_learns_and_changes_nothing(browser: Browser, folder: Path) -> None:
    token = browser.server.token
    keep = urlencode({"page": "1.html", "what": "kind:other", "value": "^/"})
    for path in ("/", "/index.html", f"/{token[:-1]}/", f"/{token}x/", "//", "/../"):
        for method, body in (("GET", None), ("POST", keep)):
            status, _, text = browser.ask(method, path, body)
            assert (status, "lacks the token" in text) == (403, True), path
    for host in ("evil.example", f"evil.example:{browser.server.port}", "127.0.0.1", ""):
        status, _, text = browser.ask("GET", f"/{token}/index.html", Host=host)
        assert (status, "answers to 127.0.0.1" in text) == (403, True), host
    for origin in ("http://evil.example", "null", f"https://{browser.host}"):
        status, _, text = browser.ask("POST", f"/{token}/keep", keep, Origin=origin)
        assert (status, "of another site" in text) == (403, True), origin
    assert browser.ask("GET", f"/{token}/keep?{keep}")[0] == 404, "a link changes nothing"
    assert not (folder / "site.yaml").exists()
    assert browser.ask("POST", f"/{token}/keep", keep, Origin=f"http://{browser.host}")[0] == 303
    assert (folder / "site.yaml").exists()


def test_nothing_outside_of_the_report_is_served(browser: Browser, folder: Path) -> None:
    (folder / "out/report/link.html").symlink_to(folder / "in/1.html")
    for place in ("../run.json", "%2e%2e/run.json", "pages/../../run.json", "/etc/hostname"):
        assert browser.get(place)[0] == 404, place
    assert browser.get("link.html")[0] == 404
    assert browser.get("style.css")[0] == 200


def test_a_form_that_is_too_large_is_not_read(browser: Browser) -> None:
    path = f"/{browser.server.token}/keep"
    for length in ("99999999999", "9" * 5000, "-1", "x"):
        assert browser.ask("POST", path, "", Content_Length=length)[0] == 413


def test_an_address_that_cannot_be_read_is_refused(browser: Browser) -> None:
    assert browser.ask("GET", "http://[")[0] == 403


def test_the_server_listens_on_this_machine_only() -> None:
    server = Server(lambda request: Answer())
    assert server.server_address[0] == "127.0.0.1"
    assert len(server.token) >= 32
    server.server_close()


def test_the_report_leads_to_the_forms(browser: Browser) -> None:
    assert browser.get("")[:2] == (303, f"/{browser.server.token}/index.html")
    _, _, text = browser.get("pages/com-content-1.html")
    links = [a.get("href") for a in lxml.html.fromstring(text).iter("a")]
    assert "../decide?page=1.html" in links, links
    status, _, text = browser.get("decide", page="1.html")
    assert status == 200
    assert "Where does a part of the article stand?" in text
    rows = lxml.html.fromstring(browser.get("list", words="sacks")[2]).xpath("//tbody/tr")
    assert [row.xpath("td[3]")[0].text_content() for row in rows] == [f"{HOST}/odd/sacks"]


def test_what_comes_from_a_page_does_nothing_in_the_review(browser: Browser, folder: Path) -> None:
    (folder / "in/1.html").write_text(
        page(1, "<script>alert(1)</script><img src=x onerror=alert(1)>"), "utf-8"
    )
    tree = lxml.html.document_fromstring(browser.get("decide", page="1.html")[2])
    assert [script.get("src") for script in tree.iter("script")] == ["choose.js"]
    frame = next(tree.iter("iframe"))
    assert frame.get("sandbox") == "allow-same-origin", "no script may run in it"
    assert "alert" not in (frame.get("srcdoc") or "")
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']")[0].get("content")
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy.replace("style-src 'self' 'unsafe-inline'", "")


def test_an_element_becomes_a_rule_that_the_next_run_obeys(browser: Browser, folder: Path) -> None:
    assert {article["title"] for article in run(folder)} >= {"Mill 1", "Mill 2"}
    _, _, text = browser.post(
        "propose", page="1.html", what="title", value="", chain=HEADLINE, text="Wheel"
    )
    shown = html.unescape(re.sub(r"<[^>]+>", " ", text))
    assert "changes 4 of 5 pages; it fits 5" in shown
    assert "Mill 1 Wheel" in " ".join(shown.split())
    offered = [b.text_content() for b in lxml.html.fromstring(text).iter("button")][1:]
    assert not [name for name in offered if "post-" in name], "a name of one page is no rule"
    keep = lxml.html.fromstring(text).xpath("//form[@action='keep']//input")
    values = {field.get("name"): field.get("value") for field in keep}
    assert browser.post("keep", **values)[0] == 303
    assert (folder / "site.yaml").read_text() == (
        "article:\n  title:\n    # changes 4 of 5 pages; it fits 5\n    - .big\n"
    )
    titles = [a["title"] for a in run(folder, "--site", str(folder / "site.yaml"))]
    assert titles == ["Wheel", "Sluice", "Stones", "Millstones"]


def test_a_page_is_made_an_article_and_two_are_made_one(browser: Browser, folder: Path) -> None:
    before = len(run(folder))
    _, _, text = browser.post("propose", page="odd.html", what="kind:article", value="^/odd/")
    assert "changes 1 of 5 pages" in text
    browser.post("keep", page="odd.html", what="kind:article", value="^/odd/")
    browser.post("keep", page="4.html", what="same", value=f"{HOST}/3-page")
    browser.post("keep", page="1.html", what="drop", value=".share")
    articles = run(folder, "--site", str(folder / "site.yaml"))
    assert len(articles) == before  # one more, one less
    assert not [a for a in articles if "everybody" in str(a["body_markdown"])]
    text = (folder / "site.yaml").read_text()
    assert f"  - [4.html, '{HOST}/3-page']\n" in text


def needs_a_look(folder: Path) -> str:
    """The part of the report that lists what needs a look; empty where nothing does."""
    report = lxml.html.fromstring((folder / "out/report/index.html").read_text("utf-8"))
    return " ".join(s.text_content() for s in report.xpath("//section[@id='look']"))


def test_a_note_is_accepted(browser: Browser, folder: Path) -> None:
    """Comments that no page holds cannot be found by a look at the article."""
    page = folder / "in/1.html"
    page.write_text(
        page.read_text().replace("</body>", '<div id="disqus_thread"></div></body>'), "utf-8"
    )
    run(folder)
    assert "disqus-elsewhere" in needs_a_look(folder)
    assert "disqus-elsewhere" in browser.get("decide", page="1.html")[2]

    _, _, text = browser.post("propose", page="1.html", what="accepted", value="disqus-elsewhere")
    assert "1 articles have it" in text
    assert browser.post("keep", page="1.html", what="accepted", value="disqus-elsewhere")[0] == 303

    assert "- disqus-elsewhere" in (folder / "site.yaml").read_text()
    articles = run(folder, "--site", str(folder / "site.yaml"))
    assert "disqus-elsewhere" not in needs_a_look(folder)
    assert "disqus-elsewhere" in str(articles), "the record still tells it"


def test_the_last_decision_is_taken_back(browser: Browser, folder: Path) -> None:
    browser.post("keep", page="1.html", what="drop", value=".share")
    first = (folder / "site.yaml").read_text()
    browser.post("keep", page="1.html", what="drop", value=".words")
    assert "Take the last decision back" in browser.get("decisions")[2]
    assert browser.post("undo")[0] == 303
    assert (folder / "site.yaml").read_text() == first
    browser.post("undo")
    assert browser.post("undo")[0] == 400


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"what": "title", "value": "div["}, "not a CSS selector"),
        ({"what": "kind:other", "value": "["}, "not a regular expression"),
        ({"what": "kind:banana", "value": "x"}, "nothing that can be decided"),
        ({"what": "title", "value": " "}, "the form is empty"),
        ({"what": "same", "value": "1.html"}, "same as itself"),
        ({"what": "same", "value": "/nowhere"}, "no page of the capture has"),
        ({"what": "accepted", "value": "banana"}, "no article has a note of this code"),
        ({"what": "title", "chain": "{", "value": ""}, "the browser sent no element"),
        ({"what": "title", "chain": chain(("b", "", "post-1")), "value": ""}, "no name that other"),
        ({"what": "title", "value": ".x", "page": "nowhere.html"}, "no page of the capture"),
    ],
)
def test_a_mistake_is_a_page_that_says_so(
    browser: Browser, folder: Path, values: dict[str, str], message: str
) -> None:
    for place in ("propose", "keep"):
        status, _, text = browser.post(place, **{"page": "1.html", **values})
        assert (status, message in html.unescape(text)) == (400, True), text
    assert not (folder / "site.yaml").exists()


WRITTEN = """\
# of the mill
zone: Europe/Berlin   # they said so

article: {title: "h1.headline", drop: [.print]}
kinds:
  listing:
  - '^/news/?$'  # by hand
"""


@pytest.mark.parametrize(
    ("what", "lines"),
    [
        (
            Decision(("article", "title"), ".big"),
            '  title:\n    # why\n    - .big\n    - "h1.headline"\n',
        ),
        (Decision(("article", "drop"), ".share"), "    - .print\n    # why\n    - .share\n"),
        (Decision(("kinds", "listing"), "^/old/$"), "by hand\n  # why\n  - ^/old/$\n"),
        (
            Decision(("kinds", "other"), "^/news/?$"),
            "kinds:\n  other:\n    # why\n    - ^/news/?$\n",
        ),
        (Decision(("same",), ("/a", "b.html")), "same:\n  # why\n  - [/a, b.html]\n"),
    ],
)
def test_a_decision_is_lines_among_those_of_a_person(what: Decision, lines: str) -> None:
    text = decision.written(WRITTEN, what, "why", Path("site.yaml"))
    assert lines in text
    assert "# of the mill\nzone: Europe/Berlin   # they said so\n" in text
    again = decision.written(text, what, "why", Path("site.yaml"))
    assert again.count("# why") <= text.count("# why") + 1


COMMENTED = """\
kinds:
  # of the first
  listing:
    # about a
    - a  # end of a
    # about b
    - b
  # of the second
  other:
    - d
# about the zone
zone: Europe/Berlin
article: {}
"""


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        (("kinds", "other", "b"), "    # about b\n    - b\n", ""),
        (("kinds", "other", "b"), "    - d\n", "    - d\n    # why\n    - b\n"),
        (("kinds", "listing", "d"), "  other:\n    - d\n", ""),
        (("kinds", "listing", "d"), "    - b\n", "    - b\n    # why\n    - d\n"),
        (("article", "title", "h1"), "article: {}\n", "article:\n  title:\n    # why\n    - h1\n"),
        (("kinds", "form", "x"), "    - d\n", "    - d\n  form:\n    # why\n    - x\n"),
    ],
)
def test_the_comments_of_a_person_stay_where_they_are(
    what: tuple[str, str, str], old: str, new: str
) -> None:
    text = decision.written(COMMENTED, Decision(what[:2], what[2]), "why", Path("s"))
    assert new in text
    assert new or old not in text
    ours = [line for line in text.splitlines() if line.strip() != "# why"]
    kept = [line for line in COMMENTED.splitlines() if "#" in line]
    if what[2] == "b":
        kept.remove("    # about b")
    assert [line for line in ours if "#" in line] == kept
    assert "# about the zone\nzone" in text


def test_the_first_selector_stands_above_the_comment_of_the_next() -> None:
    text = "article:\n  title:\n  # mine\n  - h1\n"
    lines = decision.written(text, Decision(("article", "title"), ".big"), "why", Path("s"))
    assert lines == "article:\n  title:\n  # why\n  - .big\n  # mine\n  - h1\n"


def test_comments_alone_stay_at_the_head() -> None:
    text = decision.written("# zone: Mars\n", Decision(("same",), ("/a", "/b")), "x", Path("s"))
    assert text.startswith("# zone: Mars\n\nsame:\n")


def test_a_file_that_is_wrong_is_not_written_over() -> None:
    with pytest.raises(SettingsError, match="s:1: zone"):
        decision.written("zone: Mars", Decision(("same",), ("/a", "/b")), "x", Path("s"))
    with pytest.raises(UsageError):
        decision.of_form({})


def test_the_file_that_the_run_used_takes_the_decisions(folder: Path) -> None:
    assert run_record.site_yaml(folder / "out") is None
    (folder / "mine.yaml").write_text("zone: Europe/Berlin\n")
    run(folder, "--site", str(folder / "mine.yaml"))
    assert run_record.site_yaml(folder / "out") == folder / "mine.yaml"


def test_a_review_reads_as_its_run_did(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a decision changes is counted with --no-known-readers where the run had it."""
    asked: list[bool] = []
    counted = effects.effect

    def effect(source: Source, names: list[str], options: ReadOptions, *rest: Any) -> Effect:
        asked.append(options.known_readers)
        return counted(source, names, options, *rest)

    monkeypatch.setattr(effects, "effect", effect)
    for words in ((), ("--no-known-readers",)):
        run(folder, *words)
        review = app.opened(folder / "out", folder / "site.yaml")
        chosen = {"page": "1.html", "what": "title", "value": "b.big", "chain": "", "text": ""}
        answer = review.respond(Request(True, "propose", chosen))
        assert answer.status == 200, answer.content
        assert ("--no-known-readers" in review.command()) is bool(words)
    assert asked == [True, False]


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["review", str(tmp_path)])
    assert done.exit_code == 66
    assert "holds no report of a run" in done.output
