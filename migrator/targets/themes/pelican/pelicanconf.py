"""Pelican's settings. `pelican content` builds the site into output/."""

import json
from pathlib import Path

HERE = Path(__file__).parent
ABOUT = json.loads((HERE / "site.json").read_text("utf-8"))

SITENAME = ABOUT["title"]
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["commonmark"]
TIMEZONE = "UTC"
DEFAULT_LANG = ABOUT["language"]
DEFAULT_DATE = (1970, 1, 1)  # of articles whose old page told none
AUTHOR = ABOUT["title"]  # Pelican wants one

ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["static"]
PATH_METADATA = r"static/(?P<path>.+)"  # static/a.png is /a.png
USE_FOLDER_AS_CATEGORY = False
ARTICLE_URL = PAGE_URL = "{slug}/"
ARTICLE_SAVE_AS = PAGE_SAVE_AS = "{slug}/index.html"

# The lists are pages in content/pages.
DIRECT_TEMPLATES = []
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
FEED_DOMAIN = ABOUT["url"]
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
