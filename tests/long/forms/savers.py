"""The same site saved by the real tools, each in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.long.forms.served import ServedCrawl

#: Saves a crawl in a folder; the last is the folder of the tools.
Saver = Callable[[ServedCrawl, Path, Path], None]
#: Seconds that a tool may take for a site.
_PATIENCE = 900


def call(words: Sequence[str | Path], cwd: Path, crawl: ServedCrawl) -> str:
    """Runs a tool behind the crawl's proxy; what it prints. Tools end with other codes than 0 for
    each 404, so the code says nothing."""
    done = subprocess.run(
        [*map(str, words)], cwd=cwd, check=False, capture_output=True, timeout=_PATIENCE,
        env=os.environ | {"http_proxy": crawl.local, "no_proxy": ""},
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


def wget(*options: str) -> Saver:
    """wget -r with some options."""

    def save(crawl: ServedCrawl, out: Path, tools: Path) -> None:
        words = ["wget", "-q", "-r", "-l", "inf", "-p", "-e", "robots=off", *options]
        call([*words, f"{crawl.origin}/"], out, crawl)

    return save


def wget2(*options: str) -> Saver:
    """wget2 -r with some options."""

    def save(crawl: ServedCrawl, out: Path, tools: Path) -> None:
        words = ["wget2", "-q", "-r", "-l", "inf", "-p", "--robots=off", *options]
        call([*words, f"{crawl.origin}/"], out, crawl)

    return save


def httrack(*options: str) -> Saver:
    """An HTTrack project."""

    def save(crawl: ServedCrawl, out: Path, tools: Path) -> None:
        fast = ["-q", "-s0", "-c4", "-A100000000", "-%c50", "--disable-security-limits", "-I0"]
        proxy = crawl.local.removeprefix("http://")
        call(["httrack", f"{crawl.origin}/", "-O", out, "-P", proxy, *fast, *options], out, crawl)

    return save


def dumps(*words: str) -> Saver:
    """A text dump of each page, in a file that is called like its address."""

    def save(crawl: ServedCrawl, out: Path, tools: Path) -> None:
        for url in pages(crawl):
            name = url.removeprefix(f"{crawl.origin}/") or "index"
            path = out / crawl.host / f"{name}.txt"
            if len(path.name.encode()) > 250:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(call([*words, url], out, crawl), "utf-8")

    return save


def single_file(crawl: ServedCrawl, out: Path, tools: Path) -> None:
    """The pages by SingleFile, one file each."""
    urls = out.parent / "urls.txt"
    urls.write_text("\n".join(pages(crawl)))
    program = tools / "sf/node_modules/.bin/single-file"
    browser = ["--browser-executable-path", "/usr/bin/chromium", "--browser-arg", "--no-sandbox"]
    fast = ["--browser-wait-until", "load", "--max-parallel-workers", "2"]
    target = ["--urls-file", str(urls), "--output-directory", str(out)]
    call([str(program), *browser, *fast, "--http-proxy-server", crawl.local, *target], out, crawl)


def mhtml(crawl: ServedCrawl, out: Path, tools: Path) -> None:
    """The pages as Chromium saves them."""
    script = Path(__file__).with_name("mhtml.mjs")
    done = subprocess.run(
        ["node", script, tools, crawl.local, out], check=False, timeout=_PATIENCE,
        input="\n".join(pages(crawl)), text=True, capture_output=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])


def warcit(crawl: ServedCrawl, out: Path, tools: Path) -> None:
    """A WARC by warcit of a mirror by wget -k -E."""
    mirror = out.parent / "of-warcit"
    mirror.mkdir()
    wget("-k", "-E", "--restrict-file-names=windows")(crawl, mirror, tools)
    program = tools / "warcit/bin/warcit"
    call([program, "-n", "site", f"{crawl.origin}/", mirror / crawl.host], out, crawl)


def zim(crawl: ServedCrawl, out: Path, tools: Path) -> None:
    """A ZIM file by warc2zim of a WARC by wget."""
    warc = out.parent / "of-warc2zim"
    warc.mkdir()
    wget_warc(crawl, warc, tools)
    about = ["--name", "site", "--title", "Site", "--description", "A site", "--lang", "eng"]
    program = tools / "zim/bin/warc2zim"
    words: list[str | Path] = [
        program,
        *about,
        "--zim-file",
        "site.zim",
        "--output",
        out,
        warc / "site.warc.gz",
    ]
    call(words, out, crawl)


def wget_warc(crawl: ServedCrawl, out: Path, tools: Path) -> None:
    """A WARC by wget, without the files."""
    mirror = out.parent / "of-wget"
    mirror.mkdir()
    wget(f"--warc-file={out / 'site'}", "--delete-after")(crawl, mirror, tools)
    shutil.rmtree(mirror)


def pages(crawl: ServedCrawl, limit: int = 80) -> list[str]:
    """Addresses of pages that a person would save one by one: those in HTML, the first ones."""
    return crawl.pages()[:limit]


#: What each form is called, and how it is made.
FORMS: dict[str, Saver] = {
    "wget -r": wget(),
    "wget -m -E -k": wget("-E", "-k"),
    "wget -E -k, Windows names": wget("-E", "-k", "--restrict-file-names=windows"),
    "wget -E -K -k": wget("-E", "-k", "-K"),
    "wget -nH": wget("-nH"),
    "wget -nd -E": wget("-nd", "-E"),
    "wget --save-headers": wget("--save-headers"),
    "wget, lower case": wget("-E", "--restrict-file-names=lowercase"),
    "wget --warc-file": wget_warc,
    "warc2zim": zim,
    "wget2 -r": wget2(),
    "wget2 -E -k": wget2("-E", "-k"),
    "wget2 -E -k, Windows names": wget2("-E", "-k", "--restrict-file-names=windows"),
    "warcit": warcit,
    "HTTrack": httrack(),
    "HTTrack, no footer or cache": httrack("-%F", "", "-C0"),
    "lynx -dump": dumps("lynx", "-dump", "-display_charset=utf-8"),
    "w3m -dump": dumps("w3m", "-dump", "-O", "UTF-8"),
    "SingleFile": single_file,
    "Chromium MHTML": mhtml,
}
