"""Redirect maps are programs: whatever an old address holds, the real servers start with the rules,
no rule leads outside of the new site, and each address arrives.

Skipped where a server is not installed; `MIGRATOR_ADDRESSES` sets how many addresses are tried."""

from __future__ import annotations

import http.client
import os
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from migrator.guard import escape
from migrator.guard.paths import Folder
from migrator.model import Article, Link, Site
from migrator.targets import redirects
from migrator.writing import permalinks
from migrator.writing.writer import TargetWriter
from tests import test_generators as servers
from tests.site import HOST

COUNT = int(os.environ.get("MIGRATOR_ADDRESSES", "200"))
#: A question mark is none of them: where a path holds one, it is the name of a mirrored file, and
#: what stands behind it is a query.
#: What acts in nginx, Apache, Caddy, `_redirects`, PCRE, RE2 or a shell, and whole attacks.
ACTIVE = [
    *"$\"'`\\{}[]()<>|;#*+^!&=,:@~%. \t\n\r",
    "$arg_x",
    "${HOME}",
    "{$HOME}",
    "{path}",
    "{env.HOME}",
    "%{HTTP_HOST}",
    "%1",
    "$1",
    "\\1",
    '"; return 301 https://evil.example; #',
    '" "https://evil.example/',
    "\n/*\thttps://evil.example/\t301!",
    "\nRewriteRule .* https://evil.example/ [R]",
    "\n}\nserver {",
    "/*",
    "/:splat",
    "://evil.example",
    "\\E",
    "\\Q",
    "é",
    "日本",
    "\u202e",
    "\u00a0",
    "\x0b",
    "\x1b[2J",
    "include ",
    "~^/",
    "default",
    "hostnames",
]


def addresses(count: int) -> list[str]:
    """Old paths, decoded: letters with active pieces in them, some long, some in two cases."""
    chance = random.Random(5)
    found: dict[str, None] = {f"/news/a{piece}z": None for piece in ACTIVE}
    while len(found) < count:
        parts = [
            "".join(
                chance.choice(ACTIVE) if chance.random() < 0.5 else chance.choice("abcXYZ019-_")
                for _ in range(chance.randrange(1, 9))
            ).strip("/. ?")
            for _ in range(chance.randrange(1, 4))
        ]
        path = "/" + "/".join(part for part in parts if part)
        path = re.sub(r"/\.+(?=/|$)|/{2,}", "/", path)
        if len(path) > 2:
            found[path] = None
    return [*list(found)[: count - 2], "/long/" + "a" * 900, "/LONG/b"]


def a_site() -> tuple[Site, dict[str, str]]:
    """A site with one article, to which all hostile addresses lead; and what is to be asked."""
    one = Article("com_content:12", f"{HOST}/news/12-lamps", (), "Lamps", alias="lamps")
    asked = {f"{HOST}{quote(path, safe='/')}": path for path in addresses(COUNT)}
    raw = [
        f"{HOST}/index.php?option=com_content&view=article&id=12%0A/*%09https://evil.example/",
        f"{HOST}/index.php?option=com_content&view=a%22%24x&id=12",
        f"{HOST}/in%22dex.php?option=com_content&view=article&id=12",
        f"{HOST}/index.php?option=com_content&view=article&id=12",
        f"{HOST}/index.php?option=com_x*&task=:id&id=:id",
    ]
    links = tuple(Link(url, "article", one.id) for url in (*asked, *raw))
    return Site((), (one,), addresses=links), asked


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rules")
    site = a_site()[0]
    new = permalinks.plan(site, feed="/feed.xml")
    redirects.Redirects().write(TargetWriter(site, Folder(folder), new))
    return folder


@pytest.fixture(
    params=[
        pytest.param((servers.nginx, "nginx"), id="nginx"),
        pytest.param((servers.apache, "apache2"), id="apache"),
        pytest.param((servers.caddy, "caddy"), id="caddy"),
    ]
)
def port(request: pytest.FixtureRequest, rules: Path, tmp_path: Path) -> Iterator[int]:
    serve, program = request.param
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed: {COUNT} addresses were not tried with it")
    public = tmp_path / "public"
    (public / "news/12-lamps").mkdir(parents=True)
    (public / "news/12-lamps/index.html").write_text("Lamps")
    yield from servers.serving(serve, public, rules)


def test_every_hostile_address_arrives(port: int) -> None:
    wrong = []
    for url, path in a_site()[1].items():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", urlsplit(url).path)
        answer = connection.getresponse()
        place = urlsplit(answer.getheader("Location") or "")
        connection.close()
        if (answer.status, place.path) != (301, "/news/12-lamps/") or place.netloc not in (
            "",
            f"127.0.0.1:{port}",
        ):
            wrong.append((path, answer.status, answer.getheader("Location")))
    assert wrong == []


@pytest.mark.parametrize("query", ["x=https://evil.example", "arg_x=//evil.example", "url=x"])
def test_no_visitor_says_where_a_rule_leads(port: int, query: str) -> None:
    for path in (f"/news/a$arg_xz?{query}", f"/index.php?option=com_content&id=12&{query}"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", quote(path, safe="/?&=:"))
        location = connection.getresponse().getheader("Location") or ""
        connection.close()
        assert "evil" not in location


@pytest.mark.parametrize(
    ("query", "place"),
    [("id=12&cid=3", "/news/12-lamps/"), ("id=1&cid=2", ""), ("cid=12", "/news/12-lamps/")],
)
def test_two_numbers_of_an_address_are_not_read_as_one(port: int, query: str, place: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", f"/index.php?option=com_content&view=article&{query}")
    location = connection.getresponse().getheader("Location") or ""
    connection.close()
    assert urlsplit(location).path == place


def test_no_line_of_the_redirects_is_an_addresss_own(rules: Path) -> None:
    lines = (rules / "_redirects").read_text("utf-8").splitlines()
    assert len(lines) > COUNT / 2
    assert lines[0] == "/* format=feed /feed.xml 301!"
    for line in lines[1:]:
        old, *asked, new, status = line.split(" ")
        assert status in ("301", "301!")
        assert new == "/news/12-lamps/"
        assert not set("*: \t") & set(old.replace("/:", "?"))
        assert all(re.fullmatch(r"[a-z_]+=[\w.-][\w.:-]*", pair) for pair in asked)
        assert old.isascii()


def test_netlify_gets_parameters_in_their_own_letters() -> None:
    old = "https://old.example/index.php?option=com_content&view=article&id=12:%D0%B4%D0%BE%D0%BC"
    collected = redirects.Rules(whole={old: "/news/12/"})
    line = "/index.php option=com_content view=article id=12:дом /news/12/ 301!"
    assert redirects._netlify(collected).splitlines() == [line]


@pytest.mark.parametrize("place", ["//evil.example", "/\\evil.example", "https://evil.example", ""])
def test_a_target_outside_is_refused(place: str) -> None:
    with pytest.raises(ValueError, match="no path"):
        escape.location(place)


def test_a_target_holds_nothing_that_acts() -> None:
    for piece in ACTIVE:
        place = f"/news/a{piece}z/"
        assert re.fullmatch(r"[\w/.~!,;:@=+%-]+", escape.location(place), re.ASCII)
        assert unquote(escape.location(place)) == place
