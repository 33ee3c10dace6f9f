"""What a real builder made of a whole migrated site: articles whose words, links, headings, items,
cells, code or pictures are not those of the Markdown that the proof read.

    python tests/long/builders/losses.py OUT TARGET PUBLIC

OUT is the folder of `migrator run ... --to json --to TARGET`, PUBLIC what the builder wrote (below
OUT/TARGET). Prints the articles that differ and the count; ends with 1 where one does.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

import lxml.html
import msgspec

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from migrator.markdown import proof  # noqa: E402
from migrator.model import Article, Gap, Site, Structure  # noqa: E402
from migrator.targets import registry  # noqa: E402
from migrator.writing.mentions import with_mentions  # noqa: E402

T = TypeVar("T")
#: What is counted of a text, beside its words.
COUNTED = ("a", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre", "code", "blockquote")


def site_of(out: Path) -> Site:
    """The site as the JSON Lines tell it."""
    folder = out / "json"

    def lines(name: str, kind: type[T]) -> tuple[T, ...]:
        data = (folder / name).read_bytes().splitlines()
        return tuple(msgspec.json.decode(line, type=kind) for line in data)

    structure = msgspec.json.decode((folder / "site.json").read_bytes(), type=Structure)
    articles = lines("articles.jsonl", Article)
    return with_mentions(Site((), articles, gaps=lines("gaps.jsonl", Gap), structure=structure))


def features(element: lxml.html.HtmlElement) -> dict[str, object]:
    """The words of a text without the spaces between them, and how many elements of each name."""
    for extra in element.xpath(
        './/*[@class="missing-picture"]|.//section[@class="comments"]|.//a[@class="header-anchor"]'
        '|.//a[@class="headerlink"]'
    ):
        extra.drop_tree()
    words = re.sub(r"[\s\u200b\u00a0]+", "", element.text_content())
    names = Counter(
        str(child.tag)
        for child in element.iter()
        if isinstance(child.tag, str) and not _is_empty_cell(child)
    )
    return {"words": words, **{name: names[name] for name in COUNTED if names[name]}}


def _is_empty_cell(element: lxml.html.HtmlElement) -> bool:
    """Such are in the head of a table without one, where an engine wants a head."""
    if element.tag not in ("th", "td"):
        return False
    return not element.text_content().strip() and not element.xpath(".//img")


def main() -> None:
    """Compares all articles."""
    out, target, public = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    site = site_of(out)
    new = registry.target(target).permalinks(site)
    count = lost = 0
    for article in site.articles:
        if article.state not in ("published", "archived"):
            continue
        count += 1
        path = public / unquote(new.articles[article.id]).lstrip("/")
        path = path if path.is_file() else path / "index.html"
        if not path.is_file():
            lost += 1
            print(f"{article.id}: no page at {path}")
            continue
        page = lxml.html.fromstring(path.read_text("utf-8"))
        text = (page.xpath('//article/div[@class="text"]') or page.xpath("//main"))[0]
        rendered = lxml.html.fromstring(f"<div>{proof.render(article.body_markdown)}</div>")
        want, built = features(rendered), features(text)
        differ = [n for n in {*want, *built} if want.get(n) != built.get(n)]
        if differ:
            lost += 1
            shown = {n: (want.get(n), built.get(n)) for n in differ if n != "words"}
            print(f"{article.id}: {'words ' if 'words' in differ else ''}{shown or ''}")
    print(f"{target}: {count} articles, {lost} differ")
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
