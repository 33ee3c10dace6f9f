"""Every fixture page, one test a field; and every page is recognised by its unit and by no other
unit of its room."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from migrator import testing
from migrator.comments import registry as comment_systems
from migrator.document import document
from migrator.readers import registry as article_readers
from migrator.reading import page as reading
from migrator.reading import recognition as recognise

ROOT = Path(__file__).parent.parent / "fixtures"
CASES = list(testing.cases(ROOT))


@cache
def now(case: Path) -> dict[str, Any]:
    return testing.read(case)


def fields() -> list[Any]:
    found = []
    for case in CASES:
        name = case.relative_to(ROOT).as_posix()
        for field in sorted(set(testing.expected(case)["article.yaml"]) | {"body", "comments"}):
            found.append(pytest.param(case, field, id=f"{name}-{field.replace(' ', '_')}"))
    return found


@pytest.mark.parametrize(("case", "field"), fields())
def test_field(case: Path, field: str) -> None:
    want = testing.expected(case)
    if field == "body":
        assert now(case)["body.md"] == want["body.md"]
    elif field == "comments":
        assert now(case)["comments.yaml"] == want["comments.yaml"]
    else:
        assert now(case)["article.yaml"].get(field) == want["article.yaml"][field]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.relative_to(ROOT).as_posix())
def test_no_field_is_new(case: Path) -> None:
    assert set(now(case)["article.yaml"]) <= set(testing.expected(case)["article.yaml"])


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.relative_to(ROOT).as_posix())
def test_page_is_as_it_was_captured(case: Path) -> None:
    about = yaml.safe_load((case / testing.ABOUT).read_text("utf-8"))
    assert about["sha256"] == testing.sha256(case)


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if c.parent.parent.name == "readers"],
    ids=lambda c: "/".join(c.parts[-2:]),
)
def test_page_is_read_by_its_unit(case: Path) -> None:
    doc = document.read(testing.load(case))
    found = article_readers.find(doc, recognise.recognise(doc).component)
    assert found[0][0].name == case.parent.name


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if c.parent.parent.name == "comments"],
    ids=lambda c: "/".join(c.parts[-2:]),
)
def test_comments_are_recognised_by_their_unit_alone(case: Path) -> None:
    capture = testing.load(case)
    if reading.read(capture).kind == "other" and b"<" not in capture.data[:1]:
        assert reading.read(capture).comment_system == case.parent.name
        return
    names = [system.name for system, _ in comment_systems.find(document.read(capture))]
    assert names == (
        [case.parent.name]
        if (case / "comments.yaml").exists() or case.parent.name != "generic"
        else []
    )


def test_every_unit_has_fixtures() -> None:
    for room, units in (
        ("readers", article_readers.all_readers()),
        ("comments", comment_systems.all_systems()),
    ):
        for unit in units:
            assert (ROOT / room / unit.name).is_dir(), (
                f"{room}/{unit.name} has no fixture: migrator fixture capture PAGE "
                f"--as {room}/{unit.name}/CASE"
            )
