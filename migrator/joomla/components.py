"""Components of Joomla's own, and of extensions whose pages hold no texts of their own, and the
kinds of their pages.

A component whose pages hold articles, items, threads or comments is declared on the class that
reads them (`readers/`, `comments/`)."""

from __future__ import annotations

#: the views of com_content that show one article
ARTICLE_VIEWS = frozenset(("article",))


#: views that show many, of any component that shows articles
LISTINGS = {
    "category": "listing",
    "section": "listing",
    "blogsection": "listing",
    "blogcategory": "listing",
    "categories": "listing",
    "frontpage": "front",
    "featured": "front",
    "archive": "archive",
    "archivesection": "archive",
    "archivecategory": "archive",
    "itemlist": "listing",
    "latest": "listing",
    "blog": "listing",
    "form": "form",
    "tag": "listing",
    "tags": "listing",
    # TZ Portfolio (templaza/tz_portfolio_old at 37ea0efb, 3.3.6, site/views)
    **dict.fromkeys(("portfolio", "timeline", "date", "users"), "listing"),
    "new": "form",
    "edit": "form",
    "emailform": "form",
    # calendars: body classes of JEvents 3 (seen on w7mot/w7mot.github.io), tasks of its addresses
    **dict.fromkeys(("month", "week", "day", "year", "cat", "calendar"), "listing"),
    **dict.fromkeys(
        ("month.calendar", *(f"{span}.listevents" for span in ("week", "day", "year", "cat"))),
        "listing",
    ),
}


COMPONENTS = {
    **dict.fromkeys(("com_search", "com_finder", "com_smartsearch"), "search"),
    **dict.fromkeys(
        (
            "com_contact",
            "com_user",
            "com_users",
            "com_login",
            "com_registration",
            "com_mailto",
            "com_alpharegistration",
            "com_comprofiler",
            "com_rsform",
            "com_chronocontact",
            "com_chronoforms",
            "com_aicontactsafe",
            "com_dfcontact",
            "com_qcontacts",
            "com_contactenhanced",
            "com_flexicontact",
            "com_flexicontactplus",
            "com_foxcontact",
            "com_chronoforms5",
            "com_chronoforms6",
            "com_chronoforms7",
            "com_breezingforms",
            "com_facileforms",
            "com_fabrik",
            "com_convertforms",
            "com_visforms",
            "com_proforms",
            "com_uniform",
            "com_jforms",
            "com_mad4joomla",
            "com_artforms",
            "com_ckforms",
        ),
        "form",
    ),
    **dict.fromkeys(("com_agora", "com_joobb"), "forum"),
    **dict.fromkeys(
        # the last: profiles above the articles of an author (seen on busted-minds/newbm)
        ("com_weblinks", "com_newsfeeds", "com_tags", "com_spauthorarchive"),
        "listing",
    ),
    **dict.fromkeys(
        (
            "com_wrapper",
            "com_poll",
            "com_xmap",
            "com_jmap",
            "com_rsgallery2",
            "com_banners",
            "com_jcalpro",
            "com_remository",
            "com_ajax",
            "com_weather",
            "com_morfeoshow",
            "com_ignitegallery",
            "com_gallery2",
            "com_redirect",
            "com_acymailing",
            "com_community",
            "com_jomsocial",
            "com_adsmanager",
            "com_joomfish",
        ),
        "other",
    ),
}
