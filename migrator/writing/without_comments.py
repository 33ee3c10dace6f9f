"""A site for a target that is to have no comments."""

from __future__ import annotations

from dataclasses import replace

from migrator.model import Site
from migrator.writing.pseudonyms import Each


def without_comments(site: Site) -> Site:
    """`site`, its articles without their comments; threads of a forum stay."""
    return replace(site, articles=Each(site.articles, lambda a: replace(a, comments=())))
