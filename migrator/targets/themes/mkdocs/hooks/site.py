"""Shows the pages of the old site: their texts as CommonMark, and lists of the articles.

Python-Markdown, which MkDocs uses, takes many texts otherwise: lists want four spaces, backslashes
stay. Pages without `kind` in their front matter, which are new, are read as MkDocs reads them.
"""

import json
import sys
from pathlib import Path

from markdown_it import MarkdownIt

sys.path.insert(0, str(Path(__file__).parent))
import atom

ABOUT = json.loads((Path(__file__).parent.parent / "site.json").read_text("utf-8"))
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TEXTS = {}
ARTICLES = []


def on_page_markdown(markdown, page, config, files):
    """Keeps the text of an old page from Python-Markdown."""
    if "kind" not in page.meta:
        return markdown
    TEXTS[page.file.src_uri] = markdown
    return ""


def on_page_content(html, page, config, files):
    """The text of an old page."""
    text = TEXTS.pop(page.file.src_uri, None)
    return html if text is None else MARKDOWN.render(text)


def on_env(env, config, files):
    """What the templates want to know. Dated articles come first, the newest at the top; then the
    others in the order of the site."""
    pages = [file.page.meta for file in files.documentation_pages() if file.page]
    articles = [meta for meta in pages if meta.get("kind") == "article"]
    articles.sort(key=lambda meta: meta.get("order", 0))
    articles.sort(key=lambda meta: str(meta.get("when", "")), reverse=True)
    ARTICLES[:] = articles
    env.globals.update(articles=articles, about=ABOUT)
    return env


def on_post_build(config):
    """The feed, beside the pages."""
    Path(config["site_dir"], "feed.xml").write_text(atom.feed(ABOUT, ARTICLES), "utf-8")
