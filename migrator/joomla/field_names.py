"""The names of the fields of an article."""

from __future__ import annotations

from typing import Literal

#: What a page or row tells of an article. `body` has no value: its rule says where the text came
#: from. The names with two words are witnesses from which others are chosen.
FieldName = Literal[
    "title",
    "meta title",
    "og title",
    "page title",
    "own crumb",
    "alias",
    "author",
    "meta author",
    "created",
    "modified",
    "published",
    "feed date",
    "category",
    "category link",
    "category path",
    "parent category",
    "section",
    "own section",
    "breadcrumbs",
    "tags",
    "hits",
    "rating",
    "language",
    "translations",
    "description",
    "keywords",
    "body",
    "site name",
]
