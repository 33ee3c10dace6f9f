"""What the first page of a process costs, counted: modules and patterns. Each one that is not
needed is time that every short run pays."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys

import migrator
from migrator.patterns import _LazyPattern

#: Modules that no page needs: what only runs, archives, databases and the network do.
NOT_FOR_A_PAGE = {
    "bs4",
    "click",
    "concurrent.futures",
    "ctypes",
    "httpx",
    "importlib.resources",
    "multiprocessing",
    "rich",
    "socket",
    "sqlite3",
    "subprocess",
    "yaml",
    "zoneinfo",
}
#: Modules and patterns that a first page may load. It loaded 443 and 405 once, then 357 and 235;
#: 23 modules more since large ones were split, in the same time (.351 and .353 s of CPU, median of
#: nine fresh processes each).
MODULES, PATTERNS = 395, 250
SCRIPT = """
import json, re, sys
from re import _compiler
count = 0
compile_ = _compiler.compile
def counted(*arguments):
    global count
    count += 1
    return compile_(*arguments)
_compiler.compile = counted
from migrator import read_page
page = '''<body class="com_content view-article"><div class="item-page">
<div class="page-header"><h2>A</h2></div><p>Words.</p></div>'''
assert read_page(page, "https://old.example/7-a").article.title == "A"
print(json.dumps([count, sorted(sys.modules)]))
"""


def test_a_first_page_loads_and_compiles_what_it_needs() -> None:
    # What counts the lines of every process loads modules of its own.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, check=True, env=environment
    )
    patterns, modules = json.loads(done.stdout)
    assert not NOT_FOR_A_PAGE & {*modules}
    assert len(modules) <= MODULES
    assert patterns <= PATTERNS


def test_each_pattern_compiles_and_is_as_it_would_be_at_once() -> None:
    count = 0
    for module in pkgutil.walk_packages(migrator.__path__, "migrator."):
        if "themes" in module.name or module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, _LazyPattern):
                count += 1
                assert value.pattern == value.text
                assert value.flags == re.compile(value.text, value.compile_flags).flags
                assert "search" in vars(value)
    assert count > 100
