"""Nikola's settings. `nikola build` builds the site into output/."""

import json
from pathlib import Path

ABOUT = json.loads((Path(__file__).parent / "site.json").read_text("utf-8"))

BLOG_TITLE = ABOUT["title"]
BLOG_AUTHOR = ABOUT["title"]
BLOG_EMAIL = ""
BLOG_DESCRIPTION = ABOUT["description"]
SITE_URL = ABOUT["url"] + "/"
DEFAULT_LANG = "en"  # of Nikola's messages; pages say their own
TIMEZONE = "UTC"
THEME = "plain"
OUTPUT_FOLDER = "output"
FILES_FOLDERS = {"files": ""}
COMPILERS = {"commonmark": (".md",)}
URL_TYPE = "full_path"
PRETTY_URLS = False

# The pages of the old site, each at the address that its place in the folder gives; posts/ is for
# new ones.
PAGES = (("pages/*.md", "", "document.tmpl"),)
POSTS = (("posts/*.md", "posts", "document.tmpl"),)
INDEX_PATH = "posts"
CATEGORY_PATH = "posts/categories"
ARCHIVE_PATH = "posts/archive"
DISABLED_PLUGINS = [
    "classify_archive", "classify_authors", "classify_categories", "classify_indexes",
    "classify_page_index", "classify_tags", "copy_assets", "create_bundles",
    "render_galleries", "render_listings", "render_sources", "scale_images",
]  # fmt: skip
COMMENT_SYSTEM = ""
GLOBAL_CONTEXT = {"about": ABOUT}
