"""What is handed on with --redact-comments holds no name of a commenter, and no guess at a name or
an e-mail address can be confirmed with it."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zipfile
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, unquote

import pytest
from click.testing import CliRunner, Result

from migrator import migrate
from migrator.cli import main
from migrator.layout.address_hashes import address_hash
from migrator.model import Comment, Reading
from migrator.pipeline.extract import extract
from migrator.preserve.verify import verify
from migrator.reading import page as reading_page
from migrator.sources.source import Captures
from migrator.store.capture_rows import keyed
from migrator.store.database import Store
from migrator.writing.pseudonyms import pseudonym
from tests import repack, site

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
            lambda capture, *_: Reading(
                capture.source, None, "other", "", comments=(Comment("1", email_hash=guess),)
            ),
        )
        extract(source, store)
    ((_, kept),) = store.readings()
    assert kept.comments[0].email_hash not in (None, guess)


NAMED = (
    "<p>Thank you, {name}.</p>",
    '<a href="/profile/{slug}" title="Profile of {name}">x</a>',
    "<script>quote('{escaped}');</script>",
    "<p>{entities}</p>",
    '<a href="/search?by={quoted}">x</a>',
)


def commented(folder: Path, author: str) -> Path:
    """Two pages of a site: one has a comment by `author`, the other names them in all spellings."""
    comments = (
        '<div id="jc"><div id="comments"><div class="even" id="comment-item-1"><div class="rbox">'
        f'<div class="comment-box"><a class="comment-anchor" href="/news/1-a#comment-1">#1</a>'
        f'<span class="comment-author">{author}</span><span class="comment-date">2009-05-02 '
        f'10:00</span><div class="comment-body" id="comment-body-1">A word of mine</div></div>'
        f'<img src="http://www.gravatar.com/avatar.php?gravatar_id={"a1" * 16}" />'
        f'<a href="mailto:ida@post.example">mail</a></div></div></div></div>'
    )
    forms = {
        "name": author,
        "slug": author.lower().replace(" ", "-"),
        "escaped": json.dumps(author)[1:-1],
        "entities": "".join(f"&#{ord(letter)};" for letter in author),
        "quoted": quote(author),
    }
    first = site.article("/news/1-a", "A", f"<p>Words.</p>{comments}")
    second = site.article("/news/2-b", "B", "".join(NAMED).format(**forms))
    return repack.warc([first, second], folder / "x.warc.gz")


@pytest.mark.parametrize("author", ["Ida Bråten", "Straußmann", "Lia Åse"])
def test_a_redacted_archive_holds_no_name_in_any_spelling(tmp_path: Path, author: str) -> None:
    source = commented(tmp_path, author)
    done = call("archive", source, "-o", tmp_path / "x.wacz", "--redact-comments")
    assert done.exit_code == 0, done.output
    with migrate(tmp_path / "x.wacz") as archived:
        comments = [comment for article in archived.articles for comment in article.comments]
    assert [(comment.author or "")[:7] for comment in comments] == ["Reader-"]
    with zipfile.ZipFile(tmp_path / "x.wacz") as members:
        held_bytes = gzip.decompress(members.read("archive/data.warc.gz"))
        held_bytes += members.read("indexes/index.cdx") + members.read("pages/pages.jsonl")
    text = unquote(unescape(held_bytes.decode("utf-8")))
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    for word in (*author.split(), "ida@post", "a1a1"):
        assert not re.search(rf"\b{word}\b", text, re.I)
    assert text.count("Reader-") >= 1 + len(NAMED)
    assert not list(verify(tmp_path / "x.wacz"))


def test_what_cannot_be_written_without_names_is_left_out_and_told(tmp_path: Path) -> None:
    source = commented(tmp_path, "Ida Bråten")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "migrator.preserve.redaction.document.read",
            lambda _: SimpleNamespace(charset="utf-16"),
        )
        done = call("archive", source, "-o", tmp_path / "x.wacz", "--redact-comments")
    assert "cannot be written without names" in done.output


def test_a_page_has_the_digest_of_its_bytes_and_a_redacted_one_none(tmp_path: Path) -> None:
    """By the digest of a whole page a guessed name could be confirmed."""
    pages = {}
    for name, options in (("open", ()), ("redacted", ("--redact-comments",))):
        call("run", EXAMPLE, "-o", tmp_path / name, "--to", "json", *options)
        lines = (tmp_path / name / "json" / "pages.jsonl").read_text("utf-8").splitlines()
        pages[name] = [json.loads(line) for line in lines]
    assert {p["sha256"] for p in pages["redacted"]} == {None}
    for page in pages["open"]:
        data = (Path(EXAMPLE) / page["source"]).read_bytes()
        assert page["sha256"] == hashlib.sha256(data).hexdigest()
