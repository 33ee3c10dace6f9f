"""Fixtures: saved pages whose reading is known.

A case is a folder ROOM/UNIT/CASE: `page.html` (the bytes as saved), `page.yaml` (address, when and
where from) and what is expected: `article.yaml` (kind, fields and the rules' results), `body.md`,
`comments.yaml`."""

from __future__ import annotations

import difflib
import hashlib
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import yaml

from migrator.document import own_address
from migrator.errors import UsageError
from migrator.markdown import conversion
from migrator.model import Capture, Reading, When
from migrator.writing import front_matter as frontmatter

PAGE, ABOUT = "page.html", "page.yaml"
EXPECTED = ("article.yaml", "body.md", "comments.yaml")


def cases(root: Path) -> Iterator[Path]:
    """The cases under `root`, in order."""
    for about in sorted(root.rglob(ABOUT)):
        yield about.parent


def load(case: Path) -> Capture:
    """The page of a case."""
    about = yaml.safe_load((case / ABOUT).read_text("utf-8")) or {}
    data = (case / PAGE).read_bytes()
    return Capture(
        about.get("file", PAGE),
        data,
        about.get("url") or own_address.stated_address(data),
        about.get("status"),
        about.get("content-type"),
    )


def read(case: Path) -> dict[str, Any]:
    """What is read now, as the expected files hold it: name of the file -> data (text for the
    body)."""
    from migrator.reading import page as reading

    result = reading.read(load(case))
    body, _ = conversion.convert(result.body or "")
    return {
        "article.yaml": _article(result),
        "body.md": body,
        "comments.yaml": [_plain(msgspec.to_builtins(c)) for c in result.comments],
    }


def _article(result: Reading) -> dict[str, Any]:
    record: dict[str, Any] = {
        "kind": result.kind,
        "joomla": result.joomla,
        "template": result.template,
        "key": result.key,
        "part": result.part,
        "number": result.number,
        "comment_system": result.comment_system,
        "comments_stated": result.comments_stated,
    }
    extra = {f"extra {name}": value for name, value in result.extra.items()}
    for name, value in sorted([*result.fields.items(), *extra.items()]):
        if name not in ("body", "page title"):
            record[name] = _shown(value.value)
    record["mentions"] = [
        {"url": m.url, **{k: _shown(v.value) for k, v in sorted(m.fields.items())}}
        for m in result.mentions
    ]
    record["notes"] = sorted({n.code for n in result.notes})
    return _plain(record)


def _shown(value: Any) -> Any:
    if isinstance(value, When):
        return value.value
    return [_shown(v) for v in value] if isinstance(value, tuple) else value


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """What a record holds, as YAML gives it back: it has lists for tuples."""
    return {
        k: list(v) if isinstance(v, tuple) else v
        for k, v in record.items()
        if v not in (None, "", [], {}, ())
    }


def sha256(case: Path) -> str:
    """The fingerprint of a case's page."""
    return hashlib.sha256((case / PAGE).read_bytes()).hexdigest()


def expected(case: Path) -> dict[str, Any]:
    """What was approved; a file that is not there is empty."""
    expected: dict[str, Any] = {}
    for name in EXPECTED:
        path = case / name
        text = path.read_text("utf-8") if path.exists() else ""
        expected[name] = (text if name.endswith(".md") else yaml.safe_load(text)) or (
            {} if name == "article.yaml" else "" if name.endswith(".md") else []
        )
    return expected


def _texts(record: dict[str, Any]) -> dict[str, str]:
    return {
        k: (v if isinstance(v, str) else frontmatter.dump(v)) if v else ""
        for k, v in record.items()
    }


def difference(case: Path) -> list[str]:
    """The lines in which what is read now differs from what was approved."""
    was, now = _texts(expected(case)), _texts(read(case))
    lines: list[str] = []
    for name in EXPECTED:
        lines += difflib.unified_diff(
            was[name].splitlines(),
            now[name].splitlines(),
            f"approved/{name}",
            f"now/{name}",
            lineterm="",
        )
    return lines


def capture(page: Path, root: Path, name: str, url: str | None) -> Path:
    """Copies a page into the fixtures as `name` (room/unit/case). Raises UsageError where the name
    is no such, or taken."""
    parts = name.strip("/").split("/")
    if len(parts) != 3 or not all(
        p and p.replace("-", "").replace("_", "").isalnum() for p in parts
    ):
        raise UsageError(
            f"{name}: name a case as ROOM/UNIT/CASE, for example comments/komento/threaded"
        )
    case = root.joinpath(*parts)
    if (case / PAGE).exists():
        raise UsageError(f"{case}: is there already; choose another name, or remove it first")
    case.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(page, case / PAGE)
    data = page.read_bytes()
    about = {
        "url": url or own_address.stated_address(data),
        "captured": date.today().isoformat(),
        "from": page.name,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    (case / ABOUT).write_text(frontmatter.dump({k: v for k, v in about.items() if v}), "utf-8")
    return case


def approve(case: Path, allow_loss: bool = False) -> tuple[list[str], list[str]]:
    """Writes what is read now as expected. Gives the difference, and why it was refused (then
    nothing is written)."""
    lines = difference(case)
    was, now = expected(case), read(case)
    refused = [] if allow_loss else list(losses(case, was, now))
    if not refused:
        for name, text in _texts(now).items():
            path = case / name
            if text:
                path.write_text(text, "utf-8")
            else:
                path.unlink(missing_ok=True)
    return lines, refused


def losses(case: Path, was: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """What would be lost by approving: comments, fields, the page's own bytes."""
    if len(now["comments.yaml"]) < len(was["comments.yaml"]):
        yield (
            f"{len(was['comments.yaml'])} comments were approved, "
            f"{len(now['comments.yaml'])} are read now"
        )
    for name, value in was["article.yaml"].items():
        if name != "notes" and name not in now["article.yaml"]:
            yield f"{name} was {value!r} and is empty now"
    if was["body.md"] and not now["body.md"]:
        yield "the body is empty now"
    about = yaml.safe_load((case / ABOUT).read_text("utf-8")) or {}
    digest = about.get("sha256")
    if digest and digest != sha256(case):
        yield f"{PAGE} is not what was captured"
