"""Reads articles as CommonMark, and gives the lists their articles.

Python-Markdown, Nikola's own reader, takes many texts otherwise: lists want four spaces, and
backslashes stay. Nikola's shortcodes are not read: `{{% x %}}` in an old text would vanish.
"""

from pathlib import Path

from blinker import signal
from markdown_it import MarkdownIt
from nikola.plugin_categories import PageCompiler

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class CompileCommonMark(PageCompiler):
    """`.md` as CommonMark with YAML front matter."""

    name = "commonmark"
    friendly_name = "CommonMark"
    supports_metadata = True

    def set_site(self, site):
        """Called by Nikola: lists get their articles, and are built again when those change."""
        super().set_site(site)
        site.config["GLOBAL_CONTEXT_FILLER"].append(self._fill)
        signal("render_post").connect(self._depend)

    def _articles(self):
        """Dated articles first, the newest at the top; then the others in the order of the site."""
        pages = [post.meta[post.default_lang] for post in self.site.timeline]
        articles = [meta for meta in pages if meta.get("kind") == "article"]
        articles.sort(key=lambda meta: meta.get("order", 0))
        articles.sort(key=lambda meta: str(meta.get("when", "")), reverse=True)
        return articles

    def _fill(self, context, template_name):
        if post := context.get("post"):
            context["doc"] = post.meta[post.default_lang]
            context["content"] = post.text()
            listed = context["doc"].get("kind", "article") != "article"
            context["articles"] = self._articles() if listed else []

    def _depend(self, event):
        if event["post"].meta("kind") not in ("", "article"):
            lines = [f"{a['address']} {a['title']} {a.get('when')}" for a in self._articles()]
            event["deps_dict"]["articles"] = lines

    def compile_string(self, data, source_path=None, is_two_file=True, post=None, lang=None):
        """The text as HTML; it depends on no other file."""
        if not is_two_file:
            _, data = self.split_metadata(data, post, lang)
        return MARKDOWN.render(data), []

    def compile(self, source, dest, is_two_file=True, post=None, lang=None):
        """Writes the text of `source` as HTML."""
        text = Path(source).read_text("utf-8")
        Path(dest).parent.mkdir(parents=True, exist_ok=True)
        html, _ = self.compile_string(text, source, is_two_file, post, lang)
        Path(dest).write_text(html, "utf-8")
        return True

    def create_post(self, path, content="", **fields):
        """Writes a new post for `nikola new_post`."""
        fields.pop("onefile", None)
        fields.pop("is_page", None)
        lines = [f"{name}: {value}" for name, value in {**self.default_metadata, **fields}.items()]
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("\n".join(["---", *lines, "---", "", content]), "utf-8")
