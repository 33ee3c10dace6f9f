"""Pictures in a line."""

from __future__ import annotations

import html as entities
import re

from migrator.document.nodes import Tag
from migrator.markdown.escaping import destination, escape, escape_html
from migrator.markdown.escaping import title as escape_title


def image(tag: Tag) -> str:
    """`![alt](src "title")`."""
    source, alt, title = _picture(tag)
    if not source:
        return ""
    if source.lower().startswith("file:"):  # renderers refuse such an address in Markdown
        return image_html(tag)
    shown = f' "{escape_title(title)}"' if title and title != alt else ""
    text = escape(alt).replace("\\[", "[").replace("\\]", "]")
    text = text.replace("[", "\\[").replace("]", "\\]")
    return f"![{text}]({destination(source)}{shown})"


def _picture(tag: Tag) -> tuple[str, str, str]:
    source, alt, title = (str(tag.get(name) or "").strip() for name in ("src", "alt", "title"))
    return source, re.sub(r"\s+", " ", alt), re.sub(r"\s+", " ", title)


def image_html(tag: Tag) -> str:
    """A picture as HTML."""
    source, alt, title = _picture(tag)
    shown = f' title="{escape_html(title)}"' if title and title != alt else ""
    address = entities.escape(destination(source))
    return f'<img src="{address}" alt="{escape_html(alt)}"{shown} />'
