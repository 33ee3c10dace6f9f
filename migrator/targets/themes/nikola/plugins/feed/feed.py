"""Writes feed.xml: the articles are pages of Nikola, and its own feeds are of posts."""

import sys
from pathlib import Path

from nikola.plugin_categories import LateTask
from nikola.utils import config_changed

sys.path.insert(0, str(Path(__file__).parent))
import atom


class Feed(LateTask):
    """The task that writes the feed."""

    name = "archive_feed"

    def gen_tasks(self):
        """One file."""
        self.site.scan_posts()
        yield self.group_task()
        about = self.site.GLOBAL_CONTEXT["about"]
        names = ("title", "address", "when", "author_name")
        articles = [
            {name: page.meta(name) for name in names}
            for page in self.site.pages
            if page.meta("kind") == "article"
        ]
        text = atom.feed(about, articles)
        target = str(Path(self.site.config["OUTPUT_FOLDER"], "feed.xml"))
        yield {
            "basename": self.name,
            "name": target,
            "targets": [target],
            "actions": [lambda: Path(target).write_text(text, "utf-8") and None],
            "uptodate": [config_changed(text)],
            "clean": True,
        }
