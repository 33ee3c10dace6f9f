"""Comments and posts from the tables of further versions of their systems, as the versions'
installers create them."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator import migrate
from tests import dumps
from tests.dumps import Database
from tests.test_database_items import content, modern, read, table

WRITTEN = "2009-05-01 10:00:00"


#: Database tables with comment 5 on article 1 by Nell, and comment 6 that nobody was to see.
VERSIONS: dict[str, Database] = {
    "jlex": {
        "jlexcomment_obj": table(
            "id com_name com_key com_id",
            (40, "content", "1", 1),
            (41, "com_k2.item", "1", 1),
        ),
        "jlexcomment": table(
            "id obj_id comment guest_name guest_email parent_id created_by created_time published",
            (5, 40, "Deep<br>water", "Nell", "n@mail.example", 0, 0, WRITTEN, 1),
            (6, 40, "Hidden", "Ann", "", 0, 0, WRITTEN, 0),
            (7, 41, "Of an item of K2", "Ann", "", 0, 0, WRITTEN, 1),
        ),
    },
    "slicomments": {
        "slicomments": table(
            "id user_id name email text created article_id rating status",
            (5, 0, "Nell", "n@mail.example", "Deep<br />water", WRITTEN, 1, 0, 1),
            (6, 0, "Ann", "", "Hidden", WRITTEN, 1, 0, 0),
        )
    },
    "slicomments 2": {
        "slicomments": table(
            "id user_id name email raw text created item_id status extension spam ip",
            (5, 0, "Nell", "", "Deep\nwater", "x", WRITTEN, 1, 1, "com_content", 0, "203.0.113.9"),
            (6, 0, "Ann", "", "Hidden", "x", WRITTEN, 1, 0, "com_content", 0, ""),
            (7, 0, "Ann", "", "Of an item of K2", "x", WRITTEN, 1, 1, "com_k2", 0, ""),
        )
    },
    "mxcomment": {
        "mxc_comments": table(
            "id parentid status contentid name web email title comment date published component",
            (5, 0, 0, 1, "Nell", "", "", "", "Deep\nwater", WRITTEN, 1, "com_content"),
            (6, 0, 1, 1, "Ann", "", "", "", "Hidden", WRITTEN, 1, "com_content"),
        )
    },
    "rscomments": {
        "rscomments_comments": table(
            "IdComment IdParent name email subject website comment uid date option id published",
            (5, 0, "Nell", "", "", "", "Deep\nwater", 0, 1241172000, "com_content", 1, 1),
            (6, 0, "Ann", "", "", "", "Hidden", 0, 1241172000, "com_content", 1, 0),
        )
    },
}


@pytest.mark.parametrize("version", VERSIONS)
def test_versions_of_comment_tables(version: str, tmp_path: Path) -> None:
    article = read(tmp_path, modern(content({}), **VERSIONS[version]))["com_content:1"]

    (comment,) = article.comments
    assert (comment.id, comment.author, comment.text) == ("5", "Nell", "Deep\nwater")
    assert getattr(comment.created, "value", None) == "2009-05-01T10:00:00+00:00"
    assert article.comment_system == version.partition(" ")[0]


def test_comments_among_the_articles(tmp_path: Path) -> None:
    """yvComment without a table of its own: a row that names an article and no category."""
    rows = dumps.site([dumps.article(1, "The ford", "<p>Open.</p>")])
    columns, articles = rows["content"]
    replies = dumps.article(
        9, "Re", "<p>Deep.</p>", catid=0, sectionid=0, created_by=0, created_by_alias="Nell"
    )
    rows["content"] = (
        (*columns, "parentid"),
        [*((*row, 0) for row in articles), (*replies, 1)],
    )
    del rows["jcomments"]

    (article,) = read(tmp_path, rows).values()

    assert [(c.author, c.text, c.title) for c in article.comments] == [("Nell", "Deep.", "Re")]
    assert article.comment_system == "yvcomment"


def test_posts_of_easyblog_that_not_everybody_saw(tmp_path: Path) -> None:
    """EasyBlog's `access` 1 is no level of Joomla: only who was logged in saw the post."""
    rows = modern(
        content({}),
        easyblog_category=table(
            "id title parent_id published private", (3, "Open", 0, 1, 0), (4, "Club", 0, 1, 1)
        ),
        easyblog_post=table(
            "id title permalink intro content category_id created created_by published state "
            "access author_alias blogpassword",
            (1, "Open", "open", "<p>One.</p>", "", 3, WRITTEN, 62, 1, 0, 0, "A. Q.", ""),
            (2, "Members", "members", "<p>Two.</p>", "", 3, WRITTEN, 62, 1, 0, 1, "", ""),
            (3, "Locked", "locked", "<p>Three.</p>", "", 3, WRITTEN, 62, 1, 0, 0, "", "s3cret"),
            (4, "In the club", "club", "<p>Four.</p>", "", 4, WRITTEN, 62, 1, 0, 0, "", ""),
        ),
    )

    posts = [a for i, a in read(tmp_path, rows).items() if i.startswith("com_easyblog")]

    assert [(a.title, a.author) for a in posts] == [("Open", "A. Q.")]
    assert "s3cret" not in repr(posts)


