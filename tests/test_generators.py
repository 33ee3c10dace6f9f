"""The written sites in the hands of those they are written for: Hugo and Jekyll build them
unedited, every link within is followed, and nginx, Apache and Caddy serve every old address by the
written rules. Skipped where a program is not installed."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

import lxml.html
import pytest

from migrator import migrate
from migrator.model import Site
from migrator.writing import permalinks as newsite
from tests.site import small_site

ROOT = Path(__file__).parent.parent
HUGO = shutil.which(
    "hugo", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
)


def needs(program: str | None, name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        not program, reason=f"{name} is not installed: what it builds or serves was not tried"
    )


@pytest.fixture(scope="module", params=["example", "small"])
def run(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Site, Path]:
    out = tmp_path_factory.mktemp(request.param)
    source = ROOT / "fixtures/example" if request.param == "example" else small_site()
    return migrate(source, out, to=("hugo", "jekyll")), out


def broken(public: Path) -> list[str]:
    """Links and pictures within the built site that lead to nothing."""
    found = []
    for page in public.rglob("*.html"):
        here = f"http://x/{page.relative_to(public).as_posix()}"
        for element in lxml.html.fromstring(page.read_bytes()).iter(
            "a", "img", "link", "source", "iframe"
        ):
            target = urldefrag(urljoin(here, element.get("href") or element.get("src") or "")).url
            path = public / unquote(urlsplit(target).path).lstrip("/")
            if (
                target.startswith("http://x/")
                and not path.is_file()
                and not (path / "index.html").is_file()
            ):
                found.append(f"{page.name}: {target}")
    return found


def text_at(public: Path, place: str) -> str:
    path = public / place.lstrip("/")
    return str(
        lxml.html.fromstring(
            (path if path.is_file() else path / "index.html").read_bytes()
        ).text_content()
    )


@pytest.fixture(scope="module")
def public(run: tuple[Site, Path]) -> Path:
    if HUGO is None:
        pytest.skip("hugo is not installed: what it builds was not tried")
    done = subprocess.run([HUGO], cwd=run[1] / "hugo", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "deprecated" not in done.stdout + done.stderr
    return run[1] / "hugo/public"


def check(site: Site, public: Path) -> None:
    assert broken(public) == []
    new = newsite.plan(site)
    for article in site.articles:
        shown = text_at(public, new.articles[article.id])
        assert (article.title or "") in shown
        for comment in article.comments:
            assert " ".join(comment.text.split()[:3]) in " ".join(shown.split())
    for category, place in new.categories.items():
        titles = [a.title or "" for a in site.articles if a.categories == category]
        assert all(t in text_at(public, place) for t in titles), category
    assert all(a.title in text_at(public, "/") for a in site.articles if a.title)


def test_hugo_builds_it_whole(run: tuple[Site, Path], public: Path) -> None:
    check(run[0], public)


@pytest.fixture(scope="module")
def by_jekyll(run: tuple[Site, Path]) -> Path | None:
    """The folder that Jekyll built, None where it is not installed."""
    if not shutil.which("jekyll"):
        return None
    done = subprocess.run(
        ["jekyll", "build", "--disable-disk-cache"],
        cwd=run[1] / "jekyll",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return run[1] / "jekyll/_site"


@needs(shutil.which("jekyll"), "jekyll")
def test_jekyll_builds_it_whole(run: tuple[Site, Path], by_jekyll: Path) -> None:
    check(run[0], by_jekyll)


def test_engines_do_not_act_on_an_articles_words(
    run: tuple[Site, Path], public: Path, by_jekyll: Path | None
) -> None:
    lamps = next((a for a in run[0].articles if "youtube" in a.body_markdown), None)
    if lamps:
        shown = text_at(public, newsite.plan(run[0]).articles[lamps.id])
        assert "{{< youtube x >}} {% include x %} a | b" in shown
        if by_jekyll:
            shown = text_at(by_jekyll, newsite.plan(run[0]).articles[lamps.id])
            assert "{{< youtube x >}} {% include x %} a | b" in shown


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


Serve = Callable[[Path, Path, Path, int], list[str]]


def nginx(work: Path, public: Path, rules: Path, port: int) -> list[str]:
    (work / "nginx.conf").write_text(
        f"daemon off; pid {work}/pid; error_log {work}/log; user root; events "
        f"{{}}\nhttp {{ access_log off; include {rules}/nginx.http.conf;\n"
        f"server {{ listen 127.0.0.1:{port}; root {public}; absolute_redirect off; include {rules}/nginx.server.conf; }} }}\n"
    )
    return ["nginx", "-c", str(work / "nginx.conf")]


def apache(work: Path, public: Path, rules: Path, port: int) -> list[str]:
    shutil.copytree(public, work / "www")
    shutil.copy(rules / "apache.htaccess", work / "www/.htaccess")
    modules = "".join(
        f"LoadModule {m}_module modules/mod_{m}.so\n"
        for m in ("mpm_event", "authz_core", "dir", "mime", "rewrite")
    )
    (work / "apache.conf").write_text(
        f"ServerRoot /usr/lib/apache2\nServerName x\nPidFile {work}/pid\nListen "
        f"127.0.0.1:{port}\nErrorLog {work}/log\n{modules}"
        "TypesConfig /etc/mime.types\n"
        f"User www-data\nGroup www-data\nDocumentRoot {work}/www\n<Directory "
        f"{work}/www>\nAllowOverride All\n"
        "Require all granted\nDirectoryIndex index.html\n</Directory>\n"
    )
    return ["apache2", "-f", str(work / "apache.conf"), "-D", "FOREGROUND"]


def caddy(work: Path, public: Path, rules: Path, port: int) -> list[str]:
    (work / "Caddyfile").write_text(
        f"{{\n admin off\n auto_https off\n}}\nhttp://127.0.0.1:{port} "
        f"{{\n root * {public}\n import {rules}/Caddyfile\n file_server\n}}\n"
    )
    return ["caddy", "run", "--config", str(work / "Caddyfile"), "--adapter", "caddyfile"]


@pytest.fixture(
    params=[
        pytest.param((nginx, "nginx"), id="nginx"),
        pytest.param((apache, "apache2"), id="apache"),
        pytest.param((caddy, "caddy"), id="caddy"),
    ]
)
def port(request: pytest.FixtureRequest, run: tuple[Site, Path], public: Path) -> Iterator[int]:
    serve, program = request.param
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed: the rules for it were not tried")
    yield from serving(serve, public, run[1] / "redirects")


def serving(serve: Serve, public: Path, rules: Path) -> Iterator[int]:
    """The port of a server that runs until the generator ends; what it said, where it does not.

    It serves copies in a folder that all may enter: servers read as another user, and each pytest
    that starts closes the folder of all of its temporary ones to others, which made Apache answer
    403 in the middle of a test."""
    number = free_port()
    with tempfile.TemporaryDirectory(prefix="served-") as name:
        work = Path(name)
        shutil.copytree(public, work / "public")
        shutil.copytree(rules, work / "rules")
        for folder in (work, work / "public", work / "rules"):
            folder.chmod(0o755)
        yield from _answering(serve(work, work / "public", work / "rules", number), number)


def _answering(command: list[str], number: int) -> Iterator[int]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    for _ in range(200):
        assert process.poll() is None, process.communicate()[1].decode()[-2000:]
        try:
            socket.create_connection(("127.0.0.1", number), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield number
    process.terminate()
    process.communicate()


def follow(port: int, path: str) -> tuple[int, str, int]:
    """Status, path arrived at, and how many hops it took."""
    for hops in range(8):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status not in (301, 302, 307, 308):
            return answer.status, path, hops
        parts = urlsplit(answer.getheader("Location") or "")
        path = parts.path + (f"?{parts.query}" if parts.query else "")
    return 0, path, 8


def test_every_old_address_arrives(run: tuple[Site, Path], port: int) -> None:
    site = run[0]
    new = newsite.plan(site)
    asked = [(url, new.articles[a.id]) for a in site.articles for url in a.urls]
    assert asked
    for url, place in asked:
        parts = urlsplit(url)
        status, at, hops = follow(
            port, quote(parts.path or "/", safe="/%:") + (f"?{parts.query}" if parts.query else "")
        )
        assert (status, unquote(urlsplit(at).path).rstrip("/")) == (200, place.rstrip("/")), url
        assert hops <= 2
