"""What the doors do when the system says no: each line of guard that no other test makes run."""

from __future__ import annotations

import errno
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from migrator.errors import BlockedError, DiskFullError, InUseError, NetworkError, StoreError
from migrator.guard import escape, limits, net, small_files
from migrator.guard import lock as lock_module
from migrator.guard.lock import Lock
from migrator.guard.loopback import Answer, Server
from migrator.guard.paths import Folder, Ledger

URL = "http://lamps.example/a"


class Transport(httpx.BaseTransport):
    """Answers with what a function makes of the number of the request."""

    def __init__(self, answer: Callable[[int], httpx.Response]) -> None:
        self.answer, self.count = answer, 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.count += 1
        answer = self.answer(self.count)
        answer.extensions["headers"] = list(answer.headers.raw)
        return answer


class Cut(httpx.SyncByteStream):
    """A body whose connection ends in the middle."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __iter__(self) -> Iterator[bytes]:
        yield self.data
        raise httpx.ReadError("the connection was closed")


def client(answer: Callable[[int], httpx.Response], slept: list[float]) -> net.Client:
    return net.Client(
        delay=0.0,
        allow_local=True,
        resolve=lambda *_: ["127.0.0.1"],
        sleep=slept.append,
        client=httpx.Client(transport=Transport(answer)),
    )


def refused(_: int) -> httpx.Response:
    raise httpx.ConnectError("refused")


def test_a_host_that_does_not_answer_is_asked_four_times() -> None:
    slept: list[float] = []
    with pytest.raises(NetworkError, match="no answer"):
        client(refused, slept).get(URL)
    assert len(slept) == limits.ANSWER_TRIES - 1


def test_the_longest_part_of_an_answer_is_kept_where_no_whole_one_comes() -> None:
    def cut_then_refused(count: int) -> httpx.Response:
        return httpx.Response(200, stream=Cut(b"half")) if count == 1 else refused(count)

    answer = client(cut_then_refused, []).get(URL)
    assert (answer.body, answer.cut) == (b"half", "disconnect")

    def shorter_and_shorter(count: int) -> httpx.Response:
        return httpx.Response(200, stream=Cut(b"half a page"[: 6 - count]))

    assert client(shorter_and_shorter, []).get(URL).body == b"half "


def test_an_address_that_no_request_can_hold_is_refused() -> None:
    def invalid(_: int) -> httpx.Response:
        raise httpx.InvalidURL("a host that is none")

    with pytest.raises(BlockedError, match="no address that can be asked"):
        client(invalid, []).get(URL)


def test_an_answer_ends_at_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ANSWER_BYTES", 10)
    answer = client(lambda _: httpx.Response(200, stream=Cut(b"x" * 30)), []).get(URL)
    assert (answer.body, answer.cut) == (b"x" * 10, "length")


@pytest.mark.parametrize(("stated", "waits"), [("7", [7.0]), ("soon", []), ("", [])])
def test_a_time_to_wait_is_kept_where_it_is_one(
    stated: str, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(net, "_back_off", lambda _: 0.0)

    def busy(count: int) -> httpx.Response:
        status = 503 if count == 1 else 200
        headers = {"Retry-After": stated}
        return httpx.Response(status, headers=headers, stream=httpx.ByteStream(b""))

    assert client(busy, slept).get(URL).status == 200
    assert slept == (waits or [0.0])


def test_what_is_no_address_is_not_public() -> None:
    assert not net.is_public("lamps.example")
    with pytest.raises(NetworkError, match="has no address"):
        net.resolve("a" * 300, 80)


def test_what_would_lead_to_another_site_is_no_location() -> None:
    for place in ("//evil.example/", "/\\evil.example", "https://evil.example", ""):
        with pytest.raises(ValueError, match="no path of the new site"):
            escape.location(place)


def test_what_acts_in_a_terminal_or_a_caddyfile_is_text() -> None:
    assert escape.terminal("a\x1b[2Jb\u202e") == "a�[2Jb�"
    assert escape.caddy_key('/a"{b}') == r"`~^/a\x{22}\x{7b}b\x{7d}$`"
    assert escape.caddy_key("/a b") == '"/a b"'


def test_a_mark_in_a_fence_divides_nothing() -> None:
    text = "a\n\n```\n<!--more-->\n```\n\n<!--more-->\n\nb <!--more-->"
    assert escape.undivided(text, "-") == (
        "a\n\n```\n<!---more-->\n```\n\n<!--more-->\n\nb <!---more-->"
    )
    assert escape.undivided("a", "-") == "a"


def test_the_review_is_at_an_address_with_a_token() -> None:
    server = Server(lambda _: Answer())
    server.server_close()
    assert server.url == f"http://127.0.0.1:{server.port}/{server.token}/"


def test_a_third_file_of_one_name_has_a_number(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    names = [folder.name("Lamp", ".md", "key") for _ in range(3)]
    assert names[0] == "lamp.md"
    assert names[2] == names[1].replace(".md", "-2.md")


def test_files_of_other_targets_stay_in_the_ledger(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x").write_text("x")
    ledger = Ledger(tmp_path, {"a/x": small_files.digest_of(tmp_path / "a/x"), "b/y": "0" * 64})
    ledger.clean(["a"])
    assert ledger.now == {"b/y": "0" * 64}
    assert not (tmp_path / "a").exists()
    assert not ledger.is_whole(["b"])


def test_a_library_writes_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = Folder(tmp_path)

    def whole(path: Path) -> None:
        path.write_bytes(b"whole")

    folder.build("book.epub", whole)
    assert (tmp_path / "book.epub").read_bytes() == b"whole"

    def no_room(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "no space")

    def stopped(path: Path) -> None:
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(DiskFullError, match="make room"):
        folder.build("book.epub", no_room)
    with pytest.raises(KeyboardInterrupt):
        folder.build("book.epub", stopped)
    assert [path.name for path in tmp_path.iterdir()] == ["book.epub"]
    assert (tmp_path / "book.epub").read_bytes() == b"whole"


def test_what_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for fails in (
        lambda: Folder(tmp_path).remove("folder"),
        lambda: Lock(tmp_path / "folder"),
        lambda: small_files.write_small(tmp_path / "none/x", b""),
        lambda: small_files.make_folder(tmp_path / ("a" * 300)),
        lambda: small_files.private_key(tmp_path / "none/key"),
    ):
        with pytest.raises(StoreError, match="cannot be written"):
            fails()


def test_a_lock_is_one_processs(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "lock")
    with pytest.raises(InUseError, match=f"process {os.getpid()}"):
        Lock(tmp_path / "lock")
    lock.release()
    Lock(tmp_path / "lock").release()


def test_a_system_without_locks_can_load_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    spec = importlib.util.spec_from_file_location("lock_without_fcntl", lock_module.__file__)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.Lock(tmp_path / "lock").release()
