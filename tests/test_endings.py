"""However a run ends, it ends in one line and its exit code: nothing is lost, nothing hangs, nothing
is written through a link that was planted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from migrator.cli import main
from migrator.errors import NetworkError
from migrator.guard import limits, net
from migrator.guard.net import Client
from migrator.sources.fetched import FetchedSource, FetchOptions
from tests import site
from tests.server import Answer, Server, answers

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "fixtures" / "example"


def call(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args])


def run(out: Path, *more: object) -> Result:
    return call("run", EXAMPLE, "-o", out, "--jobs", 1, *more)


@pytest.mark.parametrize(
    "words",
    [
        ("rum",),
        ("run",),
        ("run", "x", "--jobs", "many"),
        ("run", "x", "--to", "paper"),
        ("run", "x", "--nothing"),
        ("explain", "/nowhere/x.html"),
    ],
)
def test_words_that_make_no_sense_end_with_64(words: tuple[str, ...]) -> None:
    assert call(*words).exit_code == 64


def one_line(done: Result, code: int) -> str:
    assert done.exit_code == code, done.output
    lines = done.output.strip().splitlines()
    assert len(lines) == 1, done.output
    assert lines[0].startswith("migrator: ")
    return lines[0]


def test_an_output_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    done = call("run", EXAMPLE, "-o", tmp_path / "out" / "inner")
    assert "a file stands where the folder is to be" in one_line(done, 74)


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write anywhere")
def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    one_line(run(tmp_path / "out"), 74)


def test_a_target_that_is_a_link_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/markdown").symlink_to(tmp_path / "elsewhere")
    done = run(tmp_path / "out")
    assert "symbolic link that leads out" in one_line(done, 74)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_folder_in_a_target_that_is_a_link_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out/hugo").mkdir(parents=True)
    (tmp_path / "out/hugo/layouts").symlink_to(tmp_path / "elsewhere")
    assert "symbolic link" in one_line(run(tmp_path / "out", "--to", "hugo"), 74)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_links_that_were_planted_are_not_written_through(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    assert run(tmp_path / "first").exit_code == 0
    names = [p.name for p in (tmp_path / "first/markdown").glob("*.md")]
    target = tmp_path / "out" / "markdown"
    target.mkdir(parents=True)
    import hashlib

    for name in names:
        mark = hashlib.blake2b(name.encode(), digest_size=8).hexdigest()
        (target / f".part-{mark}").symlink_to(victim)
    (target / names[0]).symlink_to(victim)
    run(tmp_path / "out")
    assert victim.read_text() == "mine"
    assert (target / names[1]).read_bytes() == (tmp_path / "first/markdown" / names[1]).read_bytes()


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"\x00" * 40, b'{"start": 1}', b"\xff\xfe"])
def test_a_state_of_a_crawl_that_is_damaged_is_made_again(tmp_path: Path, text: bytes) -> None:
    home = site.article("/", "Home", "<p>Welcome to the street and its lamps.</p>")
    with Server({}) as served:
        served.answers |= answers([home], site.HOST, served.address)
        words = (
            "run", f"{served.address}/", "-o", tmp_path, "--delay", 0, "--allow-local", "--jobs", 1,
        )  # fmt: skip
        assert call(*words).exit_code == 0
        (state,) = (tmp_path / "archive").glob("*.crawl.json")
        state.write_bytes(text)
        assert call(*words).exit_code == 0
        assert json.loads(state.read_bytes())["finished"]


Damage = Callable[[Path], None]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("site.db", flip),
        ("site.db", lambda p: p.write_bytes(p.read_bytes()[:-4096])),
        ("site.db", lambda p: p.write_bytes(b"\0" * p.stat().st_size)),
        ("json/articles.jsonl", flip),
        ("json/articles.jsonl", Path.unlink),
        ("markdown/new.md", lambda p: p.write_text("x")),
        ("markdown/deep/new.md", lambda p: (p.parent.mkdir(), p.write_text("x"))),
        (".run.sha256", Path.unlink),
        (".run.sha256", lambda p: p.write_bytes(b"")),
    ],
)
def test_verify_tells_of_every_damage(tmp_path: Path, name: str, damage: Damage) -> None:
    assert run(tmp_path).exit_code == 0
    assert call("verify", tmp_path).exit_code == 0
    damage(tmp_path / name)
    done = call("verify", tmp_path)
    assert done.exit_code == 2, done.output


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_store_that_was_damaged_is_not_taken_for_good(tmp_path: Path, place: float) -> None:
    assert run(tmp_path).exit_code == 0
    data = bytearray((tmp_path / "site.db").read_bytes())
    data[int(len(data) * place)] ^= 4
    (tmp_path / "site.db").write_bytes(data)
    assert "is not as the last run left it" in one_line(run(tmp_path), 74)
    assert "is not as the last run left it" in one_line(call("write", "-o", tmp_path), 74)
    (tmp_path / "site.db").rename(tmp_path / "damaged")
    assert run(tmp_path).exit_code == 0


def test_who_holds_the_folder_is_named(tmp_path: Path) -> None:
    from contextlib import closing

    from migrator.pipeline.run_folder import open_store

    with closing(open_store(tmp_path)):
        code = f"from migrator.cli import main; main(['run', {str(EXAMPLE)!r}, '-o', {str(tmp_path)!r}])"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
    assert done.returncode == 74
    assert f"another run is writing to it (process {os.getpid()})" in done.stderr


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups here")
@pytest.mark.parametrize(("presses", "gap"), [(1, 0.0), (3, 0.05)])
def test_ctrl_c_ends_a_run(tmp_path: Path, presses: int, gap: float) -> None:
    (tmp_path / "in").mkdir()
    for number in range(200):
        page = site.article(f"/news/{number}-a", f"T{number}", f"<p>{'Words here. ' * 200}</p>")
        (tmp_path / "in" / f"{number}.html").write_bytes(page.data)
    words = ["run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--jobs", "2", "--quiet"]
    process = subprocess.Popen(
        [sys.executable, "-m", "migrator", *words],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    database = tmp_path / "out" / "site.db-wal"
    for _ in range(3000):
        if database.exists() and database.stat().st_size > 50_000:
            break
        time.sleep(0.02)
    assert process.poll() is None, process.communicate()[1]
    for _ in range(presses):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(gap)
    error = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert error.startswith("migrator: stopped; this goes on where it was")
    assert "Traceback" not in error
    for _ in range(100):
        if not (living := _living(process.pid)):
            break
        time.sleep(0.1)
    assert not living


def _living(group: int) -> list[str]:
    """The processes of a group that still do something."""
    found = subprocess.run(
        ["ps", "-eo", "pgid,stat,args"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    rows = [line.split(None, 2) for line in found[1:]]
    return [row[2] for row in rows if row[0] == str(group) and not row[1].startswith("Z")]


def test_ctrl_c_while_the_command_loads_ends_it_without_a_word() -> None:
    script = (
        "import builtins, os, runpy, signal\n"
        # a shell starts what runs in its background with Ctrl-C ignored
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "load = builtins.__import__\n"
        "def pressed(name, *more, **named):\n"
        "    if name == 'migrator.cli':\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return load(name, *more, **named)\n"
        "builtins.__import__ = pressed\n"
        "runpy.run_module('migrator', run_name='__main__')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, b"")


def test_nothing_is_loaded_before_ctrl_c_is_answered() -> None:
    script = "import sys; import migrator.__main__; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    modules = [name for name in done.stdout.split() if name.partition(".")[0] == "migrator"]
    assert modules == ["migrator", "migrator.__main__"]


def test_a_link_in_the_source_that_leads_outside_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in (1, 2):
        page = site.article(f"/news/{number}-a", f"T{number}", "<p>Words here.</p>")
        (tmp_path / "in" / f"{number}.html").write_bytes(page.data)
    secret = tmp_path / "secret.html"
    secret.write_bytes(site.article("/news/9-s", "Secret", "<p>My private words.</p>").data)
    (tmp_path / "in/3.html").symlink_to(secret)
    (tmp_path / "in/4.html").symlink_to(tmp_path / "in/1.html")
    done = call("run", tmp_path / "in", "-o", tmp_path / "out", "--to", "json", "--jobs", 1)
    assert done.exit_code == 2
    assert "failed: 3.html: cannot be read: a symbolic link leads out" in done.output
    assert "private words" not in (tmp_path / "out/json/articles.jsonl").read_text("utf-8")


def test_links_are_followed_where_that_is_asked_for(tmp_path: Path) -> None:
    """A link to a folder outside is told, too, and one to a folder around it ends nowhere."""
    for number, folder in ((1, "in"), (2, "elsewhere"), (3, "elsewhere")):
        (tmp_path / folder).mkdir(exist_ok=True)
        page = site.article(f"/news/{number}-a", f"T{number}", f"<p>Words of {number}.</p>")
        (tmp_path / folder / f"{number}.html").write_bytes(page.data)
    (tmp_path / "in/more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in/twice").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "in")
    (tmp_path / "in/gone.html").symlink_to(tmp_path / "nothing")
    command = ["run", tmp_path / "in", "--to", "json", "--jobs", 1]
    done = call(*command, "-o", tmp_path / "without")
    assert done.exit_code == 2
    assert "failed: more: cannot be read: a symbolic link leads out" in done.output
    done = call(*command, "-o", tmp_path / "out", "--follow-links")
    assert done.exit_code == 2
    assert "failed: gone.html: cannot be read" in done.output
    lines = (tmp_path / "out/json/articles.jsonl").read_text("utf-8").splitlines()
    assert sorted(json.loads(line)["title"] for line in lines) == ["T1", "T2", "T3"]
    done = call("write", "-o", tmp_path / "out", "--to", "json")
    assert "gone.html" in done.output


@pytest.mark.parametrize("trap", ["deeper", "calendar"])
def test_a_trap_of_links_ends_by_its_own_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trap: str
) -> None:
    monkeypatch.setattr(limits, "FORM_ADDRESSES", 30)
    pages = {"count": 0}

    def endless() -> Answer:
        pages["count"] += 1
        number = pages["count"]
        link = {"deeper": "more/", "calendar": f"/cal/{2000 + number}/{number % 12}"}[trap]
        page = site.article("/", "Home", f'<p>Words {number}. <a href="{link}">on</a></p>')
        return Answer(page.data, headers={"Content-Type": "text/html"})

    class Endless(dict[str, Answer | Callable[[], Answer]]):
        def get(self, key: str, default: object = None) -> Callable[[], Answer]:
            return endless

    with Server(Endless({})) as served:
        source = FetchedSource(
            f"{served.address}/", tmp_path, FetchOptions(delay=0, allow_local=True)
        )
        source.fetch()
    assert pages["count"] < 80
    assert any("like it were left out" in why for _, why in source.failures)


def test_a_server_that_sends_a_byte_now_and_then_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket
    import threading

    monkeypatch.setattr(limits, "ANSWER_SECONDS", 1.0)
    for head in (b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"):
        listening = socket.create_server(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"

        def drip(listening: socket.socket = listening, head: bytes = head) -> None:
            with listening, listening.accept()[0] as connection, suppress(OSError):
                connection.recv(4096)
                connection.sendall(head)
                while True:
                    connection.sendall(b"H")
                    time.sleep(0.1)

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        client = Client(delay=0, allow_local=True)
        if head:
            answer = client.get(url)
            assert answer.cut == "time"
            assert answer.body.startswith(b"HHH")
        else:
            with pytest.raises(NetworkError, match="no whole head"):
                client.get(url)
        client.close()
        thread.join()


def test_what_came_of_an_answer_that_was_cut_is_kept(tmp_path: Path) -> None:
    home = site.article("/", "Home", "<p>Welcome to the street and its lamps.</p>")
    with Server({}) as served:
        served.answers |= answers([home], site.HOST, served.address)
        served.longer = 500
        source = FetchedSource(
            f"{served.address}/", tmp_path, FetchOptions(delay=0, allow_local=True)
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(net, "_back_off", lambda _: 0.0)
            source.fetch()
    assert any(b"street and its lamps" in source.load(n).data for n in source.names())
    done = call("run", *(tmp_path / "archive").glob("*.warc.gz"), "-o", tmp_path / "out")
    assert "source-damaged" in (tmp_path / "out/json/articles.jsonl").read_text("utf-8")
    assert done.exit_code in (0, 2)
