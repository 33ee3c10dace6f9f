"""The architecture: arrows point down only, siblings do not import each other, each danger has one
door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "migrator"
MODULES = sorted(ROOT.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return found


@pytest.mark.parametrize("room", ["readers", "comments", "targets"])
def test_siblings_do_not_import_each_other(room: str) -> None:
    names = {p.stem for p in (ROOT / room).glob("*.py")} - {"__init__"}
    for path in (ROOT / room).glob("*.py"):
        if path.stem != "__init__":
            assert not {
                i
                for i in imports(path)
                if i.startswith(f"migrator.{room}.") and i.split(".")[2] in names
            }, path


def test_arrows_point_down() -> None:
    layers = [
        ["cli"],
        ["pipeline", "packing", "fixity", "probe"],
        ["extraction", "testing"],
        ["assemble", "targets", "report", "reading", "sources"],
        ["siteconfig", "fetch"],
        ["readers"],
        ["comments", "store"],
        ["archive"],
        ["fields"],
        ["document"],
        ["trees", "texts", "model", "errors", "charset", "mojibake", "address", "guard"],
    ]
    rank = {name: at for at, layer in enumerate(layers) for name in layer}
    for path in MODULES:
        own = path.relative_to(ROOT).parts[0].removesuffix(".py")
        for name in imports(path):
            other = name.split(".")[1] if name.startswith("migrator.") else ""
            if own in rank and other in rank:
                assert rank[other] >= rank[own], f"{path}: imports {name}"


def _calls(path: Path) -> set[str]:
    return {
        ast.unparse(n.func)
        for n in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(n, ast.Call)
    }


def test_pages_are_parsed_in_one_place() -> None:
    for path in MODULES:
        if path.name not in ("trees.py", "proof.py", "feed.py"):
            assert not {
                c
                for c in _calls(path)
                if c.endswith(
                    ("document_fromstring", "fragment_fromstring", "lxml.etree.fromstring")
                )
            }, path


def test_only_the_command_line_prints_and_exits() -> None:
    for path in MODULES:
        if path.name not in ("cli.py", "console.py"):
            assert not {"print", "sys.exit", "click.echo"} & _calls(path), path


def test_only_one_module_goes_to_the_network() -> None:
    for path in MODULES:
        if path.name != "net.py":
            assert not imports(path) & {
                "httpx",
                "socket",
                "urllib.request",
                "http.client",
                "requests",
            }, path


def test_output_files_have_one_door() -> None:
    allowed = {"paths.py", "testing.py", "probe.py", "bag.py"}
    for path in MODULES:
        if path.name not in allowed:
            assert not {
                c
                for c in _calls(path)
                if c.endswith((".write_text", ".write_bytes")) or c == "open"
            }, path


def test_a_misspelt_field_is_an_error_at_import() -> None:
    from migrator.layout.comment_system import CommentSystem
    from migrator.layout.reader import Reader

    with pytest.raises(TypeError, match="auhtor"):
        type("Bad", (Reader,), {"auhtor": None, "__module__": "x"})
    with pytest.raises(TypeError, match="tilte"):
        type("Bad", (CommentSystem,), {"tilte": None, "__module__": "x"})
