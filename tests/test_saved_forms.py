"""Forms in which browsers, crawlers, mail programs and downloaders keep pages."""

from __future__ import annotations

import base64
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from migrator import migrate
from migrator.cli import main
from migrator.errors import SourceError
from migrator.sources.opening import open_source
from tests import site

HOST = "http://old.example"


def page(number: int, more: str = "") -> str:
    words = f"<p>The keeper went up the stairs of lamp {number}.</p>{more}"
    return site.article(f"/news/{number}-lamp", f"Lamp {number}", words).data.decode()


def addresses(source: Path) -> dict[str, str | None]:
    with migrate(source) as made:
        return {article.title or "": article.url for article in made.articles}


WANTED = {f"Lamp {number}": f"{HOST}/news/{number}-lamp" for number in (1, 2)}


def har(path: Path) -> None:
    def entry(number: int, content: dict[str, Any]) -> dict[str, Any]:
        response = {"status": 200, "content": {"mimeType": "text/html; charset=x", **content}}
        request = {"method": "GET", "url": f"{HOST}/news/{number}-lamp"}
        time = "2020-01-02T04:04:05.123+01:00"
        return {"startedDateTime": time, "request": request, "response": response}

    packed = base64.b64encode(page(2).encode()).decode()
    entries = [entry(1, {"text": page(1)}), entry(2, {"text": packed, "encoding": "base64"})]
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}))


def records(name: str = "html") -> list[dict[str, object]]:
    return [
        {"url": f"{HOST}/news/{n}-lamp", "status": 200, name: f"<!DOCTYPE html>\n{page(n)}"}
        for n in (1, 2)
    ]


def json_list(path: Path) -> None:
    path.write_text(json.dumps(records()))


def json_lines(path: Path) -> None:
    path.write_text("".join(f"{json.dumps(r)}\n" for r in records("body")))


@pytest.mark.parametrize(
    ("name", "save"), [("x.har", har), ("x.json", json_list), ("x.jl", json_lines)]
)
@pytest.mark.parametrize("is_named", [True, False])
def test_pages_in_json_are_read(name: str, save: Any, is_named: bool, tmp_path: Path) -> None:
    save(tmp_path / name)
    assert addresses(tmp_path / name if is_named else tmp_path) == WANTED


def test_an_answer_in_a_har_file_has_its_time_and_one_without_content_has_failed(
    tmp_path: Path,
) -> None:
    har(tmp_path / "x.har")
    source = open_source(str(tmp_path / "x.har"))
    assert {source.load(n).captured for n in source.names()} == {"2020-01-02T03:04:05Z"}
    log = json.loads((tmp_path / "x.har").read_text())
    del log["log"]["entries"][0]["response"]["content"]["text"]
    (tmp_path / "x.har").write_text(json.dumps(log))
    done = CliRunner().invoke(
        main, ["run", str(tmp_path / "x.har"), "-o", str(tmp_path / "out"), "--jobs", "1"]
    )
    assert done.exit_code == 2
    assert "has no content of it; save it with its content" in done.output


@pytest.mark.parametrize("end", ['{"url": "x"}\n', "no json\n"])
def test_a_line_without_a_page_among_pages_has_failed(end: str, tmp_path: Path) -> None:
    json_lines(tmp_path / "x.jl")
    with (tmp_path / "x.jl").open("a") as file:
        file.write(end)
    with migrate(tmp_path) as made:
        assert [p.status for p in made.pages] == ["read", "read", "failed"]


