"""Takes each guard out of a copy of the program, and looks whether the tests notice:
python -m tests.long.guards

A check that stays green without its guard checks nothing. Exit code 1 where one does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
#: A test that does not end without its guard has noticed, too.
SECONDS = 300


class Guard(NamedTuple):
    """A line of a module that guards, what stands there without it, and the tests (a file, and
    words of names in it) that must turn red."""

    module: str
    line: str
    without: str
    tests: str
    names: str


GUARDS = (
    Guard("guard/net.py", "if any(ip in net", "if False and any(ip in net", "crawl", "spelling"),
    Guard("guard/net.py", "not all(map(is_public", "not any(map(is_public", "crawl", "judged"),
    Guard("guard/net.py", "        timer.start()\n", "", "endings", "byte_now_and_then"),
    Guard(
        "guard/net.py",
        '                cut = "disconnect"',
        "                raise",
        "endings",
        "cut",
    ),
    Guard(
        "guard/paths.py",
        "if not path.startswith(root if root.endswith(os.sep) else root + os.sep) and path != root:",
        "if False:",
        "paths",
        "outside",
    ),
    Guard(
        "guard/paths.py",
        "if not Path(path).resolve().is_relative_to(self.root):",
        "if False:",
        "endings",
        "link_elsewhere",
    ),
    Guard(
        "guard/paths.py",
        "temporary.unlink(missing_ok=True)  # a link that was planted there is not followed",
        "pass",
        "paths",
        "planted",
    ),
    Guard("guard/paths.py", 'temporary.open("xb")', 'temporary.open("wb")', "endings", "planted"),
    Guard("guard/file_names.py", "if slug_text in _DEVICES", "if False", "paths", "hostile"),
    Guard(
        "guard/paths.py",
        "if candidate.casefold() in self._given:",
        "if False:",
        "paths",
        "unique",
    ),
    Guard("guard/lock.py", "fcntl.LOCK_EX | fcntl.LOCK_NB", "fcntl.LOCK_UN", "endings", "holds"),
    Guard(
        "guard/paths.py",
        "        if self.ledger and self.ledger.known.get(key) != there:",
        "        if False:",
        "newsite",
        "edited",
    ),
    Guard("guard/escape.py", "text.translate(_NGINX)", "text", "redirects", "nginx"),
    Guard(
        "guard/escape.py",
        "else _bytes_as_hex(char) for char",
        "else char for char",
        "redirects",
        "apache",
    ),
    Guard(
        "guard/escape.py",
        "    if all(char.isalnum() or char in",
        "    if True or all(char in",
        "redirects",
        "caddy",
    ),
    Guard("guard/escape.py", 'quote(path, safe="/-._~")', "path", "redirects", "redirects"),
    Guard("guard/escape.py", r're.sub(r"\{(?=[{%])",', r're.sub(r"\{(?=x)",', "newsite", "liquid"),
    Guard(
        "guard/loopback.py",
        "if not hmac.compare_digest(",
        "if False and not hmac.compare_digest(",
        "review",
        "token",
    ),
    Guard("guard/loopback.py", "if host not in server.hosts", "if False", "review", "token"),
    Guard("guard/loopback.py", " or int(length) > _FORM", "", "review", "too_large"),
    Guard("guard/loopback.py", 'ADDRESS = "127.0.0.1"', 'ADDRESS = "0.0.0.0"', "review", "only"),
    Guard("preserve/seal.py", "digest_of(out / _STORE) != digest", "False", "endings", "for_good"),
    Guard("fetch/scope.py", "len(parts) > limits.PATH_PARTS", "False", "crawl", "endless"),
    Guard(
        "fetch/crawl.py",
        "elif self.forms[form] > limits.FORM_ADDRESSES",
        "elif False",
        "endings",
        "trap",
    ),
    Guard(
        "sources/packed.py",
        "room = max(limits.UNPACKED_BYTES",
        "room = max(1 << 60",
        "isolation",
        "bomb",
    ),
    Guard("writing/pseudonyms.py", ", key=key)", ")", "privacy", "guess"),
    Guard(
        "warc/writer.py",
        "            raise disk_error(error, self.path) from error",
        "            pass",
        "archive",
        "full_disk",
    ),
    Guard(
        "warc/writer.py",
        "self.by_digest.setdefault(line.digest, line)",
        "self.by_digest.setdefault(line.mime, line)",
        "archive",
        "repeat",
    ),
    Guard("warc/http.py", "decompress(body, MAX_BODY)", "decompress(body)", "answers", "unpacks"),
    Guard(
        "fetch/robots.py",
        "return rules is not None and bool(rules.can_fetch(url, self.client.agent))",
        "return True",
        "crawl",
        "robots or every_article",
    ),
    Guard("guard/net.py", "self.sleep(delay - since)", "pass", "crawl", "gap"),
    Guard(
        "document/charset.py",
        '    "iso-8859-1": "windows-1252",\n',
        "",
        "charset",
        "order or windows or stray",
    ),
    Guard(
        "document/parsing.py",
        "return _tree(_flatten(text, depth)) if is_cut else root",
        "return root",
        "deep_pages",
        "deep",
    ),
    Guard(
        "sources/httrack_cache.py",
        ' and all("://" in n for n in names)',
        "",
        "hostile_packages",
        "hostile",
    ),
    Guard(
        "assemble/assembly.py",
        "except Exception as error:",
        "except KeyError as error:",
        "isolation",
        "assembly",
    ),
    Guard(
        "pipeline/write.py",
        "except Exception as error:  # the other",
        "except KeyError as error:  # the other",
        "isolation",
        "target",
    ),
    Guard(
        "writing/front_matter.py",
        " and text.lower() not in _TAKEN",
        "",
        "frontmatter",
        "trap",
    ),
    Guard(
        "normalise/sanitise.py",
        '_CONTROL.sub("", _CLEANER.clean(html))',
        '_CONTROL.sub("", html)',
        "safety",
        "alive",
    ),
    Guard(
        "warc/recovery.py",
        "        _put_aside(path, end, size)\n",
        "",
        "recovery",
        "aside or deletes or delete",
    ),
)


def notices(guard: Guard, folder: Path) -> bool:
    """Whether tests turn red without a guard. Raises ValueError where its line is not there."""
    module = folder / "migrator" / guard.module
    text = module.read_text("utf-8")
    if guard.line not in text:
        raise ValueError(f"{guard.module}: {guard.line!r} is not there any more")
    module.write_text(text.replace(guard.line, guard.without), "utf-8")
    try:
        return not _green(guard, folder)
    finally:
        module.write_text(text, "utf-8")


def _green(guard: Guard, folder: Path) -> bool:
    test = f"tests/test_{guard.tests}.py"
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", test]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    try:
        run = subprocess.run(
            [*command, "-k", guard.names],
            cwd=folder,
            env=environment,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    if run.returncode not in (0, 1):  # no test of that name, or no such file: that shows nothing
        raise ValueError(f"{test} -k {guard.names!r}: {run.stdout.decode()[-500:]}")
    return run.returncode == 0


def all_guards(folder: Path) -> tuple[int, int]:
    """How many guards were taken out, and how many of them no test missed; a guard whose line or
    tests are not there any more is one of them."""
    for name in ("migrator", "tests", "fixtures"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    faults = 0
    for guard in GUARDS:
        try:
            if notices(guard, folder):
                continue
            print(f"no test misses {guard.line.strip()!r} of {guard.module}", flush=True)
        except ValueError as error:
            print(error, flush=True)
        faults += 1
    return len(GUARDS), faults


def main() -> int:
    """Prints the guards that no test misses."""
    with tempfile.TemporaryDirectory() as name:
        trials, faults = all_guards(Path(name))
    print(f"{trials} guards taken out, {faults} not missed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
