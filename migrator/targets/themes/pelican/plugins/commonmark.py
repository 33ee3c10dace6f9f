"""Reads articles as CommonMark with YAML front matter, as most other builders do.

Python-Markdown, Pelican's own reader, takes many texts otherwise: lists want four spaces,
backslashes stay, and a semicolon in a list of tags makes one tag of it.
"""

from datetime import datetime
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from pelican import signals
from pelican.readers import BaseReader
from pelican.utils import set_date_tzinfo

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class CommonMarkReader(BaseReader):
    """`---`, YAML, `---`, text."""

    enabled = True
    file_extensions = ["md"]

    def read(self, source_path):
        """The text as HTML, and what the front matter says."""
        _, front, text = Path(source_path).read_text("utf-8").split("---\n", 2)
        metadata = yaml.safe_load(front)
        if date := metadata.get("date"):
            moment = datetime.fromisoformat(str(date))
            zone = None if moment.tzinfo else self.settings["TIMEZONE"]
            metadata["date"] = set_date_tzinfo(moment, zone)
        return MARKDOWN.render(text), metadata


def _newest_first(generator):
    """Dated articles first, the newest at the top; then the others in the order of the site."""
    generator.articles.sort(key=lambda article: getattr(article, "order", 0))
    generator.articles.sort(key=lambda article: str(getattr(article, "when", "")), reverse=True)


def register():
    """Called by Pelican."""
    signals.readers_init.connect(
        lambda readers: readers.reader_classes.update(md=CommonMarkReader), weak=False
    )
    signals.article_generator_finalized.connect(_newest_first)
