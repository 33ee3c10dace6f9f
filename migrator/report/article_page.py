"""The page of the report for one article (or a page without one): the saved page and the new text
side by side, the fields with the rules that read them, the words that went nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from migrator.model import Article, OpenBlock, When
from migrator.report import markup, saved_page
from migrator.report.markup import text
from migrator.report.saved_page import CaptureFiles
from migrator.store.report_queries import PageRow

#: Letters of a field's value that are shown.
_SHOWN = 300
_FIELDS = (
    "title",
    "alias",
    "author",
    "created",
    "modified",
    "published",
    "categories",
    "tags",
    "hits",
    "rating",
    "language",
    "description",
    "keywords",
)
#: The names that `found_by` has for fields of the record.
_RULE_NAMES = {"categories": "category"}
_WORDS = {
    "record": "in the record",
    "site": "on other pages too",
    "known": "known to be no content",
    "rules": "taken out by a rule",
    "left": "left over",
}
GONE = (
    "The capture can no longer be read: it was moved or removed after the run, or it is a row of a "
    "database. Run the same command again where it is, and this page shows it."
)


def article_page(
    article: Article,
    source: str,
    capture_files: CaptureFiles | None,
    reasons: Iterable[str],
    left: Iterable[OpenBlock],
    words: dict[str, int] | None,
) -> str:
    """The whole page for an article; `source` is the capture that is shown, `left` are the blocks
    of its words that went nowhere, `words` where its words went."""
    blocks = list(left)
    old = _old(source, capture_files, blocks)
    new = saved_page.fresh(_new(article), article.images, capture_files)
    content = (
        _facts(article.url, source, article.sources)
        + _reasons(reasons)
        + _word_bar(words, blocks)
        + '<div class="pair">'
        + f'<div class="side"><h2>The saved page</h2>{old}</div>'
        + f'<div class="side"><h2>The new text</h2>{markup.frame(new, "the new text")}</div></div>'
        + markup.section("Fields", _fields(article))
        + markup.section(
            "Notes",
            markup.items(
                f"<code>{text(n.code)}</code> ({text(n.level)}): {text(n.message)}"
                for n in article.notes
            ),
        )
    )
    return markup.page(article.title or article.id, content, "../", _crumbs(), source)


def other_page(
    page: PageRow,
    capture_files: CaptureFiles | None,
    reasons: Iterable[str],
    left: Iterable[OpenBlock],
    words: dict[str, int] | None,
) -> str:
    """The whole page for a page that became no article."""
    blocks = list(left)
    content = (
        _facts(page.url, page.source, ())
        + _reasons(reasons)
        + _word_bar(words, blocks)
        + '<div class="side"><h2>The saved page</h2>'
        + f"{_old(page.source, capture_files, blocks)}</div>"
        + "<p>Where it is an article, <code>site.yaml</code> can say so: <code>kinds: {article: "
        "[PATTERN]}</code> for its address, <code>article: {item: SELECTOR}</code> for where its "
        "text stands. <code>migrator explain</code> with the saved file shows how it was read.</p>"
    )
    return markup.page(page.title or page.source, content, "../", _crumbs(), page.source)


def _crumbs() -> str:
    return f"<nav>{markup.link('../index.html', 'Report')}</nav>"


def _facts(url: str | None, source: str, sources: Iterable[str]) -> str:
    more = [name for name in sources if name != source]
    lines = [f"<dt>saved as</dt><dd><code>{text(source)}</code></dd>"]
    if url:
        lines.insert(0, f"<dt>address</dt><dd><code>{text(url)}</code></dd>")
    if more:
        names = ", ".join(f"<code>{text(name)}</code>" for name in more[:5])
        rest = f" and {len(more) - 5} more" if len(more) > 5 else ""
        lines.append(f"<dt>also from</dt><dd>{names}{rest}</dd>")
    return f"<dl>{''.join(lines)}</dl>"


def _reasons(reasons: Iterable[str]) -> str:
    content = markup.items(text(reason) for reason in reasons)
    return f'<div class="reasons"><h2>Why it needs a look</h2>{content}</div>' if content else ""


def _word_bar(words: dict[str, int] | None, left: Iterable[OpenBlock]) -> str:
    if not words:
        return ""
    counts = "; ".join(f"{words.get(key, 0)} {name}" for key, name in _WORDS.items())
    blocks = markup.items(
        f"{block.words} words in <code>{text(block.where)}</code>: “{text(block.start)}…”"
        for block in left
    )
    if blocks:
        blocks = f'<p>Words left over, marked <mark class="left">so</mark> on the page:</p>{blocks}'
    return f'<p class="words">Words of the page: {counts}.</p>{blocks}'


def _old(source: str, capture_files: CaptureFiles | None, left: Iterable[OpenBlock]) -> str:
    capture = capture_files.file(source) if capture_files else None
    if capture is None or capture_files is None:
        return f'<p class="gone">{GONE}</p>'
    if b"<" not in capture.data:
        plain = capture.data[:200_000].decode("utf-8", "replace")
        return markup.frame(markup.frame_document(f"<pre>{text(plain)}</pre>"), "the saved text")
    document = saved_page.saved(
        capture, capture_files, [block.start for block in left if block.start]
    )
    return markup.frame(document, "the saved page")


def _new(article: Article) -> str:
    """What the new site shows of an article, as HTML still to be sanitised."""
    comments = "".join(
        f"<blockquote><p><b>{text(c.author or 'no name')}</b>"
        f"{f' ({text(c.created.value)})' if c.created else ''}"
        f"{f' answers {text(c.parent)}' if c.parent else ''}</p>{c.html}</blockquote>"
        for c in article.comments
    )
    head = f"<h2>{len(article.comments)} comments</h2>" if comments else ""
    return f"<h1>{text(article.title or '')}</h1>{article.body_html}{head}{comments}"


def _fields(article: Article) -> str:
    rows = []
    for name in _FIELDS:
        value = getattr(article, name)
        rule = article.found_by.get(name) or article.found_by.get(_RULE_NAMES.get(name, ""))
        shown = _value(value)
        rows.append((text(name), shown or '<span class="none">not known</span>', text(rule or "")))
    rows.append(("text", f"{len(article.body_html):,} letters of HTML", _rule(article, "body")))
    stated = article.comments_stated
    comments = f"{len(article.comments)}" + (f" of {stated} stated" if stated is not None else "")
    rows.append(("comments", text(comments), text(article.comment_system or "")))
    return markup.table(("field", "value", "read by"), rows)


def _rule(article: Article, name: str) -> str:
    return text(article.found_by.get(name, ""))


def _value(value: Any) -> str:
    if value is None or value == () or value == "":
        return ""
    if isinstance(value, When):
        return text(f"{value.value} (printed: {value.raw})")
    if isinstance(value, tuple):
        return text(" / ".join(map(str, value)))
    shown = str(value)
    return text(shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…")
