"""The house: rooms stand on floors, arrows point down, each danger has one door.

The rules are data (FLOORS, DOORS). `test_the_rules_can_fail` breaks each of them in a copy of a
module and expects a complaint.
"""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "migrator"
#: What is in themes are files of the written sites: programs of others run them.
MODULES = {
    path.relative_to(ROOT).as_posix(): path
    for path in sorted(ROOT.rglob("*.py"))
    if not path.is_relative_to(ROOT / "targets/themes")
}

#: The rooms and root modules, top floor first. A module may import from floors below its own, and
#: from its own room.
FLOORS = (
    ("__main__",),
    ("cli",),
    ("__init__",),
    ("api",),
    ("collection", "review"),
    ("report",),
    ("pipeline",),
    ("preserve", "testing", "site_yaml"),
    ("sources", "reading"),
    ("textdump",),
    ("targets", "fetch"),
    ("readers", "comments"),
    ("writing", "assemble"),
    ("settings",),
    ("markdown", "layout"),
    ("database",),
    ("warc", "normalise"),
    ("guard", "store", "document"),
    ("filetypes",),
    ("model", "parallel", "version"),
    ("joomla",),
    ("errors", "patterns"),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

#: Rooms whose units are found by their file and do not know each other.
UNITS = ("readers", "comments", "targets")

#: Modules at the root: at most these.
AT_ROOT = {
    "__init__.py",
    "__main__.py",
    "api.py",
    "errors.py",
    "parallel.py",
    "patterns.py",
    "settings.py",
    "site_yaml.py",
    "testing.py",
    "version.py",
}

#: What only some modules may do: the calls or imports, and the modules (or rooms) that may.
NETWORK = {"httpx", "socket", "urllib.request", "http.client", "http.server", "requests", "ssl"}
DOORS = {
    "network": {"guard/net.py", "guard/loopback.py"},
    "programs": {"guard/programs.py"},
    "write": {
        "guard/lock.py",
        "guard/paths.py",
        "guard/small_files.py",
        "preserve/bag.py",
        "preserve/originals.py",
        "preserve/pack.py",
        "preserve/seal.py",
        "preserve/wacz.py",
        "report/probe.py",
        "testing.py",
        "warc/recovery.py",
        "warc/writer.py",
        "pipeline/run_folder.py",
        "writing/epub_package.py",  # a zip at the path that guard/paths gives
    },
    "sql": {
        *(name for name in MODULES if name.startswith("store/")),
        "preserve/wacz_index.py",  # a scratch table that sorts an index larger than memory
    },
    "exit": {
        "cli/commands.py",
        "cli/collection.py",
        "cli/console.py",
        "cli/endings.py",
        "cli/first_contact.py",
        "cli/fixtures.py",
        "cli/group.py",
        "cli/review.py",
        "cli/runs.py",
        "cli/sources.py",
    },
    "parse": {
        "document/parsing.py",
        "markdown/proof.py",
        "reading/feed.py",
        "document/svg_drawing.py",
    },
}
_PARSERS = ("document_fromstring", "fragment_fromstring", "etree.fromstring", "etree.parse")
_WRITERS = (
    "write_text",
    "write_bytes",
    "mkdir",
    "unlink",
    "rename",
    "rmdir",
    "touch",
    "symlink_to",
)


def room_of(name: str) -> str:
    """The room of a module, or its name where it stands at the root."""
    return name.partition("/")[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, inside functions and for type checking too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "migrator":
            yield from (f"migrator.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _mode(call: ast.Call, position: int) -> str:
    """The mode that a call of `open` names, "" where it names none or works it out."""
    candidates = [*call.args[position : position + 1]]
    candidates += [word.value for word in call.keywords if word.arg == "mode"]
    return next((str(c.value) for c in candidates if isinstance(c, ast.Constant)), "")


def danger(call: ast.Call) -> str | None:
    """The door that a call needs, or None."""
    name = ast.unparse(call.func)
    last = name.rpartition(".")[2]
    if name in ("subprocess.run", "subprocess.Popen", "os.system") or name.startswith("os.exec"):
        return "programs"
    if name in ("print", "sys.exit", "click.echo", "exit"):
        return "exit"
    if last in ("execute", "executemany", "executescript") or name == "sqlite3.connect":
        return "sql"
    if name.endswith(_PARSERS):
        return "parse"
    if last in _WRITERS or name.startswith(("shutil.", "os.replace", "os.remove", "os.rename")):
        return "write"
    if last == "open" and set(_mode(call, 0 if "." in name else 1)) & set("wax+"):
        return "write"
    if last in ("ZipFile", "TarFile") and set(_mode(call, 1)) & set("wax"):
        return "write"
    return None


def faults(name: str, source: str) -> list[str]:
    """What breaks a rule of the house in a module of that name."""
    tree = ast.parse(source)
    room = room_of(name)
    if room not in FLOOR:
        return [f"{name}: {room} stands on no floor; add it to FLOORS"]
    wrong = []
    for module in imports(tree):
        if {module, module.split(".")[0]} & NETWORK and name not in DOORS["network"]:
            wrong.append(f"{name}: imports {module}; only {DOORS['network']} may")
        if not module.startswith("migrator."):
            continue
        other = module.split(".")[1]
        if other not in FLOOR and not other.startswith("__"):
            wrong.append(f"{name}: imports {module}, which stands on no floor")
        elif other != room and FLOOR.get(other, 99) <= FLOOR[room] and other != "__path__":
            wrong.append(f"{name}: imports {module}, which is not below it")
        elif other == room and room in UNITS and name.count("/"):
            unit = module.split(".")[2:3]
            if unit and f"{room}/{unit[0]}.py" in MODULES and "registry" not in name:
                wrong.append(f"{name}: imports its sibling {module}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (door := danger(node)) and name not in DOORS[door]:
            wrong.append(f"{name}:{node.lineno}: {ast.unparse(node.func)} belongs to {DOORS[door]}")
    return wrong


@pytest.mark.parametrize("name", MODULES)
def test_arrows_point_down_and_doors_are_used(name: str) -> None:
    assert faults(name, MODULES[name].read_text("utf-8")) == []


def test_the_root_holds_what_is_listed() -> None:
    assert {path.name for path in ROOT.glob("*.py")} == AT_ROOT


@pytest.mark.parametrize("package", ["bs4", "lxml", "httpx", "yaml", "click"])
def test_the_packages_that_migrator_is_built_on_are_in_use(package: str) -> None:
    imports = re.compile(rf"^\s*(?:import|from) {package}\b", re.M)
    assert any(imports.search(path.read_text("utf-8")) for path in MODULES.values())


def test_package_files_hold_no_logic() -> None:
    for path in ROOT.rglob("__init__.py"):
        body = ast.parse(path.read_text("utf-8")).body
        defined = {n.name for n in body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        # the public names are loaded when they are first asked for
        assert defined == ({"__getattr__", "__dir__"} if path.parent == ROOT else set()), path


def test_each_door_is_used_by_whom_it_names() -> None:
    names = set().union(*DOORS.values())
    assert sorted(names - set(MODULES)) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("normalise/dates.py", "from migrator.cli import commands"),
        ("normalise/dates.py", "def late() -> None:\n    from migrator import pipeline"),
        ("sources/mhtml.py", "import httpx"),
        ("normalise/dates.py", "from pathlib import Path\nPath('x').open('wb')"),
        ("normalise/dates.py", "import subprocess\nsubprocess.run(['ls'])"),
        ("normalise/dates.py", "import zipfile\nzipfile.ZipFile('x', 'w')"),
        ("normalise/dates.py", "import shutil\nshutil.copyfile('a', 'b')"),
        ("assemble/gaps.py", "import sqlite3\nsqlite3.connect('x')"),
        ("assemble/gaps.py", "print('x')"),
        ("readers/k2.py", "from migrator.readers import zoo"),
        ("reading/listing.py", "import lxml.etree\nlxml.etree.fromstring('x')"),
        ("nowhere/at_all.py", "x = 1"),
    ],
)
def test_the_rules_can_fail(name: str, line: str) -> None:
    source = MODULES[name].read_text("utf-8") if name in MODULES else ""
    assert faults(name, f"{source}\n{line}\n")


def test_a_misspelt_field_is_an_error_at_import() -> None:
    from migrator.layout.comment_system import CommentSystem
    from migrator.layout.reader import Reader

    with pytest.raises(TypeError, match="auhtor"):
        type("Bad", (Reader,), {"auhtor": None, "__module__": "x"})
    with pytest.raises(TypeError, match="tilte"):
        type("Bad", (CommentSystem,), {"tilte": None, "__module__": "x"})


#: A group that is repeated without giving back: Python 3.11.0 to 3.11.4 match it wrongly
#: (https://github.com/python/cpython/issues/106052); `(?>(?:…)*)` says the same.
_POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+")


def test_no_group_is_possessive() -> None:
    for name, path in MODULES.items():
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                if token.type == tokenize.STRING and "r" in token.string[:2].lower():
                    assert not _POSSESSIVE_GROUP.search(token.string), f"{name}:{token.start[0]}"


def test_a_possessive_group_is_seen() -> None:
    assert _POSSESSIVE_GROUP.search(r"'(?:[^']++|'')*+'")
    assert not _POSSESSIVE_GROUP.search(r"'(?>(?:[^']++|'')*)\)++'")
