"""What of a whole migrated site is on the site that a real builder made of it, counted.

    python tests/long/builders/arrived.py OUT TARGET PUBLIC

OUT is the folder of `migrator run ... --to json --to TARGET`, PUBLIC what the builder wrote. Prints
a row of a table, each cell as `arrived of in`, and on stderr what is missing; ends with 1 where
something is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from migrator.model import Article, Site  # noqa: E402
from migrator.targets import registry  # noqa: E402
from migrator.writing import permalinks  # noqa: E402
from migrator.writing.permalinks import NewSite  # noqa: E402
from tests.long.builders.losses import site_of  # noqa: E402

COLUMNS = ("articles", "comments", "replies", "categories", "tags", "files", "redirects")
#: Where each builder's theme shows a comment: elements with such an id.
_COMMENT = '//*[starts-with(@id, "comment-")]'


class Arrived:
    """Counts what is in `site` and what of it is in the folder `public`."""

    def __init__(self, site: Site, new: NewSite, public: Path) -> None:
        self.site, self.new, self.public = site, new, public
        self.expected = dict.fromkeys(COLUMNS, 0)
        self.arrived = dict.fromkeys(COLUMNS, 0)
        self.missing: list[str] = []

    def count(self, column: str, what: str, *, is_there: bool) -> None:
        self.expected[column] += 1
        self.arrived[column] += is_there
        if not is_there:
            self.missing.append(f"{column}: {what}")

    def page(self, address: str) -> lxml.html.HtmlElement | None:
        path = self.public / unquote(address).lstrip("/")
        for file in (path, path / "index.html", path.with_name(f"{path.name}.html")):
            if file.is_file():
                return lxml.html.fromstring(file.read_text("utf-8"))
        return None

    def articles(self) -> None:
        for article in public_articles(self.site):
            page = self.page(self.new.articles[article.id])
            self.count("articles", article.id, is_there=page is not None)
            parents = {} if page is None else dict(shown_comments(page))
            known = {comment.id for comment in article.comments}
            for comment in article.comments:
                name = f"{article.id} {comment.id}"
                self.count("comments", name, is_there=comment.id in parents)
                if comment.parent in known:
                    is_below = parents.get(comment.id) == comment.parent
                    self.count("replies", name, is_there=is_below)

    def lists(self) -> None:
        for path, address in self.new.categories.items():
            want = {
                self.new.articles[article.id]
                for article in public_articles(self.site)
                if article.categories == path
            }
            self.count("categories", " / ".join(path), is_there=want <= self.links(address))
        for tag, address in self.new.tags.items():
            want = {self.new.articles[a.id] for a in public_articles(self.site) if tag in a.tags}
            self.count("tags", tag, is_there=want <= self.links(address))

    def links(self, address: str) -> set[str]:
        """The paths to which a list leads, all its pages together."""
        paths: set[str] = set()
        seen, left = set(), [address]
        while left:
            here = left.pop()
            if here in seen or (page := self.page(here)) is None:
                continue
            seen.add(here)
            found = {unquote(urlsplit(urljoin(here, a)).path) for a in page.xpath("//a/@href")}
            paths |= found
            left += [path for path in found if path.startswith(f"{address}page")]
        return {p for path in paths for p in (path, f"{path}/", path.removesuffix("index.html"))}

    def files(self, target: Path) -> None:
        for media in target.rglob("media"):
            for file in media.rglob("*"):
                if file.is_file() and not file.is_relative_to(self.public):
                    there = self.public / "media" / file.relative_to(media)
                    self.count("files", file.name, is_there=there.is_file())

    def redirects(self) -> None:
        for old, new in permalinks.moved(self.site, self.new):
            page = self.page(old)
            text = "" if page is None else lxml.html.tostring(page, encoding="unicode")
            self.count("redirects", old, is_there=new in unquote(text))


def public_articles(site: Site) -> Iterator[Article]:
    """Those that visitors see."""
    return (a for a in site.articles if a.state in ("published", "archived"))


def shown_comments(page: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """The comments of a page, and below which other each stands ("": below none)."""
    for element in page.xpath(_COMMENT):
        ident = element.get("id").removeprefix("comment-")
        above = element.xpath("ancestor::li")
        ids = [
            name.removeprefix("comment-")
            for item in reversed(above)
            for name in item.xpath('(descendant-or-self::*[starts-with(@id, "comment-")])[1]/@id')
        ]
        yield ident, next((name for name in ids if name != ident), "")


def main() -> None:
    """Prints the row."""
    out, name, public = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    site = site_of(out)
    arrived = Arrived(site, registry.target(name).permalinks(site), public.resolve())
    arrived.articles()
    arrived.lists()
    arrived.files((out / name).resolve())
    arrived.redirects()
    cells = [f"{arrived.arrived[c]} of {arrived.expected[c]}" for c in COLUMNS]
    print(f"| {out.name} | {name} | {' | '.join(cells)} |")
    print("\n".join(arrived.missing), file=sys.stderr)
    sys.exit(bool(arrived.missing))


if __name__ == "__main__":
    main()
