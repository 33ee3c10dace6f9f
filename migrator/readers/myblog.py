"""MyBlog 3 entries (com_myblog by Azrul, Joomla 1.0 and 1.5).

Read off vnataraju/SProject at aff37275, components/com_myblog/templates (3.2; three of its ten
templates). Its comments are JomComment's."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.fields import Found, html, person, text, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class MyBlog(Reader):
    """`#myBlog-wrap .postContent#post-ID`; one line holds author, category, date and tags."""

    component = "com_myblog"
    views = frozenset(("view",))
    item = ("#myBlog-wrap .postContent",)
    title = heading(".mbHeader", ".mbTitle a", ".mbTitle", ".entry-title h3", ".entry-title")
    author = person("a.author-link")
    created = when(".postSummary-meta")
    body = html(".postContent-text article", ".postContent-text", ".entry-body")
    drop = (".postSummary-top", ".socialButton", ".postComments", ".postSummary-meta")

    def category(self, doc: Document, item: Element) -> Found | None:
        """The link between the author's and the line break."""
        link = self._links(doc, item, False)
        return text("a").find(doc, link[0]) if link else None

    def tags(self, doc: Document, item: Element) -> Found | None:
        """The links after the line break."""
        links = self._links(doc, item, True)
        names = tuple(name for a in links if (name := "".join(a.itertext()).strip()))
        return Found(names, ".postSummary-meta a", tuple(links)) if names else None

    def _links(self, doc: Document, item: Element, after: bool) -> list[Element]:
        """The links of the line that do not lead to the author, before or after its break."""
        line = doc.first(".postSummary-meta", item)
        links, broken = [], False
        for element in line if line is not None else ():
            broken |= element.tag == "br"
            if (
                element.tag == "a"
                and "author-link" not in (element.get("class") or "")
                and broken == after
            ):
                links.append(element)
        return links