def test_a_damaged_har_file_has_failed(tmp_path: Path) -> None:
    har(tmp_path / "x.har")
    data = (tmp_path / "x.har").read_bytes()
    (tmp_path / "x.har").write_bytes(data[: len(data) // 2])
    with migrate(tmp_path) as made:
        assert [p.status for p in made.pages] == ["failed"]


def test_the_heads_that_curl_writes_of_the_redirects_that_it_followed(tmp_path: Path) -> None:
    heads = (
        f"HTTP/1.1 301 Moved Permanently\r\nLocation: {HOST}/news/1-lamp\r\n\r\n"
        "HTTP/2 200 \r\ncontent-type: text/html\r\n\r\n"
    )
    (tmp_path / "1.html").write_bytes(f"{heads}{page(1)}".encode())
    assert set(addresses(tmp_path)) == {"Lamp 1"}


def message(number: int) -> str:
    return (
        f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
        f"Content-Location: {HOST}/news/{number}-lamp\n\n{page(number)}\n--b--\n"
    )


def test_a_mailbox_of_several_messages_is_not_read_as_its_first(tmp_path: Path) -> None:
    path = tmp_path / "x.mbox"
    start = "From me@old.example Thu Mar 12 14:05:00 2009\n"
    path.write_text(start + message(1))
    assert set(addresses(path)) == {"Lamp 1"}
    path.write_text(f"{start}{message(1)}\n{start}{message(2)}")
    with pytest.raises(SourceError, match="is a mailbox of 2 messages"):
        open_source(str(path))


@pytest.mark.parametrize(
    ("slash", "end"), [("", ""), ("/", "/")], ids=["links without a slash", "links with one"]
)
def test_a_folder_that_a_downloader_made_of_an_address(
    slash: str, end: str, tmp_path: Path
) -> None:
    """wayback_machine_downloader saves `/news/1-lamp` as `news/1-lamp/index.html`."""
    links = "".join(f'<a href="/news/{n}-lamp{slash}">Lamp {n}</a>' for n in (1, 2))
    for number in (1, 2):
        path = tmp_path / f"websites/old.example/news/{number}-lamp/index.html"
        path.parent.mkdir(parents=True)
        text = page(number, links).replace(
            f'-lamp">Lamp {number}</a></h2>', f'-lamp{slash}">Lamp {number}</a></h2>'
        )
        path.write_text(text)
    assert sorted(filter(None, addresses(tmp_path).values())) == [
        f"{HOST}/news/{number}-lamp{end}" for number in (1, 2)
    ]


def test_a_page_out_of_a_zip_of_archive_today(tmp_path: Path) -> None:
    canonical = f"https://archive.ph/2009.03.12-140500/{HOST}/news/1-lamp"
    text = page(1, '<img src="lamp.png">').replace(
        "<head>", f'<head><link rel="canonical" href="{canonical}">'
    )
    with zipfile.ZipFile(tmp_path / "AbCdE.zip", "w") as out:
        out.writestr("index.html", text)
        out.writestr("lamp.png", site.PNG)
    with migrate(tmp_path / "AbCdE.zip", tmp_path / "out", ["json"]) as made:
        (article,) = made.articles
    assert (article.url, article.captured) == (f"{HOST}/news/1-lamp", "2009-03-12T14:05:00Z")
    (picture,) = json.loads((tmp_path / "out/json/articles.jsonl").read_text())["images"]
    assert picture["file"]


@pytest.mark.parametrize(
    "folder", ["1-Dateien", "1_fichiers", "1_archivos", "1.files", "1_file", "1.файлы", "1_pliki"]
)
def test_pictures_in_a_browsers_folder_whatever_its_language(folder: str, tmp_path: Path) -> None:
    saved = f"<!-- saved from url=(0029){HOST}/news/1-lamp -->\r\n"
    (tmp_path / "in" / folder).mkdir(parents=True)
    (tmp_path / "in/1.htm").write_text(saved + page(1, f'<img src="{folder}/lamp.png">'))
    (tmp_path / "in" / folder / "lamp.png").write_bytes(site.PNG)
    with migrate(tmp_path / "in", tmp_path / "out", ["json"]):
        pass
    article = json.loads((tmp_path / "out/json/articles.jsonl").read_text())
    assert article["url"] == f"{HOST}/news/1-lamp"
    assert [bool(picture["file"]) for picture in article["images"]] == [True]
