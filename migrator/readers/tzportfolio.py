"""TZ Portfolio and TZ Portfolio Plus (com_tz_portfolio, com_tz_portfolio_plus; Joomla 2.5 to 3):
works of a portfolio and posts of a blog.

Read off templaza/tz_portfolio_old at 37ea0efb, site/views/article/tmpl (3.3.6); the names of Plus
seen on GokhanHepyetiker/Staj-Projem and acryllect/acryllect.github.io."""

from __future__ import annotations

from migrator.layout.fields import number, person, text, texts, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class TZPortfolioPlus(Reader):
    """`.tpItemPage`: picture, title, details and text in rows that the site's owner arranges."""

    component = "com_tz_portfolio_plus"
    views = frozenset(("article",))
    item = (".tpItemPage",)
    title = heading(".tpTitle")
    author = person(
        ".tpCreatedby [itemprop=name]",
        ".tpCreatedBy [itemprop=name]",
        ".tpArticleAuthor [itemprop=name]",
    )
    created = when(".tpCreated")
    category = text(".tpCategory a", ".tpCategories a", "[itemprop=genre]")
    hits = number(".tpHits [itemprop=interactionCount]", ".tpHits")
    tags = texts(".tpArticleTag a")
    drop = (
        ".tp-item-tools",
        ".tpMeta",
        ".tpHits",
        ".tpp-addon-vote",
        ".tpArticleExtraField",
        ".tpArticleTag",
        ".tpArticleAuthor",
        ".tpArticleRelated",
    )


class TZPortfolio(Reader):
    """`.TzItemPage` of the first generation."""

    component = "com_tz_portfolio"
    views = frozenset(("article", "p_article"))
    item = (".TzItemPage", ".TzPortfolioItemPage")
    title = heading(".TzArticleTitle")
    author = person(".TzCreatedby [itemprop=name]", ".TzCreatedby")
    created = when(".TzCreate")
    category = text(".TzArticleCategory [itemprop=genre]", ".TzArticleCategory a")
    hits = number(".TzHits [itemprop=interactionCount]", ".TzHits")
    tags = texts(".TzArticleTag a")
    drop = (
        ".TzIcon",
        ".TzVote",
        ".TzArticleInfo",
        ".TzArticleExtraField",
        ".TzArticleTag",
        ".tz_portfolio_user",
        ".TzRelated",
    )