def test_first_messages_of_fireboard_without_a_thread(tmp_path: Path) -> None:
    """They have thread 0, and their text is escaped twice."""
    rows = modern(
        content({}),
        fb_categories=table("id parent name published pub_access", (1, 0, "Boats", 1, 0)),
        fb_messages=table(
            "id parent thread catid name userid email subject time ip hold moved",
            (7, 0, 0, 1, "Ada", 0, "", "A leak", 1241172000, "203.0.113.9", 0, 0),
            (8, 7, 7, 1, "Nell", 0, "", "Re: A leak", 1241175600, "203.0.113.9", 0, 0),
        ),
        fb_messages_text=table(
            "mesid message", (7, "It&amp;#039;s wet<br><br>Tar &amp;amp; rope"), (8, "Caulk it")
        ),
    )
    (tmp_path / "site.sql").write_text(dumps.mysqldump(rows), "utf-8")

    (thread,) = migrate(tmp_path / "site.sql").threads

    assert [p.text for p in thread.posts] == ["It's wet\nTar & rope", "Caulk it"]


def test_the_first_day_of_flexicontent_is_no_date(tmp_path: Path) -> None:
    rows = modern(
        content({"publish_down": "1000-01-01 00:00:00", "modified": "1000-01-01 00:00:00"})
    )

    article = read(tmp_path, rows)["com_content:1"]

    assert article.modified is None


def test_redirects_of_the_tables_of_addresses(tmp_path: Path) -> None:
    """Some lead to others; those that JoomSEF has switched off or thrown away lead nowhere."""
    raw = "index.php?option=com_content&id=1&view=article"
    rows = modern(
        content({}),
        sh404sef_urls=table("id oldurl newurl", (1, "sh/ford.html", raw), (2, "sh/gone", "")),
        sefurls=table(
            "id sefurl origurl Itemid enabled trashed",
            (1, "joomsef/ford", raw, "5", 1, 0),
            (2, "joomsef/off", raw, "5", 0, 0),
            (3, "joomsef/thrown", raw, "5", 1, 1),
        ),
        sefmoved=table("id old new", (1, "moved/ford", "joomsef/ford")),
        redirect_links=table(
            "id old_url new_url published",
            (1, "/further", "/moved/ford", 1),
            (2, "/circle", "/round", 1),
            (3, "/round", "/circle", 1),
        ),
    )
    (tmp_path / "site.sql").write_text(dumps.mysqldump(rows), "utf-8")

    migrate(tmp_path / "site.sql", tmp_path / "out", to=["hugo"]).close()

    redirects = (tmp_path / "out/redirects/redirects.csv").read_text("utf-8").split()
    old = {line.partition(",")[0] for line in redirects}
    assert {"/sh/ford.html", "/joomsef/ford", "/moved/ford", "/further"} <= old
    assert not {"/joomsef/off", "/joomsef/thrown", "/circle", "/round", "/sh/gone"} & old
