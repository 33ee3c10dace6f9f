"""What is handed on with --redact-comments holds no name of a commenter, and no guess at a name or
an e-mail address can be confirmed with it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from migrator.cli import main
from migrator.layout.comment_system import address_hash
from migrator.model import Comment, Reading
from migrator.pipeline.extract import extract
from migrator.reading import page as reading_page
from migrator.sources.source import Captures
from migrator.store.database import Store, keyed
from migrator.writing.pseudonyms import pseudonym
from tests import site

EXAMPLE = Path(__file__).parent.parent / "fixtures" / "example"
#: The commenter of the example who is no author of an article.
NAMES = ("Dov",)


def call(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args])


def held(folder: Path) -> bytes:
    """All bytes of a folder's files, and what is packed in them."""
    out = []
    for path in folder.rglob("*"):
        if path.is_file():
            out.append(path.read_bytes())
    return b"\n".join(out)


def test_a_redacted_bag_holds_no_name(tmp_path: Path) -> None:
    call("run", EXAMPLE, "-o", tmp_path, "--to", "markdown", "--quiet")
    done = call(
        "run", EXAMPLE, "-o", tmp_path, "--to", "json", "--to", "hugo", "--redact-comments", "--bag"
    )
    assert done.exit_code == 0, done.output
    data = tmp_path / "bag" / "data"
    assert {p.name for p in data.iterdir()} == {"json", "hugo", "redirects"}
    for name in NAMES:
        assert name.encode() not in held(data), name
    assert b"Reader " in held(data)
    assert not list((tmp_path / "bag").rglob("*.key"))


def test_a_bag_never_holds_the_key(tmp_path: Path) -> None:
    call("run", EXAMPLE, "-o", tmp_path, "--to", "json", "--bag")
    key = (tmp_path / ".run.key").read_bytes()
    assert (tmp_path / ".run.key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "bag/data/site.db").is_file()
    assert key not in held(tmp_path / "bag")


def test_a_guess_at_a_name_cannot_be_confirmed(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        call("run", EXAMPLE, "-o", tmp_path / name, "--to", "json", "--redact-comments")
        made.append((tmp_path / name / "json/articles.jsonl").read_text("utf-8"))
    assert made[0] != made[1]
    guess = hashlib.blake2b(b"ben ash", digest_size=4, person=b"migrator").hexdigest()
    assert guess not in made[0]
    assert pseudonym("Ben Ash", (tmp_path / "one/.run.key").read_bytes()) in made[0]
    call("run", EXAMPLE, "-o", tmp_path / "one", "--to", "json", "--redact-comments")
    assert (tmp_path / "one/json/articles.jsonl").read_text("utf-8") == made[0]


def test_a_guess_at_an_address_cannot_be_confirmed() -> None:
    guess = address_hash("ben@example.org", "old.example")
    reading = Reading(
        "a.html", None, "article", "", comments=(Comment("1", email_hash=guess), Comment("2"))
    )
    one, same, other = (keyed(reading, key) for key in (b"1" * 32, b"1" * 32, b"2" * 32))
    hashes = [r.comments[0].email_hash for r in (one, same, other)]
    assert hashes[0] == hashes[1]
    assert len({guess, *hashes}) == 3
    assert one.comments[1].email_hash is None


def test_the_store_holds_no_hash_that_can_be_confirmed() -> None:
    store = Store(None)
    guess = address_hash("ben@example.org", "old.example")
    source = Captures([site.article("/news/1-a", "A", "<p>Words.</p>")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            reading_page,
            "read",
            lambda capture, _: Reading(
                capture.source, None, "other", "", comments=(Comment("1", email_hash=guess),)
            ),
        )
        extract(source, store)
    ((_, kept),) = store.readings()
    assert kept.comments[0].email_hash not in (None, guess)
