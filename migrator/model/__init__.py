"""The values that flow through a run. All are frozen; each stage makes new ones from the ones
before.

Names are Joomla's own (title, alias, created, hits) and the web archive's (capture).
"""

from migrator.model.article import Article, Link, Picture, Thread
from migrator.model.capture import Capture, Note
from migrator.model.reading import (
    DAMAGED,
    DECLARED,
    DUMP_READ,
    LEFT_OUT,
    NO_ARTICLE,
    WORDS_LEFT,
    Mention,
    Menu,
    MenuItem,
    OpenBlock,
    PageWords,
    Reading,
    Witness,
)
from migrator.model.site import Category, Gap, ListPage, Page, PageResult, Site, Structure, Written
from migrator.model.values import (
    Attachment,
    Comment,
    CustomField,
    Fields,
    LabelledLink,
    Value,
    Version,
    When,
)

__all__ = [
    "DAMAGED",
    "DECLARED",
    "DUMP_READ",
    "LEFT_OUT",
    "NO_ARTICLE",
    "WORDS_LEFT",
    "Article",
    "Attachment",
    "Capture",
    "Category",
    "Comment",
    "CustomField",
    "Fields",
    "Gap",
    "LabelledLink",
    "Link",
    "ListPage",
    "Mention",
    "Menu",
    "MenuItem",
    "Note",
    "OpenBlock",
    "Page",
    "PageResult",
    "PageWords",
    "Picture",
    "Reading",
    "Site",
    "Structure",
    "Thread",
    "Value",
    "Version",
    "When",
    "Witness",
    "Written",
]
